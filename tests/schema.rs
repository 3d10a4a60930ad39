//! The schemas judge as a check does. For every field of every kind and every way to be wrong, for the mistakes teachers make and
//! for the examples, `studio check`, the schemas themselves, Tombi and Taplo are asked for their verdicts, and those are compared.
//!
//! The editors are asked where they are installed: `STUDIO_TOMBI` and `STUDIO_TAPLO` name their programs, else the path is
//! searched. The verdicts were found equal with Tombi 1.9.6, Taplo 0.9.3 (Python's packages) and 0.9.0 (`@taplo/cli` 0.7.0).

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what is wrong by failing")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use studio::schema::of_kind;
use studio::standard::Standard;

#[path = "schema/judge.rs"]
mod judge;
mod shared;
#[path = "schema/wrong.rs"]
mod wrong;

use judge::{Level, check, schemas, taplo, tell, tombi};
use shared::{ROOT, studio_in, write};
use wrong::{Variant, variants};

fn standard() -> Standard {
    studio::standard::embedded().expect("a sound standard")
}

/// Writes each variant into a studio of its own below `root`; gives the path of its file there.
fn lay_out<'v>(root: &Path, standard: &Standard, all: &'v [Variant]) -> BTreeMap<String, &'v Variant> {
    let mut files = BTreeMap::new();
    for (number, variant) in all.iter().enumerate() {
        let kind = &standard.kinds[variant.kind];
        let path = format!("v{number:05}/{}", kind.example_path());
        write(root, &format!("v{number:05}/studio.toml"), ROOT);
        write(root, &path, &variant.text);
        files.insert(path, variant);
    }
    files
}

/// Holds verdicts against those of the check.
fn compare(
    judge: &str,
    files: &BTreeMap<String, &Variant>,
    check: &BTreeMap<String, Level>,
    other: &BTreeMap<String, Level>,
    blind: impl Fn(&Variant) -> bool,
    coarse: bool,
) {
    let wrong = differences(judge, files, check, other, blind, coarse);
    assert!(wrong.is_empty(), "{judge}: {} of {} verdicts differ\n{}", wrong.len(), files.len(), wrong.join("\n"));
}

/// Where the verdicts differ, with what is written there.
fn differences(
    judge: &str,
    files: &BTreeMap<String, &Variant>,
    check: &BTreeMap<String, Level>,
    other: &BTreeMap<String, Level>,
    blind: impl Fn(&Variant) -> bool,
    coarse: bool,
) -> Vec<String> {
    let level = |levels: &BTreeMap<String, Level>, path: &str| {
        let level = levels.get(path).copied().unwrap_or(Level::Fine);
        if coarse && level == Level::Warning { Level::Fine } else { level }
    };
    let mut wrong = Vec::new();
    let (mut alike, mut unseen) = (0, 0);
    for (path, variant) in files {
        let (ours, theirs) = (level(check, path), level(other, path));
        if ours == theirs {
            alike += 1;
        } else if blind(variant) && theirs < ours {
            unseen += 1;
        } else {
            wrong.push(format!("{path} {}: check {ours:?}, {judge} {theirs:?}", variant.about));
        }
    }
    tell(&format!("{judge}: {alike} verdicts alike, {unseen} beyond what it can see"));
    wrong
}

#[test]
fn every_schema_is_one_and_is_in_canonical_order() {
    let standard = standard();
    for kind in &standard.kinds {
        let text = of_kind(&standard, kind);
        let schema: serde_json::Value = serde_json::from_str(&text).expect("json");
        assert!(jsonschema::meta::is_valid(&schema), "{}", kind.kind);
        assert!(jsonschema::draft7::new(&schema).is_ok(), "{}", kind.kind);
        let mut rest = text.split_once("\n  \"properties\": {\n").expect("properties").1;
        for field in &kind.fields.0 {
            rest = rest.split_once(&format!("\n    \"{}\": {{", field.key)).map_or_else(
                || rest.strip_prefix(&format!("    \"{}\": {{", field.key)).expect("the key in its turn"),
                |(_, after)| after,
            );
        }
        assert_eq!(text, of_kind(&standard, kind), "the same bytes");
    }
}

#[test]
fn the_examples_are_accepted_by_all() {
    let standard = standard();
    for name in ["school", "first-week"] {
        let folder = shared::copied(&format!("examples/{name}"));
        studio_in(folder.path(), &["schema"]);
        let verdicts = schemas(&standard, folder.path());
        assert!(verdicts.len() >= 9, "{name}: {} records", verdicts.len());
        let fine = |levels: BTreeMap<String, Level>, judge: &str| {
            let wrong: Vec<_> = levels.into_iter().filter(|(_, level)| *level != Level::Fine).collect();
            assert!(wrong.is_empty(), "{name}, {judge}: {wrong:?}");
        };
        fine(verdicts, "the schemas");
        for (judge, levels) in [("Tombi", tombi(folder.path())), ("Taplo", taplo(folder.path()))] {
            fine(levels.unwrap_or_default(), judge);
        }
        // A second run finds everything as it should be, and the check finds nobody's records among it.
        assert!(studio_in(folder.path(), &["schema", "--check"]).status.success());
        let (found, _) = check(folder.path());
        assert!(found.values().all(|level| *level == Level::Fine), "{found:?}");
    }
}

#[test]
fn every_way_to_be_wrong_gets_the_same_verdict() {
    let standard = standard();
    let all = variants(&standard);
    let folder = tempfile::tempdir().expect("a folder");
    let files = lay_out(folder.path(), &standard, &all);
    let output = studio_in(folder.path(), &["schema"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    let (verdicts, _) = check(folder.path());
    let (wrong, warned) = (
        verdicts.values().filter(|level| **level == Level::Error).count(),
        verdicts.values().filter(|level| **level == Level::Warning).count(),
    );
    assert!(
        files.len() > 3000 && wrong > 2000 && warned > 200,
        "{} files, {wrong} wrong, {warned} warned of",
        files.len()
    );
    tell(&format!("check: {} records, {wrong} with errors, {warned} with warnings", files.len()));
    // Each looks at thousands of records, and none at the others.
    let root = folder.path();
    let (by_schemas, by_tombi, by_taplo) = std::thread::scope(|scope| {
        let (tombi, taplo) = (scope.spawn(|| tombi(root)), scope.spawn(|| taplo(root)));
        let seen = schemas(&standard, root);
        (seen, tombi.join().expect("no panic"), taplo.join().expect("no panic"))
    });
    compare("schemas", &files, &verdicts, &by_schemas, Variant::is_lost_in_json, true);
    if let Some(levels) = by_tombi {
        compare("Tombi", &files, &verdicts, &levels, Variant::is_lost_on_tombi, false);
    }
    if let Some(mut levels) = by_taplo {
        // On a busy machine Taplo may end before its last line is out. It says nothing that it does not mean, so what it says
        // when it is asked once more is added.
        if !differences("Taplo", &files, &verdicts, &levels, Variant::is_lost_in_json, true).is_empty() {
            levels.extend(taplo(root).into_iter().flatten());
        }
        compare("Taplo", &files, &verdicts, &levels, Variant::is_lost_in_json, true);
    }
}

/// The mistakes of `tests/mistakes`: what of them parses and is of a kind.
#[test]
fn the_mistakes_of_teachers_get_the_same_verdict() {
    let standard = standard();
    let here = shared::here("tests/mistakes");
    let folder = tempfile::tempdir().expect("a folder");
    let mut names: Vec<PathBuf> =
        fs::read_dir(&here).expect("mistakes").map(|entry| entry.expect("an entry").path()).collect();
    names.retain(|path| path.is_dir() && !path.ends_with("base"));
    for path in &names {
        let to = folder.path().join(path.file_name().expect("a name"));
        shared::copy(&here.join("base"), &to);
        shared::copy(path, &to);
    }
    studio_in(folder.path(), &["schema"]);
    let ((ours, others), mut theirs) = (check(folder.path()), schemas(&standard, folder.path()));
    // What is no record at all is told by one word, whatever else would be wrong with it.
    theirs.retain(|path, _| ours.contains_key(path) || !others.contains_key(path));
    let mut seen = 0;
    for (path, level) in &theirs {
        let error = ours.get(path) == Some(&Level::Error);
        // JSON has no dates: one in quotation marks is the same there.
        let blind = path.starts_with("date-as-text/");
        assert!(blind || error == (*level == Level::Error), "{path}: check {:?}, schema {level:?}", ours.get(path));
        seen += usize::from(error);
    }
    assert!(seen > 10, "{seen} mistakes of shape among {}", theirs.len());
    let Some(levels) = tombi(folder.path()) else { return };
    for path in theirs.keys() {
        let level = |levels: &BTreeMap<String, Level>| levels.get(path).copied().unwrap_or(Level::Fine);
        // A schema knows no other day, no words for nothing, and takes `nan` for a number.
        let blind = ["year-slip/", "exception-without-a-reason/", "number-that-is-none/"];
        let blind = blind.iter().any(|name| path.starts_with(name));
        assert!(
            blind || level(&ours) == level(&levels),
            "{path}: check {:?}, Tombi {:?}",
            level(&ours),
            level(&levels)
        );
    }
}
