//! What the tests of many files do: they copy what lies in the repository, to change the copy, and run the program on it.

#![allow(dead_code, reason = "each file of tests does some of it")]

mod copy;

pub use self::copy::copy;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use studio::check::Report;
use studio::finding::Verdict;
use tempfile::TempDir;

/// The root file of a studio of which nothing else is known.
pub const ROOT: &str = "standard = \"moe-2022\"\n[school]\nname = \"甲校\"\n[studio]\nname = \"乙工作室\"\n";

/// A path of the repository.
pub fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

pub fn example(name: &str) -> PathBuf {
    here("examples").join(name)
}

/// A copy of a folder of the repository in one of its own.
pub fn copied(path: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    copy(&here(path), folder.path());
    folder
}

/// A studio of these files in a folder of its own.
pub fn studio_of<T: AsRef<[u8]>>(files: &[(&str, T)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "studio.toml", ROOT);
    for (name, content) in files {
        write(folder.path(), name, content);
    }
    folder
}

/// Writes a file below `folder`, and makes the folders it lies in.
pub fn write(folder: &Path, name: &str, content: impl AsRef<[u8]>) {
    assert!(Path::new(name).is_relative(), "{name} is not below a folder");
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    fs::write(path, content).expect("written");
}

/// Puts other words into a file below `folder`, once; they must be there.
#[track_caller]
pub fn edit(folder: &Path, file: &str, find: &str, put: &str) {
    let path = folder.join(file);
    let text = fs::read_to_string(&path).expect("utf-8");
    assert!(text.contains(find), "{file} has no {find:?}");
    fs::write(path, text.replacen(find, put, 1)).expect("written");
}

/// Puts `text` behind what a file below `folder` says.
pub fn append(folder: &Path, file: &str, text: &str) {
    let old = fs::read_to_string(folder.join(file)).unwrap_or_default();
    write(folder, file, old + text);
}

/// A copy of the school with texts replaced, or appended where there is nothing to find.
pub fn patched(patches: &[(&str, &str, &str)]) -> TempDir {
    let copy = copied("examples/school");
    for (file, find, put) in patches {
        let path = copy.path().join(file);
        let text = fs::read_to_string(&path).unwrap_or_default();
        assert!(text.contains(find), "{file} has no {find:?}");
        let text = if find.is_empty() { text + put } else { text.replace(find, put) };
        fs::write(path, text).expect("written");
    }
    copy
}

/// Every file below a folder, and its bytes.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.expect("a readable tree"));
    let inner = |path: &Path| path.strip_prefix(folder).expect("below").to_str().expect("utf-8").replace('\\', "/");
    let files = entries.filter(|entry| entry.file_type().is_file());
    files.map(|entry| (inner(entry.path()), fs::read(entry.path()).expect("readable"))).collect()
}

/// The program, where nothing says which language is spoken.
pub fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_studio"));
    command.env_remove("STUDIO_LANG").env("LC_ALL", "C").stdin(Stdio::null());
    command
}

/// What the program does with these arguments.
pub fn studio(arguments: &[&str]) -> Output {
    program().args(arguments).output().expect("it starts")
}

/// The same in a folder.
pub fn studio_in(folder: &Path, arguments: &[&str]) -> Output {
    program().args(arguments).current_dir(folder).output().expect("it starts")
}

/// The JSON that it says.
pub fn json(arguments: &[&str]) -> Value {
    let output = studio(arguments);
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", text(&output.stderr)))
}

pub fn verdict(report: &Report<'_>, id: &str) -> Verdict {
    report.clauses.iter().find(|clause| clause.id() == id).expect("a clause").verdict
}

/// The rules of what was found.
pub fn rules(report: &Report<'_>) -> Vec<String> {
    report.findings.iter().map(|finding| finding.rule.clone()).collect()
}

pub fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("utf-8")
}

/// Runs git in a folder; nothing of the user's own settings counts. Nothing where it fails or is not there.
pub fn git(folder: &Path, arguments: &[&str]) -> Option<String> {
    let mut command = Command::new("git");
    command.args(["-c", "user.name=test", "-c", "user.email=test@example.invalid", "-c", "init.defaultBranch=main"]);
    command.args(["-c", "commit.gpgsign=false", "-c", "protocol.file.allow=always", "-c", "core.autocrlf=false"]);
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    let output = command.arg("-C").arg(folder).args(arguments).output().ok()?;
    output.status.success().then(|| text(&output.stdout).trim().to_owned())
}

/// Numbers that look random and are the same in every run (xorshift).
pub struct Numbers(pub u64);

impl Numbers {
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap_or_default() % limit.max(1)
    }

    pub fn one<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        of[self.below(of.len())]
    }
}
