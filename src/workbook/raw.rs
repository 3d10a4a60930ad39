//! Any workbook as it comes in: sheets of cells, read within bounds. Whoever made it, and whatever was done to it, it is
//! either read or refused; it never takes more memory than the bounds allow.

use std::collections::{BTreeMap, HashSet};
use std::io::{self, Cursor, Read};

use calamine::{DataRef, Dimensions, Reader, Style, Xlsx, XlsxError};

use crate::failure::contained;

/// The largest file.
pub const FILE: usize = 20 << 20;
/// What it may hold when it is unpacked.
const UNPACKED: u64 = 48 << 20;
/// What a part of it may hold that is neither cells nor a picture.
const PART: u64 = 12 << 20;
/// The most cells with something in them.
const CELLS: usize = 500_000;
/// The most rows of a sheet with something in them.
const ROWS: usize = 20_000;
/// The most sheets.
const SHEETS: usize = 500;

/// A cell as the program that wrote the file left it.
#[derive(Debug, Clone, PartialEq)]
pub enum Raw {
    /// Text.
    Text(String),
    /// A number.
    Number(f64),
    /// A number that is shown as a percentage: 1 as 100%.
    Percent(f64),
    /// A day, `2022-09-01`, and the number it is stored as; not a number where it is stored as text.
    Date(String, f64),
    /// True or false.
    Truth(bool),
    /// An error of a formula, such as `#N/A`.
    Error(String),
    /// A formula that nobody has calculated.
    Formula,
}

/// The cells of a row that hold something, by column from 0.
pub type Cells = BTreeMap<u32, Raw>;

/// A sheet.
#[derive(Debug, Default)]
pub struct Sheet {
    /// The name on its tab.
    pub name: String,
    /// The rows that hold something, by number from 0.
    pub rows: BTreeMap<u32, Cells>,
}

/// Why a file cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    /// It is an old workbook (.xls), or one with a password.
    Old,
    /// It is no workbook.
    Foreign,
    /// It holds more than any studio fills in.
    Large,
    /// It holds this error of a formula, which the reader does not know, at a cell it does not tell.
    Error(String),
    /// It is damaged, with what the reader said.
    Damaged(String),
}

/// Reads every sheet of a workbook.
///
/// # Errors
/// Why it is not read.
pub fn read(bytes: &[u8]) -> Result<Vec<Sheet>, Unreadable> {
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err(Unreadable::Old);
    }
    if !bytes.starts_with(b"PK") {
        return Err(Unreadable::Foreign);
    }
    if bytes.len() > FILE {
        return Err(Unreadable::Large);
    }
    bounded(bytes)?;
    // Where the reader trips over a file that nobody would write, the file is damaged, not this program.
    contained(|| sheets(bytes)).unwrap_or_else(|why| Err(Unreadable::Damaged(why)))
}

fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, Unreadable> {
    let damaged = |error: XlsxError| match error {
        XlsxError::CellError(error) => Unreadable::Error(error),
        error => Unreadable::Damaged(error.to_string()),
    };
    let mut workbook: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).map_err(damaged)?;
    let names = workbook.sheet_names();
    if names.len() > SHEETS {
        return Err(Unreadable::Large);
    }
    let mut cells = 0;
    let mut sheets = Vec::with_capacity(names.len());
    for name in names {
        match sheet(&mut workbook, &name, &mut cells) {
            Ok(sheet) => sheets.push(sheet),
            // A sheet of another sort (a chart) has no cells.
            Err(Some(XlsxError::NotAWorksheet(_))) => {}
            Err(Some(error)) => return Err(damaged(error)),
            Err(None) => return Err(Unreadable::Large),
        }
    }
    Ok(sheets)
}

/// Unpacks everything once, into nothing, to see how much it is: what a file says of itself is not believed.
fn bounded(bytes: &[u8]) -> Result<(), Unreadable> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::Foreign)?;
    if archive.index_for_name("xl/workbook.xml").is_none() && archive.index_for_name("[Content_Types].xml").is_none() {
        return Err(Unreadable::Foreign);
    }
    let mut left = UNPACKED;
    for index in 0..archive.len() {
        let file = archive.by_index(index).map_err(|error| Unreadable::Damaged(error.to_string()))?;
        let cells = ["sharedStrings", "worksheets/sheet", "media/"];
        let most = match file.name() {
            Ok(name) if cells.iter().any(|part| name.contains(part)) => left,
            _ => left.min(PART),
        };
        let read = io::copy(&mut file.take(most + 1), &mut io::sink())
            .map_err(|error| Unreadable::Damaged(error.to_string()))?;
        if read > most {
            return Err(Unreadable::Large);
        }
        left -= read;
    }
    Ok(())
}

/// One sheet; no error means that it holds too much.
fn sheet(workbook: &mut Xlsx<Cursor<&[u8]>>, name: &str, count: &mut usize) -> Result<Sheet, Option<XlsxError>> {
    let mut sheet = Sheet { name: name.to_owned(), rows: BTreeMap::new() };
    // Formulas that came to an empty text.
    let mut empty = HashSet::new();
    let mut reader = workbook.worksheet_cells_reader(name)?;
    let percent: Vec<bool> = reader.styles().iter().map(shows_percent).collect();
    while let Some((cell, style)) = reader.next_cell_with_style_id()? {
        let (row, column) = cell.get_position();
        let raw = match raw(cell.get_value()) {
            Some(Raw::Number(number)) if percent.get(style) == Some(&true) => Some(Raw::Percent(number)),
            raw => raw,
        };
        if let Some(raw) = raw {
            *count += 1;
            if *count > CELLS {
                return Err(None);
            }
            sheet.rows.entry(row).or_default().insert(column, raw);
            if sheet.rows.len() > ROWS {
                return Err(None);
            }
        } else if *cell.get_value() != DataRef::Empty && empty.len() < CELLS {
            empty.insert((row, column));
        }
    }
    drop(reader);
    let mut written = 0;
    let mut reader = workbook.worksheet_cells_reader(name)?;
    while let Some(cell) = reader.next_formula()? {
        let (row, column) = cell.get_position();
        // A formula that many cells share is written once and read as often as it is shared.
        written += cell.get_value().len() as u64;
        if written > UNPACKED {
            return Err(None);
        }
        if !cell.get_value().is_empty() && !empty.contains(&(row, column)) {
            sheet.rows.entry(row).or_default().entry(column).or_insert(Raw::Formula);
        }
    }
    drop(reader);
    for merged in workbook.merge_cells_by_sheet_name(name)? {
        sheet.spread(merged, count);
        if *count > CELLS {
            return Err(None);
        }
    }
    Ok(sheet)
}

impl Sheet {
    /// Cells joined one below the other all say what the first says; adds the rows looked at to `count`.
    fn spread(&mut self, merged: Dimensions, count: &mut usize) {
        let (top, column) = merged.start;
        let Some(value) = self.rows.get(&top).and_then(|row| row.get(&column)).cloned() else { return };
        // Only rows that are there: a merged column may reach to the end of the sheet.
        for (_, row) in self.rows.range_mut(top..=merged.end.0) {
            *count += 1;
            row.entry(column).or_insert_with(|| value.clone());
        }
    }
}

/// Whether numbers look like percentages so: a sign of percent stands in the format, and not as a mere word.
fn shows_percent(style: &Style) -> bool {
    let code = style.number_format.as_ref().map_or("", |format| format.format_code.as_str());
    let mut chars = code.chars();
    let mut word = false;
    while let Some(char) = chars.next() {
        match char {
            '"' => word = !word,
            '\\' | '_' | '*' if !word => drop(chars.next()),
            '%' if !word => return true,
            _ => {}
        }
    }
    false
}

fn raw(value: &DataRef<'_>) -> Option<Raw> {
    let text = |text: &str| (!text.is_empty()).then(|| Raw::Text(text.replace("\r\n", "\n").replace('\r', "\n")));
    match value {
        DataRef::Empty => None,
        DataRef::Int(number) => Some(Raw::Number(number.to_string().parse().ok()?)),
        DataRef::Float(number) => Some(Raw::Number(*number)),
        DataRef::String(string) => text(string),
        DataRef::SharedString(string) => text(string),
        DataRef::Bool(yes) => Some(Raw::Truth(*yes)),
        DataRef::DateTime(date) if date.is_datetime() => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            Some(Raw::Date(format!("{year:04}-{month:02}-{day:02}"), date.as_f64()))
        }
        DataRef::DateTime(duration) => Some(Raw::Number(duration.as_f64())),
        DataRef::DateTimeIso(date) => {
            let (day, _) = date.split_once('T').unwrap_or((date, ""));
            Some(Raw::Date(day.to_owned(), f64::NAN))
        }
        DataRef::DurationIso(duration) => text(duration),
        DataRef::Error(error) => Some(Raw::Error(error.to_string())),
    }
}
