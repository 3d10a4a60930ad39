//! A Word file as a source, or in plain words why it cannot be read.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use super::file::{fault, unread};
use crate::finding::Finding;
use crate::say;
use crate::source::Source;
use crate::text::docx::{self, Error};
use crate::text::lang::Lang;

/// Reads the Word file `at`, which findings call `path`.
pub(super) fn read(at: &Path, path: &str, local: usize, lang: Lang) -> Result<Source, Box<Finding>> {
    let file = File::open(at).map_err(|error| Box::new(unread(path, &error, lang)))?;
    match docx::read(BufReader::new(file)) {
        Ok(text) => Ok(Source::word(path.to_owned(), local, text)),
        Err(Error::Unreadable(error)) => Err(Box::new(unread(path, &error, lang))),
        Err(error) => {
            let (message, help) = told(&error);
            Err(Box::new(fault("record/unreadable", path, say!(lang, message), say!(lang, help))))
        }
    }
}

/// The words for an error and for what to do.
fn told(error: &Error) -> (&'static str, &'static str) {
    match error {
        Error::Empty => ("case.word.empty", "case.word.empty.help"),
        Error::Foreign => ("case.word.foreign", "case.word.save"),
        Error::Old => ("case.word.old", "case.word.save"),
        Error::Protected => ("case.word.protected", "case.word.protected.help"),
        Error::Inserted => ("case.word.inserted", "case.word.inserted.help"),
        Error::NoDocument => ("case.word.no-document", "case.word.no-document.help"),
        Error::TooLarge => ("case.word.too-large", "case.word.too-large.help"),
        Error::Damaged | Error::Broken | Error::Unreadable(_) => ("case.word.damaged", "case.word.damaged.help"),
    }
}
