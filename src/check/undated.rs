//! Rows whose days cannot be read. Nobody can tell whether they lie in the time that a rule asks of, so they neither break it
//! nor fulfil it: what holds only with them waits until their days are told.

use super::Check;
use super::outcome::Outcome;
use super::rows::fitting;
use crate::finding::Verdict;
use crate::record::row::{Row, Time};
use crate::record::{Studio, date_of};
use crate::standard::kind::{Field, Role};
use crate::standard::predicate::Predicate;
use crate::standard::rule::Rule;

/// The roles of the days that say when a row is.
const DAYS: [Role; 3] = [Role::Date, Role::From, Role::To];

/// The rows without days that a rule leans on: it does not hold without them. `again` judges it anew.
pub(super) fn leaned_on<'a>(
    check: &Check<'a>,
    rule: &'a Rule,
    outcome: &Outcome,
    again: impl FnOnce() -> Outcome,
) -> Vec<Row<'a>> {
    if matches!(outcome.state, Verdict::Unmet | Verdict::Unevidenced) {
        return Vec::new();
    }
    if let Predicate::Before { earlier, later } = &rule.predicate {
        let is_unread = |row: &Row<'a>| {
            let values = [earlier, later].into_iter().flat_map(|path| check.studio.all(row, path));
            values.into_iter().any(|found| found.value.as_date().is_none())
        };
        return fitting(check, rule).into_iter().filter(is_unread).collect();
    }
    let rows = check.gathered.undated(check.studio, &rule.of);
    if rows.is_empty() {
        return Vec::new();
    }
    let without = check.gathered.without_undated(again);
    let leans = matches!(without.state, Verdict::Unmet | Verdict::Unevidenced);
    rows.iter().filter(|_| leans).map(|(row, _)| *row).collect()
}

/// Whether a row, or the record it stands in where it has no days itself, should say when it is and does not.
pub(super) fn is_undated(studio: &Studio<'_>, row: &Row<'_>, time: Time) -> bool {
    if !matches!(time, Time::Unknown | Time::Span(None, _) | Time::Span(_, None)) {
        return false;
    }
    let mut own = DAYS.iter().filter_map(|role| row.fields.with(*role)).peekable();
    if own.peek().is_some() {
        return own.any(|field| !is_told(row, field)) || is_reversed(row);
    }
    row.list.is_some() && {
        let whole = studio.row(row.record);
        is_undated(studio, &whole, whole.own_time())
    }
}

/// Whether a day that is asked for, or that somebody has written, can be read.
fn is_told(row: &Row<'_>, field: &Field) -> bool {
    row.table.get(field.key.as_str()).map_or(!field.required, |value| date_of(value.get_ref()).is_some())
}

fn is_reversed(row: &Row<'_>) -> bool {
    row.date(Role::From).zip(row.date(Role::To)).is_some_and(|(from, to)| to < from)
}
