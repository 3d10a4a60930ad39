//! Names beside a class: a pupil of it is named behind it, or before it where it stands in brackets.

use std::ops::Range;

use memchr::memmem;

use super::pupil::{Finder, bytes, is_han, opens};
use crate::text::near::{leading, trailing};

/// More bytes than these between brackets are more than the name of a class.
const LONGEST: usize = 48;
/// How far a sentence is looked back upon, in characters.
pub(super) const FAR: usize = 40;

impl Finder<'_> {
    /// Names of pupils of a class, as 汽修2302班的某人 and 某人（24级物流1班）.
    pub fn of_classes(&self, found: &mut Vec<Range<usize>>) {
        let class = self.traceable.class.as_str();
        for at in memmem::find_iter(self.text.as_bytes(), class) {
            if !self.text[..at].trim_end_matches([')', '）']).ends_with(|c| self.traceable.is_number(c)) {
                continue;
            }
            let end = at + class.len();
            let rest = self.text[end..].trim_start_matches(' ');
            let before = match rest.chars().next() {
                Some(')' | '）') => self.before_class(at),
                Some('|') => self.before_cell(at),
                _ => None,
            };
            let names: Vec<_> = self.in_class(end).into_iter().chain(before).collect();
            if !names.is_empty() && !self.is_led(at, rest) {
                found.extend(names);
            }
        }
    }

    /// Whether a class, its word at byte `at` and `rest` behind it, stands among those who lead one: lists of classes name them.
    pub fn is_led(&self, at: usize, rest: &str) -> bool {
        self.has_staff(trailing(&self.text[..at], FAR, |c| !is_end(c))) || self.is_row_of_staff(rest)
    }

    /// Whether the row of a table that goes on with `rest` names somebody of the staff; what follows elsewhere is of others.
    fn is_row_of_staff(&self, rest: &str) -> bool {
        let rest = rest.trim_start_matches(' ');
        rest.starts_with('|') && self.has_staff(leading(rest, FAR, |c| !is_end(c)))
    }

    pub fn has_staff(&self, text: &str) -> bool {
        self.words.staff.stand_in(text)
    }

    /// The name behind a class that ends at byte `from`.
    fn in_class(&self, from: usize) -> Option<Range<usize>> {
        let rest = &self.text[from..];
        let rest = &rest[self.words.of.begin(rest).unwrap_or(0)..];
        let rest = rest.trim_start_matches(|c| opens(c) && !matches!(c, '（' | '(' | '：' | ':'));
        let start = self.text.len() - rest.len();
        let length = self
            .dotted(rest)
            .or_else(|| self.plain(rest))
            .or_else(|| self.part(rest).filter(|length| !self.is_known(rest, *length)))?;
        Some(start..start + length)
    }

    /// The name before brackets with a class whose word is at byte `at`.
    fn before_class(&self, at: usize) -> Option<Range<usize>> {
        let mut depth = 0;
        let inner = self.text[..at].char_indices().rev().take_while(|(start, c)| at - start < LONGEST && *c != '\n');
        for (start, c) in inner {
            match c {
                ')' | '）' => depth += 1,
                '(' | '（' if depth == 0 => return self.ending(&self.text[..start], false),
                '(' | '（' => depth -= 1,
                _ => {}
            }
        }
        None
    }

    /// The name in the cell before that of a class, whose word is at byte `at`.
    fn before_cell(&self, at: usize) -> Option<Range<usize>> {
        let near = self.text[..at].char_indices().rev().take(FAR / 2);
        let start = near.take_while(|(_, c)| *c != '\n').find(|(_, c)| *c == '|')?.0;
        let head = self.text[..start].trim_end_matches(' ');
        self.last(head).filter(|name| head[..name.start].trim_end_matches(' ').ends_with('|'))
    }

    /// The length of a name that `text` begins with, where no other word is meant.
    pub fn plain(&self, text: &str) -> Option<usize> {
        let words = self.words;
        let han: Vec<char> = leading(text, 4, is_han).chars().collect();
        let (surname, doubtful) = self.surname(&han)?;
        (1..=2).rev().find_map(|length| {
            let name = han.get(..surname + length)?;
            let given = &name[surname..];
            let size = bytes(name);
            let after = &text[size..];
            let apart =
                self.ends(after) || words.ends.begin(after).is_some() || after.starts_with(|c| words.never.has_char(c));
            let sure = apart || !doubtful && (length == 2 && given.last().is_some_and(|c| words.given.has_char(*c)));
            let usual = self.fits(given) && (length == 2 || !doubtful);
            let taken = words.unless.begin(after).is_some() || self.is_alias(text);
            (sure && usual && !taken && !self.is_word(name, text, surname, false)).then_some(size)
        })
    }
}

/// Marks behind which another sentence begins.
pub(super) fn is_end(c: char) -> bool {
    matches!(c, '\n' | '。' | '！' | '？' | '；')
}
