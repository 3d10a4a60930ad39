//! What CI reads of a check: annotations, SARIF, code quality, `JUnit`, the summary; what a baseline lets pass; and the workflow
//! files and hooks that are ready to use.

#![allow(clippy::expect_used, clippy::panic, clippy::print_stderr, reason = "a test says what is wrong by failing")]

#[path = "ci/baseline.rs"]
mod baseline;
#[path = "ci/formats.rs"]
mod formats;
#[path = "ci/github.rs"]
mod github;
#[path = "ci/junit.rs"]
mod junit;
#[path = "ci/markdown.rs"]
mod markdown;
#[path = "ci/place.rs"]
mod place;
mod shared;
#[path = "ci/workflows.rs"]
mod workflows;

use std::fs;
use std::path::PathBuf;
use std::process::Output;

use serde_json::Value;
use shared::{copy, example, text};

/// A repository in a folder of its own.
struct Repository {
    folder: tempfile::TempDir,
}

impl Repository {
    /// An empty one.
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join(".git")).expect("made");
        Self { folder }
    }

    /// One with a school that has hardly begun and is full of what is hostile to the formats.
    fn hostile() -> Self {
        let repository = Self::new();
        for (name, text) in hostile() {
            repository.write(&format!("{HOSTILE}/{name}"), &text);
        }
        repository
    }

    /// One with schools of the examples.
    fn with(schools: &[(&str, &str)]) -> Self {
        let repository = Self::new();
        for (name, example) in schools {
            copy(&shared::example(example), &repository.path(name));
            // Two copies of one studio would be a finding of their own.
            let root = format!("{name}/studio.toml");
            let text = repository.read(&root).replace("郁文澜班主任工作室", &format!("{name}班主任工作室"));
            repository.write(&root, &text);
        }
        repository
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect("readable")
    }

    fn write(&self, name: &str, text: &str) {
        shared::write(self.folder.path(), name, text);
    }

    /// Runs the program at the top.
    fn studio(&self, arguments: &[&str]) -> Output {
        self.studio_in(".", arguments)
    }

    /// Runs the program in a folder.
    fn studio_in(&self, folder: &str, arguments: &[&str]) -> Output {
        let mut command = shared::program();
        command.current_dir(self.path(folder)).args(arguments).args(["--today", TODAY]).output().expect("it starts")
    }

    /// What a check in a machine's format says; the check must have run.
    fn told(&self, format: &str, more: &[&str]) -> String {
        let output = self.studio(&[&["check", ".", "--format", format], more].concat());
        assert!(matches!(output.status.code(), Some(0 | 1)), "{}", text(&output.stderr));
        text(&output.stdout)
    }

    /// The JSON of a check.
    fn json(&self, format: &str, more: &[&str]) -> Value {
        serde_json::from_str(&self.told(format, more)).expect("json")
    }
}

/// The day of all checks here.
const TODAY: &str = "2020-09-07";

/// A folder whose name means something to every format.
const HOSTILE: &str = "学 校/甲#50%, b:c;|`d`";

/// A name that would begin a command, end a section, make a tag, a cell, a mention, a link, a picture and a formula.
const NAME: &str = "::error::x%0A ##[add-mask]y ]]> <script>alert(1)</script> | @all #12 [x](https://y.example) ![z](z.png) `q` {0} $a$ www.y.example\u{202e}";

fn hostile() -> Vec<(String, String)> {
    let quoted = toml_edit::Value::from(NAME).to_string();
    let mut files = vec![
        (
            "studio.toml".to_owned(),
            format!("standard = \"moe-2022\"\n[school]\nname = {quoted}\n[studio]\nname = {quoted}\n"),
        ),
        (
            "members/甲.toml".to_owned(),
            format!(
                "name = {quoted}\ncategory = {quoted}\ntitle = \"一\\n::error::二\\u0000\\uFFFF\"\nunknown_key = 1\n"
            ),
        ),
        (
            "exceptions.toml".to_owned(),
            format!("[[exception]]\nclause = \"1.1.1-a\"\nreason = {quoted}\napprover = \"乙\"\nuntil = 2021-01-01\n"),
        ),
        ("meetings/会#1 100%.toml".to_owned(), "date = 2020-09-0\nx = “\n".to_owned()),
    ];
    if cfg!(unix) {
        files.push(("members/一\n::error file=x::二.toml".to_owned(), format!("name = {quoted}\n")));
        files.push(("members/::error::三.toml".to_owned(), format!("name = {quoted}\n")));
    }
    files
}

/// Says why a test is skipped; where every program is required it fails instead.
fn skip(why: &str) {
    assert_ne!(std::env::var("STUDIO_EDITORS").as_deref(), Ok("required"), "{why}");
    eprintln!("{why}");
}
