//! Citizen numbers in groups, as forms have them and lines break them: `110105 19491231 002X`. Groups alone are no number: a day
//! has to stand where one does, and the check character has to be right.

use super::{CITIZEN, Found, Kind, broken, digit, half_width, is_citizen, is_digit, separates};

/// How many characters the groups have: area, day and serial, their halves, or fours as on a card. In each a group of eight, or
/// two of four, follow one another.
const GROUPS: [&[usize]; 11] = [
    &[6, 8, 4],
    &[6, 4, 4, 4],
    &DATED,
    &[3, 3, 8, 4],
    &[3, 3, 4, 4, 4],
    &[4, 4, 4, 4, 2],
    &[6, 12],
    &[10, 4, 4],
    &[10, 8],
    &[2, 4, 4, 4, 4],
    &[14, 4],
];

/// The same with the parts of the day.
const DATED: [usize; 5] = [6, 4, 2, 2, 4];

/// The number whose first group begins at byte `start`, where no digit stands before it.
pub(super) fn at(text: &str, start: usize) -> Option<Found> {
    let rest = &text[start..];
    GROUPS.iter().find_map(|groups| {
        let after = read(rest, groups)?;
        Some(Found { kind: Kind::IdNumber { checksum_ok: true }, start, end: text.len() - after.len() })
    })
}

/// What follows a number of such groups at the start of `text`, all divided by the same; the parts of a day may be by another.
fn read<'t>(text: &'t str, groups: &[usize]) -> Option<&'t str> {
    let mut number = [0; CITIZEN];
    let (mut rest, mut length, mut divided) = (text, 0, [None; 2]);
    for (place, count) in groups.iter().enumerate() {
        if length > 0 {
            let (by, after) = divider(rest)?;
            let within = usize::from(*groups == DATED && matches!(place, 2 | 3));
            if *divided[within].get_or_insert(by) != by {
                return None;
            }
            rest = after;
        }
        for _ in 0..*count {
            let next = rest.chars().next()?;
            let is_x = length + 1 == CITIZEN && half_width(next).eq_ignore_ascii_case(&'x');
            number[length] = if is_x { 10 } else { digit(next)? };
            (rest, length) = (&rest[next.len_utf8()..], length + 1);
        }
    }
    // A year, which begins many a list of figures, is no area.
    let is_area = !matches!(number, [1, 9, ..] | [2, 0, ..]);
    let whole = !rest.starts_with(is_digit);
    (is_area && whole && is_citizen(&number) == Some(true)).then_some(rest)
}

/// What divides two groups, and what follows it.
fn divider(text: &str) -> Option<(char, &str)> {
    let after = apart(text);
    let first = text.chars().next().filter(|_| after.len() < text.len())?;
    Some(match half_width(first) {
        ' ' | '\u{a0}' | '\t' | '\r' | '\n' => (' ', after),
        '/' => ('/', after),
        first if is_dot(first) => ('.', after),
        _ => ('-', after),
    })
}

/// `text` without what may divide groups of digits at its start: one such character, or the end of a line with the blanks around it.
pub(super) fn apart(text: &str) -> &str {
    broken::line_end(text).or_else(|| text.strip_prefix(divides)).unwrap_or(text)
}

/// The same at its end.
pub(super) fn before(text: &str) -> Option<&str> {
    broken::end_of_line(text).or_else(|| text.strip_suffix(divides))
}

/// A dot between groups.
pub(super) fn is_dot(character: char) -> bool {
    matches!(half_width(character), '.' | '·' | '・' | '•')
}

fn divides(character: char) -> bool {
    separates(character) || is_dot(character) || matches!(half_width(character), '/' | '\t')
}
