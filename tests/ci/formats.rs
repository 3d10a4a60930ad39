//! SARIF and GitLab's code quality: against their schema, and against the files they speak of.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

use super::{HOSTILE, Repository};

/// The published schema, or another edition of it.
fn schema() -> Value {
    let own = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/ci/sarif-schema-2.1.0.json").to_owned();
    let file = std::env::var("STUDIO_SARIF_SCHEMA").unwrap_or(own);
    let mut schema: Value = serde_json::from_str(&std::fs::read_to_string(file).expect("readable")).expect("json");
    // Errata 01 mends this pattern, which no reader of patterns takes as it was.
    for whose in ["run", "toolComponent"] {
        schema["definitions"][whose]["properties"]["language"]["pattern"] = "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$".into();
    }
    schema
}

fn list<'v>(value: &'v Value, pointer: &str) -> &'v Vec<Value> {
    value.pointer(pointer).and_then(Value::as_array).unwrap_or_else(|| panic!("a list at {pointer}"))
}

fn word<'v>(value: &'v Value, pointer: &str) -> &'v str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_else(|| panic!("a text at {pointer} of {value}"))
}

/// A URI's path with its percent-encoding undone.
fn decoded(uri: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = uri.bytes();
    while let Some(byte) = rest.next() {
        assert!(byte.is_ascii_alphanumeric() || b"-._~/%".contains(&byte), "{uri}");
        if byte == b'%' {
            let digits = [rest.next().expect("a digit"), rest.next().expect("a digit")];
            let digits = std::str::from_utf8(&digits).expect("ascii").to_owned();
            bytes.push(u8::from_str_radix(&digits, 16).expect("hexadecimal"));
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).expect("utf-8")
}

fn repositories() -> [Repository; 2] {
    [Repository::hostile(), Repository::with(&[("甲", "first-week"), ("乙", "school")])]
}

#[test]
fn sarif_is_valid_and_points_into_the_files() {
    let schema = schema();
    let validator =
        jsonschema::options().should_validate_formats(true).build(&schema).expect("a schema of a known draft");
    let broken = serde_json::json!({ "version": "2.1.0", "runs": [{ "tool": {} }] });
    assert!(!validator.is_valid(&broken), "the schema finds what is wrong");
    for repository in repositories() {
        for more in [&[][..], &["--lang", "en"], &["--only", "record/syntax"], &["--only", "5.2"]] {
            let log = repository.json("sarif", more);
            let problems: Vec<String> =
                validator.iter_errors(&log).map(|error| format!("{} {error}", error.instance_path())).collect();
            assert!(problems.is_empty(), "{problems:#?}");
            let rules = list(&log, "/runs/0/tool/driver/rules");
            assert_eq!(word(&log, "/runs/0/columnKind"), "unicodeCodePoints");
            let mut prints = BTreeSet::new();
            for result in list(&log, "/runs/0/results") {
                let index = usize::try_from(result["ruleIndex"].as_u64().expect("a number")).expect("small");
                assert_eq!(rules[index]["id"], result["ruleId"]);
                assert!(
                    prints.insert(word(result, "/partialFingerprints/findingKey~1v1")),
                    "a fingerprint twice: {result}"
                );
                let others = result.get("relatedLocations").and_then(Value::as_array).into_iter().flatten();
                for location in list(result, "/locations").iter().chain(others) {
                    points(&repository, location);
                }
                let text = word(result, "/message/text");
                assert!(!text.contains("](") && !text.replace("{{", "").contains('{'), "{text}");
            }
            for rule in rules {
                for part in ["/id", "/name", "/shortDescription/text", "/help/text", "/defaultConfiguration/level"] {
                    assert!(!word(rule, part).is_empty(), "{part} of {rule}");
                }
            }
        }
    }
}

/// The place is in a file that is there, within its lines, and no shorter than nothing.
fn points(repository: &Repository, location: &Value) {
    assert_eq!(word(location, "/physicalLocation/artifactLocation/uriBaseId"), "%SRCROOT%");
    let uri = word(location, "/physicalLocation/artifactLocation/uri");
    let path = repository.path(&decoded(uri));
    assert!(path.exists(), "{uri}");
    let number = |key: &str| location["physicalLocation"]["region"][key].as_u64().expect("a number");
    assert!((number("startLine"), number("startColumn")) <= (number("endLine"), number("endColumn")), "{location}");
    if let Ok(text) = std::fs::read_to_string(&path) {
        let lines: Vec<&str> = text.lines().collect();
        let last = usize::try_from(number("endLine")).expect("small");
        assert!(last <= lines.len().max(1), "{location}");
        let width = lines.get(last - 1).map_or(0, |line| line.chars().count());
        assert!(usize::try_from(number("endColumn")).expect("small") <= width + 2, "{location} in {width} columns");
    }
}

#[test]
fn a_fingerprint_survives_moved_lines_and_another_folder() {
    let repository = Repository::with(&[("学校/甲", "first-week")]);
    let prints = |folder: &str, format: &str| {
        let output = repository.studio_in(folder, &["check", ".", "--format", format]);
        let value: Value = serde_json::from_slice(&output.stdout).expect("json");
        let all: BTreeSet<String> = match format {
            "sarif" => list(&value, "/runs/0/results")
                .iter()
                .map(|one| word(one, "/partialFingerprints/primaryLocationLineHash").to_owned())
                .collect(),
            _ => list(&value, "").iter().map(|one| word(one, "/fingerprint").to_owned()).collect(),
        };
        assert!(all.len() > 50, "{}", all.len());
        all
    };
    for format in ["sarif", "gitlab"] {
        let before = prints(".", format);
        assert_eq!(prints("学校/甲", format), before, "from within");
        assert_eq!(prints("学校", format), before);
        let member = "学校/甲/members/殳敏.toml";
        let text = repository.read(member);
        repository.write(member, &format!("# 一行\n\n# 又一行\n{text}"));
        assert_eq!(prints(".", format), before, "lines have moved");
        repository.write(member, &text);
    }
}

#[test]
fn code_quality_has_what_gitlab_asks_for() {
    for repository in repositories() {
        let issues = repository.json("gitlab", &[]);
        let mut prints = BTreeSet::new();
        for issue in list(&issues, "") {
            assert!(!word(issue, "/description").is_empty() && !word(issue, "/check_name").is_empty());
            assert!(["info", "minor", "major", "critical", "blocker"].contains(&word(issue, "/severity")));
            assert!(prints.insert(word(issue, "/fingerprint")), "a fingerprint twice: {issue}");
            let path = word(issue, "/location/path");
            assert!(!Path::new(path).is_absolute() && !path.starts_with("./"), "{path}");
            assert!(repository.path(path).exists(), "{path}");
            assert!(issue["location"]["lines"]["begin"].as_u64() >= Some(1));
        }
        let severities: BTreeSet<&str> = list(&issues, "").iter().map(|issue| word(issue, "/severity")).collect();
        assert!(severities.contains("major"), "{severities:?}");
    }
}

#[test]
fn every_format_lists_the_exceptions_in_force() {
    let repository = Repository::hostile();
    for format in ["human", "json", "github", "gitlab", "sarif", "junit", "markdown"] {
        let told = repository.told(format, &[]);
        assert!(told.contains("1.1.1-a") && told.contains("2021-01-01"), "{format}: {told}");
    }
}

#[test]
fn local_demands_are_told_apart_from_the_standard() {
    let repository = Repository::with(&[("甲", "first-week"), ("乙", "first-week")]);
    super::copy(&super::example("province/地方要求"), &repository.path("地方要求"));
    repository.write("province.toml", "reporting_body = \"江西省\"\noverlays = [\"地方要求\"]\n");
    for format in ["json", "github", "gitlab", "sarif", "junit", "markdown"] {
        let told = repository.told(format, &["--only", "example"]);
        assert!(told.contains("地方要求") && told.contains("虚构〔2021〕1号"), "{format}: {told}");
        assert!(told.contains("example/members"), "{format}: {told}");
    }
    let whole = repository.told("junit", &[]);
    assert_eq!(whole.matches("name=\"1.1.1-a ").count(), 2);
    assert_eq!(whole.matches("name=\"example/members ").count(), 2, "a case each, beside the clauses");
    // A school alone is held to them, too, and a baseline knows them from everywhere.
    repository.studio(&["check", ".", "--write-baseline", "基线.json"]);
    assert!(repository.read("基线.json").contains("example/members@"));
    let one = repository.studio_in("甲", &["check", "--baseline", "../基线.json", "--deny", "note"]);
    assert_eq!(one.status.code(), Some(0), "{}", super::text(&one.stdout));
}

#[test]
fn a_reading_is_said_to_be_one() {
    let repository = Repository::with(&[("甲", "first-week")]);
    for format in ["human", "github", "gitlab", "sarif", "junit", "markdown"] {
        assert!(repository.told(format, &[]).contains("读法（不是标准原文）"), "{format}");
    }
}

#[test]
fn every_format_is_the_same_twice_and_goes_to_a_file() {
    let repository = Repository::hostile();
    for format in ["json", "github", "gitlab", "sarif", "junit", "markdown"] {
        let told = repository.told(format, &[]);
        assert_eq!(told, repository.told(format, &[]), "{format}");
        assert_eq!(repository.told(format, &["-o", "报告"]), "");
        assert_eq!(repository.read("报告"), told, "{format}");
        assert!(!told.contains('\0') && !told.is_empty());
    }
    assert!(repository.path(HOSTILE).is_dir());
}

#[test]
fn what_touches_nothing_is_a_valid_report() {
    let repository = Repository::with(&[("甲", "first-week")]);
    std::fs::remove_dir(repository.path(".git")).expect("empty");
    let git = |arguments: &[&str]| super::shared::git(&repository.path("."), arguments).is_some();
    if !git(&["init", "-q"]) {
        super::skip("skipped: there is no git");
        return;
    }
    assert!(git(&["add", "-A"]) && git(&["commit", "-qm", "一"]));
    for format in ["human", "json", "github", "gitlab", "sarif", "junit", "markdown"] {
        let output = repository.studio(&["check", ".", "--format", format, "--changed-since", "HEAD"]);
        assert_eq!(output.status.code(), Some(0), "{format}: {}", super::text(&output.stderr));
        let told = super::text(&output.stdout);
        match format {
            "json" | "sarif" | "gitlab" => drop(serde_json::from_str::<Value>(&told).expect("json")),
            "junit" => assert!(told.contains("tests=\"0\"") && told.contains("</testsuites>"), "{told}"),
            _ => assert!(told.contains("没有改动到任何工作室"), "{format}: {told}"),
        }
    }
}
