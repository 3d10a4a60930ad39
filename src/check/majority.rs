//! `majority`: more than half of the rows fulfil it.

use super::Check;
use super::describe::describe;
use super::matching::{Fit, fit};
use super::outcome::{Fault, Outcome};
use super::rows::fitting;
use crate::finding::Verdict;
use crate::say;
use crate::standard::condition::Conditions;
use crate::standard::rule::Rule;

pub(super) fn check<'a>(check: &Check<'a>, rule: &'a Rule, most: &Conditions) -> Outcome {
    let mut outcome = Outcome::default();
    let rows = fitting(check, rule);
    let fits: Vec<Fit> = rows.iter().map(|row| fit(check.studio, row, most)).collect();
    let yes = fits.iter().filter(|fit| **fit == Fit::Yes).count();
    let maybe = fits.iter().filter(|fit| **fit == Fit::Maybe).count();
    let wanted = describe(check.standard, most, check.lang);
    outcome.facts.push(say!(check.lang, "majority.fact", wanted = wanted, n = yes, all = rows.len()));
    if yes * 2 > rows.len() {
        return outcome;
    }
    if (yes + maybe) * 2 > rows.len() {
        outcome.perhaps();
        return outcome;
    }
    let kind = check.standard.kinds[rule.of.kind].label.get(check.lang);
    // Whoever comes is one of all, too.
    let (all, need, more) = (rows.len(), rows.len() / 2 + 1, rows.len() + 1 - 2 * yes);
    let names: [(&str, &dyn std::fmt::Display); 6] =
        [("row", &kind), ("missing", &wanted), ("n", &yes), ("all", &all), ("need", &need), ("more", &more)];
    let message = check.word(rule, "majority.few", &names);
    let against = rows.iter().zip(&fits).filter(|(_, fit)| **fit == Fit::No);
    let places = std::iter::once(check.root_place()).chain(against.map(|(row, _)| check.place(row, None))).collect();
    outcome.fault(Verdict::Unmet, Fault::new(places, "", message));
    outcome
}
