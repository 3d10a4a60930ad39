//! A studio's folder on the disk, and the program run on it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::book::Book;
pub use crate::shared::ROOT;
use crate::shared::{copy, example, files, program, text, write};

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
        copy(&example(name), &folder.studio());
        folder
    }

    pub fn studio(&self) -> PathBuf {
        self.root.path().join("室")
    }

    pub fn book(&self) -> PathBuf {
        self.root.path().join("本.xlsx")
    }

    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        write(&self.studio(), path, bytes);
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.studio().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    pub fn remove(&self, path: &str) {
        fs::remove_file(self.studio().join(path)).expect("removed");
    }

    /// Every file and its bytes.
    pub fn snapshot(&self) -> BTreeMap<String, Vec<u8>> {
        files(&self.studio())
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
    let output = program().args(arguments).output().expect("it starts");
    Run { code: output.status.code(), out: text(&output.stdout), err: text(&output.stderr) }
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

/// A small studio with a record of nearly every kind.
pub fn small() -> Folder {
    Folder::new(&[
        (
            "members/郁文澜.toml",
            "name = \"郁文澜\"\ncategory = \"本校班主任教师\"\ntitle = \"讲师\"\njoined = 2020-09-01\n\n[[growth]]\ndate = 2020-10-01\nkind = \"培训\"\ntitle = \"第一次\"\n\n# 中间的注\n[[growth]]\ndate = 2021-03-01\nkind = \"活动\"\ntitle = \"第二次\"\n",
        ),
        (
            "members/顿立诚.toml",
            "name = \"顿立诚\" # 名\ncategory = \"心理健康教师\"\njoined = 2020-09-01\npost = \"教师\"\n",
        ),
        ("members/殳敏.toml", "name = \"殳敏\"\ncategory = \"校外专家\"\njoined = 2020-09-01\n"),
        (
            "meetings/2021-03-15-会.toml",
            "date = 2021-03-15\nwhat = [\"研究部署\", \"听取汇报\"]\nwho = [\"领导小组\"]\n\n[[issue]]\ntext = \"课表\"\n",
        ),
        (
            "plans/2020-2023.toml",
            "title = \"方案\"\nfrom = 2020-09-01\nto = 2023-08-31\n\n[[item]]\nid = \"读书\"\nfocus = \"班主任队伍建设\"\nwork = [\"研究\"]\n",
        ),
        (
            "classes/2020级.toml",
            "from = 2020-09-01\nclasses = [\"机电2001班\", \"3-1班\"]\n\n[[homeroom]]\nclass = \"机电2001班\"\nteacher = \"郁文澜\"\nfrom = 2020-09-01\n",
        ),
        ("carriers/读书会.toml", "kind = \"读书会\"\ndomains = [\"班级管理\"]\nitems = [\"读书\"]\n"),
        (
            "activities/2021-04-01-读书.toml",
            "date = 2021-04-01\nkind = \"读书会\"\ncarrier = \"读书会\"\nmembers = [\"郁文澜\"]\nothers = 3\n",
        ),
        (
            "measures/满意度.toml",
            "title = \"满意度\"\nunit = \"%\"\n\n[[value]]\ndate = 2021-06-01\nof = \"家长满意度\"\nvalue = 91.5\nn = 200\n",
        ),
        (
            "years/2020-2021.toml",
            "planned = 2020-09-10\n\n[[task]]\nid = \"甲\"\ndue = 2021-01-10\n\n[[appraisal]]\nmember = \"郁文澜\"\ncolleagues = 95\n",
        ),
        (
            "statements.toml",
            "[[statement]]\ncovers = [\"2.2.1\"]\ntext = \"说明\"\nauthor = \"郁文澜\"\ndate = 2021-06-01\n",
        ),
    ])
}

/// The heading of the column that names a member.
pub const NAME: &str = "成员（文件名）";

impl Folder {
    /// What an edit of the exported workbook comes to: the run, and the lines of the files that changed.
    pub fn after(&self, edit: impl FnOnce(&mut Book), more: &[&str]) -> (Run, Vec<String>) {
        let before = self.snapshot();
        let mut book = self.export();
        edit(&mut book);
        let run = self.import(&book, more);
        (run, diff(&before, &self.snapshot()))
    }
}
