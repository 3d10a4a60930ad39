//! Which cells get which answers. A cell that holds something is never written: what stands there already is left if it is
//! the same, and stops everything if it is not.

use super::mapping::Mapping;
use super::page::Page;
use super::patch::{Answer, Answers};
use super::rows::Rows;
use super::table::Table;
use crate::form::cell::clean;
use crate::form::place::{Area, Place};
use crate::standard::layout::{Cell, Layout};

/// Why a cell cannot be written.
#[derive(Debug, PartialEq, Eq)]
pub enum Clash {
    /// Something else stands there.
    Taken {
        /// The cell.
        place: Place,
        /// What stands there.
        there: String,
        /// What would.
        ours: String,
    },
    /// It is joined with cells to its left.
    Joined {
        /// The cell.
        place: Place,
        /// What it is joined to.
        area: Area,
        /// What would stand there.
        ours: String,
    },
}

/// What will be written.
#[derive(Debug, Default)]
pub struct Plan {
    /// The first row of the table, from 0.
    pub first: u32,
    /// The row of each record, as many as there is room for.
    pub rows: Vec<u32>,
    /// The answers.
    pub answers: Answers,
    /// How many cells say already what they should.
    pub same: usize,
    /// What cannot be written.
    pub clashes: Vec<Clash>,
    /// Columns of the form in which formulas were left, and how many.
    pub formulas: Vec<(usize, usize)>,
    /// Rows with an example, which were passed over.
    pub examples: Vec<u32>,
    /// Hidden rows that were passed over.
    pub hidden: Vec<u32>,
    /// The row below the table that is in the way, and how many records have no row.
    pub short: Option<(u32, usize)>,
}

/// Plans to write `records` (texts in the order of the form's columns) into a table.
#[must_use]
pub fn plan(page: &Page, table: &Table, layout: &Layout, mapping: &Mapping, records: &[Vec<String>]) -> Plan {
    let columns: Vec<(usize, u32)> = table
        .matches
        .columns
        .iter()
        .enumerate()
        .filter(|(index, _)| layout.columns[*index].show != Cell::Blank)
        .filter_map(|(index, found)| Some((index, found.as_ref()?.column)))
        .collect();
    let at: Vec<u32> = columns.iter().map(|(_, column)| *column).collect();
    let rows = Rows::of(page, table, &at, &layout.tables, mapping.first_row).take(records.len());
    let mut plan = Plan {
        first: rows.first,
        examples: rows.examples,
        hidden: rows.hidden,
        short: rows.foot.map(|foot| (foot, records.len() - rows.found.len())),
        rows: rows.found,
        ..Plan::default()
    };
    let mut formulas = vec![0; layout.columns.len()];
    for (row, record) in plan.rows.clone().into_iter().zip(records) {
        for (index, column) in &columns {
            let text = record.get(*index).map(|text| clean(text)).unwrap_or_default();
            let show = layout.columns[*index].show;
            let counted = matches!(show, Cell::Serial | Cell::Count | Cell::Words);
            let number = counted && is_number(&text);
            let place = Place { row, column: *column };
            if page.cells.get(&place).is_some_and(|content| content.formula) {
                formulas[*index] += 1;
            } else if !text.trim().is_empty() {
                plan.answer(page, place, Answer { text: text.into_owned(), number });
            }
        }
    }
    plan.formulas = formulas.into_iter().enumerate().filter(|(_, count)| *count > 0).collect();
    plan
}

impl Plan {
    fn answer(&mut self, page: &Page, place: Place, answer: Answer) {
        let area = page.merges.area(place);
        let there = page.text(area.first);
        if area.first == place {
            if there.is_empty() {
                self.answers.entry(place.row).or_default().insert(place.column, answer);
            } else if is_same(there, &answer.text) {
                self.same += 1;
            } else {
                self.clashes.push(Clash::Taken { place, there: there.to_owned(), ours: answer.text });
            }
            return;
        }
        // What is joined downwards says the same in every row.
        let written = self.answers.get(&area.first.row).and_then(|row| row.get(&area.first.column));
        let there = written.map_or(there, |answer| answer.text.as_str());
        if area.first.column == place.column && is_same(there, &answer.text) {
            self.same += 1;
        } else {
            self.clashes.push(Clash::Joined { place, area, ours: answer.text });
        }
    }

    /// How many cells will be written.
    #[must_use]
    pub fn count(&self) -> usize {
        self.answers.values().map(std::collections::BTreeMap::len).sum()
    }
}

/// Whether a text is a whole number as everybody writes it.
fn is_number(text: &str) -> bool {
    let plain = !text.is_empty() && text.len() < 16 && text.bytes().all(|byte| byte.is_ascii_digit());
    plain && (text == "0" || !text.starts_with('0'))
}

/// Whether a cell says what it should, blanks at its ends and the way of writing a number aside.
fn is_same(there: &str, ours: &str) -> bool {
    let lines = |text: &str| text.replace("\r\n", "\n").trim().to_owned();
    let number = |text: &str| text.trim().parse::<f64>().ok().filter(|_| is_number(ours.trim()));
    lines(there) == lines(ours) || number(there).is_some_and(|value| Some(value) == number(ours))
}
