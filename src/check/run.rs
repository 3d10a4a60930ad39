//! One run over a folder: every studio at or below it, each on its own, several at a time.

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::{Options, Report, province, studio};
use crate::failure::{Failure, Result};
use crate::finding::{Finding, Severity, Verdict};
use crate::load;
use crate::say;
use crate::standard::Standard;

/// What a run found.
#[derive(Debug, Default)]
pub struct Run<'s> {
    /// The studios in order of path.
    pub studios: Vec<Report<'s>>,
    /// Findings of no single studio.
    pub findings: Vec<Finding>,
}

impl<'s> Run<'s> {
    /// Checks every studio at or below `root`. One task a studio: it reads, judges and lets go.
    ///
    /// # Errors
    /// `root` cannot be read, or there is no studio in it.
    pub fn over(standard: &'s Standard, root: &Path, options: &Options) -> Result<Self> {
        if root.is_file() {
            return Err(Failure(say!(options.lang, "run.file", path = root.display())));
        }
        let folders = load::studios(root, options.lang)?;
        if folders.is_empty() {
            return Err(Failure(say!(options.lang, "run.nothing", path = root.display())));
        }
        let province = province(standard, root, options.lang);
        let one = |folder: &PathBuf| studio(standard, root, folder, &province.dates, options);
        let studios = folders.par_iter().map(one).collect();
        Ok(Self { studios, findings: province.findings })
    }

    /// Every finding, those of no single studio first.
    pub fn all_findings(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().chain(self.studios.iter().flat_map(|report| &report.findings))
    }

    /// How many findings of a severity there are.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.all_findings().filter(|finding| finding.severity == severity).count()
    }

    /// How many clauses have a verdict, over all studios.
    #[must_use]
    pub fn clauses(&self, verdict: Verdict) -> usize {
        self.studios.iter().flat_map(|report| &report.clauses).filter(|clause| clause.verdict == verdict).count()
    }
}
