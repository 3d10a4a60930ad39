//! A studio's folder on the disk, and the program run on it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::book::Book;

pub struct Folder {
    root: tempfile::TempDir,
}

/// What a run came to.
#[derive(Debug)]
pub struct Run {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Run {
    /// All that was said, on one line: long messages are wrapped.
    pub fn all(&self) -> String {
        format!("{}\n{}", self.out, self.err).lines().map(str::trim).collect()
    }

    #[track_caller]
    pub fn says(&self, words: &[&str]) -> &Self {
        let all = self.all().replace(' ', "");
        for word in words {
            assert!(all.contains(&word.replace(' ', "")), "“{word}” is not in:\n{}{}", self.out, self.err);
        }
        self
    }

    #[track_caller]
    pub fn code(&self, code: i32) -> &Self {
        assert_eq!(self.code, Some(code), "{}{}", self.out, self.err);
        self
    }
}

pub const ROOT: &str = "standard = \"moe-2022\"\n[school]\nname = \"甲校\"\n[studio]\nname = \"乙工作室\"\n";

impl Folder {
    /// A studio of these files.
    pub fn new(files: &[(&str, &str)]) -> Self {
        let folder = Self { root: tempfile::tempdir().expect("a folder") };
        folder.write("studio.toml", ROOT);
        for (path, text) in files {
            folder.write(path, text);
        }
        folder
    }

    /// A copy of an example.
    pub fn example(name: &str) -> Self {
        let folder = Self { root: tempfile::tempdir().expect("a folder") };
        let from = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples").join(name);
        for entry in walkdir::WalkDir::new(&from) {
            let entry = entry.expect("an entry");
            if entry.file_type().is_file() {
                let local = entry.path().strip_prefix(&from).expect("inside");
                folder.write(local.to_str().expect("utf-8"), fs::read(entry.path()).expect("read"));
            }
        }
        folder
    }

    pub fn studio(&self) -> PathBuf {
        self.root.path().join("室")
    }

    pub fn book(&self) -> PathBuf {
        self.root.path().join("本.xlsx")
    }

    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.studio().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, bytes).expect("written");
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.studio().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    pub fn remove(&self, path: &str) {
        fs::remove_file(self.studio().join(path)).expect("removed");
    }

    /// Every file and its bytes.
    pub fn snapshot(&self) -> BTreeMap<String, Vec<u8>> {
        let root = self.studio();
        let files = walkdir::WalkDir::new(&root).into_iter().map(|entry| entry.expect("an entry"));
        files
            .filter(|entry| entry.file_type().is_file())
            .map(|entry| {
                let local = entry.path().strip_prefix(&root).expect("inside").to_string_lossy().into_owned();
                (local, fs::read(entry.path()).expect("read"))
            })
            .collect()
    }

    pub fn export(&self) -> Book {
        Book::read(&self.exported())
    }

    /// The workbook as the program wrote it.
    pub fn exported(&self) -> Vec<u8> {
        let run = run(&["to-excel", "--force", "--today", "2022-09-30", at(&self.studio()), at(&self.book())]);
        assert!(run.code.is_some_and(|code| code < 2), "{}", run.err);
        fs::read(self.book()).expect("written")
    }

    pub fn import(&self, book: &Book, more: &[&str]) -> Run {
        self.bring(&book.write(), more)
    }

    /// Brings back a workbook of these bytes.
    pub fn bring(&self, bytes: &[u8], more: &[&str]) -> Run {
        fs::write(self.book(), bytes).expect("written");
        run(&[&["from-excel", at(&self.book()), at(&self.studio())], more].concat())
    }

    /// Brings a workbook back that must be taken as it is.
    #[track_caller]
    pub fn take(&self, book: &Book) -> Run {
        let run = self.import(book, &[]);
        run.code(0);
        run
    }

    /// Brings a workbook back that must be refused, with nothing written.
    #[track_caller]
    pub fn refuse(&self, book: &Book, more: &[&str]) -> Run {
        let before = self.snapshot();
        let run = self.import(book, more);
        assert_ne!(run.code, Some(0), "{}{}", run.out, run.err);
        assert_eq!(self.snapshot(), before, "something was written");
        run
    }
}

pub fn at(path: &Path) -> &str {
    path.to_str().expect("utf-8")
}

pub fn run(arguments: &[&str]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_studio"));
    let output = command.args(arguments).env_remove("STUDIO_LANG").env("LC_ALL", "C").output().expect("it starts");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("utf-8");
    Run { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

/// The lines that went and the lines that came, file by file, as `-` and `+` lines behind the file's name.
pub fn diff(before: &BTreeMap<String, Vec<u8>>, after: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let mut all = Vec::new();
    let names: std::collections::BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    for name in names {
        let lines = |files: &BTreeMap<String, Vec<u8>>| {
            let text = files.get(name).map(|bytes| String::from_utf8_lossy(bytes).into_owned()).unwrap_or_default();
            text.split_inclusive('\n').map(str::to_owned).collect::<Vec<_>>()
        };
        let (old, new) = (lines(before), lines(after));
        if old == new {
            continue;
        }
        all.push(name.clone());
        let head = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
        let room = old.len().min(new.len()) - head;
        let tail = old.iter().rev().zip(new.iter().rev()).take(room).take_while(|(old, new)| old == new).count();
        all.extend(old[head..old.len() - tail].iter().map(|line| format!("-{line}")));
        all.extend(new[head..new.len() - tail].iter().map(|line| format!("+{line}")));
    }
    all
}
