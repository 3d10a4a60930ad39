//! What a run over a folder found: in every studio at or below it, and in none of them alone.

use std::convert::Infallible;
use std::path::Path;

use super::identity::{TWIN, twins};
use super::personal::name;
use super::studio::number_twins;
use super::{Options, Plan, Province, Report};
use crate::failure::Result;
use crate::finding::{Finding, Severity, Verdict};
use crate::record::Studio;
use crate::standard::Standard;
use crate::text::lang::Lang;
use crate::text::names::Names;
use crate::text::personal::conceal;

/// What a run found.
#[derive(Debug, Default)]
pub struct Run<'s> {
    /// The studios in order of path.
    pub studios: Vec<Report<'s>>,
    /// How many studios were not looked at, since nothing was touched in them.
    pub untouched: usize,
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
        let (mut run, _) = Self::over_and(standard, root, options, |_, _, _| ())?;
        run.conceal();
        Ok(run)
    }

    /// Hides numbers of persons in the names of folders, as they are hidden in places. What looks for folders by these names
    /// does that before.
    pub fn conceal(&mut self) {
        for report in &mut self.studios {
            report.path = conceal(&report.path).into_owned();
        }
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
        let mut made = Vec::new();
        let take = |one| {
            made.push(one);
            Ok::<_, Infallible>(())
        };
        let Ok(run) = Plan::of(standard, root, options)?.run(then, take);
        Ok((run, made))
    }

    /// The findings of no single studio, as if those studios were not there that are left out (one truth a studio): what speaks of
    /// their folders is no matter of what is sent in, and twins are told of among the others.
    #[must_use]
    pub fn findings_without(
        &self,
        (standard, root): (&Standard, &Path),
        left_out: &[bool],
        names: Option<&Names>,
        lang: Lang,
    ) -> Vec<Finding> {
        if !left_out.contains(&true) {
            return self.findings.clone();
        }
        let (out, kept): (Vec<_>, Vec<_>) = self.studios.iter().zip(left_out).partition(|(_, out)| **out);
        let is_out = |file: &str| {
            let inner = |(report, _): &(&Report<'_>, _)| file.strip_prefix(&report.path)?.strip_prefix('/').map(|_| ());
            out.iter().any(|one| inner(one).is_some())
        };
        let stays = |finding: &&Finding| {
            !finding.rule.starts_with(TWIN) && !finding.places.first().is_some_and(|place| is_out(&place.file))
        };
        let mut findings: Vec<Finding> = self.findings.iter().filter(stays).cloned().collect();
        let mut twins =
            twins(standard, root, kept.iter().map(|(report, _)| (report.folder.as_path(), &report.identity)), lang);
        if let Some(names) = names {
            name::take_out(&mut twins, names);
        }
        number_twins(&mut twins);
        findings.extend(twins);
        findings
    }

    /// Every finding, those of no single studio first.
    pub fn all_findings(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().chain(self.studios.iter().flat_map(|report| &report.findings))
    }

    /// How many findings of a severity there are.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        let own = self.findings.iter().filter(|finding| finding.severity == severity).count();
        own + self.studios.iter().map(|report| report.count(severity)).sum::<usize>()
    }

    /// How many findings of a severity no baseline knows.
    #[must_use]
    pub fn fresh(&self, severity: Severity) -> usize {
        self.count(severity) - self.all_findings().filter(|one| one.severity == severity && one.known).count()
    }

    /// Whether anything of that severity or a greater was found that no baseline knows.
    #[must_use]
    pub fn fails(&self, deny: Severity) -> bool {
        Severity::ALL.into_iter().any(|severity| severity >= deny && self.fresh(severity) > 0)
    }

    /// How many clauses have a verdict, over all studios of which any was judged.
    #[must_use]
    pub fn clauses(&self, verdict: Verdict) -> usize {
        let judged = self.studios.iter().filter(|report| report.judged());
        judged.flat_map(|report| &report.clauses).filter(|clause| clause.verdict == verdict).count()
    }
}
