//! What to do next, in at most ten lines: what is missing first, then whom one waits for, then what is not due.

use std::io::{self, Write};

use super::Style;
use crate::check::Report;
use crate::finding::{Finding, Severity, Verdict};
use crate::say;
use crate::standard::Standard;
use crate::text::safe::visible;
use crate::text::width::truncate;

/// Lines for findings; three more are for people and for time.
const FINDINGS: usize = 6;

/// Writes the list.
pub(super) fn write(out: &mut dyn Write, report: &Report<'_>, style: &Style<'_>) -> io::Result<()> {
    let lang = style.lang;
    let mut lines = findings(report, style);
    let waiting = |with_statement: bool| {
        let open = report.clauses.iter().filter(|clause| clause.verdict == Verdict::Unjudged);
        let ids = open.filter(|clause| (clause.reason == Some(say!(lang, "wait.statement"))) == with_statement);
        shorten(style.standard, &ids.map(|clause| clause.id()).collect::<Vec<_>>())
    };
    let due: Vec<&str> = report
        .clauses
        .iter()
        .filter(|clause| clause.verdict == Verdict::NotDue)
        .map(|clause| clause.id())
        .collect();
    if report.clauses.iter().any(|clause| clause.reason == Some(say!(lang, "wait.root"))) {
        lines.push(say!(lang, "wait.root"));
        return list(out, &lines, style);
    }
    for (key, ids) in [
        ("next.person.state", waiting(true)),
        ("next.person.sign", waiting(false)),
        ("next.wait", shorten(style.standard, &due)),
    ] {
        if !ids.is_empty() {
            lines.push(say!(lang, key, ids = ids.join(&say!(lang, "list.join"))));
        }
    }
    if lines.is_empty() {
        return writeln!(out, "{}\n", say!(lang, "next.nothing"));
    }
    list(out, &lines, style)
}

fn list(out: &mut dyn Write, lines: &[String], style: &Style<'_>) -> io::Result<()> {
    writeln!(out, "{}", say!(style.lang, "next.title"))?;
    for (number, line) in lines.iter().enumerate() {
        let line = format!("{:>3}. {}", number + 1, visible(line));
        writeln!(out, "{}", truncate(&line, style.width))?;
    }
    writeln!(out)
}

/// The findings that weigh most, one a rule, then how many there are besides.
fn findings(report: &Report<'_>, style: &Style<'_>) -> Vec<String> {
    let mut by_weight: Vec<&Finding> =
        report.findings.iter().filter(|finding| finding.severity > Severity::Note).collect();
    // Broken files go first: what they hold is missing everywhere else.
    by_weight.sort_by_key(|finding| {
        let broken = finding.rule.starts_with("record/") && finding.severity == Severity::Error;
        (std::cmp::Reverse(finding.severity), !broken, !finding.rule.starts_with("privacy/"))
    });
    let mut seen = Vec::new();
    by_weight.retain(|finding| {
        let first = !seen.contains(&&finding.rule) || finding.rule.starts_with("record/");
        seen.push(&finding.rule);
        first
    });
    let line = |finding: &&Finding| {
        let place = finding.places.first().map_or(String::new(), |place| format!("{}:{}", place.file, place.line));
        say!(style.lang, "next.clause", place = place, id = finding.rule, message = finding.message)
    };
    let mut lines: Vec<String> = by_weight.iter().take(FINDINGS).map(line).collect();
    let more = report.findings.len().saturating_sub(lines.len());
    if more > 0 && !lines.is_empty() {
        lines.push(say!(style.lang, "next.more", n = more));
    }
    lines
}

/// Ids with whole indicators named once: `1.1.2` for all its clauses.
fn shorten(standard: &Standard, ids: &[&str]) -> Vec<String> {
    let mut short = Vec::new();
    for indicator in standard.indicators() {
        let mine: Vec<&str> =
            indicator.clauses.iter().map(|clause| clause.id.as_str()).filter(|id| ids.contains(id)).collect();
        if mine.len() == indicator.clauses.len() {
            short.push(indicator.id.clone());
        } else {
            short.extend(mine.into_iter().map(str::to_owned));
        }
    }
    short
}
