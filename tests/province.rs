//! What lies between the schools of a province: copies, however few of them are looked at, the days that all share, what is sent for
//! all, and the commands that are printed.

#![allow(clippy::expect_used, clippy::panic, clippy::print_stderr, reason = "a test says what is wrong by failing")]

mod shared;

use std::fs;
use std::path::Path;

use serde_json::Value;
use shared::{copied, copy, edit, git, here, json, program, studio, studio_in, text, write};
use tempfile::TempDir;

/// Four schools of one province, which say the same of their people.
fn copies() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    (1..=4).for_each(|number| school(folder.path(), number));
    write(folder.path(), "province.toml", "reporting_body = \"江西省\"\n");
    folder
}

fn school(folder: &Path, number: usize) {
    let name = format!("校{number}");
    copy(&here("examples/school"), &folder.join(&name));
    let root = format!("{name}/studio.toml");
    edit(folder, &root, "澄川市第二职业", &format!("澄川市第{number}职业"));
    edit(folder, &root, "3636999999", &format!("363699999{number}"));
    edit(folder, &root, "name = \"郁文澜班主任工作室", &format!("name = \"第{number}班主任工作室"));
}

/// The same as git has it at `v1`; nothing where there is no git.
fn committed() -> Option<TempDir> {
    let folder = copies();
    let done = [&["init", "-q"][..], &["add", "-A"], &["commit", "-qm", "一"], &["tag", "v1"]];
    if done.into_iter().all(|arguments| git(folder.path(), arguments).is_some()) {
        return Some(folder);
    }
    eprintln!("skipped: there is no git");
    None
}

fn rules(report: &Value) -> Vec<String> {
    let all = report["findings"].as_array().expect("findings").iter();
    all.map(|one| one["rule"].as_str().unwrap_or_default().to_owned()).collect()
}

const DAY: [&str; 2] = ["--today", "2022-09-20"];

/// Who is the copy of whom is told of one school that was touched as of all.
#[test]
fn a_copy_is_told_whatever_else_is_looked_at() {
    let Some(folder) = committed() else { return };
    let inside = folder.path();
    let check = |more: &[&str]| {
        let output = studio_in(inside, &[&["check", ".", "--format", "json"], &DAY[..], more].concat());
        let report: Value = serde_json::from_slice(&output.stdout).expect("json");
        (rules(&report), report["summary"].clone())
    };
    assert_eq!(check(&[]).0, ["twin/records"; 3]);
    shared::append(inside, "校3/studio.toml", "\n# 改过\n");
    let (told, summary) = check(&["--changed-since", "v1"]);
    assert_eq!(
        (told, &summary["studios"], &summary["untouched"]),
        (vec!["twin/records".to_owned(); 3], &1.into(), &3.into())
    );
    school(inside, 5);
    assert_eq!(check(&["--changed-since", "v1"]).0, ["twin/records"; 4]);
}

/// Nothing of what stands between studios counts as gone because few were looked at, and nothing as new.
#[test]
fn a_part_takes_nothing_from_a_baseline_and_is_no_earlier_state() {
    let Some(folder) = committed() else { return };
    let inside = folder.path();
    let run = |arguments: &[&str]| {
        let output = studio_in(inside, &[arguments, &DAY[..]].concat());
        (output.status.code(), text(&output.stdout) + &text(&output.stderr))
    };
    run(&["check", ".", "--write-baseline", "b.json", "--quiet"]);
    shared::append(inside, "校3/studio.toml", "\n# 改过\n");
    let part = ["check", ".", "--changed-since", "v1"];
    let (_, told) = run(&[&part[..], &["--baseline", "b.json"]].concat());
    assert!(told.contains("已知 3 处") && told.contains("已解决 0 处"), "{told}");
    run(&[&part[..], &["--write-baseline", "b.json", "--quiet"]].concat());
    assert_eq!(run(&["check", ".", "--baseline", "b.json", "--deny", "warning", "--quiet"]).0, Some(0));
    run(&[&part[..], &["--format", "json", "-o", "part.json"]].concat());
    let (code, told) = run(&["report", ".", "--against", "part.json", "-o", "r.html"]);
    assert!(code == Some(2) && told.contains("--changed-since"), "{told}");
    let (code, _) = run(&["report", ".", "--against", "v1", "-o", "r.html"]);
    let page = fs::read_to_string(inside.join("r.html")).expect("a page");
    assert!(code == Some(0) && !page.contains("新出现的问题"), "nothing is new");
    run(&["status", ".", "--format", "json", "-o", "s.json"]);
    let status = studio_in(inside, &["status", ".", "--format", "json"]).stdout;
    fs::write(inside.join("s.json"), status).expect("written");
    let (_, told) = run(&["report", ".", "--against", "s.json", "-o", "r2.html"]);
    assert!(told.contains("不是 studio 的检查结果"), "{told}");
}

/// What a semester or a year asks was due when that ended, wherever it is written.
#[test]
fn what_is_over_was_due_when_it_ended() {
    let folder = tempfile::tempdir().expect("a folder");
    copy(&here("examples/school"), &folder.path().join("甲"));
    for gone in ["meetings", "years"] {
        fs::remove_dir_all(folder.path().join("甲").join(gone)).expect("removed");
    }
    let root = fs::read_to_string(folder.path().join("甲/studio.toml")).expect("utf-8");
    let (own, calendar) = root.split_at(root.find("[calendar]").expect("a calendar"));
    write(folder.path(), "province.toml", format!("reporting_body = \"江西省\"\ndeadline = 2022-09-30\n{calendar}"));
    write(folder.path(), "甲/studio.toml", own);
    let at = folder.path().to_str().expect("utf-8");
    let told = json(&["status", at, "--format", "json", "--only", "1.1.1-d,3.3.1-a", DAY[0], DAY[1]]);
    let todo = told["studios"][0]["todo"].as_array().expect("todo");
    let due = |rule: &str| -> Vec<&str> {
        todo.iter().filter(|one| one["rule"] == rule).filter_map(|one| one["due"].as_str()).collect()
    };
    assert_eq!(due("1.1.1-d"), ["2021-01-29", "2021-07-09", "2022-01-21", "2022-07-08"]);
    assert_eq!(due("3.3.1-a"), ["2021-08-31", "2022-08-31"]);
}

/// The list of cases has those that the province names, here as in its package; what the summary tells, every check says.
#[test]
fn what_is_sent_for_all_is_the_same_everywhere() {
    let folder = copied("examples/province");
    let inside = folder.path();
    edit(inside, "province.toml", ", \"岚浦商校/cases/把对不起说完整.toml\"", "");
    edit(inside, "province.toml", "阶段性工作总结.docx", "阶段性工作总结.md");
    write(inside, "报送/阶段性工作总结.md", "阶段性工作总结\n\n各校工作室进展顺利。\n");
    let output = studio_in(inside, &["export", ".", "--annex", "3", "-o", "三.xlsx", DAY[0], DAY[1]]);
    write(inside, "报送/阶段性工作总结.md", "阶段性工作总结\n\n联系人的电话是13912345678。\n");
    let told =
        json(&["check", inside.to_str().expect("utf-8"), "--format", "json", "--only", "privacy", DAY[0], DAY[1]]);
    assert!(rules(&told).contains(&"privacy/phone".to_owned()), "{told}");
    assert!(output.status.success() && text(&output.stderr).contains("1 行"), "{}", text(&output.stderr));
}

/// What people copy runs as one command, however a folder is called; counts stand in the order of paths, and a variable
/// with nothing in it says nothing.
#[test]
fn what_is_printed_for_copying_runs_nothing_else() {
    let folder = copies();
    let hostile = "$(touch PWNED)";
    fs::rename(folder.path().join("校2"), folder.path().join(hostile)).expect("renamed");
    fs::remove_file(folder.path().join(hostile).join("signoffs.toml")).expect("removed");
    let told = studio_in(folder.path(), &["review", hostile, DAY[0], DAY[1]]);
    assert!(text(&told.stdout).contains(&format!("studio review '{hostile}' --show")), "{}", text(&told.stdout));
    let output = studio(&["count", folder.path().to_str().expect("utf-8")]);
    let places: Vec<_> = ["校1/", "校3/", "校4/"].iter().map(|school| text(&output.stdout).find(school)).collect();
    assert!(places.is_sorted() && places.iter().all(Option::is_some), "{places:?}");
    let silent = program().env("STUDIO_LANG", "").args(["explain", "1.1.1-a"]).output().expect("it starts");
    assert!(silent.status.success(), "{}", text(&silent.stderr));
}

/// The name of a finding is the same in every language.
#[test]
fn keys_are_the_same_in_every_language() {
    let folder = copies();
    let root = folder.path().join("校1");
    for entry in fs::read_dir(root.join("classes")).expect("a folder") {
        let path = entry.expect("an entry").path();
        if !path.to_string_lossy().contains("2021") {
            fs::remove_file(path).expect("removed");
        }
    }
    let keys = |lang: &str| -> Vec<String> {
        let told = json(&["check", root.to_str().expect("utf-8"), "--format", "json", "--lang", lang, DAY[0], DAY[1]]);
        let all = told["studios"][0]["findings"].as_array().expect("findings").iter();
        all.map(|one| one["key"].as_str().unwrap_or_default().to_owned()).collect()
    };
    let (zh, en) = (keys("zh"), keys("en"));
    assert!(zh.iter().any(|key| key.contains("unlisted")), "{zh:?}");
    assert_eq!(zh, en);
}
