//! The files that go into a package as they are: read byte for byte, and read as text a second time, so that what was checked
//! is what is sent.

use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use unicode_normalization::UnicodeNormalization;

use crate::source::Source;
use crate::text::article::Format;
use crate::text::docx;

/// The bytes of the file at `path` below `root`; nothing where there is no regular file of a size that a package takes.
pub(super) fn read(root: &Path, path: &str) -> Option<Vec<u8>> {
    let at = find(root, path)?;
    let about = at.symlink_metadata().ok()?;
    if !about.is_file() || about.len() > docx::LARGEST {
        return None;
    }
    let mut bytes = Vec::new();
    fs::File::open(at).ok()?.take(docx::LARGEST).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// Where `path` is on the disk: names there may be in Unicode's decomposed form.
pub(super) fn find(root: &Path, path: &str) -> Option<PathBuf> {
    let mut at = root.to_owned();
    for part in path.split('/').filter(|part| !part.is_empty()) {
        let plain = at.join(part);
        at = if plain.symlink_metadata().is_ok() {
            plain
        } else {
            let names = fs::read_dir(&at).ok()?.flatten().map(|entry| entry.file_name());
            let same = names.into_iter().find(|name| name.to_string_lossy().nfc().eq(part.nfc()))?;
            at.join(same)
        };
    }
    Some(at)
}

/// The words of a file as a check reads them; empty where it is none that is read.
pub(super) fn words(path: &str, bytes: &[u8]) -> String {
    match Format::of(path) {
        None => String::new(),
        Some(Format::Word) => {
            docx::read(Cursor::new(bytes)).map_or_else(|_| String::new(), |text| text.body + &text.aside)
        }
        Some(_) => {
            Source::decode(path.to_owned(), 0, bytes.to_vec()).map_or_else(|_| String::new(), |source| source.text)
        }
    }
}
