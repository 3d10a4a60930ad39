//! Numbers of which every digit stands alone, as forms have a cell for each: `1 3 8 0 0 0 0 0 0 0 0`.

use super::{CITIZEN, Found, Kind, half_width, is_citizen};
use crate::text::near::leading;
use crate::text::triples;

/// Digits of a mobile phone.
const MOBILE: usize = 11;

/// The numbers in `text` whose digits are all divided by the same.
pub(super) fn scan(text: &str) -> Vec<Found> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = next_alone(bytes, from) {
        from = start + 1;
        let by = divider(&text[from..]);
        if by.is_empty() {
            continue;
        }
        let (mut digits, mut last) = (vec![bytes[start] - b'0'], from);
        while let Some([digit, rest @ ..]) = text[last..].strip_prefix(by).map(str::as_bytes)
            && digits.len() <= CITIZEN
            && !rest.first().is_some_and(u8::is_ascii_digit)
            && let Some(value) = value(*digit, digits.len())
        {
            digits.push(value);
            last += by.len() + 1;
        }
        from = last;
        let kind = match digits.as_slice() {
            [1, 3..=9, ..] if digits.len() == MOBILE && (is_one(by) || is_large(&digits)) => Kind::Mobile,
            all => match <&[u8; CITIZEN]>::try_from(all).ok().and_then(is_citizen) {
                Some(true) => Kind::IdNumber { checksum_ok: true },
                _ => continue,
            },
        };
        found.push(Found { kind, start, end: last });
    }
    found
}

/// The first byte at or after `from` that is a digit alone, behind which what divides it from another may begin.
#[allow(clippy::needless_bitwise_bool, reason = "many bytes are looked at at once, without branches")]
fn next_alone(bytes: &[u8], from: usize) -> Option<usize> {
    let digit = |byte: u8| byte.is_ascii_digit();
    // Blanks, ends of lines, lines of a table and hyphens, and the first bytes of the wide ones.
    let divides = |byte: u8| {
        let narrow = (byte == b' ') | (byte == b'|') | (byte == b'-') | matches!(byte, b'\t'..=b'\r');
        narrow | (byte == 0xc2) | (byte == 0xe2) | (byte == 0xe3) | (byte == 0xef)
    };
    // Before the first byte stands nothing, and before others there is one to look at.
    let first = || from == 0 && matches!(bytes, [one, next, ..] if digit(*one) && divides(*next));
    if first() {
        return Some(0);
    }
    let alone = |before, one, next| !digit(before) & digit(one) & divides(next);
    triples::next(bytes, from.saturating_sub(1), alone).map(|at| at + 1)
}

/// Whether they are no small figures, which are common in the cells of a row and in a column.
fn is_large(digits: &[u8]) -> bool {
    digits.iter().filter(|digit| **digit > 5).count() > 2
}

/// The value of a character that stands alone behind so many others.
fn value(byte: u8, behind: usize) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'x' | b'X' if behind + 1 == CITIZEN => Some(10),
        _ => None,
    }
}

/// What divides the digit before `text` from the next one: blanks, lines of a table, the end of a line.
fn divider(text: &str) -> &str {
    let divides = |char| matches!(half_width(char), ' ' | '\u{a0}' | '\t' | '\n' | '\r' | '|' | '-');
    leading(text, 3, divides)
}

/// Whether they are one blank or one hyphen.
fn is_one(by: &str) -> bool {
    let mut chars = by.chars().map(half_width);
    matches!(chars.next(), Some(' ' | '\u{a0}' | '-')) && chars.next().is_none()
}
