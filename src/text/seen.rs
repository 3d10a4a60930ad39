//! A text as whoever reads it sees it, and where each part of that is typed. What nobody sees is left out, escapes of TOML are
//! and entities of HTML are read, a line that goes on in the next does, and the digits of a number are not set apart by `_` or by
//! marks of emphasis: a number or a name that is typed so is still that number or name.

use std::ops::Range;

use memchr::memchr2_iter;

use self::marked::{emphasises, entity};
use super::personal::other_digit;
use super::safe::is_invisible;
use super::triples;

mod marked;

/// More digits than these, each with a `_`, are no number of a person.
const DIGITS: usize = 40;
/// More blanks than these do not pad a name.
const PADDING: usize = 4;

/// Dots that are typed between the parts of a name; the first is the right one.
pub const DOTS: [char; 9] = ['·', '•', '・', '‧', '．', '.', '∙', '⋅', '･'];

/// A text as it is seen, where that is not as it is typed.
#[derive(Debug)]
pub struct Seen {
    /// What is seen.
    pub text: String,
    parts: Vec<Part>,
}

/// A stretch of what is seen, and where it is typed.
#[derive(Debug)]
struct Part {
    start: usize,
    typed: Range<usize>,
}

impl Seen {
    /// `text` as it is seen; nothing where that is as it is typed.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        differs(text).then(|| {
            let mut seen = Self { text: String::with_capacity(text.len()), parts: Vec::new() };
            walk(text, |char, typed| seen.push(char, typed));
            seen
        })
    }

    /// The same for names: between Han characters no blanks stand, as lists of names pad them, nor the end of a line, and every dot
    /// in the middle is one; between others there is one blank.
    #[must_use]
    pub fn of_names(text: &str) -> Option<Self> {
        let folds = |char| is_blank(char) || is_break(char) || DOTS.contains(&char);
        (text.contains(folds) || differs(text)).then(|| {
            let mut seen = Self { text: String::with_capacity(text.len()), parts: Vec::new() };
            let mut padding: Vec<(char, Range<usize>)> = Vec::new();
            walk(text, |char, typed| {
                if is_blank(char) || is_break(char) {
                    padding.push((char, typed));
                    return;
                }
                let behind = seen.text.chars().next_back().is_some_and(is_han);
                let lines = padding.iter().filter(|(char, _)| *char == '\n').count();
                if !(behind && is_han(char) && lines <= 1 && padding.len() <= PADDING) {
                    for pads in padding.chunk_by(|one, next| is_blank(one.0) && is_blank(next.0)) {
                        let ([first, ..], [.., last]) = (pads, pads) else { continue };
                        seen.push(if is_blank(first.0) { ' ' } else { first.0 }, first.1.start..last.1.end);
                    }
                }
                let dot = behind && padding.is_empty() && DOTS.contains(&char);
                padding.clear();
                seen.push(if dot { DOTS[0] } else { char }, typed);
            });
            seen
        })
    }

    /// Where a stretch of what is seen is typed.
    #[must_use]
    pub fn typed(&self, seen: Range<usize>) -> Range<usize> {
        let of = |at: usize| self.parts.partition_point(|part| part.start <= at).saturating_sub(1);
        let Some(first) = self.parts.get(of(seen.start)) else { return 0..0 };
        let start = first.typed.start + (seen.start - first.start);
        // A stretch ends behind its last character, not before what nobody sees after it.
        let last = of(seen.end.saturating_sub(1));
        let part = &self.parts[last];
        let whole = self.parts.get(last + 1).map_or(self.text.len(), |next| next.start) == seen.end;
        start..if whole { part.typed.end } else { part.typed.start + (seen.end - part.start) }
    }

    fn push(&mut self, char: char, typed: Range<usize>) {
        let plain = typed.len() == char.len_utf8();
        match self.parts.last_mut() {
            Some(last)
                if plain && last.typed.end == typed.start && last.typed.len() == self.text.len() - last.start =>
            {
                last.typed.end = typed.end;
            }
            _ => self.parts.push(Part { start: self.text.len(), typed }),
        }
        self.text.push(char);
    }
}

/// Whether all of `text` is seen as it is typed and has no wide digits and letters, as nearly every text.
#[must_use]
pub fn is_plain(text: &str) -> bool {
    // The mark of addresses stands between wide digits and wide letters.
    let is_wide = |char| matches!(char, '０'..='９' | '＠'..='ｚ') || other_digit(char).is_some();
    !is_escaped(text) && !has_rare(text, |char| is_invisible(char) || is_wide(char))
}

/// Whether something in `text` may be seen otherwise than it is typed.
fn differs(text: &str) -> bool {
    is_escaped(text) || has_rare(text, is_invisible)
}

/// Whether an escape or an entity may be in `text`, or a `_` or `*` that sets digits apart.
fn is_escaped(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    memchr2_iter(b'\\', b'_', bytes).any(|at| bytes[at] == b'\\' || at > 0 && is_digit(at - 1) && is_digit(at + 1))
        || memchr2_iter(b'&', b'*', bytes).any(|at| entity(&text[at..]).is_some() || emphasises(bytes, at) > 0)
}

/// Whether a character that nobody sees, or that is wide, is one of these.
fn has_rare(text: &str, is: impl Fn(char) -> bool) -> bool {
    let mut from = 0;
    while let Some(at) = triples::next(text.as_bytes(), from, begins_rare) {
        if text[at..].starts_with(&is) {
            return true;
        }
        from = at + 1;
    }
    false
}

/// Whether a character that nobody sees, or that is wide, may begin: in nearly every text nothing does. Quotation marks,
/// dashes and dots (E2 80 90 to A7) and wide marks (EF BC but for digits and letters) are common; letters of most other
/// scripts (C2 to E1) and pictures (from F0) are not.
#[allow(clippy::needless_bitwise_bool, reason = "many bytes are looked at at once, without branches")]
fn begins_rare(first: u8, second: u8, third: u8) -> bool {
    let common = (second == 0x80) & matches!(third, 0x90..=0xa7);
    let space = (first == 0xe2) & (second <= 0x81) & !common;
    let letter = matches!(third, 0x90..=0x99 | 0xa0..);
    let wide = (first == 0xef) & ((second != 0xbc) | letter);
    space | wide | matches!(first, 0xc2..=0xe1 | 0xf0..)
}

/// Every character that is seen, with where it is typed.
fn walk(text: &str, mut each: impl FnMut(char, Range<usize>)) {
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let (char, length) = match first {
            '\\' if text[at..].starts_with("\\_") && sets_digits_apart(text.as_bytes(), at) => (None, 2),
            '\\' => escape(&text[at..]),
            '_' if sets_apart(text.as_bytes(), at) => (None, 1),
            '&' => entity(&text[at..]).map_or((Some('&'), 1), |(char, length)| (Some(char), length)),
            '*' => match emphasises(text.as_bytes(), at) {
                0 => (Some('*'), 1),
                length => (None, length),
            },
            _ => (Some(first), first.len_utf8()),
        };
        if let Some(char) = char.filter(|char| !is_invisible(*char)) {
            each(char, at..at + length);
        }
        at += length;
    }
}

/// The character of the escape that `text` begins with, if it is one, and how long it is.
fn escape(text: &str) -> (Option<char>, usize) {
    let rest = &text[1..];
    let after = rest.trim_start();
    if rest[..rest.len() - after.len()].contains('\n') {
        return (None, text.len() - after.len());
    }
    let digits = match rest.as_bytes().first() {
        Some(b'x') => 2,
        Some(b'u') => 4,
        Some(b'U') => 8,
        Some(b'\\') => return (Some('\\'), 2),
        Some(b'n') => return (Some('\n'), 2),
        Some(b'r') => return (Some('\r'), 2),
        Some(b't') => return (Some('\t'), 2),
        _ => return (Some('\\'), 1),
    };
    let code = rest.get(1..=digits).filter(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()));
    match code.and_then(|code| char::from_u32(u32::from_str_radix(code, 16).ok()?)) {
        Some(char) => (Some(char), 2 + digits),
        None => (Some('\\'), 1),
    }
}

/// Whether the `\_` at byte `at`, which is how Markdown writes a `_`, stands between two digits.
fn sets_digits_apart(bytes: &[u8], at: usize) -> bool {
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    at > 0 && is_digit(at - 1) && is_digit(at + 2)
}

/// Whether the `_` at byte `at` stands between the digits of a number, and that is no part of a word or of the name of a file.
fn sets_apart(bytes: &[u8], at: usize) -> bool {
    let is_part = |byte: &u8| byte.is_ascii_digit() || *byte == b'_';
    let goes_on = |byte: &u8| byte.is_ascii_alphabetic() || matches!(byte, b'.' | b'/' | b'\\' | b'-');
    let before = &bytes[at.saturating_sub(DIGITS)..at];
    let (head, before) = before.split_at(before.len() - before.iter().rev().take_while(|byte| is_part(byte)).count());
    let after = &bytes[at + 1..bytes.len().min(at + 1 + DIGITS)];
    let (after, tail) = after.split_at(after.iter().take_while(|byte| is_part(byte)).count());
    let ends = [before.first(), before.last(), after.first(), after.last()];
    let between = ends.into_iter().all(|byte| byte.is_some_and(u8::is_ascii_digit));
    between && ![head.last(), tail.first()].into_iter().flatten().any(goes_on)
}

/// A blank within a line.
fn is_blank(char: char) -> bool {
    char.is_whitespace() && !char.is_control()
}

/// What ends a line.
fn is_break(char: char) -> bool {
    matches!(char, '\n' | '\r')
}

/// Whether a character is a Han one.
#[must_use]
pub fn is_han(char: char) -> bool {
    matches!(char, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{323af}' | '〇')
}

#[cfg(test)]
mod tests {
    use super::{Seen, is_invisible, is_plain, other_digit};

    fn seen(text: &str) -> String {
        Seen::of(text).map_or_else(|| text.to_owned(), |seen| seen.text)
    }

    #[test]
    fn what_is_seen_is_what_a_reader_reads() {
        assert!(Seen::of("a_b = \"2021_甲\" # 1 000").is_none());
        assert_eq!(seen("n = 138_0000_0000 # 号"), "n = 13800000000 # 号");
        assert_eq!(seen("[1_0,2_0]"), "[10,20]");
        assert_eq!(seen(r"138\_0000\_0000 \_1"), r"13800000000 \_1");
        assert_eq!(seen(r"\u5f20\U00004e09 \x31 \\u5f20 \n \u12"), "张三 1 \\u5f20 \n \\u12");
        assert_eq!(seen("138\\  \n\n   0000\u{200b}\\u200b0000"), "13800000000");
        for name in ["照片/2022_0315.jpg", "IMG_2022_0315", "a-2022_0315.md", "甲_2022_0315", "2022_0315_a"] {
            assert_eq!(seen(&format!("\\u0031{name}")), format!("1{name}"));
        }
    }

    #[test]
    fn a_text_is_plain_but_for_what_nobody_sees_and_what_is_wide() {
        for char in (0..=0x0010_ffff).filter_map(char::from_u32) {
            let rare =
                is_invisible(char) || matches!(char, '０'..='９' | '＠'..='ｚ' | '\\') || other_digit(char).is_some();
            assert_eq!(is_plain(&format!("“{char}”")), !rare, "{char:?}");
            assert_eq!(is_plain(&char.to_string()), !rare, "{char:?}");
        }
        assert!(is_plain("2021_甲_2") && !is_plain("2021_1"));
    }

    #[test]
    fn every_stretch_is_found_where_it_is_typed() {
        let text = "甲\u{200b}1\\u0032乙\\\n  丙3_4\u{200b}";
        let seen = Seen::of(text).expect("otherwise");
        let typed: Vec<&str> =
            seen.text.char_indices().map(|(at, char)| &text[seen.typed(at..at + char.len_utf8())]).collect();
        assert_eq!(typed, ["甲", "1", "\\u0032", "乙", "丙", "3", "4"]);
        assert_eq!(&text[seen.typed(0..seen.text.len())], &text[..text.len() - "\u{200b}".len()]);
    }

    #[test]
    fn names_are_read_without_their_padding() {
        let read = |text: &str| Seen::of_names(text).map_or_else(|| text.to_owned(), |seen| seen.text);
        assert_eq!(read("张 三、李　　四 Li  Ming。\n王 五"), "张三、李四 Li Ming。\n王五");
        assert_eq!(read("甲     乙\t丙"), "甲 乙\t丙");
    }

    #[test]
    fn a_name_goes_on_in_the_next_line_and_has_one_dot() {
        let read = |text: &str| Seen::of_names(text).map_or_else(|| text.to_owned(), |seen| seen.text);
        assert_eq!(read("见李\n小\r\n花。\n\n韩\n\n牧\n# 甲"), "见李小花。\n\n韩\n\n牧\n# 甲");
        assert_eq!(read("阿依•买・买‧提．甲.乙"), "阿依·买·买·提·甲·乙");
        assert_eq!(read("a.b 3.5 。."), "a.b 3.5 。.");
    }
}
