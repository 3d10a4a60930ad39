//! One table on one sheet, in the look of official Chinese tables. This is the only file that knows the XLSX library: what
//! goes in is text and a few numbers, what comes out are the bytes of a workbook.

use std::cmp::Reverse;
use std::io;
use std::ops::{Range, RangeInclusive};

use rayon::prelude::*;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, IgnoreError, Workbook, Worksheet, XlsxError,
};

pub use super::content::{Align, Column, Properties, Sheet};

use super::cell::clean;
use super::fit::{self, Demand, Paper, Print};
use super::lines::{length, lines};
use crate::failure::contained;
use crate::files::zipped::same_everywhere;

/// A size of type in points with the height of its line; room for fonts whose lines are high.
#[derive(Clone, Copy)]
struct Type(f64, f64);

/// 二号, 三号, 小四, 五号 (GB/T 9704 and the usage of tables).
const TITLE: Type = Type(22.0, 32.0);
const ANNEX: Type = Type(16.0, 24.0);
const HEAD: Type = Type(12.0, 18.0);
const CELL: Type = Type(10.5, 15.0);

/// Points above and below the lines of a cell together.
const MARGIN: f64 = 7.0;
/// The highest row Excel knows, in points.
const HIGHEST: f64 = 409.0;
/// The part of a column's width, in units, that is left free so that no font overruns its cell.
const SPARE: f64 = 0.8;
/// What a column takes besides its text, in units; Excel adds 5 pixels to the width of each.
const GAP: f64 = SPARE + 5.0 / 7.0;
/// Excel before 2010 shows ##### for longer cells in text format.
const LONGEST_AS_TEXT: usize = 255;

/// The bytes of a workbook with `sheet`: A4 landscape, or A3 where it is wide, as many pages wide as print needs that one can
/// read, headings repeated on each page, every cell text but what counts. The same sheet gives the same bytes.
///
/// # Errors
/// When the name of the sheet is not one, there are more rows or columns than Excel holds, or no temporary file can be
/// written (rows go to disk as they come, so memory does not grow with them).
pub fn write(sheet: &Sheet) -> Result<Vec<u8>, XlsxError> {
    book(sheet).map(|book| book.bytes)
}

/// A workbook that was written.
#[derive(Debug)]
pub struct Book {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The numbers of the rows that are too low for all their text, since no row can be higher; from 1, as people count them.
    pub cut: Vec<u32>,
}

/// The same with what could not be shown whole.
///
/// # Errors
/// As of [`write()`].
pub fn book(sheet: &Sheet) -> Result<Book, XlsxError> {
    // The writer gives up where the disk that its temporary file is on is full.
    let lost = |why| XlsxError::IoError(io::Error::other(why));
    contained(|| whole_book(sheet)).unwrap_or_else(|why| Err(lost(why)))
}

fn whole_book(sheet: &Sheet) -> Result<Book, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(sheet)?);
    let page = workbook.add_worksheet_with_constant_memory()?;
    page.set_name(&sheet.name)?;
    let print = print(sheet);
    for (column, &room) in (0..).zip(&print.rooms) {
        page.set_column_width(column, units(room) + SPARE)?;
    }
    set_page(page, &print, sheet.mark.as_deref());
    if print.scale.is_some() && sheet.lead > 0 {
        page.set_repeat_columns(0, index(sheet.lead.min(print.rooms.len()).saturating_sub(1))?)?;
    }
    let first = print.first(GAP);
    let mut table = Table { page, row: 0, rooms: print.rooms, first, cut: Vec::new() };
    table.write(sheet)?;
    let cut = table.cut;
    let bytes = workbook.save_to_buffer().map(same_everywhere)?;
    Ok(Book { bytes, cut })
}

/// A fixed date of creation, so that the bytes depend on nothing but the sheet.
fn properties(sheet: &Sheet) -> Result<DocProperties, XlsxError> {
    let Properties { title, subject, comments } = &sheet.properties;
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let properties = DocProperties::new().set_creation_datetime(&created);
    let properties = properties.set_title(clean(title)).set_subject(clean(subject)).set_comment(clean(comments));
    Ok(match &sheet.mark {
        Some(mark) => properties.set_status(clean(mark)),
        None => properties,
    })
}

/// How it is printed.
fn print(sheet: &Sheet) -> Print {
    let columns = sheet.columns.iter().enumerate().map(|(index, column)| {
        let (usual, longest) = cells(sheet, index);
        let (min, max) = (whole(column.min), whole(column.max));
        Demand { heading: &column.header, min, max, usual, longest }
    });
    fit::print(&columns.collect::<Vec<_>>(), GAP)
}

/// Of the cells of a column the one that one in thirty are longer than, and the longest. A few hundred rows say enough of
/// what is usual.
fn cells(sheet: &Sheet, column: usize) -> (&str, &str) {
    let cells = || sheet.rows.iter().filter_map(|row| row.get(column)).map(String::as_str);
    let longest = cells().max_by_key(|cell| cell.len()).unwrap_or_default();
    let mut some: Vec<_> = cells().step_by(sheet.rows.len() / 300 + 1).collect();
    some.sort_by_cached_key(|cell| Reverse(length(cell)));
    (some.get(some.len() / 30).copied().unwrap_or_default(), longest)
}

/// A table that is being written, row by row and never back.
struct Table<'w> {
    page: &'w mut Worksheet,
    /// The row to write next.
    row: u32,
    /// The room of each column, in units.
    rooms: Vec<usize>,
    /// How many columns stand on the first page, and below the lines over the table.
    first: usize,
    /// The rows that are too low for all their text, from 1.
    cut: Vec<u32>,
}

impl Table<'_> {
    fn write(&mut self, sheet: &Sheet) -> Result<(), XlsxError> {
        self.line(&sheet.annex, &font("黑体", ANNEX).set_align(FormatAlign::Left), ANNEX)?;
        self.line(&sheet.title, &font("方正小标宋简体", TITLE).set_align(FormatAlign::Center), TITLE)?;
        let head = sheet.mark.as_ref().map_or_else(|| sheet.head.clone(), |mark| format!("【{mark}】{}", sheet.head));
        self.line(&head, &font("仿宋_GB2312", HEAD).set_align(FormatAlign::Left), HEAD)?;
        self.headings(&sheet.columns)?;
        self.rows(sheet)?;
        if let Some(note) = &sheet.note {
            self.line(note, &font("仿宋_GB2312", CELL).set_align(FormatAlign::Left), CELL)?;
        }
        self.end()
    }

    /// An empty row without a height. The writer tells the last row twice where that has a height (`rust_xlsxwriter` 0.102, with
    /// constant memory), and a row that is there twice is damage.
    fn end(&mut self) -> Result<(), XlsxError> {
        self.page.write_blank(self.row, 0, &font("仿宋_GB2312", CELL))?.clear_cell(self.row, 0);
        Ok(())
    }

    /// A line of text over the whole width of the page; nothing for an empty one.
    fn line(&mut self, text: &str, format: &Format, size: Type) -> Result<(), XlsxError> {
        if text.is_empty() {
            return Ok(());
        }
        let room = self.width(0..self.first) * CELL.0 / size.0;
        self.set_height(lines(text, whole(room)), size)?;
        self.span(self.row..=self.row, 0..self.first, text, format)?;
        self.row += 1;
        Ok(())
    }

    /// The headings, in two rows where a column has a group; they repeat on each page and stay in sight on the screen.
    fn headings(&mut self, columns: &[Column]) -> Result<(), XlsxError> {
        let format = boxed(font("黑体", CELL)).set_align(FormatAlign::Center);
        let first = self.row;
        let grouped = columns.iter().any(|column| column.group.is_some());
        let last = first + u32::from(grouped);
        self.page.set_repeat_rows(first, last)?;
        self.page.set_freeze_panes(last + 1, 0)?;
        if grouped {
            let mut from = 0;
            let mut most = 1;
            for run in columns.chunk_by(|a, b| a.group.is_some() && a.group == b.group) {
                let to = from + run.len();
                if let Some(group) = &run[0].group {
                    most = most.max(lines(group, whole(self.width(from..to))));
                    self.span(first..=first, from..to, group, &format)?;
                } else {
                    self.span(first..=last, from..to, &run[0].header, &format)?;
                }
                from = to;
            }
            self.set_height(most, CELL)?;
            self.row += 1;
        }
        let lines = self.rooms.iter().zip(columns).map(|(&room, column)| {
            let lines = lines(&column.header, room);
            // What spans both rows has a line in the upper one.
            if grouped && column.group.is_none() { lines.saturating_sub(1) } else { lines }
        });
        self.set_height(lines.max().unwrap_or(1).max(1), CELL)?;
        for (column, heading) in (0..).zip(columns).filter(|(_, column)| !grouped || column.group.is_some()) {
            self.page.write_string_with_format(last, column, clean(&heading.header), &format)?;
        }
        self.row += 1;
        Ok(())
    }

    fn rows(&mut self, sheet: &Sheet) -> Result<(), XlsxError> {
        let formats = Formats::new();
        let first = self.row;
        let highest = |row: &Vec<String>| row.iter().zip(&self.rooms).map(|(cell, &room)| lines(cell, room)).max();
        let heights: Vec<_> = sheet.rows.par_iter().map(|row| highest(row).unwrap_or(1)).collect();
        for (row, most) in sheet.rows.iter().zip(heights) {
            self.set_height(most, CELL)?;
            let is_cut = |lines: usize| height(lines, CELL) > HIGHEST;
            if is_cut(most) {
                self.cut.push(self.row + 1);
            }
            let cells = row.iter().map(String::as_str).chain(std::iter::repeat(""));
            for ((column, cell), set) in (0..).zip(cells).zip(&sheet.columns) {
                if let Some(count) = set.counts.then(|| count(cell)).flatten() {
                    self.page.write_number_with_format(self.row, column, count, formats.plain(set.align))?;
                    continue;
                }
                let format = formats.of(set.align, cell);
                // What does not fit begins at the top: of what is centred the beginning would be lost, too.
                let room = self.rooms.get(usize::from(column)).filter(|_| is_cut(most));
                if room.is_some_and(|room| is_cut(lines(cell, *room))) {
                    let format = format.clone().set_align(FormatAlign::Top);
                    self.page.write_string_with_format(self.row, column, clean(cell), &format)?;
                } else {
                    self.page.write_string_with_format(self.row, column, clean(cell), format)?;
                }
            }
            self.row += 1;
        }
        let Some(last) = self.row.checked_sub(1).filter(|&last| last >= first && !self.rooms.is_empty()) else {
            return Ok(());
        };
        let right = index(self.rooms.len() - 1)?;
        self.page.ignore_error_range(first, 0, last, right, IgnoreError::NumberStoredAsText)?;
        Ok(())
    }

    /// The units that `columns` have for one text.
    fn width(&self, columns: Range<usize>) -> f64 {
        let columns = self.rooms.get(columns).unwrap_or_default();
        columns.iter().map(|&room| units(room) + GAP).sum::<f64>() - GAP
    }

    /// Makes the row high enough for `lines`.
    fn set_height(&mut self, lines: usize, size: Type) -> Result<(), XlsxError> {
        self.page.set_row_height(self.row, height(lines, size).min(HIGHEST))?;
        Ok(())
    }

    /// Writes one text over `rows` and `columns`.
    fn span(
        &mut self,
        rows: RangeInclusive<u32>,
        columns: Range<usize>,
        text: &str,
        format: &Format,
    ) -> Result<(), XlsxError> {
        let (top, bottom) = rows.into_inner();
        let (left, right) = (index(columns.start)?, index(columns.end.saturating_sub(1))?);
        let text = clean(text);
        if top < bottom || left < right {
            self.page.merge_range(top, left, bottom, right, &text, format)?;
        } else {
            self.page.write_string_with_format(top, left, text, format)?;
        }
        Ok(())
    }
}

/// The points that `lines` take.
fn height(lines: usize, size: Type) -> f64 {
    units(lines) * size.1 + MARGIN
}

/// What a cell counts.
fn count(cell: &str) -> Option<f64> {
    let count: u32 = cell.parse().ok()?;
    (count.to_string() == cell).then(|| count.into())
}

/// The formats of the cells. Text format keeps a code a code when somebody edits it.
struct Formats {
    centre: [Format; 2],
    left: [Format; 2],
}

impl Formats {
    fn new() -> Self {
        let both = |align| {
            let plain = boxed(font("仿宋_GB2312", CELL)).set_align(align);
            [plain.clone(), plain.set_num_format("@")]
        };
        Self { centre: both(FormatAlign::Center), left: both(FormatAlign::Left) }
    }

    fn both(&self, align: Align) -> &[Format; 2] {
        match align {
            Align::Centre => &self.centre,
            Align::Left => &self.left,
        }
    }

    fn plain(&self, align: Align) -> &Format {
        &self.both(align)[0]
    }

    fn of(&self, align: Align, cell: &str) -> &Format {
        let [plain, text] = self.both(align);
        if cell.len() > LONGEST_AS_TEXT && cell.chars().count() > LONGEST_AS_TEXT { plain } else { text }
    }
}

/// A Chinese font; text wraps and is centred vertically.
fn font(name: &str, size: Type) -> Format {
    const GB2312: u8 = 134;
    let format = Format::new().set_font_name(name).set_font_size(size.0).set_font_charset(GB2312);
    format.set_text_wrap().set_align(FormatAlign::VerticalCenter)
}

fn boxed(format: Format) -> Format {
    format.set_border(FormatBorder::Thin)
}

/// Landscape, one page wide or several at one size of print, the page's number below as in official documents, the mark above.
fn set_page(page: &mut Worksheet, print: &Print, mark: Option<&str>) {
    let paper = match print.paper {
        Paper::A3 => 8,
        Paper::A4 => 9,
    };
    let inches = |millimetres: f64| millimetres / 25.4;
    page.set_paper_size(paper).set_landscape();
    match print.scale {
        None => page.set_print_fit_to_pages(1, 0).set_print_center_horizontally(true),
        // The pages of some rows follow one another.
        Some(scale) => page.set_print_scale(scale).set_page_order(true),
    };
    page.set_margins(inches(20.0), inches(20.0), inches(25.0), inches(22.0), inches(12.0), inches(12.0));
    page.set_header_footer_scale_with_doc(false).set_footer("&C&\"宋体,Regular\"&14— &P —");
    if let Some(mark) = mark {
        let mark: String = clean(mark).replace('&', "&&").chars().take(50).collect();
        page.set_header(format!("&R&14&\"黑体,Regular\"{mark}"));
    }
}

/// A column's number for the library.
fn index(column: usize) -> Result<u16, XlsxError> {
    u16::try_from(column).map_err(|_| XlsxError::RowColumnLimitError)
}

#[expect(clippy::cast_precision_loss)]
fn units(count: usize) -> f64 {
    count as f64
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn whole(width: f64) -> usize {
    width.max(0.0) as usize
}

#[cfg(test)]
#[path = "sheet_tests.rs"]
mod tests;
