//! A workbook that comes back from a school, brought into its records; and a workbook of an office, filled with the rows of a
//! form. Both come as what differs from one that is whole: cells in lines, or parts of the zip.

mod book;
mod bring;
mod into;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::docx::zipped;
use super::folder::files;
use super::pieces::Pieces;
use book::Book;
pub use book::parts;

/// The workbooks of offices that are filled, by the word that asks for one.
pub const OFFICES: [(&str, &str); 4] = [
    ("two", "libreoffice/两层表头.xlsx"),
    ("three", "libreoffice/三层表头.xlsx"),
    ("cases", "libreoffice/案例汇总.xlsx"),
    ("made", "openpyxl/两层表头.xlsx"),
];

static PACKED: LazyLock<BTreeMap<&'static str, Vec<(String, Vec<u8>)>>> = LazyLock::new(|| {
    let given = files("tests/into");
    OFFICES.iter().map(|(word, name)| (*word, parts(&given[*name]))).collect()
});

/// Tries one input.
///
/// # Panics
/// Something does not hold.
pub fn run(data: &[u8]) {
    if data.starts_with(b"PK") {
        bring::run(data, &Pieces::default(), &[]);
        return into::run(data, &Pieces::default());
    }
    let pieces = Pieces::read(data);
    let is_part = |path: &str| path.starts_with("xl/") || path.starts_with("_rels/") || path == "[Content_Types].xml";
    let (parts, rest): (Vec<_>, Vec<_>) = pieces.files.iter().cloned().partition(|(path, _)| is_part(path));
    let office = OFFICES.iter().find(|(word, _)| pieces.says(word));
    if let Some((word, _)) = office {
        return into::run(&packed(&PACKED[word], &parts), &pieces);
    }
    let (sheets, records): (Vec<_>, Vec<_>) = rest.into_iter().partition(|(path, _)| path.starts_with("cells "));
    let exported = bring::exported();
    let bytes = if sheets.is_empty() {
        packed(&exported.0, &parts)
    } else {
        let mut book = Book::clone(&exported.1);
        for (name, lines) in &sheets {
            book.change(name.trim_start_matches("cells "), &String::from_utf8_lossy(lines));
        }
        book.write()
    };
    bring::run(&bytes, &pieces, &records);
}

/// The parts of a whole workbook for the seeds.
#[must_use]
pub fn seeds() -> (Vec<(String, Vec<u8>)>, Vec<(&'static str, Vec<(String, Vec<u8>)>)>) {
    (bring::exported().0.clone(), PACKED.iter().map(|(word, parts)| (*word, parts.clone())).collect())
}

/// The cells of a whole workbook as lines, by sheet.
#[must_use]
pub fn cells() -> Vec<(String, String)> {
    bring::exported().1.lines()
}

fn packed(base: &[(String, Vec<u8>)], changed: &[(String, &[u8])]) -> Vec<u8> {
    let mut parts: Vec<(String, &[u8])> = base.iter().map(|(name, bytes)| (name.clone(), bytes.as_slice())).collect();
    for (name, bytes) in changed {
        match parts.iter_mut().find(|(known, _)| known == name) {
            Some(part) => part.1 = bytes,
            None => parts.push((name.clone(), bytes)),
        }
    }
    zipped(&parts)
}
