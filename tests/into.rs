//! Workbooks that offices made are filled: by openpyxl and by `LibreOffice`, as they lie in `tests/into/` and, where the
//! programs are installed, made anew. Each is held against what it was, part by part, and opened by both programs again.
//! `STUDIO_EDITORS=required` makes a program that is missing a failure.

#![allow(clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "a test says what is wrong by failing")]

#[path = "into/parts.rs"]
mod parts;
mod shared;

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use calamine::{Data, Reader, Xlsx};
use parts::{only_cells_differ, packed, text};
use rayon::prelude::*;
use shared::{copy, here};

fn school() -> PathBuf {
    shared::example("school")
}

fn export(root: &Path, annex: &str, into: &Path, more: &[&str]) -> Output {
    let mut command = shared::program();
    command.arg("export").arg(root).args(["--today", "2022-09-30", "--annex", annex, "--into"]).arg(into);
    command.args(more).output().expect("it starts")
}

/// All that was said, without the ends of lines: long ones are wrapped.
fn told(output: &Output) -> String {
    let all = [output.stdout.clone(), output.stderr.clone()].concat();
    String::from_utf8(all).expect("utf-8").lines().map(str::trim).collect()
}

#[track_caller]
fn says(output: &Output, code: i32, words: &[&str]) {
    let told = told(output);
    assert_eq!(output.status.code(), Some(code), "{told}");
    for word in words {
        assert!(told.contains(word), "“{word}” is not in: {told}");
    }
}

/// The cells of a sheet that hold something, by name, with what is in them.
fn cells(bytes: &[u8], sheet: &str) -> BTreeMap<String, String> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let range = book.worksheet_range(sheet).expect("the sheet");
    let (top, left) = range.start().unwrap_or_default();
    let mut cells = BTreeMap::new();
    for (row, column, data) in range.used_cells() {
        let letter = char::from(b'A' + u8::try_from(column).expect("few columns") + u8::try_from(left).expect("few"));
        let text = match data {
            Data::Float(number) => format!("#{number}"),
            data => data.to_string(),
        };
        cells.insert(format!("{letter}{}", row + 1 + usize::try_from(top).expect("few rows")), text);
    }
    cells
}

/// Three schools and who reports for them.
fn three() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, code, studio) in [("a", "1", "郁文澜"), ("b", "2", "乙"), ("c", "3", "丙")] {
        copy(&school(), &folder.path().join(name));
        let path = folder.path().join(name).join("studio.toml");
        let text = fs::read_to_string(&path).expect("utf-8").replace("3636999999", &format!("363699999{code}"));
        fs::write(path, text.replace("郁文澜班主任工作室", &format!("{studio}班主任工作室"))).expect("written");
    }
    fs::write(folder.path().join("province.toml"), "reporting_body = \"江西省\"\n").expect("written");
    folder
}

/// A workbook that is filled in a test: its sheet, the part that is in, the annex and, for the rows of three schools, what
/// is in some of the answer cells.
struct Form {
    file: &'static str,
    annex: &'static str,
    sheet: &'static str,
    part: &'static str,
    answers: &'static [(&'static str, &'static str)],
    count: usize,
    says: &'static [&'static str],
}

const FORMS: [Form; 3] = [
    Form {
        file: "两层表头.xlsx",
        annex: "2",
        sheet: "信息表",
        part: "xl/worksheets/sheet1.xml",
        answers: &[
            ("B6", "#1"),
            ("B8", "#3"),
            ("D6", "澄川市第二职业中等专业学校"),
            ("E6", "郁文澜班主任工作室"),
            ("F8", "郁文澜"),
            ("G6", "数控专业部副主任"),
            ("H6", "高级讲师"),
            ("I6", "校级"),
            ("J6", "2020年8月"),
            ("K6", "#13"),
            ("L8", "#5"),
            ("N8", "0000-5550123"),
        ],
        count: 36,
        says: &[
            "表头在第 4–5 行，从第 6 行填起",
            "空着：C 所在市",
            "不填：省份、建设模式、主持人（负责人）/类型",
            "设了保护",
            "I6 的下拉列表里没有“校级”",
            "打开时会重新计算",
            "第 6–8 行放不下全部内容",
        ],
    },
    Form {
        file: "三层表头.xlsx",
        annex: "2",
        sheet: "表1",
        part: "xl/worksheets/sheet2.xml",
        answers: &[
            ("A7", "0000-5550123"),
            ("B7", "桑维勤"),
            ("C9", "#3"),
            ("D7", "郁文澜班主任工作室"),
            ("E8", "澄川市第二职业中等专业学校"),
            ("F9", "郁文澜"),
        ],
        count: 27,
        says: &[
            "表头在第 2–4 行，从第 7 行填起",
            "第 6 行是示例",
            "第 8 至 9 行在原表画好的格子以外",
            "空着：H 基本情况/工作室负责人/民族",
        ],
    },
    Form {
        file: "案例汇总.xlsx",
        annex: "3",
        sheet: "案例",
        part: "xl/worksheets/sheet1.xml",
        answers: &[
            ("B3", "一张返修单——汽修班用工匠标准养成班级诚信的两年实践"),
            ("C3", "育人实践"),
            ("E5", "郁文澜"),
            ("G3", "2692"),
            ("G4", "#2692"),
        ],
        count: 21,
        says: &["“序号”（A 列）有 3 格是公式，没有动", "表头在第 2 行", "C3 的下拉列表里没有“育人实践”"],
    },
];

/// Fills a workbook and holds it against what it was; gives what was written.
fn filled(form: &Form, bytes: &[u8]) -> Vec<u8> {
    let (folder, studios) = (tempfile::tempdir().expect("a folder"), three());
    let into = folder.path().join(form.file);
    fs::write(&into, bytes).expect("written");
    let output = export(studios.path(), form.annex, &into, &[]);
    says(&output, 0, form.says);
    assert!(fs::read(&into).expect("still there") == bytes, "the workbook itself is as it was");
    let own = into.with_file_name(form.file.replace(".xlsx", "-已填.xlsx"));
    let after = fs::read(&own).expect("beside it");
    let (old, new) = (cells(bytes, form.sheet), cells(&after, form.sheet));
    let changed: BTreeSet<String> =
        new.iter().filter(|(name, text)| old.get(*name) != Some(text)).map(|(name, _)| name.clone()).collect();
    assert!(changed.iter().all(|name| !old.contains_key(name)), "nothing was written over");
    let sheet = text(&after, form.part);
    let is_formula = |name: &String| {
        let cell = sheet.split("<c ").find(|cell| cell.starts_with(&format!("r=\"{name}\"")));
        cell.is_some_and(|cell| cell.contains("<f"))
    };
    assert!(old.keys().all(|name| new.contains_key(name) || is_formula(name)), "only results of formulas went");
    assert_eq!(changed.len(), form.count, "{changed:?}");
    for (name, text) in form.answers {
        assert_eq!(new.get(*name).map(String::as_str), Some(*text), "{name}");
        assert!(changed.contains(*name));
    }
    let different = only_cells_differ(bytes, &after, form.part, &changed);
    assert!(different.iter().any(|name| name == form.part));
    println!("{}: {} parts, {} cells, other: {}", form.file, packed(bytes).len(), changed.len(), different.join(", "));
    for name in packed(&after).iter().map(|part| &part.name).filter(|name| name.starts_with("xl/worksheets/sheet")) {
        let sheet = text(&after, name);
        let sums = sheet.split("<c ").filter(|cell| cell.contains("<f") && cell.contains("SUM("));
        assert!(
            sums.clone().all(|cell| !cell.replace("<v></v>", "").contains("<v>")),
            "no result of before the answers: {name}"
        );
    }
    // Once more: the same bytes; into itself: nothing is left to do.
    says(&export(studios.path(), form.annex, &into, &["--force"]), 0, &[]);
    assert!(fs::read(&own).expect("beside it") == after, "the same bytes");
    says(&export(studios.path(), form.annex, &own, &["--dry-run"]), 0, &["在工作簿里都已经有了", "没有写文件"]);
    after
}

fn fixture(by: &str, form: &Form) -> Vec<u8> {
    fs::read(here("tests/into").join(by).join(form.file)).expect("a fixture")
}

#[test]
fn tables_made_by_openpyxl_are_filled() {
    for form in &FORMS {
        filled(form, &fixture("openpyxl", form));
    }
}

#[test]
fn tables_made_by_libreoffice_are_filled() {
    for form in &FORMS {
        filled(form, &fixture("libreoffice", form));
    }
}

/// Other ways to pack the same parts: with lengths behind the data, as 64-bit zips, stored, with a comment.
#[test]
fn however_it_is_packed() {
    use zip::write::SimpleFileOptions;
    let form = &FORMS[0];
    let bytes = fixture("openpyxl", form);
    let mut zip = zip::ZipArchive::new(Cursor::new(&bytes)).expect("a zip");
    let names: Vec<String> = zip.file_names().map(|name| name.expect("utf-8").into_owned()).collect();
    let parts: Vec<(String, Vec<u8>)> = names
        .into_iter()
        .map(|name| {
            let mut part = Vec::new();
            std::io::Read::read_to_end(&mut zip.by_name(&name).expect("a part"), &mut part).expect("read");
            (name, part)
        })
        .collect();
    let plain = SimpleFileOptions::default();
    for options in [plain, plain.large_file(true), plain.compression_method(zip::CompressionMethod::Stored)] {
        let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
        out.set_comment("表样").expect("a comment");
        for (name, part) in &parts {
            out.start_file(name.as_str(), options).expect("a part");
            out.write_all(part).expect("written");
        }
        filled(form, &out.finish().expect("a zip").into_inner());
    }
    let mut out = zip::ZipWriter::new_stream(Vec::new());
    for (name, part) in &parts {
        out.start_file(name.as_str(), plain).expect("a part");
        out.write_all(part).expect("written");
    }
    filled(form, &out.finish().expect("a zip").into_inner());
}

#[test]
fn what_is_in_the_way_stops_all_of_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let form = &FORMS[0];
    let into = folder.path().join("表.xlsx");
    let bytes = fixture("openpyxl", form);
    fs::write(&into, &bytes).expect("written");
    // Filled by one school, it is in the way of three; and the other way round nothing is lost.
    says(&export(&school(), "2", &into, &["-o", into.to_str().expect("utf-8")]), 2, &["就是原来的工作簿", "--force"]);
    assert!(fs::read(&into).expect("there") == bytes);
    says(&export(&school(), "2", &into, &["-o", into.to_str().expect("utf-8"), "--force"]), 0, &["已填在"]);
    let once = fs::read(&into).expect("there");
    let studios = three();
    let path = studios.path().join("a/studio.toml");
    let other = fs::read_to_string(&path).expect("utf-8").replace("澄川市第二职业中等专业学校", "临江职业学校");
    fs::write(&path, other).expect("written");
    let output = export(studios.path(), "2", &into, &[]);
    says(&output, 1, &["D6 已有“澄川市第二职业中等专业学校”，这里要填“临江职业学校”", "first_row", "有 1 处填不进去"]);
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1, "nothing was written");
    assert!(fs::read(&into).expect("there") == once);
    // From the row below on there is room for three, and not for seven.
    let mapping = folder.path().join("对照.toml");
    fs::write(&mapping, "first_row = 7\n").expect("written");
    let with = ["--mapping", mapping.to_str().expect("utf-8")];
    says(&export(studios.path(), "2", &into, &with), 0, &["从第 7 行填起", "3 行"]);
    fs::write(&mapping, "first_row = 12\n").expect("written");
    says(&export(studios.path(), "2", &into, &with), 2, &["表-已填.xlsx 已经有了", "--force"]);
    let output = export(studios.path(), "2", &into, &[&with[..], &["--dry-run"]].concat());
    says(&output, 1, &["可填 1 行，还差 2 行（第 13 行是“合计”）", "插入 2 行"]);
}

#[test]
fn errors_in_the_records_stop_it_and_a_draft_goes_on() {
    let (folder, studios) = (tempfile::tempdir().expect("a folder"), three());
    let into = folder.path().join("表.xlsx");
    fs::write(&into, fixture("openpyxl", &FORMS[0])).expect("written");
    let path = studios.path().join("b/studio.toml");
    let bad =
        fs::read_to_string(&path).expect("utf-8").replace("positioning = \"", "positioning = \"电话13900000000，");
    fs::write(&path, bad).expect("written");
    says(&export(studios.path(), "2", &into, &[]), 1, &["privacy/phone"]);
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1, "nothing was written");
    says(&export(studios.path(), "2", &into, &["--draft"]), 0, &["表-草稿.xlsx"]);
}

#[test]
fn doubts_are_settled_in_a_mapping_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let into = folder.path().join("表.xlsx");
    let bytes = fixture("libreoffice", &FORMS[0]);
    let mut zip = zip::ZipArchive::new(Cursor::new(&bytes)).expect("a zip");
    // A second column of one name.
    let part = FORMS[0].part;
    let twice = text(&bytes, "xl/sharedStrings.xml").replace(">所在市<", ">联系电话<");
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..zip.len() {
        let file = zip.by_index_raw(index).expect("a part");
        if file.name().expect("a name") == "xl/sharedStrings.xml" {
            out.start_file("xl/sharedStrings.xml", zip::write::SimpleFileOptions::default()).expect("a part");
            out.write_all(twice.as_bytes()).expect("written");
        } else {
            out.raw_copy_file(file).expect("copied");
        }
    }
    let bytes = out.finish().expect("a zip").into_inner();
    fs::write(&into, &bytes).expect("written");
    let output = export(&school(), "2", &into, &[]);
    says(&output, 1, &["拿不准：附件里的“联系电话”，在工作簿里可能是“C 联系电话、N 联系电话”", "--write-mapping"]);
    let mapping = folder.path().join("对照.toml");
    let path = mapping.to_str().expect("utf-8");
    says(&export(&school(), "2", &into, &["--write-mapping", path]), 0, &["已写好对照文件"]);
    says(&export(&school(), "2", &into, &["--write-mapping", path]), 2, &["已经有了"]);
    // Told to write over what is there, it still writes over no record.
    copy(&school(), &folder.path().join("校"));
    for record in ["校/studio.toml", "校/members/郁文澜.toml"] {
        let record = folder.path().join(record);
        let before = fs::read(&record).expect("a record");
        let path = record.to_str().expect("utf-8");
        says(&export(&school(), "2", &into, &["--write-mapping", path, "--force"]), 2, &["是工作室的记录"]);
        assert_eq!(fs::read(&record).expect("a record"), before);
    }
    says(&export(&school(), "2", &into, &["--write-mapping", path, "--force"]), 0, &["已写好对照文件"]);
    // The template as it is settles nothing; with the letter in it, all.
    says(&export(&school(), "2", &into, &["--mapping", path]), 1, &["拿不准"]);
    let template = fs::read_to_string(&mapping).expect("utf-8");
    fs::write(&mapping, template.replace("# \"联系电话\" = \"\"", "\"联系电话\" = \"N\"")).expect("written");
    says(&export(&school(), "2", &into, &["--mapping", path]), 0, &["对照文件", "空着：C 联系电话"]);
    let after = fs::read(folder.path().join("表-已填.xlsx")).expect("written");
    assert_eq!(cells(&after, "信息表").get("N6").map(String::as_str), Some("0000-5550123"));
    let changed: BTreeSet<String> =
        cells(&after, "信息表").keys().filter(|name| name.ends_with('6') && name.len() == 2).cloned().collect();
    only_cells_differ(&bytes, &after, part, &changed);
    fs::write(&mapping, "[columns]\n\"联系电话\" = \"ZZ\"\n").expect("written");
    says(&export(&school(), "2", &into, &["--mapping", path, "--force"]), 1, &["ZZ 列，可是这一列没有表头"]);
    fs::write(&mapping, "[columns]\n\"联系电活\" = \"N\"\n").expect("written");
    says(&export(&school(), "2", &into, &["--mapping", path]), 2, &["对照.toml:2:1", "是不是“联系电话”"]);
}

#[test]
fn what_cannot_be_filled_is_said_with_what_to_do() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).expect("written");
        path
    };
    let book = fixture("openpyxl", &FORMS[0]);
    says(&export(&school(), "2", &write("a.xlsx", b"\xd0\xcf\x11\xe0"), &[]), 2, &["旧格式", "另存为 .xlsx"]);
    says(&export(&school(), "2", &write("b.xlsx", b"<html>"), &[]), 2, &["不是 Excel 工作簿"]);
    says(&export(&school(), "2", &write("c.xlsx", &book[..book.len() / 2]), &[]), 2, &["坏了"]);
    says(&export(&school(), "2", &write("d.xls", &book), &[]), 2, &["不是 .xlsx 或 .xlsm"]);
    says(&export(&school(), "all", &write("e.xlsx", &book), &[]), 2, &["--annex 2 或 --annex 3"]);
    says(&export(&school(), "2", &folder.path().join("无.xlsx"), &[]), 2, &["读不了"]);
    says(&export(&school(), "2", folder.path(), &[]), 2, &["不是 Excel 工作簿"]);
    says(&export(&school(), "2", &write("f.xlsx", &book), &["-o", "x.xls"]), 2, &["结尾"]);
    let other = fixture("openpyxl", &FORMS[1]);
    says(&export(&school(), "3", &write("g.xlsx", &other), &[]), 2, &["更像附件2，不像附件3"]);
    let cases = fixture("openpyxl", &FORMS[2]);
    says(&export(&school(), "2", &write("i.xlsx", &cases), &[]), 2, &["更像附件3，不像附件2"]);
    let output = export(&school(), "2", &write("h.xlsm", &book), &[]);
    says(&output, 0, &["h-已填.xlsm"]);
    assert!(folder.path().join("h-已填.xlsm").is_file());
}

/// A program that is not installed.
fn absent(name: &str) {
    assert!(std::env::var_os("STUDIO_EDITORS").is_none_or(|word| word != "required"), "{name} is required");
    println!("skipped: {name} is not installed");
}

fn python() -> OsString {
    std::env::var_os("STUDIO_PYTHON").unwrap_or_else(|| "python3".into())
}

fn is_there(command: &mut Command) -> bool {
    command.output().is_ok_and(|output| output.status.success())
}

fn has_openpyxl() -> bool {
    is_there(Command::new(python()).args(["-c", "import openpyxl"]))
}

fn has_libreoffice() -> bool {
    is_there(Command::new("soffice").arg("--version"))
}

fn run(command: &mut Command) -> String {
    let output = command.output().expect("it starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Has `LibreOffice` write a workbook in another format; gives the folder it is in.
fn converted(bytes: &[u8], to: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let from = folder.path().join("book.xlsx");
    fs::write(&from, bytes).expect("written");
    let home = format!("-env:UserInstallation=file://{}", folder.path().join("home").display());
    let out = folder.path().join("out");
    run(Command::new("soffice").args([&home, "--headless", "--convert-to", to, "--outdir"]).arg(&out).arg(&from));
    folder
}

/// What openpyxl finds in a sheet: the text of each cell by name.
fn by_openpyxl(bytes: &[u8], sheet: &str) -> BTreeMap<String, String> {
    const SCRIPT: &str = r##"
import sys, openpyxl
for row in openpyxl.load_workbook(sys.argv[1])[sys.argv[2]].iter_rows():
    for cell in row:
        if cell.value is not None:
            number = isinstance(cell.value, (int, float))
            print(cell.coordinate, ("#" if number else "") + str(cell.value).replace("\n", "\\n"), sep="\t")
"##;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("book.xlsx");
    fs::write(&path, bytes).expect("written");
    let said = run(Command::new(python()).args(["-c", SCRIPT]).arg(&path).arg(sheet).env("PYTHONUTF8", "1"));
    said.lines().filter_map(|line| line.split_once('\t')).map(|(name, text)| (name.into(), text.into())).collect()
}

#[test]
fn tables_made_anew_are_filled_and_opened_again() {
    if !has_openpyxl() {
        return absent("openpyxl");
    }
    let made = tempfile::tempdir().expect("a folder");
    run(Command::new(python()).arg(here("tests/into/made.py")).arg(made.path()).env("PYTHONUTF8", "1"));
    FORMS.par_iter().for_each(|form| {
        let mut books = vec![fs::read(made.path().join(form.file)).expect("made")];
        if has_libreoffice() {
            let folder = converted(&books[0], "xlsx");
            books.push(fs::read(folder.path().join("out/book.xlsx")).expect("made"));
        } else {
            absent("LibreOffice");
        }
        for book in &books {
            let after = filled(form, book);
            let found = by_openpyxl(&after, form.sheet);
            for (name, text) in form.answers {
                assert_eq!(found.get(*name).map(String::as_str), Some(*text), "{name}");
            }
            if has_libreoffice() {
                opened(&after);
            }
        }
    });
}

/// `LibreOffice` opens it: the answers are there, and what is calculated from them is calculated anew.
fn opened(bytes: &[u8]) {
    let csv = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1";
    let folder = converted(bytes, csv);
    let mut all = String::new();
    for entry in walkdir::WalkDir::new(folder.path().join("out")).sort_by_file_name() {
        let entry = entry.expect("a readable tree");
        if entry.file_type().is_file() {
            all += &fs::read_to_string(entry.path()).expect("utf-8");
        }
    }
    let three = |word: &str| all.matches(word).count() >= 3;
    assert!(three("澄川市第二职业中等专业学校") && three("0000-5550123") && three("郁文澜"), "{all}");
    if all.contains("成员总数") {
        assert!(all.contains("成员总数,39") && all.contains("学校数,3"), "{all}");
    }
}
