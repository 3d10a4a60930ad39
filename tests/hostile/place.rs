//! A school to do harm to, and the program run within bounds: so much memory, and a time after which it hangs.

use std::collections::BTreeSet;
use std::fs;
use std::io::Read;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::shared;

/// Nothing here takes a tenth of it; what does not end hangs.
const HANGS: Duration = Duration::from_secs(120);
/// Kilobytes of addresses the program may have, those of its code and of its threads' stacks included.
const MEMORY: u32 = 1_500_000;
/// The day of all checks here.
pub const TODAY: &str = "2022-09-30";
/// The fault that is there before anything is done; it has to be found afterwards, too.
const KNOWN: &str = "name = \"丁一帆\"\ncategory = \"班主任培育对象\"\njoined = 2021-09-01\nsex = 1\n";

/// A finding as it matters here: its rule, its file, its message.
pub type Found = (String, String, String);

/// What the program did.
pub struct Ended {
    /// The exit code; none where a signal ended it.
    pub code: Option<i32>,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub error: String,
}

impl Ended {
    /// It ended by itself, with this code, and without a panic.
    #[track_caller]
    pub fn code(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{}\n{}", self.out, self.error);
        assert!(!self.error.contains("panicked"), "{}", self.error);
        self
    }
}

/// A school of its own.
pub struct School {
    folder: tempfile::TempDir,
}

impl School {
    /// The studio without fault that the mistakes are made in, and one fault.
    pub fn new() -> Self {
        let school = Self::of("tests/mistakes/base");
        school.write("members/丁一帆.toml", KNOWN);
        school
    }

    /// A copy of a folder of the repository.
    pub fn of(example: &str) -> Self {
        let school = Self { folder: tempfile::tempdir().expect("a folder") };
        shared::copy(&shared::here(example), &school.at("学校"));
        school
    }

    /// A path in the folder of the school.
    pub fn path(&self, name: &str) -> PathBuf {
        self.at("学校").join(name)
    }

    /// A path beside the folder of the school.
    pub fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file of the school.
    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        shared::write(&self.at("学校"), name, bytes);
    }

    /// A member of whom nothing is wrong but `more`.
    pub fn member(&self, name: &str, more: &str) {
        self.write(&format!("members/{name}.toml"), format!("{}{more}", member(name)));
    }

    /// Runs the program beside the school.
    pub fn studio(&self, arguments: &[&str]) -> Ended {
        self.limited("", arguments)
    }

    /// The same, after the shell has run `first` to take something away.
    pub fn limited(&self, first: &str, arguments: &[&str]) -> Ended {
        let mut command = Command::new("sh");
        command.args(["-c", &format!("ulimit -v {MEMORY}; {first} exec \"$0\" \"$@\""), env!("CARGO_BIN_EXE_studio")]);
        end(self.begin(command, arguments), arguments)
    }

    /// Starts the program beside the school.
    pub fn start(&self, arguments: &[&str]) -> Child {
        self.begin(shared::program(), arguments)
    }

    /// Starts what runs the program.
    pub fn begin(&self, mut command: Command, arguments: &[&str]) -> Child {
        command.args(arguments).args(["--today", TODAY, "--lang", "zh"]).current_dir(self.folder.path());
        command.env_remove("STUDIO_LANG").env("LC_ALL", "C").env("RAYON_NUM_THREADS", "2");
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts")
    }

    /// What is found in the school.
    #[track_caller]
    pub fn found(&self) -> BTreeSet<Found> {
        found(&self.studio(&["check", "学校", "--only", "record,privacy", "--format", "json"]))
    }

    /// Does `harm`; what is found beside what was found before. Nothing of that may be gone.
    #[track_caller]
    pub fn harmed(&self, harm: impl FnOnce(&Self)) -> Vec<Found> {
        let before = self.found();
        assert_eq!(before.len(), 1, "{before:?}");
        harm(self);
        let after = self.found();
        assert!(after.is_superset(&before), "what was found before is not any more: {after:#?}");
        after.difference(&before).cloned().collect()
    }

    /// Every file of the school with its bytes.
    pub fn snapshot(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let entries = walkdir::WalkDir::new(self.folder.path()).sort_by_file_name().into_iter().flatten();
        let files = entries.filter(|entry| entry.file_type().is_file());
        files.map(|entry| (entry.path().to_owned(), fs::read(entry.path()).unwrap_or_default())).collect()
    }
}

/// The record of a member of whom nothing is wrong.
pub fn member(name: &str) -> String {
    format!("name = \"{name}\"\ncategory = \"班主任培育对象\"\njoined = 2021-09-01\n")
}

/// The findings of a check in JSON.
#[track_caller]
pub fn found(ended: &Ended) -> BTreeSet<Found> {
    assert!(matches!(ended.code, Some(0 | 1)) && !ended.error.contains("panicked"), "{}", ended.error);
    let root: Value = serde_json::from_str(&ended.out).expect("json");
    let lists = [&root["findings"], &root["studios"][0]["findings"]];
    let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let each = lists.into_iter().flat_map(|list| list.as_array().expect("a list"));
    each.map(|one| (word(&one["rule"]), word(&one["places"][0]["file"]), word(&one["message"]))).collect()
}

/// The findings in short, as they are expected.
pub fn expected(all: &[(&str, &str, &str)]) -> Vec<Found> {
    all.iter().map(|(rule, file, message)| ((*rule).into(), (*file).into(), (*message).into())).collect()
}

/// Waits for the end, which has to come.
#[track_caller]
pub fn end(mut child: Child, arguments: &[&str]) -> Ended {
    fn all(mut from: impl Read + Send + 'static) -> thread::JoinHandle<String> {
        thread::spawn(move || {
            let mut bytes = Vec::new();
            from.read_to_end(&mut bytes).expect("readable");
            String::from_utf8(bytes).expect("utf-8")
        })
    }
    let (out, error) = (all(child.stdout.take().expect("piped")), all(child.stderr.take().expect("piped")));
    let begun = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().expect("a child") {
            break status;
        }
        if begun.elapsed() > HANGS {
            child.kill().expect("killed");
            panic!("{arguments:?} does not end");
        }
        thread::sleep(Duration::from_millis(3));
    };
    Ended { code: status.code(), out: out.join().expect("read"), error: error.join().expect("read") }
}
