//! What a run goes over, and the run: every studio at or below a folder, each on its own, several at a time.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use rayon::{ThreadPool, ThreadPoolBuilder};

use super::clause::asked;
use super::identity::{Identity, twins};
use super::in_order::in_order;
use super::personal::name;
use super::studio::number_twins;
use super::{Keep, Options, Province, Report, Run, province, studio_and};
use super::{aimed, fault, handed, rootless};
use crate::failure::{Failure, Result};
use crate::fault::survived;
use crate::finding::{Finding, is_unread};
use crate::load::{self, Changed};
use crate::record::Studio;
use crate::say;
use crate::standard::Standard;
use crate::text::lang::Lang;

/// The studios of a run that can be made: there are some, and there are threads for them.
#[derive(Debug)]
pub struct Plan<'r, 's> {
    standard: &'s Standard,
    root: &'r Path,
    options: &'r Options,
    folders: Vec<PathBuf>,
    province: Province,
    /// None for one studio alone.
    pool: Option<ThreadPool>,
    keep: Keep,
}

/// What became of a folder and the studios within it.
struct Done<'s, T> {
    reports: Vec<(Report<'s>, T)>,
    others: Vec<Other>,
}

/// A studio that was not asked for: its path, its folder and the names it goes by.
type Other = (String, PathBuf, Identity);

impl<'r, 's> Plan<'r, 's> {
    /// A run over every studio at or below `root`.
    ///
    /// # Errors
    /// `root` cannot be read, there is no studio in it, or the system has no threads.
    pub fn of(standard: &'s Standard, root: &'r Path, options: &'r Options) -> Result<Self> {
        let lang = options.lang;
        if root.is_file() {
            return Err(Failure(say!(lang, "run.file", path = root.display())));
        }
        let (folders, unread) = load::survey(root, lang)?;
        if folders.is_empty() {
            return Err(nothing(root, &unread, lang));
        }
        let mut province = province(standard, root, lang);
        province.findings.extend(unread.into_iter().filter(|finding| asked(&options.only, &finding.rule)));
        let pool = if folders.len() > 1 { Some(threads(folders.len(), lang)?) } else { None };
        Ok(Self { standard, root, options, folders, province, pool, keep: options.keep })
    }

    /// Keeps everything of a studio that is alone, whatever the options say: more is told of it than of one among many.
    #[must_use]
    pub fn all_of_one(mut self) -> Self {
        if self.pool.is_none() {
            self.keep = Keep::All;
        }
        self
    }

    /// Makes the run. One task a studio: it reads, judges, makes with `then` what is told of it, and lets go. `take` gets what
    /// was made in order of path, on this thread, while others are still at work.
    ///
    /// # Errors
    /// What `take` says, after which nothing more is begun.
    pub fn run<T: Send, E>(
        self,
        then: impl Fn(&Province, &Studio<'_>, &Report<'_>) -> T + Sync,
        mut take: impl FnMut(T) -> std::result::Result<(), E>,
    ) -> std::result::Result<Run<'s>, E> {
        let Self { standard, root, options, folders, mut province, pool, keep } = self;
        let options = &Options { body: province.body.clone(), ..options.clone() };
        let lang = options.lang;
        // A root file of a province that a branch took away held for all studios until then.
        let all_touched = |changed: &Changed| province.touched(changed) || changed.touches_above(root, load::PROVINCE);
        let changed = options.changed.as_ref().filter(|changed| !all_touched(changed));
        let wanted = |folder: &Path| changed.is_none_or(|changed| changed.touches(folder));
        options.watch.more(folders.iter().filter(|folder| wanted(folder)).count());
        let known: HashSet<PathBuf> = folders.iter().cloned().collect();
        let make = |folder: PathBuf| {
            let mut done = Done { reports: Vec::new(), others: Vec::new() };
            let mut left = vec![folder];
            while let Some(folder) = left.pop() {
                if !wanted(&folder) {
                    // The others are read for what tells them from those that are asked for, and not judged.
                    let there = options.others_at.as_deref().unwrap_or(root);
                    let whole = there.join(load::below(root, &folder));
                    let identity = Identity::read(standard, there, &whole, lang);
                    done.others.push((load::below(root, &folder), folder, identity));
                    continue;
                }
                let tell = |studio: &Studio<'_>, report: &Report<'_>| then(&province, studio, report);
                let whole = || studio_and(standard, root, &folder, &province.dates, options, tell);
                let (mut report, made) =
                    survived(whole).unwrap_or_else(|| fault::studio(standard, root, &folder, options, tell));
                report.let_go(keep);
                let mut nested = std::mem::take(&mut report.nested);
                nested.retain(|folder| !known.contains(folder));
                options.watch.more(nested.iter().filter(|folder| wanted(folder)).count());
                left.extend(nested.into_iter().rev());
                done.reports.push((report, made));
                options.watch.done();
            }
            done
        };
        let mut studios = Vec::with_capacity(folders.len());
        let mut others = Vec::new();
        in_order(pool.as_ref(), folders, make, |done| {
            others.extend(done.others);
            done.reports.into_iter().try_for_each(|(report, made)| {
                studios.push(report);
                take(made)
            })
        })?;
        beside(standard, root, options, &mut province, &studios, &others);
        Ok(Run { studios, untouched: others.len(), findings: province.findings, body: province.body })
    }
}

/// Adds to what is told of a province what is found in no studio alone, but beside others or beside all of them.
fn beside(
    standard: &Standard,
    root: &Path,
    options: &Options,
    province: &mut Province,
    studios: &[Report<'_>],
    others: &[Other],
) {
    let lang = options.lang;
    let own = studios.iter().map(|report| (&report.path, report.folder.as_path(), &report.identity));
    let mut named: Vec<_> =
        own.chain(others.iter().map(|(path, folder, identity)| (path, folder.as_path(), identity))).collect();
    named.sort_by_key(|(path, ..)| *path);
    let named = named.into_iter().map(|(_, folder, identity)| (folder, identity));
    let twins = twins(standard, root, named, lang);
    province.findings.extend(twins.into_iter().filter(|finding| asked(&options.only, &finding.rule)));
    let mut seen: Vec<&str> = studios.iter().map(|report| report.path.as_str()).collect();
    seen.extend(others.iter().map(|(path, ..)| path.as_str()));
    if asked(&options.only, rootless::RULE) {
        province.findings.extend(rootless::findings(standard, root, &seen, lang));
        let is_broken = |finding: &Finding| {
            is_unread(&finding.rule) && finding.places.iter().any(|place| place.file.ends_with(load::PROVINCE))
        };
        let named = Some(&province.folders).filter(|_| !province.findings.iter().any(is_broken));
        province.findings.extend(handed::findings(standard, root, &seen, named, lang));
        let gone = options.changed.as_ref().map(|changed| changed.gone(root, load::STUDIO));
        province.findings.extend(rootless::gone(&gone.unwrap_or_default(), &province.findings, lang));
    }
    let aimed = aimed::findings(standard, root, &seen, options.names.as_ref(), lang);
    province.findings.extend(aimed.into_iter().filter(|finding| asked(&options.only, &finding.rule)));
    if let Some(names) = &options.names {
        if asked(&options.only, name::RULE) {
            province.findings.extend(name::beside(standard, root, names, lang));
        }
        name::take_out(&mut province.findings, names);
        names.take_out(&mut province.body);
    }
    number_twins(&mut province.findings);
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
