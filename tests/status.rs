//! Many studios at once: each on its own, the matrix, what to do next, and only what a branch touched.

#![allow(clippy::expect_used, clippy::panic, clippy::print_stderr, reason = "a test says what is wrong by failing")]

mod shared;

use std::fs;
use std::path::Path;

use serde_json::Value;
use shared::{json, studio, text};

fn root(school: &str, name: &str, code: &str) -> String {
    let code = if code.is_empty() { String::new() } else { format!("code = \"{code}\"\n") };
    format!("standard = \"moe-2022\"\n[school]\nname = \"{school}\"\n{code}[studio]\nname = \"{name}\"\n")
}

/// A folder of studios, each with this root file.
fn province(studios: &[(&str, String)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, root) in studios {
        shared::write(&folder.path().join(name), "studio.toml", root);
    }
    folder
}

fn at(folder: &tempfile::TempDir) -> &str {
    folder.path().to_str().expect("utf-8")
}

fn rules(report: &Value) -> Vec<(String, String)> {
    let all = report["findings"].as_array().expect("findings");
    let of = |finding: &Value, key: &str| finding[key].as_str().unwrap_or_default().to_owned();
    all.iter().map(|finding| (of(finding, "rule"), of(finding, "severity"))).collect()
}

#[test]
fn studios_that_share_what_tells_them_apart_are_told() {
    let pair = |one: String, other: String| {
        let folder = province(&[("a", one), ("b", other)]);
        rules(&json(&["check", at(&folder), "--format", "json"]))
    };
    let found = |rule: &str, severity: &str| vec![(rule.to_owned(), severity.to_owned())];
    let same = pair(root("甲校", "春风工作室", ""), root(" 甲 校", "春风工作室", ""));
    assert_eq!(same, found("twin/studio", "error"));
    let code = pair(root("甲校", "春风", "3632009999"), root("乙校", "夏雨", "3632009999"));
    assert_eq!(code, found("twin/code", "error"));
    let name = pair(root("甲校", "春风", "3632009999"), root("甲校", "夏雨", "3632009998"));
    assert_eq!(name, found("twin/school", "warning"));
    let two = pair(root("甲校", "春风", "3632009999"), root("甲校", "夏雨", "3632009999"));
    assert_eq!(two, found("twin/school", "note"));
    let campus = pair(root("甲校", "春风", "3632009999"), root("甲校（东校区）", "夏雨", "3632009999"));
    assert_eq!(campus, found("twin/school", "note"));
    let other = pair(root("甲校", "春风", "3632009999"), root("甲校附属二校", "夏雨", "3632009999"));
    assert_eq!(other, found("twin/code", "error"));
    let title = pair(root("甲校", "春风", ""), root("乙校", "春风", ""));
    assert_eq!(title, found("twin/name", "note"));
    assert_eq!(pair(root("甲校", "春风", ""), root("乙校", "夏雨", "")), []);
    assert_eq!(pair(root("待填", "待填", ""), root("待填", "待填", "")), [], "a blank is no name");
    // A copy is told although the first studio of its school, and the first of its name, are others.
    let folder = province(&[
        ("a", root("甲校", "春风", "")),
        ("b", root("乙校", "夏雨", "")),
        ("c", root("甲校", "夏雨", "")),
        ("d", root("甲校", "夏雨", "")),
    ]);
    let report = json(&["check", at(&folder), "--format", "json"]);
    let copy = report["findings"].as_array().expect("findings").iter().find(|one| one["rule"] == "twin/studio");
    let copy = copy.unwrap_or_else(|| panic!("{report}"));
    assert_eq!(
        (&copy["places"][0]["file"], &copy["places"][1]["file"]),
        (&"d/studio.toml".into(), &"c/studio.toml".into())
    );
    assert_eq!((copy["places"][0]["line"].as_u64(), copy["places"][0]["column"].as_u64()), (Some(5), Some(8)));
}

/// The matrix of a part of what is asked has a column for each of it: what overlays ask goes by numbers.
#[test]
fn the_matrix_shows_what_overlays_ask_where_that_is_asked_for() {
    let province = shared::example("province");
    let lines = |only: &str| {
        let root = province.to_str().expect("utf-8");
        let output = studio(&["status", root, "--only", only, "--lang", "zh", "--today", "2022-09-20"]);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        text(&output.stdout).lines().map(str::to_owned).collect::<Vec<_>>()
    };
    let row = |lines: &[String], begins: &str| {
        let row = lines.iter().find(|line| line.starts_with(begins)).unwrap_or_else(|| panic!("{lines:#?}"));
        row.split("  ").last().unwrap_or_default().to_owned()
    };
    let local = lines("example");
    assert_eq!(row(&local, "学校"), "12345");
    assert!(local[0].starts_with("学校"), "no empty lines above: {local:#?}");
    let signs = row(&local, "云岫工校");
    assert!(signs.chars().count() == 5 && signs.chars().all(|sign| ".xe?-o!".contains(sign)), "{signs:?}");
    assert!(local.iter().any(|line| line == "   1  example/members 成员人数"), "{local:#?}");
    let both = lines("1.1,example/members,example/exchange");
    assert_eq!(row(&both, "学校"), "123 12");
    let whole = lines("1,2,3,4,5,example");
    assert!(!whole.iter().any(|line| line.contains("example/members")), "no room: {whole:#?}");
    let none = lines("circular");
    assert!(!none.iter().any(|line| line.contains("x 缺")), "no signs, no legend: {none:#?}");
}

/// Folders that differ in capitals or in the form of letters alone are two on this system; a line end in their names never ends a
/// line of what is told.
#[cfg(unix)]
#[test]
fn line_ends_in_the_folders_of_twins_are_shown_by_their_code() {
    for (one, other) in [("A\n甲", "a\n甲"), ("\u{e9}\n甲", "e\u{301}\n甲")] {
        let folder = province(&[(one, root("甲校", "春风", "")), (other, root("甲校", "春风", ""))]);
        for format in ["human", "github", "junit", "markdown", "json", "sarif", "gitlab"] {
            let output = studio(&["check", at(&folder), "--format", format, "--lang", "zh"]);
            let told = text(&output.stdout);
            assert!(told.contains("已经有一份"), "{format}: {told}");
            let broken = ["\n甲", "%0A甲", "<br>甲", "\\n甲 "];
            // A path is data in what programs read, and written as the format has it.
            let lines = told.lines().filter(|line| line.contains("已经有一份")).collect::<Vec<_>>().join("\n");
            let message = lines.split("春风”在").nth(1).expect("a message").split("已经").next().expect("a folder");
            assert!(message.contains("U+000A"), "{format}: {message}");
            assert!(!broken.iter().any(|broken| message.contains(broken)), "{format}: {message}");
            if ["human", "junit", "markdown"].contains(&format) {
                assert!(!told.lines().any(|line| line.starts_with('甲')), "{format}: {told}");
            }
        }
    }
}

/// A folder that was copied from another school is told by its records, once for each copy, whatever it is called.
#[test]
fn records_of_another_school_are_told_once() {
    let school = |name: &str| {
        let code: u32 = name.chars().map(u32::from).sum();
        root(&format!("{name}校"), name, &format!("3632{:06}", code % 1_000_000))
    };
    let names = ["甲", "乙", "丙", "丁"];
    let folder = province(&names.map(|name| (name, school(name))));
    let put = |studio: &str, n: usize, text: &str| {
        shared::write(&folder.path().join(studio), &format!("members/m{n}.toml"), text);
    };
    let told = || {
        let report = json(&["check", at(&folder), "--format", "json", "--only", "twin"]);
        let all = report["findings"].as_array().expect("findings").clone();
        let file = |one: &Value, n: usize| one["places"][n]["file"].as_str().unwrap_or_default().to_owned();
        all.iter().map(|one| (one["rule"].clone(), file(one, 0), file(one, 1))).collect::<Vec<_>>()
    };
    for n in 0..4 {
        // What is still to be filled in is the same everywhere; one adviser may be a member in two schools.
        for studio in names {
            put(studio, n, "name = \"待填\"\n");
        }
        put("丁", n + 10, &format!("name = \"丁{n}\"\n"));
    }
    put("甲", 20, "name = \"戊\"\n");
    put("丁", 20, "name = \"戊\"\n");
    assert_eq!(told(), []);
    for n in 30..33 {
        for studio in ["甲", "丙", "乙"] {
            put(studio, n, &format!("name = \"己{n}\"\n"));
        }
    }
    let first = ["丙", "乙", "甲"].into_iter().min().expect("one");
    let found = told();
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found.iter().all(|(rule, _, other)| rule == "twin/records" && *other == format!("{first}/studio.toml")));
}

/// Studios of one school share what the school has; where one has nothing else, its folder was copied.
#[test]
fn a_whole_copy_within_a_school_is_told() {
    let told = |more: &[(&str, &str)]| {
        let folder = province(&[("a", root("甲校", "春风", "")), ("b", root("甲校", "夏雨", ""))]);
        let shared = ["丑", "寅", "卯", "辰"].iter().flat_map(|name| [("a", *name), ("b", *name)]);
        for (studio, name) in shared.chain(more.iter().copied()) {
            let path = folder.path().join(studio).join(format!("members/{name}.toml"));
            fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            fs::write(path, format!("name = \"{name}\"\n")).expect("written");
        }
        rules(&json(&["check", at(&folder), "--format", "json", "--only", "twin"]))
    };
    let found = |rules: [(&str, &str); 2]| rules.map(|(rule, severity)| (rule.to_owned(), severity.to_owned()));
    assert_eq!(told(&[("a", "午")]), found([("twin/records", "warning"), ("twin/school", "note")]));
    assert_eq!(told(&[("a", "午"), ("b", "未")]), [("twin/school".to_owned(), "note".to_owned())]);
}

#[test]
fn a_broken_studio_changes_nothing_of_the_others() {
    let sound: Vec<(&str, String)> = vec![("a甲", root("甲校", "春风", "")), ("z乙", root("乙校", "夏雨", ""))];
    let alone = province(&sound);
    let mixed = province(&sound);
    let bad: [(&str, &[u8]); 6] = [
        ("b1", b"standard = "),
        ("b2", b"\xff\xfe\x00garbage"),
        ("b3", b""),
        ("b4", b"standard = 1\nschool = []\nstudio = \"x\"\n"),
        ("b5", b"<<<<<<< HEAD\nstandard = \"moe-2022\"\n=======\n>>>>>>> other\n"),
        ("b6", b"\0\0\0\0"),
    ];
    for (name, bytes) in bad {
        shared::write(&mixed.path().join(name), "studio.toml", bytes);
    }
    fs::create_dir_all(mixed.path().join("b7/studio.toml")).expect("made");
    let of = |folder: &tempfile::TempDir| {
        let report = json(&["check", at(folder), "--format", "json", "--today", "2022-09-30"]);
        let studios = report["studios"].as_array().expect("studios").clone();
        studios.into_iter().map(|one| (one["path"].as_str().unwrap_or_default().to_owned(), one)).collect::<Vec<_>>()
    };
    let all = of(&mixed);
    for (path, studio) in of(&alone) {
        let same = all.iter().find(|(other, _)| *other == path).expect("it is there");
        assert_eq!(same.1, studio);
    }
    for name in bad.iter().map(|(name, _)| *name).chain(["b7"]) {
        let broken = &all.iter().find(|(path, _)| path == name).expect("it is named").1;
        let first = &broken["findings"][0];
        assert!(first["places"][0]["file"].as_str().is_some_and(|file| file.starts_with(name)), "{first}");
    }
    let csv = text(&studio(&["status", at(&mixed), "--format", "csv", "--today", "2022-09-30"]).stdout);
    let unjudged = csv.lines().filter(|line| line.contains("没有判定")).count();
    // One of them can be read; its values are of wrong types.
    assert_eq!(unjudged, bad.len(), "a table says why it has no verdicts: {csv}");
}

#[test]
fn the_matrix_fits_and_counts() {
    let studios: Vec<(String, String)> = (0..40)
        .map(|n| {
            (format!("第{n:02}职业技术学校"), root(&format!("虚构市第{n:02}职业技术学校"), &format!("工作室{n}"), ""))
        })
        .collect();
    let studios: Vec<(&str, String)> = studios.iter().map(|(name, root)| (name.as_str(), root.clone())).collect();
    let folder = province(&studios);
    let output = studio(&["status", at(&folder), "--today", "2022-09-30"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stderr.is_empty(), "no bar where nobody watches: {}", text(&output.stderr));
    let shown = text(&output.stdout);
    for line in shown.lines() {
        assert!(studio::text::width::width(line) <= 80, "{line}");
    }
    assert_eq!(shown.lines().filter(|line| line.contains("xxxxx")).count(), 40, "{shown}");
    let csv = text(&studio(&["status", at(&folder), "--format", "csv", "--today", "2022-09-30"]).stdout);
    assert_eq!(csv.lines().count(), 41);
    assert!(csv.starts_with("\u{feff}文件夹,学校,"), "{csv}");
    let report = json(&["status", at(&folder), "--format", "json", "--today", "2022-09-30"]);
    assert_eq!(report["studios"].as_array().map(Vec::len), Some(40));
    assert_eq!(report["studios"][0]["indicators"].as_array().map(Vec::len), Some(32));
    let file = folder.path().join("进度.xlsx");
    let save = ["status", at(&folder), "--xlsx", file.to_str().expect("utf-8"), "--today", "2022-09-30"];
    assert_eq!(studio(&save).status.code(), Some(0));
    let first = fs::read(&file).expect("written");
    assert_eq!(studio(&save).status.code(), Some(2), "nothing is overwritten unasked");
    assert_eq!(studio(&[&save[..], &["--force"]].concat()).status.code(), Some(0));
    assert_eq!(fs::read(&file).expect("written"), first, "the same bytes");
}

#[test]
fn two_outputs_are_two_files() {
    let folder = province(&[("甲", root("甲校", "春风", ""))]);
    let file = |name: &str| folder.path().join(name).to_str().expect("utf-8").to_owned();
    let run = |arguments: &[&str]| {
        let output = studio(&[arguments, &["--today", "2022-09-30"]].concat());
        (output.status.code(), text(&output.stderr))
    };
    let (book, same) = (file("a.xlsx"), file("甲/../a.xlsx"));
    for other in [&book, &same] {
        let (code, told) = run(&["status", at(&folder), "--xlsx", &book, "-o", other]);
        assert_eq!(code, Some(2), "{told}");
        assert!(told.contains("是同一个文件"), "{told}");
        assert!(!folder.path().join("a.xlsx").exists());
    }
    assert_eq!(run(&["status", at(&folder), "--xlsx", &book, "-o", &file("a.txt")]).0, Some(0));
    // What is there stays; through a link it is the same file.
    let before = fs::read(&book).expect("written");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("a.xlsx", file("b.xlsx")).expect("linked");
        let (code, _) = run(&["status", at(&folder), "--force", "--xlsx", &book, "-o", &file("b.xlsx")]);
        assert_eq!(code, Some(2));
    }
    let (report, baseline) = (file("r.json"), file("b.json"));
    fs::write(file("names"), "钱多多\n").expect("written");
    for outputs in [
        ["-o", &report, "--summary", &report],
        ["-o", &report, "--write-baseline", &report],
        ["--summary", &report, "--write-baseline", &report],
        ["--names", &file("names"), "-o", &file("names")],
    ] {
        let (code, told) = run(&[&["check", at(&folder)], &outputs[..]].concat());
        assert_eq!(code, Some(2), "{outputs:?} {told}");
        assert!(told.contains("是同一个文件"), "{told}");
        assert!(!folder.path().join("r.json").exists());
    }
    // A baseline gives way to the next one only.
    assert!(run(&["check", at(&folder), "--write-baseline", &baseline]).0 < Some(2));
    assert!(run(&["check", at(&folder), "--baseline", &baseline, "--write-baseline", &baseline]).0 < Some(2));
    assert_eq!(run(&["check", at(&folder), "--baseline", &baseline, "-o", &baseline]).0, Some(2));
    let mapping = ["export", at(&folder), "--annex", "2", "--force", "--into", &book, "--write-mapping", &book];
    assert_eq!(run(&mapping).0, Some(2));
    assert_eq!(fs::read(&book).expect("there"), before);
    assert_eq!(fs::read_to_string(file("names")).expect("there"), "钱多多\n");
    #[cfg(unix)]
    assert!(run(&["check", at(&folder), "-o", "/dev/null", "--summary", "/dev/null"]).0 < Some(2));
}

#[test]
fn a_status_for_offices_is_a_workbook() {
    let folder = province(&[("甲", root("甲校", "春风", ""))]);
    let save = |name: &str, more: &[&str]| {
        let file = folder.path().join(name);
        let save = ["status", at(&folder), "--xlsx", file.to_str().expect("utf-8"), "--today", "2022-09-30"];
        let output = studio(&[&save[..], more].concat());
        (output.status.code(), text(&output.stderr))
    };
    for name in ["新.txt", "新", "新.xls", "新.xlsx.bak"] {
        let (code, told) = save(name, &["--force"]);
        assert_eq!(code, Some(2), "{told}");
        assert!(told.contains("以 .xlsx 结尾"), "{told}");
        assert!(!folder.path().join(name).exists());
    }
    assert_eq!(save("新.XLSX", &[]).0, Some(0));
    assert!(save("新.XLSX", &[]).1.contains("--xlsx 后面另写"), "{}", save("新.XLSX", &[]).1);
    // Whoever may put a link there does not say where the result goes.
    #[cfg(unix)]
    {
        let (link, record) = (folder.path().join("链接.xlsx"), folder.path().join("甲/studio.toml"));
        std::os::unix::fs::symlink("新.XLSX", &link).expect("linked");
        assert_eq!(save("链接.xlsx", &[]).0, Some(2));
        let (target, way) = (folder.path().join("新.XLSX"), save("链接.xlsx", &["--force"]));
        assert!(way.0 == Some(2) && way.1.contains("是一个链接"), "{}", way.1);
        assert!(link.is_symlink() && fs::metadata(&target).expect("there").len() > 0);
        let before = fs::read(&record).expect("there");
        std::os::unix::fs::symlink(&record, folder.path().join("记录.xlsx")).expect("linked");
        assert_eq!(save("记录.xlsx", &["--force"]).0, Some(2));
        assert_eq!(fs::read(&record).expect("there"), before);
    }
}

#[test]
fn what_to_do_next_names_the_person_and_the_day() {
    let folder = tempfile::tempdir().expect("a folder");
    let school = folder.path().join("甲校");
    fs::create_dir_all(school.join("years")).expect("made");
    fs::create_dir_all(school.join("members")).expect("made");
    let head = root("甲校", "春风", "")
        + "[group]\nresponsible = \"陆晓舟\"\n[[calendar.semester]]\nid = \"2021-2022-1\"\nstart = 2021-09-01\nend = 2022-01-20\n";
    fs::write(school.join("studio.toml"), head).expect("written");
    let member = "name = \"何知远\"\ncategory = \"本校班主任\"\n";
    fs::write(school.join("members/何知远.toml"), member).expect("written");
    let year = "[[task]]\nid = \"一\"\nitem = \"无\"\nowner = \"何知远\"\ndue = 2021-10-15\n\
        [[task]]\nid = \"二\"\nitem = \"无\"\nowner = \"暂无\"\ndue = 2021-10-16\n";
    fs::write(school.join("years/2021-2022.toml"), year).expect("written");
    fs::write(folder.path().join("province.toml"), "reporting_body = \"江苏省\"\ndeadline = 2022-09-30\n")
        .expect("written");
    let report = json(&["status", school.to_str().expect("utf-8"), "--format", "json", "--today", "2022-09-01"]);
    let todo = report["studios"][0]["todo"].as_array().expect("todo");
    let find = |rule: &str, file: &str| {
        todo.iter().find(|one| one["rule"] == rule && one["file"] == file).unwrap_or_else(|| panic!("{rule} {todo:#?}"))
    };
    let category = find("record/not-in-list", "members/何知远.toml");
    assert_eq!((category["person"].as_str(), category["due"].as_str()), (Some("何知远"), Some("2022-09-30")));
    let task = find("record/reference", "years/2021-2022.toml");
    assert_eq!((task["person"].as_str(), task["due"].as_str()), (Some("何知远"), Some("2021-10-15")));
    let nobody = todo.iter().filter(|one| one["person"] == "暂无").count();
    assert_eq!(nobody, 0, "a word for nobody is nobody");
    let of_semester = |one: &&Value| one["reason"].as_str().is_some_and(|why| why.contains("2021-2022-1"));
    let semester = todo.iter().filter(|one| one["rule"] == "1.1.1-d").find(of_semester).expect("the semester is named");
    assert_eq!((semester["person"].as_str(), semester["due"].as_str()), (Some("陆晓舟"), Some("2022-01-20")));
    let text = text(&studio(&["status", school.to_str().expect("utf-8"), "--today", "2022-09-01"]).stdout);
    assert!(text.contains("（陆晓舟，2022-01-20）"), "{text}");
    let waiting = todo.iter().find(|one| one["verdict"] == "unjudged").expect("one waits");
    assert_eq!(waiting["person"].as_str(), Some("陆晓舟"));
}

fn git(folder: &Path, arguments: &[&str]) -> bool {
    shared::git(folder, arguments).is_some()
}

#[test]
fn only_what_a_branch_touched_is_checked() {
    let folder = province(&[
        ("甲校", root("甲校", "春风", "")),
        ("乙 校", root("乙校", "夏雨", "")),
        ("丙\"校", root("丙校", "秋实", "")),
        ("丁校", root("丁校", "冬青", "")),
    ]);
    let top = folder.path();
    if !git(top, &["init", "-q"]) {
        eprintln!("skipped: there is no git");
        return;
    }
    fs::write(top.join("province.toml"), "reporting_body = \"江苏省\"\n").expect("written");
    assert!(git(top, &["add", "-A"]) && git(top, &["commit", "-qm", "a"]));
    let touched = |rev: &str| -> Vec<String> {
        let report = json(&["check", at(&folder), "--changed-since", rev, "--format", "json"]);
        let all = report["studios"].as_array().expect("studios");
        all.iter().map(|one| one["path"].as_str().unwrap_or_default().to_owned()).collect()
    };
    assert_eq!(touched("main"), Vec::<String>::new());
    let idle = studio(&["check", at(&folder), "--changed-since", "main"]);
    assert_eq!(idle.status.code(), Some(0));
    assert!(text(&idle.stdout).contains("没有改动到任何工作室"), "{}", text(&idle.stdout));
    assert!(git(top, &["switch", "-qc", "work"]));
    fs::write(top.join("甲校/notes.md"), "x").expect("written");
    assert!(git(top, &["add", "-A"]) && git(top, &["commit", "-qm", "b"]));
    fs::write(top.join("乙 校/studio.toml"), root("甲校", "春风", "")).expect("written");
    fs::write(top.join("丙\"校/new.md"), "x").expect("written");
    assert_eq!(touched("main"), ["丙\"校", "乙 校", "甲校"]);
    // What others are called still counts: 乙 now goes by the name of 甲.
    let report = json(&["check", at(&folder), "--changed-since", "work", "--format", "json"]);
    assert!(rules(&report).contains(&("twin/studio".into(), "error".into())), "{report}");
    // From within one studio, too.
    let inner = top.join("乙 校");
    let report = json(&["check", inner.to_str().expect("utf-8"), "--changed-since", "main", "--format", "json"]);
    assert_eq!(report["studios"].as_array().map(Vec::len), Some(1));
    // Work that main went on with meanwhile is none of this branch.
    assert!(git(top, &["add", "-A"]) && git(top, &["commit", "-qm", "c"]) && git(top, &["switch", "-q", "main"]));
    fs::write(top.join("丁校/other.md"), "x").expect("written");
    assert!(git(top, &["add", "-A"]) && git(top, &["commit", "-qm", "d"]) && git(top, &["switch", "-q", "work"]));
    assert_eq!(touched("main"), ["丙\"校", "乙 校", "甲校"]);
    fs::write(top.join("province.toml"), "reporting_body = \"安徽省\"\n").expect("written");
    assert_eq!(touched("main").len(), 4, "what holds for all touches all");
    for rev in ["no-such-branch", "--output=x"] {
        let unknown = studio(&["check", at(&folder), &format!("--changed-since={rev}")]);
        assert_eq!(unknown.status.code(), Some(2));
        assert!(text(&unknown.stderr).contains("没有“"), "{}", text(&unknown.stderr));
    }
    let shallow = tempfile::tempdir().expect("a folder");
    let from = format!("file://{}", at(&folder));
    assert!(git(shallow.path(), &["clone", "-q", "--depth", "1", "--branch", "work", &from, "c"]));
    let copy = shallow.path().join("c");
    let output = studio(&["check", copy.to_str().expect("utf-8"), "--changed-since", "origin/main"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("fetch-depth"), "{}", text(&output.stderr));
    let outside = province(&[("甲校", root("甲校", "春风", ""))]);
    let output = studio(&["status", at(&outside), "--changed-since", "main"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("不在 git 仓库里"), "{}", text(&output.stderr));
}

#[test]
fn what_cannot_be_looked_into_is_named() {
    let folder = province(&[("甲校", root("甲校", "春风", "")), ("locked/乙校", root("乙校", "夏雨", ""))]);
    let locked = folder.path().join("locked");
    let unreadable = |report: &Value| {
        let all = report["findings"].as_array().expect("findings");
        let of = all.iter().filter(|one| one["rule"] == "record/unreadable");
        of.map(|one| (one["places"][0]["file"].clone(), one["severity"].clone())).collect::<Vec<_>>()
    };
    #[cfg(unix)]
    {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let elsewhere = province(&[("丙校", root("丙校", "秋实", ""))]);
        symlink(elsewhere.path().join("丙校"), folder.path().join("丙校")).expect("linked");
        symlink(elsewhere.path(), folder.path().join("市")).expect("linked");
        symlink(folder.path().join("甲校"), folder.path().join("same")).expect("linked");
        symlink(folder.path(), folder.path().join("loop")).expect("linked");
        // One that lies in the folder and is not looked into there is behind its link as one elsewhere is.
        let hidden = folder.path().join(".库/丁校");
        fs::create_dir_all(&hidden).expect("made");
        fs::write(hidden.join("studio.toml"), root("丁校", "冬青", "")).expect("written");
        symlink(".库/丁校", folder.path().join("丁校")).expect("linked");
        let report = json(&["check", at(&folder), "--format", "json"]);
        let told = [("丁校", "error"), ("丙校", "error"), ("市", "warning")];
        assert_eq!(unreadable(&report), told.map(|(file, severity)| (file.into(), severity.into())));
        assert_eq!(report["studios"].as_array().map(Vec::len), Some(2));
        let status = json(&["status", at(&folder), "--format", "json"]);
        assert_eq!(status["findings"][0]["file"], "丁校");
        // A school that is not looked into must not be missing from what is sent in unnoticed.
        let file = folder.path().join("附件2.xlsx");
        let output = studio(&["export", at(&folder), "--annex", "2", "-o", file.to_str().expect("utf-8")]);
        assert_eq!((output.status.code(), file.exists()), (Some(1), false), "{}", text(&output.stderr));
        fs::set_permissions(&locked, fs::Permissions::from_mode(0o000)).expect("set");
        let readable = fs::read_dir(&locked).is_ok();
        let report = json(&["check", at(&folder), "--format", "json"]);
        let alone = studio(&["check", locked.to_str().expect("utf-8")]);
        fs::set_permissions(&locked, fs::Permissions::from_mode(0o755)).expect("set");
        if readable {
            eprintln!("skipped: who runs this may read everything");
            return;
        }
        assert!(unreadable(&report).contains(&("locked".into(), "error".into())), "{report}");
        assert_eq!(alone.status.code(), Some(2));
    }
}

#[test]
fn every_command_knows_what_to_do_with_many_studios() {
    let folder = province(&[("甲校", root("甲校", "春风", "")), ("乙校", root("乙校", "夏雨", ""))]);
    let run = |arguments: &[&str]| {
        let output = studio(&[&["-C", at(&folder)], arguments].concat());
        (output.status.code(), text(&output.stdout), text(&output.stderr))
    };
    for arguments in [&["check"][..], &["status"], &["fmt", "--check"], &["count"], &["schema"], &["explain", "1.1.1"]]
    {
        let (code, _, complaint) = run(arguments);
        assert!(code == Some(0) || code == Some(1), "{arguments:?} {complaint}");
        assert!(!complaint.contains("panicked"), "{complaint}");
    }
    let book = folder.path().join("甲.xlsx");
    let book = book.to_str().expect("utf-8");
    let school = folder.path().join("甲校");
    assert_eq!(studio(&["-C", school.to_str().expect("utf-8"), "to-excel", book]).status.code(), Some(0));
    let other = folder.path().join("乙.xlsx");
    let other = other.to_str().expect("utf-8");
    let one_of_many: [&[&str]; 3] = [&["to-excel", other], &["from-excel", book], &["new", "member", "何知远"]];
    for arguments in one_of_many {
        let (code, _, complaint) = run(arguments);
        assert_eq!(code, Some(2), "{arguments:?}");
        assert!(complaint.contains("甲校") || complaint.contains("乙校"), "{arguments:?} names a studio: {complaint}");
        assert_eq!(complaint.lines().count(), 1, "{arguments:?} is told in one sentence: {complaint}");
    }
}

#[test]
fn a_branch_is_understood_however_the_repository_lies() {
    let folder = province(&[("甲校", root("甲校", "春风", "")), ("乙校", root("乙校", "夏雨", ""))]);
    let top = folder.path();
    if !git(top, &["init", "-q"]) {
        eprintln!("skipped: there is no git");
        return;
    }
    fs::write(top.join("province.toml"), "reporting_body = \"江苏省\"\n").expect("written");
    assert!(git(top, &["add", "-A"]) && git(top, &["commit", "-qm", "a"]) && git(top, &["tag", "begin"]));
    let touched = |root: &Path, rev: &str| -> Vec<String> {
        let report = json(&["check", root.to_str().expect("utf-8"), "--changed-since", rev, "--format", "json"]);
        let all = report["studios"].as_array().expect("studios");
        all.iter().map(|one| one["path"].as_str().unwrap_or_default().to_owned()).collect()
    };
    let complaint = |root: &Path, variable: &str| {
        let mut command = shared::program();
        command.args(["check", "--changed-since", "main"]).arg(root).env(variable, "1");
        let output = command.output().expect("it starts");
        assert_eq!(output.status.code(), Some(2));
        text(&output.stderr)
    };
    // A detached HEAD, a studio that moved and changed its name, one that was removed.
    assert!(git(top, &["switch", "-q", "--detach"]) && git(top, &["mv", "甲校", "丙校"]));
    assert_eq!(touched(top, "main"), ["丙校"]);
    assert!(git(top, &["rm", "-rqf", "乙校"]) && git(top, &["commit", "-qm", "b"]));
    assert_eq!(touched(top, "begin"), ["丙校"]);
    // What is gone is told.
    let gone = json(&["check", at(&folder), "--changed-since", "begin", "--format", "json"]);
    let gone = gone["findings"].as_array().expect("findings").iter().filter(|one| one["rule"] == "package/folder");
    let gone: Vec<_> = gone.map(|one| (one["severity"].clone(), one["places"][0]["file"].clone())).collect();
    assert_eq!(gone, ["乙校", "甲校"].map(|path| ("warning".into(), path.into())));
    assert!(git(top, &["switch", "-q", "main"]));
    // Settings of the user change nothing.
    assert!(git(top, &["config", "diff.relative", "true"]) && git(top, &["config", "core.quotePath", "true"]));
    fs::write(top.join("乙校/studio.toml"), root("乙校", "冬青", "")).expect("written");
    assert_eq!(touched(&top.join("乙校"), "main"), ["."]);
    // A worktree beside it.
    let beside = tempfile::tempdir().expect("a folder");
    let tree = beside.path().join("tree");
    assert!(git(top, &["worktree", "add", "-q", tree.to_str().expect("utf-8"), "-b", "beside"]));
    assert_eq!(touched(&tree, "main"), Vec::<String>::new());
    fs::write(tree.join("甲校/new.md"), "x").expect("written");
    assert_eq!(touched(&tree, "main"), ["甲校"]);
    // A province file that was taken away held for all.
    fs::remove_file(tree.join("province.toml")).expect("removed");
    assert_eq!(touched(&tree, "main"), ["乙校", "甲校"]);
    // A repository within: git tells its folder alone.
    let inner = tree.join("市");
    fs::create_dir_all(inner.join("丁校")).expect("made");
    fs::write(inner.join("丁校/studio.toml"), root("丁校", "秋实", "")).expect("written");
    assert!(git(&inner, &["init", "-q"]) && git(&inner, &["add", "-A"]) && git(&inner, &["commit", "-qm", "c"]));
    assert!(git(&tree, &["checkout", "-q", "province.toml"]));
    assert_eq!(touched(&tree, "main"), ["市/丁校", "甲校"]);
    #[cfg(unix)]
    {
        let odd = tree.join("戊\n校");
        fs::create_dir(&odd).expect("made");
        fs::write(odd.join("studio.toml"), root("戊校", "远山", "")).expect("written");
        assert!(touched(&tree, "main").contains(&"戊\n校".to_owned()));
    }
    assert!(complaint(top, "GIT_TEST_ASSUME_DIFFERENT_OWNER").contains("safe.directory"));
    let bare = beside.path().join("bare.git");
    assert!(git(beside.path(), &["clone", "-q", "--bare", at(&folder), "bare.git"]));
    assert!(complaint(&bare, "X").contains("bare"));
    assert!(complaint(&top.join("没有"), "X").contains("这个文件夹"));
    assert!(complaint(&top.join("province.toml"), "X").contains("是一个文件"));
}

#[test]
fn the_legend_fits_the_columns() {
    let folder = province(&[("a", root("甲校", "春风", "")), ("b", root("乙校", "夏雨", ""))]);
    for lang in ["zh", "en"] {
        let output = text(&studio(&["status", at(&folder), "--lang", lang]).stdout);
        assert!(output.contains("x ") && output.contains("! "), "{output}");
        for line in output.lines() {
            assert!(studio::text::width::width(line) <= 80, "{line}");
        }
    }
}
