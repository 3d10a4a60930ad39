//! Names with no word for a pupil beside them: where a sentence begins, and before the sex of somebody.

use std::ops::Range;

use super::class::{FAR, is_end};
use super::pupil::{Finder, bytes, is_dot, is_han};

/// More bytes than these between brackets say more than who somebody is.
pub(super) const LONGEST: usize = 60;

impl Finder<'_> {
    /// Adds names with nothing beside them that says whose they are.
    pub fn alone(&self, found: &mut Vec<Range<usize>>) {
        let mut last = '\n';
        for (at, char) in self.text.char_indices() {
            let begins = || self.words.never.has_char(last) || self.words.ends.has_char(last);
            if self.words.surnames.begin_with(char) && (!last.is_alphanumeric() || begins()) {
                found.extend(self.beginning(at));
            }
            last = char;
        }
    }

    /// The name at byte `at`, where something begins: a surname and two characters, of which the last is of names that are given
    /// in these years.
    fn beginning(&self, at: usize) -> Option<Range<usize>> {
        let words = self.words;
        let rest = &self.text[at..];
        let han: Vec<char> = rest.chars().take(4).take_while(|c| is_han(*c)).collect();
        let (surname, doubtful) = self.surname(&han)?;
        let (name, given) = (han.get(..surname + 2)?, &han[surname..surname + 2]);
        let after = &rest[bytes(name)..];
        let usual = words.chars.has_char(given[0]) && !words.never.has_char(given[0]);
        if doubtful || !usual || !words.young.has_char(given[1]) || self.is_word(name, rest, surname, false) {
            return None;
        }
        let goes_on = after.starts_with(is_dot) || words.unless.begin(after).is_some();
        let of_staff = || self.is_headed(at) || self.is_staff(after) || self.is_row_of_staff(after);
        (!goes_on && !self.is_alias(rest) && !of_staff()).then(|| at..at + bytes(name))
    }

    /// Whether the name at byte `at` stands behind a word for somebody of the staff, in a list behind one, or within it.
    fn is_headed(&self, at: usize) -> bool {
        let mut near = self.text[..at].char_indices().rev().take(FAR).take_while(|(_, c)| !is_end(*c));
        let ends = near.find_map(|(start, _)| Some(start + self.words.staff.begin(&self.text[start..])?));
        ends.is_some_and(|end| at <= end || self.text[end..].starts_with(['：', ':', ' ', '\u{3000}']))
    }

    /// Whether the brackets that `text` may begin with say that somebody is of the staff.
    fn is_staff(&self, text: &str) -> bool {
        let Some(inner) = text.strip_prefix(['（', '(']) else { return false };
        let near = inner.char_indices().take_while(|(at, c)| *at < LONGEST && !matches!(c, '）' | ')'));
        self.has_staff(&inner[..near.map(|(_, c)| c.len_utf8()).sum()])
    }

    /// The name before a word for a sex, which stands from byte `at` to `end` between marks.
    pub fn of_sex(&self, at: usize, end: usize) -> Option<Range<usize>> {
        let rest = &self.text[end..];
        let head = self.text[..at].trim_end_matches(separates);
        if head.len() == at || rest.starts_with(is_han) || self.is_led(at, rest) || self.is_in_form_of_others(at) {
            return None;
        }
        let next = rest.trim_start_matches(separates);
        let next = next.split(|c| separates(c) || is_end(c)).next().unwrap_or_default();
        if self.has_staff(next) {
            return None;
        }
        self.last(head)
    }

    /// The name that the last word of `head` is, whole.
    pub fn last(&self, head: &str) -> Option<Range<usize>> {
        let han = head.chars().rev().take(12).take_while(|c| is_han(*c) || is_dot(*c));
        let start = head.len() - han.map(char::len_utf8).sum::<usize>();
        self.whole(&head[start..]).then_some(start..head.len())
    }
}

/// Marks between a name and what somebody is.
fn separates(c: char) -> bool {
    matches!(c, '|' | '，' | ',' | '、' | '（' | '(' | '\t' | ' ' | '\u{3000}')
}
