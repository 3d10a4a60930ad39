//! What overlays ask, apart from the standard's own.

use serde::Serialize;

use super::finding::Finding;
use crate::check::{Judged, Report};
use crate::standard::{Overlay, Standard};
use crate::text::lang::Lang;

/// What an overlay asks.
#[derive(Debug, Serialize)]
pub struct Local {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub label: String,
    /// Its text.
    pub text: String,
    /// The overlay.
    pub origin: String,
    /// The verdict.
    pub verdict: Option<&'static str>,
    /// Why.
    pub reason: Option<String>,
    /// What is wrong.
    pub findings: Vec<Finding>,
}

/// What overlays ask, with what was found.
pub(super) fn local(standard: &Standard, report: &Report<'_>, lang: Lang) -> Vec<Local> {
    let one = |judged: &Judged<'_>| Local {
        id: judged.id().to_owned(),
        label: judged.clause.label.as_ref().map_or("", |label| label.get(lang)).to_owned(),
        text: judged.clause.text.clone(),
        origin: standard.overlay(judged.clause.origin.as_ref()).map_or(String::new(), Overlay::named),
        verdict: (!report.waits_for_root).then(|| judged.verdict.token()),
        reason: judged.reason.clone(),
        findings: Finding::of(report, |rule| rule == judged.id()),
    };
    report.local.iter().map(one).collect()
}
