//! Joined cells: which area a cell belongs to. Small areas are found by their cells, the few large ones by looking.

use std::collections::HashMap;

use crate::form::place::{Area, Place};

/// An area of more cells is a large one.
const SMALL: u64 = 512;
/// The most cells in small areas, and the most large areas: more has no form.
const CELLS: usize = 1_000_000;
const LARGE: usize = 1_000;

/// The areas of a sheet.
#[derive(Debug, Default)]
pub struct Merges {
    small: HashMap<Place, Area>,
    large: Vec<Area>,
}

impl Merges {
    /// Takes in an area; says whether there was room for it.
    pub fn add(&mut self, area: Area) -> bool {
        let cells = u64::from(area.width()) * u64::from(area.last.row - area.first.row + 1);
        if cells > SMALL {
            self.large.push(area);
        } else {
            for row in area.first.row..=area.last.row {
                for column in area.first.column..=area.last.column {
                    self.small.insert(Place { row, column }, area);
                }
            }
        }
        self.small.len() <= CELLS && self.large.len() <= LARGE
    }

    /// The area of a cell that is joined with others.
    #[must_use]
    pub fn at(&self, place: Place) -> Option<Area> {
        let large = || self.large.iter().find(|area| area.holds(place)).copied();
        self.small.get(&place).copied().or_else(large)
    }

    /// The area of a cell; the cell alone where it is joined with none.
    #[must_use]
    pub fn area(&self, place: Place) -> Area {
        self.at(place).unwrap_or(Area { first: place, last: place })
    }
}
