//! Where words of several lists begin in a text: asked of every character of every text, which almost never begins one.

use super::starts::{Head, NONE, Starts, Word, place};
use super::words::Words;

/// The words of some lists, by how they begin.
#[derive(Debug)]
pub struct Heads {
    /// The first characters of words, as bits; those that stand beyond the end are not looked up.
    firsts: Box<[u64]>,
    /// The first two characters of words, as bits at their places; other pairs seldom have the same.
    pairs: Box<[u64]>,
    starts: Starts,
    /// What all lists say.
    lists: String,
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

/// Characters of the plane that nearly all are of.
const FIRSTS: usize = 1 << 16;
/// Places of pairs.
const PAIRS: usize = 1 << 17;

impl Heads {
    /// How the words of `lists` begin.
    pub fn of<'w>(lists: impl IntoIterator<Item = &'w Words>) -> Self {
        let lists: Vec<&str> = lists.into_iter().map(Words::text).collect();
        let mut firsts: Box<[u64]> = vec![0; FIRSTS / 64].into();
        let mut pairs: Box<[u64]> = vec![0; PAIRS / 64].into();
        let starts = Starts::of(&lists, |head| {
            for (bits, at) in [(&mut firsts, head[0] as usize), (&mut pairs, pair(head))] {
                if let Some(bits) = bits.get_mut(at / 64) {
                    *bits |= 1 << (at % 64);
                }
            }
        });
        Self { firsts, pairs, starts, lists: lists.join(" ") }
    }

    /// The words that begin in `text`, in order of where they do.
    pub fn find(&self, text: &str) -> Vec<Begun> {
        let mut found = Vec::new();
        let mut begin = |at: usize, head: Head| {
            if bit(&self.pairs, pair(head)) {
                let words = self.starts.begin(head, &text[at..], &self.lists);
                found.extend(words.map(|word| Begun::new(at, *word)));
            }
        };
        let mut chars = text.char_indices();
        let mut here = chars.next();
        while let Some((at, first)) = here {
            here = chars.next();
            if !bit(&self.firsts, first as usize) {
                continue;
            }
            if let Some((_, next)) = here
                && next != NONE
            {
                begin(at, [first, next]);
            }
            // A word of one character has no next, whatever follows it.
            if self.starts.singles.has(first) {
                begin(at, [first, NONE]);
            }
        }
        found
    }
}

/// Whether a bit is set, or beyond the last.
fn bit(bits: &[u64], at: usize) -> bool {
    bits.get(at / 64).is_none_or(|bits| bits >> (at % 64) & 1 == 1)
}

/// The place of two characters.
fn pair(head: Head) -> usize {
    place(head) as usize & (PAIRS - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heads<const N: usize>(lists: [&str; N]) -> Heads {
        let lists = lists.map(|text| serde_json::from_value::<Words>(text.into()).expect("words"));
        Heads::of(&lists)
    }

    #[test]
    fn a_word_is_found_wherever_it_begins() {
        let found = |list: &str, text: &str| -> Vec<(usize, usize)> {
            heads([list]).find(text).iter().map(|one| (one.at, one.length)).collect()
        };
        assert_eq!(found("学生 同学 班主任", "a = \"同学𠀀和同学生，班\""), [(5, 6), (18, 6), (21, 6)]);
        assert_eq!(found("HIV ×× 某 学生会", "×H某×× HIV生学某"), [(3, 3), (6, 4), (11, 3), (20, 3)]);
        assert_eq!(found("学生会", "学生会"), [(0, 9)]);
        assert!(found("学生会", "学，生会学生").is_empty());
    }

    #[test]
    fn words_of_all_lists_are_found_the_short_ones_with_the_long() {
        let found: Vec<_> = heads(["学生会 甲 学生", "学生 乙 学"]).find("甲学生乙学生会");
        let found: Vec<_> = found.iter().map(|one| (one.at, one.list, one.length)).collect();
        let expected =
            [(0, 0, 3), (3, 0, 6), (3, 1, 6), (3, 1, 3), (9, 1, 3), (12, 0, 9), (12, 0, 6), (12, 1, 6), (12, 1, 3)];
        assert_eq!(found, expected);
    }
}
