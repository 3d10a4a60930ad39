//! Overlays: they add, they change nothing, and what they ask is never taken for the standard's word.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what is wrong by failing")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use studio::standard::Standard;
use studio::standard::kind::{Fields, Type};
use studio::standard::predicate::Predicate;

const ABOUT: &str = "id: demo\ntitle: 虚构的要求\nissuer: 虚构\nnumber: 虚构〔2022〕1号\n";

fn studio(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_studio"));
    command.args(arguments).env_remove("STUDIO_LANG").env("LC_ALL", "C").output().expect("it starts")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("utf-8")
}

fn example(name: &str) -> String {
    format!("{}/examples/{name}", env!("CARGO_MANIFEST_DIR"))
}

/// Writes an overlay into a folder of its own; gives the folder it lies in, and its path.
fn overlay(files: &[(&str, &str)]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("要求");
    for (name, content) in files {
        let file = path.join(name);
        fs::create_dir_all(file.parent().expect("a folder")).expect("made");
        fs::write(file, content).expect("written");
    }
    (folder, path)
}

/// What `studio standard check` says of an overlay.
fn told(files: &[(&str, &str)]) -> (Option<i32>, String) {
    let (_folder, path) = overlay(files);
    let output = studio(&["standard", "check", path.to_str().expect("utf-8")]);
    (output.status.code(), text(&output.stdout) + &text(&output.stderr))
}

fn json(arguments: &[&str]) -> Value {
    let output = studio(arguments);
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", text(&output.stderr)))
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("made");
    for entry in fs::read_dir(from).expect("it is there") {
        let entry = entry.expect("readable");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("copied");
        }
    }
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
fn what_stands_is_not_changed_and_both_places_are_named() {
    let field = "kind: member\nfields:\n  - { key: age, label: { zh: 年龄, en: age }, type: integer, help: x }\n  - { key: sex, label: { zh: 性别, en: sex }, type: text, help: x }\n";
    let (code, said) = told(&[("overlay.yaml", ABOUT), ("records/member.yaml", field)]);
    assert_eq!(code, Some(1));
    assert!(said.contains("要求/records/member.yaml:4:5: “sex”已经有了，在 standard/records/member.yaml:"), "{said}");

    let values = "extend:\n  - list: scope\n    values: [省外, 校内]\nlists:\n  - { id: scope, label: { zh: x, en: x }, open: false, source: x, values: [a] }\n";
    let (code, said) = told(&[("overlay.yaml", ABOUT), ("vocabulary.yaml", values)]);
    assert_eq!(code, Some(1));
    assert!(said.contains("vocabulary.yaml:3:18: “校内”已经有了，在 standard/vocabulary.yaml:"), "{said}");
    assert!(
        said.contains("vocabulary.yaml:5:5: “scope”已经有了，在 standard/vocabulary.yaml:"),
        "every problem: {said}"
    );

    let form = "id: annex2\nannex: \"2\"\nlabel: { zh: x, en: x }\ntitle: x\nstatus: official\nfile: x\nhead: x\nof: studio\ncolumns: []\n";
    let (code, said) = told(&[("overlay.yaml", ABOUT), ("forms/annex2.yaml", form)]);
    assert_eq!(code, Some(1));
    assert!(said.contains("“annex2”已经有了，在 standard/forms/annex2.yaml:3:"), "{said}");

    let column =
        "extends: annex2\ncolumns:\n  - { header: 联系电话, width: [6, 8], source: x, value: contact.phone }\n";
    let (_, said) = told(&[("overlay.yaml", ABOUT), ("forms/annex2.yaml", column)]);
    assert!(said.contains("“联系电话”已经有了，在 standard/forms/annex2.yaml:"), "{said}");
}

#[test]
fn an_overlay_does_not_change_the_one_before_it() {
    let rule =
        "rules:\n  - { id: demo/a, label: { zh: 甲, en: a }, text: x, level: must, decided_by: [person], help: x }\n";
    let (_one, first) = overlay(&[("overlay.yaml", ABOUT), ("requirements.yaml", rule)]);
    let (_two, second) = overlay(&[("overlay.yaml", ABOUT), ("requirements.yaml", rule)]);
    let paths = [&first, &second].map(|path| path.to_str().expect("utf-8").to_owned());
    let check = ["check", &example("school"), "--overlay", &paths[0], "--overlay", &paths[1]];
    let output = studio(&check);
    assert_eq!(output.status.code(), Some(2));
    let said = text(&output.stderr);
    assert!(said.contains(&format!("“demo”已经有了，在 {}/overlay.yaml:1:5", paths[0])), "{said}");
    assert!(!said.contains("demo/a"), "what is in it is not told as well: {said}");
}

#[test]
fn every_problem_is_told_with_its_place() {
    let requirements = "rules:\n  - id: demo/a\n    text: x\n    level: must\n    rules:\n      - kind: count\n        of: meting\n      - kind: each\n        of: member\n        has: [nmae]\n    help: x\n  - id: other/b\n    text: x\n    level: must\n    help: x\n";
    let files = [
        ("overlay.yaml", ABOUT),
        ("requirements.yaml", requirements),
        ("records/memebr.yaml", "kind: memebr\nfields: []\n"),
        ("notes.yaml", "a: 1\n"),
        ("forms/broken.yaml", "a: [\n"),
    ];
    let (code, said) = told(&files);
    assert_eq!(code, Some(1));
    assert!(said.contains("records/memebr.yaml:1:7: 没有叫“memebr”的；是不是“member”？"), "{said}");
    assert!(said.contains("requirements.yaml:12:9: 要求的编号“other/b”要以“demo/”开头"), "{said}");
    assert!(said.contains("notes.yaml: 地方要求里没有叫 notes.yaml 的部分"), "{said}");
    assert!(said.contains("forms/broken.yaml:") && said.contains("这里读不通"), "{said}");
    let (_, said) = told(&[("overlay.yaml", ABOUT), ("requirements.yaml", &requirements.replace("other/b", "demo/b"))]);
    assert!(said.contains("requirements.yaml:7:13: 没有“meting”这类记录；是不是“meeting”？"), "{said}");
    assert!(said.contains("requirements.yaml:10:15: “nmae”这条路径走不通；是不是“name”？"), "{said}");
    let (code, said) = told(&[("vocabulary.yaml", "lists: []\n")]);
    assert_eq!(code, Some(1));
    assert!(said.contains("没有 overlay.yaml"), "{said}");
    let grouped = "extend:\n  - list: growth-kind\n    values: [{ value: 挂职, group: 能力提升 }]\n";
    let (_, said) = told(&[("overlay.yaml", ABOUT), ("vocabulary.yaml", grouped)]);
    assert!(said.contains("不能算作满足标准"), "{said}");
    let kind = "kind: count\n";
    let (_, said) = told(&[("overlay.yaml", ABOUT), ("requirements.yaml", kind)]);
    assert!(said.contains("requirements.yaml:1:1: 这里读不通"), "{said}");
}

/// Gives every value of fields of `list` in the records of `school` the word `word`.
fn reword(standard: &Standard, school: &Path, list: &str, word: &str) -> usize {
    fn inner(table: &mut dyn toml_edit::TableLike, fields: &Fields, list: &str, word: &str) -> usize {
        let mut n = 0;
        for field in &fields.0 {
            let Some(item) = table.get_mut(&field.key) else { continue };
            let listed = field.of == Type::Value && field.list.as_deref() == Some(list);
            if let Some(array) = item.as_array_mut().filter(|_| listed) {
                n += array.len();
                *array = std::iter::once(word).collect();
            } else if listed {
                *item = toml_edit::value(word);
                n += 1;
            } else if let Some(rows) = item.as_array_of_tables_mut() {
                n += rows.iter_mut().map(|row| inner(row, &field.fields, list, word)).sum::<usize>();
            } else if let Some(table) = item.as_table_like_mut() {
                n += inner(table, &field.fields, list, word);
            }
        }
        n
    }
    let mut n = 0;
    for entry in walkdir::WalkDir::new(school).into_iter().map(|entry| entry.expect("readable")) {
        let name = entry.path().strip_prefix(school).expect("below").to_string_lossy().replace('\\', "/");
        let Some(kind) = standard.kind_of(&name) else { continue };
        let text = fs::read_to_string(entry.path()).expect("text");
        let mut document: toml_edit::DocumentMut = text.parse().expect("toml");
        n += inner(document.as_table_mut(), &standard.kinds[kind].fields, list, word);
        fs::write(entry.path(), document.to_string()).expect("written");
    }
    n
}

/// The verdicts of the standard's clauses, by id.
fn verdicts(report: &Value) -> Vec<(String, String)> {
    let clauses = report["studios"][0]["clauses"].as_array().expect("clauses");
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    clauses.iter().map(|clause| (text(&clause["id"]), text(&clause["verdict"]))).collect()
}

/// Every list of the standard in turn: all that records say of it is replaced by a word that an overlay adds. No clause that
/// was not met without the overlay is met with it, none becomes unmet, and one that was met may at most wait for a person.
#[test]
fn a_value_that_an_overlay_adds_satisfies_no_rule_and_breaks_none() {
    let standard = studio::standard::embedded().expect("a sound standard");
    let mut told = 0;
    for list in standard.lists.iter().filter(|list| !list.values.iter().any(|value| value.refuses)) {
        let school = tempfile::tempdir().expect("a folder");
        copy(Path::new(&example("school")), school.path());
        // What a person has signed would hide what the rules say.
        fs::remove_file(school.path().join("signoffs.toml")).expect("it was there");
        if reword(&standard, school.path(), &list.id, "校际") == 0 {
            continue;
        }
        let vocabulary = format!("extend:\n  - list: {}\n    values: [校际]\n", list.id);
        let (_folder, overlay) = overlay(&[("overlay.yaml", ABOUT), ("vocabulary.yaml", &vocabulary)]);
        let check = ["check", school.path().to_str().expect("utf-8"), "--today", "2022-09-30", "--format", "json"];
        let without = json(&check);
        let with = json(&[&check[..], &["--overlay", overlay.to_str().expect("utf-8")]].concat());
        for ((id, before), (_, after)) in verdicts(&without).into_iter().zip(verdicts(&with)) {
            let doubt = before == "met" && after == "unjudged";
            assert!(before == after || doubt, "{}: {id} was {before}, is {after}", list.id);
        }
        let listed = with["studios"][0]["findings"].as_array().expect("findings");
        let unlisted =
            listed.iter().any(|one| one["rule"] == "record/not-in-list" && one["message"].to_string().contains("校际"));
        assert!(!unlisted, "{}: the added value may be chosen: {listed:#?}", list.id);
        told += 1;
    }
    assert!(told > 15, "{told} lists were tried");
}

/// The verdict of a clause of the example school, unsigned, after all values of `list` became a word that an overlay adds.
fn verdict(list: &str, id: &str, kept: &[&str]) -> String {
    let standard = studio::standard::embedded().expect("a sound standard");
    let school = tempfile::tempdir().expect("a folder");
    copy(Path::new(&example("school")), school.path());
    fs::remove_file(school.path().join("signoffs.toml")).expect("it was there");
    reword(&standard, school.path(), list, "校际");
    for name in kept {
        fs::copy(Path::new(&example("school")).join(name), school.path().join(name)).expect("copied");
    }
    let vocabulary = format!("extend:\n  - list: {list}\n    values: [校际]\n");
    let (_folder, overlay) = overlay(&[("overlay.yaml", ABOUT), ("vocabulary.yaml", &vocabulary)]);
    let overlay = overlay.to_str().expect("utf-8");
    let path = school.path().to_str().expect("utf-8");
    let report = json(&["check", path, "--today", "2022-09-30", "--format", "json", "--overlay", overlay]);
    verdicts(&report).into_iter().find(|(known, _)| known == id).expect("the clause").1
}

#[test]
fn an_added_value_is_like_a_word_of_ones_own() {
    // 5.1-e covers where results were spread, from a closed list: a word that is not of it is none.
    assert_eq!(verdict("scope", "5.1-e", &[]), "unmet");
    // 2.1.1-a wants most members to be homeroom teachers or to become such; the list is open, and a person has to say.
    assert_eq!(verdict("member-category", "2.1.1-a", &[]), "unjudged");
    // 2.1.1-b is met by members who are neither; that a member is something else is not for the overlay to say.
    assert_ne!(verdict("member-category", "2.1.1-b", &[]), "met");
    // 3.2.2-b wants more than one kind of carrier: one, and a word of the overlay's, are not yet two.
    assert_eq!(verdict("carrier-kind", "3.2.2-b", &["carriers/三问会诊室.toml"]), "unjudged");
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
    assert!(text(&explained.stdout).contains("62"), "{}", text(&explained.stdout));
    // The added field is a field like any other.
    let field = studio(&["explain", "studio.studio", "-C", here]);
    assert!(text(&field.stdout).contains("city_approval"), "{}", text(&field.stdout));
    let schema = studio(&["schema", "--kind", "studio", "-C", here]);
    assert!(text(&schema.stdout).contains("city_approval") || schema.status.code() == Some(2));
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
    for (overlays, said) in [("不存在", "不是文件夹"), ("..", "不在 province.toml 所在的文件夹里"), (".", "不在")]
    {
        fs::write(&root, format!("reporting_body = \"江苏省\"\noverlays = [\"{overlays}\"]\n")).expect("written");
        let output = studio(&["check", here]);
        assert_eq!(output.status.code(), Some(2), "{overlays}");
        assert!(text(&output.stderr).contains(said), "{}", text(&output.stderr));
    }
}

/// The verdict of the overlay's only requirement, made of `rule`, on a school with activities on these days.
fn interval(days: &[&str], at_most: u32, semesters: bool) -> String {
    let rule = format!(
        "rules:\n  - id: demo/a\n    label: {{ zh: 甲, en: a }}\n    text: x\n    level: must\n    rules:\n      - kind: interval\n        of: activity\n        at_most: {at_most}\n    help: x\n"
    );
    let (_folder, overlay) = overlay(&[("overlay.yaml", ABOUT), ("requirements.yaml", &rule)]);
    let school = tempfile::tempdir().expect("a folder");
    let mut root = String::from(
        "standard = \"moe-2022\"\n[school]\nname = \"甲校\"\n[studio]\nname = \"乙\"\n[window]\nfrom = 2021-09-01\nto = 2022-06-30\n",
    );
    if semesters {
        root.push_str("[[calendar.semester]]\nid = \"2021-2022-1\"\nstart = 2021-09-01\nend = 2022-01-15\n[[calendar.semester]]\nid = \"2021-2022-2\"\nstart = 2022-02-20\nend = 2022-06-30\n");
    }
    fs::write(school.path().join("studio.toml"), root).expect("written");
    fs::create_dir(school.path().join("activities")).expect("made");
    for day in days {
        let record = format!("date = {day}\nkind = \"主题沙龙\"\n");
        fs::write(school.path().join(format!("activities/{day}.toml")), record).expect("written");
    }
    let path = school.path().to_str().expect("utf-8").to_owned();
    let overlay = overlay.to_str().expect("utf-8").to_owned();
    let report = json(&["check", &path, "--format", "json", "--today", "2022-06-30", "--overlay", &overlay]);
    report["studios"][0]["local"][0]["verdict"].as_str().unwrap_or_default().to_owned()
}

#[test]
fn an_interval_counts_from_end_to_end_and_leaves_holidays_out() {
    let regular = ["2021-10-01", "2021-11-15", "2022-01-10", "2022-03-20", "2022-05-10"];
    assert_eq!(interval(&regular, 60, true), "met");
    assert_eq!(interval(&regular, 60, false), "unmet", "without semesters the holidays count");
    assert_eq!(interval(&regular[1..], 60, true), "unmet", "nothing for 75 days at the beginning");
    assert_eq!(interval(&regular[..4], 60, true), "unmet", "nothing for 102 days at the end");
    assert_eq!(interval(&[], 60, true), "unmet");
}
