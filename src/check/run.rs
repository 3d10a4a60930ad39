//! One run over a folder: every studio at or below it, each on its own, several at a time.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

use super::clause::asked;
use super::identity::{Identity, TWIN, twins};
use super::personal::name;
use super::{Options, Province, Report, number_twins, province, studio_and};
use super::{aimed, handed, rootless};
use crate::failure::{Failure, Result};
use crate::finding::{Finding, Severity, Verdict};
use crate::load::{self, Changed};
use crate::record::Studio;
use crate::say;
use crate::standard::Standard;
use crate::text::lang::Lang;
use crate::text::names::Names;
use crate::text::personal::conceal;

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
        if root.is_file() {
            return Err(Failure(say!(options.lang, "run.file", path = root.display())));
        }
        let lang = options.lang;
        let (mut folders, unread) = load::survey(root, lang)?;
        if folders.is_empty() {
            return Err(nothing(root, &unread, lang));
        }
        let mut known: HashSet<PathBuf> = folders.iter().cloned().collect();
        let mut province = province(standard, root, lang);
        province.findings.extend(unread.into_iter().filter(|finding| asked(&options.only, &finding.rule)));
        // A root file of a province that a branch took away held for all studios until then.
        let all_touched = |changed: &Changed| province.touched(changed) || changed.touches_above(root, load::PROVINCE);
        let changed = options.changed.as_ref().filter(|changed| !all_touched(changed));
        let wanted = |folder: &PathBuf| changed.is_none_or(|changed| changed.touches(folder));
        let mut all: Vec<(Report<'s>, T)> = Vec::with_capacity(folders.len());
        let mut others: Vec<(String, PathBuf, Identity)> = Vec::new();
        while !folders.is_empty() {
            let (chosen, left): (Vec<PathBuf>, Vec<PathBuf>) = folders.into_iter().partition(wanted);
            options.watch.more(chosen.len());
            let one = |folder: &PathBuf| {
                let dates = &province.dates;
                let (mut report, made) = studio_and(standard, root, folder, dates, options, |studio, report| {
                    then(&province, studio, report)
                });
                report.let_go(options.keep);
                options.watch.done();
                (report, made)
            };
            let done = all.len();
            // Nobody reads the others but for the names they go by.
            let name = |folder: PathBuf| {
                let identity = Identity::read(standard, root, &folder, lang);
                (load::below(root, &folder), folder, identity)
            };
            if let ([only], []) = (chosen.as_slice(), left.as_slice()) {
                all.push(one(only));
            } else {
                threads(chosen.len() + left.len(), lang)?.install(|| {
                    all.par_extend(chosen.par_iter().map(one));
                    others.par_extend(left.into_par_iter().map(name));
                });
            }
            let nested = all[done..].iter_mut().flat_map(|(report, _)| std::mem::take(&mut report.nested));
            folders = nested.filter(|folder| known.insert(folder.clone())).collect();
        }
        all.sort_by(|(one, _), (other, _)| one.path.cmp(&other.path));
        let own = all.iter().map(|(report, _)| (&report.path, report.folder.as_path(), &report.identity));
        let mut named: Vec<_> =
            own.chain(others.iter().map(|(path, folder, identity)| (path, folder.as_path(), identity))).collect();
        named.sort_by_key(|(path, ..)| *path);
        let named = named.into_iter().map(|(_, folder, identity)| (folder, identity));
        let twins = twins(standard, root, named, lang);
        province.findings.extend(twins.into_iter().filter(|finding| asked(&options.only, &finding.rule)));
        let mut seen: Vec<&str> = all.iter().map(|(report, _)| report.path.as_str()).collect();
        seen.extend(others.iter().map(|(path, ..)| path.as_str()));
        if asked(&options.only, rootless::RULE) {
            province.findings.extend(rootless::findings(standard, root, &seen, lang));
            province.findings.extend(handed::findings(standard, root, &seen, &province.folders, lang));
            let gone = options.changed.as_ref().map(|changed| changed.gone(root, load::STUDIO));
            province.findings.extend(rootless::gone(&gone.unwrap_or_default(), &province.findings, lang));
        }
        let aimed = aimed::findings(standard, root, &seen, lang);
        province.findings.extend(aimed.into_iter().filter(|finding| asked(&options.only, &finding.rule)));
        if let Some(names) = &options.names {
            if asked(&options.only, name::RULE) {
                province.findings.extend(name::beside(standard, root, names, lang));
            }
            name::take_out(&mut province.findings, names);
            names.take_out(&mut province.body);
        }
        number_twins(&mut province.findings);
        let mut made = Vec::with_capacity(all.len());
        let apart = |(report, one)| {
            made.push(one);
            report
        };
        // What is collected so takes the place of what it comes from; pairs taken apart by the library are held twice.
        let studios = all.into_iter().map(apart).collect();
        Ok((Self { studios, findings: province.findings, body: province.body }, made))
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

    /// How many clauses have a verdict, over all studios of which any was judged.
    #[must_use]
    pub fn clauses(&self, verdict: Verdict) -> usize {
        let judged = self.studios.iter().filter(|report| report.judged());
        judged.flat_map(|report| &report.clauses).filter(|clause| clause.verdict == verdict).count()
    }
}

/// Threads for so many studios: three for two cores, since one waits for the disk while others judge. The variable of the
/// library that makes them says otherwise.
fn threads(studios: usize, lang: Lang) -> Result<ThreadPool> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let said = std::env::var("RAYON_NUM_THREADS").ok().and_then(|number| number.parse().ok());
    let pool = ThreadPoolBuilder::new().num_threads(said.unwrap_or(cores + cores.div_ceil(2)).min(studios));
    pool.build().map_err(|why| Failure(say!(lang, "run.threads", why = why)))
}

/// That no studio was found, and what could not be looked into, as one may lie there.
fn nothing(root: &Path, unread: &[Finding], lang: Lang) -> Failure {
    let mut text = say!(lang, "run.nothing", path = root.display());
    for finding in unread {
        let file = finding.places.first().map_or("", |place| place.file.as_str());
        text.extend(["\n  ", file, ": ", &finding.message]);
    }
    text.push_str(&load::told_above(root, lang));
    Failure(text)
}
