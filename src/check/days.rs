//! Days that do not fit where they stand: the name of the file says another one, the file is of another year, or what they look
//! back upon was not there yet.

use std::ops::Range;

use jiff::ToSpan;
use jiff::civil::Date;

use super::Check;
use super::calendar::{before_it_began, overridden};
use super::tenure::MANY;
use crate::finding::{Finding, Severity};
use crate::record::calendar::{Period, between};
use crate::record::row::Row;
use crate::record::walk::walk;
use crate::record::{Record, date_of};
use crate::say;
use crate::standard::kind::{Field, Role, Type};

/// Looks at every record whose name says a day or a year.
pub(super) fn check(check: &Check<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    // Where the day of founding itself is likely a slip, that is told once.
    let slip = before_it_began(check) > 0 || overridden(check).is_some();
    for record in &check.studio.records {
        let kind = &check.standard.kinds[record.kind];
        findings.extend(named(check, &check.studio.row(record)));
        findings.extend(before(check, &check.studio.row(record)));
        findings.extend(old(check, record));
        findings.extend(before_founded(check, &check.studio.row(record)).filter(|_| !slip));
        let year = kind.stem.and_then(|_| check.studio.calendar.days_meant(&record.stem));
        let year = year.filter(|_| !check.waits_for_root());
        let near = year.map(near);
        findings.extend(to_come(check, record, Role::Done, near));
        findings.extend(to_come(check, record, Role::Past, near));
        if let Some((year, near)) = year.zip(near) {
            findings.extend(early(check, record, (near, middle(year))));
            findings.extend(late(check, record, near, year));
            findings.extend(done_before(check, record, (near, year)));
            far(check, record, near, &mut findings);
        }
    }
    findings
}

/// The days on which something of a year may be: plans are made before it, and sums after it; half a year away it is of another.
pub(super) fn near(year: Period) -> Period {
    let half = |day: Date, months: i64| day.checked_add(months.months()).unwrap_or(day);
    Period { from: half(year.from, -6), to: half(year.to, 6) }
}

/// The day on which a year is half over.
pub(super) fn middle(year: Period) -> Date {
    year.from.checked_add(6.months()).unwrap_or(year.from)
}

/// A record whose name begins with a day, and whose own is another.
fn named(check: &Check<'_>, row: &Row<'_>) -> Option<Finding> {
    let said: Date = row.record.stem.get(..10)?.parse().ok()?;
    let (field, value) = row.at(Role::Date)?;
    let day = date_of(value.get_ref()).filter(|day| *day != said && is_likely(*day, check.studio.calendar.today))?;
    let place = check.source(row).place(value.span(), None);
    let message = say!(check.lang, "days.named", said = said, day = day);
    let help = say!(check.lang, "days.named.help");
    Some(Finding::new("record/date", Severity::Warning, vec![place], &field.key, message, help))
}

/// A record looked back upon before its own day.
fn before(check: &Check<'_>, row: &Row<'_>) -> Option<Finding> {
    let ((field, value), (own, whole)) = (row.at(Role::LooksBack)?, row.at(Role::Date)?);
    let (day, date) = (date_of(value.get_ref())?, date_of(whole.get_ref())?);
    if day >= date || !is_likely(date, check.studio.calendar.today) {
        return None;
    }
    let lang = check.lang;
    let message =
        say!(lang, "days.before", name = field.named(lang), day = day, other = own.label.get(lang), date = date);
    let places = [value, whole].map(|value| check.source(row).place(value.span(), None)).into();
    let help = say!(lang, "reference.joined.help");
    Some(Finding::new("record/date", Severity::Warning, places, &format!("{} before", field.key), message, help))
}

/// What is done on a day still to come. Of a day before the window it is told once that nothing is looked at. What may have been
/// written ahead is noted, and surely a slip beyond the year and the calendar. A day that is not `near` the year of its file is told
/// as that.
fn to_come(check: &Check<'_>, record: &Record<'_>, role: Role, near: Option<Period>) -> Option<Finding> {
    let (lang, calendar) = (check.lang, &check.studio.calendar);
    let today = calendar.today;
    let mut found: Vec<(&Field, Date, Range<usize>)> = Vec::new();
    walk(&record.table, &check.standard.kinds[record.kind].fields, &mut |value, field| {
        let day = date_of(value.get_ref()).filter(|_| field.has(role));
        let day = day.filter(|day| near.is_none_or(|near| near.contains(*day)));
        let day = day.filter(|day| *day > today && today >= calendar.window.from && is_likely(*day, today));
        found.extend(day.map(|day| (field, day, value.span())));
    });
    let (field, n) = (found.first()?.0, found.len());
    let (first, last) = (found.iter().map(|one| one.1).min()?, found.iter().map(|one| one.1).max()?);
    let name = field.named(lang);
    let message = if n > 1 {
        say!(lang, "days.to-come.many", name = name, n = n, first = first, last = last, today = today)
    } else {
        say!(lang, "days.to-come", name = name, day = first, today = today)
    };
    let places = found.iter().take(MANY).map(|one| check.studio.source(record).place(one.2.clone(), None)).collect();
    let known = calendar.semesters.iter().map(|semester| semester.period.to).chain([calendar.days_of(today).to]);
    let ahead = role == Role::Past && known.max().is_some_and(|known| last <= known);
    let severity = if ahead { Severity::Note } else { Severity::Warning };
    let help = if role == Role::Past { "days.to-come.past" } else { "days.to-come.help" };
    let help = say!(lang, help);
    Some(Finding::new("record/date", severity, places, &format!("{} to come", field.key), message, help))
}

/// What only a studio does, on a day before it was founded.
fn before_founded(check: &Check<'_>, row: &Row<'_>) -> Option<Finding> {
    let (field, value) = row.at(Role::OfStudio)?;
    let founded = check.studio.calendar.founded?;
    let is_early = |day: &Date| *day < founded && is_likely(*day, check.studio.calendar.today);
    let day = date_of(value.get_ref()).filter(is_early)?;
    let lang = check.lang;
    let message = say!(lang, "days.founded", name = field.named(lang), day = day, founded = founded);
    let place = check.source(row).place(value.span(), None);
    let help = say!(lang, "days.founded.help", help = field.help);
    Some(Finding::new("record/date", Severity::Warning, vec![place], &field.key, message, help))
}

/// Years before the founding, and between one value and the next, from which on a day of a measure is more likely a slip than where
/// the studio began.
const OLD: i16 = 5;

/// What was measured long before the studio was founded, and as long before what was measured next: what came of the studio would be
/// seen by it. Of what was all measured before, rules say that.
fn old(check: &Check<'_>, record: &Record<'_>) -> Vec<Finding> {
    let (lang, calendar) = (check.lang, &check.studio.calendar);
    let Some(founded) = calendar.founded else { return Vec::new() };
    let lists = check.standard.kinds[record.kind].fields.with_type(Type::Rows);
    let measuring = lists.filter(|list| list.fields.with(Role::Measured).is_some());
    let behind = |day: Date| day.saturating_add(OLD.years());
    measuring
        .flat_map(|list| {
            let rows = Row::of_list(record, &record.table, list);
            let mut days: Vec<(Date, &Field, Range<usize>)> = rows
                .filter_map(|row| row.at(Role::Date))
                .filter_map(|(field, value)| Some((date_of(value.get_ref())?, field, value.span())))
                .collect();
            days.sort_by_key(|(day, ..)| *day);
            let next = |day: Date| days.iter().map(|one| one.0).find(|other| *other > day);
            let is_old = |day: Date| behind(day) < founded && next(day).is_some_and(|next| behind(day) < next);
            let told = days.iter().filter(|(day, ..)| is_old(*day) && is_likely(*day, calendar.today));
            told.map(|(day, field, span)| {
                let n = i32::from(founded.year()) - i32::from(day.year());
                let name = field.named(lang);
                let message = say!(lang, "days.old", name = name, day = day, founded = founded, n = n);
                let place = check.studio.source(record).place(span.clone(), None);
                let detail = format!("{} old", field.key);
                Finding::new(
                    "record/date",
                    Severity::Warning,
                    vec![place],
                    &detail,
                    message,
                    say!(lang, "days.old.help"),
                )
            })
            .collect::<Vec<_>>()
        })
        .collect()
}

/// A year looked back upon before `half` of it was over; a day that is far from it is told as that.
fn early(check: &Check<'_>, record: &Record<'_>, (near, half): (Period, Date)) -> Option<Finding> {
    let told = ("days.early", "days.early.help", "early");
    astray(check, record, Role::LooksBack, half, told, |day| near.contains(day) && day < half)
}

/// A year planned when more than half of it was over, or of what was left of it when the studio began; a day that is far from it
/// is told as that.
fn late(check: &Check<'_>, record: &Record<'_>, near: Period, year: Period) -> Option<Finding> {
    let from = check.studio.calendar.window.from.clamp(year.from, year.to);
    let half = from.checked_add((between(from, year.to) / 2).days()).ok()?;
    let told = ("days.late", "days.late.help", "late");
    astray(check, record, Role::LooksAhead, half, told, |day| near.contains(day) && day > half)
}

/// What was done before the year that it was a task of, and before the holidays that the year begins behind.
fn done_before(check: &Check<'_>, record: &Record<'_>, (near, year): (Period, Period)) -> Vec<Finding> {
    let (lang, calendar) = (check.lang, &check.studio.calendar);
    let before = calendar.semesters.iter().map(|one| one.period.to).filter(|to| *to < year.from).max();
    let from = before.filter(|to| near.contains(*to)).unwrap_or(year.from);
    let id = calendar.meant(&record.stem).unwrap_or_default();
    let mut findings = Vec::new();
    walk(&record.table, &check.standard.kinds[record.kind].fields, &mut |value, field| {
        let day = date_of(value.get_ref()).filter(|day| field.has(Role::Done) && near.contains(*day) && *day < from);
        let Some(day) = day else { return };
        let message = say!(lang, "days.done", name = field.named(lang), day = day, id = id, from = year.from);
        let place = check.studio.source(record).place(value.span(), None);
        let detail = format!("{} done {day}", field.key);
        let help = say!(lang, "days.done.help");
        findings.push(Finding::new("record/date", Severity::Warning, vec![place], &detail, message, help));
    });
    findings
}

/// A day of a year that is on the wrong side of `half` of it; with the keys of what is said, and the word for it.
fn astray(
    check: &Check<'_>,
    record: &Record<'_>,
    role: Role,
    half: Date,
    (message, help, word): (&str, &str, &str),
    is_astray: impl Fn(Date) -> bool,
) -> Option<Finding> {
    let (field, value) = check.studio.row(record).at(role)?;
    let day = date_of(value.get_ref()).filter(|day| is_astray(*day))?;
    let lang = check.lang;
    let id = check.studio.calendar.meant(&record.stem).unwrap_or_default();
    let message = say!(lang, message, name = field.named(lang), day = day, id = id, half = half);
    let place = check.studio.sources[record.source].place(value.span(), None);
    let detail = format!("{} {word}", field.key);
    Some(Finding::new("record/date", Severity::Warning, vec![place], &detail, message, say!(lang, help)))
}

/// Whether a record may be of this day at all: not long ago, and no farther ahead than any plan reaches. Of another nothing
/// more needs to be told.
pub(super) fn is_likely(day: Date, today: Date) -> bool {
    (1949..2100).contains(&day.year()) && day.year() <= today.year().saturating_add(20)
}

/// Days that are far from the year that the file is of.
fn far(check: &Check<'_>, record: &Record<'_>, near: Period, findings: &mut Vec<Finding>) {
    let (lang, calendar) = (check.lang, &check.studio.calendar);
    walk(&record.table, &check.standard.kinds[record.kind].fields, &mut |value, field| {
        let day = date_of(value.get_ref()).filter(|_| field.of == Type::Date);
        let Some(day) = day.filter(|day| !near.contains(*day) && is_likely(*day, calendar.today)) else { return };
        let id = calendar.meant(&record.stem).unwrap_or_default();
        let message = say!(lang, "days.far", name = field.named(lang), day = day, id = id);
        let place = check.studio.source(record).place(value.span(), None);
        let help = say!(lang, "days.far.help");
        findings.push(Finding::new("record/date", Severity::Warning, vec![place], &field.key, message, help));
    });
}
