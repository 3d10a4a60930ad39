//! A private list of names: every place is told, no output shows a name, and the list is refused where it would be sent on.

use std::fs;
use std::path::Path;

use super::{check, studio};

const FORMATS: [&str; 7] = ["human", "json", "github", "gitlab", "sarif", "junit", "markdown"];

/// A studio in which two names stand in a record, a case, a broken record, an escape, and names of a file and a folder.
fn exposed() -> tempfile::TempDir {
    let folder = studio();
    let at = |path: &str| folder.path().join(path);
    let member = fs::read_to_string(at("members/何知远.toml")).expect("a member");
    fs::write(at("members/何知远.toml"), format!("# 贺小川的师傅\n{member}")).expect("written");
    fs::write(at("cases/灯.toml"), "title = \"\\u8d3a\\u5c0f\\u5ddd的灯\"\nauthors = [\"贺小川\"]\n").expect("written");
    fs::write(at("cases/灯.md"), "那天\n夜里，贺小川和韩　牧没有走。\n").expect("written");
    fs::write(at("meetings/2022-03-16-贺小川.toml"), "title = \"贺小川\nx").expect("written");
    fs::create_dir_all(at("证据/韩牧")).expect("a folder");
    fs::write(at("证据/韩牧/贺小川的检讨.pdf"), "x").expect("written");
    folder
}

fn list(bytes: &[u8]) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("名单.txt");
    fs::write(&file, bytes).expect("written");
    let path = file.to_str().expect("utf-8").to_owned();
    (folder, path)
}

#[test]
fn every_place_is_told_and_no_output_shows_a_name() {
    let folder = exposed();
    let (gbk, _, _) = encoding_rs::GB18030.encode("贺小川\r\n韩牧\r\n");
    for bytes in ["\u{feff}贺小川\n\n 韩牧 \n".as_bytes(), &gbk] {
        let (_beside, path) = list(bytes);
        for format in FORMATS {
            for more in [&["--facts"][..], &["--only", "privacy"], &["--lang", "en", "--quiet"]] {
                let arguments = [&["--names", &path, "--format", format], more].concat();
                let output = check(folder.path(), &arguments);
                assert_eq!(output.status.code(), Some(1), "{format}");
                let said = String::from_utf8([output.stdout, output.stderr].concat()).expect("utf-8");
                assert!(said.contains("privacy/name"), "{format}: {said}");
                for name in ["贺小川", "韩牧", "韩　牧"] {
                    assert!(!said.contains(name), "{format} {more:?} shows {name}: {said}");
                }
            }
        }
    }
    let (_beside, path) = list("贺小川\n韩牧\n".as_bytes());
    let output = check(folder.path(), &["--names", &path, "--only", "privacy/name", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let own = report["studios"][0]["findings"].as_array().expect("findings").iter();
    let all: Vec<String> = own
        .chain(report["findings"].as_array().expect("findings"))
        .filter(|finding| finding["rule"] == "privacy/name")
        .map(|finding| {
            assert_eq!(finding["severity"], "error");
            let place = &finding["places"][0];
            format!("{}:{}:{}", place["file"].as_str().expect("a file"), place["line"], place["column"])
        })
        .collect();
    let expected = [
        "cases/灯.md:2:4",
        "cases/灯.md:2:8",
        "cases/灯.toml:1:10",
        "cases/灯.toml:2:13",
        "meetings/2022-03-16-***.toml:1:10",
        "members/何知远.toml:1:3",
        "meetings/2022-03-16-***.toml:1:1",
        "证据/**:1:1",
        "证据/**/***的检讨.pdf:1:1",
    ];
    assert_eq!(all, expected);
}

/// Names as they come out of lists and programs: padded, with characters that nobody sees, escaped, over two lines.
#[test]
fn names_are_found_however_they_are_typed() {
    let folder = studio();
    let at = |path: &str| folder.path().join(path);
    let record = "title = \"\u{8d3a}小\u{200b}川的灯\"\npupils = [\"\"\"韩\\\n  牧\"\"\", \"\\u8d3a 小\u{3000}川\"]\n";
    fs::write(at("cases/灯.toml"), record).expect("written");
    fs::write(at("cases/灯.md"), "那天\n夜里，贺　小 川和韩\u{2060}牧没有走，LI Ming 走了，Li Mingyue没有。\n")
        .expect("written");
    let (_beside, path) = list("贺 小川\n韩\u{200d}　牧\nLi Ming\n".as_bytes());
    let output = check(folder.path(), &["--names", &path, "--only", "privacy/name", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let all: Vec<String> = report["studios"][0]["findings"]
        .as_array()
        .expect("findings")
        .iter()
        .map(|finding| {
            let place = &finding["places"][0];
            let file = place["file"].as_str().expect("a file");
            format!("{file}:{}:{}-{}", place["line"], place["column"], place["end_column"])
        })
        .collect();
    let expected = [
        "cases/灯.md:2:4-9",
        "cases/灯.md:2:10-13",
        "cases/灯.md:2:17-24",
        "cases/灯.toml:1:10-14",
        "cases/灯.toml:2:14-16",
        "cases/灯.toml:3:10-20",
    ];
    assert_eq!(all, expected);
    for format in FORMATS {
        for more in [&["--facts"][..], &["--lang", "en"]] {
            let output = check(folder.path(), &[&["--names", &path, "--format", format], more].concat());
            let said = String::from_utf8([output.stdout, output.stderr].concat()).expect("utf-8");
            for part in ["贺", "小川", "韩", "牧", "8d3a", "LI Ming"] {
                assert!(!said.contains(part), "{format} {more:?} shows {part}: {said}");
            }
        }
    }
}

/// Names that go over the end of a line, stand in marks or between dots, or are written in other characters that look the same.
#[test]
fn names_are_found_as_whoever_reads_them_sees_them() {
    let folder = studio();
    let at = |path: &str| folder.path().join(path);
    let lines = [
        "Today Gao ",
        "Lin came, Gao\tLin too.",
        "上官\t小溪，上官 \t小溪",
        "**上官**小溪，上官*小溪*，上官`小溪`",
        "<b>上官</b>小溪，上官<br>小溪，上官<!-- 某 -->小溪",
        "[上官](某)小溪",
        "",
        "> 上官",
        "> 小溪",
        "",
        "上官\u{2f29}溪，上官小\u{fe00}\u{e0100}溪，Ｇａｏ　Ｌｉｎ",
        "古丽 · 阿曼，古丽•",
        "阿曼",
    ];
    fs::write(at("cases/灯.md"), lines.join("\n") + "\n").expect("written");
    fs::write(at("cases/灯.toml"), "# 与Gao\n# Lin\ntitle = \"\"\"上官\t小\n溪\"\"\"\n").expect("written");
    fs::write(at("证据/上官_小溪.pdf"), "x").expect("written");
    let (_beside, path) = list("上官小溪\nGao Lin\n古丽·阿曼\n".as_bytes());
    let output = check(folder.path(), &["--names", &path, "--only", "privacy/name", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let own = report["studios"][0]["findings"].as_array().expect("findings").iter();
    let all: Vec<String> = own
        .chain(report["findings"].as_array().expect("findings"))
        .map(|finding| {
            let place = &finding["places"][0];
            format!("{}:{}:{}", place["file"].as_str().expect("a file"), place["line"], place["column"])
        })
        .collect();
    let expected = [
        "cases/灯.md:1:7",
        "cases/灯.md:2:11",
        "cases/灯.md:3:1",
        "cases/灯.md:3:7",
        "cases/灯.md:4:3",
        "cases/灯.md:4:10",
        "cases/灯.md:4:17",
        "cases/灯.md:5:4",
        "cases/灯.md:5:13",
        "cases/灯.md:5:22",
        "cases/灯.md:6:2",
        "cases/灯.md:8:3",
        "cases/灯.md:11:1",
        "cases/灯.md:11:6",
        "cases/灯.md:11:13",
        "cases/灯.md:12:1",
        "cases/灯.md:12:9",
        "cases/灯.toml:1:4",
        "cases/灯.toml:3:12",
        "证据/*****.pdf:1:1",
    ];
    assert_eq!(all, expected);
    for format in FORMATS {
        for more in [&["--facts"][..], &["--lang", "en"]] {
            let output = check(folder.path(), &[&["--names", &path, "--format", format], more].concat());
            let said = String::from_utf8([output.stdout, output.stderr].concat()).expect("utf-8");
            for part in ["上官", "小溪", "溪", "Gao", "Lin ", "Ｌ", "古丽", "阿曼"] {
                assert!(!said.contains(part), "{format} {more:?} shows {part}: {said}");
            }
        }
    }
}

/// A line that nobody sees anything in is no name; one character is none, whatever stands beside it.
#[test]
fn what_nobody_sees_makes_no_name() {
    let folder = studio();
    let (_beside, path) = list("\u{200b}\n\u{200b}何\u{200d}\u{200d}\n".as_bytes());
    let output = check(folder.path(), &["--names", &path]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains('2'));
}

/// What stands at the head of a list would be found everywhere: which words those are the standard says.
#[test]
fn a_word_at_the_head_of_a_list_is_no_name() {
    let folder = studio();
    let standard = studio::standard::embedded().expect("a sound standard");
    let heads: Vec<&str> = standard.privacy.as_ref().expect("privacy").pupils.no_names.all().collect();
    for head in heads.into_iter().chain(["姓　名", "学生 姓名"]) {
        let (_beside, path) = list(format!("{head}\n贺小川\n").as_bytes());
        let output = check(folder.path(), &["--names", &path]);
        assert_eq!(output.status.code(), Some(2), "{head}");
    }
}

#[test]
fn members_are_found_only_if_they_are_listed() {
    let folder = studio();
    let (_beside, path) = list("贺小川\n".as_bytes());
    let output = check(folder.path(), &["--names", &path, "--only", "privacy", "--deny", "note"]);
    assert_eq!(output.status.code(), Some(0));
    let (_beside, path) = list("何知远\n".as_bytes());
    let output = check(folder.path(), &["--names", &path, "--only", "privacy"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(!String::from_utf8([output.stdout, output.stderr].concat()).expect("utf-8").contains("何知远"));
}

#[test]
fn a_list_that_would_be_sent_on_is_refused() {
    let top = tempfile::tempdir().expect("a folder");
    fs::create_dir(top.path().join(".git")).expect("a folder");
    let school = top.path().join("学校");
    super::copy(studio().path(), &school);
    let refused = |file: &Path| {
        let output = check(&school, &["--names", file.to_str().expect("utf-8")]);
        assert_eq!(output.status.code(), Some(2));
        let said = String::from_utf8([output.stdout, output.stderr].concat()).expect("utf-8");
        assert!(!said.contains("贺小川"), "{said}");
        said
    };
    for file in [school.join("名单.txt"), top.path().join("名单.txt")] {
        fs::write(&file, "贺小川\n").expect("written");
        assert!(refused(&file).contains("仓库里"));
    }
    let (beside, path) = list("贺小川\n1,贺小川\n贺\n".as_bytes());
    let said = refused(Path::new(&path));
    assert!(said.contains('2') && said.contains('3'), "{said}");
    assert!(refused(&beside.path().join("无.txt")).contains("打不开"));
    assert!(refused(beside.path()).contains("不是普通文件"));
    fs::write(&path, "\n \n").expect("written");
    assert!(refused(Path::new(&path)).contains("一个姓名也没有"));
    fs::write(&path, b"\xff\xfe\x3a\x8d").expect("written");
    assert!(refused(Path::new(&path)).contains("UTF-8"));
    fs::write(&path, "贺小川\n".repeat(500_000)).expect("written");
    assert!(refused(Path::new(&path)).contains("太长"));
}

#[cfg(unix)]
#[test]
fn a_link_does_not_carry_the_list_out_of_the_folder_or_into_it() {
    let folder = studio();
    let (beside, path) = list("贺小川\n".as_bytes());
    let inner = folder.path().join("名单.txt");
    std::os::unix::fs::symlink(&path, &inner).expect("a link");
    let output = check(folder.path(), &["--names", "名单.txt"]);
    assert_eq!(output.status.code(), Some(2));
    fs::remove_file(&inner).expect("removed");
    fs::write(&inner, "贺小川\n").expect("written");
    let outer = beside.path().join("链接.txt");
    std::os::unix::fs::symlink(&inner, &outer).expect("a link");
    let output = check(folder.path(), &["--names", outer.to_str().expect("utf-8")]);
    assert_eq!(output.status.code(), Some(2));
}

/// What the check finds in a record without any list stands in no message, label or excerpt, whatever it is about, in the words for
/// a pupil or not; the name of a member does.
#[test]
fn a_name_that_is_found_in_a_record_is_told_nowhere() {
    let folder = studio();
    let at = |path: &str| folder.path().join(path);
    let activity = |more: &str| format!("date = 2022-06-20\nkind = \"情感沙龙\"\nmembers = [\"何知远\"]\n{more}");
    let first = "scope = \"学生张伟明\"\nremark = \"家长：李晓明\"\nclass = \"学生陈思雨\"\nevidence = [\"证据/学生张伟明谈话.pdf\", \"证据/何知远和方一禾.pdf\"]\n";
    fs::write(at("activities/2022-06-20-谈话.toml"), activity(first)).expect("written");
    fs::write(at("activities/2022-06-20-又谈.toml"), activity("evidence = [\"证据/张伟明的检讨.pdf\"]\n"))
        .expect("written");
    fs::write(at("证据/李晓明谈话.pdf"), "").expect("written");
    fs::write(at("activities/2022-06-20-三谈.toml"), activity("evidence = [\"证据/李晓明谈话.pdf\"]\n"))
        .expect("written");
    let told = |said: &str, format: &str| {
        for name in ["张伟明", "李晓明", "陈思雨"] {
            assert!(!said.contains(name), "{format} shows {name}: {said}");
        }
    };
    for format in FORMATS {
        for more in [&["--facts"][..], &["--lang", "en"]] {
            let output = check(folder.path(), &[&["--format", format], more].concat());
            let said = String::from_utf8([output.stdout, output.stderr].concat()).expect("utf-8").replace('\\', "");
            told(&said, format);
            assert!(
                said.contains("证据/学生***谈话.pdf") && said.contains("证据/何知远和方一禾.pdf"),
                "{format}: {said}"
            );
        }
    }
    for arguments in [&["status"][..], &["report", "-o", "report.html"]] {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_studio"));
        let output = command.args(arguments).args(["--today", "2022-09-30"]).current_dir(folder.path()).output();
        let output = output.expect("the program runs");
        told(&String::from_utf8([output.stdout, output.stderr].concat()).expect("utf-8"), arguments[0]);
    }
    told(&fs::read_to_string(at("report.html")).expect("written"), "the page");
}
