//! A workbook that an office made, filled with the rows of its form.

use std::sync::LazyLock;

use studio::check::{Options, Run};
use studio::fill::Looked;
use studio::fill::mapping::{self, Mapping};
use studio::fill::plan::{Plan, plan};
use studio::fill::tell::{Teller, fault, refusal};
use studio::form;
use studio::standard::Standard;
use studio::standard::layout::Layout;
use studio::text::lang::Lang;
use studio::workbook::raw::{self, Raw};

use super::super::folder::top;
use super::super::holds;
use super::super::pieces::Pieces;
use super::super::records::TODAY;

static STANDARD: LazyLock<Standard> = LazyLock::new(|| studio::standard::embedded().expect("a sound standard"));

/// The rows of every form for the complete school.
static ROWS: LazyLock<Vec<Vec<Vec<String>>>> = LazyLock::new(|| {
    let root = top().join("examples/school");
    let options = Options::new(TODAY, Lang::Zh);
    let (_, mut made) = Run::over_and(&STANDARD, &root, &options, |_, studio, report| {
        let rows = |layout: &Layout| {
            let lines = form::rows(layout, studio, &report.body).into_iter();
            let mut rows: Vec<_> = lines.map(|line| line.cells).collect();
            form::number(layout, &mut rows);
            rows
        };
        STANDARD.forms.iter().map(rows).collect::<Vec<_>>()
    })
    .expect("the complete school");
    made.remove(0)
});

/// Tries one workbook.
pub fn run(bytes: &[u8], pieces: &Pieces<'_>) {
    let lang = if pieces.says("en") { Lang::En } else { Lang::Zh };
    let settled = pieces.files.iter().find(|(path, _)| path == "mapping.toml");
    for (layout, rows) in STANDARD.forms.iter().zip(ROWS.iter()) {
        let text = settled.map(|(_, text)| String::from_utf8_lossy(text).into_owned());
        let mapping = match text.as_deref().map(|text| (text, mapping::read(text, layout, lang))) {
            None => Mapping::default(),
            Some((_, Ok(mapping))) => mapping,
            Some((text, Err(faults))) => {
                assert!(!faults.is_empty());
                for fault in faults {
                    let line = text.split('\n').nth(fault.at.0.wrapping_sub(1));
                    let inside = line.is_some_and(|line| fault.at.1 >= 1 && fault.at.1 <= line.chars().count() + 1);
                    assert!(inside, "{fault:?} is at no place of {text:?}");
                }
                continue;
            }
        };
        one(bytes, layout, &mapping, rows, lang);
    }
}

fn one(bytes: &[u8], layout: &Layout, mapping: &Mapping, rows: &[Vec<String>], lang: Lang) {
    let looked = match Looked::at(bytes, layout, mapping) {
        Ok(looked) => looked,
        Err(found) => return holds_of_words(&fault(&found, "甲.xlsx", lang)),
    };
    let _ = looked.rather(STANDARD.forms.iter().filter(|other| other.annex != layout.annex), layout);
    let written = mapping::template(looked.sheet(), Some(&looked.table), mapping.first_row, layout);
    assert!(mapping::read(&written, layout, lang).is_ok(), "its own mapping cannot be read: {written}");
    let made = plan(&looked.page, &looked.table, layout, mapping, rows);
    let teller = Teller { layout, lang, width: 80 };
    let doubts = told(&teller, &looked, &made);
    if doubts {
        return;
    }
    let (name, count) = (looked.sheet().to_owned(), made.count());
    let filled = match looked.fill(&made) {
        Ok(filled) => filled.bytes,
        Err(why) => return holds_of_words(&refusal(&why, "甲.xlsx", lang)),
    };
    if let Ok(before) = raw::read(bytes) {
        let after = raw::read(&filled).expect("what was read before");
        for sheet in &before {
            let now = after.iter().find(|one| one.name == sheet.name).expect("all sheets are there");
            for (row, cells) in &sheet.rows {
                for (column, cell) in cells.iter().filter(|(_, cell)| matches!(cell, Raw::Text(_))) {
                    let there = now.rows.get(row).and_then(|cells| cells.get(column));
                    // The old result of a formula goes; the formula stays.
                    let kept = there == Some(cell) || there == Some(&Raw::Formula);
                    assert!(kept, "{}: {row}, {column} was {cell:?} and is {there:?}", sheet.name);
                }
            }
        }
    }
    let mapping = Mapping {
        sheet: Some(name),
        header_row: mapping.header_row,
        first_row: mapping.first_row,
        columns: mapping.columns.clone(),
    };
    let again = Looked::at(&filled, layout, &mapping).map_err(|found| fault(&found, "甲.xlsx", lang));
    let again = again.unwrap_or_else(|why| panic!("what was filled is no table any more: {why}"));
    let twice = plan(&again.page, &again.table, layout, &mapping, rows);
    assert_eq!((twice.count(), &twice.clashes[..]), (0, &[][..]), "filled again after {count} cells, it fills more");
}

/// Says all there is to say; whether something has to be settled first.
fn told(teller: &Teller<'_>, looked: &Looked<'_>, plan: &Plan) -> bool {
    holds::harmless("a mapping", &teller.mapping(looked, plan));
    let (doubts, problems) = (teller.doubts(looked), teller.problems(looked, plan));
    for line in doubts.iter().chain(&problems).chain(&teller.notes(looked, plan)) {
        holds::harmless("a note", &teller.lines(line));
    }
    !doubts.is_empty() || !problems.is_empty()
}

fn holds_of_words(words: &str) {
    assert!(!words.trim().is_empty());
}
