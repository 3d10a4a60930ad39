//! What comes of a comparison: the changes file by file, and what stands against what, settled as asked.

use super::compare::{Compare, Prefer, State};
use super::plan::{Changes, Conflict, Difference, Edit, Plan, Told};
use crate::say;

impl Compare<'_> {
    /// Records with edits that were exported and are no longer in the folder.
    pub(super) fn lost(&self) -> std::collections::BTreeSet<(usize, String)> {
        let edited = self.states.iter().filter(|(_, state)| !state.edits.is_empty()).map(|(key, _)| key);
        edited.filter(|(kind, stem)| self.is_lost(*kind, stem)).cloned().collect()
    }

    /// Whether a record was exported and is no longer in the folder.
    fn is_lost(&self, kind: usize, stem: &str) -> bool {
        let grid = self.given.grids.iter().find(|grid| grid.kind == kind && grid.list().is_none());
        let exported = grid.and_then(|grid| self.given.exported(grid)).unwrap_or_default();
        exported.iter().any(|(key, _)| key.stem == stem)
            && !self.given.is_broken(kind, stem)
            && !self.given.studio.of_kind(kind).iter().any(|record| record.stem == stem)
    }

    /// The plan, file by file; what both sides changed is settled as asked.
    pub(super) fn finish(mut self) -> Plan {
        let told = !self.plan.problems.is_empty();
        for ((kind, stem), mut state) in std::mem::take(&mut self.states) {
            let removed = state.edits.iter().any(|wish| wish.edit == Edit::Remove);
            // What is typed into rows of a record that goes has nowhere to go, and is not lost without a word.
            let typed: Vec<String> =
                state.edits.iter().filter_map(|wish| wish.edit.cell()).map(str::to_owned).collect();
            if removed {
                state.edits.retain(|wish| wish.edit == Edit::Remove);
            }
            if state.edits.is_empty() {
                continue;
            }
            if self.given.is_broken(kind, &stem) {
                let cell = typed.first().cloned();
                let message = say!(self.given.lang, "from-excel.unfit", path = self.file(kind, &stem));
                self.plan.problems.push(Told { at: (usize::MAX, 0, 0), cell: cell.unwrap_or_default(), message });
                continue;
            }
            let stays = state.differences.iter().any(|one| !one.edited);
            let new = state.new;
            let edits = self.settle(kind, &stem, state, removed);
            if edits.is_empty() {
                continue;
            }
            let record = self.given.studio.of_kind(kind).iter().find(|record| record.stem == stem);
            let source = record.map(|record| record.source);
            let label = &self.given.standard.kinds[kind].label.zh;
            if removed && !typed.is_empty() {
                let message = say!(self.given.lang, "from-excel.removed-owner", name = stem, kind = label);
                self.problems(typed, &message);
                continue;
            }
            // Rows for a record that nobody has: where its own row is wrong, that was told.
            if source.is_none() && !new && self.given.standard.kinds[kind].folder().is_some() {
                if !told {
                    let message = say!(self.given.lang, "from-excel.unknown-owner", name = stem, kind = label);
                    self.problems(typed, &message);
                }
                continue;
            }
            let merged = stays && source.is_some() && !removed;
            let along = if removed { self.along(kind, &stem) } else { Vec::new() };
            self.plan.files.push(Changes { kind, stem, source, edits, merged, along });
        }
        self.plan.problems.sort_unstable();
        self.plan.remarks.sort_unstable();
        self.plan
    }

    /// The rows of a record on the sheets of its lists: how many, grid by grid.
    fn along(&self, kind: usize, stem: &str) -> Vec<(usize, usize)> {
        let lists = self.given.grids.iter().enumerate().filter(|(_, grid)| grid.kind == kind && grid.list().is_some());
        let rows = |grid: usize| self.given.lines[grid].iter().filter(|line| line.key.stem == stem).count();
        lists.map(|(grid, _)| (grid, rows(grid))).filter(|(_, n)| *n > 0).collect()
    }

    /// The edits of one record that are made. Those that stand against what the folder says are made only where the workbook
    /// goes first; else they are told, and all others are made: whoever is asked sees all that there is.
    fn settle(&mut self, kind: usize, stem: &str, state: State, removed: bool) -> Vec<Edit> {
        let lost = self.is_lost(kind, stem);
        // Whoever takes a record away takes away what has been changed in it, too.
        let whole = lost || removed && state.foreign;
        let (against, rest): (Vec<_>, Vec<_>) =
            state.edits.into_iter().partition(|wish| self.given.prefer != Prefer::Workbook && (whole || wish.against));
        let (choices, done): (Vec<_>, Vec<_>) = state.late.into_iter().map(|late| (late.choice, late.done)).unzip();
        if self.given.prefer == Prefer::Workbook {
            self.plan.remarks.extend(done);
        }
        if !against.is_empty() {
            let is_told = |one: &Difference| if lost { one.edited } else { removed || one.clash };
            let differences = state.differences.into_iter().filter(is_told).collect();
            let conflict = Conflict { file: self.file(kind, stem), lost, choices, differences };
            let told = if self.given.prefer == Prefer::Ask { &mut self.plan.conflicts } else { &mut self.plan.kept };
            told.push(conflict);
        }
        rest.into_iter().map(|wish| wish.edit).collect()
    }

    /// Tells one thing of several cells.
    fn problems(&mut self, cells: Vec<String>, message: &str) {
        let told = |cell| Told { at: (usize::MAX, 0, 0), cell, message: message.to_owned() };
        self.plan.problems.extend(cells.into_iter().map(told));
    }
}
