//! Finds what names or reaches one person: citizen numbers, pupils' numbers, mobile phones, cards, addresses. Cases are
//! published and sheets are passed on, so every text is scanned; most text has none, and is left again after quick passes.

mod address;
mod broken;
mod card;
mod grouped;
mod loose;
mod spaced;

use std::borrow::Cow;
use std::ops::Range;

use super::safe::starred;
use super::seen::{Seen, is_han, is_plain};

/// What kind of number was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// 公民身份号码, 18 characters (GB 11643).
    IdNumber {
        /// Whether its check character is right; a wrong one may be a typing error or another number.
        checksum_ok: bool,
    },
    /// The old citizen number of 15 digits, without a check.
    OldIdNumber,
    /// 学籍号: G, L or J before 18 characters; the G form holds the citizen number.
    StudentNumber,
    /// A mobile phone of the mainland, with or without 86.
    Mobile,
    /// 16 to 19 digits with the check digit of a bank card (ISO/IEC 7812, Luhn).
    Card,
    /// An e-mail address.
    Email,
    /// The number or name of a QQ or 微信 account, behind that word.
    Account,
}

/// A number and its place, in bytes of the text that was scanned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// What it is.
    pub kind: Kind,
    /// Its first byte.
    pub start: usize,
    /// The byte after it.
    pub end: usize,
}

/// `text` with every such number hidden, a `*` for each character of it, so that columns stay.
#[must_use]
pub fn conceal(text: &str) -> Cow<'_, str> {
    starred(text, scan(text).into_iter().map(|one| one.start..one.end))
}

/// The numbers and addresses in `text`, in order, none overlapping. Full-width digits, letters and hyphens are read as their
/// half-width forms. A number is found only whole: digits before or after it make it another number. One hyphen or space may
/// stand in the gaps of a mobile (`138-0000-0000`, `+86 138…`) and between the fours of a card, a dot in both gaps of a mobile, or
/// up to three blanks where it stands alone and is not of round figures or years, and
/// any of these, a stroke or the end of a line between the groups of a citizen number; one end of a line may stand anywhere, and
/// the digits may stand apart, each in a cell. What nobody sees within a number, and how it is typed, make it no other number to
/// whoever reads it.
#[must_use]
pub fn scan(text: &str) -> Vec<Found> {
    if is_plain(text) {
        return plain(text);
    }
    let mut found = as_typed(text, true);
    let Some(seen) = Seen::of(text) else { return found };
    for one in as_typed(&seen.text, true) {
        let typed = seen.typed(one.start..one.end);
        found.push(Found { start: typed.start, end: typed.end, ..one });
    }
    apart(&mut found);
    found
}

/// Puts finds in order, and makes one of those that overlap.
fn apart(found: &mut Vec<Found>) {
    found.sort_by_key(|one| (one.start, std::cmp::Reverse(one.end)));
    found.dedup_by(|next, one| {
        let overlaps = next.start < one.end;
        one.end = if overlaps { one.end.max(next.end) } else { one.end };
        overlaps
    });
}

/// The same in a text that is plain, as [`is_plain`] says.
#[must_use]
pub fn plain(text: &str) -> Vec<Found> {
    as_typed(text, false)
}

/// The same in what is typed; `wide` is whether digits and letters may be.
fn as_typed(text: &str, wide: bool) -> Vec<Found> {
    let mut found = numbers(text, if wide { next_digit } else { next_run });
    let numbers = found.len();
    for address in address::scan(text, wide).into_iter().chain(spaced::scan(text)) {
        let overlaps = |one: &Found| one.start < address.end && address.start < one.end;
        if !found[..numbers].iter().any(overlaps) {
            found.push(address);
        }
    }
    if found.len() > numbers {
        apart(&mut found);
    }
    found
}

/// The numbers in `text`; `next` finds where the next run of digits begins that may be one.
fn numbers(text: &str, next: impl Fn(&str, usize) -> Option<usize>) -> Vec<Found> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = next(text, from) {
        let run = Run::read(text, start);
        let whole = || {
            run.find(text)
                .or_else(|| grouped::at(text, start))
                .or_else(|| card::at(text, start))
                .or_else(|| loose::at(text, start))
        };
        // What a line end breaks may begin with another number.
        from = match broken::at(text, start).or_else(whole) {
            Some(number) => {
                found.push(number);
                number.end
            }
            None => run.end,
        };
    }
    found
}

/// Characters of a citizen number.
const CITIZEN: usize = 18;

/// The longest run that can be a number; of longer ones only the length matters.
const LONGEST: usize = CITIZEN;

/// Characters of the shortest checksum.
const DIGEST: usize = 32;

/// Digits that name the operator of a mobile phone.
const OPERATOR: usize = 3;

/// Digits that stand together at least twice in every number, with a gap between them or none: a mobile ends so, a card is
/// made of fours, and the others are longer.
const FOUR: usize = 4;

/// A maximal run of digits.
struct Run {
    digits: [u8; LONGEST],
    length: usize,
    start: usize,
    end: usize,
}

impl Run {
    /// The run that begins at byte `start`.
    fn read(text: &str, start: usize) -> Self {
        let mut run = Self { digits: [0; LONGEST], length: 0, start, end: text.len() };
        for (offset, character) in text[start..].char_indices() {
            let Some(value) = digit(character) else {
                run.end = start + offset;
                break;
            };
            if let Some(slot) = run.digits.get_mut(run.length) {
                *slot = value;
            }
            run.length += 1;
        }
        run
    }

    /// The number this run is, or begins.
    fn find(&self, text: &str) -> Option<Found> {
        let after = text[self.end..].chars().next();
        match self.length {
            17 => {
                let letter = after.filter(|&c| half_width(c).eq_ignore_ascii_case(&'x'))?;
                let end = self.end + letter.len_utf8();
                let whole = !text[end..].starts_with(is_digit);
                if whole { self.identity(text, 10, end) } else { None }
            }
            18 => self.identity(text, self.digits[17], self.end),
            15 if self.digits[0] > 0 && is_day(&self.digits[8..12]) => {
                Some(Found { kind: Kind::OldIdNumber, start: self.start, end: self.end })
            }
            // A mobile begins with 1, its prefix with 8.
            _ if self.digits[0] == 0 => self.dialled(text).or_else(|| self.bracketed(text)),
            _ if matches!(self.digits[0], 1 | 8) => self.mobile(text).or_else(|| self.bracketed(text)),
            _ => self.bracketed(text),
        }
    }

    /// A pupil's or citizen's number whose last character has the value `check` and ends at `end`.
    fn identity(&self, text: &str, check: u8, end: usize) -> Option<Found> {
        let mut before = text[..self.start].chars().rev();
        if let Some(letter) = before.next()
            && matches!(half_width(letter).to_ascii_uppercase(), 'G' | 'L' | 'J')
            && !before.next().is_some_and(|c| half_width(c).is_ascii_alphanumeric())
        {
            return Some(Found { kind: Kind::StudentNumber, start: self.start - letter.len_utf8(), end });
        }
        let mut number = self.digits;
        number[CITIZEN - 1] = check;
        let checksum_ok = is_citizen(&number)?;
        Some(Found { kind: Kind::IdNumber { checksum_ok }, start: self.start, end })
    }

    /// A mobile phone as it is dialled: behind one zero from another place, behind two with the number of the country.
    fn dialled(&self, text: &str) -> Option<Found> {
        let zeros = self.digits.iter().take_while(|digit| **digit == 0).count();
        let (rest, _) = digits(&text[self.start..], zeros.min(2))?;
        let run = Self::read(text, text.len() - rest.len());
        let fits = match zeros {
            1 => run.digits[0] == 1,
            2 => run.digits[..2] == [8, 6],
            _ => false,
        };
        let found = run.mobile(text).filter(|_| fits)?;
        Some(Found { start: self.start, ..found })
    }

    /// A mobile phone that goes on with this run behind the operator in brackets.
    fn bracketed(&self, text: &str) -> Option<Found> {
        let before = &text[..self.start];
        let before = before.strip_suffix(separates).unwrap_or(before).strip_suffix([')', '）'])?;
        let (open, _) = before.char_indices().rev().nth(OPERATOR)?;
        let operator = before[open..].strip_prefix(['(', '（'])?;
        let rest = &text[self.start..];
        let rest = rest.char_indices().nth(LONGEST).map_or(rest, |(end, _)| &rest[..end]);
        let joined = [operator, rest].concat();
        let after = subscriber(&joined)?;
        Some(Found { kind: Kind::Mobile, start: open, end: self.start + rest.len() - after.len() })
    }

    /// A mobile phone that begins with this run.
    fn mobile(&self, text: &str) -> Option<Found> {
        let rest = &text[self.start..];
        let prefixed = digits(rest, 2).filter(|&(_, value)| value == 86).and_then(|(after, _)| subscriber(gap(after)));
        if let Some(after) = prefixed {
            let plus = text[..self.start].chars().next_back().filter(|&c| half_width(c) == '+');
            let start = self.start - plus.map_or(0, char::len_utf8);
            return Some(Found { kind: Kind::Mobile, start, end: text.len() - after.len() });
        }
        let after = subscriber(rest)?;
        let end = text.len() - after.len();
        let sum = text[..self.start].trim_end_matches(' ').ends_with(['¥', '￥']) || is_sum(after);
        let harmless = sum || is_in_digest(text, self.start..end);
        (!harmless).then_some(Found { kind: Kind::Mobile, start: self.start, end })
    }
}

/// Whether a number before `after` is one of yuan, and no word begins so.
fn is_sum(after: &str) -> bool {
    gap(after).strip_prefix('元').is_some_and(|after| !after.starts_with(is_han) || after.starts_with('整'))
}

/// Whether a place is in the middle of a checksum, which is many letters and digits in a row.
fn is_in_digest(text: &str, place: Range<usize>) -> bool {
    // As much on one side is one, whatever goes on behind it.
    let before = text[..place.start].bytes().rev().take(DIGEST).take_while(u8::is_ascii_hexdigit).count();
    let after = text[place.end..].bytes().take(DIGEST).take_while(u8::is_ascii_hexdigit).count();
    let around = text[place.start - before..place.end + after].bytes();
    before + place.len() + after >= DIGEST && around.filter(u8::is_ascii_alphabetic).count() > 1
}

/// Whether the check character of a citizen number is right, the letter as 10; nothing where it has no area or no day.
fn is_citizen(number: &[u8; CITIZEN]) -> Option<bool> {
    let century = (number[6], number[7]);
    if number[0] == 0 || !matches!(century, (1, 8 | 9) | (2, 0)) || !is_day(&number[10..14]) {
        return None;
    }
    // ISO 7064 MOD 11-2: the weight of a place is 2 to the number of places after it.
    let sum = number[..CITIZEN - 1].iter().fold(0, |sum, &digit| (sum + u32::from(digit)) * 2 % 11);
    Some((sum + u32::from(number[CITIZEN - 1])) % 11 == 1)
}

/// What follows the eleven digits of a mobile at the start of `text`.
fn subscriber(text: &str) -> Option<&str> {
    let (rest, operator) = digits(text, OPERATOR)?;
    if !(130..=199).contains(&operator) {
        return None;
    }
    let dotted = rest.starts_with(grouped::is_dot);
    let next = |rest| if dotted { str::strip_prefix(rest, grouped::is_dot) } else { Some(gap(rest)) };
    let (rest, _) = digits(next(rest)?, 4)?;
    let (rest, _) = digits(next(rest)?, 4)?;
    (!rest.starts_with(is_digit)).then_some(rest)
}

/// The value of the first `count` digits of `text`, and what follows them.
fn digits(text: &str, count: usize) -> Option<(&str, u32)> {
    let mut characters = text.chars();
    let mut value = 0;
    for _ in 0..count {
        value = value * 10 + u32::from(digit(characters.next()?)?);
    }
    Some((characters.as_str(), value))
}

/// `text` without one hyphen or space at its start.
fn gap(text: &str) -> &str {
    text.strip_prefix(separates).unwrap_or(text)
}

fn separates(character: char) -> bool {
    matches!(half_width(character), '-' | ' ' | '\u{a0}' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// Whether month and day, two digits each, can be a date.
fn is_day(digits: &[u8]) -> bool {
    let [a, b, c, d] = *digits else { return false };
    is_day_of(u32::from(a * 10 + b), u32::from(c * 10 + d))
}

fn is_day_of(month: u32, day: u32) -> bool {
    (1..=12).contains(&month) && (1..=31).contains(&day)
}

fn is_digit(character: char) -> bool {
    digit(character).is_some()
}

fn digit(character: char) -> Option<u8> {
    half_width(character).to_digit(10).and_then(|value| u8::try_from(value).ok())
}

/// The value of a digit of mathematics, or of those that are written in Arabic letters.
pub(super) fn other_digit(character: char) -> Option<u32> {
    let first = match character {
        '\u{1d7ce}'..='\u{1d7ff}' => 0x1d7ce,
        '\u{0660}'..='\u{0669}' => 0x0660,
        '\u{06f0}'..='\u{06f9}' => 0x06f0,
        _ => return None,
    };
    Some((u32::from(character) - first) % 10)
}

/// The half-width form of a full-width character, and of a digit of another script; any other as it is.
fn half_width(character: char) -> char {
    match character {
        '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character),
        other => char::from_digit(other_digit(other).unwrap_or(10), 10).unwrap_or(other),
    }
}

/// The first byte at or after `from` where a digit begins.
fn next_digit(text: &str, from: usize) -> Option<usize> {
    text[from..].find(|character| digit(character).is_some()).map(|at| from + at)
}

/// The same without the runs before which, as before days and years, no number begins, in a text without wide digits.
fn next_run(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    // Of four bytes one is looked at, which passes by no four digits.
    let mut at = from + FOUR - 1;
    while let Some(byte) = bytes.get(at) {
        if byte.is_ascii_digit() {
            let start = at - digits_at_end(&bytes[from..at]);
            let end = at + digits(&text[at..]);
            let behind = |apart: fn(&str) -> &str| digits(apart(&text[end..])) >= FOUR;
            let is_wide = || !bytes.get(end + 1).is_some_and(u8::is_ascii_digit) && behind(loose::apart);
            if end - start >= 2 * FOUR || end - start >= FOUR && (behind(grouped::apart) || is_wide()) {
                return Some(first_run(text, from, start));
            }
            at = end;
        }
        at += FOUR;
    }
    None
}

/// Where the number begins of which a run begins at `start`: before it those of a country and of an operator may stand.
fn first_run(text: &str, from: usize, start: usize) -> usize {
    let mut start = start;
    for _ in 0..3 {
        let text = &text[from..start];
        let ends = [grouped::before(text), Some(loose::before(text))].into_iter().flatten();
        let Some(before) = ends.map(str::as_bytes).find(|before| digits_at_end(before) > 0) else { break };
        start = from + before.len() - digits_at_end(before);
    }
    start
}

fn digits_at_end(bytes: &[u8]) -> usize {
    bytes.iter().rev().take_while(|byte| byte.is_ascii_digit()).count()
}

#[cfg(test)]
#[path = "personal_tests.rs"]
mod tests;
