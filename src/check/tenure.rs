//! Names given for days on which those who bear them were not there yet, or no more.

use std::collections::HashMap;

use jiff::ToSpan;
use jiff::civil::Date;
use toml::Spanned;
use toml::de::DeValue;

use super::{Check, local};
use crate::finding::{Finding, Place, Severity};
use crate::record::row::{Row, Time};
use crate::record::{Value, is_blank};
use crate::say;
use crate::standard::Overlay;
use crate::standard::kind::{Field, Role};
use crate::text::lang::Lang;

/// From so many on, the one place that all of them contradict is more likely wrong than they are, and is told once.
pub(super) const MANY: usize = 3;

/// The days of what is to be done: the last there is, and that on which it was.
const DUTIES: [Role; 2] = [Role::Due, Role::Done];

/// Months by which what stands in a record may begin before the record does.
const AHEAD: i32 = 3;

/// One such name.
pub(super) struct Away<'a> {
    name: &'a str,
    /// The first day that the bearer was there, or the last.
    bound: Bound,
    /// The day it is given for.
    day: Date,
    field: &'a str,
    /// The field beside it that counts those who are not named.
    others: Option<&'a Field>,
    /// Whether several are named there.
    many: bool,
    /// Whether somebody of today is asked for.
    now: bool,
    /// The key of the bearer's day, and what it is called.
    key: &'a str,
    label: &'a str,
    /// Whether the bearer is a person.
    is_person: bool,
    places: [Place; 2],
    /// Where the day it is given for is written.
    dated: Place,
    overlay: Option<&'a Overlay>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Bound {
    First(Date),
    Last(Date),
    /// The day of what has one: a thing that was made.
    Done(Date),
}

/// The time a name in a row is given for: of what was to be done by a day, that day, or the one it was done before; of what went
/// over to the next year, none.
pub(super) fn time(check: &Check<'_>, row: &Row<'_>) -> Time {
    let of_row = check.studio.time(row);
    let says =
        |key: &String| row.table.get(key.as_str()).is_some_and(|value| Value::Toml(value.get_ref()).says_something());
    let carries = row.list.and_then(|(list, ..)| list.carries.as_ref());
    if carries.is_some_and(|one| says(&one.because) && !says(&one.without)) {
        return of_row;
    }
    let by = DUTIES.iter().filter_map(|role| row.date(*role)).min();
    by.filter(|_| matches!(of_row, Time::Year(_))).map_or(of_row, Time::Day)
}

/// Whether `found`, of the name that `field` of `row` gives at `place`, was not there at the `time` it is given for.
pub(super) fn away<'a>(
    check: &Check<'a>,
    row: &Row<'a>,
    time: Time,
    (field, name): (&'a Field, &'a str),
    found: &Row<'a>,
    place: impl Fn() -> Place,
) -> Option<Away<'a>> {
    let day = time.first()?;
    // Whoever begins in a record begins with it, or in the holidays before.
    let long = || day.saturating_add(AHEAD.months());
    let within = || std::ptr::eq(row.record, found.record);
    let later = |from: &Date| *from > day && (matches!(time, Time::Day(_)) || within() && *from > long());
    let (bound, role) = match found.own_time() {
        // Where any text will do, somebody who has left is one of them; and who made a thing may have left when it is out.
        Time::Span(_, Some(to)) if to < day && (field.or_text || field.has(Role::Maker)) => return None,
        Time::Span(_, Some(to)) if to < day => (Bound::Last(to), Role::To),
        Time::Span(from, _) => (Bound::First(from.filter(later)?), Role::From),
        Time::Day(done) if later(&done) => (Bound::Done(done), Role::Date),
        _ => return None,
    };
    let own = found.fields.with(role)?;
    let key = own.key.as_str();
    let (written, value) = found.table.get_key_value(key)?;
    let other = check.source(found).place(written.span().start..value.span().end, None);
    let overlay = check.standard.overlay(field.origin.as_ref());
    let written_in = |row: &Row<'_>, role: Role| Some(check.source(row).place(row.at(role)?.1.span(), None));
    let whole = check.studio.row(row.record);
    let duty = || DUTIES.iter().filter(|role| row.date(**role) == Some(day)).find_map(|role| written_in(row, *role));
    let dated = written_in(row, Role::Date).or_else(duty).or_else(|| written_in(&whole, Role::Date));
    let dated = dated.unwrap_or_else(|| check.place(&whole, None));
    let label = own.label.get(check.lang);
    let is_person = check.standard.kinds[found.record.kind].fields.of_people();
    let places = [place(), other];
    let others = field.others.as_ref().and_then(|key| row.fields.get(key)).map(AsRef::as_ref);
    let (many, now, field) = (field.many, false, field.key.as_str());
    Some(Away { name, bound, day, field, others, many, now, key, label, is_person, places, dated, overlay })
}

/// Where the plain text `value` names one who is to be there still, and is there no more: of several of that name the last.
pub(super) fn gone<'a>(
    check: &Check<'a>,
    row: &Row<'a>,
    (field, value): (&'a Field, &'a Spanned<DeValue<'a>>),
) -> Option<Away<'a>> {
    let target = field.still_target?;
    let name = value.get_ref().as_str().filter(|name| !is_blank(name))?;
    let today = Time::Span(Some(check.studio.calendar.today), None);
    let place = || check.source(row).place(value.span(), None);
    let all = check.studio.resolve_all(target, name, row).into_iter();
    let rows = all.filter_map(|entry| check.studio.entry_row(target, entry));
    let gone: Option<Vec<_>> = rows.map(|found| away(check, row, today, (field, name), &found, place)).collect();
    let gone = gone.map(|all| all.into_iter().map(|one| Away { now: true, ..one }).collect::<Vec<_>>());
    gone?.into_iter().max_by_key(|one| one.bound)
}

/// What is said of them: of a few one by one, of many once, where the bearer's day is written.
pub(super) fn findings(check: &Check<'_>, all: Vec<Away<'_>>) -> Vec<Finding> {
    let mut groups: HashMap<_, Vec<Away<'_>>> = HashMap::new();
    let mut order = Vec::new();
    for one in all {
        let key = (one.name, one.bound, one.overlay.map(Overlay::named));
        let group = groups.entry(key.clone()).or_default();
        if group.is_empty() {
            order.push(key);
        }
        group.push(one);
    }
    let groups = order.into_iter().filter_map(|key| groups.remove(&key));
    let (many, few): (Vec<_>, Vec<_>) = groups.partition(|group| group.len() >= MANY);
    let mut findings: Vec<Finding> = many.into_iter().flat_map(|group| together(check, group)).collect();
    let (few, things): (Vec<_>, Vec<_>) = few.into_iter().flatten().partition(|one| one.is_person);
    findings.extend(of_things(check, things));
    // On one day at which several were not there, the day is more likely wrong than all of theirs.
    let mut days: Vec<Vec<Away<'_>>> = Vec::new();
    for one in few {
        match days.iter_mut().find(|day| day[0].dated == one.dated && day[0].overlay.is_none() == one.overlay.is_none())
        {
            Some(day) => day.push(one),
            None => days.push(vec![one]),
        }
    }
    for day in days {
        findings.extend(if day.len() < MANY { each(check, day) } else { vec![on_a_day(check, day)] });
    }
    findings
}

/// What is said of things: where one day says of several of them that they began later, that day is more likely wrong than all theirs.
fn of_things(check: &Check<'_>, things: Vec<Away<'_>>) -> Vec<Finding> {
    let begins = |one: &Away<'_>| matches!(one.bound, Bound::First(_)).then(|| one.places[1].clone());
    let mut rest = things;
    let mut findings = Vec::new();
    while let Some(place) = rest.iter().find_map(begins) {
        let (group, others): (Vec<_>, Vec<_>) = rest.into_iter().partition(|one| begins(one).as_ref() == Some(&place));
        rest = others;
        findings.extend(if group.len() < MANY { each(check, group) } else { vec![begun(check, group)] });
    }
    findings.extend(each(check, rest));
    findings
}

fn begun(check: &Check<'_>, mut group: Vec<Away<'_>>) -> Finding {
    group.sort_by_key(|one| one.day);
    let (lang, n, label, overlay) = (check.lang, group.len(), group[0].label, group[0].overlay);
    let names: Vec<&str> = group.iter().map(|one| one.name).collect();
    let (Bound::First(from) | Bound::Last(from) | Bound::Done(from)) = group[0].bound;
    let (names, first) = (lang.list(&names), group[0].day);
    let message = say!(lang, "reference.begun.many", label = label, from = from, n = n, names = names, first = first);
    let detail = format!("{} begun", group[0].key);
    let own = group[0].places[1].clone();
    let places = std::iter::once(own).chain(group.into_iter().map(|one| one.places).map(|[here, _]| here)).collect();
    finding(check, &detail, places, (message, say!(lang, "reference.thing.help")), overlay)
}

fn on_a_day(check: &Check<'_>, group: Vec<Away<'_>>) -> Finding {
    let (lang, day, n, overlay) = (check.lang, group[0].day, group.len(), group[0].overlay);
    let names: Vec<&str> = group.iter().map(|one| one.name).collect();
    let message = say!(lang, "reference.day.many", day = day, n = n, names = lang.list(&names));
    let places = std::iter::once(group[0].dated.clone());
    let places = places.chain(group.into_iter().map(|one| one.places).map(|[_, other]| other)).collect();
    finding(check, "day", places, (message, say!(lang, "reference.day.help")), overlay)
}

fn each(check: &Check<'_>, group: Vec<Away<'_>>) -> Vec<Finding> {
    let lang = check.lang;
    let each = group.into_iter().map(|one| {
        let help = if one.is_person { help(&one, lang) } else { say!(lang, "reference.thing.help") };
        let Away { name, bound, day, field, label, places, overlay, .. } = one;
        let message = match bound {
            Bound::Last(left) => say!(lang, "reference.left", name = name, left = left, day = day),
            Bound::First(joined) => say!(lang, "reference.joined", name = name, joined = joined, day = day),
            Bound::Done(done) => say!(lang, "reference.done", name = name, label = label, done = done, day = day),
        };
        finding(check, &format!("{field} {name}"), places.into(), (message, help), overlay)
    });
    each.collect()
}

/// What to do about somebody who is named for a day on which they were not there. Nobody is told to name another.
fn help(one: &Away<'_>, lang: Lang) -> String {
    match (one.bound, one.others) {
        (Bound::First(_) | Bound::Done(_), _) => say!(lang, "reference.joined.help"),
        (Bound::Last(_), Some(others)) => {
            say!(lang, "reference.left.others", key = one.field, others = others.named(lang))
        }
        (Bound::Last(_), None) if one.now => say!(lang, "reference.left.now"),
        (Bound::Last(_), None) if one.many => say!(lang, "reference.left.many.help", key = one.field),
        (Bound::Last(_), None) => say!(lang, "reference.left.help"),
    }
}

fn together(check: &Check<'_>, mut group: Vec<Away<'_>>) -> Vec<Finding> {
    let (lang, n) = (check.lang, group.len());
    group.sort_by_key(|one| one.day);
    let (first, last) = (group[0].day, group[n - 1].day);
    let (name, label, overlay) = (group[0].name, group[0].label, group[0].overlay);
    let message = match group[0].bound {
        Bound::Last(left) => {
            say!(lang, "reference.left.many", name = name, left = left, n = n, first = first, last = last)
        }
        Bound::First(joined) => {
            say!(lang, "reference.joined.many", name = name, joined = joined, n = n, first = first, last = last)
        }
        Bound::Done(done) => {
            say!(
                lang,
                "reference.done.many",
                name = name,
                label = label,
                done = done,
                n = n,
                first = first,
                last = last
            )
        }
    };
    let detail = format!("{} {name}", group[0].key);
    let help = say!(lang, if group[0].is_person { "reference.away.help" } else { "reference.thing.help" });
    let mut places: Vec<Place> = Vec::with_capacity(n + 1);
    for Away { places: [here, other], .. } in group {
        if places.is_empty() {
            places.push(other);
        }
        places.push(here);
    }
    vec![finding(check, &detail, places, (message, help), overlay)]
}

fn finding(
    check: &Check<'_>,
    detail: &str,
    places: Vec<Place>,
    (message, help): (String, String),
    overlay: Option<&Overlay>,
) -> Finding {
    let mut finding = Finding::new("record/reference", Severity::Warning, places, detail, message, help);
    local::mark(&mut finding, overlay, check.lang);
    finding
}
