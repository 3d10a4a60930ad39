//! Which files a branch touched, as the `git` on the path tells it: what differs from where the branch began, what is not
//! committed yet, and what git does not know yet.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::{Failure, Result};
use crate::say;
use crate::text::lang::Lang;

/// The files that a branch touched, as whole paths.
#[derive(Debug, Clone, Default)]
pub struct Changed(Vec<PathBuf>);

impl Changed {
    /// What differs between the working tree around `root` and the point where its branch left `rev`.
    ///
    /// # Errors
    /// There is no git, no repository, no such revision, or the history does not reach back to where the branch began.
    pub fn since(root: &Path, rev: &str, lang: Lang) -> Result<Self> {
        let git = Git { root, lang };
        let top = git.line(&["rev-parse", "--show-toplevel"]).map_err(|why| match why {
            Trouble::NoGit => Failure(say!(lang, "changed.no-git")),
            Trouble::Said(_) => Failure(say!(lang, "changed.no-repository", path = root.display())),
        })?;
        // Git names the folder as it sees it; the files are compared with folders as the system sees them.
        let top = PathBuf::from(&top).canonicalize().unwrap_or_else(|_| PathBuf::from(top));
        let commit = format!("{rev}^{{commit}}");
        let known = git.line(&["rev-parse", "--verify", "--quiet", "--end-of-options", &commit]);
        let shallow = || git.line(&["rev-parse", "--is-shallow-repository"]).is_ok_and(|answer| answer == "true");
        let Ok(known) = known else {
            return Err(Failure(if shallow() {
                say!(lang, "changed.shallow", rev = rev)
            } else {
                say!(lang, "changed.no-revision", rev = rev)
            }));
        };
        let Ok(base) = git.line(&["merge-base", &known.to_string_lossy(), "HEAD"]) else {
            return Err(Failure(if shallow() {
                say!(lang, "changed.shallow", rev = rev)
            } else {
                say!(lang, "changed.no-base", rev = rev)
            }));
        };
        let base = base.to_string_lossy().into_owned();
        let mut files = git.list(&["diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", &base, "--"])?;
        let top_text = top.to_string_lossy().into_owned();
        // Untracked files are named from the folder git is run in, and only those below it.
        let at_top = Git { root: Path::new(&top_text), lang };
        files.extend(at_top.list(&["ls-files", "-z", "--others", "--exclude-standard"])?);
        Ok(Self(files.into_iter().map(|file| top.join(file)).collect()))
    }

    /// Whether a file at or below `path` was touched.
    #[must_use]
    pub fn touches(&self, path: &Path) -> bool {
        let whole = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        self.0.iter().any(|file| file.starts_with(&whole))
    }
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
    /// What git prints, byte for byte.
    fn run(&self, arguments: &[&str]) -> std::result::Result<Vec<u8>, Trouble> {
        let mut command = Command::new("git");
        // Whoever calls from a hook has these set for another folder.
        for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"] {
            command.env_remove(name);
        }
        let output = command.arg("-C").arg(self.root).args(arguments).output().map_err(|_| Trouble::NoGit)?;
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
