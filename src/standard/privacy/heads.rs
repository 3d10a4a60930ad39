//! Where words of several lists begin in a text: asked of every character of every text, which almost never begins one.

use std::borrow::Cow;

use super::starts::{Head, NONE, Starts, Word, place};
use super::table::Table;

/// The words of some lists, by how they begin.
#[derive(Debug, Clone)]
pub struct Heads {
    /// The first characters of words, as bits; those that stand beyond the end are not looked up.
    pub firsts: Table,
    /// The first two characters of words, as bits at their places; other pairs seldom have the same.
    pub pairs: Table,
    /// The words.
    pub starts: Starts,
    /// What all lists say, joined by a blank.
    pub lists: Cow<'static, str>,
}

/// A word that begins in a text.
#[derive(Debug, PartialEq)]
pub struct Begun {
    /// The byte.
    pub at: usize,
    /// The index of its list.
    pub list: usize,
    /// How many bytes it has.
    pub length: usize,
}

impl Begun {
    fn new(at: usize, word: Word) -> Self {
        Self { at, list: word.list.into(), length: word.length.into() }
    }
}

/// Bytes that are passed at once.
const BLOCK: usize = 16;
/// Characters of the plane that nearly all are of.
const FIRSTS: usize = 1 << 16;
/// Places of pairs.
const PAIRS: usize = 1 << 17;

impl Heads {
    /// How the words of `lists` begin.
    #[must_use]
    pub fn of(lists: &[&str]) -> Self {
        let (mut firsts, mut pairs) = (Table::of_bits(FIRSTS), Table::of_bits(PAIRS));
        let starts = Starts::of(lists, |head| {
            firsts.set(head[0] as usize);
            pairs.set(pair(head));
        });
        Self { firsts, pairs, starts, lists: lists.join(" ").into() }
    }

    /// The words that begin in `text`, in order of where they do.
    pub fn find(&self, text: &str) -> Vec<Begun> {
        let mut found = Vec::new();
        let mut begin = |at: usize, head: Head| {
            let words = self.starts.begin(head, &text[at..], &self.lists);
            found.extend(words.map(|word| Begun::new(at, word)));
        };
        let passes = !(0..0x80).any(|first| is_set(&self.firsts, first));
        let mut chars = text.chars();
        let (mut at, mut here) = (0, chars.next());
        while let Some(first) = here {
            if passes && first.is_ascii() {
                // In a record they are many in a row.
                at = behind_ascii(text.as_bytes(), at + 1);
                chars = text[at..].chars();
                here = chars.next();
                continue;
            }
            here = chars.next();
            let head = [first, here.unwrap_or(NONE)];
            // Pairs pass by more than first characters do, and are asked first.
            if is_set(&self.pairs, pair(head)) && is_set(&self.firsts, first as usize) && head[1] != NONE {
                begin(at, head);
            }
            // A word of one character has no next, whatever follows it.
            if self.starts.singles.has(first) {
                begin(at, [first, NONE]);
            }
            at += first.len_utf8();
        }
        found
    }
}

/// The first byte from `at` on that is of no ASCII character.
fn behind_ascii(bytes: &[u8], mut at: usize) -> usize {
    while bytes[at..].first_chunk::<BLOCK>().is_some_and(|block| block.is_ascii()) {
        at += BLOCK;
    }
    at + bytes[at..].iter().take_while(|byte| byte.is_ascii()).count()
}

/// Whether a bit is set, or beyond the last.
fn is_set(bits: &Table, at: usize) -> bool {
    bits.bit(at) != Some(false)
}

/// The place of two characters.
fn pair(head: Head) -> usize {
    place(head) as usize & (PAIRS - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_wherever_it_begins() {
        let found = |list: &str, text: &str| -> Vec<(usize, usize)> {
            Heads::of(&[list]).find(text).iter().map(|one| (one.at, one.length)).collect()
        };
        assert_eq!(found("学生 同学 班主任", "a = \"同学𠀀和同学生，班\""), [(5, 6), (18, 6), (21, 6)]);
        assert_eq!(found("HIV ×× 某 学生会", "×H某×× HIV生学某"), [(3, 3), (6, 4), (11, 3), (20, 3)]);
        assert_eq!(found("学生会", "学生会"), [(0, 9)]);
        assert!(found("学生会", "学，生会学生").is_empty());
    }

    #[test]
    fn words_of_all_lists_are_found_the_short_ones_with_the_long() {
        let found: Vec<_> = Heads::of(&["学生会 甲 学生", "学生 乙 学"]).find("甲学生乙学生会");
        let found: Vec<_> = found.iter().map(|one| (one.at, one.list, one.length)).collect();
        let expected =
            [(0, 0, 3), (3, 0, 6), (3, 1, 6), (3, 1, 3), (9, 1, 3), (12, 0, 9), (12, 0, 6), (12, 1, 6), (12, 1, 3)];
        assert_eq!(found, expected);
    }
}
