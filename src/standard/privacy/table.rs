//! Bits and numbers in a row of bytes, which the binary carries or a run makes.

use std::borrow::Cow;

/// A row of bits, or of numbers of 32 bits, the lowest first.
#[derive(Debug, Default, Clone)]
pub struct Table(pub Cow<'static, [u8]>);

impl Table {
    /// So many bits, of which none is set.
    #[must_use]
    pub fn of_bits(many: usize) -> Self {
        Self(vec![0; many.div_ceil(8)].into())
    }

    /// These numbers.
    #[must_use]
    pub fn of(numbers: &[u32]) -> Self {
        Self(numbers.iter().flat_map(|number| number.to_le_bytes()).collect())
    }

    /// Whether a bit is set; nothing beyond the last.
    #[inline]
    #[must_use]
    pub fn bit(&self, at: usize) -> Option<bool> {
        self.0.get(at / 8).map(|bits| bits >> (at % 8) & 1 == 1)
    }

    /// Sets a bit; none beyond the last.
    pub fn set(&mut self, at: usize) {
        if let Some(bits) = self.0.to_mut().get_mut(at / 8) {
            *bits |= 1 << (at % 8);
        }
    }

    /// A number; 0 beyond the last.
    #[inline]
    #[must_use]
    pub fn number(&self, at: usize) -> u32 {
        match self.0.get(at * 4..) {
            Some(&[a, b, c, d, ..]) => u32::from_le_bytes([a, b, c, d]),
            _ => 0,
        }
    }

    /// How many numbers there are.
    #[must_use]
    pub fn numbers(&self) -> usize {
        self.0.len() / 4
    }
}

#[cfg(test)]
mod tests {
    use super::Table;

    #[test]
    fn bits_and_numbers_are_found_again() {
        let mut bits = Table::of_bits(12);
        bits.set(11);
        bits.set(99);
        assert_eq!([0, 10, 11, 16].map(|at| bits.bit(at)), [Some(false), Some(false), Some(true), None]);
        let numbers = Table::of(&[7, u32::MAX]);
        assert_eq!(([0, 1, 2].map(|at| numbers.number(at)), numbers.numbers()), ([7, u32::MAX, 0], 2));
    }
}
