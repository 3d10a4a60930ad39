//! Annotations, read as GitHub's runner reads a log: a line that begins with `::` after white space, or that has `##[` in it.

use std::collections::BTreeMap;

use super::{HOSTILE, Repository, text};

/// A command as the runner takes it.
#[derive(Debug)]
struct Command {
    name: String,
    properties: BTreeMap<String, String>,
    data: String,
}

fn unescaped(text: &str, property: bool) -> String {
    let text = text.replace("%0D", "\r").replace("%0A", "\n");
    let text = if property { text.replace("%3A", ":").replace("%2C", ",") } else { text };
    text.replace("%25", "%")
}

fn commands(log: &str) -> Vec<Command> {
    let read = |line: &str| {
        let line = line.trim_start();
        let Some(rest) = line.strip_prefix("::") else {
            assert!(!line.contains("##["), "a command of old: {line}");
            return None;
        };
        let (head, data) = rest.split_once("::").expect("a command has data");
        let (name, properties) = head.split_once(' ').unwrap_or((head, ""));
        let pairs = properties.split(',').filter(|pair| !pair.is_empty()).map(|pair| {
            let (key, value) = pair.split_once('=').expect("a property has a value");
            (key.to_owned(), unescaped(value, true))
        });
        Some(Command { name: name.to_owned(), properties: pairs.collect(), data: unescaped(data, false) })
    };
    log.split(['\n', '\r']).filter_map(read).collect()
}

#[test]
fn the_gravest_are_shown_and_the_rest_is_counted() {
    let repository = Repository::with(&[("学校/甲校", "first-week"), ("学校/乙校", "first-week")]);
    let log = repository.told("github", &[]);
    let all = commands(&log);
    let of = |name: &str| all.iter().filter(|command| command.name == name).count();
    assert_eq!((of("error"), of("warning")), (10, 10), "GitHub shows ten of a kind: {log}");
    assert!((1..=10).contains(&of("notice")), "{log}");
    let kinds = all.iter().filter_map(|one| ["error", "warning", "notice"].iter().position(|kind| *kind == one.name));
    assert!(kinds.is_sorted(), "the gravest first: {log}");
    // Every finding is told, marked or in the log; the sums are in the last line.
    let json = repository.json("json", &[]);
    let between = json["findings"].as_array().map_or(0, Vec::len);
    let findings: usize = json["studios"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| one["findings"].as_array().map_or(0, Vec::len))
        .sum();
    let folded = log.lines().skip_while(|line| !line.starts_with("::group::")).skip(1);
    let folded = folded.take_while(|line| !line.starts_with("::endgroup::")).count();
    assert_eq!(of("error") + of("warning") + of("notice") - 1 + folded, findings + between);
    let last = all.last().expect("a summary");
    assert!(last.name == "notice" && last.data.contains(&format!("还有 {folded} 处")), "{last:?}");
    assert!(last.data.contains(&format!("{} 个错误", json["summary"]["errors"])), "{last:?}");
    // No school hides the other.
    for school in ["学校/甲校/", "学校/乙校/"] {
        let shown = all.iter().filter(|one| one.name == "error" && one.properties["file"].starts_with(school));
        assert_eq!(shown.count(), 5);
    }
}

#[test]
fn annotations_stand_where_the_findings_are() {
    let repository = Repository::with(&[("学校/甲校", "first-week")]);
    for (folder, path) in [(".", "."), (".", "学校"), ("学校/甲校", "."), ("学校", "甲校/../甲校")] {
        let output = repository.studio_in(folder, &["check", path, "--format", "github"]);
        assert_eq!(output.status.code(), Some(1));
        for command in commands(&text(&output.stdout)).iter().filter(|one| one.properties.contains_key("file")) {
            let file = &command.properties["file"];
            let lines = repository.read(file).lines().count().max(1);
            let number = |key: &str| command.properties.get(key).map(|text| text.parse::<usize>().expect("a number"));
            let (line, end) = (number("line").expect("a line"), number("endLine").expect("a line"));
            assert!(1 <= line && line <= end && end <= lines, "{command:?}");
            assert!(number("col") <= number("endColumn") && number("col").is_none_or(|col| col >= 1), "{command:?}");
            assert!(command.data.contains("怎么办"), "{command:?}");
        }
    }
}

#[test]
fn a_file_of_the_province_above_is_named_from_the_top() {
    let repository = Repository::with(&[("学校/甲校", "first-week")]);
    repository.write("province.toml", "reporting_body = 1\n");
    let output = repository.studio_in("学校/甲校", &["check", "--format", "github", "--only", "record"]);
    let log = text(&output.stdout);
    assert!(log.contains("file=province.toml,"), "{log}");
}

#[test]
fn why_a_run_fails_drives_no_terminal() {
    let repository = Repository::with(&[("学校/甲校", "first-week")]);
    repository.write("province.toml", "reporting_body = \"江苏省\"\noverlays = [\"x\\u001b[31mRED\"]\n");
    for arguments in [&["check"][..], &["check", "\u{1b}[31m无"], &["check", "--only", "\u{1b}[31mx"]] {
        let output = repository.studio(&[arguments, &["--format", "github"]].concat());
        let log = text(&output.stdout);
        assert!(output.status.code() == Some(2) && log.contains("<U+001B>[31m") && !log.contains('\u{1b}'), "{log}");
    }
}

#[test]
fn no_text_of_a_record_is_a_command() {
    let repository = Repository::hostile();
    for more in [&[][..], &["--lang", "en"], &["--only", "record"], &["--deny", "note"]] {
        let log = repository.told("github", more);
        for command in commands(&log) {
            let known = ["error", "warning", "notice", "group", "endgroup"].contains(&command.name.as_str());
            assert!(known, "{command:?}");
            for key in command.properties.keys() {
                assert!(
                    ["file", "line", "endLine", "col", "endColumn", "title"].contains(&key.as_str()),
                    "{command:?}"
                );
            }
            if let Some(file) = command.properties.get("file") {
                assert!(file.starts_with(HOSTILE) && repository.path(file).exists(), "{file:?}");
            }
        }
        assert!(!log.contains(['\u{202e}', '\0', '\u{1b}']));
        assert!(log.contains("<script>"), "what is harmless to GitHub stays as it is");
    }
}

#[test]
fn what_cannot_run_is_an_annotation_too() {
    let repository = Repository::new();
    for arguments in [
        &["check", "没有", "--format", "github"][..],
        &["check", ".", "--format", "github"],
        &["check", ".", "--format", "github", "--baseline", "没有.json"],
        &["check", "x\n::error::y", "--format", "github"],
    ] {
        let output = repository.studio(arguments);
        assert_eq!(output.status.code(), Some(2));
        let all = commands(&text(&output.stdout));
        assert_eq!(all.len(), 1, "{all:?}");
        assert!(all[0].name == "error" && !all[0].data.is_empty());
        assert!(commands(&text(&output.stderr)).is_empty(), "{}", text(&output.stderr));
    }
}
