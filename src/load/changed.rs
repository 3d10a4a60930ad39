//! Which files a branch touched, as the `git` on the path tells it: what differs from where the branch began, what is not
//! committed yet, and what git does not know yet.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::below;
use super::git::{Git, named};
use crate::failure::Result;
use crate::files;
use crate::say;
use crate::text::lang::Lang;

/// What stands before a file's name where git tells its state: two letters and a blank.
const STATE: usize = 3;

/// The files that a branch touched, as whole paths in order.
#[derive(Debug, Clone, Default)]
pub struct Changed(BTreeSet<PathBuf>);

impl Changed {
    /// What differs between the working tree around `root` and the point where its branch left `rev`.
    ///
    /// # Errors
    /// There is no git, no repository, no such revision, or the history does not reach back to where the branch began.
    pub fn since(root: &Path, rev: &str, lang: Lang) -> Result<Self> {
        let option = "--changed-since";
        let top = Git { root, option, lang }.top()?;
        // Names are told from the folder git is run in, and untracked ones only below it.
        let git = Git { root: &top, option, lang };
        let known = git.commit(rev)?;
        let base = git.line(&["merge-base", &known, "HEAD"]);
        let base = base.map_err(|_| git.lacking(rev, say!(lang, "changed.no-base", rev = rev)))?;
        let base = base.to_string_lossy();
        Self::between(&git, &base)
    }

    /// What differs between a commit and the working tree around the folder of `git`, which is the top of the repository: what git
    /// has taken in since, what it has not, and submodules that are others now or in which something differs.
    pub(super) fn between(git: &Git<'_>, commit: &str) -> Result<Self> {
        // What submodules hold is asked of each of them, with the filters of its own settings left out.
        let kinds = ["--cached", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--ignore-submodules=dirty"];
        let mut files = git.list(&[&["diff-index"], &kinds[..], &[commit, "--"]].concat())?;
        // Of the commands that look into files this is the one that writes nothing of what it learns of their dates.
        let status = ["status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=all"];
        let unfiltered = git.unfiltered()?;
        let status = unfiltered.iter().map(String::as_str).chain(status).chain(["--ignore-submodules=dirty"]);
        let told = git.list(&status.collect::<Vec<_>>())?;
        files.extend(told.iter().filter_map(|line| line.get(STATE..)).map(<[u8]>::to_vec));
        let mut files: BTreeSet<PathBuf> = files.iter().map(|file| git.root.join(named(file))).collect();
        for (path, commit) in git.submodules()? {
            let root = git.root.join(path);
            let is_there = root.join(".git").symlink_metadata().is_ok();
            let same =
                || Self::between(&Git { root: &root, ..*git }, &commit).is_ok_and(|changed| changed.0.is_empty());
            if is_there && !same() {
                files.insert(root);
            }
        }
        Ok(Self(files))
    }

    /// All that lies in these folders.
    pub(super) fn all_in(folders: impl IntoIterator<Item = PathBuf>) -> Self {
        Self(folders.into_iter().collect())
    }

    /// Whether a file at or below `path` was touched. Of a repository within the repository git tells the folder alone, so
    /// that all below it counts as touched.
    #[must_use]
    pub fn touches(&self, path: &Path) -> bool {
        let whole = whole(path);
        let below = self.0.range(whole.clone()..).next().is_some_and(|file| file.starts_with(&whole));
        below || whole.ancestors().skip(1).any(|folder| self.0.contains(folder))
    }

    /// The folders below `root`, as people are told them, of which the file called `name` was taken away.
    #[must_use]
    pub fn gone(&self, root: &Path, name: &str) -> Vec<String> {
        let root = whole(root);
        let folder =
            |file: &PathBuf| Some(below(&root, file.parent().filter(|_| file.file_name() == Some(name.as_ref()))?));
        let gone = self.0.iter().filter(|file| file.starts_with(&root) && file.symlink_metadata().is_err());
        gone.filter_map(folder).filter(|folder| !folder.is_empty()).collect()
    }

    /// Whether a file called `name` was touched, or taken away, in `folder` or one above it.
    #[must_use]
    pub fn touches_above(&self, folder: &Path, name: &str) -> bool {
        whole(folder).ancestors().any(|folder| self.0.contains(&folder.join(name)))
    }
}

/// A path as the system sees it.
fn whole(path: &Path) -> PathBuf {
    files::whole(path).unwrap_or_else(|_| path.to_owned())
}
