//! JSON for programs: one object, with `version`, `standard` (its id), `today`, `studios`, `findings` (of no single studio) and
//! `summary`. These structs are the contract: other people's scripts read them, so fields are only ever added.

use std::borrow::Cow;
use std::io::{self, Write};

use serde::Serialize;

use super::Style;
use crate::check::{Covered, Judged, Report, Run, Wait};
use crate::finding::{Finding, Severity, Verdict};
use crate::standard::indicator::Clause as ClauseOf;
use crate::standard::{Overlay, Standard};
use crate::text::json::written;
use crate::text::personal::conceal;

#[derive(Serialize)]
struct Studio<'r> {
    path: Cow<'r, str>,
    name: &'r str,
    school: &'r str,
    window: Window,
    indicators: Vec<Indicator<'r>>,
    clauses: Vec<Clause<'r>>,
    local: Vec<Local<'r>>,
    findings: Vec<Found<'r>>,
    exceptions: Vec<Exception<'r>>,
    signoffs: Vec<Signoff<'r>>,
}

#[derive(Serialize)]
struct Exception<'r> {
    what: &'r str,
    reason: &'r str,
    approver: &'r str,
    until: String,
}

#[derive(Serialize)]
struct Signoff<'r> {
    covers: &'r [String],
    clauses: &'r [&'r str],
    verdict: &'r str,
    reviewer: &'r str,
    date: String,
    stale: bool,
    file: &'r str,
    line: usize,
}

#[derive(Serialize)]
struct Window {
    from: String,
    to: String,
}

#[derive(Serialize)]
struct Indicator<'r> {
    id: &'r str,
    verdict: &'static str,
}

#[derive(Serialize)]
struct Clause<'r> {
    id: &'r str,
    verdict: &'static str,
    readings: Vec<&'r str>,
    facts: &'r [String],
    reason: Option<&'r str>,
    waits: Option<&'static str>,
}

#[derive(Serialize)]
struct Local<'r> {
    #[serde(flatten)]
    clause: Clause<'r>,
    label: &'r str,
    origin: String,
}

#[derive(Serialize)]
struct Found<'r> {
    key: &'r str,
    rule: &'r str,
    severity: &'static str,
    message: &'r str,
    help: &'r str,
    reading: Option<&'r str>,
    places: Vec<At<'r>>,
    known: bool,
    origin: Option<&'r str>,
}

#[derive(Serialize)]
struct At<'r> {
    file: &'r str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    label: Option<&'r str>,
}

#[derive(Serialize)]
struct Summary {
    studios: usize,
    /// Studios that were not looked at, since nothing was touched in them.
    untouched: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
    known: usize,
    /// Of each severity those that no baseline knows.
    new: New,
    resolved: usize,
    clauses: std::collections::BTreeMap<&'static str, usize>,
}

#[derive(Serialize)]
struct New {
    errors: usize,
    warnings: usize,
    notes: usize,
}

/// What stands before the first studio.
pub(super) fn begin(out: &mut dyn Write, style: &Style<'_>) -> io::Result<()> {
    let (standard, today) = (indented(&style.standard.about.id, 1)?, indented(&style.today.to_string(), 1)?);
    write!(out, "{{\n  \"version\": 1,\n  \"standard\": {standard},\n  \"today\": {today},\n  \"studios\": [")
}

/// A studio, as it stands in the list.
pub(super) fn part(report: &Report<'_>, style: &Style<'_>) -> io::Result<String> {
    indented(&studio(report, style.standard), 2)
}

/// One more of the list, behind `before` others.
pub(super) fn take(out: &mut dyn Write, part: &str, before: usize) -> io::Result<()> {
    write!(out, "{}\n    {part}", if before == 0 { "" } else { "," })
}

/// What stands behind the last of `studios`.
pub(super) fn end(out: &mut dyn Write, run: &Run<'_>, style: &Style<'_>) -> io::Result<()> {
    let summary = Summary {
        studios: run.studios.len(),
        untouched: run.untouched,
        errors: run.count(Severity::Error),
        warnings: run.count(Severity::Warning),
        notes: run.count(Severity::Note),
        known: style.baseline.map_or(0, |marked| marked.known),
        new: New {
            errors: run.fresh(Severity::Error),
            warnings: run.fresh(Severity::Warning),
            notes: run.fresh(Severity::Note),
        },
        resolved: style.baseline.map_or(0, |marked| marked.gone),
        clauses: Verdict::ALL.into_iter().map(|verdict| (verdict.token(), run.clauses(verdict))).collect(),
    };
    let findings = indented(&run.findings.iter().map(found).collect::<Vec<_>>(), 1)?;
    let close = if run.studios.is_empty() { "]" } else { "\n  ]" };
    writeln!(out, "{close},\n  \"findings\": {findings},\n  \"summary\": {}\n}}", indented(&summary, 1)?)
}

/// A value as it stands within `depth` others. No text in it has a line end of its own: JSON escapes them.
fn indented(value: &impl Serialize, depth: usize) -> io::Result<String> {
    Ok(written(value)?.replace('\n', &format!("\n{}", "  ".repeat(depth))))
}

fn studio<'r>(report: &'r Report<'r>, standard: &'r Standard) -> Studio<'r> {
    Studio {
        path: if report.path.is_empty() { Cow::Borrowed(".") } else { conceal(&report.path) },
        name: &report.name,
        school: &report.school,
        window: Window { from: report.window.0.to_string(), to: report.window.1.to_string() },
        indicators: report.indicators.iter().map(|(id, verdict)| Indicator { id, verdict: verdict.token() }).collect(),
        clauses: report.clauses.iter().map(clause).collect(),
        local: report.local.iter().map(|judged| local(judged, standard)).collect(),
        findings: report.findings.iter().map(found).collect(),
        exceptions: report
            .exceptions
            .iter()
            .map(|one| Exception {
                what: &one.what,
                reason: &one.reason,
                approver: &one.approver,
                until: one.until.to_string(),
            })
            .collect(),
        signoffs: report.signoffs.iter().map(signoff).collect(),
    }
}

fn signoff<'r>(one: &'r Covered<'r>) -> Signoff<'r> {
    let signed = &one.signed;
    Signoff {
        covers: &signed.covers,
        clauses: &one.clauses,
        verdict: &signed.verdict,
        reviewer: &signed.reviewer,
        date: signed.date.to_string(),
        stale: one.stale,
        file: &signed.place.file,
        line: signed.place.line,
    }
}

/// A demand of an overlay, with its name and the document it stands in.
fn local<'r>(judged: &'r Judged<'r>, standard: &Standard) -> Local<'r> {
    Local {
        clause: clause(judged),
        label: judged.clause.label.as_ref().map_or("", |label| &label.zh),
        origin: standard.overlay(judged.clause.origin.as_ref()).map_or(String::new(), Overlay::named),
    }
}

fn clause<'r>(judged: &'r Judged<'r>) -> Clause<'r> {
    Clause {
        id: judged.id(),
        verdict: judged.verdict.token(),
        readings: readings(judged.clause),
        facts: &judged.facts,
        reason: judged.reason.as_deref(),
        waits: judged.waits.map(Wait::token),
    }
}

/// Every reading of a clause, each once.
fn readings(clause: &ClauseOf) -> Vec<&str> {
    let mut all: Vec<&str> = clause.readings().collect();
    all.dedup();
    all
}

fn found(finding: &Finding) -> Found<'_> {
    let places = finding.places.iter().map(|place| At {
        file: &place.file,
        line: place.line,
        column: place.column,
        end_line: place.end_line,
        end_column: place.end_column,
        label: place.label.as_deref(),
    });
    Found {
        key: &finding.key,
        rule: &finding.rule,
        severity: finding.severity.token(),
        message: &finding.message,
        help: &finding.help,
        reading: finding.reading.as_deref(),
        places: places.collect(),
        known: finding.known,
        origin: finding.origin.as_deref(),
    }
}
