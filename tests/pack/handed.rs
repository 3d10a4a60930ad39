//! What schools hand in beside their folders, and cases with more than one text: nothing is lost and nothing chosen silently.

use std::fs;
use std::io::Write;
use std::path::Path;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{copy, example, names, pack, studio, told};

fn zipped(path: &Path, inside: &str) {
    let mut zip = ZipWriter::new(fs::File::create(path).expect("a file"));
    zip.start_file(inside, SimpleFileOptions::default()).expect("begun");
    zip.write_all(b"x").expect("written");
    zip.finish().expect("whole");
}

fn run(arguments: &[&str], root: &Path) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let root = root.to_string_lossy().into_owned();
    let output = studio(&[&[arguments[0], &root], &arguments[1..]].concat(), folder.path());
    told(&output)
}

#[test]
fn what_lies_beside_the_schools_is_told_everywhere() {
    let root = copy();
    let at = |name: &str| root.path().join(name);
    zipped(&at("鹤汀船校.zip"), "鹤汀船校/studio.toml");
    fs::write(at("雁洲医校.RAR"), "Rar!").expect("written");
    let school = example().join("汀南职校").to_string_lossy().into_owned();
    let book = at("桐溪职校.xlsx").to_string_lossy().into_owned();
    let output = studio(&["to-excel", &school, &book], root.path());
    assert!(output.status.success(), "{}", told(&output));
    fs::create_dir(at(".藏")).expect("a folder");
    fs::copy(at("汀南职校/studio.toml"), at(".藏/studio.toml")).expect("copied");
    // The office's own: tables, a package it made, what lies deeper, lock files.
    fs::create_dir(at(".git")).expect("a folder");
    zipped(&at("江西省-报送.zip"), "清单.json");
    zipped(&at("汀南职校/证据/照片.zip"), "a.jpg");
    zipped(&at("报送/底稿.zip"), "a.docx");
    fs::write(at("~$桐溪职校.xlsx"), "x").expect("written");
    zipped(&at("各校通联.xlsx"), "xl/workbook.xml");
    let lost = ["鹤汀船校.zip", "雁洲医校.RAR", "桐溪职校.xlsx", ".藏"];
    for arguments in [&["check"][..], &["status"], &["pack"], &["export", "--annex", "2"]] {
        let told = run(arguments, root.path());
        for name in lost {
            assert!(told.contains(name), "{arguments:?} {name}: {told}");
        }
        for name in [".git", "江西省-报送.zip", "照片.zip", "底稿.zip", "~$桐溪", "各校通联"] {
            assert!(!told.contains(name), "{arguments:?} {name}: {told}");
        }
    }
    let (out, output) = pack(root.path(), &[]);
    assert_eq!((output.status.code(), names(out.path()).len()), (Some(0), 2), "a warning stops nothing");
    assert!(!run(&["check"], &example()).contains("package/folder"));
}

/// A school may have sent no more than a text, a filled-in table, or one record.
#[test]
fn a_folder_with_papers_alone_is_told() {
    let root = copy();
    let text = "岚浦商校/cases/把对不起说完整.docx";
    let member = crate::shared::example("school").join("members/郁文澜.toml");
    for (from, to) in [
        (root.path().join(text), "校甲/cases/把对不起说完整.docx"),
        (root.path().join(text), "校乙/把对不起说完整.docx"),
        (root.path().join(text), "校丙/材料/附件2.xlsx"),
        (member, "校丁/郁文澜.toml"),
        (root.path().join("汀南职校/cases/一张夜路图.md"), "校戊/一张夜路图.md"),
        (root.path().join("province.toml"), "校己/成员.xls"),
        (root.path().join("province.toml"), "说明/README.txt"),
    ] {
        let to = root.path().join(to);
        fs::create_dir_all(to.parent().expect("a folder")).expect("made");
        fs::copy(from, to).expect("copied");
    }
    let told = run(&["check"], root.path());
    for school in ["校甲", "校乙", "校丙", "校丁", "校戊", "校己"] {
        assert!(told.contains(&format!("--> {school}:1:1")), "{school}: {told}");
    }
    assert!(!told.contains("--> 说明"), "{told}");
}

#[test]
fn a_case_with_two_texts_is_not_sent_in_and_both_are_named() {
    let root = copy();
    let cases = root.path().join("汀南职校/cases");
    let (first, second) = ("一张夜路图.md", "一张夜路图.txt");
    fs::copy(cases.join(first), cases.join(second)).expect("copied");
    let (out, output) = pack(root.path(), &[]);
    let shown = told(&output);
    assert_eq!((output.status.code(), names(out.path()).len()), (Some(1), 0), "{shown}");
    assert!(shown.contains("package/text") && shown.contains(first) && shown.contains(second), "{shown}");
    let shown = run(&["export", "--annex", "3"], root.path());
    assert!(shown.contains(first) && shown.contains(second) && shown.contains("已写"), "{shown}");
    let record = cases.join("一张夜路图.toml").to_string_lossy().into_owned();
    for asked in [root.path().to_string_lossy().into_owned(), record] {
        let shown = told(&studio(&["count", &asked], root.path()));
        assert!(shown.contains(first) && shown.contains(second), "{shown}");
    }
}

#[test]
fn what_a_school_handed_in_within_a_folder_of_its_own_is_told_everywhere() {
    let root = copy();
    let at = |name: &str| root.path().join(name);
    for folder in ["区/乙校", "区/丁校/交来", "区/戊校/一/二", "汀南职校/交来"] {
        fs::create_dir_all(at(folder)).expect("a folder");
    }
    fs::rename(at("岚浦商校"), at("区/岚浦商校")).expect("moved");
    zipped(&at("区/乙校/乙校.zip"), "studio.toml");
    let school = example().join("汀南职校").to_string_lossy().into_owned();
    let output = studio(&["to-excel", &school, &at("区/丁校/交来/汀南.xlsx").to_string_lossy()], root.path());
    assert!(output.status.success(), "{}", told(&output));
    // A school's own, the office's own, and what lies deeper than anybody hands it in.
    zipped(&at("汀南职校/交来/照片.zip"), "a.jpg");
    zipped(&at("报送/底稿.zip"), "a.docx");
    zipped(&at("区/戊校/一/二/三.zip"), "a.docx");
    for arguments in [&["check"][..], &["status"], &["pack"]] {
        let told = run(arguments, root.path());
        for name in ["区/乙校/乙校.zip", "区/丁校/交来/汀南.xlsx"] {
            assert!(told.contains(name), "{arguments:?} {name}: {told}");
        }
        for name in ["照片.zip", "底稿.zip", "三.zip"] {
            assert!(!told.contains(name), "{arguments:?} {name}: {told}");
        }
    }
}

/// A school is checked by one file, alone and with all others; another between them is told, be it one that can be read or not.
#[test]
fn a_root_file_of_a_province_between_is_told_and_not_read() {
    let root = copy();
    let at = |name: &str| root.path().join(name);
    fs::create_dir(at("市")).expect("a folder");
    fs::rename(at("汀南职校"), at("市/汀南职校")).expect("moved");
    let window = |told: &str| told.lines().find(|line| line.contains("检查时段")).map(str::to_owned);
    let before = window(&run(&["check"], &at("市/汀南职校"))).expect("a window");
    for inner in ["reporting_body = \"某市\"\n[window]\nfrom = 2021-09-01\nto = 2022-08-31\n", "x = 甲\n"] {
        fs::write(at("市/province.toml"), inner).expect("written");
        let all = run(&["check"], root.path());
        assert!(all.contains("市/province.toml:1:1") && all.contains("没有用上"), "{all}");
        let alone = run(&["check"], &at("市/汀南职校"));
        assert!(alone.contains("../province.toml:1:1") && alone.contains("没有用上"), "{alone}");
        assert_eq!(window(&alone).as_ref(), Some(&before), "{alone}");
        assert!(alone.contains("地方要求"), "{alone}");
    }
}
