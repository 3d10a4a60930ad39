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

/// How words begin: of each the first two characters, as two bits of many. Other characters seldom have the same.
#[derive(Debug)]
pub struct Pairs {
    blocks: Box<[u64; 1 << (Self::BITS - 6)]>,
    /// The words of one character.
    singles: Chars,
}

impl Pairs {
    /// Places for bits: of five hundred words every thirtieth is taken, and both of a pair by chance are once in a thousand.
    const BITS: u32 = 15;

    /// How `words` begin.
    pub fn of<'w>(words: impl Iterator<Item = &'w str>) -> Self {
        let mut pairs = Self { blocks: Box::new([0; 1 << (Self::BITS - 6)]), singles: Chars::default() };
        for word in words {
            let mut chars = word.chars();
            match (chars.next(), chars.next()) {
                (Some(first), Some(second)) => {
                    for (block, bit) in Self::places(first, second) {
                        pairs.blocks[block] |= bit;
                    }
                }
                (first, _) => first.into_iter().for_each(|only| pairs.singles.add(only)),
            }
        }
        pairs
    }

    /// Whether one of the words may begin with these characters.
    #[must_use]
    pub fn may_begin(&self, first: char, second: Option<char>) -> bool {
        let has = |(block, bit): (usize, u64)| self.blocks[block] & bit != 0;
        let pair = second.is_some_and(|second| {
            let [one, other] = Self::places(first, second);
            has(one) && has(other)
        });
        pair || self.singles.has(first)
    }

    fn places(first: char, second: char) -> [(usize, u64); 2] {
        // A large number without a pattern spreads the pairs: the highest bits of the product depend on both characters.
        let mixed = (u64::from(first) << 21 | u64::from(second)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        [mixed, mixed << Self::BITS].map(|mixed| {
            let place = mixed >> (u64::BITS - Self::BITS);
            ((place / 64) as usize, 1 << (place % 64))
        })
    }
}
