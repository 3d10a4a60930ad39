//! A text as whoever reads it sees it, and where each part of that is typed. What nobody sees is left out, escapes of TOML are
//! and entities of HTML are read, a line that goes on in the next does, and the digits of a number are not set apart by `_`, by
//! marks of emphasis or by tags: a number or a name that is typed so is still that number or name.

use std::ops::Range;

use memchr::memchr3_iter;
use unicode_normalization::char::decompose_compatible;

pub use self::marked::is_marked;
use self::marked::{emphasises, entity, parts, unmarked};
use super::personal::other_digit;
use super::safe::is_unseen;
use super::triples;

mod marked;

/// More digits than these, each with a `_`, are no number of a person.
const DIGITS: usize = 40;
/// More blanks and dots than these do not pad a name within a line.
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
            let mut seen = Self::within(text);
            walk(text, false, |char, typed| seen.push(char, typed));
            seen
        })
    }

    /// The same for names: between Han characters no blanks and dots stand, as lists of names pad and part them, nor the end of a
    /// line; between others there is one blank. Every character is in its plainest form (U+2F26 is 子, Ｚ is Z). What is `bare` is
    /// without marks of Markdown and HTML, too.
    #[must_use]
    pub fn of_names(text: &str, bare: bool) -> Option<Self> {
        let plain = |char: char| char.is_ascii_graphic() && char != '.' || is_han(char);
        if !bare && text.chars().all(plain) && !is_escaped(text) {
            return None;
        }
        let (mut seen, mut padding) = (Self::within(text), Padding::default());
        walk(text, bare, |char, typed| {
            if seen.pads(char) {
                padding.add(char, typed);
                return;
            }
            plainest(char, |char| {
                seen.pad(std::mem::take(&mut padding), is_han(char));
                seen.push(char, typed.clone());
            });
        });
        Some(seen)
    }

    fn within(text: &str) -> Self {
        Self { text: String::with_capacity(text.len()), parts: Vec::new() }
    }

    /// Whether a character may pad or part a name behind what is seen so far: between Latin letters a full stop does not.
    fn pads(&self, char: char) -> bool {
        let part = DOTS.contains(&char) && (!matches!(char, '.' | '．') || self.ends_in_han());
        is_blank(char) || is_break(char) || part
    }

    fn ends_in_han(&self) -> bool {
        self.text.chars().next_back().is_some_and(is_han)
    }

    /// Adds what stands between two characters of which the second is a Han one or not.
    fn pad(&mut self, padding: Padding, han: bool) {
        let Some(typed) = padding.typed else { return };
        let joins = padding.lines == 1 || padding.lines == 0 && padding.count <= PADDING;
        if !(joins && han && self.ends_in_han()) {
            self.push(if padding.lines > 1 { '\n' } else { ' ' }, typed);
        }
    }

    /// Whether the characters before and behind a place of what is seen are typed beside each other.
    #[must_use]
    pub fn joins(&self, at: usize) -> bool {
        let index = self.parts.partition_point(|part| part.start <= at).saturating_sub(1);
        let Some(part) = self.parts.get(index).filter(|part| part.start == at) else { return true };
        index > 0 && self.parts[index - 1].typed.end >= part.typed.start
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

/// What stands between two characters of a name: how many, of which so many end a line, and where.
#[derive(Default)]
struct Padding {
    count: usize,
    lines: usize,
    typed: Option<Range<usize>>,
}

impl Padding {
    fn add(&mut self, char: char, typed: Range<usize>) {
        self.count += 1;
        self.lines += usize::from(char == '\n');
        self.typed.get_or_insert(typed.clone()).end = typed.end;
    }
}

/// Whether all of `text` is seen as it is typed and has no wide digits and letters, as nearly every text.
#[must_use]
pub fn is_plain(text: &str) -> bool {
    // The mark of addresses stands between wide digits and wide letters.
    let is_wide = |char| matches!(char, '０'..='９' | '＠'..='ｚ') || other_digit(char).is_some();
    !is_escaped(text) && !has_rare(text, |char| is_unseen(char) || is_wide(char))
}

/// Whether something in `text` may be seen otherwise than it is typed.
fn differs(text: &str) -> bool {
    is_escaped(text) || has_rare(text, is_unseen)
}

/// Whether an escape or an entity may be in `text`, or a mark or a tag that sets digits apart.
fn is_escaped(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    memchr3_iter(b'\\', b'_', b'<', bytes).any(|at| match bytes[at] {
        b'\\' => true,
        b'<' => parts(text, at).is_some(),
        _ => at > 0 && is_digit(at - 1) && is_digit(at + 1),
    }) || memchr3_iter(b'&', b'*', b'`', bytes)
        .any(|at| entity(&text[at..]).is_some() || emphasises(bytes, at) > 0 || parts(text, at).is_some())
}

/// Whether a character that nobody sees, or that is wide, is one of these.
fn has_rare(text: &str, is: impl Fn(char) -> bool) -> bool {
    let mut from = 0;
    while let Some(at) = triples::next(text.as_bytes(), from, begins_rare) {
        // Behind the end nothing is left but what fills the last block.
        let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) else { return false };
        if rest.starts_with(&is) {
            return true;
        }
        from = at + 1;
    }
    false
}

/// Whether a character that nobody sees, or that is wide, may begin: in nearly every text nothing does. Quotation marks,
/// dashes and dots (E2 80 90 to A7) and wide marks (EF BC but for digits and letters) are common; letters of most other
/// scripts (C2 to E1), the fillers of two more (E2 A0 80, E3 85 A4), pictures (from F0) and controls are not.
#[allow(clippy::needless_bitwise_bool, reason = "many bytes are looked at at once, without branches")]
fn begins_rare(first: u8, second: u8, third: u8) -> bool {
    let common = (second == 0x80) & matches!(third, 0x90..=0xa7);
    let space = (first == 0xe2) & (second <= 0x81) & !common;
    let letter = matches!(third, 0x90..=0x99) | (third >= 0xa0);
    let wide = (first == 0xef) & ((second != 0xbc) | letter);
    let filler =
        (first == 0xe2) & (second == 0xa0) & (third == 0x80) | (first == 0xe3) & (second == 0x85) & (third == 0xa4);
    let control = (first < 0x20) & (first != b'\t') & (first != b'\n') & (first != b'\r') | (first == 0x7f);
    space | wide | filler | control | matches!(first, 0xc2..=0xe1) | (first >= 0xf0)
}

/// Every character that is seen, with where it is typed; what is `bare` is without marks of Markdown and HTML.
fn walk(text: &str, bare: bool, mut each: impl FnMut(char, Range<usize>)) {
    let (mut at, mut fresh) = (0, true);
    while let Some(first) = text[at..].chars().next() {
        let mark = if bare { unmarked(&text[at..], fresh) } else { 0 };
        let (char, length) = match first {
            _ if mark > 0 => (None, mark),
            '\\' if text[at..].starts_with("\\_") && sets_digits_apart(text.as_bytes(), at) => (None, 2),
            '\\' => escape(&text[at..]),
            '_' if sets_apart(text.as_bytes(), at) => (None, 1),
            '&' => entity(&text[at..]).map_or((Some('&'), 1), |(char, length)| (Some(char), length)),
            '*' => match emphasises(text.as_bytes(), at) {
                0 => (Some('*'), 1),
                length => (None, length),
            },
            '<' | '`' => parts(text, at).unwrap_or((Some(first), 1)),
            _ => (Some(first), first.len_utf8()),
        };
        if let Some(char) = char.filter(|char| !is_unseen(*char)) {
            each(char, at..at + length);
        }
        fresh = first == '\n' || fresh && (is_blank(first) || mark > 0);
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

/// The characters of the plainest form of one.
fn plainest(char: char, each: impl FnMut(char)) {
    if char.is_ascii() || is_han(char) { [char].into_iter().for_each(each) } else { decompose_compatible(char, each) }
}

/// A blank within a line.
fn is_blank(char: char) -> bool {
    char == '\t' || char.is_whitespace() && !char.is_control()
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
    use super::{Seen, is_plain, is_unseen, other_digit};

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
                is_unseen(char) || matches!(char, '０'..='９' | '＠'..='ｚ' | '\\') || other_digit(char).is_some();
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

    fn names(text: &str, bare: bool) -> String {
        Seen::of_names(text, bare).map_or_else(|| text.to_owned(), |seen| seen.text)
    }

    #[test]
    fn names_are_read_without_their_padding() {
        assert_eq!(names("张 三、李　　四 Li  Ming。\n王 五", false), "张三、李四 Li Ming。 王五");
        assert_eq!(names("甲     乙\t丙 \t丁", false), "甲 乙丙丁");
        assert_eq!(names("Li\tMing \n  Wu", false), "Li Ming Wu");
    }

    #[test]
    fn a_name_goes_on_in_the_next_line_and_has_no_dot() {
        assert_eq!(names("见李\n小\r\n花。\n\n韩\n \n牧\n      甲", false), "见李小花。\n韩\n牧甲");
        assert_eq!(names("阿依•买・买‧提．甲.乙 · 丙·\n丁", false), "阿依买买提甲乙丙丁");
        assert_eq!(names("a.b 3.5 。. a•b", false), "a.b 3.5 。. a b");
    }

    #[test]
    fn names_are_read_in_their_plainest_form_and_without_marks() {
        assert_eq!(names("\u{2f26}涵\u{fe00}\u{e0101}Ｚｈａｎｇ　ﬁ", false), "子涵Zhang fi");
        for text in [
            "**甲**乙",
            "甲*乙*",
            "甲`乙`",
            "<b>甲</b>乙",
            "甲<br/>乙",
            "[甲](x \"y\")乙",
            "甲[^1]乙",
            "甲<!-- x > y -->乙",
            "> 甲\n> > 乙",
            "# 甲\n  # 乙",
            "甲![](x.png)~~乙~~",
        ] {
            assert_eq!(names(text, true).trim(), "甲乙", "{text}");
            assert_ne!(names(text, false).trim(), "甲乙", "{text}");
        }
        assert_eq!(names("甲 < 乙 > 丙 # 丁 ](x ]", true), "甲 < 乙 > 丙 # 丁 (x");
    }

    #[test]
    fn characters_typed_apart_do_not_join() {
        let text = "a**b**cﬁ";
        let seen = Seen::of_names(text, true).expect("otherwise");
        assert_eq!(seen.text, "abcfi");
        assert_eq!([1, 2, 3, 4].map(|at| seen.joins(at)), [false, false, true, true]);
        assert_eq!([&text[seen.typed(3..4)], &text[seen.typed(4..5)]], ["ﬁ", "ﬁ"]);
    }
}
