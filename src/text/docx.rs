//! The text of a Word file (.docx), as Word counts it: paragraphs, tables, text boxes and notes in the order one reads them.
//!
//! A .docx is a zip of XML parts and comes from strangers: it is read within bounds that no honest file reaches, and what is
//! wrong with it is an error that says so.

use std::io::{Read, Seek};

use beside::Beside;
use package::Package;
use story::{Fate, Reading};

mod beside;
mod package;
mod relations;
mod story;

pub use self::package::is_protected;
pub use self::relations::resolve;
pub use self::story::attribute;

/// What a Word file says.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// What is read and counted, a paragraph a line; paragraphs without words leave none, as in Word's own number of
    /// paragraphs. Line breaks within a paragraph and the cells of a table give lines of their own. Behind the body stand
    /// footnotes and endnotes: Word counts them and text boxes unless it is told not to, and so the number here is never
    /// the lower one.
    pub body: String,
    /// What nobody counts and the file holds all the same: headers and footers, comments, hidden text, phonetic guides, what was
    /// deleted while changes were tracked; then descriptions of pictures, targets of links, names of bookmarks and controls,
    /// codes of fields, variables, the words in charts and diagrams, the properties of the file with its
    /// authors, and what parts say that nothing leads to.
    pub aside: String,
}

/// Why there is no text.
#[derive(Debug)]
pub enum Error {
    /// The file has no bytes.
    Empty,
    /// Not a zip: another format under the name of a Word file.
    Foreign,
    /// The binary format of Word 97–2003 under the new name.
    Old,
    /// It opens with a password only.
    Protected,
    /// Word takes in another file each time it opens this one (`altChunk`).
    Inserted,
    /// A zip without a Word document in it.
    NoDocument,
    /// The zip is cut off or damaged.
    Damaged,
    /// A part of it is no well-formed XML.
    Broken,
    /// Larger, or nested deeper, than any text a school writes.
    TooLarge,
    /// The system would not read it.
    Unreadable(std::io::Error),
}

/// A larger file is not opened: photographs, not text, make it so.
pub const LARGEST: u64 = 64 << 20;

/// What is drawn of words in a part of its own: charts, and what Office calls `SmartArt`.
const DRAWINGS: [&str; 3] = ["chart", "chartEx", "diagramData"];

/// Reads the text of a Word file.
///
/// Automatic numbers are no text; the results of fields are, their codes and the phonetic guide over characters stand aside.
/// Of alternatives for different programs the one that Word shows is read, the others stand aside; so do the words of equations.
///
/// # Errors
/// As of [`Error`]; never more than the file's size and 32 MiB are read, whatever it says of itself.
pub fn read(file: impl Read + Seek) -> Result<Text, Error> {
    let mut package = Package::open(file)?;
    let main = package.main()?;
    let (mut reading, mut beside) = (Reading::default(), Beside::default());
    let xml = package.part(&main)?.ok_or(Error::NoDocument)?;
    if !reading.part(&xml, Fate::Shown)? {
        return Err(Error::NoDocument);
    }
    beside.take(&xml)?;
    let related = package.related(&main)?;
    if related.iter().any(|(name, _)| name == "aFChunk") {
        return Err(Error::Inserted);
    }
    let mut done = vec![main];
    for (relation, fate) in [
        ("footnotes", Fate::Shown),
        ("endnotes", Fate::Shown),
        ("header", Fate::Aside),
        ("footer", Fate::Aside),
        ("comments", Fate::Aside),
    ] {
        for (_, target) in related.iter().filter(|(name, _)| name == relation) {
            if done.contains(target) {
                continue;
            }
            if let Some(xml) = package.part(target)? {
                reading.part(&xml, fate)?;
                beside.take(&xml)?;
            }
            done.push(target.clone());
        }
    }
    for (_, part) in related.iter().filter(|(name, _)| ["numbering", "settings"].contains(&name.as_str())) {
        package.part(part)?.map_or(Ok(()), |xml| beside.take(&xml))?;
    }
    for (_, drawing) in related.iter().filter(|(name, _)| DRAWINGS.contains(&name.as_str())) {
        package.part(drawing)?.map_or(Ok(()), |xml| beside.drawn(&xml))?;
    }
    for part in &done {
        package.relations(part)?.map_or(Ok(()), |xml| beside.take(&xml))?;
    }
    for (relation, target) in package.related("")? {
        if ["core-properties", "extended-properties"].contains(&relation.as_str()) {
            package.part(&target)?.map_or(Ok(()), |xml| beside.take(&xml))?;
        }
    }
    rest(&mut package, &mut beside)?;
    let mut text = reading.text();
    text.aside.push_str(&beside.text());
    Ok(text)
}

/// Takes in what the parts say that were not read: those that are there for a program alone, such as who worked on the file and
/// the blocks to put together another one, and those that nothing leads to, which Word leaves out and a zip still shows.
fn rest(package: &mut Package<impl Read + Seek>, beside: &mut Beside) -> Result<(), Error> {
    for index in package.unread() {
        let xml = match package.part_at(index) {
            // Word reads none of it, either.
            Err(Error::Broken) => continue,
            other => other?,
        };
        let mut reading = Reading::default();
        let words =
            if is_words(&xml) { reading.part(&xml, Fate::Aside).and(beside.take(&xml)) } else { beside.drawn(&xml) };
        match words {
            // It is no error of the file, but a name may stand in it all the same.
            Err(Error::Broken) => beside.add(&xml)?,
            other => other?,
        }
        beside.add(&reading.text().aside)?;
    }
    Ok(())
}

/// Whether a part is in the language of Word's own paragraphs.
fn is_words(xml: &str) -> bool {
    xml.contains("wordprocessingml/")
}

/// One part of a file of an office program, read within the same bounds; nothing where there is none of that name.
///
/// # Errors
/// As of [`Error`].
pub fn part(file: impl Read + Seek, name: &str) -> Result<Option<String>, Error> {
    Package::open(file)?.part(name)
}

#[cfg(test)]
#[path = "docx_tests.rs"]
mod tests;
