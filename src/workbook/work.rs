//! The sheets of a workbook that are known, whatever they are called now and wherever their columns stand: each is
//! recognised by the mark over its keys, or by its headings, and its rows are laid out in the columns of its grid.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};

use super::grid::Grid;
use super::plan::Told;
use super::raw::{Cells, Raw, Sheet};
use super::row::is_blank;
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
    /// Columns that are not read.
    pub unread: Vec<Unread>,
    /// Whether its hidden keys are there.
    pub keyed: bool,
}

/// A column of such a sheet that is not read.
#[derive(Debug)]
pub struct Unread {
    /// Its heading; empty where it has none.
    pub heading: String,
    /// The cell of its heading: `H3`.
    pub cell: String,
    /// Where it stands, from 0.
    pub column: u32,
    /// The first cell below that says something: `H5`.
    pub says: Option<String>,
    /// The letters of the column that is read under the same heading.
    pub doubles: Option<String>,
}

impl Unread {
    /// What it is called: by its heading, with its letters where another has that, too; else by its first cell.
    #[must_use]
    pub fn named(&self) -> String {
        match &self.says {
            Some(cell) if self.heading.is_empty() => cell.clone(),
            _ if self.doubles.is_some() => format!("{}（{}）", self.heading, letters(self.column)),
            _ => self.heading.clone(),
        }
    }
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
        is_blank(self.record.as_ref()) && self.cells.iter().all(|cell| is_blank(cell.as_ref()))
    }

    /// The record that a row of a list belongs to, as typed.
    #[must_use]
    pub fn owner(&self) -> String {
        shown(self.record.as_ref()).trim().to_owned()
    }
}

impl Work {
    /// The name of a cell as people find it: `成员!D7`. Of a row as a whole it is the first cell that they see.
    #[must_use]
    pub fn cell(&self, row: u32, column: Option<u32>) -> String {
        let first = || self.columns.iter().copied().flatten().min();
        let column = column.or(self.record).or_else(first).unwrap_or(0);
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
    let unread = unread(sheet, headings, known, |heading| {
        let column = grid.headings().into_iter().find(|one| normal(one) == *heading).and_then(at);
        column.map(letters)
    });
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
        unread,
        rows: rows.filter(|row| row.key.is_some() || !row.is_blank()).collect(),
        keyed: keys.is_some(),
        columns,
    }
}

/// The columns of a sheet that are not `known`, from left to right; of those without a heading the ones that say something. `read`
/// gives the letters of the column that is read under a heading.
fn unread(
    sheet: &Sheet,
    headings: u32,
    known: impl Fn(&u32) -> bool,
    read: impl Fn(&Cow<'_, str>) -> Option<String>,
) -> Vec<Unread> {
    let blank = |cell: &Raw| matches!(cell, Raw::Text(text) if text.trim().is_empty());
    let mut found: BTreeMap<u32, Unread> = BTreeMap::new();
    let named = |column: u32| {
        let cell = sheet.rows.get(&headings).and_then(|head| head.get(&column)).filter(|cell| !blank(cell));
        let heading = shown(cell).trim().to_owned();
        let doubles = cell.and_then(self::heading).and_then(|heading| read(&heading));
        let at = format!("{}{}", letters(column), headings + 1);
        Unread { heading, cell: at, column, says: None, doubles }
    };
    for (number, row) in sheet.rows.range(headings..) {
        for (column, _) in row.iter().filter(|(column, cell)| !known(column) && !blank(cell)) {
            let one = found.entry(*column).or_insert_with(|| named(*column));
            if *number > headings && one.says.is_none() {
                one.says = Some(format!("{}{}", letters(*column), number + 1));
            }
        }
    }
    found.into_values().collect()
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
