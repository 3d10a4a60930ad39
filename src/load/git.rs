//! The `git` on the path, asked and never told to write: which repository a folder lies in, what a revision is, what git lists.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::{Failure, Result};
use crate::files;
use crate::say;
use crate::text::lang::Lang;
use crate::text::safe::visible;
use crate::text::shell::word;

/// Why git gave no answer.
pub(super) enum Trouble {
    NoGit,
    Said(String),
}

/// Git, run in a folder for an option of the command line.
pub(super) struct Git<'g> {
    pub root: &'g Path,
    pub option: &'g str,
    pub lang: Lang,
}

impl Git<'_> {
    /// The folder at the top of the repository that the files of the folder lie in.
    ///
    /// # Errors
    /// The folder is a file or not there; there is no git, no repository, or git will not read it.
    pub fn top(&self) -> Result<PathBuf> {
        match self.root.metadata() {
            Ok(about) if about.is_file() => {
                return Err(Failure(say!(self.lang, "run.file", path = self.root.display())));
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Err(Failure(say!(self.lang, "load.no-such-folder", path = self.root.display())));
            }
            _ => {}
        }
        let top = self.line(&["rev-parse", "--show-toplevel"]).map_err(|trouble| self.no_top(&trouble))?;
        // Git names the folder as it sees it; the files are compared with folders as the system sees them.
        Ok(files::whole(Path::new(&top)).unwrap_or_else(|_| PathBuf::from(top)))
    }

    /// Why there is no top folder of a repository.
    fn no_top(&self, trouble: &Trouble) -> Failure {
        let (lang, path, option) = (self.lang, self.root.display(), self.option);
        Failure(match trouble {
            Trouble::NoGit => say!(lang, "git.missing", option = option),
            Trouble::Said(why) if why.contains("safe.directory") => {
                let whole = files::whole(self.root).unwrap_or_else(|_| self.root.to_owned());
                say!(lang, "git.not-ours", path = path, whole = word(&whole.to_string_lossy()))
            }
            Trouble::Said(why) if why.contains("not a git repository") => {
                say!(lang, "git.no-repository", path = path, option = option)
            }
            Trouble::Said(why) if why.contains("work tree") => say!(lang, "git.bare", path = path),
            Trouble::Said(why) => say!(lang, "git.failed", why = why),
        })
    }

    /// The commit that `rev` names.
    ///
    /// # Errors
    /// There is none, or the history does not reach back to it.
    pub fn commit(&self, rev: &str) -> Result<String> {
        let unknown = || self.lacking(rev, say!(self.lang, "git.no-revision", rev = rev));
        // What begins so names no revision, but git would take it for an option.
        if rev.starts_with('-') {
            return Err(unknown());
        }
        // Of what is asked by `:/words`, all behind it are words.
        let named = self.line(&["rev-parse", "--verify", "--quiet", rev]).map_err(|_| unknown())?;
        let commit = format!("{}^{{commit}}", named.to_string_lossy());
        let commit = self.line(&["rev-parse", "--verify", "--quiet", &commit]).map_err(|_| unknown())?;
        Ok(commit.to_string_lossy().into_owned())
    }

    /// The failure `text`, or that the clone is shallow where that is the cause.
    pub fn lacking(&self, rev: &str, text: String) -> Failure {
        let shallow = self.line(&["rev-parse", "--is-shallow-repository"]).is_ok_and(|answer| answer == "true");
        Failure(if shallow { say!(self.lang, "git.shallow", rev = rev) } else { text })
    }

    /// Options by which git looks at files as they are: whatever its settings name as a filter of files is a program, and started.
    ///
    /// # Errors
    /// The settings cannot be read, or a filter has a name that no option can have.
    pub fn unfiltered(&self) -> Result<Vec<String>> {
        let names = self.list(&["config", "-z", "--name-only", "--list"])?;
        let mut options = Vec::new();
        for name in names {
            let key = String::from_utf8_lossy(&name);
            let Some((filter, _)) = key.strip_prefix("filter.").and_then(|rest| rest.rsplit_once('.')) else {
                continue;
            };
            if filter.contains(['=', char::REPLACEMENT_CHARACTER]) {
                let name = visible(filter);
                return Err(Failure(say!(self.lang, "git.filter", option = self.option, name = name)));
            }
            for setting in ["clean=", "smudge=", "process=", "required=false"] {
                options.extend(["-c".to_owned(), format!("filter.{filter}.{setting}")]);
            }
        }
        Ok(options)
    }

    /// The submodules that git has taken in, from the top, and the commit each is at.
    ///
    /// # Errors
    /// Git does not tell.
    pub fn submodules(&self) -> Result<Vec<(PathBuf, String)>> {
        let entries = self.list(&["ls-files", "-z", "--stage"])?;
        let submodule = |entry: &Vec<u8>| {
            let tab = entry.iter().position(|byte| *byte == b'\t')?;
            let about = std::str::from_utf8(&entry[..tab]).ok()?.strip_prefix("160000 ")?;
            Some((named(&entry[tab + 1..]).into(), about.split(' ').next()?.to_owned()))
        };
        Ok(entries.iter().filter_map(submodule).collect())
    }

    /// Git with these arguments, ready to be run.
    pub fn command(&self, arguments: &[impl AsRef<OsStr>]) -> Command {
        let mut command = Command::new("git");
        // Whoever calls from a hook has these set for another folder.
        for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR"] {
            command.env_remove(name);
        }
        // What it says is read: in one language. It asks nobody and, but for what it is told, writes nothing.
        command.env("LC_ALL", "C").env("GIT_OPTIONAL_LOCKS", "0").env("GIT_TERMINAL_PROMPT", "0");
        // Whose the repository's own settings are is not known: none of them starts a program or fetches what is not there.
        command.env("GIT_ALLOW_PROTOCOL", "").env("GIT_NO_LAZY_FETCH", "1").args(["-c", "core.fsmonitor=false"]);
        command.arg("-C").arg(self.root).args(arguments);
        command
    }

    /// What git prints, byte for byte.
    pub fn run(&self, arguments: &[impl AsRef<OsStr>]) -> std::result::Result<Vec<u8>, Trouble> {
        let output = self.command(arguments).output().map_err(|_| Trouble::NoGit)?;
        if output.status.success() {
            return Ok(output.stdout);
        }
        Err(Trouble::Said(String::from_utf8_lossy(&output.stderr).trim().to_owned()))
    }

    /// Its one line.
    pub fn line(&self, arguments: &[impl AsRef<OsStr>]) -> std::result::Result<OsString, Trouble> {
        let bytes = self.run(arguments)?;
        let text = bytes.strip_suffix(b"\n").unwrap_or(&bytes);
        Ok(named(text.strip_suffix(b"\r").unwrap_or(text)))
    }

    /// What it prints, each ended by a zero byte.
    pub fn list(&self, arguments: &[impl AsRef<OsStr>]) -> Result<Vec<Vec<u8>>> {
        let bytes = self.run(arguments).map_err(|why| self.failed(why))?;
        Ok(bytes.split(|byte| *byte == 0).filter(|name| !name.is_empty()).map(<[u8]>::to_vec).collect())
    }

    /// That git gave no answer.
    pub fn failed(&self, why: Trouble) -> Failure {
        let why = if let Trouble::Said(why) = why { why } else { String::new() };
        Failure(say!(self.lang, "git.failed", why = why))
    }
}

/// A name as the system keeps it.
#[cfg(unix)]
pub(super) fn named(bytes: &[u8]) -> OsString {
    <OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(bytes).to_owned()
}

/// A name as the system keeps it; git prints UTF-8 everywhere.
#[cfg(not(unix))]
pub(super) fn named(bytes: &[u8]) -> OsString {
    OsStr::new(&*String::from_utf8_lossy(bytes)).to_owned()
}
