//! Small workbooks, written out as text: which column is recognised as which, which rows are filled.

use std::fmt::Write as _;
use std::io::{Cursor, Read, Write};

use super::mapping::{Mapping, read, template};
use super::plan::{Clash, plan};
use super::*;
use crate::standard::Standard;
use crate::text::lang::Lang;

pub(super) const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A zip of these parts.
pub(super) fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A workbook of these sheets; `after` stands in the workbook's part behind the sheets.
pub(super) fn book(sheets: &[(&str, String)], after: &str) -> Vec<u8> {
    let mut parts = vec![(
        "_rels/.rels".to_owned(),
        format!(
            "<Relationships><Relationship Id=\"r\" Type=\"{RELATIONS}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
        ),
    )];
    let (mut names, mut relations) = (String::new(), String::new());
    for (index, (name, xml)) in sheets.iter().enumerate() {
        let number = index + 1;
        write!(names, "<sheet name=\"{name}\" sheetId=\"{number}\" r:id=\"r{number}\"/>").unwrap();
        let target = format!("Target=\"worksheets/sheet{number}.xml\"");
        write!(relations, "<Relationship Id=\"r{number}\" Type=\"{RELATIONS}/worksheet\" {target}/>").unwrap();
        parts.push((format!("xl/worksheets/sheet{}.xml", index + 1), xml.clone()));
    }
    parts.push((
        "xl/workbook.xml".to_owned(),
        format!("<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELATIONS}\"><sheets>{names}</sheets>{after}</workbook>"),
    ));
    parts.push(("xl/_rels/workbook.xml.rels".to_owned(), format!("<Relationships>{relations}</Relationships>")));
    let parts: Vec<(&str, &str)> = parts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    zipped(&parts)
}

/// A sheet of these texts, the cells of a row separated by `|`; an empty cell is not there.
pub(super) fn sheet(rows: &str, merges: &[&str]) -> String {
    let mut xml = format!("<worksheet xmlns=\"{MAIN}\"><sheetData>");
    for (row, line) in (0..).zip(rows.lines()) {
        write!(xml, "<row r=\"{}\">", row + 1).unwrap();
        for (column, text) in (0..).zip(line.trim().split('|')).filter(|(_, text)| !text.is_empty()) {
            let name = Place { row, column }.name();
            match text.strip_prefix('=') {
                Some(formula) => write!(xml, "<c r=\"{name}\" t=\"n\"><f>{formula}</f><v>0</v></c>"),
                None => write!(xml, "<c r=\"{name}\" t=\"inlineStr\"><is><t>{text}</t></is></c>"),
            }
            .unwrap();
        }
        xml += "</row>";
    }
    xml += "</sheetData><mergeCells>";
    for name in merges {
        write!(xml, "<mergeCell ref=\"{name}\"/>").unwrap();
    }
    xml + "</mergeCells></worksheet>"
}

pub(super) fn standard() -> Standard {
    crate::standard::embedded().unwrap()
}

pub(super) fn layout<'s>(standard: &'s Standard, annex: &str) -> &'s Layout {
    standard.forms.iter().find(|layout| layout.annex == annex).unwrap()
}

/// What is recognised in one sheet: `名称=C` for each column of the form, `?` for doubts.
fn recognised(annex: &str, rows: &str, merges: &[&str]) -> String {
    let standard = standard();
    let layout = layout(&standard, annex);
    let bytes = book(&[("甲", sheet(rows, merges))], "");
    match Looked::at(&bytes, layout, &Mapping::default()) {
        Ok(looked) => said(&looked, layout),
        Err(fault) => format!("{fault:?}"),
    }
}

fn said(looked: &Looked<'_>, layout: &Layout) -> String {
    let letters = crate::form::place::letters;
    let found = layout.columns.iter().zip(&looked.table.matches.columns);
    let mut said: Vec<String> =
        found.filter_map(|(column, one)| Some(format!("{}={}", name(column), letters(one.as_ref()?.column)))).collect();
    for doubt in &looked.table.matches.doubts {
        let ours: Vec<String> = doubt.ours.iter().map(|index| name(&layout.columns[*index])).collect();
        let theirs: Vec<String> =
            doubt.headings.iter().map(|index| letters(looked.table.headings[*index].column)).collect();
        said.push(format!("{}?{}", ours.join(","), theirs.join(",")));
    }
    said.join(" ")
}

/// Fills one sheet with records of texts by the names of columns; gives its part.
pub(super) fn filled(xml: &str, records: &[&[(&str, &str)]]) -> String {
    let standard = standard();
    let layout = layout(&standard, "3");
    let bytes = book(&[("甲", xml.to_owned())], "");
    let looked = Looked::at(&bytes, layout, &Mapping::default()).ok().unwrap();
    let plan = plan(&looked.page, &looked.table, layout, &Mapping::default(), &rows(layout, records));
    assert_eq!((plan.clashes.len(), plan.short), (0, None), "{:?}", plan.clashes);
    part(&looked.fill(&plan).unwrap().bytes, "xl/worksheets/sheet1.xml")
}

fn rows(layout: &Layout, records: &[&[(&str, &str)]]) -> Vec<Vec<String>> {
    let text = |record: &[(&str, &str)], column: &Column| {
        record.iter().find(|(key, _)| *key == column.header).map_or(String::new(), |(_, text)| (*text).to_owned())
    };
    records.iter().map(|record| layout.columns.iter().map(|column| text(record, column)).collect()).collect()
}

pub(super) fn part(bytes: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// Plans to fill one sheet of Annex 3 with three cases.
fn planned(rows_: &str, merges: &[&str], mapping: &Mapping) -> Plan {
    let standard = standard();
    let layout = layout(&standard, "3");
    let bytes = book(&[("甲", sheet(rows_, merges))], "");
    let looked = Looked::at(&bytes, layout, mapping).ok().unwrap();
    let records: [&[(&str, &str)]; 3] = [
        &[("序号", "1"), ("案例名称", "一"), ("学校名称", "甲校"), ("作者", "何知远")],
        &[("序号", "2"), ("案例名称", "二"), ("学校名称", "甲校"), ("作者", "何知远")],
        &[("序号", "3"), ("案例名称", "三"), ("学校名称", "乙校"), ("作者", "林小满")],
    ];
    plan(&looked.page, &looked.table, layout, mapping, &rows(layout, &records))
}

#[test]
fn headings_are_known_by_words_of_their_own_and_of_others() {
    for (rows, expected) in [
        ("序号|学校名称|工作室名称|联系电话", "序号=A 学校名称=B 工作室名称=C 联系电话=D"),
        ("联系方式|NO.|所在学校|级 别（国家级/省级）", "序号=B 学校名称=C 级别=D 联系电话=A"),
        ("1.学校全称*|2.工作室名称（全称）|3.联系人|成立日期", "学校名称=A 工作室名称=B 成立时间=D 联系人=C"),
        (
            "学校|主持人|职务|专业技术职务|成员总数",
            "学校名称=A 主持人（负责人）/姓名=B 主持人（负责人）/职务=C 主持人（负责人）/职称=D 成员人数/总数=E",
        ),
        (
            "学校名称|工作室主持人姓名|主持人职务|典型案例名称",
            "学校名称=A 主持人（负责人）/姓名=B 主持人（负责人）/职务=C 主要成果/典型案例=D",
        ),
    ] {
        assert_eq!(recognised("2", rows, &[]), expected, "{rows}");
    }
    let expected = "案例名称=A 案例类型=B 学校名称=C 主持人（负责人）=D 作者=E 字数=F";
    assert_eq!(recognised("3", "案例题目|类别|单位|负责人|执笔人|字数（不超过3000）", &[]), expected);
}

#[test]
fn every_word_of_the_data_is_understood() {
    use super::head::{Heading, Over};
    let standard = standard();
    for layout in &standard.forms {
        let ours = Ours::of(layout);
        for (index, column) in layout.columns.iter().enumerate() {
            let leaves = std::iter::once(&column.header).chain(&column.also);
            let groups: Vec<&str> = column.group.iter().flat_map(|group| layout.group_words(group)).collect();
            let mut words: Vec<(&str, Option<&str>)> = column.whole.iter().map(|word| (word.as_str(), None)).collect();
            for leaf in leaves {
                if groups.is_empty() {
                    words.push((leaf, None));
                }
                words.extend(groups.iter().map(|group| (leaf.as_str(), Some(*group))));
            }
            for (text, group) in words {
                let over = |text: &str| Over { text: text.to_owned(), joined: true };
                let groups = group.into_iter().map(over).collect();
                let found = ours.matches(&[Heading { column: 7, text: text.to_owned(), groups }], &[]);
                let which = found.columns.iter().position(Option::is_some);
                assert_eq!(which, Some(index), "{}: {group:?} {text}: {:?}", layout.id, found.doubts);
            }
        }
    }
}

#[test]
fn headings_on_two_and_three_levels() {
    let expected = "序号=A 学校名称=B 主持人（负责人）/姓名=C 主持人（负责人）/职务=D 联系人=E 联系电话=F";
    // Joined cells, a title above, a line for who fills it in.
    let rows = "信息表\n填报单位：||填报人：\n序号|学校名称|主持人||联系人|\n||姓名|职务|姓名|电话\n";
    assert_eq!(recognised("2", rows, &["A1:F1", "A3:A4", "B3:B4", "C3:D3", "E3:F3"]), expected);
    // Nothing is joined: the words over columns stand in the first of them.
    let rows = "序号|学校名称|主持人||联系人|联系电话\n||姓名|职务||";
    assert_eq!(recognised("2", rows, &[]), expected);
    // Three levels, and single columns joined over all of them.
    let rows = "序号|基本情况|||联系人|\n|学校|主持人||姓名|电话\n||姓名|职务||";
    let merges = ["A1:A3", "B1:D1", "E1:F1", "B2:B3", "C2:D2", "E2:E3", "F2:F3"];
    assert_eq!(recognised("2", rows, &merges), expected);
}

#[test]
fn what_could_be_two_things_is_a_doubt() {
    let rows = "学校名称|工作室名称|联系电话|联系电话";
    assert_eq!(recognised("2", rows, &[]), "学校名称=A 工作室名称=B 联系电话?C,D");
    // The phone of somebody else, and the name of somebody else.
    let rows = "学校名称|工作室名称|级别|校长|\n|||姓名|联系电话";
    let merges = ["A1:A2", "B1:B2", "C1:C2", "D1:E1"];
    assert_eq!(recognised("2", rows, &merges), "学校名称=A 工作室名称=B 级别=C 联系电话?E");
    let rows = "学校名称|工作室名称|级别|主持人||联系电话\n|||姓名|联系电话|";
    let merges = ["A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:F2"];
    assert_eq!(recognised("2", rows, &merges), "学校名称=A 工作室名称=B 级别=C 主持人（负责人）/姓名=D 联系电话=F");
    // The very words go before those with something in brackets.
    let rows = "学校名称|工作室名称|联系电话（座机）|联系电话";
    assert_eq!(recognised("2", rows, &[]), "学校名称=A 工作室名称=B 联系电话=D");
}

#[test]
fn a_table_stands_anywhere_and_other_tables_are_none() {
    let rows = "说明\n\n\n||序号|学校名称|工作室名称|联系人\n";
    assert_eq!(recognised("2", rows, &[]), "序号=C 学校名称=D 工作室名称=E 联系人=F");
    for rows in ["", "说明", "姓名|年龄|成绩\n甲|3|4", "序号|日期|事项|地点|备注"] {
        assert_eq!(recognised("2", rows, &[]), "NoTable([\"甲\"])", "{rows}");
    }
}

#[test]
fn the_sheet_that_fits_best_is_filled() {
    let standard = standard();
    let layout = layout(&standard, "2");
    let small = || sheet("学校名称|联系人|联系电话", &[]);
    let large = || sheet("学校名称|工作室名称|联系人|联系电话", &[]);
    let bytes = book(&[("说明", sheet("填表说明", &[])), ("简表", small()), ("全表", large())], "");
    assert_eq!(Looked::at(&bytes, layout, &Mapping::default()).ok().unwrap().sheet(), "全表");
    let bytes = book(&[("甲", large()), ("乙", large())], "");
    let several = Looked::at(&bytes, layout, &Mapping::default()).err();
    assert_eq!(several, Some(Fault::Several(vec!["甲".into(), "乙".into()])));
    let mapping = Mapping { sheet: Some("乙".into()), ..Mapping::default() };
    assert_eq!(Looked::at(&bytes, layout, &mapping).ok().unwrap().sheet(), "乙");
    let mapping = Mapping { sheet: Some("丙".into()), ..Mapping::default() };
    let none = Looked::at(&bytes, layout, &mapping).err();
    assert_eq!(none, Some(Fault::NoSheet("丙".into(), vec!["甲".into(), "乙".into()])));
}

#[test]
fn rows_between_headings_and_foot_are_filled() {
    let head = "序号|案例名称|学校名称|作者\n";
    let none = Mapping::default();
    for (below, merges, expected) in [
        ("", vec![], vec![1, 2, 3]),
        ("\n\n\n合计|||=SUM(A2)", vec![], vec![1, 2, 3]),
        ("1|2|3|4\n\n\n\n注：见通知", vec!["A6:D6"], vec![2, 3, 4]),
        ("示例|一次班会|某校|张某\n", vec![], vec![2, 3, 4]),
        ("1\n2\n3\n4", vec![], vec![1, 2, 3]),
        // A record takes two rows.
        ("\n\n\n\n\n\n", vec!["A2:A3", "B2:B3", "C2:C3", "D2:D3", "A4:A5", "B4:B5", "C4:C5", "D4:D5"], vec![1, 3, 5]),
    ] {
        let plan = planned(&format!("{head}{below}"), &merges, &none);
        assert_eq!((plan.rows, plan.short), (expected, None), "{below:?}");
        assert_eq!(plan.clashes, [], "{below:?}");
    }
    // What is below the table comes too early.
    for (below, merges, free) in [
        ("\n\n合计", vec![], 2),
        ("\n注：无", vec![], 1),
        ("审核意见", vec![], 0),
        ("\n\n本表一式两份", vec!["A4:D4"], 2),
    ] {
        let plan = planned(&format!("{head}{below}"), &merges, &none);
        assert_eq!(
            (plan.rows.len(), plan.short),
            (free, Some((u32::try_from(free).unwrap() + 1, 3 - free))),
            "{below:?}"
        );
    }
}

#[test]
fn what_is_there_is_never_written_over() {
    let rows = "序号|案例名称|学校名称|作者\n1|一|甲校|何知远\n2|旧|甲校|\n3|=A1|乙校|林小满";
    let plan = planned(rows, &[], &Mapping::default());
    let place = Place::read("B3").unwrap();
    assert_eq!(plan.clashes, [Clash::Taken { place, there: "旧".into(), ours: "二".into() }]);
    assert_eq!((plan.same, plan.count(), plan.formulas), (9, 1, vec![(2, 1)]));
    // Cells joined downwards say the same in every row, or nothing goes.
    let rows = "序号|案例名称|学校名称|作者";
    let plan = planned(rows, &["C2:C3"], &Mapping::default());
    assert_eq!((plan.clashes.len(), plan.same), (0, 1));
    let plan = planned(rows, &["C2:C4"], &Mapping::default());
    assert!(matches!(&plan.clashes[..], [Clash::Joined { ours, .. }] if ours == "乙校"), "{:?}", plan.clashes);
    // Joined sideways under two headings.
    let plan = planned(rows, &["C2:D2"], &Mapping { first_row: Some(1), ..Mapping::default() });
    assert_eq!(plan.short, Some((1, 3)), "half of the table in one cell is no row");
}

#[test]
fn a_mapping_settles_what_is_open() {
    let standard = standard();
    let layout = layout(&standard, "2");
    let text = "sheet = \"甲\"\nheader_row = 2\nfirst_row = 4\n[columns]\n\"联系电话\" = \"d\"\n\"主持人（负责人）/姓名\" = \"E\"\n\"级别\" = \"\"\n";
    let mapping = read(text, layout, Lang::Zh).unwrap();
    assert_eq!((mapping.header_row, mapping.first_row), (Some(1), Some(3)));
    let rows = "\n学校名称|级别|联系电话|联系电话|某某\n";
    let bytes = book(&[("甲", sheet(rows, &[]))], "");
    let looked = Looked::at(&bytes, layout, &mapping).ok().unwrap();
    assert_eq!(said(&looked, layout), "学校名称=A 主持人（负责人）/姓名=E 联系电话=D");
    let plan = plan(&looked.page, &looked.table, layout, &mapping, &[vec!["x".to_owned(); layout.columns.len()]]);
    assert_eq!(plan.rows, [3]);
    // What is written as a template is read back as what was recognised.
    let bytes = book(&[("甲", sheet("序号|学校名称|联系电话|联系电话\n", &[]))], "");
    let looked = Looked::at(&bytes, layout, &Mapping::default()).ok().unwrap();
    let written = template(looked.sheet(), Some(&looked.table), None, layout);
    assert!(written.contains("# 拿不准，可能是 C（联系电话）、D（联系电话）\n# \"联系电话\" = \"\""), "{written}");
    let back = read(&written, layout, Lang::Zh).unwrap();
    assert_eq!(back.columns, [(0, Some(0)), (2, Some(1))]);
    assert_eq!((back.sheet.as_deref(), back.header_row), (Some("甲"), Some(0)));
}

#[test]
fn everything_wrong_in_a_mapping_is_told_with_its_place() {
    let standard = standard();
    let layout = layout(&standard, "2");
    let text = "shet = 1\nheader_row = 0\nfirst_row = \"a\"\n[columns]\n\"联系电活\" = \"A\"\n\"姓名\" = 3\n\"级别\" = \"AAAA\"\n\"省份\" = \"B\"\n\"联系人\" = \"B\"\n";
    let faults = read(text, layout, Lang::En).unwrap_err();
    let places: Vec<_> = faults.iter().map(|fault| fault.at).collect();
    assert_eq!(places, [(1, 1), (2, 14), (3, 13), (5, 1), (6, 8), (7, 8), (9, 9)]);
    assert!(faults[3].message.contains("联系电话"), "{}", faults[3].message);
    for text in ["a = ", "[columns\n", "\"a\" = 1\n\"a\" = 2"] {
        assert!(!read(text, layout, Lang::Zh).unwrap_err().is_empty(), "{text}");
    }
}
