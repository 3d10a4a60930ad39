//! What a check finds: one type for every rule and every report, owned, with its places resolved.

use std::borrow::Cow;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::say;
use crate::text::lang::Lang;
use crate::text::personal::conceal;

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// Should be mended.
    Warning,
    /// Must be mended.
    Error,
}

impl Severity {
    /// All, the least first.
    pub const ALL: [Self; 3] = [Self::Note, Self::Warning, Self::Error];

    /// The word in machine formats.
    #[must_use]
    pub fn token(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// The word for people.
    #[must_use]
    pub fn say(self, lang: Lang) -> String {
        say!(
            lang,
            match self {
                Self::Note => "severity.note",
                Self::Warning => "severity.warning",
                Self::Error => "severity.error",
            }
        )
    }
}

/// A place in a file; lines and columns count from 1, columns in characters, ends are exclusive.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// Path relative to what was checked, with `/`.
    pub file: String,
    /// First line.
    pub line: usize,
    /// First column.
    pub column: usize,
    /// Last line.
    pub end_line: usize,
    /// The column after the last.
    pub end_column: usize,
    /// What stands there, in a few words.
    pub label: Option<String>,
    /// The first line itself.
    pub excerpt: String,
}

/// One thing found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Names the finding across runs; it does not change when lines move.
    pub key: String,
    /// The clause, or a name such as `record/syntax`.
    pub rule: String,
    /// How much it weighs.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
    /// How the words were read, if that needed an interpretation.
    pub reading: Option<String>,
    /// Where; the first is primary.
    pub places: Vec<Place>,
    /// The day it was due, where the rule says one.
    pub due: Option<Date>,
    /// The overlay that asks it: title and number; nothing where the standard does.
    pub origin: Option<String>,
    /// Whether an earlier run found it already, so that it fails no run.
    pub known: bool,
}

impl Finding {
    /// A finding of `rule` at `places`; `detail` tells it from others of the same rule in the same file. Numbers that name
    /// one person are hidden in all of it, whatever text it repeats.
    #[must_use]
    pub fn new(
        rule: &str,
        severity: Severity,
        mut places: Vec<Place>,
        detail: &str,
        message: impl AsRef<str>,
        help: impl AsRef<str>,
    ) -> Self {
        let file = places.first().map_or("", |place| place.file.as_str());
        // What is joined could look like an address.
        let key = format!("{rule}@{}#{}", conceal(file), conceal(detail));
        for label in places.iter_mut().filter_map(|place| place.label.as_mut()) {
            if let Cow::Owned(hidden) = conceal(label) {
                *label = hidden;
            }
        }
        let (message, help) = (conceal(message.as_ref()).into_owned(), conceal(help.as_ref()).into_owned());
        let rule = rule.to_owned();
        Self { key, rule, severity, message, help, reading: None, places, due: None, origin: None, known: false }
    }

    /// Whether it fails a run that fails from `deny` on.
    #[must_use]
    pub fn fails(&self, deny: Severity) -> bool {
        self.severity >= deny && !self.known
    }

    /// Whether no exception and no baseline may hide it: what is private stays private, and what cannot be read stays
    /// unread, whoever approves.
    #[must_use]
    pub fn is_firm(&self) -> bool {
        let private = self.severity == Severity::Error && self.rule.starts_with("privacy/");
        private || is_unread(&self.rule)
    }
}

/// The rule that tells where the program itself gave up.
pub const FAULT: &str = "program/fault";

/// Whether a rule tells that a file cannot be read at all, or a whole studio.
#[must_use]
pub fn is_unread(rule: &str) -> bool {
    ["record/syntax", "record/encoding", "record/unreadable", FAULT].contains(&rule)
}

/// The state of a clause or an indicator, worst last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Excepted by a dated decision.
    Excepted,
    /// Its condition does not arise.
    NotApplicable,
    /// Fulfilled.
    Met,
    /// Waits for a person.
    Unjudged,
    /// Its time has not come.
    NotDue,
    /// The fact is recorded, its evidence is not there.
    Unevidenced,
    /// Not fulfilled.
    Unmet,
}

impl Verdict {
    /// All, from best to worst, as people read them.
    pub const ALL: [Self; 7] =
        [Self::Met, Self::Unmet, Self::Unevidenced, Self::Unjudged, Self::NotDue, Self::NotApplicable, Self::Excepted];

    /// The word in machine formats.
    #[must_use]
    pub fn token(self) -> &'static str {
        match self {
            Self::Excepted => "excepted",
            Self::NotApplicable => "not-applicable",
            Self::Met => "met",
            Self::Unjudged => "unjudged",
            Self::NotDue => "not-due",
            Self::Unevidenced => "unevidenced",
            Self::Unmet => "unmet",
        }
    }

    /// The verdict of an indicator: the worst of its clauses; excepted and not-applicable ones are neutral.
    #[must_use]
    pub fn worst(clauses: impl IntoIterator<Item = Self>) -> Self {
        // The order of the variants is from neutral to worst, so that neutral ones count only among themselves.
        clauses.into_iter().max().unwrap_or(Self::NotApplicable)
    }
}

#[cfg(test)]
mod tests {
    use super::Verdict::{self, Excepted, Met, NotApplicable, NotDue, Unevidenced, Unjudged, Unmet};

    #[test]
    fn an_indicator_is_as_good_as_its_worst_clause() {
        assert_eq!(Verdict::worst([Met, NotApplicable]), Met);
        assert_eq!(Verdict::worst([NotApplicable, Excepted]), NotApplicable);
        assert_eq!(Verdict::worst([Met, Unjudged, NotDue]), NotDue);
        assert_eq!(Verdict::worst([Unevidenced, NotDue, Met]), Unevidenced);
        assert_eq!(Verdict::worst([Unevidenced, Unmet]), Unmet);
    }
}
