//! Addresses by which one person is reached: e-mail, and the accounts of chat programs behind their names. A name alone, as
//! of a group or a public account, is no address.

use std::sync::LazyLock;

use memchr::memchr3_iter;
use memchr::memmem::Finder;

use super::{Found, Kind, digit, half_width};

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
    for at in heads(text.as_bytes(), wide) {
        let free = found.last().map_or(0, |one| one.end);
        let one = match text[at..].chars().next().map(half_width) {
            Some('@') => email(text, at, free),
            _ => account(text, at).filter(|one| one.start >= free),
        };
        found.extend(one);
    }
    found
}

/// The bytes where an at sign or the name of a program begins, in order. One search for each longer name: a search for several at
/// once stops at the bytes they begin with, which half of all Han characters begin with, too.
fn heads(bytes: &[u8], wide: bool) -> Vec<usize> {
    static HAN: LazyLock<[Finder<'static>; 2]> = LazyLock::new(|| ["微信", "扣扣"].map(Finder::new));
    static WIDE: LazyLock<[Finder<'static>; 3]> = LazyLock::new(|| ["＠", "Ｑ", "ｑ"].map(Finder::new));
    let names = HAN.iter().chain(wide.then(|| WIDE.iter()).into_iter().flatten());
    let names = names.flat_map(|name| name.find_iter(bytes));
    let mut heads: Vec<usize> = memchr3_iter(b'@', b'Q', b'q', bytes).chain(names).collect();
    heads.sort_unstable();
    heads
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

/// The account that follows the name of a program at byte `at`.
fn account(text: &str, at: usize) -> Option<Found> {
    let mut rest = &text[at..];
    let chat = ["微信", "扣扣"].iter().find_map(|name| rest.strip_prefix(name));
    let letters = chat.is_some() && rest.starts_with('微');
    rest = if let Some(rest) = chat {
        rest
    } else {
        let alone = text[..at].chars().next_back().is_none_or(|c| !half_width(c).is_ascii_alphanumeric());
        let mut two = rest.chars();
        let both = two.next().is_some_and(is_q) && two.next().is_some_and(is_q);
        if !(alone && both) {
            return None;
        }
        two.as_str()
    };
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
    let is_part = |c: char| half_width(c).is_ascii_alphanumeric() || "_-".contains(half_width(c));
    let value = &rest[..rest.len() - rest.trim_start_matches(is_part).len()];
    let value = value.trim_end_matches(['-', '_']);
    let length = value.chars().count();
    let all_digits = value.chars().all(|c| digit(c).is_some());
    let is_one = if all_digits {
        // Five digits are the fewest that were given out, eleven the most; without a word before them, a year is as long as four.
        (5..=11).contains(&length) && (said || marked || !letters) && !value.starts_with(['0', '０'])
    } else {
        let first = value.chars().next().is_some_and(|c| half_width(c).is_ascii_alphabetic());
        let mixed = value.chars().any(|c| !half_width(c).is_ascii_alphabetic());
        letters && first && (6..=20).contains(&length) && (said || marked && mixed)
    };
    is_one.then_some(Found { kind: Kind::Account, start, end: start + value.len() })
}

fn is_q(c: char) -> bool {
    half_width(c).eq_ignore_ascii_case(&'q')
}
