//! Numbers of bank cards: 16 to 19 digits in one run or in fours, with the check digit of ISO/IEC 7812-1, annex B (Luhn).

use super::{Found, Kind, digit, gap};

/// Digits of the shortest and of the longest number.
const LENGTHS: std::ops::RangeInclusive<usize> = 16..=19;

/// The card whose number begins at byte `start`, where no digit stands before it.
pub(super) fn at(text: &str, start: usize) -> Option<Found> {
    // Issuers of money begin with 3 to 6 or 9; years, which begin numbers of files, do not.
    let first = text[start..].chars().next().and_then(digit)?;
    if !matches!(first, 3..=6 | 9) {
        return None;
    }
    let mut digits = Vec::with_capacity(*LENGTHS.end());
    let mut rest = &text[start..];
    let mut fours = true;
    let mut run = 0;
    loop {
        let next = rest.chars().next();
        if let Some(value) = next.and_then(digit) {
            if digits.len() == *LENGTHS.end() {
                return None;
            }
            digits.push(value);
            run += 1;
            rest = &rest[next.map_or(0, char::len_utf8)..];
            continue;
        }
        let after = gap(rest);
        let goes_on = after.len() < rest.len() && after.chars().next().and_then(digit).is_some();
        if !goes_on {
            break;
        }
        fours &= run == 4;
        if !fours {
            break;
        }
        (rest, run) = (after, 0);
    }
    let grouped = digits.len() != run;
    let whole = !grouped || fours && run <= 4;
    let end = text.len() - rest.len();
    (whole && LENGTHS.contains(&digits.len()) && is_luhn(&digits)).then_some(Found { kind: Kind::Card, start, end })
}

/// Whether the last digit checks the others: every second from it is doubled, the digits of all are summed.
fn is_luhn(digits: &[u8]) -> bool {
    let weighed = |(place, &digit): (usize, &u8)| {
        let value = u32::from(digit) * if place % 2 == 1 { 2 } else { 1 };
        if value > 9 { value - 9 } else { value }
    };
    digits.iter().rev().enumerate().map(weighed).sum::<u32>() % 10 == 0
}
