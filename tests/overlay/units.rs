//! The least number of an overlay is said in a unit: numbers in another are not held against it.

use std::fs;

use super::{ABOUT, json, overlay};

/// The verdict of 85 of a hundred, and the findings on it, where the records say `unit` and these numbers.
fn least(unit: &str, numbers: &[&str]) -> (String, Vec<String>) {
    let rule = "rules:\n  - id: demo/a\n    label: { zh: 甲, en: a }\n    text: x\n    level: must\n    rules:\n      - { kind: least, of: measure.value, value: value, at_least: 85, units: [百分] }\n    help: x\n";
    let (_folder, overlay) = overlay(&[("overlay.yaml", ABOUT), ("requirements.yaml", rule)]);
    let school = tempfile::tempdir().expect("a folder");
    let root = "standard = \"moe-2022\"\n[school]\nname = \"甲校\"\n[studio]\nname = \"乙\"\n[window]\nfrom = 2021-09-01\nto = 2022-06-30\n";
    fs::write(school.path().join("studio.toml"), root).expect("written");
    fs::create_dir(school.path().join("measures")).expect("made");
    let value = |number| format!("\n[[value]]\ndate = 2022-01-10\nof = \"家长满意度\"\nvalue = {number}\n");
    let values: Vec<String> = numbers.iter().map(value).collect();
    let record = format!("title = \"问卷\"\n{unit}\n{}", values.concat());
    fs::write(school.path().join("measures/问卷.toml"), record).expect("written");
    let path = school.path().to_str().expect("utf-8");
    let overlay = overlay.to_str().expect("utf-8");
    let found = json(&["check", path, "--format", "json", "--today", "2022-06-30", "--overlay", overlay]);
    let own = found["studios"][0]["findings"].as_array().expect("findings").clone();
    let own = own.iter().filter(|one| one["rule"] == "demo/a");
    let verdict = found["studios"][0]["local"][0]["verdict"].as_str().unwrap_or_default().to_owned();
    (verdict, own.map(|one| one["severity"].as_str().unwrap_or_default().to_owned()).collect())
}

#[test]
fn numbers_in_another_unit_are_for_a_person() {
    assert_eq!(least("unit = \"百分制得分\"", &["91"]), ("met".to_owned(), vec![]));
    assert_eq!(least("unit = \"百分制得分\"", &["84"]).0, "unmet");
    assert_eq!(least("unit = \"五级计分，满分5分\"", &["4.5"]), ("unjudged".to_owned(), vec!["note".to_owned()]));
    assert_eq!(least("", &["91"]).0, "unjudged");
}
