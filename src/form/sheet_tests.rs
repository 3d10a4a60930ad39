//! What was written is read back by another library.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};

use super::*;

fn column(header: &str, group: Option<&str>) -> Column {
    let group = group.map(Into::into);
    Column { header: header.into(), group, align: Align::Centre, counts: false, min: 4.0, max: 20.0 }
}

fn sheet(rows: &[&[&str]]) -> Sheet {
    Sheet {
        name: "附件2".into(),
        annex: "附件2".into(),
        title: "信息表".into(),
        head: "填报单位（盖章）：".into(),
        columns: vec![column("序号", None), column("主持人", Some("其中")), column("电话", Some("其中"))],
        rows: rows.iter().map(|row| row.iter().map(|&cell| cell.into()).collect()).collect(),
        note: Some("注：无。".into()),
        ..Sheet::default()
    }
}

/// The rows that were written, every cell as text.
fn read(sheet: &Sheet) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(write(sheet).unwrap())).unwrap();
    let range = book.worksheet_range(&sheet.name).unwrap();
    let text = |cell: &Data| match cell {
        Data::String(text) => text.clone(),
        Data::Empty => String::new(),
        other => panic!("not text: {other:?}"),
    };
    range.rows().map(|row| row.iter().map(text).collect()).collect()
}

/// No row is higher than 409 points: what does not fit begins at the top, and is told by its row.
#[test]
fn what_no_row_can_hold_is_told() {
    let lines = |n: usize| vec!["一项"; n].join("\n");
    let book = book(&sheet(&[&["1", &lines(26), ""], &["2", "甲", &lines(27)]])).unwrap();
    assert_eq!(book.cut, [7]);
    let mut archive = zip::ZipArchive::new(Cursor::new(book.bytes)).unwrap();
    let mut part = |name: &str| io::read_to_string(archive.by_name(name).unwrap()).unwrap();
    let (page, styles) = (part("xl/worksheets/sheet1.xml"), part("xl/styles.xml"));
    let cell = page.split("r=\"C7\" s=\"").nth(1).unwrap();
    let style: usize = cell.split('"').next().unwrap().parse().unwrap();
    let looks = styles.split("<cellXfs").nth(1).unwrap();
    assert!(looks.split("<xf ").nth(style + 1).unwrap().contains("vertical=\"top\""), "{looks}");
    assert_eq!(looks.matches("vertical=\"top\"").count(), 1, "{looks}");
}

#[test]
fn the_same_sheet_gives_the_same_bytes() {
    let sheet = sheet(&[&["1", "何知远", "013800000000"]]);
    assert_eq!(write(&sheet).unwrap(), write(&sheet).unwrap());
}

#[test]
fn everything_is_text_in_its_place() {
    let rows = read(&sheet(&[&["1", "=1+1", "00123"], &["2", "甲\n乙"], &["3", "", "", "多余"]]));
    let expected: [&[&str]; 9] = [
        &["附件2", "", ""],
        &["信息表", "", ""],
        &["填报单位（盖章）：", "", ""],
        &["序号", "其中", ""],
        &["", "主持人", "电话"],
        &["1", "=1+1", "00123"],
        &["2", "甲\n乙", ""],
        &["3", "", ""],
        &["注：无。", "", ""],
    ];
    assert_eq!(rows, expected);
}

#[test]
fn what_counts_is_a_number_and_nothing_else_is() {
    let mut sheet = sheet(&[&["1", "12", "00123"], &["0012", "2692", "13800000000"], &["", "1、2", "7"]]);
    for column in &mut sheet.columns[..2] {
        column.counts = true;
    }
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(write(&sheet).unwrap())).unwrap();
    let range = book.worksheet_range(&sheet.name).unwrap();
    let text = |text: &str| if text.is_empty() { Data::Empty } else { Data::String(text.into()) };
    let rows: Vec<_> = range.rows().skip(5).take(3).collect();
    assert_eq!(rows[0], [Data::Float(1.0), Data::Float(12.0), text("00123")]);
    assert_eq!(rows[1], [text("0012"), Data::Float(2692.0), text("13800000000")]);
    assert!(matches!(rows[2], [_, Data::String(several), Data::String(seven)] if several == "1、2" && seven == "7"));
}

#[test]
fn print_is_never_too_small_to_read() {
    let part = |sheet: &Sheet, name: &str| {
        let mut archive = zip::ZipArchive::new(Cursor::new(write(sheet).unwrap())).unwrap();
        io::read_to_string(archive.by_name(name).unwrap()).unwrap()
    };
    let page = |columns: usize| {
        let mut sheet = sheet(&[]);
        sheet.columns = (0..columns).map(|_| column("主要荣誉", None)).collect();
        sheet.rows = vec![vec!["一二三四五六七八九十".repeat(4); columns]];
        sheet.lead = 2;
        (part(&sheet, "xl/worksheets/sheet1.xml"), part(&sheet, "xl/workbook.xml"))
    };
    let (small, _) = page(6);
    assert!(small.contains("paperSize=\"9\"") && small.contains("fitToPage=\"1\""), "{small}");
    let (large, _) = page(28);
    assert!(large.contains("paperSize=\"8\"") && large.contains("fitToPage=\"1\""), "{large}");
    let (wide, book) = page(90);
    assert!(wide.contains("paperSize=\"8\"") && wide.contains("scale=\"63\""), "{wide}");
    assert!(!wide.contains("fitToPage") && book.contains("附件2!$A:$B,附件2!$"), "{book}");
    assert!(!wide.contains("<mergeCell ref=\"A1:CL1\"/>"), "the title is on the first page: {wide}");
}

#[test]
fn headings_over_groups_are_merged() {
    let bytes = write(&sheet(&[])).unwrap();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let merged = book.merge_cells_by_sheet_name("附件2").unwrap();
    let mut merged: Vec<_> = merged.iter().map(|place| (place.start, place.end)).collect();
    merged.sort_unstable();
    let expected =
        [((0, 0), (0, 2)), ((1, 0), (1, 2)), ((2, 0), (2, 2)), ((3, 0), (4, 0)), ((3, 1), (3, 2)), ((5, 0), (5, 2))];
    assert_eq!(merged, expected);
}

#[test]
fn one_level_of_headings_takes_one_row() {
    let mut sheet = sheet(&[&["1", "甲", "乙"]]);
    for column in &mut sheet.columns {
        column.group = None;
    }
    assert_eq!(read(&sheet)[3..5], [["序号", "主持人", "电话"], ["1", "甲", "乙"]]);
}

#[test]
fn a_draft_says_so() {
    let mut sheet = sheet(&[]);
    sheet.mark = Some("草稿".into());
    assert_eq!(read(&sheet)[2][0], "【草稿】填报单位（盖章）：");
}

#[test]
fn sheets_of_one_column_or_none_are_written() {
    let mut sheet = sheet(&[&["1"]]);
    sheet.columns.truncate(1);
    assert_eq!(read(&sheet)[4], ["1"]);
    sheet.columns[0].group = Some("组".into());
    assert_eq!(read(&sheet)[3..6], [["组"], ["序号"], ["1"]]);
    sheet.columns.clear();
    assert_eq!(read(&sheet)[0], ["附件2"]);
}

#[test]
fn what_a_cell_cannot_hold_is_shown() {
    assert_eq!(read(&sheet(&[&["1", "甲\u{1}", "_x0041_"]]))[5], ["1", "甲\u{fffd}", "_x0041_"]);
    assert!(read(&sheet(&[&["1", &"长".repeat(40_000)]]))[5][1].ends_with("列入）"));
}

#[test]
fn thousands_of_rows_keep_their_order() {
    let mut sheet = sheet(&[]);
    sheet.rows = (1..=7000).map(|row| vec![row.to_string(), "主持人".into(), "13800000000".into()]).collect();
    let rows = read(&sheet);
    assert_eq!(rows.len(), 7006);
    assert!((1..=7000).all(|row| rows[row + 4][0] == row.to_string()));
}
