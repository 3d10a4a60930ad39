//! Rows that come and rows that go.

use crate::book::{day, text};
use crate::folder::{NAME, ROOT, at, small};

#[test]
fn a_new_record_gets_a_file_named_after_it() {
    let folder = small();
    let (run, changed) = folder.after(
        |book| {
            let sheet = book.sheet("成员");
            for name in ["蔺书华", "郁文澜", "郁文澜"] {
                sheet.add(&[("姓名", text(name)), ("成员类别", text("其他")), ("加入日期", day("2021-09-01"))]);
            }
            let own = [(NAME, text("庾静怡.toml")), ("姓名", text("庾 静怡"))];
            let row = sheet.add(&own);
            sheet.set(row, "成员类别", text("其他"));
            sheet.set(row, "加入日期", text("2021.9.1"));
            let paper = [("文件名称", text("甲/乙:\n丙")), ("生效日期", day("2021-09-01"))];
            book.sheet("制度文件").add(&paper);
            book.sheet("会议").add(&[
                ("会议日期", text("2021年5月6日")),
                ("会上做什么", text("听取汇报")),
                ("谁开的会", text("领导小组")),
            ]);
            book.sheet("年度").add(&[("年度（文件名）", text("2021-2022")), ("计划日期", day("2021-09-02"))]);
        },
        &[],
    );
    run.code(0).says(&["新建 成员 members/蔺书华.toml", "members/郁文澜-2.toml", "新建 7 份记录"]);
    let made: Vec<&String> =
        changed.iter().filter(|line| line.contains('/')).filter(|line| !line.starts_with('+')).collect();
    let wanted = [
        "documents/甲-乙- 丙.toml",
        "meetings/2021-05-06.toml",
        "members/庾静怡.toml",
        "members/蔺书华.toml",
        "members/郁文澜-2.toml",
        "members/郁文澜-3.toml",
        "years/2021-2022.toml",
    ];
    assert_eq!(made, wanted);
    assert_eq!(
        folder.read("members/庾静怡.toml"),
        "name = \"庾静怡\"\ncategory = \"其他\"\njoined = 2021-09-01\n",
        "in the order of the kind"
    );
    assert_eq!(
        folder.read("meetings/2021-05-06.toml"),
        "date = 2021-05-06\nwhat = [\"听取汇报\"]\nwho = [\"领导小组\"]\n"
    );
}

#[test]
fn classes_that_stand_on_one_line_are_several() {
    let folder = small();
    let (run, _) = folder.after(
        |book| {
            let sheet = book.sheet("班级");
            let row = sheet.add(&[("班级（文件名）", text("2022级")), ("入学日期", day("2022-09-01"))]);
            sheet.set(row, "班级名单", text("2022级数控班、2022级汽修（1、2）班"));
            let old = sheet.rows().find(|row| sheet.row(*row).values().any(|cell| *cell == text("2020级")));
            sheet.set(old.expect("the row"), "班级名单", text("机电2001班，3-1班，3-2班"));
            let sheet = book.sheet("班级-班主任任职");
            let row = sheet.add(&[("班级（文件名）", text("2022级")), ("任职班级", text("2022级数控班"))]);
            sheet.set(row, "班主任", text("郁文澜"));
            sheet.set(row, "任职起始日期", day("2022-09-01"));
        },
        &[],
    );
    run.code(0).says(&["“2022级数控班、2022级汽修（1、2）班”按 2 项读了", "按 3 项读了"]);
    let new = folder.read("classes/2022级.toml");
    assert!(new.contains("classes = [\"2022级数控班\", \"2022级汽修（1、2）班\"]\n"), "{new}");
    assert!(new.contains("class = \"2022级数控班\"\n"), "{new}");
    let old = folder.read("classes/2020级.toml");
    assert!(old.contains("classes = [\"机电2001班\", \"3-1班\", \"3-2班\"]\n"), "{old}");
}

#[test]
fn the_same_workbook_twice_is_as_good_as_once() {
    let folder = small();
    let mut book = folder.export();
    let sheet = book.sheet("成员");
    for name in ["郁文澜", "郁文澜", "蔺书华"] {
        sheet.add(&[("姓名", text(name)), ("成员类别", text("其他")), ("加入日期", day("2021-09-01"))]);
    }
    let row = sheet.find(NAME, "顿立诚");
    sheet.set(row, "职务", text(" 主任 "));
    let sheet = book.sheet("成员-成长记录");
    for date in ["2021-01-01", "2020-01-01", "2022-01-01"] {
        sheet.add(&[(NAME, text("郁文澜")), ("发生日期", day(date)), ("记录类别", text("培训")), ("内容", text("新"))]);
    }
    let row = sheet.find("内容", "第一次");
    sheet.set(row, "内容", text("改过"));
    folder.take(&book);
    let once = folder.snapshot();
    folder.take(&book).says(&["没有要写的改动"]);
    assert_eq!(folder.snapshot(), once);
    // And once more with something else changed in the same old workbook.
    let sheet = book.sheet("成员");
    let row = sheet.find(NAME, "顿立诚");
    sheet.set(row, "研究领域", text("心理"));
    folder.take(&book).says(&["改 1 处"]);
    assert!(folder.read("members/顿立诚.toml").contains("field = \"心理\""));
    let dates: Vec<String> =
        folder.read("members/郁文澜.toml").lines().filter(|line| line.starts_with("date")).map(str::to_owned).collect();
    assert!(dates.is_sorted() && dates.len() == 5, "{dates:?}");
}

#[test]
fn rows_of_lists_come_where_their_date_is() {
    let folder = small();
    let (run, changed) = folder.after(
        |book| {
            let sheet = book.sheet("成员-成长记录");
            // By the name of the file, and by the person's name with a blank in it.
            sheet.add(&[
                (NAME, text("郁文澜")),
                ("发生日期", day("2020-12-01")),
                ("记录类别", text("培训")),
                ("内容", text("其间")),
            ]);
            sheet.add(&[
                (NAME, text(" 殳　敏 ")),
                ("发生日期", text("2020/12/1")),
                ("记录类别", text("培训")),
                ("内容", text("头一段")),
            ]);
        },
        &[],
    );
    run.code(0).says(&["新增 2 行"]);
    let wanted = [
        "members/殳敏.toml",
        "+\n",
        "+[[growth]]\n",
        "+date = 2020-12-01\n",
        "+kind = \"培训\"\n",
        "+title = \"头一段\"\n",
        "members/郁文澜.toml",
        "+[[growth]]\n",
        "+date = 2020-12-01\n",
        "+kind = \"培训\"\n",
        "+title = \"其间\"\n",
        "+\n",
    ];
    assert_eq!(changed, wanted);
    assert!(
        folder.read("members/郁文澜.toml").contains("# 中间的注\n[[growth]]\ndate = 2021-03-01"),
        "kept with its row"
    );
}

#[test]
fn a_copied_row_is_a_new_one() {
    let folder = small();
    let (run, changed) = folder.after(
        |book| {
            for (sheet, heading, value) in [("成员", NAME, "顿立诚"), ("成员-成长记录", "内容", "第一次")]
            {
                let sheet = book.sheet(sheet);
                let (from, to) = (sheet.find(heading, value), sheet.last() + 1);
                for (column, cell) in sheet.row(from) {
                    sheet.cells.insert((to, column), cell);
                }
                sheet.set(to, heading, text("新的"));
            }
        },
        &[],
    );
    run.code(0).says(&["新建 成员 members/新的.toml", "新增 1 行"]);
    assert!(!changed.iter().any(|line| line.starts_with('-')), "{changed:?}");
    // A copy that nobody changed is not one record.
    folder.remove("members/新的.toml");
    let (run, changed) = folder.after(
        |book| {
            let sheet = book.sheet("成员");
            let (from, to) = (sheet.find(NAME, "顿立诚"), sheet.last() + 1);
            for (column, cell) in sheet.row(from) {
                sheet.cells.insert((to, column), cell);
            }
        },
        &[],
    );
    run.code(1).says(&["“顿立诚”和第 5 行重复了", "成员!B6"]);
    assert_eq!(changed, [""; 0]);
}

#[test]
fn what_is_deleted_is_listed_and_goes_when_told() {
    for clear in [false, true] {
        let folder = small();
        let mut book = folder.export();
        let before = folder.snapshot();
        let gone = [("成员", NAME, "殳敏"), ("成员-成长记录", "内容", "第一次"), ("会议-议定事项", "问题", "课表")];
        for (sheet, heading, value) in gone {
            let sheet = book.sheet(sheet);
            let row = sheet.find(heading, value);
            if clear {
                sheet.cells.retain(|(at, column), _| *at != row || *column == 0);
            } else {
                sheet.delete(row);
            }
        }
        let run = folder.take(&book);
        run.says(&["加 --delete", "members/殳敏.toml（成员）", "成长记录）：2020-10-01 · 培训 · 第一次", "课表"]);
        assert_eq!(folder.snapshot(), before, "nothing goes without being told to");
        folder.import(&book, &["--delete", "--dry-run"]).code(0).says(&["删除 成员 members/殳敏.toml", "预演"]);
        assert_eq!(folder.snapshot(), before);
        folder.import(&book, &["--delete"]).code(0).says(&["删去 2 行", "删去 1 份记录"]);
        assert!(!folder.studio().join("members/殳敏.toml").exists());
        let left = folder.read("members/郁文澜.toml");
        assert!(!left.contains("第一次") && left.contains("# 中间的注\n[[growth]]\ndate = 2021-03-01"), "{left}");
        assert!(!folder.read("meetings/2021-03-15-会.toml").contains("issue"));
        folder.import(&book, &["--delete"]).code(0).says(&["没有要写的改动"]);
    }
}

#[test]
fn what_is_typed_into_rows_of_a_record_that_goes_is_not_lost_without_a_word() {
    let folder = small();
    let mut book = folder.export();
    let sheet = book.sheet("成员");
    sheet.delete(sheet.find(NAME, "郁文澜"));
    let sheet = book.sheet("成员-成长记录");
    let edited = sheet.find("内容", "第一次");
    sheet.set(edited, "内容", text("第一次，改过"));
    let new = [("发生日期", day("2022-01-01")), ("记录类别", text("培训")), ("内容", text("新的"))];
    let added = sheet.add(&[&[(NAME, text("郁文澜"))], &new[..]].concat());
    let run = folder.refuse(&book, &["--delete"]);
    run.code(1).says(&["“成员”表里“郁文澜”那一行已经删了", "不加 --delete", "有 2 个格子要先改好"]);
    run.says(&[&format!("成员-成长记录!E{} ", edited + 1), &format!("成员-成长记录!B{} ", added + 1)]);
    folder.refuse(&book, &["--delete", "--dry-run"]).code(1);
    // Without --delete the record stays, and so does what was typed.
    let kept = small();
    kept.import(&book, &[]).code(0).says(&["加 --delete", "新增 1 行"]);
    assert!(kept.read("members/郁文澜.toml").contains("第一次，改过"));
    // With its rows it goes.
    let sheet = book.sheet("成员-成长记录");
    sheet.delete(added);
    sheet.delete(edited);
    folder.import(&book, &["--delete"]).code(0).says(&["删去 1 份记录"]);
    assert!(!folder.studio().join("members/郁文澜.toml").exists());
}

#[test]
fn rows_of_a_record_that_is_gone_on_both_sides_are_not_lost_without_a_word() {
    let folder = small();
    let mut book = folder.export();
    let sheet = book.sheet("成员");
    sheet.delete(sheet.find(NAME, "郁文澜"));
    let sheet = book.sheet("成员-成长记录");
    let row = sheet.find("内容", "第一次");
    sheet.set(row, "内容", text("第一次，改过"));
    folder.remove("members/郁文澜.toml");
    folder.refuse(&book, &[]).code(1).says(&["members/郁文澜.toml 已经没有了"]);
    folder.refuse(&book, &["--theirs"]).code(1).says(&["没有叫“郁文澜”的“成员”", "成员-成长记录!"]);
}

#[test]
fn of_two_rows_that_say_the_same_one_can_go() {
    let folder = small();
    let twice = "\n[[issue]]\ntext = \"同\" # 一\n\n[[issue]]\ntext = \"同\" # 二\n";
    let old = folder.read("meetings/2021-03-15-会.toml");
    folder.write("meetings/2021-03-15-会.toml", format!("{old}{twice}"));
    let (run, changed) = folder.after(
        |book| {
            let sheet = book.sheet("会议-议定事项");
            sheet.delete(sheet.find("问题", "同"));
        },
        &["--delete"],
    );
    run.code(0);
    assert_eq!(changed.len(), 4, "{changed:?}");
    assert!(folder.read("meetings/2021-03-15-会.toml").contains("同"));
}

#[test]
fn names_that_no_file_can_have_are_refused_at_their_cell() {
    let folder = small();
    let mut book = folder.export();
    let sheet = book.sheet("成员");
    let long = "长".repeat(60);
    let names = ["CON", "a:b", "..", "a/../b", &long, "x\u{202e}y", "殳  敏", "ab", "AB"];
    for name in names {
        sheet.add(&[
            (NAME, text(name)),
            ("姓名", text("甲")),
            ("成员类别", text("其他")),
            ("加入日期", day("2021-09-01")),
        ]);
    }
    let run = folder.refuse(&book, &[]);
    run.code(1).says(&["成员!B6", "Windows", "成员!B7", "“:”", "成员!B8", "成员!B9", "成员!B10", "太长", "成员!B11"]);
    run.says(&["成员!B12  “殳敏”和第 3 行重复了", "成员!B14  “AB”和第 13 行重复了", "有 8 个格子要先改好"]);
}

#[test]
fn a_name_in_the_folder_is_not_changed_in_a_cell() {
    let folder = small();
    let mut book = folder.export();
    let sheet = book.sheet("成员");
    let row = sheet.find(NAME, "殳敏");
    sheet.set(row, NAME, text("殳明敏"));
    folder.refuse(&book, &[]).says(&["mv members/殳敏 members/殳明敏", "成员!B"]);
    // Blanks make no other name.
    let mut book = folder.export();
    let sheet = book.sheet("成员");
    sheet.set(row, NAME, text(" 殳　敏"));
    folder.take(&book).says(&["没有要写的改动"]);
}

#[test]
fn a_row_of_a_list_says_whose_it_is() {
    let folder = small();
    folder.write("members/殳敏-2.toml", "name = \"殳明\"\ncategory = \"其他\"\njoined = 2020-09-01\n");
    folder.write("members/殳敏-3.toml", "name = \"殳明\"\ncategory = \"其他\"\njoined = 2020-09-01\n");
    let row = |owner: &str| {
        let mut book = folder.export();
        let new = [("发生日期", day("2020-12-01")), ("记录类别", text("培训")), ("内容", text("头一段"))];
        let sheet = book.sheet("成员-成长记录");
        let at = sheet.add(&new);
        sheet.set(at, NAME, text(owner));
        book
    };
    folder.refuse(&row("没有这人"), &[]).code(1).says(&["成员-成长记录!B5", "没有叫“没有这人”的“成员”"]);
    folder.refuse(&row(" "), &[]).says(&["没有写这一行属于哪一份“成员”"]);
    folder.refuse(&row("殳明"), &[]).says(&["有几份“成员”都可以叫“殳明”：殳敏-2、殳敏-3"]);
    folder.take(&row("殳敏-3"));
    assert!(folder.read("members/殳敏-3.toml").contains("头一段"));
}

#[test]
fn a_name_that_changes_while_its_file_does_not_is_told() {
    let folder = small();
    let (run, changed) = folder.after(
        |book| {
            let sheet = book.sheet("成员");
            let row = sheet.find("姓名", "郁文澜");
            sheet.set(row, "姓名", text("郁文兰"));
        },
        &[],
    );
    run.code(0).says(&["文件名还是“郁文澜”", "mv members/郁文澜 members/郁文兰 --title"]);
    assert_eq!(changed.len(), 3, "{changed:?}");
    // Whoever calls her by that name in other words is told, and with the line that is printed nobody does any more.
    let studio = folder.studio();
    let mv = |more: &[&str]| {
        let line = ["mv", "-C", at(&studio), "members/郁文澜", "members/郁文兰"];
        crate::folder::run(&[&line[..], more].concat())
    };
    mv(&["--dry-run"]).code(0).says(&["别处还有 1 处用旧姓名称呼这个人"]);
    mv(&["--title"]).code(0).says(&["statements.toml:4: \"郁文澜\" → \"郁文兰\""]);
    let left = folder.snapshot().into_iter().filter(|(_, bytes)| String::from_utf8_lossy(bytes).contains("郁文澜"));
    assert_eq!(left.map(|(path, _)| path).collect::<Vec<_>>(), [""; 0]);
}

/// What was brought in and touched in the folder since is that row, also where the workbook comes again.
#[test]
fn a_row_that_was_brought_in_is_known_again() {
    let folder = small();
    let mut book = folder.export();
    let meeting = book.sheet("会议-议定事项");
    let issue = |says: &str| [("会议（文件名）", text("2021-03-15-会")), ("问题", text(says))];
    meeting.add(&issue("实习生宿舍谁来查"));
    let growth = |title: &str| {
        [(NAME, text("郁文澜")), ("发生日期", day("2021-05-01")), ("记录类别", text("培训")), ("内容", text(title))]
    };
    book.sheet("成员-成长记录").add(&growth("班主任工作培训"));
    folder.take(&book);
    let path = "meetings/2021-03-15-会.toml";
    let row = "text = \"实习生宿舍谁来查\"\n";
    folder.write(path, folder.read(path).replace(row, &format!("{row}owner = \"殳敏\"\n")));
    let before = folder.snapshot();
    folder.take(&book).says(&["没有要写的改动"]);
    assert_eq!(before, folder.snapshot());
    // Of one that says nearly the same nobody knows whether it is that one.
    let member = "members/郁文澜.toml";
    folder.write(member, folder.read(member).replace("班主任工作培训", "骨干班主任工作培训"));
    let before = folder.snapshot();
    let run = folder.refuse(&book, &[]);
    run.code(1).says(&[
        "两边都改了：members/郁文澜.toml",
        "文件夹：2021-05-01 · 培训 · 骨干班主任工作培训",
        "班主任工作培训",
    ]);
    folder.import(&book, &["--ours"]).code(0);
    assert_eq!(before, folder.snapshot());
    folder.import(&book, &["--theirs"]).code(0);
    let text = folder.read(member);
    assert!(text.contains("\"班主任工作培训\"") && text.contains("\"骨干班主任工作培训\""), "{text}");
}

/// The record of a new year has most of its fields commented out: they stay where they are, and what is filled in stands there.
#[test]
fn fields_that_are_commented_out_stay_with_their_row() {
    let folder = small();
    folder.write(
        "studio.toml",
        format!("{ROOT}\n[[calendar.semester]]\nid = \"2020-2021-1\"\nstart = 2020-09-01\nend = 2021-01-29\n"),
    );
    crate::folder::run(&["new", "year", "2021-2022", "-C", at(&folder.studio()), "--today", "2021-08-30"]).code(0);
    let path = "years/2021-2022.toml";
    let fresh = folder.read(path);
    assert!(
        fresh.contains("id = \"甲\"") && fresh.contains("\n# planned = ") && fresh.contains("\n# done = "),
        "{fresh}"
    );
    let (_, changed) = folder.after(
        |book| {
            let sheet = book.sheet("年度");
            let row = sheet.rows().find(|row| sheet.row(*row).values().any(|cell| *cell == text("2021-2022")));
            sheet.set(row.expect("the year"), "计划日期", day("2021-09-03"));
            let sheet = book.sheet("年度-任务台账");
            let due = ("完成期限", day("2021-11-30"));
            sheet.add(&[("年度（文件名）", text("2021-2022")), ("任务简称", text("开学读书会")), due]);
        },
        &[],
    );
    assert_eq!(changed.first().map(String::as_str), Some(path));
    let new = "\n[[task]]\nid = \"开学读书会\"\ndue = 2021-11-30\n";
    let after = folder.read(path);
    let (head, rest) = after.split_once(new).unwrap_or_else(|| panic!("{after}"));
    let line = fresh.lines().find(|line| line.starts_with("# planned = ")).expect("a line");
    assert_eq!(format!("{head}{rest}"), fresh.replace(line, "planned = 2021-09-03"));
    assert!(head.ends_with("# evidence = [\"待填\"]\n") && rest.starts_with("\n# 反思"), "{after}");
}

/// Who works in the workbook alone cannot see what the file is called: the command is there to be copied.
#[test]
fn another_day_than_the_name_of_the_file_says() {
    let folder = small();
    folder.write(
        "activities/2021-05-01-读 书.toml",
        folder.read("activities/2021-04-01-读书.toml").replace("04-01", "05-01"),
    );
    let (run, _) = folder.after(
        |book| {
            let sheet = book.sheet("活动");
            for (row, date) in ["2021-04-02", "2021-05-01"].into_iter().enumerate() {
                sheet.set(sheet.head() + 1 + u32::try_from(row).expect("small"), "活动日期", day(date));
            }
        },
        &[],
    );
    let studio = folder.studio();
    let command = format!("studio -C {} mv activities/2021-04-01-读书 activities/2021-04-02-读书", studio.display());
    run.code(0).says(&["文件名还是“2021-04-01-读书”", "再重新导出工作簿"]);
    assert!(run.out.lines().any(|line| line.trim() == command), "it can be copied: {}", run.out);
    assert!(!run.all().contains("05-01"), "{}", run.out);
    let words: Vec<&str> = command.split(' ').skip(1).collect();
    crate::folder::run(&words).code(0);
    let (run, _) = folder.after(
        |book| {
            let sheet = book.sheet("活动");
            sheet.set(sheet.find("活动（文件名）", "2021-05-01-读 书"), "活动日期", day("2021-05-02"));
        },
        &[],
    );
    run.code(0).says(&["mv \"activities/2021-05-01-读 书\" \"activities/2021-05-02-读 书\""]);
}

/// A year is called by its number alone, a day in the sheets of meetings and activities is read as everywhere, and a new row cannot
/// do without a column that it needs.
#[test]
fn new_rows_are_read_as_all_others() {
    let folder = small();
    let (run, changed) = folder.after(
        |book| {
            book.sheet("年度").add(&[("年度（文件名）", text("2021-2022学年")), ("计划日期", day("2021-09-02"))]);
            let rows =
                [("２０２２．９．１", "甲"), ("2022-09-02 00:00:00", "乙"), ("44807", "丙"), ("2022年9月", "丁")];
            for (date, place) in rows {
                book.sheet("会议").add(&[
                    ("会议日期", text(date)),
                    ("会上做什么", text("听取汇报")),
                    ("谁开的会", text("领导小组")),
                    ("会议纪要", text(&format!("档案:{place}"))),
                ]);
            }
        },
        &[],
    );
    run.code(0).says(&["“2021-2022学年”这份记录叫 2021-2022"]);
    let made: Vec<_> = changed.iter().filter(|line| line.ends_with(".toml")).map(String::as_str).collect();
    assert!(made.contains(&"years/2021-2022.toml"), "{made:?}");
    let days = ["2022-09-01", "2022-09-02", "2022-09-03"];
    assert!(days.iter().all(|day| made.contains(&format!("meetings/{day}.toml").as_str())), "{made:?}");
    let mut book = folder.export();
    let sheet = book.sheet("活动");
    let head = sheet.head();
    sheet.set(head, "活动日期", text("日期"));
    sheet.add(&[("活动（文件名）", text("2022-09-03-培训")), ("活动形式", text("培训"))]);
    folder.refuse(&book, &[]).code(2).says(&["就把它改回“活动日期”"]);
    // Without the column nothing that is in the folder is touched.
    let sheet = book.sheet("活动");
    sheet.delete_column(sheet.column("日期"));
    folder.refuse(&book, &[]).code(1).says(&["把那一栏的表头改回“活动日期”"]);
}

/// Records of years and of days are known by what people call them, in the sheets of their lists, too.
#[test]
fn rows_of_a_list_name_their_record_as_people_do() {
    let folder = small();
    folder.write("years/2021-2022.toml", "planned = 2021-09-10\n");
    let (run, changed) = folder.after(
        |book| {
            let sheet = book.sheet("年度");
            let row = sheet.find("年度（文件名）", "2021-2022");
            sheet.set(row, "年度（文件名）", text("2021—2022学年度"));
            for (year, task) in [("2021-2022学年", "乙"), ("２０２１——２０２２ 学年度", "丙")] {
                let row = [("年度（文件名）", text(year)), ("任务简称", text(task)), ("完成期限", day("2022-01-10"))];
                book.sheet("年度-任务台账").add(&row);
            }
            let issue = [("会议（文件名）", text("2021年3月15日")), ("问题", text("教室"))];
            book.sheet("会议-议定事项").add(&issue);
        },
        &[],
    );
    run.code(0).says(&["“2021—2022学年度”这份记录叫 2021-2022", "新增 3 行"]);
    assert!(changed.contains(&"meetings/2021-03-15-会.toml".to_owned()), "{changed:?}");
    assert!(folder.read("years/2021-2022.toml").contains("id = \"丙\""));
    // Of two meetings on one day nobody knows which is meant.
    folder.write("meetings/2021-03-15-又.toml", "date = 2021-03-15\nwhat = [\"听取汇报\"]\nwho = [\"领导小组\"]\n");
    let mut book = folder.export();
    book.sheet("会议-议定事项").add(&[("会议（文件名）", text("2021.3.15")), ("问题", text("食堂"))]);
    folder.refuse(&book, &[]).code(1).says(&["2021-03-15-会、2021-03-15-又"]);
}

/// What a check would call an error at once is refused at its cell.
#[test]
fn what_a_check_would_refuse_is_refused() {
    let folder = small();
    let mut book = folder.export();
    let sheet = book.sheet("成员");
    for name in ["张三、李四", "吴八/郑九", "朱七;秦八", "1", "杨六13812345678", "主持人：韩五", "冯十."]
    {
        sheet.add(&[("姓名", text(name)), ("成员类别", text("其他")), ("加入日期", day("2021-09-01"))]);
    }
    let row = sheet.find(NAME, "顿立诚");
    sheet.set(row, "退出日期", day("2020-08-31"));
    let sheet = book.sheet("班级-班主任任职");
    let row = sheet.rows().next().expect("a row");
    sheet.set(row, "班主任", text("暂无"));
    sheet.add(&[
        ("班级（文件名）", text("2020级")),
        ("任职班级", text("3-1班")),
        ("班主任", text("待定")),
        ("任职起始日期", day("2020-09-01")),
    ]);
    let run = folder.refuse(&book, &[]);
    run.code(1).says(&[
        "有 10 个格子要先改好",
        "成员!C6  姓名这里一项只写一个人，“张三、李四”像是几个人",
        "各写一份。",
        "成员!C7",
        "成员!C8",
        "成员!C9  姓名写的“1”不是姓名",
        "成员!C10  姓名：这里有一个手机号码",
        "成员!C11  姓名写的“主持人：韩五”不是姓名",
        "成员!C12  姓名写的“冯十.”不是姓名",
        "退出日期 2020-08-31 早于加入日期 2020-09-01。",
        "班级-班主任任职!D3  班主任写的“暂无”不是姓名",
        "班级-班主任任职!D4",
    ]);
    // Headings are in Chinese, whatever the language.
    folder
        .refuse(&book, &["--lang", "en"])
        .says(&["成员!C6  姓名: one name each", "退出日期 2020-08-31 is before 加入日期"]);
    // A file that is to come is no reason, and what was wrong before is not held against a workbook.
    folder.write("members/李四.toml", "name = \"李四、王五\"\ncategory = \"其他\"\njoined = 2020-09-01\n");
    let mut book = folder.export();
    let sheet = book.sheet("成员");
    let row = sheet.find(NAME, "李四");
    sheet.set(row, "职务", text("教师"));
    let sheet = book.sheet("活动");
    let row = sheet.rows().next().expect("a row");
    sheet.set(row, "活动记录", text("证据/还没有放进来.jpg"));
    folder.take(&book).says(&["改 2 处"]);
}
