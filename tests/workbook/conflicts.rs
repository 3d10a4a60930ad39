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
fn what_only_one_side_changed_is_no_conflict() {
    let changes: [(&str, &str); 5] = [
        ("joined = 2020-09-01\n", "joined = 2020-09-02\n"),
        ("第一次", "头一次"),
        ("[[growth]]\ndate = 2020-10-01\nkind = \"培训\"\ntitle = \"第一次\"\n", ""),
        ("# 中间的注\n", "[[growth]]\ndate = 2020-11-01\nkind = \"培训\"\ntitle = \"多的\"\n"),
        ("category =", "sex = \"女\"\ncategory ="),
    ];
    for (old, new) in changes {
        for side in [&[][..], &["--ours"], &["--theirs"]] {
            let (folder, book) = both(|folder| replace(folder, FILE, old, new), post);
            let run = folder.import(&book, side);
            run.code(0).says(&["讲师 → 高级讲师", "文件夹里的这份记录改过别的地方，那些改动留着", "改 1 处"]);
            let after = folder.read(FILE);
            assert!(
                after.contains("高级讲师") && after.contains(new) && (!new.is_empty() || !after.contains(old)),
                "{after}"
            );
        }
    }
}

#[test]
fn of_one_cell_on_both_sides_the_folder_keeps_that_cell_alone() {
    let edit = |book: &mut Book| {
        post(book);
        let sheet = book.sheet("成员");
        let row = sheet.find(NAME, "郁文澜");
        sheet.set(row, "职务", text("教研组长"));
        let sheet = book.sheet("成员-成长记录");
        let row = sheet.find("内容", "第二次");
        sheet.set(row, "内容", text("又一次"));
        let cells =
            [(NAME, text("郁文澜")), ("发生日期", day("2021-05-01")), ("记录类别", text("培训")), ("内容", text("三"))];
        sheet.add(&cells);
    };
    let both = || both(|folder| replace(folder, FILE, "讲师", "正高级讲师"), edit);
    let (folder, book) = both();
    folder.refuse(&book, &[]).code(1).says(&["职务：（空） → 教研组长", "两边都改了", "工作簿：高级讲师"]);
    let (folder, book) = both();
    let run = folder.import(&book, &["--ours"]);
    run.code(0).says(&["以文件夹为准，工作簿里的这几处没有写", "工作簿：高级讲师", "改 2 处，新增 1 行"]);
    let ours = folder.read(FILE);
    assert!(ours.contains("title = \"正高级讲师\""), "{ours}");
    folder.import(&book, &["--ours"]).code(0).says(&["除了上面列出的，工作簿里没有别的要写的改动"]);
    let (folder, book) = both();
    folder.import(&book, &["--theirs"]).code(0);
    assert_eq!(folder.read(FILE), ours.replace("正高级讲师", "高级讲师"));
    for told in ["post = \"教研组长\"", "又一次", "\"三\""] {
        assert!(ours.contains(told), "{ours}");
    }
}

#[test]
fn a_row_that_may_be_another_one_is_not_mixed_with_it() {
    let row = "date = 2020-10-01\nkind = \"培训\"\ntitle = \"第一次\"\n";
    let other = "date = 2020-12-24\nkind = \"培训\"\ntitle = \"另外的\"\n";
    let edit = |book: &mut Book| {
        let sheet = book.sheet("成员-成长记录");
        let row = sheet.find("内容", "第一次");
        sheet.set(row, "记录类别", text("活动"));
    };
    let (folder, book) = both(|folder| replace(folder, FILE, row, other), edit);
    folder.refuse(&book, &[]).code(1).says(&["两边都改了", "文件夹：培训", "工作簿：活动"]);
    let before = folder.snapshot();
    folder.import(&book, &["--ours"]).code(0).says(&["没有写"]);
    assert_eq!(folder.snapshot(), before);
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
        folder.refuse(&book, &[]).code(1).says(&["members/郁文澜.toml 已经没有了（改名或删掉？）"]);
        folder.import(&book, &["--ours"]).code(0).says(&["members/郁文澜.toml 已经没有了（改名或删掉？）", wanted]);
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
}

/// Whatever keeps a record from being read, it is not one that somebody removed.
#[test]
fn a_record_that_cannot_be_read_is_not_gone() {
    let gbk: fn(&Folder) = |folder| {
        let text = encoding_rs::GB18030.encode(&folder.read(FILE)).0.into_owned();
        folder.write(FILE, text);
    };
    let syntax: fn(&Folder) = |folder| folder.write(FILE, "name = “郁文澜”\n");
    let mut harms = vec![gbk, syntax];
    #[cfg(unix)]
    harms.push(|folder| {
        let at = folder.studio().join(FILE);
        std::fs::rename(&at, folder.book().with_extension("toml")).expect("moved");
        std::os::unix::fs::symlink(folder.book().with_extension("toml"), at).expect("a link");
    });
    let row: fn(&mut Book) = |book| {
        let sheet = book.sheet("成员");
        sheet.delete(sheet.find(NAME, "郁文澜"));
    };
    let part: fn(&mut Book) = |book| {
        let sheet = book.sheet("成员-成长记录");
        sheet.delete(sheet.find("内容", "第一次"));
    };
    for harm in harms {
        for (edit, more) in [(post as fn(&mut Book), &[][..]), (post, &["--theirs"]), (post, &["--ours"])] {
            let (folder, book) = both(harm, edit);
            folder.refuse(&book, more).code(1).says(&["members/郁文澜.toml 现在读不通", "成员!C4"]);
        }
        for edit in [row, part] {
            let (folder, book) = both(harm, edit);
            folder.refuse(&book, &["--delete"]).code(1).says(&["members/郁文澜.toml 现在读不通"]);
            folder.import(&book, &[]).code(0).says(&["工作簿里没有、文件夹里还有的", FILE]);
        }
        let (folder, book) = both(harm, |_| {});
        folder.import(&book, &["--delete"]).code(0).says(&["没有要写的改动"]);
    }
}

#[test]
fn a_new_row_does_not_stand_beside_a_file_that_cannot_be_read() {
    let new = |name: &str| [("姓名", text(name)), ("成员类别", text("其他")), ("加入日期", day("2021-01-01"))];
    let gbk = encoding_rs::GB18030.encode("name = \"坏了\"\n").0.into_owned();
    for broken in ["name = “坏了”\n".as_bytes(), &gbk] {
        let (folder, mut book) = both(|folder| folder.write("members/坏了.toml", broken), |_| {});
        book.sheet("成员").add(&new("坏了"));
        folder.refuse(&book, &[]).code(1).says(&["已经有 members/坏了.toml 了，但它读不通", "成员!"]);
    }
    let folder = small();
    let mut book = folder.export();
    for name in ["殳敏", "申屠和", "申屠和"] {
        book.sheet("成员").add(&new(name));
    }
    let run = folder.take(&book);
    run.says(&[
        "请看一眼（2 处）",
        "已经有 members/殳敏.toml 了",
        "“殳敏-2”",
        "已经有 members/申屠和.toml 了",
        "“申屠和-2”",
    ]);
    // They are there now.
    folder.take(&book).says(&["没有要写的改动"]);
}

#[test]
fn what_goes_with_a_record_is_told_before() {
    let without = |book: &mut Book, name: &str| {
        let sheet = book.sheet("成员");
        sheet.delete(sheet.find(NAME, name));
    };
    let folder = small();
    let mut book = folder.export();
    without(&mut book, "郁文澜");
    let told = ["删除 成员 members/郁文澜.toml", "连同“成员-成长记录”表里的 2 行"];
    let before = folder.snapshot();
    let run = folder.import(&book, &["--delete", "--dry-run"]);
    run.code(0).says(&told).says(&["活动!", "这里还写着“郁文澜”，那份记录这次会删掉"]);
    assert_eq!(folder.snapshot(), before);
    folder.import(&book, &["--delete"]).code(0).says(&told);
    // What is typed with this workbook is not left without its record.
    let folder = small();
    let mut book = folder.export();
    without(&mut book, "殳敏");
    activity(&mut book, "殳敏");
    folder.refuse(&book, &["--delete"]).code(1).says(&["“殳敏”在“成员”表里的那一行删掉了", "活动!"]);
    folder.take(&book);
}

#[test]
fn deleting_what_changed_asks_first() {
    let delete = |book: &mut Book| {
        let sheet = book.sheet("成员");
        sheet.delete(sheet.find(NAME, "顿立诚"));
    };
    let (folder, book) = both(|folder| replace(folder, "members/顿立诚.toml", "教师\"\n", "主任\"\n"), delete);
    folder.take(&book).says(&["加 --delete"]);
    folder.refuse(&book, &["--delete"]).code(1).says(&[
        "两边都改了：members/顿立诚.toml",
        "导出时：顿立诚",
        "工作簿：（没有这一行）",
    ]);
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
    // Of a record that is gone it is said once that it is, and what was typed for it, not what the folder lacks.
    let (folder, book) = renamed(post);
    let run = folder.refuse(&book, &[]);
    run.code(1).says(&["members/郁文澜.toml 已经没有了（改名或删掉？）", "职称：讲师 → 高级讲师（成员!I4）"]);
    assert!(!run.all().contains("没有这一行") && !run.all().contains("第一次"), "{}", run.out);
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

/// Where nobody sits at a terminal, an answer that is given is heeded.
#[test]
fn an_answer_that_is_piped_in_is_heard() {
    use std::io::Write;
    use std::process::{Command, Stdio};
    for (answer, writes) in [("n\n", false), ("否", false), ("\n", false), ("ｙ\n", true), ("是\n", true), ("", true)]
    {
        let (folder, book) = both(|_| {}, post);
        std::fs::write(folder.book(), book.write()).expect("written");
        let mut command = Command::new(env!("CARGO_BIN_EXE_studio"));
        command.arg("from-excel").arg(folder.book()).arg(folder.studio()).stdin(Stdio::piped());
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts");
        child.stdin.take().expect("piped").write_all(answer.as_bytes()).expect("answered");
        let code = child.wait().expect("ended").code();
        assert_eq!(code, Some(i32::from(!writes)), "{answer:?}");
        assert_eq!(folder.read(FILE).contains("高级讲师"), writes, "{answer:?}");
    }
}
