//! A folder in memory with the same files before every try: what a try writes into it is taken back.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

/// The folder.
#[derive(Debug)]
pub struct Folder {
    place: TempDir,
    base: BTreeMap<String, Vec<u8>>,
}

/// The top of the program's sources.
///
/// # Panics
/// There are none.
#[must_use]
pub fn top() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().find(|folder| folder.join("standard/standard.yaml").is_file()).expect("the sources").to_owned()
}

/// The files below a folder of the sources, by path.
///
/// # Panics
/// One cannot be read.
#[must_use]
pub fn files(name: &str) -> BTreeMap<String, Vec<u8>> {
    let root = top().join(name);
    let mut files = BTreeMap::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let inner = path.strip_prefix(&root).expect("below").to_string_lossy().replace('\\', "/");
                files.insert(inner, fs::read(&path).expect("readable"));
            }
        }
    }
    files
}

impl Folder {
    /// A folder with these files.
    ///
    /// # Panics
    /// It cannot be written.
    #[must_use]
    pub fn new(base: BTreeMap<String, Vec<u8>>) -> Self {
        let memory = Path::new("/dev/shm");
        let place = if memory.is_dir() { TempDir::new_in(memory) } else { TempDir::new() };
        let folder = Self { place: place.expect("a folder"), base };
        for (path, bytes) in &folder.base {
            folder.write(path, bytes);
        }
        folder
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.place.path()
    }

    /// What `run` gives with these files in the folder, too, or instead of its own.
    pub fn with<T>(&self, files: &[(String, &[u8])], run: impl FnOnce(&Path) -> T) -> T {
        // Also where `run` gives up, or the next try would find what this one wrote.
        struct Back<'f>(&'f Folder);
        impl Drop for Back<'_> {
            fn drop(&mut self) {
                self.0.restore();
            }
        }
        let back = Back(self);
        for (path, bytes) in files {
            self.write(path, bytes);
        }
        let given = run(self.path());
        drop(back);
        given
    }

    /// Writes a file; where a folder is in the way, or a file where a folder would be, it stays as it is.
    fn write(&self, path: &str, bytes: &[u8]) {
        let at = self.path().join(path);
        if at.parent().is_some_and(|folder| fs::create_dir_all(folder).is_ok()) {
            let _ = fs::write(at, bytes);
        }
    }

    fn restore(&self) {
        let mut folders = vec![self.path().to_owned()];
        let mut all = Vec::new();
        let mut there = 0;
        while let Some(folder) = folders.pop() {
            all.push(folder.clone());
            for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
                let path = entry.path();
                if entry.file_type().is_ok_and(|about| about.is_dir()) {
                    folders.push(path);
                    continue;
                }
                let inner = path.strip_prefix(self.path()).ok().and_then(Path::to_str);
                match inner.and_then(|inner| self.base.get(inner)) {
                    Some(bytes) => {
                        there += 1;
                        if fs::read(&path).ok().as_ref() != Some(bytes) {
                            let _ = fs::write(&path, bytes);
                        }
                    }
                    None => drop(fs::remove_file(&path)),
                }
            }
        }
        // Folders that are empty now were not there before; those that are not empty stay.
        for folder in all.iter().skip(1).rev() {
            let _ = fs::remove_dir(folder);
        }
        if there < self.base.len() {
            for (path, bytes) in &self.base {
                self.write(path, bytes);
            }
        }
    }
}
