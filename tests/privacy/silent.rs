//! No output repeats what it tells of; and a school without fault is told nothing.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use super::{check, copy, root, studio};

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

/// Numbers as a program or a careless hand types them: each is the number that is read.
#[test]
fn however_a_number_is_typed_it_is_told_and_not_shown() {
    let folder = studio();
    let at = |path: &str| folder.path().join(path);
    let record = r#"title = "灯"
bogus = 138_0000_0000
pupils = ["\u0031380000\U00000030000 甲", "1\u200b3800000000", """
  138\
  00000\
  000""", "9999991899\u0031231\u0030010"]
redacted = 2022-06-20
redacted_by = "方一禾"
"#;
    fs::write(at("cases/灯.toml"), record).expect("written");
    fs::write(at("cases/灯.md"), "灯\n\n电话138\u{200b}00000000。\n").expect("written");
    fs::write(at("plans/破.toml"), "title = 138_0000_0000\nfrom = \"138\\u003000000\\u00300\n").expect("written");
    let page = tempfile::tempdir().expect("a folder");
    let page = page.path().join("报告.html");
    let mut all = Vec::new();
    for format in FORMATS {
        let output = check(folder.path(), &["--format", format, "--deny", "note"]);
        let said = String::from_utf8([output.stdout, output.stderr].concat()).expect("utf-8");
        assert!(said.contains("privacy/phone"), "{format}: {said}");
        all.push((format, said));
    }
    said(folder.path(), &["report", "-o", page.to_str().expect("utf-8")]);
    all.push(("html", fs::read_to_string(page).expect("a page")));
    // A sum of digits may have any of them in it.
    let is_sum = |line: &&str| ["\"fingerprint\"", "LineHash", "findingKey"].iter().any(|name| line.contains(name));
    for (format, said) in all {
        let said: String = said.lines().filter(|line| !is_sum(line)).collect();
        for part in ["0_0000", "u0031", "U0000003", "u0030", "0000000", "00000\\", "138", "9999991899"] {
            assert!(!said.contains(part), "{format} shows {part}: {said}");
        }
    }
    let output = check(folder.path(), &["--only", "privacy", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let places: Vec<String> = report["studios"][0]["findings"]
        .as_array()
        .expect("findings")
        .iter()
        .map(|finding| {
            let place = &finding["places"][0];
            let rule = finding["rule"].as_str().expect("a rule");
            format!("{rule} {}:{}", place["line"], place["column"])
        })
        .collect();
    let phones = ["3:3", "2:9", "3:12", "3:43", "4:3"].map(|place| format!("privacy/phone {place}"));
    // A file that cannot be read is searched as it stands.
    let broken = ["privacy/phone 1:9", "record/syntax 2:8", "privacy/phone 2:9"];
    let others = [&["privacy/id-number 6:12"], &broken[..]].concat().into_iter().map(str::to_owned);
    let others: Vec<String> = others.collect();
    assert_eq!(places, [&phones[..], &others].concat());
}

/// A number over two lines, broken by the end of one or by an escape, or with every digit alone.
#[test]
fn a_number_over_two_lines_is_told_and_not_shown() {
    let folder = studio();
    let at = |path: &str| folder.path().join(path);
    let record = r#"title = "灯\n11010519491231\n002X"
category = "110105\n19491231002X"
aims = ["138\n00000000", "1 3 8 0 0 0 0 0 0 0 0", "11010519491231\t002X"]
note = """
1380000
  0000
"""
"#;
    fs::write(at("cases/灯.toml"), record).expect("written");
    fs::write(at("cases/灯.md"), "灯\n\n电话138000\n00000。\n").expect("written");
    let page = tempfile::tempdir().expect("a folder");
    let page = page.path().join("报告.html");
    said(folder.path(), &["report", "-o", page.to_str().expect("utf-8")]);
    let mut all = vec![("html", fs::read_to_string(page).expect("a page"))];
    for format in FORMATS {
        let output = check(folder.path(), &["--format", format, "--deny", "note"]);
        all.push((format, String::from_utf8([output.stdout, output.stderr].concat()).expect("utf-8")));
    }
    for (format, said) in &all {
        for part in ["110105", "002X", "13800", "138\\n", "0000000", "1 3 8 0", "00000。"] {
            assert!(!said.contains(part), "{format} shows {part}: {said}");
        }
    }
    let output = check(folder.path(), &["--only", "privacy", "--format", "json"]);
    let report = String::from_utf8(output.stdout).expect("utf-8");
    for (rule, n) in [("privacy/id-number", 3), ("privacy/phone", 4)] {
        assert_eq!(report.matches(&format!("\"{rule}\"")).count(), n, "{rule}: {report}");
    }
}

/// What a place is labelled with may quote a value, too.
#[test]
fn a_number_where_a_word_belongs_is_not_quoted() {
    let folder = tempfile::tempdir().expect("a folder");
    copy(&root().join("examples/first-week"), folder.path());
    let path = folder.path().join("studio.toml");
    let text = fs::read_to_string(&path).expect("a root file");
    let text = text.replace("\"卓怀谨\"", "\"110105 19491231 002X\"").replace("\"学生工作科\"", "\"13800000000\"");
    fs::write(&path, text).expect("written");
    for lang in ["zh", "en"] {
        for format in FORMATS {
            let output = check(folder.path(), &["--format", format, "--lang", lang, "--facts", "--deny", "note"]);
            let said = String::from_utf8([output.stdout, output.stderr].concat()).expect("utf-8");
            assert!(format != "human" || said.contains("****"), "{said}");
            for part in ["110105", "002X", "13800000000"] {
                assert!(!said.contains(part), "{format} in {lang} shows {part}: {said}");
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

/// What a teacher says of himself is no pupil's, but what he quotes is, and what he says of others with it.
#[test]
fn a_teacher_may_speak_of_himself() {
    let folder = studio();
    let told = |text: &str| {
        fs::write(folder.path().join("cases/灯.toml"), "title = \"灯\"\n").expect("written");
        fs::write(folder.path().join("cases/灯.md"), format!("{text}\n")).expect("written");
        let said = said(folder.path(), &["check", "--only", "privacy/sensitive", "--format", "json"]);
        said.matches("\"privacy/sensitive\"").count()
    };
    for own in
        ["我爸去世那年，我请了两天假。", "新的一周。\n　　我离婚多年，孩子们从不多问。", "那年我刚确诊，仍站在讲台上。"]
    {
        assert_eq!(told(own), 0, "{own}");
    }
    for other in [
        "“我爸去世了。我妈改嫁了。”",
        "一页日记：\n\n我妈改嫁了。",
        "我爸去世那年，他的爸爸也去世了。",
        "我有学生陈某，离家出走过。",
    ] {
        assert_eq!(told(other), 1, "{other}");
    }
}

/// What is told of a word is the whole phrase, and one place where two words say one thing.
#[test]
fn a_sensitive_word_is_told_with_what_makes_it_more_exact() {
    let folder = studio();
    fs::write(folder.path().join("cases/灯.toml"), "title = \"灯\"\n").expect("written");
    let text = "她遭受过校园欺凌，被诊断为中度抑郁。他肢体残疾三级，父母双亡。\n对单亲家庭学生的研究是课题。\n";
    fs::write(folder.path().join("cases/灯.md"), text).expect("written");
    let output = check(folder.path(), &["--only", "privacy/sensitive", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let findings = report["studios"][0]["findings"].as_array().expect("findings");
    let at = |place: &serde_json::Value, key: &str| {
        usize::try_from(place[key].as_u64().expect("a number")).expect("small") - 1
    };
    let told = findings[0]["places"].as_array().expect("places").iter().map(|place| {
        let (start, end) = (at(place, "column"), at(place, "end_column"));
        text.chars().skip(start).take(end - start).collect::<String>()
    });
    assert_eq!(told.collect::<Vec<_>>(), ["她遭受过校园欺凌", "被诊断为中度抑郁", "他肢体残疾三级", "父母双亡"]);
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

/// All that the program says.
fn said(folder: &Path, arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_studio"));
    command.args(arguments).args(["--today", "2022-09-30", "--color", "never"]).current_dir(folder);
    let output = command.env_remove("STUDIO_LANG").stdin(Stdio::null()).output().expect("the program runs");
    assert!(output.status.code().is_some(), "{arguments:?} crashes");
    String::from_utf8([output.stdout, output.stderr].concat()).expect("utf-8")
}

#[test]
fn a_folder_called_by_a_number_is_told_and_shown_nowhere() {
    let top = tempfile::tempdir().expect("a folder");
    fs::create_dir(top.path().join(".git")).expect("a folder");
    let school = top.path().join("区13900000000/13800000000");
    copy(&root().join("tests/mistakes/base"), &school);
    copy(&root().join("examples/first-week"), &top.path().join("区13900000000/第一周"));
    let at = top.path().join("区13900000000");
    let told = said(&at, &["check", "--format", "json"]);
    assert!(told.contains("privacy/file-name") && told.contains("***********"), "{told}");
    let mut runs = vec![vec!["status"], vec!["status", "--format", "csv"], vec!["status", "--format", "json"]];
    runs.extend([vec!["review"], vec!["review", "--format", "json"], vec!["check", "--write-baseline", "基线.json"]]);
    runs.extend(FORMATS.map(|format| vec!["check", "--format", format]));
    runs.extend([vec!["check", "--baseline", "基线.json"], vec!["to-excel", ".", "x.xlsx"]]);
    for arguments in runs {
        let told = said(&at, &arguments);
        assert!(!told.contains("00000000"), "{arguments:?}: {told}");
    }
    let baseline = fs::read_to_string(at.join("基线.json")).expect("written");
    assert!(!baseline.contains("00000000") && baseline.contains("区***********/***********"), "{baseline}");
    let known = said(&at, &["check", "--baseline", "基线.json", "--deny", "error", "--quiet"]);
    assert!(
        known.lines().all(|line| line.contains("privacy/file-name")),
        "what is private stays, nothing else: {known}"
    );
}

/// A scan or a photograph that no record cites lies in the folder all the same.
#[test]
fn a_file_called_by_a_number_is_told_whatever_it_is() {
    let folder = studio();
    let files = [
        "证据/110105194912310000.jpg",
        "证据/11010519491231002X.jpg",
        "证据/学生13800000000.md",
        "cases/13800000000.jpg",
    ];
    for file in
        files.iter().chain(&["members/13800000000.txt", "照片/IMG_20220315_112233.jpg", "mmexport1600000000000.jpg"])
    {
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, "x").expect("written");
    }
    let told = said(folder.path(), &["check", "--only", "privacy/file-name", "--format", "json"]);
    assert_eq!(told.matches("\"rule\": \"privacy/file-name\"").count(), 4, "{told}");
    assert!(!told.contains("13800000000") && !told.contains("110105"), "{told}");
}

#[test]
fn what_is_cut_or_damaged_repeats_nothing() {
    let folder = studio();
    let write = |path: &str, bytes: &[u8]| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, bytes).expect("written");
    };
    write("plans/甲.toml", "title = 这是一个很长的说明文字写给身份证11010519491231002X号的".as_bytes());
    write("plans/乙.toml", "title = \"13800\u{200b}000000\"\n".as_bytes());
    write("cases/灯.toml", "title = \"灯\"\n".as_bytes());
    write("cases/灯.md", &["那天早上。\n学生王梓涵有过自残".as_bytes(), b"\xff\n"].concat());
    write("province.toml", "overlays = [\"要求/13800000000\"]\n".as_bytes());
    for format in FORMATS {
        let told = said(folder.path(), &["check", "--format", format]);
        assert!(!told.contains("1380000") && !told.contains("要求/13"), "{format}: {told}");
    }
    fs::remove_file(folder.path().join("province.toml")).expect("removed");
    for format in FORMATS {
        for lang in ["zh", "en"] {
            let told = said(folder.path(), &["check", "--format", format, "--lang", lang]);
            for private in ["1101051949", "13800\u{200b}", "13800<U", "王梓涵", "自残"] {
                assert!(!told.contains(private), "{format} in {lang} repeats {private}: {told}");
            }
        }
    }
}

#[test]
fn a_package_that_is_refused_repeats_nothing() {
    let top = tempfile::tempdir().expect("a folder");
    copy(&root().join("examples/province"), &top.path().join("省"));
    let case = top.path().join("省/汀南职校/cases/一张夜路图.md");
    let text = fs::read_to_string(&case).expect("a text");
    fs::write(case, format!("学生王梓涵有过自残，后来好了，家长的电话是13800000000。\n{text}")).expect("written");
    let told = said(top.path(), &["pack", "省", "-o", "包"]);
    assert!(told.contains("一张夜路图") && told.contains("正文开头"), "{told}");
    for private in ["王梓涵", "自残", "1380000"] {
        assert!(!told.contains(private), "{private}: {told}");
    }
}

/// Names of pupils are told in what a record says in free words and in names of files, and no output shows them.
#[test]
fn a_name_in_a_record_is_told_and_not_shown() {
    let folder = studio();
    let file = folder.path().join("activities/2021-10-15-读书会.toml");
    let record = fs::read_to_string(&file).expect("a record");
    let more = "problem = \"会上，学生王梓涵讲了自己的事。\"\nevidence = [\"证据/家长孙建国的来信.txt\"]\n";
    fs::write(&file, format!("{record}{more}")).expect("written");
    let output = check(folder.path(), &["--format", "json", "--only", "privacy/pupil"]);
    let said = String::from_utf8(output.stdout).expect("utf-8");
    assert_eq!(said.matches("\"privacy/pupil\"").count(), 2, "{said}");
    let output = check(folder.path(), &["--deny", "note", "--only", "privacy/pupil"]);
    let shown = String::from_utf8(output.stdout).expect("utf-8");
    assert!(!shown.contains("王梓涵") && !shown.contains("孙建国") && shown.contains("***讲了"), "{shown}");
}

/// What stands in a remark is in the record, and goes where it goes.
#[test]
fn a_number_in_a_remark_is_told_once_and_one_in_its_field_is_not() {
    let folder = studio();
    let file = folder.path().join("members/何知远.toml");
    let record = fs::read_to_string(&file).expect("a record");
    fs::write(&file, format!("# 13800000000，晚上打\n{record}")).expect("written");
    let output = check(folder.path(), &["--deny", "note", "--only", "privacy"]);
    let shown = String::from_utf8(output.stdout).expect("utf-8");
    assert_eq!(shown.matches("[privacy/phone]").count(), 1, "{shown}");
    assert!(shown.contains("何知远.toml:1:3") && !shown.contains("13800000000"), "{shown}");
}
