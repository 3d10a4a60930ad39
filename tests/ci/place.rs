//! The same findings at a desk, in a hook and in CI: one folder, checked from everywhere in every way, by its names in the
//! repository.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{Repository, example};

/// What is found: the file from the top of the repository, its line, the rule, the words.
fn found(output: &std::process::Output, prefix: &str) -> BTreeSet<(String, u64, String, String)> {
    let root: Value = serde_json::from_slice(&output.stdout).expect("json");
    let inner = root["studios"].as_array().expect("a list").iter().filter_map(|one| one["findings"].as_array());
    let all = inner.chain(root["findings"].as_array()).flatten().map(|finding| {
        let place = &finding["places"][0];
        let word = |value: &Value| value.as_str().expect("a text").to_owned();
        let file = format!("{prefix}{}", word(&place["file"]));
        let rule = word(&finding["rule"]);
        // What is between two studios names the other one's folder, from what was checked as all paths are.
        let message = if rule.starts_with("twin/") { String::new() } else { word(&finding["message"]) };
        (file, place["line"].as_u64().expect("a line"), rule, message)
    });
    all.collect()
}

/// What the hook runs, as its manifest has it.
fn hook() -> Vec<String> {
    let manifest =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/.pre-commit-hooks.yaml")).expect("read");
    let hooks: serde_yaml::Value = serde_yaml::from_str(&manifest).expect("yaml");
    let check = hooks.as_sequence().expect("a list").iter().find(|hook| hook["id"].as_str() == Some("studio-check"));
    let entry = check.expect("the hook")["entry"].as_str().expect("an entry").to_owned();
    entry.split(' ').skip(1).map(str::to_owned).collect()
}

#[test]
fn a_desk_a_hook_and_ci_find_the_same() {
    let repository = Repository::with(&[("学校/甲", "first-week"), ("学校/乙", "first-week")]);
    let json = ["--format", "json"];
    let whole = found(&repository.studio(&[&["check", "."][..], &json].concat()), "");
    assert!(whole.len() > 150, "{}", whole.len());
    let entry = hook();
    let entry: Vec<&str> = entry.iter().map(String::as_str).collect();
    // Hooks are run at the top of the repository, with the entry as it is.
    assert_eq!(found(&repository.studio(&[&entry[..], &json].concat()), ""), whole, "the hook");
    assert_eq!(found(&repository.studio(&[&["check", "学校"][..], &json].concat()), "学校/"), whole);
    assert_eq!(found(&repository.studio_in("学校", &[&["check"][..], &json].concat()), "学校/"), whole);
    let top = repository.path(".").to_string_lossy().into_owned();
    assert_eq!(found(&repository.studio_in("/", &[&["check", &top][..], &json].concat()), ""), whole);
    assert_eq!(found(&repository.studio_in("学校/甲", &[&["-C", "../..", "check"][..], &json].concat()), ""), whole);
    // The desk of one school finds its own part of it, and nothing of what is between schools.
    let one = found(&repository.studio_in("学校/甲", &[&["check"][..], &json].concat()), "学校/甲/");
    let part: BTreeSet<_> = whole
        .into_iter()
        .filter(|(file, _, rule, _)| file.starts_with("学校/甲/") && !rule.starts_with("twin/"))
        .collect();
    assert_eq!(one, part);
}

#[test]
fn the_hooks_are_whole() {
    let manifest =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/.pre-commit-hooks.yaml")).expect("read");
    let hooks: serde_yaml::Value = serde_yaml::from_str(&manifest).expect("yaml");
    let hooks = hooks.as_sequence().expect("a list");
    let ids: Vec<&str> = hooks.iter().filter_map(|hook| hook["id"].as_str()).collect();
    assert_eq!(ids, ["studio-check", "studio-fmt"]);
    for hook in hooks {
        // The keys of a manifest, as pre-commit's documentation has them.
        let known = [
            "id",
            "name",
            "description",
            "entry",
            "language",
            "files",
            "pass_filenames",
            "always_run",
            "minimum_pre_commit_version",
        ];
        for (key, _) in hook.as_mapping().expect("a map") {
            assert!(known.contains(&key.as_str().unwrap_or_default()), "{key:?}");
        }
        assert_eq!(hook["language"].as_str(), Some("rust"));
        assert_eq!(hook["pass_filenames"].as_bool(), Some(false), "the program finds the studios itself");
        let entry = hook["entry"].as_str().expect("an entry");
        let command = entry.strip_prefix("studio ").expect("the program");
        let help = Repository::new().studio(&[command, "--help"]);
        assert!(help.status.success(), "{entry}");
    }
    assert!(example("ci").is_dir());
}
