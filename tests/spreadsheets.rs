//! The workbook through real programs: `LibreOffice`, and openpyxl as `STUDIO_PYTHON` or `python3` has it. What is not installed
//! is skipped with a word; `STUDIO_EDITORS=required` makes that a failure.

#![allow(clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "a test says what is wrong by failing")]
#![allow(dead_code, reason = "the tools are shared with the other tests of workbooks")]

#[path = "workbook/book.rs"]
mod book;
#[path = "workbook/folder.rs"]
mod folder;
mod shared;

use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::Command;

use book::Book;
use folder::Folder;

/// What every script of openpyxl begins with: how a sheet and a cell are found as people find them.
const OPEN: &str = r#"
import copy, datetime, sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
def head(sheet):
    for row in sheet.iter_rows(max_row=8):
        for cell in row:
            if isinstance(cell.value, str) and cell.value.startswith("studio:"):
                return cell.row
def titled(sheet, heading):
    for cell in sheet[head(sheet)]:
        if isinstance(cell.value, str) and cell.value.rstrip(" *") == heading:
            return cell.column
    raise SystemExit(f"{sheet.title}: no {heading}")
def put(name, stem, heading, value, nth=1, text=False):
    sheet = book[name]
    own = next(c.column for c in sheet[head(sheet)] if isinstance(c.value, str) and c.value.endswith("（文件名）"))
    rows = [n for n in range(head(sheet) + 1, sheet.max_row + 1) if sheet.cell(n, own).value == stem]
    cell = sheet.cell(rows[nth - 1], titled(sheet, heading))
    cell.value = value
    if text:
        cell.data_type = "s"
def filled():
    return [sheet for sheet in book if sheet.sheet_state == "visible" and head(sheet)]
"#;

/// Every tab gets another name, and on every sheet the columns stand the other way round, the hidden one with them.
const MOVED: &str = r#"
for number, sheet in enumerate(filled()):
    sheet.title = f"第{number}张"
    sheet.auto_filter.ref = None
    top, last = head(sheet), sheet.max_column
    for row in range(top, sheet.max_row + 1):
        old = [(sheet.cell(row, n).value, sheet.cell(row, n).data_type, sheet.cell(row, n).number_format)
               for n in range(1, last + 1)]
        for n, (value, kind, form) in zip(range(last, 0, -1), old):
            cell = sheet.cell(row, n)
            cell.value, cell.number_format = value, form
            cell.data_type = kind
"#;

/// A value of every sort, each changed once.
const EDITED: &str = r#"
put("成员", "甲", "职务", "'=1+1\n第二行")
put("成员", "甲", "职称", "讲师")
put("成员", "甲", "出生年份", 1980)
put("成员", "甲", "加入日期", datetime.date(2021, 10, 8))
put("成员", "甲", "毕业院校", "一\n三")
put("成员", "甲", "知识储备", None)
put("成员", "乙", "加入日期", "2021年10月8日")
put("成员", "乙", "班主任工作年限", "１２")
put("成员-成长记录", "甲", "内容", "新名", 2)
put("工作载体", "读书会", "是否品牌", "否")
put("工作载体", "读书会", "针对的问题", "=2+2", text=True)
put("工作载体", "读书会", "覆盖领域", "学习\n研究")
"#;

const MEMBER: &str = r#"# 头
name = "甲"   # 名
category = "其他"
birth_year = 1979
post = "'=旧\n第二行"
title = "高级讲师"
homeroom_years = 0
course = "=1+1"
field = "00012"
alma_mater = ["一", "二"] # 学历
joined = 2020-09-01 # 加入
party = "310000000000000012"

[profile]
knowledge = "旧"
practice = ""
personality = "  前后  "
philosophy = "_x000D_ _x0041_ <&>\u200b😀\u3000"
aspiration = "3-1"

[[growth]]
date = 2020-10-01
kind = "培训"
title = "同"

# 第二段
[[growth]]
date = 2020-10-02
kind = "培训"
title = "同" # 改它
evidence = ["证据/甲.pdf", "  空  "]
"#;

fn hard() -> Folder {
    Folder::new(&[
        ("members/甲.toml", MEMBER),
        ("carriers/读书会.toml", "kind = \"读书会\"\ndomains = [\"学习\"]\nproblem = \"旧\"\nbrand = true # 品牌\n"),
        ("members/乙.toml", "name = '乙'\r\ncategory = \"其他\"\r\nhomeroom_years = 0xb\r\njoined = \"2020.9.1\"\r\n"),
        (
            "members/2021.toml",
            "name = \"96%\"\ncategory = \"TRUE\"\npost = \"@\"\ncourse = \"+8\"\nfield = \"#N/A\"\njoined = 2020-09-01T08:00:00\nbirth_year = 1e3\ntitle = \"1.5E+17\"\nparty = \"2022-09-01\"\n",
        ),
    ])
}

/// A program that reads a workbook and writes it anew, after a script has been at it.
struct Program {
    name: String,
    save: fn(&[u8], &str) -> Vec<u8>,
}

fn absent(name: &str) -> Option<Program> {
    assert!(std::env::var_os("STUDIO_EDITORS").is_none_or(|word| word != "required"), "{name} is required");
    println!("skipped: {name} is not installed");
    None
}

fn said(command: &mut Command) -> Option<String> {
    let output = command.output().ok().filter(|output| output.status.success())?;
    Some(String::from_utf8_lossy(&output.stdout).lines().next().unwrap_or_default().trim().to_owned())
}

fn python() -> OsString {
    std::env::var_os("STUDIO_PYTHON").unwrap_or_else(|| "python3".into())
}

fn run(command: &mut Command, out: &Path) -> Vec<u8> {
    let output = command.output().expect("it starts");
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}");
    fs::read(out).unwrap_or_else(|error| panic!("{error}: {told}"))
}

fn openpyxl() -> Option<Program> {
    let version = said(Command::new(python()).args(["-c", "import openpyxl; print(openpyxl.__version__)"]));
    let Some(version) = version else { return absent("openpyxl") };
    let save = |bytes: &[u8], script: &str| {
        let folder = tempfile::tempdir().expect("a folder");
        let (from, to) = (folder.path().join("from.xlsx"), folder.path().join("to.xlsx"));
        fs::write(&from, bytes).expect("written");
        let code = format!("{OPEN}\n{script}\nbook.save(sys.argv[2])\n");
        run(Command::new(python()).arg("-c").arg(code).arg(&from).arg(&to).env("PYTHONUTF8", "1"), &to)
    };
    Some(Program { name: format!("openpyxl {version}"), save })
}

/// `LibreOffice` opens and saves; what a script does is done by openpyxl before.
fn libreoffice() -> Option<Program> {
    let Some(name) = said(Command::new("soffice").arg("--version")) else { return absent("LibreOffice") };
    let save = |bytes: &[u8], script: &str| {
        let edited =
            if script.is_empty() { Some(bytes.to_vec()) } else { openpyxl().map(|it| (it.save)(bytes, script)) };
        let folder = tempfile::tempdir().expect("a folder");
        let (from, out) = (folder.path().join("book.xlsx"), folder.path().join("out"));
        fs::write(&from, edited.unwrap_or_else(|| bytes.to_vec())).expect("written");
        let home = format!("-env:UserInstallation=file://{}", folder.path().join("home").display());
        let mut command = Command::new("soffice");
        command.args([&home, "--headless", "--convert-to", "xlsx", "--outdir"]).arg(&out).arg(&from);
        run(&mut command, &out.join("book.xlsx"))
    };
    Some(Program { name, save })
}

/// Out, through the program, back: the tree is as it was. Prints how many cells went through.
fn unedited(program: &Program, folder: &Folder, script: &str) {
    let before = folder.snapshot();
    let exported = folder.exported();
    let cells = Book::read(&exported).count();
    let saved = (program.save)(&exported, script);
    assert_ne!(saved, exported, "{} wrote nothing of its own", program.name);
    assert!(script.is_empty() || Book::read(&saved).sheets.iter().any(|sheet| sheet.name == "第0张"), "not moved");
    assert_eq!(Book::read(&saved).count(), cells, "{}: cells came or went", program.name);
    folder.bring(&saved, &["--delete"]).code(0).says(&["没有要写的改动"]);
    assert_eq!(folder.snapshot(), before, "{}", program.name);
    println!("{}: {cells} cells, {}", program.name, if script.is_empty() { "as they were" } else { "moved" });
}

/// What the files of the hard studio say once the edits are brought back: these lines are others, and no other byte is.
const EXPECTED: [(&str, &str, &str); 12] = [
    ("members/甲.toml", "post = \"'=旧\\n第二行\"", "post = \"\"\"\n'=1+1\n第二行\"\"\""),
    ("members/甲.toml", "title = \"高级讲师\"", "title = \"讲师\""),
    ("members/甲.toml", "birth_year = 1979", "birth_year = 1980"),
    ("members/甲.toml", "joined = 2020-09-01 # 加入", "joined = 2021-10-08 # 加入"),
    ("members/甲.toml", "[\"一\", \"二\"] # 学历", "[\"一\", \"三\"] # 学历"),
    ("members/甲.toml", "knowledge = \"旧\"\n", ""),
    ("members/甲.toml", "title = \"同\" # 改它", "title = \"新名\" # 改它"),
    ("members/乙.toml", "joined = \"2020.9.1\"", "joined = 2021-10-08"),
    ("members/乙.toml", "homeroom_years = 0xb", "homeroom_years = 12"),
    ("carriers/读书会.toml", "brand = true # 品牌", "brand = false # 品牌"),
    ("carriers/读书会.toml", "problem = \"旧\"", "problem = \"=2+2\""),
    ("carriers/读书会.toml", "domains = [\"学习\"]", "domains = [\"学习\", \"研究\"]"),
];

fn edited(program: &Program, script: &str, name: &str) {
    let folder = hard();
    let mut expected = folder.snapshot();
    let saved = (program.save)(&folder.exported(), script);
    folder.bring(&saved, &[]).code(0);
    for (file, old, new) in EXPECTED {
        let text = String::from_utf8(expected[file].clone()).expect("utf-8");
        assert!(text.contains(old), "{file}: {old}");
        expected.insert(file.to_owned(), text.replacen(old, new, 1).into_bytes());
    }
    let after = folder.snapshot();
    for (file, bytes) in &expected {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        assert_eq!(text(&after[file]), text(bytes), "{} {name}: {file}", program.name);
    }
    assert_eq!(after.len(), expected.len());
    folder.bring(&saved, &[]).code(0).says(&["没有要写的改动"]);
    assert_eq!(folder.snapshot(), after, "a second time");
    println!("{}: {} cells edited, {name}", program.name, EXPECTED.len());
}

/// What is done to a workbook before the program saves it: nothing; rows, columns and sheets are moved; cells are edited.
/// `LibreOffice` takes its time, so that these are several tests.
enum Before {
    Nothing,
    Moves,
    Edits,
}

fn through(program: Option<&Program>, before: &Before) {
    let Some(program) = program else { return };
    // Only openpyxl moves and edits; LibreOffice opens and saves what came of it.
    if !matches!(before, Before::Nothing) && openpyxl().is_none() {
        return;
    }
    let script = match before {
        Before::Nothing => "",
        Before::Moves => MOVED,
        Before::Edits => {
            edited(program, EDITED, "in place");
            edited(program, &format!("{EDITED}{MOVED}"), "moved");
            return;
        }
    };
    unedited(program, &hard(), script);
    unedited(program, &Folder::example("school"), script);
    unedited(program, &Folder::example("first-week"), script);
}

#[test]
fn openpyxl_loses_nothing() {
    for before in [Before::Nothing, Before::Moves, Before::Edits] {
        through(openpyxl().as_ref(), &before);
    }
}

#[test]
fn libreoffice_loses_nothing() {
    through(libreoffice().as_ref(), &Before::Nothing);
}

#[test]
fn libreoffice_loses_nothing_that_was_moved() {
    through(libreoffice().as_ref(), &Before::Moves);
}

#[test]
fn libreoffice_loses_nothing_that_was_edited() {
    through(libreoffice().as_ref(), &Before::Edits);
}
