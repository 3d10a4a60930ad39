//! Forms: from a layout and the records of studios to the rows of a table, and from there to a sheet.

pub mod cell;
mod content;
mod fit;
pub mod lines;
pub mod place;
pub mod sheet;

use crate::check::{Fit, fit as fits, length, selected};
use crate::record::Studio;
use crate::record::row::Row;
use crate::standard::layout::{Align, Cell, Column, Layout, Status};
use crate::standard::path::Path;
use crate::text::message::fill;
use crate::text::natural::natural;
use sheet::{Properties, Sheet};

/// The mark on what must not be sent in.
pub const DRAFT: &str = "草稿";

/// What stands for one of several that has nothing.
const NONE: &str = "—";

/// A row of a form.
#[derive(Debug)]
pub struct Line {
    /// The path of the record that it tells of.
    pub record: String,
    /// Its cells from left to right.
    pub cells: Vec<String>,
}

/// The rows a studio adds to a form; `body` reports for it. Running numbers are left open until all rows are there.
#[must_use]
pub fn rows(layout: &Layout, studio: &Studio<'_>, body: &str) -> Vec<Line> {
    chosen(layout, studio, body, |row| fits(studio, row, &layout.conditions) == Fit::Yes)
}

/// The same for rows that are chosen in another way than the layout does.
pub fn chosen(layout: &Layout, studio: &Studio<'_>, body: &str, fitting: impl Fn(&Row<'_>) -> bool) -> Vec<Line> {
    let line = |row: Row<'_>| Line {
        record: studio.source(row.record).path.clone(),
        cells: layout.columns.iter().map(|column| text(column, studio, &row, body)).collect(),
    };
    studio.rows(&layout.of).into_iter().filter(|row| fitting(row)).map(line).collect()
}

fn text(column: &Column, studio: &Studio<'_>, row: &Row<'_>, body: &str) -> String {
    let selected: Vec<Row<'_>> = match &column.of {
        None => vec![*row],
        Some(of) => counted(selected(studio, of, &column.conditions, column.when)),
    };
    let text = match column.show {
        Cell::Serial | Cell::Blank => String::new(),
        Cell::Body => body.to_owned(),
        Cell::Count => selected.len().to_string(),
        Cell::Words => {
            let lengths = selected.iter().filter_map(|row| length(studio, row, &column.value));
            lengths.map(|length| length.count.words.to_string()).collect::<Vec<_>>().join("、")
        }
        Cell::Text | Cell::Month | Cell::Lines => {
            let lines = column.show == Cell::Lines;
            let each = if column.of.is_some() && !lines { in_turn } else { values };
            let mut all = each(column, studio, &selected);
            for more in &column.and {
                let rows = counted(self::selected(studio, &more.of, &more.conditions, more.when));
                add(&mut all, (&more.value, column.show), studio, &rows);
            }
            all.join(if lines { "\n" } else { "、" })
        }
    };
    if text.is_empty() { column.empty.clone() } else { text }
}

/// Rows in the order in which people count their records.
fn counted(mut rows: Vec<Row<'_>>) -> Vec<Row<'_>> {
    rows.sort_by(|one, other| natural(&one.record.stem, &other.record.stem));
    rows
}

/// What each of the selected rows has, so that the columns of several people tell whose is which; nothing where none has any.
fn in_turn(column: &Column, studio: &Studio<'_>, rows: &[Row<'_>]) -> Vec<String> {
    let own = |row| values(column, studio, std::slice::from_ref(row)).join("，");
    let mut all: Vec<String> = rows.iter().map(own).collect();
    if all.iter().all(String::is_empty) {
        all.clear();
    }
    for text in all.iter_mut().filter(|text| text.is_empty()) {
        NONE.clone_into(text);
    }
    all
}

/// The values of the selected rows, each once.
fn values(column: &Column, studio: &Studio<'_>, rows: &[Row<'_>]) -> Vec<String> {
    let mut values = Vec::new();
    add(&mut values, (&column.value, column.show), studio, rows);
    values
}

/// Adds the values at a path of rows, as they are shown, to those that are there, each once.
fn add(values: &mut Vec<String>, (path, show): (&Path, Cell), studio: &Studio<'_>, rows: &[Row<'_>]) {
    for row in rows {
        studio.values(row, path, &mut |found| {
            let text = match (show, found.value.as_date()) {
                (Cell::Month, Some(day)) => format!("{}年{}月", day.year(), day.month()),
                _ => found.value.show().trim().to_owned(),
            };
            if !values.contains(&text) {
                values.push(text);
            }
        });
    }
}

/// Gives the rows their running numbers, now that all are there.
pub fn number(layout: &Layout, rows: &mut [Vec<String>]) {
    for (number, row) in rows.iter_mut().enumerate() {
        for (cell, column) in row.iter_mut().zip(&layout.columns) {
            if column.show == Cell::Serial {
                *cell = (number + 1).to_string();
            }
        }
    }
}

/// The sheet of a form with these rows, filled in by `unit`; `mark` says that it is not final.
#[must_use]
pub fn sheet(layout: &Layout, mut rows: Vec<Vec<String>>, unit: &str, mark: Option<&str>, comment: &str) -> Sheet {
    number(layout, &mut rows);
    let column = |column: &Column| sheet::Column {
        header: column.header.clone(),
        group: column.group.clone(),
        align: match column.align {
            Align::Centre => sheet::Align::Centre,
            Align::Left => sheet::Align::Left,
        },
        counts: matches!(column.show, Cell::Serial | Cell::Count | Cell::Words),
        min: column.width.0,
        max: column.width.1,
    };
    // The first column that names something says with those before it what a row is of.
    let lead = layout.columns.iter().position(|column| column.show == Cell::Text).map_or(0, |index| index + 1);
    Sheet {
        name: layout.label.zh.clone(),
        annex: layout.label.zh.clone(),
        title: layout.title.clone(),
        head: fill(&layout.head, &[("unit", &unit)]),
        columns: layout.columns.iter().map(column).collect(),
        lead,
        rows,
        note: layout.note.clone(),
        mark: mark.map(str::to_owned),
        properties: Properties {
            title: layout.title.clone(),
            subject: layout.label.zh.clone(),
            comments: if layout.status == Status::Reconstructed { comment.to_owned() } else { String::new() },
        },
    }
}
