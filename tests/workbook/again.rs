//! Two workbooks of one folder, and one that comes twice.

use crate::book::{Book, Cell, day, text};
use crate::folder::{Folder, NAME, at, run, small};

const EVENT: &str = "activities/2022-05-13.toml";

/// A studio without the activities of that day, and two workbooks of it.
fn two(one: impl Fn(&mut Book), other: impl Fn(&mut Book)) -> (Folder, Book, Book) {
    let folder = small();
    let (mut first, mut second) = (folder.export(), folder.export());
    one(&mut first);
    other(&mut second);
    (folder, first, second)
}

fn activity(book: &mut Book, cells: &[(&str, &str)]) {
    let own = [("活动日期", day("2022-05-13")), ("参加的成员", text("郁文澜")), ("所属载体", text("读书会"))];
    let cells: Vec<(&str, Cell)> = cells.iter().map(|(heading, cell)| (*heading, text(cell))).collect();
    book.sheet("活动").add(&[&own[..], &cells].concat());
}

#[test]
fn two_things_of_one_day_are_two_records() {
    let one = |book: &mut Book| {
        activity(book, &[("活动形式", "专题研讨"), ("要解决的难题", "甲的难题"), ("活动结果", "甲的结果")]);
    };
    let other =
        |book: &mut Book| activity(book, &[("活动形式", "培训"), ("活动结果", "乙的结果"), ("活动记录", "档案:B-1")]);
    let (folder, first, second) = two(one, other);
    folder.take(&first);
    folder.take(&second).says(&["已经有 activities/2022-05-13.toml 了", "另起名叫“2022-05-13-2”"]);
    assert!(folder.read(EVENT).contains("甲的难题"));
    assert!(folder.read("activities/2022-05-13-2.toml").contains("乙的结果"));
    let both = folder.snapshot();
    for book in [&first, &second, &first] {
        folder.take(book).says(&["没有要写的改动"]);
    }
    assert_eq!(folder.snapshot(), both);
}

#[test]
fn of_what_may_be_one_thing_it_is_said_how_to_keep_both() {
    let one = |book: &mut Book| activity(book, &[("活动形式", "培训"), ("活动结果", "甲的结果")]);
    let other = |book: &mut Book| activity(book, &[("活动形式", "培训"), ("活动结果", "乙的结果")]);
    let (folder, first, mut second) = two(one, other);
    folder.take(&first);
    let choice = "如果是两件不同的事，就在 活动!B4 的“活动（文件名）”里写一个名字，如 2022-05-13-2，再导入";
    folder.refuse(&second, &[]).code(1).says(&["两边都改了", choice]);
    folder.import(&second, &["--theirs", "--dry-run"]).code(0).says(&[EVENT, "是工作簿导出以后才有的", choice]);
    let sheet = second.sheet("活动");
    sheet.set(3, "活动（文件名）", text("2022-05-13-2"));
    folder.take(&second);
    assert!(folder.read(EVENT).contains("甲的结果"));
    assert!(folder.read("activities/2022-05-13-2.toml").contains("乙的结果"));
}

/// The rows of a new record name it as it would have been called.
#[test]
fn rows_go_with_the_record_of_their_own_workbook() {
    let meeting = |what: &'static str, who: &'static str, issue: &'static str| {
        move |book: &mut Book| {
            let cells = [("会议日期", day("2022-04-02")), ("会上做什么", text(what)), ("谁开的会", text(who))];
            book.sheet("会议").add(&cells);
            book.sheet("会议-议定事项").add(&[("会议（文件名）", text("2022-04-02")), ("问题", text(issue))]);
        }
    };
    let (folder, first, second) =
        two(meeting("听取汇报", "学校领导班子", "甲的事"), meeting("研究部署", "领导小组", "乙的事"));
    folder.take(&first);
    for _ in 0..2 {
        folder.take(&second);
        assert!(folder.read("meetings/2022-04-02-2.toml").contains("乙的事"));
        assert!(!folder.read("meetings/2022-04-02.toml").contains("乙的事"));
    }
}

#[test]
fn rows_of_two_names_are_two() {
    let task = |id: &'static str| {
        move |book: &mut Book| {
            let own = [("年度（文件名）", text("2020-2021")), ("任务简称", text(id)), ("完成期限", day("2021-06-30"))];
            book.sheet("年度-任务台账").add(&own);
        }
    };
    let (folder, first, second) = two(task("甲任务"), task("乙任务"));
    folder.take(&first);
    folder.take(&second);
    let year = folder.read("years/2020-2021.toml");
    assert!(year.contains("甲任务") && year.contains("乙任务"), "{year}");
}

#[test]
fn what_was_brought_in_and_mended_since_is_told() {
    let folder = small();
    let mut book = folder.export();
    let sheet = book.sheet("会议");
    let meeting = sheet.add(&[("会议日期", day("2022-04-02")), ("会上做什么", text("听取汇报"))]);
    sheet.set(meeting, "谁开的会", text("学校领导班子"));
    let sheet = book.sheet("会议-议定事项");
    let issue = sheet.add(&[("会议（文件名）", text("2021-03-15-会")), ("问题", text("宿舍谁来查"))]);
    sheet.set(issue, "承办人", text("郁文澜"));
    let sheet = book.sheet("成员-成长记录");
    let growth = sheet.add(&[(NAME, text("顿立诚")), ("发生日期", day("2021-05-03")), ("记录类别", text("培训"))]);
    sheet.set(growth, "内容", text("新培训"));
    folder.take(&book);
    book.sheet("会议").set(meeting, "会议日期", day("2022-04-03"));
    book.sheet("会议-议定事项").set(issue, "承办人", text("顿立诚"));
    book.sheet("成员-成长记录").set(growth, "发生日期", day("2021-05-04"));
    folder.import(&book, &["--dry-run"]).code(0).says(&[
        "请看一眼（3 处）",
        "meetings/2022-04-02.toml",
        "只差“会议日期”",
        "只差“承办人”",
        "只差“发生日期”",
        "要是同一件（这个工作簿已经导入过",
    ]);
    // A slip is asked about, and nothing is lost either way.
    let sheet = book.sheet("成员-成长记录");
    sheet.set(growth, "发生日期", day("2021-05-03"));
    sheet.set(growth, "内容", text("新培训（改字）"));
    folder.refuse(&book, &[]).code(1).says(&["成员-成长记录!", "是两件不同的事，加 --theirs，两行都在"]);
    let told = ["文件夹里差不多的一行（2021-05-03 · 培训 · 新培训）也留着"];
    folder.import(&book, &["--theirs"]).code(0).says(&told);
    let member = folder.read("members/顿立诚.toml");
    assert!(member.contains("\"新培训\"") && member.contains("（改字）"), "{member}");
}

#[test]
fn whoever_leaves_keeps_the_row() {
    let folder = small();
    let mut book = folder.export();
    let sheet = book.sheet("成员");
    sheet.delete(sheet.find(NAME, "殳敏"));
    let told = "离开的人不要删“成员”表里的那一行，填“退出日期”";
    for more in [&["--dry-run"][..], &["--dry-run", "--delete"]] {
        let run = folder.import(&book, more);
        run.code(0).says(&[told]);
        assert!(run.out.starts_with("离开的人"), "{}", run.out);
    }
}

#[test]
fn papers_on_one_line_are_several() {
    let folder = small();
    let mut book = folder.export();
    let sheet = book.sheet("活动");
    let row = sheet.find("活动形式", "读书会");
    sheet.set(row, "活动记录", text("证据/一.pdf；档案:B-1"));
    folder.take(&book).says(&["“证据/一.pdf；档案:B-1”按 2 项读了"]);
    assert!(folder.read("activities/2021-04-01-读书.toml").contains("[\"证据/一.pdf\", \"档案:B-1\"]"));
}

#[test]
fn what_stood_commented_out_is_said_where_it_stood() {
    let template = "# 头\n\n# 姓名。\nname = \"岑岚\"\ncategory = \"其他\"\njoined = 2021-09-01\n\n# 专长：写什么。\n# [profile]\n\n# 知识储备（选填）。\n# knowledge = \"待填\"\n\n# 实践基础（选填）。\n# practice = \"待填\"\n\n# 成长记录（一段一件）。\n# [[growth]]\n# 发生日期（必填）。\n# date = \"待填\"\n\n# 记录类别（必填）。\n# kind = \"待填\"\n\n# 内容（必填）。\n# title = \"待填\"\n\n# 尾\n";
    let folder = small();
    let file = "members/岑岚.toml";
    folder.write(file, template);
    let mut book = folder.export();
    let sheet = book.sheet("成员");
    let row = sheet.find(NAME, "岑岚");
    sheet.set(row, "实践基础", text("带过三届"));
    let sheet = book.sheet("成员-成长记录");
    for (date, title) in [("2021-10-01", "一"), ("2021-11-01", "二")] {
        sheet.add(&[(NAME, text("岑岚")), ("发生日期", day(date)), ("记录类别", text("培训")), ("内容", text(title))]);
    }
    folder.take(&book);
    let wanted = template
        .replace("# [profile]", "[profile]")
        .replace("# practice = \"待填\"", "practice = \"带过三届\"")
        .replace("# [[growth]]", "[[growth]]")
        .replace("# date = \"待填\"", "date = 2021-10-01")
        .replace("# kind = \"待填\"", "kind = \"培训\"")
        .replace(
            "# title = \"待填\"\n",
            "title = \"一\"\n\n[[growth]]\ndate = 2021-11-01\nkind = \"培训\"\ntitle = \"二\"\n",
        );
    assert_eq!(folder.read(file), wanted);
}

#[test]
fn what_is_to_be_filled_in_is_an_empty_cell_and_told_as_one() {
    let folder = small();
    let file = "members/殳敏.toml";
    folder.write(file, "name = \"殳敏\"\ncategory = \"待填\"\njoined = 2020-09-01\npost = \"待填\"\n");
    let mut book = folder.export();
    let told: Vec<Cell> = book.sheet("检查结果").cells.values().cloned().collect();
    let optional = format!(
        "这一格是空的，有可写的就在这里写上。没有可写的，在表里去不掉这一条：在文件 {file} 里删去第 4 行（post = …），再重新导出。"
    );
    for help in ["这一格是空的，在这里写上。", &optional] {
        assert!(told.contains(&text(help)), "{help}: {told:?}");
    }
}

#[test]
fn a_fresh_studio_is_filled_in_where_its_template_asks() {
    let root = tempfile::tempdir().expect("a folder");
    let (studio, file) = (root.path().join("室"), root.path().join("本.xlsx"));
    run(&["init", at(&studio), "--school", "某校", "--name", "某室"]).code(0);
    let template = std::fs::read_to_string(studio.join("studio.toml")).expect("written");
    run(&["to-excel", at(&studio), at(&file)]);
    let mut book = Book::read(&std::fs::read(&file).expect("written"));
    let sheet = book.sheet("工作室");
    let row = sheet.rows().next().expect("a row");
    sheet.set(row, "联系电话", text("0000-1234567"));
    let cells = [("学期代号", text("2021-2022-1")), ("开学日期", day("2021-09-01")), ("放假日期", day("2022-01-21"))];
    book.sheet("工作室-学期").add(&cells);
    std::fs::write(&file, book.write()).expect("written");
    run(&["from-excel", at(&file), at(&studio)]).code(0);
    let mut wanted = template;
    for (off, on) in [
        ("# [contact]", "[contact]"),
        ("# phone = \"待填\"", "phone = \"0000-1234567\""),
        ("# [[calendar.semester]]", "[[calendar.semester]]"),
        ("# id = \"待填\"", "id = \"2021-2022-1\""),
        ("# start = \"待填\"", "start = 2021-09-01"),
        ("# end = \"待填\"", "end = 2022-01-21"),
    ] {
        assert!(wanted.contains(off), "{off}");
        wanted = wanted.replace(off, on);
    }
    assert_eq!(std::fs::read_to_string(studio.join("studio.toml")).expect("there"), wanted);
}
