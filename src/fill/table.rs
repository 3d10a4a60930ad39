//! The table of a form in a workbook: on which sheet, under which headings, from which row on.

use super::head::{Heading, headings};
use super::mapping::Mapping;
use super::page::Page;
use super::recognise::{Matches, Ours};
use crate::form::place::{Area, COLUMNS, Place};

/// Headings stand in one of the first rows.
const ROWS: u32 = 120;
/// And in one of the first columns.
const WIDEST: u32 = 600;

/// A table.
#[derive(Debug)]
pub struct Table {
    /// The lowest row of its headings, from 0.
    pub head: u32,
    /// The highest row of its headings.
    pub top: u32,
    /// Its headings.
    pub headings: Vec<Heading>,
    /// Which is which.
    pub matches: Matches,
}

/// The table on a page that fits the form best; nothing if there is hardly one.
#[must_use]
pub fn find(page: &Page, ours: &Ours<'_>, mapping: &Mapping) -> Option<Table> {
    let right = page.cells.keys().filter(|place| place.row < ROWS).map(|place| place.column).max()?.min(WIDEST);
    let at = |row: u32| {
        let headings = headings(page, row, right, ours);
        let matches = ours.matches(&headings, &mapping.columns);
        Table { head: row, top: row, headings, matches }
    };
    if let Some(row) = mapping.header_row {
        let table = at(row);
        return (table.matches.known() > 0).then(|| with_top(table, page));
    }
    let last = page.cells.keys().map(|place| place.row).max()?.min(ROWS);
    let mut best: Option<Table> = None;
    let stands =
        |row: &u32| page.cells.range(Place { row: *row, column: 0 }..=Place { row: *row, column: right }).next();
    for row in (0..=last).filter(|row| stands(row).is_some()) {
        let table = at(row);
        if best.as_ref().is_none_or(|best| table.matches.score() > best.matches.score()) {
            best = Some(table);
        }
    }
    // Headings that are joined downwards go on in the rows they reach to.
    let table = best?;
    let areas =
        table.headings.iter().map(|heading| page.merges.area(Place { row: table.head, column: heading.column }));
    let bottom = areas.filter(|area| area.first.row <= table.head).map(|area: Area| area.last.row).max()?;
    let table = if bottom > table.head && bottom - table.head <= 3 { at(bottom) } else { table };
    let fixed = mapping.columns.iter().filter(|(_, column)| column.is_some()).count();
    let (known, of) = (table.matches.known() - fixed.min(table.matches.known()), table.headings.len());
    let enough = known >= 3 || known >= 2 && known * 2 >= of || fixed > 0 && known >= 1;
    enough.then(|| with_top(table, page))
}

fn with_top(mut table: Table, page: &Page) -> Table {
    let levels = table.headings.iter().map(|heading| {
        let area = page.merges.area(Place { row: table.head, column: heading.column });
        let rows = u32::try_from(heading.groups.len()).unwrap_or_default();
        area.first.row.saturating_sub(rows)
    });
    table.top = levels.min().unwrap_or(table.head);
    table
}

impl Table {
    /// The heading of a column.
    #[must_use]
    pub fn heading(&self, column: u32) -> Option<&Heading> {
        self.headings.iter().find(|heading| heading.column == column)
    }

    /// The columns of the table: the first and the last that has a heading.
    #[must_use]
    pub fn columns(&self) -> (u32, u32) {
        let first = self.headings.first().map_or(0, |heading| heading.column);
        let last = self.headings.last().map_or(COLUMNS, |heading| heading.column);
        (first, last)
    }

    /// The headings that are none of the form's.
    pub fn foreign(&self) -> impl Iterator<Item = &Heading> {
        let known = |column: u32| self.matches.columns.iter().flatten().any(|one| one.column == column);
        let doubted = |index: &usize| self.matches.doubts.iter().any(|doubt| doubt.headings.contains(index));
        let all = self.headings.iter().enumerate();
        all.filter(move |(index, heading)| !known(heading.column) && !doubted(index)).map(|(_, heading)| heading)
    }
}
