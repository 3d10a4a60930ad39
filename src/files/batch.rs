//! Several changes to files that belong together: all of them are made, or none. Every file is looked at again just before,
//! and others of this program wait meanwhile, so that nothing written by somebody else since it was read is lost.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempPath;

use super::hold::{Hold, go_on};
use super::lock::Lock;
use super::{changeable, target, write_beside, write_for};

/// Changes that are made together.
#[derive(Debug, Default)]
pub struct Batch {
    changes: Vec<Change>,
}

/// One change to one file.
#[derive(Debug)]
enum Change {
    Create { path: PathBuf, bytes: Vec<u8> },
    Replace { path: PathBuf, old: Vec<u8>, bytes: Vec<u8> },
    Remove { path: PathBuf, old: Vec<u8> },
    Rename { from: PathBuf, to: PathBuf },
}

/// Why nothing was changed, and at which file.
#[derive(Debug)]
pub struct Refused {
    /// The file.
    pub path: PathBuf,
    /// `AlreadyExists` for a new file whose name is taken, `InvalidData` for a file that is no longer what it was when it
    /// was read, `WouldBlock` where others do not end writing, `Interrupted` where the program was asked to end; else
    /// what the file system says.
    pub error: io::Error,
}

impl Batch {
    /// A file that must not be there yet; folders above it are made.
    pub fn create(&mut self, path: PathBuf, bytes: Vec<u8>) {
        self.changes.push(Change::Create { path, bytes });
    }

    /// A file that gets other bytes in place of `old`.
    pub fn replace(&mut self, path: PathBuf, old: Vec<u8>, bytes: Vec<u8>) {
        self.changes.push(Change::Replace { path, old, bytes });
    }

    /// A file that goes away, if it still holds `old`.
    pub fn remove(&mut self, path: PathBuf, old: Vec<u8>) {
        self.changes.push(Change::Remove { path, old });
    }

    /// A file that gets another name, which must not be taken.
    pub fn rename(&mut self, from: PathBuf, to: PathBuf) {
        self.changes.push(Change::Rename { from, to });
    }

    /// Whether there is nothing to change.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// The files it makes or changes, in order.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.changes.iter().map(Change::path)
    }

    /// What each file will hold; nothing for one that goes.
    pub fn contents(&self) -> impl Iterator<Item = (&Path, Option<&[u8]>)> {
        self.changes.iter().flat_map(|change| {
            let (gone, made) = match change {
                Change::Create { path, bytes } | Change::Replace { path, bytes, .. } => (None, Some((path, bytes))),
                Change::Remove { path, .. } => (Some(path), None),
                Change::Rename { from, .. } => (Some(from), None),
            };
            let made = made.map(|(path, bytes)| (path.as_path(), Some(bytes.as_slice())));
            made.into_iter().chain(gone.map(|path| (path.as_path(), None)))
        })
    }

    /// Makes all changes. Whatever a change needs is written and on the disk before the first takes its name; when one fails,
    /// those before it are taken back. Who asks the program to end is heard until the first takes its name, and after the last.
    ///
    /// # Errors
    /// The first file at which it could not be done; then nothing is changed.
    pub fn commit(self) -> Result<(), Refused> {
        let refused = |change: &Change, error| Refused { path: change.path().to_owned(), error };
        let Some(first) = self.changes.first() else { return Ok(()) };
        let _hold = Hold::new();
        let _lock = Lock::of(self.changes.iter().flat_map(Change::names)).map_err(|error| refused(first, error))?;
        let mut made = Vec::new();
        let mut staged = Vec::new();
        for change in &self.changes {
            let ready = change.ready().and_then(|()| change.stage(&mut made)).and_then(|file| go_on().map(|()| file));
            match ready {
                Ok(file) => staged.push(file),
                Err(error) => {
                    drop(staged);
                    tidy(&made);
                    return Err(refused(change, error));
                }
            }
        }
        for (index, (change, file)) in self.changes.iter().zip(staged).enumerate() {
            // Writing to a disk takes its time, and who edits by hand waits for nobody.
            if let Err(error) = change.ready().and_then(|()| change.apply(file)) {
                for done in self.changes[..index].iter().rev() {
                    // What cannot be taken back stays as the change made it: a whole file either way.
                    let _ = done.undo();
                }
                tidy(&made);
                return Err(refused(change, error));
            }
        }
        Ok(())
    }
}

impl Change {
    fn path(&self) -> &Path {
        match self {
            Self::Create { path, .. } | Self::Replace { path, .. } | Self::Remove { path, .. } => path,
            Self::Rename { to, .. } => to,
        }
    }

    /// The files that are looked at and changed.
    fn names(&self) -> impl Iterator<Item = &Path> {
        let from = if let Self::Rename { from, .. } = self { Some(from.as_path()) } else { None };
        from.into_iter().chain([self.path()])
    }

    /// Whether the world is still as it was when the change was thought of.
    fn ready(&self) -> io::Result<()> {
        match self {
            Self::Create { path, .. } => absent(path),
            Self::Replace { path, old, .. } | Self::Remove { path, old } => match fs::read(path)? {
                now if now == *old => changeable(path),
                _ => Err(io::Error::from(io::ErrorKind::InvalidData)),
            },
            Self::Rename { from, to } => {
                from.symlink_metadata()?;
                if is_one(from, to) { Ok(()) } else { absent(to) }
            }
        }
    }

    /// Writes what the change needs beside its place; folders that had to be made are added to `made`. No file is kept open:
    /// a system lets a program have a few hundred.
    fn stage(&self, made: &mut Vec<PathBuf>) -> io::Result<Option<TempPath>> {
        let file = match self {
            Self::Create { path, bytes } => {
                folders(path, made)?;
                write_beside(path, |out| out.write_all(bytes))?
            }
            // A file that is replaced keeps its permissions, and a link goes on pointing at it.
            Self::Replace { path, bytes, .. } => write_for(&target(path)?, |out| out.write_all(bytes))?,
            Self::Rename { to, .. } => return folders(to, made).map(|()| None),
            Self::Remove { .. } => return Ok(None),
        };
        Ok(Some(file.into_temp_path()))
    }

    fn apply(&self, staged: Option<TempPath>) -> io::Result<()> {
        match (self, staged) {
            (Self::Create { path, .. }, Some(file)) => Ok(file.persist_noclobber(path)?),
            (Self::Replace { path, .. }, Some(file)) => Ok(file.persist(target(path)?)?),
            (Self::Rename { from, to }, _) => fs::rename(from, to),
            (Self::Remove { path, .. }, _) => fs::remove_file(path),
            (Self::Create { .. } | Self::Replace { .. }, None) => Err(io::ErrorKind::NotFound.into()),
        }
    }

    fn undo(&self) -> io::Result<()> {
        match self {
            Self::Create { path, .. } => fs::remove_file(path),
            Self::Replace { path, old, .. } => {
                let target = target(path)?;
                Ok(write_for(&target, |out| out.write_all(old))?.into_temp_path().persist(&target)?)
            }
            Self::Remove { path, old } => {
                Ok(write_beside(path, |out| out.write_all(old))?.into_temp_path().persist_noclobber(path)?)
            }
            Self::Rename { from, to } => fs::rename(to, from),
        }
    }
}

fn absent(path: &Path) -> io::Result<()> {
    match path.symlink_metadata() {
        Ok(_) => Err(io::Error::from(io::ErrorKind::AlreadyExists)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

/// Whether both names are one file, as `a` and `A` are where case makes no difference.
fn is_one(one: &Path, other: &Path) -> bool {
    let alike = one.to_string_lossy().to_lowercase() == other.to_string_lossy().to_lowercase();
    alike && matches!((fs::canonicalize(one), fs::canonicalize(other)), (Ok(one), Ok(other)) if one == other)
}

/// Makes the folders above `path`; those that were not there are added to `made`.
fn folders(path: &Path, made: &mut Vec<PathBuf>) -> io::Result<()> {
    let missing: Vec<&Path> =
        path.ancestors().skip(1).take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists()).collect();
    for folder in missing.into_iter().rev() {
        fs::create_dir(folder)?;
        made.push(folder.to_owned());
    }
    Ok(())
}

/// Removes the folders that were made, where nothing is in them.
fn tidy(made: &[PathBuf]) {
    for folder in made.iter().rev() {
        // One that somebody has put something into meanwhile stays.
        let _ = fs::remove_dir(folder);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(path: &Path) -> String {
        fs::read_to_string(path).unwrap()
    }

    #[test]
    fn a_file_that_is_read_only_stops_all_of_it() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        for name in ["a", "b"] {
            fs::write(at(name), "old").unwrap();
        }
        let mut permissions = fs::metadata(at("b")).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(at("b"), permissions).unwrap();
        let mut batch = Batch::default();
        batch.create(at("c"), b"new".to_vec());
        batch.replace(at("a"), b"old".to_vec(), b"new".to_vec());
        batch.replace(at("b"), b"old".to_vec(), b"new".to_vec());
        let refused = batch.commit().unwrap_err();
        assert_eq!((refused.path, refused.error.kind()), (at("b"), io::ErrorKind::PermissionDenied));
        assert_eq!((read(&at("a")), read(&at("b")), at("c").exists()), ("old".into(), "old".into(), false));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "nothing else is left");
    }

    #[test]
    fn all_of_it_is_done() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("a"), "1").unwrap();
        fs::write(at("b"), "2").unwrap();
        fs::write(at("d"), "4").unwrap();
        let mut batch = Batch::default();
        batch.replace(at("a"), b"1".to_vec(), b"one".to_vec());
        batch.remove(at("b"), b"2".to_vec());
        batch.create(at("new/c"), b"3".to_vec());
        batch.rename(at("d"), at("e/d"));
        batch.commit().unwrap();
        assert_eq!((read(&at("a")), read(&at("new/c")), read(&at("e/d"))), ("one".into(), "3".into(), "4".into()));
        assert!(!at("b").exists() && !at("d").exists());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3, "nothing else is left");
    }

    #[test]
    fn or_none_of_it() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("a"), "1").unwrap();
        fs::write(at("b"), "2").unwrap();
        fs::write(at("taken"), "3").unwrap();
        let taken = Change::Create { path: at("taken"), bytes: b"x".to_vec() };
        let other = Change::Replace { path: at("b"), old: b"other".to_vec(), bytes: b"x".to_vec() };
        let gone = Change::Remove { path: at("gone"), old: Vec::new() };
        let kinds = [io::ErrorKind::AlreadyExists, io::ErrorKind::InvalidData, io::ErrorKind::NotFound];
        for (change, kind) in [taken, other, gone].into_iter().zip(kinds) {
            let mut batch = Batch::default();
            batch.replace(at("a"), b"1".to_vec(), b"one".to_vec());
            batch.create(at("new/deep/c"), b"3".to_vec());
            batch.changes.push(change);
            assert_eq!(batch.commit().unwrap_err().error.kind(), kind);
            assert_eq!((read(&at("a")), read(&at("b")), read(&at("taken"))), ("1".into(), "2".into(), "3".into()));
            assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3, "no folder and no temporary file is left");
        }
    }

    #[test]
    fn a_name_in_another_case_is_no_other_file() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("a"), "1").unwrap();
        assert!(is_one(&at("a"), &at("a")), "as a system without case says of `A`");
        assert!(!is_one(&at("a"), &at("b")));
        let mut batch = Batch::default();
        batch.rename(at("a"), at("A"));
        batch.commit().unwrap();
        assert_eq!(read(&at("A")), "1");
        // Where case counts, the other name may be another file.
        fs::write(at("a"), "2").unwrap();
        if read(&at("A")) == "1" {
            let mut batch = Batch::default();
            batch.rename(at("A"), at("a"));
            assert_eq!(batch.commit().unwrap_err().error.kind(), io::ErrorKind::AlreadyExists);
        }
    }

    #[test]
    fn of_many_at_once_none_undoes_what_another_did() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        fs::write(&path, "").unwrap();
        let write = &|number: usize| {
            let old = fs::read(&path).unwrap();
            let new = [&old[..], format!("{number}\n").as_bytes()].concat();
            let mut batch = Batch::default();
            batch.replace(path.clone(), old, new);
            match batch.commit() {
                Ok(()) => true,
                Err(refused) => {
                    assert_eq!(refused.error.kind(), io::ErrorKind::InvalidData);
                    false
                }
            }
        };
        let written: usize = std::thread::scope(|scope| {
            let threads: Vec<_> =
                (0..8).map(|one| scope.spawn(move || (0..8).filter(|other| write(one * 8 + other)).count())).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).sum()
        });
        assert_eq!(read(&path).lines().count(), written, "who is told that it was written finds it there");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_fails_half_way_is_taken_back() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("a"), "1").unwrap();
        let mut batch = Batch::default();
        batch.replace(at("a"), b"1".to_vec(), b"one".to_vec());
        batch.create(at("c"), b"3".to_vec());
        // Both look possible beforehand; the second of one name is not.
        batch.create(at("c"), b"4".to_vec());
        assert!(batch.commit().is_err());
        assert_eq!(read(&at("a")), "1");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
