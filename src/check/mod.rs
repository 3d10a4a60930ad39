//! Holds a studio against a standard: shape, references, rules, judgement, privacy; findings and verdicts come out.

pub mod against;
mod aimed;
mod alike;
mod alone;
mod arises;
mod baseline;
mod basis;
mod before;
mod calendar;
mod carried;
mod choice;
mod clause;
mod copied;
mod copies;
mod count;
mod covers;
mod days;
mod deadline;
mod describe;
mod distinct;
pub mod docket;
mod each;
mod early;
mod evidence;
mod example;
mod exception;
mod fact;
mod fault;
mod foreign;
mod found;
mod group;
mod handed;
mod identity;
mod in_order;
mod interval;
mod key;
mod least;
mod likely;
mod linked;
mod listing;
mod local;
mod loose;
mod majority;
mod matching;
mod meant;
mod nameless;
mod near;
mod one_at_a_time;
mod open;
mod outcome;
mod people;
mod person;
mod personal;
mod phone;
mod piece;
mod plan;
mod province;
mod reference;
mod rootless;
mod rows;
mod run;
mod same;
mod seal;
mod seals;
mod series;
mod shape;
mod studio;
mod submission;
mod tally;
mod tenure;
mod texts;
mod to_come;
mod todo;
mod told;
mod turn;
mod unit;
mod unread;
mod untimely;
mod voice;
mod wait;
mod watch;
pub mod weigh;
mod words;

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use crate::finding::Place;
use crate::load::{self, Changed};
use crate::record::Studio;
use crate::record::row::Row;
use crate::source::Source;
use crate::standard::Standard;
use crate::text::lang::Lang;
use crate::text::names::Names;
use evidence::Files;

pub use self::aimed::AIMED;
pub use self::baseline::{Baseline, Marked, Site};
pub use self::deadline::{Deadlines, Due, Things, left};
pub use self::describe::{asked, describe, label};
pub use self::docket::Covered;
pub use self::evidence::pattern as evidence_pattern;
pub use self::example::{example_line, typed};
pub use self::exception::Excepted;
pub use self::found::{Judged, Keep, Report};
pub use self::interval::told as interval_told;
pub use self::key::{Keyed, keyed, lacks, plain};
pub use self::matching::{Fit, fit};
pub use self::person::{SIGNOFF, SIGNOFFS};
pub use self::personal::name::take_out;
pub use self::personal::veil;
pub use self::plan::Plan;
pub use self::province::{Province, overlays, province};
pub use self::rows::{in_time, selected};
pub use self::run::Run;
pub use self::same::same as is_same;
pub use self::seals::{Seals, seals};
pub use self::studio::{studio, studio_and, studio_with};
pub use self::submission::{
    Asked, LeftOut, Named, Submission, Whence, is_at, names_somebody, stops, submission, texts, warns,
};
pub use self::todo::{Todo, todos};
pub use self::turn::Turn;
pub use self::wait::Wait;
pub use self::watch::{Step, Watch};
pub use self::words::length;

/// What a check is asked to do.
#[derive(Debug, Clone)]
pub struct Options {
    /// The day that decides what is due.
    pub today: Date,
    /// The language of messages.
    pub lang: Lang,
    /// Only these indicators and clauses; all when empty.
    pub only: Vec<String>,
    /// Whether facts are gathered, too.
    pub facts: bool,
    /// Only studios in which a file was touched.
    pub changed: Option<Changed>,
    /// Where the others stand whole, if that is elsewhere.
    pub others_at: Option<PathBuf>,
    /// Who watches how far a run has come.
    pub watch: Watch,
    /// What a run keeps; findings that go are counted.
    pub keep: Keep,
    /// Names that stand nowhere, and that nothing repeats.
    pub names: Option<Names>,
    /// Who reports for the studios; empty where no root file of a province says so.
    pub body: String,
}

impl Options {
    /// Everything, on this day.
    #[must_use]
    pub fn new(today: Date, lang: Lang) -> Self {
        Self {
            today,
            lang,
            only: Vec::new(),
            facts: false,
            changed: None,
            others_at: None,
            watch: Watch::default(),
            keep: Keep::All,
            names: None,
            body: String::new(),
        }
    }
}

/// A studio under check.
pub(crate) struct Check<'a> {
    pub studio: &'a Studio<'a>,
    pub standard: &'a Standard,
    pub files: Files<'a>,
    pub lang: Lang,
    pub facts: bool,
    /// Whether nobody knows what overlays add: the root file that names them cannot be read.
    pub overlays_unread: bool,
    pub gathered: rows::Gathered<'a>,
}

impl<'a> Check<'a> {
    /// A studio in `folder`, with nothing looked at yet.
    pub fn new(studio: &'a Studio<'a>, folder: &Path, lang: Lang) -> Self {
        let gathered = rows::Gathered::default();
        Self {
            studio,
            standard: studio.standard,
            files: Files::new(folder, &studio.standard.about),
            lang,
            facts: false,
            overlays_unread: false,
            gathered,
        }
    }

    /// Whether an id may be that of something that an overlay asks which nobody can look at.
    pub fn may_be_local(&self, id: &str) -> bool {
        self.overlays_unread && id.starts_with(|char: char| char.is_ascii_lowercase())
    }

    /// The place of a row.
    pub fn place(&self, row: &Row<'_>, label: Option<String>) -> Place {
        self.source(row).place(row.span(), label)
    }

    pub fn source(&self, row: &Row<'_>) -> &'a Source {
        &self.studio.sources[row.record.source]
    }

    /// The root record of the studio.
    pub fn root(&self) -> Option<Row<'a>> {
        root(self.studio)
    }

    /// Whether a root file cannot be read, so that calendar and window are not known.
    pub fn waits_for_root(&self) -> bool {
        self.root().is_none() || self.studio.calendar.broken
    }

    /// The place of the root file, for what is nowhere else.
    pub fn root_place(&self) -> Place {
        let broken = || self.studio.sources.iter().find(|source| source.local() == load::STUDIO);
        self.root()
            .map_or_else(|| broken().map_or_else(Place::default, Source::beginning), |root| self.place(&root, None))
    }
}

/// The root record of a studio.
fn root<'a>(studio: &'a Studio<'_>) -> Option<Row<'a>> {
    let kind = studio.standard.kind_of(load::STUDIO)?;
    studio.of_kind(kind).first().map(|record| studio.row(record))
}
