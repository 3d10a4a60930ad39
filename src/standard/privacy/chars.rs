//! Sets of characters, asked of almost every character of a text, which almost never is in them.

/// Characters, as bits of a few blocks.
#[derive(Debug, Default)]
pub struct Chars {
    blocks: Vec<u64>,
}

impl Chars {
    /// Adds one.
    pub fn add(&mut self, char: char) {
        let (block, bit) = Self::place(char);
        if self.blocks.len() <= block {
            self.blocks.resize(block + 1, 0);
        }
        self.blocks[block] |= bit;
    }

    /// Whether it was added.
    #[must_use]
    pub fn has(&self, char: char) -> bool {
        let (block, bit) = Self::place(char);
        self.blocks.get(block).is_some_and(|bits| bits & bit != 0)
    }

    fn place(char: char) -> (usize, u64) {
        let code = char as usize;
        (code / 64, 1 << (code % 64))
    }
}
