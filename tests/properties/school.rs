//! A school in memory, changed at random and written where it can be read.

use std::sync::OnceLock;

use proptest::prelude::*;

use crate::shared;

/// The files of a school, by path.
#[derive(Debug, Clone)]
pub struct School {
    pub files: Vec<(String, Vec<u8>)>,
}

/// A change to one of its files: which file, which line, what.
#[derive(Debug, Clone)]
pub enum Change {
    /// The record is not there.
    Lost(usize),
    /// The record is there twice, under another name.
    Twice(usize),
    /// A line is not there.
    Gone(usize, usize),
    /// A line stands twice.
    Again(usize, usize),
    /// A line stands elsewhere.
    Moved(usize, usize, usize),
    /// The value of a line is another.
    Value(usize, usize, String),
    /// Something stands behind a line.
    Behind(usize, usize, String),
}

/// A few changes.
pub fn changes() -> impl Strategy<Value = Vec<Change>> {
    let (file, line) = (any::<usize>, any::<usize>);
    let value = prop_oneof![
        Just("\"待填\"".to_owned()),
        Just("\"\"".to_owned()),
        Just("true".to_owned()),
        Just("[]".to_owned()),
        Just("[\"甲\", \"乙、丙\"]".to_owned()),
        Just("“甲”".to_owned()),
        Just("{ a = 1 }".to_owned()),
        any::<i64>().prop_map(|number| number.to_string()),
        any::<f64>().prop_map(|number| format!("{number:?}").replace("NaN", "nan")),
        (2019..2024_i32, 1..13_u8, 1..29_u8).prop_map(|(year, month, day)| format!("{year}-{month:02}-{day:02}")),
        "\\PC{0,12}".prop_map(|text| toml_edit::Value::from(text).to_string()),
        any::<String>().prop_map(|text| toml_edit::Value::from(text).to_string()),
    ];
    let piece = prop_oneof![
        Just("# 注".to_owned()),
        Just("　".to_owned()),
        Just("\n[[growth]]\n".to_owned()),
        Just("a.b = 1".to_owned()),
        "\\PC{0,6}",
    ];
    let change = prop_oneof![
        1 => file().prop_map(Change::Lost),
        1 => file().prop_map(Change::Twice),
        2 => (file(), line()).prop_map(|(file, line)| Change::Gone(file, line)),
        1 => (file(), line()).prop_map(|(file, line)| Change::Again(file, line)),
        1 => (file(), line(), line()).prop_map(|(file, line, other)| Change::Moved(file, line, other)),
        6 => (file(), line(), value).prop_map(|(file, line, value)| Change::Value(file, line, value)),
        1 => (file(), line(), piece).prop_map(|(file, line, piece)| Change::Behind(file, line, piece)),
    ];
    prop::collection::vec(change, 0..12)
}

impl School {
    /// The complete school, the first week, the school of the mistakes.
    pub fn example(number: usize) -> Self {
        static ALL: OnceLock<[School; 3]> = OnceLock::new();
        let all = ALL.get_or_init(|| ["examples/school", "examples/first-week", "tests/mistakes/base"].map(Self::read));
        all[number].clone()
    }

    fn read(name: &str) -> Self {
        Self { files: shared::files(&shared::here(name)).into_iter().collect() }
    }

    /// The school with these changes; its root file is never lost.
    pub fn changed(&self, changes: &[Change]) -> Self {
        let mut school = self.clone();
        for change in changes {
            school.change(change);
        }
        school
    }

    fn change(&mut self, change: &Change) {
        let records = |(at, (path, _)): (usize, &(String, Vec<u8>))| {
            (path != "studio.toml" && path.ends_with(".toml")).then_some(at)
        };
        let records: Vec<usize> = self.files.iter().enumerate().filter_map(records).collect();
        let at = |file: usize| records[file % records.len()];
        match change {
            Change::Lost(file) if records.len() > 1 => drop(self.files.remove(at(*file))),
            Change::Lost(_) => {}
            Change::Twice(file) => {
                let (path, bytes) = self.files[at(*file)].clone();
                let other = path.replace(".toml", "-又.toml");
                if path.contains('/') && self.files.iter().all(|(path, _)| *path != other) {
                    self.files.push((other, bytes));
                }
            }
            Change::Gone(file, line) => self.lines(at(*file), |lines| drop(lines.remove(line % lines.len()))),
            Change::Again(file, line) => self.lines(at(*file), |lines| {
                let line = line % lines.len();
                lines.insert(line, lines[line].clone());
            }),
            Change::Moved(file, line, other) => self.lines(at(*file), |lines| {
                let line = lines.remove(line % lines.len());
                lines.insert(other % (lines.len() + 1), line);
            }),
            Change::Value(file, line, value) => self.lines(at(*file), |lines| {
                let values: Vec<usize> = (0..lines.len()).filter(|line| lines[*line].contains(" = ")).collect();
                if let Some(line) = (!values.is_empty()).then(|| values[line % values.len()]) {
                    let key = lines[line].split(" = ").next().unwrap_or_default().to_owned();
                    lines[line] = format!("{key} = {value}");
                }
            }),
            Change::Behind(file, line, piece) => self.lines(at(*file), |lines| {
                let line = line % lines.len();
                lines[line].push_str(piece);
            }),
        }
    }

    fn lines(&mut self, file: usize, change: impl FnOnce(&mut Vec<String>)) {
        let bytes = &mut self.files[file].1;
        let mut lines: Vec<String> = String::from_utf8_lossy(bytes).lines().map(str::to_owned).collect();
        if !lines.is_empty() {
            change(&mut lines);
            *bytes = (lines.join("\n") + "\n").into_bytes();
        }
    }

    /// Without the records in a folder that `gone` says are not there.
    pub fn without(&self, folder: &str, gone: impl Fn(usize) -> bool) -> Self {
        let mut number = 0;
        let mut keep = |path: &str| {
            let inside = path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/')) && path.ends_with(".toml");
            number += usize::from(inside);
            !inside || !gone(number)
        };
        Self { files: self.files.iter().filter(|(path, _)| keep(path)).cloned().collect() }
    }

    /// Written in another order.
    pub fn shuffled(&self, seed: u64) -> Self {
        let mut school = self.clone();
        school.files.sort_by_key(|(path, _)| scattered(path, seed));
        school
    }

    /// Activities by other names, in another order; nothing refers to them by these.
    pub fn renamed(&self, seed: u64) -> Self {
        let mut school = self.clone();
        for (path, _) in &mut school.files {
            if let Some(stem) = path.strip_prefix("activities/").filter(|_| path.ends_with(".toml")) {
                *path = format!("activities/{:016x}-{stem}", scattered(stem, seed));
            }
        }
        school
    }

    /// The school on the disk.
    pub fn written(&self) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        for (path, bytes) in &self.files {
            shared::write(folder.path(), path, bytes);
        }
        folder
    }
}

/// A number of a text that looks random (FNV-1a).
fn scattered(text: &str, seed: u64) -> u64 {
    text.bytes()
        .fold(seed ^ 0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
