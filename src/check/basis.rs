//! The basis of a verdict: what the records told a reviewer of a clause, as a hash. A sign-off keeps one for each clause that
//! it decides, so that a check can tell when other records stand behind the clause than those that were judged.
//!
//! In a sign-off it is written `CLAUSE=HASH`. The hash is over every row that the rules of the clause look at and that was over,
//! or had begun, by the day of the sign-off: the path of its record, and the values at every path of the rule. What is written
//! down of later days changes no verdict that was given before, and neither does the order of rows. A standard that asks
//! otherwise of a clause has it signed anew.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::Check;
use super::matching::Fit;
use super::rows::{Candidate, candidates};
use super::seal::{part, parts, plain, shown};
use super::unread::{followed, is_broken};
use crate::record::row::Time;
use crate::standard::indicator::Clause;
use crate::standard::predicate::Predicate;
use crate::standard::rule::Rule;

/// What a sign-off keeps of a clause.
pub(super) fn kept<'a>(check: &Check<'a>, clause: &'a Clause, signed: Date) -> Option<String> {
    Some(format!("{}={}", clause.id, basis(check, clause, signed)?))
}

/// The hash over what the records said of a clause on the day `signed`; nothing while one of them cannot be read.
pub(super) fn basis<'a>(check: &Check<'a>, clause: &'a Clause, signed: Date) -> Option<String> {
    let kinds = |rule| [followed(check, rule), vec![rule.of.kind]].concat();
    if clause.rules.iter().flat_map(kinds).any(|kind| is_broken(check, kind)) {
        return None;
    }
    let mut hash = parts(["basis"]);
    for rule in &clause.rules {
        let fits = |one: &Candidate<'_>| one.fit != Fit::No && was_there(one.time, signed);
        let mut rows: Vec<Vec<String>> =
            candidates(check, rule).iter().filter(|one| fits(one)).map(|one| told(check, rule, one)).collect();
        rows.sort_unstable();
        part(&mut hash, &(rows.len() as u64).to_le_bytes());
        for row in rows {
            part(&mut hash, &(row.len() as u64).to_le_bytes());
            for text in row {
                part(&mut hash, text.as_bytes());
            }
        }
    }
    Some(shown(hash))
}

/// Whether a rule of the clause has something to judge now of which nothing had begun on the day `signed`; of what has to change over
/// time, fewer days than it takes. Whoever signed then has judged nothing.
pub(super) fn unseen<'a>(check: &Check<'a>, clause: &'a Clause, signed: Date) -> bool {
    // Who signs behind the window has seen all of it.
    signed < check.studio.calendar.last_day()
        && clause.rules.iter().any(|rule| {
            let least = match rule.predicate {
                Predicate::Fact { .. } => return false,
                Predicate::Series { points, .. } => points,
                _ => 1,
            };
            let days: BTreeSet<Option<Date>> =
                candidates(check, rule).iter().filter(|one| one.fit != Fit::No).map(|one| one.time.first()).collect();
            days.len() >= least && days.iter().filter(|day| day.is_none_or(|day| day <= signed)).count() < least
        })
}

/// What a rule is told by a row: at each of its paths so many values, and these.
fn told(check: &Check<'_>, rule: &Rule, one: &Candidate<'_>) -> Vec<String> {
    let mut texts = vec![plain(check.source(&one.row).local())];
    for path in rule.paths() {
        let mut values = Vec::new();
        check.studio.values(&one.row, path, &mut |found| values.push(plain(&found.value.show())));
        values.sort_unstable();
        texts.push(values.len().to_string());
        texts.extend(values);
    }
    texts
}

/// Whether a row could be seen on a day: a year when it was over, anything else when it had begun.
fn was_there(time: Time, day: Date) -> bool {
    match time {
        Time::Year(year) => year.to <= day,
        other => other.first().is_none_or(|first| first <= day),
    }
}
