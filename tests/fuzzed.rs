//! What the fuzzer found, as small as it gets: each input lies in `tests/fuzzed/`, in a folder by its target, and is tried here by
//! the same code as there. How to fuzz: `tests/fuzz/Cargo.toml`.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::missing_panics_doc,
    clippy::type_complexity,
    reason = "a test says what is wrong by failing"
)]

#[allow(dead_code, reason = "the fuzzer makes its seeds with the rest")]
#[path = "fuzz/src/lib.rs"]
mod targets;

use std::fs;
use std::path::Path;

/// Tries every input of a target.
fn all(target: &str, run: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzzed").join(target);
    let mut names: Vec<_> =
        fs::read_dir(folder).into_iter().flatten().map(|entry| entry.expect("an entry").path()).collect();
    names.sort();
    let failed = names.iter().filter(|path| {
        let bytes = fs::read(path).expect("readable");
        std::panic::catch_unwind(|| run(&bytes)).is_err()
    });
    let failed: Vec<_> = failed.collect();
    assert!(failed.is_empty(), "{failed:?}");
}

#[test]
fn records() {
    all("records", targets::records::run);
}

#[test]
fn overlays() {
    all("overlay", targets::overlay::run);
}

#[test]
fn workbooks() {
    all("workbook", targets::workbook::run);
}

#[test]
fn word_files() {
    all("docx", targets::docx::run);
}
