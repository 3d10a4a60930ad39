//! Which files a branch touched, as the `git` on the path tells it: what differs from where the branch began, what is not
//! committed yet, and what git does not know yet.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::{Failure, Result};
use crate::say;
use crate::text::lang::Lang;

/// The files that a branch touched, as whole paths in order.
#[derive(Debug, Clone, Default)]
pub struct Changed(BTreeSet<PathBuf>);

impl Changed {
    /// What differs between the working tree around `root` and the point where its branch left `rev`.
    ///
    /// # Errors
    /// There is no git, no repository, no such revision, or the history does not reach back to where the branch began.
    pub fn since(root: &Path, rev: &str, lang: Lang) -> Result<Self> {
        match root.metadata() {
            Ok(about) if about.is_file() => return Err(Failure(say!(lang, "run.file", path = root.display()))),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Err(Failure(say!(lang, "load.no-such-folder", path = root.display())));
            }
            _ => {}
        }
        let git = Git { root, lang };
        let top = git.line(&["rev-parse", "--show-toplevel"]).map_err(|trouble| no_top(&trouble, root, lang))?;
        // Git names the folder as it sees it; the files are compared with folders as the system sees them.
        let top = PathBuf::from(&top).canonicalize().unwrap_or_else(|_| PathBuf::from(top));
        // Names are told from the folder git is run in, and untracked ones only below it.
        let git = Git { root: &top, lang };
        let base = git.base(rev)?;
        let kinds = ["--name-only", "-z", "--no-renames", "--no-ext-diff", "--ignore-submodules=none"];
        let mut files = git.list(&[&["diff"], &kinds[..], &[&base, "--"]].concat())?;
        files.extend(git.list(&["ls-files", "-z", "--others", "--exclude-standard"])?);
        Ok(Self(files.into_iter().map(|file| top.join(file)).collect()))
    }

    /// Whether a file at or below `path` was touched. Of a repository within the repository git tells the folder alone, so
    /// that all below it counts as touched.
    #[must_use]
    pub fn touches(&self, path: &Path) -> bool {
        let whole = whole(path);
        let below = self.0.range(whole.clone()..).next().is_some_and(|file| file.starts_with(&whole));
        below || whole.ancestors().skip(1).any(|folder| self.0.contains(folder))
    }

    /// Whether a file called `name` was touched, or taken away, in `folder` or one above it.
    #[must_use]
    pub fn touches_above(&self, folder: &Path, name: &str) -> bool {
        whole(folder).ancestors().any(|folder| self.0.contains(&folder.join(name)))
    }
}

/// A path as the system sees it.
fn whole(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

/// Why there is no top folder of a repository.
fn no_top(trouble: &Trouble, root: &Path, lang: Lang) -> Failure {
    let path = root.display();
    Failure(match trouble {
        Trouble::NoGit => say!(lang, "changed.no-git"),
        Trouble::Said(why) if why.contains("safe.directory") => {
            let whole = whole(root);
            say!(lang, "changed.not-ours", path = path, whole = whole.display())
        }
        Trouble::Said(why) if why.contains("not a git repository") => {
            say!(lang, "changed.no-repository", path = path)
        }
        Trouble::Said(why) if why.contains("work tree") => say!(lang, "changed.bare", path = path),
        Trouble::Said(why) => say!(lang, "changed.failed", why = why),
    })
}

/// Why git gave no answer.
enum Trouble {
    NoGit,
    Said(String),
}

struct Git<'g> {
    root: &'g Path,
    lang: Lang,
}

impl Git<'_> {
    /// The commit where the present branch left `rev`.
    fn base(&self, rev: &str) -> Result<String> {
        let shallow = || self.line(&["rev-parse", "--is-shallow-repository"]).is_ok_and(|answer| answer == "true");
        let lacking =
            |text: String| Failure(if shallow() { say!(self.lang, "changed.shallow", rev = rev) } else { text });
        let unknown = || lacking(say!(self.lang, "changed.no-revision", rev = rev));
        // What begins so names no revision, but git would take it for an option.
        if rev.starts_with('-') {
            return Err(unknown());
        }
        let known = self.line(&["rev-parse", "--verify", "--quiet", &format!("{rev}^{{commit}}")]);
        let known = known.map_err(|_| unknown())?.to_string_lossy().into_owned();
        let base = self.line(&["merge-base", &known, "HEAD"]);
        let base = base.map_err(|_| lacking(say!(self.lang, "changed.no-base", rev = rev)))?;
        Ok(base.to_string_lossy().into_owned())
    }

    /// What git prints, byte for byte.
    fn run(&self, arguments: &[&str]) -> std::result::Result<Vec<u8>, Trouble> {
        let mut command = Command::new("git");
        // Whoever calls from a hook has these set for another folder.
        for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR"] {
            command.env_remove(name);
        }
        // What it says is read: in one language.
        let output =
            command.env("LC_ALL", "C").arg("-C").arg(self.root).args(arguments).output().map_err(|_| Trouble::NoGit)?;
        if output.status.success() {
            return Ok(output.stdout);
        }
        Err(Trouble::Said(String::from_utf8_lossy(&output.stderr).trim().to_owned()))
    }

    /// Its one line.
    fn line(&self, arguments: &[&str]) -> std::result::Result<OsString, Trouble> {
        let bytes = self.run(arguments)?;
        let text = bytes.strip_suffix(b"\n").unwrap_or(&bytes);
        Ok(named(text.strip_suffix(b"\r").unwrap_or(text)))
    }

    /// Its names, each ended by a zero byte.
    fn list(&self, arguments: &[&str]) -> Result<Vec<OsString>> {
        let bytes = self.run(arguments).map_err(|why| {
            let why = if let Trouble::Said(why) = why { why } else { String::new() };
            Failure(say!(self.lang, "changed.failed", why = why))
        })?;
        Ok(bytes.split(|byte| *byte == 0).filter(|name| !name.is_empty()).map(named).collect())
    }
}

/// A name as the system keeps it.
#[cfg(unix)]
fn named(bytes: &[u8]) -> OsString {
    <OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(bytes).to_owned()
}

/// A name as the system keeps it; git prints UTF-8 everywhere.
#[cfg(not(unix))]
fn named(bytes: &[u8]) -> OsString {
    OsStr::new(&*String::from_utf8_lossy(bytes)).to_owned()
}
