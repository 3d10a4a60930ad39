//! One process at a time changes the files of a folder: from the last look at a file until its new text has the name, no other
//! one comes in between. It is advice that only this program follows, and it ends with the process that holds it, however
//! that ends. On Unix the folder itself is locked, and nothing is written for it. Windows locks no folders: there it is a
//! hidden file that nobody else can open, and that the system removes when it is closed.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::folder_of;
use super::hold::go_on;

/// How long others are waited for: they hold a folder for as long as a disk needs.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long before it is looked again.
const PAUSE: Duration = Duration::from_millis(10);

/// Folders of which this process has the lock.
#[derive(Debug)]
pub(super) struct Lock(#[expect(dead_code, reason = "the files are kept open, and nothing else")] Vec<File>);

impl Lock {
    /// Waits until the folders of all `files` are free. A folder that is not there yet, or that knows no locks (a drive of
    /// another machine may not), is gone without.
    ///
    /// # Errors
    /// `WouldBlock` when others do not end; `Interrupted` when the program was asked to end meanwhile.
    pub(super) fn of<'p>(files: impl Iterator<Item = &'p Path>) -> io::Result<Self> {
        // In the same order everywhere: nobody waits for who waits for him.
        // A link is written where it points.
        let way = |file: &Path| fs::canonicalize(file).map(|whole| folder_of(&whole).to_owned());
        let folders: BTreeSet<_> =
            files.filter_map(|file| way(file).or_else(|_| fs::canonicalize(folder_of(file))).ok()).collect();
        let end = Instant::now() + PATIENCE;
        let mut held = Vec::new();
        for folder in &folders {
            held.extend(wait(folder, end)?);
        }
        Ok(Self(held))
    }
}

fn wait(folder: &Path, end: Instant) -> io::Result<Option<File>> {
    loop {
        match take(folder) {
            Err(error) if error.kind() == ErrorKind::WouldBlock => {}
            Err(_) => return Ok(None),
            Ok(file) => return Ok(Some(file)),
        }
        go_on()?;
        if Instant::now() >= end {
            return Err(ErrorKind::WouldBlock.into());
        }
        sleep(PAUSE);
    }
}

/// The lock of a folder; `WouldBlock` while another has it.
#[cfg(not(windows))]
fn take(folder: &Path) -> io::Result<File> {
    let file = File::open(folder)?;
    file.try_lock()?;
    Ok(file)
}

#[cfg(windows)]
fn take(folder: &Path) -> io::Result<File> {
    use std::os::windows::fs::OpenOptionsExt;
    /// `ERROR_SHARING_VIOLATION`.
    const HELD: i32 = 32;
    /// `FILE_ATTRIBUTE_HIDDEN`.
    const HIDDEN: u32 = 2;
    /// `FILE_FLAG_DELETE_ON_CLOSE`.
    const PASSING: u32 = 0x0400_0000;
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).share_mode(0).attributes(HIDDEN).custom_flags(PASSING);
    options.open(folder.join(".studio-lock")).map_err(|error| match error.raw_os_error() {
        Some(HELD) => ErrorKind::WouldBlock.into(),
        _ => error,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_held_by_one_until_he_lets_go() {
        let folder = tempfile::tempdir().unwrap();
        let files = [folder.path().join("a"), folder.path().join("none/b")];
        let held = Lock::of(files.iter().map(AsRef::as_ref)).unwrap();
        assert_eq!(wait(folder.path(), Instant::now()).unwrap_err().kind(), ErrorKind::WouldBlock);
        drop(held);
        assert!(wait(folder.path(), Instant::now()).unwrap().is_some());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "nothing is left");
    }
}
