//! What nobody edited stays as it is, byte for byte; what somebody edited changes, and nothing beside it.

use crate::book::{Book, Cell, day, text};
use crate::folder::{Folder, NAME, diff, small};
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
    let found = diff(&before, &folder.snapshot());
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

#[test]
fn rows_come_into_and_out_of_the_oddest_lists() {
    let folder = nasty::folder();
    let before = folder.snapshot();
    let mut book = folder.export();
    let stems = ["内联", "多行", "怪字", "换行", "无尾", "点键", "错序", "a#1", "韩牧", "韩　牧"];
    let sheet = book.sheet("成员-成长记录");
    for stem in stems {
        for date in ["2020-10-02", "2020-09-15", "2023-01-01"] {
            let row = [(NAME, text(stem)), ("发生日期", day(date)), ("记录类别", text("活动")), ("内容", text("新来"))];
            sheet.add(&row);
        }
    }
    folder.take(&book).says(&["新增 30 行"]);
    // A file in which nothing stands is one that cannot be read.
    let mut other = folder.export();
    other.sheet("成员-成长记录").add(&[(NAME, text("空")), ("内容", text("新来"))]);
    folder.refuse(&other, &[]).says(&["members/空.toml 现在读不通"]);
    for stem in stems {
        let path = format!("members/{stem}.toml");
        let (old, new) = (String::from_utf8_lossy(&before[&path]).into_owned(), folder.read(&path));
        assert_eq!(new.matches("新来").count(), 3, "{new}");
        // All that was there is there still, in its order.
        let mut rest = new.as_str();
        for line in old.lines().filter(|line| !line.trim().is_empty()) {
            let at = rest.find(line.trim_end()).unwrap_or_else(|| panic!("{line} is gone from\n{new}"));
            rest = &rest[at + line.trim_end().len()..];
        }
        assert_eq!(old.contains('\r'), new.contains('\r'));
        assert_eq!(new.matches('\r').count(), if new.contains('\r') { new.matches('\n').count() } else { 0 });
    }
    // The workbook of now has them; without them the folder is what it was.
    let mut book = folder.export();
    let sheet = book.sheet("成员-成长记录");
    while let Some(row) = sheet.rows().find(|row| sheet.get(*row, "内容") == Some(&text("新来"))) {
        sheet.delete(row);
    }
    folder.import(&book, &["--delete"]).code(0).says(&["删去 30 行"]);
    for stem in stems {
        let path = format!("members/{stem}.toml");
        let (old, new) = (String::from_utf8_lossy(&before[&path]).into_owned(), folder.read(&path));
        let plain = |text: &str| text.split_whitespace().collect::<String>();
        assert_eq!(plain(&new), plain(&old), "{path}");
    }
}

#[test]
fn values_come_into_and_go_from_odd_records() {
    let folder = nasty::folder();
    let before = folder.snapshot();
    let mut book = folder.export();
    let sheet = book.sheet("成员");
    let stems = ["内联", "多行", "怪字", "换行", "无尾", "点键", "错序", "a#1", "韩牧", "长文"];
    for stem in stems {
        let row = sheet.find(NAME, stem);
        for (heading, value) in [("性别", "女"), ("亮身份的方式", "新来"), ("工作理念", "新来"), ("毕业院校", "新来")]
        {
            sheet.set(row, heading, text(value));
        }
    }
    folder.take(&book);
    for stem in stems {
        let path = format!("members/{stem}.toml");
        let (old, new) = (String::from_utf8_lossy(&before[&path]).into_owned(), folder.read(&path));
        assert_eq!(new.matches("新来").count(), 3, "{new}");
        // What was said of items that are gone is gone with them.
        for remark in old.lines().filter_map(remark) {
            assert!(new.contains(remark) || ["甲", "乙"].contains(&remark.trim()), "{remark} is gone from\n{new}");
        }
    }
    let mut book = folder.export();
    let sheet = book.sheet("成员");
    for stem in stems {
        let row = sheet.find(NAME, stem);
        for heading in ["性别", "亮身份的方式", "工作理念", "毕业院校"] {
            sheet.clear(row, heading);
        }
    }
    folder.take(&book);
    for stem in stems {
        let new = folder.read(&format!("members/{stem}.toml"));
        assert!(!new.contains("新来") && !new.contains("sex"), "{new}");
        let old = String::from_utf8_lossy(&before[&format!("members/{stem}.toml")]).into_owned();
        for remark in old.lines().filter_map(remark) {
            assert!(new.contains(remark) || ["甲", "乙"].contains(&remark.trim()), "{remark} is gone from\n{new}");
        }
    }
}

#[test]
fn items_that_nobody_edited_stay_whatever_is_in_them() {
    let odd = [
        r"C:\\table",
        r#"\"班级\\table\""#,
        r#"\"甲\", \"乙\""#,
        r#"[\"甲\"]"#,
        "一、二，三,四；五",
        " 前后 ",
        "　全角　",
        r"制\t表\u0007响",
        r"\\",
        r#"\""#,
        "=1+1",
        "'引",
        "0012",
        "_x000D_",
        "待填了",
        "# 不是注",
        "[",
        "“引”",
    ];
    let list = |last: &str| {
        let items: Vec<String> = odd.iter().chain([&last]).map(|item| format!("  \"{item}\", # 注\n")).collect();
        format!("name = \"甲\"\ncategory = \"其他\"\nalma_mater = [\n{}]\njoined = 2020-09-01\n", items.concat())
    };
    let file = "members/甲.toml";
    let folder = Folder::new(&[(file, &list("尾"))]);
    for (typed, wanted) in [
        ("改", "改"),
        (r#""班级\table.pdf""#, r"班级\\table.pdf"),
        (r#"["a\\b"]"#, r"a\\b"),
        (r"D:\new", r"D:\\new"),
        (r#"他说"好""#, r#"他说\"好\""#),
    ] {
        let mut book = folder.export();
        let sheet = book.sheet("成员");
        let row = sheet.find(NAME, "甲");
        let Some(Cell::Text(cell)) = sheet.get(row, "毕业院校").cloned() else { panic!("a text") };
        let (kept, _) = cell.rsplit_once('\n').expect("lines");
        sheet.set(row, "毕业院校", text(&format!("{kept}\n{typed}")));
        folder.take(&book);
        // The one way of several to write it in quotation marks is the writer's.
        let plain = |text: &str| text.parse::<toml::Table>().expect("toml");
        let (found, wanted) = (folder.read(file), list(wanted));
        assert_eq!(plain(&found), plain(&wanted));
        let lines = |text: &str| text.lines().take(3 + odd.len()).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(lines(&found), lines(&wanted), "only the edited line changes");
    }
}

/// A member without its list, and what becomes of the file.
#[track_caller]
fn without_growth(text: &str, wanted: &str) {
    let head = "name = \"甲\"\ncategory = \"其他\"\njoined = 2020-09-01\n";
    let folder = Folder::new(&[("members/甲.toml", &format!("{head}{text}"))]);
    let mut book = folder.export();
    let sheet = book.sheet("成员-成长记录");
    while let Some(row) = sheet.rows().find(|row| sheet.get(*row, NAME).is_some()) {
        sheet.delete(row);
    }
    folder.import(&book, &["--delete"]).code(0).says(&["删去"]);
    assert_eq!(folder.read("members/甲.toml"), format!("{head}{wanted}"));
}

#[test]
fn a_list_that_goes_leaves_the_remarks_at_its_head() {
    let row = "[[growth]]\ndate = 2020-10-01\nkind = \"培训\"\ntitle = \"一\"\n";
    let other = "[[growth]]\ndate = 2020-10-02\nkind = \"培训\"\ntitle = \"二\"\n";
    let profile = "\n[profile] # 简介\npractice = \"带过\"\n";
    without_growth(&format!("\n# 每学期末补记\n\n{row}\n{other}"), "\n# 每学期末补记\n");
    without_growth(&format!("\n# 每学期末补记\n{row}\n{other}"), "\n# 每学期末补记\n");
    without_growth(&format!("\n# 上\n\n{row}\n# 中\n\n{other}\n# 下\n"), "\n# 上\n\n# 中\n\n# 下\n");
    without_growth(&format!("{profile}\n# 每学期末补记\n\n{row}"), &format!("{profile}\n# 每学期末补记\n"));
    without_growth(&format!("\n# 每学期末补记\n\n{row}{profile}"), &format!("\n# 每学期末补记\n{profile}"));
    let inline = "{ date = 2020-10-01, kind = \"培训\", title = \"一\" }";
    without_growth(
        &format!("# 上\ngrowth = [ # 每学期末补记\n  {inline}, # 一\n  # 尾\n] # 后\n"),
        "# 上\n# 每学期末补记\n# 尾\n# 后\n",
    );
    without_growth(
        &format!("# 上\ngrowth = [ # 每学期末补记\n  {inline} ] # 后\n{profile}"),
        &format!("# 上\n# 每学期末补记\n# 后\n{profile}"),
    );
}

#[test]
fn the_only_value_of_a_table_leaves_its_remarks() {
    let head = "name = \"甲\"\ncategory = \"其他\"\njoined = 2020-09-01\n";
    let row = "\n[[growth]]\ndate = 2020-10-01\nkind = \"培训\"\ntitle = \"一\"\n";
    for (text, wanted) in [
        ("\n[profile]\n# 上\npractice = \"带过\" # 后\n", "\n[profile]\n# 上\n# 后\n"),
        ("\n# 点\nprofile.practice = \"带过\" # 后\n", "# 点\n# 后\n"),
    ] {
        for rows in ["", row] {
            let folder = Folder::new(&[("members/甲.toml", &format!("{head}{text}{rows}"))]);
            let mut book = folder.export();
            let sheet = book.sheet("成员");
            let at = sheet.find(NAME, "甲");
            sheet.clear(at, "实践基础");
            folder.take(&book);
            assert_eq!(folder.read("members/甲.toml"), format!("{head}{wanted}{rows}"));
        }
    }
}

#[test]
fn a_list_of_values_that_goes_leaves_the_remarks_at_its_head() {
    one(
        "成员",
        NAME,
        "多行",
        &[("毕业院校", text(""))],
        &[
            "members/多行.toml",
            "-alma_mater = [\n",
            "-  \"一\", # 甲\n",
            "-\n",
            "-  # 乙\n",
            "-  '二'\n",
            "-  ,\n",
            "-]\n",
        ],
    );
    let head = "name = \"甲\"\ncategory = \"其他\"\n";
    let folder = Folder::new(&[(
        "members/甲.toml",
        &format!("{head}alma_mater = [ # 由近到远\n  \"一\",\n  # 尾\n]\njoined = 2020-09-01\n"),
    )]);
    let mut book = folder.export();
    let sheet = book.sheet("成员");
    let row = sheet.find(NAME, "甲");
    sheet.clear(row, "毕业院校");
    folder.take(&book);
    assert_eq!(folder.read("members/甲.toml"), format!("{head}# 由近到远\n# 尾\njoined = 2020-09-01\n"));
}

/// What a line of a record remarks.
fn remark(line: &str) -> Option<&str> {
    line.split_once('#').map(|(_, remark)| remark).filter(|remark| !remark.contains('"'))
}

#[test]
fn keys_with_blanks_around_their_dots_stop_nothing() {
    let folder = small();
    let file = "members/殳敏.toml";
    let text = folder.read(file) + "profile . practice = \"带过两届\" # 注\nprofile.knowledge = \"心理\"\n";
    folder.write(file, &text);
    let (run, _) = folder.after(
        |book| {
            let sheet = book.sheet("成员");
            let row = sheet.find(NAME, "殳敏");
            sheet.set(row, "职称", crate::book::text("高级讲师"));
            let row = sheet.find(NAME, "顿立诚");
            sheet.set(row, "职称", crate::book::text("讲师"));
        },
        &[],
    );
    run.code(0);
    let after = folder.read(file);
    for line in ["title = \"高级讲师\"\n", "practice = \"带过两届\" # 注\n", "knowledge = \"心理\"\n"] {
        assert!(after.contains(line), "{after}");
    }
    assert!(folder.read("members/顿立诚.toml").contains("讲师"));
}
