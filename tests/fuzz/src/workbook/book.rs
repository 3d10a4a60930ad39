//! A workbook as sheets of cells, which an input changes line by line.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Cursor, Read};

use studio::form::place::{Area, Place};
use studio::workbook::raw::{Raw, Sheet};

use super::super::docx::zipped;

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// The workbook.
#[derive(Debug, Clone, Default)]
pub struct Book {
    /// Names of sheets, cells by row and column, joined cells.
    sheets: Vec<(String, BTreeMap<(u32, u32), String>, Vec<String>)>,
}

/// The parts of a zip.
pub fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    let count = archive.len();
    let part = |index: usize| {
        let mut file = archive.by_index(index).expect("a part");
        let mut content = Vec::new();
        file.read_to_end(&mut content).expect("read");
        (file.name().expect("utf-8").into_owned(), content)
    };
    (0..count).map(part).collect()
}

impl Book {
    /// The cells of these sheets.
    pub fn of(sheets: &[Sheet]) -> Self {
        let cell = |raw: &Raw| match raw {
            Raw::Text(text) => text.replace('\\', "\\\\").replace('\n', "\\n"),
            Raw::Number(number) | Raw::Percent(number) => format!("#{number}"),
            Raw::Date(day, _) => format!("@{day}"),
            Raw::Truth(yes) => format!("!{}", u8::from(*yes)),
            Raw::Error(_) | Raw::Formula => "=1+1".to_owned(),
        };
        let sheet = |sheet: &Sheet| {
            let rows = sheet.rows.iter();
            let cells =
                rows.flat_map(|(row, cells)| cells.iter().map(move |(column, raw)| ((*row, *column), cell(raw))));
            (sheet.name.clone(), cells.collect(), Vec::new())
        };
        Self { sheets: sheets.iter().map(sheet).collect() }
    }

    /// The cells as lines that would make them.
    pub fn lines(&self) -> Vec<(String, String)> {
        let line = |(place, text): (&(u32, u32), &String)| {
            let (row, column) = *place;
            format!("{} {text}\n", Place { row, column }.name())
        };
        self.sheets.iter().map(|(name, cells, _)| (name.clone(), cells.iter().map(line).collect())).collect()
    }

    /// Makes the changes of these lines in a sheet: `C7 text`, `C7 #1.5`, `C7 @2022-09-01`, `C7 !1`, `C7 =1+1`, `C7` for nothing,
    /// `join B3:B6`, `drop 7`, `gone`.
    pub fn change(&mut self, name: &str, lines: &str) {
        let at = self.sheets.iter().position(|(known, ..)| known == name).unwrap_or_else(|| {
            self.sheets.push((name.to_owned(), BTreeMap::new(), Vec::new()));
            self.sheets.len() - 1
        });
        let sheet = &mut self.sheets[at];
        for line in lines.lines() {
            let (place, text) = line.split_once(' ').unwrap_or((line, ""));
            match (place, Place::read(place)) {
                ("gone", _) => sheet.1.clear(),
                ("join", _) => sheet.2.extend(Area::read(text).map(|_| text.to_owned())),
                ("drop", _) => {
                    let Ok(gone) = text.parse::<u32>() else { continue };
                    let up = |((row, column), text)| ((if row >= gone { row - 1 } else { row }, column), text);
                    let cells = std::mem::take(&mut sheet.1);
                    sheet.1 = cells.into_iter().filter(|((row, _), _)| row + 1 != gone).map(up).collect();
                }
                (_, Some(place)) if text.is_empty() => drop(sheet.1.remove(&(place.row, place.column))),
                (_, Some(place)) => drop(sheet.1.insert((place.row, place.column), text.to_owned())),
                _ => {}
            }
        }
    }

    /// The bytes of the file, with no more in them than a reader asks for.
    pub fn write(&self) -> Vec<u8> {
        let (mut tabs, mut relations) = (String::new(), String::new());
        let mut parts = Vec::new();
        for (number, (name, cells, joined)) in (1..).zip(&self.sheets) {
            let name = escaped(name);
            let _ = write!(tabs, "<sheet name=\"{name}\" sheetId=\"{number}\" r:id=\"r{number}\"/>");
            let target = format!("Type=\"{OFFICE}/worksheet\" Target=\"worksheets/sheet{number}.xml\"");
            let _ = write!(relations, "<Relationship Id=\"r{number}\" {target}/>");
            parts.push((format!("xl/worksheets/sheet{number}.xml"), sheet(cells, joined)));
        }
        let workbook = format!("<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets>{tabs}</sheets></workbook>");
        let relations = format!("<Relationships xmlns=\"{PACKAGE}\">{relations}</Relationships>");
        let types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";
        parts.extend(
            [
                ("[Content_Types].xml", types),
                ("xl/workbook.xml", &workbook),
                ("xl/_rels/workbook.xml.rels", &relations),
            ]
            .map(|(name, text)| (name.to_owned(), text.to_owned())),
        );
        zipped(&parts.iter().map(|(name, text)| (name.clone(), text.as_bytes())).collect::<Vec<_>>())
    }
}

fn sheet(cells: &BTreeMap<(u32, u32), String>, joined: &[String]) -> String {
    let mut rows = String::new();
    let mut last = None;
    for (&(row, column), text) in cells {
        if last != Some(row) {
            rows.push_str(if last.is_some() { "</row>" } else { "" });
            let _ = write!(rows, "<row r=\"{}\">", row + 1);
            last = Some(row);
        }
        let place = Place { row, column }.name();
        let rest = |skip: usize| escaped(&text[skip..]);
        let _ = match text.as_bytes()[0] {
            b'#' => write!(rows, "<c r=\"{place}\"><v>{}</v></c>", rest(1)),
            b'@' => write!(rows, "<c r=\"{place}\" t=\"d\"><v>{}</v></c>", rest(1)),
            b'!' => write!(rows, "<c r=\"{place}\" t=\"b\"><v>{}</v></c>", rest(1)),
            b'=' => write!(rows, "<c r=\"{place}\"><f>{}</f></c>", rest(1)),
            _ => {
                let text = escaped(&text.replace("\\n", "\n").replace("\\\\", "\\"));
                write!(rows, "<c r=\"{place}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>")
            }
        };
    }
    rows.push_str(if last.is_some() { "</row>" } else { "" });
    let areas: String = joined.iter().flat_map(|area| ["<mergeCell ref=\"", area, "\"/>"]).collect();
    let areas = if areas.is_empty() { areas } else { format!("<mergeCells>{areas}</mergeCells>") };
    format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{rows}</sheetData>{areas}</worksheet>")
}

fn escaped(text: &str) -> String {
    let odd = |char: char| (char < ' ' && !"\t\n\r".contains(char)) || matches!(char, '\u{fffe}' | '\u{ffff}');
    text.replace(odd, "").replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;").replace('\r', "&#13;")
}
