//! `each`: every row has and is what is asked.

use jiff::civil::Date;
use toml::de::{DeString, DeValue};

use super::Check;
use super::describe::asked;
use super::describe::{condition, label};
use super::evidence::of_one;
use super::group::whole;
use super::matching::{self, Fit, one};
use super::meant::meant;
use super::near::unsaid as unsaid_at;
use super::outcome::{Fault, Outcome};
use super::rows::{fitting, timely};
use crate::finding::{Place, Verdict};
use crate::record::row::Row;
use crate::record::{Found, Record, date_of};
use crate::say;
use crate::source::Source;
use crate::standard::condition::{Conditions, Matcher};
use crate::standard::kind::Type;
use crate::standard::path::{Path, Start};
use crate::standard::predicate::{OnMissing, OnNone};
use crate::standard::rule::{Rule, When};

pub(super) fn check<'a>(
    check: &Check<'a>,
    rule: &'a Rule,
    (has, must): (&[Path], &Conditions),
    none: OnNone,
    missing: OnMissing,
) -> Outcome {
    let rows = owing(check, rule);
    if rows.is_empty() {
        // Who came lately owes nothing yet; where all of them have it nevertheless, it is there.
        let new = new(check, rule);
        let early = of_rows(check, rule, (has, must), &new, missing);
        if early.state == Verdict::Met && early.faults.is_empty() && !new.is_empty() {
            return early;
        }
    }
    let mut outcome = of_rows(check, rule, (has, must), &rows, missing);
    if rows.is_empty() && none == OnNone::Unmet {
        nothing(check, rule, &mut outcome);
    }
    outcome
}

fn of_rows<'a>(
    check: &Check<'a>,
    rule: &'a Rule,
    (has, must): (&[Path], &Conditions),
    rows: &[Row<'a>],
    missing: OnMissing,
) -> Outcome {
    let mut outcome = Outcome::default();
    for row in rows {
        let fits: Vec<Fit> = has.iter().map(|path| matching::has(check.studio, row, path)).collect();
        let mut lacking: Vec<&Path> =
            has.iter().zip(&fits).filter(|(_, fit)| **fit == Fit::No).map(|(path, _)| path).collect();
        let is_text = |path: &&Path| path.last().is_some_and(|field| field.of == Type::Beside);
        if lacking.iter().any(is_text) && check.studio.is_text_unread(row.record) {
            lacking.retain(|path| !is_text(path));
            outcome.fault(Verdict::Unmet, Fault::unread(row.record.kind));
        }
        let title = || check.studio.title(row);
        if !lacking.is_empty() {
            let hollow =
                row.record.text.filter(|_| lacking.iter().any(is_text)).map(|text| &check.studio.sources[text]);
            if let (Some(text), [_]) = (hollow, lacking.as_slice()) {
                outcome.fault(Verdict::Unmet, without_body(check, row, text));
                continue;
            }
            let message = unwritten(check, rule, row, &lacking);
            let slips = slips(check, row, &lacking);
            // What would have made it another row says nothing, too.
            let none = rule.conditions.0.iter().filter(|(_, asked)| *asked == Matcher::Present(false));
            let unsaid = lacking.iter().copied().chain(none.map(|(path, _)| path));
            let unsaid = unsaid.filter_map(|path| unsaid_at(check, row, path));
            let places = std::iter::once(check.place(row, None)).chain(slips).chain(unsaid).collect();
            let keys = lacking.iter().map(|path| path.text.as_str());
            let fault = Fault::new(places, detail(row, title()), message).lacking(keys);
            let Some(severity) = missing.severity().filter(|_| lacking.len() < has.len()) else {
                outcome.fault(Verdict::Unmet, fault);
                continue;
            };
            outcome.faults.push(Fault { severity: Some(severity), ..fault });
        }
        if fits.contains(&Fit::Maybe) {
            outcome.perhaps();
        }
        match_all(check, rule, row, must, &mut outcome);
        of_one(check, rule, row, &mut outcome);
    }
    outcome
}

/// The rows that are asked: what was there before the studio was owes it nothing, where it has others.
fn owing<'a>(check: &Check<'a>, rule: &'a Rule) -> Vec<Row<'a>> {
    let mut rows = fitting(check, rule);
    // Who says that nothing was done is one of those who were to do it.
    if rule.conditions.0.iter().any(|(_, matcher)| *matcher == Matcher::Present(true)) {
        let is_idle = |row: &Row<'a>| matching::is_idle(check, row, &rule.conditions);
        rows.extend(timely(check, &rule.of, rule.when).into_iter().filter(is_idle));
    }
    let Some(founded) = check.studio.calendar.founded.filter(|_| rule.when == When::SinceFounded) else { return rows };
    let is_since = |row: &&Row<'a>| !check.studio.time(row).is_before(founded);
    let since: Vec<_> = rows.iter().filter(is_since).copied().collect();
    if since.is_empty() { rows } else { since }
}

/// The text is there, and says nothing.
fn without_body(check: &Check<'_>, row: &Row<'_>, text: &Source) -> Fault {
    let (lang, title) = (check.lang, check.studio.title(row));
    let file = text.local();
    let message = say!(lang, "each.hollow", row = title, file = file);
    let help = Some(say!(lang, "each.hollow.help", file = file));
    Fault { help, ..Fault::new(vec![text.beginning(), check.place(row, None)], detail(row, title), message) }
}

/// What a row lacks, in words: what is not written, and what is written with a day that is still to come.
fn unwritten(check: &Check<'_>, rule: &Rule, row: &Row<'_>, lacking: &[&Path]) -> String {
    let (lang, today, title) = (check.lang, check.studio.calendar.today, check.studio.title(row));
    let day = |path: &Path| {
        let found = check.studio.all(row, path).into_iter().filter_map(|found| found.value.as_date());
        found.filter(|day| *day > today).min()
    };
    let told = |path: &&Path| {
        let (name, day) = (label(path, lang), day(path)?);
        Some(say!(lang, "each.to-come", row = title, name = name, day = day, today = today))
    };
    let missing = lacking.iter().filter(|path| day(path).is_none()).map(|path| label(path, lang)).collect::<Vec<_>>();
    let names = lang.list(&missing);
    let lacks = (!missing.is_empty()).then(|| check.word(rule, "each.lacks", &[("row", &title), ("missing", &names)]));
    let parts = lacks.into_iter().chain(lacking.iter().filter_map(told));
    parts.reduce(|one, other| say!(lang, "either", one = one, other = other)).unwrap_or_default()
}

/// Where what is lacking stands under a key that is a slip for it, or with a day that is still to come.
fn slips(check: &Check<'_>, row: &Row<'_>, lacking: &[&Path]) -> Vec<Place> {
    let slip = |(key, value): (&toml::Spanned<DeString<'_>>, &toml::Spanned<DeValue<'_>>)| {
        let lacks = |key: &str| lacking.iter().any(|path| path.text == key);
        let label = if lacks(key.get_ref()) {
            let day = date_of(value.get_ref()).filter(|day| *day > check.studio.calendar.last_day())?;
            say!(check.lang, "near.to-come", day = day)
        } else {
            let meant = meant(key.get_ref(), row.table, row.fields).filter(|meant| lacks(meant))?;
            say!(check.lang, "near.slip", key = meant)
        };
        Some(check.source(row).place(key.span().start..value.span().end, Some(label)))
    };
    row.table.iter().filter_map(slip).collect()
}

/// No row at all: unmet, unless the years that are looked at have yet to end.
pub(super) fn nothing<'a>(check: &Check<'a>, rule: &'a Rule, outcome: &mut Outcome) {
    let calendar = &check.studio.calendar;
    if rule.when == When::Ended && calendar.years().iter().all(|(_, year)| year.to >= calendar.today) {
        return outcome.worsen(Verdict::NotDue);
    }
    if is_too_new(check, rule) || is_of_newcomers(check, rule) {
        return outcome.worsen(Verdict::NotDue);
    }
    let group = whole(check, &Rule { when: rule.when, ..Rule::default() }).label(check);
    let asked = asked(check.standard, rule, check.lang);
    let message = say!(check.lang, "count.none", group = group, asked = asked);
    outcome.fault(Verdict::Unmet, Fault::new(vec![check.root_place()], "none", message).creatable());
}

/// Whether there are rows, and none has been there for long enough to be asked anything.
pub(super) fn is_too_new<'a>(check: &Check<'a>, rule: &'a Rule) -> bool {
    !new(check, rule).is_empty()
}

/// Whether a rule looks at what people did who all came so lately that nothing is asked of them.
pub(super) fn is_of_newcomers(check: &Check<'_>, rule: &Rule) -> bool {
    let people = check.standard.kinds[rule.of.kind].fields.of_people() && !rule.of.steps.is_empty();
    let mut all = check.studio.of_kind(rule.of.kind).iter().filter(|_| people).peekable();
    let has_attended = |record: &Record<'_>| check.studio.calendar.has_attended(check.studio.row(record).own_time());
    all.peek().is_some() && !all.any(has_attended)
}

/// Those who would be asked, had they been there for long enough.
fn new<'a>(check: &Check<'a>, rule: &'a Rule) -> Vec<Row<'a>> {
    let there = match rule.when {
        When::Attended => When::Window,
        When::Settled => When::Today,
        _ => return Vec::new(),
    };
    let is_asked = |row: &Row<'_>| matching::fit(check.studio, row, &rule.conditions) != Fit::No;
    timely(check, &rule.of, there).into_iter().filter(is_asked).collect()
}

fn match_all(check: &Check<'_>, rule: &Rule, row: &Row<'_>, must: &Conditions, outcome: &mut Outcome) {
    for (path, matcher) in &must.0 {
        match one(check.studio, row, path, matcher) {
            Fit::Yes => {}
            Fit::Maybe => outcome.perhaps(),
            Fit::No => {
                let title = check.studio.title(row);
                let wanted = condition(check.standard, path, matcher, check.lang);
                let message = check.word(rule, "each.must", &[("row", &title), ("wanted", &wanted)]);
                let place = value_place(check, row, path);
                let fault = Fault::new(vec![place], detail(row, title), message).lacking([path.text.as_str()]);
                outcome.fault(Verdict::Unmet, fault);
            }
        }
    }
}

/// Where the value stands, else the row.
pub(super) fn value_place(check: &Check<'_>, row: &Row<'_>, path: &Path) -> Place {
    place_of(check, row, path, |_| true)
}

/// Where this day of several stands, else the row.
pub(super) fn day_place(check: &Check<'_>, row: &Row<'_>, path: &Path, day: Date) -> Place {
    place_of(check, row, path, |found| found.value.as_date() == Some(day))
}

fn place_of(check: &Check<'_>, row: &Row<'_>, path: &Path, is_it: impl Fn(&Found<'_>) -> bool) -> Place {
    let stands = |found: &Found<'_>| !found.span.is_empty() && std::ptr::eq(found.record, row.record);
    let found = check.studio.all(row, path).into_iter().find(|found| stands(found) && is_it(found));
    found.map_or_else(|| check.place(row, None), |found| check.source(row).place(found.span, None))
}

/// Where the table stands in which something belongs, else the row.
pub(super) fn table_place(check: &Check<'_>, row: &Row<'_>, path: &Path) -> Place {
    let table = path.steps.first().filter(|field| field.of == Type::Table && path.start == Start::Row);
    let table = table.and_then(|field| row.table.get(field.key.as_str())).filter(|value| value.get_ref().is_table());
    table.map_or_else(|| check.place(row, None), |table| check.source(row).place(table.span(), None))
}

/// Tells a row from the others of its file, without its place.
pub(super) fn detail(row: &Row<'_>, title: &str) -> String {
    row.list.map_or_else(String::new, |(list, ..)| {
        let own = row.own_time().first().map_or(String::new(), |day| day.to_string());
        format!("{} {title} {own}", list.key)
    })
}
