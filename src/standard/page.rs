//! A page of a report as data: which facts, charts and tables it shows, in which order. Rows and values are selected as rules
//! and forms do it.

use serde::Deserialize;

use super::condition::Conditions;
use super::path::{Of, Path};
use super::rule::When;
use crate::text::lang::Label;

/// A page.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// Of what it tells; one page for each.
    pub scope: Scope,
    /// Its title.
    pub title: Label,
    /// What it is and is not, in a sentence below the title.
    pub about: Label,
    /// Its parts from top to bottom.
    pub blocks: Vec<Block>,
}

/// Of what a page tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// Of one studio.
    Studio,
    /// Of all studios below a folder.
    Province,
    /// Of one of them, on the page of all.
    Part,
}

/// A part of a page.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Block {
    /// How it shows what.
    pub show: Show,
    /// Its heading.
    pub title: Label,
    /// A sentence below the heading.
    pub note: Option<Label>,
    /// How many are shown at most, where the rest would be too many to read.
    pub most: Option<usize>,
    /// How many things are told of each of them at most.
    pub each: Option<usize>,
    /// What it is made of, where that is taken from records.
    #[serde(default)]
    pub items: Vec<Item>,
}

/// The parts a page can have; a closed set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Show {
    /// Values of records beside what they are called.
    Facts,
    /// The headings of the first level with their verdicts.
    Levels,
    /// The indicators, each to be opened: clauses, verdicts, what is behind them and what is wrong.
    Indicators,
    /// How the rows are spread over the values of a field, a chart each.
    Shares,
    /// When rows took place, by semester.
    Timeline,
    /// How far what has a last day has come, by year.
    Ledger,
    /// What is wrong in the records themselves, and is of no clause; of all studios, what is of no single one.
    Records,
    /// What overlays ask.
    Local,
    /// What is to be done next: by whom and until when.
    Todo,
    /// What waits for statements and reviewers.
    Waiting,
    /// Exceptions in force, and what reviewers have signed.
    Exceptions,
    /// How words of the standard were read.
    Readings,
    /// What became better and worse since an earlier state.
    Changes,
    /// Studios and indicators.
    Matrix,
    /// The indicators and clauses that most studios lack.
    Lacking,
    /// What is due, by day.
    Deadlines,
    /// How far the package has come.
    Package,
    /// The parts of the page that tell of one studio each.
    Studios,
}

/// What a part takes from records.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// What it is called; by the field or the kind where it is left out.
    pub label: Option<Label>,
    /// The rows.
    pub of: Of,
    /// Which of them.
    #[serde(rename = "where", default)]
    pub conditions: Conditions,
    /// The time looked at.
    #[serde(default)]
    pub when: When,
    /// The value shown, or by which rows are told apart.
    #[serde(default)]
    pub value: Path,
    /// Whether the value is a year, and the years since then are meant.
    #[serde(default)]
    pub since: bool,
    /// How many numbers make one bar of a chart.
    pub step: Option<u32>,
    /// What is said of a row.
    #[serde(default)]
    pub text: Vec<Path>,
    /// The last day to do it.
    pub due: Option<Path>,
    /// The day it was done.
    pub done: Option<Path>,
    /// Why it went over into the next year.
    pub carried: Option<Path>,
}

impl Show {
    /// The keys of an item that a part cannot do without, and those it can; nothing where it takes no items.
    #[must_use]
    pub fn keys(self) -> Option<(&'static [&'static str], &'static [&'static str])> {
        match self {
            Self::Facts => Some((&["value"], &[])),
            Self::Shares => Some((&["value"], &["since", "step"])),
            Self::Timeline => Some((&["text"], &[])),
            Self::Ledger => Some((&["due", "done"], &["text", "carried"])),
            _ => None,
        }
    }

    /// Whether a page of this scope can have the part.
    #[must_use]
    pub fn fits(self, scope: Scope) -> bool {
        match self {
            Self::Matrix | Self::Lacking | Self::Deadlines | Self::Package | Self::Studios => scope == Scope::Province,
            Self::Changes => scope != Scope::Part,
            Self::Records => true,
            // What takes room or reading is on the page of the studio alone.
            Self::Indicators | Self::Readings => scope == Scope::Studio,
            _ => scope != Scope::Province,
        }
    }
}

impl Item {
    /// The keys it has, of those that not every part knows.
    pub fn keys(&self) -> impl Iterator<Item = &'static str> {
        let own = [
            ("value", !self.value.text.is_empty()),
            ("since", self.since),
            ("step", self.step.is_some()),
            ("text", !self.text.is_empty()),
            ("due", self.due.is_some()),
            ("done", self.done.is_some()),
            ("carried", self.carried.is_some()),
        ];
        own.into_iter().filter_map(|(key, has)| has.then_some(key))
    }
}
