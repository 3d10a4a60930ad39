//! Which record each row of a sheet of records is, and which record a row of a list belongs to.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::again::meant;
use super::alias;
use super::compare::Given;
use super::nameless::nameless;
use super::plan::Plan;
use super::typed::{shown, text};
use super::work::{Work, WorkRow};
use crate::edit::stem::{Fault, Taken, fault, like};
use crate::record::{Studio, normal};
use crate::say;
use crate::standard::kind::{Kind, Role};
use crate::text::shell;

/// What a row of a sheet of records is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// A record that was exported, or is in the folder.
    Known(String),
    /// A new one, with its stem.
    New(String),
    /// Nothing one could go on with; it has been told.
    Nobody,
}

/// The records of a workbook by kind.
#[derive(Debug, Default)]
pub struct Names {
    /// By the index of the grid: what each row is.
    pub who: HashMap<usize, Vec<Who>>,
    /// By kind: every name by which a row of a list may call its record.
    calls: HashMap<usize, Calls>,
    /// By target: the names that the workbook itself gives, made plain.
    targets: HashMap<usize, HashSet<String>>,
    /// Records whose rows are gone from their sheet and which go with them, by kind and stem.
    removed: HashSet<(usize, String)>,
}

/// What records are called, made plain, and the stems that are meant.
#[derive(Debug, Default)]
struct Calls {
    stems: BTreeMap<String, BTreeSet<String>>,
    titles: BTreeMap<String, BTreeSet<String>>,
    /// What is meant by the name of a record that came into the folder after the export, for the workbook has one of its own.
    meant: HashMap<String, String>,
}

/// What a sheet of records is held against.
pub(super) struct Known<'a> {
    /// Their kind.
    pub kind: &'a Kind,
    /// The stems that were exported.
    pub exported: Vec<&'a str>,
    /// Those that are in the folder now, the first of each that are alike, by what they are made plain.
    pub now: HashMap<String, &'a str>,
    /// All of them by what they are made plain.
    plain: HashMap<String, Vec<&'a str>>,
    /// The names that the sheet itself writes out.
    written: HashSet<String>,
}

impl Names {
    /// Reads the names of all sheets; what is wrong with them goes into `plan`. Of the records that are gone from the folder
    /// those that are `revived` come back.
    pub fn new(given: &Given<'_>, revived: &BTreeSet<(usize, String)>, plan: &mut Plan) -> Self {
        let mut names = Self::default();
        for (kind, _) in given.standard.kinds.iter().enumerate() {
            let calls = names.calls.entry(kind).or_default();
            for record in given.studio.of_kind(kind) {
                let title = given.studio.title(&given.studio.row(record));
                calls.titles.entry(like(title)).or_default().insert(record.stem.clone());
                calls.stems.entry(like(&record.stem)).or_default().insert(record.stem.clone());
            }
        }
        for work in given.works.iter().filter(|work| given.grids[work.grid].list().is_none()) {
            let who = names.records(given, work, plan);
            if given.delete && given.grids[work.grid].record.is_some() {
                names.removed(given, work, &who);
            }
            names.who.insert(work.grid, who);
        }
        names.targets(given, revived);
        names
    }

    /// The stems of the records of this kind that go by the name `text`: that very stem, else those that differ from it
    /// in what nobody sees, else those with this title.
    #[must_use]
    pub fn called(&self, kind: usize, text: &str) -> Vec<&str> {
        let Some(calls) = self.calls.get(&kind) else { return Vec::new() };
        // A name that differs from another only in what nobody sees is that name.
        let plain = like(text);
        if let Some(stem) = calls.meant.get(&plain) {
            return vec![stem];
        }
        let found = calls.stems.get(&plain).or_else(|| calls.titles.get(&plain));
        match found.and_then(|stems| stems.get(text)) {
            Some(exact) => vec![exact],
            None => found.into_iter().flatten().map(String::as_str).collect(),
        }
    }

    /// The same for `text` in another form: a year as people call it, or the day that names begin with.
    #[must_use]
    pub fn meant(&self, given: &Given<'_>, kind: usize, text: &str) -> Vec<&str> {
        let of = &given.standard.kinds[kind];
        if let Some(year) = alias::year(given, of, text) {
            return self.called(kind, &year);
        }
        let Some((day, calls)) = alias::day(of, text).zip(self.calls.get(&kind)) else { return Vec::new() };
        let stems: BTreeSet<&str> = calls.stems.values().flatten().map(String::as_str).collect();
        stems.into_iter().filter(|stem| stem.starts_with(&day)).collect()
    }

    /// Whether the workbook has something of this name for a reference to a target.
    #[must_use]
    pub fn has(&self, target: usize, text: &str) -> bool {
        self.targets.get(&target).is_some_and(|names| names.contains(normal(text).as_ref()))
    }

    /// Whether a record goes with this import.
    #[must_use]
    pub fn is_removed(&self, kind: usize, stem: &str) -> bool {
        !self.removed.is_empty() && self.removed.contains(&(kind, stem.to_owned()))
    }

    /// Whether `text` names a record that goes with this import.
    #[must_use]
    pub fn names_removed(&self, studio: &Studio<'_>, target: usize, text: &str) -> bool {
        let entry = || studio.resolve(target, text);
        let goes = |at: usize| self.is_removed(studio.records[at].kind, &studio.records[at].stem);
        !self.removed.is_empty() && entry().is_some_and(|entry| goes(entry.record)) && !self.has(target, text)
    }

    /// Notes which records were exported and have no row on their sheet any more; one that is wrong somewhere has.
    fn removed(&mut self, given: &Given<'_>, work: &Work, who: &[Who]) {
        let grid = &given.grids[work.grid];
        let known = who.iter().filter_map(|who| match who {
            Who::Known(stem) | Who::New(stem) => Some(stem.as_str()),
            Who::Nobody => None,
        });
        let wrong = work.rows.iter().filter(|row| !row.is_blank()).filter_map(|row| row.key.as_deref());
        let here: HashSet<&str> = known.chain(wrong).collect();
        let exported = given.exported(grid).unwrap_or_default().iter().map(|(key, _)| key.stem.as_str());
        let gone = exported.filter(|stem| !here.contains(stem)).map(|stem| (grid.kind, stem.to_owned()));
        self.removed.extend(gone);
    }

    /// What each row of a sheet of records is.
    fn records(&mut self, given: &Given<'_>, work: &Work, plan: &mut Plan) -> Vec<Who> {
        let grid = &given.grids[work.grid];
        let known = Known::new(given, work);
        // By stem: the row that claims it. Two files may differ in what nobody sees; a new name may not.
        let mut claimed: HashMap<String, u32> = HashMap::new();
        let mut alike: HashMap<String, u32> = HashMap::new();
        let written = known.written.iter().map(String::as_str);
        let mut taken = Taken::of(known.exported.iter().copied().chain(written));
        let mut all = Vec::with_capacity(work.rows.len());
        for row in &work.rows {
            let who = if row.is_blank() {
                Who::Nobody
            } else if grid.record.is_none() {
                Who::Known(known.kind.path.trim_end_matches(".toml").to_owned())
            } else {
                record(given, work, row, &known, self, &mut taken, plan)
            };
            let first = match &who {
                Who::Known(stem) => claimed.get(stem),
                Who::New(stem) => alike.get(&like(stem)),
                Who::Nobody => None,
            };
            let who = match (who, first) {
                (Who::Known(_), Some(first)) if grid.record.is_none() => {
                    let kind = known.kind.label.get(given.lang);
                    let (one, next) = (first + 1, row.number + 1);
                    let message =
                        say!(given.lang, "from-excel.single", sheet = work.name, one = one, row = next, kind = kind);
                    let typed = row.cells.iter().position(Option::is_some).and_then(|column| work.columns[column]);
                    plan.problems.push(work.told(row.number, typed, message));
                    Who::Nobody
                }
                (Who::Known(stem) | Who::New(stem), Some(first)) => {
                    let message = say!(given.lang, "from-excel.twice", name = stem, row = first + 1);
                    plan.problems.push(work.told(row.number, None, message));
                    Who::Nobody
                }
                (who, _) => who,
            };
            if let Who::Known(stem) | Who::New(stem) = &who {
                claimed.insert(stem.clone(), row.number);
                alike.entry(like(stem)).or_insert(row.number);
                taken.add(stem);
                let calls = self.calls.entry(grid.kind).or_default();
                if let Some(title) = cell(row, grid.with(&[Role::Title])) {
                    calls.titles.entry(like(&title)).or_default().insert(stem.clone());
                }
                calls.stems.entry(like(stem)).or_default().insert(stem.clone());
            }
            all.push(who);
        }
        let meant = meant(&work.rows, &all, &known.exported, &known.now, |stem| alike.contains_key(&like(stem)));
        self.calls.entry(grid.kind).or_default().meant = meant;
        all
    }

    /// Gathers what the sheets themselves name, for references. Rows of records that are gone from the folder, or have got
    /// another name there, name nothing.
    fn targets(&mut self, given: &Given<'_>, revived: &BTreeSet<(usize, String)>) {
        for (index, target) in given.standard.targets.iter().enumerate() {
            let mut names = HashSet::new();
            for work in given.works.iter().filter(|work| given.grids[work.grid].kind == target.kind) {
                let grid = &given.grids[work.grid];
                let column = |key: &str| {
                    grid.columns.iter().position(|column| column.field.key == key && column.steps.is_empty())
                };
                let at = match &target.field {
                    None if grid.list().is_none() => grid.with(&[Role::Title]),
                    Some(field) if grid.list().is_some_and(|list| list.key == field.key) => grid.with(&[Role::Id]),
                    Some(field) if grid.list().is_none() => column(&field.key),
                    _ => continue,
                };
                let none = Vec::new();
                let who = self.who.get(&work.grid).unwrap_or(&none);
                let is_there = |who: Option<&Who>| match who {
                    Some(Who::Known(stem)) => {
                        is_there(given, grid.kind, stem) || revived.contains(&(grid.kind, stem.clone()))
                    }
                    _ => true,
                };
                for (number, row) in work.rows.iter().enumerate() {
                    if !is_there(who.get(number)) {
                        continue;
                    }
                    let texts = cell(row, at).unwrap_or_default();
                    let lines = texts.lines().flat_map(|line| super::several::names(line).into_iter().chain([line]));
                    names.extend(lines.map(|text| normal(text.trim()).into_owned()));
                }
                if target.field.is_none() {
                    names.extend(who.iter().filter(|who| is_there(Some(who))).filter_map(|who| match who {
                        Who::Known(stem) | Who::New(stem) => Some(normal(stem).into_owned()),
                        Who::Nobody => None,
                    }));
                }
            }
            names.remove("");
            self.targets.insert(index, names);
        }
    }
}

impl<'a> Known<'a> {
    fn new(given: &'a Given<'_>, work: &Work) -> Self {
        let grid = &given.grids[work.grid];
        let exported: Vec<&str> =
            given.exported(grid).into_iter().flatten().map(|(key, _)| key.stem.as_str()).collect();
        let mut plain: HashMap<String, Vec<&str>> = HashMap::new();
        for stem in &exported {
            plain.entry(like(stem)).or_default().push(stem);
        }
        let mut now = HashMap::new();
        for stem in given.studio.of_kind(grid.kind).iter().map(|record| record.stem.as_str()) {
            plain.entry(like(stem)).or_default().push(stem);
            now.entry(like(stem)).or_insert(stem);
        }
        let written = work.rows.iter().map(WorkRow::owner).filter(|name| !name.is_empty()).collect();
        Self { kind: &given.standard.kinds[grid.kind], exported, now, plain, written }
    }

    /// The stem that was exported, or is in the folder, and is written `text`.
    fn stem(&self, text: &str) -> Option<&'a str> {
        self.plain.get(&like(text))?.iter().find(|stem| **stem == text).copied()
    }
}

/// What one row of a sheet of records is; `taken` are the stems that were exported, are written in the sheet, or are those of
/// the rows above it.
fn record(
    given: &Given<'_>,
    work: &Work,
    row: &WorkRow,
    known: &Known<'_>,
    book: &Names,
    taken: &mut Taken,
    plan: &mut Plan,
) -> Who {
    let (lang, kind) = (given.lang, known.kind);
    let at = |message| work.told(row.number, None, message);
    let typed = match row.record.as_ref().map(|raw| text(raw, lang)) {
        Some(Ok(text)) => text.trim().to_owned(),
        Some(Err(message)) => {
            plan.problems.push(at(message));
            return Who::Nobody;
        }
        None => String::new(),
    };
    let year = alias::year(given, kind, &typed).filter(|_| known.stem(&typed).is_none());
    if let Some(year) = &year {
        plan.remarks.push(at(say!(lang, "from-excel.year", text = typed, name = year)));
    }
    let typed = year.unwrap_or(typed);
    // The key of a row that was copied is not its own while the record has its row under its own name.
    let own = |key: &&str| typed == *key || !known.written.contains(*key);
    let keyed = row.key.as_deref().and_then(|key| known.stem(key)).filter(own);
    if typed.is_empty() {
        return match keyed {
            Some(key) => Who::Known(key.to_owned()),
            None => nameless(given, work, row, known, book, taken, plan),
        };
    }
    let meant = known.plain.get(&like(&typed));
    let named = known.stem(&typed).or_else(|| keyed.filter(|key| meant.is_some_and(|meant| meant.contains(key))));
    if let Some(stem) = named.or_else(|| meant.and_then(|meant| meant.first()).copied()) {
        return Who::Known(stem.to_owned());
    }
    if let Some(key) = keyed {
        let [from, to] = [key, &typed].map(|name| word(kind, name));
        plan.problems.push(at(say!(
            lang,
            "from-excel.renamed",
            old = key,
            new = typed,
            dir = given.dir(),
            from = from,
            to = to
        )));
        return Who::Nobody;
    }
    // People copy the whole name of a file.
    let typed = typed.strip_suffix(".toml").map_or(typed.as_str(), str::trim);
    match (known.stem(typed), fault(typed)) {
        (Some(stem), _) => Who::Known(stem.to_owned()),
        (None, None) => Who::New(typed.to_owned()),
        (None, Some(fault)) => {
            plan.problems.push(at(said(fault, typed, given)));
            Who::Nobody
        }
    }
}

/// A record as a word of a command line.
pub(super) fn word(kind: &Kind, stem: &str) -> String {
    shell::word(&format!("{}/{stem}", kind.folder().unwrap_or_default())).into_owned()
}

/// Whether the folder has a file for a record, be it one that cannot be read.
fn is_there(given: &Given<'_>, kind: usize, stem: &str) -> bool {
    let is_single = given.standard.kinds[kind].folder().is_none();
    is_single || given.studio.of_kind(kind).iter().any(|record| record.stem == stem) || given.is_broken(kind, stem)
}

/// The text of a cell as it stands there.
pub(super) fn cell(row: &WorkRow, column: Option<usize>) -> Option<String> {
    let text = shown(row.cells.get(column?)?.as_ref());
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

fn said(fault: Fault, name: &str, given: &Given<'_>) -> String {
    match fault {
        Fault::Character(char) => say!(given.lang, "from-excel.name.character", name = name, char = char),
        Fault::Device => say!(given.lang, "from-excel.name.device", name = name),
        Fault::Root => say!(given.lang, "new.name.root", name = name),
        Fault::Long | Fault::Empty => say!(given.lang, "from-excel.name.long", name = name),
    }
}
