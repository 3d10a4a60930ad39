//! Numbers of which every digit stands alone, as forms have a cell for each: `1 3 8 0 0 0 0 0 0 0 0`.

use super::{CITIZEN, Found, Kind, is_citizen};

/// Digits of a mobile phone.
const MOBILE: usize = 11;

/// The numbers in `text` whose digits are all divided by the same.
pub(super) fn scan(text: &str) -> Vec<Found> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = bytes[from..].iter().position(u8::is_ascii_digit).map(|at| from + at) {
        let end = start + bytes[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        from = end;
        let by = if end == start + 1 { divider(&text[end..]) } else { "" };
        if by.is_empty() {
            continue;
        }
        let (mut digits, mut last) = (vec![bytes[start] - b'0'], end);
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
            // Small figures in a row or a column are common.
            [1, 3..=9, ..] if digits.len() == MOBILE && matches!(by, " " | "\u{3000}" | "-") => Kind::Mobile,
            all => match <&[u8; CITIZEN]>::try_from(all).ok().and_then(is_citizen) {
                Some(true) => Kind::IdNumber { checksum_ok: true },
                _ => continue,
            },
        };
        found.push(Found { kind, start, end: last });
    }
    found
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
    let divides = |char: &char| matches!(char, ' ' | '\u{3000}' | '\t' | '\n' | '\r' | '|' | '｜' | '-');
    let end = text.chars().take(3).take_while(divides).map(char::len_utf8).sum();
    &text[..end]
}
