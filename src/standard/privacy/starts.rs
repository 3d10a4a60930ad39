//! Words by how they begin: asked of nearly every character of every text, and made anew by every run.

use super::chars::Chars;

/// The words of one list or of several, in rows that their first two characters tell.
#[derive(Debug, Default)]
pub struct Starts {
    /// The first characters.
    pub firsts: Chars,
    /// The words of one character.
    pub singles: Chars,
    /// How many bytes the longest word has.
    pub longest: usize,
    words: Vec<Word>,
    /// Where the words of each row begin, and behind the last.
    rows: Vec<u32>,
}

/// A word of a list.
#[derive(Debug, Clone, Copy, Default)]
pub struct Word {
    /// Its first two characters; of a word of one the second is none.
    pub head: [char; 2],
    /// The number of its list.
    pub list: u16,
    /// How many bytes it has.
    pub length: u16,
    /// Where it begins in the lists, joined by a blank.
    start: u32,
}

/// What stands for no second character.
pub const NONE: char = '\0';

impl Starts {
    /// The words of `lists`, each with blanks between its words. One that is longer than any, or behind more than there are, is none.
    pub fn of(lists: &[&str]) -> Self {
        let mut starts = Self::default();
        let mut at = 0;
        for (list, text) in (0..).zip(lists) {
            for word in text.split(|char: char| char.is_ascii_whitespace()) {
                starts.words.extend(Word::of(word, list, at));
                at += word.len() + 1;
            }
        }
        for word in &starts.words {
            starts.longest = starts.longest.max(word.length.into());
            starts.firsts.add(word.head[0]);
            if word.head[1] == NONE {
                starts.singles.add(word.head[0]);
            }
        }
        starts.in_rows()
    }

    /// Puts the words of each row behind those of the row before, in their order.
    fn in_rows(mut self) -> Self {
        let rows = self.words.len().next_power_of_two();
        let mut next = vec![0; rows + 1];
        for word in &self.words {
            next[row(word.head, rows) + 1] += 1;
        }
        for row in 0..rows {
            next[row + 1] += next[row];
        }
        self.rows.clone_from(&next);
        let mut words = vec![Word::default(); self.words.len()];
        for word in self.words {
            let slot = &mut next[row(word.head, rows)];
            words[*slot as usize] = word;
            *slot += 1;
        }
        Self { words, ..self }
    }

    /// All of them.
    pub fn words(&self) -> &[Word] {
        &self.words
    }

    /// Those with these first two characters that `text` begins with; `lists` are the lists, joined by a blank.
    pub fn begin<'s>(&'s self, head: [char; 2], text: &'s str, lists: &'s str) -> impl Iterator<Item = &'s Word> {
        let row = row(head, self.rows.len() - 1);
        let words = &self.words[self.rows[row] as usize..self.rows[row + 1] as usize];
        let (text, lists) = (text.as_bytes(), lists.as_bytes());
        let is_there = move |word: &&Word| {
            let start = word.start as usize;
            word.head == head && text.starts_with(&lists[start..start + usize::from(word.length)])
        };
        words.iter().filter(is_there)
    }
}

impl Word {
    fn of(word: &str, list: u16, start: usize) -> Option<Self> {
        let mut chars = word.chars();
        let head = [chars.next()?, chars.next().unwrap_or(NONE)];
        Some(Self { head, list, length: word.len().try_into().ok()?, start: start.try_into().ok()? })
    }
}

/// The row of a pair among so many, which are a power of two.
fn row(head: [char; 2], rows: usize) -> usize {
    place(head) as usize & (rows - 1)
}

/// A number for two characters: large ones without a pattern spread them, so that its bits depend on all of both.
pub fn place(head: [char; 2]) -> u32 {
    let [first, second] = head.map(u32::from);
    let both = first.wrapping_mul(0x9e37_79b1) ^ second.wrapping_mul(0x85eb_ca6b);
    both >> 10
}
