//! A folder of files and a file beside it that belong together: they are written out of sight, and take their names one right
//! after the other, or neither does.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use super::hold::{Hold, go_on};
use super::left::{NAME, written};
use super::swap::swap;
use super::{folder_of, nameless, write_beside};

/// A folder that is to be made of files, and a file that goes with it.
#[derive(Debug)]
pub struct Pair<'p> {
    /// The folder.
    pub folder: &'p Path,
    /// The files in it: name and bytes.
    pub files: &'p [(String, Vec<u8>)],
    /// The file that goes with it, in the same folder as the folder.
    pub file: &'p Path,
    /// Its bytes.
    pub bytes: &'p [u8],
}

impl Pair<'_> {
    /// Makes both. With `replace` they take the place of what has their names; without it nothing may have them.
    ///
    /// # Errors
    /// `AlreadyExists` when a name is taken; else what the file system says. Then everything is as it was before.
    pub fn write(&self, replace: bool) -> io::Result<()> {
        let taken = |path: &Path| path.symlink_metadata().is_ok();
        if !replace && (taken(self.folder) || taken(self.file)) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let _hold = Hold::new();
        let parent = folder_of(self.folder);
        let aside = Builder::new().prefix(NAME.0).suffix(NAME.1).tempdir_in(parent).map_err(nameless)?;
        let made = aside.path().join("new");
        fs::create_dir(&made)?;
        for (name, bytes) in self.files {
            let mut file = fs::File::create_new(made.join(name))?;
            io::Write::write_all(&mut file, bytes)?;
            file.sync_all()?;
            go_on()?;
        }
        let file = write_beside(self.file, |out| out.write_all(self.bytes))?;
        go_on()?;
        // Who may read what it replaces may read it, and nobody else.
        if let Ok(old) = self.folder.metadata() {
            fs::set_permissions(&made, old.permissions())?;
        }
        if let Ok(old) = self.file.metadata() {
            file.as_file().set_permissions(old.permissions())?;
        }
        let mut moved = Moved::default();
        let done = self.move_in(&mut moved, aside.path(), &made, file);
        if done.is_err() && !moved.back() {
            // What cannot be moved back stays where it is, and is told of as what is left there.
            let _ = aside.keep();
            written(parent);
        }
        done
    }

    /// Gives both their names, one right after the other; what has them goes `aside`.
    fn move_in(&self, moved: &mut Moved, aside: &Path, made: &Path, file: NamedTempFile) -> io::Result<()> {
        let taken = |path: &Path| path.symlink_metadata().is_ok();
        if !(taken(self.folder) && moved.swap(made, self.folder)) {
            if taken(self.folder) {
                moved.step(self.folder, &aside.join("old"))?;
            }
            moved.step(made, self.folder)?;
        }
        let replaces = self.file.symlink_metadata().is_ok_and(|about| about.is_file());
        if taken(self.file) && !replaces {
            moved.step(self.file, &aside.join("old-file"))?;
        }
        let kept = if replaces { file.persist(self.file) } else { file.persist_noclobber(self.file) };
        kept.map(drop).map_err(|error| error.error)
    }
}

/// What was moved so far, to be moved back when the rest fails.
#[derive(Default)]
struct Moved(Vec<Move>);

/// One thing took another name, or two took each other's.
enum Move {
    Step(PathBuf, PathBuf),
    Swap(PathBuf, PathBuf),
}

impl Moved {
    /// Whether two names changed places; not every system and drive can do that.
    fn swap(&mut self, one: &Path, other: &Path) -> bool {
        let done = swap(one, other).is_ok();
        if done {
            self.0.push(Move::Swap(one.to_owned(), other.to_owned()));
        }
        done
    }

    fn step(&mut self, from: &Path, to: &Path) -> io::Result<()> {
        // A folder takes the place of an empty one where the system lets it: whoever made that one loses nothing.
        fs::rename(from, to)?;
        self.0.push(Move::Step(from.to_owned(), to.to_owned()));
        Ok(())
    }

    /// Whether all went back.
    fn back(&mut self) -> bool {
        let mut all = true;
        for done in self.0.drain(..).rev() {
            let done = match done {
                Move::Step(from, to) => fs::rename(to, from),
                Move::Swap(one, other) => swap(&one, &other),
            };
            all &= done.is_ok();
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = walkdir::WalkDir::new(folder).min_depth(1).sort_by_file_name();
        let name = |entry: walkdir::DirEntry| entry.path().strip_prefix(folder).unwrap().to_string_lossy().into_owned();
        entries.into_iter().map(|entry| name(entry.unwrap())).collect()
    }

    /// Where the system can do it in one step, there is no moment without the folder or the file.
    #[cfg(any(target_os = "linux", target_os = "macos"))]
    #[test]
    fn nothing_is_missing_while_it_is_replaced() {
        use std::sync::atomic::{AtomicBool, Ordering};
        let place = tempfile::tempdir().unwrap();
        let (folder, file) = (place.path().join("甲"), place.path().join("甲.zip"));
        let files = [("一".to_owned(), b"1".to_vec())];
        let pair = Pair { folder: &folder, files: &files, file: &file, bytes: b"zip" };
        pair.write(false).unwrap();
        let ended = AtomicBool::new(false);
        std::thread::scope(|scope| {
            let looks = scope.spawn(|| {
                while !ended.load(Ordering::Relaxed) {
                    assert!(folder.join("一").is_file() && file.is_file());
                }
            });
            for _ in 0..200 {
                pair.write(true).unwrap();
            }
            ended.store(true, Ordering::Relaxed);
            looks.join().unwrap();
        });
        assert_eq!(names(place.path()), ["甲", "甲/一", "甲.zip"]);
    }

    #[test]
    fn both_or_neither() {
        let place = tempfile::tempdir().unwrap();
        let (folder, file) = (place.path().join("甲"), place.path().join("甲.zip"));
        let files = [("一".to_owned(), b"1".to_vec())];
        let pair = Pair { folder: &folder, files: &files, file: &file, bytes: b"zip" };
        pair.write(false).unwrap();
        assert_eq!(names(place.path()), ["甲", "甲/一", "甲.zip"]);
        assert_eq!(pair.write(false).unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        let other = [("二".to_owned(), b"2".to_vec())];
        Pair { files: &other, bytes: b"other", ..pair }.write(true).unwrap();
        assert_eq!(names(place.path()), ["甲", "甲/二", "甲.zip"], "nothing of the old is left");
        assert_eq!(fs::read(&file).unwrap(), b"other");
        let lost = place.path().join("no/such.zip");
        let pair = Pair { folder: &folder, files: &files, file: &lost, bytes: b"zip" };
        assert!(pair.write(true).is_err());
        assert_eq!(names(place.path()), ["甲", "甲/二", "甲.zip"], "all is as it was");
        let twice = [("一".to_owned(), Vec::new()), ("一".to_owned(), Vec::new())];
        let pair =
            Pair { folder: &place.path().join("乙"), files: &twice, file: &place.path().join("乙.zip"), bytes: b"" };
        assert!(pair.write(false).is_err());
        assert_eq!(names(place.path()), ["甲", "甲/二", "甲.zip"]);
    }
}
