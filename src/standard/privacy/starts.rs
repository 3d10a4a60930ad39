//! Words by how they begin: asked of nearly every character of every text.

use memchr::memchr3_iter;

use super::chars::Chars;
use super::table::Table;

/// The words of one list or of several, in rows that their first two characters tell.
#[derive(Debug, Default, Clone)]
pub struct Starts {
    /// The first characters.
    pub firsts: Chars,
    /// The words of one character.
    pub singles: Chars,
    /// How many bytes the longest word has.
    pub longest: usize,
    /// Of each word where it begins in the lists, joined by a blank; then how many bytes it has, and the number of its list.
    pub words: Table,
    /// Which words of them each row begins with, and behind the last.
    pub rows: Table,
}

/// A word of a list.
#[derive(Debug, Clone, Copy)]
pub struct Word {
    /// Where it begins in the lists, joined by a blank.
    start: u32,
    /// How many bytes it has.
    pub length: u16,
    /// The number of its list.
    pub list: u16,
}

/// The first two characters of a word; of a word of one the second is none.
pub type Head = [char; 2];

/// What stands for no second character.
pub const NONE: char = '\0';

impl Starts {
    /// The words of `lists`, each with blanks between its words, and what `each` does with their heads. One that is longer than any,
    /// or behind more than there are, is none.
    pub fn of(lists: &[&str], mut each: impl FnMut(Head)) -> Self {
        let mut starts = Self::default();
        let bytes: usize = lists.iter().map(|text| text.len()).sum();
        // Words have about as many bytes: there are as many rows, and one more in front while they are filled.
        let rows = (bytes / 8).next_power_of_two();
        let mut next = vec![0; rows + 2];
        let mut all = Vec::with_capacity(bytes / 8);
        for (head, word) in words(lists) {
            let row = row(head, rows);
            next[row + 2] += 1;
            all.push((row, word));
            starts.longest = starts.longest.max(word.length.into());
            starts.firsts.add(head[0]);
            if head[1] == NONE {
                starts.singles.add(head[0]);
            }
            each(head);
        }
        for row in 0..rows {
            next[row + 2] += next[row + 1];
        }
        let mut numbers = vec![0; 2 * all.len()];
        for (row, word) in all {
            let slot = &mut next[row + 1];
            let at = 2 * *slot as usize;
            (numbers[at], numbers[at + 1]) = (word.start, u32::from(word.length) << 16 | u32::from(word.list));
            *slot += 1;
        }
        (starts.words, starts.rows) = (Table::of(&numbers), Table::of(&next));
        starts
    }

    /// Those with these first two characters that `text` begins with; `lists` are the lists, joined by a blank.
    pub fn begin<'s>(&'s self, head: Head, text: &'s str, lists: &'s str) -> impl Iterator<Item = Word> {
        let row = row(head, self.rows.numbers() - 2);
        let words = self.rows.number(row) as usize..self.rows.number(row + 1) as usize;
        // In a row are others, too: a word of one character is no longer than that, and any other is.
        let (single, alone) = (head[0].len_utf8(), head[1] == NONE);
        let (text, lists) = (text.as_bytes(), lists.as_bytes());
        let is_there = move |word: &Word| {
            let (start, length) = (word.start as usize, usize::from(word.length));
            (length == single) == alone && text.starts_with(&lists[start..start + length])
        };
        words.map(|at| self.word(at)).filter(is_there)
    }

    /// The word of this number.
    fn word(&self, at: usize) -> Word {
        let [a, b, c, d] = self.words.number(2 * at + 1).to_le_bytes();
        Word { start: self.words.number(2 * at), length: u16::from_le_bytes([c, d]), list: u16::from_le_bytes([a, b]) }
    }
}

/// The words of these lists, with their heads.
fn words<'w>(lists: &'w [&str]) -> impl Iterator<Item = (Head, Word)> + 'w {
    let mut before = 0;
    (0..).zip(lists).flat_map(move |(list, text)| {
        let offset = before;
        before += text.len() + 1;
        let mut begin = 0;
        let ends = memchr3_iter(b' ', b'\n', b'\t', text.as_bytes()).chain([text.len()]);
        ends.filter_map(move |end| {
            let start = std::mem::replace(&mut begin, end + 1);
            let mut chars = text[start..end].chars();
            let head = [chars.next()?, chars.next().unwrap_or(NONE)];
            let (start, length) = ((offset + start).try_into().ok()?, (end - start).try_into().ok()?);
            Some((head, Word { start, length, list }))
        })
    })
}

/// The row of a pair among so many, which are a power of two.
fn row(head: Head, rows: usize) -> usize {
    place(head) as usize & (rows - 1)
}

/// A number for two characters: large ones without a pattern spread them, so that its bits depend on all of both.
pub fn place(head: Head) -> u32 {
    let [first, second] = head.map(u32::from);
    let both = first.wrapping_mul(0x9e37_79b1) ^ second.wrapping_mul(0x85eb_ca6b);
    both >> 10
}
