//! Pages that the program makes, of the examples and of copies of them that were changed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use tempfile::TempDir;

use crate::browser::{Browser, Page};
use crate::shared::{example, program};

/// A page in a folder of its own.
pub struct Report {
    pub file: PathBuf,
    _folder: TempDir,
}

/// `studio report` of a folder into a file.
pub fn run(root: &Path, today: &str, file: &Path, more: &[&str]) -> Output {
    let mut command = program();
    command.arg("report").arg(root).args(["--today", today, "-o"]).arg(file).args(more).output().expect("it starts")
}

impl Report {
    pub fn of(root: &Path, today: &str, lang: &str) -> Report {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("情况 1#.html");
        let output = run(root, today, &file, &["--lang", lang]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        Report { file, _folder: folder }
    }

    pub fn school(lang: &str) -> Report {
        Report::of(&example("school"), "2022-09-30", lang)
    }

    pub fn first_week(lang: &str) -> Report {
        Report::of(&example("first-week"), "2020-09-07", lang)
    }

    pub fn province(lang: &str) -> Report {
        Report::of(&example("province"), "2022-09-20", lang)
    }

    pub fn wide(&self, browser: &Browser) -> Page {
        browser.open(&self.file, 1280, 800, false)
    }

    pub fn phone(&self, browser: &Browser) -> Page {
        browser.open(&self.file, 390, 844, true)
    }

    pub fn text(&self) -> String {
        fs::read_to_string(&self.file).expect("utf-8")
    }
}
