//! Exceptions in force, and what reviewers have signed.

use serde::Serialize;

use crate::check::Report;

/// An exception.
#[derive(Debug, Serialize)]
pub struct Exception {
    /// What is excepted.
    pub what: String,
    /// Why.
    pub reason: String,
    /// Who approved it.
    pub approver: String,
    /// Its last day.
    pub until: String,
}

/// A sign-off.
#[derive(Debug, Serialize)]
pub struct Signed {
    /// What it covers, as it is written.
    pub covers: Vec<String>,
    /// How many clauses it decides.
    pub n: usize,
    /// The verdict.
    pub verdict: String,
    /// Who signed.
    pub reviewer: String,
    /// When.
    pub date: String,
    /// Whether it is to be made again.
    pub stale: bool,
    /// What else is said.
    pub further: Vec<(String, String)>,
}

/// Both, of a studio.
pub(super) fn signed(report: &Report<'_>) -> (Vec<Exception>, Vec<Signed>) {
    let exceptions = report.exceptions.iter().map(|one| Exception {
        what: one.what.clone(),
        reason: one.reason.clone(),
        approver: one.approver.clone(),
        until: one.until.to_string(),
    });
    let signoffs = report.signoffs.iter().map(|one| Signed {
        covers: one.signed.covers.clone(),
        n: one.clauses.len(),
        verdict: one.signed.verdict.clone(),
        reviewer: one.signed.reviewer.clone(),
        date: one.signed.date.to_string(),
        stale: one.stale,
        further: one.signed.further.clone(),
    });
    (exceptions.collect(), signoffs.collect())
}
