//! The nearest miss: the record that fails exactly one condition, which is most often the one that was meant.

use super::Check;
use super::describe::condition;
use super::matching::{Fit, Seen};
use super::rows::Candidate;
use crate::finding::Place;
use crate::record::date_of;
use crate::record::row::{Row, Time};
use crate::say;
use crate::standard::condition::Matcher;
use crate::standard::kind::Role;
use crate::standard::path::Path;
use crate::standard::rule::Rule;

/// The place of the nearest among `rows`, with the words for what it lacks; what lies `outside` of every group fits but
/// for its date. A row that fails the only condition there is is no nearer than any other, unless part of what was asked
/// is there or it is the only one.
pub(super) fn nearest(
    check: &Check<'_>,
    rule: &Rule,
    rows: &[&Candidate<'_>],
    outside: &[&Candidate<'_>],
) -> Option<Place> {
    let today = check.studio.calendar.today;
    let ahead =
        |one: &Candidate<'_>| if let Time::Day(day) = one.time { Some(day).filter(|day| *day > today) } else { None };
    let is_late =
        |one: &Candidate<'_>| one.fit == Fit::Yes || ahead(one).is_some() && one.misses(check, rule) == (1, None);
    let late = outside.iter().filter(|one| is_late(one)).map(|one| (0, *one));
    let near = rows.iter().filter_map(|one| Some((rank(check, rule, one, rows.len() == 1)?, *one)));
    let near = late.chain(near).min_by_key(|(rank, _)| *rank)?.1;
    let Some((path, matcher)) = near.misses(check, rule).1 else {
        let label = match ahead(near) {
            Some(day) => say!(check.lang, "near.future", day = day),
            None if is_misnamed(check, near) => say!(check.lang, "near.year"),
            None => say!(check.lang, "near.time"),
        };
        return Some(check.place(&near.row, Some(label)));
    };
    if let Some(place) = unsaid(check, &near.row, path) {
        return Some(place);
    }
    let field = near.row.table.get_key_value(path.text.as_str());
    let day = field.and_then(|(_, value)| date_of(value.get_ref()));
    let label = match day.filter(|day| *day > check.studio.calendar.last_day()) {
        Some(day) => say!(check.lang, "near.future", day = day),
        None => say!(check.lang, "near.miss", condition = condition(check.standard, path, matcher, check.lang)),
    };
    Some(match field {
        Some((key, value)) => check.source(&near.row).place(key.span().start..value.span().end, Some(label)),
        None => check.place(&near.row, Some(label)),
    })
}

/// The place of a word for nothing at `path`, where something is to be said.
pub(super) fn unsaid(check: &Check<'_>, row: &Row<'_>, path: &Path) -> Option<Place> {
    let field = path.last().filter(|field| field.has(Role::Substance) || field.has(Role::Person))?;
    let all = check.studio.all(row, path).into_iter().map(|found| Seen::new(check.studio, path, found));
    let place = |seen: Seen<'_>| {
        let (found, text) = seen.unsaid()?;
        let label = say!(check.lang, "near.unsaid", text = text, help = field.help);
        let source = &check.studio.sources[found.record.source];
        Some(source.place(found.span.clone(), Some(label)))
    };
    all.into_iter().find_map(place)
}

/// Whether its file should be called after a year, and is called otherwise.
fn is_misnamed(check: &Check<'_>, one: &Candidate<'_>) -> bool {
    let record = one.row.record;
    let named = check.standard.kinds[record.kind].stem.is_some();
    named && check.studio.calendar.days_meant(&record.stem).is_none()
}

/// How near a row is, nearest first; nothing for one that is not near.
fn rank(check: &Check<'_>, rule: &Rule, one: &Candidate<'_>, alone: bool) -> Option<u8> {
    let (failed, missed) = one.misses(check, rule);
    match missed {
        _ if failed != 1 => None,
        None => Some(0),
        // The first name, and the first condition, say what kind of thing is meant; to fail them is to be farther off.
        Some((path, Matcher::All(names))) if some(check, one, path, &names[..1.min(names.len())]) => Some(1),
        Some((path, Matcher::All(names))) if some(check, one, path, names) => Some(2),
        Some(missed) if rule.conditions.0.first() != Some(missed) => Some(3),
        Some(_) if rule.conditions.0.len() > 1 || alone => Some(4),
        Some(_) => None,
    }
}

/// Whether at least one of the names is there.
fn some(check: &Check<'_>, one: &Candidate<'_>, path: &Path, names: &[String]) -> bool {
    let mut some = false;
    check.studio.values(&one.row, path, &mut |found| {
        let seen = Seen::new(check.studio, path, found);
        some |= names.iter().any(|name| seen.counts_as(name));
    });
    some
}
