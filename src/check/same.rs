//! Whether two texts name one person: with a title or without, alone or among several.

use std::borrow::Cow;

use super::meant::BETWEEN;
use crate::record::normal;
use crate::standard::Standard;
use crate::text::seen::DOTS;

/// Marks that people put between a post and a name.
const MARKS: [char; 6] = ['：', ':', '·', '-', '—', '－'];

/// Whether two texts name the same person, or share one of several; what stands in brackets behind a name is no part of it, and
/// neither is a title, where the other has none.
#[must_use]
pub fn same(standard: &Standard, a: &str, b: &str) -> bool {
    fn people(text: &str) -> impl Iterator<Item = Cow<'_, str>> {
        // A dot between or behind the characters of a name makes it no other.
        let plain = |name: &str| name.chars().filter(|char| !DOTS.contains(char)).collect::<String>();
        text.split(BETWEEN)
            .map(move |name| normal(&plain(name.split(['（', '(']).next().unwrap_or(name))).into_owned().into())
    }
    // Two with titles may share a family name of two characters.
    let titled = |long: &str, name: &str| {
        let ends = |rest: &str| standard.about.is_body(rest) || standard.about.titles.end(rest).is_some();
        let behind = || long.strip_prefix(name).is_some_and(|rest| standard.about.is_post(rest));
        // Before a name stands whatever body or post he is of.
        let before = || long.strip_suffix(name).is_some_and(|rest| ends(rest.trim_end_matches(MARKS)));
        name.chars().count() > 1 && (behind() || before())
    };
    let is_one = |one: &str, other: &str| one == other || titled(one, other) || titled(other, one);
    people(a).any(|name| !name.is_empty() && people(b).any(|other| is_one(&name, &other)))
}

/// Whether one of two texts is a family name and a title, and the other a whole name that begins so, or one is the other with a number:
/// nobody can tell whether it is the same person.
pub(super) fn alike(standard: &Standard, a: &str, b: &str) -> bool {
    let (a, b) = (normal(a), normal(b));
    // A number tells two of one name apart, and may be added to a name.
    let number = |numbered: &str, name: &str| {
        let bare = numbered.trim_matches(|char: char| char.is_ascii_digit());
        bare.len() < numbered.len() && !bare.is_empty() && bare == name
    };
    if number(&a, &b) || number(&b, &a) {
        return true;
    }
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

#[cfg(test)]
mod tests {
    use super::{alike, same};

    #[test]
    fn a_mark_makes_no_other_person() {
        let standard = crate::standard::embedded().expect("a sound standard");
        for other in ["卓·怀谨", "卓怀谨.", "卓．怀谨", "卓怀谨（副校长）", "卓怀谨老师"] {
            assert!(same(&standard, "卓怀谨", other) && same(&standard, other, "卓怀谨"), "{other}");
        }
        assert!(same(&standard, "买买提·阿依", "买买提•阿依"));
        for other in ["卓怀谨1", "卓怀谨２", "2卓怀谨"] {
            assert!(!same(&standard, "卓怀谨", other) && alike(&standard, other, "卓怀谨"), "{other}");
        }
        assert!(!same(&standard, "李娜1", "李娜2") && !alike(&standard, "李娜1", "李娜2"), "a number tells two apart");
        assert!(!alike(&standard, "1", "2") && !same(&standard, "·", "."));
    }
}
