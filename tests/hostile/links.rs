//! Links that go round in circles or out of the folder, pipes and devices, folders that cannot be looked into.

use std::os::unix::fs::symlink;
use std::process::Command;

use super::place::{School, expected};

fn pipe(school: &School, name: &str) {
    let path = school.path(name);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    assert!(Command::new("mkfifo").arg(path).status().expect("mkfifo").success());
}

#[test]
fn links_and_pipes_among_the_records() {
    let school = School::new();
    std::fs::write(school.at("外面.toml"), "name = \"外面\"\n").expect("written");
    let found = school.harmed(|school| {
        let link = |to: &str, name: &str| symlink(to, school.path(name)).expect("a link");
        std::fs::create_dir_all(school.path("cases")).expect("made");
        link(".", "圈");
        link("..", "meetings/圈");
        link("自己.toml", "members/自己.toml");
        link("乙.toml", "members/甲.toml");
        link("甲.toml", "members/乙.toml");
        link("../../外面.toml", "members/外面.toml");
        link("/etc/passwd", "members/密码.toml");
        link("/dev/zero", "members/零.toml");
        link("/dev/zero", "cases/零.md");
        link("/", "根");
        link("/etc", "documents");
        pipe(school, "members/管.toml");
        pipe(school, "cases/管.md");
        pipe(school, "cases/管.docx");
        pipe(school, "members/管.toml.txt");
        pipe(school, "members/管管.txt");
        pipe(school, "statements.toml");
        pipe(school, "exceptions.toml");
        pipe(school, "province.toml");
    });
    let link = "这是一个链接或快捷方式，不是文件本身，没有读它";
    let device = "这不是普通文件，没有读它";
    let wanted = expected(&[
        ("record/file-name", "members/管.toml.txt", "“管.toml.txt”不是以 .toml 结尾，不会当作记录读"),
        ("record/text", "cases/管.md", "“管.md”旁边没有同名的记录 管.toml，不知道是哪个案例的正文"),
        ("record/text", "cases/零.md", "“零.md”旁边没有同名的记录 零.toml，不知道是哪个案例的正文"),
        ("record/unreadable", "cases/管.docx", device),
        ("record/unreadable", "cases/管.md", device),
        ("record/unreadable", "cases/零.md", link),
        ("record/unreadable", "documents", "这个文件夹是一个链接或快捷方式，里面的记录没有读"),
        ("record/unreadable", "exceptions.toml", device),
        ("record/unreadable", "members/乙.toml", link),
        ("record/unreadable", "members/外面.toml", link),
        ("record/unreadable", "members/密码.toml", link),
        ("record/unreadable", "members/甲.toml", link),
        ("record/unreadable", "members/管.toml", device),
        ("record/unreadable", "members/自己.toml", link),
        ("record/unreadable", "members/零.toml", link),
        ("record/unreadable", "province.toml", device),
        ("record/unreadable", "statements.toml", device),
    ]);
    assert_eq!(found, wanted);
}

const OUTSIDE: &str = "佐证文件要放在工作室文件夹里面，这个路径在外面或写法不对";
const LINKED: &str = "是一个链接或快捷方式，通到工作室文件夹外面或者不存在的地方，里面的文件都不算佐证";
const ABSENT: &str = "找不到这个佐证文件";
const NO_FILE: &str = "佐证要指到一个文件，这里是文件夹或链接";

/// Paths of evidence, and what is said of each.
const PATHS: [(&str, &str); 20] = [
    ("../../etc/passwd", OUTSIDE),
    ("证据/../../../etc/passwd", OUTSIDE),
    ("/etc/passwd", OUTSIDE),
    ("//server/share/纪要.pdf", OUTSIDE),
    ("\\\\server\\share\\纪要.pdf", OUTSIDE),
    ("C:\\Users\\纪要.pdf", OUTSIDE),
    ("C:/Users/纪要.pdf", OUTSIDE),
    ("C:纪要.pdf", OUTSIDE),
    ("/dev/zero", OUTSIDE),
    ("/dev/stdin", OUTSIDE),
    ("证据/管.pdf", NO_FILE),
    ("证据/外/passwd", LINKED),
    ("证据/密码.txt", NO_FILE),
    ("证据/圈/圈/纪要.pdf", LINKED),
    ("file:///etc/passwd", "这个网址不完整，打不开"),
    ("证据/\0.pdf", OUTSIDE),
    ("~/纪要.pdf", ABSENT),
    ("$HOME/纪要.pdf", ABSENT),
    ("CON", ABSENT),
    ("NUL", ABSENT),
];

#[test]
fn evidence_that_is_not_in_the_folder() {
    let school = School::new();
    let mut found = school.harmed(|school| {
        pipe(school, "证据/管.pdf");
        symlink("/etc", school.path("证据/外")).expect("a link");
        symlink("/etc/passwd", school.path("证据/密码.txt")).expect("a link");
        symlink("圈", school.path("证据/圈")).expect("a link");
        for (number, (path, _)) in PATHS.iter().enumerate() {
            let path = toml_edit::Value::from(*path);
            let growth = "[[growth]]\ndate = 2021-11-12\nkind = \"培训\"\ntitle = \"会\"\n";
            school.member(&format!("证{number:02}"), &format!("{growth}evidence = [{path}]\n"));
        }
    });
    let wanted = PATHS.iter().enumerate().map(|(number, (path, why))| {
        let link = path.split('/').take(2).collect::<Vec<_>>().join("/");
        let message = if *why == LINKED { format!("“{link}”{why}") } else { format!("{why}：{path}") };
        ("record/evidence".to_owned(), format!("members/证{number:02}.toml"), message)
    });
    // One of them has a character in it that nobody sees, which is told of the record as well.
    found.retain(|(rule, ..)| rule != "record/hidden");
    assert_eq!(found, wanted.collect::<Vec<_>>());
}

#[test]
fn the_root_files_are_pipes() {
    let school = School::new();
    std::fs::remove_file(school.path("studio.toml")).expect("removed");
    pipe(&school, "studio.toml");
    let found = school.found();
    assert!(found.contains(&("record/unreadable".into(), "studio.toml".into(), "这不是普通文件，没有读它".into())));
    assert_eq!(found.len(), 2, "{found:#?}");
}

/// Every command that reads a folder, and none waits for the pipes in it.
#[test]
fn no_command_waits_for_a_pipe() {
    let school = School::new();
    for name in ["members/管.toml", "cases/管.md", "cases/管.docx", "statements.toml", "signoffs.toml", "证据/管.pdf"]
    {
        pipe(&school, name);
    }
    for arguments in [
        &["status", "学校"][..],
        &["report", "学校", "-o", "页.html"],
        &["to-excel", "学校", "表.xlsx"],
        &["export", "学校", "--annex", "all", "--draft", "-o", "."],
        &["fmt", "学校"],
        &["fmt", "学校", "--fix"],
        &["review", "学校"],
        &["count", "学校"],
        &["mv", "学校/members/管.toml", "学校/members/乙.toml"],
        &["mv", "学校/members/何知远.toml", "学校/members/乙.toml"],
        &["schema", "学校", "-o", "模式"],
        &["new", "meeting", "--title", "会", "-C", "学校"],
        &["pack", "学校", "-o", "包"],
    ] {
        let ended = school.studio(arguments);
        assert!(ended.code.is_some() && !ended.error.contains("panicked"), "{arguments:?}: {}", ended.error);
    }
}

/// What never ends is read as far as something of its kind may be.
#[test]
fn a_device_in_place_of_a_workbook() {
    let school = School::new();
    for arguments in [
        &["from-excel", "/dev/zero", "学校"][..],
        &["export", "学校", "--annex", "2", "--into", "/dev/zero", "-o", "新.xlsx"],
        &["count", "/dev/zero"],
        &["check", "学校", "--baseline", "/dev/zero"],
        &["report", "学校", "--against", "/dev/zero", "-o", "页.html"],
    ] {
        let ended = school.studio(arguments).code(2);
        assert!(!ended.error.is_empty(), "{arguments:?}");
    }
    school.studio(&["pack", "--verify", "/dev/zero"]).code(1);
}
