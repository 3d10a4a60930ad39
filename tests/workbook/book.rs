//! Another program: it reads a workbook into plain cells, lets a test do what people do to them, and writes the whole thing
//! anew. What it does not understand (notes, drop-downs, links) is lost, as with many a program.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use calamine::{Data, Reader, SheetVisible, Xlsx};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
#[allow(dead_code, reason = "what programs write, whichever of it a test needs")]
pub enum Cell {
    Text(String),
    Number(f64),
    /// A serial shown as a date.
    Serial(f64),
    Percent(f64),
    Truth(bool),
    /// A formula and its result.
    Formula(&'static str, String),
}

pub fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

/// A day as Excel stores it.
pub fn day(text: &str) -> Cell {
    Cell::Serial(ExcelDateTime::parse_from_str(text).expect("a day").to_excel())
}

#[derive(Debug, Clone, Default)]
pub struct Sheet {
    pub name: String,
    pub hidden: bool,
    pub cells: BTreeMap<(u32, u16), Cell>,
    /// First row, first column, last row, last column.
    pub merged: Vec<(u32, u16, u32, u16)>,
}

#[derive(Debug, Clone, Default)]
pub struct Book {
    pub sheets: Vec<Sheet>,
}

impl Book {
    pub fn read(bytes: &[u8]) -> Self {
        let mut workbook: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes.to_vec())).expect("a workbook");
        let about: Vec<(String, bool)> = workbook
            .sheets_metadata()
            .iter()
            .map(|sheet| (sheet.name.clone(), sheet.visible != SheetVisible::Visible))
            .collect();
        let sheet = |(name, hidden): (String, bool)| {
            let range = workbook.worksheet_range(&name).expect("a sheet");
            let (top, left) = range.start().unwrap_or_default();
            let mut cells = BTreeMap::new();
            for (row, column, value) in range.used_cells() {
                let cell = match value {
                    Data::Empty => continue,
                    Data::String(string) => Cell::Text(string.clone()),
                    Data::Float(number) => Cell::Number(*number),
                    Data::Int(number) => Cell::Number(number.to_string().parse().expect("a number")),
                    Data::DateTime(date) => Cell::Serial(date.as_f64()),
                    Data::Bool(yes) => Cell::Truth(*yes),
                    other => panic!("{name}: {other:?}"),
                };
                let at = (top + u32::try_from(row).expect("small"), u16::try_from(left).expect("small"));
                cells.insert((at.0, at.1 + u16::try_from(column).expect("small")), cell);
            }
            Sheet { name, hidden, cells, merged: Vec::new() }
        };
        Self { sheets: about.into_iter().map(sheet).collect() }
    }

    pub fn write(&self) -> Vec<u8> {
        let mut workbook = Workbook::new();
        for sheet in &self.sheets {
            let page = workbook.add_worksheet();
            page.set_name(&sheet.name).expect("a name").set_hidden(sheet.hidden);
            for &(top, left, bottom, right) in &sheet.merged {
                page.merge_range(top, left, bottom, right, "", &Format::new()).expect("joined");
            }
            for (&(row, column), cell) in &sheet.cells {
                let written = match cell {
                    Cell::Text(text) => page.write_string(row, column, text),
                    Cell::Number(number) => page.write_number(row, column, *number),
                    Cell::Serial(serial) => {
                        page.write_number_with_format(row, column, *serial, &Format::new().set_num_format("yyyy/m/d"))
                    }
                    Cell::Percent(share) => {
                        page.write_number_with_format(row, column, *share, &Format::new().set_num_format("0%"))
                    }
                    Cell::Truth(yes) => page.write_boolean(row, column, *yes),
                    Cell::Formula(formula, result) => {
                        page.write_formula(row, column, Formula::new(*formula).set_result(result))
                    }
                };
                written.expect("written");
            }
        }
        workbook.save_to_buffer().expect("a workbook")
    }

    pub fn sheet(&mut self, name: &str) -> &mut Sheet {
        self.sheets.iter_mut().find(|sheet| sheet.name == name).unwrap_or_else(|| panic!("no sheet {name}"))
    }

    pub fn remove(&mut self, name: &str) -> Sheet {
        let at = self.sheets.iter().position(|sheet| sheet.name == name).expect("a sheet");
        self.sheets.remove(at)
    }

    /// The sheets that people see, without those that only tell.
    pub fn filled(&self) -> impl Iterator<Item = &Sheet> {
        self.sheets.iter().filter(|sheet| !sheet.hidden && !["先看这里", "检查结果"].contains(&sheet.name.as_str()))
    }

    /// How many cells people may fill in hold something.
    pub fn count(&self) -> usize {
        self.filled().map(|sheet| sheet.rows().map(|row| sheet.row(row).len().saturating_sub(1)).sum::<usize>()).sum()
    }
}

impl Sheet {
    /// The row of the headings.
    pub fn head(&self) -> u32 {
        let mark = |cell: &Cell| matches!(cell, Cell::Text(text) if text.starts_with("studio:"));
        let wide = |row: u32| self.row(row).values().filter(|cell| matches!(cell, Cell::Text(_))).count();
        let marked = self.cells.iter().find(|(_, cell)| mark(cell)).map(|((row, _), _)| *row);
        marked.unwrap_or_else(|| (0..8).max_by_key(|row| (wide(*row), u32::MAX - row)).unwrap_or(0))
    }

    pub fn row(&self, row: u32) -> BTreeMap<u16, Cell> {
        self.cells.range((row, 0)..=(row, u16::MAX)).map(|((_, column), cell)| (*column, cell.clone())).collect()
    }

    /// The rows below the headings that hold something.
    pub fn rows(&self) -> impl Iterator<Item = u32> + use<> {
        let rows: std::collections::BTreeSet<u32> =
            self.cells.range((self.head() + 1, 0)..).map(|((row, _), _)| *row).collect();
        rows.into_iter()
    }

    pub fn last(&self) -> u32 {
        self.cells.keys().next_back().map_or(0, |(row, _)| *row)
    }

    /// The column with this heading.
    pub fn column(&self, heading: &str) -> u16 {
        let is = |cell: &Cell| matches!(cell, Cell::Text(text) if text.trim_end_matches(" *") == heading);
        let row = self.row(self.head());
        *row.iter().find(|(_, cell)| is(cell)).unwrap_or_else(|| panic!("{}: no {heading}: {row:?}", self.name)).0
    }

    /// The first row in which `text` stands under `heading`.
    pub fn find(&self, heading: &str, wanted: &str) -> u32 {
        let column = self.column(heading);
        let is = |row: &u32| self.cells.get(&(*row, column)) == Some(&text(wanted));
        self.rows().find(is).unwrap_or_else(|| panic!("{}: no {wanted}", self.name))
    }

    pub fn get(&self, row: u32, heading: &str) -> Option<&Cell> {
        self.cells.get(&(row, self.column(heading)))
    }

    pub fn set(&mut self, row: u32, heading: &str, cell: Cell) {
        self.cells.insert((row, self.column(heading)), cell);
    }

    pub fn clear(&mut self, row: u32, heading: &str) {
        self.cells.remove(&(row, self.column(heading)));
    }

    /// A row at the bottom; gives its number.
    pub fn add(&mut self, cells: &[(&str, Cell)]) -> u32 {
        let row = self.last().max(self.head()) + 1;
        for (heading, cell) in cells {
            self.set(row, heading, cell.clone());
        }
        row
    }

    /// What Excel does when a whole row is deleted.
    pub fn delete(&mut self, row: u32) {
        self.cells.retain(|(at, _), _| *at != row);
        self.map(|(at, column)| (if at > row { at - 1 } else { at }, column));
    }

    /// Rows that come in above `row`.
    pub fn insert(&mut self, row: u32, count: u32) {
        self.map(|(at, column)| (if at >= row { at + count } else { at }, column));
    }

    pub fn delete_column(&mut self, column: u16) {
        self.cells.retain(|(_, at), _| *at != column);
        self.map(|(row, at)| (row, if at > column { at - 1 } else { at }));
    }

    /// Columns from right to left.
    pub fn mirror(&mut self) {
        let last = self.cells.keys().map(|(_, column)| *column).max().unwrap_or(0);
        self.map(|(row, column)| (row, last - column));
    }

    /// Turns the rows upside down, all columns of them from `first` on.
    pub fn reverse(&mut self, first: u16) {
        let rows: Vec<u32> = self.rows().collect();
        let (Some(top), Some(bottom)) = (rows.first().copied(), rows.last().copied()) else { return };
        self.map(|(row, column)| (if row >= top && column >= first { top + bottom - row } else { row }, column));
    }

    pub fn map(&mut self, to: impl Fn((u32, u16)) -> (u32, u16)) {
        self.cells = std::mem::take(&mut self.cells).into_iter().map(|(at, cell)| (to(at), cell)).collect();
    }
}

/// The parts of a workbook, to be damaged.
pub fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    (0..archive.len())
        .map(|index| {
            let mut file = archive.by_index(index).expect("a part");
            let mut content = Vec::new();
            file.read_to_end(&mut content).expect("read");
            (file.name().expect("utf-8").into_owned(), content)
        })
        .collect()
}

pub fn pack(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).expect("started");
        writer.write_all(content).expect("written");
    }
    writer.finish().expect("finished").into_inner()
}

/// A workbook with one part changed.
pub fn patched(bytes: &[u8], part: &str, change: impl Fn(String) -> String) -> Vec<u8> {
    let mut parts = parts(bytes);
    let (_, content) = parts.iter_mut().find(|(name, _)| name == part).expect("the part");
    *content = change(String::from_utf8(std::mem::take(content)).expect("utf-8")).into_bytes();
    pack(&parts)
}
