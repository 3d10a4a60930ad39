//! Writes answers into the part of a sheet and leaves every other byte of it. What changes are the answer cells themselves
//! (`<c>`; their look stays), rows and cells that did not exist yet, the `spans` of a row that grows, and `<dimension>` where
//! the sheet grows: programs that trust it would not read what lies outside.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;

use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesStart, Event};

use super::looks::Looks;
use super::package::{Part, Refusal};
use super::page::Walk;
use super::xml::{Events, attribute, escaped, is_on, number};
use crate::form::place::{Area, Place};

/// What an answer is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// As text.
    pub text: String,
    /// Whether it is a number, and written as one where the cell's format is of numbers.
    pub number: bool,
}

/// Answers by row and column.
pub type Answers = BTreeMap<u32, BTreeMap<u32, Answer>>;

/// A sheet with answers in it.
#[derive(Debug)]
pub struct Patched {
    /// The text of the part.
    pub text: String,
    /// The cells that were written, in order, and the number of their look.
    pub written: Vec<(Place, u32)>,
}

/// Writes `answers` into a sheet. The cells they are for hold nothing: the caller has seen to it.
///
/// # Errors
/// The part is damaged.
pub fn patch(part: &Part, answers: &Answers, looks: &Looks) -> Result<Patched, Refusal> {
    let mut patch = Patch {
        text: &part.text,
        out: String::with_capacity(part.text.len() + part.text.len() / 4),
        copied: 0,
        answers,
        looks,
        columns: Vec::new(),
        prefix: String::new(),
        written: Vec::new(),
    };
    let mut walk = Walk::default();
    let mut events = Events::of(part);
    let (mut done, mut within) = (None, false);
    while let Some((event, at)) = events.next()? {
        let empty = matches!(event, Event::Empty(_));
        match event {
            Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                "dimension" => patch.dimension(&tag, at, empty),
                "col" => patch.column(&tag),
                "sheetData" if empty => {
                    let name = tag.name();
                    patch.prefix_of(&tag);
                    patch.open(&at, true);
                    patch.rows(done, u32::MAX);
                    let _ = write!(patch.out, "</{}>", name.as_ref());
                }
                "sheetData" => {
                    patch.prefix_of(&tag);
                    within = true;
                }
                "row" if within => {
                    let row = walk.row(&tag).ok_or_else(|| events.damaged("row"))?;
                    patch.copy(at.start);
                    patch.rows(done, row);
                    done = Some(row);
                    if let Some(answers) = answers.get(&row) {
                        patch.row(row, &tag, &at, empty, answers, &mut walk, &mut events)?;
                    }
                }
                _ => {}
            },
            Event::End(tag) if tag.local_name().as_ref() == "sheetData" => {
                within = false;
                patch.copy(at.start);
                patch.rows(done, u32::MAX);
            }
            _ => {}
        }
    }
    patch.copy(part.text.len());
    Ok(Patched { text: patch.out, written: patch.written })
}

struct Patch<'p> {
    text: &'p str,
    out: String,
    /// Up to where the old text has been copied, or replaced.
    copied: usize,
    answers: &'p Answers,
    looks: &'p Looks,
    /// The looks of columns: first, last, number.
    columns: Vec<(u32, u32, u32)>,
    /// What stands before the names of elements.
    prefix: String,
    written: Vec<(Place, u32)>,
}

impl Patch<'_> {
    /// Copies the old text up to `end`.
    fn copy(&mut self, end: usize) {
        if end > self.copied {
            self.out.push_str(&self.text[self.copied..end]);
            self.copied = end;
        }
    }

    /// Leaves the old text out up to `end`.
    fn skip(&mut self, end: usize) {
        self.copied = self.copied.max(end);
    }

    /// Copies a tag that stands alone as one that opens.
    fn open(&mut self, at: &Range<usize>, empty: bool) {
        if empty {
            self.copy(at.end - 2);
            self.out.push('>');
            self.skip(at.end);
        } else {
            self.copy(at.end);
        }
    }

    fn prefix_of(&mut self, tag: &BytesStart<'_>) {
        let name = tag.name();
        self.prefix = name.as_ref().rsplit_once(':').map_or(String::new(), |(prefix, _)| format!("{prefix}:"));
    }

    fn column(&mut self, tag: &BytesStart<'_>) {
        if let (Some(first), Some(last), Some(look)) = (number(tag, "min"), number(tag, "max"), number(tag, "style")) {
            self.columns.push((first, last, look));
        }
    }

    /// The look a cell has that does not exist yet.
    fn look(&self, row: Option<u32>, column: u32) -> u32 {
        let of = |(first, last, _): &&(u32, u32, u32)| (*first..=*last).contains(&(column + 1));
        row.or_else(|| self.columns.iter().find(of).map(|(_, _, look)| *look)).unwrap_or(0)
    }

    /// Widens `<dimension>` to the answers.
    fn dimension(&mut self, tag: &BytesStart<'_>, at: Range<usize>, empty: bool) {
        let Some(area) = attribute(tag, "ref").and_then(|name| Area::read(&name)) else { return };
        let places = self
            .answers
            .iter()
            .flat_map(|(row, cells)| cells.keys().map(|column| Place { row: *row, column: *column }));
        let grown = places.fold(area, |area, place| Area {
            first: Place { row: area.first.row.min(place.row), column: area.first.column.min(place.column) },
            last: Place { row: area.last.row.max(place.row), column: area.last.column.max(place.column) },
        });
        if grown != area {
            let name = tag.name();
            self.copy(at.start);
            let end = if empty { "/>" } else { ">" };
            let _ = write!(self.out, "<{} ref=\"{}:{}\"{end}", name.as_ref(), grown.first.name(), grown.last.name());
            self.skip(at.end);
        }
    }

    /// Writes the rows after `done` and before `end` that do not exist yet.
    fn rows(&mut self, done: Option<u32>, end: u32) {
        let from = done.map_or(0, |row| row + 1);
        if from >= end {
            return;
        }
        let answers = self.answers;
        for (row, cells) in answers.range(from..end) {
            let _ = write!(self.out, "<{}row r=\"{}\">", self.prefix, row + 1);
            for (column, answer) in cells {
                self.cell(Place { row: *row, column: *column }, self.look(None, *column), answer);
            }
            let _ = write!(self.out, "</{}row>", self.prefix);
        }
    }

    /// Writes a cell that does not exist yet.
    fn cell(&mut self, place: Place, look: u32, answer: &Answer) {
        let style = if look > 0 { format!(" s=\"{look}\"") } else { String::new() };
        let tag = format!("{}c", self.prefix);
        self.answer(&tag, &format!(" r=\"{}\"{style}", place.name()), "", look, answer);
        self.written.push((place, look));
    }

    fn answer(&mut self, tag: &str, attributes: &str, rest: &str, look: u32, answer: &Answer) {
        let prefix = &self.prefix;
        let text = escaped(&answer.text);
        // Writing into a String cannot fail.
        let _ = if answer.number && self.looks.get(look).numeric {
            write!(self.out, "<{tag}{attributes}><{prefix}v>{text}</{prefix}v>{rest}</{tag}>")
        } else {
            write!(
                self.out,
                "<{tag}{attributes} t=\"inlineStr\"><{prefix}is><{prefix}t xml:space=\"preserve\">{text}</{prefix}t></{prefix}is>{rest}</{tag}>"
            )
        };
    }

    /// Writes the answers of a row that exists: its tag has been read, its cells and its end are read here.
    #[expect(clippy::too_many_arguments)]
    fn row(
        &mut self,
        row: u32,
        tag: &BytesStart<'_>,
        at: &Range<usize>,
        empty: bool,
        answers: &BTreeMap<u32, Answer>,
        walk: &mut Walk,
        events: &mut Events<'_>,
    ) -> Result<(), Refusal> {
        let own = is_on(tag, "customFormat").then(|| number(tag, "s")).flatten();
        self.begin(tag, at, empty, answers);
        let mut left = answers.iter().peekable();
        if !empty {
            loop {
                let Some((event, at)) = events.next()? else { return Err(events.damaged("row")) };
                let alone = matches!(event, Event::Empty(_));
                match event {
                    Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == "c" => {
                        let place = walk.cell(&tag).ok_or_else(|| events.damaged("c"))?;
                        self.copy(at.start);
                        while let Some((column, answer)) = left.next_if(|(column, _)| **column < place.column) {
                            self.cell(Place { row, column: *column }, self.look(own, *column), answer);
                        }
                        if let Some((_, answer)) = left.next_if(|(column, _)| **column == place.column) {
                            if alone {
                                self.skip(at.end);
                            }
                            self.replace(place, &tag, alone, answer, events)?;
                        }
                    }
                    Event::End(tag) if tag.local_name().as_ref() == "row" => {
                        self.copy(at.start);
                        for (column, answer) in left {
                            self.cell(Place { row, column: *column }, self.look(own, *column), answer);
                        }
                        return Ok(());
                    }
                    _ => {}
                }
            }
        }
        for (column, answer) in left {
            self.cell(Place { row, column: *column }, self.look(own, *column), answer);
        }
        let name = tag.name();
        let _ = write!(self.out, "</{}>", name.as_ref());
        Ok(())
    }

    /// Writes the tag of a row; its `spans` are widened to the answers.
    fn begin(&mut self, tag: &BytesStart<'_>, at: &Range<usize>, empty: bool, answers: &BTreeMap<u32, Answer>) {
        let spans = attribute(tag, "spans");
        let spans = spans.as_deref().and_then(|spans| spans.split_once(':'));
        let spans = spans.and_then(|(first, last)| Some((first.parse::<u32>().ok()?, last.parse::<u32>().ok()?)));
        let grown = spans.map(|(first, last)| {
            let columns = || answers.keys().map(|column| column + 1);
            (columns().fold(first, u32::min), columns().fold(last, u32::max))
        });
        if spans == grown {
            self.open(at, empty);
            return;
        }
        let (first, last) = grown.unwrap_or_default();
        let name = tag.name();
        let _ = write!(self.out, "<{}", name.as_ref());
        for attribute in tag.attributes().with_checks(false).flatten() {
            if attribute.key.as_ref() == "spans" {
                let _ = write!(self.out, " spans=\"{first}:{last}\"");
            } else {
                self.out.push_str(&written(&attribute));
            }
        }
        self.out.push('>');
        self.skip(at.end);
    }

    /// Writes an answer into a cell that exists; of what was in it only extensions stay.
    fn replace(
        &mut self,
        place: Place,
        tag: &BytesStart<'_>,
        alone: bool,
        answer: &Answer,
        events: &mut Events<'_>,
    ) -> Result<(), Refusal> {
        let look = number(tag, "s").unwrap_or(0);
        let kept = attributes(tag, |name| name != "t");
        let name = tag.name();
        let (mut rest, mut depth, mut from) = (String::new(), 0_usize, None);
        let mut open = !alone;
        while open {
            let Some((event, at)) = events.next()? else { return Err(events.damaged("c")) };
            match event {
                Event::Start(inner) => {
                    if depth == 0 && inner.local_name().as_ref() == "extLst" {
                        from = Some(at.start);
                    }
                    depth += 1;
                }
                Event::End(_) if depth == 0 => {
                    self.skip(at.end);
                    open = false;
                }
                Event::End(_) => {
                    depth -= 1;
                    if depth == 0
                        && let Some(from) = from.take()
                    {
                        rest.push_str(&self.text[from..at.end]);
                    }
                }
                _ => {}
            }
        }
        self.answer(name.as_ref(), &kept, &rest, look, answer);
        self.written.push((place, look));
        Ok(())
    }
}

/// The attributes of a tag whose names are kept, as they stand there.
pub(super) fn attributes(tag: &BytesStart<'_>, keep: impl Fn(&str) -> bool) -> String {
    let mut all = tag.attributes();
    let kept = all.with_checks(false).flatten().filter(|attribute| keep(attribute.key.as_ref()));
    kept.map(|attribute| written(&attribute)).collect()
}

/// An attribute as it stands in a tag, with the blank before it.
fn written(attribute: &Attribute<'_>) -> String {
    let mark = if attribute.value.contains('"') { '\'' } else { '"' };
    format!(" {}={mark}{}{mark}", attribute.key.as_ref(), attribute.value)
}
