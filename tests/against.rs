//! An earlier state and a run: what became better and worse, what is gone and what is new; from git, and from a report.

#![allow(clippy::expect_used, clippy::panic, clippy::print_stderr, reason = "a test says what is wrong by failing")]

#[path = "against/file.rs"]
mod file;
#[path = "against/history.rs"]
mod history;
#[path = "against/odd.rs"]
mod odd;
mod shared;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::{Date, date};
use studio::check::against::{Before, Compared, Comparison};
use studio::check::{Options, Run, Turn};
use studio::standard::Standard;
use studio::text::lang::Lang;

const TODAY: Date = date(2022, 9, 30);

fn standard() -> Standard {
    studio::standard::embedded().expect("a sound standard")
}

fn options() -> Options {
    Options::new(TODAY, Lang::Zh)
}

/// A folder that may become a repository.
struct Place(tempfile::TempDir);

impl Place {
    /// One with these examples in it.
    fn with(schools: &[(&str, &str)]) -> Self {
        let place = Self(tempfile::tempdir().expect("a folder"));
        for (name, example) in schools {
            place.school(name, example);
        }
        place
    }

    /// The same, as a repository with one commit; nothing where there is no git.
    fn committed(schools: &[(&str, &str)]) -> Option<Self> {
        let place = Self::with(schools);
        if !place.git(&["init", "-q"]) {
            eprintln!("skipped: there is no git");
            return None;
        }
        place.commit("begin");
        Some(place)
    }

    fn at(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Copies an example, under a name of its own.
    fn school(&self, name: &str, example: &str) {
        for (file, mut bytes) in shared::files(&shared::example(example)) {
            if Path::new(&file).extension().is_some_and(|ending| ending == "toml") {
                // Two schools have no record in common to the letter.
                bytes.extend(format!("# {name:?}\n").bytes());
            }
            shared::write(&self.at(name), &file, bytes);
        }
        let root = Path::new(name).join("studio.toml");
        let code: usize = name.bytes().map(usize::from).sum();
        let own = |line: &str| match line.split_once(" = \"") {
            Some(("name", rest)) => format!("name = \"{}{rest}\n", name.replace(['"', '/'], "")),
            Some(("code", _)) => format!("code = \"36369{:05}\"\n", code % 100_000),
            _ => format!("{line}\n"),
        };
        let text: String = self.read(root.to_str().expect("utf-8")).lines().map(own).collect();
        self.write(root.to_str().expect("utf-8"), text);
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.at(name)).expect("readable")
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        shared::write(self.0.path(), name, text);
    }

    /// Replaces what must be there.
    fn turn(&self, name: &str, from: &str, to: &str) {
        let text = self.read(name);
        assert!(text.contains(from), "{name} has {from}");
        self.write(name, text.replace(from, to));
    }

    fn remove(&self, name: &str) {
        let path = self.at(name);
        if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }.expect("removed");
    }

    fn git(&self, arguments: &[&str]) -> bool {
        shared::git(self.0.path(), arguments).is_some()
    }

    fn commit(&self, tag: &str) {
        assert!(
            self.git(&["add", "-A"]) && self.git(&["commit", "-qm", tag, "--allow-empty"]) && self.git(&["tag", tag])
        );
    }

    fn compare(&self, inner: &str, spec: &str) -> Comparison {
        compare(&self.at(inner), spec, &options()).unwrap_or_else(|why| panic!("{why}"))
    }

    /// Why there is nothing to compare with.
    fn refused(&self, inner: &str, spec: &str) -> String {
        match compare(&self.at(inner), spec, &options()) {
            Err(why) => why,
            Ok(comparison) => panic!("{comparison:#?}"),
        }
    }

    /// Writes the report of `studio check` as a file.
    fn report(&self, inner: &str, file: &str, more: &[&str]) -> String {
        let file = self.at(file);
        let file = file.to_str().expect("utf-8").to_owned();
        let mut command = shared::program();
        command.arg("check").arg(self.at(inner)).args(["--format", "json", "--today", "2022-09-30", "-o", &file]);
        let output = command.args(more).output().expect("it starts");
        assert!(output.status.code() < Some(2), "{}", String::from_utf8_lossy(&output.stderr));
        file
    }

    /// Every file, those of git among them.
    fn bytes(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let all = walkdir::WalkDir::new(self.0.path()).into_iter().map(|entry| entry.expect("readable").into_path());
        all.map(|path| (path.clone(), fs::read(&path).unwrap_or_default())).collect()
    }
}

fn compare(root: &Path, spec: &str, options: &Options) -> Result<Comparison, String> {
    let standard = standard();
    let before = Before::at(root, spec, &standard, options).map_err(|failure| failure.0)?;
    let run = Run::over(&standard, root, options).map_err(|failure| failure.0)?;
    let comparison = before.compare(&run);
    let told = format!("{:?} {:?}", comparison.studios, comparison.common);
    assert!(
        !told.contains(&std::env::temp_dir().join(".tmp").display().to_string()),
        "no place of now is told: {told}"
    );
    Ok(comparison)
}

/// The clauses that turned this way.
fn turned(one: &Compared, turn: Turn) -> Vec<&str> {
    one.clauses.iter().filter(|clause| clause.turn == turn).map(|clause| clause.id.as_str()).collect()
}

fn nothing(comparison: &Comparison) {
    assert!(comparison.is_empty(), "{comparison:#?}");
    assert_eq!(comparison.sums(), studio::check::against::Sums::default());
}
