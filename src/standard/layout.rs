//! A form: the layout of a table as data. Columns select their values as rules do.

use std::sync::Arc;

use serde::Deserialize;

use super::condition::Conditions;
use super::overlay::Origin;
use super::path::{Of, Path};
use super::privacy::Words;
use super::rule::When;
use crate::text::lang::Label;

/// The layout of an official table.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layout {
    /// ASCII name, the same as the file's.
    pub id: String,
    /// What one asks for on the command line: `2`.
    pub annex: String,
    /// Above the title, flush left: 附件2.
    pub label: Label,
    /// The title of the table.
    pub title: String,
    /// Whether the layout is the official one or was put together from the text.
    pub status: Status,
    /// Stem of the file that is written.
    pub file: String,
    /// The line above the table; `{unit}` is who fills it in.
    pub head: String,
    /// A row of the table for each of these.
    pub of: Of,
    /// Which of them.
    #[serde(rename = "where", default)]
    pub conditions: Conditions,
    /// What else the headings over groups of columns are called in tables that others made.
    #[serde(default)]
    pub groups: Vec<Group>,
    /// The columns from left to right.
    pub columns: Vec<Column>,
    /// The line below the table.
    pub note: Option<String>,
    /// The overlay that adds it; nothing where the standard itself has it.
    #[serde(skip)]
    pub origin: Option<Arc<Origin>>,
    /// What the standard says of the tables that others made for it.
    #[serde(skip)]
    pub tables: Arc<Tables>,
}

/// Words around the tables that others made.
#[derive(Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tables {
    /// What a row below a table begins with.
    pub foot: Words,
    /// What a row with an example begins with, in any of its cells.
    pub example: Words,
    /// What makes it one as the whole text of a cell.
    pub example_alone: Words,
    /// What numbers columns, besides figures and letters.
    pub numbering: String,
    /// What may stand beside the number of a column.
    pub numbered: Words,
    /// In what something is counted, as it stands behind a stroke.
    pub units: Words,
    /// How a heading over columns begins that says no more than that there is something.
    pub neutral_begins: Words,
    /// How such a heading ends.
    pub neutral_ends: Words,
}

/// Where a layout comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Put together from the words of the circular; the official file was not found.
    Reconstructed,
    /// As the issuing body gave it out.
    Official,
}

/// A heading over neighbouring columns, and what else it is called.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// As the columns name it.
    pub name: String,
    /// Other words for it.
    pub also: Vec<String>,
}

/// A column.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// The words in the header.
    pub header: String,
    /// The words above it that it shares with its neighbours.
    pub group: Option<String>,
    /// Other words for the header; under a group they mean this column only there.
    #[serde(default)]
    pub also: Vec<String>,
    /// Other words that mean this column wherever they stand, without the words of a group above them.
    #[serde(default)]
    pub whole: Vec<String>,
    /// How the values become the text of a cell.
    #[serde(default)]
    pub show: Cell,
    /// Rows of the whole studio, where the values do not stand in the row itself.
    pub of: Option<Of>,
    /// Which of those rows.
    #[serde(rename = "where", default)]
    pub conditions: Conditions,
    /// The time looked at.
    #[serde(default = "ever")]
    pub when: When,
    /// Where the values are.
    #[serde(default)]
    pub value: Path,
    /// Rows whose values stand there, too, below those.
    #[serde(default)]
    pub and: Vec<More>,
    /// Whether short texts stand in the middle or long ones at the left.
    #[serde(default)]
    pub align: Align,
    /// Narrowest and widest, in characters of which a Chinese one takes two.
    pub width: (f64, f64),
    /// What stands there when there is nothing.
    #[serde(default)]
    pub empty: String,
    /// The words of the circular or of a clause it was taken from.
    pub source: String,
    /// The heading it stands behind, in an overlay that adds it to a form; `group/heading` where two are alike.
    pub after: Option<String>,
    /// The overlay that adds it; nothing where the form itself has it.
    #[serde(skip)]
    pub origin: Option<Arc<Origin>>,
}

/// More rows of which a column has the values.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct More {
    /// Rows of the whole studio.
    pub of: Of,
    /// Which of them.
    #[serde(rename = "where", default)]
    pub conditions: Conditions,
    /// The time looked at.
    #[serde(default = "ever")]
    pub when: When,
    /// Where the values are.
    pub value: Path,
}

impl Column {
    /// What the column is called where its header alone could be another's: 组/列.
    #[must_use]
    pub fn name(&self) -> String {
        let plain = |text: &str| text.replace(['\r', '\n'], "");
        match &self.group {
            Some(group) => format!("{}/{}", plain(group), plain(&self.header)),
            None => plain(&self.header),
        }
    }
}

impl Layout {
    /// All words for a group: its own, then the others.
    pub fn group_words<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let others = self.groups.iter().filter(move |group| group.name == name).flat_map(|group| &group.also);
        std::iter::once(name).chain(others.map(String::as_str))
    }
}

fn ever() -> When {
    When::Ever
}

/// How values become the text of a cell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cell {
    /// The values, separated by 、; each once.
    #[default]
    Text,
    /// The values, a line each; each once.
    Lines,
    /// The running number of the row.
    Serial,
    /// How many rows there are.
    Count,
    /// A date as 2022年6月.
    Month,
    /// The length of a text in 字.
    Words,
    /// The body that reports.
    Body,
    /// Nothing: people fill it in.
    Blank,
}

/// Where a text stands in its cell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Align {
    /// In the middle.
    #[default]
    Centre,
    /// At the left.
    Left,
}
