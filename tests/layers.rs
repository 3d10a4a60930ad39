//! The layers of the library, and what its Rust may not know: each module uses only those before it, and no file names a
//! kind of record, a field or a value of a list beyond the few that the engine knows by design.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what is wrong by failing")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use studio::standard::kind::Fields;

const LAYERS: [&str; 21] = [
    "both", "failure", "text", "fault", "finding", "source", "files", "standard", "record", "load", "check", "report",
    "form", "fill", "edit", "schema", "workbook", "package", "page", "command", "cli",
];

/// What the engine knows by name: the roots, the calendar and the window, statements, sign-offs and exceptions.
const KNOWN: [&str; 24] = [
    "statement",
    "signoff",
    "exception",
    "covers",
    "author",
    "reviewer",
    "date",
    "verdict",
    "clause",
    "rule",
    "file",
    "reason",
    "until",
    "calendar",
    "semester",
    "id",
    "start",
    "end",
    "year",
    "window",
    "from",
    "to",
    "studio",
    "civil",
];

fn sources() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(&root).sort_by_file_name() {
        let entry = entry.expect("a readable tree");
        if entry.path().extension().is_some_and(|kind| kind == "rs") {
            let text = fs::read_to_string(entry.path()).expect("utf-8");
            let code = text.split("#[cfg(test)]").next().unwrap_or_default().to_owned();
            files.push((entry.path().strip_prefix(&root).expect("below").to_owned(), code));
        }
    }
    files
}

#[test]
fn every_module_uses_only_those_before_it() {
    let layer = |name: &str| LAYERS.iter().position(|layer| *layer == name);
    let mut seen = 0;
    for (path, code) in sources() {
        let top = path.components().next().expect("a name").as_os_str().to_string_lossy().replace(".rs", "");
        let Some(own) = layer(&top) else {
            assert!(["lib", "main"].contains(&top.as_str()), "{top} has no layer");
            continue;
        };
        for used in code
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .flat_map(|line| line.split("crate::").skip(1))
        {
            let names: Vec<&str> = match used.strip_prefix('{') {
                Some(list) => list.split('}').next().unwrap_or_default().split(',').map(str::trim).collect(),
                None => vec![used],
            };
            for name in names {
                let name = name.split(|char: char| !char.is_alphanumeric() && char != '_').next().unwrap_or_default();
                let Some(other) = layer(name) else { continue };
                assert!(other <= own, "{}: {top} may not know {name}", path.display());
                seen += 1;
            }
        }
    }
    assert!(seen > 100, "the test reads what it is meant to read: {seen} uses");
}

#[test]
fn rust_names_no_kind_field_or_value() {
    fn gather(fields: &Fields, words: &mut BTreeSet<String>) {
        for field in &fields.0 {
            words.insert(field.key.clone());
            gather(&field.fields, words);
        }
    }
    let standard = studio::standard::embedded().expect("a sound standard");
    let mut words = BTreeSet::new();
    for kind in &standard.kinds {
        words.insert(kind.kind.clone());
        gather(&kind.fields, &mut words);
    }
    words.extend(standard.lists.iter().flat_map(|list| &list.values).map(|value| value.value.clone()));
    words.extend(standard.clauses().map(|clause| clause.id.clone()));
    for known in KNOWN {
        words.remove(known);
    }
    // Keys of the standard's own YAML and of report formats, and names that messages leave open, which happen to be spelled
    // as fields are.
    for own in ["type", "kind", "of", "value", "name", "text", "n", "group", "what", "unit", "path", "evidence", "note"]
    {
        words.remove(own);
    }
    let mut found = Vec::new();
    for (path, code) in sources() {
        let test = path.to_string_lossy().ends_with("_tests.rs");
        if test || path.starts_with("text/message") || path.starts_with("standard") {
            continue;
        }
        for line in code.lines().filter(|line| !line.trim_start().starts_with("//")) {
            for literal in line.split('"').skip(1).step_by(2) {
                if words.contains(literal) {
                    found.push(format!("{}: names “{literal}”: {line}", path.display()));
                }
            }
            for word in ["班主任", "工作室", "指标", "学校"] {
                if line.contains(word) {
                    found.push(format!("{}: names “{word}”: {line}", path.display()));
                }
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// What tells a name from other words, or a row of a table from what stands around it, is the language's, and stands in the
/// standard.
#[test]
fn rust_has_no_words_that_tell() {
    const FILES: [&str; 5] = ["check/people.rs", "fill/recognise.rs", "fill/rows.rs", "fill/words.rs", "load/names.rs"];
    let of_names = |path: &Path| path.starts_with("check/personal") || FILES.iter().any(|file| path == Path::new(file));
    let mut seen = 0;
    for (path, code) in sources().into_iter().filter(|(path, _)| of_names(path)) {
        seen += 1;
        for line in code.lines().filter(|line| !line.trim_start().starts_with("//")) {
            let han = |c: char| matches!(c, '\u{3400}'..='\u{9fff}' | '〇');
            assert!(!line.contains(han), "{}: has a word: {line}", path.display());
        }
    }
    assert!(seen > 10, "the test reads what it is meant to read: {seen} files");
}

#[test]
fn no_file_holds_two_nouns() {
    for (path, code) in sources() {
        let table = path.starts_with("text/message");
        assert!(table || code.lines().count() <= 400, "{} is over 400 lines", path.display());
    }
}
