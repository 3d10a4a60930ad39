//! The names in the folders of a studio, each folder read once, for advice on which of them was meant.

use std::cell::{Cell, RefCell};
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use foldhash::HashMap;
use unicode_normalization::UnicodeNormalization;

use crate::text::nearest::nearest;

/// So many names are held against what was typed; a studio in which more is missing has another fault than slips.
const MOST: usize = 300_000;

/// What is known of folders.
pub(super) struct Listing {
    folders: RefCell<HashMap<PathBuf, Option<Rc<Folder>>>>,
    left: Cell<usize>,
}

impl Default for Listing {
    fn default() -> Self {
        Self { folders: RefCell::default(), left: Cell::new(MOST) }
    }
}

/// The names in a folder.
struct Folder {
    sorted: Vec<String>,
    /// The first of those that differ in nothing but case and form of letters.
    alike: HashMap<String, usize>,
}

impl Folder {
    fn read(path: &Path) -> Option<Self> {
        let names = fs::read_dir(path).ok()?.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        let mut sorted: Vec<String> = names.filter(|name| !name.starts_with('.')).collect();
        sorted.sort_unstable();
        let mut alike = HashMap::default();
        for (number, name) in sorted.iter().enumerate() {
            alike.entry(letters(name)).or_insert(number);
        }
        Some(Self { sorted, alike })
    }
}

/// A name whatever the case and form of its letters.
fn letters(name: &str) -> String {
    name.nfc().collect::<String>().to_lowercase()
}

impl Listing {
    /// The path below `folder` that `path` was meant to be: with / for \, and the letters as the folders have them.
    pub fn near(&self, folder: &Path, path: &str) -> Option<String> {
        let mut folder = folder.to_owned();
        let mut found = Vec::new();
        for part in path.trim().split(['/', '\\']).filter(|part| !matches!(*part, "" | ".")) {
            let name = self.name(&folder, part)?;
            folder.push(&name);
            found.push(name);
        }
        Some(found.join("/"))
    }

    /// The name in a folder that `part` was meant to be.
    fn name(&self, at: &Path, part: &str) -> Option<String> {
        let known = self.folders.borrow().get(at).cloned();
        let folder = known.unwrap_or_else(|| {
            let folder = Folder::read(at).map(Rc::new);
            self.folders.borrow_mut().insert(at.to_owned(), folder.clone());
            folder
        })?;
        if folder.sorted.binary_search_by(|name| name.as_str().cmp(part)).is_ok() {
            return Some(part.to_owned());
        }
        if let Some(same) = folder.alike.get(&letters(part)) {
            return folder.sorted.get(*same).cloned();
        }
        self.left.set(self.left.get().checked_sub(folder.sorted.len())?);
        nearest(part, folder.sorted.iter().map(String::as_str)).map(str::to_owned)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_meant_is_looked_for_so_often_and_no_more() {
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["纪要.txt", "Scan.PDF", "照片.jpg"] {
            fs::write(folder.path().join(name), "x").expect("a file");
        }
        let listing = Listing::default();
        let near = |path: &str| listing.near(folder.path(), path);
        assert_eq!(near("纪耍.txt").as_deref(), Some("纪要.txt"));
        assert_eq!(near(".\\scan.pdf").as_deref(), Some("Scan.PDF"));
        assert_eq!((near("别的"), near("无/纪要.txt")), (None, None));
        listing.left.set(2);
        assert_eq!(near("纪耍.txt"), None, "nothing is left to look with");
        assert_eq!(near("scan.pdf").as_deref(), Some("Scan.PDF"));
    }
}
