//! `count`: the number of rows in each group is within bounds.

use std::fmt::Display;

use jiff::civil::Date;

use super::Check;
use super::describe::asked;
use super::group::{Group, groups, is_none_chosen, semester_place, was_there};
use super::matching::Fit;
use super::near::nearest;
use super::one_at_a_time::{first_days, told_days};
use super::outcome::{Fault, Outcome};
use super::rows::{Candidate, candidates};
use crate::finding::{Place, Severity, Verdict};
use crate::load;
use crate::record::calendar::Period;
use crate::record::date_of;
use crate::record::row::Time;
use crate::record::walk::walk;
use crate::say;
use crate::standard::kind::Role;
use crate::standard::length::Length;
use crate::standard::path::Start;
use crate::standard::predicate::Due;
use crate::standard::rule::{GroupBy, Rule, When};

pub(super) fn check<'a>(
    check: &Check<'a>,
    rule: &'a Rule,
    need: (usize, Option<usize>),
    (lasts, due): (Option<Length>, Due),
) -> Outcome {
    let mut outcome = Outcome::default();
    let rows = candidates(check, rule);
    let groups = groups(check, rule);
    if groups.is_empty() && !is_none_chosen(check, rule) {
        no_group(check, rule, &mut outcome);
    }
    if !groups.is_empty() && is_per_semester(rule) {
        without_semester(check, &mut outcome);
    }
    for group in &groups {
        let inside: Vec<&Candidate<'_>> = rows.iter().filter(|one| group.has(check, one)).collect();
        let before = outcome.faults.len();
        if rule.when == When::Throughout {
            throughout(check, rule, group, (&inside, lasts), &mut outcome);
        } else {
            // What fits but lies in no group at all, as a meeting in the holidays, is the nearest miss of all.
            let in_none = |one: &&Candidate<'_>| {
                group.has_but_for_time(check, one) && groups.iter().all(|group| !group.has(check, one))
            };
            let near = || nearest(check, rule, &inside, &rows.iter().filter(in_none).collect::<Vec<_>>());
            bounds(check, rule, (group, due), &inside, need, &near, &mut outcome);
        }
        group.dates(check, &mut outcome.faults[before..]);
    }
    outcome
}

fn bounds(
    check: &Check<'_>,
    rule: &Rule,
    (group, due): (&Group<'_>, Due),
    rows: &[&Candidate<'_>],
    (at_least, at_most): (usize, Option<usize>),
    near: &dyn Fn() -> Option<Place>,
    outcome: &mut Outcome,
) {
    let yes: Vec<&Candidate<'_>> = rows.iter().copied().filter(|one| one.fit == Fit::Yes).collect();
    let maybe: Vec<&Candidate<'_>> = rows.iter().copied().filter(|one| one.fit == Fit::Maybe).collect();
    if let Some(most) = at_most.filter(|most| yes.len() > *most) {
        let places = yes.iter().map(|one| check.place(&one.row, None)).collect();
        let names: [(&str, &dyn Display); 4] = [
            ("group", &group.label(check)),
            ("n", &yes.len()),
            ("need", &most),
            ("asked", &asked(check.standard, rule, check.lang)),
        ];
        let message = check.word(rule, "count.many", &names);
        return outcome.fault(Verdict::Unmet, Fault::new(places, group.key(), message).sure());
    }
    if yes.len() >= at_least {
        return evidenced(check, rule, group, &yes, at_least, outcome);
    }
    if yes.len() + maybe.len() >= at_least {
        let asked = asked(check.standard, rule, check.lang);
        let message = say!(check.lang, "count.perhaps", group = group.label(check), asked = asked);
        let places = maybe.iter().map(|one| check.place(&one.row, None)).collect();
        let fault = Fault::new(places, format!("perhaps {}", group.key()), message);
        outcome.fault(Verdict::Unjudged, Fault { severity: Some(Severity::Warning), ..fault });
        outcome.perhaps();
        // Whatever it is worth, it is to be proven.
        let likely: Vec<&Candidate<'_>> = rows.iter().copied().filter(|one| one.fit != Fit::No).collect();
        return evidenced(check, rule, group, &likely, at_least, outcome);
    }
    let early = group.period.filter(|_| due == Due::Begun && !group.ended);
    let begun = early.and_then(|year| begun(check, year, rows));
    if !group.ended && begun.is_none() {
        return outcome.worsen(Verdict::NotDue);
    }
    let asked = asked(check.standard, rule, check.lang);
    let names: [(&str, &dyn Display); 4] =
        [("group", &group.label(check)), ("asked", &asked), ("n", &yes.len()), ("need", &at_least)];
    let message = check.word(rule, if yes.is_empty() { "count.none" } else { "count.few" }, &names);
    let places = std::iter::once(group.place(check)).chain(near()).collect();
    let fault = Fault { due: begun, ..Fault::new(places, group.key(), message) };
    outcome.fault(Verdict::Unmet, fault.creatable());
}

/// The day, if it is over, by which a year must have begun in earnest: the first on which something in its records was to be done, or
/// was done, or the last of its first semester.
fn begun(check: &Check<'_>, year: Period, rows: &[&Candidate<'_>]) -> Option<Date> {
    let calendar = &check.studio.calendar;
    let mut first = calendar.first_semester(year).to;
    for Candidate { row, .. } in rows {
        walk(&row.record.table, &check.standard.kinds[row.record.kind].fields, &mut |value, field| {
            let duty = [Role::Due, Role::Done].into_iter().any(|role| field.has(role));
            let day = date_of(value.get_ref()).filter(|day| duty && year.contains(*day));
            first = day.map_or(first, |day| first.min(day));
        });
    }
    Some(first).filter(|day| *day < calendar.today)
}

/// Enough rows must have their evidence.
pub(super) fn evidenced(
    check: &Check<'_>,
    rule: &Rule,
    group: &Group<'_>,
    yes: &[&Candidate<'_>],
    need: usize,
    outcome: &mut Outcome,
) {
    let mut files = 0;
    let mut paper = 0;
    let mut without = Vec::new();
    for one in yes {
        match super::evidence::of_row(check, &one.row, &rule.evidence) {
            super::evidence::State::File => files += 1,
            super::evidence::State::Paper => paper += 1,
            super::evidence::State::Missing => without.push(one),
        }
    }
    if files >= need {
        return;
    }
    outcome.paper |= paper > 0;
    if files + paper < need {
        let places = super::evidence::unproven(check, rule, without.iter().map(|one| &one.row));
        let first = without.first().map_or("", |one| check.studio.title(&one.row));
        let keys = super::evidence::keys(&rule.evidence);
        if let Some(one) = without.first().filter(|_| rule.evidence.iter().all(|path| path.start == Start::Record)) {
            return super::evidence::of_record(check, rule, &one.row, outcome);
        }
        let message = say!(check.lang, "evidence.count", group = group.label(check), row = first, keys = keys);
        outcome.fault(Verdict::Unevidenced, Fault::new(places, group.key(), message));
    }
}

/// Every day of the window so far lies in the span of a row that fits.
fn throughout(
    check: &Check<'_>,
    rule: &Rule,
    group: &Group<'_>,
    (rows, lasts): (&[&Candidate<'_>], Option<Length>),
    outcome: &mut Outcome,
) {
    let elapsed = check.studio.calendar.elapsed();
    let mut spans: Vec<_> = rows.iter().filter(|one| one.fit == Fit::Yes).map(|one| (one.time, one)).collect();
    spans.sort_by_key(|(time, _)| time.first());
    let shortened = lasts.map_or_else(Vec::new, |lasts| shorten(&mut spans, lasts));
    let mut next = Some(elapsed.from);
    let mut gaps = Vec::new();
    for (time, _) in &spans {
        let (from, to) = match time {
            Time::Span(from, to) => (*from, *to),
            other => (other.first(), other.first()),
        };
        let Some(day) = next else { break };
        if let Some(from) = from.filter(|from| *from > day) {
            gaps.push((day, from.yesterday().unwrap_or(from)));
        }
        next = to.and_then(|to| to.tomorrow().ok()).map(|after| after.max(day));
        if to.is_none() {
            next = None;
        }
    }
    if let Some(day) = next.filter(|day| *day <= elapsed.to) {
        gaps.push((day, elapsed.to));
    }
    gaps.retain(|(from, to)| *from <= elapsed.to && from <= to);
    // What takes over from one that has run out has until the end of that year to come.
    let calendar = &check.studio.calendar;
    let is_last = |(from, to): &(Date, Date)| *from > elapsed.from && *to >= calendar.today;
    if gaps.pop_if(|gap| is_last(gap) && calendar.days_of(gap.0).to >= calendar.today).is_some() {
        outcome.worsen(Verdict::NotDue);
    }
    gaps.retain(|gap| !spans.iter().any(|(time, _)| is_of_its_year(*time, *gap, lasts.is_some())));
    let yes: Vec<&Candidate<'_>> = spans.iter().map(|(_, one)| **one).collect();
    if gaps.is_empty() {
        return evidenced(check, rule, group, &yes, yes.len(), outcome);
    }
    let days: Vec<_> = gaps.iter().map(|(from, to)| (*from, (*to).min(elapsed.to))).collect();
    let days = told_days(check.lang, &days);
    let message = say!(check.lang, "count.gaps", days = days, asked = asked(check.standard, rule, check.lang));
    let mut places = vec![group.place(check)];
    // What was not there in a gap would not have closed it.
    let in_gap = |one: &&Candidate<'_>| gaps.iter().any(|(from, to)| one.time.touches(Period { from: *from, to: *to }));
    places.extend(nearest(check, rule, &rows.iter().copied().filter(in_gap).collect::<Vec<_>>(), &[]));
    // What lies next to a gap is what has to last longer, or to begin earlier.
    let borders = |time: &Time| {
        let Time::Span(from, to) = *time else { return true };
        let before = |gap: &(Date, Date)| to.and_then(|to| to.tomorrow().ok()) == Some(gap.0);
        let behind = |gap: &(Date, Date)| from.and_then(|from| from.yesterday().ok()) == Some(gap.1);
        gaps.iter().any(|gap| before(gap) || behind(gap))
    };
    let bordering = spans.iter().filter(|(time, _)| borders(time));
    places.extend(bordering.map(|(_, one)| {
        let short = shortened.iter().find(|(row, _)| std::ptr::eq(*row, **one));
        let label = short.map(|(_, to)| say!(check.lang, "near.lasts", to = to));
        check.place(&one.row, Some(label.unwrap_or_else(|| say!(check.lang, "near.here"))))
    }));
    outcome.fault(Verdict::Unmet, Fault::new(places, format!("throughout {}", first_days(&gaps)), message).creatable());
}

/// Whether a gap within one year is left by what was given out for that year, and only later in it: what comes next, or, of what
/// is of a year each, anything of that year.
fn is_of_its_year(time: Time, (from, to): (Date, Date), yearly: bool) -> bool {
    let year = Period { from: from.first_of_year(), to: from.last_of_year() };
    let is_next = time.first().and_then(|first| first.yesterday().ok()) == Some(to);
    year.contains(to) && time.touches(year) && (is_next || yearly)
}

/// Ends each span, in order of their first days, when `lasts` is over; gives those that say another end, with theirs. What has
/// no end lasts until the next, where that is not half as long later.
fn shorten<'c, 'r>(spans: &mut [(Time, &'c &'c Candidate<'r>)], lasts: Length) -> Vec<(&'c Candidate<'r>, Date)> {
    let mut shortened = Vec::new();
    for at in 0..spans.len() {
        let (Time::Span(Some(from), to), one) = spans[at] else { continue };
        let end = lasts.after(from).yesterday().unwrap_or(from);
        let late = lasts.half().after(end);
        let next = spans.get(at + 1).and_then(|(time, _)| time.first()?.yesterday().ok());
        let end = next.filter(|day| to.is_none() && *day > end && *day <= late).unwrap_or(end);
        if to.is_none_or(|to| to > end) {
            spans[at].0 = Time::Span(Some(from), Some(end));
            shortened.push((*one, end));
        }
    }
    shortened
}

/// A year of which the calendar lacks a semester hides what each semester asks.
fn without_semester(check: &Check<'_>, outcome: &mut Outcome) {
    let calendar = &check.studio.calendar;
    // One that cannot be read is told as that.
    if calendar.unread > 0 {
        return;
    }
    if calendar.unwritten().is_some() || calendar.runs_short() {
        outcome.worsen(Verdict::NotDue);
    }
    let bare = calendar.years_without_semester();
    for (id, gaps) in
        calendar.without_semester().into_iter().filter(|(id, _)| bare.iter().all(|(other, _)| other != id))
    {
        let days = check.lang.list(gaps.iter().map(|gap| say!(check.lang, "days", from = gap.from, to = gap.to)));
        // A studio that writes one semester of its own has none of its province's any more.
        let own = calendar.semesters.iter().any(|one| one.span.is_some());
        let file = if own { load::STUDIO } else { load::PROVINCE };
        let message = say!(check.lang, "group.one-semester", days = days, year = id, file = file);
        let before = calendar.semesters.iter().rfind(|one| gaps.iter().any(|gap| one.period.from < gap.to));
        let place = before.map_or_else(|| check.root_place(), |one| semester_place(check, one));
        outcome.fault(Verdict::Unmet, Fault::new(vec![place], id, message));
    }
    for (id, year) in bare {
        if year.to >= calendar.today {
            outcome.worsen(Verdict::NotDue);
            continue;
        }
        let message = say!(check.lang, "group.no-semester", from = year.from, to = year.to);
        outcome.fault(Verdict::Unmet, Fault::new(vec![check.root_place()], id, message));
    }
}

/// What groups are made of is missing: no semester in the calendar, no record of the kind. In holidays there is no semester, and none
/// is due; nor is anything of those who came too late.
pub(super) fn no_group(check: &Check<'_>, rule: &Rule, outcome: &mut Outcome) {
    let calendar = &check.studio.calendar;
    if is_per_semester(rule) && calendar.unread > 0 {
        return;
    }
    // Nor is a semester of a year that runs, where those of others are known.
    let runs = |(_, year): &(String, Period)| year.to >= calendar.today;
    let bare = calendar.years_without_semester();
    let known = !(calendar.semesters.is_empty() || bare.is_empty());
    let to_come = is_per_semester(rule) && known && bare.iter().all(runs);
    if is_in_holidays(check, rule) || to_come || was_there(check, rule) {
        return outcome.worsen(Verdict::NotDue);
    }
    let window = calendar.window;
    let target = rule.per.iter().find_map(|per| Some(&check.standard.targets[per.target()?]));
    let message = match target {
        Some(target) => {
            let kind = &check.standard.kinds[target.kind];
            say!(check.lang, "group.none", kind = kind.label.get(check.lang), path = kind.path)
        }
        None => say!(check.lang, "group.no-semester", from = window.from, to = window.to),
    };
    outcome.fault(Verdict::Unmet, Fault::new(vec![check.root_place()], "groups", message));
}

/// Whether a rule asks for something in each semester, and the window has none but holidays.
pub(super) fn is_in_holidays(check: &Check<'_>, rule: &Rule) -> bool {
    is_per_semester(rule) && check.studio.calendar.is_in_holidays()
}

pub(super) fn is_per_semester(rule: &Rule) -> bool {
    rule.per.iter().any(|per| per.by == GroupBy::Semester)
}
