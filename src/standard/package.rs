//! What a reporting body sends to the ministry, as data: which tables, how many cases, how long, by when. It is said of the
//! body and not of a studio, so it stands beside the demands and is no clause.

use jiff::civil::Date;
use serde::{Deserialize, Deserializer};

use super::condition::Conditions;
use super::path::{Of, Path};
use crate::text::lang::Label;

/// A package.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Package {
    /// Exact words.
    pub text: String,
    /// Where the words stand.
    pub source: String,
    /// How the words were read.
    #[serde(default)]
    pub readings: Vec<String>,
    /// What the package is called; its default name, too.
    pub title: String,
    /// To whom it goes.
    pub to: String,
    /// The last day for sending, `YYYY-MM-DD`, unless the province says another.
    #[serde(default, deserialize_with = "day")]
    pub deadline: Option<Date>,
    /// The summary.
    pub summary: Summary,
    /// The id of the form that lists the studios.
    pub studios: String,
    /// The cases.
    pub cases: Cases,
    /// The id of the form that lists the cases.
    pub list: String,
}

/// The summary in a package.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Summary {
    /// What it is called.
    pub label: Label,
    /// Stem of its file.
    pub file: String,
}

/// The cases in a package.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cases {
    /// What one of them is called.
    pub label: Label,
    /// Beginning of the stem of its file; a number and the title follow.
    pub file: String,
    /// The kind of the records.
    pub of: Of,
    /// What a studio says of those it proposes.
    #[serde(rename = "where", default)]
    pub conditions: Conditions,
    /// Where the text is.
    pub text: Path,
    /// Not fewer than these.
    pub at_least: usize,
    /// Not more than these.
    pub at_most: usize,
    /// The longest text, in 字, title and body.
    pub words: usize,
}

fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    let text = String::deserialize(deserializer)?;
    text.parse().map(Some).map_err(|_| serde::de::Error::custom(format!("`{text}` is no day such as `2022-09-30`")))
}
