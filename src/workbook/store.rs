//! The hidden copy of what was exported: a very plain sheet that lies in the workbook, so that later every change is known
//! as one of the workbook or one of the folder.

use std::collections::HashMap;

use super::KEY;
use super::grid::Grid;
use super::raw::{Raw, Sheet};
use super::table::{Key, Line};
use crate::form::cell::clean;

/// What stands where the key of a row would: the row names the columns.
const COLUMNS: &str = "#";

/// What was exported.
#[derive(Debug, Default)]
pub struct Store {
    /// The id of the standard.
    pub standard: String,
    /// The names of school and studio.
    pub studio: String,
    /// By the id of a grid: its rows, their cells in the columns of the grid as it is now.
    pub grids: HashMap<String, Vec<(Key, Vec<String>)>>,
}

/// `text` so that no program changes it: not what it takes for an escape, not blanks at its ends, not its lines.
fn guarded(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace("_x", "_\\x").replace('\n', "\\n");
    let ends = text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace);
    if ends { format!("\\|{text}\\|") } else { text }
}

/// The text that was [`guarded`].
fn open(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(char) = chars.next() {
        match if char == '\\' { chars.next() } else { None } {
            Some('n') => out.push('\n'),
            Some('|') => {}
            Some(other) => out.push(other),
            None => out.push(char),
        }
    }
    out
}

impl Store {
    /// The rows of the sheet that holds it.
    #[must_use]
    pub fn rows(standard: &str, studio: &str, tables: &[(&Grid<'_>, &[Line])]) -> Vec<Vec<String>> {
        let mut rows = vec![vec![format!("{KEY}store"), "1".to_owned(), standard.to_owned(), studio.to_owned()]];
        for (grid, lines) in tables {
            let head = [grid.id.clone(), COLUMNS.to_owned()];
            rows.push(head.into_iter().chain(grid.columns.iter().map(super::grid::Column::path)).collect());
            rows.extend(lines.iter().map(|line| {
                let head = [grid.id.clone(), line.key.to_string()];
                head.into_iter().chain(line.cells.iter().map(|cell| guarded(&cell.text))).collect()
            }));
        }
        rows
    }

    /// Reads the copy out of the sheets of a workbook, if it is there.
    #[must_use]
    pub fn read(grids: &[Grid<'_>], sheets: &[Sheet]) -> Option<Self> {
        let cell = |row: &super::raw::Cells, column: u32| match row.get(&column) {
            Some(Raw::Text(text)) => text.clone(),
            Some(Raw::Number(number) | Raw::Percent(number)) => number.to_string(),
            _ => String::new(),
        };
        let mark = format!("{KEY}store");
        let sheet = sheets.iter().find(|sheet| sheet.rows.values().next().is_some_and(|row| cell(row, 0) == mark))?;
        let mut rows = sheet.rows.values();
        let first = rows.next()?;
        let mut store = Self { standard: cell(first, 2), studio: cell(first, 3), grids: HashMap::new() };
        let mut columns: Vec<Option<u32>> = Vec::new();
        for row in rows {
            let id = cell(row, 0);
            let Some(grid) = grids.iter().find(|grid| grid.id == id) else { continue };
            let key = cell(row, 1);
            if key == COLUMNS {
                let at = |path: String| row.iter().find(|(column, _)| **column > 1 && cell(row, **column) == path);
                columns = grid.columns.iter().map(|column| at(column.path()).map(|(column, _)| *column)).collect();
                store.grids.entry(id).or_default();
            } else if let Some(key) = Key::read(&key, grid.list().is_some()) {
                let cells =
                    columns.iter().map(|column| column.map_or_else(String::new, |column| open(&cell(row, column))));
                store.grids.entry(id).or_default().push((key, cells.collect()));
            }
        }
        Some(store)
    }

    /// What a studio is called in it, by the names of studio and school.
    #[must_use]
    pub fn name((studio, school): (&str, &str)) -> String {
        clean(&format!("{school}/{studio}")).into_owned()
    }

    /// Whether it was made of this studio: of the same names, or most of the records it knows are there; where it knows
    /// none, one of the names is enough. Where neither name is the same it is another's, however many files are called
    /// alike: every school has the same years and the same documents.
    #[must_use]
    pub fn is_of(&self, named: (&str, &str), grids: &[Grid<'_>], lines: &[Vec<Line>]) -> bool {
        let now = Self::name(named);
        if self.studio == now {
            return true;
        }
        let open = |names: &str| names.starts_with('/') || names.ends_with('/');
        let (name, school) = (clean(named.0), clean(named.1));
        let called = !name.is_empty() && self.studio.ends_with(&format!("/{name}"))
            || !school.is_empty() && self.studio.starts_with(&format!("{school}/"));
        if !(called || open(&now) || open(&self.studio)) {
            return false;
        }
        let mut known = 0;
        let mut there = 0;
        for (grid, lines) in grids.iter().zip(lines).filter(|(grid, _)| grid.record.is_some() && grid.list().is_none())
        {
            for (key, _) in self.grids.get(&grid.id).into_iter().flatten() {
                known += 1;
                there += usize::from(lines.iter().any(|line| line.key == *key));
            }
        }
        there * 2 > known || known == 0 && called
    }
}

#[cfg(test)]
mod tests {
    use super::{guarded, open};

    #[test]
    fn what_is_guarded_comes_back() {
        for text in ["", "一\n二\n", " 前后 ", "_x000D_", "C:\\new\\|x", "\\", "\\n", "　", "_\\x"] {
            assert_eq!(open(&guarded(text)), text);
            assert!(!guarded(text).contains(['\n']) && !guarded(text).contains("_x0"), "{text}");
        }
    }
}
