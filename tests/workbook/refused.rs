//! What is no workbook, or too much of one: it ends soon, with a message, and nothing is written.

use std::fs;
use std::time::{Duration, Instant};

use crate::book::{Book, pack, parts, patched, text};
use crate::folder::{Folder, NAME, at, run, small};

#[track_caller]
fn refused(folder: &Folder, bytes: &[u8], words: &[&str]) {
    let before = folder.snapshot();
    let start = Instant::now();
    let run = folder.bring(bytes, &[]);
    run.code(2).says(words);
    assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
    assert!(!run.err.contains("panicked"), "{}", run.err);
    assert_eq!(folder.snapshot(), before);
}

/// The part of the sheet of members.
fn members(bytes: &[u8]) -> String {
    let at = Book::read(bytes).sheets.iter().position(|sheet| sheet.name == "成员").expect("a sheet");
    format!("xl/worksheets/sheet{}.xml", at + 1)
}

#[test]
fn other_files_are_named_for_what_they_are() {
    let folder = small();
    let no = "不是 Excel 工作簿";
    refused(&folder, b"", &[no]);
    refused(&folder, "姓名,类别\n甲,其他\n".as_bytes(), &[no]);
    refused(&folder, b"<html><table><tr><td>1</td></tr></table></html>", &[no]);
    refused(&folder, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1xxxxxxxx", &["旧格式（.xls）或加了密码"]);
    let docx = [("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<w:document/>")];
    let docx: Vec<_> = docx.map(|(name, content)| (name.to_owned(), content.as_bytes().to_vec())).into();
    refused(&folder, &pack(&docx), &["本.xlsx"]);
    let zip = vec![("a.txt".to_owned(), b"a".to_vec())];
    refused(&folder, &pack(&zip), &[no]);
    // A workbook, but nobody's.
    let mut book = folder.export();
    book.sheets.truncate(1);
    refused(&folder, &book.write(), &["没有认得的表", "studio to-excel"]);
}

#[test]
fn damaged_files_are_read_as_far_as_nothing_goes_wrong() {
    let folder = small();
    let bytes = folder.exported();
    for length in [10, 1000, bytes.len() / 2, bytes.len() - 1] {
        refused(&folder, &bytes[..length], &["本.xlsx"]);
    }
    let mut seed = 1_u64;
    for _ in 0..24 {
        let mut bytes = bytes.clone();
        for _ in 0..20 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let at = usize::try_from(seed >> 33).expect("small") % bytes.len();
            bytes[at] = bytes[at].wrapping_add(1 + u8::try_from(seed >> 56).expect("a byte") % 255);
        }
        let before = folder.snapshot();
        let run = folder.bring(&bytes, &[]);
        assert!(run.code.is_some_and(|code| code <= 2) && !run.err.contains("panicked"), "{}", run.err);
        assert_eq!(folder.snapshot(), before);
    }
}

#[test]
fn parts_that_are_changed_by_hand_do_no_harm() {
    let folder = small();
    let bytes = folder.exported();
    let before = folder.snapshot();
    let sheet = &members(&bytes);
    let changes: [(&str, &str, &str); 11] = [
        (sheet, "r=\"B3\"", "r=\"ZZZZZZZ99999999999\""),
        (sheet, "r=\"B3\"", "r=\"XFD1048576\""),
        (sheet, "r=\"B3\"", "r=\"\""),
        (sheet, "r=\"B3\"", "r=\"-1\""),
        (sheet, "t=\"s\"", "t=\"q\""),
        (sheet, "<v>", "<v>9999999999"),
        (
            sheet,
            "</sheetData>",
            "</sheetData><mergeCells><mergeCell ref=\"B3:XFD1048576\"/><mergeCell ref=\"C3:C1048576\"/><mergeCell ref=\"Z\"/></mergeCells>",
        ),
        (sheet, "<dimension ref=\"", "<dimension ref=\"A1:XFD1048576\" x=\""),
        (
            "xl/workbook.xml",
            "<sheets>",
            "<externalReferences><externalReference r:id=\"rId99\"/></externalReferences><sheets>",
        ),
        ("xl/_rels/workbook.xml.rels", "worksheets/sheet4.xml", "../../../../etc/passwd"),
        (
            "[Content_Types].xml",
            "<Types",
            "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><Types",
        ),
    ];
    for (part, old, new) in changes {
        let damaged = patched(&bytes, part, |xml| {
            assert!(xml.contains(old), "{part} has no {old}");
            xml.replacen(old, new, 1)
        });
        let run = folder.bring(&damaged, &[]);
        assert!(run.code.is_some_and(|code| code <= 2) && !run.err.contains("panicked"), "{new}: {}", run.err);
        assert_eq!(folder.snapshot(), before, "{new}");
    }
    // Parts that are missing.
    for (missing, _) in parts(&bytes) {
        let kept: Vec<_> = parts(&bytes).into_iter().filter(|(name, _)| *name != missing).collect();
        if missing.starts_with("xl/worksheets/sheet") && missing != *sheet {
            continue;
        }
        let run = folder.bring(&pack(&kept), &[]);
        assert!(run.code.is_some_and(|code| code <= 2) && !run.err.contains("panicked"), "{missing}: {}", run.err);
        assert_eq!(folder.snapshot(), before, "{missing}");
    }
}

#[test]
fn more_than_any_studio_fills_in_is_refused() {
    let folder = small();
    let bytes = folder.exported();
    let sheet = &members(&bytes);
    let large = "太大了";
    // A bomb: blanks without end.
    let bomb =
        patched(&bytes, sheet, |xml| xml.replace("<sheetData>", &format!("{}<sheetData>", " ".repeat(60 << 20))));
    assert!(bomb.len() < 1 << 20);
    refused(&folder, &bomb, &[large]);
    // A million cells and one.
    let rows: String =
        (0..1001).map(|row| format!("<row r=\"{}\">{}</row>", 5000 + row, "<c><v>1</v></c>".repeat(1000))).collect();
    let cells = patched(&bytes, sheet, |xml| xml.replace("</sheetData>", &format!("{rows}</sheetData>")));
    refused(&folder, &cells, &[large]);
    // One formula that is long, and shared by very many.
    let formula = format!(
        "<row r=\"5000\"><c><f t=\"shared\" ref=\"A5000:XFD5000\" si=\"0\">{}1</f></c>{}</row>",
        "A1+".repeat(20_000),
        "<c><f t=\"shared\" si=\"0\"/></c>".repeat(15_000)
    );
    let shared = patched(&bytes, sheet, |xml| xml.replace("</sheetData>", &format!("{formula}</sheetData>")));
    refused(&folder, &shared, &[large]);
    // One sheet under very many names.
    let names: String =
        (0..1000).map(|n| format!("<sheet name=\"x{n}\" sheetId=\"{}\" r:id=\"rId6\"/>", n + 100)).collect();
    let names = patched(&bytes, "xl/workbook.xml", |xml| xml.replace("</sheets>", &format!("{names}</sheets>")));
    refused(&folder, &names, &[large]);
    let forms = patched(&bytes, "xl/styles.xml", |xml| {
        xml.replace("</cellXfs>", &format!("{}</cellXfs>", "<xf numFmtId=\"0\"/>".repeat(800_000)))
    });
    refused(&folder, &forms, &[large]);
    // Twenty megabytes that do not shrink.
    let mut seed = 7_u64;
    let noise: Vec<u8> = std::iter::repeat_with(|| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u8::try_from(seed >> 56).expect("a byte")
    })
    .take(21 << 20)
    .collect();
    let mut big = parts(&bytes);
    big.push(("xl/media/image1.png".to_owned(), noise));
    refused(&folder, &pack(&big), &[large]);
}

#[test]
fn what_is_large_but_empty_is_read() {
    let folder = small();
    let bytes = folder.exported();
    let sheet = &members(&bytes);
    let before = folder.snapshot();
    // Rows to the end of the sheet have a form and nothing in it.
    let rows: String =
        (800_000..=1_048_576).map(|row| format!("<row r=\"{row}\"><c r=\"B{row}\" s=\"1\"/></row>")).collect();
    let empty = patched(&bytes, sheet, |xml| xml.replace("</sheetData>", &format!("{rows}</sheetData>")));
    folder.bring(&empty, &[]).code(0).says(&["没有要写的改动"]);
    let deep = patched(&bytes, sheet, |xml| {
        xml.replace("</worksheet>", &format!("{}{}</worksheet>", "<a>".repeat(200_000), "</a>".repeat(200_000)))
    });
    folder.bring(&deep, &[]).code(0);
    let merges =
        (0..50_000).map(|row| format!("<mergeCell ref=\"A{}:C{}\"/>", row + 10, row + 1_000)).collect::<String>();
    let merges = patched(&bytes, sheet, |xml| {
        xml.replace("</sheetData>", &format!("</sheetData><mergeCells>{merges}</mergeCells>"))
    });
    folder.bring(&merges, &[]).code(0);
    assert_eq!(folder.snapshot(), before);
}

#[test]
fn what_cannot_be_read_or_written_is_told() {
    let folder = small();
    let mut book = folder.export();
    fs::write(folder.book(), book.write()).expect("written");
    let (file, studio) = (folder.book(), folder.studio());
    let (file, studio) = (at(&file), at(&studio));
    run(&["from-excel", "没有.xlsx", studio]).code(2).says(&["没有 没有.xlsx 这个文件"]);
    run(&["from-excel", studio, studio]).code(2).says(&["读不了"]);
    let empty = tempfile::tempdir().expect("a folder");
    run(&["from-excel", file, at(empty.path())]).code(2);
    run(&["from-excel", file, file]).code(2);
    run(&["from-excel", file, studio, "--ours", "--theirs"]).code(2);
    // Two studios below one folder.
    let many = tempfile::tempdir().expect("a folder");
    for name in ["一", "二"] {
        fs::create_dir(many.path().join(name)).expect("made");
        fs::write(many.path().join(name).join("studio.toml"), crate::folder::ROOT).expect("written");
    }
    run(&["from-excel", file, at(many.path())]).code(2).says(&["2 个工作室"]);
    run(&["to-excel", at(many.path()), at(&many.path().join("a.xlsx"))]).code(2).says(&["2 个工作室"]);
    run(&["to-excel", studio, at(&many.path().join("a.xls"))]).code(2).says(&["以 .xlsx 结尾"]);
    run(&["to-excel", studio, file]).code(2).says(&["已经有了，没有覆盖"]);
    run(&["to-excel", studio, at(&many.path().join("没有/a.xlsx"))]).code(2);
    run(&["to-excel", studio, file, file]).code(2).says(&["不认识"]);
    // Options stand wherever one likes.
    run(&["to-excel", studio, "--today", "2022-09-30", at(&many.path().join("b.xlsx"))]).code(0);
    // A file stands where a folder would have to be: nothing at all is written.
    fs::remove_dir_all(folder.studio().join("documents")).ok();
    folder.write("documents", "x");
    let sheet = book.sheet("成员");
    let row = sheet.find(NAME, "殳敏");
    sheet.set(row, "职务", text("主任"));
    book.sheet("制度文件").add(&[("文件名称", text("办法")), ("生效日期", text("2021-01-01"))]);
    folder.refuse(&book, &[]);
}

#[test]
fn an_open_workbook_is_told() {
    let folder = small();
    let bytes = folder.exported();
    fs::write(folder.book().with_file_name("~$本.xlsx"), "x").expect("written");
    folder.bring(&bytes, &[]).code(0).says(&["好像还在 Excel 里开着"]);
}

#[test]
fn a_record_that_cannot_be_read_stands_in_the_way_and_is_named() {
    for bytes in [&b"name = \xd6\xdc\xd3\xe8\n"[..], "name = “周予安”\n".as_bytes()] {
        let folder = small();
        folder.write("members/周予安.toml", bytes);
        let mut book = folder.export();
        let row = [("姓名", text("周予安")), ("成员类别", text("其他")), ("加入日期", text("2022.9.1"))];
        book.sheet("成员").add(&[&row[..], &[(NAME, text("周予安"))]].concat());
        let before = folder.snapshot();
        let run = folder.import(&book, &[]);
        assert!(run.all().contains("members/周予安.toml") && run.all().contains("studio check"), "{}", run.all());
        assert_eq!(folder.snapshot(), before);
    }
}
