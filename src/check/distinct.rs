//! `distinct`: that many different values.

use std::collections::BTreeSet;

use super::Check;
use super::describe::label;
use super::matching::{Fit, Seen};
use super::outcome::{Fault, Outcome};
use super::rows::candidates;
use crate::finding::Verdict;
use crate::standard::path::Path;
use crate::standard::rule::Rule;

pub(super) fn check<'a>(check: &Check<'a>, rule: &'a Rule, value: &Path, at_least: usize) -> Outcome {
    let mut outcome = Outcome::default();
    let (mut sure, mut doubtful) = (BTreeSet::new(), BTreeSet::new());
    let mut other = false;
    for one in candidates(check, rule).into_iter().filter(|one| one.fit != Fit::No) {
        check.studio.values(&one.row, value, &mut |found| {
            let shown = found.value.show();
            let list = value.last().and_then(|field| check.standard.list(field));
            // By another name it is not another.
            let wider = list.and_then(|list| list.wider(&shown)).map(|wider| wider.value.as_str().into());
            let shown = wider.unwrap_or(shown);
            let seen = Seen::new(check.studio, value, found);
            if seen.stands() {
                // What is none of the list's may be any number of things.
                other |= seen.is_other();
                if one.fit == Fit::Maybe { &mut doubtful } else { &mut sure }.insert(shown);
            }
        });
    }
    if sure.len() < at_least && (other || sure.len() + doubtful.len() >= at_least) {
        outcome.perhaps();
    } else if sure.len() < at_least {
        let what = label(value, check.lang);
        let names: [(&str, &dyn std::fmt::Display); 3] = [("missing", &what), ("n", &sure.len()), ("need", &at_least)];
        let message = check.word(rule, "distinct.few", &names);
        outcome.fault(Verdict::Unmet, Fault::new(vec![check.root_place()], "", message).creatable());
    }
    outcome
}
