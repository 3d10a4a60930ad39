//! An earlier state of the records, which a run is compared with: a report that was kept, or what git has at a revision. Of it
//! stay the verdicts and the names of the findings, with what is told of them; no record does.

mod comparison;
mod file;
mod state;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use self::state::State;
use super::key::keyed;
use super::{Options, Run};
use crate::failure::{Failure, Result};
use crate::load::{self, Changed, Revision, repository};
use crate::say;
use crate::standard::Standard;

pub(super) use self::file::made_at;

pub use self::comparison::{Compared, Comparison, Findings, Regraded, Sums, There, Turned};
pub use self::state::Told;

/// An earlier state.
#[derive(Debug)]
pub struct Before {
    origin: Origin,
    /// The way from the top of the repository to what is checked.
    way: String,
    /// The day it was checked for, if that is known.
    today: Option<Date>,
    /// By the folder of the studio, as [`keyed`] names it.
    studios: BTreeMap<String, State>,
    /// Findings of no single studio, by their keys.
    common: BTreeMap<String, Told>,
    /// Folders that git keeps elsewhere: nothing is known of what was in them.
    elsewhere: Vec<String>,
    /// What is checked, and all that was touched in it since: a studio in which nothing was is as it was.
    untouched: Option<(PathBuf, Changed)>,
}

/// Where an earlier state was taken from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// A report.
    File {
        /// The file, as it was given.
        path: String,
    },
    /// A revision of git.
    Revision {
        /// As it was given.
        rev: String,
        /// The whole name of the commit.
        commit: String,
        /// The day of the commit, if git tells it.
        date: Option<Date>,
    },
}

impl Before {
    /// The state of what lies at `root` that `spec` names: a file with a report of `--format json`, else a revision that git
    /// knows. A revision is checked with the same standard, for the same day and with the same `only` as `options` ask, so that
    /// what differs is the records; `changed` and `keep` make no difference.
    ///
    /// # Errors
    /// `spec` is neither, the report is broken, of other studios, of another standard or of a part; or git does not give
    /// what it has.
    pub fn at(root: &Path, spec: &str, standard: &Standard, options: &Options) -> Result<Self> {
        let file = Path::new(spec);
        if file.is_file() {
            return Self::of_file(root, file, standard, options);
        }
        let lang = options.lang;
        let revision = Revision::find(root, spec, "--against", lang)
            .map_err(|Failure(why)| Failure(say!(lang, "against.neither", spec = spec, why = why)))?;
        Self::of_revision(root, spec, revision, standard, options)
    }

    /// What has changed from then to `run`, which is of the whole folder.
    #[must_use]
    pub fn compare(&self, run: &Run<'_>) -> Comparison {
        comparison::compare(self, run)
    }

    /// Whether nothing was touched in the studio at `path` since.
    fn is_untouched(&self, path: &str) -> bool {
        self.untouched.as_ref().is_some_and(|(root, changed)| !changed.touches(&root.join(path)))
    }

    fn of_revision(root: &Path, rev: &str, of: Revision, standard: &Standard, options: &Options) -> Result<Self> {
        let (lang, path) = (options.lang, root.display());
        let snapshot = of.take()?.ok_or_else(|| Failure(say!(lang, "against.new-folder", rev = rev, path = path)))?;
        if load::studios(&snapshot.root, lang)?.is_empty() {
            return Err(Failure(say!(lang, "against.empty", rev = rev, path = path)));
        }
        let changed = snapshot.whole.clone();
        // What was not touched since stands here as it stood.
        let others_at = Some(root.to_owned());
        let options = Options { facts: false, changed, others_at, keep: super::Keep::All, ..options.clone() };
        let run = Run::over(standard, &snapshot.root, &options)?;
        let way = repository::way_to(root);
        let mut studios: BTreeMap<String, State> =
            run.studios.iter().map(|report| (super::key::studio(&way, &report.path), State::of(report))).collect();
        let mut common = BTreeMap::new();
        for one in keyed(&run, &way) {
            match one.report {
                Some(report) => {
                    if let Some(state) = studios.get_mut(&one.studio) {
                        state.findings.insert(one.key, Told::of(one.finding, &report.path));
                    }
                }
                None => drop(common.insert(one.key, Told::of(one.finding, ""))),
            }
        }
        let elsewhere = snapshot.submodules.iter().map(|folder| repository::path(&way, folder)).collect();
        let origin = Origin::Revision { rev: rev.to_owned(), commit: of.commit, date: of.date };
        let untouched = snapshot.touched.map(|changed| (root.to_owned(), changed));
        Ok(Self { origin, way, today: Some(options.today), studios, common, elsewhere, untouched })
    }
}
