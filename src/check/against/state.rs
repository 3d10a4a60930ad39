//! A studio as it stood: what was decided and what was found, without its records.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::check::told::{At, Decided, Found, Part};
use crate::check::wait::Wait;
use crate::check::{Judged, Report};
use crate::finding::{Finding, Place, Severity, Verdict};

/// A studio as it stood.
#[derive(Debug, Default)]
pub(super) struct State {
    pub name: String,
    pub school: String,
    /// First and last day it looked at.
    pub window: Option<(Date, Date)>,
    pub indicators: Vec<(String, Verdict)>,
    pub clauses: Vec<(String, Verdict)>,
    /// What overlays ask.
    pub local: Vec<(String, Verdict)>,
    /// Clauses that could not be judged, for a record that may decide them could not be read.
    pub unseen: Vec<String>,
    /// Whether its root file could not be read, so that nothing was judged and what was found says little.
    pub blind: bool,
    /// By their keys.
    pub findings: BTreeMap<String, Told>,
}

/// What is told of a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The clause, or a name such as `record/type`.
    pub rule: String,
    /// How much it weighs.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// The file it is in first, with `/`: from the studio, or for what is of no single one from what is checked.
    pub file: String,
    /// The line; of an earlier state, the line then.
    pub line: usize,
}

impl State {
    /// What a run says of a studio, but for its findings.
    pub fn of(report: &Report<'_>) -> Self {
        let decided = |all: &[Judged<'_>]| all.iter().map(|one| (one.id().to_owned(), one.verdict)).collect();
        let all = report.clauses.iter().chain(&report.local);
        let unseen = all.filter(|one| one.waits == Some(Wait::Record)).map(|one| one.id().to_owned()).collect();
        Self {
            name: report.name.clone(),
            school: report.school.clone(),
            window: Some(report.window),
            indicators: report.indicators.iter().map(|(id, verdict)| ((*id).to_owned(), *verdict)).collect(),
            clauses: decided(&report.clauses),
            local: decided(&report.local),
            unseen,
            blind: report.waits_for_root,
            findings: BTreeMap::new(),
        }
    }

    /// Whether nobody could say of this clause, or of one of this indicator's, how it stood.
    pub fn is_unseen(&self, id: &str) -> bool {
        self.unseen
            .iter()
            .any(|clause| clause.strip_prefix(id).is_some_and(|rest| rest.is_empty() || rest.starts_with('-')))
    }

    /// Whether `other` is of another studio: neither its school nor its name is the same. What has no names may be any.
    pub fn is_of_another(&self, other: &Self) -> bool {
        let differ = |one: &str, other: &str| !one.is_empty() && !other.is_empty() && one != other;
        differ(&self.school, &other.school) && differ(&self.name, &other.name)
    }

    /// Whether `other` is of the same school and has the same name.
    pub fn has_the_names_of(&self, other: &Self) -> bool {
        !self.name.is_empty() && self.name == other.name && self.school == other.school
    }

    /// What a report says of a studio, but for its findings, which it gives beside it.
    pub fn read(part: Part) -> (Self, Vec<Found>) {
        // Else what is not judged waits for somebody.
        let idle = |one: &Decided| one.verdict == Verdict::Unjudged && one.waits.is_none();
        let blind = part.clauses.iter().any(idle);
        let is_unseen = |one: &&Decided| one.waits.as_deref() == Some(Wait::Record.token());
        let unseen = part.clauses.iter().chain(&part.local).filter(is_unseen).map(|one| one.id.clone()).collect();
        let decided = |all: Vec<Decided>| all.into_iter().map(|one| (one.id, one.verdict)).collect();
        let state = Self {
            name: part.name,
            school: part.school,
            window: part.window.map(|window| (window.from, window.to)),
            indicators: decided(part.indicators),
            clauses: decided(part.clauses),
            local: decided(part.local),
            unseen,
            blind,
            findings: BTreeMap::new(),
        };
        (state, part.findings)
    }
}

impl Told {
    /// What is told of a finding in the studio at `inside`.
    pub(super) fn of(finding: &Finding, inside: &str) -> Self {
        let (file, line) = finding.places.first().map_or(("", 0), |place: &Place| (place.file.as_str(), place.line));
        Self {
            rule: finding.rule.clone(),
            severity: finding.severity,
            message: finding.message.clone(),
            file: within(inside, file).to_owned(),
            line,
        }
    }

    /// What a report tells of one.
    pub(super) fn read(found: Found, inside: &str) -> Self {
        let At { file, line } = found.places.into_iter().next().unwrap_or_default();
        let file = within(inside, &file).to_owned();
        Self { rule: found.rule, severity: found.severity, message: found.message, file, line }
    }
}

/// The part of a path that begins at the studio.
fn within<'f>(inside: &str, file: &'f str) -> &'f str {
    file.strip_prefix(inside).and_then(|rest| rest.strip_prefix('/')).unwrap_or(file)
}
