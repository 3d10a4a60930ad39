//! The first sheet, which explains the workbook in ten lines and leads to the others, and the last one, which lists what
//! was found with a link to each cell.

use rust_xlsxwriter::{Url, Worksheet, XlsxError};

use super::grid::Grid;
use super::look::{Styles, high, print, set_height};
use super::marks::Spot;
use super::table::Form;
use super::write::Content;
use super::{COVER, FINDINGS};
use crate::finding::Severity;
use crate::form::cell::clean;
use crate::form::lines::lines;
use crate::say;
use crate::text::lang::Lang;

const ZH: Lang = Lang::Zh;
/// The lines that explain.
const TEN: [&str; 10] = [
    "workbook.cover.1",
    "workbook.cover.2",
    "workbook.cover.3",
    "workbook.cover.4",
    "workbook.cover.5",
    "workbook.cover.6",
    "workbook.cover.7",
    "workbook.cover.8",
    "workbook.cover.9",
    "workbook.cover.10",
];

/// Writes the first sheet.
pub(super) fn write(
    page: &mut Worksheet,
    content: &Content<'_>,
    title: &str,
    styles: &Styles,
) -> Result<(), XlsxError> {
    page.set_name(COVER)?.set_screen_gridlines(false);
    for (column, width) in [(0, 26), (1, 8), (2, 8), (3, 78)] {
        page.set_column_width(column, width)?;
    }
    page.merge_range(0, 0, 0, 3, &clean(title), &styles.title)?;
    page.set_row_height(0, 34)?;
    let plain = styles.cell(Form::Text, None);
    let mut row = 1;
    for (number, key) in (1..).zip(TEN) {
        let text = format!("{number}. {}", say!(ZH, key, findings = FINDINGS));
        page.merge_range(row, 0, row, 3, &text, plain)?;
        page.set_row_height(row, u32::try_from(lines(&text, 132)).unwrap_or(1) * 17 + 3)?;
        row += 1;
    }
    let count = |severity| content.findings.iter().filter(|finding| finding.severity == severity).count();
    let told = say!(
        ZH,
        "workbook.cover.found",
        today = content.today,
        errors = count(Severity::Error),
        warnings = count(Severity::Warning),
        notes = count(Severity::Note)
    );
    page.merge_range(row, 0, row, 3, &told, plain)?;
    page.set_row_height(row, 20)?;
    row += 2;
    for (column, key) in (0..).zip(["workbook.sheet", "workbook.rows", "workbook.found", "workbook.help"]) {
        page.write_string_with_format(row, column, say!(ZH, key), &styles.head)?;
    }
    for (index, grid) in content.grids.iter().enumerate() {
        row += 1;
        let found = content.spots.iter().flatten().filter(|spot| spot.grid == index).count();
        page.write_url_with_options(row, 0, link(grid, None), grid.name.as_str(), "", Some(&styles.link))?;
        let rows = u32::try_from(content.lines[index].len()).unwrap_or(u32::MAX);
        page.write_number_with_format(row, 1, rows, plain)?;
        match u32::try_from(found).unwrap_or(u32::MAX) {
            0 => page.write_blank(row, 2, plain)?,
            found => page.write_number_with_format(row, 2, found, styles.cell(Form::Text, Some(Severity::Warning)))?,
        };
        let help = grid.list().map_or(grid.help, |list| list.help.as_str());
        page.write_string_with_format(row, 3, help, plain)?;
        page.set_row_height(row, u32::try_from(lines(help, 84)).unwrap_or(1) * 17 + 3)?;
    }
    page.write_url_with_options(
        row + 1,
        0,
        Url::new(format!("internal:'{FINDINGS}'!A1")),
        FINDINGS,
        "",
        Some(&styles.link),
    )?;
    page.set_paper_size(9).set_print_fit_to_pages(1, 0);
    Ok(())
}

/// A link to a sheet, or to a cell of it by row and column.
fn link(grid: &Grid<'_>, cell: Option<(u32, u16)>) -> Url {
    let at =
        cell.map_or_else(|| "B2".to_owned(), |(row, column)| rust_xlsxwriter::utility::row_col_to_cell(row, column));
    Url::new(format!("internal:'{}'!{at}", grid.name.replace('\'', "''")))
}

/// Writes the list of findings.
pub(super) fn findings(page: &mut Worksheet, content: &Content<'_>, styles: &Styles) -> Result<(), XlsxError> {
    page.set_name(FINDINGS)?.set_freeze_panes(2, 0)?;
    page.write_string_with_format(0, 0, say!(ZH, "workbook.findings", n = content.findings.len()), &styles.hint)?;
    let heads = [
        ("workbook.severity", 8),
        ("workbook.rule", 22),
        ("workbook.message", 52),
        ("workbook.where", 18),
        ("workbook.todo", 60),
    ];
    for (column, (key, width)) in (0..).zip(heads) {
        page.write_string_with_format(1, column, say!(ZH, key), &styles.head)?;
        page.set_column_width(column, width)?;
    }
    for (row, (finding, spot)) in (2..).zip(content.findings.iter().zip(content.spots)) {
        let severity = finding.severity.say(ZH);
        let plain = styles.cell(Form::Text, None);
        page.write_string_with_format(row, 0, severity, styles.cell(Form::Text, Some(finding.severity)))?;
        page.write_string_with_format(row, 1, &finding.rule, plain)?;
        page.write_string_with_format(row, 2, clean(&finding.message), plain)?;
        let place = finding.places.first().map_or_else(String::new, |place| format!("{}:{}", place.file, place.line));
        match spot {
            Some(spot) => {
                let grid = &content.grids[spot.grid];
                let (at, name) = cell(grid, *spot);
                page.write_url_with_options(row, 3, link(grid, Some(at)), name, "", Some(&styles.link))?;
            }
            None => drop(page.write_string_with_format(row, 3, clean(&place), plain)?),
        }
        page.write_string_with_format(row, 4, clean(&finding.help), plain)?;
        let texts = [(&finding.rule, heads[1].1), (&finding.message, heads[2].1), (&finding.help, heads[4].1)];
        let lines = texts.iter().map(|(text, width)| high(text, *width)).max();
        set_height(page, row, lines.unwrap_or(1))?;
    }
    print(page, 1)
}

/// The cell of a spot, and its name: `成员!D7`.
fn cell(grid: &Grid<'_>, spot: Spot) -> ((u32, u16), String) {
    let left = 1 + usize::from(grid.record.is_some());
    let row = u32::try_from(spot.line).unwrap_or(u32::MAX) + 2;
    let column = u16::try_from(spot.column.map_or(1, |column| column + left)).unwrap_or(u16::MAX);
    ((row, column), format!("{}!{}", grid.name, rust_xlsxwriter::utility::row_col_to_cell(row, column)))
}
