//! Where words may begin in a text: asked of nearly every character of every text, which almost never begins one.

/// How words begin: of each the first bytes, as one bit of many. Other characters seldom have the same.
#[derive(Debug)]
pub struct Heads {
    bits: Box<[u64; 1 << (Self::BITS - 6)]>,
    /// The first bytes alone.
    leads: [bool; 256],
    /// Which of eight bytes are looked at: as many as tell, and all of words that have fewer.
    masks: Vec<u64>,
}

impl Heads {
    /// Bytes that tell: those of two Han characters.
    const TELLING: usize = 6;
    /// Places for bits: of seven hundred words every fiftieth is taken.
    const BITS: u32 = 15;

    /// How `words` begin.
    pub fn of<'w>(words: impl Iterator<Item = &'w str>) -> Self {
        let mut heads = Self { bits: Box::new([0; 1 << (Self::BITS - 6)]), leads: [false; 256], masks: Vec::new() };
        for word in words.map(str::as_bytes) {
            let mask = (1 << (8 * word.len().min(Self::TELLING))) - 1;
            if !heads.masks.contains(&mask) {
                heads.masks.push(mask);
            }
            let (block, bit) = Self::place(first_eight(word) & mask);
            heads.bits[block] |= bit;
            heads.leads[usize::from(word[0])] = true;
        }
        heads
    }

    /// The bytes of `text` at which one of the words may begin, in order.
    pub fn find(&self, text: &str) -> Vec<usize> {
        let text = text.as_bytes();
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(lead) = text.get(at) {
            if self.leads[usize::from(*lead)] && self.may_begin(&text[at..]) {
                found.push(at);
            }
            // Behind the first byte of a Han character two of it follow, at which nothing begins.
            at += if *lead < 0xe0 { 1 } else { 3 };
        }
        found
    }

    /// Whether `text` may begin with one of the words.
    fn may_begin(&self, text: &[u8]) -> bool {
        let eight = first_eight(text);
        self.masks.iter().any(|mask| {
            let (block, bit) = Self::place(eight & mask);
            self.bits[block] & bit != 0
        })
    }

    fn place(head: u64) -> (usize, u64) {
        // A large number without a pattern spreads them: the highest bits of the product depend on all bytes.
        let place = head.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (u64::BITS - Self::BITS);
        ((place / 64) as usize, 1 << (place % 64))
    }
}

/// The first eight bytes, the first in the lowest place; zeros where there are fewer.
fn first_eight(text: &[u8]) -> u64 {
    match text.first_chunk() {
        Some(eight) => u64::from_le_bytes(*eight),
        None => text.iter().rfold(0, |eight, byte| eight << 8 | u64::from(*byte)),
    }
}

#[cfg(test)]
mod tests {
    use super::Heads;

    #[test]
    fn a_head_is_found_wherever_a_word_begins() {
        let heads = |words: &[&str], text: &str| Heads::of(words.iter().copied()).find(text);
        assert_eq!(heads(&["学生", "同学", "班主任"], "a = \"同学𠀀和同学生，班\""), [5, 18, 21]);
        assert_eq!(heads(&["HIV", "××", "某", "学生会"], "×H某×× HIV生学某"), [3, 6, 11, 20]);
        assert_eq!(heads(&["学生会"], "学生会"), [0]);
        assert!(heads(&["学生会"], "学，生会学").is_empty());
    }
}
