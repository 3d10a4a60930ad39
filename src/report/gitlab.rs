//! GitLab's Code Quality report (docs.gitlab.com, “Code Quality”): a list of issues, each with a fingerprint that stays the
//! same when lines move. GitLab itself compares two reports, so all findings are in it.

use std::io::{self, Write};

use serde::Serialize;

use super::Style;
use super::ci::path;
use crate::check::Run;
use crate::files::digest;
use crate::finding::{Finding, Severity};
use crate::say;

#[derive(Serialize)]
struct Issue<'f> {
    description: String,
    check_name: &'f str,
    fingerprint: String,
    severity: Weight,
    location: Location,
}

/// Those of GitLab's five words that are used.
#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum Weight {
    Info,
    Minor,
    Major,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
}

/// Writes the run as one list.
pub(super) fn write(out: &mut dyn Write, run: &Run<'_>, style: &Style<'_>) -> io::Result<()> {
    let issues: Vec<Issue<'_>> = run.all_findings().map(|finding| issue(finding, style)).collect();
    serde_json::to_writer_pretty(&mut *out, &issues)?;
    writeln!(out)
}

fn issue<'f>(finding: &'f Finding, style: &Style<'_>) -> Issue<'f> {
    let place = finding.places.first();
    let help = say!(style.lang, "ci.help", help = finding.help);
    let description =
        if finding.help.is_empty() { finding.message.clone() } else { format!("{} {help}", finding.message) };
    Issue {
        description,
        check_name: &finding.rule,
        fingerprint: digest::of(finding.key.as_bytes()),
        severity: match finding.severity {
            Severity::Error => Weight::Major,
            Severity::Warning => Weight::Minor,
            Severity::Note => Weight::Info,
        },
        location: Location {
            path: place.map_or_else(|| path(&style.prefix, "."), |place| path(&style.prefix, &place.file)),
            lines: Lines { begin: place.map_or(1, |place| place.line.max(1)) },
        },
    }
}
