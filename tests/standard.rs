//! The standard as data is tested like code: complete, exact, the same in both forms, and its own checker finds what is wrong.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what is wrong by failing")]

mod shared;

use std::fs;
use std::path::{Path, PathBuf};

use studio::standard::indicator::Decider;
use studio::standard::kind::{Fields, Type};
use studio::standard::{Standard, embedded, folder};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("standard")
}

fn standard() -> Standard {
    embedded().expect("a sound standard")
}

#[test]
fn the_embedded_standard_is_the_folder() {
    let folder = folder(&root()).expect("a sound folder");
    assert!(folder == standard(), "a text that looks like a number wants quotation marks");
}

#[test]
fn every_indicator_and_clause_is_there() {
    let standard = standard();
    assert_eq!(standard.indicators().count(), standard.about.indicators);
    assert_eq!(standard.clauses().count(), standard.about.clauses);
    assert_eq!((standard.about.indicators, standard.about.clauses), (32, 130));
    let firsts: std::collections::BTreeSet<&str> =
        standard.headings.iter().map(|heading| heading.level1.as_str()).collect();
    let seconds = standard.headings.iter().filter(|heading| heading.level2.is_some()).count();
    assert_eq!((firsts.len(), seconds), (5, 15));
}

/// The exact text, where the reference stands beside the project.
#[test]
fn the_text_is_the_ministrys() {
    let reference = root().join("../../shared/standard/clauses.json");
    let Ok(text) = fs::read_to_string(&reference) else { return };
    let indicators: serde_json::Value = serde_json::from_str(&text).expect("json");
    let standard = standard();
    let ours: Vec<_> = standard.indicators().collect();
    let theirs = indicators.as_array().expect("a list");
    assert_eq!(ours.len(), theirs.len());
    for (ours, theirs) in ours.iter().zip(theirs) {
        assert_eq!(ours.id, theirs["id"]);
        assert_eq!(ours.text, theirs["text"]);
        let clauses = theirs["clauses"].as_array().expect("a list");
        assert_eq!(ours.clauses.len(), clauses.len(), "{}", ours.id);
        for (ours, theirs) in ours.clauses.iter().zip(clauses) {
            assert_eq!(ours.id, theirs["id"]);
            assert_eq!(ours.text, theirs["text"]);
        }
    }
    for heading in &standard.headings {
        let first = theirs.iter().find(|one| one["id"] == heading.indicators[0].id.as_str()).expect("the indicator");
        assert_eq!(heading.level1, first["level1"]);
        assert_eq!(heading.level2.as_deref(), first["level2"].as_str());
    }
}

/// The text's fingerprint holds it where the reference is not there.
#[test]
fn the_text_does_not_drift() {
    let text: String = standard().indicators().map(|indicator| indicator.text.clone()).collect();
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in text.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    assert_eq!((text.chars().count(), format!("{hash:016x}").as_str()), (TEXT.0, TEXT.1));
}

/// Characters of all indicators joined, and their FNV-1a hash.
const TEXT: (usize, &str) = (2751, "dd9978b0a5db468c");

#[test]
fn files_are_named_after_what_they_hold() {
    for entry in fs::read_dir(root().join("indicators")).expect("a folder") {
        let path = entry.expect("an entry").path();
        let stem = path.file_stem().expect("a stem").to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).expect("utf-8");
        let ids: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("  - id: ")).collect();
        assert!(!ids.is_empty());
        for id in ids {
            assert!(id.trim_matches('"').starts_with(&format!("{stem}.")), "{id} in {}", path.display());
        }
    }
}

#[test]
fn who_decides_is_who_can() {
    for clause in standard().clauses() {
        let machine = clause.decided_by.iter().any(|decider| *decider != Decider::Person);
        let judging = clause.rules.iter().filter(|rule| rule.predicate.name() != "fact").count();
        assert!(machine || judging == 0, "{} is decided by a person alone, but has a rule that judges", clause.id);
        assert!(!clause.help.trim().is_empty(), "{}", clause.id);
        for reading in clause.readings() {
            assert!(reading.contains("读作"), "{}: a reading says what is read as what: {reading}", clause.id);
        }
    }
}

/// 可 (3.1.2) and 探索 (3.4.2) are no duties.
#[test]
fn what_is_no_duty_has_no_rule_that_can_fail() {
    for clause in standard().clauses().filter(|clause| clause.id.starts_with("3.1.2") || clause.id.starts_with("3.4.2"))
    {
        for rule in &clause.rules {
            assert_eq!(rule.predicate.name(), "fact", "{}", clause.id);
        }
    }
}

#[test]
fn fields_are_labelled_and_their_examples_fit() {
    fn walk(standard: &Standard, kind: &str, fields: &Fields) {
        for field in &fields.0 {
            let name = format!("{kind}.{}", field.key);
            assert!(field.key.chars().all(|char| char.is_ascii_lowercase() || char == '_'), "{name}");
            assert!(!field.label.zh.is_empty() && !field.label.en.is_empty() && !field.help.is_empty(), "{name}");
            assert_ne!(field.label.zh, field.help, "{name}");
            if let (Some(list), Some(example)) = (standard.list(field), &field.example) {
                assert!(field.of == Type::Reference || list.find(example).is_some(), "{name}: {example}");
            }
            walk(standard, &name, &field.fields);
        }
    }
    let standard = standard();
    for kind in &standard.kinds {
        walk(&standard, &kind.kind, &kind.fields);
    }
}

/// A copy of the standard with one text replaced in one file.
fn with(file: &str, find: &str, put: &str) -> (tempfile::TempDir, Result<Standard, String>) {
    let copy = shared::copied("standard");
    let path = copy.path().join(file);
    let text = fs::read_to_string(&path).expect("utf-8");
    assert!(text.contains(find), "{file} has no {find:?}");
    fs::write(&path, text.replacen(find, put, 1)).expect("written");
    let result = folder(copy.path()).map_err(|failure| failure.0.replace(&copy.path().display().to_string(), ""));
    (copy, result)
}

#[test]
fn a_slip_in_the_standard_is_placed_and_the_right_word_offered() {
    let cases = [
        (
            "indicators/1.1.yaml",
            "of: meeting\n",
            "of: meting\n",
            "unknown record kind `meting`; did you mean `meeting`?",
        ),
        ("indicators/1.1.yaml", "who: 学校领导班子", "whom: 学校领导班子", "unknown path `whom`"),
        (
            "indicators/1.1.yaml",
            "topics: 班主任工作 }",
            "topics: 班主任工做 }",
            "unknown value of `meeting-topic` `班主任工做`; did you mean `班主任工作`?",
        ),
        (
            "indicators/1.1.yaml",
            "per: [semester]",
            "per: [semster]",
            "unknown group `semster`; did you mean `semester`?",
        ),
        ("indicators/1.1.yaml", "per: [semester]", "per: [monthly]", "unknown group `monthly`; there are: "),
        ("indicators/1.1.yaml", "kind: count\n", "kind: cont\n", "unknown `cont`"),
        (
            "indicators/1.1.yaml",
            "per: [semester]",
            "every: [semester]",
            "`count` has no key `every`; it knows at_least, at_most, lasts, due, of",
        ),
        ("indicators/1.1.yaml", "“{row}”的办结日期", "{rwo}的办结日期", "unknown placeholder `rwo`"),
        (
            "indicators/1.1.yaml",
            "学校高度重视，\n        decided",
            "学校重视，\n        decided",
            "the clauses of 1.1.1 joined do not give its text",
        ),
        (
            "records/meeting.yaml",
            "list: audience",
            "list: audiense",
            "unknown list `audiense`; did you mean `audience`?",
        ),
        (
            "indicators/3.3.yaml",
            "as: 活动品牌",
            "as: 活动品排",
            "unknown value of `list` `活动品排`; did you mean `活动品牌`?",
        ),
        ("records/meeting.yaml", "label: { zh: 会议日期", "lable: { zh: 会议日期", "unknown `lable`"),
        ("forms/annex2.yaml", "value: school.name", "value: school.nmae", "unknown path `school.nmae`"),
        ("circular.yaml", "studios: annex2\n", "studios: anex2\n", "unknown form `anex2`; did you mean `annex2`?"),
        ("circular.yaml", "of: case\n", "of: cse\n", "unknown record kind `cse`; did you mean `case`?"),
        ("circular.yaml", "list: annex3\n", "list: annex2\n", "`annex2` has no row for each of `case`"),
        (
            "circular.yaml",
            "text: beside\n    at_least",
            "text: title\n    at_least",
            "`title` is no text beside a record",
        ),
        ("circular.yaml", "deadline: \"2022-09-30\"", "deadline: 9月30日", "`9月30日` is no day such as `2022-09-30`"),
        ("circular.yaml", "at_least: 1\n    at_most: 2", "at_least: 3\n    at_most: 2", "more at least than at most"),
        ("forms/annex2.yaml", "- name: 领导小组", "- name: 领导组", "no column stands under a group `领导组`"),
        ("reports/studio.yaml", "value: school.name }", "value: school.nmae }", "unknown path `school.nmae`"),
        ("reports/studio.yaml", "of: year.task,", "of: year.tsak,", "unknown list `tsak`; did you mean `task`?"),
        ("reports/studio.yaml", "show: shares", "show: share", "unknown `share`"),
        ("reports/studio.yaml", "due: due, done: done", "done: done", "`due` is missing here"),
        (
            "reports/studio.yaml",
            "text: [kind, carrier] }",
            "value: kind, text: [kind] }",
            "this part has no key `value`",
        ),
        ("reports/studio.yaml", "step: 5, label", "step: 0, label", "step is at least 1"),
        ("reports/studio.yaml", "- show: waiting", "- show: matrix", "a page of this scope cannot have this part"),
        (
            "reports/studio.yaml",
            "- show: readings",
            "- show: facts\n    title: { zh: 空, en: empty }\n  - show: readings",
            "this part shows records and needs items",
        ),
        (
            "reports/province.yaml",
            "- show: studios",
            "- show: studios\n    items: [{ of: member, value: name }]",
            "this part takes nothing from records and has no items",
        ),
    ];
    placed(&cases);
}

/// Only what is referred to can be asked whether it was there.
#[test]
fn a_time_of_what_refers_to_nothing_is_refused() {
    placed(&[
        (
            "indicators/3.5.yaml",
            "teacher: { when: today } }",
            "deputy: { when: today } }",
            "`deputy` refers to nothing, so {when: …} cannot ask whether that was there",
        ),
        (
            "indicators/3.5.yaml",
            "teacher: { when: today } }",
            "class: { not: { when: today } } }",
            "`class` refers to nothing, so {when: …} cannot ask whether that was there",
        ),
        ("records/studio.yaml", "still: member", "still: membr", "unknown target `membr`; did you mean `member`?"),
    ]);
}

/// Each slip, a file, what stands there and what is put in its place, is told with its words at a line of that file.
#[track_caller]
fn placed(cases: &[(&str, &str, &str, &str)]) {
    for &(file, find, put, message) in cases {
        let (_copy, result) = with(file, find, put);
        let Err(told) = result else { panic!("{put} was accepted") };
        assert!(told.contains(message), "{put}: {told}");
        let place = told.lines().find(|line| line.contains(message)).unwrap_or_default();
        let mut parts = place.trim_start_matches('/').splitn(4, ':');
        assert_eq!(parts.next(), Some(file), "{told}");
        let line: usize = parts.next().unwrap_or_default().parse().expect("a line");
        let column: usize = parts.next().unwrap_or_default().parse().expect("a column");
        assert!(line > 1 && column > 0, "{told}");
    }
}

#[test]
fn the_place_of_a_slip_is_its_own() {
    let (copy, result) = with("indicators/1.1.yaml", "per: [semester]", "per: [semster]");
    let told = result.expect_err("a slip");
    let text = fs::read_to_string(copy.path().join("indicators/1.1.yaml")).expect("utf-8");
    let line = text.lines().position(|line| line.contains("semster")).expect("the line") + 1;
    assert!(told.starts_with(&format!("/indicators/1.1.yaml:{line}:")), "{told}");
}

#[test]
fn two_pages_of_one_scope_are_one_too_many() {
    let (_copy, result) = with("reports/part.yaml", "scope: part", "scope: studio");
    let told = result.expect_err("a slip");
    assert!(told.contains("reports/studio.yaml:3:8: another page has the same scope"), "{told}");
}
