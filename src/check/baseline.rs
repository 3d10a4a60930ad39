//! A baseline: the findings of an earlier run, by their keys. What is in it is known, and only what is new fails a run.
//!
//! Errors of privacy and files that cannot be read are never known: they are to be mended, not got used to.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::Run;
use crate::failure::{Failure, Result};
use crate::finding::{Finding, Severity};
use crate::say;
use crate::text::lang::Lang;

/// The version of the file.
const VERSION: u8 = 1;
/// A larger file is no baseline: 2,000 studios in their first week have some 40 MB.
const LARGEST: u64 = 256 << 20;

/// The keys of the findings of an earlier run, each with its severity.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Baseline(BTreeMap<String, String>);

/// The file as it is written: sorted, one key a line, so that its history reads well.
#[derive(Serialize, Deserialize)]
struct File {
    baseline: u8,
    findings: BTreeMap<String, String>,
}

/// A report of `--format json`, as far as it matters here.
#[derive(Deserialize)]
struct Report {
    version: u8,
    studios: Vec<Part>,
    findings: Vec<Found>,
}

#[derive(Deserialize)]
struct Part {
    findings: Vec<Found>,
}

#[derive(Deserialize)]
struct Found {
    key: String,
    severity: String,
}

impl Baseline {
    /// What `run` found, but for what is never known.
    #[must_use]
    pub fn of(run: &Run<'_>) -> Self {
        let may = run.all_findings().filter(|finding| may_be_known(finding));
        Self(may.map(|finding| (finding.key.clone(), finding.severity.token().to_owned())).collect())
    }

    /// Reads a baseline, or takes a JSON report for one.
    ///
    /// # Errors
    /// The file cannot be read or is neither.
    pub fn read(path: &Path, lang: Lang) -> Result<Self> {
        let cannot =
            |why: &dyn std::fmt::Display| Failure(say!(lang, "baseline.unread", path = path.display(), why = why));
        let about = std::fs::metadata(path).map_err(|error| cannot(&error))?;
        if !about.is_file() || about.len() > LARGEST {
            return Err(Failure(say!(lang, "baseline.foreign", path = path.display())));
        }
        let text = std::fs::read(path).map_err(|error| cannot(&error))?;
        let text = text.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&text);
        if let Ok(file) = serde_json::from_slice::<File>(text) {
            return match file.baseline {
                VERSION => Ok(Self(file.findings)),
                _ => Err(Failure(say!(lang, "baseline.foreign", path = path.display()))),
            };
        }
        match serde_json::from_slice::<Report>(text) {
            Ok(report) if report.version == 1 => {
                let inner = report.studios.into_iter().flat_map(|part| part.findings);
                Ok(Self(report.findings.into_iter().chain(inner).map(|found| (found.key, found.severity)).collect()))
            }
            Err(error) if error.is_syntax() || error.is_eof() => {
                let at = format!("{}:{}:{}", path.display(), error.line(), error.column());
                Err(Failure(say!(lang, "baseline.syntax", at = at)))
            }
            Ok(_) | Err(_) => Err(Failure(say!(lang, "baseline.foreign", path = path.display()))),
        }
    }

    /// The file, ready to be written.
    ///
    /// # Errors
    /// Never; the library's signature has one.
    pub fn bytes(&self) -> serde_json::Result<Vec<u8>> {
        let mut bytes = serde_json::to_vec_pretty(&File { baseline: VERSION, findings: self.0.clone() })?;
        bytes.push(b'\n');
        Ok(bytes)
    }

    /// Marks what is known in `run`; gives how many are known and how many of the baseline are gone.
    pub fn mark(&self, run: &mut Run<'_>) -> (usize, usize) {
        let inner = run.studios.iter_mut().flat_map(|report| &mut report.findings);
        let (mut known, mut met) = (0, 0);
        for finding in run.findings.iter_mut().chain(inner) {
            let Some(before) = self.0.get(&finding.key) else { continue };
            met += 1;
            let graver = weight(finding.severity.token()) > weight(before);
            finding.known = !graver && may_be_known(finding);
            known += usize::from(finding.known);
        }
        (known, self.0.len().saturating_sub(met))
    }
}

fn may_be_known(finding: &Finding) -> bool {
    let personal = finding.severity == Severity::Error && finding.rule.starts_with("privacy/");
    !personal && !["record/syntax", "record/encoding", "record/unreadable"].contains(&finding.rule.as_str())
}

fn weight(token: &str) -> Option<Severity> {
    [Severity::Note, Severity::Warning, Severity::Error].into_iter().find(|severity| severity.token() == token)
}
