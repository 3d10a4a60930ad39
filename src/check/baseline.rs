//! A baseline: the findings of an earlier run, by studio and key. What is in it is known, and only what is new or has become
//! graver fails a run.
//!
//! Errors of privacy and files that cannot be read are never known: they are to be mended, not got used to.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::against::made_at;
use super::clause::asked;
use super::identity::TWIN;
use super::key::{keyed, local, studio};
use super::told::{Fault, Found, Kept, Kind, Part, Told};
use super::{Options, Report, Run};
use crate::failure::{Failure, Result};
use crate::finding::{Finding, Place, Severity, is_unread};
use crate::load;
use crate::say;
use crate::text::json::written;
use crate::text::lang::Lang;
use crate::text::trouble::trouble;

/// The version of the file.
const VERSION: u8 = 1;

/// Keys, each with its severity.
type Keys = BTreeMap<String, Severity>;

/// The findings of an earlier run. The file is this, sorted, one key a line, so that its history reads well and two branches
/// merge.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Baseline {
    #[serde(rename = "baseline")]
    version: u8,
    standard: String,
    /// Of no single studio.
    findings: Keys,
    /// By the folder of the studio.
    studios: BTreeMap<String, Keys>,
}

/// What a baseline had to say of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marked {
    /// Findings of the run that were there before.
    pub known: usize,
    /// Findings of the baseline that are no more, where the run looked.
    pub gone: usize,
}

/// Where a run took place.
#[derive(Debug, Clone, Copy)]
pub struct Site<'a> {
    /// What was checked.
    pub root: &'a Path,
    /// The way there from the top of its repository.
    pub way: &'a str,
}

impl Baseline {
    /// Reads a baseline, or takes a JSON report on the same folder, or on one above or below it, for one.
    ///
    /// # Errors
    /// The file cannot be read, is neither, was made by another standard, or knows no studio that is here.
    pub fn read(path: &Path, standard: &str, site: Site<'_>, lang: Lang) -> Result<Self> {
        let kept = Kept::read(path).map_err(|fault| unread(path, &fault, lang))?;
        let refused = |fault: Fault| unread(path, &fault, lang);
        let baseline = match kept.kind {
            Kind::Baseline(VERSION) => kept.parse::<Self>().map_err(refused)?,
            Kind::Report => {
                let told = kept.parse::<Told>().map_err(refused)?;
                let from = site.made(&told, lang)?;
                Self::of(told, &from)
            }
            Kind::Baseline(_) | Kind::Other => return Err(refused(Fault::Foreign)),
        };
        if baseline.standard != standard {
            let (path, was) = (path.display(), &baseline.standard);
            return Err(Failure(say!(lang, "baseline.standard", path = path, was = was, now = standard)));
        }
        // Where nothing says where paths begin, they begin where the program is started, and from elsewhere all would be new.
        let here = |folder: &String| Path::new(folder).join(load::STUDIO).is_file();
        if !load::repository::is_anchored(site.root)
            && let Some(first) = baseline.studios.keys().next()
            && !baseline.studios.keys().any(here)
        {
            return Err(Failure(say!(lang, "baseline.elsewhere", path = path.display(), first = first)));
        }
        Ok(baseline)
    }

    /// The file that may be written over: a baseline, and nothing else that may have its name. Nothing of one that was made
    /// by another standard is kept.
    ///
    /// # Errors
    /// There is a file that is no baseline, or is a broken one.
    pub fn to_replace(path: &Path, standard: &str, lang: Lang) -> Result<Option<Self>> {
        if path.symlink_metadata().is_err() {
            return Ok(None);
        }
        let there = Kept::read(path).and_then(|kept| kept.parse::<Self>()).ok();
        match there.filter(|there| there.version == VERSION) {
            Some(there) => Ok(Some(there).filter(|there| there.standard == standard)),
            None => Err(Failure(say!(lang, "baseline.occupied", path = path.display()))),
        }
    }

    /// What `run` found, but for what is never known; of studios that it did not see, or not whole, what `before` has, too.
    #[must_use]
    pub fn after(before: Option<Self>, run: &Run<'_>, standard: &str, site: Site<'_>) -> Self {
        let mut new =
            Self { version: VERSION, standard: standard.to_owned(), findings: Keys::new(), studios: BTreeMap::new() };
        if let Some(before) = before {
            let looked = looked(run, site.way);
            let beyond = before.reaches_beyond(site) || run.studios.iter().any(|report| is_partly_unseen(run, report));
            let kept = |folder: &String| !(looked.contains(folder) || sees_between(run) && site.lost(folder));
            for report in run.studios.iter().filter(|report| is_partly_unseen(run, report)) {
                let folder = studio(site.way, &report.path);
                new.studios.extend(before.studios.get_key_value(&folder).map(|(_, keys)| (folder, keys.clone())));
            }
            new.studios.extend(before.studios.into_iter().filter(|(folder, _)| kept(folder)));
            let unseen = is_province_unread(run);
            let kept = |key: &String| unseen || !(sees_between(run) && site.holds(key)) || beyond && is_of_twins(key);
            new.findings.extend(before.findings.into_iter().filter(|(key, _)| kept(key)));
        }
        for one in keyed(run, site.way).into_iter().filter(|one| !one.finding.is_firm()) {
            let keys =
                if one.report.is_some() { new.studios.entry(one.studio).or_default() } else { &mut new.findings };
            keys.insert(one.key, one.finding.severity);
        }
        new
    }

    /// The keys of a report that was made at the end of the way `from`.
    fn of(told: Told, from: &str) -> Self {
        let keys = |inside: Option<&str>, found: Vec<Found>| -> Keys {
            found.into_iter().map(|found| (local(from, inside, &found.key), found.severity)).collect()
        };
        let part = |part: Part| (studio(from, &part.path), keys(Some(&part.path), part.findings));
        Self {
            version: VERSION,
            standard: told.standard,
            findings: keys(None, told.findings),
            studios: told.studios.into_iter().map(part).collect(),
        }
    }

    /// The file, ready to be written.
    ///
    /// # Errors
    /// Never; the library's signature has one.
    pub fn bytes(&self) -> serde_json::Result<Vec<u8>> {
        Ok((written(self)? + "\n").into_bytes())
    }

    /// Whether it knows studios outside of what is checked: who is whose twin cannot be said there without them.
    fn reaches_beyond(&self, site: Site<'_>) -> bool {
        self.studios.keys().any(|folder| site.inner(folder).is_none())
    }

    /// How many findings it has.
    #[must_use]
    pub fn count(&self) -> usize {
        self.findings.len() + self.studios.values().map(BTreeMap::len).sum::<usize>()
    }

    /// A studio of the baseline that is there no more, and one that is here and not in it: the folder may have been renamed.
    #[must_use]
    pub fn moved(&self, run: &Run<'_>, site: Site<'_>) -> Option<(&str, String)> {
        let was = self.studios.keys().find(|folder| sees_between(run) && site.lost(folder))?;
        let mut here = run.studios.iter().map(|report| studio(site.way, &report.path));
        Some((was, here.find(|folder| !self.studios.contains_key(folder))?))
    }

    /// Marks what is known in `run`.
    pub fn mark(&self, run: &mut Run<'_>, site: Site<'_>, options: &Options) -> Marked {
        let mut marked = Marked { known: 0, gone: 0 };
        let between = sees_between(run);
        // Who is whose twin is told of those that are seen.
        let beyond = self.reaches_beyond(site) || run.studios.iter().any(|report| is_partly_unseen(run, report));
        let is_asked = |key: &String| asked(&options.only, rule(key));
        let lost = self.studios.iter().filter(|(folder, _)| between && site.lost(folder));
        marked.gone += lost.flat_map(|(_, keys)| keys.keys()).filter(|key| is_asked(key)).count();
        let nothing = Keys::new();
        let mut compare = |keys: &Keys, inside: Option<&str>, findings: &mut [Finding], unseen: bool| {
            let mut met = BTreeSet::new();
            for finding in findings {
                let key = local(site.way, inside, &finding.key);
                if let Some((key, before)) = super::key::before(keys, &key) {
                    met.insert(key);
                    finding.known = finding.severity <= *before && !finding.is_firm();
                    marked.known += usize::from(finding.known);
                }
            }
            let looked = |key: &&String| {
                is_asked(key)
                    && !unseen
                    && (inside.is_some() || between && site.holds(key) && !(beyond && is_of_twins(key)))
            };
            marked.gone += keys.keys().filter(looked).filter(|key| !met.contains(key)).count();
        };
        let above = is_province_unread(run);
        compare(&self.findings, None, &mut run.findings, above);
        for report in &mut run.studios {
            let keys = self.studios.get(&studio(site.way, &report.path)).unwrap_or(&nothing);
            let unseen = above || is_own_unread(report);
            compare(keys, Some(&report.path), &mut report.findings, unseen);
        }
        marked
    }
}

impl Site<'_> {
    /// The way to where a report was made: here, or above or below.
    fn made(self, told: &Told, lang: Lang) -> Result<String> {
        let there = load::studios(self.root, lang)?;
        let there = there.iter().map(|one| studio(self.way, &load::below(self.root, one))).collect();
        let paths: Vec<&str> = told.studios.iter().map(|part| part.path.as_str()).collect();
        Ok(made_at(&paths, &there, self.way).unwrap_or_else(|| self.way.to_owned()))
    }

    /// Whether a studio of this folder lay within what was checked, and is there no more.
    fn lost(self, folder: &str) -> bool {
        // What a folder is called that has a number in its name is written with stars, and cannot be looked for.
        let there = |inner: &str| inner.contains('*') || self.root.join(inner).symlink_metadata().is_ok();
        self.inner(folder).is_some_and(|inner| !there(inner))
    }

    /// Whether the file in a key of no single studio lies within what was checked.
    fn holds(self, key: &str) -> bool {
        key.split_once('@').is_some_and(|(_, place)| self.inner(place).is_some())
    }

    /// The part of a path that begins at what was checked.
    fn inner(self, path: &str) -> Option<&str> {
        match self.way {
            "" => Some(path),
            way => path.strip_prefix(way)?.strip_prefix('/'),
        }
    }
}

fn is_of_twins(key: &str) -> bool {
    key.starts_with(TWIN)
}

/// Whether a run looks at what is between studios: it does, unless it was made of a studio itself.
fn sees_between(run: &Run<'_>) -> bool {
    run.studios.iter().all(|report| !report.path.is_empty())
}

/// Whether a run could not see all of a studio: what it once found there may be gone, or wait for a file that cannot be read, its
/// own or the province's, whose calendar and demands hold for all.
fn is_partly_unseen(run: &Run<'_>, report: &Report<'_>) -> bool {
    is_province_unread(run) || is_own_unread(report)
}

fn is_own_unread(report: &Report<'_>) -> bool {
    report.waits_for_root || report.findings.iter().any(|finding| is_unread(&finding.rule))
}

fn is_province_unread(run: &Run<'_>) -> bool {
    let of_province = |place: &Place| place.file.rsplit('/').next() == Some(load::PROVINCE);
    let at = |finding: &Finding| finding.places.first().is_some_and(of_province);
    run.findings.iter().any(|finding| is_unread(&finding.rule) && at(finding))
}

/// The rule in a key.
fn rule(key: &str) -> &str {
    key.split('@').next().unwrap_or_default()
}

/// The folders of the studios that a run looked at.
fn looked(run: &Run<'_>, way: &str) -> BTreeSet<String> {
    run.studios.iter().map(|report| studio(way, &report.path)).collect()
}

/// Why a file is no baseline.
fn unread(path: &Path, fault: &Fault, lang: Lang) -> Failure {
    Failure(match fault {
        Fault::Unread(why) => say!(lang, "baseline.unread", path = path.display(), why = trouble(why, lang)),
        Fault::Foreign | Fault::TooLarge => say!(lang, "baseline.foreign", path = path.display()),
        Fault::Encoding => say!(lang, "baseline.encoding", path = path.display()),
        Fault::Syntax(at) => say!(lang, "baseline.syntax", at = format!("{}:{at}", path.display())),
    })
}
