//! A sheet as far as filling it needs: what stands in which cell, which cells are joined, which rows are hidden, what may be
//! chosen. Rows and cells must come in order, as the format demands: only then is it certain which cell is which.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::events::{BytesStart, Event};

use super::merges::Merges;
use super::package::{Part, Refusal};
use super::xml::{Events, attribute, is_on, number, push, unescaped};
use crate::form::place::{Area, COLUMNS, Place, ROWS};

/// The most cells with something in them.
const CELLS: usize = 500_000;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    /// As text; numbers as the file writes them.
    pub text: String,
    /// Whether it is typed text, not a number, a day, or what a formula came to.
    pub typed: bool,
    /// Whether a formula gives it.
    pub formula: bool,
}

/// A list to choose from, and the cells that have it.
#[derive(Debug)]
pub struct Choice {
    /// The cells.
    pub areas: Vec<Area>,
    /// What may be chosen.
    pub values: Vec<String>,
}

/// A sheet.
#[derive(Debug, Default)]
pub struct Page {
    /// What stands in the cells that hold something.
    pub cells: BTreeMap<Place, Content>,
    /// The cells that are joined.
    pub merges: Merges,
    /// The heights of rows that have one of their own, in points.
    pub heights: BTreeMap<u32, f64>,
    /// The widths of columns in characters: first, last, width.
    pub widths: Vec<(u32, u32, f64)>,
    /// The rows that are hidden.
    pub hidden: BTreeSet<u32>,
    /// The last row in which cells are prepared: with a look of their own.
    pub prepared: u32,
    /// Lists to choose from that stand in the sheet itself.
    pub choices: Vec<Choice>,
    /// Whether the sheet is protected.
    pub protected: bool,
}

/// What is being read.
#[derive(Default)]
struct Open {
    place: Option<Place>,
    sort: String,
    text: String,
    formula: bool,
    /// Whether the text of the element is the cell's, or a formula of a list.
    said: bool,
    phonetic: usize,
    list: Option<Vec<Area>>,
}

impl Page {
    /// Reads a sheet; `strings` are the texts that cells share.
    ///
    /// # Errors
    /// The part is damaged, its rows or cells are out of order, or it holds more than any form.
    pub fn read(part: &Part, strings: &[String]) -> Result<Self, Refusal> {
        let mut page = Self::default();
        let mut open = Open::default();
        let mut walk = Walk::default();
        let mut events = Events::of(part);
        while let Some((event, _)) = events.next()? {
            match &event {
                Event::Start(tag) => page.begin(&mut open, &mut walk, tag, &events)?,
                Event::Empty(tag) => {
                    page.begin(&mut open, &mut walk, tag, &events)?;
                    page.end(&mut open, &mut walk, tag.local_name().as_ref(), strings)?;
                }
                Event::End(tag) => page.end(&mut open, &mut walk, tag.local_name().as_ref(), strings)?,
                event if open.said && open.phonetic == 0 => push(&mut open.text, event),
                _ => {}
            }
        }
        if !walk.found {
            return Err(events.damaged("no sheetData"));
        }
        Ok(page)
    }

    /// The text of a cell without blanks at its ends; empty where nothing stands.
    #[must_use]
    pub fn text(&self, place: Place) -> &str {
        self.cells.get(&place).map_or("", |content| content.text.trim())
    }

    /// How many lines a cell shows, and how many half-width characters in each; nothing where its row grows with the text.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    pub fn room(&self, place: Place) -> Option<(usize, usize)> {
        /// A line of the usual size of type, in points, and the usual width of a column.
        const LINE: f64 = 13.5;
        const WIDTH: f64 = 8.4;
        let area = self.merges.area(place);
        let heights = (area.first.row..=area.last.row).map(|row| self.heights.get(&row).copied());
        let height: f64 = heights.sum::<Option<f64>>()?;
        let of = |column: u32| {
            let own = self.widths.iter().find(|(first, last, _)| (*first..=*last).contains(&(column + 1)));
            own.map_or(WIDTH, |(.., width)| *width)
        };
        let width: f64 = (area.first.column..=area.last.column).map(of).sum();
        Some(((height / LINE).max(1.0) as usize, width.max(2.0) as usize))
    }

    /// What stands in a row, from left to right; formulas and blanks are nothing.
    pub fn row(&self, row: u32) -> impl Iterator<Item = (Place, &Content)> {
        let all = self.cells.range(Place { row, column: 0 }..=Place { row, column: COLUMNS });
        all.map(|(place, content)| (*place, content)).filter(|(_, content)| !content.formula)
    }

    fn begin(
        &mut self,
        open: &mut Open,
        walk: &mut Walk,
        tag: &BytesStart<'_>,
        events: &Events<'_>,
    ) -> Result<(), Refusal> {
        let name = tag.local_name();
        let disorder = || events.damaged("rows or cells out of order");
        match name.as_ref() {
            "sheetData" => {
                walk.within = true;
                walk.found = true;
            }
            "row" if walk.within => {
                let row = walk.row(tag).ok_or_else(disorder)?;
                if let Some(height) = attribute(tag, "ht").and_then(|height| height.trim().parse().ok()) {
                    self.heights.insert(row, height);
                }
                if is_on(tag, "hidden") {
                    self.hidden.insert(row);
                }
            }
            "c" if walk.within => {
                open.place = Some(walk.cell(tag).ok_or_else(disorder)?);
                open.sort = attribute(tag, "t").unwrap_or_default();
                if number(tag, "s").is_some_and(|look| look > 0) {
                    self.prepared = walk.row.unwrap_or_default();
                }
            }
            "col" if !walk.found => {
                let width = attribute(tag, "width").and_then(|width| width.trim().parse().ok());
                if let (Some(first), Some(last), Some(width)) = (number(tag, "min"), number(tag, "max"), width) {
                    self.widths.push((first, last, width));
                }
            }
            "f" if open.place.is_some() => open.formula = true,
            "v" | "t" if open.place.is_some() => open.said = true,
            "rPh" => open.phonetic += 1,
            "mergeCell" => {
                let area = attribute(tag, "ref").and_then(|name| Area::read(&name));
                if area.is_some_and(|area| !self.merges.add(area)) {
                    return Err(Refusal::Large);
                }
            }
            "sheetProtection" => self.protected = is_on(tag, "sheet"),
            "dataValidation" => {
                let cells = attribute(tag, "sqref").unwrap_or_default();
                open.list = Some(cells.split_whitespace().filter_map(Area::read).collect());
            }
            "formula1" if open.list.is_some() => open.said = true,
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, open: &mut Open, walk: &mut Walk, name: &str, strings: &[String]) -> Result<(), Refusal> {
        match name {
            "sheetData" => walk.within = false,
            "v" | "t" | "formula1" => open.said = false,
            "rPh" => open.phonetic = open.phonetic.saturating_sub(1),
            "c" => {
                let (sort, text) = (std::mem::take(&mut open.sort), std::mem::take(&mut open.text));
                let formula = std::mem::take(&mut open.formula);
                let Some(place) = open.place.take() else { return Ok(()) };
                let shared = text.trim().parse().ok().and_then(|index: usize| strings.get(index));
                let text = match sort.as_str() {
                    "s" => shared.cloned().unwrap_or_default(),
                    "inlineStr" | "str" => unescaped(&text),
                    _ => text.trim().to_owned(),
                };
                if formula || !text.trim().is_empty() {
                    let typed = !formula && matches!(sort.as_str(), "s" | "inlineStr" | "str");
                    self.cells.insert(place, Content { text, typed, formula });
                }
                if self.cells.len() > CELLS {
                    return Err(Refusal::Large);
                }
            }
            "dataValidation" => {
                let text = std::mem::take(&mut open.text);
                let listed = text.trim().strip_prefix('"').and_then(|text| text.strip_suffix('"'));
                if let (Some(areas), Some(listed)) = (open.list.take(), listed) {
                    let values = listed.split(',').map(|value| value.trim().to_owned()).collect();
                    self.choices.push(Choice { areas, values });
                }
            }
            _ => {}
        }
        Ok(())
    }
}

/// Where one is in the rows and cells of a sheet: what does not say its place stands after what was before it.
#[derive(Debug, Default)]
pub struct Walk {
    within: bool,
    found: bool,
    row: Option<u32>,
    column: Option<u32>,
}

impl Walk {
    /// The number of the row that begins here; nothing if it is out of order.
    pub fn row(&mut self, tag: &BytesStart<'_>) -> Option<u32> {
        let next = self.row.map_or(0, |row| row + 1);
        let row = match attribute(tag, "r") {
            Some(row) => row.trim().parse::<u32>().ok()?.checked_sub(1)?,
            None => next,
        };
        (self.row, self.column) = (Some(row), None);
        (next..ROWS).contains(&row).then_some(row)
    }

    /// The place of the cell that begins here; nothing if it is out of order.
    pub fn cell(&mut self, tag: &BytesStart<'_>) -> Option<Place> {
        let row = self.row?;
        let next = self.column.map_or(0, |column| column + 1);
        let column = match attribute(tag, "r") {
            Some(name) => Place::read(&name).filter(|place| place.row == row)?.column,
            None => next,
        };
        self.column = Some(column);
        (next..COLUMNS).contains(&column).then_some(Place { row, column })
    }
}
