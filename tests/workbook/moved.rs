//! What people do to sheets: they sort, move, rename, delete and add, and it stays the same workbook.

use crate::book::{Book, day, text};
use crate::folder::{Folder, NAME, Run, small};

/// Moves things about; nothing changes by that alone, and an edit afterwards is that edit.
#[track_caller]
fn moved(what: impl Fn(&mut Book)) -> Run {
    let folder = small();
    let before = folder.snapshot();
    let mut book = folder.export();
    what(&mut book);
    folder.take(&book).says(&["没有要写的改动"]);
    assert_eq!(folder.snapshot(), before);
    for sheet in &mut book.sheets {
        for cell in sheet.cells.values_mut().filter(|cell| **cell == text("第一次")) {
            *cell = text("头一次");
        }
        for cell in sheet.cells.values_mut().filter(|cell| **cell == text("教师")) {
            *cell = text("主任");
        }
        // The hidden copy is none of theirs.
        if sheet.name == "_导出时" {
            sheet.cells.values_mut().filter(|cell| **cell == text("头一次")).for_each(|cell| *cell = text("第一次"));
            sheet.cells.values_mut().filter(|cell| **cell == text("主任")).for_each(|cell| *cell = text("教师"));
        }
    }
    let run = folder.take(&book);
    let changed = crate::folder::diff(&before, &folder.snapshot());
    let wanted = [
        "members/郁文澜.toml",
        "-title = \"第一次\"\n",
        "+title = \"头一次\"\n",
        "members/顿立诚.toml",
        "-post = \"教师\"\n",
        "+post = \"主任\"\n",
    ];
    assert_eq!(changed, wanted, "{}", run.out);
    run
}

#[test]
fn sheets_are_sorted() {
    moved(|book| book.sheets.iter_mut().filter(|sheet| !sheet.hidden).for_each(|sheet| sheet.reverse(0)));
    // As a program sorts that leaves hidden columns where they are.
    moved(|book| book.sheets.iter_mut().filter(|sheet| !sheet.hidden).for_each(|sheet| sheet.reverse(1)));
}

#[test]
fn columns_and_sheets_change_places_and_sheets_their_names() {
    moved(|book| book.sheets.iter_mut().filter(|sheet| !sheet.hidden).for_each(crate::book::Sheet::mirror));
    moved(|book| {
        book.sheets.reverse();
        for (number, sheet) in book.sheets.iter_mut().enumerate().filter(|(_, sheet)| sheet.name != "_导出时") {
            sheet.name = format!("表{number}");
        }
    });
}

#[test]
fn titles_blank_rows_columns_and_sheets_come_in() {
    let run = moved(|book| {
        for sheet in book.sheets.iter_mut().filter(|sheet| !sheet.hidden) {
            sheet.insert(0, 3);
            sheet.cells.insert((0, 2), text("二〇二一年度统计"));
            let last = sheet.last();
            sheet.insert(last, 5);
        }
        let sheet = book.sheet("成员");
        sheet.map(|(row, column)| (row, if column >= 3 { column + 1 } else { column }));
        let head = sheet.head();
        sheet.cells.insert((head, 3), text("我的备注"));
        sheet.cells.insert((head + 1, 3), text("写给自己的"));
        sheet.cells.insert((head + 1, 60), text("写在表外的"));
        book.sheets.push(crate::book::Sheet {
            name: "草稿".into(),
            cells: [((5, 5), text("x"))].into(),
            ..Default::default()
        });
    });
    run.says(&["“成员”表里有不认识的栏，没有读：我的备注、BI", "“草稿”表不认识"]);
}

#[test]
fn the_hidden_keys_go() {
    moved(|book| {
        for sheet in book.sheets.iter_mut().filter(|sheet| !sheet.hidden) {
            sheet.delete_column(0);
        }
    });
    // Sorted afterwards, too; then the edited row of a list can only be a new one, and the old one is left.
    let folder = small();
    let (run, _) = folder.after(
        |book| {
            let sheet = book.sheet("成员");
            sheet.delete_column(0);
            sheet.reverse(0);
            let row = sheet.find(NAME, "顿立诚");
            sheet.set(row, "职务", text("主任"));
        },
        &[],
    );
    run.code(0).says(&["改 1 处"]);
}

#[test]
fn what_is_not_there_is_not_touched() {
    let folder = small();
    let (run, changed) = folder.after(
        |book| {
            book.remove("会议");
            book.remove("先看这里");
            book.remove("检查结果");
            let sheet = book.sheet("成员");
            sheet.delete_column(sheet.column("职称"));
            sheet.delete_column(sheet.column("姓名"));
            let row = sheet.find(NAME, "顿立诚");
            sheet.set(row, "研究领域", text("心理"));
        },
        &["--delete"],
    );
    run.code(0).says(&["工作簿里没有这几张表，没有动它们的记录：会议", "没有这几栏，没有动它们：姓名、职称"]);
    assert_eq!(changed, ["members/顿立诚.toml", "+field = \"心理\"\n"]);
}

#[test]
fn a_renamed_heading_and_a_second_one_are_refused() {
    let folder = small();
    let mut book = folder.export();
    let sheet = book.sheet("成员");
    let (head, column) = (sheet.head(), sheet.column("职务"));
    sheet.cells.insert((head, column), text("行政职务"));
    let said = "表没有“职务”这一栏，H2 的“行政职务”却不认识，下面填的读不到：表头改过，就把它改回“职务”";
    folder.refuse(&book, &[]).code(2).says(&[said, "什么都没有写。"]);
    let row = book.sheet("成员").find(NAME, "顿立诚");
    // Without anything below it a heading loses nothing.
    book.sheet("成员").cells.remove(&(row, column));
    folder.take(&book).says(&["不认识的栏，没有读：行政职务", "没有这几栏，没有动它们：职务"]);
    // Two are missing: each is known by what is left of its name, and one whose heading was cleared by its cell.
    let mut book = folder.export();
    let sheet = book.sheet("成员");
    let (head, title) = (sheet.head(), sheet.column("职称"));
    sheet.cells.insert((head, title), text("职称（选填）"));
    sheet.cells.remove(&(head, column));
    folder.refuse(&book, &[]).code(2).says(&["把它改回“职称”", "没有这几栏：职务、职称；H2 的空表头却不认识"]);
    // A column that was copied.
    let mut book = folder.export();
    let sheet = book.sheet("成员");
    let end = sheet.row(head).keys().max().expect("columns") + 1;
    sheet.cells.insert((head, end), text("职称"));
    sheet.cells.insert((head + 1, end), text("教授"));
    folder.refuse(&book, &[]).code(2).says(&["“成员”表有两栏“职称”（", "删掉一栏"]);
}

/// Whoever deletes the row of headings would lose without a word what was typed below it.
#[test]
fn a_sheet_without_its_headings_is_refused_by_name() {
    for rows in [[1].as_slice(), &[1, 0]] {
        let folder = small();
        let mut book = folder.export();
        let sheet = book.sheet("成员");
        let row = sheet.find(NAME, "顿立诚");
        sheet.set(row, "职务", text("新职务"));
        rows.iter().for_each(|row| sheet.delete(*row));
        folder.refuse(&book, &[]).code(2).says(&["标题行", "都没有导入：成员。"]);
        book.remove("成员");
        folder.take(&book);
    }
}

#[test]
fn two_copies_of_a_sheet_are_one_too_many() {
    let folder = small();
    let mut book = folder.export();
    let mut copy = book.sheet("成员").clone();
    copy.name = "成员 (2)".into();
    book.sheets.push(copy);
    folder.refuse(&book, &[]).code(2).says(&["“成员”和“成员 (2)”是同一张表的两份"]);
}

#[test]
fn without_the_hidden_copy_only_the_workbooks_word_can_count() {
    let folder = small();
    let mut book = folder.export();
    book.remove("_导出时");
    let sheet = book.sheet("成员");
    let row = sheet.find(NAME, "顿立诚");
    sheet.set(row, "职务", text("主任"));
    sheet.add(&[("姓名", text("蔺书华")), ("成员类别", text("其他")), ("加入日期", day("2021-09-01"))]);
    folder.refuse(&book, &[]).code(2).says(&["--theirs"]);
    folder.import(&book, &["--theirs"]).code(0).says(&["改 1 处", "新建 1 份记录"]);
    folder.import(&book, &["--theirs"]).code(0).says(&["没有要写的改动"]);
}

#[test]
fn joined_cells_say_the_same_in_every_row() {
    let folder = small();
    let (run, changed) = folder.after(
        |book| {
            let sheet = book.sheet("成员-成长记录");
            let first = sheet.add(&[(NAME, text("殳敏")), ("发生日期", day("2020-12-01"))]);
            for (row, title) in [(first, "一"), (first + 1, "二"), (first + 2, "三")] {
                sheet.set(row, "内容", text(title));
                sheet.set(row, "记录类别", text("培训"));
            }
            for heading in [NAME, "发生日期"] {
                let column = sheet.column(heading);
                sheet.merged.push((first, column, first + 2, column));
            }
        },
        &[],
    );
    run.code(0).says(&["新增 3 行"]);
    assert_eq!(changed.iter().filter(|line| *line == "+date = 2020-12-01\n").count(), 3);
}

#[test]
fn another_studios_workbook_is_not_taken() {
    let folder = small();
    let book = folder.export();
    let other = Folder::new(&[("members/别人.toml", "name = \"别人\"\ncategory = \"其他\"\njoined = 2020-09-01\n")]);
    other.write("studio.toml", crate::folder::ROOT.replace("甲校", "丙校").replace("乙工作室", "丁工作室"));
    other.refuse(&book, &[]).code(2).says(&["另一个工作室", "甲校/乙工作室"]);
    // One that holds nothing yet, and shares nothing but the year.
    let empty = Folder::new(&[("years/2020-2021.toml", "planned = 2020-09-10\n")]);
    empty.write("studio.toml", other.read("studio.toml"));
    empty.refuse(&book, &["--theirs"]).code(2).says(&["另一个工作室"]);
    // Every school calls its files alike.
    let alike = small();
    alike.write("studio.toml", other.read("studio.toml"));
    alike.refuse(&book, &["--theirs"]).code(2).says(&["另一个工作室", "甲校/乙工作室"]);
    // The same studio under a new name is the same, and so is one that had no name yet.
    for name in ["丁工作室", ""] {
        folder.write("studio.toml", crate::folder::ROOT.replace("乙工作室", name));
        folder.take(&book);
    }
}
