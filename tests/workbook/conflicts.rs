//! The folder changed after the workbook was written.

use crate::book::{Book, Cell, day, text};
use crate::folder::{Folder, NAME, diff, run, small};

const FILE: &str = "members/郁文澜.toml";

fn post(book: &mut Book) {
    let sheet = book.sheet("成员");
    let row = sheet.find(NAME, "郁文澜");
    sheet.set(row, "职称", text("高级讲师"));
}

/// Changes the folder as told after the export, and the record in the workbook.
fn both(folder: impl Fn(&Folder), workbook: impl Fn(&mut Book)) -> (Folder, Book) {
    let studio = small();
    let mut book = studio.export();
    workbook(&mut book);
    folder(&studio);
    (studio, book)
}

fn replace(folder: &Folder, path: &str, old: &str, new: &str) {
    let text = folder.read(path);
    assert!(text.contains(old), "{text}");
    folder.write(path, text.replace(old, new));
}

#[test]
fn one_cell_on_both_sides() {
    let (folder, book) = both(|folder| replace(folder, FILE, "讲师", "正高级讲师"), post);
    let run = folder.refuse(&book, &[]);
    run.code(1).says(&["两边都改了：members/郁文澜.toml", "导出时：讲师", "文件夹：正高级讲师", "工作簿：高级讲师"]);
    run.says(&["成员!I4 职称", "--theirs", "--ours"]);
    let before = folder.snapshot();
    folder.import(&book, &["--ours"]).code(0);
    assert_eq!(folder.snapshot(), before);
    folder.import(&book, &["--theirs"]).code(0);
    assert_eq!(diff(&before, &folder.snapshot()), [FILE, "-title = \"正高级讲师\"\n", "+title = \"高级讲师\"\n"]);
}

#[test]
fn whatever_else_of_the_record_changed_is_a_conflict() {
    let changes: [(&str, &str, &str); 5] = [
        ("joined = 2020-09-01\n", "joined = 2020-09-02\n", "文件夹：2020-09-02"),
        ("第一次", "头一次", "文件夹：头一次"),
        ("[[growth]]\ndate = 2020-10-01\nkind = \"培训\"\ntitle = \"第一次\"\n", "", "文件夹：（没有这一行）"),
        (
            "# 中间的注\n",
            "[[growth]]\ndate = 2020-11-01\nkind = \"培训\"\ntitle = \"多的\"\n",
            "文件夹：2020-11-01 · 培训 · 多的",
        ),
        ("category =", "sex = \"女\"\ncategory =", "文件夹：女"),
    ];
    for (old, new, told) in changes {
        let (folder, book) = both(|folder| replace(folder, FILE, old, new), post);
        folder.refuse(&book, &[]).code(1).says(&["两边都改了", told, "工作簿：高级讲师"]);
        folder.import(&book, &["--theirs"]).code(0);
        let after = folder.read(FILE);
        assert!(after.contains("高级讲师") && (new.is_empty() || after.contains(new)), "only the edited cell: {after}");
    }
}

#[test]
fn what_says_the_same_is_no_conflict() {
    // Comments, order of keys, a row moved: nothing that a cell shows.
    let edits: [(&str, &str); 3] = [
        ("name = ", "# 新注\nname = "),
        ("category = \"本校班主任教师\"\ntitle = \"讲师\"\n", "title = '讲师'\ncategory = \"本校班主任教师\"\n"),
        ("讲师", "高级讲师"),
    ];
    for (old, new) in edits {
        let (folder, book) = both(|folder| replace(folder, FILE, old, new), post);
        folder.take(&book);
        assert!(folder.read(FILE).contains("高级讲师"));
    }
    let (folder, book) = both(
        |folder| {
            let old = folder.read(FILE);
            let (head, rows) = old.split_once("[[growth]]").expect("rows");
            let (one, two) = rows.split_once("# 中间的注\n[[growth]]").expect("two");
            folder.write(FILE, format!("{head}[[growth]]{two}\n# 中间的注\n[[growth]]{one}"));
        },
        |book| {
            let sheet = book.sheet("成员-成长记录");
            let row = sheet.find("内容", "第一次");
            sheet.set(row, "内容", text("头一次"));
        },
    );
    folder.take(&book).says(&["第一次 → 头一次"]);
}

#[test]
fn other_records_may_change_as_they_like() {
    let (folder, book) = both(
        |folder| {
            replace(folder, "members/顿立诚.toml", "教师\"\n", "主任\"\n");
            folder.write("members/新来的.toml", "name = \"新来的\"\ncategory = \"其他\"\njoined = 2021-01-01\n");
            folder.remove("members/殳敏.toml");
        },
        post,
    );
    let before = folder.snapshot();
    let run = folder.import(&book, &["--delete"]);
    run.code(0);
    assert_eq!(diff(&before, &folder.snapshot()), [FILE, "-title = \"讲师\"\n", "+title = \"高级讲师\"\n"]);
}

#[test]
fn a_record_that_is_gone_comes_back_whole_or_not_at_all() {
    let in_list: fn(&mut Book) = |book| {
        let sheet = book.sheet("成员-成长记录");
        let row = sheet.find("内容", "第一次");
        sheet.set(row, "内容", text("头一次"));
    };
    for (edit, wanted) in [(post as fn(&mut Book), "高级讲师"), (in_list, "头一次")] {
        let (folder, book) = both(|folder| folder.remove(FILE), edit);
        folder.refuse(&book, &[]).code(1).says(&["两边都改了：members/郁文澜.toml"]);
        folder.import(&book, &["--ours"]).code(0);
        assert!(!folder.studio().join(FILE).exists());
        folder.import(&book, &["--theirs"]).code(0).says(&["新建 成员 members/郁文澜.toml"]);
        let back = folder.read(FILE);
        assert!(back.contains(wanted) && back.contains("第二次") && back.contains("2021-03-01"), "{back}");
    }
}

#[test]
fn a_record_that_broke_is_not_written_over() {
    let (folder, book) = both(|folder| folder.write(FILE, "name = “郁文澜”\n"), post);
    for side in [&[][..], &["--theirs"]] {
        folder.refuse(&book, side).code(1).says(&["members/郁文澜.toml 现在读不通", "成员!C4"]);
    }
    let (folder, mut book) = both(|folder| folder.write("members/坏了.toml", "name = “坏了”\n"), |_| {});
    book.sheet("成员").add(&[("姓名", text("坏了")), ("成员类别", text("其他")), ("加入日期", day("2021-01-01"))]);
    folder.import(&book, &[]).code(0).says(&["members/坏了-2.toml"]);
}

#[test]
fn deleting_what_changed_asks_first() {
    let delete = |book: &mut Book| {
        let sheet = book.sheet("成员");
        sheet.delete(sheet.find(NAME, "顿立诚"));
    };
    let (folder, book) = both(|folder| replace(folder, "members/顿立诚.toml", "教师\"\n", "主任\"\n"), delete);
    folder.take(&book).says(&["加 --delete"]);
    folder.refuse(&book, &["--delete"]).code(1).says(&["两边都改了：members/顿立诚.toml", "工作簿：（没有这一行）"]);
    folder.import(&book, &["--delete", "--theirs"]).code(0);
    assert!(!folder.studio().join("members/顿立诚.toml").exists());
}

#[test]
fn one_bad_cell_and_nothing_is_written() {
    let folder = small();
    let mut book = folder.export();
    post(&mut book);
    let sheet = book.sheet("活动");
    let row = sheet.find("活动形式", "读书会");
    sheet.set(row, "其他参加人数", Cell::Number(-1.0));
    sheet.set(row, "活动日期", text("2021-02-30"));
    let run = folder.refuse(&book, &[]);
    run.code(1).says(&["讲师 → 高级讲师", "活动!", "没有“2021-02-30”这一天", "有 2 个格子要先改好"]);
}

/// A record got another name after the workbook was written: `studio mv`.
fn renamed(edit: impl FnOnce(&mut Book)) -> (Folder, Book) {
    let folder = small();
    let mut book = folder.export();
    edit(&mut book);
    let studio = folder.studio();
    run(&["mv", FILE, "members/郁文岚.toml", "--title", "-C", crate::folder::at(&studio)]).code(0);
    (folder, book)
}

fn activity(book: &mut Book, name: &str) {
    let cells = [("活动日期", day("2021-05-01")), ("活动形式", text("读书会")), ("所属载体", text("读书会"))];
    let sheet = book.sheet("活动");
    sheet.add(&cells);
    let row = sheet.last();
    sheet.set(row, "参加的成员", text(name));
}

#[test]
fn the_former_name_of_a_record_names_nothing() {
    // Cells that nobody edited keep what the folder says.
    let (folder, book) = renamed(|_| {});
    folder.take(&book).says(&["没有要写的改动"]);
    let (folder, book) = renamed(|book| activity(book, "郁文澜"));
    folder.refuse(&book, &[]).code(1).says(&["郁文澜", "郁文岚", "活动!"]);
    folder.refuse(&book, &["--theirs"]).code(1).says(&["郁文岚"]);
    let (folder, book) = renamed(|book| activity(book, "郁文岚"));
    folder.take(&book);
    // Where the old record comes back, it has its name.
    let (folder, book) = renamed(|book| {
        post(book);
        activity(book, "郁文澜");
    });
    folder.import(&book, &["--theirs"]).code(0);
    assert!(folder.read("activities/2021-05-01.toml").contains("郁文澜") && folder.studio().join(FILE).is_file());
}
