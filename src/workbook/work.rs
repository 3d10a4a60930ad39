//! The sheets of a workbook that are known, whatever they are called now and wherever their columns stand: each is
//! recognised by the mark over its keys, or by its headings, and its rows are laid out in the columns of its grid.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};

use super::grid::Grid;
use super::plan::Told;
use super::raw::{Cells, Raw, Sheet};
use super::typed::shown;
use super::{COVER, FINDINGS, KEY, STORE};
use crate::form::place::letters;
use crate::record::normal;

/// Headings stand in one of the first rows: somebody may have put a title above them.
const FIRST_ROWS: usize = 20;

/// A sheet that is known.
#[derive(Debug)]
pub struct Work {
    /// Index of its grid.
    pub grid: usize,
    /// The name on its tab, as it is now.
    pub name: String,
    /// Where each column of the grid stands, from 0; nothing for one that is not there.
    pub columns: Vec<Option<u32>>,
    /// Where the column that names the record stands.
    pub record: Option<u32>,
    /// The rows that say something.
    pub rows: Vec<WorkRow>,
    /// Headings that are none of the grid's.
    pub unknown: Vec<String>,
    /// Whether its hidden keys are there.
    pub keyed: bool,
}

/// A row of such a sheet.
#[derive(Debug)]
pub struct WorkRow {
    /// Its number in the sheet, from 0.
    pub number: u32,
    /// Its hidden key.
    pub key: Option<String>,
    /// The record it names, as typed.
    pub record: Option<Raw>,
    /// Its cells by the columns of the grid.
    pub cells: Vec<Option<Raw>>,
}

impl WorkRow {
    /// Whether nothing is left in it but the hidden key.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        let blank = |cell: &Option<Raw>| match cell {
            Some(Raw::Text(text)) => text.trim().is_empty(),
            cell => cell.is_none(),
        };
        blank(&self.record) && self.cells.iter().all(blank)
    }

    /// The record that a row of a list belongs to, as typed.
    #[must_use]
    pub fn owner(&self) -> String {
        shown(self.record.as_ref()).trim().to_owned()
    }
}

impl Work {
    /// The name of a cell as people find it: `成员!D7`.
    #[must_use]
    pub fn cell(&self, row: u32, column: Option<u32>) -> String {
        let column = column.or(self.record).unwrap_or(0);
        format!("{}!{}{}", self.name, letters(column), row + 1)
    }
}

impl Work {
    /// Something said of a cell; of the row as a whole where there is no column.
    #[must_use]
    pub fn told(&self, row: u32, column: Option<u32>, message: String) -> Told {
        Told { at: (self.grid, row, column.unwrap_or(0)), cell: self.cell(row, column), message }
    }
}

/// What was found in a workbook.
#[derive(Debug, Default)]
pub struct Found {
    /// The sheets that are known.
    pub known: Vec<Work>,
    /// The names of two sheets that are one and the same.
    pub twice: Vec<(String, String)>,
    /// The names of sheets that bear the name of a grid and have none of its headings.
    pub headless: Vec<String>,
    /// The names of sheets nobody asked for.
    pub foreign: Vec<String>,
}

/// Recognises sheets. A sheet with the mark of a grid is that grid's; of the others, one is a grid's when most of its
/// headings are there.
#[must_use]
pub fn recognise(grids: &[Grid<'_>], sheets: &[Sheet]) -> Found {
    let mut found = Found::default();
    let mut rest = Vec::new();
    for sheet in sheets.iter().filter(|sheet| !sheet.rows.is_empty()) {
        match marked(grids, sheet) {
            Some((grid, row)) => found.take(work(grids, grid, sheet, row)),
            None => rest.push(sheet),
        }
    }
    for sheet in rest {
        let open = |grid: usize| !found.known.iter().any(|work| work.grid == grid);
        match headed(grids, sheet).filter(|(grid, _)| open(*grid)) {
            Some((grid, row)) => found.take(work(grids, grid, sheet, row)),
            None if grids.iter().enumerate().any(|(index, grid)| open(index) && grid.name == sheet.name.trim()) => {
                found.headless.push(sheet.name.clone());
            }
            None if [COVER, FINDINGS, STORE].contains(&sheet.name.as_str()) || is_ours(sheet) => {}
            None => found.foreign.push(sheet.name.clone()),
        }
    }
    found.known.sort_by_key(|work| work.grid);
    found
}

impl Found {
    fn take(&mut self, work: Work) {
        match self.known.iter().find(|other| other.grid == work.grid) {
            Some(other) => self.twice.push((other.name.clone(), work.name)),
            None => self.known.push(work),
        }
    }
}

/// Whether a sheet is one that every export writes and nobody fills in.
fn is_ours(sheet: &Sheet) -> bool {
    let first = sheet.rows.values().next().and_then(|row| row.values().next());
    matches!(first, Some(Raw::Text(text)) if text.starts_with(KEY))
}

/// The grid whose mark stands in one of the first rows.
fn marked(grids: &[Grid<'_>], sheet: &Sheet) -> Option<(usize, u32)> {
    sheet.rows.iter().take(FIRST_ROWS).find_map(|(number, row)| {
        let grid = row.values().find_map(|cell| match cell {
            Raw::Text(text) => grids.iter().position(|grid| grid.mark() == text.trim()),
            _ => None,
        })?;
        Some((grid, *number))
    })
}

/// The grid whose headings stand in one of the first rows: more than half of them, and at least two.
fn headed(grids: &[Grid<'_>], sheet: &Sheet) -> Option<(usize, u32)> {
    let wanted: Vec<Vec<_>> = grids.iter().map(|grid| grid.headings().into_iter().map(normal).collect()).collect();
    let scores = sheet.rows.iter().take(FIRST_ROWS).flat_map(|(number, row)| {
        let said: HashSet<_> = row.values().filter_map(heading).collect();
        let score = |(index, headings): (usize, &Vec<_>)| {
            let there = headings.iter().filter(|heading| said.contains(*heading)).count();
            (there * 100 / headings.len().max(1), there, index, *number)
        };
        wanted.iter().enumerate().map(score).collect::<Vec<_>>()
    });
    let best = scores.max_by_key(|(share, there, ..)| (*share, *there))?;
    (best.0 > 50 && best.1 >= 2).then_some((best.2, best.3))
}

/// What a cell says as a heading; a star that marks what is required does not count.
fn heading(cell: &Raw) -> Option<Cow<'_, str>> {
    match cell {
        Raw::Text(text) => Some(normal(text.trim().trim_end_matches(['*', '＊']))),
        _ => None,
    }
}

/// Lays the rows below the headings out in the columns of a grid.
fn work(grids: &[Grid<'_>], index: usize, sheet: &Sheet, headings: u32) -> Work {
    let grid = &grids[index];
    let empty = Cells::new();
    let head = sheet.rows.get(&headings).unwrap_or(&empty);
    let said: Vec<_> = head.iter().filter_map(|(column, cell)| Some((*column, heading(cell)?))).collect();
    let at = |heading: &str| {
        let heading = normal(heading);
        said.iter().find(|(_, said)| *said == heading).map(|(column, _)| *column)
    };
    let mark = head.iter().find(|(_, cell)| matches!(cell, Raw::Text(text) if text.trim() == grid.mark()));
    let keys = mark.map(|(column, _)| *column);
    let record = grid.record.as_deref().and_then(at);
    let columns: Vec<Option<u32>> = grid.columns.iter().map(|column| at(&column.heading)).collect();
    let known = |column: &u32| Some(*column) == keys || Some(*column) == record || columns.contains(&Some(*column));
    let unknown = head.iter().filter(|(column, _)| !known(column)).filter_map(|(column, cell)| match cell {
        Raw::Text(text) if text.trim().is_empty() => None,
        // A second column of one heading is not read either; its letter tells which.
        Raw::Text(text) if grid.headings().into_iter().any(|one| heading(cell) == Some(normal(one))) => {
            Some(format!("{}（{}）", text.trim(), letters(*column)))
        }
        Raw::Text(text) => Some(text.trim().to_owned()),
        _ => None,
    });
    // What was typed beside the table is told by its first cell in each column.
    let mut beside: BTreeMap<u32, String> = BTreeMap::new();
    for (number, row) in sheet.rows.range(headings + 1..) {
        let blank = |cell: &Raw| matches!(cell, Raw::Text(text) if text.trim().is_empty());
        let other = row.iter().filter(|(column, cell)| !known(column) && !head.contains_key(column) && !blank(cell));
        for (column, _) in other {
            beside.entry(*column).or_insert_with(|| format!("{}{}", letters(*column), number + 1));
        }
    }
    let unknown: Vec<String> = unknown.chain(beside.into_values()).collect();
    let rows = sheet.rows.range(headings + 1..).map(|(number, row)| WorkRow {
        number: *number,
        key: keys.and_then(|column| row.get(&column)).and_then(|cell| match cell {
            Raw::Text(text) => Some(text.clone()),
            Raw::Number(number) | Raw::Percent(number) => Some(number.to_string()),
            Raw::Date(day, _) => Some(day.clone()),
            _ => None,
        }),
        record: record.and_then(|column| row.get(&column)).cloned(),
        cells: columns.iter().map(|column| row.get(column.as_ref()?).cloned()).collect(),
    });
    Work {
        grid: index,
        name: sheet.name.clone(),
        record,
        unknown,
        rows: rows.filter(|row| row.key.is_some() || !row.is_blank()).collect(),
        keyed: keys.is_some(),
        columns,
    }
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn columns_have_letters() {
        let named: Vec<String> = [0, 25, 26, 51, 701, 702, 16_383].map(letters).into();
        assert_eq!(named, ["A", "Z", "AA", "AZ", "ZZ", "AAA", "XFD"]);
    }
}
