//! The two tables of a package: written from the rows that were gathered, and read again by whoever receives them.

use super::manifest::Table;
use crate::form::cell::clean;
use crate::standard::kind::Role;
use crate::standard::layout::{Cell, Layout, Status};
use crate::workbook::raw::{Cells, Raw, Sheet};

/// What the manifest says of a table with these rows.
pub(super) fn of(layout: &Layout, file: &str, role: Role, rows: &[Vec<String>]) -> Table {
    let key = layout
        .columns
        .iter()
        .position(|column| column.show == Cell::Text && column.value.last().is_some_and(|field| field.has(role)));
    let value =
        |row: &Vec<String>| key.and_then(|key| row.get(key)).map_or(String::new(), |cell| clean(cell).into_owned());
    Table {
        file: file.to_owned(),
        annex: layout.label.zh.clone(),
        reconstructed: layout.status == Status::Reconstructed,
        columns: layout.columns.iter().map(|column| clean(&column.header).into_owned()).collect(),
        key,
        rows: rows.iter().map(value).collect(),
    }
}

/// The cells of the key column, row by row, as they stand in a workbook; nothing where its headings are not found.
pub(super) fn read(table: &Table, sheets: &[Sheet]) -> Option<Vec<String>> {
    let sheet = sheets.iter().find(|sheet| head(table, sheet).is_some())?;
    let head = head(table, sheet)?;
    let below = sheet.rows.range(head + 1..).map(|(_, cells)| cells);
    // The line below the table is one cell over the whole width.
    let is_note = |cells: &&Cells| cells.len() == 1 && text(cells, 0).parse::<usize>().is_err();
    let rows = below.filter(|cells| !is_note(cells));
    let rows = rows.map(|cells| table.key.map_or(String::new(), |key| text(cells, key))).collect();
    Some(rows)
}

/// The last row of the headings.
fn head(table: &Table, sheet: &Sheet) -> Option<u32> {
    let is_head = |cells: &Cells| table.columns.iter().enumerate().all(|(index, name)| text(cells, index) == *name);
    sheet.rows.iter().find(|(_, cells)| is_head(cells)).map(|(number, _)| *number)
}

fn text(cells: &Cells, column: usize) -> String {
    let cell = u32::try_from(column).ok().and_then(|column| cells.get(&column));
    match cell {
        Some(Raw::Text(text)) => text.clone(),
        Some(Raw::Number(number) | Raw::Percent(number)) => number.to_string(),
        _ => String::new(),
    }
}
