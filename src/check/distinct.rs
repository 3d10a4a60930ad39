//! `distinct`: that many different values.

use std::collections::BTreeSet;

use super::Check;
use super::describe::label;
use super::matching::{Fit, is_doubtful, stands};
use super::outcome::{Fault, Outcome};
use super::rows::candidates;
use crate::finding::Verdict;
use crate::standard::path::Path;
use crate::standard::rule::Rule;

pub(super) fn check(check: &Check<'_>, rule: &Rule, value: &Path, at_least: usize) -> Outcome {
    let mut outcome = Outcome::default();
    let (mut seen, mut doubtful) = (BTreeSet::new(), BTreeSet::new());
    for one in candidates(check, rule).into_iter().filter(|one| one.fit != Fit::No) {
        check.studio.values(&one.row, value, &mut |found| {
            if one.fit == Fit::Maybe || is_doubtful(check.studio, value, &found) {
                doubtful.insert(found.value.show());
            } else if stands(check.studio, value, &found) {
                seen.insert(found.value.show());
            }
        });
    }
    if seen.len() < at_least && seen.len() + doubtful.len() >= at_least {
        outcome.worsen(Verdict::Unjudged);
    } else if seen.len() < at_least {
        let what = label(value, check.lang);
        let names: [(&str, &dyn std::fmt::Display); 3] = [("missing", &what), ("n", &seen.len()), ("need", &at_least)];
        let message = check.word(rule, "distinct.few", &names);
        outcome.fault(Verdict::Unmet, Fault::new(vec![check.root_place()], "", message).creatable());
    }
    outcome
}
