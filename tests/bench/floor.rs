//! The least that anything must do which looks at a tree of schools: walk it, read every record and every case text, parse the
//! records into tables that know their places, and look up every evidence file once. On as many threads as the machine has.

use std::collections::HashSet;
use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use toml::de::{DeTable, DeValue};

/// The schools below `root`, or `root` itself where it is one.
pub fn schools(root: &Path) -> Vec<PathBuf> {
    if root.join("studio.toml").is_file() {
        return vec![root.to_owned()];
    }
    let mut folders: Vec<PathBuf> = fs::read_dir(root).expect("a folder").flatten().map(|entry| entry.path()).collect();
    folders.sort();
    folders
}

/// How many bytes were read, how many records there were and how many evidence files are there.
pub fn floor(root: &Path) -> [usize; 3] {
    let sum = |one: [usize; 3], other: [usize; 3]| std::array::from_fn(|at| one[at] + other[at]);
    schools(root).par_iter().map(|folder| one(folder)).reduce(|| [0; 3], sum)
}

/// Walking and reading alone: how many bytes.
pub fn read(root: &Path) -> usize {
    schools(root).par_iter().map(|folder| files(folder).map(|(bytes, _)| bytes.len()).sum::<usize>()).sum()
}

/// The bytes of every record and case text in a folder, and whether it is a record.
fn files(folder: &Path) -> impl Iterator<Item = (Vec<u8>, bool)> {
    walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().flatten().filter_map(|entry| {
        let path = entry.path();
        let record = path.extension().is_some_and(|ending| ending == "toml");
        let text = path.parent().is_some_and(|parent| parent.ends_with("cases"));
        (entry.file_type().is_file() && (record || text)).then(|| (fs::read(path).expect("readable"), record))
    })
}

fn one(folder: &Path) -> [usize; 3] {
    let mut seen = HashSet::new();
    let (mut size, mut records) = (0, 0);
    for (bytes, record) in files(folder) {
        size += bytes.len();
        // What is in another encoding is parsed by nobody.
        let Ok(text) = String::from_utf8(bytes) else { continue };
        if record {
            let (table, _) = black_box(DeTable::parse_recoverable(&text));
            evidence(table.get_ref(), &mut seen);
            records += 1;
        }
    }
    let is_there = |path: &&String| fs::symlink_metadata(folder.join(path)).is_ok_and(|about| about.len() > 0);
    [size, records, seen.iter().filter(is_there).count()]
}

/// Gathers the paths of evidence files.
fn evidence(table: &DeTable<'_>, seen: &mut HashSet<String>) {
    for (_, value) in table {
        match value.get_ref() {
            DeValue::Table(inner) => evidence(inner, seen),
            DeValue::Array(items) => {
                for item in items {
                    match item.get_ref() {
                        DeValue::Table(inner) => evidence(inner, seen),
                        DeValue::String(text) if text.starts_with("证据/") => {
                            seen.insert(text.split('#').next().unwrap_or_default().to_owned());
                        }
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
}
