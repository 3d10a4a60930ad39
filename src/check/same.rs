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
        let rest = || long.strip_prefix(name).or_else(|| long.strip_suffix(name));
        name.chars().count() > 1 && rest().is_some_and(|rest| standard.about.is_post(rest))
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
        family != titled && family.chars().count() == family_name(standard, whole) && (1..3).contains(&given)
    };
    short(&a, &b) || short(&b, &a)
}

/// How many characters the family name has that a whole name begins with.
fn family_name(standard: &Standard, whole: &str) -> usize {
    let two = whole.char_indices().nth(2).map_or(whole, |(end, _)| &whole[..end]);
    let is_known = standard.privacy.as_ref().is_some_and(|privacy| privacy.pupils.surnames.has(two));
    if is_known { two.chars().count() } else { 1 }
}
