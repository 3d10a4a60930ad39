//! What was found, as pages tell it.

use serde::Serialize;

use crate::check::Report;
use crate::finding;
use crate::text::message::rules;

/// A finding.
#[derive(Debug, Serialize)]
pub struct Finding {
    /// The clause, or the name of the rule.
    pub rule: String,
    /// How much it weighs.
    pub severity: &'static str,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
    /// How the words were read.
    pub reading: Option<String>,
    /// Where, from the folder of the studio.
    pub places: Vec<Place>,
}

/// A place.
#[derive(Debug, Serialize)]
pub struct Place {
    /// File and line.
    pub at: String,
    /// What stands there.
    pub label: Option<String>,
    /// The line itself; left out where a clause asks, since it is what is missing that counts there.
    pub line: String,
}

/// Places of a finding that are told.
const PLACES: usize = 4;

impl Finding {
    /// The findings of `report` on the rules that are `wanted`.
    pub(super) fn of(report: &Report<'_>, wanted: impl Fn(&str) -> bool) -> Vec<Self> {
        Self::listed(report.findings.iter().filter(|finding| wanted(&finding.rule)), &report.path)
    }

    /// Findings in the studio at a path; files are named from there.
    pub(super) fn listed<'f>(findings: impl Iterator<Item = &'f finding::Finding>, studio: &str) -> Vec<Self> {
        let mut all: Vec<Self> = findings.map(|finding| Self::new(finding, studio)).collect();
        // What to do is said once, below the last of several that are mended alike.
        for index in 1..all.len() {
            if all[index - 1].help == all[index].help {
                all[index - 1].help.clear();
            }
        }
        all
    }

    fn new(finding: &finding::Finding, studio: &str) -> Self {
        // A rule of the engine itself finds slips of writing.
        let slip = rules().any(|rule| rule == finding.rule);
        let place = |place: &finding::Place| Place {
            at: at(place, studio),
            label: place.label.clone(),
            line: if slip { place.excerpt.trim().to_owned() } else { String::new() },
        };
        Self {
            rule: finding.rule.clone(),
            severity: finding.severity.token(),
            message: finding.message.clone(),
            help: finding.help.clone(),
            reading: finding.reading.clone(),
            places: finding.places.iter().take(PLACES).map(place).collect(),
        }
    }
}

/// File and line, from the folder of the studio.
pub(super) fn at(place: &finding::Place, studio: &str) -> String {
    let file = place.file.strip_prefix(studio).and_then(|rest| rest.strip_prefix('/')).unwrap_or(&place.file);
    if place.line == 0 { file.to_owned() } else { format!("{file}:{}", place.line) }
}
