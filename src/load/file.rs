//! One file: its bytes become a source, or a finding says why they do not.

use std::fs::{self, FileType};
use std::io::{self, Read};
use std::path::Path;

use memchr::{memchr, memchr_iter};

use super::{place, word};
use crate::finding::{Finding, Place, Severity};
use crate::say;
use crate::source::{Encoding, Source, guess};
use crate::text::article::Format;
use crate::text::lang::Lang;
use crate::text::personal::{self, Kind, conceal};
use crate::text::trouble::trouble;

/// No record is larger; what is, is not a record.
const LARGEST: u64 = 4 << 20;

/// Reads the file `at`, which findings call `path` and the folder says is of the type `about`.
pub(super) fn read(at: &Path, about: FileType, path: &str, local: usize, lang: Lang) -> Result<Source, Box<Finding>> {
    if about.is_file() && Format::of(path) == Some(Format::Word) {
        return word::read(at, path, local, lang);
    }
    decode(bytes(at, about, path, lang)?, path, local, lang).map_err(|(_, finding)| finding)
}

/// The bytes of the file `at`, which findings call `path` and the folder says is of the type `about`.
///
/// # Errors
/// The finding that says why it cannot be read.
pub fn bytes(at: &Path, about: FileType, path: &str, lang: Lang) -> Result<Vec<u8>, Box<Finding>> {
    let unreadable = |key, help| Box::new(fault("record/unreadable", path, say!(lang, key), say!(lang, help)));
    if about.is_symlink() {
        return Err(unreadable("load.link", "load.link.help"));
    }
    if about.is_dir() {
        return Err(unreadable("load.folder", "load.folder.help"));
    }
    if !about.is_file() {
        return Err(unreadable("load.not-a-file", "load.link.help"));
    }
    let bytes = whole(at).map_err(|error| match error.kind() {
        io::ErrorKind::InvalidInput => unreadable("load.not-a-file", "load.link.help"),
        _ => Box::new(unread(path, &error, lang)),
    })?;
    bytes.ok_or_else(|| unreadable("load.too-large", "load.too-large.help"))
}

/// The text of a file's bytes; `local` is where in `path` the part relative to the studio begins.
///
/// # Errors
/// The finding that says why they are no text, and the encoding they seem to be in, if that is one.
pub fn decode(
    bytes: Vec<u8>,
    path: &str,
    local: usize,
    lang: Lang,
) -> Result<Source, (Option<Encoding>, Box<Finding>)> {
    let foreign = |encoding, key, help, place| {
        let (message, help) = (say!(lang, key), say!(lang, help));
        (encoding, Box::new(Finding::new("record/encoding", Severity::Error, vec![place], "", message, help)))
    };
    if [&b"PK\x03\x04"[..], b"\xd0\xcf\x11\xe0", b"%PDF", b"\x89PNG", b"\xff\xd8\xff"]
        .iter()
        .any(|magic| bytes.starts_with(magic))
    {
        let help = if Format::of(path).is_some() { "case.renamed.help" } else { "load.encoding.office.help" };
        return Err(foreign(None, "load.encoding.office", help, place(path)));
    }
    if without_mark(&bytes) {
        return Err(foreign(Some(Encoding::Utf16), "load.encoding.utf16", "load.encoding.help", place(path)));
    }
    Source::decode(path.to_owned(), local, with_lines(bytes)).map_err(|bytes| {
        if let Some(place) = damaged(&bytes, path) {
            return foreign(None, "load.encoding.damaged", "load.encoding.damaged.help", place);
        }
        let encoding = guess(&bytes);
        let (known, key) = match encoding {
            Encoding::Gb18030 => (Some(encoding), "load.encoding.gbk"),
            Encoding::Utf16 => (Some(encoding), "load.encoding.utf16"),
            Encoding::Unknown => (None, "load.encoding.unknown"),
        };
        foreign(known, key, "load.encoding.help", place(path))
    })
}

/// Old programs on a Mac end lines with a carriage return alone.
fn with_lines(mut bytes: Vec<u8>) -> Vec<u8> {
    if memchr(b'\r', &bytes).is_some() && memchr(b'\n', &bytes).is_none() {
        bytes.iter_mut().filter(|byte| **byte == b'\r').for_each(|byte| *byte = b'\n');
    }
    bytes
}

/// What a file holds; nothing if that is more than any record does.
fn whole(at: &Path) -> io::Result<Option<Vec<u8>>> {
    let file = open(at)?;
    let about = file.metadata()?;
    if !about.is_file() {
        // It was one when the folder was listed.
        return Err(io::ErrorKind::InvalidInput.into());
    }
    let size = about.len();
    if size > LARGEST {
        return Ok(None);
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0) + 1);
    // It may grow while it is read.
    file.take(LARGEST + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= LARGEST).then_some(bytes))
}

/// Opens a file to read; what has become a pipe since the folder was listed is not waited for.
fn open(at: &Path) -> io::Result<fs::File> {
    let mut options = fs::OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, rustix::fs::OFlags::NONBLOCK.bits().cast_signed());
    options.open(at)
}

/// That a file that is not read is called by a number of a person: a photograph, a scan. What only may be one is not told.
pub(super) fn called(path: &str, name: &str, lang: Lang) -> Option<Finding> {
    let is_sure = |found: &personal::Found| match found.kind {
        Kind::IdNumber { checksum_ok } => checksum_ok,
        Kind::StudentNumber | Kind::Mobile => true,
        _ => false,
    };
    let (message, help) = (say!(lang, "privacy.file-name"), say!(lang, "privacy.file-name.help"));
    let finding = || Finding::new("privacy/file-name", Severity::Error, vec![place(path)], "", message, help);
    personal::scan(name).iter().any(is_sure).then(finding)
}

/// A finding about a file as a whole.
pub(super) fn fault(rule: &str, path: &str, message: String, help: String) -> Finding {
    Finding::new(rule, Severity::Error, vec![place(path)], "", message, help)
}

/// That a folder of records is a link, which is not followed.
#[must_use]
pub fn linked(path: &str, lang: Lang) -> Finding {
    fault("record/unreadable", path, say!(lang, "load.link.folder"), say!(lang, "load.link.folder.help"))
}

/// That a folder cannot be looked into.
#[must_use]
pub fn unentered(path: &str, error: walkdir::Error, lang: Lang) -> Finding {
    unread(path, &error.into_io_error().unwrap_or_else(|| io::ErrorKind::Other.into()), lang)
}

/// The words of the system, for the errors people meet.
pub(super) fn unread(path: &str, error: &io::Error, lang: Lang) -> Finding {
    let (message, help) = match error.kind() {
        io::ErrorKind::PermissionDenied => (say!(lang, "load.denied"), say!(lang, "load.denied.help")),
        _ => (say!(lang, "load.unreadable", why = trouble(error, lang)), say!(lang, "load.unreadable.help")),
    };
    fault("record/unreadable", path, message, help)
}

/// Whether this is UTF-16 without its mark: every other byte of ASCII is zero then.
fn without_mark(bytes: &[u8]) -> bool {
    let beginning = &bytes[..bytes.len().min(4096)];
    let zeros = memchr_iter(0, beginning).count();
    zeros > 8 && zeros * 8 > beginning.len()
}

/// The place of the first byte that is no UTF-8, in a file that otherwise is: Han characters before it take three bytes each,
/// which other encodings do not do by chance.
fn damaged(bytes: &[u8], path: &str) -> Option<Place> {
    let end = std::str::from_utf8(bytes).err()?.valid_up_to();
    let whole = std::str::from_utf8(&bytes[..end]).ok()?;
    if whole.chars().filter(|char| ('\u{4e00}'..='\u{9fff}').contains(char)).count() < 2 {
        return None;
    }
    let start = whole.rfind('\n').map_or(0, |found| found + 1);
    let line = whole.matches('\n').count() + 1;
    let column = whole[start..].chars().count() + 1;
    let rest = bytes[start..].split(|byte| *byte == b'\n').next().unwrap_or_default();
    // A text tells of pupils, whose names are looked for in whole texts only.
    let shown = Format::of(path).is_none();
    let excerpt = if shown { conceal(String::from_utf8_lossy(rest).trim_end()).into_owned() } else { String::new() };
    Some(Place { line, column, end_line: line, end_column: column + 1, excerpt, ..place(path) })
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn what_has_become_a_pipe_is_not_waited_for() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        fs::write(at("a"), "").expect("a file");
        let listed = fs::metadata(at("a")).expect("a file").file_type();
        assert!(std::process::Command::new("mkfifo").arg(at("b")).status().expect("mkfifo").success());
        let finding = bytes(&at("b"), listed, "b", Lang::Zh).expect_err("a pipe");
        assert_eq!(finding.message, say!(Lang::Zh, "load.not-a-file"));
        assert_eq!(bytes(&at("a"), listed, "a", Lang::Zh).expect("a file"), b"");
    }
}
