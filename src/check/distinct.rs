//! `distinct`: that many different values.

use std::collections::BTreeSet;

use super::Check;
use super::describe::label;
use super::matching::stands;
use super::outcome::{Fault, Outcome};
use super::rows::fitting;
use crate::finding::Verdict;
use crate::standard::path::Path;
use crate::standard::rule::Rule;

pub(super) fn check(check: &Check<'_>, rule: &Rule, value: &Path, at_least: usize) -> Outcome {
    let mut outcome = Outcome::default();
    let mut seen = BTreeSet::new();
    for row in fitting(check, rule) {
        check.studio.values(&row, value, &mut |found| {
            if stands(check.studio, value, &found) {
                seen.insert(found.value.show());
            }
        });
    }
    if seen.len() < at_least {
        let what = label(value, check.lang);
        let names: [(&str, &dyn std::fmt::Display); 3] = [("missing", &what), ("n", &seen.len()), ("need", &at_least)];
        let message = check.word(rule, "distinct.few", &names);
        outcome.fault(Verdict::Unmet, Fault::new(vec![check.root_place()], "", message).creatable());
    }
    outcome
}
