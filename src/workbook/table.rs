//! The cells of a sheet as the records of a studio have them: one text a cell, the same whether it is written, compared or
//! looked for.

use std::fmt;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::grid::{Column, Grid};
use crate::form::cell::{LONGEST, clean};
use crate::record::{BLANK, Record, Studio, Value, date_of, is_blank};
use crate::standard::kind::Type;

/// The words for true and false in a cell.
pub const YES: &str = "是";
/// See [`YES`].
pub const NO: &str = "否";

/// What stands in a cell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// Its text; of a date `2022-09-01`, of a number its digits; empty where the key is not there or says nothing.
    pub text: String,
    /// How it is written.
    pub form: Form,
}

/// How the text of a cell is written into a sheet.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Form {
    /// As text.
    #[default]
    Text,
    /// As a date.
    Date,
    /// As a number.
    Number,
    /// As text that only shows what stands in the file: a cell cannot hold it without loss, so it cannot be changed there.
    Fixed,
}

/// Names a row across the workbook and the folder.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// The stem of its record.
    pub stem: String,
    /// Its number in its list, from 0; nothing for a record.
    pub number: Option<usize>,
}

impl fmt::Display for Key {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.number {
            Some(number) => write!(out, "{}#{}", self.stem, number + 1),
            None => out.write_str(&self.stem),
        }
    }
}

impl Key {
    /// The key written `text` on a sheet of rows (`listed`) or of records.
    #[must_use]
    pub fn read(text: &str, listed: bool) -> Option<Self> {
        if !listed {
            return Some(Self { stem: text.to_owned(), number: None });
        }
        let (stem, number) = text.rsplit_once('#')?;
        let number = number.parse::<usize>().ok()?.checked_sub(1)?;
        Some(Self { stem: stem.to_owned(), number: Some(number) })
    }
}

/// A row of a sheet.
#[derive(Debug, Clone)]
pub struct Line {
    /// Which row it is.
    pub key: Key,
    /// Its cells, one a column.
    pub cells: Vec<Cell>,
}

/// The rows of `grid` that the records of `studio` have, by path and then in the order written.
#[must_use]
pub fn lines(grid: &Grid<'_>, studio: &Studio<'_>) -> Vec<Line> {
    studio.of_kind(grid.kind).iter().flat_map(|record| of_record(grid, studio, record)).collect()
}

/// The rows of `grid` that one record has.
#[must_use]
pub fn of_record(grid: &Grid<'_>, studio: &Studio<'_>, record: &Record<'_>) -> Vec<Line> {
    studio
        .rows_of(record, &grid.steps)
        .iter()
        .map(|row| Line {
            key: Key { stem: record.stem.clone(), number: row.list.map(|(_, number, _)| number) },
            cells: grid
                .columns
                .iter()
                .map(|column| {
                    find(row.table, column).map_or_else(Cell::default, |(_, value)| cell(column, value.get_ref()))
                })
                .collect(),
        })
        .collect()
}

/// The key and the value of a column in a row.
pub(super) fn find<'a>(
    table: &'a DeTable<'a>,
    column: &Column,
) -> Option<(&'a Spanned<toml::de::DeString<'a>>, &'a Spanned<DeValue<'a>>)> {
    let mut table = table;
    for step in &column.steps {
        table = table.get(step.key.as_str())?.get_ref().as_table()?;
    }
    table.get_key_value(column.field.key.as_str())
}

fn cell(column: &Column, value: &DeValue<'_>) -> Cell {
    let cell = match value {
        DeValue::Array(items) => {
            let said = || items.iter().filter(|item| item.get_ref().as_str().is_none_or(|text| !is_blank(text)));
            let texts: Option<Vec<String>> = said().map(|item| plain(item.get_ref())).collect();
            let broken =
                |texts: &Vec<String>| !column.field.many || texts.iter().any(|text| text.contains(['\n', '\r']));
            match texts {
                Some(texts) if !broken(&texts) => Cell { text: texts.join("\n"), form: Form::Text },
                _ => Cell {
                    text: items.iter().filter_map(|item| plain(item.get_ref())).collect::<Vec<_>>().join("\n"),
                    form: Form::Fixed,
                },
            }
        }
        DeValue::Table(_) => Cell { text: String::new(), form: Form::Fixed },
        DeValue::Boolean(yes) => Cell { text: if *yes { YES } else { NO }.to_owned(), form: Form::Text },
        DeValue::Datetime(date) if column.field.of == Type::Date && date.time.is_none() && date_of(value).is_some() => {
            Cell { text: Value::Toml(value).show().into_owned(), form: Form::Date }
        }
        DeValue::Integer(_) | DeValue::Float(_) => number(value),
        // What is still to be filled in is an empty cell.
        DeValue::String(text) if text.trim() == BLANK => Cell::default(),
        _ => Cell { text: Value::Toml(value).show().into_owned(), form: Form::Text },
    };
    let text = clean(&cell.text).into_owned();
    let form = if cell.text.encode_utf16().count() > LONGEST { Form::Fixed } else { cell.form };
    Cell { text, form }
}

/// The largest whole number that a cell holds to the last digit.
pub(super) const EXACT: f64 = 1e15;

/// Whether other programs keep a number as it is: they store fifteen digits, and no sign of a zero.
fn lasts(number: f64) -> bool {
    format!("{number:.14e}").parse() == Ok(number) && (number != 0.0 || number.is_sign_positive())
}

fn number(value: &DeValue<'_>) -> Cell {
    match Value::Toml(value).as_number().filter(|number| number.abs() < EXACT && lasts(*number)) {
        Some(number) => Cell { text: number.to_string(), form: Form::Number },
        None => Cell { text: Value::Toml(value).show().into_owned(), form: Form::Text },
    }
}

/// A plain value as text; nothing for a table or a list.
fn plain(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::Array(_) | DeValue::Table(_) => None,
        value => Some(Value::Toml(value).show().into_owned()),
    }
}
