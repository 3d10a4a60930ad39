//! Trees of schools to measure with: as many as asked for, of 49 records and texts each, with the evidence that these name.
//!
//! The same seed gives the same bytes, and a school is the same however many others there are. Of twenty schools fifteen are
//! complete, two have only begun, three have mistakes in them, which a list beside the tree tells one by one.

mod begun;
mod planted;
mod random;
mod school;
mod toml;
mod words;

use std::fs;
use std::io;
use std::path::Path;

pub use planted::Planted;
use random::Random;

/// How a school stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// Nothing that the standard insists on is missing.
    Complete,
    /// The files are there, and little is in them.
    Begun,
    /// Complete but for mistakes in a few files.
    Broken,
}

/// A school, before it is written.
pub struct School {
    /// Its folder in the tree.
    pub folder: String,
    pub sort: Sort,
    pub files: school::Files,
    pub planted: Vec<Planted>,
}

/// The school with this number in the tree of this seed.
pub fn school(seed: u64, number: usize) -> School {
    let mut random = Random::new(seed, number as u64);
    let sort = match number % 20 {
        3 | 13 => Sort::Begun,
        6 | 11 | 16 => Sort::Broken,
        _ => Sort::Complete,
    };
    let folder = format!("{number:04}");
    let mut files = school::complete(Random::new(random.next(), 0), number);
    let mut planted = Vec::new();
    match sort {
        Sort::Complete => {}
        Sort::Begun => begun::strip(&mut files),
        Sort::Broken => planted = planted::plant(&mut files, &mut random, number / 20 * 3 + number % 20 / 6, &folder),
    }
    School { folder, sort, files, planted }
}

/// Writes the schools with these numbers below `root`; gives the mistakes that are in them.
pub fn write(root: &Path, seed: u64, numbers: impl IntoIterator<Item = usize>) -> io::Result<Vec<Planted>> {
    let mut planted = Vec::new();
    for number in numbers {
        let school = school(seed, number);
        for (path, bytes) in &school.files {
            let at = root.join(&school.folder).join(path);
            fs::create_dir_all(at.parent().unwrap_or(root))?;
            fs::write(at, bytes)?;
        }
        planted.extend(school.planted);
    }
    Ok(planted)
}
