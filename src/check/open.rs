//! Open rows: their days cannot be read, or something that they must say is still to be filled in. Nobody can tell what they are
//! worth, so they neither break a rule nor fulfil it: what holds only with them waits until they are mended.

use super::count::is_per_semester;
use super::matching::Fit;
use super::meant::names;
use super::outcome::Outcome;
use super::rows::{candidates, fitting};
use super::{Check, nameless};
use crate::finding::Verdict;
use crate::record::row::{Row, Time};
use crate::record::{Studio, date_of, is_blank, items};
use crate::say;
use crate::standard::Standard;
use crate::standard::kind::{Field, Role, Type};
use crate::standard::predicate::Predicate;
use crate::standard::rule::Rule;

/// The roles of the days that say when a row is.
const DAYS: [Role; 3] = [Role::Date, Role::From, Role::To];

/// The open rows that a rule leans on: it does not hold without them. `again` judges it anew. Where it does not hold with them,
/// either, what nobody has filled in is not there.
pub(super) fn leaned_on<'a>(
    check: &Check<'a>,
    rule: &'a Rule,
    outcome: &mut Outcome,
    again: impl FnOnce() -> Outcome,
) -> Vec<Row<'a>> {
    if outcome.state == Verdict::Unmet {
        return Vec::new();
    }
    if let Predicate::Before { earlier, later } = &rule.predicate {
        let is_unread = |row: &Row<'a>| {
            let values = [earlier, later].into_iter().flat_map(|path| check.studio.all(row, path));
            values.into_iter().any(|found| found.value.as_date().is_none())
        };
        return fitting(check, rule).into_iter().filter(is_unread).collect();
    }
    // What a semester asks of which nobody knows the days is not known.
    if is_per_semester(rule) && check.studio.calendar.unread > 0 {
        return check.root().into_iter().collect();
    }
    let mut unsure = nameless::asked(check, rule);
    if matches!(rule.predicate, Predicate::OneAtATime) {
        unsure.extend(undated(check, rule));
    }
    if !unsure.is_empty() {
        return unsure;
    }
    let rows = check.gathered.open(check.studio, &rule.of);
    let unfilled = rows.iter().all(|(row, _)| is_unfilled(check.studio, row));
    let unproven = outcome.state == Verdict::Unevidenced;
    if rows.is_empty() || unproven && (!unfilled || rule.predicate.is_of_every_row()) {
        return Vec::new();
    }
    let without = check.gathered.without_open(again);
    if unproven {
        if without.state == Verdict::Unmet {
            *outcome = without;
            point(check, rule, outcome);
        }
        return Vec::new();
    }
    let leans = matches!(without.state, Verdict::Unmet | Verdict::Unevidenced);
    rows.iter().filter(|_| leans).map(|(row, _)| *row).collect()
}

/// Shows what would have been counted, were it filled in.
fn point<'a>(check: &Check<'a>, rule: &'a Rule, outcome: &mut Outcome) {
    let all = candidates(check, rule);
    let unfilled = all.iter().filter(|one| one.fit != Fit::No && is_unfilled(check.studio, &one.row));
    if let (Some(fault), Some(one)) = (outcome.faults.first_mut(), { unfilled }.next()) {
        fault.places.truncate(1);
        fault.places.push(check.place(&one.row, Some(say!(check.lang, "near.unfilled"))));
    }
}

/// Whether nobody can say yet what a row is worth.
pub(super) fn is_open(studio: &Studio<'_>, row: &Row<'_>, time: Time) -> bool {
    is_undated(studio, row, time) || is_unfilled(studio, row)
}

/// Whether a text that must stand at a field says something there.
pub(super) fn says(standard: &Standard, field: &Field, text: &str) -> bool {
    let about = &standard.about;
    !is_blank(text) && !field.is_unsaid(about, text) && !field.is_nobody(about, text)
}

/// Whether something that the row must say is still to be filled in, or names several people where one is asked for. What
/// proves it is another matter: it is asked for as such.
pub(super) fn is_unfilled(studio: &Studio<'_>, row: &Row<'_>) -> bool {
    let must = |field: &Field| field.required && field.origin.is_none() && field.of != Type::Evidence;
    let one_name = |field: &Field| field.has(Role::Person) && field.of == Type::Reference && !field.many;
    let unsaid = |field: &Field, text: &str| {
        is_blank(text) || field.is_unsaid(&studio.standard.about, text) || one_name(field) && names(text).is_some()
    };
    row.fields.0.iter().filter(|field| must(field)).any(|field| {
        let Some(value) = row.table.get(field.key.as_str()) else { return false };
        let items = items(value);
        let mut texts = items.iter().map(|item| item.get_ref().as_str());
        !items.is_empty() && texts.all(|text| text.is_some_and(|text| unsaid(field, text)))
    })
}

/// The records of which the groups of a rule are made and nobody can say when they were there.
fn undated<'a>(check: &Check<'a>, rule: &Rule) -> Vec<Row<'a>> {
    let kinds = rule.per.iter().filter_map(|per| Some(check.standard.targets[per.target()?].kind));
    let rows = kinds.flat_map(|kind| check.studio.of_kind(kind)).map(|record| check.studio.row(record));
    rows.filter(|row| is_undated(check.studio, row, row.own_time())).collect()
}

/// Whether a row, or the record it stands in where it has no days itself, should say when it is and does not. What a row that
/// says nothing has from its record is no answer.
pub(super) fn is_undated(studio: &Studio<'_>, row: &Row<'_>, time: Time) -> bool {
    let time = if matches!(time, Time::Year(_)) { time } else { row.own_time() };
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
