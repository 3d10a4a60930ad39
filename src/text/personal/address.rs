//! Addresses by which one person is reached: e-mail, and the accounts of chat programs behind their names. A name alone, as
//! of a group or a public account, is no address.

use super::{Found, Kind, digit, half_width};
use crate::text::triples;

/// What may stand between the name of a program and an account, longest first; whether it says that an account follows.
const BEFORE: [(&str, bool); 8] = [
    ("号码", true),
    ("群号", true),
    ("账号", true),
    ("帐号", true),
    ("ID", true),
    ("id", true),
    ("号", true),
    ("群", false),
];

/// Marks that lead to an account.
const MARKS: [char; 9] = [':', '(', '"', '“', '「', '=', '【', '[', '|'];

/// The addresses in `text`, in order, none overlapping; `wide` is whether letters and the sign may be.
pub(super) fn scan(text: &str, wide: bool) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for at in heads(text, wide) {
        let free = found.last().map_or(0, |one| one.end);
        let one = match text[at..].chars().next().map(half_width) {
            Some('@') => email(text, at, free),
            _ => account(text, at).or_else(|| before(text, at)).filter(|one| one.start >= free),
        };
        found.extend(one);
    }
    found
}

/// The bytes where an at sign or the name of a program may begin, in order; of a short name and of that in other letters, where
/// it ends, and of one letter, where that is.
#[allow(clippy::needless_bitwise_bool, reason = "many bytes are looked at at once, without branches")]
fn heads(text: &str, wide: bool) -> Vec<usize> {
    let bytes = text.as_bytes();
    let next = |from| {
        if wide {
            triples::next(bytes, from, |a, b, c| begins(a, b, c) | is_wide(b, c) | is_q(a))
        } else {
            triples::next(bytes, from, begins)
        }
    };
    let mut heads = Vec::new();
    let mut from = 0;
    while let Some(at) = next(from) {
        from = at + 1;
        let han = bytes.get(from) == Some(&0xa0) && bytes.get(at + 2).is_some_and(u8::is_ascii);
        let head = if han { at + 2 } else { at + usize::from(is_short(bytes[at])) };
        heads.extend(text.is_char_boundary(head).then_some(head));
    }
    heads
}

/// Whether such a name may begin, by as few bytes as tell: of a Han character the last two.
#[allow(clippy::needless_bitwise_bool, reason = "many bytes are looked at at once, without branches")]
fn begins(a: u8, b: u8, c: u8) -> bool {
    let short = is_short(a) & (b | 0x20 == b'x');
    let hat = (a == b'h') & (b == b'a');
    let (wei, kou, qi) = ((b == 0xbe) & (c == 0xae), (b == 0x89) & (c == 0xa3), (b == 0xbc) & (c == 0x81));
    // To add somebody (加) is to add them there (V).
    let added = (b == 0xa0) & (c | 0x20 == b'v');
    (a == b'@') | is_q(a) & is_q(b) | short | hat | wei | kou | qi | added
}

/// Whether it is the first of the two letters of a short name.
#[allow(clippy::needless_bitwise_bool, reason = "many bytes are looked at at once, without branches")]
fn is_short(byte: u8) -> bool {
    (byte | 0x20 == b'v') | (byte | 0x20 == b'w')
}

fn is_q(byte: u8) -> bool {
    byte | 0x20 == b'q'
}

/// Whether they are the last two bytes of a wide sign, or of one of two wide letters.
#[allow(clippy::needless_bitwise_bool, reason = "many bytes are looked at at once, without branches")]
fn is_wide(b: u8, c: u8) -> bool {
    (b == 0xbc) & ((c == 0xa0) | (c == 0xb1)) | (b == 0xbd) & (c == 0x81)
}

/// The e-mail address around the sign at byte `at`, from byte `free` on (RFC 5321, without quoted parts).
fn email(text: &str, at: usize, free: usize) -> Option<Found> {
    let local = |c: char| half_width(c).is_ascii_alphanumeric() || "._%+-".contains(half_width(c));
    let host = |c: char| half_width(c).is_ascii_alphanumeric() || ".-".contains(half_width(c));
    let before = &text[free..at];
    let start = free + before.trim_end_matches(local).len();
    let start = start + (text[start..at].len() - text[start..at].trim_start_matches(['.', '-', '．']).len());
    let after = at + text[at..].chars().next().map_or(0, char::len_utf8);
    let rest = &text[after..];
    let name = rest[..rest.len() - rest.trim_start_matches(host).len()].trim_end_matches(['.', '-', '．']);
    let top = name.rsplit(['.', '．']).next().unwrap_or_default();
    let is_top =
        top.len() < name.len() && top.chars().count() > 1 && top.chars().all(|c| half_width(c).is_ascii_alphabetic());
    (start < at && is_top).then_some(Found { kind: Kind::Email, start, end: after + name.len() })
}

/// What accounts of a program are made of, and how it is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Chat {
    /// Digits only.
    Digits,
    /// Letters, too; it is called by its whole name, after which an account needs no mark.
    Whole,
    /// The same by two letters.
    Short,
}

/// What follows the name of a program at byte `at`, of which a short one, and that of other letters, ends there.
fn called(text: &str, at: usize) -> Option<(&str, Chat)> {
    let rest = &text[at..];
    // A 企鹅 is a bird, too.
    let han = [("微信", "", Chat::Whole), ("扣扣", "", Chat::Digits), ("企鹅", "号", Chat::Digits)];
    let behind = |name: &str, then: &str| rest.strip_prefix(name).filter(|after| after.starts_with(then));
    if let Some(found) = han.iter().find_map(|(name, then, of)| Some((behind(name, then)?, *of))) {
        return Some(found);
    }
    let alone = |text: &str| text.chars().next_back().is_none_or(|c| !half_width(c).is_ascii_alphanumeric());
    let ends = |name: &str| {
        let begins = text[..at].char_indices().rev().nth(name.len() - 1).map(|(begins, _)| begins)?;
        (text[begins..at].eq_ignore_ascii_case(name) && alone(&text[..begins])).then_some(())
    };
    if let Some(rest) = rest.strip_prefix("hat") {
        return ends("wec").map(|()| (rest, Chat::Whole));
    }
    if let Some(rest) = rest.strip_prefix(['x', 'X']) {
        return ends("w").or_else(|| ends("v")).map(|()| (rest, Chat::Short));
    }
    if let Some(rest) = text[..at].ends_with('加').then(|| rest.strip_prefix(['v', 'V'])).flatten() {
        let rest = rest.strip_prefix('信').unwrap_or(rest);
        return (!rest.starts_with(|c| half_width(c).is_ascii_alphanumeric())).then_some((rest, Chat::Whole));
    }
    let mut two = rest.chars();
    let both = two.next().is_some_and(is_letter_q) && two.next().is_some_and(is_letter_q);
    (alone(&text[..at]) && both).then_some((two.as_str(), Chat::Digits))
}

/// The account that follows the name of a program at byte `at`.
fn account(text: &str, at: usize) -> Option<Found> {
    let (mut rest, of) = called(text, at)?;
    let mut said = false;
    for (word, says) in BEFORE {
        if let Some(after) = rest.strip_prefix(word) {
            (rest, said) = (after, says);
            break;
        }
    }
    let mut marked = false;
    loop {
        let next = rest.chars().next()?;
        let mark = MARKS.contains(&half_width(next));
        let links = !marked && matches!(next, '是' | '为');
        if !(mark || links || next.is_whitespace()) {
            break;
        }
        marked |= mark || links;
        rest = &rest[next.len_utf8()..];
    }
    let start = text.len() - rest.len();
    let value = &rest[..rest.len() - rest.trim_start_matches(is_part).len()];
    let value = value.trim_end_matches(['-', '_']);
    is_account(value, of, said, marked).then_some(Found { kind: Kind::Account, start, end: start + value.len() })
}

/// Whether a value is an account of such a program; whether a word before it says so, or a mark does.
fn is_account(value: &str, of: Chat, said: bool, marked: bool) -> bool {
    let letters = of != Chat::Digits;
    let length = value.chars().count();
    if value.chars().all(|c| digit(c).is_some()) {
        // Five digits are the fewest that were given out, eleven the most; without a word before them, a year is as long as four.
        return (5..=11).contains(&length) && (said || marked || !letters) && !value.starts_with(['0', '０']);
    }
    let first = value.chars().next().is_some_and(|c| half_width(c).is_ascii_alphabetic());
    let mixed = value.chars().any(|c| !half_width(c).is_ascii_alphabetic());
    let figures = || of == Chat::Whole && value.chars().any(|c| digit(c).is_some());
    letters && first && (6..=20).contains(&length) && (said || mixed && (marked || figures()))
}

/// The account before the name of its program at byte `at`, which stands in brackets: `123456（QQ）`. Where an account may have
/// letters, a figure alone is as often how many read something there.
fn before(text: &str, at: usize) -> Option<Found> {
    let (mut rest, of) = called(text, at)?;
    rest = BEFORE.iter().find_map(|(word, _)| rest.strip_prefix(word)).unwrap_or(rest);
    rest.starts_with([')', '）']).then_some(())?;
    let name = text[..at].trim_end_matches(|c: char| half_width(c).is_ascii_alphabetic());
    let whole = name.strip_suffix(['(', '（'])?.trim_end_matches(' ');
    let start = whole.trim_end_matches(is_part).len();
    let value = &whole[start..];
    let figure = of != Chat::Digits && value.chars().all(|c| digit(c).is_some());
    (!figure && is_account(value, of, false, true)).then_some(Found { kind: Kind::Account, start, end: whole.len() })
}

/// Whether an account may have this character.
fn is_part(c: char) -> bool {
    half_width(c).is_ascii_alphanumeric() || "_-".contains(half_width(c))
}

fn is_letter_q(c: char) -> bool {
    half_width(c).eq_ignore_ascii_case(&'q')
}
