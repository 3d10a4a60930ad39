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
    assert!(text(&explained.stdout).contains("2 个月"), "{}", text(&explained.stdout));
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

/// The overlay's only requirement, an interval with `rest`, on a school with activities on these days, some with more to say.
fn interval_of(days: &[&str], rest: &str, semesters: bool, today: &str) -> Value {
    let rule = format!(
        "rules:\n  - id: demo/a\n    label: {{ zh: 甲, en: a }}\n    text: x\n    level: must\n    rules:\n      - kind: interval\n        of: activity\n        {rest}\n    help: x\n"
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
        let (day, kind) = day.split_once(' ').unwrap_or((day, "读书会"));
        let record = format!("date = {day}\nkind = \"{kind}\"\n");
        fs::write(school.path().join(format!("activities/{day}.toml")), record).expect("written");
    }
    let path = school.path().to_str().expect("utf-8").to_owned();
    let overlay = overlay.to_str().expect("utf-8").to_owned();
    json(&["check", &path, "--format", "json", "--today", today, "--overlay", &overlay])["studios"][0].clone()
}

/// The verdict of an interval of `at_most` days at the end of the year.
fn interval(days: &[&str], at_most: u32, semesters: bool) -> String {
    let found = interval_of(days, &format!("at_most: {at_most}"), semesters, "2022-06-30");
    found["local"][0]["verdict"].as_str().unwrap_or_default().to_owned()
}

#[test]
fn an_interval_knows_months_groups_evidence_and_what_is_not_due() {
    let verdict = |days: &[&str], rest: &str, today: &str| {
        let found = interval_of(days, rest, true, today);
        found["local"][0]["verdict"].as_str().unwrap_or_default().to_owned()
    };
    let end = "2022-06-30";
    // From 1 September a month is allowed up to 1 October, and so on; the holidays from 16 January to 19 February are none.
    let monthly = [
        "2021-10-01",
        "2021-11-01",
        "2021-12-01",
        "2022-01-01",
        "2022-03-08",
        "2022-04-08",
        "2022-05-08",
        "2022-06-08",
    ];
    assert_eq!(verdict(&monthly, "at_most: { months: 1 }", end), "met");
    let late = [&["2021-10-02"], &monthly[1..]].concat();
    assert_eq!(verdict(&late, "at_most: { months: 1 }", end), "unmet");
    let found = interval_of(&late, "at_most: { months: 1 }", true, end);
    let message =
        found["findings"].as_array().expect("findings").iter().find(|one| one["rule"] == "demo/a").expect("one");
    let message = message["message"].as_str().unwrap_or_default();
    assert!(
        message.contains("从 2021-09-01 到 2021-10-02 隔了 31 天") && message.contains("不应超过 1 个月"),
        "{message}"
    );
    // By semesters each begins anew, and one that has not ended asks only for the time that is past.
    assert_eq!(
        verdict(
            &["2021-10-20", "2021-12-10", "2022-04-10"],
            "at_most: 60, per: [semester]".replace(", ", "\n        ").as_str(),
            "2022-05-20"
        ),
        "met"
    );
    assert_eq!(verdict(&["2021-10-20", "2021-12-10"], "at_most: 60\n        per: [semester]", "2022-05-20"), "unmet");
    // Nothing has to be there yet in the first weeks.
    assert_eq!(verdict(&[], "at_most: 60", "2021-09-20"), "not-due");
    // A word of one's own may well mean what is asked for.
    let rest = "at_most: 60\n        where: { kind: 读书会 }";
    let own = ["2021-10-20", "2021-12-10 其他", "2022-02-25", "2022-04-20", "2022-06-10"];
    assert_eq!(verdict(&own, rest, end), "unjudged");
    let plain = ["2021-10-20", "2021-12-10", "2022-02-25", "2022-04-20", "2022-06-10"];
    assert_eq!(verdict(&plain, rest, end), "met");
    assert_eq!(verdict(&plain, "at_most: 60\n        evidence: [evidence]", end), "unevidenced");
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

/// What `studio standard check` says of these files and an `overlay.yaml`.
fn refused(files: &[(&str, &str)]) -> String {
    let (code, said) = told(&[&[("overlay.yaml", ABOUT)], files].concat());
    assert_eq!(code, Some(1), "{said}");
    said
}

#[test]
fn a_field_may_not_mean_anything_to_rules_that_stand() {
    let field = |rest: &str| format!("kind: meeting\nfields:\n  - {{ {rest}, label: {{ zh: 甲, en: a }}, help: x }}\n");
    let cases = [
        ("key: day, type: date, role: date", "不能有这样的 role"),
        ("key: name, type: text, role: title", "不能有这样的 role"),
        ("key: member, type: text", "键名不能用“member”"),
        ("key: stem, type: text", "键名不能用“stem”"),
        ("key: Day, type: date", "键名“Day”只能用"),
        ("key: host, type: text, ask: { flag: host, zh: 甲, en: a }", "不能写 ask"),
        ("key: part, type: rows", "里面要有 fields"),
        ("key: part, type: value, list: scpoe", "没有“scpoe”这个列表；是不是“scope”？"),
        ("key: part, type: reference, to: mebmer", "没有“mebmer”可引用；是不是“member”？"),
    ];
    for (rest, words) in cases {
        let said = refused(&[("records/meeting.yaml", &field(rest))]);
        assert!(said.contains(words), "{rest}: {said}");
        assert!(said.contains("要求/records/meeting.yaml:3:"), "{rest}: {said}");
    }
    let deep = "kind: meeting\ninto: issue\nfields:\n  - key: steps\n    label: { zh: 甲, en: a }\n    type: rows\n    help: x\n    fields:\n      - { key: day, label: { zh: 甲, en: a }, type: date, help: x }\n";
    assert!(refused(&[("records/meeting.yaml", deep)]).contains("“steps”放得太深"));
    let nowhere = deep.replace("into: issue", "into: isue");
    assert!(refused(&[("records/meeting.yaml", &nowhere)]).contains("2:7: 没有叫“isue”的；是不是“issue”？"));
    // A list of its own may have dates and titles of its own.
    let own = "kind: meeting\nfields:\n  - key: visits\n    label: { zh: 走访, en: visits }\n    type: rows\n    help: x\n    fields:\n      - { key: day, label: { zh: 日期, en: day }, type: date, role: date, help: x }\n      - { key: of, label: { zh: 班级, en: class }, type: reference, to: class.classes, help: x }\n";
    let (code, said) = told(&[("overlay.yaml", ABOUT), ("records/meeting.yaml", own)]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("添加了 3 个字段"), "{said}");
}

#[test]
fn lists_are_extended_only_by_plain_words() {
    let extend = |list: &str, value: &str| format!("extend:\n  - list: {list}\n    values: [{value}]\n");
    let cases = [
        (extend("signoff-verdict", "大体符合"), "“signoff-verdict”不能添值"),
        (extend("calendar-year", "{ value: 公历年, code: civil }"), "不能写 group、code"),
        (extend("growth-kind", "{ value: 挂职, group: 能力提升 }"), "不能写 group、code"),
        // A group of the list is a name that rules of the standard ask for.
        (extend("joining", "自愿"), "“自愿”已经有了，在 standard/vocabulary.yaml:"),
        (extend("joining", "\"挂职 \""), "不能空着，前后也不能有空格"),
        (extend("joinign", "挂职"), "没有叫“joinign”的；是不是“joining”？"),
        (extend("joining", "挂职, 挂职"), "“挂职”已经有了，在 "),
    ];
    for (vocabulary, words) in cases {
        let said = refused(&[("vocabulary.yaml", &vocabulary)]);
        assert!(said.contains(words), "{vocabulary}: {said}");
    }
    for id in ["record", "privacy", "circular", "moe-2022"] {
        let (code, said) = told(&[("overlay.yaml", &ABOUT.replace("demo", id))]);
        assert!(code == Some(1) && said.contains("代号不能用"), "{id}: {said}");
    }
}

#[test]
fn a_form_keeps_its_columns_and_goes_nowhere_else() {
    let columns = |columns: &str| format!("extends: annex2\ncolumns:\n{columns}");
    let column = |rest: &str| format!("  - {{ {rest}, width: [4, 8], source: x }}\n");
    let cases = [
        (columns(&column("header: 甲, after: 姓名")), "会把“主持人（负责人）”下面的栏目拆开"),
        (columns(&column("header: 甲, after: 性名")), "没有叫“性名”的；是不是“姓名”？"),
        (columns(&column("header: 甲, vlaue: contact.name")), "unknown field `vlaue`"),
        (columns(&column("header: 甲, value: contact.nmae")), "“contact.nmae”这条路径走不通"),
        (columns(&column("header: 甲")).replace("annex2", "anex2"), "没有叫“anex2”的；是不是“annex2”？"),
    ];
    for (form, words) in cases {
        let said = refused(&[("forms/annex2.yaml", &form)]);
        assert!(said.contains(words), "{form}: {said}");
    }
    let form = |id: &str, annex: &str, file: &str| {
        format!(
            "id: {id}\nannex: {annex}\nlabel: {{ zh: 甲表, en: a }}\ntitle: 甲\nstatus: official\nfile: {file}\nhead: 甲\nof: studio\ncolumns:\n{}",
            column("header: 甲, value: school.name")
        )
    };
    for (form, words) in [
        (form("own", "own", "../../外面"), "不能作文件名"),
        (form("own", "own", "C:外面"), "不能作文件名"),
        (form("own", "\"2\"", "甲表"), "“2”已经有了，在 standard/forms/annex2.yaml:4:8"),
        (form("own", "own", "附件2-工作室建设情况信息表"), "已经有了，在 standard/forms/annex2.yaml:"),
        (form("annex2", "own", "甲表"), "“annex2”已经有了"),
    ] {
        let said = refused(&[("forms/own.yaml", &form)]);
        assert!(said.contains(words), "{form}: {said}");
    }
    // Columns behind the same one stand in the order they are written, and those that stand keep theirs.
    let both = columns(&(column("header: 甲, after: 级别") + &column("header: 乙, after: 级别")));
    let (_folder, path) = overlay(&[
        ("overlay.yaml", ABOUT),
        ("forms/annex2.yaml", &both),
        ("forms/own.yaml", &form("own", "own", "甲表")),
    ]);
    let out = tempfile::tempdir().expect("a folder");
    let arguments = ["export", &example("school"), "--annex", "all", "--today", "2022-09-30", "-o"];
    let own = [out.path().to_str().expect("utf-8"), "--overlay", path.to_str().expect("utf-8")];
    let output = studio(&[&arguments[..], &own].concat());
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let cells = cells(&out.path().join("附件2-工作室建设情况信息表.xlsx"));
    let at = |name: &str| cells.iter().position(|cell| cell == name).unwrap_or_else(|| panic!("{name}: {cells:?}"));
    assert_eq!([at("级别") + 1, at("级别") + 2, at("级别") + 3], [at("甲"), at("乙"), at("成立时间")]);
    assert!(out.path().join("甲表.xlsx").is_file(), "a form of the overlay's own");
}

/// The cells of the first sheet, row by row.
fn cells(path: &Path) -> Vec<String> {
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(path).expect("a workbook");
    let range = calamine::Reader::worksheet_range_at(&mut book, 0).expect("a sheet").expect("readable");
    range.cells().map(|(_, _, cell)| cell.to_string()).collect()
}

#[test]
fn odd_files_are_told_and_hide_nothing() {
    let (_folder, path) = overlay(&[("overlay.yaml", &format!("\u{feff}{}", ABOUT.replace('\n', "\r\n")))]);
    let said = || {
        let output = studio(&["standard", "check", path.to_str().expect("utf-8")]);
        (output.status.code(), text(&output.stdout))
    };
    assert_eq!(said().0, Some(0), "a byte order mark and Windows line ends do no harm: {}", said().1);
    fs::create_dir(path.join("records")).expect("made");
    fs::write(path.join("records/member.yaml"), b"kind: \xff\xfe").expect("written");
    fs::write(path.join("records/studio.yml"), "kind: studio\n").expect("written");
    fs::write(path.join("vocabulary.yaml"), "a".repeat(2 << 20)).expect("written");
    fs::write(path.join("requirments.yaml"), "rules: []\n").expect("written");
    fs::write(path.join("说明.md"), "这里可以放说明。\n").expect("written");
    let (code, words) = said();
    assert_eq!(code, Some(1));
    for told in [
        "records/member.yaml: 不是 UTF-8 编码",
        "records/studio.yml: 结尾不是小写的 .yaml",
        "vocabulary.yaml: 太大了",
        "requirments.yaml: 地方要求里没有叫 requirments.yaml 的部分",
        "是不是“requirements.yaml”？",
        "有 4 处不对",
    ] {
        assert!(words.contains(told), "{told}: {words}");
    }
    let bomb: Vec<String> = (b'b'..=b'z')
        .map(|name| {
            let (name, last) = (char::from(name), char::from(name - 1));
            format!("{name}: &{name} [{}]\n", vec![format!("*{last}"); 9].join(", "))
        })
        .collect();
    fs::remove_file(path.join("vocabulary.yaml")).expect("it was there");
    fs::create_dir(path.join("forms")).expect("made");
    fs::write(path.join("forms/own.yaml"), format!("a: &a [x]\n{}extends: *z\n", bomb.concat())).expect("written");
    assert!(said().1.contains("forms/own.yaml:1:1: 这里读不通"), "{}", said().1);
}

#[cfg(unix)]
#[test]
fn no_link_leads_out_of_an_overlay() {
    let (folder, path) = overlay(&[("overlay.yaml", ABOUT)]);
    let outside = folder.path().join("外面.yaml");
    fs::write(&outside, "rules: []\n").expect("written");
    std::os::unix::fs::symlink(&outside, path.join("requirements.yaml")).expect("a link");
    let output = studio(&["standard", "check", path.to_str().expect("utf-8")]);
    assert!(text(&output.stdout).contains("requirements.yaml: 是链接"), "{}", text(&output.stdout));
    // Nor does a province name a folder out of itself by a link.
    let province = tempfile::tempdir().expect("a folder");
    std::os::unix::fs::symlink(&path, province.path().join("要求")).expect("a link");
    fs::write(province.path().join("province.toml"), "reporting_body = \"江苏省\"\noverlays = [\"要求\"]\n")
        .expect("written");
    let output = studio(&["check", province.path().to_str().expect("utf-8")]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        text(&output.stderr).contains("province.toml:2:13：地方要求 要求 不在 province.toml"),
        "{}",
        text(&output.stderr)
    );
}

#[test]
fn all_that_is_wrong_in_a_file_is_told_with_its_line() {
    let rule = |id: &str, rest: &str| {
        format!(
            "  - id: demo/{id}\n    label: {{ zh: 甲, en: a }}\n    text: x\n    level: must\n    rules:\n      - kind: {rest}\n    help: x\n"
        )
    };
    let requirements = format!(
        "rules:\n{}{}{}{}",
        rule("a", "cuont\n        of: member"),
        rule("b", "interval\n        of: meeting\n        at_most: { weeks: 1 }"),
        rule("c", "interval\n        of: meeting"),
        rule("d", "least\n        of: measure.value\n        value: vaule\n        at_least: 85")
    );
    let said = refused(&[("requirements.yaml", &requirements)]);
    for told in [
        "requirements.yaml:7:9: 这里读不通：unknown variant `cuont`",
        "unknown field `weeks`",
        "requirements.yaml:24:9: at_most 要写多长时间",
        "requirements.yaml:34:16: “vaule”这条路径走不通；是不是“value”？",
        "    | value: vaule",
        "有 4 处不对",
    ] {
        assert!(said.contains(told), "{told}: {said}");
    }
    let (_folder, path) = overlay(&[("overlay.yaml", ABOUT), ("requirements.yaml", &requirements)]);
    let output = studio(&["--lang", "en", "standard", "check", path.to_str().expect("utf-8")]);
    let said = text(&output.stdout);
    assert!(said.contains("unknown path `vaule`; did you mean `value`?") && said.contains("problems: 4"), "{said}");
    assert!(said.lines().all(|line| !line.contains("处不对")), "{said}");
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

/// The example school with these fields asked of its records besides, and what a check says without and with them.
fn with_fields(files: &[(&str, &str)], change: &dyn Fn(&Path)) -> (Value, Value) {
    let (_folder, overlay) = overlay(&[&[("overlay.yaml", ABOUT)], files].concat());
    let school = tempfile::tempdir().expect("a folder");
    copy(Path::new(&example("school")), school.path());
    change(school.path());
    let check = ["check", school.path().to_str().expect("utf-8"), "--today", "2022-09-30", "--format", "json"];
    (json(&check), json(&[&check[..], &["--overlay", overlay.to_str().expect("utf-8")]].concat()))
}

#[test]
fn a_field_that_an_overlay_requires_changes_no_verdict_of_the_standard() {
    let field = |kind: &str, into: &str| {
        let into = if into.is_empty() { String::new() } else { format!("into: {into}\n") };
        format!(
            "kind: {kind}\n{into}fields:\n  - {{ key: seen_by, label: {{ zh: 经办人, en: seen by }}, type: text, required: true, help: x, example: 沈清和 }}\n"
        )
    };
    let member = field("member", "");
    let statement = field("statements", "statement");
    let signoff = field("signoffs", "signoff");
    let files = [
        ("records/member.yaml", member.as_str()),
        ("records/statements.yaml", statement.as_str()),
        ("records/signoffs.yaml", signoff.as_str()),
    ];
    let (before, after) = with_fields(&files, &|school| {
        // One is still to be filled in.
        let file = school.join("signoffs.toml");
        let text = fs::read_to_string(&file).expect("text");
        fs::write(&file, text.replacen("[[signoff]]\n", "[[signoff]]\nseen_by = \"待填\"\n", 1)).expect("written");
    });
    assert_eq!(verdicts(&before), verdicts(&after));
    let findings = after["studios"][0]["findings"].as_array().expect("findings");
    let missing: Vec<&Value> = findings.iter().filter(|one| one["rule"] == "record/missing-field").collect();
    assert!(missing.len() > 14, "{missing:#?}");
    for finding in missing {
        assert!(finding["origin"].is_string(), "{finding}");
    }
}

#[test]
fn what_an_overlay_adds_to_a_record_puts_it_into_no_group_and_proves_nothing() {
    // 3.3.1-c.5 and others look at each member; a reference of the overlay's own does not make a row a member's.
    let guest = "kind: activity\nfields:\n  - { key: guests, label: { zh: 来宾, en: guests }, type: reference, to: member, many: true, help: x }\n";
    let proof = "kind: statements\ninto: statement\nfields:\n  - { key: papers, label: { zh: 材料, en: papers }, type: evidence, many: true, help: x }\n";
    let files = [("records/activity.yaml", guest), ("records/statements.yaml", proof)];
    let (before, after) = with_fields(&files, &|school| {
        let names: Vec<String> = fs::read_dir(school.join("members"))
            .expect("a folder")
            .map(|entry| entry.expect("readable").path().file_stem().expect("a stem").to_string_lossy().into_owned())
            .collect();
        for entry in fs::read_dir(school.join("activities")).expect("a folder") {
            let path = entry.expect("readable").path();
            let text = fs::read_to_string(&path).expect("text");
            let kept: Vec<&str> = text.lines().filter(|line| !line.starts_with("members")).collect();
            fs::write(&path, format!("guests = {names:?}\n{}\n", kept.join("\n"))).expect("written");
        }
        let file = school.join("statements.toml");
        let text = fs::read_to_string(&file).expect("text");
        let kept: Vec<&str> = text.lines().filter(|line| !line.starts_with("evidence")).collect();
        let text = kept.join("\n").replace("[[statement]]", "[[statement]]\npapers = [\"证据/会议/校务会纪要.md\"]");
        fs::write(&file, text + "\n").expect("written");
    });
    assert_eq!(verdicts(&before), verdicts(&after));
    let complete = json(&["check", &example("school"), "--today", "2022-09-30", "--format", "json"]);
    assert_ne!(verdicts(&before), verdicts(&complete), "what was taken away was asked for");
    let findings = after["studios"][0]["findings"].as_array().expect("findings");
    assert!(findings.iter().all(|one| one["rule"] != "record/unknown-field"), "the fields are known");
    // Who had not joined yet, or had left, is told; it is the overlay's field that says so.
    let guests = findings.iter().filter(|one| one["key"].as_str().is_some_and(|key| key.contains("#guests")));
    assert!(guests.inspect(|one| assert!(one["origin"].is_string(), "{one}")).count() > 0);
}

#[test]
fn a_person_states_and_signs_what_an_overlay_asks() {
    let asks = "rules:\n  - id: demo/care\n    label: { zh: 关爱, en: care }\n    text: x\n    level: must\n    decided_by: [person]\n    help: x\n";
    let (_folder, overlay) = overlay(&[("overlay.yaml", ABOUT), ("requirements.yaml", asks)]);
    let overlay = overlay.to_str().expect("utf-8");
    let school = tempfile::tempdir().expect("a folder");
    copy(Path::new(&example("school")), school.path());
    let path = school.path().to_str().expect("utf-8");
    let local = || {
        let check = ["check", path, "--today", "2022-09-30", "--format", "json", "--overlay", overlay];
        let studio = json(&check)["studios"][0].clone();
        (studio["local"][0]["verdict"].as_str().unwrap_or_default().to_owned(), studio["findings"].to_string())
    };
    assert_eq!(local().0, "unjudged");
    let add = |file: &str, text: &str| {
        let file = school.path().join(file);
        let before = fs::read_to_string(&file).expect("text");
        fs::write(&file, format!("{before}\n{text}")).expect("written");
    };
    add(
        "statements.toml",
        "[[statement]]\ncovers = [\"demo\"]\ntext = \"每周家访\"\nauthor = \"郁文澜\"\ndate = 2022-09-01\n",
    );
    assert_eq!(local().0, "unjudged");
    add(
        "signoffs.toml",
        "[[signoff]]\ncovers = [\"demo/care\"]\nverdict = \"符合\"\nreviewer = \"沈清和\"\nrole = \"外校专家\"\ndate = 2022-08-01\n",
    );
    let (verdict, findings) = local();
    assert!(verdict == "unjudged" && findings.contains("signoff/stale"), "{findings}");
    let file = school.path().join("signoffs.toml");
    let text = fs::read_to_string(&file).expect("text");
    fs::write(&file, text.replace("date = 2022-08-01", "date = 2022-09-02")).expect("written");
    assert_eq!(local().0, "met", "{}", local().1);
    // Without the overlay nobody knows what is meant.
    let alone = json(&["check", path, "--today", "2022-09-30", "--format", "json"]);
    assert!(alone["studios"][0]["findings"].to_string().contains("demo/care"));
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
