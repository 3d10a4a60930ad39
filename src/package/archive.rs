//! A package as a zip or as a folder, read within bounds. The zip is written in one way only: nothing compressed, names in
//! order and in UTF-8, the same times and the same system everywhere; so one that was touched anywhere is another one.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Cursor, Read, Write};
use std::path::Path;

use unicode_normalization::UnicodeNormalization;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipArchive, ZipWriter};

use super::Files;
use super::manifest::MANIFEST;
use super::verify::Problem;
use crate::files::zipped::{directory, ends};
use crate::files::{self, digest};
use crate::say;
use crate::text::lang::Lang;

/// The largest package, packed and unpacked.
pub const LARGEST: u64 = 256 << 20;
/// The most files; an honest package has ten.
const MOST: usize = 1000;

/// What was read.
#[derive(Debug, Default)]
pub(super) struct Opened {
    /// Its files, by name.
    pub files: Files,
    /// What is wrong with the folder or zip itself.
    pub problems: Vec<Trouble>,
    /// The SHA-256 of a zip.
    pub sum: Option<String>,
}

/// What is wrong with an entry, or with the whole where it has no name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Trouble {
    pub name: String,
    pub what: What,
}

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// It is no zip, or a damaged one.
    Damaged,
    /// It begins as a zip and does not end as one.
    Cut,
    /// Larger than any package.
    TooLarge,
    /// A link or a device.
    NoFile,
    /// Its name leads elsewhere, or is one that some system cannot write.
    BadName,
    /// Its name is there twice.
    Twice,
    /// It does not come out of the zip whole, or needs a password.
    Broken,
    /// A folder with files in it.
    Folder,
    /// What a system or an office program leaves in a folder that somebody opens.
    System,
    /// Not as it was written, though every file is whole.
    Altered,
}

impl Trouble {
    fn new(name: impl Into<String>, what: What) -> Self {
        Self { name: name.into(), what }
    }

    /// As it is told.
    pub fn told(&self, lang: Lang) -> Problem {
        let message = match self.what {
            What::Damaged => say!(lang, "pack.verify.damaged"),
            What::Cut => say!(lang, "pack.verify.cut"),
            What::TooLarge => say!(lang, "pack.verify.too-large", n = LARGEST >> 20),
            What::NoFile => say!(lang, "pack.verify.no-file"),
            What::BadName => say!(lang, "pack.verify.bad-name"),
            What::Twice => say!(lang, "pack.verify.twice"),
            What::Broken => say!(lang, "pack.verify.broken"),
            What::Folder => say!(lang, "pack.verify.folder"),
            What::System => say!(lang, "pack.verify.system"),
            What::Altered => say!(lang, "pack.verify.altered"),
        };
        let here = matches!(self.what, What::System | What::Altered);
        Problem { here, ..Problem::new(&self.name, message) }
    }
}

/// The zip of `files`.
///
/// # Errors
/// Never for a package below [`LARGEST`].
pub fn pack(files: &Files) -> io::Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644)
        .system(System::Unix);
    for (name, bytes) in files {
        zip.start_file(name.as_str(), options)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

/// Reads a package.
///
/// # Errors
/// It is not there, or cannot be read.
pub(super) fn open(path: &Path) -> io::Result<Opened> {
    let about = fs::metadata(path)?;
    let mut opened = Opened::default();
    if about.is_dir() {
        folder(path, &mut opened)?;
    } else if !about.is_file() {
        opened.problems.push(Trouble::new("", What::NoFile));
    } else if about.len() > LARGEST {
        opened.problems.push(Trouble::new("", What::TooLarge));
    } else {
        let mut bytes = Vec::new();
        fs::File::open(path)?.take(LARGEST).read_to_end(&mut bytes)?;
        opened.sum = Some(digest::of(&bytes));
        unpack(&bytes, &mut opened);
    }
    opened.files.sort();
    Ok(opened)
}

/// Reads a folder; what lies in folders within it belongs to no package.
fn folder(path: &Path, opened: &mut Opened) -> io::Result<()> {
    let mut left = LARGEST;
    for (count, entry) in fs::read_dir(path)?.enumerate() {
        let entry = entry?;
        let name: String = entry.file_name().to_string_lossy().nfc().collect();
        let about = entry.path().symlink_metadata()?;
        if about.is_dir() {
            opened.problems.push(Trouble::new(name, What::Folder));
        } else if !about.is_file() {
            opened.problems.push(Trouble::new(name, What::NoFile));
        } else if is_of_system(&name) {
            opened.problems.push(Trouble::new(name, What::System));
        } else if about.len() > left || count >= MOST {
            opened.problems.push(Trouble::new(name, What::TooLarge));
            break;
        } else {
            let mut bytes = Vec::new();
            fs::File::open(entry.path())?.take(left).read_to_end(&mut bytes)?;
            left -= bytes.len() as u64;
            opened.files.push((name, bytes));
        }
    }
    opened.problems.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(())
}

/// Reads a zip; nothing is written anywhere, so that no name can lead elsewhere.
fn unpack(bytes: &[u8], opened: &mut Opened) {
    let begun = bytes.starts_with(b"PK\x03\x04");
    let Ok(mut zip) = ZipArchive::new(Cursor::new(bytes)) else {
        let what = if begun && !ends(bytes) { What::Cut } else { What::Damaged };
        return opened.problems.push(Trouble::new("", what));
    };
    // A workbook within it ends as a zip does, and is taken for the whole where the rest is cut off.
    let cut = begun && (zip.offset() > 0 || !ends(bytes));
    if cut && !zip.file_names().any(|name| name.is_ok_and(|name| name.ends_with(MANIFEST))) {
        return opened.problems.push(Trouble::new("", What::Cut));
    }
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for entry in directory(bytes) {
        *times.entry(decode(entry.name)).or_default() += 1;
    }
    // Who packs a folder again gets its name before every other.
    let outer = times.keys().next().and_then(|name| name.split_once('/')).map(|(outer, _)| format!("{outer}/"));
    let outer = outer.filter(|outer| times.keys().all(|name| name.starts_with(outer))).unwrap_or_default();
    let twice = times.into_iter().filter(|(_, times)| *times > 1);
    opened.problems.extend(twice.map(|(name, _)| Trouble::new(name, What::Twice)));
    if zip.len() > MOST {
        return opened.problems.push(Trouble::new("", What::TooLarge));
    }
    let mut left = LARGEST;
    for index in 0..zip.len() {
        let name = zip.by_index_raw(index).map_or_else(|_| String::new(), |entry| decode(entry.name_raw()));
        if name == outer {
            continue;
        }
        let inner = name.strip_prefix(&outer).unwrap_or(&name);
        if is_of_system(inner) {
            opened.problems.push(Trouble::new(name, What::System));
            continue;
        }
        match content(&mut zip, index, left) {
            Ok(content) if super::name::is_plain(inner) => {
                left -= content.len() as u64;
                opened.files.push((inner.to_owned(), content));
            }
            Ok(_) => opened.problems.push(Trouble::new(name, What::BadName)),
            Err(What::TooLarge) => return opened.problems.push(Trouble::new(name, What::TooLarge)),
            Err(what) => opened.problems.push(Trouble::new(name, what)),
        }
    }
    opened.files.sort();
    let same = || pack(&opened.files).is_ok_and(|again| again == bytes);
    if opened.problems.is_empty() && !same() {
        opened.problems.push(Trouble::new("", What::Altered));
    }
}

/// Whether a file of this name is none of anybody's: systems keep in it how a folder is shown, office programs that a file is
/// open.
fn is_of_system(name: &str) -> bool {
    let lock = name.starts_with("~$") || name.starts_with(".~lock.") || name.starts_with("._");
    !name.contains('/') && (lock || files::is_of_system(name))
}

/// The content of an entry, if it is a file of at most `left` bytes, whatever it says of itself.
fn content(zip: &mut ZipArchive<Cursor<&[u8]>>, index: usize, left: u64) -> Result<Vec<u8>, What> {
    let entry = zip.by_index(index).map_err(|_| What::Broken)?;
    if entry.is_symlink() {
        return Err(What::NoFile);
    }
    if entry.is_dir() {
        return Err(What::Folder);
    }
    let mut content = Vec::new();
    let read = entry.take(left + 1).read_to_end(&mut content).map_err(|_| What::Broken)?;
    if read as u64 > left { Err(What::TooLarge) } else { Ok(content) }
}

/// A name as the zip has it: UTF-8, or what Chinese Windows writes.
fn decode(name: &[u8]) -> String {
    let text = match std::str::from_utf8(name) {
        Ok(text) => text.into(),
        Err(_) => encoding_rs::GB18030.decode(name).0,
    };
    text.nfc().collect()
}
