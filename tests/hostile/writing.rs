//! Disks that are full and folders one may not write to: what was there stays, nothing is left behind, and it is told.

use std::fs;
use std::os::unix::fs::PermissionsExt;

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
    let all: [&[&str]; 9] = [
        &["fmt", "学校"],
        &["export", "学校", "--annex", "2", "-o", "附件2.xlsx"],
        &["export", "学校", "--annex", "2", "-o", "旧", "--force"],
        &["report", "学校", "-o", "页.html"],
        &["report", "学校", "-o", "旧", "--force"],
        &["to-excel", "学校", "表.xlsx"],
        &["mv", "学校/members/郁文澜.toml", "学校/members/郁文岚.toml"],
        &["check", "学校", "-o", "旧"],
        &["schema", "学校", "-o", "模式"],
    ];
    all.into_iter()
        .map(|arguments| {
            let school = ready();
            fs::write(school.at("旧"), "旧的").expect("written");
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
        // Blocks of 512 bytes; the signal is ignored, so that writing fails as it does on a full disk.
        let ended = school.limited("trap '' XFSZ; ulimit -f 1;", arguments);
        if ended.code == Some(0) {
            continue;
        }
        failed += 1;
        assert_eq!(ended.code, Some(2), "{arguments:?}: {}", ended.error);
        assert!(!ended.error.contains("panicked") && !ended.error.is_empty(), "{arguments:?}: {}", ended.error);
        assert!(school.snapshot() == before, "{arguments:?} left something behind: {}", ended.error);
    }
    assert!(failed >= 7, "{failed}");
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
