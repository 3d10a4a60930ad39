//! Whether a row fulfils a condition: yes, no, or perhaps.
//!
//! Perhaps is what an open list's 其他 gives: the words may well mean what was asked for, and only a person can say.

use std::collections::HashSet;

use crate::record::row::Row;
use crate::record::{Found, Studio, normal};
use crate::standard::condition::{Conditions, Matcher};
use crate::standard::kind::Type;
use crate::standard::path::{Added, Path};
use crate::standard::vocabulary::List;

/// How well a row fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// It does not.
    No,
    /// A person has to say.
    Maybe,
    /// It does.
    Yes,
}

/// Whether `row` fulfils all of `conditions`.
#[must_use]
pub fn fit(studio: &Studio<'_>, row: &Row<'_>, conditions: &Conditions) -> Fit {
    let mut fit = Fit::Yes;
    for (path, matcher) in &conditions.0 {
        fit = fit.min(one(studio, row, path, matcher));
        if fit == Fit::No {
            break;
        }
    }
    fit
}

/// Whether `row` fulfils one condition.
#[must_use]
pub fn one(studio: &Studio<'_>, row: &Row<'_>, path: &Path, matcher: &Matcher) -> Fit {
    let mut values = Vec::new();
    studio.values(row, path, &mut |found| values.extend(stands(studio, path, &found).then_some(found)));
    matches(studio, path, matcher, &values)
}

/// The list that the values at a path come from.
fn list<'s>(studio: &Studio<'s>, path: &Path) -> Option<&'s List> {
    path.last().and_then(|field| studio.standard.list(field))
}

/// Whether a value is one that an overlay adds to a list, where the standard asks.
fn is_added(studio: &Studio<'_>, path: &Path, found: &Found<'_>) -> bool {
    let value = || list(studio, path)?.find(found.value.as_str()?);
    path.added != Added::Value && value().is_some_and(|value| value.origin.is_some())
}

/// Whether it is for a person to say what a value is worth where any would do, since only an overlay has it.
#[must_use]
pub(super) fn is_doubtful(studio: &Studio<'_>, path: &Path, found: &Found<'_>) -> bool {
    path.added == Added::Doubt && is_added(studio, path, found)
}

/// Whether a value is the 其他 of its list, or a word of one's own.
#[must_use]
pub(super) fn is_other(studio: &Studio<'_>, path: &Path, found: &Found<'_>) -> bool {
    found.value.as_str().zip(list(studio, path)).is_some_and(|(text, list)| list.is_other(text, path.added))
}

/// Whether a value stands for what it says: a day that has not come is no fact yet, and a value that a closed list does not
/// have is none.
#[must_use]
pub fn stands(studio: &Studio<'_>, path: &Path, found: &Found<'_>) -> bool {
    let future = found.value.as_date().is_some_and(|day| day > studio.calendar.today);
    let list = list(studio, path).filter(|_| path.last().is_some_and(|field| field.of == Type::Value));
    let has = |list: &List| found.value.as_str().is_none_or(|text| list.find(text).is_some());
    !future && list.is_none_or(|list| list.open || (has(list) && !is_added(studio, path, found)))
}

fn matches(studio: &Studio<'_>, path: &Path, matcher: &Matcher, values: &[Found<'_>]) -> Fit {
    let yes = |holds: bool| if holds { Fit::Yes } else { Fit::No };
    let named = |name: &String| values.iter().any(|found| counts_as(studio, path, found, name));
    let sure = || values.iter().filter(|found| !is_doubtful(studio, path, found));
    // What only an overlay knows is neither something nor nothing.
    let unsure = || !values.is_empty() && sure().next().is_none();
    match matcher {
        Matcher::Present(_) | Matcher::Not(_) if unsure() => Fit::Maybe,
        Matcher::Present(wanted) => yes(values.is_empty() != *wanted),
        Matcher::AtLeast(number) => {
            let name = |found: &Found<'_>| {
                let text = normal(&found.value.show()).into_owned();
                let target = path.last().and_then(|field| field.target);
                let entry = target.and_then(|target| studio.resolve(target, &text));
                entry.map_or(text, |entry| format!("{entry:?}"))
            };
            if sure().map(name).collect::<HashSet<_>>().len() >= *number {
                return Fit::Yes;
            }
            let all = values.iter().map(name).collect::<HashSet<_>>().len();
            if all >= *number { Fit::Maybe } else { Fit::No }
        }
        Matcher::Any(wanted) => yes(wanted.iter().any(named)).max(perhaps(studio, path, values)),
        Matcher::All(wanted) => yes(wanted.iter().all(named)).max(perhaps(studio, path, values)),
        Matcher::Not(inner) => match matches(studio, path, inner, values) {
            Fit::Yes => Fit::No,
            Fit::Maybe | Fit::No => Fit::Yes,
        },
    }
}

/// Perhaps, if a value is the 其他 of its list; otherwise no.
fn perhaps(studio: &Studio<'_>, path: &Path, values: &[Found<'_>]) -> Fit {
    if values.iter().any(|found| is_other(studio, path, found)) { Fit::Maybe } else { Fit::No }
}

/// Whether a value counts as `name`: the same text, or by its group.
#[must_use]
pub fn counts_as(studio: &Studio<'_>, path: &Path, found: &Found<'_>, name: &str) -> bool {
    let Some(text) = found.value.as_str() else { return found.value.show() == name };
    text == name
        || list(studio, path).is_some_and(|list| list.counts_as(text, name))
        || (text.contains(char::is_whitespace) && normal(text) == name)
}
