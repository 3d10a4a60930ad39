//! The list of what is in a package, for the officer who prints it and lays it on top: each file, from whom, how long; the
//! numbers of schools, studios and cases; who is left out and why. It has no day in it: whoever signs it writes one.

use std::collections::BTreeSet;

use super::gathered::Gathered;
use super::manifest::{MANIFEST, Manifest, SUMS};
use crate::form::DRAFT;
use crate::form::sheet::{Align, Column, Properties, Sheet};
use crate::say;
use crate::text::lang::Lang;

/// What stands in files written for people is Chinese.
const ZH: Lang = Lang::Zh;

/// The stem of its file.
pub(super) fn file() -> String {
    say!(ZH, "pack.cover.title")
}

/// The sheet; the files it names are those of `manifest`.
pub(super) fn sheet(manifest: &Manifest, gathered: &Gathered<'_>) -> Sheet {
    let column = |header: String, align, (min, max)| Column { header, group: None, align, counts: false, min, max };
    let counted = |header: String, width| Column { counts: true, ..column(header, Align::Centre, width) };
    let (centre, left) = (Align::Centre, Align::Left);
    let columns = vec![
        counted(say!(ZH, "pack.cover.serial"), (4.0, 5.0)),
        column(say!(ZH, "pack.cover.item"), left, (14.0, 20.0)),
        column(say!(ZH, "pack.cover.file"), left, (24.0, 44.0)),
        column(say!(ZH, "pack.cover.from"), left, (20.0, 36.0)),
        column(say!(ZH, "pack.cover.number"), centre, (8.0, 16.0)),
        counted(say!(ZH, "pack.cover.words"), (6.0, 8.0)),
        column(say!(ZH, "pack.cover.remark"), left, (12.0, 30.0)),
    ];
    let unit = &manifest.body;
    Sheet {
        name: file(),
        annex: String::new(),
        title: format!("{}{}", manifest.title, say!(ZH, "pack.cover.list")),
        head: say!(ZH, "pack.cover.head", unit = unit),
        columns,
        lead: 3,
        rows: rows(manifest, gathered),
        note: Some(note(manifest, gathered)),
        mark: manifest.draft.then(|| DRAFT.to_owned()),
        properties: Properties { title: manifest.title.clone(), subject: file(), comments: String::new() },
    }
}

fn rows(manifest: &Manifest, gathered: &Gathered<'_>) -> Vec<Vec<String>> {
    let package = gathered.package;
    let mut rows: Vec<[String; 6]> = Vec::new();
    let empty = String::new;
    for (file, summary) in manifest.summaries.iter().zip(&gathered.summaries) {
        let words = summary.words.map_or(empty(), |words| words.to_string());
        let label = package.summary.label.zh.clone();
        rows.push([label, file.clone(), manifest.body.clone(), say!(ZH, "pack.cover.copies", n = 1), words, empty()]);
    }
    let table = |index: usize, number: String| {
        let table = &manifest.tables[index];
        let remark = if table.reconstructed { say!(ZH, "pack.cover.reconstructed") } else { empty() };
        let item = format!("{}　{}", table.annex, gathered.forms[index].title);
        [item, table.file.clone(), manifest.body.clone(), number, empty(), remark]
    };
    let schools: BTreeSet<&str> = manifest.studios.iter().map(|studio| studio.school.as_str()).collect();
    let number = say!(ZH, "pack.cover.studios", schools = schools.len(), studios = manifest.studios.len());
    rows.push(table(0, number));
    for (number, case) in (1..).zip(&manifest.cases) {
        let label = format!("{}{number}", package.cases.label.zh);
        let from = format!("{}\n{}", case.school, case.studio);
        let copies = say!(ZH, "pack.cover.copies", n = 1);
        rows.push([label, case.file.clone(), from, copies, case.words.to_string(), case.title.clone()]);
    }
    rows.push(table(1, say!(ZH, "pack.cover.cases", n = manifest.tables[1].rows.len())));
    let mut rows: Vec<Vec<String>> =
        (1..).zip(rows).map(|(number, row): (usize, _)| [vec![number.to_string()], row.to_vec()].concat()).collect();
    if manifest.cases.len() > 1 {
        let total = say!(ZH, "pack.cover.total", n = manifest.cases.len());
        rows.push(vec![empty(), total, empty(), empty(), empty(), manifest.words.to_string(), empty()]);
    }
    for studio in &manifest.left_out {
        let from = format!("{}\n{}", studio.school, studio.name);
        let what = say!(ZH, "pack.cover.left-out");
        rows.push(vec![empty(), what, empty(), from, empty(), empty(), studio.reason.clone()]);
    }
    rows
}

fn note(manifest: &Manifest, gathered: &Gathered<'_>) -> String {
    let cases = &gathered.package.cases;
    let mut parts = vec![
        say!(
            ZH,
            "pack.cover.note",
            standard = manifest.standard,
            number = manifest.number,
            source = gathered.package.source,
            to = manifest.to
        ),
        say!(ZH, "pack.cover.counted", n = cases.words),
    ];
    if manifest.tables.iter().any(|table| table.reconstructed) {
        parts.push(say!(ZH, "export.reconstructed"));
    }
    parts.push(say!(ZH, "pack.cover.checks", manifest = MANIFEST, sums = SUMS));
    parts.concat()
}
