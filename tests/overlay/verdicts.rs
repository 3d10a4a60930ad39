//! What an overlay adds to lists and records leaves the verdicts of the standard as they were.

use std::fs;
use std::path::Path;

use rayon::prelude::*;
use serde_json::Value;
use studio::standard::Standard;
use studio::standard::kind::{Fields, Type};
use studio::standard::predicate::Predicate;

use super::{ABOUT, copy, example, json, overlay};

/// Gives every value of fields of `list` in the records of `school` the word `word`, or takes it away.
fn reword(standard: &Standard, school: &Path, list: &str, word: Option<&str>) -> usize {
    fn inner(table: &mut dyn toml_edit::TableLike, fields: &Fields, list: &str, wanted: Option<&str>) -> usize {
        let mut n = 0;
        for field in &fields.0 {
            let listed = field.of == Type::Value && field.list.as_deref() == Some(list);
            let Some(word) = wanted.or_else(|| (!listed).then_some("")) else {
                n += usize::from(table.remove(&field.key).is_some());
                continue;
            };
            let Some(item) = table.get_mut(&field.key) else { continue };
            if let Some(array) = item.as_array_mut().filter(|_| listed) {
                n += array.len();
                *array = std::iter::once(word).collect();
            } else if listed {
                *item = toml_edit::value(word);
                n += 1;
            } else if let Some(rows) = item.as_array_of_tables_mut() {
                n += rows.iter_mut().map(|row| inner(row, &field.fields, list, wanted)).sum::<usize>();
            } else if let Some(table) = item.as_table_like_mut() {
                n += inner(table, &field.fields, list, wanted);
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

/// Every list of the standard in turn: all that records say of it is replaced by a word that an overlay adds. A clause is then
/// as if nothing stood there; only where each record must say something, or where it applies, may a person have to say.
#[test]
fn a_value_that_an_overlay_adds_satisfies_no_rule() {
    let standard = studio::standard::embedded().expect("a sound standard");
    let lists = standard.lists.par_iter().filter(|list| !list.values.iter().any(|value| value.refuses));
    let told = lists.filter(|list| {
        let school = tempfile::tempdir().expect("a folder");
        copy(Path::new(&example("school")), school.path());
        // What a person has signed would hide what the rules say.
        fs::remove_file(school.path().join("signoffs.toml")).expect("it was there");
        if reword(&standard, school.path(), &list.id, Some("校际")) == 0 {
            return false;
        }
        let vocabulary = format!("extend:\n  - list: {}\n    values: [校际]\n", list.id);
        let (_folder, overlay) = overlay(&[("overlay.yaml", ABOUT), ("vocabulary.yaml", &vocabulary)]);
        let bare = tempfile::tempdir().expect("a folder");
        copy(school.path(), bare.path());
        reword(&standard, bare.path(), &list.id, None);
        let bare = json(&["check", bare.path().to_str().expect("utf-8"), "--today", "2022-09-30", "--format", "json"]);
        let check = ["check", school.path().to_str().expect("utf-8"), "--today", "2022-09-30", "--format", "json"];
        let without = json(&check);
        let with = json(&[&check[..], &["--overlay", overlay.to_str().expect("utf-8")]].concat());
        for (((id, before), (_, after)), (_, bare)) in
            verdicts(&without).into_iter().zip(verdicts(&with)).zip(verdicts(&bare))
        {
            let clause = standard.clause(&id).expect("a clause");
            let of_each = clause.rules.iter().any(|rule| matches!(rule.predicate, Predicate::Each { .. }));
            let doubt = after == "unjudged" && (of_each || clause.applies.is_some());
            assert!(after == bare || doubt, "{}: {id} was {before}, is {after}; without any value {bare}", list.id);
        }
        let listed = with["studios"][0]["findings"].as_array().expect("findings");
        let unlisted =
            listed.iter().any(|one| one["rule"] == "record/not-in-list" && one["message"].to_string().contains("校际"));
        assert!(!unlisted, "{}: the added value may be chosen: {listed:#?}", list.id);
        true
    });
    let told = told.count();
    assert!(told > 15, "{told} lists were tried");
}

/// The verdict of a clause of the example school, unsigned, after all values of `list` became a word that an overlay adds.
fn verdict(list: &str, id: &str, kept: &[&str]) -> String {
    let standard = studio::standard::embedded().expect("a sound standard");
    let school = tempfile::tempdir().expect("a folder");
    copy(Path::new(&example("school")), school.path());
    fs::remove_file(school.path().join("signoffs.toml")).expect("it was there");
    reword(&standard, school.path(), list, Some("校际"));
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
fn an_added_value_counts_for_nothing_where_the_standard_counts() {
    // 5.1-e covers where results were spread, from a closed list; 4.2.3-a the kinds of activities, from an open one.
    assert_eq!(verdict("scope", "5.1-e", &[]), "unmet");
    assert_eq!(verdict("activity-kind", "4.2.3-a", &[]), "unmet");
    // 2.1.1-a wants most members to be homeroom teachers or to become such.
    assert_eq!(verdict("member-category", "2.1.1-a", &[]), "unmet");
    // 2.1.1-b is met by members who are neither; that a member is something else is not for the overlay to say.
    assert_ne!(verdict("member-category", "2.1.1-b", &[]), "met");
    // 3.2.2-b wants more than one kind of carrier: one, and a word of the overlay's, are not yet two.
    assert_eq!(verdict("carrier-kind", "3.2.2-b", &["carriers/三问会诊室.toml"]), "unmet");
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
fn a_reference_that_an_overlay_adds_puts_no_row_into_a_members_group() {
    // 2.2.1-b asks for an appraisal of each member in each year; to be named in another's is none.
    let witness = "kind: year\ninto: appraisal\nfields:\n  - { key: besides, label: { zh: 另及, en: besides }, type: reference, to: member, many: true, help: x }\n";
    let (before, after) = with_fields(&[("records/year.yaml", witness)], &|school| {
        for year in ["2020-2021", "2021-2022"] {
            let file = school.join(format!("years/{year}.toml"));
            let text = fs::read_to_string(&file).expect("text");
            let mut parts: Vec<String> = text.split("[[appraisal]]\n").map(str::to_owned).collect();
            let named = |part: &String| part.starts_with("member = \"阚长河\"");
            let index = parts.iter().position(named).expect("an appraisal");
            parts.remove(index);
            parts[1].insert_str(0, "besides = [\"阚长河\"]\n");
            fs::write(&file, parts.join("[[appraisal]]\n")).expect("written");
        }
    });
    let verdict = |report: &Value| verdicts(report).into_iter().find(|(id, _)| id == "2.2.1-b").expect("the clause").1;
    assert_eq!((verdict(&before).as_str(), verdict(&after).as_str()), ("unmet", "unmet"));
}
