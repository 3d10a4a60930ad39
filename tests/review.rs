//! Reviewing: what waits is listed and shown, a verdict is written with hashes of what was judged, and a change of statement
//! or evidence makes it stale.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what is wrong by failing")]

mod shared;

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use shared::{append, edit, text};

const TODAY: &str = "2022-09-30";
/// The last of the school's sign-offs; without it what it covered waits.
const REVIEWER: [&str; 6] = ["--verdict", "符合", "--reviewer", "封有年", "--role", "责任督学"];

/// A copy of the complete school whose reviewers have not looked at 1.1.1, 1.1.3 and 2.2 yet.
fn school() -> tempfile::TempDir {
    let copy = shared::copied("examples/school");
    edit(copy.path(), "signoffs.toml", "covers = [\"1.1.1\", \"1.1.3\", ", "covers = [");
    edit(copy.path(), "signoffs.toml", "\"2.2\", ", "");
    copy
}

fn studio(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = shared::program();
    command.args(arguments).args(["--today", TODAY]).current_dir(folder).output().expect("it starts")
}

fn done(folder: &Path, arguments: &[&str]) -> String {
    let output = studio(folder, arguments);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", text(&output.stderr));
    text(&output.stdout)
}

fn refused(folder: &Path, arguments: &[&str]) -> String {
    let before = fs::read(folder.join("signoffs.toml")).ok();
    let output = studio(folder, arguments);
    assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", text(&output.stdout));
    assert_eq!(fs::read(folder.join("signoffs.toml")).ok(), before, "nothing is written");
    text(&output.stderr)
}

fn sign(folder: &Path, covers: &str) -> String {
    done(folder, &[&["review", "--covers", covers], &REVIEWER[..]].concat())
}

fn checked(folder: &Path) -> Value {
    let output = studio(folder, &["check", "--format", "json"]);
    serde_json::from_slice(&output.stdout).expect("JSON")
}

fn verdict(report: &Value, id: &str) -> String {
    let clauses = report["studios"][0]["clauses"].as_array().expect("clauses");
    let clause = clauses.iter().find(|clause| clause["id"] == id).expect("a clause");
    clause["verdict"].as_str().expect("a verdict").to_owned()
}

/// The messages of a rule.
fn found(report: &Value, rule: &str) -> Vec<String> {
    let findings = report["studios"][0]["findings"].as_array().expect("findings");
    let mine = findings.iter().filter(|finding| finding["rule"] == rule);
    mine.map(|finding| finding["message"].as_str().expect("a message").to_owned()).collect()
}

const FILE: &str = "证据/年度/2021-2022学年考核与测评汇总.csv";

#[test]
fn what_waits_is_listed_in_groups_that_one_sign_off_covers() {
    let school = school();
    let list = done(school.path(), &["review"]);
    for line in
        ["等评审人给结论（15 条）", "  2.2.1\n    5 条：2.2.1-a、", "说明：桑维勤 2022-09-03（statements.toml:49）"]
    {
        assert!(list.contains(line), "{line}: {list}");
    }
    let json: Value = serde_json::from_str(&done(school.path(), &["review", "--format", "json"])).expect("JSON");
    let one = &json["studios"][0];
    assert_eq!(one["waits"]["signoff"], 15);
    let covers: Vec<&str> = one["groups"]
        .as_array()
        .expect("groups")
        .iter()
        .map(|group| group["covers"][0].as_str().expect("one"))
        .collect();
    assert_eq!(covers, ["1.1.1", "1.1.3", "2.2.1", "2.2.2", "2.2.3"]);
    // What the list says to write decides what it says.
    for group in one["groups"].as_array().expect("groups") {
        let covers: Vec<&str> = group["covers"].as_array().expect("some").iter().filter_map(Value::as_str).collect();
        let output =
            done(school.path(), &[&["review", "--dry-run", "--covers", &covers.join(",")], &REVIEWER[..]].concat());
        for id in group["clauses"].as_array().expect("ids").iter().filter_map(Value::as_str) {
            assert!(output.contains(id), "{id}: {output}");
        }
    }
}

#[test]
fn many_studios_are_a_table() {
    let root = tempfile::tempdir().expect("a folder");
    for name in ["甲校", "乙校", "丙校"] {
        shared::copy(school().path(), &root.path().join(name));
    }
    fs::write(root.path().join("乙校/studio.toml"), "school = {").expect("written");
    edit(root.path(), "丙校/signoffs.toml", "[[signoff]]", "[[signoff");
    let table = done(root.path(), &["review"]);
    let row = |name: &str| table.lines().find(|line| line.trim_start().starts_with(name)).expect(name).to_owned();
    assert!(row("甲校 郁").contains(" 15 "), "{table}");
    assert!(row("乙校").contains("—") && row("丙校 郁").contains("—"), "{table}");
    assert!(table.contains("statements.toml 或 signoffs.toml 读不通"), "{table}");
    assert!(table.lines().all(|line| unicode_width::UnicodeWidthStr::width(line) <= 80), "{table}");
    let why = refused(root.path(), &[&["review", "--covers", "2.2.1"], &REVIEWER[..]].concat());
    assert!(why.contains("3 个工作室"), "{why}");
    let why = refused(&root.path().join("丙校"), &[&["review", "--covers", "2.2.1"], &REVIEWER[..]].concat());
    assert!(why.contains("读不通"), "{why}");
    sign(&root.path().join("甲校"), "2.2.1");
}

#[test]
fn a_clause_is_shown_with_all_that_lies_before_the_reviewer() {
    let school = school();
    append(
        school.path(),
        "statements.toml",
        "\n[[statement]]\ncovers = [\"2.2.1-c\"]\ntext = \"\\u001b[2J另说\"\nauthor = \"桑维勤\"\ndate = 2022-09-04\nevidence = [\"证据/无此文件.pdf\", \"档案:2021-人事-03\", \"https://example.org/a\"]\n",
    );
    let page = done(school.path(), &["review", "--show", "2.2.1-c,3.5.1-a,1.1.1"]);
    for part in [
        "证据/无此文件.pdf：找不到，或不能用",
        "档案:2021-人事-03：纸质档案",
        "https://example.org/a：网址",
        "<U+001B>[2J另说",
        "【相关记录】",
        "【统计到的事实】",
        "【以前的结论】",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(page.lines().all(|line| unicode_width::UnicodeWidthStr::width(line) <= 80), "{page}");
    let json = done(school.path(), &["review", "--show", "2.2.1-a", "--format", "json"]);
    let json: Value = serde_json::from_str(&json).expect("JSON");
    let clause = &json["studios"][0]["clauses"][0];
    assert_eq!(clause["statement"]["evidence"][0]["state"], "file");
    assert_eq!(clause["statement"]["evidence"][0]["bytes"], 501);
    assert_eq!(clause["waits"], "signoff");
    let why = refused(school.path(), &["review", "--show", "2.2.1-a,9.9"]);
    assert!(why.contains("没有 9.9 这一条") && !why.contains("2.2.1-a"), "{why}");
}

#[test]
fn a_verdict_is_written_and_everything_else_stays() {
    let school = school();
    let before = fs::read_to_string(school.path().join("signoffs.toml")).expect("utf-8");
    let dry = done(school.path(), &[&["review", "--dry-run", "--covers", "2.2.1"], &REVIEWER[..]].concat());
    assert!(dry.contains("这次没有写") && dry.contains("    hash = ["), "{dry}");
    assert_eq!(fs::read_to_string(school.path().join("signoffs.toml")).expect("utf-8"), before);
    // Windows line ends, a mark and a remark at the end stay.
    let windows = format!("\u{feff}{}", (before + "# 完\n").replace('\n', "\r\n"));
    fs::write(school.path().join("signoffs.toml"), &windows).expect("written");
    let said = done(
        school.path(),
        &[
            &[
                "review",
                "--covers",
                "2.2.1-a，2.2.1-c",
                "--covers",
                "2.2.2",
                "--note",
                "看过原件",
                "--date",
                "2022.9.29",
            ],
            &REVIEWER[..],
        ]
        .concat(),
    );
    assert!(said.contains("由它定的条款（3 条）：2.2.1-a、2.2.1-c、2.2.2-b"), "{said}");
    let after = fs::read_to_string(school.path().join("signoffs.toml")).expect("utf-8");
    let row = "[[signoff]]\r\ncovers = [\"2.2.1-a\", \"2.2.1-c\", \"2.2.2\"]\r\nreviewer = \"封有年\"\r\nrole = \"责任督学\"\r\ndate = 2022-09-29\r\nverdict = \"符合\"\r\nnote = \"看过原件\"\r\nhash = [\r\n";
    assert!(after.contains(row), "{after}");
    assert!(after.starts_with(windows.trim_end_matches("# 完\r\n")) && after.contains("# 完\r\n"), "{after}");
    let report = checked(school.path());
    assert_eq!(verdict(&report, "2.2.1-a"), "met");
    assert_eq!(verdict(&report, "2.2.1-d"), "unjudged");
    assert_eq!(report["summary"]["errors"], 0);
    let signoffs = report["studios"][0]["signoffs"].as_array().expect("sign-offs");
    assert_eq!(signoffs.last().expect("one")["clauses"], serde_json::json!(["2.2.1-a", "2.2.1-c", "2.2.2-b"]));
    assert!(
        text(&studio(school.path(), &["check"]).stdout)
            .contains("2.2.1-a、2.2.1-c、2.2.2（3 条）：符合，封有年 2022-09-29")
    );
}

#[test]
fn of_reviewers_who_sign_at_once_each_is_told_the_truth() {
    let school = school();
    let children: Vec<_> = ["1.1.1", "1.1.3", "2.2", "4.1", "4.3"]
        .map(|covers| {
            shared::program()
                .args(["review", "--covers", covers, "--note", "看过。", "--today", TODAY])
                .args(["--verdict", "基本符合", "--reviewer", "程一诺", "--role", "责任督学"])
                .current_dir(school.path())
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .expect("it starts")
        })
        .into_iter()
        .collect();
    let ends: Vec<Output> = children.into_iter().map(|child| child.wait_with_output().expect("it ends")).collect();
    let claimed = ends.iter().filter(|end| end.status.success()).count();
    let signed = fs::read_to_string(school.path().join("signoffs.toml")).expect("utf-8");
    assert_eq!(signed.matches("程一诺").count(), claimed, "{signed}");
    assert!(claimed > 0);
    for end in ends.iter().filter(|end| !end.status.success()) {
        assert!(text(&end.stderr).contains("请再运行一次"), "{}", text(&end.stderr));
    }
}

#[test]
fn the_file_is_made_where_there_is_none() {
    let school = school();
    fs::remove_file(school.path().join("signoffs.toml")).expect("removed");
    sign(school.path(), "4.3");
    let file = fs::read_to_string(school.path().join("signoffs.toml")).expect("utf-8");
    assert!(file.starts_with("# ") && file.contains("[[signoff]]") && file.contains("hash = ["), "{file}");
    let report = checked(school.path());
    assert_eq!(verdict(&report, "4.3.1-a"), "met");
    assert_eq!(report["studios"][0]["findings"], serde_json::json!([]));
    let form = studio(school.path(), &["fmt", "--check"]);
    assert_eq!(form.status.code(), Some(0), "what is written is in form: {}", text(&form.stdout));
    // Nobody is asked to type what the command writes.
    let other = tempfile::tempdir().expect("a folder");
    shared::copy(school.path(), other.path());
    fs::remove_file(other.path().join("signoffs.toml")).expect("removed");
    done(other.path(), &["new", "signoffs"]);
    assert!(!fs::read_to_string(other.path().join("signoffs.toml")).expect("utf-8").contains("hash"));
}

/// Every reason at once, and nothing is written.
#[test]
fn what_would_not_count_is_refused() {
    let school = school();
    let school = school.path();
    let with = |more: &[&str]| refused(school, &[&["review"], more].concat());
    let why = with(&["--covers", "2.2.1", "--reviewer", "桑　维勤", "--role", "科长", "--verdict", "符合"]);
    assert!(why.contains("不能自己评审") && why.contains("2.2.1-a"), "{why}");
    let why = with(&[&["--covers", "2.2.1", "--date", "2022-09-02"], &REVIEWER[..]].concat());
    assert!(why.contains("写于 2022-09-03"), "{why}");
    let why = with(&[&["--covers", "2.2.1", "--date", "2022-10-01"], &REVIEWER[..]].concat());
    assert!(why.contains("在今天（2022-09-30）之后"), "{why}");
    let why = with(&["--covers", "9.9,2.2.1-z", "--reviewer", "待填", "--verdict", "还行"]);
    for part in ["9.9", "2.2.1-z", "评审人是空的", "还行", "--role"] {
        assert!(why.contains(part), "{part}: {why}");
    }
    let why = with(&["--reviewer", "封有年"]);
    assert!(why.contains("--covers") && why.contains("--verdict") && !why.contains("--reviewer"), "{why}");
    let why = with(&["--verdict", "符合"]);
    assert!(why.contains("--covers") && why.contains("--reviewer") && why.contains("--role"), "{why}");
    let why = with(&[&["--covers", "1.1.2-b"], &REVIEWER[..]].concat());
    assert!(why.contains("不等人评审") || why.contains("同样的结论"), "{why}");
    let why = with(&[&["--covers", "1.1.1-d"], &REVIEWER[..]].concat());
    assert!(why.contains("1.1.1-d 看记录和材料就能判断"), "{why}");
    let why = with(&[&["--covers", "4.3.1-a"], &REVIEWER[..]].concat());
    assert!(why.contains("骆青禾 在 2022-09-14 给过同样的结论"), "{why}");
    let why = with(&[&["--covers", "4"], &REVIEWER[..]].concat());
    assert!(why.contains("更具体或更晚的结论"), "{why}");
    let why = with(&[&["--covers", "2.2.3-e"], &REVIEWER[..]].concat());
    assert!(why.contains("2.2.3-e 不用评审"), "{why}");
    edit(school, "statements.toml", "covers = [\"2.2.2\"]", "covers = [\"2.2.2-z\"]");
    let why = with(&[&["--covers", "2.2.2-b"], &REVIEWER[..]].concat());
    assert!(why.contains("studio new --for 2.2.2-b"), "{why}");
    let why = with(&[&["--covers", "2.2.1", "--format", "json"], &REVIEWER[..]].concat());
    assert!(why.contains("请分两次"), "{why}");
}

/// A beginning covers what can be decided, and says what it leaves.
#[test]
fn a_beginning_says_what_it_leaves() {
    let school = school();
    edit(school.path(), "statements.toml", "covers = [\"2.2.2\"]", "covers = [\"4.5.1-b\"]");
    let said = sign(school.path(), "2.2");
    assert!(said.contains("由它定的条款（7 条）") && said.contains("没有定下来的"), "{said}");
    assert!(said.contains("2.2.2-b 还没有自评说明"), "{said}");
    // A statement that comes later has not been signed, whatever day it bears.
    append(
        school.path(),
        "statements.toml",
        "\n[[statement]]\ncovers = [\"2.2.2\"]\ntext = \"补写\"\nauthor = \"卓怀谨\"\ndate = 2022-09-01\n",
    );
    let report = checked(school.path());
    assert_eq!(verdict(&report, "2.2.2-b"), "unjudged");
    assert_eq!(verdict(&report, "2.2.1-a"), "met");
    assert_eq!(found(&report, "signoff/stale").len(), 1);
}

/// A statement of before the window is none of it; that there is one is said, and of when.
#[test]
fn an_old_statement_is_told_with_its_day() {
    let school = school();
    edit(school.path(), "statements.toml", "covers = [\"2.2.2\"]", "covers = [\"4.5.1-b\"]");
    let old = |covers: &str, date: &str| {
        format!("\n[[statement]]\ncovers = [\"{covers}\"]\ntext = \"以前写的\"\nauthor = \"卓怀谨\"\ndate = {date}\n")
    };
    append(school.path(), "statements.toml", &(old("2.2.2", "2019-06-20") + &old("2.2.2-b", "2018-06-20")));
    let shown = done(school.path(), &["review", "--show", "2.2.2-b"]);
    assert!(shown.contains("2019-06-20") && shown.contains("以前的") && !shown.contains("学校还没有写说明"), "{shown}");
    let said = sign(school.path(), "2.2");
    assert!(said.contains("2.2.2-b 只有检查时段以前（2019-06-20）的自评说明"), "{said}");
}

/// The machine's verdict may be refused, and a refusal taken back.
#[test]
fn a_refusal_stands_until_it_is_signed_anew() {
    let school = school();
    let refuse = ["--verdict", "不符合", "--reviewer", "封有年", "--role", "责任督学", "--note", "差在记录"];
    let before = |day: &'static str| ["review", "--covers", "1.1.1-d", "--date", day];
    done(school.path(), &[&before("2022-09-29")[..], &refuse].concat());
    assert_eq!(verdict(&checked(school.path()), "1.1.1-d"), "unmet");
    let output = studio(school.path(), &[&before("2022-09-29")[..], &REVIEWER].concat());
    let why = text(&output.stderr);
    assert!(output.status.code() == Some(2) && why.contains("同一天的不符合（封有年 2022-09-29"), "{why}");
    let list = done(school.path(), &["review"]);
    assert!(list.contains("评审人认为不符合") && list.contains("1.1.1-d"), "{list}");
    sign(school.path(), "1.1.1-d");
    assert_eq!(verdict(&checked(school.path()), "1.1.1-d"), "met");
}

#[test]
fn a_changed_statement_or_file_makes_a_sign_off_stale() {
    let fresh = || {
        let school = school();
        sign(school.path(), "2.2");
        assert_eq!(verdict(&checked(school.path()), "2.2.1-a"), "met");
        school
    };
    let stale = |folder: &Path, word: &str| {
        let report = checked(folder);
        assert_eq!(verdict(&report, "2.2.1-a"), "unjudged");
        assert_eq!(verdict(&report, "2.2.2-b"), "met", "another statement is not touched");
        let found = found(&report, "signoff/stale");
        assert!(matches!(found.as_slice(), [one] if one.contains(word)), "{found:?}");
    };
    let school = fresh();
    let path = school.path().join(FILE);
    let mut bytes = fs::read(&path).expect("bytes");
    let end = bytes.len() - 1;
    bytes[end] ^= 1;
    fs::write(&path, &bytes).expect("written");
    stale(school.path(), FILE);
    let list = done(school.path(), &["review"]);
    assert!(list.contains("说明或材料有改动，等评审人重新给结论（5 条）"), "{list}");
    // It is put back, and the sign-off counts again.
    bytes[end] ^= 1;
    fs::write(&path, &bytes).expect("written");
    assert_eq!(verdict(&checked(school.path()), "2.2.1-a"), "met");
    // It is gone, or is something else.
    fs::remove_file(&path).expect("removed");
    stale(school.path(), FILE);
    fs::create_dir(&path).expect("a folder");
    stale(school.path(), FILE);
    let report = checked(school.path());
    assert!(!found(&report, "record/evidence").is_empty(), "and it is said that the evidence is no file");

    let school = fresh();
    edit(school.path(), "statements.toml", "无投诉查实。", "无投诉。");
    stale(school.path(), "改过");
    // Signed anew, it counts.
    sign(school.path(), "2.2.1");
    assert_eq!(verdict(&checked(school.path()), "2.2.1-a"), "met");

    for (find, put) in [
        ("covers = [\"2.2.1\"]", "covers = [\"2.2.1\", \"3.1\"]"),
        ("汇总.csv\"]", "汇总.csv\", \"档案:2021-人事-03\"]"),
        ("汇总.csv\"]", "汇总.csv#第2页\"]"),
    ] {
        let school = fresh();
        edit(school.path(), "statements.toml", find, put);
        stale(school.path(), "改过");
    }
}

/// What was signed of who leads the studio was signed of that person.
#[test]
fn another_leader_has_to_be_signed_anew() {
    let school = school();
    sign(school.path(), "2.2.3");
    assert_eq!(verdict(&checked(school.path()), "2.2.3-c"), "met");
    edit(school.path(), "members/郁文澜.toml", "joined = 2020-09-01", "joined = 2020-09-01\nleft = 2022-03-01");
    edit(school.path(), "members/顿立诚.toml", "category = ", "role = \"主持人\"\ncategory = ");
    let report = checked(school.path());
    assert_eq!([verdict(&report, "2.2.3-b"), verdict(&report, "2.2.3-c")], ["unjudged", "unjudged"]);
    assert!(found(&report, "signoff/stale").iter().any(|one| one.contains("2.2.3-b、2.2.3-c")), "{report}");
}

/// A day of before the window is no day to sign on for it.
#[test]
fn nobody_signs_on_a_day_before_the_window() {
    let school = school();
    let why =
        refused(school.path(), &[&["review", "--covers", "1.1.1-d", "--date", "2020-08-30"], &REVIEWER[..]].concat());
    assert!(why.contains("2020-08-30 早于检查时段（从 2020-09-01 起）"), "{why}");
}

/// How a file is written makes no difference to what was signed.
#[test]
fn layout_makes_nothing_stale() {
    let school = school();
    sign(school.path(), "2.2");
    let path = school.path().join("statements.toml");
    let plain = fs::read_to_string(&path).expect("utf-8");
    let met = |text: &str, how: &str| {
        fs::write(&path, text).expect("written");
        let report = checked(school.path());
        assert_eq!(verdict(&report, "2.2.1-a"), "met", "{how}");
        assert!(found(&report, "signoff/stale").is_empty(), "{how}");
    };
    met(&format!("\u{feff}{}", plain.replace('\n', "\r\n")), "line ends and mark");
    let start = plain.find("text = \"两年师德").expect("the statement");
    let line = plain[start..].lines().next().expect("a line");
    let words = line.trim_start_matches("text = \"").trim_end_matches('"');
    met(&plain.replace(line, &format!("text = '''\n{words}\n'''")), "quotation marks");
    met(&plain.replace(line, &format!("text = \"\"\"\r\n{words}\"\"\"  # 注")), "quotation marks and line ends");
    met(&plain.replace("covers = [\"2.2.1\"]\n", "covers = [\n  \"2.2.1\", # 人员\n]\n"), "a list");
    let twice = plain.replace("汇总.csv\"]", "汇总.csv\", \" 证据/年度/2021-2022学年考核与测评汇总.csv\"]");
    assert_ne!(twice, plain);
    met(&twice, "the same paper twice");
    // The day alone has its own rule.
    let later = plain.replacen("date = 2022-09-03", "date = 2022-09-04", 99);
    met(&later, "a later day that is not after the sign-off");
    fs::write(&path, &plain).expect("written");
    done(school.path(), &["fmt"]);
    assert_eq!(verdict(&checked(school.path()), "2.2.1-a"), "met");
}

/// Sign-offs that people wrote go by their dates alone; hashes that people wrote are told.
#[test]
fn old_sign_offs_stay_and_typed_hashes_are_told() {
    let school = school();
    edit(school.path(), "statements.toml", "两年师德考核", "三年师德考核");
    let row = "\n[[signoff]]\ncovers = [\"2.2\"]\nreviewer = \"封有年\"\nrole = \"督学\"\ndate = 2022-09-20\nverdict = \"符合\"\n";
    append(school.path(), "signoffs.toml", row);
    assert_eq!(verdict(&checked(school.path()), "2.2.1-a"), "met");
    append(school.path(), "signoffs.toml", "hash = [\"已看\"]\n");
    let report = checked(school.path());
    assert_eq!(verdict(&report, "2.2.1-a"), "unjudged");
    assert!(found(&report, "signoff/stale")[0].contains("校验值看不懂"), "{:?}", found(&report, "signoff/stale"));
}

/// A sign-off without a role, a statement without an author are none: the check of shape names what they lack.
#[test]
fn what_lacks_a_part_does_not_count() {
    let school = school();
    append(
        school.path(),
        "signoffs.toml",
        "\n[[signoff]]\ncovers = [\"2.2\"]\nreviewer = \"封有年\"\ndate = 2022-09-20\nverdict = \"符合\"\n",
    );
    let report = checked(school.path());
    assert_eq!(verdict(&report, "2.2.1-a"), "unjudged");
    assert_eq!(found(&report, "record/missing-field").len(), 1);
}

/// A workbook has no column for hashes, and keeps them.
#[test]
fn a_workbook_keeps_the_hashes() {
    let school = school();
    sign(school.path(), "2.2");
    let before = fs::read(school.path().join("signoffs.toml")).expect("bytes");
    done(school.path(), &["to-excel", "记录.xlsx"]);
    done(school.path(), &["from-excel", "记录.xlsx", "--yes"]);
    assert_eq!(fs::read(school.path().join("signoffs.toml")).expect("bytes"), before);
    let schema = done(school.path(), &["schema", "--kind", "signoffs"]);
    assert!(schema.contains("\"readOnly\": true"), "{schema}");
}

/// A large file of evidence is read piece by piece.
#[cfg(target_os = "linux")]
#[test]
fn a_large_file_takes_no_memory() {
    const SIZE: u64 = 100 << 20;
    let school = school();
    let path = school.path().join(FILE);
    fs::File::create(&path).expect("a file").set_len(SIZE).expect("its size");
    // The program and its standard fit into what the limit leaves; the file does not.
    let limited = |arguments: &str| {
        let command = format!("ulimit -v 90000; exec {} {arguments} --today {TODAY}", env!("CARGO_BIN_EXE_studio"));
        let mut shell = Command::new("sh");
        shell.args(["-c", &command]).current_dir(school.path()).env("RAYON_NUM_THREADS", "1");
        let output = shell.output().expect("it starts");
        assert_eq!(output.status.code(), Some(0), "{arguments}: {}", text(&output.stderr));
        text(&output.stdout)
    };
    limited("review --covers 2.2 --verdict 符合 --reviewer 封有年 --role 督学");
    let report: Value = serde_json::from_str(&limited("check --format json")).expect("JSON");
    assert_eq!(verdict(&report, "2.2.1-a"), "met");
    assert!(done(school.path(), &["review", "--show", "2.2.1-a"]).contains("100.0 MB"));
}

/// Evidence that cannot be read cannot be reviewed; one that is not there is signed as not there.
#[cfg(unix)]
#[test]
fn evidence_must_be_readable_to_be_signed() {
    use std::os::unix::fs::PermissionsExt;
    let school = school();
    let path = school.path().join(FILE);
    fs::remove_file(&path).expect("removed");
    sign(school.path(), "2.2");
    assert!(found(&checked(school.path()), "signoff/stale").is_empty());
    fs::write(&path, "来了").expect("written");
    assert_eq!(found(&checked(school.path()), "signoff/stale").len(), 1, "what came later was not seen");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).expect("permissions");
    if fs::read(&path).is_err() {
        let why = refused(school.path(), &[&["review", "--covers", "2.2.1"], &REVIEWER[..]].concat());
        assert!(why.contains(FILE), "{why}");
    }
}

/// A file that a row cannot be put into is left, and the row is said.
#[test]
fn a_file_that_cannot_take_a_row_is_left() {
    let school = school();
    let path = school.path().join("signoffs.toml");
    fs::write(&path, "signoff = []\n").expect("written");
    let why = refused(school.path(), &[&["review", "--covers", "2.2.1"], &REVIEWER[..]].concat());
    assert!(why.contains("reviewer = \"封有年\"") && why.contains("hash"), "{why}");
    #[cfg(unix)]
    {
        let elsewhere = tempfile::NamedTempFile::new().expect("a file");
        fs::remove_file(&path).expect("removed");
        std::os::unix::fs::symlink(elsewhere.path(), &path).expect("a link");
        let why = refused(school.path(), &[&["review", "--covers", "2.2.1"], &REVIEWER[..]].concat());
        assert!(why.contains("读不通"), "{why}");
        assert_eq!(fs::read(elsewhere.path()).expect("bytes"), b"");
    }
    let empty = tempfile::tempdir().expect("a folder");
    refused(empty.path(), &["review"]);
    refused(empty.path(), &[&["review", "--covers", "2.2.1"], &REVIEWER[..]].concat());
}

#[test]
fn english_is_spoken_throughout() {
    let school = school();
    let list = done(school.path(), &["review", "--lang", "en"]);
    assert!(list.contains("wait for a reviewer's verdict (clauses: 15)"), "{list}");
    let why = refused(school.path(), &[&["review", "--lang", "en", "--covers", "1.1.1-d"], &REVIEWER[..]].concat());
    assert!(why.contains("records and evidence decide"), "{why}");
    let help = done(school.path(), &["review", "--help", "--lang", "en"]);
    assert!(help.contains("--verdict <TEXT>") && help.contains("name of the reviewer"), "{help}");
}

/// Whoever comes back to a verdict says the same twice.
#[test]
fn the_same_verdict_again_is_no_copy() {
    let school = school();
    let block = |verdict: &str| {
        let who = "reviewer = \"封有年\"\nrole = \"责任督学\"\ndate = 2022-09-30";
        format!("\n[[signoff]]\ncovers = [\"2.2\"]\n{who}\nverdict = \"{verdict}\"\nnote = \"看过\"\n")
    };
    append(school.path(), "signoffs.toml", &["符合", "基本符合", "符合"].map(block).concat());
    let output = studio(school.path(), &["check", "--only", "record", "--deny", "note"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stdout));
}

/// A reviewer judges what the records said: what they say later was never signed. What came after the sign-off changes nothing.
#[test]
fn other_records_than_those_judged_make_a_sign_off_stale() {
    let folder = school();
    sign(folder.path(), "1.1.1");
    let signed = sign(folder.path(), "2.2");
    // They are kept in the files of schools: what makes them others, for no rule or for some, makes every sign-off stale.
    for hash in ["2.2.1-a=v1:390c23b72cba0f4bd214ee572fc3b6d9", "2.2.3-b=v1:8a803d1287716bc5c9f2a4b15f51ba9e"] {
        assert!(signed.contains(hash), "{hash}: {signed}");
    }
    let report = checked(folder.path());
    assert_eq!((verdict(&report, "2.2.1-d").as_str(), verdict(&report, "1.1.1-d").as_str()), ("met", "met"));
    assert!(found(&report, "signoff/stale").is_empty());
    let year = fs::read_to_string(folder.path().join("years/2021-2022.toml")).expect("utf-8");
    let worse = year.replacen("organisation = \"合格\"", "organisation = \"基本合格\"", 1);
    fs::write(folder.path().join("years/2021-2022.toml"), &worse).expect("written");
    let report = checked(folder.path());
    assert_eq!(verdict(&report, "2.2.1-d"), "unjudged");
    assert_eq!(verdict(&report, "2.2.1-a"), "met", "nothing behind it has changed");
    let told = found(&report, "signoff/stale");
    assert!(told.len() == 1 && told[0].contains("2.2.1-d"), "{told:?}");
    fs::write(folder.path().join("years/2021-2022.toml"), &year).expect("written");
    assert_eq!(verdict(&checked(folder.path()), "2.2.1-d"), "met", "what is put back is what was signed");
    // A word that the list does not have asks for a person, and nobody has looked at it.
    edit(folder.path(), "meetings/2021-04-22-校务会.toml", "what = ", "what = [\"聚餐\"] # ");
    assert_eq!(verdict(&checked(folder.path()), "1.1.1-d"), "unjudged");
    sign(folder.path(), "1.1.1-d");
    assert_eq!(verdict(&checked(folder.path()), "1.1.1-d"), "met");
}

/// What was judged goes on standing when a record only gets another name.
#[test]
fn another_name_of_a_record_makes_nothing_stale() {
    let school = school();
    let path = school.path().join("signoffs.toml");
    fs::write(&path, "").expect("written");
    for covers in ["1", "2", "3", "4", "5"] {
        sign(school.path(), covers);
    }
    let verdicts = |report: &Value| {
        let clauses = report["studios"][0]["clauses"].as_array().expect("clauses").clone();
        clauses.into_iter().map(|clause| [clause["id"].clone(), clause["verdict"].clone()]).collect::<Vec<_>>()
    };
    let before = checked(school.path());
    for (from, to) in [
        ("activities/2021-10-28-返修单第二轮", "activities/2021-10-28-返修单二轮"),
        ("members/仝志远", "members/仝致远"),
        ("carriers/三问会诊室", "carriers/会诊室"),
    ] {
        let told = done(school.path(), &["mv", from, to]);
        assert!(told.contains("个校验值跟着新名字重算"), "{from}: {told}");
        let report = checked(school.path());
        assert_eq!(verdicts(&report), verdicts(&before), "{from}");
        assert!(found(&report, "signoff/stale").is_empty(), "{from}");
    }
    // With the title the person is called so wherever he speaks, too.
    done(school.path(), &["mv", "--title", "members/桑维勤", "members/桑维琴"]);
    assert!(found(&checked(school.path()), "signoff/stale").is_empty());
    // What is no longer what was signed stays so under another name.
    let activity = "activities/2021-10-28-返修单二轮.toml";
    edit(school.path(), activity, ", \"宓晓棠\"]", "]");
    let stale = found(&checked(school.path()), "signoff/stale");
    assert!(!stale.is_empty());
    done(school.path(), &["mv", "activities/2021-10-28-返修单二轮", "activities/2021-10-28-返修单"]);
    assert_eq!(found(&checked(school.path()), "signoff/stale"), stale);
}

/// A sign-off that was typed keeps nothing of what it judged: the next reviewer is told so.
#[test]
fn a_sign_off_without_a_hash_is_marked() {
    let school = school();
    let shown = || {
        let page = done(school.path(), &["review", "--show", "2.1.2-a"]);
        page.lines().filter_map(|line| Some(line.split_once('│')?.1.trim().to_owned())).collect::<String>()
    };
    assert!(shown().contains("没有校验值"), "{}", shown());
    edit(school.path(), "signoffs.toml", "covers = [\"2.1.2\", ", "covers = [");
    sign(school.path(), "2.1.2");
    assert!(!shown().contains("没有校验值"), "{}", shown());
}
