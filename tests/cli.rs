//! The program as people and scripts meet it: what it prints, and the code it ends with.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what is wrong by failing")]

mod shared;

use std::fs;
use std::path::Path;

use shared::{studio, studio_of as folder, text};
use studio::standard::condition::Matcher;
use studio::standard::predicate::Predicate;

fn example(name: &str) -> String {
    format!("{}/examples/{name}", env!("CARGO_MANIFEST_DIR"))
}

fn path(folder: &tempfile::TempDir) -> &str {
    folder.path().to_str().expect("utf-8")
}

#[test]
fn the_complete_school_is_silent() {
    let output = studio(&["check", &example("school"), "--today", "2022-09-30", "--deny", "note"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stdout));
    assert!(text(&output.stdout).contains("没有问题"));
    assert!(output.stderr.is_empty());
    let quiet = studio(&["check", &example("school"), "--quiet", "--deny", "note"]);
    assert!(quiet.stdout.is_empty() && quiet.status.success(), "whatever the system's date: {}", text(&quiet.stdout));
}

/// What the first pages show is what is told, to the letter.
#[test]
fn the_pages_show_what_is_told() {
    for (page, lang, begin) in [("README.md", "en", "error[1.1.1-c]"), ("README.zh-CN.md", "zh", "错误[1.1.1-c]")] {
        let text_of = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(page)).expect("a page");
        let (_, block) = text_of.split_once(&format!("```text\n{begin}")).expect("a block");
        let (block, _) = block.split_once("```").expect("its end");
        let school = example("first-week");
        let told = studio(&["check", &school, "--today", "2020-09-07", "--only", "1.1.1-c", "--lang", lang]).stdout;
        assert!(text(&told).starts_with(&format!("{begin}{block}")), "{page}: {}", text(&told));
    }
}

#[test]
fn the_first_week_is_honest() {
    let output = studio(&["check", &example("first-week"), "--today", "2020-09-07"]);
    assert_eq!(output.status.code(), Some(1));
    let shown = text(&output.stdout);
    assert!(shown.contains("接下来做什么"));
    for line in shown.lines() {
        assert!(studio::text::width::width(line) <= 80, "{line}");
    }
    let next = shown.split("接下来做什么\n").nth(1).unwrap_or_default();
    assert!(next.lines().take_while(|line| !line.is_empty()).count() <= 12);
}

/// However much waits for a statement or a reviewer, the error that all wait for stands first, and how many there are besides.
#[test]
fn what_waits_leaves_room_for_what_is_wrong() {
    let folder = shared::copied("examples/school");
    for entry in fs::read_dir(folder.path().join("members")).expect("a folder") {
        let path = entry.expect("a file").path();
        let text = fs::read_to_string(&path).expect("utf-8");
        fs::write(&path, text.replace("sex = \"男\"", "sex = 男")).expect("written");
    }
    for file in ["signoffs.toml", "statements.toml"] {
        fs::remove_file(folder.path().join(file)).expect("removed");
    }
    for lang in ["zh", "en"] {
        let output = studio(&["check", path(&folder), "--today", "2022-09-05", "--lang", lang]);
        let shown = text(&output.stdout);
        let title = if lang == "zh" { "接下来做什么\n" } else { "What to do next\n" };
        let next: Vec<&str> = shown.split(title).nth(1).unwrap_or_default().lines().take(4).collect();
        assert!(next[0].contains("members/") && next[0].contains("record/syntax"), "{next:?}");
        assert!(next[3].contains("还有") || next[3].contains("more, see above"), "{next:?}");
    }
}

#[test]
fn exit_codes_tell_found_from_could_not_run() {
    let week = example("first-week");
    let today = ["--today", "2020-09-07"];
    let with = |more: &[&str]| studio(&[&["check", week.as_str()], &today[..], more].concat()).status.code();
    assert_eq!(with(&[]), Some(1));
    assert_eq!(with(&["--only", "2.1.1"]), Some(0), "a note alone does not fail");
    assert_eq!(with(&["--only", "2.1.1", "--deny", "note"]), Some(1));
    assert_eq!(with(&["--only", "9.9"]), Some(2));
    assert_eq!(studio(&["check", "/nowhere/at/all"]).status.code(), Some(2));
    let empty = tempfile::tempdir().expect("a folder");
    assert_eq!(studio(&["check", path(&empty)]).status.code(), Some(2));
    assert_eq!(studio(&["chekc"]).status.code(), Some(2));
    assert_eq!(studio(&["check", ".", "--today", "2020-13-01"]).status.code(), Some(2));
    assert_eq!(studio(&["--help"]).status.code(), Some(0));
}

/// A field is explained by the name that findings give it, too.
#[test]
fn a_field_is_explained_as_findings_name_it() {
    for (name, told) in [
        ("studio.positioning", "工作室的定位（positioning）"),
        ("profile.knowledge", "成员的知识储备（knowledge）"),
        ("member.profile.knowledge", "成员的知识储备（knowledge）"),
        ("growth", "成员的成长记录（growth）"),
    ] {
        let output = studio(&["explain", name]);
        assert_eq!(output.status.code(), Some(0), "{name}");
        assert!(text(&output.stdout).starts_with(told), "{name}: {}", text(&output.stdout));
    }
    assert_eq!(studio(&["explain", "profile.nothing"]).status.code(), Some(2));
}

#[test]
fn errors_name_what_to_do_in_both_languages() {
    let zh = studio(&["chekc"]);
    assert_eq!(text(&zh.stderr), "错误: 没有“chekc”这个命令，是不是 check？\n用 studio --help 看用法。\n");
    let en = studio(&["--lang", "en", "chekc"]);
    assert_eq!(text(&en.stderr), "error: there is no command “chekc”; did you mean check?\nSee studio --help.\n");
}

#[test]
fn json_is_the_contract() {
    let output = studio(&["check", &example("first-week"), "--today", "2020-09-07", "--format", "json"]);
    let root: serde_json::Value = serde_json::from_slice(&output.stdout).expect("json");
    assert_eq!(root["version"], 1);
    assert_eq!(root["standard"], "moe-2022");
    assert_eq!(root["today"], "2020-09-07");
    let one = &root["studios"][0];
    assert_eq!(one["path"], ".");
    assert_eq!(one["indicators"].as_array().map(Vec::len), Some(32));
    assert_eq!(one["clauses"].as_array().map(Vec::len), Some(130));
    let tokens = ["met", "unmet", "unevidenced", "unjudged", "not-due", "not-applicable", "excepted"];
    for clause in one["clauses"].as_array().expect("a list") {
        assert!(tokens.contains(&clause["verdict"].as_str().unwrap_or_default()));
        assert!(clause["readings"].is_array());
    }
    let findings = one["findings"].as_array().expect("a list");
    assert!(!findings.is_empty());
    let mut keys = std::collections::BTreeSet::new();
    for finding in findings {
        for key in ["key", "rule", "severity", "message", "help"] {
            assert!(finding[key].as_str().is_some_and(|text| !text.is_empty()), "{key} of {finding}");
        }
        assert!(keys.insert(finding["key"].to_string()), "a key twice: {finding}");
        let place = &finding["places"][0];
        assert!(place["line"].as_u64() >= Some(1) && place["column"].as_u64() >= Some(1), "{finding}");
        assert!(place["end_column"].as_u64() > place["column"].as_u64(), "{finding}");
    }
    let week = Path::new(&example("first-week")).join(findings[0]["places"][0]["file"].as_str().expect("a file"));
    assert!(week.is_file());
}

#[test]
fn a_key_survives_lines_that_move() {
    let keys = |extra: &str| {
        let studio_folder = folder(&[(
            "meetings/a.toml",
            &format!("{extra}date = \"2022-03-01\"\nwhat = [\"听取汇报\"]\nwho = [\"学校\"]\n"),
        )]);
        let output = studio(&["check", path(&studio_folder), "--only", "record", "--format", "json"]);
        let root: serde_json::Value = serde_json::from_slice(&output.stdout).expect("json");
        let findings = root["studios"][0]["findings"].as_array().expect("a list").clone();
        findings.iter().map(|finding| finding["key"].as_str().expect("a key").to_owned()).collect::<Vec<_>>()
    };
    let first = keys("");
    assert!(first.len() >= 2, "{first:?}");
    assert_eq!(first, keys("# a remark\n\n"));
}

#[test]
fn nothing_in_a_record_steers_the_terminal() {
    let hostile = "date = 2022-03-01\nwhat = [\"听取\\u001b[2J\u{202e}汇报\"]\nwho = [\"学校领导班子\"]\n";
    let hostile_folder = folder(&[("meetings/a.toml", hostile), ("members/\u{202e}b.toml", "name = 1\n")]);
    for format in ["human", "json"] {
        let output =
            studio(&["check", path(&hostile_folder), "--only", "record", "--format", format, "--color", "never"]);
        let shown = text(&output.stdout);
        if format == "human" {
            assert!(!shown.contains(['\u{1b}', '\u{202e}']), "{shown}");
            assert!(shown.contains("<U+202E>"), "{shown}");
        } else {
            assert!(!shown.contains('\u{1b}'));
        }
    }
}

/// JSON lets DEL and the controls of C1 stand as they are, some terminals obey them.
#[test]
fn no_json_steers_the_terminal() {
    let hostile = "name = \"甲\\u009b31m乙\\u0085丙\\u007f\"\n";
    let folder = folder(&[("members/\u{9b}甲.toml", hostile)]);
    let root = fs::read_to_string(folder.path().join("studio.toml")).expect("a root file");
    fs::write(folder.path().join("studio.toml"), root.replace("乙工作室", "乙\\u009b31m工作室\\u007f"))
        .expect("written");
    for arguments in [
        &["check", path(&folder), "--format", "json"][..],
        &["check", path(&folder), "--format", "gitlab"],
        &["check", path(&folder), "--format", "sarif"],
        &["status", path(&folder), "--format", "json"],
        &["review", path(&folder), "--format", "json"],
    ] {
        let shown = text(&studio(arguments).stdout);
        assert!(!shown.contains(|char: char| matches!(char, '\u{7f}'..='\u{9f}')), "{arguments:?}: {shown}");
        let read: serde_json::Value = serde_json::from_str(&shown).expect("JSON");
        let name = &read["studios"][0]["name"];
        assert!(name.is_null() || name.as_str() == Some("乙\u{9b}31m工作室\u{7f}"), "{name}");
    }
}

#[test]
fn a_wrong_language_is_said_of_what_named_it() {
    let mut command = shared::program();
    let output = command.args(["check", &example("school")]).env("STUDIO_LANG", "fr").output().expect("it starts");
    assert_eq!(output.status.code(), Some(2));
    let said = text(&output.stderr);
    assert!(said.contains("STUDIO_LANG") && !said.contains("--lang"), "{said}");
}

#[test]
fn what_is_private_is_never_repeated() {
    // A number with a right check digit for a district and a day that belong to nobody.
    let number = "99010119000101001";
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = number.bytes().zip(weights).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    let whole = format!("{number}{}", ["1", "0", "X", "9", "8", "7", "6", "5", "4", "3", "2"][sum as usize % 11]);
    let meeting = format!(
        "date = 2022-03-01\nwhat = [\"听取汇报\"]\nwho = [\"学校领导班子\"]\n[[issue]]\ntext = \"家长电话13900000000，证号{whole}\"\n"
    );
    let private = folder(&[("meetings/a.toml", &meeting)]);
    for format in ["human", "json"] {
        let output = studio(&["check", path(&private), "--format", format]);
        let shown = text(&output.stdout);
        assert!(shown.contains("privacy/id-number") && shown.contains("privacy/phone"), "{shown}");
        assert!(!shown.contains("13900000000") && !shown.contains(&whole), "{shown}");
    }
}

#[test]
fn a_broken_studio_does_not_hide_the_others() {
    let many = tempfile::tempdir().expect("a folder");
    for (name, root) in [
        ("甲", "standard = “moe”\n"),
        ("乙", "standard = \"moe-2022\"\n[school]\nname = \"乙校\"\n[studio]\nname = \"乙\"\n"),
    ] {
        shared::write(&many.path().join(name), "studio.toml", root);
    }
    let output = studio(&["check", path(&many), "--format", "json"]);
    let root: serde_json::Value = serde_json::from_slice(&output.stdout).expect("json");
    assert_eq!(root["studios"].as_array().map(Vec::len), Some(2));
    assert_eq!(root["summary"]["studios"], 2);
    let rules: Vec<_> =
        root["studios"].as_array().expect("a list").iter().map(|one| one["findings"].to_string()).collect();
    assert!(rules.iter().any(|found| found.contains("record/syntax")), "{rules:?}");
}

#[test]
fn studios_are_told_in_order_of_path_each_before_those_within_it() {
    let many = tempfile::tempdir().expect("a folder");
    let mut names: Vec<String> = (0..40).map(|number| format!("校{number:02}")).collect();
    names.extend(["校07-分校", "校07/内/更内", "校07/内", "校07/附"].map(str::to_owned));
    for name in &names {
        let root = format!("standard = \"moe-2022\"\n[studio]\nname = \"{name}\"\n");
        shared::write(&many.path().join(name), "studio.toml", root);
    }
    names.sort_by(|one, other| Path::new(one).cmp(Path::new(other)));
    let json = studio(&["check", path(&many), "--format", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).expect("JSON");
    let told = json["studios"].as_array().expect("a list").iter();
    assert_eq!(told.map(|one| one["path"].as_str().expect("a path")).collect::<Vec<_>>(), names);
    // Every format tells them in this order.
    let human = text(&studio(&["check", path(&many)]).stdout);
    let titles = human.lines().filter_map(|line| line.strip_prefix("工作室 ")?.rsplit_once('　'));
    assert_eq!(titles.map(|(_, path)| path).collect::<Vec<_>>(), names);
}

#[test]
fn what_is_told_of_many_studios_is_what_is_told_when_all_is_held() {
    let province = example("province");
    let summary = tempfile::NamedTempFile::new().expect("a file");
    let summary = summary.path().to_str().expect("utf-8");
    for format in ["human", "json"] {
        for way in [&["--facts"][..], &["--quiet"], &["--lang", "en"], &["--only", "privacy"]] {
            let check = [&["check", &province, "--today", "2022-09-20", "--format", format][..], way].concat();
            let (meanwhile, held) = (studio(&check), studio(&[&check[..], &["--summary", summary]].concat()));
            assert_eq!((text(&meanwhile.stdout), meanwhile.status), (text(&held.stdout), held.status), "{check:?}");
        }
    }
}

#[test]
fn a_report_goes_to_a_file_whole() {
    let out = tempfile::tempdir().expect("a folder");
    let file = out.path().join("report.json");
    let file = file.to_str().expect("utf-8");
    let output = studio(&["check", &example("school"), "--format", "json", "--output", file]);
    assert!(output.status.success() && output.stdout.is_empty());
    serde_json::from_str::<serde_json::Value>(&fs::read_to_string(file).expect("written")).expect("json");
}

#[test]
fn a_folder_that_is_not_there_is_told_in_the_same_words_everywhere() {
    let folder = tempfile::tempdir().expect("a folder");
    let none = folder.path().join("没有");
    let at = |name: &str| none.join(name).display().to_string();
    let (school, province) = (example("school"), example("province"));
    for arguments in [
        &["check", &school, "-o", &at("a.txt")][..],
        &["check", &school, "--write-baseline", &at("a.json")],
        &["status", &school, "-o", &at("a.txt")],
        &["status", &school, "--xlsx", &at("a.xlsx")],
        &["to-excel", &school, &at("a.xlsx")],
        &["export", &school, "--annex", "2", "-o", &at("a.xlsx")],
        &["review", &school, "-o", &at("a.txt")],
        &["report", &school, "-o", &at("a.html")],
        &["pack", &province, "-o", &at("a")],
        &["man", "-o", &none.display().to_string()],
    ] {
        let output = studio(&[arguments, &["--today", "2022-09-30"]].concat());
        let told = format!("错误: 没有“{}”这个文件夹；先建好它\n", none.display());
        let error = text(&output.stderr);
        assert!(output.status.code() == Some(2) && error.ends_with(&told), "{arguments:?}: {error}");
        assert!(!none.exists());
    }
}

#[test]
fn no_report_becomes_a_record() {
    let folder = folder(&[("studio.toml", "standard = \"moe-2022\"\n"), ("members/林澄.toml", "name = \"林澄\"\n")]);
    for name in ["members/新人.toml", "statements.toml", "members/林澄.toml"] {
        let file = folder.path().join(name);
        let before = fs::read(&file).ok();
        let output = studio(&["check", path(&folder), "-o", file.to_str().expect("utf-8")]);
        assert_eq!(output.status.code(), Some(2), "{name}");
        assert!(text(&output.stderr).contains("换一个"), "{}", text(&output.stderr));
        assert_eq!(fs::read(&file).ok(), before, "{name}");
    }
}

#[test]
fn what_a_province_names_and_is_not_there_is_told() {
    let province = "reporting_body = \"江西省\"\ncases = [\"甲校/cases/a.toml\", \"乙校/cases/a.toml\"]\n\n[[not_reported]]\nstudio = \"丁校\"\nreason = \"略\"\n";
    let folder = folder(&[
        ("province.toml", province),
        ("甲校/studio.toml", "standard = \"moe-2022\"\n"),
        ("甲校/cases/a.toml", "title = \"a\"\n"),
        ("乙校/studio.toml", "standard = \"moe-2022\"\n"),
    ]);
    fs::remove_file(folder.path().join("studio.toml")).expect("removed");
    let report = studio(&["check", path(&folder), "--format", "json"]);
    let report: serde_json::Value = serde_json::from_slice(&report.stdout).expect("JSON");
    let told: Vec<_> = report["findings"].as_array().expect("findings").iter().map(|one| one["rule"].clone()).collect();
    assert_eq!(told.iter().filter(|rule| *rule == "package/case").count(), 1, "{told:?}");
    assert_eq!(told.iter().filter(|rule| *rule == "package/left-out").count(), 1, "{told:?}");
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let run = || studio(&["check", &example("first-week"), "--today", "2020-09-07", "--format", "json"]).stdout;
    assert_eq!(run(), run());
}

#[test]
fn every_name_that_explain_lists_is_explained() {
    let standard = studio::standard::embedded().expect("a sound standard");
    let mut names: Vec<String> = standard.clauses().map(|clause| clause.id.clone()).collect();
    names.extend(standard.indicators().map(|indicator| indicator.id.clone()));
    names.extend(standard.lists.iter().map(|list| list.id.clone()));
    names.extend(standard.kinds.iter().flat_map(|kind| {
        let fields = kind.fields.0.iter().map(|field| format!("{}.{}", kind.kind, field.key));
        std::iter::once(kind.kind.clone()).chain(fields)
    }));
    names.extend(studio::text::message::rules().map(str::to_owned));
    for name in names.iter().step_by(7).chain(names.iter().rev().take(30)) {
        let output = studio(&["explain", name]);
        assert!(output.status.success() && !output.stdout.is_empty(), "{name}");
    }
    assert!(studio(&["explain"]).status.success());
    assert_eq!(studio(&["explain", "meetng"]).status.code(), Some(2));
    for (name, help) in [("1.1.1d", "是不是 1.1.1-d？"), ("听取汇报", "运行 studio explain 看看")] {
        let told = text(&studio(&["explain", name]).stderr);
        assert!(told.contains(help), "{told}");
    }
}

#[test]
fn an_example_to_paste_is_valid() {
    let standard = studio::standard::embedded().expect("a sound standard");
    let kinds = standard.kinds.iter().map(|kind| kind.kind.as_str());
    for name in
        kinds.chain(["statement", "member.growth", "studio.calendar", "studio.calendar.semester", "meeting.date"])
    {
        let output = text(&studio(&["explain", name]).stdout);
        let pasted = output.split("\n例子\n").nth(1).unwrap_or_default();
        let table: Result<toml::Table, _> = pasted.parse();
        assert!(table.is_ok_and(|table| !table.is_empty()), "{name}: {pasted}");
    }
}

#[test]
fn no_help_is_wider_than_the_terminal() {
    let commands = [
        "init",
        "new",
        "check",
        "review",
        "explain",
        "to-excel",
        "from-excel",
        "count",
        "export",
        "fmt",
        "mv",
        "status",
        "report",
        "pack",
        "schema",
        "standard",
        "completions",
        "man",
    ];
    let helps = commands.iter().map(|command| vec![*command, "-h"]).chain([vec!["-h"]]);
    for (arguments, lang) in helps.flat_map(|arguments| [(arguments.clone(), "zh"), (arguments, "en")]) {
        let output = shared::program()
            .env("COLUMNS", "80")
            .args(&arguments)
            .args(["--lang", lang])
            .output()
            .expect("the program runs");
        let help = text(&output.stdout);
        assert!(output.status.success() && help.lines().count() > 4, "{arguments:?}: {help}");
        for line in help.lines() {
            assert!(studio::text::width::width(line) <= 80, "{arguments:?} {lang}: {line}");
        }
    }
    let check = shared::program().env("COLUMNS", "80").args(["check", "-h", "--lang", "zh"]).output().expect("runs");
    assert!(
        text(&check.stdout).contains("human 给人看，json 给程序用"),
        "no line ends at its first blank: {}",
        text(&check.stdout)
    );
}

/// The example of a clause is one of what it asks, and not of any record of the kind.
#[test]
fn the_example_of_a_clause_says_what_its_rules_ask() {
    let standard = studio::standard::embedded().expect("a sound standard");
    for clause in standard.clauses().chain(&standard.demands) {
        let output = text(&studio(&["explain", &clause.id]).stdout);
        let examples: Vec<toml::Table> = output
            .split("\n例子\n")
            .skip(1)
            .map(|pasted| pasted.parse().unwrap_or_else(|why| panic!("{}: {why}: {pasted}", clause.id)))
            .collect();
        let judging = clause.rules.iter().filter(|rule| !matches!(rule.predicate, Predicate::Fact { .. }));
        for (path, matcher) in judging.filter(|rule| rule.of.steps.is_empty()).flat_map(|rule| &rule.conditions.0) {
            let list = path.last().and_then(|field| standard.list(field));
            let counts = |own: &toml::Value, wanted: &str| {
                own.as_str().is_some_and(|own| own == wanted || list.is_some_and(|list| list.counts_as(own, wanted)))
            };
            let says = |table: &toml::Table, wanted: &str| {
                let own = table.get(&path.text);
                own.is_some_and(|own| {
                    counts(own, wanted) || own.as_array().is_some_and(|all| all.iter().any(|own| counts(own, wanted)))
                })
            };
            let holds = |table: &toml::Table| match matcher {
                Matcher::Any(values) if path.steps.len() == 1 => values.iter().any(|value| says(table, value)),
                Matcher::All(values) if path.steps.len() == 1 => values.iter().all(|value| says(table, value)),
                _ => true,
            };
            assert!(examples.iter().any(holds), "{}: {} {matcher:?}: {examples:#?}", clause.id, path.text);
        }
    }
    let output = text(&studio(&["explain", "1.1.1-d"]).stdout);
    for line in ["what = [\"听取汇报\"]", "who = [\"学校领导班子\"]", "topics = [\"班主任工作\"]"] {
        assert!(output.contains(line), "{line}: {output}");
    }
}

/// All of them together are no studio without fault, but what one of them says fits what the others say.
#[test]
fn the_examples_fit_one_another() {
    let (standard, folder) =
        (studio::standard::embedded().expect("a sound standard"), tempfile::tempdir().expect("a folder"));
    for kind in standard.kinds.iter().filter(|kind| kind.path != "province.toml") {
        let output = text(&studio(&["explain", &kind.kind]).stdout);
        let example = output.split("\n例子\n").nth(1).unwrap_or_default();
        shared::write(folder.path(), &kind.example_path(), example);
    }
    let output = studio(&["check", path(&folder), "--today", "2022-09-30", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("json");
    let findings = json["studios"][0]["findings"].as_array().expect("findings");
    // One row of each list is shown: the other semester of the year is not.
    let told: Vec<&str> = findings.iter().filter_map(|one| one["key"].as_str()).collect();
    let wrong =
        |key: &&str| key.starts_with("exception/unclear") || key.starts_with("record/date") && !key.contains("#alone ");
    assert!(!told.iter().any(wrong), "{findings:#?}");
    assert!(
        !findings.iter().any(|one| one["message"].as_str().is_some_and(|text| text.contains("时还没有"))),
        "{findings:#?}"
    );
}

#[test]
fn only_what_was_asked_for_is_reported_whatever_stops_the_judgement() {
    let broken = tempfile::tempdir().expect("a folder");
    fs::write(broken.path().join("studio.toml"), "standard = “moe-2022”\n").expect("written");
    let early = example("school");
    for (root, today, code) in [(path(&broken), "2022-09-30", 1), (early.as_str(), "2020-08-15", 0)] {
        let output = studio(&["check", root, "--today", today, "--only", "1.1.2", "--format", "json"]);
        assert_eq!(output.status.code(), Some(code), "{}", text(&output.stdout));
        let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("json");
        assert_eq!(json["studios"][0]["indicators"].as_array().map(Vec::len), Some(1));
        assert_eq!(json["studios"][0]["clauses"].as_array().map(Vec::len), Some(6));
    }
}

#[test]
fn a_studio_checked_alone_is_held_to_what_its_province_says() {
    let province = tempfile::tempdir().expect("a folder");
    let school = province.path().join("甲校");
    fs::create_dir(&school).expect("made");
    fs::write(school.join("studio.toml"), "standard = \"moe-2022\"\n[school]\nname = \"甲校\"\n").expect("written");
    let root = "reporting_body = \"江苏省\"\n[window]\nfrom = 2019-09-01\nto = 2020-08-31\n";
    fs::write(province.path().join("province.toml"), root).expect("written");
    let window = |path: &str| {
        let output = studio(&["check", path, "--format", "json", "--today", "2022-09-30"]);
        let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("json");
        report["studios"][0]["window"]["from"].as_str().unwrap_or_default().to_owned()
    };
    assert_eq!(window(school.to_str().expect("utf-8")), "2019-09-01");
    assert_eq!(window(path(&province)), "2019-09-01");
    fs::create_dir(school.join(".git")).expect("made");
    assert_ne!(window(school.to_str().expect("utf-8")), "2019-09-01", "a repository of its own has no province above");
}

#[test]
fn a_hyphen_is_standard_output() {
    let folder = tempfile::tempdir().expect("a folder");
    let arguments = ["check", &example("school"), "--today", "2022-09-30", "--format", "json"];
    let run = |more: &[&str]| shared::studio_in(folder.path(), &[&arguments[..], more].concat());
    assert_eq!(text(&run(&["-o", "-"]).stdout), text(&run(&[]).stdout));
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 0, "no file is called so");
}

#[cfg(unix)]
#[test]
fn arguments_that_are_no_text_are_refused_in_the_language_that_is_spoken() {
    use std::os::unix::ffi::OsStrExt;
    let odd = std::ffi::OsStr::from_bytes(b"\xff");
    let output = shared::program().args(["--lang", "zh", "init", "--school"]).arg(odd).output().expect("it starts");
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).starts_with("错误: 有一个参数不是 UTF-8 的文字"), "{}", text(&output.stderr));
}
