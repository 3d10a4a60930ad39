//! The round trip through the programs that people and their scripts use: `LibreOffice` and `openpyxl` open the workbook and save
//! it, with and without edits. Where one is not there its test says so and passes, unless `STUDIO_EDITORS=required`.
//! `STUDIO_PYTHON` names a Python that has openpyxl.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what is wrong by failing")]
#![allow(clippy::print_stdout, reason = "versions and numbers of cells are what this shows")]
#![allow(dead_code, reason = "the modules are those of tests/workbook")]

#[path = "workbook/book.rs"]
mod book;
#[path = "workbook/folder.rs"]
mod folder;
#[path = "workbook/nasty.rs"]
mod nasty;

use std::fs;
use std::process::Command;

use book::{Book, Cell, day, text};
use folder::{Folder, NAME, at, diff, small};

/// A program that opens a workbook and saves it.
trait Editor {
    /// Its name and version; nothing where it is not there.
    fn version(&self) -> Option<String>;
    /// Whether it calculates formulas.
    fn calculates(&self) -> bool {
        true
    }
    /// Opens and saves.
    fn save(&self, bytes: &[u8]) -> Vec<u8>;
}

struct LibreOffice;
struct OpenPyXl;

fn output(command: &mut Command) -> Option<String> {
    let output = command.output().ok().filter(|output| output.status.success())?;
    Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

impl Editor for LibreOffice {
    fn version(&self) -> Option<String> {
        output(Command::new("soffice").arg("--version"))
    }

    fn save(&self, bytes: &[u8]) -> Vec<u8> {
        let folder = tempfile::tempdir().expect("a folder");
        let (old, new) = (folder.path().join("旧.xlsx"), folder.path().join("新"));
        fs::write(&old, bytes).expect("written");
        let profile = format!("-env:UserInstallation=file://{}", at(&folder.path().join("profile")));
        let run = Command::new("soffice")
            .args([profile.as_str(), "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", at(&new)])
            .arg(&old)
            .output()
            .expect("it starts");
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        fs::read(new.join("旧.xlsx")).expect("saved")
    }
}

fn python() -> Command {
    Command::new(std::env::var("STUDIO_PYTHON").unwrap_or_else(|_| "python3".to_owned()))
}

/// Opens a workbook as `book`, runs `script`, saves it.
fn scripted(bytes: &[u8], script: &str) -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.xlsx");
    fs::write(&path, bytes).expect("written");
    let whole =
        format!("import sys, openpyxl\nbook = openpyxl.load_workbook(sys.argv[1])\n{script}\nbook.save(sys.argv[1])\n");
    let run = python().env("PYTHONUTF8", "1").args(["-c", &whole, at(&path)]).output().expect("it starts");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    fs::read(&path).expect("saved")
}

impl Editor for OpenPyXl {
    fn version(&self) -> Option<String> {
        let script = "import openpyxl, sys; print('openpyxl', openpyxl.__version__, 'Python', sys.version.split()[0])";
        output(python().args(["-c", script]))
    }

    fn calculates(&self) -> bool {
        false
    }

    fn save(&self, bytes: &[u8]) -> Vec<u8> {
        scripted(bytes, "")
    }
}

/// The editor's version, said; nothing where it is not there.
fn there(editor: &dyn Editor, name: &str) -> bool {
    if let Some(version) = editor.version() {
        println!("through {version}");
        return true;
    }
    let required = std::env::var("STUDIO_EDITORS").is_ok_and(|value| value == "required");
    assert!(!required, "{name} is required and is not here");
    println!("SKIPPED: {name} is not here");
    false
}

/// Cells that hold the same in both, and those that do not.
fn compared(one: &Book, other: &Book) -> (usize, Vec<String>) {
    let mut same = 0;
    let mut differ = Vec::new();
    for (one, other) in one.filled().zip(other.filled()) {
        for (place, cell) in &one.cells {
            if other.cells.get(place) == Some(cell) {
                same += 1;
            } else {
                differ.push(format!("{}!{place:?}: {cell:?} is {:?}", one.name, other.cells.get(place)));
            }
        }
    }
    (same, differ)
}

/// Out, through the editor, and back: not a byte of the folder is another one.
fn unedited(editor: &dyn Editor) {
    let mut all = 0;
    for (name, folder) in
        [("school", Folder::example("school")), ("first-week", Folder::example("first-week")), ("odd", nasty::folder())]
    {
        let before = folder.snapshot();
        let bytes = folder.exported();
        let saved = editor.save(&bytes);
        let (same, differ) = compared(&Book::read(&bytes), &Book::read(&saved));
        println!("{name}: {same} cells the same, {} not {differ:?}", differ.len());
        assert!(same > 100);
        all += same;
        for flags in [&[][..], &["--delete"], &["--theirs"]] {
            folder.bring(&saved, flags).code(0).says(&["没有要写的改动"]);
            assert_eq!(folder.snapshot(), before, "{name}");
        }
        // The second time, too.
        let twice = editor.save(&saved);
        folder.bring(&twice, &["--delete"]).code(0).says(&["没有要写的改动"]);
        assert_eq!(folder.snapshot(), before, "{name}");
    }
    println!("{all} cells in all");
}

/// One edit in every odd record before the editor saves: exactly that comes back.
fn edited(editor: &dyn Editor) {
    let folder = nasty::folder();
    let before = folder.snapshot();
    let mut book = Book::read(&editor.save(&folder.exported()));
    let sheet = book.sheet("成员");
    let mut wanted = Vec::new();
    for (stem, old, new) in nasty::EDITS {
        let row = sheet.find(NAME, stem);
        sheet.set(row, "加入日期", day("2021-10-08"));
        wanted.extend([format!("members/{stem}.toml"), format!("-{old}"), format!("+{new}")]);
    }
    folder.bring(&editor.save(&book.write()), &[]).code(0);
    assert_eq!(diff(&before, &folder.snapshot()), wanted);

    // Every type of cell, typed anew.
    let folder = small();
    let before = folder.snapshot();
    let mut book = folder.export();
    let sheet = book.sheet("成员");
    let row = sheet.find(NAME, "顿立诚");
    let cells = [
        ("出生年份", Cell::Number(1987.0), "birth_year = 1987"),
        ("职务", text("'=1+1"), "post = \"'=1+1\""),
        ("任教课程", text("0012"), "course = \"0012\""),
        ("研究领域", text("310101199001010010"), "field = \"310101199001010010\""),
        ("毕业院校", text("一\n@二\n+8"), "alma_mater = [\"一\", \"@二\", \"+8\"]"),
        ("退出日期", day("2022-01-01"), "left = 2022-01-01"),
        ("亮身份的方式", text("第一行\n第二行"), "party = \"\"\"\n第一行\n第二行\"\"\""),
        ("知识储备", Cell::Formula("=\"一\"&\"二\"", "一二".into()), "knowledge = \"一二\""),
    ];
    for (heading, cell, _) in &cells {
        sheet.set(row, heading, cell.clone());
    }
    let sheet = book.sheet("工作载体");
    let carrier = sheet.find("载体形式", "读书会");
    sheet.set(carrier, "是否品牌", Cell::Truth(true));
    if !editor.calculates() {
        // It keeps the formula and drops its result.
        folder.bring(&editor.save(&book.write()), &[]).code(1).says(&["还没有算出结果"]);
        book.sheet("成员").set(row, "知识储备", text("一二"));
    }
    folder.bring(&editor.save(&book.write()), &[]).code(0);
    let after = folder.read("members/顿立诚.toml");
    for (_, _, line) in &cells {
        assert!(after.contains(&format!("{line}\n")), "{line} is not in\n{after}");
    }
    let changed = diff(&before, &folder.snapshot());
    let files: Vec<_> = changed.iter().filter(|line| line.contains('/')).collect();
    assert_eq!(files, ["carriers/读书会.toml", "members/顿立诚.toml"]);
    assert!(folder.read("carriers/读书会.toml").contains("brand = true\n"));
}

#[test]
fn libreoffice_saves_and_nothing_is_lost() {
    if there(&LibreOffice, "LibreOffice") {
        unedited(&LibreOffice);
        edited(&LibreOffice);
    }
}

#[test]
fn openpyxl_saves_and_nothing_is_lost() {
    if there(&OpenPyXl, "openpyxl") {
        unedited(&OpenPyXl);
        edited(&OpenPyXl);
    }
}

/// Sheets under other names and in another order, their columns from right to left, their rows from the last to the first.
const TURNED: &str = "
for number, sheet in enumerate(book.worksheets):
    first = sheet.cell(1, 1).value
    if sheet.sheet_state != 'visible':
        continue
    sheet.title = f'表{number}'
    sheet.auto_filter.ref = None
    sheet.data_validations.dataValidation = []
    if not str(sheet.cell(2, 1).value).startswith('studio:'):
        continue
    rows = [[(cell.value, cell.number_format, cell.data_type) for cell in row] for row in sheet.iter_rows(min_row=2)]
    rows = [row for row in rows if any(value is not None for value, _, _ in row)]
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            cell.value, cell.comment, cell.hyperlink = None, None, None
    for y, row in enumerate([rows[0]] + rows[:0:-1]):
        for x, (value, form, kind) in enumerate(reversed(row)):
            cell = sheet.cell(y + 4, x + 2)
            cell.value, cell.number_format = value, form
            cell.data_type = kind
book._sheets.reverse()
";

/// One edit, wherever the cell is now.
const EDITED: &str = "
for sheet in book.worksheets:
    for row in sheet.iter_rows():
        for cell in row:
            if sheet.sheet_state == 'visible' and cell.value == '教师':
                cell.value = '主任'
";

#[test]
fn what_was_turned_about_is_the_same_workbook() {
    if !there(&OpenPyXl, "openpyxl") {
        return;
    }
    let office = there(&LibreOffice, "LibreOffice");
    for (name, folder) in [("school", Folder::example("school")), ("odd", nasty::folder()), ("small", small())] {
        let before = folder.snapshot();
        let mut turned = scripted(&folder.exported(), TURNED);
        if office {
            turned = LibreOffice.save(&turned);
        }
        folder.bring(&turned, &[]).code(0).says(&["没有要写的改动"]);
        assert_eq!(folder.snapshot(), before);
        println!("{name}: {} cells turned about", count(&Book::read(&turned)));
        if name == "small" {
            let renamed = folder.book().with_file_name("王老师改.xlsx");
            fs::write(&renamed, scripted(&turned, EDITED)).expect("written");
            folder::run(&["from-excel", at(&renamed), at(&folder.studio())]).code(0);
            let wanted = ["members/顿立诚.toml", "-post = \"教师\"\n", "+post = \"主任\"\n"];
            assert_eq!(diff(&before, &folder.snapshot()), wanted);
        }
    }
}

/// How many cells that people may fill in hold something.
fn count(book: &Book) -> usize {
    book.filled().map(|sheet| sheet.rows().map(|row| sheet.row(row).len().saturating_sub(1)).sum::<usize>()).sum()
}
