//! Where a cell stands in a sheet: rows and columns count from 0, people and files say `Q7`.

use std::fmt::Write;

/// The most rows a sheet has.
pub const ROWS: u32 = 1 << 20;
/// The most columns a sheet has.
pub const COLUMNS: u32 = 1 << 14;

/// A cell's place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Its row, from 0.
    pub row: u32,
    /// Its column, from 0.
    pub column: u32,
}

impl Place {
    /// The place `name` means, with or without `$`; nothing if a sheet has no such cell.
    #[must_use]
    pub fn read(name: &str) -> Option<Self> {
        let name = name.strip_prefix('$').unwrap_or(name);
        let digits = name.find(|c: char| !c.is_ascii_alphabetic())?;
        let column = column(&name[..digits])?;
        let row = name[digits..].strip_prefix('$').unwrap_or(&name[digits..]);
        if !row.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let row = row.parse::<u32>().ok()?.checked_sub(1)?;
        (row < ROWS).then_some(Self { row, column })
    }

    /// `Q7`.
    #[must_use]
    pub fn name(self) -> String {
        let mut name = letters(self.column);
        // Writing into a String cannot fail.
        let _ = write!(name, "{}", self.row + 1);
        name
    }
}

/// Cells in a rectangle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    /// The cell at the top left.
    pub first: Place,
    /// The cell at the bottom right.
    pub last: Place,
}

impl Area {
    /// The area `name` means: `A1:C3`, or `A1`.
    #[must_use]
    pub fn read(name: &str) -> Option<Self> {
        let (first, last) = name.split_once(':').unwrap_or((name, name));
        let (first, last) = (Place::read(first)?, Place::read(last)?);
        (first.row <= last.row && first.column <= last.column).then_some(Self { first, last })
    }

    /// Whether the cell is in it.
    #[must_use]
    pub fn holds(&self, place: Place) -> bool {
        (self.first.row..=self.last.row).contains(&place.row)
            && (self.first.column..=self.last.column).contains(&place.column)
    }

    /// How many columns it has.
    #[must_use]
    pub fn width(&self) -> u32 {
        self.last.column - self.first.column + 1
    }
}

/// The column of these letters, from 0; nothing if a sheet has no such column.
#[must_use]
pub fn column(letters: &str) -> Option<u32> {
    if letters.is_empty() || letters.len() > 3 || !letters.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    let number = letters.bytes().fold(0, |number, byte| number * 26 + u32::from(byte.to_ascii_uppercase() - b'A') + 1);
    (number <= COLUMNS).then(|| number - 1)
}

/// `A`, `B`, …, `Z`, `AA` for 0, 1, …, 25, 26.
#[must_use]
pub fn letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(b'A' + u8::try_from(rest % 26).unwrap_or_default());
        rest /= 26;
    }
    letters.iter().rev().map(|letter| char::from(*letter)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_go_both_ways() {
        for (name, row, column) in [("A1", 0, 0), ("Z9", 8, 25), ("AA10", 9, 26), ("XFD1048576", ROWS - 1, COLUMNS - 1)]
        {
            assert_eq!(Place::read(name), Some(Place { row, column }), "{name}");
            assert_eq!(Place { row, column }.name(), name);
        }
        assert_eq!(Place::read("$B$3"), Place::read("b3"));
        for name in ["", "A", "7", "A0", "XFE1", "A1048577", "AAAA1", "A-1", "A1B", "Ａ1", "A99999999999"] {
            assert_eq!(Place::read(name), None, "{name}");
        }
    }

    #[test]
    fn areas_hold_their_cells() {
        let area = Area::read("B2:D3").unwrap();
        assert!(area.holds(Place::read("B2").unwrap()) && area.holds(Place::read("D3").unwrap()));
        assert!(!area.holds(Place::read("A2").unwrap()) && !area.holds(Place::read("D4").unwrap()));
        assert_eq!((area.width(), Area::read("C5").unwrap().width()), (3, 1));
        assert_eq!(Area::read("D3:B2"), None);
    }
}
