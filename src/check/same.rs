//! Whether two texts name one person: with a title or without, alone or among several.

use std::borrow::Cow;

use super::meant::BETWEEN;
use crate::record::normal;
use crate::standard::Standard;

/// Whether two texts name the same person, or share one of several; what stands in brackets behind a name is no part of it, and
/// neither is a title, where the other has none.
#[must_use]
pub fn same(standard: &Standard, a: &str, b: &str) -> bool {
    fn people(text: &str) -> impl Iterator<Item = Cow<'_, str>> {
        text.split(BETWEEN).map(|name| normal(name.split(['（', '(']).next().unwrap_or(name)))
    }
    // Two with titles may share a family name of two characters.
    let titled = |long: &str, name: &str| {
        let rest = long.strip_prefix(name).filter(|_| name.chars().count() > 1);
        rest.is_some_and(|rest| standard.about.titles.has(rest))
    };
    let is_one = |one: &str, other: &str| one == other || titled(one, other) || titled(other, one);
    people(a).any(|name| !name.is_empty() && people(b).any(|other| is_one(&name, &other)))
}

/// Whether one of two texts is a family name and a title, and the other a whole name that begins so: nobody can tell whether it is
/// the same person.
pub(super) fn alike(standard: &Standard, a: &str, b: &str) -> bool {
    let (a, b) = (normal(a), normal(b));
    let short = |titled: &str, whole: &str| {
        let family = standard.about.untitled(titled);
        // A given name has one character or two.
        let given = whole.strip_prefix(family).map_or(0, |given| given.chars().count());
        family != titled && family.chars().count() < 3 && (family.chars().count()..3).contains(&given)
    };
    short(&a, &b) || short(&b, &a)
}
