//! `series`: enough dated points, so that a rise or fall can be seen at all. The direction is printed, never judged.

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Check;
use super::describe::asked;
use super::evidence::{State, keys, of_row, unproven};
use super::matching::{Fit, Seen};
use super::outcome::{Fault, Outcome};
use super::rows::{Candidate, candidates};
use crate::finding::Verdict;
use crate::record::Found;
use crate::record::row::Row;
use crate::say;
use crate::standard::path::Path;
use crate::standard::rule::Rule;

/// The points of series, by their names.
type Series<'a> = BTreeMap<Cow<'a, str>, Points<'a>>;

/// The points of one series: by day, what is shown there.
type Points<'a> = BTreeMap<Date, (Cow<'a, str>, Option<f64>)>;

pub(super) fn check<'a>(
    check: &Check<'a>,
    rule: &'a Rule,
    by: &'a [Path],
    value: &'a Path,
    points: usize,
    needs: &[String],
) -> Outcome {
    let mut outcome = Outcome::default();
    let rows: Vec<Candidate<'_>> = candidates(check, rule).into_iter().filter(|one| one.fit != Fit::No).collect();
    let (mut series, mut doubtful): (Series<'_>, Series<'_>) = Default::default();
    let mut without: Vec<&Row<'_>> = Vec::new();
    for Candidate { row, time, fit, .. } in &rows {
        let Some(day) = time.first() else { continue };
        let Some(found) = counted(check, row, value).into_iter().next() else { continue };
        let point = (found.value.show(), found.value.as_number());
        let into = if *fit == Fit::Maybe { &mut doubtful } else { &mut series };
        for name in names(check, row, by, " ") {
            into.entry(name).or_default().insert(day, point.clone());
        }
        match of_row(check, row, &rule.evidence) {
            _ if *fit == Fit::Maybe => {}
            State::File => {}
            State::Paper => outcome.paper = true,
            State::Missing => without.push(row),
        }
    }
    let told = if check.facts { &series } else { &BTreeMap::new() };
    outcome.facts = told.iter().filter_map(|(name, points)| direction(check, name, points)).collect();
    let short: Vec<&str> = if needs.is_empty() {
        let enough = |all: &Series<'_>| all.values().any(|found| found.len() >= points);
        if !enough(&series) && enough(&doubtful) {
            outcome.worsen(Verdict::Unjudged);
            return outcome;
        }
        if enough(&series) { vec![] } else { vec![""] }
    } else {
        let has = |all: &Series<'_>, name: &String| all.get(name.as_str()).is_some_and(|found| found.len() >= points);
        let few: Vec<&String> = needs.iter().filter(|name| !has(&series, name)).collect();
        if !few.is_empty() && few.iter().all(|name| has(&doubtful, name)) {
            outcome.worsen(Verdict::Unjudged);
            return outcome;
        }
        few.into_iter().map(String::as_str).collect()
    };
    if !short.is_empty() {
        too_few(check, rule, &short, points, &mut outcome);
    } else if !without.is_empty() {
        without.dedup_by(|a, b| std::ptr::eq(a.record, b.record));
        let places = unproven(check, rule, without);
        let message = say!(check.lang, "evidence.series", keys = keys(&rule.evidence));
        outcome.fault(Verdict::Unevidenced, Fault::new(places, "evidence", message));
    }
    outcome
}

/// What stands at `path` and counts for something.
fn counted<'a>(check: &Check<'a>, row: &Row<'a>, path: &'a Path) -> Vec<Found<'a>> {
    let mut all = check.studio.all(row, path);
    all.retain(|found| !Seen::new(check.studio, path, found.clone()).is_nothing());
    all
}

/// One name for every combination of a row's values at `by`.
pub(super) fn names<'a>(check: &Check<'a>, row: &Row<'a>, by: &'a [Path], join: &str) -> Vec<Cow<'a, str>> {
    let mut names = vec![Cow::default()];
    for path in by {
        let values = counted(check, row, path);
        let combine = |name: &Cow<'a, str>| {
            let with =
                |value: Cow<'a, str>| if name.is_empty() { value } else { format!("{name}{join}{value}").into() };
            values.iter().map(|found| with(found.value.show())).collect::<Vec<_>>()
        };
        names = names.iter().flat_map(combine).collect();
    }
    names
}

/// From which value to which, and whether that is more or less.
fn direction(check: &Check<'_>, name: &str, points: &Points) -> Option<String> {
    let (first_day, (first, a)) = points.first_key_value()?;
    let (last_day, (last, b)) = points.last_key_value()?;
    let (a, b) = ((*a)?, (*b)?);
    if first_day == last_day {
        return None;
    }
    let arrow = if b > a {
        "↑"
    } else if b < a {
        "↓"
    } else {
        "→"
    };
    let n = points.len();
    Some(say!(
        check.lang,
        "series.fact",
        name = name,
        first = first,
        from = first_day,
        last = last,
        to = last_day,
        arrow = arrow,
        n = n
    ))
}

/// Two points in time cannot exist while the first year runs.
fn too_few(check: &Check<'_>, rule: &Rule, short: &[&str], points: usize, outcome: &mut Outcome) {
    let calendar = &check.studio.calendar;
    if calendar.days_of(calendar.window.from).to >= calendar.today {
        return outcome.worsen(Verdict::NotDue);
    }
    let missing = if short == [""] { asked(check.standard, rule, check.lang) } else { check.lang.list(short) };
    let message = check.word(rule, "series.few", &[("missing", &missing), ("need", &points)]);
    outcome.fault(Verdict::Unmet, Fault::new(vec![check.root_place()], "", message).creatable());
}
