//! What waits for reviewers, told: a table of many studios, the groups of one, or a clause with all that lies before the
//! reviewer.

mod json;
mod list;
mod page;

use std::path::PathBuf;

use crate::check::docket::{Docket, PaperState};
use crate::check::{Report, Wait};
use crate::say;
use crate::standard::Standard;
use crate::text::lang::Lang;
use crate::text::personal::conceal;

pub use self::json::write as json;
pub use self::list::{one, table};
pub use self::page::page;

/// A studio and what lies before its reviewer.
#[derive(Debug)]
pub struct Case {
    /// Path of the studio relative to what was looked at; empty for the folder itself.
    pub path: String,
    /// Where it lies on the disk.
    pub folder: PathBuf,
    /// Name of the studio.
    pub name: String,
    /// Name of the school.
    pub school: String,
    /// Why nothing can be said of it, if its root file cannot be read.
    pub closed: bool,
    /// What lies there; nothing where only numbers are wanted.
    pub docket: Docket,
    /// How many clauses wait, by column.
    counts: [usize; Column::ALL.len()],
}

/// How it is told.
#[derive(Debug, Clone, Copy)]
pub struct View<'v> {
    /// The standard.
    pub standard: &'v Standard,
    /// The language.
    pub lang: Lang,
    /// Columns to fit into.
    pub width: usize,
    /// How the folder is named in a command, with a blank before it; empty for the folder one is in.
    pub at: &'v str,
}

impl Case {
    /// A case from a report and its docket.
    #[must_use]
    pub fn new(report: &Report<'_>, docket: Docket) -> Self {
        let (path, name, school) = (conceal(&report.path).into_owned(), report.name.clone(), report.school.clone());
        let open = || docket.matters.iter().filter(|matter| matter.is_open());
        let counts = Column::ALL.map(|column| open().filter(|matter| Column::of(matter.waits) == column).count());
        let folder = report.folder.clone();
        Self { path, folder, name, school, closed: report.waits_for_root, docket, counts }
    }

    /// The same with nothing but the numbers, so that many take no room.
    #[must_use]
    pub fn numbers(self) -> Self {
        Self { docket: Docket::default(), ..self }
    }

    /// How many clauses wait for this, or were refused.
    #[must_use]
    pub fn count(&self, of: Column) -> usize {
        Column::ALL.iter().zip(self.counts).find(|(column, _)| **column == of).map_or(0, |(_, count)| count)
    }
}

/// What clauses wait for, as people count them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// A reviewer's verdict.
    Signoff,
    /// A reviewer's verdict, again.
    Stale,
    /// Another reviewer, since who stated it signed it.
    Own,
    /// The school's statement.
    Statement,
    /// A file that can be read.
    Unread,
    /// The school, since a reviewer refused them.
    Refused,
}

impl Column {
    /// All, as people read them.
    pub const ALL: [Self; 6] = [Self::Signoff, Self::Stale, Self::Own, Self::Statement, Self::Unread, Self::Refused];

    /// Where clauses that wait for `waits` are counted; without it they were refused.
    #[must_use]
    pub fn of(waits: Option<Wait>) -> Self {
        match waits {
            Some(Wait::Signoff) => Self::Signoff,
            Some(Wait::Stale | Wait::Changed | Wait::Unseen) => Self::Stale,
            Some(Wait::Own | Wait::Alike) => Self::Own,
            Some(Wait::Statement) => Self::Statement,
            Some(Wait::Unread | Wait::Record) => Self::Unread,
            None => Self::Refused,
        }
    }

    /// In words, over a part of a list.
    #[must_use]
    pub fn say(self, lang: Lang) -> String {
        say!(
            lang,
            match self {
                Self::Signoff => "review.signoff",
                Self::Stale => "review.stale",
                Self::Own => "review.other",
                Self::Statement => "review.statement",
                Self::Unread => "wait.unread",
                Self::Refused => "review.refused",
            }
        )
    }
}

/// What a piece of evidence turned out to be, in words.
fn state(state: PaperState, lang: Lang) -> String {
    match state {
        PaperState::File(bytes) => size(bytes, lang),
        PaperState::Link => say!(lang, "review.link"),
        PaperState::Cabinet => say!(lang, "review.cabinet"),
        PaperState::Missing => say!(lang, "review.missing-paper"),
    }
}

/// A number of bytes, short.
fn size(bytes: u64, lang: Lang) -> String {
    const STEP: u64 = 1024;
    let tenths = |unit: u64| format!("{}.{}", bytes / unit, bytes % unit * 10 / unit);
    match bytes {
        0..STEP => say!(lang, "review.bytes", n = bytes),
        STEP..1_048_576 => format!("{} KB", tenths(STEP)),
        _ => format!("{} MB", tenths(STEP * STEP)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_short() {
        assert_eq!(size(0, Lang::En), "0 bytes");
        assert_eq!(size(1536, Lang::Zh), "1.5 KB");
        assert_eq!(size(100 << 20, Lang::Zh), "100.0 MB");
        assert_eq!(size(u64::MAX, Lang::Zh), "17592186044415.9 MB");
    }
}
