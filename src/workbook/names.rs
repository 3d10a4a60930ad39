//! Which record each row of a sheet of records is, and which record a row of a list belongs to.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::compare::Given;
use super::plan::Plan;
use super::raw::Raw;
use super::typed::{shown, text};
use super::work::{Work, WorkRow};
use crate::edit::stem::{Fault, alike, fault, is_dated, propose};
use crate::record::normal;
use crate::say;
use crate::standard::kind::{Kind, Role};
use crate::text::day;

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
    /// By kind: every name by which a row of a list may call its record, and the stem it means.
    calls: HashMap<usize, BTreeMap<String, String>>,
    /// By target: the names that the workbook itself gives, made plain.
    targets: HashMap<usize, HashSet<String>>,
}

impl Names {
    /// Reads the names of all sheets; what is wrong with them goes into `plan`.
    pub fn new(given: &Given<'_>, plan: &mut Plan) -> Self {
        let mut names = Self::default();
        for (kind, _) in given.standard.kinds.iter().enumerate() {
            let calls = names.calls.entry(kind).or_default();
            for record in given.studio.of_kind(kind) {
                let title = given.studio.title(&given.studio.row(record));
                calls.entry(plain(title)).or_insert_with(|| record.stem.clone());
            }
            for record in given.studio.of_kind(kind) {
                calls.insert(plain(&record.stem), record.stem.clone());
            }
        }
        for work in given.works.iter().filter(|work| given.grids[work.grid].list().is_none()) {
            let who = names.records(given, work, plan);
            names.who.insert(work.grid, who);
        }
        names.targets(given);
        names
    }

    /// The stem of the record of this kind that goes by the name `text`.
    #[must_use]
    pub fn called(&self, kind: usize, text: &str) -> Option<&str> {
        self.calls.get(&kind)?.get(&plain(text)).map(String::as_str)
    }

    /// Whether the workbook has something of this name for a reference to a target.
    #[must_use]
    pub fn has(&self, target: usize, text: &str) -> bool {
        self.targets.get(&target).is_some_and(|names| names.contains(normal(text).as_ref()))
    }

    /// What each row of a sheet of records is.
    fn records(&mut self, given: &Given<'_>, work: &Work, plan: &mut Plan) -> Vec<Who> {
        let grid = &given.grids[work.grid];
        let kind = &given.standard.kinds[grid.kind];
        let mut claimed: HashMap<String, u32> = HashMap::new();
        let mut all = Vec::with_capacity(work.rows.len());
        for row in &work.rows {
            let who = if row.is_blank() {
                Who::Nobody
            } else if grid.record.is_none() {
                Who::Known(kind.path.trim_end_matches(".toml").to_owned())
            } else {
                self.record(given, work, row, kind, plan)
            };
            let who = match who {
                Who::Known(stem) | Who::New(stem) if claimed.contains_key(&plain(&stem)) => {
                    let first = claimed[&plain(&stem)] + 1;
                    let message = say!(given.lang, "from-excel.twice", name = stem, row = first);
                    plan.problems.push(work.told(row.number, None, message));
                    Who::Nobody
                }
                who => who,
            };
            if let Who::Known(stem) | Who::New(stem) = &who {
                claimed.insert(plain(stem), row.number);
                let calls = self.calls.entry(grid.kind).or_default();
                if let Some(title) = cell(row, grid.with(&[Role::Title])) {
                    calls.entry(plain(&title)).or_insert_with(|| stem.clone());
                }
                calls.insert(plain(stem), stem.clone());
            }
            all.push(who);
        }
        all
    }

    fn record(&self, given: &Given<'_>, work: &Work, row: &WorkRow, kind: &Kind, plan: &mut Plan) -> Who {
        let grid = &given.grids[work.grid];
        let lang = given.lang;
        let at = |message| work.told(row.number, None, message);
        let typed = match row.record.as_ref().map(|raw| text(raw, given.lang)) {
            Some(Ok(text)) => text.trim().to_owned(),
            Some(Err(message)) => {
                plan.problems.push(at(message));
                return Who::Nobody;
            }
            None => String::new(),
        };
        let exported =
            given.exported(grid).map(|rows| rows.iter().map(|(key, _)| key.stem.as_str()).collect::<Vec<_>>());
        let now: Vec<&str> = given.studio.of_kind(grid.kind).iter().map(|record| record.stem.as_str()).collect();
        let stems = || exported.iter().flatten().chain(&now).copied();
        let named = |text: &str| stems().find(|stem| *stem == text).or_else(|| stems().find(|stem| alike(stem, text)));
        let keyed = row.key.as_deref().and_then(|key| stems().find(|stem| *stem == key));
        match (named(&typed).filter(|_| !typed.is_empty()), keyed) {
            (Some(stem), _) => return Who::Known(stem.to_owned()),
            (None, Some(key)) if typed.is_empty() => return Who::Known(key.to_owned()),
            (None, Some(key)) => {
                let folder = kind.folder().unwrap_or_default();
                let message = say!(lang, "from-excel.renamed", old = key, new = typed, folder = folder);
                plan.problems.push(at(message));
                return Who::Nobody;
            }
            (None, None) => {}
        }
        if !typed.is_empty() {
            return match fault(&typed) {
                None => Who::New(typed),
                Some(fault) => {
                    plan.problems.push(at(said(fault, &typed, given)));
                    Who::Nobody
                }
            };
        }
        let title = cell(row, grid.with(&[Role::Title])).unwrap_or_default();
        let day = cell(row, grid.with(&[Role::Date, Role::From])).and_then(|text| day::read(&text)?.ok());
        let dated = is_dated(kind) && day.is_some();
        if title.is_empty() && !dated || kind.stem.is_some() {
            plan.problems.push(at(say!(
                lang,
                "from-excel.nameless",
                example = kind.example.as_deref().unwrap_or_default()
            )));
            return Who::Nobody;
        }
        let mut taken: Vec<&str> = exported.iter().flatten().copied().collect();
        let own = propose(kind, &title, day.as_deref(), &[]);
        // A file of this name that came after the export is most likely this very row, brought back before.
        if let Some(stem) = now.iter().find(|stem| alike(stem, &own) && !taken.iter().any(|old| alike(old, stem))) {
            return Who::Known((*stem).to_owned());
        }
        taken.extend(&now);
        let others: Vec<String> = self.calls.get(&grid.kind).into_iter().flat_map(BTreeMap::values).cloned().collect();
        taken.extend(others.iter().map(String::as_str));
        Who::New(propose(kind, &title, day.as_deref(), &taken))
    }

    /// Gathers what the sheets themselves name, for references.
    fn targets(&mut self, given: &Given<'_>) {
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
                for row in &work.rows {
                    let texts = cell(row, at).unwrap_or_default();
                    names.extend(texts.lines().map(|text| normal(text.trim()).into_owned()));
                }
                if target.field.is_none() {
                    let who = self.who.get(&work.grid).into_iter().flatten();
                    names.extend(who.filter_map(|who| match who {
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

/// A name that differs from another only in what nobody sees is that name.
fn plain(text: &str) -> String {
    normal(text).to_lowercase()
}

/// The text of a cell as it stands there.
fn cell(row: &WorkRow, column: Option<usize>) -> Option<String> {
    let text = shown(row.cells.get(column?)?.as_ref());
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

fn said(fault: Fault, name: &str, given: &Given<'_>) -> String {
    match fault {
        Fault::Character(char) => say!(given.lang, "from-excel.name.character", name = name, char = char),
        Fault::Device => say!(given.lang, "from-excel.name.device", name = name),
        Fault::Long | Fault::Empty => say!(given.lang, "from-excel.name.long", name = name),
    }
}

/// The record that a row of a list belongs to, as typed.
#[must_use]
pub fn owner(raw: Option<&Raw>) -> String {
    shown(raw).trim().to_owned()
}
