//! JSON for programs. These structs are the contract: fields are only ever added.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::{path, verdict};
use crate::check::{Report, Run, Todo};
use crate::finding::{Finding, Severity, Verdict};
use crate::report::Style;
use crate::text::json::written;

#[derive(Serialize)]
struct Root<'r> {
    version: u8,
    standard: &'r str,
    today: String,
    studios: Vec<Studio<'r>>,
    findings: Vec<Do<'r>>,
}

#[derive(Serialize)]
struct Studio<'r> {
    path: &'r str,
    name: &'r str,
    school: &'r str,
    judged: bool,
    errors: usize,
    warnings: usize,
    clauses: BTreeMap<&'static str, usize>,
    indicators: Vec<Indicator<'r>>,
    todo: Vec<Do<'r>>,
}

#[derive(Serialize)]
struct Indicator<'r> {
    id: &'r str,
    verdict: &'static str,
}

#[derive(Serialize)]
struct Do<'r> {
    rule: &'r str,
    verdict: Option<&'static str>,
    severity: Option<&'static str>,
    reason: &'r str,
    person: Option<&'r str>,
    due: Option<String>,
    file: Option<&'r str>,
    line: Option<usize>,
}

/// Writes the whole as one object, with a line end behind it.
pub(super) fn write(out: &mut dyn Write, run: &Run<'_>, todos: &[Vec<Todo>], style: &Style<'_>) -> io::Result<()> {
    let studios = run.studios.iter().zip(todos).map(|(report, todos)| studio(report, todos)).collect();
    let root = Root {
        version: 1,
        standard: &style.standard.about.id,
        today: style.today.to_string(),
        studios,
        findings: run.findings.iter().map(finding).collect(),
    };
    writeln!(out, "{}", written(&root)?)
}

fn studio<'r>(report: &'r Report<'r>, todos: &'r [Todo]) -> Studio<'r> {
    let of = |wanted: Verdict| report.clauses.iter().filter(|clause| clause.verdict == wanted).count();
    let judged = report.indicators.iter().filter_map(|(id, _)| Some((*id, verdict(report, id)?)));
    Studio {
        path: path(report),
        name: &report.name,
        school: &report.school,
        judged: !report.waits_for_root,
        errors: report.count(Severity::Error),
        warnings: report.count(Severity::Warning),
        clauses: Verdict::ALL.into_iter().map(|verdict| (verdict.token(), of(verdict))).collect(),
        indicators: judged.map(|(id, verdict)| Indicator { id, verdict: verdict.token() }).collect(),
        todo: todos.iter().map(todo).collect(),
    }
}

fn todo(todo: &Todo) -> Do<'_> {
    Do {
        rule: &todo.rule,
        verdict: todo.verdict.map(Verdict::token),
        severity: todo.severity.map(Severity::token),
        reason: &todo.reason,
        person: todo.person.as_deref(),
        due: todo.due.map(|day| day.to_string()),
        file: todo.place.as_ref().map(|place| place.file.as_str()),
        line: todo.place.as_ref().map(|place| place.line),
    }
}

/// A finding of no single studio: a thing to do for whoever looks after them all.
fn finding(finding: &Finding) -> Do<'_> {
    let place = finding.places.first();
    Do {
        rule: &finding.rule,
        verdict: None,
        severity: Some(finding.severity.token()),
        reason: &finding.message,
        person: None,
        due: None,
        file: place.map(|place| place.file.as_str()),
        line: place.map(|place| place.line),
    }
}
