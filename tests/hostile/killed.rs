//! Processes that are killed while they write: every file is the old one or the new one, whole, and a check has nothing to say
//! of what is left.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use super::book::{Book, Cell, day};
use super::place::{School, end};

/// How often each command is killed, at moments spread over the time it takes: `STUDIO_KILLS`, or a few times.
fn times() -> u32 {
    std::env::var("STUDIO_KILLS").ok().and_then(|times| times.parse().ok()).unwrap_or(2)
}

type Files = BTreeMap<PathBuf, Vec<u8>>;

/// The files beside and in the school that anybody sees; temporary ones are hidden.
fn files(school: &School) -> Files {
    let top = school.at("");
    let hidden = |path: &Path| path.iter().any(|part| part.to_string_lossy().starts_with(".studio-"));
    let inner = |path: PathBuf| path.strip_prefix(&top).expect("below").to_owned();
    let all = school.snapshot().into_iter().map(|(path, bytes)| (inner(path), bytes));
    all.filter(|(path, _)| !hidden(path)).collect()
}

/// Runs the command to its end to see what it makes; then anew, killed at one moment after another.
fn kill(make: impl Fn() -> School, arguments: &[&str], reads: bool) {
    let whole = make();
    let before = files(&whole);
    let begun = Instant::now();
    let ended = end(whole.start(arguments), arguments);
    let takes = begun.elapsed();
    assert_eq!(ended.code, Some(0), "{arguments:?}: {}{}", ended.out, ended.error);
    let after = files(&whole);
    assert!(before != after, "{arguments:?} writes");
    let times = times();
    for time in 0..times {
        let school = make();
        // The end is where files take their names.
        let part = takes * (time + 1) / times;
        let mut child = school.start(arguments);
        thread::sleep(part.saturating_sub(Duration::from_millis(1)));
        let _ = child.kill();
        child.wait().expect("ended");
        let now = files(&school);
        for (path, bytes) in &now {
            let known = [before.get(path), after.get(path)];
            assert!(known.contains(&Some(bytes)), "{arguments:?}: {} is neither old nor new", path.display());
        }
        for path in before.keys().filter(|path| after.contains_key(*path)) {
            assert!(now.contains_key(path), "{arguments:?}: {} is gone", path.display());
        }
        if reads {
            let checked = school.studio(&["check", "学校", "--only", "record", "--quiet", "--deny", "note"]).code;
            assert_eq!(checked, Some(0), "{arguments:?}: what is left is a fault");
        }
        if time == 0 {
            let again = school.studio(arguments);
            assert!(again.code.is_some() && !again.error.contains("panicked"), "{arguments:?}: {}", again.error);
        }
    }
}

fn school() -> School {
    School::of("examples/school")
}

#[test]
fn while_it_exports() {
    kill(school, &["export", "学校", "--annex", "2", "-o", "附件2.xlsx"], true);
}

#[test]
fn while_it_replaces_a_page() {
    let old = || {
        let school = school();
        fs::write(school.at("页.html"), "旧的").expect("written");
        school
    };
    kill(old, &["report", "学校", "-o", "页.html", "--force"], true);
}

#[test]
fn while_it_brings_records_into_form() {
    let untidy = || {
        let school = school();
        for entry in fs::read_dir(school.path("members")).expect("a folder") {
            let path = entry.expect("an entry").path();
            let text = fs::read_to_string(&path).expect("a member").replace(" = ", "  =  ");
            fs::write(path, text).expect("written");
        }
        school
    };
    kill(untidy, &["fmt", "学校"], true);
}

#[test]
fn while_it_renames_a_record() {
    // Half of the references may name the new file: the check says so, and every file is whole.
    kill(school, &["mv", "学校/members/郁文澜.toml", "学校/members/郁文岚.toml"], false);
}

#[test]
fn while_it_packs() {
    let province = || {
        let school = School::of("examples/province");
        fs::rename(school.at("学校"), school.at("省")).expect("renamed");
        school
    };
    kill(province, &["pack", "省", "-o", "包"], false);
}

/// Only where two folders change places in one step is there no moment without the old one.
#[cfg(any(target_os = "linux", target_os = "macos"))]
#[test]
fn while_it_packs_anew() {
    let made = School::of("examples/province");
    fs::rename(made.at("学校"), made.at("省")).expect("renamed");
    assert_eq!(end(made.start(&["pack", "省", "-o", "包"]), &[]).code, Some(0));
    let old = made.snapshot();
    let province = || {
        let school = School::of("examples/province");
        fs::rename(school.at("学校"), school.at("省")).expect("renamed");
        for (path, bytes) in &old {
            let path = school.at("").join(path.strip_prefix(made.at("")).expect("below"));
            fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            fs::write(path, bytes).expect("written");
        }
        let case = school.at("省/汀南职校/cases/一张夜路图.md");
        fs::write(&case, fs::read_to_string(&case).expect("a text") + "\n后来他们又一起改过一稿。\n").expect("written");
        school
    };
    kill(province, &["pack", "省", "-o", "包", "--force"], false);
}

#[test]
fn while_it_brings_a_workbook_back() {
    let made = school();
    assert_eq!(end(made.start(&["to-excel", "学校", "表.xlsx"]), &[]).code, Some(0));
    let mut book = Book::read(&fs::read(made.at("表.xlsx")).expect("a workbook"));
    let sheet = book.sheet("成员");
    let rows: Vec<u32> =
        sheet.rows().filter(|row| matches!(sheet.get(*row, "加入日期"), Some(Cell::Serial(_)))).collect();
    assert!(rows.len() > 5, "{}", rows.len());
    for row in rows {
        sheet.set(row, "加入日期", day("2021-10-08"));
    }
    let book = book.write();
    let changed = || {
        let school = school();
        fs::write(school.at("表.xlsx"), &book).expect("written");
        school
    };
    kill(changed, &["from-excel", "表.xlsx", "学校"], false);
}
