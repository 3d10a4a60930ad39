//! Holds a workbook against what was exported and against the folder as it is now, and plans what an import would do.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use super::again::Late;
use super::apply::on_disk;
use super::grid::Grid;
use super::names::{Names, Who};
use super::plan::{Difference, Edit, Gone, Plan};
use super::row::Trio;
use super::store::Store;
use super::table::{Cell, Key, Line};
use super::typed::Reader;
use super::work::{Work, WorkRow};
use crate::edit::stem::alike;
use crate::files::whole;
use crate::record::Studio;
use crate::say;
use crate::standard::Standard;
use crate::standard::kind::Role;
use crate::text::lang::Lang;
use crate::text::personal::conceal;
use crate::text::shell;

/// Whose word counts where both changed one record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prefer {
    /// Nobody's: nothing is written.
    Ask,
    /// The workbook's.
    Workbook,
    /// The folder's.
    Folder,
}

/// What is compared.
#[derive(Debug)]
pub struct Given<'a> {
    /// What records may say.
    pub standard: &'a Standard,
    /// Where the studio lies.
    pub folder: &'a Path,
    /// The folder as it is now.
    pub studio: &'a Studio<'a>,
    /// The sheets a workbook has.
    pub grids: &'a [Grid<'a>],
    /// Their rows as the folder has them now.
    pub lines: &'a [Vec<Line>],
    /// The sheets of the workbook.
    pub works: &'a [Work],
    /// What was exported; without it the folder of now stands for it.
    pub store: Option<&'a Store>,
    /// Whose word counts.
    pub prefer: Prefer,
    /// Whether rows that are gone from the workbook go from the folder, too.
    pub delete: bool,
    /// The language of messages.
    pub lang: Lang,
}

impl Given<'_> {
    /// The exported rows of a grid; nothing if it is not known what was exported.
    #[must_use]
    pub fn exported(&self, grid: &Grid<'_>) -> Option<&[(Key, Vec<String>)]> {
        Some(self.store?.grids.get(&grid.id).map_or(&[], Vec::as_slice))
    }

    /// The option that a command needs for the studio where it is not run in its folder.
    #[must_use]
    pub fn dir(&self) -> String {
        let here = std::env::current_dir().ok().and_then(|here| whole(&here).ok());
        let own = whole(self.folder).ok();
        let path = self.folder.to_string_lossy();
        if own.is_some() && own == here { String::new() } else { format!(" -C {}", shell::word(&path)) }
    }

    /// The path of the file of a record.
    #[must_use]
    pub fn file(&self, kind: usize, stem: &str) -> String {
        self.standard.kinds[kind].file(stem)
    }

    /// Whether the file of a record is there and cannot be read: it breaks the syntax, it is no text, it is a link, or the
    /// system does not let it be read.
    #[must_use]
    pub fn is_broken(&self, kind: usize, stem: &str) -> bool {
        let (studio, file) = (self.studio, self.file(kind, stem));
        // What cannot be read as text at all has no source.
        let called = |source: usize| studio.sources.get(source).is_some_and(|one| alike(one.local(), &file));
        if studio.broken.iter().any(|(other, source)| *other == kind && called(*source)) {
            return true;
        }
        let unread = || studio.broken.iter().any(|(other, _)| *other == kind);
        let is_read = || studio.of_kind(kind).iter().any(|record| alike(&record.stem, stem));
        unread() && !is_read() && is_held(&on_disk(self.folder, &file))
    }
}

/// What is known of one record.
#[derive(Debug, Default)]
pub(super) struct State {
    pub edits: Vec<Wish>,
    pub differences: Vec<Difference>,
    /// Whether the folder says something that neither the export nor the workbook does.
    pub foreign: bool,
    /// Whether it is a new record.
    pub new: bool,
    /// What the folder got after the export and the workbook says otherwise.
    pub late: Vec<Late>,
}

/// An edit, and what the folder has to say to it.
#[derive(Debug)]
pub(super) struct Wish {
    pub edit: Edit,
    /// Whether the folder changed the very same thing otherwise: it is made only where the workbook goes first.
    pub against: bool,
}

/// A comparison under way.
pub(super) struct Compare<'a> {
    pub given: &'a Given<'a>,
    /// Records that are gone from the folder and come back, with all that the workbook says of them.
    pub revived: BTreeSet<(usize, String)>,
    pub names: &'a Names,
    pub plan: Plan,
    pub states: BTreeMap<(usize, String), State>,
}

/// Records of one title that are named to choose from.
const NAMED: usize = 12;

/// Plans an import.
#[must_use]
pub fn compare(given: &Given<'_>) -> Plan {
    let mut revived = BTreeSet::new();
    loop {
        let mut plan = Plan::default();
        let names = Names::new(given, &revived, &mut plan);
        let mut compare = Compare { given, revived, names: &names, plan, states: BTreeMap::new() };
        for work in given.works {
            if given.grids[work.grid].list().is_none() {
                compare.records(work);
            } else {
                compare.rows(work);
            }
        }
        // Whatever was edited in a record that is gone brings all of it back, where the workbook goes first.
        let lost = compare.lost();
        if lost.is_subset(&compare.revived) || given.prefer != Prefer::Workbook {
            return compare.finish();
        }
        revived = lost;
    }
}

impl<'a> Compare<'a> {
    /// A sheet on which a row is a record.
    fn records(&mut self, work: &'a Work) {
        let grid = &self.given.grids[work.grid];
        let who = self.names.who.get(&work.grid).map_or(&[][..], Vec::as_slice);
        let now: HashMap<&str, &Line> =
            self.given.lines[work.grid].iter().map(|line| (line.key.stem.as_str(), line)).collect();
        let before: HashMap<&str, &[String]> = match self.given.exported(grid) {
            Some(rows) => rows.iter().map(|(key, cells)| (key.stem.as_str(), cells.as_slice())).collect(),
            None => HashMap::new(),
        };
        let mut seen = BTreeSet::new();
        for (row, who) in work.rows.iter().zip(who) {
            match who {
                Who::Nobody => {
                    // A row that is wrong somewhere is not one that was deleted.
                    seen.extend(row.key.clone().filter(|_| !row.is_blank()));
                }
                Who::Known(stem) => {
                    seen.insert(stem.clone());
                    let (before, now) = (before.get(stem.as_str()).copied(), now.get(stem.as_str()).copied());
                    self.row(stem, &Trio { grid: work.grid, work, row, before, now }, None);
                }
                Who::New(stem) => {
                    self.row(stem, &Trio { grid: work.grid, work, row, before: None, now: None }, None);
                }
            }
        }
        let new = work.rows.iter().zip(who).filter(|(_, who)| matches!(who, Who::New(_))).map(|(row, _)| row);
        let late = now.values().copied().filter(|line| {
            let stem = line.key.stem.as_str();
            self.given.store.is_some() && !before.contains_key(stem) && !seen.contains(stem)
        });
        let (new, mut late) = (new.collect::<Vec<_>>(), late.collect::<Vec<_>>());
        late.sort_unstable_by_key(|line| &line.key);
        self.again(work, &new, &late);
        let exported = self.given.exported(grid).map(|rows| rows.iter().map(|(key, _)| key.stem.as_str()).collect());
        let exported: Vec<&str> = exported.unwrap_or_else(|| now.keys().copied().collect());
        let mut left = false;
        for stem in exported.into_iter().filter(|stem| !seen.contains(*stem) && grid.record.is_some()) {
            let Some(line) = now.get(stem) else {
                if self.given.is_broken(grid.kind, stem) {
                    self.unread(work, stem, None);
                }
                continue;
            };
            left = true;
            self.gone(work, stem, line, before.get(stem).copied(), None);
        }
        let kind = &self.given.standard.kinds[grid.kind];
        if let Some(to) = kind.fields.with(Role::To).filter(|_| left && kind.fields.of_people()) {
            let (lang, kind) = (self.given.lang, &kind.label.zh);
            self.plan.notes.push(say!(lang, "from-excel.left", kind = kind, column = to.label.zh));
        }
    }

    /// A sheet on which a row is a part of a record.
    fn rows(&mut self, work: &'a Work) {
        let grid = &self.given.grids[work.grid];
        let mut mine: BTreeMap<String, Vec<&WorkRow>> = BTreeMap::new();
        for row in work.rows.iter().filter(|row| !row.is_blank()) {
            if let Some(stem) = self.owner(work, row) {
                mine.entry(stem).or_default().push(row);
            }
        }
        let mut now: BTreeMap<&str, Vec<&Line>> = BTreeMap::new();
        for line in &self.given.lines[work.grid] {
            now.entry(&line.key.stem).or_default().push(line);
        }
        let mut before: BTreeMap<&str, Vec<(usize, Vec<String>)>> = BTreeMap::new();
        match self.given.exported(grid) {
            Some(rows) => {
                for (key, cells) in rows {
                    before.entry(&key.stem).or_default().push((key.number.unwrap_or(0), cells.clone()));
                }
            }
            None => {
                for line in &self.given.lines[work.grid] {
                    let cells = line.cells.iter().map(|cell| cell.text.clone()).collect();
                    before.entry(&line.key.stem).or_default().push((line.key.number.unwrap_or(0), cells));
                }
            }
        }
        let stems: BTreeSet<String> =
            mine.keys().cloned().chain(now.keys().chain(before.keys()).map(|stem| (*stem).to_owned())).collect();
        for stem in stems {
            let empty = Vec::new();
            let before = before.get(stem.as_str()).map_or(&[][..], Vec::as_slice);
            let now = now.get(stem.as_str()).map_or(&[][..], Vec::as_slice);
            self.list(work, &stem, mine.get(&stem).unwrap_or(&empty), before, now);
        }
    }

    /// The record that a row of a list belongs to; nothing if it cannot be said, which is told.
    fn owner(&mut self, work: &Work, row: &WorkRow) -> Option<String> {
        let grid = &self.given.grids[work.grid];
        let kind = &self.given.standard.kinds[grid.kind];
        if grid.record.is_none() {
            return Some(kind.path.trim_end_matches(".toml").to_owned());
        }
        let typed = row.owner();
        let keyed = row.key.as_deref().and_then(|key| Key::read(key, true)).map(|key| key.stem);
        if typed.is_empty() && keyed.is_some() {
            return keyed;
        }
        let mut called = self.names.called(grid.kind, &typed);
        if called.is_empty() {
            called = self.names.meant(self.given, grid.kind, &typed);
        }
        // A record that was exported and is gone from the folder still has its rows.
        let keyed = keyed.filter(|stem| *stem == typed || called.contains(&stem.as_str()));
        if let Some(stem) = called.first().filter(|_| called.len() == 1).map(|stem| (*stem).to_owned()).or(keyed) {
            return Some(stem);
        }
        let (lang, label) = (self.given.lang, &kind.label.zh);
        let message = if typed.is_empty() {
            say!(lang, "from-excel.no-owner", kind = label)
        } else if called.is_empty() && self.given.is_broken(grid.kind, &typed) {
            say!(lang, "from-excel.unfit", path = self.file(grid.kind, &typed))
        } else if called.is_empty() {
            say!(lang, "from-excel.unknown-owner", name = typed, kind = label)
        } else {
            let names = lang.list(&called[..called.len().min(NAMED)]);
            say!(lang, "from-excel.owner.several", name = typed, kind = label, names = names)
        };
        self.plan.problems.push(work.told(row.number, None, message));
        None
    }

    /// A row that was exported and is no longer on its sheet, of a record that cannot be read now: what it says there, nobody
    /// knows.
    pub(super) fn unread(&mut self, work: &Work, stem: &str, row: Option<(usize, String)>) {
        let kind = self.given.grids[work.grid].kind;
        if self.given.delete {
            let edit = row.map_or(Edit::Remove, |(number, says)| Edit::Drop { grid: work.grid, number, says });
            self.state(kind, stem).edits.push(Wish { edit, against: true });
        } else {
            let file = self.file(kind, stem);
            self.plan.gone.push(Gone { file, sheet: work.name.clone(), says: row.map(|(_, says)| says) });
        }
    }

    /// A row that was exported with these cells, is in the folder, and is no longer on its sheet.
    pub(super) fn gone(
        &mut self,
        work: &Work,
        stem: &str,
        line: &Line,
        exported: Option<&[String]>,
        number: Option<usize>,
    ) {
        let grid = &self.given.grids[work.grid];
        let changed = exported.is_some_and(|cells| differ(cells, &line.cells));
        // A row that never said anything looks like one that was cleared.
        if line.cells.iter().all(|cell| cell.text.is_empty()) {
            return;
        }
        let says = summary(grid, &line.cells);
        if self.given.delete {
            let state = self.state(grid.kind, stem);
            state.foreign |= changed;
            let edit = match number {
                Some(number) => Edit::Drop { grid: work.grid, number, says: says.clone() },
                None => Edit::Remove,
            };
            state.edits.push(Wish { edit, against: changed });
            if changed {
                let before = exported.map(words);
                let difference = Difference { before, folder: Some(says), ..Difference::of_row(&work.name, true) };
                state.differences.push(difference);
            }
        } else {
            let file = self.file(grid.kind, stem);
            self.plan.gone.push(Gone { file, sheet: work.name.clone(), says: number.map(|_| says) });
        }
    }

    pub(super) fn state(&mut self, kind: usize, stem: &str) -> &mut State {
        self.states.entry((kind, stem.to_owned())).or_default()
    }

    pub(super) fn reader(&self) -> Reader<'a> {
        let names = self.names;
        Reader { studio: self.given.studio, named: names, lang: self.given.lang }
    }

    pub(super) fn file(&self, kind: usize, stem: &str) -> String {
        self.given.file(kind, stem)
    }
}

/// Whether something lies at `path`, or in the way to it.
fn is_held(path: &Path) -> bool {
    match path.symlink_metadata() {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => path.parent().is_some_and(Path::is_symlink),
        _ => true,
    }
}

pub(super) fn differ(before: &[String], now: &[Cell]) -> bool {
    before.iter().zip(now).any(|(before, now)| *before != now.text)
}

/// What a row says, in a few words: its first cells that say something.
pub(super) fn summary(grid: &Grid<'_>, cells: &[Cell]) -> String {
    words(grid.columns.iter().zip(cells).map(|(_, cell)| &cell.text))
}

/// The first of these texts that say something.
pub(super) fn words<'t>(cells: impl IntoIterator<Item = &'t String>) -> String {
    let said = cells.into_iter().filter(|text| !text.is_empty()).take(3);
    said.map(|text| conceal(text).replace('\n', " / ")).collect::<Vec<_>>().join(" · ")
}
