//! A table of 7,000 rows, and the same cells written by the library alone.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Workbook, XlsxError};
use studio::form::sheet::Sheet;

/// As many rows, made of `rows` again and again.
pub fn many(rows: &[Vec<String>], count: usize) -> Vec<Vec<String>> {
    rows.iter().cycle().take(count).cloned().collect()
}

/// The headings and the cells, each as text in one format and in constant memory; no widths, heights, merges or print set-up.
pub fn bare(sheet: &Sheet) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let page = workbook.add_worksheet_with_constant_memory()?;
    let format = Format::new().set_text_wrap().set_border(FormatBorder::Thin).set_align(FormatAlign::VerticalCenter);
    for (column, heading) in (0..).zip(&sheet.columns) {
        page.write_string_with_format(0, column, &heading.header, &format)?;
    }
    for (row, cells) in (1..).zip(&sheet.rows) {
        for (column, cell) in (0..).zip(cells) {
            page.write_string_with_format(row, column, cell, &format)?;
        }
    }
    workbook.save_to_buffer()
}
