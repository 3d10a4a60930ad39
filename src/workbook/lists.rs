//! The rows of a list: which of the workbook is which of the folder, what is new, what is gone.

use std::collections::BTreeSet;

use super::again::Late;
use super::align::{Mine, align};
use super::compare::{Compare, summary, words};
use super::grid::Grid;
use super::plan::{Difference, Edit};
use super::row::{Trio, same};
use super::table::{Key, Line};
use super::typed::shown;
use super::work::{Work, WorkRow};
use crate::say;
use crate::standard::kind::Role;

impl<'a> Compare<'a> {
    /// The rows of one list of one record.
    pub(super) fn list(
        &mut self,
        work: &'a Work,
        stem: &str,
        mine: &[&'a WorkRow],
        before: &[(usize, Vec<String>)],
        now: &[&'a Line],
    ) {
        let grid = &self.given.grids[work.grid];
        let exported: Vec<Vec<String>> = before.iter().map(|(_, cells)| cells.clone()).collect();
        let folder: Vec<Vec<String>> =
            now.iter().map(|line| line.cells.iter().map(|cell| cell.text.clone()).collect()).collect();
        let candidates: Vec<Mine> = mine
            .iter()
            .map(|row| {
                let key = row.key.as_deref().and_then(|key| Key::read(key, true)).filter(|key| key.stem == stem);
                let number = key.and_then(|key| before.iter().position(|(number, _)| Some(*number) == key.number));
                let there = |column: usize| work.columns[column].is_some();
                let cells = (0..grid.columns.len()).map(|column| {
                    let raw = row.cells[column].as_ref();
                    let kept = number.map(|number| &exported[number][column]).filter(|text| same(raw, text));
                    there(column).then(|| kept.cloned().unwrap_or_else(|| shown(raw)))
                });
                let says = (0..grid.columns.len()).map(|column| {
                    let raw = row.cells[column].as_ref();
                    let kept = number.map(|number| exported[number][column].clone()).filter(|text| same(raw, text));
                    let before = number.map_or("", |number| &exported[number][column]);
                    let typed = || self.reader().read(&grid.columns[column], raw, before).ok().map(|typed| typed.text);
                    if there(column) { kept.or_else(typed).map(Some) } else { Some(None) }
                });
                Mine {
                    key: number,
                    keyed: row.key.is_some() || !work.keyed,
                    shown: cells.collect(),
                    says: says.collect(),
                }
            })
            .collect();
        let matches = align(&exported, &candidates, &folder);
        // What others call a row by is its own: of two that differ there, each is one.
        let named = |index: usize, near: usize| {
            let column = grid.with(&[Role::Id])?;
            let says = candidates[index].says.as_deref()?;
            says[column].as_ref().filter(|id| **id != folder[near][column])
        };
        let mut new = Vec::new();
        let mut known: BTreeSet<usize> = matches.folder.iter().flatten().copied().collect();
        for (index, row) in mine.iter().enumerate() {
            match (matches.mine[index], matches.there[index]) {
                (Some(number), _) => {
                    let line = matches.folder[number].map(|at| now[at]);
                    let at = self.place(grid, row, now);
                    let trio = Trio { grid: work.grid, work, row, before: Some(&exported[number]), now: line };
                    self.row(stem, &trio, Some(at));
                }
                (None, Some(at)) => {
                    known.insert(at);
                }
                (None, None) => {
                    let at = self.place(grid, row, now);
                    self.row(stem, &Trio { grid: work.grid, work, row, before: None, now: None }, Some(at));
                    if let Some(near) = matches.near[index].filter(|near| named(index, *near).is_none()) {
                        known.insert(near);
                        self.near(work, stem, row, now[near]);
                    } else {
                        new.push(*row);
                    }
                }
            }
        }
        let late: Vec<&Line> = (0..now.len()).filter(|at| !known.contains(at)).map(|at| now[at]).collect();
        self.again(work, &new, &late);
        let broken = exported.len() > matches.mine.iter().flatten().count() && self.given.is_broken(grid.kind, stem);
        for (number, cells) in exported.iter().enumerate() {
            let here = matches.mine.contains(&Some(number));
            match matches.folder[number] {
                Some(at) if !here => {
                    self.gone(work, stem, now[at], Some(cells), now[at].key.number);
                }
                None if !here && broken => self.unread(work, stem, Some((number, words(cells)))),
                None if !here => {}
                None => {
                    let before = Some(words(cells));
                    let difference =
                        Difference { workbook: before.clone(), before, ..Difference::of_row(&work.name, false) };
                    let state = self.state(grid.kind, stem);
                    state.foreign = true;
                    state.differences.push(difference);
                }
                Some(_) => {}
            }
        }
        for (_, line) in now.iter().enumerate().filter(|(at, _)| !known.contains(at)) {
            let folder = Some(summary(grid, &line.cells));
            let difference = Difference { folder, ..Difference::of_row(&grid.name, false) };
            let state = self.state(grid.kind, stem);
            state.foreign = true;
            state.differences.push(difference);
        }
    }

    /// A new row that may be one of the folder, which says nearly the same: whoever is asked decides whether it comes to it.
    fn near(&mut self, work: &Work, stem: &str, row: &WorkRow, line: &Line) {
        let grid = &self.given.grids[work.grid];
        let cell = work.cell(row.number, None);
        let (says, lang) = (summary(grid, &line.cells), self.given.lang);
        let done = work.told(row.number, None, say!(lang, "from-excel.near.theirs", says = says));
        let choice = say!(lang, "from-excel.near", cell = cell);
        let is_it = |edit: &Edit| matches!(edit, Edit::Add { grid, cell: at, .. } if *grid == work.grid && *at == cell);
        let state = self.states.entry((grid.kind, stem.to_owned())).or_default();
        for wish in state.edits.iter_mut().filter(|wish| is_it(&wish.edit)) {
            wish.against = true;
            let Edit::Add { cells, .. } = &wish.edit else { continue };
            let mine = words(cells.iter().map(|(_, text)| text));
            let (folder, workbook) = (Some(says.clone()), Some(mine));
            state.foreign = true;
            state.late.push(Late { choice: choice.clone(), done: done.clone() });
            state.differences.push(Difference { folder, workbook, ..Difference::of_row(&cell, true) });
        }
    }

    /// The row before which a new row comes: by date where the rows have dates in order, else at the end.
    fn place(&self, grid: &Grid<'_>, row: &WorkRow, now: &[&Line]) -> usize {
        let end = now.last().and_then(|line| line.key.number).map_or(0, |number| number + 1);
        let Some(column) = grid.with(&[Role::Date, Role::From]) else { return end };
        let day = self.reader().read(&grid.columns[column], row.cells[column].as_ref(), "").unwrap_or_default().text;
        let days: Vec<&str> = now.iter().map(|line| line.cells[column].text.as_str()).collect();
        if day.is_empty() || !days.is_sorted() {
            return end;
        }
        let after = days.iter().position(|other| *other > day.as_str());
        after.and_then(|at| now[at].key.number).unwrap_or(end)
    }
}
