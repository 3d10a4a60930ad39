//! One run over a folder: every studio at or below it, each on its own, several at a time.

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::{Options, Province, Report, province, studio_and};
use crate::failure::{Failure, Result};
use crate::finding::{Finding, Severity, Verdict};
use crate::load;
use crate::record::Studio;
use crate::say;
use crate::standard::Standard;

/// What a run found.
#[derive(Debug, Default)]
pub struct Run<'s> {
    /// The studios in order of path.
    pub studios: Vec<Report<'s>>,
    /// Findings of no single studio.
    pub findings: Vec<Finding>,
    /// Who reports for all of them; empty where no province does.
    pub body: String,
}

impl<'s> Run<'s> {
    /// Checks every studio at or below `root`. One task a studio: it reads, judges and lets go.
    ///
    /// # Errors
    /// `root` cannot be read, or there is no studio in it.
    pub fn over(standard: &'s Standard, root: &Path, options: &Options) -> Result<Self> {
        let (run, _) = Self::over_and(standard, root, options, |_, _, _| ())?;
        Ok(run)
    }

    /// The same, with what `then` makes of the province, the records and the report of each studio while they are there.
    ///
    /// # Errors
    /// As of [`Run::over`].
    pub fn over_and<T: Send>(
        standard: &'s Standard,
        root: &Path,
        options: &Options,
        then: impl Fn(&Province, &Studio<'_>, &Report<'_>) -> T + Sync,
    ) -> Result<(Self, Vec<T>)> {
        if root.is_file() {
            return Err(Failure(say!(options.lang, "run.file", path = root.display())));
        }
        let mut folders = load::studios(root, options.lang)?;
        if folders.is_empty() {
            return Err(Failure(say!(options.lang, "run.nothing", path = root.display())));
        }
        let province = province(standard, root, options.lang);
        let mut all: Vec<(Report<'s>, T)> = Vec::with_capacity(folders.len());
        while !folders.is_empty() {
            let one = |folder: &PathBuf| {
                studio_and(standard, root, folder, &province.dates, options, |studio, report| {
                    then(&province, studio, report)
                })
            };
            let done = all.len();
            all.par_extend(folders.par_iter().map(one));
            folders = all[done..].iter_mut().flat_map(|(report, _)| std::mem::take(&mut report.nested)).collect();
        }
        all.sort_by(|(one, _), (other, _)| one.path.cmp(&other.path));
        let (studios, made) = all.into_iter().unzip();
        Ok((Self { studios, findings: province.findings, body: province.body }, made))
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
