//! `studio fmt`.

use std::fs;

use crate::{MEMBER, copied, example, folder, run, tree, write};

const UNTIDY: &str = "category='校外专家'\n\n\nname = \"林澄\"   \njoined = 2021-09-01";
const TIDY: &str = "name = \"林澄\"\ncategory = '校外专家'\njoined = 2021-09-01\n";

#[test]
fn the_examples_are_in_form() {
    for name in ["school", "first-week"] {
        let (code, out, error) = run(&example(name), &["fmt", "--check"]);
        assert_eq!((code, error.as_str()), (0, ""), "{out}");
    }
}

#[test]
fn a_file_is_brought_into_form_once() {
    let folder = folder(&[("members/林澄.toml", UNTIDY.as_bytes())]);
    let before = tree(folder.path());
    let (code, out, _) = run(folder.path(), &["fmt", "--check"]);
    assert_eq!(code, 1);
    assert!(out.starts_with("还没有整理 members/林澄.toml\n@@ -1,5 +1,3 @@\n"), "{out}");
    assert!(out.contains("\n-category='校外专家'\n") && out.contains("\n+category = '校外专家'\n"), "{out}");
    assert!(out.ends_with("1 份记录没有整理，运行 studio fmt 就能改好\n"), "{out}");
    assert_eq!(tree(folder.path()), before, "--check writes nothing");
    assert_eq!(run(folder.path(), &["fmt"]), (0, "已整理 members/林澄.toml\n整理了 1 份记录\n".into(), String::new()));
    assert_eq!(fs::read_to_string(folder.path().join("members/林澄.toml")).expect("a file"), TIDY);
    assert_eq!(run(folder.path(), &["fmt"]), (0, "2 份记录都很整齐\n".into(), String::new()));
    assert_eq!(run(folder.path(), &["--lang", "en", "fmt", "--check"]).1, "2 records, all in form\n");
}

#[test]
fn a_broken_file_is_told_and_left_and_the_others_are_not() {
    let broken = "name = 林澄\n[growth\n";
    let folder = folder(&[("members/坏.toml", broken.as_bytes()), ("members/林澄.toml", UNTIDY.as_bytes())]);
    write(folder.path(), "members/图.toml", b"\x89PNG\r\n");
    let (code, out, _) = run(folder.path(), &["fmt"]);
    assert_eq!(code, 1);
    assert!(out.contains("members/坏.toml:1: “林澄”没有加英文引号\n"), "{out}");
    assert!(out.contains("members/坏.toml:2: "), "every fault of it: {out}");
    assert!(out.contains("members/图.toml:1: "), "{out}");
    assert!(out.contains("整理了 1 份记录 · 2 份读不通；先运行 studio fmt --fix"), "{out}");
    let after = tree(folder.path());
    assert_eq!(after["members/坏.toml"], broken.as_bytes());
    assert_eq!(after["members/林澄.toml"], TIDY.as_bytes());
}

#[test]
fn what_surrounds_the_text_stays_without_fix() {
    let windows = format!("\u{feff}{}", UNTIDY.replace('\n', "\r\n"));
    let folder = folder(&[("members/林澄.toml", windows.as_bytes())]);
    assert_eq!(run(folder.path(), &["fmt"]).0, 0);
    let expected = format!("\u{feff}{}", TIDY.replace('\n', "\r\n"));
    assert_eq!(tree(folder.path())["members/林澄.toml"], expected.as_bytes());
    assert_eq!(run(folder.path(), &["fmt", "--check"]).0, 0);
}

#[test]
fn line_ends_of_several_kinds_become_one_and_no_text_changes() {
    let file = "members/林澄.toml";
    let whole = |post: &str| TIDY.replace("joined", &format!("post = \"\"\"\n{post}\"\"\"\njoined"));
    let text = whole("一  \n\n二\n");
    // Every second line ends as on Windows, the lines of the text among them.
    let lines = text.split_inclusive('\n').enumerate();
    let mixed: String = lines
        .map(|(number, line)| if number % 2 == 0 { line.replace('\n', "\r\n") } else { line.to_owned() })
        .collect();
    let folder = folder(&[(file, mixed.as_bytes())]);
    let (code, out, _) = run(folder.path(), &["fmt", "--check"]);
    let told = "members/林澄.toml: 换行符统一为 LF（原来有几种）\n还没有整理 members/林澄.toml\n1 份";
    assert!(code == 1 && out.starts_with(told), "{out}");
    assert_eq!(run(folder.path(), &["fmt"]).0, 0);
    let tidied = fs::read_to_string(folder.path().join(file)).expect("a file");
    assert!(!tidied.contains('\r') && tidied.contains("\"\"\"\n一  \n\n二\n\"\"\""), "{tidied:?}");
    assert_eq!(run(folder.path(), &["fmt", "--check"]).0, 0);
    // A return in front of a line's end is a character of a text: a program wrote `\r\n` for the second half of one.
    for (ends, fix) in [("\n", None), ("\r\n", None), ("\n", Some("--fix")), ("\r\n", Some("--fix"))] {
        let text = whole("一@二").replace('\n', ends).replace('@', "\r\r\n");
        let value = |bytes: &[u8]| {
            let text = String::from_utf8(bytes.to_vec()).expect("utf-8").replace("\r\n", "\n");
            text.parse::<toml::Table>().expect("toml")["post"].as_str().expect("a text").to_owned()
        };
        write(folder.path(), file, text.as_bytes());
        let wanted = value(text.as_bytes());
        for _ in 0..2 {
            let arguments: Vec<&str> = ["fmt"].into_iter().chain(fix).collect();
            assert_eq!(run(folder.path(), &arguments).0, 0);
            assert_eq!(value(&tree(folder.path())[file]), wanted, "{text:?}");
        }
        assert!(wanted.contains('\r') && run(folder.path(), &["fmt", "--check"]).0 == 0);
    }
}

#[test]
fn paths_may_be_studios_folders_of_them_and_records() {
    let many = tempfile::tempdir().expect("a folder");
    for name in ["甲", "乙/丙"] {
        write(many.path(), &format!("{name}/studio.toml"), crate::ROOT.as_bytes());
        write(many.path(), &format!("{name}/members/林澄.toml"), UNTIDY.as_bytes());
        write(many.path(), &format!("{name}/meetings/a.toml"), b"date=2022-03-01");
    }
    // A studio within a studio, and the root file of a province.
    write(many.path(), "甲/分校/studio.toml", crate::ROOT.as_bytes());
    write(many.path(), "甲/分校/members/林澄.toml", UNTIDY.as_bytes());
    write(many.path(), "province.toml", b"[report]\n\n\n\nx=1\n");
    write(many.path(), "甲/members/读我.txt", b"x=1");
    write(many.path(), "甲/其他/a.toml", b"x=1");
    let told = |arguments: &[&str]| {
        let (code, out, error) = run(many.path(), &[&["fmt", "--check"], arguments].concat());
        assert!(code < 2, "{error}");
        let files = out.lines().filter_map(|line| line.strip_prefix("还没有整理 "));
        files.map(str::to_owned).collect::<Vec<_>>()
    };
    let all = [
        "province.toml",
        "乙/丙/meetings/a.toml",
        "乙/丙/members/林澄.toml",
        "甲/meetings/a.toml",
        "甲/members/林澄.toml",
        "甲/分校/members/林澄.toml",
    ];
    assert_eq!(told(&[]), all);
    assert_eq!(told(&["."]), all);
    assert_eq!(told(&["甲", "乙", "甲/members/林澄.toml"]).len(), 5, "each once");
    assert_eq!(told(&["乙/丙/members"]), ["乙/丙/members/林澄.toml"]);
    assert_eq!(told(&["乙/丙/members/林澄.toml", "乙/丙/studio.toml"]), ["乙/丙/members/林澄.toml"]);
    assert_eq!(told(&["-C", "乙/丙/members", "林澄.toml"]), ["members/林澄.toml"]);
    assert_eq!(told(&["-C", "乙/丙/members", "../meetings"]), ["../meetings/a.toml"]);
    assert_eq!(told(&["province.toml"]), ["province.toml"]);
    for (path, word) in [("甲/members/读我.txt", "不是"), ("甲/其他/a.toml", "不是"), ("无", "没有"), ("乙/无", "没有")]
    {
        let (code, _, error) = run(many.path(), &["fmt", path]);
        assert!(code == 2 && error.contains(word), "{path}: {error}");
    }
}

#[test]
fn a_difference_is_short_and_repeats_nothing_private() {
    let lines: Vec<String> = (0..60).map(|number| format!("# {number}\nzz{number}=1\n")).collect();
    let text = format!("{}post=\"电话13900000000\u{202e}\"\n{MEMBER}", lines.concat());
    let folder = folder(&[("members/林澄.toml", text.as_bytes())]);
    let (_, out, _) = run(folder.path(), &["fmt", "--check"]);
    assert!(out.lines().count() < 50 && out.contains("… 还有 "), "{out}");
    assert!(out.contains("+post = ") && !out.contains("13900000000") && !out.contains('\u{202e}'), "{out}");
}

#[test]
fn a_whole_school_in_disorder_comes_out_as_it_was() {
    let school = copied("examples/school");
    let before = tree(school.path());
    // What form is about, and nothing a reader would miss.
    for (path, content) in &before {
        if let Some(text) = path.strip_suffix(".toml").and_then(|_| String::from_utf8(content.clone()).ok()) {
            let loose =
                text.replace(" = ", "=").replace("\n\n", "\n\n\n").replace("[[", "[[ ").replace("\", \"", "\",\"");
            write(school.path(), path, loose.trim_end().as_bytes());
        }
    }
    assert_eq!(run(school.path(), &["fmt"]).0, 0);
    assert_eq!(tree(school.path()), before);
}

#[test]
fn what_the_program_writes_is_in_form() {
    let begun = tempfile::tempdir().expect("a folder");
    let answers = [
        ["--school", "清江职业技术学校"],
        ["--province", "江西省"],
        ["--name", "何知远班主任工作室"],
        ["--founded", "2021-08-31"],
        ["--contact", "陆晓舟"],
        ["--host", "何知远"],
        ["--category", "本校班主任教师"],
        ["--since", "2021-09-01"],
        ["--semester", "2021-09-01..2022-01-21"],
    ];
    let (code, _, error) = run(begun.path(), &[&["init", "."], answers.concat().as_slice()].concat());
    assert_eq!(code, 0, "{error}");
    let standard = studio::standard::embedded().expect("a sound standard");
    for kind in standard.kinds.iter().filter(|kind| kind.folder().is_some() && kind.stem.is_none()) {
        let (code, _, error) = run(begun.path(), &["new", &kind.kind, "甲乙", "--today", "2021-10-01"]);
        assert_eq!(code, 0, "{}: {error}", kind.kind);
    }
    // A clause may ask for all values of a long list.
    for clause in standard.clauses() {
        run(begun.path(), &["new", "--for", &clause.id, "--today", "2021-10-01"]);
    }
    assert!(tree(begun.path()).len() > 40);
    // Rows that are added to a year stand behind what is there, whatever list they are of.
    let new = tree(begun.path()).into_keys().filter(|path| !path.starts_with("years/"));
    let paths: Vec<String> = new.filter(|path| standard.kind_of(path).is_some()).collect();
    let arguments: Vec<&str> = ["fmt", "--check"].into_iter().chain(paths.iter().map(String::as_str)).collect();
    let (code, out, _) = run(begun.path(), &arguments);
    assert_eq!(code, 0, "{out}");
}

/// A folder of records that cannot be looked into is told, as a file is.
#[cfg(unix)]
#[test]
fn a_folder_that_is_a_link_is_told() {
    let (studio, elsewhere) = (folder(&[]), tempfile::tempdir().expect("a folder"));
    write(elsewhere.path(), "林澄.toml", MEMBER.as_bytes());
    std::os::unix::fs::symlink(elsewhere.path(), studio.path().join("members")).expect("a link");
    for arguments in [&["fmt", "--check"][..], &["fmt"]] {
        let (code, out, _) = run(studio.path(), arguments);
        assert_eq!(code, 1, "{out}");
        assert!(out.contains("members: ") && out.contains("链接"), "{out}");
    }
}
