//! Records brought into form and renamed, as people meet it: the program is run on folders of its own.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what is wrong by failing")]

use std::path::Path;
use std::process::Output;

#[path = "tidy/fix.rs"]
mod fix;
#[path = "tidy/form.rs"]
mod form;
#[path = "tidy/property.rs"]
mod property;
#[path = "tidy/rename.rs"]
mod rename;
mod shared;

use shared::{copied, example, files as tree, write};

const ROOT: &str = "standard = \"moe-2022\"\n\n[school]\nname = \"甲校\"\n\n[studio]\nname = \"乙工作室\"\n";
const MEMBER: &str = "name = \"林澄\"\ncategory = \"校外专家\"\njoined = 2021-09-01\n";

/// A studio of these files in a folder of its own, in the form of records.
fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, content) in std::iter::once(&("studio.toml", ROOT.as_bytes())).chain(files) {
        write(folder.path(), name, content);
    }
    folder
}

/// Runs the program in `folder`; gives the exit code and what it says on both outputs.
fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = shared::program();
    let Output { status, stdout, stderr } = command.current_dir(folder).args(arguments).output().expect("it starts");
    let text = |bytes| String::from_utf8(bytes).expect("utf-8");
    (status.code().expect("a code"), text(stdout), text(stderr))
}
