//! Names of pupils in a text: a surname and one or two characters beside a word for the person. Words that merely begin like
//! a surname are many, so the lists of the standard decide, and what is found is never more than a warning.

use std::ops::Range;

use crate::standard::privacy::Pupils;

/// The places of names in `text`, in order, none overlapping; `aliases` are no names.
pub(super) fn scan(text: &str, words: &Pupils, aliases: &[&str]) -> Vec<Range<usize>> {
    let finder = Finder { text, words, aliases };
    let mut found = Vec::new();
    for (at, _) in text.char_indices() {
        if let Some(length) = words.before.begin(&text[at..]) {
            found.extend(finder.behind(at + length));
        }
        if let Some(length) = words.behind.begin(&text[at..]) {
            found.extend(finder.before(at, at + length));
        }
    }
    found.sort_by_key(|one: &Range<usize>| (one.start, one.end));
    let mut apart: Vec<Range<usize>> = Vec::new();
    for one in found {
        match apart.last_mut() {
            Some(last) if one.start < last.end => last.end = last.end.max(one.end),
            _ => apart.push(one),
        }
    }
    apart
}

struct Finder<'f> {
    text: &'f str,
    words: &'f Pupils,
    aliases: &'f [&'f str],
}

impl Finder<'_> {
    /// The name behind a word that ends at byte `from`.
    fn behind(&self, from: usize) -> Option<Range<usize>> {
        let mut rest = &self.text[from..];
        // Words and marks between them and the name are few.
        for _ in 0..4 {
            let mark = |c: char| {
                matches!(c, '：' | ':' | '（' | '(' | '“' | '"' | '「' | '『' | '【' | ' ' | '\u{3000}' | '\u{a0}')
            };
            let length = self.words.links.begin(rest);
            let length = length.or_else(|| rest.chars().next().filter(|c| mark(*c)).map(char::len_utf8));
            let Some(length) = length else { break };
            rest = &rest[length..];
        }
        let start = self.text.len() - rest.len();
        let han: Vec<char> = rest.chars().take(4).take_while(|c| is_han(*c)).collect();
        let surname = self.surname(&han)?;
        let (first, second) = (*han.get(surname)?, han.get(surname + 1));
        let after_surname = &rest[bytes(&han[..surname])..];
        if self.words.never.has_char(first) || self.words.before.begin(after_surname).is_some() {
            return None;
        }
        let ends = |c: &char| self.words.never.has_char(*c) || self.words.ends.has_char(*c);
        let short = &han[..=surname];
        let name = if second.is_some_and(|c| !ends(c)) { &han[..surname + 2] } else { short };
        let no_name = |name: &[char]| self.words.unless.begin(&rest[bytes(name)..]).is_some();
        if no_name(short) || no_name(name) || self.is_alias(rest) || self.is_word(name, rest, surname) {
            return None;
        }
        Some(start..start + bytes(name))
    }

    /// The name before a word that begins at byte `at` and ends at `end`.
    fn before(&self, at: usize, end: usize) -> Option<Range<usize>> {
        if self.words.unless.begin(&self.text[end..]).is_some() {
            return None;
        }
        let mut han: Vec<char> = self.text[..at].chars().rev().take(4).take_while(|c| is_han(*c)).collect();
        han.reverse();
        (2..=han.len()).rev().find_map(|length| {
            let name = &han[han.len() - length..];
            let surname = self.surname(name)?;
            let given = &name[surname..];
            let bad = |c: &char| self.words.never.has_char(*c);
            let last_ends = given.len() == 1 && given.iter().any(|c| self.words.ends.has_char(*c));
            if given.is_empty() || given.len() > 2 || given.iter().any(bad) || last_ends {
                return None;
            }
            let start = at - bytes(name);
            let rest = &self.text[start..];
            (!self.is_alias(rest) && !self.is_word(name, rest, surname)).then_some(start..at)
        })
    }

    /// How many characters the surname has that `name` begins with.
    fn surname(&self, name: &[char]) -> Option<usize> {
        [2, 1].into_iter().find(|&length| {
            name.get(..length).is_some_and(|start| self.words.surnames.has(&start.iter().collect::<String>()))
        })
    }

    /// Whether `rest` begins with a word and not with `name`.
    fn is_word(&self, name: &[char], rest: &str, surname: usize) -> bool {
        if surname > 1 {
            return false;
        }
        let Some(length) = self.words.ordinary.begin(rest) else { return false };
        let given = name.len() > 2 && name.last().is_some_and(|c| self.words.given.has_char(*c));
        !given || length >= bytes(name)
    }

    fn is_alias(&self, rest: &str) -> bool {
        self.aliases.iter().any(|alias| rest.starts_with(alias))
    }
}

fn bytes(chars: &[char]) -> usize {
    chars.iter().map(|c| c.len_utf8()).sum()
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{323af}' | '〇')
}
