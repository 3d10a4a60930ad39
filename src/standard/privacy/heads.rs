//! Where words may begin in a text: asked of every character of every text, which almost never begins one.

use super::words::Words;

/// How the words of some lists begin.
#[derive(Debug)]
pub struct Heads {
    /// The first characters, as bits; those that stand beyond the end are not looked up.
    firsts: Box<[u64; Self::FIRSTS / 64]>,
    /// The lists that have words with these two characters first, one bit each; of words of one character the second is none.
    /// Other pairs seldom have the same place.
    lists: Box<[u64]>,
}

/// Where words of some of the lists may begin.
#[derive(Debug, PartialEq)]
pub struct Head {
    /// The byte.
    pub at: usize,
    lists: u64,
}

impl Head {
    /// The longest word of the list `words`, which is the one of that index, that begins here in `text`, in bytes.
    pub fn begin(&self, index: usize, words: &Words, text: &str) -> Option<usize> {
        (self.lists & bit(index) > 0).then(|| words.begin(&text[self.at..])).flatten()
    }
}

impl Heads {
    /// Characters of the plane that nearly all are of.
    const FIRSTS: usize = 1 << 16;
    /// Of three thousand pairs not every third is taken.
    const PLACES: usize = 1 << 13;
    /// What stands for no second character.
    const NONE: char = '\0';

    /// How the words of `lists` begin.
    pub fn of<'w>(lists: impl IntoIterator<Item = &'w Words>) -> Self {
        let mut heads = Self { firsts: Box::new([0; Self::FIRSTS / 64]), lists: vec![0; Self::PLACES].into() };
        for (index, list) in lists.into_iter().enumerate() {
            for mut chars in list.all().map(str::chars) {
                let Some(first) = chars.next() else { continue };
                if let Some(bits) = heads.firsts.get_mut(first as usize / 64) {
                    *bits |= 1 << (first as usize % 64);
                }
                heads.lists[Self::place(first, chars.next().unwrap_or(Self::NONE))] |= bit(index);
            }
        }
        heads
    }

    /// Where in `text` one of the words may begin, in order.
    pub fn find(&self, text: &str) -> Vec<Head> {
        let mut found = Vec::new();
        let mut chars = text.chars();
        while let Some(first) = chars.next() {
            if self.may_begin_with(first) {
                let second = chars.clone().next().unwrap_or(Self::NONE);
                let lists = self.lists[Self::place(first, second)] | self.lists[Self::place(first, Self::NONE)];
                if lists > 0 {
                    let at = text.len() - chars.as_str().len() - first.len_utf8();
                    found.push(Head { at, lists });
                }
            }
        }
        found
    }

    fn may_begin_with(&self, first: char) -> bool {
        let bits = self.firsts.get(first as usize / 64);
        bits.is_none_or(|bits| bits >> (first as usize % 64) & 1 == 1)
    }

    fn place(first: char, second: char) -> usize {
        // Large numbers without a pattern spread them: the highest bits of the products depend on all of both.
        let both = u32::from(first).wrapping_mul(0x9e37_79b1) ^ u32::from(second).wrapping_mul(0x85eb_ca6b);
        (both >> (u32::BITS - Self::PLACES.ilog2())) as usize
    }
}

/// The bit of a list; from the sixty-fourth on they share one.
fn bit(index: usize) -> u64 {
    1 << index.min(63)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_is_found_wherever_a_word_begins() {
        let words = |text: &str| serde_json::from_value::<Words>(text.into()).expect("words");
        let heads = |list: &str, text: &str| -> Vec<usize> {
            Heads::of([&words(list)]).find(text).iter().map(|head| head.at).collect()
        };
        assert_eq!(heads("学生 同学 班主任", "a = \"同学𠀀和同学生，班\""), [5, 18, 21]);
        assert_eq!(heads("HIV ×× 某 学生会", "×H某×× HIV生学某"), [3, 6, 11, 20]);
        assert_eq!(heads("学生会", "学生会"), [0]);
        assert!(heads("学生会", "学，生会学").is_empty());
    }

    #[test]
    fn a_head_says_of_which_lists_it_is() {
        let lists = ["学生会 甲", "学生 乙"].map(|text| serde_json::from_value::<Words>(text.into()).expect("words"));
        let text = "甲学生乙学生会";
        let found = Heads::of(&lists).find(text);
        let begun: Vec<_> =
            found.iter().map(|head| [0, 1].map(|index| head.begin(index, &lists[index], text))).collect();
        assert_eq!(begun, [[Some(3), None], [None, Some(6)], [None, Some(3)], [Some(9), Some(6)]]);
    }
}
