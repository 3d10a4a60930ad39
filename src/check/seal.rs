//! What a reviewer has judged, as hashes: each statement as it is written, and each file of its evidence. A sign-off keeps
//! them, so that a check can tell what is no longer what was signed.
//!
//! A hash is `v1:` and the first 16 bytes of a SHA-256 in hexadecimal. Over a statement: the key and the items of every field
//! it says something in, but for the date and what the program writes itself; of its texts the composed form (NFC) with `\n`
//! as line end and without blanks around the lines, its lists in order of their items. How the TOML is written, in which
//! order and with which line ends, is not in it. Over a file of evidence: its path, and its bytes. Links and numbers of
//! paper are texts of the statement. Every part goes in behind its length.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use data_encoding::HEXLOWER;
use jiff::civil::Date;
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

use super::Check;
use super::evidence::On;
use crate::record::row::Row;
use crate::record::{Value, items};
use crate::say;
use crate::standard::kind::{Role, Type};
use crate::text::lang::Lang;

/// The kind of hash, before its digits.
const VERSION: &str = "v1:";
/// How many bytes of the SHA-256 are kept.
const KEPT: usize = 16;
/// How many bytes of a file are held at a time.
const PIECE: usize = 1 << 16;

/// A statement's hashes.
#[derive(Debug)]
pub(super) struct Sealed {
    /// Over the statement as it is written.
    pub own: String,
    /// The paths of its evidence, and the hash over each.
    pub files: Vec<(String, String)>,
    /// The files that are there and cannot be read.
    pub unread: Vec<String>,
}

/// What is no longer what was signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Change {
    /// The words of the statement, who wrote it, what it covers, or which evidence it names; or there was none.
    Statement,
    /// Only the files at these paths.
    Files(Vec<String>),
    /// The records behind these clauses.
    Records(Vec<String>),
    /// Nobody can tell: the hashes are of no kind that is known.
    Unknown,
}

impl Change {
    /// What is wrong with a sign-off that was written on `signed`, and what to do.
    pub fn say(&self, covers: &str, signed: Date, lang: Lang) -> (String, String) {
        match self {
            Self::Statement => {
                (say!(lang, "signoff.changed", covers = covers, signed = signed), say!(lang, "signoff.changed.help"))
            }
            Self::Files(paths) => {
                let paths = lang.list(paths);
                (
                    say!(lang, "signoff.changed.files", covers = covers, signed = signed, paths = paths),
                    say!(lang, "signoff.changed.help"),
                )
            }
            Self::Records(clauses) => {
                let clauses = lang.list(clauses);
                (
                    say!(lang, "signoff.changed.records", clauses = clauses, signed = signed),
                    say!(lang, "signoff.changed.records.help"),
                )
            }
            Self::Unknown => {
                (say!(lang, "signoff.changed.unknown", covers = covers), say!(lang, "signoff.changed.unknown.help"))
            }
        }
    }
}

impl Sealed {
    /// The hashes of the statement in `row`, its files as they are on the disk.
    pub fn of(check: &Check<'_>, row: &Row<'_>) -> Self {
        let (mut files, mut unread) = (Vec::new(), Vec::new());
        for text in papers(row) {
            let (path, hash) = match check.files.on(text) {
                On::Text => continue,
                On::File(path, at) => {
                    let hash = check.files.hash(path, &at, file);
                    if hash.is_none() {
                        unread.push(path.to_owned());
                    }
                    (path, hash)
                }
                On::Nothing(path) => (path, None),
            };
            let hash = hash.unwrap_or_else(|| shown(parts(["absent", &plain(path)])));
            files.push((path.to_owned(), hash));
        }
        files.sort();
        files.dedup();
        Self { own: own(row), files, unread }
    }

    /// All its hashes.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.own.as_str()).chain(self.files.iter().map(|(_, hash)| hash.as_str()))
    }
}

/// What has changed since a sign-off kept `seal`, if anything.
pub(super) fn changed(seal: &[&str], now: &Sealed) -> Option<Change> {
    let kept = |hash: &String| seal.contains(&hash.as_str());
    if !seal.iter().any(|hash| is_known(hash)) {
        return Some(Change::Unknown);
    }
    if !kept(&now.own) {
        return Some(Change::Statement);
    }
    let files: Vec<String> = now.files.iter().filter(|(_, hash)| !kept(hash)).map(|(path, _)| path.clone()).collect();
    (!files.is_empty()).then_some(Change::Files(files))
}

fn is_known(hash: &str) -> bool {
    hash.strip_prefix(VERSION)
        .is_some_and(|digits| digits.len() == 2 * KEPT && digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// The texts of a statement's evidence.
fn papers<'a>(row: &Row<'a>) -> Vec<&'a str> {
    let lists = row.fields.with_type(Type::Evidence).filter_map(|field| row.table.get(field.key.as_str()));
    lists.flat_map(items).filter_map(|value| value.get_ref().as_str()).collect()
}

/// The hash over a statement as it is written.
pub(super) fn own(row: &Row<'_>) -> String {
    let mut fields: Vec<(&str, Vec<String>)> = Vec::new();
    for field in row.fields.0.iter().filter(|field| !field.has(Role::Date) && !field.has(Role::Seal)) {
        let Some(value) = row.table.get(field.key.as_str()) else { continue };
        let said = items(value).iter().map(|item| Value::Toml(item.get_ref())).filter(Value::says_something);
        let mut texts: Vec<String> = said.map(|value| plain(&value.show())).collect();
        texts.sort_unstable();
        texts.dedup();
        if !texts.is_empty() {
            fields.push((&field.key, texts));
        }
    }
    fields.sort_unstable();
    let mut hash = parts(["statement"]);
    for (key, texts) in fields {
        part(&mut hash, key.as_bytes());
        part(&mut hash, &(texts.len() as u64).to_le_bytes());
        for text in texts {
            part(&mut hash, text.as_bytes());
        }
    }
    shown(hash)
}

/// A text as it is compared: composed, its lines ended by `\n`, nothing blank at their ends or around it.
pub(super) fn plain(text: &str) -> String {
    let text: String = text.nfc().collect::<String>().replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<&str> = text.trim().lines().map(str::trim_end).collect();
    lines.join("\n")
}

/// The hash over a file, read piece by piece; nothing where it cannot be read.
fn file(path: &str, at: &Path) -> Option<String> {
    let mut file = File::open(at).ok()?;
    let mut content = Sha256::new();
    let mut piece = vec![0; PIECE];
    loop {
        match file.read(&mut piece) {
            Ok(0) => break,
            Ok(read) => content.update(&piece[..read]),
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(_) => return None,
        }
    }
    let mut hash = parts(["file", &plain(path)]);
    part(&mut hash, &content.finalize());
    Some(shown(hash))
}

pub(super) fn parts<const N: usize>(texts: [&str; N]) -> Sha256 {
    let mut hash = Sha256::new();
    for text in texts {
        part(&mut hash, text.as_bytes());
    }
    hash
}

/// Puts `bytes` in behind their number, so that no two sequences of parts are one.
pub(super) fn part(hash: &mut Sha256, bytes: &[u8]) {
    hash.update((bytes.len() as u64).to_le_bytes());
    hash.update(bytes);
}

pub(super) fn shown(hash: Sha256) -> String {
    format!("{VERSION}{}", HEXLOWER.encode(&hash.finalize()[..KEPT]))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The hashes are kept in the files of schools: whatever changes them makes every sign-off stale.
    #[test]
    fn a_hash_stays_what_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path().join("a.txt");
        std::fs::write(&at, "abc").unwrap();
        assert_eq!(file("证据/a.txt", &at).unwrap(), "v1:e38a69d0a5a36d28bdfc2cd2c6dfd7cb");
        assert!(file("证据/b.txt", &folder.path().join("b.txt")).is_none());
    }

    #[test]
    fn blanks_and_forms_of_letters_make_no_difference() {
        assert_eq!(plain(" 一\r\n二  \r\n"), "一\n二");
        assert_eq!(plain("e\u{301}"), "é");
        assert_ne!(plain("一\n二"), plain("一二"));
    }

    #[test]
    fn parts_are_told_apart() {
        assert_ne!(shown(parts(["ab", "c"])), shown(parts(["a", "bc"])));
        assert!(is_known(&shown(parts([]))) && !is_known("v1:x") && !is_known("v2:00000000000000000000000000000000"));
    }
}
