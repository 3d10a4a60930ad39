//! The headings of the first level with their verdicts: each that of its worst clause, with how many clauses have which. No
//! share of them is worked out: the standard has none.

use serde::Serialize;

use super::bars::stacked;
use crate::check::Report;
use crate::finding::Verdict;
use crate::standard::Standard;

/// A heading of the first level.
#[derive(Debug, Serialize)]
pub struct Level {
    /// Its words.
    pub title: String,
    /// Its verdict; nothing where none was given.
    pub verdict: Option<&'static str>,
    /// How many clauses have which verdict.
    pub counts: Vec<Count>,
    /// Its indicators.
    pub cells: Vec<Cell>,
}

/// How many have a verdict.
#[derive(Debug, Serialize)]
pub struct Count {
    /// The verdict.
    pub verdict: &'static str,
    /// How many.
    pub n: usize,
    /// Where its bar begins, in percent of all.
    pub at: f64,
    /// How long its bar is.
    pub length: f64,
}

/// An indicator at a glance.
#[derive(Debug, Serialize)]
pub struct Cell {
    /// Its id.
    pub id: String,
    /// Its verdict.
    pub verdict: Option<&'static str>,
}

/// The first-level headings in the order of the text, each with the ids of its indicators.
pub(super) fn headings(standard: &Standard) -> Vec<(&str, Vec<&str>)> {
    let mut levels: Vec<(&str, Vec<&str>)> = Vec::new();
    for heading in &standard.headings {
        let ids = heading.indicators.iter().map(|indicator| indicator.id.as_str());
        match levels.last_mut().filter(|(title, _)| *title == heading.level1) {
            Some((_, known)) => known.extend(ids),
            None => levels.push((&heading.level1, ids.collect())),
        }
    }
    levels
}

/// The headings with what was found.
pub(super) fn levels(standard: &Standard, report: &Report<'_>) -> Vec<Level> {
    let verdict = |id: &str| report.indicators.iter().find(|(known, _)| *known == id).map(|(_, verdict)| *verdict);
    let level = |(title, ids): (&str, Vec<&str>)| {
        let within = |clause: &str| ids.iter().any(|id| crate::standard::covers(id, clause));
        let clauses: Vec<Verdict> =
            report.clauses.iter().filter(|clause| within(clause.id())).map(|clause| clause.verdict).collect();
        let judged = report.judged() && !clauses.is_empty();
        Level {
            title: title.to_owned(),
            verdict: judged.then(|| Verdict::worst(clauses.iter().copied()).token()),
            counts: if judged { counts(&clauses) } else { Vec::new() },
            cells: ids
                .iter()
                .map(|id| Cell {
                    id: (*id).to_owned(),
                    verdict: verdict(id).filter(|_| report.judged()).map(Verdict::token),
                })
                .collect(),
        }
    };
    headings(standard).into_iter().map(level).collect()
}

/// How many have which verdict, as people read them.
pub(super) fn counts(verdicts: &[Verdict]) -> Vec<Count> {
    let count = |verdict: Verdict| (verdict, verdicts.iter().filter(|one| **one == verdict).count());
    let parts = stacked(Verdict::ALL.map(count)).into_iter();
    parts.map(|(verdict, n, at, length)| Count { verdict: verdict.token(), n, at, length }).collect()
}
