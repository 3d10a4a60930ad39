//! No output repeats what it tells of; and a school without fault is told nothing.

use std::fs;

use super::{check, root, studio};

const FORMATS: [&str; 7] = ["human", "json", "github", "gitlab", "sarif", "junit", "markdown"];

/// What must not be repeated: each stands in the case below, and nothing else says it.
const PRIVATE: [&str; 8] = [
    "lin.hai@example.com",
    "1000200030",
    "wx-banji2021",
    "6220000000000001",
    "13800000000",
    "王梓涵",
    "自残",
    "白血病",
];

#[test]
fn no_format_repeats_what_it_found() {
    let folder = studio();
    let text = "学生王梓涵有过自残，又查出白血病。电话13800000000，邮箱lin.hai@example.com，QQ：1000200030，\
                微信是wx-banji2021，卡号6220000000000001。\n";
    fs::write(folder.path().join("cases/灯.toml"), "title = \"灯\"\ncategory = \"重点学生帮扶\"\n").expect("written");
    fs::write(folder.path().join("cases/灯.md"), text).expect("written");
    for lang in ["zh", "en"] {
        for format in FORMATS {
            let arguments = ["--only", "privacy", "--format", format, "--lang", lang, "--deny", "note"];
            let output = check(folder.path(), &arguments);
            assert_eq!(output.status.code(), Some(1));
            let said = [output.stdout, output.stderr].concat();
            let said = String::from_utf8(said).expect("utf-8");
            for rule in ["account", "card", "email", "phone", "pupil", "sensitive"] {
                assert!(said.contains(&format!("privacy/{rule}")), "{format} tells privacy/{rule}: {said}");
            }
            for private in PRIVATE {
                assert!(!said.contains(private), "{format} in {lang} repeats {private}: {said}");
            }
        }
    }
}

#[test]
fn a_baseline_and_a_summary_repeat_nothing() {
    let folder = studio();
    fs::write(folder.path().join("cases/灯.toml"), "title = \"灯\"\n").expect("written");
    fs::write(folder.path().join("cases/灯.md"), "学生王梓涵有过自残，邮箱lin.hai@example.com。\n").expect("written");
    let beside = tempfile::tempdir().expect("a folder");
    let (baseline, summary) = (beside.path().join("基线.json"), beside.path().join("摘要.md"));
    let paths = [&baseline, &summary].map(|path| path.to_str().expect("utf-8").to_owned());
    check(folder.path(), &["--write-baseline", &paths[0], "--summary", &paths[1], "--deny", "note"]);
    for file in [baseline, summary] {
        let said = fs::read_to_string(file).expect("written");
        for private in PRIVATE {
            assert!(!said.contains(private), "{private}: {said}");
        }
    }
}

#[test]
fn the_example_school_is_told_nothing() {
    let output = check(&root().join("examples/school"), &["--only", "privacy", "--deny", "note", "--quiet"]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stdout));
}

#[test]
fn pictures_need_consent_where_a_case_is_about_pupils() {
    let told = |category: &str, consent: &str, text: &str| {
        let folder = studio();
        let record = format!("title = \"灯\"\ncategory = \"{category}\"\n{consent}");
        fs::write(folder.path().join("cases/灯.toml"), record).expect("written");
        fs::write(folder.path().join("cases/灯.md"), text).expect("written");
        let output = check(folder.path(), &["--only", "privacy/image", "--deny", "warning"]);
        String::from_utf8(output.stdout).expect("utf-8").matches("[privacy/image]").count()
    };
    let text = "灯亮着。\n\n![合影](照片/合影.JPG)\n\n另见 证据/二.heic。\n";
    assert_eq!(told("重点学生帮扶", "", text), 1);
    assert_eq!(told("重点学生帮扶", "consent = [\"\"]\n", text), 1);
    assert_eq!(told("重点学生帮扶", "consent = [\"档案:2022-德育-07\"]\n", text), 0);
    assert_eq!(told("班级文化建设", "", text), 0);
    assert_eq!(told("重点学生帮扶", "", "灯亮着。见 通知.pdf，jpg 不算。\n"), 0);
}

#[test]
fn sensitive_words_are_told_once_a_case_with_their_places() {
    let folder = studio();
    fs::write(folder.path().join("cases/灯.toml"), "title = \"灯\"\n").expect("written");
    fs::write(folder.path().join("cases/灯.md"), "父母离异。\n\n她想过自残，\n又受了处分。\n").expect("written");
    let output = check(folder.path(), &["--only", "privacy", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let findings = report["studios"][0]["findings"].as_array().expect("findings");
    assert_eq!(findings.len(), 1);
    let lines: Vec<u64> =
        findings[0]["places"].as_array().expect("places").iter().filter_map(|place| place["line"].as_u64()).collect();
    assert_eq!(lines, [1, 3, 4]);
}

#[test]
fn a_long_text_of_nothing_else_is_told_in_bounds() {
    let folder = studio();
    fs::write(folder.path().join("cases/灯.toml"), "title = \"灯\"\n").expect("written");
    fs::write(folder.path().join("cases/灯.md"), "自残，".repeat(5_000)).expect("written");
    let output = check(folder.path(), &["--only", "privacy", "--format", "json"]);
    assert!(output.stdout.len() < 1 << 22, "{} bytes", output.stdout.len());
    assert!(!String::from_utf8_lossy(&output.stdout).contains("自残"));
}
