//! Disks that are full and folders one may not write to: what was there stays, nothing is left behind, and it is told.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use rayon::prelude::*;

use super::place::School;

/// The commands that write, with a school that has something to write.
fn commands() -> Vec<(School, &'static [&'static str])> {
    let ready = || {
        let school = School::of("examples/school");
        let at = "members/郁文澜.toml";
        let text = fs::read_to_string(school.path(at)).expect("a member");
        school.write(at, text.replace(" = ", "="));
        school
    };
    let all: [&[&str]; 12] = [
        &["fmt", "学校"],
        &["export", "学校", "--annex", "2", "-o", "附件2.xlsx"],
        &["export", "学校", "--annex", "2", "-o", "旧", "--force"],
        &["export", "学校", "--annex", "all", "-o", "模式"],
        &["report", "学校", "-o", "页.html"],
        &["report", "学校", "-o", "旧", "--force"],
        &["to-excel", "学校", "表.xlsx"],
        &["mv", "学校/members/郁文澜.toml", "学校/members/郁文岚.toml"],
        &["check", "学校", "-o", "旧"],
        &["check", "学校", "--summary", "旧"],
        &["check", "学校", "--summary", "新"],
        &["schema", "学校", "-o", "模式"],
    ];
    all.into_iter()
        .map(|arguments| {
            let school = ready();
            fs::write(school.at("旧"), "没有改动到任何工作室。\n").expect("written");
            fs::create_dir(school.at("模式")).expect("made");
            (school, arguments)
        })
        .collect()
}

/// A limit on the size of files stands for a full disk: writing fails half way.
#[test]
fn a_disk_that_is_full() {
    let mut failed = 0;
    for (school, arguments) in commands() {
        let before = school.snapshot();
        // Blocks of 512 bytes; the signal of that limit ends nothing, so that writing fails as it does on a full disk.
        let ended = school.limited("ulimit -f 1;", arguments);
        if ended.code == Some(0) {
            continue;
        }
        failed += 1;
        assert_eq!(ended.code, Some(2), "{arguments:?}: {}", ended.error);
        assert!(!ended.error.contains("panicked") && !ended.error.is_empty(), "{arguments:?}: {}", ended.error);
        assert!(school.snapshot() == before, "{arguments:?} left something behind: {}", ended.error);
    }
    assert!(failed >= 9, "{failed}");
}

/// The superuser may write everywhere: then nothing is asked here.
#[test]
fn a_folder_one_may_not_write_to() {
    for (school, arguments) in commands() {
        let folders =
            || walkdir::WalkDir::new(school.at(".")).into_iter().flatten().filter(|one| one.file_type().is_dir());
        let folders: Vec<_> = folders().map(walkdir::DirEntry::into_path).collect();
        let allow = |mode| {
            for folder in &folders {
                fs::set_permissions(folder, fs::Permissions::from_mode(mode)).expect("permissions");
            }
        };
        let before = school.snapshot();
        allow(0o555);
        let may = fs::write(school.at("试"), "").is_ok();
        let ended = school.studio(arguments);
        allow(0o755);
        if may {
            return;
        }
        assert_eq!(ended.code, Some(2), "{arguments:?}: {}", ended.error);
        assert!(!ended.error.contains("panicked") && !ended.error.is_empty(), "{arguments:?}: {}", ended.error);
        assert!(school.snapshot() == before, "{arguments:?} left something behind: {}", ended.error);
    }
}

#[test]
fn no_output_is_written_over_a_record() {
    let school = School::of("examples/school");
    for arguments in [
        ["check", "学校", "-o", "学校/studio.toml"],
        ["status", "学校", "-o", "学校/members/郁文澜.toml"],
        ["check", "学校", "--summary", "学校/studio.toml"],
        ["status", "学校", "-o", "学校/cases/三问会诊.md"],
    ] {
        let before = school.snapshot();
        let ended = school.studio(&arguments);
        assert_eq!(ended.code, Some(2), "{arguments:?}: {}", ended.error);
        assert!(ended.error.contains("是工作室的记录") || ended.error.contains("记录或案例正文"), "{}", ended.error);
        assert!(before == school.snapshot(), "{arguments:?}");
    }
    assert_eq!(school.studio(&["check", "学校", "-o", "结果.md"]).code, Some(0));
    assert_eq!(school.studio(&["check", "学校", "-o", "结果.md"]).code, Some(0));
}

/// Every way to tell results, and what says which of them it is.
const TELLING: [&[&str]; 13] = [
    &["check", "学校"],
    &["check", "学校", "-q", "--deny", "note"],
    &["check", "学校", "--format", "json"],
    &["check", "学校", "--format", "github"],
    &["check", "学校", "--format", "gitlab"],
    &["check", "学校", "--format", "sarif"],
    &["check", "学校", "--format", "junit"],
    &["check", "学校", "--format", "markdown"],
    &["status", "学校"],
    &["status", "学校", "--format", "csv"],
    &["review", "学校"],
    &["review", "学校", "--show", "1.1.1-a"],
    &["schema", "--kind", "member"],
];

#[test]
fn results_replace_only_what_the_program_told() {
    for example in ["examples/first-week", "examples/province"] {
        let school = || {
            let school = School::of(example);
            school.write("会议纪要.md", "# 会议纪要\n\n2020-09-01，没有问题\n");
            school.write("照片.jpg", [0xff, 0xd8, 0xff, 0xe0]);
            school
        };
        TELLING.par_iter().for_each_init(school, |school, telling| {
            let run = |output: &str| school.studio(&[telling, &["-o", output][..]].concat());
            for (time, own) in ["结果", "结果", "空的"].into_iter().enumerate() {
                fs::write(school.at("空的"), "").expect("written");
                let ended = run(own);
                assert_ne!(ended.code, Some(2), "{example} {telling:?} {time}: {}", ended.error);
            }
            fs::remove_file(school.at("结果")).expect("there");
            let before = school.snapshot();
            for foreign in ["学校/会议纪要.md", "学校/照片.jpg", "学校"] {
                let ended = run(foreign);
                assert_eq!(ended.code, Some(2), "{telling:?} {foreign}: {}", ended.error);
            }
            assert!(before == school.snapshot(), "{telling:?}");
        });
        let school = school();
        let summary = |file: &str| school.studio(&["check", "学校", "-q", "--summary", file]).code;
        let before = school.snapshot();
        assert_eq!((summary("学校/会议纪要.md"), summary("学校/照片.jpg")), (Some(2), Some(2)));
        assert!(before == school.snapshot());
        assert_ne!(summary("学校/摘要.md"), Some(2));
        assert_ne!(summary("学校/摘要.md"), Some(2), "its own summary takes the next");
    }
}

#[test]
fn results_follow_no_link() {
    let school = School::of("examples/first-week");
    fs::write(school.at("外面"), "").expect("written");
    for (name, target) in [("链接.md", "外面"), ("断了.md", "新的")] {
        std::os::unix::fs::symlink(target, school.at(name)).expect("a link");
        let before = school.snapshot();
        for option in ["-o", "--summary", "--write-baseline"] {
            let ended = school.studio(&["check", "学校", option, name]);
            assert_eq!(ended.code, Some(2), "{option} {name}: {}", ended.error);
            assert!(before == school.snapshot(), "{option} {name}");
        }
    }
    let ended = school.studio(&["check", "学校", "-o", "链接.md"]);
    assert!(ended.error.contains("是一个链接"), "{}", ended.error);
    // Nor one that their folder is.
    fs::create_dir(school.at("别处")).expect("a folder");
    std::os::unix::fs::symlink("别处", school.at("结果")).expect("a link");
    let whole = school.at("结果/甲.md");
    let whole = whole.to_str().expect("utf-8");
    for arguments in [
        &["check", "学校", "-o", "结果/甲.md"][..],
        &["check", "学校", "-o", whole],
        &["check", "学校", "--write-baseline", "结果/甲.json"],
        &["report", "学校", "-o", "结果/甲.html"],
        &["to-excel", "学校", "结果/甲.xlsx"],
        &["export", "学校", "--annex", "2", "--draft", "-o", "结果"],
        &["man", "-o", "结果"],
    ] {
        let ended = school.studio(arguments);
        assert!(ended.code == Some(2) && ended.error.contains("结果"), "{arguments:?}: {}", ended.error);
        assert_eq!(fs::read_dir(school.at("别处")).expect("a folder").count(), 0, "{arguments:?}");
    }
}

/// What a command adds to a folder is written into that folder, and only regular files are read for it.
#[test]
fn what_is_added_goes_through_no_link() {
    let school = School::of("examples/school");
    let link = |target: &str, name: &str| std::os::unix::fs::symlink(target, school.at(name)).expect("a link");
    fs::rename(school.at("学校/statements.toml"), school.at("外面.toml")).expect("moved");
    link("../外面.toml", "学校/statements.toml");
    link("/dev/zero", "学校/exceptions.toml");
    fs::create_dir_all(school.at("别处/schema")).expect("a folder");
    fs::write(school.at("别处/schema/member.schema.json"), "mine").expect("written");
    link("../别处", "学校/.studio");
    fs::create_dir_all(school.at("新的")).expect("a folder");
    link("../别处", "新的/members");
    let before = school.snapshot();
    let host = ["--host", "何知远", "--category", "本校班主任教师", "--since", "2020-09-01"];
    let init = ["init", "新的", "--school", "江北市清江职业技术学校", "--name", "何知远班主任工作室"];
    for arguments in [
        &["new", "-C", "学校", "--for", "1.1.2-a"][..],
        &["new", "-C", "学校", "exceptions"],
        &["schema", "学校", "--force"],
        &[init, host].concat(),
    ] {
        let ended = school.studio(arguments);
        assert_eq!(ended.code, Some(2), "{arguments:?}: {}", ended.error);
        assert!(before == school.snapshot(), "{arguments:?}");
    }
}

#[test]
fn a_stream_that_goes_to_a_file_is_no_link() {
    let school = School::of("examples/first-week");
    let told = school.studio(&["check", "学校"]);
    for (number, names) in
        [("1", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"]), ("2", ["/dev/stderr", "/dev/fd/2", "/proc/self/fd/2"])]
    {
        for name in names {
            let first = format!("exec {number}>收着; printf 头 >&{number};");
            let ended = school.limited(&first, &["check", "学校", "-o", name]);
            let file = fs::read_to_string(school.at("收着")).expect("text");
            assert_eq!((ended.code, file.strip_prefix("头")), (told.code, Some(told.out.as_str())), "{name}: {file}");
            let ended = school.limited(&first, &["report", "学校", "-o", name]);
            let page = fs::read_to_string(school.at("收着")).expect("text");
            assert!(ended.code == Some(0) && page.starts_with("头<!doctype html>"), "{name}: {page:.200}");
            let ended = school.limited(&first, &["check", "学校", "--only", "1.1", "-o", "结果", "--summary", name]);
            let summary = fs::read_to_string(school.at("收着")).expect("text");
            let whole = summary.starts_with("头") && summary.contains("郁文澜");
            assert!(ended.code == Some(1) && whole, "{name}: {summary}");
        }
    }
    std::os::unix::fs::symlink("/dev/stdout", school.at("链接.md")).expect("a link");
    let ended = school.limited("exec >收着;", &["check", "学校", "-o", "链接.md"]);
    assert_eq!(ended.code, Some(2), "{}", ended.error);
}
