//! The headings of a table: for a row of a sheet, the heading of each column and the headings over it and its neighbours.

use super::page::Page;
use super::recognise::Ours;
use super::words::{Words, plain};
use crate::form::place::{Area, Place};

/// How many rows of headings there may be over the lowest one.
const LEVELS: u32 = 3;
/// How far a heading that is not joined may reach over its neighbours.
const REACH: u32 = 16;

/// A column's heading.
#[derive(Debug, Clone)]
pub struct Heading {
    /// The column, from 0.
    pub column: u32,
    /// What stands over the column itself.
    pub text: String,
    /// What stands over it and its neighbours, the nearest first.
    pub groups: Vec<Over>,
}

/// A heading over several columns.
#[derive(Debug, Clone)]
pub struct Over {
    /// Its text.
    pub text: String,
    /// Whether its cells are joined, so that it certainly stands over the column.
    pub joined: bool,
}

impl Heading {
    /// The heading with those over it: 组/列.
    #[must_use]
    pub fn name(&self) -> String {
        let over = self.groups.iter().rev().map(|group| group.text.as_str());
        over.chain([self.text.as_str()]).collect::<Vec<_>>().join("/")
    }
}

/// The headings of a table whose lowest row of headings is `row`, from left to right, up to `right`.
#[must_use]
pub fn headings(page: &Page, row: u32, right: u32, ours: &Ours<'_>) -> Vec<Heading> {
    let leaves: Vec<(u32, Area)> =
        (0..=right).filter_map(|column| Some((column, leaf(page, Place { row, column })?))).collect();
    let columns = u32::try_from(leaves.len()).unwrap_or(u32::MAX);
    let heading = |&(column, area): &(u32, Area)| Heading {
        column,
        text: plain(page.text(area.first)),
        groups: over(page, Place { row: area.first.row, column }, columns, ours),
    };
    leaves.iter().map(heading).collect()
}

/// The cell with the heading of a column: the lowest in the row or, where the row has none, above it.
fn leaf(page: &Page, place: Place) -> Option<Area> {
    let mut row = place.row;
    loop {
        let area = page.merges.area(Place { row, column: place.column });
        if area.first.column != place.column {
            return None;
        }
        if !page.text(area.first).is_empty() {
            // What is above an empty cell and reaches over neighbours is no heading of this column.
            return (row == place.row || area.width() == 1).then_some(area);
        }
        row = area.first.row.checked_sub(1)?;
        if place.row - row >= LEVELS {
            return None;
        }
    }
}

/// The headings over the cell `below`, the nearest first. What stands over nearly all of the `columns` is a title.
fn over(page: &Page, below: Place, columns: u32, ours: &Ours<'_>) -> Vec<Over> {
    let mut groups = Vec::new();
    let mut row = below.row;
    while let Some(above) = row.checked_sub(1) {
        if below.row - above >= LEVELS {
            break;
        }
        let area = page.merges.area(Place { row: above, column: below.column });
        let text = plain(page.text(area.first));
        let joined = area.width() > 1;
        if joined && area.width() * 5 >= columns * 4 {
            break;
        }
        if text.is_empty() {
            let Some(text) = carried(page, Place { row: above, column: below.column }, ours) else { break };
            groups.push(Over { text, joined: false });
            break;
        }
        // A title that is not joined, or a line such as 填报人： above the table, is none of its headings.
        if !joined && (text.contains(['：', ':']) || page.row(above).nth(1).is_none()) {
            break;
        }
        groups.push(Over { text, joined });
        row = area.first.row;
    }
    groups
}

/// The heading to the left of an empty cell, if it is one that stands over several columns.
fn carried(page: &Page, place: Place, ours: &Ours<'_>) -> Option<String> {
    for column in (place.column.saturating_sub(REACH)..place.column).rev() {
        let at = Place { row: place.row, column };
        let area = page.merges.area(at);
        let text = page.text(area.first);
        if !text.is_empty() {
            let known = area.width() == 1 && ours.is_group(&Words::of(text, &ours.layout.tables));
            return known.then(|| plain(text));
        }
    }
    None
}
