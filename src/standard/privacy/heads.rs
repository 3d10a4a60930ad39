//! Where words of several lists begin in a text: asked of every character of every text, which almost never begins one.

use super::chars::Chars;
use super::words::Words;

/// The words of some lists, by how they begin.
#[derive(Debug)]
pub struct Heads {
    /// The first two characters of words, as bits at their places; other pairs seldom have the same.
    pairs: Box<[u64]>,
    /// The words of one character.
    singles: Chars,
    /// The words in order of these places, and where those of each row of places begin.
    words: Vec<Word>,
    rows: Box<[u32]>,
    /// What they say, one behind the other.
    text: String,
}

#[derive(Debug)]
struct Word {
    /// Its first two characters; of a word of one the second is none.
    head: [char; 2],
    list: u16,
    length: u16,
    /// Where it begins in all that they say.
    start: u32,
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

/// How many bits the place of a pair has, and the number of its row.
const PLACE: u32 = 16;
const ROW: u32 = 12;
/// What stands for no second character.
const NONE: char = '\0';

impl Heads {
    /// How the words of `lists` begin.
    pub fn of<'w>(lists: impl IntoIterator<Item = &'w Words>) -> Self {
        let mut heads = Self {
            pairs: vec![0; (1 << PLACE) / 64].into(),
            singles: Chars::default(),
            words: Vec::new(),
            rows: Box::default(),
            text: String::new(),
        };
        for (list, words) in (0..).zip(lists) {
            words.all().for_each(|word| heads.add(list, word));
        }
        heads.words.sort_by_key(|word| (place(word.head), word.head));
        let row = |word: &Word| place(word.head) >> (PLACE - ROW);
        let begin = |of: usize| heads.words.partition_point(|word| row(word) < of);
        heads.rows = (0..=1 << ROW).map(|row| u32::try_from(begin(row)).unwrap_or(u32::MAX)).collect();
        heads
    }

    /// A word that is longer than any, or behind more than there are, is none.
    fn add(&mut self, list: u16, word: &str) {
        let mut chars = word.chars();
        let head = [chars.next().unwrap_or(NONE), chars.next().unwrap_or(NONE)];
        let (Ok(length), Ok(start)) = (u16::try_from(word.len()), u32::try_from(self.text.len())) else { return };
        if head[1] == NONE {
            self.singles.add(head[0]);
        } else {
            let place = place(head);
            self.pairs[place / 64] |= 1 << (place % 64);
        }
        self.text.push_str(word);
        self.words.push(Word { head, list, length, start });
    }

    /// The words that begin in `text`, in order of where they do.
    pub fn find(&self, text: &str) -> Vec<Begun> {
        let mut found = Vec::new();
        let mut chars = text.chars();
        while let Some(first) = chars.next() {
            let second = chars.clone().next().unwrap_or(NONE);
            let place = place([first, second]);
            let longer = second != NONE && self.pairs[place / 64] >> (place % 64) & 1 == 1;
            let alone = self.singles.has(first);
            if longer || alone {
                let at = text.len() - chars.as_str().len() - first.len_utf8();
                let heads = [longer.then_some(second), alone.then_some(NONE)].into_iter().flatten();
                found.extend(heads.flat_map(|second| self.begin([first, second], text, at)));
            }
        }
        found
    }

    /// The words with these first two characters that begin at byte `at` of `text`.
    fn begin<'h>(&'h self, head: [char; 2], text: &'h str, at: usize) -> impl Iterator<Item = Begun> + 'h {
        let row = place(head) >> (PLACE - ROW);
        let words = &self.words[self.rows[row] as usize..self.rows[row + 1] as usize];
        let is_there = move |word: &&Word| {
            let (start, length) = (word.start as usize, usize::from(word.length));
            word.head == head && text.as_bytes()[at..].starts_with(&self.text.as_bytes()[start..start + length])
        };
        let begun = move |word: &Word| Begun { at, list: word.list.into(), length: word.length.into() };
        words.iter().filter(is_there).map(begun)
    }
}

/// The place of two characters: large numbers without a pattern spread them, so that its bits depend on all of both.
fn place(head: [char; 2]) -> usize {
    let [first, second] = head.map(u32::from);
    let both = first.wrapping_mul(0x9e37_79b1) ^ second.wrapping_mul(0x85eb_ca6b);
    (both >> (u32::BITS - PLACE)) as usize
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
