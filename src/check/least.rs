//! `least`: every number found is at least so much. The standard has no such number; overlays may.

use super::Check;
use super::describe::label;
use super::each::value_place;
use super::outcome::{Fault, Outcome};
use super::rows::fitting;
use crate::finding::Verdict;
use crate::standard::path::Path;
use crate::standard::rule::Rule;

pub(super) fn check(check: &Check<'_>, rule: &Rule, value: &Path, at_least: f64) -> Outcome {
    let mut outcome = Outcome::default();
    for row in fitting(check, rule) {
        for found in check.studio.all(&row, value) {
            let Some(number) = found.value.as_number().filter(|number| *number < at_least) else { continue };
            let (title, what) = (check.studio.title(&row).to_owned(), label(value, check.lang));
            let names: [(&str, &dyn std::fmt::Display); 4] =
                [("row", &title), ("missing", &what), ("n", &number), ("need", &at_least)];
            let message = check.word(rule, "least.few", &names);
            outcome.fault(Verdict::Unmet, Fault::new(vec![value_place(check, &row, value)], title, message));
        }
    }
    outcome
}
