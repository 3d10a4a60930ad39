//! Ctrl-C, and what ends a session, while several files are written: all of them are written or none, and nothing is left
//! beside them.

use std::fs;
use std::path::PathBuf;
use std::process::{Child, Command};
use std::thread;
use std::time::{Duration, Instant};

use super::book::{Book, Cell};
use super::place::{Ended, School, end};

/// How many records change at once.
const MANY: usize = 60;

type Files = Vec<(PathBuf, Vec<u8>)>;

/// A school with many records that are not in form.
fn untidy() -> School {
    let school = School::new();
    for number in 0..MANY {
        school.member(&format!("成员{number}"), "homeroom_years  =  3\n");
    }
    school
}

/// Every file there is, hidden ones included, below the school.
fn files(school: &School) -> Files {
    let inner = |path: PathBuf| path.strip_prefix(school.at("")).expect("below").to_owned();
    school.snapshot().into_iter().map(|(path, bytes)| (inner(path), bytes)).collect()
}

/// What `fmt` makes of it.
fn whole() -> (Files, Files, Duration) {
    let school = untidy();
    let before = files(&school);
    let begun = Instant::now();
    school.studio(&["fmt", "学校"]).code(0);
    let takes = begun.elapsed();
    let after = files(&school);
    let changed = before.iter().zip(&after).filter(|(before, after)| before != after).count();
    assert!(changed >= MANY, "{changed}");
    (before, after, takes)
}

fn signal(child: &Child, name: &str) {
    let sent = Command::new("kill").args([format!("-{name}"), child.id().to_string()]).output();
    assert!(sent.is_ok(), "a signal is sent");
}

#[test]
fn all_or_nothing_whenever_it_comes() {
    let (before, after, takes) = whole();
    let times = std::env::var("STUDIO_KILLS").ok().and_then(|times| times.parse().ok()).unwrap_or(12);
    for time in 0..times {
        let school = untidy();
        let child = school.start(&["fmt", "学校"]);
        thread::sleep(takes * time / times);
        signal(&child, ["INT", "TERM", "HUP"][time as usize % 3]);
        let Ended { code, error, .. } = end(child, &[]);
        let now = files(&school);
        match code {
            Some(0) => assert!(now == after, "it had ended"),
            // Nothing was being written.
            None => assert!(now == before || now == after, "{time}: some are new, some old, or something is left"),
            Some(130) => assert!(now == before || now == after, "{time}: {error}"),
            other => panic!("{other:?}: {error}"),
        }
    }
}

/// The signal comes with one call of the system, whatever the machine does: `strace` sees to it.
fn with(call: &str, when: usize) -> Option<(Ended, School)> {
    let school = untidy();
    Some((traced(&school, call, when, &["fmt", "学校"])?, school))
}

fn traced(school: &School, call: &str, when: usize, arguments: &[&str]) -> Option<Ended> {
    if Command::new("strace").arg("-V").output().is_err() {
        return None;
    }
    let inject = format!("inject={call}:signal=SIGINT:when={when}");
    let mut command = Command::new("strace");
    command.args(["-f", "-o", "/dev/null", "-e", &format!("trace={call}"), "-e", &inject]);
    command.arg(env!("CARGO_BIN_EXE_studio"));
    Some(end(school.begin(command, arguments), &[]))
}

#[cfg(target_os = "linux")]
#[test]
fn names_are_taken_to_the_last() {
    let (_, after, _) = whole();
    for when in [1, MANY / 2, MANY] {
        let Some((ended, school)) = with("rename,renameat,renameat2", when) else { return };
        assert!(ended.error.contains("已经动手写的都写完了"), "{}", ended.error);
        ended.code(130);
        assert!(files(&school) == after, "all is new, and nothing is left");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn before_the_first_name_nothing_is_changed() {
    let (before, _, _) = whole();
    for when in [1, MANY / 2, MANY] {
        let Some((ended, school)) = with("fsync", when) else { return };
        assert!(ended.error.contains("收到了停下的要求"), "{}", ended.error);
        ended.code(130);
        assert!(files(&school) == before, "all is old, and nothing is left");
    }
}

/// Who is asked to end before the first file takes its name names no file that would be to blame, and says one thing.
#[cfg(target_os = "linux")]
#[test]
fn nothing_written_is_told_as_that() {
    let school = School::new();
    for number in 0..5 {
        school.member(&format!("成员{number}"), "homeroom_years = 3\n");
    }
    school.studio(&["to-excel", "学校", "表.xlsx"]);
    for number in 0..5 {
        school.member(&format!("成员{number}"), "homeroom_years = 4\n");
    }
    let mut book = Book::read(&fs::read(school.at("表.xlsx")).expect("a workbook"));
    let sheet = book.sheet("成员");
    for number in 0..5 {
        let row = sheet.find("姓名", &format!("成员{number}"));
        sheet.set(row, "职务", Cell::Text("教师".to_owned()));
    }
    fs::write(school.at("表.xlsx"), book.write()).expect("written");
    let before = files(&school);
    for arguments in
        [&["from-excel", "表.xlsx", "学校", "-y"][..], &["mv", "学校/members/成员1", "学校/members/成员9", "--title"]]
    {
        let Some(ended) = traced(&school, "fsync,fdatasync", 1, arguments) else { return };
        assert!(ended.error.contains("什么都没有写，再运行一次就行"), "{}", ended.error);
        assert!(!ended.error.contains("写不了") && !ended.error.contains("已经动手写的"), "{}", ended.error);
        ended.code(130);
        assert!(files(&school) == before, "all is old, and nothing is left");
    }
}

/// What a system lets a program keep open is no bound on how many records change at once.
#[test]
fn few_files_are_open_at_once() {
    let school = untidy();
    school.limited("ulimit -n 40;", &["fmt", "学校"]).code(0);
    let hidden = fs::read_dir(school.path("members")).expect("a folder").flatten();
    let hidden = hidden.filter(|entry| entry.file_name().to_string_lossy().starts_with('.'));
    assert_eq!(hidden.count(), 0);
}

/// What a kill that nobody can hold back has left is told by the next that writes there, and stays.
#[test]
fn what_was_left_is_told() {
    let school = untidy();
    school.write("members/.studio-AbC123.tmp", "name = \"某");
    fs::create_dir(school.path("members/.studio-dEf456.tmp")).expect("made");
    school.write("classes/.studio-AbC123.tmp", "");
    let told = school.studio(&["fmt", "学校"]);
    let lines: Vec<&str> = told.error.lines().filter(|line| line.contains(".studio-")).collect();
    assert_eq!(lines.len(), 2, "{}", told.error);
    assert!(lines[0].contains("members/.studio-AbC123.tmp 是以前写文件时") && lines[1].contains("old"), "{lines:?}");
    told.code(0);
    assert!(school.path("members/.studio-AbC123.tmp").is_file() && school.path("members/.studio-dEf456.tmp").is_dir());
    let quiet = school.studio(&["fmt", "学校"]);
    assert!(!quiet.error.contains(".studio-"), "nothing was written: {}", quiet.error);
}

#[test]
fn much_that_was_left_is_counted() {
    let school = untidy();
    for number in 0..7 {
        school.write(&format!("members/.studio-AbC12{number}.tmp"), "");
    }
    let told = school.studio(&["fmt", "学校"]);
    let lines: Vec<&str> = told.error.lines().filter(|line| line.contains(".studio-")).collect();
    assert!(lines.len() == 1 && lines[0].contains("学校/members 里有 7 个"), "{}", told.error);
}
