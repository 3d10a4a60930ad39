//! What a package says of itself, for programs: every file with its size and SHA-256, every studio, every case. A second list
//! holds the sums of all files and of this one, in the form that `sha256sum -c` reads.

use std::fmt::Write;

use serde::{Deserialize, Serialize};

use super::Files;
use crate::files::digest;
pub use crate::files::made::MANIFEST;

/// The name of the list of sums.
pub const SUMS: &str = "SHA256SUMS.txt";
/// The version of the form; it is frozen, only ever added to.
pub(super) const VERSION: u32 = 1;

/// A manifest.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Manifest {
    /// The version of its form.
    pub version: u32,
    /// The title of the package.
    pub title: String,
    /// Who reports.
    pub body: String,
    /// To whom.
    pub to: String,
    /// The id and the number of the document it answers.
    pub standard: String,
    /// The number of the document.
    pub number: String,
    /// Whether it is a draft, not fit to be sent in.
    pub draft: bool,
    /// The files of the summary.
    pub summaries: Vec<String>,
    /// The tables.
    pub tables: Vec<Table>,
    /// The studios reported, in the order of their table.
    pub studios: Vec<Studio>,
    /// The studios left out.
    pub left_out: Vec<Studio>,
    /// The cases, in order.
    pub cases: Vec<Case>,
    /// The lengths of all cases together, in 字.
    pub words: usize,
    /// Every file but this one and the list of sums.
    pub files: Vec<File>,
}

/// A table, and how its rows are found in the workbook.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Table {
    /// Its file.
    pub file: String,
    /// 附件2.
    pub annex: String,
    /// Whether the layout was put together from the text.
    pub reconstructed: bool,
    /// The lowest headings of its columns.
    pub columns: Vec<String>,
    /// The number of the column, from 0, that tells the rows apart.
    pub key: Option<usize>,
    /// What stands there, row by row; empty texts where no column does.
    pub rows: Vec<String>,
}

/// A studio.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Studio {
    /// Its folder in the repository.
    pub path: String,
    /// Its school.
    pub school: String,
    /// Its name.
    pub name: String,
    /// Why it is left out.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// A case.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Case {
    /// Its file.
    pub file: String,
    /// Its title.
    pub title: String,
    /// Its record in the repository.
    pub record: String,
    /// The school.
    pub school: String,
    /// The studio.
    pub studio: String,
    /// Its length in 字, title and body.
    pub words: usize,
}

/// A file.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct File {
    /// Its name.
    pub name: String,
    /// Its size.
    pub bytes: u64,
    /// Its SHA-256, in small hexadecimal digits.
    pub sha256: String,
}

impl File {
    pub fn of(name: &str, bytes: &[u8]) -> Self {
        Self { name: name.to_owned(), bytes: bytes.len() as u64, sha256: digest::of(bytes) }
    }
}

impl Manifest {
    /// Its text: the same for the same manifest.
    pub fn text(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }
}

/// The list of sums of `files`, but for itself.
pub(super) fn sums(files: &Files) -> String {
    list(files.iter().filter(|(name, _)| name != SUMS).map(|(name, bytes)| (name.as_str(), digest::of(bytes))))
}

/// A list of sums: names, each with its SHA-256.
pub(super) fn list<'n>(of: impl Iterator<Item = (&'n str, String)>) -> String {
    let mut text = String::new();
    for (name, sum) in of {
        // Writing into a String cannot fail.
        let _ = writeln!(text, "{sum}  {name}");
    }
    text
}

/// Whether `files` are all those of a package and none else, unchanged: the list of sums is as it was written.
pub(super) fn is_whole(files: &Files) -> bool {
    let of = |wanted: &str| files.iter().find(|(name, _)| name == wanted).map(|(_, bytes)| bytes.as_slice());
    let read = of(MANIFEST).and_then(|bytes| serde_json::from_slice::<Manifest>(bytes).ok());
    let listed = |manifest: Manifest| {
        let known =
            |name: &str| [MANIFEST, SUMS].contains(&name) || manifest.files.iter().any(|file| file.name == name);
        files.iter().all(|(name, _)| known(name))
    };
    read.is_some_and(listed) && of(SUMS) == Some(sums(files).as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_those_of_everyone() {
        // FIPS 180-2, appendix B.1.
        assert_eq!(digest::of(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        let files = vec![("a.txt".to_owned(), b"abc".to_vec()), (SUMS.to_owned(), Vec::new())];
        assert_eq!(sums(&files), format!("{}  a.txt\n", digest::of(b"abc")));
        assert!(!is_whole(&files));
    }
}
