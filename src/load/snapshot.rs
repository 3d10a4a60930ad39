//! A folder as it was at a revision of git: its tree is brought into a temporary folder, byte for byte what git keeps, and
//! removed with the value that stands for it. The repository is only read.
//!
//! Attributes and settings that change what git checks out (`export-ignore`, `autocrlf`) have no part in it. What git does
//! not keep, or was told to keep away from here, differs from then to now for no reason of the records: ignored files are
//! taken as they are, and files outside of a sparse checkout are left out. Submodules stay empty. Of a studio in which nothing
//! was touched since, only the root file is there, and what the root file of the province names.

mod pour;
mod tree;

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use tempfile::TempDir;
use toml::de::DeTable;

use self::pour::Pour;
use self::tree::{Entry, What};
use super::above::ABOVE;
use super::git::{Git, named};
use super::name::is_ours;
use super::{Changed, PROVINCE};
use crate::failure::Result;
use crate::files;
use crate::record::walk::texts;
use crate::text::lang::Lang;

/// A revision of the repository that a folder lies in.
#[derive(Debug)]
pub struct Revision {
    /// The commit, whole.
    pub commit: String,
    /// The day it was made, where the one who made it was.
    pub date: Option<Date>,
    rev: String,
    top: PathBuf,
    /// The way from the top to the folder, without `/` at its end.
    way: PathBuf,
    option: &'static str,
    lang: Lang,
}

/// A folder as it was.
#[derive(Debug)]
pub struct Snapshot {
    /// Where it is for now.
    pub root: PathBuf,
    /// The submodules in it, from its root, with `/`.
    pub submodules: Vec<String>,
    /// What was touched since then in the working tree; nothing where that has to be taken for all of it.
    pub touched: Option<Changed>,
    /// The studios that are here as a whole; nothing where all are.
    pub whole: Option<Changed>,
    /// Removes everything when it goes.
    _top: TempDir,
}

impl Revision {
    /// The revision `rev` of the repository that `root` lies in; `option` is what it was given by.
    ///
    /// # Errors
    /// There is no git, no repository, no such revision, or the history does not reach back to it.
    pub fn find(root: &Path, rev: &str, option: &'static str, lang: Lang) -> Result<Self> {
        let git = Git { root, option, lang };
        let top = git.top()?;
        let commit = git.commit(rev)?;
        let way = git.run(&["rev-parse", "--show-prefix"]).map_err(|why| git.failed(why))?;
        let way = way.strip_suffix(b"\n").unwrap_or(&way);
        let way = PathBuf::from(named(way.strip_suffix(b"/").unwrap_or(way)));
        let date = git.line(&["show", "-s", "--no-show-signature", "--format=%cs", &commit]);
        let date = date.ok().and_then(|date| date.to_str()?.parse().ok());
        Ok(Self { commit, date, rev: rev.to_owned(), top, way, option, lang })
    }

    /// The folder as it was, with what the root file of a province above it names; nothing if it was not there.
    ///
    /// # Errors
    /// Git does not give what it has, or the temporary folder cannot be written.
    pub fn take(&self) -> Result<Option<Snapshot>> {
        let git = Git { root: &self.top, option: self.option, lang: self.lang };
        let Some(entries) = tree::entries(&git, &self.commit, &self.way, true)? else { return Ok(None) };
        let submodules = entries.iter().filter(|entry| entry.kind == What::Submodule);
        let submodules = submodules.map(|entry| super::below(&self.way, &entry.path)).collect();
        let touched = Changed::between(&git, &self.commit)?;
        let all = touched.touches_above(&self.top.join(&self.way), PROVINCE);
        let touched = (!all).then_some(touched);
        let (idle, busy) = self.outermost(&entries, touched.as_ref());
        let is_idle = |path: &Path| path.ancestors().any(|folder| idle.contains(folder));
        let is_kept = |entry: &Entry| !is_idle(&entry.path) || entry.kind == What::Link || entry.studio().is_some();
        let (mut entries, mut left): (Vec<Entry>, Vec<Entry>) = entries.into_iter().partition(is_kept);
        let mut ignored = self.ignored(&git, &entries)?;
        ignored.retain(|path| !is_idle(path));
        entries.extend(self.above(&git)?);
        let hidden = self.hidden(&git)?;
        entries.retain(|entry| !hidden.contains(&entry.path));
        let pour = Pour { git: &git, rev: &self.rev, top: TempDir::new().map_err(|error| self.no_room(&error))? };
        let root = pour.top.path().join(&self.way);
        // What lies above the temporary folder is none of this repository's.
        pour.folders([Path::new(".git"), &self.way])?;
        let links = pour.entries(&entries)?;
        let named = named_in(&root.join(PROVINCE));
        left.retain(|entry| entry.path.strip_prefix(&self.way).is_ok_and(|path| named.contains(path)));
        pour.entries(&left)?;
        pour.copies(&self.top, &ignored)?;
        pour::links(links);
        let top = files::whole(pour.top.path()).map_err(|error| self.no_room(&error))?;
        let whole = touched.is_some().then(|| Changed::all_in(busy.iter().map(|folder| top.join(folder))));
        Ok(Some(Snapshot { root, submodules, touched, whole, _top: pour.top }))
    }

    fn no_room(&self, error: &std::io::Error) -> crate::failure::Failure {
        pour::no_room(&self.rev, &std::env::temp_dir(), error, self.lang)
    }

    /// The studios that lie in no other one: those in which nothing was touched, and the others.
    fn outermost(&self, entries: &[Entry], touched: Option<&Changed>) -> (BTreeSet<PathBuf>, BTreeSet<PathBuf>) {
        let all = studios(entries);
        let outermost = all.iter().filter(|folder| !folder.ancestors().skip(1).any(|above| all.contains(above)));
        let is_idle = |folder: &PathBuf| touched.is_some_and(|touched| !touched.touches(&self.top.join(folder)));
        outermost.map(|folder| (*folder).to_owned()).partition(is_idle)
    }

    /// The outermost root file of a province above the folder, and what lies around it in no studio.
    fn above(&self, git: &Git<'_>) -> Result<Vec<Entry>> {
        let above: Vec<&Path> = self.way.ancestors().skip(1).take(ABOVE).collect();
        for folder in above.into_iter().rev() {
            let near = tree::entries(git, &self.commit, folder, false)?.unwrap_or_default();
            if near.iter().any(|entry| entry.path == folder.join(PROVINCE)) {
                let all = tree::entries(git, &self.commit, folder, true)?.unwrap_or_default();
                let root = folder.join(PROVINCE);
                let studios: BTreeSet<PathBuf> = studios(&all).into_iter().map(Path::to_owned).collect();
                let inside = |path: &Path| path.ancestors().any(|folder| studios.contains(folder));
                let own = |path: &Path| path == root || !(path.starts_with(&self.way) || inside(path));
                return Ok(all.into_iter().filter(|entry| own(&entry.path)).collect());
            }
        }
        Ok(Vec::new())
    }

    /// Files in studios that git was told to ignore: of them it knows no earlier state.
    fn ignored(&self, git: &Git<'_>, entries: &[Entry]) -> Result<Vec<PathBuf>> {
        let studios = studios(entries);
        let mut arguments =
            ["--literal-pathspecs", "ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--"]
                .map(OsString::from)
                .to_vec();
        arguments.push(self.here());
        let ours = |path: &PathBuf| {
            path.ancestors().any(|folder| studios.contains(folder))
                && path
                    .strip_prefix(&self.way)
                    .is_ok_and(|inner| inner.iter().all(|part| is_ours(&part.to_string_lossy())))
        };
        Ok(git.list(&arguments)?.iter().map(|name| PathBuf::from(named(name))).filter(ours).collect())
    }

    /// Files that a sparse checkout keeps away from here.
    fn hidden(&self, git: &Git<'_>) -> Result<BTreeSet<PathBuf>> {
        if !git.line(&["config", "--bool", "core.sparseCheckout"]).is_ok_and(|sparse| sparse == "true") {
            return Ok(BTreeSet::new());
        }
        let mut arguments = ["--literal-pathspecs", "ls-files", "-z", "-t", "--"].map(OsString::from).to_vec();
        arguments.push(self.here());
        let files = git.list(&arguments)?;
        Ok(files.iter().filter_map(|file| file.strip_prefix(b"S ")).map(|name| named(name).into()).collect())
    }

    /// The folder, as git is asked for it from the top.
    fn here(&self) -> OsString {
        if self.way.as_os_str().is_empty() { ".".into() } else { tree::slashes(&self.way) }
    }
}

/// The paths that a root file may name: every text in it.
fn named_in(file: &Path) -> BTreeSet<PathBuf> {
    let mut found = BTreeSet::new();
    let text = std::fs::read_to_string(file).unwrap_or_default();
    if let Ok(table) = DeTable::parse(&text) {
        texts(table.get_ref(), &mut |path| found.extend([PathBuf::from(path)]));
    }
    found
}

/// The folders of studios.
fn studios(entries: &[Entry]) -> BTreeSet<&Path> {
    entries.iter().filter_map(Entry::studio).collect()
}
