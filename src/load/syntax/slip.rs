//! The slips of the hand that stop a parser, and the lines as they were probably meant.

use std::ops::Range;

use super::draft::Draft;
use super::marks::{self, Sort};
use super::statement::{Open, Statement};
use super::{conflict, heading, key, open, value};
use crate::standard::kind::{Field, Fields, Type};

/// A slip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Slip {
    /// Full-width marks of these sorts.
    Marks(Vec<Sort>, String),
    /// A mark of a merge conflict that was left behind.
    Conflict,
    /// A control character.
    Control,
    /// A colon in place of =.
    Colon,
    /// Two = in place of one.
    Equals,
    /// No = at all.
    NoEquals,
    /// Nothing in front of the =.
    NoKey,
    /// A key that is not made of ASCII letters.
    Key,
    /// The same key or heading twice; with the line of the first, and whether it is a heading.
    Twice(Option<usize>, bool),
    /// A heading in single brackets that may stand several times.
    Double(String),
    /// A heading that has more behind a point than there is.
    Deeper,
    /// The brackets of a heading.
    Heading,
    /// Nothing behind the =.
    NoValue,
    /// A text without quotation marks.
    Bare,
    /// Items of a list without quotation marks.
    BareItems,
    /// A value that is no text and is not understood either.
    Strange(Type),
    /// Words behind a number.
    Unit,
    /// Blanks or commas within a number.
    Grouped,
    /// Another mark in place of the point of a number.
    Point,
    /// A number that begins with 0.
    Zero,
    /// true or false in other words.
    Boolean,
    /// A date in another form.
    Date,
    /// A day that does not exist.
    NoSuchDay,
    /// Something that should be a date.
    DateForm,
    /// A quotation mark is missing.
    OpenQuote,
    /// Quotation marks within a text.
    InnerQuotes,
    /// Triple quotation marks are not closed; the line where they could be.
    OpenText(usize),
    /// A backslash in a text.
    Backslash,
    /// A backslash in a path from a disk, to a file of this name.
    OnDisk(String),
    /// A list is not closed.
    OpenList,
    /// Several texts where one belongs.
    OneText,
    /// Several values without brackets.
    NoList,
    /// A comma is missing in a list.
    NoComma,
    /// A comma too many in a list.
    TwoCommas,
    /// A mark too many at the end.
    Ending,
    /// Words behind a value that are no remark.
    Remark,
    /// A second `key = value` on the line.
    SecondKey,
    /// Something else.
    Other,
}

/// What goes on in the draft in place of the slip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mend {
    /// A line as it was meant; people are shown it.
    Line(usize, String),
    /// A line that lets the parser go on, no more.
    Aside(usize, String),
    /// Every heading `[name]` gets double brackets.
    Double(String),
    /// The lines are left out.
    Drop(Range<usize>),
}

/// A slip that was found.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub slip: Slip,
    /// The line it is told at.
    pub line: usize,
    /// Its bytes there.
    pub at: Range<usize>,
    pub mend: Mend,
}

/// Where a parser stopped, and why.
pub(super) struct Seen<'a> {
    pub draft: &'a Draft,
    pub line: usize,
    /// The byte in that line.
    pub column: usize,
    pub message: &'a str,
    pub statement: Statement,
    /// The fields of the record.
    pub root: &'a Fields,
}

impl<'a> Seen<'a> {
    pub fn text(&self) -> &'a str {
        self.draft.line(self.line)
    }

    /// What stands before and after the place where the parser stopped.
    pub fn halves(&self) -> (&'a str, &'a str) {
        let text = self.text();
        text.split_at_checked(self.column).unwrap_or((text, ""))
    }

    pub fn says(&self, word: &str) -> bool {
        self.message.contains(word)
    }

    /// Whether the line goes on with a list that began above it.
    pub fn within_list(&self) -> bool {
        self.statement.open == Open::List && self.statement.first < self.line
    }

    /// The fields that may stand below the heading here.
    pub fn fields(&self) -> Option<&'a Fields> {
        let parts = self.statement.section.split('.').filter(|part| !part.trim().is_empty());
        parts.map(str::trim).try_fold(self.root, |fields, part| Some(&fields.get(part)?.fields))
    }

    /// The field of the statement.
    pub fn field(&self) -> Option<&'a Field> {
        let first = self.draft.line(self.statement.first);
        let (key, _) = first.split_once('=')?;
        self.fields()?.get(key.trim()).map(AsRef::as_ref)
    }

    /// The bytes of the line without the blanks around it.
    pub fn whole(&self) -> Range<usize> {
        trimmed(self.text(), 0)
    }

    /// A slip told at bytes of this line.
    pub fn here(&self, slip: Slip, at: Range<usize>, mend: Mend) -> Found {
        Found { slip, line: self.line, at, mend }
    }

    /// A slip told at bytes of this line, with the line as it was meant.
    pub fn better(&self, slip: Slip, at: Range<usize>, line: String) -> Found {
        self.here(slip, at, Mend::Line(self.line, line))
    }

    /// This line and those of the statement before it.
    pub fn lines(&self) -> Range<usize> {
        self.statement.first.min(self.line)..self.line + 1
    }
}

/// The bytes from `start` on without blanks around them.
pub(super) fn trimmed(line: &str, start: usize) -> Range<usize> {
    let text = line.get(start..).unwrap_or_default();
    let first = start + text.len() - text.trim_start().len();
    first..first.max(start + text.trim_end().len())
}

/// Finds the slip that made the parser stop.
pub(super) fn find(seen: &Seen<'_>) -> Found {
    let within = || {
        conflict(seen)
            .or_else(|| control(seen))
            .or_else(|| key::twice(seen))
            .or_else(|| key::colon(seen))
            .or_else(|| value::ending(seen))
            .or_else(|| full_width(seen))
            .or_else(|| heading::find(seen))
            .or_else(|| key::find(seen))
            .or_else(|| value::find(seen))
    };
    let other = || seen.here(Slip::Other, seen.column..seen.text().len(), Mend::Drop(seen.lines()));
    open::find(seen).or_else(within).unwrap_or_else(other)
}

fn conflict(seen: &Seen<'_>) -> Option<Found> {
    let drop = Mend::Drop(seen.line..seen.line + 1);
    conflict::is_left(seen.text()).then(|| seen.here(Slip::Conflict, seen.whole(), drop))
}

fn control(seen: &Seen<'_>) -> Option<Found> {
    let hidden = |char: char| char.is_control() && char != '\t' || matches!(char, '\u{200b}'..='\u{200f}' | '\u{feff}');
    let line = seen.text();
    let (start, char) = line.char_indices().find(|(_, char)| hidden(*char))?;
    let mended = line.chars().filter(|char| !hidden(*char)).collect();
    Some(seen.better(Slip::Control, start..start + char.len_utf8(), mended))
}

fn full_width(seen: &Seen<'_>) -> Option<Found> {
    let line = seen.text();
    let until = if seen.within_list() || line.trim().is_empty() { line.len() } else { value::marks_end(line) };
    let found = marks::find(line, until)?;
    Some(seen.better(Slip::Marks(found.sorts, found.shown), found.at, found.mended))
}

#[cfg(test)]
#[path = "slip_tests.rs"]
mod tests;
