//! Where words of several lists begin in a text: asked of every character of every text, which almost never begins one.

use super::chars::Chars;
use super::words::Words;

/// The words of some lists, by how they begin.
#[derive(Debug)]
pub struct Heads {
    /// The first characters of words, as bits; those that stand beyond the end are not looked up.
    firsts: Box<[u64]>,
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

/// Characters of the plane that nearly all are of.
const FIRSTS: usize = 1 << 16;
/// How many bits the place of a pair has, and the number of its row.
const PLACE: u32 = 16;
const ROW: u32 = 12;
/// What stands for no second character.
const NONE: char = '\0';

impl Heads {
    /// How the words of `lists` begin.
    pub fn of<'w>(lists: impl IntoIterator<Item = &'w Words>) -> Self {
        let mut heads = Self {
            firsts: vec![0; FIRSTS / 64].into(),
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
        let first = head[0] as usize;
        if let Some(bits) = self.firsts.get_mut(first / 64) {
            *bits |= 1 << (first % 64);
        }
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
        let bytes = text.as_bytes();
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(&lead) = bytes.get(at) {
            // Nearly all have one byte or three, and are told from others by their bits.
            let (first, length) = match bytes.get(at + 1..at + 3) {
                _ if lead < 0x80 => (usize::from(lead), 1),
                Some(&[second, third]) if lead >> 4 == 0xe => {
                    let bits = |byte: u8, mask: u8| usize::from(byte & mask);
                    (bits(lead, 0xf) << 12 | bits(second, 0x3f) << 6 | bits(third, 0x3f), 3)
                }
                _ => text[at..].chars().next().map_or((0, 1), |char| (char as usize, char.len_utf8())),
            };
            if self.firsts.get(first / 64).is_none_or(|bits| bits >> (first % 64) & 1 == 1) {
                self.begin(text, at, &mut found);
            }
            at += length;
        }
        found
    }

    /// Adds the words that begin at byte `at` of `text`.
    fn begin(&self, text: &str, at: usize, found: &mut Vec<Begun>) {
        let mut chars = text[at..].chars();
        let (Some(first), second) = (chars.next(), chars.next().unwrap_or(NONE)) else { return };
        let place = place([first, second]);
        if second != NONE && self.pairs[place / 64] >> (place % 64) & 1 == 1 {
            found.extend(self.beginning([first, second], text, at));
        }
        if self.singles.has(first) {
            found.extend(self.beginning([first, NONE], text, at));
        }
    }

    /// The words with these first two characters that begin at byte `at` of `text`.
    fn beginning<'h>(&'h self, head: [char; 2], text: &'h str, at: usize) -> impl Iterator<Item = Begun> + 'h {
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
