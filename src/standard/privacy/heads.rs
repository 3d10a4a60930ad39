//! Where words of several lists begin in a text: asked of every character of every text, which almost never begins one.

use super::starts::{Head, NONE, Starts, place};
use super::words::Words;

/// The words of some lists, by how they begin.
#[derive(Debug)]
pub struct Heads {
    /// The words of one character, as bits; those that stand beyond the end are not looked up.
    singles: Box<[u64]>,
    /// The first two characters of the others, as bits at their places; other pairs seldom have the same.
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

/// Characters of the plane that nearly all are of.
const SINGLES: usize = 1 << 16;
/// Places of pairs.
const PAIRS: usize = 1 << 17;

impl Heads {
    /// How the words of `lists` begin.
    pub fn of<'w>(lists: impl IntoIterator<Item = &'w Words>) -> Self {
        let lists: Vec<&str> = lists.into_iter().map(Words::text).collect();
        let mut singles: Box<[u64]> = vec![0; SINGLES / 64].into();
        let mut pairs: Box<[u64]> = vec![0; PAIRS / 64].into();
        let starts = Starts::of(&lists, |head| {
            let (bits, at) = if head[1] == NONE { (&mut singles, head[0] as usize) } else { (&mut pairs, pair(head)) };
            if let Some(bits) = bits.get_mut(at / 64) {
                *bits |= 1 << (at % 64);
            }
        });
        Self { singles, pairs, starts, lists: lists.join(" ") }
    }

    /// The words that begin in `text`, in order of where they do.
    pub fn find(&self, text: &str) -> Vec<Begun> {
        let mut found = Vec::new();
        let mut last = (0, NONE);
        // A character is looked at together with the next one, the last with none.
        text.char_indices().chain([(text.len(), NONE)]).for_each(|(at, next)| {
            let (start, first) = std::mem::replace(&mut last, (at, next));
            let alone = bit(&self.singles, first as usize);
            if alone || bit(&self.pairs, pair([first, next])) {
                self.begin(&text[start..], [first, next], alone, start, &mut found);
            }
        });
        found
    }

    /// Adds the words that begin at byte `at`, where `rest` does, which begins with the characters of `head`.
    fn begin(&self, rest: &str, [first, next]: Head, alone: bool, at: usize, found: &mut Vec<Begun>) {
        // What stands for no character begins no word.
        let longer = (first != NONE && next != NONE).then_some(next);
        let alone = (alone && self.starts.singles.has(first)).then_some(NONE);
        for next in [longer, alone].into_iter().flatten() {
            let words = self.starts.begin([first, next], rest, &self.lists);
            found.extend(words.map(|word| Begun { at, list: word.list.into(), length: word.length.into() }));
        }
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
