//! GitLab's Code Quality report (docs.gitlab.com, “Code Quality”): a list of issues, each with a fingerprint that stays the
//! same when lines move. GitLab itself compares two reports, so all findings are in it, the known ones too.

use std::io::{self, Write};

use serde::Serialize;

use super::Style;
use super::ci::{exceptions, file, fingerprint, studio, told};
use crate::check::{Keyed, Report, Run, keyed};
use crate::files::digest;
use crate::finding::Severity;
use crate::load::{STUDIO, repository};
use crate::say;
use crate::text::json::written;

#[derive(Serialize)]
struct Issue<'f> {
    description: String,
    check_name: &'f str,
    fingerprint: String,
    severity: Weight,
    location: Location,
}

/// GitLab's words; its two gravest are for what breaks a product.
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

/// Writes the run as one list; exceptions in force are in it as information.
pub(super) fn write(out: &mut dyn Write, run: &Run<'_>, style: &Style<'_>) -> io::Result<()> {
    let mut issues: Vec<Issue<'_>> = keyed(run, &style.way).iter().map(|one| issue(one, style)).collect();
    for excepted in exceptions(run, style.lang) {
        let word = say!(style.lang, "verdict.excepted");
        let description = format!("{word} {} {}", studio(excepted.report), excepted.line);
        issues.push(Issue {
            fingerprint: digest::of(format!("{}\0{}", excepted.report.path, excepted.line).as_bytes()),
            description,
            check_name: EXCEPTION,
            severity: Weight::Info,
            location: root(Some(excepted.report), style),
        });
    }
    writeln!(out, "{}", written(&issues)?)
}

/// The name that exceptions in force go by, beside `exception/expired` and its like.
const EXCEPTION: &str = "exception/in-force";

fn issue<'f>(one: &Keyed<'f>, style: &Style<'_>) -> Issue<'f> {
    let finding = one.finding;
    let known = if finding.known { say!(style.lang, "baseline.mark") } else { String::new() };
    Issue {
        description: format!("{known}{}", told(finding, style.lang)),
        check_name: &finding.rule,
        fingerprint: fingerprint(one),
        severity: match finding.severity {
            Severity::Error => Weight::Major,
            Severity::Warning => Weight::Minor,
            Severity::Note => Weight::Info,
        },
        location: match finding.places.first().filter(|place| !place.file.is_empty()) {
            Some(place) => Location { path: file(place, style), lines: Lines { begin: place.line.max(1) } },
            None => root(one.report, style),
        },
    }
}

/// The root file of a studio, for what stands nowhere else.
fn root(report: Option<&Report<'_>>, style: &Style<'_>) -> Location {
    let inside = report.map_or("", |report| report.path.as_str());
    let path = repository::path(&style.way, &format!("{inside}/{STUDIO}"));
    Location { path, lines: Lines { begin: 1 } }
}
