//! What to do next, in about ten lines: what is missing first, then whom one waits for, then what is not due.

use std::cmp::Reverse;
use std::io::{self, Write};

use super::Style;
use crate::check::{Judged, Report, Wait};
use crate::finding::{Finding, Severity, Verdict};
use crate::say;
use crate::standard::{Standard, covers};
use crate::text::safe::visible;
use crate::text::width::{truncate, wrap};

/// Lines in all, where what waits leaves room for the findings.
const LINES: usize = 10;
/// Lines that are kept for findings, however much waits: whoever looks at this list alone must see what is wrong.
const LEAST: usize = 4;
/// Columns of the number in front of a line.
const INDENT: usize = 5;

/// Writes the list.
pub(super) fn write(out: &mut dyn Write, report: &Report<'_>, style: &Style<'_>) -> io::Result<()> {
    let room = style.width.saturating_sub(INDENT);
    // The clauses that wait are wanted whole, since one copies them; findings stand above and may be cut.
    let mut waiting: Vec<Vec<String>> = if report.waits_for_root {
        vec![wrap(&say!(style.lang, "wait.root"), room)]
    } else {
        waiting(report, style).iter().map(|line| wrap(line, room)).collect()
    };
    let taken: usize = waiting.iter().map(Vec::len).sum();
    let findings = findings(report, style, LINES.saturating_sub(taken).max(LEAST));
    let mut items: Vec<Vec<String>> =
        findings.iter().map(|line| vec![truncate(&visible(line), room).into_owned()]).collect();
    items.append(&mut waiting);
    if items.is_empty() {
        let whole = report.clauses.len() == style.standard.about.clauses;
        let key = if whole { "next.nothing" } else { "next.nothing-of-these" };
        return writeln!(out, "{}\n", say!(style.lang, key));
    }
    writeln!(out, "{}", say!(style.lang, "next.title"))?;
    for (number, item) in items.iter().enumerate() {
        for (index, line) in item.iter().enumerate() {
            let lead = if index == 0 { format!("{:>3}. ", number + 1) } else { " ".repeat(INDENT) };
            writeln!(out, "{lead}{line}")?;
        }
    }
    writeln!(out)
}

/// What waits for the school's statement, for a reviewer, and for its time.
fn waiting(report: &Report<'_>, style: &Style<'_>) -> Vec<String> {
    let ids = |is_so: &dyn Fn(&Judged<'_>) -> bool| {
        let mine = report.clauses.iter().filter(|clause| is_so(clause));
        let mut ids = shorten(style.standard, &mine.map(Judged::id).collect::<Vec<_>>());
        ids.extend(report.local.iter().filter(|clause| is_so(clause)).map(|clause| clause.id().to_owned()));
        ids
    };
    let unjudged = |is_so: &dyn Fn(Option<Wait>) -> bool| {
        ids(&|clause| clause.verdict == Verdict::Unjudged && is_so(clause.waits))
    };
    let parts = [
        ("next.record", unjudged(&|waits| matches!(waits, Some(Wait::Record | Wait::Unread)))),
        ("next.person.state", unjudged(&|waits| waits == Some(Wait::Statement))),
        ("next.person.sign", unjudged(&|waits| !matches!(waits, Some(Wait::Statement | Wait::Record | Wait::Unread)))),
        ("next.wait", ids(&|clause| clause.verdict == Verdict::NotDue)),
    ];
    let told = parts.iter().filter(|(_, ids)| !ids.is_empty());
    told.map(|(key, ids)| say!(style.lang, key, ids = style.lang.list(ids))).collect()
}

/// The findings that weigh most, one a rule, in at most `room` lines; the last says how many there are besides.
fn findings(report: &Report<'_>, style: &Style<'_>, room: usize) -> Vec<String> {
    let mut by_weight: Vec<&Finding> =
        report.findings.iter().filter(|finding| finding.severity > Severity::Note).collect();
    // Broken files go first: what they hold is missing everywhere else.
    by_weight.sort_by_key(|finding| {
        let broken = finding.rule.starts_with("record/") && finding.severity == Severity::Error;
        (Reverse(finding.severity), !broken, !finding.rule.starts_with("privacy/"))
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
    let all = report.findings.len();
    if by_weight.len() == all && all <= room {
        return by_weight.iter().map(line).collect();
    }
    let mut lines: Vec<String> = by_weight.iter().take(room.saturating_sub(1)).map(line).collect();
    if !lines.is_empty() {
        lines.push(say!(style.lang, "next.more", n = all - lines.len()));
    }
    lines
}

/// Ids with a beginning in place of all clauses that have it: `4`, `2.2`, `1.1.2`.
fn shorten(standard: &Standard, ids: &[&str]) -> Vec<String> {
    let mut short: Vec<String> = Vec::new();
    for id in ids {
        if short.iter().any(|prefix| covers(prefix, id)) {
            continue;
        }
        let ends = id.match_indices(['.', '-']).map(|(end, _)| &id[..end]).chain([*id]);
        let whole = |prefix: &&str| {
            let mut covered = standard.clauses().filter(|clause| covers(prefix, &clause.id));
            covered.all(|clause| ids.contains(&clause.id.as_str()))
        };
        short.extend(ends.into_iter().find(whole).map(str::to_owned));
    }
    short
}
