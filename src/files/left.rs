//! What a writer that was killed has left beside the files it wrote. It is told and not removed: another program may be
//! writing at this moment, and a folder may hold what was there before.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// How the names of temporary files and folders begin and end.
pub(super) const NAME: (&str, &str) = (".studio-", ".tmp");

/// The folders that were written into.
static WRITTEN: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// A folder is written into.
pub(super) fn written(folder: &Path) {
    WRITTEN.lock().unwrap_or_else(PoisonError::into_inner).insert(folder.to_owned());
}

/// What others have left in the folders that this process wrote into, in order. What is its own is gone once it is written.
#[must_use]
pub fn left_behind() -> Vec<PathBuf> {
    let folders = WRITTEN.lock().unwrap_or_else(PoisonError::into_inner);
    let mut left: Vec<PathBuf> = folders.iter().flat_map(|folder| within(folder)).collect();
    left.sort();
    left
}

fn within(folder: &Path) -> Vec<PathBuf> {
    let is_left = |name: &str| name.starts_with(NAME.0) && name.ends_with(NAME.1);
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.filter(|entry| entry.file_name().to_str().is_some_and(is_left)).map(|entry| entry.path()).collect()
}
