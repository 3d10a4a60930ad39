//! Records brought into form and renamed, as people meet it: the program is run on folders of its own.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what is wrong by failing")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

#[path = "tidy/fix.rs"]
mod fix;
#[path = "tidy/form.rs"]
mod form;
#[path = "tidy/property.rs"]
mod property;
#[path = "tidy/rename.rs"]
mod rename;

const ROOT: &str = "standard = \"moe-2022\"\n\n[school]\nname = \"甲校\"\n\n[studio]\nname = \"乙工作室\"\n";
const MEMBER: &str = "name = \"林澄\"\ncategory = \"校外专家\"\njoined = 2021-09-01\n";

/// Runs the program in `folder`; gives the exit code and what it says on both outputs.
fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_studio"));
    command.current_dir(folder).args(arguments).env_remove("STUDIO_LANG").env("LC_ALL", "C");
    let Output { status, stdout, stderr } = command.output().expect("it starts");
    let text = |bytes| String::from_utf8(bytes).expect("utf-8");
    (status.code().expect("a code"), text(stdout), text(stderr))
}

/// A studio of these files in a folder of its own.
fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, content) in std::iter::once(&("studio.toml", ROOT.as_bytes())).chain(files) {
        write(folder.path(), name, content);
    }
    folder
}

fn write(folder: &Path, name: &str, content: &[u8]) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    fs::write(path, content).expect("written");
}

/// Every file below a folder and its bytes.
fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry.expect("a readable tree");
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(folder).expect("below").to_string_lossy().replace('\\', "/");
            files.insert(path, fs::read(entry.path()).expect("a file"));
        }
    }
    files
}

fn example(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name)
}

/// A copy of an example in a folder of its own.
fn copy(name: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, content) in tree(&example(name)) {
        write(folder.path(), &path, &content);
    }
    folder
}
