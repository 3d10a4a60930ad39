//! `covers`: the values found include the listed ones. None is unmet; some missing is as the list is open or closed.

use super::Check;
use super::describe::asked;
use super::describe::label;
use super::each::{is_of_newcomers, table_place, value_place};
use super::evidence::{State, keys, of_row, unproven};
use super::group::{Group, each_group, groups};
use super::matching::{Fit, Seen};
use super::near::nearest;
use super::outcome::{Fault, Outcome};
use super::rows::Candidate;
use crate::finding::{Place, Severity, Verdict};
use crate::say;
use crate::standard::path::Path;
use crate::standard::predicate::OnMissing;
use crate::standard::rule::Rule;

/// A value of a list that another rule found, and what proves it.
pub(super) type Elsewhere<'a> = (&'a str, State);

pub(super) fn check<'a>(
    check: &Check<'a>,
    rule: &'a Rule,
    value: &Path,
    (list, missing): (&[String], OnMissing),
    elsewhere: &[Elsewhere<'_>],
) -> Outcome {
    let found = |name: &String| elsewhere.iter().filter(|(other, _)| other == name).map(|(_, state)| *state).min();
    let states: Vec<Option<State>> = list.iter().map(found).collect();
    each_group(check, rule, &groups(check, rule), |group, rows, outcome| {
        one_group(check, rule, (value, list, missing), states.clone(), group, rows, outcome);
    })
}

fn one_group(
    check: &Check<'_>,
    rule: &Rule,
    (value, list, missing): (&Path, &[String], OnMissing),
    mut states: Vec<Option<State>>,
    group: &Group<'_>,
    rows: &[&Candidate<'_>],
    outcome: &mut Outcome,
) {
    let mut other = false;
    for one in rows.iter().filter(|one| one.fit != Fit::No) {
        let state = of_row(check, &one.row, &rule.evidence);
        check.studio.values(&one.row, value, &mut |found| {
            let seen = Seen::new(check.studio, value, found);
            if !seen.stands() {
                return;
            }
            other |= one.fit == Fit::Maybe || list.iter().any(|name| seen.may_be(name));
            for (name, best) in list.iter().zip(&mut states) {
                if one.fit == Fit::Yes && seen.counts_as(name) {
                    *best = Some(best.map_or(state, |known: State| known.min(state)));
                }
            }
        });
    }
    let absent: Vec<&str> =
        list.iter().zip(&states).filter(|(_, state)| state.is_none()).map(|(name, _)| name.as_str()).collect();
    if !absent.is_empty() {
        // One or two rows that fit but do not have it all are nearer than any that does not fit; many share the work.
        let joined = check.lang.list(&absent);
        let fitting: Vec<&Candidate<'_>> = rows.iter().copied().filter(|one| one.fit == Fit::Yes).collect();
        let lacking = fitting.iter().filter(|_| fitting.len() <= 2).map(|one| {
            let label = say!(check.lang, "near.lacks", missing = joined);
            Place { label: Some(label), ..value_place(check, &one.row, value) }
        });
        let told = |key: &str| {
            let asked = asked(check.standard, rule, check.lang);
            let names: [(&str, &dyn std::fmt::Display); 4] = [
                ("group", &group.label(check)),
                ("asked", &asked),
                ("what", &label(value, check.lang)),
                ("missing", &joined),
            ];
            let whole = group.place(check);
            // Of the root file alone it is asked where it belongs, and shown there once.
            let own = |one: &&Candidate<'_>| value_place(check, &one.row, value) == whole;
            let mut places = match fitting[..] {
                [one] if own(&one) => vec![table_place(check, &one.row, value)],
                _ => std::iter::once(whole).chain(lacking.clone()).collect(),
            };
            if places.len() == 1 {
                let near: Vec<&Candidate<'_>> =
                    rows.iter().copied().filter(|one| has_any(check, one, value, &absent)).collect();
                places.extend(nearest(check, rule, &near, &[]));
            }
            Fault::new(places, group.key(), check.word(rule, key, &names)).lacking(absent.iter().copied())
        };
        if let Some(severity) = missing.severity().filter(|_| absent.len() < list.len()) {
            outcome.faults.push(Fault { severity: Some(severity), ..told("covers.some") });
        } else if other {
            // A word of one's own may mean one of them; what else is missing is told nevertheless.
            let severity = Some(Severity::Warning);
            outcome.fault(Verdict::Unjudged, Fault { severity, ..told("covers.perhaps") });
            outcome.perhaps();
        } else if !group.ended || is_of_newcomers(check, rule) {
            outcome.worsen(Verdict::NotDue);
        } else {
            let key = if absent.len() == list.len() { "covers.none" } else { "covers.fail" };
            return outcome.fault(Verdict::Unmet, told(key).creatable());
        }
    }
    let bare: Vec<&str> = list
        .iter()
        .zip(&states)
        .filter(|(_, state)| **state == Some(State::Missing))
        .map(|(name, _)| name.as_str())
        .collect();
    outcome.paper |= states.contains(&Some(State::Paper));
    if !bare.is_empty() {
        let what = check.lang.list(&bare);
        let message =
            say!(check.lang, "evidence.values", group = group.label(check), what = what, keys = keys(&rule.evidence));
        let places =
            rows.iter().filter(|one| one.fit == Fit::Yes && of_row(check, &one.row, &rule.evidence) == State::Missing);
        let places = unproven(check, rule, places.map(|one| &one.row));
        let fault = Fault::new(places, format!("evidence {}", group.key()), message).lacking(bare);
        outcome.fault(Verdict::Unevidenced, fault);
    }
}

/// Whether one of the names stands at `value` of a row.
fn has_any(check: &Check<'_>, one: &Candidate<'_>, value: &Path, names: &[&str]) -> bool {
    let mut any = false;
    check.studio.values(&one.row, value, &mut |found| {
        let seen = Seen::new(check.studio, value, found);
        any |= names.iter().any(|name| seen.counts_as(name));
    });
    any
}
