//! The time that a studio's own root file says, held against the day of the check and the root file of its province: whoever
//! moves the window or a semester moves what is asked.

use jiff::civil::Date;

use super::Check;
use super::group::semester_place;
use super::tenure::MANY;
use crate::finding::{Finding, Place, Severity};
use crate::record::calendar::{Calendar, Dates, Period, Semester};
use crate::record::row::Time;
use crate::record::{Record, date_of};
use crate::say;
use crate::source::Source;
use crate::standard::kind::Role;
use crate::text::lang::Lang;

/// First and last day of a window, as far as they are said.
pub(super) type Window = (Option<Date>, Option<Date>);

/// What is to be said of the studio's `own` window, and of its semesters, beside what its province says.
pub(super) fn check(check: &Check<'_>, own: Window, province: &Dates) -> Vec<Finding> {
    let mut findings = window(check, own, province);
    findings.extend(other_year(check, province));
    if let Some(root) = check.root() {
        findings.extend(misnamed(check.source(&root), own_semesters(check), &check.studio.calendar, check.lang));
        findings.extend(shared(check.source(&root), own_semesters(check), check.lang));
    }
    findings.extend(younger(check));
    findings.extend(overridden(check));
    findings.extend(alone(check, province));
    findings.extend(unwritten(check, province));
    findings.extend(province.semesters.iter().zip(&province.written.semesters).filter_map(|(theirs, at)| {
        match own_semesters(check).find(|one| one.id == theirs.id) {
            Some(one) => differs(check, one, (theirs, at)),
            None => lacks(check, (theirs, at)),
        }
    }));
    findings
}

/// Of years that are over, those of which the calendar has the first semester and no other: a long first one leaves no room in which
/// another would be missed.
fn alone<'c>(check: &'c Check<'_>, province: &'c Dates) -> impl Iterator<Item = Finding> + 'c {
    let (calendar, lang) = (&check.studio.calendar, check.lang);
    let over = calendar.years().into_iter().filter(|(_, year)| year.to < calendar.today);
    over.filter_map(move |(id, year)| {
        let mut inside = calendar.semesters.iter().filter(|one| one.period.touches(year));
        let (first, other) = (inside.next()?, inside.next());
        let second = year.from.saturating_add(jiff::Span::new().months(FIRST));
        // One that the province has is missed as that; one that is no semester at all is told as such.
        let told = province.semesters.iter().any(|theirs| theirs.id != first.id && theirs.period.touches(year));
        let told =
            told || calendar.unread > 0 || first.turned || first.period.is_over_a_semester() || first.span.is_none();
        if other.is_some() || told || check.standard.about.semesters < 2 || first.period.from >= second {
            return None;
        }
        let message = say!(lang, "calendar.alone", year = id, id = first.id);
        let place = vec![semester_place(check, first)];
        let detail = format!("alone {}", first.id);
        Some(Finding::new("record/date", Severity::Warning, place, &detail, message, say!(lang, "calendar.alone.help")))
    })
}

/// Of a year that is half over, that the calendar has no semester of it: until it has one, nothing is asked of any.
fn unwritten(check: &Check<'_>, province: &Dates) -> Option<Finding> {
    let (calendar, lang) = (&check.studio.calendar, check.lang);
    let behind = |(_, year): &(String, Period)| calendar.is_behind(*year) && calendar.owes(*year);
    let (id, year) = calendar.years().into_iter().find(behind)?;
    // One that the province has is missed as that.
    if calendar.unread > 0 || province.semesters.iter().any(|theirs| theirs.period.touches(year)) {
        return None;
    }
    let place = calendar.semesters.last().map_or_else(|| check.root_place(), |last| semester_place(check, last));
    let message = say!(lang, "calendar.unwritten", year = id);
    let help = say!(lang, "calendar.unwritten.help");
    let detail = format!("unwritten {id}");
    Some(Finding::new("record/date", Severity::Warning, vec![place], &detail, message, help))
}

/// Months of a school year in which its first semester may begin; what begins later is the second.
const FIRST: i32 = 5;

/// Why nothing is asked of a studio that is not there yet, or was not for half a semester of the window.
pub(super) fn unasked(calendar: &Calendar, lang: Lang) -> String {
    match calendar.begins_later() {
        Some(day) => say!(lang, "calendar.unfounded", founded = day, today = calendar.today),
        None => say!(lang, "calendar.younger", to = calendar.window.to),
    }
}

/// Of a studio that began too late to owe anything, how many records there are of days before: one slip would leave nothing asked.
pub(super) fn before_it_began(check: &Check<'_>) -> usize {
    let studio = check.studio;
    let Some(founded) = studio.calendar.founded.filter(|_| studio.calendar.younger) else { return 0 };
    let is_early = |record: &&Record<'_>| matches!(studio.row(record).own_time(), Time::Day(day) if day < founded);
    studio.records.iter().filter(is_early).count()
}

/// That there are some; where there are none, that the studio is still to be founded.
fn younger(check: &Check<'_>) -> Option<Finding> {
    let (calendar, lang, n) = (&check.studio.calendar, check.lang, before_it_began(check));
    let told = |severity, message, help| {
        Some(Finding::new("record/date", severity, vec![check.root_place()], "begun", message, help))
    };
    if n == 0 {
        // Before its window begins that is told, and no more.
        let to_come = calendar.begins_later().filter(|_| calendar.window.from <= calendar.today);
        let message = to_come.map(|_| unasked(calendar, lang))?;
        return told(Severity::Note, message, say!(lang, "calendar.unfounded.help"));
    }
    let founded = calendar.founded?;
    let message = say!(lang, "calendar.younger.records", founded = founded, to = calendar.window.to, n = n);
    told(Severity::Warning, message, say!(lang, "calendar.younger.records.help"))
}

/// Months of the window before the founding in which records are more likely right than the day of founding.
const LONG: i32 = 3;

/// That the studio's own window begins long before it was founded, and that there are records of these days: one of the two is a slip.
pub(super) fn overridden(check: &Check<'_>) -> Option<Finding> {
    let (studio, lang) = (check.studio, check.lang);
    let root = check.root()?;
    let key = &root.fields.get("window")?.fields.with(Role::From)?.key;
    let from = date_of(root.table.get("window")?.get_ref().as_table()?.get(key.as_str())?.get_ref())?;
    let founded = studio.calendar.founded.filter(|_| !studio.calendar.younger)?;
    let between = |record: &&Record<'_>| matches!(studio.row(record).own_time(), Time::Day(day) if (from..founded).contains(&day));
    let n = studio.records.iter().filter(between).count();
    if from.saturating_add(jiff::Span::new().months(LONG)) > founded || n < MANY {
        return None;
    }
    let message = say!(lang, "calendar.younger.overridden", from = from, founded = founded, n = n);
    let help = say!(lang, "calendar.younger.overridden.help");
    Some(Finding::new("record/date", Severity::Warning, vec![founded_place(check)], "overridden", message, help))
}

/// Where the day of founding is written.
fn founded_place(check: &Check<'_>) -> Place {
    let at = check.root().and_then(|root| {
        root.fields.0.iter().filter(|table| table.key != "window").find_map(|table| {
            let field = table.fields.with(Role::From)?;
            let value = root.table.get(table.key.as_str())?.get_ref().as_table()?.get(field.key.as_str())?;
            Some(check.source(&root).place(value.span(), None))
        })
    });
    at.unwrap_or_else(|| check.root_place())
}

/// Of these semesters of the root file `source` those that are called after another year than the one in which they begin, or after
/// none. What follows from that is not told: the calendar takes no year from such a name.
pub(super) fn misnamed<'s>(
    source: &Source,
    semesters: impl IntoIterator<Item = &'s Semester>,
    calendar: &Calendar,
    lang: Lang,
) -> Vec<Finding> {
    let told = |semester: &Semester| {
        let (start, end) = semester.named;
        let place = source.place(start..end, None);
        let (message, help) = if Calendar::is_unread(semester) {
            (say!(lang, "calendar.unread", id = semester.id), say!(lang, "calendar.unread.help"))
        } else {
            let (year, from) = (calendar.other_year(semester)?, semester.period.from);
            let message = say!(lang, "calendar.misnamed", id = semester.id, from = from, year = year);
            (message, say!(lang, "calendar.misnamed.help"))
        };
        Some(Finding::new("record/date", Severity::Warning, vec![place], &semester.id, message, help))
    };
    semesters.into_iter().filter_map(told).collect()
}

/// Of these semesters of the root file `source` those that share their name or a day: what is asked of each would be asked of neither.
pub(super) fn shared<'s>(
    source: &Source,
    semesters: impl IntoIterator<Item = &'s Semester>,
    lang: Lang,
) -> Vec<Finding> {
    let mut semesters: Vec<&Semester> = semesters.into_iter().filter(|semester| !semester.turned).collect();
    semesters.sort_by_key(|semester| semester.period.from);
    let told = |at: usize| {
        let (before, second) = (&semesters[..at], semesters[at]);
        let first = before.iter().rfind(|one| one.id == second.id).or(before.last())?;
        let message = if first.id == second.id {
            say!(lang, "reference.twice", name = first.id)
        } else if first.period.touches(second.period) && !first.period.is_over_a_semester() {
            say!(lang, "calendar.overlap", first = first.id, second = second.id)
        } else if first.id > second.id && same_year(&first.id, &second.id) {
            say!(lang, "calendar.turned", first = first.id, second = second.id)
        } else {
            return None;
        };
        let spans = [second, first].into_iter().filter_map(|one| one.span);
        let places = spans.map(|(start, end)| source.place(start..end, None)).collect();
        let help = say!(lang, "calendar.help");
        Some(Finding::new("record/duplicate", Severity::Error, places, &second.id, message, help))
    };
    (1..semesters.len()).filter_map(told).collect()
}

/// Whether two ids of semesters differ in their last part only.
fn same_year(one: &str, other: &str) -> bool {
    one.len() == other.len()
        && one.rsplit_once('-').map(|(year, _)| year) == other.rsplit_once('-').map(|(year, _)| year)
}

/// The semesters that the studio's own file has.
fn own_semesters<'c>(check: &'c Check<'_>) -> impl Iterator<Item = &'c Semester> {
    check.studio.calendar.semesters.iter().filter(|one| one.span.is_some())
}

/// That the studio says another sort of year than its province: what each year asks, and how files are called, hangs on it.
fn other_year(check: &Check<'_>, province: &Dates) -> Option<Finding> {
    let root = check.root()?;
    let value = root.table.get("calendar")?.get_ref().as_table()?.get("year")?;
    let field = root.fields.get("calendar")?.fields.get("year")?;
    province.civil.filter(|civil| *civil != check.studio.calendar.is_civil())?;
    let (lang, own) = (check.lang, value.get_ref().as_str().unwrap_or_default());
    let message = say!(lang, "calendar.other.year", name = field.named(lang), own = own);
    let place = vec![check.source(&root).place(value.span(), None)];
    let help = say!(lang, "calendar.other.year.help");
    Some(Finding::new("record/date", Severity::Warning, place, "year", message, help))
}

fn window(check: &Check<'_>, own: Window, province: &Dates) -> Vec<Finding> {
    let written = check.root().and_then(|root| Some((root, root.table.get("window")?)));
    let Some((root, value)) = written else { return Vec::new() };
    let (lang, today, from) = (check.lang, check.studio.calendar.today, check.studio.calendar.window.from);
    let place = || check.source(&root).place(value.span(), None);
    let mut findings = Vec::new();
    let at = |key: &str| root.fields.get("window")?.fields.get(key).map(|field| field.named(lang));
    if let (Some(from), Some(to)) = (own.0.or(province.window.0), own.1.or(province.window.1))
        && to < from
    {
        // One that says both days itself is told where they stand.
        let half = own.0.is_some() != own.1.is_some();
        return half
            .then(|| reversed(check, (place(), province), (at("from"), from), (at("to"), to)))
            .into_iter()
            .collect();
    }
    // A window as the province has it is the province's.
    if from > today && own != (None, None) && own != province.window {
        let message = say!(lang, "calendar.early", from = from, today = today);
        let help = say!(lang, "calendar.early.help");
        findings.push(Finding::new("record/date", Severity::Warning, vec![place()], "window early", message, help));
    }
    if let (Some(founded), Some(to)) = (check.studio.calendar.founded, own.1)
        && to < founded
        && own != province.window
        && before_it_began(check) == 0
    {
        let message = say!(lang, "calendar.before", to = to, founded = founded);
        let help = say!(lang, "calendar.before.help");
        findings.push(Finding::new("record/date", Severity::Warning, vec![place()], "window before", message, help));
    }
    let bounds = [("from", own.0, province.window.0), ("to", own.1, province.window.1)];
    let differing = bounds.into_iter().filter_map(|(key, own, theirs)| {
        let (own, theirs) = (own?, theirs?);
        let field = root.fields.get("window")?.fields.get(key)?;
        let name = say!(lang, "field.named", label = field.label.get(lang), key = key);
        (own != theirs).then(|| say!(lang, "calendar.other.bound", name = name, own = own, theirs = theirs))
    });
    let differing: Vec<String> = differing.collect();
    if !differing.is_empty() {
        let bounds = lang.list(&differing);
        let message = say!(lang, "calendar.other", bounds = bounds);
        let help = say!(lang, "calendar.other.help");
        let places = std::iter::once(place()).chain(province.written.window.clone()).collect();
        let said = |day: Option<Date>| day.map_or(String::new(), |day| day.to_string());
        let detail = format!("window {} {}", said(own.0), said(own.1));
        findings.push(Finding::new("record/date", Severity::Warning, places, &detail, message, help));
    }
    findings
}

/// A window of which the studio says one day and the province the other, which do not go together.
fn reversed(
    check: &Check<'_>,
    (place, province): (Place, &Dates),
    (first, from): (Option<String>, Date),
    (last, to): (Option<String>, Date),
) -> Finding {
    let (first, last) = (first.unwrap_or_default(), last.unwrap_or_default());
    let message = say!(check.lang, "shape.order", last = last, to = to, first = first, from = from);
    let places = std::iter::once(place).chain(province.written.window.clone()).collect();
    let help = say!(check.lang, "reference.joined.help");
    Finding::new("record/range", Severity::Error, places, "window", message, help)
}

/// A semester that the province has on other days.
fn differs(check: &Check<'_>, own: &Semester, (theirs, at): (&Semester, &Place)) -> Option<Finding> {
    // One that is no semester at all is told as such.
    if own.period == theirs.period || own.turned || theirs.turned || own.period.is_over_a_semester() {
        return None;
    }
    let (lang, period) = (check.lang, own.period);
    let days = |one: &Semester| say!(lang, "days", from = one.period.from, to = one.period.to);
    let message = say!(lang, "calendar.differs", id = own.id, own = days(own), theirs = days(theirs));
    let places = vec![semester_place(check, own), at.clone()];
    let detail = format!("{} {} {}", own.id, period.from, period.to);
    Some(Finding::new("record/date", Severity::Warning, places, &detail, message, say!(lang, "calendar.differs.help")))
}

/// A semester of the province's that has begun, in a year of which the studio has another.
fn lacks(check: &Check<'_>, (theirs, at): (&Semester, &Place)) -> Option<Finding> {
    let calendar = &check.studio.calendar;
    let year = |one: &Semester| calendar.year_of(one.period.from);
    // One on these days that is called after another year is told as that.
    let misnamed = |one: &Semester| one.period.touches(theirs.period) && calendar.other_year(one).is_some();
    let begun = !theirs.turned
        && calendar.unread == 0
        && theirs.period.from <= calendar.today
        && !own_semesters(check).any(misnamed);
    let other = own_semesters(check).find(|one| begun && year(one) == year(theirs))?;
    let (lang, period) = (check.lang, theirs.period);
    let message = say!(lang, "calendar.lacks", id = theirs.id, from = period.from, to = period.to);
    let places = vec![semester_place(check, other), at.clone()];
    let help = say!(lang, "calendar.lacks.help");
    Some(Finding::new("record/date", Severity::Warning, places, &theirs.id, message, help))
}
