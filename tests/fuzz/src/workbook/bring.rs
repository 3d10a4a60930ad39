//! The way back from cells to records.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex, PoisonError};

use studio::check::{self, Options};
use studio::finding::is_unread;
use studio::record::calendar::Dates;
use studio::standard::Standard;
use studio::text::lang::Lang;
use studio::workbook::apply::{Fault, apply};
use studio::workbook::compare::{Given, Prefer, compare};
use studio::workbook::grid::{Grid, grids};
use studio::workbook::plan::Plan;
use studio::workbook::store::Store;
use studio::workbook::tell::Teller;
use studio::workbook::work::recognise;
use studio::workbook::{marks, raw, table, words, write};

use super::super::folder::{Folder, files};
use super::super::holds;
use super::super::pieces::Pieces;
use super::super::records::TODAY;
use super::book::{Book, parts};

static STANDARD: LazyLock<Standard> = LazyLock::new(|| studio::standard::embedded().expect("a sound standard"));
static GRIDS: LazyLock<Vec<Grid<'static>>> = LazyLock::new(|| grids(&STANDARD));
static SCHOOL: LazyLock<Mutex<Folder>> = LazyLock::new(|| Mutex::new(Folder::new(files("tests/mistakes/base"))));
static EXPORTED: LazyLock<(Vec<(String, Vec<u8>)>, Book)> = LazyLock::new(|| {
    let school = Folder::new(files("tests/mistakes/base"));
    let bytes = export(school.path());
    // What no reader of cells looks at only takes time.
    let looks = ["drawing", "comments", "theme", "docProps", "printerSettings"];
    let mut parts = parts(&bytes);
    parts.retain(|(name, _)| !looks.iter().any(|one| name.contains(one)));
    (parts, Book::of(&raw::read(&bytes).expect("the program's own workbook")))
});

/// The parts and the cells of the workbook that the studio was exported into.
pub fn exported() -> &'static (Vec<(String, Vec<u8>)>, Book) {
    &EXPORTED
}

fn options(lang: Lang) -> Options {
    Options { only: vec!["record".to_owned()], ..Options::new(TODAY, lang) }
}

/// The workbook of a studio.
fn export(root: &Path) -> Vec<u8> {
    let (_, bytes) =
        check::studio_and(&STANDARD, root, root, &Dates::default(), &options(Lang::Zh), |studio, report| {
            let lines: Vec<Vec<table::Line>> = GRIDS.iter().map(|grid| table::lines(grid, studio)).collect();
            let spots = marks::spots(&GRIDS, &lines, studio, &report.findings);
            let findings = words::in_sheets(&STANDARD, &GRIDS, &report.findings, &spots);
            let content = write::Content {
                studio,
                named: (&report.name, &report.school),
                grids: &GRIDS,
                lines: &lines,
                findings: &findings,
                spots: &spots,
                today: TODAY,
            };
            write::write(&content).expect("a workbook")
        });
    bytes
}

/// What became of a workbook.
struct Brought {
    told: String,
    plan: Plan,
    batch: Option<studio::files::Batch>,
    wrong: Option<String>,
    unread: usize,
}

/// Tries one workbook, with these files in the folder that it is brought back into.
pub fn run(bytes: &[u8], pieces: &Pieces<'_>, records: &[(String, &[u8])]) {
    let school = SCHOOL.lock().unwrap_or_else(PoisonError::into_inner);
    school.with(records, |root| {
        let Some(first) = bring(root, bytes, pieces) else { return };
        if bytes.len().is_multiple_of(4) {
            let again = bring(root, bytes, pieces).expect("it was read");
            assert_eq!((&first.told, format!("{:?}", first.plan)), (&again.told, format!("{:?}", again.plan)));
        }
        assert!(first.wrong.is_none(), "what was asked for cannot be written: {:?}\n{}", first.wrong, first.told);
        if !first.plan.problems.is_empty() || !first.plan.conflicts.is_empty() {
            return;
        }
        let Some(batch) = first.batch.filter(|batch| !batch.is_empty()) else { return };
        let (before, touched) = (snapshot(root), batch.paths().map(Path::to_owned).collect::<Vec<_>>());
        if let Err(refused) = batch.commit() {
            assert_eq!(before, snapshot(root), "something was written all the same: {refused:?}");
            return;
        }
        let after = snapshot(root);
        for (path, bytes) in &before {
            assert!(touched.contains(path) || after.get(path) == Some(bytes), "{} is touched", path.display());
        }
        let last = bring(root, bytes, pieces).expect("it was read");
        assert!(last.unread <= first.unread, "what was written cannot be read");
        let left: Vec<String> = last.plan.files.iter().map(|changes| format!("{changes:?}")).collect();
        assert!(left.is_empty(), "brought back again, it changes more: {left:#?}\nafter {}", first.told);
    });
}

/// Compares a workbook with the studio in `root`; nothing where it is refused.
fn bring(root: &Path, bytes: &[u8], pieces: &Pieces<'_>) -> Option<Brought> {
    let lang = if pieces.says("en") { Lang::En } else { Lang::Zh };
    let sheets = raw::read(bytes).ok()?;
    let found = recognise(&GRIDS, &sheets);
    if found.known.is_empty() || !found.twice.is_empty() {
        return None;
    }
    let prefer = match () {
        () if pieces.says("theirs") => Prefer::Workbook,
        () if pieces.says("ours") => Prefer::Folder,
        () => Prefer::Ask,
    };
    let store = Store::read(&GRIDS, &sheets);
    if store.is_none() && prefer != Prefer::Workbook {
        return None;
    }
    if store.as_ref().is_some_and(|store| store.standard != STANDARD.about.id) {
        return None;
    }
    let (report, brought) =
        check::studio_and(&STANDARD, root, root, &Dates::default(), &options(lang), |studio, report| {
            let lines: Vec<Vec<table::Line>> = GRIDS.iter().map(|grid| table::lines(grid, studio)).collect();
            let named = (report.name.as_str(), report.school.as_str());
            if store.as_ref().is_some_and(|store| !store.is_of(named, &GRIDS, &lines)) {
                return None;
            }
            let plan = compare(&Given {
                standard: &STANDARD,
                folder: root,
                studio,
                grids: &GRIDS,
                lines: &lines,
                works: &found.known,
                store: store.as_ref(),
                prefer,
                delete: pieces.says("delete"),
                lang,
            });
            let told = Teller { standard: &STANDARD, grids: &GRIDS, lang, width: 80 }.tell(&plan);
            let (batch, wrong) = match apply(&STANDARD, &GRIDS, studio, root, &plan) {
                Ok(batch) => (Some(batch), None),
                // It would not say what the workbook says: nothing is lost, but somebody is told of a mistake of this program.
                Err(Fault::Amiss(path)) => (None, Some(path)),
                Err(_) => (None, None),
            };
            Some((told, plan, batch, wrong))
        });
    let unread = report.findings.iter().filter(|finding| is_unread(&finding.rule)).count();
    let (told, plan, batch, wrong) = brought?;
    holds::harmless("a plan", &told);
    Some(Brought { told, plan, batch, wrong, unread })
}

/// All files below a folder.
fn snapshot(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(&folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(bytes) = std::fs::read(&path) {
                files.insert(path, bytes);
            }
        }
    }
    files
}
