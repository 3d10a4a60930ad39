//! Sets of characters, asked of almost every character of a text, which almost never is in them.

use std::borrow::Cow;

use super::table::Table;

/// Characters, as bits of the block that nearly all of them are of.
#[derive(Debug, Default, Clone)]
pub struct Chars {
    /// The Han characters of that block; nothing where there is none.
    pub han: Table,
    /// The ASCII characters.
    pub ascii: u128,
    /// All others.
    pub others: Cow<'static, [char]>,
}

/// The first character of the block, and how many it has.
const FIRST: usize = 0x4e00;
const MANY: usize = 0xa000 - FIRST;

/// Whether a character is of the block that nearly all Han characters are of.
pub fn is_usual(char: char) -> bool {
    (char as usize).wrapping_sub(FIRST) < MANY
}

impl Chars {
    /// Adds one.
    pub fn add(&mut self, char: char) {
        if is_usual(char) {
            if self.han.0.is_empty() {
                self.han = Table::of_bits(MANY);
            }
            self.han.set(char as usize - FIRST);
        } else if char.is_ascii() {
            self.ascii |= 1 << u32::from(char);
        } else if !self.others.contains(&char) {
            self.others.to_mut().push(char);
        }
    }

    /// Whether it was added.
    #[inline]
    #[must_use]
    pub fn has(&self, char: char) -> bool {
        self.han.bit((char as usize).wrapping_sub(FIRST)).unwrap_or_else(|| self.has_other(char))
    }

    /// Whether a character was added that is none of the block, or of which none was.
    fn has_other(&self, char: char) -> bool {
        if char.is_ascii() { self.ascii >> u32::from(char) & 1 == 1 } else { self.others.contains(&char) }
    }
}

impl FromIterator<char> for Chars {
    fn from_iter<I: IntoIterator<Item = char>>(all: I) -> Self {
        let mut chars = Self::default();
        all.into_iter().for_each(|char| chars.add(char));
        chars
    }
}

#[cfg(test)]
mod tests {
    use super::Chars;

    #[test]
    fn a_character_is_in_a_set_wherever_its_block_is() {
        let mut chars = Chars::default();
        assert!(!chars.has('一') && !chars.has('a'));
        let some = ['~', '一', '\u{9fff}', '\u{a000}', '\u{4dff}', '王', '×', '𠀀'];
        for char in some {
            chars.add(char);
        }
        assert!(some.into_iter().all(|char| chars.has(char)));
        assert!(!['丁', '玉', 'a', '}', '\u{9ffe}', '\u{a001}'].into_iter().any(|char| chars.has(char)));
    }
}
