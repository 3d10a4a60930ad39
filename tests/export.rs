//! The annexes as they are written: what stands in them, what stops them, what they never overwrite.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what is wrong by failing")]

mod shared;

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Output;

use calamine::{Data, Reader, Xlsx, open_workbook};

const ANNEX2: &str = "附件2-工作室建设情况信息表.xlsx";
const ANNEX3: &str = "附件3-典型案例汇总表.xlsx";

fn school() -> PathBuf {
    shared::example("school")
}

fn export(root: &Path, out: &Path, more: &[&str]) -> Output {
    let mut command = shared::program();
    command.arg("export").arg(root).args(["--today", "2022-09-30", "--lang", "zh", "-o"]).arg(out).args(more);
    command.output().expect("it starts")
}

fn told(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("utf-8")
}

/// The cells of the only sheet, row by row.
fn cells(path: &Path) -> Vec<Vec<Data>> {
    let mut book: Xlsx<_> = open_workbook(path).expect("a workbook");
    assert_eq!(book.sheet_names().len(), 1, "a second sheet never slips in");
    let name = book.sheet_names()[0].clone();
    let range = book.worksheet_range(&name).expect("a sheet");
    range.rows().map(<[Data]>::to_vec).collect()
}

fn text(rows: &[Vec<Data>]) -> String {
    rows.iter().flatten().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

fn part(path: &Path, name: &str) -> String {
    let mut archive = zip::ZipArchive::new(fs::File::open(path).expect("a file")).expect("a zip");
    let mut text = String::new();
    archive.by_name(name).expect("the part").read_to_string(&mut text).expect("utf-8");
    text
}

#[test]
fn both_annexes_say_what_the_records_say() {
    let out = tempfile::tempdir().expect("a folder");
    let output = export(&school(), out.path(), &["--annex", "all"]);
    assert!(output.status.success(), "{}", told(&output));
    assert_eq!(told(&output).matches("版式为推定").count(), 1, "said once");
    let second = cells(&out.path().join(ANNEX2));
    let shown = text(&second);
    for word in [
        "附件2",
        "中等职业学校班主任工作室建设情况信息表",
        "澄川市第二职业中等专业学校",
        "郁文澜班主任工作室",
        "江西省",
        "2020年8月",
        "0000-5550123",
        "名师工作室",
    ] {
        assert!(shown.contains(word), "{word}: {shown}");
    }
    let numbers: Vec<_> = second.iter().flatten().filter(|cell| matches!(cell, Data::Float(_))).collect();
    assert_eq!(numbers.len(), 5, "its number and the four counts of members, and nothing else: {numbers:?}");
    let third = text(&cells(&out.path().join(ANNEX3)));
    assert!(
        third.contains("一张返修单——汽修班用工匠标准养成班级诚信的两年实践") && third.contains("育人实践"),
        "{third}"
    );
    assert!(third.contains("\n2692\n"), "the length in 字: {third}");
}

#[test]
fn the_layout_says_that_it_is_reconstructed() {
    let out = tempfile::tempdir().expect("a folder");
    export(&school(), out.path(), &["--annex", "2"]);
    let about = part(&out.path().join(ANNEX2), "docProps/core.xml");
    assert!(about.contains("版式为推定"), "{about}");
}

/// The numbers of the rows in a sheet, in the order written.
fn rows(path: &Path) -> Vec<u32> {
    let sheet = part(path, "xl/worksheets/sheet1.xml");
    let numbers = sheet.split("<row r=\"").skip(1).map(|row| row.split('"').next().expect("a number").to_owned());
    numbers.map(|number| number.parse().expect("a number")).collect()
}

#[test]
fn every_row_stands_there_once_and_the_sheet_can_be_filled() {
    let out = tempfile::tempdir().expect("a folder");
    export(&school(), out.path(), &["--annex", "all"]);
    for (annex, file) in [("2", ANNEX2), ("3", ANNEX3)] {
        let file = out.path().join(file);
        let rows = rows(&file);
        assert!(rows.len() > 4 && rows.windows(2).all(|pair| pair[0] < pair[1]), "{annex}: {rows:?}");
        let filled = out.path().join(format!("{annex}.xlsx"));
        let into = export(&school(), &filled, &["--annex", annex, "--into", file.to_str().expect("utf-8")]);
        assert_eq!(into.status.code(), Some(0), "{}", told(&into));
    }
}

#[test]
fn twice_gives_the_same_bytes() {
    let (one, two) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    export(&school(), one.path(), &["--annex", "all"]);
    export(&school(), two.path(), &["--annex", "all"]);
    for name in [ANNEX2, ANNEX3] {
        assert!(
            fs::read(one.path().join(name)).expect("written") == fs::read(two.path().join(name)).expect("written"),
            "{name}"
        );
    }
}

/// As after a run that was killed between two files: what is there is what would be written.
#[test]
fn a_run_that_was_ended_is_completed_by_the_next() {
    let out = tempfile::tempdir().expect("a folder");
    export(&school(), out.path(), &["--annex", "all"]);
    let third = out.path().join(ANNEX3);
    let whole = fs::read(&third).expect("written");
    fs::remove_file(&third).expect("there");
    let output = export(&school(), out.path(), &["--annex", "all"]);
    assert!(output.status.success(), "{}", told(&output));
    assert!(fs::read(&third).expect("written") == whole);
    fs::write(out.path().join(ANNEX2), "别人的").expect("written");
    fs::remove_file(&third).expect("there");
    let output = export(&school(), out.path(), &["--annex", "all"]);
    assert_eq!(output.status.code(), Some(2), "{}", told(&output));
    assert!(!third.exists(), "nothing is written beside what is somebody else's");
}

#[test]
fn text_stays_text() {
    let formula = "name = \"=HYPERLINK(\\\"x\\\")\"";
    let copy = shared::patched(&[("studio.toml", "name = \"郁文澜班主任工作室\"", formula)]);
    let out = tempfile::tempdir().expect("a folder");
    let output = export(copy.path(), out.path(), &["--annex", "2"]);
    assert!(output.status.success(), "{}", told(&output));
    let sheet = part(&out.path().join(ANNEX2), "xl/worksheets/sheet1.xml");
    assert!(!sheet.contains("<f>") && sheet.contains("=HYPERLINK"), "no formula");
}

#[test]
fn many_studios_make_one_table() {
    let many = tempfile::tempdir().expect("a folder");
    let names = ["a", "b", "c"];
    for name in names {
        let own = format!("name = \"{name}班主任工作室\"");
        let copy = shared::patched(&[("studio.toml", "name = \"郁文澜班主任工作室\"", &own)]);
        fs::rename(copy.keep(), many.path().join(name)).expect("moved");
    }
    fs::write(many.path().join("province.toml"), "reporting_body = \"江西省\"\n").expect("written");
    let out = tempfile::tempdir().expect("a folder");
    let output = export(many.path(), out.path(), &["--annex", "2"]);
    assert!(output.status.success(), "{}", told(&output));
    let rows = cells(&out.path().join(ANNEX2));
    let numbers: Vec<String> =
        rows.iter().map(|row| row[0].to_string()).filter(|cell| cell.parse::<u8>().is_ok()).collect();
    assert_eq!(numbers, ["1", "2", "3"]);
    assert!(text(&rows).contains("填报单位（盖章）：江西省"));
}

#[test]
fn errors_stop_an_export_and_a_draft_goes_on() {
    let copy = shared::patched(&[("studio.toml", "positioning = \"", "positioning = \"电话13900000000，")]);
    let out = tempfile::tempdir().expect("a folder");
    let output = export(copy.path(), out.path(), &["--annex", "2"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(told(&output).contains("privacy/phone") && !told(&output).contains("13900000000"), "{}", told(&output));
    assert_eq!(fs::read_dir(out.path()).expect("a folder").count(), 0, "nothing is written");
    let output = export(copy.path(), out.path(), &["--annex", "2", "--draft"]);
    assert!(output.status.success(), "{}", told(&output));
    let draft = out.path().join("附件2-工作室建设情况信息表-草稿.xlsx");
    assert!(text(&cells(&draft)).contains("草稿"));
}

/// A clause that is not yet met never stops an export.
#[test]
fn an_unmet_clause_stops_nothing() {
    let copy = shared::patched(&[("plans/2020-2023.toml", "party_review", "# party_review")]);
    let out = tempfile::tempdir().expect("a folder");
    let output = export(copy.path(), out.path(), &["--annex", "2"]);
    assert!(output.status.success(), "{}", told(&output));
}

#[test]
fn what_is_there_is_not_overwritten() {
    let out = tempfile::tempdir().expect("a folder");
    let target = out.path().join(ANNEX2);
    fs::write(&target, "mine").expect("written");
    let output = export(&school(), out.path(), &["--annex", "2"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(told(&output).contains("--force"), "{}", told(&output));
    assert_eq!(fs::read_to_string(&target).expect("still there"), "mine");
    assert!(export(&school(), out.path(), &["--annex", "2", "--force"]).status.success());
    assert!(!cells(&target).is_empty());
}

#[test]
fn of_two_annexes_none_is_written_where_one_cannot_be() {
    let out = tempfile::tempdir().expect("a folder");
    let (first, second) = (out.path().join(ANNEX2), out.path().join(ANNEX3));
    fs::write(&first, "mine").expect("written");
    let refused = || {
        let output = export(&school(), out.path(), &["--annex", "all", "--force"]);
        assert_eq!(output.status.code(), Some(2));
        assert!(told(&output).contains(ANNEX3), "{}", told(&output));
        assert_eq!(fs::read_to_string(&first).expect("still there"), "mine");
    };
    fs::create_dir(&second).expect("made");
    refused();
    fs::remove_dir(&second).expect("removed");
    fs::write(&second, "mine, too").expect("written");
    let may = |readonly: bool| {
        let mut permissions = fs::metadata(&second).expect("there").permissions();
        permissions.set_readonly(readonly);
        fs::set_permissions(&second, permissions).expect("set");
    };
    may(true);
    refused();
    may(false);
    // No link is followed, least of all to a record.
    #[cfg(unix)]
    {
        fs::remove_file(&second).expect("removed");
        fs::write(out.path().join("别的.xlsx"), "mine").expect("written");
        std::os::unix::fs::symlink("别的.xlsx", &second).expect("linked");
        refused();
        assert_eq!(fs::read_to_string(out.path().join("别的.xlsx")).expect("there"), "mine");
        fs::remove_file(&second).expect("removed");
        fs::write(out.path().join("记录.toml"), "a = 1").expect("written");
        std::os::unix::fs::symlink("记录.toml", &second).expect("linked");
        refused();
        assert_eq!(fs::read_to_string(out.path().join("记录.toml")).expect("there"), "a = 1");
        fs::remove_file(&second).expect("removed");
    }
    assert!(export(&school(), out.path(), &["--annex", "all", "--force"]).status.success());
    assert!(!cells(&first).is_empty() && !cells(&second).is_empty());
}

#[test]
fn a_case_that_is_too_long_stops_annex_3_and_one_without_a_type_is_told() {
    let long = "\n".to_owned() + &"字".repeat(400);
    for (patch, rule, code) in [
        (("cases/一张返修单.md", "", long.as_str()), "circular/words", 1),
        (("cases/一张返修单.toml", "type = \"育人实践\"\n", ""), "circular/case-type", 0),
    ] {
        let copy = shared::patched(&[patch]);
        let out = tempfile::tempdir().expect("a folder");
        let output = export(copy.path(), out.path(), &["--annex", "3"]);
        assert_eq!(output.status.code(), Some(code));
        assert!(told(&output).contains(rule), "{}", told(&output));
    }
}

/// Who leads the studio stands there with his own honours, and not with those of who led it before.
#[test]
fn the_honours_are_of_those_who_lead_it() {
    let copy = shared::patched(&[("members/郁文澜.toml", "\njoined = ", "\nleft = 2022-01-31\njoined = ")]);
    let next = copy.path().join("members/蔺书华.toml");
    let record = fs::read_to_string(&next).expect("utf-8").replace("\ncategory", "\nrole = \"主持人\"\ncategory");
    let own = "\n[[growth]]\ndate = 2019-09-10\nkind = \"优秀教师\"\ntitle = \"获评县优秀教师\"\n";
    fs::write(&next, record + own).expect("written");
    let out = tempfile::tempdir().expect("a folder");
    let output = export(copy.path(), out.path(), &["--annex", "2"]);
    assert!(output.status.success(), "{}", told(&output));
    let shown = text(&cells(&out.path().join(ANNEX2)));
    assert!(shown.contains("蔺书华") && shown.contains("获评县优秀教师"), "{shown}");
    assert!(!shown.contains("名班主任”"), "{shown}");
}

/// Of two who lead it each has a place in every column, with a dash where one has nothing; and what there was before the studio is
/// no result of it.
#[test]
fn two_leaders_keep_their_places() {
    let copy = shared::patched(&[
        ("members/阚长河.toml", "\ncategory", "\nrole = \"负责人\"\ncategory"),
        ("members/郁文澜.toml", "post = \"数控专业部副主任\"\n", ""),
    ]);
    for (day, title) in [("2015-06-01", "旧文一篇"), ("2021-06-01", "新文一篇")] {
        let record = format!("title = \"{title}\"\nkind = \"论文\"\ndate = {day}\nauthors = [\"郁文澜\"]\n");
        fs::write(copy.path().join(format!("achievements/{title}.toml")), record).expect("written");
    }
    let out = tempfile::tempdir().expect("a folder");
    let output = export(copy.path(), out.path(), &["--annex", "2"]);
    assert!(output.status.success(), "{}", told(&output));
    let rows = cells(&out.path().join(ANNEX2));
    let row = rows.iter().find(|row| row.iter().any(|cell| cell == "郁文澜、阚长河")).expect("a row");
    for wanted in ["主持人、负责人", "—、数学教研组长", "高级讲师、高级讲师"] {
        assert!(row.iter().any(|cell| cell == wanted), "no {wanted} in {row:?}");
    }
    let shown = text(&rows);
    assert!(shown.contains("新文一篇") && !shown.contains("旧文一篇"), "{shown}");
}

/// The window may end before the day of the export; what the table tells is as of then, and that is said.
#[test]
fn the_day_it_describes_is_told_where_it_is_another() {
    let out = tempfile::tempdir().expect("a folder");
    let output = export(&school(), out.path(), &["--annex", "2"]);
    assert!(told(&output).contains("（2022-08-31）"), "{}", told(&output));
    let mut early = shared::program();
    early.arg("export").arg(school()).args(["--annex", "2", "--force", "--today", "2022-06-30", "--lang", "zh", "-o"]);
    let output = early.arg(out.path()).output().expect("it starts");
    assert!(output.status.success() && !told(&output).contains("不是今天"), "{}", told(&output));
}

/// Every result of a school is of one of the five forms, and stands in one column.
#[test]
fn every_result_stands_in_a_column() {
    let copy = shared::patched(&[
        ("achievements/工作室章程.toml", "", "title = \"工作室章程\"\nkind = \"制度机制\"\ndate = 2021-06-01\n"),
        ("carriers/渡口网站.toml", "", "kind = \"其他\"\ndomains = [\"交流\"]\nplatform = [\"宣传平台\"]\n"),
    ]);
    let out = tempfile::tempdir().expect("a folder");
    export(copy.path(), out.path(), &["--annex", "2", "--draft"]);
    let file = fs::read_dir(out.path()).expect("a folder").next().expect("a file").expect("an entry").path();
    let shown = text(&cells(&file));
    for entry in fs::read_dir(copy.path().join("achievements")).expect("a folder") {
        let path = entry.expect("an entry").path();
        let record = fs::read_to_string(&path).expect("utf-8");
        let title =
            record.lines().find_map(|line| line.strip_prefix("title = \"")?.split('"').next()).expect("a title");
        assert!(shown.contains(title), "{title}: {shown}");
    }
    assert!(shown.contains("渡口网站"), "{shown}");
}

/// Rules that ran out before the day that the sheet is of are none of that day.
#[test]
fn what_is_no_longer_in_force_stands_in_no_column() {
    let file = "documents/工作室运行制度.toml";
    for (last, stands) in [("2021-06-30", false), ("2023-06-30", true)] {
        let copy = shared::patched(&[(file, "from = ", &format!("to = {last}\nfrom = "))]);
        let out = tempfile::tempdir().expect("a folder");
        export(copy.path(), out.path(), &["--annex", "2", "--draft"]);
        let sheet = fs::read_dir(out.path()).expect("a folder").next().expect("a file").expect("an entry").path();
        let shown = text(&cells(&sheet));
        assert_eq!(shown.contains("班主任工作室运行制度"), stands, "{shown}");
    }
}

/// A row of a workbook has an end: what does not fit is told, and results stand in the order in which people count them.
#[test]
fn what_is_too_long_for_a_row_is_told() {
    let out = tempfile::tempdir().expect("a folder");
    let root = out.path().join("校");
    shared::copy(&school(), &root);
    for n in 1..=26 {
        let title = format!("第{n}种关于县域中职校班主任工作室运行机制与班级管理的校本研究报告");
        let paper = "evidence = [\"档案:2022-01\"]";
        let text = format!("title = \"{title}\"\nkind = \"研究报告\"\ndate = 2022-05-20\n{paper}\n");
        shared::write(&root, &format!("achievements/长{n}.toml"), text);
    }
    let output = export(&root, out.path(), &["--annex", "2"]);
    assert!(output.status.success(), "{}", told(&output));
    assert!(told(&output).contains("附件2第 6 行放不下全部内容"), "{}", told(&output));
    let shown = text(&cells(&out.path().join(ANNEX2)));
    let at = |n: usize| shown.find(&format!("第{n}种")).expect("it is there");
    assert!((1..26).all(|n| at(n) < at(n + 1)), "{shown}");
    assert!(!told(&export(&school(), out.path(), &["--annex", "2", "--force"])).contains("放不下"));
}

/// A province that has not chosen yet lists what all its schools propose, and is told how many it may send.
#[test]
fn more_cases_than_may_be_sent_are_told() {
    let out = tempfile::tempdir().expect("a folder");
    let root = out.path().join("省");
    shared::write(&root, "province.toml", "reporting_body = \"江西省\"\n");
    for name in ["甲", "乙", "丙"] {
        shared::copy(&school(), &root.join(name));
        let studio = root.join(name).join("studio.toml");
        let text = fs::read_to_string(&studio).expect("text").replace("澄川市第二", &format!("{name}市第二"));
        fs::write(&studio, text).expect("written");
    }
    let output = export(&root, out.path(), &["--annex", "3", "--draft"]);
    assert!(told(&output).contains("各校推荐的案例有 3 个，表里都列了；上报应有 1 至 2 个"), "{}", told(&output));
    let one = told(&export(&school(), out.path(), &["--annex", "3"]));
    assert!(!one.contains("各校推荐的案例"), "{one}");
}
