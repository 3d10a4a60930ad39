//! Overlays: they add, they change nothing, and what they ask is never taken for the standard's word.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what is wrong by failing")]

#[path = "overlay/author.rs"]
mod author;
#[path = "overlay/hostile.rs"]
mod hostile;
#[path = "overlay/interval.rs"]
mod interval;
#[path = "overlay/judged.rs"]
mod judged;
mod shared;
#[path = "overlay/units.rs"]
mod units;
#[path = "overlay/verdicts.rs"]
mod verdicts;

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use shared::{copy, json, studio, text};
use studio::standard::predicate::Predicate;

const ABOUT: &str = "id: demo\ntitle: 虚构的要求\nissuer: 虚构\nnumber: 虚构〔2022〕1号\n";

fn example(name: &str) -> String {
    format!("{}/examples/{name}", env!("CARGO_MANIFEST_DIR"))
}

/// Writes an overlay into a folder of its own; gives the folder it lies in, and its path.
fn overlay(files: &[(&str, &str)]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("要求");
    for (name, content) in files {
        shared::write(&path, name, content);
    }
    (folder, path)
}

/// What `studio standard check` says of an overlay.
fn told(files: &[(&str, &str)]) -> (Option<i32>, String) {
    let (_folder, path) = overlay(files);
    let output = studio(&["standard", "check", path.to_str().expect("utf-8")]);
    (output.status.code(), text(&output.stdout) + &text(&output.stderr))
}

#[test]
fn the_standard_itself_has_no_number_of_its_own() {
    let standard = studio::standard::embedded().expect("a sound standard");
    let rules = standard.clauses().chain(&standard.demands).flat_map(|clause| &clause.rules);
    for rule in rules {
        assert!(!matches!(rule.predicate, Predicate::Interval { .. } | Predicate::Least { .. }));
    }
}

#[test]
fn the_example_is_sound_and_changes_no_verdict() {
    let path = example("province/地方要求");
    let sound = studio(&["standard", "check", &path]);
    assert_eq!(sound.status.code(), Some(0), "{}", text(&sound.stdout));
    assert!(text(&sound.stdout).contains("5 条要求"), "{}", text(&sound.stdout));
    let check = ["check", &example("school"), "--today", "2022-09-30", "--format", "json"];
    let (before, after) = (json(&check), json(&[&check[..], &["--overlay", &path]].concat()));
    assert_eq!(before["studios"][0]["clauses"], after["studios"][0]["clauses"]);
    assert_eq!(before["studios"][0]["indicators"], after["studios"][0]["indicators"]);
    assert_eq!(before["summary"]["clauses"], after["summary"]["clauses"]);
    assert_eq!(before["studios"][0]["local"], Value::Array(vec![]));
    let local = after["studios"][0]["local"].as_array().expect("local");
    let ids: Vec<&str> = local.iter().filter_map(|one| one["id"].as_str()).collect();
    assert_eq!(
        ids,
        ["example/members", "example/activities", "example/approval", "example/exchange", "example/satisfaction"]
    );
    let findings = after["studios"][0]["findings"].as_array().expect("findings");
    assert!(!findings.is_empty());
    for finding in findings {
        assert!(finding["origin"].as_str().is_some_and(|origin| origin.contains("虚构〔2021〕1号")), "{finding}");
        assert!(finding["message"].as_str().is_some_and(|message| message.starts_with("地方要求")), "{finding}");
    }
}

#[test]
fn a_province_names_its_overlays() {
    let province = tempfile::tempdir().expect("a folder");
    let school = province.path().join("甲校");
    copy(Path::new(&example("school")), &school);
    copy(Path::new(&example("province/地方要求")), &province.path().join("地方要求"));
    let root = province.path().join("province.toml");
    fs::write(&root, "reporting_body = \"江苏省\"\noverlays = [\"地方要求\"]\n").expect("written");
    for path in [province.path(), &school] {
        let report = json(&["check", path.to_str().expect("utf-8"), "--format", "json", "--today", "2022-09-30"]);
        assert_eq!(report["studios"][0]["local"].as_array().map(Vec::len), Some(5), "from {path:?}");
    }
    let here = school.to_str().expect("utf-8");
    let explained = studio(&["explain", "example/activities", "-C", here]);
    assert!(text(&explained.stdout).contains("2 个月"), "{}", text(&explained.stdout));
    // The added field is a field like any other.
    let field = studio(&["explain", "studio.studio", "-C", here]);
    assert!(text(&field.stdout).contains("city_approval"), "{}", text(&field.stdout));
    let schema = studio(&["schema", "--kind", "studio", "-C", here]);
    assert!(text(&schema.stdout).contains("city_approval"), "{}", text(&schema.stderr));
    let file = school.join("studio.toml");
    let before = fs::read_to_string(&file).expect("text");
    fs::write(&file, before.replace("[studio]\n", "[studio]\ncity_approval = \"已立\"\n")).expect("written");
    let report = json(&["check", here, "--format", "json", "--today", "2022-09-30", "--only", "record"]);
    let finding = &report["studios"][0]["findings"][0];
    assert_eq!(finding["rule"], "record/not-in-list");
    assert!(finding["origin"].is_string(), "{finding}");
    fs::write(&file, before.replace("[studio]\n", "[studio]\ncity_approval = \"已立项\"\n")).expect("written");
    let table = province.path().join("表.xlsx");
    let export = ["export", province.path().to_str().expect("utf-8"), "--annex", "2", "--today", "2022-09-30", "-o"];
    let output = studio(&[&export[..], &[table.to_str().expect("utf-8")]].concat());
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(&table).expect("a workbook");
    let range = calamine::Reader::worksheet_range_at(&mut book, 0).expect("a sheet").expect("readable");
    let cells: Vec<String> = range.cells().map(|(_, _, cell)| cell.to_string()).collect();
    assert!(cells.contains(&"市级立项".to_owned()) && cells.contains(&"已立项".to_owned()), "{cells:?}");
    // What is excepted and who judges may name what the overlay asks.
    fs::write(
        school.join("exceptions.toml"),
        "[[exception]]\nclause = \"example/exchange\"\nreason = \"下学期\"\napprover = \"沈清和\"\nuntil = 2023-01-31\n",
    )
    .expect("written");
    let report = json(&["check", here, "--format", "json", "--today", "2022-09-30"]);
    let local = report["studios"][0]["local"].as_array().expect("local");
    assert!(local.iter().any(|one| one["id"] == "example/exchange" && one["verdict"] == "excepted"), "{local:#?}");
    // While nobody can read which overlays there are, nothing of what they add is wrong.
    fs::write(&root, "reporting_body = \"江苏省\"\noverlays = [\"地方要求\"]\n= 1\n").expect("written");
    let mut exceptions = fs::read_to_string(school.join("exceptions.toml")).expect("text");
    exceptions += "\n[[exception]]\nrule = \"example/members\"\nfile = \"studio.toml\"\nreason = \"x\"\napprover = \"沈清和\"\nuntil = 2023-01-31\n";
    fs::write(school.join("exceptions.toml"), exceptions).expect("written");
    let typed = before.replace("[studio]\n", "[studio]\ncity_approval = \"已立项\"\nfoundedd = 2020-08-31\n");
    fs::write(&file, typed).expect("written");
    let growth = school.join("members/佘嘉树.toml");
    let grown = fs::read_to_string(&growth).expect("text")
        + "\n[[growth]]\nkind = \"校际挂职\"\ntitle = \"x\"\ndate = 2022-03-01\n";
    fs::write(&growth, grown).expect("written");
    let report = json(&["check", here, "--format", "json", "--today", "2022-09-30", "--only", "record,exception"]);
    let findings = report["studios"][0]["findings"].as_array().expect("findings");
    let told: Vec<&str> = findings.iter().filter_map(|one| one["message"].as_str()).collect();
    assert!(told.len() == 1 && told[0].contains("foundedd"), "{told:#?}");
    for (overlays, said) in [("不存在", "不是文件夹"), ("..", "不在 province.toml 所在的文件夹里"), (".", "不在")]
    {
        fs::write(&root, format!("reporting_body = \"江苏省\"\noverlays = [\"{overlays}\"]\n")).expect("written");
        let output = studio(&["check", here]);
        assert_eq!(output.status.code(), Some(2), "{overlays}");
        assert!(text(&output.stderr).contains(said), "{}", text(&output.stderr));
    }
}

/// The cells of the first sheet, row by row.
fn cells(path: &Path) -> Vec<String> {
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(path).expect("a workbook");
    let range = calamine::Reader::worksheet_range_at(&mut book, 0).expect("a sheet").expect("readable");
    range.cells().map(|(_, _, cell)| cell.to_string()).collect()
}

#[test]
fn one_overlay_builds_on_another_in_their_order() {
    let first = [
        ("overlay.yaml", ABOUT),
        (
            "vocabulary.yaml",
            "lists:\n  - { id: demo-rank, label: { zh: 等次, en: rank }, open: false, source: x, values: [一等] }\n",
        ),
        (
            "records/member.yaml",
            "kind: member\nfields:\n  - key: ranks\n    label: { zh: 等次, en: ranks }\n    type: rows\n    help: x\n    fields:\n      - { key: rank, label: { zh: 等次, en: rank }, type: value, list: demo-rank, help: x, example: 一等 }\n",
        ),
    ];
    let about = ABOUT.replace("demo", "more");
    let second = [
        ("overlay.yaml", about.as_str()),
        ("vocabulary.yaml", "extend:\n  - list: demo-rank\n    values: [二等]\n"),
        (
            "records/member.yaml",
            "kind: member\ninto: ranks\nfields:\n  - { key: note, label: { zh: 说明, en: note }, type: text, help: x }\n",
        ),
        (
            "requirements.yaml",
            "rules:\n  - id: more/rank\n    label: { zh: 等次, en: rank }\n    text: x\n    level: must\n    applies: { of: member.ranks, otherwise: 没有等次 }\n    rules:\n      - kind: each\n        of: member.ranks\n        must: { rank: 二等 }\n    help: x\n",
        ),
    ];
    let (_one, first) = overlay(&first);
    let (_two, second) = overlay(&second);
    let (first, second) = (first.to_str().expect("utf-8"), second.to_str().expect("utf-8"));
    let sound = studio(&["standard", "check", second, "--overlay", first]);
    assert_eq!(sound.status.code(), Some(0), "{}", text(&sound.stdout));
    let alone = studio(&["standard", "check", second]);
    assert!(text(&alone.stdout).contains("没有叫“demo-rank”的"), "{}", text(&alone.stdout));
    let school = tempfile::tempdir().expect("a folder");
    copy(Path::new(&example("school")), school.path());
    let check = |school: &Path| {
        let path = school.to_str().expect("utf-8").to_owned();
        let rest = ["--today", "2022-09-30", "--format", "json", "--overlay", first, "--overlay", second];
        json(&[&["check", &path][..], &rest].concat())["studios"][0].clone()
    };
    let local = check(school.path())["local"][0].clone();
    assert_eq!((local["verdict"].as_str(), local["reason"].as_str()), (Some("not-applicable"), Some("没有等次")));
    let file = school.path().join("members/佘嘉树.toml");
    let before = fs::read_to_string(&file).expect("text");
    fs::write(&file, before + "\n[[ranks]]\nrank = \"一等\"\n").expect("written");
    let found = check(school.path());
    assert_eq!(found["local"][0]["verdict"], "unmet");
    assert!(found["local"][0]["origin"].as_str().is_some_and(|origin| origin.contains("虚构〔2022〕1号")), "{found}");
    assert_eq!(found["findings"][0]["rule"], "more/rank", "{found}");
}

#[test]
fn a_province_that_cannot_be_read_is_an_error_of_every_school() {
    let province = tempfile::tempdir().expect("a folder");
    copy(Path::new(&example("school")), &province.path().join("甲校"));
    fs::write(province.path().join("province.toml"), "reporting_body = “江苏省”\noverlays = [\"地方要求\"]\n")
        .expect("written");
    let school = province.path().join("甲校");
    let report = json(&["check", school.to_str().expect("utf-8"), "--format", "json", "--today", "2022-09-30"]);
    let finding = &report["findings"][0];
    assert_eq!(finding["rule"], "record/syntax", "{report}");
    assert_eq!(finding["places"][0]["file"], "../province.toml", "{finding}");
    // The standard's own verdicts do not hang on it; of what the province asks besides, there is none.
    assert_eq!(report["studios"][0]["local"], Value::Array(vec![]));
    assert_eq!(studio(&["check", school.to_str().expect("utf-8"), "-q"]).status.code(), Some(1));
    // What is still to be filled in is a finding like any other.
    fs::write(province.path().join("province.toml"), "reporting_body = \"江苏省\"\noverlays = [\"待填\"]\n")
        .expect("written");
    let report =
        json(&["check", province.path().to_str().expect("utf-8"), "--format", "json", "--today", "2022-09-30"]);
    assert_eq!(report["findings"][0]["rule"], "record/blank", "{report}");
}
