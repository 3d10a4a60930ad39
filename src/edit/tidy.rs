//! The one form of a record: keys and tables in the order of its kind, `[[x]]` blocks as they were written, one blank line
//! before a heading, lists on one line where they fit. Comments stay with what they stand above or behind, and no value
//! changes: the new text is read again and held against the old one before anybody gets it.

mod block;
mod note;
mod same;
mod value;
mod write;

use toml_edit::DocumentMut;

use self::block::Reader;
use crate::standard::kind::Kind;

/// Why a text has no form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Untidy {
    /// It is no TOML.
    Broken,
    /// It would not say the same: a mistake of this program, and the text stays as it is.
    Differs,
}

/// `text` in the form of records of `kind`; lines end with `\n`.
///
/// # Errors
/// The text cannot be read, or would say something else.
pub fn tidy(text: &str, kind: &Kind) -> Result<String, Untidy> {
    let document: DocumentMut = text.parse().map_err(|_| Untidy::Broken)?;
    let new = write::write(&Reader::read(&document, &kind.fields));
    if new == text || same::same(text, &new) { Ok(new) } else { Err(Untidy::Differs) }
}

#[cfg(test)]
#[path = "tidy_tests.rs"]
mod tests;
