//! Starting: a new studio, a new record, the record a clause asks for, a new year. What is written is read again by a check.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what is wrong by failing")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Output;

use jiff::civil::{Date, date};
use shared::{files as tree, text, write};
use studio::check::{self, Options, Report};
use studio::edit::open::open;
use studio::edit::record::{Desk, Wanted};
use studio::edit::satisfy::satisfy;
use studio::finding::{Finding, Severity, Verdict};
use studio::record::BLANK;
use studio::record::calendar::Dates;
use studio::standard::indicator::Clause;
use studio::standard::predicate::Predicate;
use studio::standard::{Standard, embedded};
use studio::text::lang::Lang;

#[path = "start/fill.rs"]
mod fill;
#[path = "start/first.rs"]
mod first;
mod shared;

const TODAY: &str = "2026-11-24";
const DAY: Date = date(2026, 11, 24);

fn at(folder: &Path, day: &str, arguments: &[&str]) -> Output {
    let mut command = shared::program();
    command.args(arguments).args(["--today", day]).current_dir(folder).output().expect("it starts")
}

/// Runs it, and it must succeed; gives what it says.
fn done(folder: &Path, arguments: &[&str]) -> String {
    let output = at(folder, TODAY, arguments);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", text(&output.stderr));
    text(&output.stdout)
}

/// Runs it, and it must not be able to; gives why.
fn refused(folder: &Path, arguments: &[&str]) -> String {
    let output = at(folder, TODAY, arguments);
    assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", text(&output.stdout));
    assert!(output.stdout.is_empty());
    text(&output.stderr)
}

fn report<'s>(standard: &'s Standard, folder: &Path, only: &[&str]) -> Report<'s> {
    let only = only.iter().map(ToString::to_string).collect();
    check::studio(standard, folder, folder, &Dates::default(), &Options { only, ..Options::new(DAY, Lang::Zh) })
}

fn shown(findings: &[Finding]) -> String {
    let line = |found: &Finding| {
        let place = found.places.first().map_or(String::new(), |place| format!("{}:{}", place.file, place.line));
        format!("{} {place} {}", found.rule, found.message)
    };
    findings.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn read(path: impl AsRef<Path>) -> String {
    fs::read_to_string(path).expect("utf-8")
}

const NAMED: [&str; 5] = ["init", "--school", "江北市清江职业技术学校", "--name", "何知远班主任工作室"];
const FULL: [&str; 14] = [
    "--province",
    "江苏",
    "--founded",
    "2026年8月20日",
    "--host",
    "何知远",
    "--since",
    "2026.8.20",
    "--category",
    "本校",
    "--contact",
    "陆晓舟",
    "--semester",
    "2026-09-01..2027-01-22",
];

/// A new studio with a leader and two semesters.
fn begun() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    done(folder.path(), &[&NAMED[..], &FULL, &["--semester", "2027-02-22 至 2027-07-09"]].concat());
    folder
}

#[test]
fn a_new_studio_has_no_fault_whatever_was_answered() {
    let standard = embedded().expect("a sound standard");
    let long = "长".repeat(200);
    let odd = [
        "甲\"乙\\丙",
        "三、四，“五”（六）",
        "第一行\n第二行\r\n\t第三行",
        "👩‍🏫🌱",
        &long,
        "'''",
        "#[x]",
        "\u{202e}\u{200b}反",
        " 两头空 ",
        "/:*?",
        "CON",
    ];
    for (number, answer) in odd.into_iter().enumerate() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut arguments = vec!["init", "--school", answer, "--name", answer];
        // Every combination of the others, over the answers.
        let others: [&[&str]; 4] = [
            &["--province", "新疆维"],
            &["--founded", "2026/8/20"],
            &["--host", answer, "--since", "2026-9-1", "--category", "2"],
            &["--contact", answer, "--semester", "2027.2.22到2027.7.9"],
        ];
        let chosen = others.iter().enumerate().filter(|(index, _)| (number + 1) >> index & 1 == 1);
        arguments.extend(chosen.flat_map(|(_, more)| more.iter()));
        done(folder.path(), &arguments);
        let mut report = report(&standard, folder.path(), &["record"]);
        // The day of founding is asked for by a mark where nobody said it.
        let founded = arguments.contains(&"--founded");
        report.findings.retain(|finding| founded || finding.rule != "record/blank");
        assert!(report.findings.is_empty() && !report.waits_for_root, "{answer}: {}", shown(&report.findings));
    }
}

#[test]
fn what_was_answered_is_read_back() {
    let folder = begun();
    let root: toml::Table = toml::from_str(&read(folder.path().join("studio.toml"))).expect("toml");
    assert_eq!(root["standard"].as_str(), Some("moe-2022"));
    assert_eq!(root["school"]["province"].as_str(), Some("江苏省"));
    assert_eq!(root["studio"]["founded"].as_datetime().expect("a date").to_string(), "2026-08-20");
    let ids: Vec<_> = root["calendar"]["semester"]
        .as_array()
        .expect("rows")
        .iter()
        .map(|row| row["id"].as_str().unwrap_or_default())
        .collect();
    assert_eq!(ids, ["2026-2027-1", "2026-2027-2"]);
    let member: toml::Table = toml::from_str(&read(folder.path().join("members/何知远.toml"))).expect("toml");
    assert_eq!(member["role"].as_str(), Some("主持人"));
    assert_eq!(member["category"].as_str(), Some("本校班主任教师"));
    for line in read(folder.path().join("studio.toml")).lines().filter(|line| !line.starts_with("# 例：")) {
        assert!(studio::text::width::width(line) <= 80, "{line}");
    }
    assert!(read(folder.path().join(".gitattributes")).contains("*.toml text eol=lf"));
    assert!(
        !read(folder.path().join(".gitattributes"))
            .lines()
            .any(|line| !line.starts_with('#') && line.contains("union"))
    );
}

#[test]
fn init_says_all_that_is_missing_or_wrong_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let why = refused(folder.path(), &["init"]);
    assert_eq!(why, "错误: 还缺：--school（学校名称）、--name（工作室名称）\n");
    let why = refused(
        folder.path(),
        &[
            "init",
            "--school",
            "甲校",
            "--host",
            "林澄",
            "--founded",
            "2026-02-30",
            "--province",
            "江",
            "--semester",
            "九月",
            "--set",
            "school.codes=1",
            "--set",
            "school.code=12",
        ],
    );
    for part in [
        "--founded：没有“2026-02-30”这一天",
        "--province：“江”开头的有几项：江苏省、江西省",
        "--semester：",
        "--set：没有“codes”",
        "--set：学校标识码",
        "--name（工作室名称）",
        "--category（成员类别）",
        "--category 可以写：本校班主任教师、",
        "--since（加入日期）",
    ] {
        assert!(why.contains(part), "{part}: {why}");
    }
    let english = refused(folder.path(), &["init", "--lang", "en"]);
    assert_eq!(english, "error: missing: --school (name of the school), --name (name of the studio)\n");
    assert!(tree(folder.path()).is_empty());
}

#[test]
fn init_overwrites_nothing() {
    let folder = begun();
    let before = tree(folder.path());
    assert!(refused(folder.path(), &NAMED).contains("已经是一个工作室"));
    assert_eq!(tree(folder.path()), before);
    // A folder with other things in it is fine, as long as no name is taken.
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join(".gitignore"), "mine\n").expect("written");
    fs::create_dir(folder.path().join("members")).expect("made");
    fs::write(folder.path().join("members/何知远.toml"), "mine\n").expect("written");
    let before = tree(folder.path());
    assert!(
        refused(folder.path(), &[&NAMED[..], &FULL].concat()).contains("members/何知远.toml 已经有了，什么也没有写")
    );
    assert_eq!(tree(folder.path()), before);
    assert!(done(folder.path(), &NAMED).contains(".gitignore（本来就有，没有动它）"));
    assert_eq!(read(folder.path().join(".gitignore")), "mine\n");
    assert!(refused(folder.path(), &["init", "studio.toml", "--school", "甲", "--name", "乙"]).contains("不是文件夹"));
}

#[cfg(unix)]
#[test]
fn a_folder_behind_a_link_that_leads_nowhere_is_told_with_the_link() {
    let folder = tempfile::tempdir().expect("a folder");
    std::os::unix::fs::symlink("硬盘/工作室", folder.path().join("链接")).expect("a link");
    for target in ["链接", "链接/新", "链接/新/更里"] {
        let said = refused(folder.path(), &[&NAMED[..], &[target]].concat());
        assert!(said.contains("链接 是一个链接，它指向的 硬盘/工作室 不存在"), "{said}");
    }
    assert!(!folder.path().join("硬盘").exists());
}

#[test]
fn every_kind_is_written_with_comments_and_only_blanks_are_found() {
    let standard = embedded().expect("a sound standard");
    for kind in standard.kinds.iter().filter(|kind| !["studio", "province"].contains(&kind.kind.as_str())) {
        let folder = begun();
        let id: &[&str] = if kind.folder().is_some() && kind.stem.is_none() { &["甲乙"] } else { &[] };
        for name in [kind.kind.as_str(), kind.folder().unwrap_or(&kind.path), &kind.label.zh] {
            let folder = begun();
            done(folder.path(), &[&["new", name], id].concat());
        }
        let told = done(folder.path(), &[&["new", &kind.kind], id].concat());
        let path = told.lines().find_map(|line| line.strip_prefix("已写好 ")).expect("a path");
        let written = read(folder.path().join(path));
        for field in &kind.fields.0 {
            assert!(written.contains(&field.label.zh) && written.contains(&field.key), "{path}: {}", field.key);
        }
        let before = report(&standard, folder.path(), &["record"]);
        let blanks = written.lines().filter(|line| !line.starts_with('#') && line.contains(BLANK)).count();
        assert!(before.findings.iter().all(|found| found.rule == "record/blank"), "{}", shown(&before.findings));
        assert_eq!(before.findings.len(), blanks, "{path}");
        // Filled in, it is sound; with everything that may be said, too.
        fill::fill(&standard, folder.path());
        let after = report(&standard, folder.path(), &["record"]);
        assert!(after.findings.is_empty(), "{path}: {}\n{}", shown(&after.findings), read(folder.path().join(path)));
        let all: String = written.lines().map(uncommented).collect();
        fs::write(folder.path().join(path), all).expect("written");
        let whole = report(&standard, folder.path(), &["record"]);
        assert!(whole.findings.iter().all(|found| found.rule == "record/blank"), "{path}: {}", shown(&whole.findings));
    }
}

/// A line with what is commented out in it put in force.
fn uncommented(line: &str) -> String {
    let code = line.strip_prefix("# ").filter(|rest| {
        let key = rest.split(" = ").next().unwrap_or_default();
        rest.starts_with('[')
            || (rest.contains(" = ") && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'))
    });
    format!("{}\n", code.unwrap_or(line))
}

#[test]
fn names_come_from_what_is_known_and_are_never_taken() {
    let folder = begun();
    let wrote = |arguments: &[&str]| done(folder.path(), arguments).lines().next().expect("a line").to_owned();
    assert_eq!(wrote(&["new", "meeting"]), "已写好 meetings/2026-11-24.toml");
    assert_eq!(wrote(&["new", "meeting"]), "已写好 meetings/2026-11-24-2.toml");
    assert_eq!(
        wrote(&["new", "会议", "--title", "校务会", "--date", "2026.10.8"]),
        "已写好 meetings/2026-10-08-校务会.toml"
    );
    assert_eq!(wrote(&["new", "activities/", "2026-10-20-读书会"]), "已写好 activities/2026-10-20-读书会.toml");
    assert!(read(folder.path().join("activities/2026-10-20-读书会.toml")).contains("\ndate = 2026-10-20\n"));
    assert!(read(folder.path().join("activities/2026-10-20-读书会.toml")).contains("现有：何知远、全体。"));
    assert_eq!(wrote(&["new", "member", "陆晓舟", "--set", "joined=2026-9-1"]), "已写好 members/陆晓舟.toml");
    let member = read(folder.path().join("members/陆晓舟.toml"));
    assert!(member.contains("\nname = \"陆晓舟\"\n") && member.contains("\njoined = 2026-09-01\n"));
    // A name is padded as lists pad it; a title of something else has its blanks.
    assert_eq!(wrote(&["new", "member", "方　宁"]), "已写好 members/方宁.toml");
    assert!(read(folder.path().join("members/方宁.toml")).contains("\nname = \"方宁\"\n"));
    assert!(done(folder.path(), &["new", "case", "--title", "一张返修单"]).contains(".md"));
    let before = tree(folder.path());
    for (arguments, why) in [
        (&["new", "member", "陆晓舟"][..], "members/陆晓舟.toml 已经有了"),
        (&["new", "member", "陆 晓舟"], "members/陆晓舟.toml 已经有了"),
        (&["new", "member"], "请写上名字"),
        (&["new", "member", "a/b"], "不能有“/”"),
        (&["new", "member", "nul"], "Windows"),
        (&["new", "member", ""], "名字是空的"),
        (&["new", "member", "\u{202e}"], "<U+202E>"),
        (&["new", "会儀"], "是不是 会议？"),
        (&["new", "studio"], "studio init"),
        (&["new", "province"], "上一层"),
        (&["new", "statements", "甲"], "statements.toml 一个文件"),
        (&["new", "meeting", "--date", "昨天"], "看不出是哪天"),
        (&["new", "plan", "甲", "--date", "2026-9-1"], "不用 --date"),
        (&["new", "meeting", "--set", "whoo=甲"], "没有“whoo”"),
        (&["new"], "还要写"),
        (&["new", "--for", "9.9"], "没有“9.9”这一条"),
        (&["new", "--for", "1.1.1"], "1.1.1-d"),
    ] {
        let told = refused(folder.path(), arguments);
        assert!(told.contains(why), "{arguments:?}: {told}");
        assert!(!told.contains('\u{202e}'));
    }
    assert_eq!(tree(folder.path()), before);
    assert!(refused(tempfile::tempdir().expect("a folder").path(), &["new", "meeting"]).contains("不是工作室"));
}

#[test]
fn rows_are_added_to_a_file_that_people_wrote() {
    let folder = begun();
    let path = folder.path().join("statements.toml");
    let mine = "\u{feff}# 我们的说明\r\n[[statement]]\r\ncovers = [\"4\"]\r\ntext = \"甲\" # 乙\r\nauthor = \"丙\"\r\ndate = 2026-10-01";
    fs::write(&path, mine).expect("written");
    done(folder.path(), &["new", "statements"]);
    let now = read(&path);
    assert!(now.starts_with(mine) && now[mine.len()..].starts_with("\r\n\r\n# 说明"), "{now}");
    assert_eq!(now.matches('\n').count(), now.matches("\r\n").count());
    let inline = "statement = [{ covers = [\"4\"], text = \"甲\", author = \"丙\", date = 2026-10-01 }]\n";
    fs::write(&path, inline).expect("written");
    assert!(refused(folder.path(), &["new", "statements"]).contains("[[statement]]"));
    fs::write(&path, "[[statement\n").expect("written");
    assert!(refused(folder.path(), &["new", "statements"]).contains("studio check"));
    fs::write(&path, b"\xb0\xa1").expect("written");
    assert!(refused(folder.path(), &["new", "statements"]).contains("UTF-8"));
}

/// As other commands do, from the folder above.
#[test]
fn the_only_studio_below_is_the_one_that_is_written_in() {
    let folder = tempfile::tempdir().expect("a folder");
    let init = |name: &str| done(folder.path(), &[&["init", name][..], &NAMED[1..], &FULL].concat());
    init("灯");
    done(folder.path(), &["new", "成员", "周予安"]);
    assert!(folder.path().join("灯/members/周予安.toml").is_file());
    init("光");
    assert!(refused(folder.path(), &["new", "成员", "殳敏"]).contains("-C"));
}

#[test]
fn a_broken_root_is_told_where() {
    let folder = begun();
    fs::write(folder.path().join("studio.toml"), "standard = \"moe-2022\n[school]\n").expect("written");
    for arguments in [&["new", "meeting"][..], &["new", "year"], &["new", "--for", "1.1.1-d"]] {
        let why = refused(folder.path(), arguments);
        assert!(why.contains("studio.toml:1 "), "{why}");
    }
}

/// What was done for a clause.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Clone, Copy)]
enum Served {
    /// Records, or rows in them.
    Records,
    /// A statement.
    Statement,
    /// It was said which records to change.
    Advice,
    /// It was met, did not apply, or asks for nothing.
    Nothing,
}

/// A copy of a studio.
fn copy(from: &Path) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    shared::copy(from, folder.path());
    folder
}

fn serve(standard: &Standard, folder: &Path, clause: &Clause) -> Vec<String> {
    let options = Options { only: vec![clause.id.clone()], ..Options::new(DAY, Lang::Zh) };
    let wanted = Wanted { stem: Some("林知夏".into()), ..Wanted::default() };
    let done = open(standard, folder, &options, |studio, report| {
        satisfy(Desk::new(studio, folder, Lang::Zh), clause, report, &wanted)
    });
    let done = done.and_then(|done| done).unwrap_or_else(|why| panic!("{}: {why}", clause.id));
    assert!(!done.written.is_empty() || !done.told.is_empty(), "{}", clause.id);
    done.written
}

#[test]
fn what_a_clause_asks_for_is_written_and_satisfies_it() {
    let standard = embedded().expect("a sound standard");
    let mut ways: BTreeMap<Served, Vec<&str>> = BTreeMap::new();
    let mut wrong = Vec::new();
    let fresh = begun();
    for clause in standard.clauses() {
        let folder = copy(fresh.path());
        let before = report(&standard, folder.path(), &[&clause.id]);
        let judged = before.clauses[0].verdict;
        let asks = !before.findings.is_empty() || judged == Verdict::NotDue;
        let written = serve(&standard, folder.path(), clause);
        let way = match written.as_slice() {
            [] if asks => Served::Advice,
            [] => Served::Nothing,
            [only] if only == "statements.toml" => Served::Statement,
            _ => Served::Records,
        };
        ways.entry(way).or_default().push(&clause.id);
        let counts = clause.rules.iter().any(|rule| matches!(rule.predicate, Predicate::Count { .. }));
        if counts && asks && way != Served::Records {
            wrong.push(format!("{} has a count and is served by {way:?}", clause.id));
        }
        if way == Served::Records {
            wrong.extend(unsatisfied(&standard, folder.path(), clause, &written));
        }
    }
    let told: Vec<String> = ways.iter().map(|(way, ids)| format!("{way:?} {}: {}", ids.len(), ids.join(" "))).collect();
    assert!(wrong.is_empty(), "{}\n\n{}", wrong.join("\n\n"), told.join("\n"));
    let numbers: Vec<(Served, usize)> = ways.iter().map(|(way, ids)| (*way, ids.len())).collect();
    let expected = [(Served::Records, 77), (Served::Statement, 27), (Served::Advice, 13), (Served::Nothing, 13)];
    assert_eq!(numbers, expected, "{}", told.join("\n"));
}

/// Whether the blanks that were written are found, and once they are filled in the clause's rules hold.
fn unsatisfied(standard: &Standard, folder: &Path, clause: &Clause, written: &[String]) -> Option<String> {
    let before = report(standard, folder, &["record"]);
    let blank =
        |path: &&String| read(folder.join(path)).lines().any(|line| !line.starts_with('#') && line.contains(BLANK));
    for path in written.iter().filter(blank) {
        let found = before.findings.iter().any(|found| found.rule == "record/blank" && found.places[0].file == **path);
        if !found {
            return Some(format!("{}: no blank is found in {path}", clause.id));
        }
    }
    if let Some(other) = before.findings.iter().find(|found| found.rule != "record/blank") {
        return Some(format!("{}: {}", clause.id, shown(std::slice::from_ref(other))));
    }
    fill::fill(standard, folder);
    let after = report(standard, folder, &["record", &clause.id]);
    // What the root file lacks was said, and an open list is met with a warning when one of it is there.
    let said = |found: &Finding| {
        clause.rules.iter().enumerate().any(|(index, rule)| {
            let mine = found.key.contains(&format!("#{}.", index + 1));
            let open = matches!(rule.predicate, Predicate::Covers { .. }) && found.severity != Severity::Error;
            mine && (open || standard.kinds[rule.of.kind].folder().is_none())
        })
    };
    // One day fills all blanks, and may be early for what looks back on a year, or uses what another blank finishes.
    let early = |found: &Finding| found.rule == "record/date" || found.message.contains("时还没有");
    let left = after.findings.iter().filter(|found| !early(found) && (found.rule != clause.id || !said(found)));
    let left: Vec<Finding> = left.cloned().collect();
    let verdict = after.clauses[0].verdict;
    let held = !matches!(verdict, Verdict::Unmet | Verdict::Unevidenced) || !after.findings.is_empty();
    (!held || !left.is_empty()).then(|| {
        let files = written.iter().map(|path| {
            let code: Vec<_> = read(folder.join(path))
                .lines()
                .filter(|line| !line.starts_with('#') && !line.is_empty())
                .map(str::to_owned)
                .collect();
            format!("--- {path}\n{}", code.join("\n"))
        });
        format!("{} {}: {}\n{}", clause.id, verdict.token(), shown(&left), files.collect::<Vec<_>>().join("\n"))
    })
}

/// A school of which a year has ended, with the root file as it was typed.
fn school(root: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "studio.toml", root);
    let member = "name = \"何知远\"\ncategory = \"本校班主任教师\"\njoined = 2020-09-01\n";
    write(folder.path(), "members/何知远.toml", member);
    let left = "name = \"周予安\"\ncategory = \"本校班主任教师\"\njoined = 2020-09-01\nleft = 2022-07-01\n";
    write(folder.path(), "members/周予安.toml", left);
    let task =
        |id: &str, rest: &str| format!("[[task]]\nid = \"{id}\"\nowner = \"何知远\"\ndue = 2022-05-01\n{rest}\n");
    let year = [
        task("做完的", "done = 2022-04-30\n"),
        task("写明理由的", "carried = \"停课\"\n"),
        task("没写理由的“甲\\\"乙”", ""),
        task("待填完成日的", "done = \"待填\"\ncarried = \"待填\"\n"),
    ];
    write(folder.path(), "years/2021-2022.toml", year.concat());
    folder
}

const ROOT: &str = "# 我们的\nstandard = \"moe-2022\"\n\n[school]\nname = \"甲\"\n\n[studio]\nname = \"乙\" # 挂牌名\n\n\
    [calendar]\nyear = \"学年\"\n\n[[calendar.semester]]\nid = \"2021-2022-1\"\nstart = 2021-09-01\nend = 2022-01-21\n\n\
    [[calendar.semester]]\nid = \"2021-2022-2\"\nstart = 2022-02-21\nend = 2022-07-08 # 放暑假\n\n\
    # 只核对这两年\n[window]\nfrom = 2021-09-01\n";

#[test]
fn a_new_year_takes_over_what_is_not_done() {
    let folder = school(ROOT);
    let days = ["--semester", "2022-09-01..2023-01-13", "--semester", "2023-02-13..2023-07-07"];
    let output = at(folder.path(), "2022-08-20", &[&["new", "year"][..], &days].concat());
    assert!(output.status.success(), "{}", text(&output.stderr));
    let told = text(&output.stdout);
    assert!(
        told.contains("从 2021-2022 结转 3 项没有完成的任务：写明理由的、没写理由的“甲\"乙”、待填完成日的"),
        "{told}"
    );
    assert!(told.contains("“没写理由的“甲\"乙””没有写为什么转到下一年：years/2021-2022.toml:13"), "{told}");
    assert!(!told.contains("“写明理由的”没有写"), "{told}");
    let year = read(folder.path().join("years/2022-2023.toml"));
    let table: toml::Table = toml::from_str(&year).expect("toml");
    let tasks = table["task"].as_array().expect("rows");
    assert_eq!(tasks.len(), 3);
    assert_eq!((tasks[1]["id"].as_str(), tasks[1]["due"].as_str()), (Some("没写理由的“甲\"乙”"), Some(BLANK)));
    assert!(year.contains("现有：何知远。"), "who has left is not offered: {year}");
    // The root file is as it was but for the new lines.
    let root = read(folder.path().join("studio.toml"));
    let (before, after) = ROOT.split_at(ROOT.find("\n# 只核对").expect("there"));
    assert!(root.starts_with(before) && root.ends_with(after), "{root}");
    let ids: Vec<&str> = root.lines().filter(|line| line.starts_with("id = ")).collect();
    assert_eq!(ids, ["id = \"2021-2022-1\"", "id = \"2021-2022-2\"", "id = \"2022-2023-1\"", "id = \"2022-2023-2\""]);
    let check = text(&at(folder.path(), "2022-09-30", &["check", "--only", "record", "--quiet"]).stdout);
    let new = check.lines().filter(|line| line.contains("years/2022-2023")).collect::<Vec<_>>();
    assert_eq!(new.len(), 3, "the due dates are blank and nothing else is wrong: {check}");
    assert!(!check.contains("studio.toml"), "{check}");
    // Once more there is nothing to open.
    let all = tree(folder.path());
    let again = at(folder.path(), "2022-08-20", &["new", "year"]);
    assert_eq!(again.status.code(), Some(2));
    assert!(text(&again.stderr).contains("years/2022-2023.toml 已经有了"), "{}", text(&again.stderr));
    assert_eq!(tree(folder.path()), all);
}

#[test]
fn a_new_year_without_days_is_marked() {
    for line_end in ["\n", "\r\n"] {
        let typed = format!("\u{feff}{}", ROOT.replace('\n', line_end));
        let folder = school(&typed);
        let output = at(folder.path(), "2022-09-20", &["new", "年度"]);
        assert!(text(&output.stdout).contains("2022-2023-1、2022-2023-2 的日期还不知道"), "{}", text(&output.stderr));
        let again = at(folder.path(), "2022-09-20", &["new", "year"]);
        assert_eq!(again.status.code(), Some(2), "a year without semesters is not done with");
        let why = text(&again.stderr);
        assert!(why.contains("日期还标着“待填”") && why.contains("studio new year 2023-2024"), "{why}");
        let root = read(folder.path().join("studio.toml"));
        assert!(root.starts_with('\u{feff}'));
        assert_eq!(root.matches('\n').count(), root.matches(line_end).count());
        let check = text(&at(folder.path(), "2022-09-30", &["check", "--only", "record"]).stdout);
        assert_eq!(
            check.lines().filter(|line| line.contains("studio.toml") && line.contains("还没有填")).count(),
            4,
            "{check}"
        );
        // What nobody knows yet stops nothing; once the year is over it should have been filled in.
        assert!(check.contains("0 个错误 · "), "{check}");
        for (day, stops) in [("2022-09-30", false), ("2023-09-30", true)] {
            let told = text(&at(folder.path(), day, &["export", "--annex", "all", "-o", ".", "--force"]).stderr);
            assert_eq!(told.contains("record/blank"), stops, "{day}: {told}");
        }
    }
}

#[test]
fn a_year_is_refused_with_its_reason() {
    let folder = school(ROOT);
    for (arguments, why) in [
        (&["new", "year", "2021-2022"][..], "years/2021-2022.toml 已经有了"),
        (&["new", "year", "2023"], "写成 2021-2022、2022-2023 这样"),
        (&["new", "year", "下学年"], "不是一个年度"),
        (&["new", "year", "--semester", "2021-09-01..2022-01-21"], "2021-2022-1，不在 2022-2023 里"),
        (&["new", "year", "--semester", "2022-09-01..2022-08-01"], "要晚于第一天"),
        (&["new", "year", "--semester", "2022-07-01..2022-12-30", "--semester", "2022-09-01..2023-01-10"], "重叠"),
        (&["new", "year", "--title", "甲"], "不用 --title"),
    ] {
        let before = tree(folder.path());
        let output = at(folder.path(), "2022-08-20", arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", text(&output.stdout));
        assert!(text(&output.stderr).contains(why), "{arguments:?}: {}", text(&output.stderr));
        assert_eq!(tree(folder.path()), before);
    }
    for day in ["9999-12-31", "9998-12-31", "0001-01-01"] {
        let before = tree(folder.path());
        let output = at(folder.path(), day, &["new", "year"]);
        assert_eq!(output.status.code(), Some(2), "{day}: {}", text(&output.stdout));
        assert!(text(&output.stderr).contains("四位数"), "{day}: {}", text(&output.stderr));
        assert_eq!(tree(folder.path()), before);
    }
    let inline =
        school("standard = \"moe-2022\"\nschool.name = \"甲\"\nstudio.name = \"乙\"\ncalendar = { year = \"学年\" }\n");
    let before = tree(inline.path());
    let why = text(&at(inline.path(), "2022-09-20", &["new", "year"]).stderr);
    assert!(why.contains("id = \"2022-2023-1\""), "{why}");
    assert_eq!(tree(inline.path()), before, "the year's record is not written alone");
    fs::write(inline.path().join("years/2021-2022.toml"), "[[task\n").expect("written");
    assert!(text(&at(inline.path(), "2022-09-20", &["new", "year"]).stderr).contains("years/2021-2022.toml 读不出来"));
}

/// A year that runs is not left behind unasked.
#[test]
fn a_second_new_year_is_refused_while_the_first_runs() {
    let folder = shared::copied("examples/school");
    let next = "studio new year 2022-2023";
    let why = text(&at(folder.path(), "2022-03-25", &["new", "year"]).stderr);
    assert!(why.contains("还没有过完") && why.contains(next), "{why}");
    let days = ["--semester", "2022-09-05..2023-01-13", "--semester", "2023-02-13..2023-07-07"];
    let output = at(folder.path(), "2022-09-05", &[&["new", "year"][..], &days].concat());
    assert!(output.status.success(), "{}", text(&output.stderr));
    let again = at(folder.path(), "2022-09-25", &["new", "year"]);
    let why = text(&again.stderr);
    assert!(again.status.code() == Some(2) && why.contains("studio new year 2023-2024"), "{why}");
    let named = at(folder.path(), "2022-09-25", &["new", "year", "2023-2024"]);
    assert!(named.status.success(), "{}", text(&named.stderr));
}

/// In a calendar year, too, a semester that has not begun may wait for its days.
#[test]
fn the_spring_of_a_calendar_year_may_wait_for_its_days() {
    let root = ROOT.replace("\"学年\"", "\"自然年\"").replace("2021-2022-1", "2020-2021-1");
    let folder = school(&root);
    fs::remove_file(folder.path().join("years/2021-2022.toml")).expect("removed");
    let output = at(folder.path(), "2023-01-05", &["new", "year", "2023"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let check = |day: &str| text(&at(folder.path(), day, &["check", "--only", "record", "--quiet"]).stdout);
    assert!(!check("2023-01-05").contains("studio.toml"), "{}", check("2023-01-05"));
    assert!(check("2023-09-30").contains("错误[record/blank]"), "{}", check("2023-09-30"));
}

/// What a clause asks of a year goes into one that a check looks at.
#[test]
fn a_year_outside_of_the_window_is_not_opened_for_a_clause() {
    for id in ["3.3.1-f", "3.3.1-g", "4.2.2-a"] {
        let folder = shared::copied("examples/school");
        for year in ["years/2020-2021.toml", "years/2021-2022.toml"] {
            let path = folder.path().join(year);
            let whole = read(&path);
            let rows = whole.split_inclusive("\n[[").collect::<String>();
            let blocks: Vec<&str> = rows.split("\n[[").collect();
            let stays = |block: &&&str| !(block.starts_with("reflection]]") || block.starts_with("recognition]]"));
            let kept: Vec<&str> = blocks.iter().filter(stays).copied().collect();
            fs::write(&path, kept.join("\n[[")).expect("written");
        }
        let output = at(folder.path(), "2022-09-30", &["new", "--for", id]);
        let said = text(&output.stdout);
        assert!(said.contains("已写好 years/2021-2022.toml"), "{id}: {said}{}", text(&output.stderr));
        assert!(!folder.path().join("years/2022-2023.toml").exists());
    }
}

/// Only what is lacking is asked for, and what is met is said to be.
#[test]
fn what_is_there_is_not_asked_for_again() {
    let folder = shared::copied("examples/school");
    let new = |id: &str| text(&at(folder.path(), "2022-09-30", &["new", "--for", id]).stdout);
    for id in ["1.1.1-c", "1.1.3-a", "2.2.3-b"] {
        let said = new(id);
        assert!(said.contains("已经做到了") && !said.contains("请评审人"), "{id}: {said}");
    }
    fs::remove_file(folder.path().join("measures/用人单位和社区评价.toml")).expect("removed");
    assert!(new("4.5.1-c").contains("measures/社会美誉度.toml"));
    let record = read(folder.path().join("measures/社会美誉度.toml"));
    assert!(!record.contains("\nof = \"家长满意度\""), "{record}");
    let path = folder.path().join("years/2021-2022.toml");
    let year = read(&path);
    let at_row = year.find("[[appraisal]]\nmember = \"蒲雪莹\"").expect("a row");
    let end = year[at_row + 2..].find("\n[[").map_or(year.len(), |length| at_row + 2 + length + 1);
    fs::write(&path, [&year[..at_row], &year[end..]].concat()).expect("written");
    let said = new("2.2.1-b");
    assert!(said.contains("已写好 years/2021-2022.toml") && !said.contains("appraisal_evidence = "), "{said}");
}

#[test]
fn advice_is_a_command_that_works() {
    let folder = shared::copied("examples/school");
    let members = fs::read_dir(folder.path().join("members")).expect("members").flatten().map(|entry| entry.path());
    for path in members {
        let text = read(&path);
        let other = ["校外专家", "德育", "心理", "教研", "行政"].iter().any(|word| text.contains(word));
        if other {
            fs::remove_file(path).expect("removed");
        }
    }
    let why = text(&at(folder.path(), "2022-09-30", &["new", "--for", "2.1.1-b"]).stderr);
    assert!(why.contains("studio new --for 2.1.1-b 何知远"), "{why}");
    let inner = folder.path().join("members");
    let why = text(&at(&inner, "2022-09-30", &["-C", "..", "new", "province"]).stderr);
    assert!(why.contains("studio -C ../.. new province"), "{why}");
}

#[test]
fn a_calendar_year_has_the_spring_of_one_school_year_and_the_autumn_of_the_next() {
    let folder = school(&ROOT.replace("\"学年\"", "\"自然年\"").replace("2021-2022-1", "2020-2021-1"));
    fs::remove_file(folder.path().join("years/2021-2022.toml")).expect("removed");
    let days = ["--semester", "2023-02-13..2023-07-07", "--semester", "2023-09-01..2024-01-19"];
    let output = at(folder.path(), "2022-12-20", &[&["new", "year", "2023"][..], &days].concat());
    assert!(output.status.success(), "{}", text(&output.stderr));
    let root = read(folder.path().join("studio.toml"));
    assert!(root.contains("id = \"2022-2023-2\"") && root.contains("id = \"2023-2024-1\""), "{root}");
    assert!(folder.path().join("years/2023.toml").exists());
}

#[test]
fn a_calendar_of_the_province_is_left_to_it() {
    let outer = tempfile::tempdir().expect("a folder");
    fs::write(outer.path().join("province.toml"), "reporting_body = \"江苏省\"\n[[calendar.semester]]\nid = \"2021-2022-1\"\nstart = 2021-09-06\nend = 2022-01-21\n").expect("written");
    let studio_folder = outer.path().join("甲");
    let root = "standard = \"moe-2022\"\n[school]\nname = \"甲\"\n[studio]\nname = \"乙\"\n";
    write(&studio_folder, "studio.toml", root);
    let output = at(&studio_folder, "2022-09-20", &["new", "year"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert_eq!(read(studio_folder.join("studio.toml")), root);
    assert!(studio_folder.join("years/2022-2023.toml").exists());
}

#[test]
fn the_questions_are_those_of_the_standard_in_use() {
    let own = copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("standard"));
    let file = own.path().join("records/studio.yaml");
    let asked = read(&file).replace("flag: school,", "flag: campus,").replace(
        "    list: studio-level\n",
        "    list: studio-level\n        ask: { flag: level, zh: 哪一级？, en: Of what level? }\n",
    );
    fs::write(&file, asked).expect("written");
    let folder = tempfile::tempdir().expect("a folder");
    let standard = ["--standard", own.path().to_str().expect("utf-8")];
    let named = [&standard[..], &["init", "--name", "乙"]].concat();
    assert!(refused(folder.path(), &[&named[..], &["--school", "甲"]].concat()).contains("不认识“--school”"));
    done(folder.path(), &[&named[..], &["--campus", "甲", "--level", "市"]].concat());
    let root = read(folder.path().join("studio.toml"));
    assert!(root.contains("\nname = \"甲\"\n") && root.contains("\nlevel = \"市级\"\n"), "{root}");
}

/// Whoever stands in a folder of a studio is told where that is, and starts no other one there.
#[test]
fn a_folder_within_a_studio_leads_to_it() {
    let folder = tempfile::tempdir().expect("a folder");
    done(folder.path(), &NAMED);
    let inner = folder.path().join("meetings/2026");
    fs::create_dir_all(&inner).expect("made");
    for arguments in [&["new", "member", "甲"][..], &["check"], &["status"], &["to-excel", "甲.xlsx"]] {
        let why = refused(&inner, arguments);
        assert!(why.contains("-C ../..") && why.contains("cd ../.."), "{arguments:?}: {why}");
        let why = refused(folder.path(), &[&["-C", "meetings/2026"], arguments].concat());
        assert!(why.contains("-C ") && !why.contains("studio init"), "{arguments:?}: {why}");
    }
    let why = refused(&inner, &NAMED);
    assert!(why.contains("在工作室 ../.. 里面"), "{why}");
    assert_eq!(fs::read_dir(&inner).expect("a folder").count(), 0);
    let new = [&["init", "新"], &NAMED[1..]].concat();
    assert!(refused(folder.path(), &new).contains("里面"), "a folder that is not there yet lies in it, too");
}

/// What lies behind a link is not read, so nothing is written there either.
#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_linked_folder() {
    let school = copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/first-week"));
    let elsewhere = tempfile::tempdir().expect("a folder");
    std::os::unix::fs::symlink(elsewhere.path(), school.path().join("cases")).expect("a link");
    let output = at(school.path(), TODAY, &["new", "case", "--title", "灯"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("是一个链接"), "{said}");
    assert_eq!(fs::read_dir(elsewhere.path()).expect("a folder").count(), 0);
}
