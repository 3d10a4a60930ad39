//! The zip around a workbook: opened within bounds, and written anew with a few parts replaced. All other parts are copied as
//! they are packed, byte for byte and in their order, and never unpacked.

use std::collections::HashSet;
use std::io::{Cursor, Read, Write};

use zip::result::ZipError;
use zip::{ZipArchive, ZipWriter};

use crate::text::docx;

/// The largest file that is opened.
pub const LARGEST: u64 = 64 << 20;
/// What may come out of one part.
const PART: u64 = 64 << 20;
/// What may come out of all parts that are read, each time one is.
const INFLATED: u64 = 512 << 20;
/// More parts than this no workbook has.
const PARTS: usize = 20_000;

/// Why a workbook cannot be filled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The format before 2007 (.xls), or that of WPS (.et).
    Old,
    /// It opens with a password only.
    Protected,
    /// It is no workbook.
    Foreign,
    /// A spreadsheet of the Open Document format (.ods).
    OpenDocument,
    /// The binary format of Excel (.xlsb).
    Binary,
    /// Larger than any form.
    Large,
    /// It carries a digital signature, which any change would break.
    Signed,
    /// A part of it is not in UTF-8, or has a document type of its own.
    Unusual(String),
    /// It is damaged: the part, and what is wrong with it.
    Damaged(String),
}

/// The text of a part.
#[derive(Debug)]
pub struct Part {
    /// Its name as the zip spells it.
    pub name: String,
    /// Its text, without a byte-order mark.
    pub text: String,
    marked: bool,
}

/// The mark that says UTF-8.
const MARK: &str = "\u{feff}";

impl Part {
    /// The part with another text.
    #[must_use]
    pub fn rewritten(self, text: String) -> Self {
        Self { text, ..self }
    }

    /// The bytes of the part with another text.
    #[must_use]
    pub fn with(&self, text: &str) -> Vec<u8> {
        let mark = if self.marked { MARK } else { "" };
        [mark, text].concat().into_bytes()
    }
}

/// An open workbook.
#[derive(Debug)]
pub struct Package<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    /// The bytes that may still come out of its parts.
    left: u64,
}

impl<'b> Package<'b> {
    /// Opens a workbook.
    ///
    /// # Errors
    /// What it is instead, or why it is left alone.
    pub fn open(bytes: &'b [u8]) -> Result<Self, Refusal> {
        if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
            return Err(if docx::is_protected(bytes).unwrap_or(false) { Refusal::Protected } else { Refusal::Old });
        }
        if !bytes.starts_with(b"PK") {
            return Err(Refusal::Foreign);
        }
        if bytes.len() as u64 > LARGEST {
            return Err(Refusal::Large);
        }
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged("zip", &error))?;
        if zip.len() > PARTS {
            return Err(Refusal::Large);
        }
        let mut names = HashSet::new();
        for index in 0..zip.len() {
            let part = zip.by_index_raw(index).map_err(|error| damaged("zip", &error))?;
            let name = String::from_utf8_lossy(part.name_raw()).into_owned();
            if part.encrypted() {
                return Err(Refusal::Protected);
            }
            if !names.insert(plain(&name)) {
                return Err(Refusal::Damaged(name));
            }
        }
        // Of two parts with one name the library keeps the last and says nothing.
        if entries(bytes).is_some_and(|count| count != zip.len()) {
            return Err(Refusal::Damaged("zip".to_owned()));
        }
        let has = |name: &str| names.contains(name);
        if names.iter().any(|name| name.starts_with("_xmlsignatures/sig")) {
            return Err(Refusal::Signed);
        }
        if has("xl/workbook.bin") {
            return Err(Refusal::Binary);
        }
        if has("mimetype") && has("content.xml") {
            return Err(Refusal::OpenDocument);
        }
        Ok(Self { zip, left: INFLATED })
    }

    /// The part of this name; nothing if there is none. Capitals make no other name.
    ///
    /// # Errors
    /// It is too large, damaged, or not in UTF-8.
    pub fn part(&mut self, name: &str) -> Result<Option<Part>, Refusal> {
        let wanted = plain(name);
        let found = self.zip.file_names_raw().position(|raw| plain(&String::from_utf8_lossy(raw)) == wanted);
        let Some(index) = found else { return Ok(None) };
        let file = self.zip.by_index(index).map_err(|error| damaged(name, &error))?;
        let own = String::from_utf8_lossy(file.name_raw()).into_owned();
        let most = PART.min(self.left);
        let mut bytes = Vec::new();
        // One byte more than there is room for tells that there is too much.
        file.take(most + 1).read_to_end(&mut bytes).map_err(|error| Refusal::Damaged(format!("{own}: {error}")))?;
        self.left = self.left.saturating_sub(bytes.len() as u64);
        if bytes.len() as u64 > most {
            return Err(Refusal::Large);
        }
        let text = String::from_utf8(bytes).map_err(|_| Refusal::Unusual(own.clone()))?;
        let (marked, text) = match text.strip_prefix(MARK) {
            Some(text) => (true, text.to_owned()),
            None => (false, text),
        };
        Ok(Some(Part { name: own, text, marked }))
    }

    /// The workbook with other bytes in the parts named, in the order and with the dates it had.
    ///
    /// # Errors
    /// A part cannot be copied.
    pub fn with(mut self, changed: &[(String, Vec<u8>)]) -> Result<Vec<u8>, Refusal> {
        let mut out = ZipWriter::new(Cursor::new(Vec::new()));
        out.set_raw_comment(self.zip.comment().into()).map_err(|error| damaged("zip", &error))?;
        for index in 0..self.zip.len() {
            let part = self.zip.by_index_raw(index).map_err(|error| damaged("zip", &error))?;
            let name = String::from_utf8_lossy(part.name_raw()).into_owned();
            let written = match changed.iter().find(|(changed, _)| *changed == name) {
                Some((_, bytes)) => {
                    let options = part.options();
                    drop(part);
                    out.start_file(name.as_str(), options).and_then(|()| Ok(out.write_all(bytes)?))
                }
                None => out.raw_copy_file(part),
            };
            written.map_err(|error| damaged(&name, &error))?;
        }
        Ok(out.finish().map_err(|error| damaged("zip", &error))?.into_inner())
    }
}

/// A name as all spellings of it are compared.
fn plain(name: &str) -> String {
    name.trim_start_matches('/').replace('\\', "/").to_ascii_lowercase()
}

/// How many parts the end of the zip says there are; nothing where they are too many to be told there.
fn entries(bytes: &[u8]) -> Option<usize> {
    let at = bytes.windows(4).rposition(|four| four == b"PK\x05\x06")?;
    let count = bytes.get(at + 10..at + 12)?;
    let count = u16::from_le_bytes([count[0], count[1]]);
    (count != u16::MAX).then_some(usize::from(count))
}

fn damaged(name: &str, error: &ZipError) -> Refusal {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => Refusal::Protected,
        error => Refusal::Damaged(format!("{name}: {error}")),
    }
}
