//! What nobody edited stays as it is, byte for byte; what somebody edited changes, and nothing beside it.

use crate::book::{Book, Cell, day, text};
use crate::folder::{Folder, diff};
use crate::nasty;

/// Out and back, through the file itself and through another program.
#[track_caller]
fn unedited(folder: &Folder) {
    let before = folder.snapshot();
    let bytes = folder.exported();
    folder.bring(&bytes, &[]).code(0).says(&["没有要写的改动"]);
    assert_eq!(folder.snapshot(), before);
    let book = Book::read(&bytes);
    folder.import(&book, &[]).code(0).says(&["没有要写的改动"]);
    assert_eq!(folder.snapshot(), before);
    for flag in ["--delete", "--theirs", "--ours", "--dry-run"] {
        folder.import(&book, &[flag]).code(0);
        assert_eq!(folder.snapshot(), before, "{flag}");
    }
}

#[test]
fn the_examples_come_back_as_they_were() {
    unedited(&Folder::example("school"));
    unedited(&Folder::example("first-week"));
}

#[test]
fn whatever_a_record_holds_comes_back_as_it_was() {
    unedited(&nasty::folder());
}

#[test]
fn in_the_oddest_record_only_the_edited_value_changes() {
    let folder = nasty::folder();
    let before = folder.snapshot();
    let mut book = folder.export();
    let mut wanted = Vec::new();
    for (stem, old, new) in nasty::EDITS {
        let sheet = book.sheet("成员");
        let row = sheet.find("成员（文件名）", stem);
        sheet.set(row, "加入日期", day("2021-10-08"));
        wanted.push(format!("members/{stem}.toml"));
        wanted.push(format!("-{old}"));
        wanted.push(format!("+{new}"));
    }
    folder.take(&book);
    let mut found = diff(&before, &folder.snapshot());
    found.iter_mut().for_each(|line| *line = unicode_normalization::UnicodeNormalization::nfc(line.as_str()).collect());
    assert_eq!(found, wanted);
    // And again: nothing is left to do.
    let after = folder.snapshot();
    folder.take(&book);
    assert_eq!(folder.snapshot(), after);
}

/// One edit in the nasty studio, and the lines that change.
#[track_caller]
fn one(sheet: &str, record: &str, value: &str, edits: &[(&str, Cell)], wanted: &[&str]) {
    let folder = nasty::folder();
    let before = folder.snapshot();
    let mut book = folder.export();
    let page = book.sheet(sheet);
    let row = page.find(record, value);
    for (heading, cell) in edits {
        page.set(row, heading, cell.clone());
    }
    folder.take(&book);
    assert_eq!(diff(&before, &folder.snapshot()), wanted);
}

const NAME: &str = "成员（文件名）";

#[test]
fn a_value_among_odd_ones() {
    let path = "members/内联.toml";
    one(
        "成员",
        NAME,
        "内联",
        &[("实践基础", text("丙"))],
        &[
            path,
            "-profile = { knowledge = \"甲\", practice='乙' } # 内联表\n",
            "+profile = { knowledge = \"甲\", practice=\"丙\" } # 内联表\n",
        ],
    );
}
