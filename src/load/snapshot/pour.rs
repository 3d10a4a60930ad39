//! Writes what a revision names into a temporary folder. Files come from one running git, each as a stream, so that memory
//! does not grow with them. All folders and files are made before any link, so that nothing is written through one.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::process::{ChildStdout, Stdio};

use tempfile::TempDir;

use super::tree::{Entry, What};
use crate::failure::{Failure, Result};
use crate::load::git::Git;
use crate::say;
use crate::text::lang::Lang;

/// The longest target of a link, and the longest head of an answer; no system has longer paths.
const LONGEST: u64 = 1 << 16;
/// A pointer of Git LFS is smaller (its specification: "must be less than 1024 bytes"), and begins so.
const POINTER: u64 = 1024;
const POINTS: &[u8] = b"version https://git-lfs.github.com/spec/v1\n";

/// A temporary folder being filled.
pub(super) struct Pour<'p> {
    pub git: &'p Git<'p>,
    pub rev: &'p str,
    /// Stands for the top of the repository.
    pub top: TempDir,
}

/// A link yet to be made: where, and where it leads.
pub(super) type Link = (PathBuf, Vec<u8>);

/// That a temporary folder cannot be written.
pub(super) fn no_room(rev: &str, path: &Path, error: &io::Error, lang: Lang) -> Failure {
    Failure(say!(lang, "git.no-room", rev = rev, path = path.display(), why = error))
}

impl Pour<'_> {
    /// Makes folders.
    pub fn folders<'f>(&self, folders: impl IntoIterator<Item = &'f Path>) -> Result<()> {
        let mut last = None;
        for folder in folders {
            if last != Some(folder) {
                let path = self.top.path().join(folder);
                fs::create_dir_all(&path).or_else(|error| self.left_out(&path, &error))?;
            }
            last = Some(folder);
        }
        Ok(())
    }

    /// Writes files, and the folders of everything; gives the links, which are made last.
    pub fn entries(&self, entries: &[Entry]) -> Result<Vec<Link>> {
        self.folders(entries.iter().filter_map(|entry| entry.path.parent()))?;
        let wanted = || entries.iter().filter(|entry| entry.kind != What::Submodule);
        let asked = ask(wanted()).map_err(|error| self.no_room(&std::env::temp_dir(), &error))?;
        let store = self.git.line(&["rev-parse", "--path-format=absolute", "--git-common-dir"]);
        let store = store.ok().map(|folder| PathBuf::from(folder).join("lfs/objects")).filter(|folder| folder.is_dir());
        let mut command = self.git.command(&["cat-file", "--batch", "--buffer"]);
        command.stdin(asked).stdout(Stdio::piped()).stderr(Stdio::null());
        let silent = |error: io::Error| Failure(say!(self.git.lang, "git.failed", why = error));
        let mut child = command.spawn().map_err(silent)?;
        let mut answers = child.stdout.take().map(|out| BufReader::with_capacity(1 << 16, out));
        let mut links = Vec::new();
        let written = answers.iter_mut().try_for_each(|answers| {
            wanted().try_for_each(|entry| {
                links.extend(self.write(entry, answers, store.as_deref())?);
                Ok(())
            })
        });
        // Git ends when nobody reads any more.
        drop(answers);
        child.wait().map_err(silent)?;
        written.map(|()| links)
    }

    /// Copies files that lie below `from`; those that nobody may read are left out.
    pub fn copies(&self, from: &Path, files: &[PathBuf]) -> Result<()> {
        for file in files {
            let is_file = from.join(file).symlink_metadata().is_ok_and(|about| about.is_file());
            let Some(mut source) = is_file.then(|| File::open(from.join(file)).ok()).flatten() else { continue };
            self.folders(file.parent())?;
            self.fill(&self.top.path().join(file), &mut source)?;
        }
        Ok(())
    }

    /// Writes the next answer of git as the file that it is; gives it where it is a link.
    fn write(&self, entry: &Entry, answers: &mut BufReader<ChildStdout>, store: Option<&Path>) -> Result<Option<Link>> {
        let lacking = || {
            let (rev, file) = (self.rev, entry.path.display());
            Failure(say!(self.git.lang, "git.lacks-object", rev = rev, file = file))
        };
        let mut head = Vec::new();
        answers.take(LONGEST).read_until(b'\n', &mut head).map_err(|_| lacking())?;
        let head = String::from_utf8_lossy(&head);
        let size = head.trim_end().rsplit_once(" blob ").and_then(|(_, size)| size.parse().ok()).ok_or_else(lacking)?;
        let path = self.top.path().join(&entry.path);
        let mut content = answers.take(size);
        let mut small = Vec::new();
        let is_link = entry.kind == What::Link;
        if is_link || (store.is_some() && size < POINTER) {
            content.by_ref().take(LONGEST).read_to_end(&mut small).map_err(|_| lacking())?;
        }
        if !is_link {
            match store.and_then(|store| File::open(store.join(pointed(&small)?)).ok()) {
                Some(mut kept) => self.fill(&path, &mut kept)?,
                None => self.fill(&path, &mut small.as_slice().chain(&mut content))?,
            }
        }
        io::copy(&mut content, &mut io::sink()).map_err(|_| lacking())?;
        if content.limit() > 0 {
            return Err(lacking());
        }
        answers.read_exact(&mut [0]).map_err(|_| lacking())?;
        Ok(is_link.then_some((path, small)))
    }

    /// Makes a file of what `content` gives.
    fn fill(&self, path: &Path, content: &mut impl Read) -> Result<()> {
        match File::options().write(true).create_new(true).open(path) {
            Ok(mut file) => io::copy(content, &mut file).map(drop).map_err(|error| self.no_room(path, &error)),
            Err(error) => self.left_out(path, &error),
        }
    }

    /// Nothing for a name that this system cannot have, or that another one took where big and small letters are one: git
    /// would not check it out here, either.
    fn left_out(&self, path: &Path, error: &io::Error) -> Result<()> {
        use io::ErrorKind::{AlreadyExists, InvalidFilename, NotADirectory, NotFound};
        match error.kind() {
            AlreadyExists | InvalidFilename | NotADirectory | NotFound => Ok(()),
            _ => Err(self.no_room(path, error)),
        }
    }

    fn no_room(&self, path: &Path, error: &io::Error) -> Failure {
        no_room(self.rev, path, error, self.git.lang)
    }
}

/// Makes links. A name that is taken is left out.
pub(super) fn links(links: Vec<Link>) {
    for (path, target) in links {
        let _ = link(&target, &path);
    }
}

/// The names of objects, as git reads them from a file, so that neither waits for the other.
fn ask<'e>(entries: impl Iterator<Item = &'e Entry>) -> io::Result<File> {
    let mut asked = tempfile::tempfile()?;
    let mut names = String::new();
    for entry in entries {
        names.extend([entry.object.as_str(), "\n"]);
    }
    asked.write_all(names.as_bytes())?;
    asked.rewind()?;
    Ok(asked)
}

/// The path in its store of what a pointer of Git LFS stands for, if `text` is one.
fn pointed(text: &[u8]) -> Option<PathBuf> {
    let text = std::str::from_utf8(text.strip_prefix(POINTS)?).ok()?;
    let digest = text.lines().find_map(|line| line.strip_prefix("oid sha256:"))?;
    let sound = digest.len() == 64 && digest.bytes().all(|byte| byte.is_ascii_hexdigit());
    sound.then(|| [&digest[..2], &digest[2..4], digest].iter().collect())
}

#[cfg(unix)]
fn link(target: &[u8], path: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(crate::load::git::named(target), path)
}

/// Where links are no matter of course, git writes a file that says where they lead.
#[cfg(not(unix))]
fn link(target: &[u8], path: &Path) -> io::Result<()> {
    File::options().write(true).create_new(true).open(path)?.write_all(target)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pointer_is_told_from_a_text() {
        let digest = "4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393";
        let pointer = format!("version https://git-lfs.github.com/spec/v1\noid sha256:{digest}\nsize 12345\n");
        assert_eq!(pointed(pointer.as_bytes()), Some(PathBuf::from(format!("4d/7a/{digest}"))));
        assert_eq!(pointed(pointer.replace(digest, "../../../etc/passwd").as_bytes()), None);
        assert_eq!(pointed(b"version 1\n"), None);
    }
}
