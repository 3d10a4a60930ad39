//! Writes the workbook. The same records and findings give the same bytes.

use std::collections::HashMap;

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Format, Formula, IgnoreError, Url,
    Workbook, Worksheet, XlsxError,
};

use super::choices::Choices;
use super::grid::{Column, Grid};
use super::look::{HEAD, Styles, high, note, print, set_height, width};
use super::marks::Spot;
use super::store::Store;
use super::table::{Cell, Form, Line};
use super::{CHOICES, COVER, FINDINGS, KEY, STORE};
use crate::files::zipped::same_everywhere;
use crate::finding::Finding;
use crate::form::cell::clean;
use crate::record::Studio;
use crate::say;
use crate::standard::kind::Type;
use crate::text::lang::Lang;

/// All that goes into a workbook.
#[derive(Debug)]
pub struct Content<'a> {
    /// The records.
    pub studio: &'a Studio<'a>,
    /// The names of studio and school.
    pub named: (&'a str, &'a str),
    /// The sheets.
    pub grids: &'a [Grid<'a>],
    /// The rows of each sheet.
    pub lines: &'a [Vec<Line>],
    /// What was found, and the cell of each.
    pub findings: &'a [Finding],
    /// See `findings`.
    pub spots: &'a [Option<Spot>],
    /// The day of the check.
    pub today: jiff::civil::Date,
}

/// The first row of data, from 0.
const FIRST: u32 = 2;
/// Empty rows that get drop-downs, too.
const SPARE: u32 = 500;
/// A note in a cell tells this many findings; the sheet of findings has them all.
const TOLD: usize = 3;
/// What stands in the workbook is Chinese, whatever the language of the terminal.
const ZH: Lang = Lang::Zh;

/// The bytes of the workbook.
///
/// # Errors
/// More rows than a sheet holds.
pub fn write(content: &Content<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let title = say!(ZH, "workbook.title", studio = content.named.0, school = content.named.1);
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created).set_title(clean(&title)));
    let styles = Styles::new();
    super::cover::write(workbook.add_worksheet(), content, &title, &styles)?;
    let mut choices = Choices::default();
    for index in 0..content.grids.len() {
        table(workbook.add_worksheet(), content, index, &styles, &mut choices)?;
    }
    super::cover::findings(workbook.add_worksheet(), content, &styles)?;
    let tables: Vec<(&Grid<'_>, &[Line])> =
        content.grids.iter().zip(content.lines).map(|(grid, lines)| (grid, lines.as_slice())).collect();
    let name = Store::name(content.named);
    plain(workbook.add_worksheet(), STORE, &Store::rows(&content.studio.standard.about.id, &name, &tables))?;
    let columns: Vec<&[String]> = choices.columns().collect();
    let longest = columns.iter().map(|column| column.len()).max().unwrap_or(0);
    let value = |row: usize, column: &&[String]| column.get(row).cloned().unwrap_or_default();
    let mut rows = vec![vec![format!("{KEY}choices")]];
    rows.extend((0..longest).map(|row| columns.iter().map(|column| value(row, column)).collect()));
    plain(workbook.add_worksheet(), CHOICES, &rows)?;
    workbook.save_to_buffer().map(same_everywhere)
}

/// A hidden sheet of plain text.
fn plain(page: &mut Worksheet, name: &str, rows: &[Vec<String>]) -> Result<(), XlsxError> {
    page.set_name(name)?.set_very_hidden(true);
    for (number, row) in (0..).zip(rows) {
        for (column, text) in (0..).zip(row).filter(|(_, text)| !text.is_empty()) {
            page.write_string(number, column, clean(text))?;
        }
    }
    Ok(())
}

/// One sheet of records or rows.
fn table(
    page: &mut Worksheet,
    content: &Content<'_>,
    index: usize,
    styles: &Styles,
    choices: &mut Choices,
) -> Result<(), XlsxError> {
    let grid = &content.grids[index];
    let lines = &content.lines[index];
    let left = 1 + u16::from(grid.record.is_some());
    let last = FIRST + u32::try_from(lines.len()).unwrap_or(u32::MAX);
    page.set_name(&grid.name)?;
    page.write_url_with_text(0, 1, Url::new(format!("internal:'{COVER}'!A1")), say!(ZH, "workbook.back"))?;
    page.write_string_with_format(0, 2, grid.help, &styles.hint)?;
    page.write_string(HEAD, 0, grid.mark())?;
    page.set_column_hidden(0)?;
    page.set_row_format(0, &styles.hint)?;
    page.set_row_height(HEAD, 32)?;
    page.set_freeze_panes(FIRST, left)?;
    if let Some(record) = &grid.record {
        page.write_string_with_format(HEAD, 1, record, &styles.head)?;
        page.insert_note(
            HEAD,
            1,
            &note(&say!(ZH, if grid.list().is_some() { "workbook.of-record" } else { "workbook.own-name" })),
        )?;
        let names = lines.iter().map(|line| line.key.stem.as_str());
        page.set_column_width(1, width(record, names, 10, 30))?;
        page.set_column_format(1, styles.cell(Form::Text, None))?;
    }
    let mut widths = Vec::with_capacity(grid.columns.len());
    for (number, column) in (left..).zip(&grid.columns) {
        heading(page, number, column, styles)?;
        let texts = lines.iter().map(|line| line.cells[usize::from(number - left)].text.as_str());
        let width = width(&column.heading, texts, 8, 40);
        widths.push(width);
        page.set_column_width(number, width)?;
        let form = if column.field.of == Type::Date { Form::Date } else { Form::Text };
        page.set_column_format(number, styles.cell(form, None))?;
        if let Some(validation) = validation(column, content.studio, choices)? {
            page.add_data_validation(FIRST, number, last + SPARE, number, &validation)?;
        }
    }
    let mut marks = marks(content, index);
    for (row, line) in (FIRST..).zip(lines) {
        let rooms = line.cells.iter().zip(&widths).map(|(cell, width)| high(&cell.text, *width));
        set_height(page, row, rooms.max().unwrap_or(1))?;
        page.write_string(row, 0, line.key.to_string())?;
        let mut whole = marks.remove(&(usize::try_from(row - FIRST).unwrap_or(usize::MAX), None)).unwrap_or_default();
        if grid.record.is_some() {
            let severity = whole.iter().map(|finding| finding.severity).max();
            page.write_string_with_format(row, 1, clean(&line.key.stem), styles.cell(Form::Text, severity))?;
            tell(page, row, 1, &whole)?;
            whole.clear();
        }
        for (number, cell) in (left..).zip(&line.cells) {
            let at = (usize::try_from(row - FIRST).unwrap_or(usize::MAX), Some(usize::from(number - left)));
            let mut found = marks.remove(&at).unwrap_or_default();
            // A sheet without a column for the record tells what the row lacks in its first cell.
            found.append(&mut whole);
            let format = styles.cell(cell.form, found.iter().map(|finding| finding.severity).max());
            put(page, row, number, cell, format)?;
            tell(page, row, number, &found)?;
        }
    }
    let right = left + u16::try_from(grid.columns.len()).unwrap_or(u16::MAX) - 1;
    page.autofilter(HEAD, 0, last.max(FIRST) + SPARE, right)?;
    page.ignore_error_range(FIRST, 0, last + SPARE, right, IgnoreError::NumberStoredAsText)?;
    page.set_repeat_columns(0, left - 1)?;
    // A page of A4 takes about this many characters at a size one can read.
    print(page, 1 + widths.iter().sum::<u16>() / 160)
}

fn heading(page: &mut Worksheet, number: u16, column: &Column, styles: &Styles) -> Result<(), XlsxError> {
    let star = if column.field.required { " *" } else { "" };
    page.write_string_with_format(HEAD, number, format!("{}{star}", column.heading), &styles.head)?;
    let field = &column.field;
    let mut text = field.help.clone();
    if field.many {
        text.push_str(&say!(ZH, "workbook.many"));
    }
    if let Some(example) = &field.example {
        text.push_str(&say!(ZH, "workbook.example", example = example));
    }
    page.insert_note(HEAD, number, &note(&text))?;
    Ok(())
}

/// The findings of a sheet by row and column.
fn marks<'a>(content: &'a Content<'_>, grid: usize) -> HashMap<(usize, Option<usize>), Vec<&'a Finding>> {
    let mut marks: HashMap<_, Vec<&Finding>> = HashMap::new();
    for (spot, finding) in content.spots.iter().zip(content.findings) {
        if let Some(spot) = spot.filter(|spot| spot.grid == grid) {
            marks.entry((spot.line, spot.column)).or_default().push(finding);
        }
    }
    marks
}

fn put(page: &mut Worksheet, row: u32, column: u16, cell: &Cell, format: &Format) -> Result<(), XlsxError> {
    let number = cell.text.parse::<f64>().ok().filter(|_| cell.form == Form::Number);
    let date = ExcelDateTime::parse_from_str(&cell.text).ok().filter(|_| cell.form == Form::Date);
    match (number, date) {
        (Some(number), _) => page.write_number_with_format(row, column, number, format)?,
        (_, Some(date)) => page.write_datetime_with_format(row, column, date, format)?,
        _ if cell.text.is_empty() => page.write_blank(row, column, format)?,
        _ => page.write_string_with_format(row, column, &cell.text, format)?,
    };
    Ok(())
}

/// Tells findings in a note at a cell.
fn tell(page: &mut Worksheet, row: u32, column: u16, findings: &[&Finding]) -> Result<(), XlsxError> {
    if findings.is_empty() {
        return Ok(());
    }
    let told = findings.iter().take(TOLD);
    let mut text = told
        .map(|finding| {
            say!(ZH, "workbook.finding", rule = finding.rule, message = finding.message, help = finding.help)
        })
        .collect::<Vec<_>>()
        .join("\n");
    if findings.len() > TOLD {
        text.push_str(&say!(ZH, "workbook.more", n = findings.len() - TOLD, sheet = FINDINGS));
    }
    page.insert_note(row, column, &note(&text))?;
    Ok(())
}

/// The drop-down of a column.
fn validation(
    column: &Column,
    studio: &Studio<'_>,
    choices: &mut Choices,
) -> Result<Option<DataValidation>, XlsxError> {
    let field = &column.field;
    let Some((at, number)) = choices.of(field, studio) else { return Ok(None) };
    let letter = rust_xlsxwriter::utility::column_number_to_name(u16::try_from(at).unwrap_or(0));
    let range = Formula::new(format!("='{CHOICES}'!${letter}$2:${letter}${}", number + 1));
    let open = studio.standard.list(field).is_some_and(|list| list.open);
    let strict = field.of == Type::Boolean || field.of == Type::Value && !open;
    let style = if strict { DataValidationErrorStyle::Stop } else { DataValidationErrorStyle::Warning };
    let mut validation = DataValidation::new().allow_list_formula(range).set_error_style(style);
    validation = validation.set_error_title(say!(ZH, "workbook.choose"))?;
    validation = validation
        .set_error_message(say!(ZH, if strict { "workbook.choose.only" } else { "workbook.choose.other" }))?;
    if field.many {
        // Several values in one cell are none of the list's.
        validation = validation.show_error_message(false);
        validation = validation.set_input_title(say!(ZH, "workbook.several"))?;
        validation = validation.set_input_message(say!(ZH, "workbook.several.help"))?;
    }
    Ok(Some(validation))
}
