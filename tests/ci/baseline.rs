//! A baseline: what it lets pass, what it never does, and what it says when it is none.

use std::path::Path;

use serde_json::Value;

use super::{Repository, shared, text};

/// A number with a right check digit for a district and a day that belong to nobody.
fn number() -> String {
    let digits = "99010119000101001";
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = digits.bytes().zip(weights).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    format!("{digits}{}", ["1", "0", "X", "9", "8", "7", "6", "5", "4", "3", "2"][sum as usize % 11])
}

fn schools() -> Repository {
    Repository::with(&[("学校/甲", "first-week"), ("学校/乙", "first-week")])
}

const MEMBER: &str = "学校/甲/members/殳敏.toml";

fn code(repository: &Repository, more: &[&str]) -> Option<i32> {
    repository.studio(&[&["check"], more].concat()).status.code()
}

#[test]
fn only_what_is_new_fails() {
    let repository = schools();
    assert_eq!(code(&repository, &["."]), Some(1));
    let output = repository.studio(&["check", ".", "--write-baseline", "基线.json"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(text(&output.stderr).contains("基线已存到 基线.json"), "{}", text(&output.stderr));
    let with = ["--baseline", "基线.json", "--deny", "note"];
    assert_eq!(code(&repository, &[&["."][..], &with].concat()), Some(0));
    // Lines that move are nothing new; another value of a wrong kind is.
    let member = repository.read(MEMBER);
    repository.write(MEMBER, &format!("# 一行\n\n{member}"));
    assert_eq!(code(&repository, &[&["."][..], &with].concat()), Some(0));
    repository.write(MEMBER, &member.replace("sex = \"女\"", "sex = 1"));
    let output = repository.studio(&[&["check", "."][..], &with].concat());
    assert_eq!(output.status.code(), Some(1));
    let shown = text(&output.stdout);
    assert!(shown.contains("record/type") && shown.contains("（已知）错误["), "{shown}");
    let json = repository.json("json", &with);
    let findings = json["studios"].as_array().expect("a list").iter().filter_map(|one| one["findings"].as_array());
    let new: Vec<&Value> = findings.flatten().filter(|finding| finding["known"] == false).collect();
    assert!(!new.is_empty() && new.iter().all(|one| one["places"][0]["file"] == MEMBER), "{new:#?}");
    assert!(json["summary"]["known"].as_u64() > Some(100));
    for format in ["github", "markdown"] {
        let told = repository.told(format, &with);
        assert!(told.contains("record/type") && !told.contains("学校/乙/members"), "{format}: {told}");
        assert!(told.contains("已知"), "{format}: {told}");
    }
    let sarif = repository.json("sarif", &with);
    let states = sarif["runs"][0]["results"].as_array().expect("a list").iter();
    assert_eq!(states.filter(|one| one["baselineState"] == "new").count(), new.len());
}

/// Outside of git nothing says from where its paths are counted.
#[test]
fn one_of_another_folder_is_said_to_be_that() {
    let repository = schools();
    std::fs::remove_dir_all(repository.path(".git")).expect("removed");
    let output = repository.studio_in("学校", &["check", "甲", "--write-baseline", "../基线.json"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    for (folder, path) in [(".", "学校"), ("学校/甲", ".")] {
        let baseline = repository.path("基线.json");
        let baseline = baseline.to_str().expect("utf-8");
        let output = repository.studio_in(folder, &["check", path, "--baseline", baseline]);
        let said = text(&output.stderr);
        assert!(output.status.code() == Some(2) && said.contains("从这里一个也找不到"), "{path}: {said}");
    }
    let output = repository.studio_in("学校", &["check", "甲", "--baseline", "../基线.json"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stdout));
}

#[test]
fn it_holds_from_every_folder() {
    let repository = schools();
    repository.studio(&["check", ".", "--write-baseline", "基线.json"]);
    for (folder, file) in [("学校", "../基线.json"), ("学校/甲", "../../基线.json")] {
        let output = repository.studio_in(folder, &["check", ".", "--baseline", file]);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stdout));
        assert!(!text(&output.stderr).contains("已经解决"), "of others nobody knows: {}", text(&output.stderr));
    }
    assert_eq!(code(&repository, &["学校/乙", "--baseline", "基线.json"]), Some(0));
    // Written again from within, it keeps what it has of others.
    let before = repository.read("基线.json");
    repository.studio_in("学校/甲", &["check", "--write-baseline", "../../基线.json"]);
    assert_eq!(repository.read("基线.json"), before);
}

#[test]
fn it_shrinks() {
    let repository = schools();
    repository.studio(&["check", ".", "--write-baseline", "基线.json"]);
    let before = repository.read("基线.json");
    std::fs::remove_dir_all(repository.path("学校/乙")).expect("removed");
    std::fs::remove_file(repository.path(MEMBER)).expect("removed");
    let output = repository.studio(&["check", ".", "--baseline", "基线.json"]);
    let told = text(&output.stderr);
    let gone: usize = told.chars().filter(char::is_ascii_digit).collect::<String>().parse().expect("a number");
    let json = repository.json("json", &["--baseline", "基线.json"]);
    assert_eq!(json["summary"]["resolved"].as_u64(), Some(gone as u64), "{told}");
    // Neither of rules that were not asked for.
    let told = text(&repository.studio(&["check", ".", "--baseline", "基线.json", "--only", "5.2"]).stderr);
    let fewer: usize = told.chars().filter(char::is_ascii_digit).collect::<String>().parse().unwrap_or(0);
    assert!(fewer < gone, "{told}");
    repository.studio(&["check", ".", "--write-baseline", "基线.json"]);
    let after = repository.read("基线.json");
    assert!(after.len() < before.len() && !after.contains("学校/乙"), "{after}");
    let lines: Vec<&str> = after.lines().filter(|line| line.starts_with("      \"")).collect();
    assert!(
        lines.is_sorted_by_key(|line| line.trim_end_matches(',').rsplit_once("\": ").map(|(key, _)| key.to_owned())),
        "sorted, one a line"
    );
}

/// A file that cannot be read has solved nothing.
#[test]
fn what_cannot_be_seen_is_not_gone() {
    let repository = schools();
    repository.studio(&["check", ".", "--write-baseline", "基线.json"]);
    let before = repository.read("基线.json");
    for file in [MEMBER, "学校/乙/studio.toml"] {
        let whole = repository.read(file);
        repository.write(file, &format!("{whole}\nx =\n"));
        let told = text(&repository.studio(&["check", ".", "--baseline", "基线.json"]).stderr);
        assert!(!told.contains("已经解决"), "{file}: {told}");
        repository.studio(&["check", ".", "--write-baseline", "基线.json"]);
        assert_eq!(repository.read("基线.json"), before, "{file}");
        repository.write(file, &whole);
    }
    assert_eq!(code(&repository, &[".", "--baseline", "基线.json"]), Some(0));
}

#[test]
fn a_report_is_a_baseline_too() {
    let repository = schools();
    assert_eq!(code(&repository, &[".", "--format", "json", "-o", "报告.json"]), Some(1));
    assert_eq!(code(&repository, &[".", "--baseline", "报告.json"]), Some(0));
    let with_mark = format!("\u{feff}{}", repository.read("报告.json"));
    repository.write("报告.json", &with_mark);
    assert_eq!(code(&repository, &[".", "--baseline", "报告.json"]), Some(0));
}

#[test]
fn what_is_private_or_unread_is_never_known() {
    let repository = schools();
    repository.write("学校/甲/meetings/a.toml", "date = 2020-09-0\n");
    let private =
        format!("date = 2020-09-03\nwhat = [\"听取汇报\"]\nwho = [\"学校领导班子\"]\nnote = \"{}\"\n", number());
    repository.write("学校/甲/meetings/b.toml", &private);
    let output = repository.studio(&["check", ".", "--write-baseline", "基线.json"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("这些不能进基线"), "{}", text(&output.stderr));
    let kept = repository.read("基线.json");
    assert!(!kept.contains("privacy/") && !kept.contains("record/syntax") && !kept.contains(&number()), "{kept}");
    repository.studio(&["check", ".", "--format", "json", "-o", "报告.json"]);
    for file in ["基线.json", "报告.json"] {
        let json = repository.json("json", &["--baseline", file]);
        let findings = json["studios"].as_array().expect("a list").iter().filter_map(|one| one["findings"].as_array());
        let new: Vec<&str> =
            findings.flatten().filter(|one| one["known"] == false).filter_map(|one| one["rule"].as_str()).collect();
        assert!(new.contains(&"privacy/id-number") && new.contains(&"record/syntax"), "{file}: {new:?}");
        assert_eq!(code(&repository, &[".", "--baseline", file]), Some(1));
    }
}

#[test]
fn what_became_graver_is_new() {
    let repository = schools();
    repository.studio(&["check", ".", "--write-baseline", "基线.json"]);
    let kept = repository.read("基线.json");
    repository.write("轻.json", &kept.replace("\"error\"", "\"warning\""));
    assert_eq!(code(&repository, &[".", "--baseline", "轻.json"]), Some(1));
    repository.write("重.json", &kept.replace("\"warning\"", "\"error\""));
    assert_eq!(code(&repository, &[".", "--baseline", "重.json", "--deny", "note"]), Some(0));
}

#[test]
fn what_is_no_baseline_is_told_with_its_place() {
    let repository = schools();
    repository.studio(&["check", ".", "--write-baseline", "基线.json"]);
    let good = repository.read("基线.json");
    let half: String = good.chars().take(good.chars().count() / 2).collect();
    let line = good.lines().position(|line| line == "  \"studios\": {").expect("a line") + 1;
    let conflict = good.replacen("  \"studios\"", "<<<<<<< HEAD\n  \"studios\"", 1);
    for (name, content, words) in [
        ("半.json", half, "半.json:"),
        ("冲突.json", conflict, &format!("冲突.json:{line}:1")),
        ("词.json", good.replacen("\"error\"", "\"grave\"", 1), "词.json:"),
        ("空.json", String::new(), "空.json:1:1"),
        ("列.json", "[]".to_owned(), "不是基线文件"),
        ("别.json", "{\"a\": 1}".to_owned(), "不是基线文件"),
        ("新.json", good.replacen("\"baseline\": 1", "\"baseline\": 2", 1), "不是基线文件"),
        ("标准.json", good.replacen("moe-2022", "moe-1999", 1), "moe-1999"),
    ] {
        repository.write(name, &content);
        let output = repository.studio(&["check", ".", "--baseline", name]);
        assert_eq!(output.status.code(), Some(2), "{name}");
        assert!(output.stdout.is_empty() && text(&output.stderr).contains(words), "{name}: {}", text(&output.stderr));
    }
    let wide: Vec<u8> = std::iter::once(0xfeff).chain(good.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    std::fs::write(repository.path("宽.json"), wide).expect("written");
    let output = repository.studio(&["check", ".", "--baseline", "宽.json"]);
    assert!(output.status.code() == Some(2) && text(&output.stderr).contains("PowerShell"));
    for absent in ["没有.json", "学校"] {
        assert_eq!(code(&repository, &[".", "--baseline", absent]), Some(2));
    }
}

#[test]
fn nothing_but_a_baseline_is_written_over() {
    let repository = schools();
    repository.write("重要.md", "写了很久");
    let output = repository.studio(&["check", ".", "--write-baseline", "重要.md"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("没有覆盖"), "{}", text(&output.stderr));
    assert_eq!(repository.read("重要.md"), "写了很久");
    // A report is taken for a baseline, but is not one to write over.
    repository.studio(&["check", ".", "--format", "json", "-o", "报告.json"]);
    assert_eq!(code(&repository, &[".", "--write-baseline", "报告.json"]), Some(2));
    // A part would lose the rest.
    assert_eq!(code(&repository, &[".", "--write-baseline", "基线.json", "--only", "5.2"]), Some(2));
    assert!(!repository.path("基线.json").exists());
}

#[test]
fn rows_that_move_are_nothing_new() {
    let repository = schools();
    let row = |title: &str, more: &str| {
        format!("\n[[growth]]\ndate = 2022-03-01\ntitle = \"{title}\"\nkind = \"培训\"\n{more}")
    };
    let member = repository.read(MEMBER);
    let lacking = row("校内培训", "evidence = [\"证据/没有.pdf\"]\n");
    repository.write(MEMBER, &format!("{member}{lacking}"));
    assert_eq!(code(&repository, &[".", "--write-baseline", "基线.json"]), Some(0));
    let with = [".", "--baseline", "基线.json"];
    repository.write(MEMBER, &format!("{member}{}{lacking}", row("省级培训", "")));
    let output = repository.studio(&[&["check", "--only", "record"], &with[..]].concat());
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stdout));
    // The same in a row of another name is new.
    repository.write(MEMBER, &format!("{member}{lacking}{}", lacking.replace("校内", "市级")));
    assert_eq!(code(&repository, &with), Some(1));
}

#[test]
fn what_holds_for_all_schools_holds_for_each_of_them() {
    let repository = schools();
    let report = repository.told("json", &[]);
    repository.write("全部.json", &report);
    assert_eq!(code(&repository, &[".", "--write-baseline", "基线.json"]), Some(0));
    let all_known = |folder: &str, path: &str, file: &str| {
        let output = repository.studio_in(folder, &["check", path, "--baseline", file]);
        let said = text(&output.stderr);
        assert_eq!((output.status.code(), said.contains("已经解决")), (Some(0), false), "{folder} {file}: {said}");
    };
    for file in ["全部.json", "基线.json"] {
        all_known(".", "学校/甲", file);
        all_known("学校/甲", ".", &format!("../../{file}"));
    }
    // Without a repository it is the province that they lie in.
    std::fs::remove_dir(repository.path(".git")).expect("removed");
    repository.write("province.toml", "reporting_body = \"江西省\"\n");
    assert_eq!(code(&repository, &[".", "--write-baseline", "基线.json"]), Some(0));
    all_known(".", "学校/甲", "基线.json");
    all_known("学校/甲", ".", "../../基线.json");
}

/// The exit code of a check of the finished school in `folder`.
fn late(folder: &Path, more: &[&str]) -> Option<i32> {
    let output = shared::studio_in(folder, &[&["check", ".", "--today", "2022-09-30", "--quiet"], more].concat());
    output.status.code()
}

/// What is lacking belongs to the finding: a mended part makes nothing new of the rest, and something else is new.
#[test]
fn what_else_is_lacking_is_new() {
    let school = shared::copied("examples/school");
    let member = "members/殳敏.toml";
    let whole = std::fs::read_to_string(school.path().join(member)).expect("read");
    let without = |keys: &[&str]| {
        let is_out = |line: &&str| keys.iter().any(|key| line.starts_with(&format!("{key} = ")));
        let lines: Vec<&str> = whole.lines().filter(|line| !is_out(line)).collect();
        shared::write(school.path(), member, lines.join("\n") + "\n");
    };
    without(&["course", "field"]);
    assert_eq!(late(school.path(), &["--write-baseline", "b.json"]), Some(0));
    let code = || late(school.path(), &["--baseline", "b.json", "--deny", "warning"]);
    assert_eq!(code(), Some(0));
    without(&["course"]);
    assert_eq!(code(), Some(0), "one of two is mended");
    without(&["field", "post"]);
    assert_eq!(code(), Some(1), "another is lacking");
}

/// Another kind of what is sensitive is new, and the words themselves stand in no baseline.
#[test]
fn another_kind_of_fact_is_new() {
    let school = shared::copied("examples/school");
    let case = std::fs::read_dir(school.path().join("cases")).expect("cases").flatten().map(|entry| entry.path());
    let case = case.into_iter().find(|path| path.extension().is_some_and(|kind| kind == "md")).expect("a case");
    let text = std::fs::read_to_string(&case).expect("read");
    let told = |more: &str| std::fs::write(&case, format!("{text}\n\n{more}\n")).expect("written");
    told("这名学生的父母离异了。");
    assert_eq!(late(school.path(), &["--write-baseline", "b.json"]), Some(0));
    let baseline = std::fs::read_to_string(school.path().join("b.json")).expect("read");
    assert!(baseline.contains("privacy/sensitive@") && !baseline.contains("父母离异"), "{baseline}");
    let code = || late(school.path(), &["--baseline", "b.json", "--deny", "warning"]);
    assert_eq!(code(), Some(0));
    told("这名学生的父母离异了，他得了抑郁症。");
    assert_eq!(code(), Some(1));
}

/// Every form says what the exit code says, of what was kept just now, too.
#[test]
fn what_is_kept_now_is_known_now() {
    let repository = schools();
    let arguments = ["check", ".", "--write-baseline", "基线.json", "--summary", "摘要.md", "--format", "json"];
    let output = repository.studio(&arguments);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let json: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(json["summary"]["new"]["errors"], 0);
    let summary = repository.read("摘要.md");
    assert!(summary.contains("通过") && !summary.contains("没有通过\n"), "{summary}");
    assert!(summary.contains("新错误"), "the table counts what is new, and says so: {summary}");
    let output = repository.studio(&["check", ".", "--write-baseline", "基线.json", "--format", "junit"]);
    assert!(!text(&output.stdout).contains("<failure"), "{}", text(&output.stdout));
}

#[test]
fn a_folder_that_was_renamed_is_named() {
    let repository = schools();
    repository.studio(&["check", ".", "--write-baseline", "基线.json"]);
    std::fs::rename(repository.path("学校/甲"), repository.path("学校/丙")).expect("renamed");
    let output = repository.studio(&["check", ".", "--baseline", "基线.json"]);
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(1));
    assert!(said.contains("基线里记着 学校/甲") && said.contains("学校/丙 不在基线里"), "{said}");
    assert!(text(&output.stdout).contains("新错误"), "{}", text(&output.stdout));
}

/// A root file of a province that cannot be read has solved nothing of what it asks.
#[test]
fn what_a_broken_province_asked_is_not_gone() {
    let province = shared::copied("examples/province");
    let root = std::fs::read_to_string(province.path().join("province.toml")).expect("read");
    late(province.path(), &["--write-baseline", "b.json"]);
    let before = std::fs::read_to_string(province.path().join("b.json")).expect("read");
    shared::write(province.path(), "province.toml", format!("x = “\n{root}"));
    let output = shared::studio_in(province.path(), &["check", ".", "--today", "2022-09-30", "--baseline", "b.json"]);
    assert!(!text(&output.stderr).contains("已经解决"), "{}", text(&output.stderr));
    late(province.path(), &["--write-baseline", "b.json"]);
    let after = std::fs::read_to_string(province.path().join("b.json")).expect("read");
    let is_kept = |line: &&str| after.contains(line.trim().trim_end_matches(','));
    let lost: Vec<&str> = before.lines().filter(|line| !is_kept(line)).collect();
    assert!(lost.is_empty(), "{lost:?}");
}
