//! What a workbook tells as new while the folder has something like it that came after the export: the workbook may have been
//! brought in before and mended since, or two people told of two things.

use std::collections::{HashMap, HashSet};

use super::align::likeness;
use super::compare::{Compare, summary};
use super::grid::Grid;
use super::names::Who;
use super::plan::Told;
use super::row::Trio;
use super::table::{Cell, Line};
use super::typed::{Reader, shown};
use super::work::{Work, WorkRow};
use crate::edit::stem::{Taken, like};
use crate::say;
use crate::standard::kind::{Role, Type};
use crate::text::nearest::nearest;

/// What is said of something that the folder got after the export, where the workbook says it otherwise.
#[derive(Debug)]
pub(super) struct Late {
    /// Where somebody is asked: what else there is to choose.
    pub choice: String,
    /// Where the workbook goes first: what becomes of it.
    pub done: Told,
}

/// What a new row is that is called by its day alone.
pub(super) enum Called<'n> {
    /// A record that came into the folder after the export.
    There(&'n str),
    /// None of them, and so this.
    New(String),
}

/// Which record of the folder a new row is that would be called `wanted`: of those of that name, be there a number behind it, the
/// one that says most of what it says. None of them is `taken`.
pub(super) fn called<'n>(
    wanted: &str,
    says: &[String],
    now: &HashMap<String, &'n str>,
    lines: &[Line],
    taken: &Taken,
) -> Called<'n> {
    let cells: Vec<Option<String>> = says.iter().cloned().map(Some).collect();
    let mut best: Option<(usize, &str)> = None;
    let names = (1_usize..).map(|n| if n == 1 { wanted.to_owned() } else { format!("{wanted}-{n}") });
    for name in names.filter(|name| !taken.has(name)) {
        let Some(stem) = now.get(&like(&name)).copied() else {
            return best.map_or(Called::New(name), |(_, stem)| Called::There(stem));
        };
        let Some(line) = lines.iter().find(|line| line.key.stem == stem) else { continue };
        let row: Vec<String> = line.cells.iter().map(|cell| cell.text.clone()).collect();
        let is_there = says.iter().zip(&row).all(|(cell, text)| cell.is_empty() || cell == text);
        let alike = if is_there { SAME } else { likeness(&cells, &row) };
        if alike >= SAME / 2 && best.is_none_or(|(most, _)| alike > most) {
            best = Some((alike, stem));
        }
    }
    best.map_or_else(|| Called::New(wanted.to_owned()), |(_, stem)| Called::There(stem))
}

/// All cells alike, of a thousand.
const SAME: usize = 1000;

/// What the cells of a row say; of one that is wrong, what stands in it.
pub(super) fn says(reader: &Reader<'_>, grid: &Grid<'_>, row: &WorkRow) -> Vec<String> {
    let read = |(column, raw): (_, &Option<_>)| {
        let typed = reader.read(column, raw.as_ref(), "").map(|typed| typed.text);
        typed.unwrap_or_else(|_| shown(raw.as_ref()))
    };
    grid.columns.iter().zip(&row.cells).map(read).collect()
}

/// The one column in which a row of the folder says something else than `says`, where that is not what it is called by and so
/// tells of another thing.
fn but_one(grid: &Grid<'_>, says: &[String], now: &[Cell]) -> Option<usize> {
    let told = (0..says.len()).filter(|column| !says[*column].is_empty());
    let (same, other): (Vec<usize>, Vec<usize>) = told.partition(|column| says[*column] == now[*column].text);
    let [column] = other[..] else { return None };
    let field = |column: usize| &grid.columns[column].field;
    let named = field(column).has(Role::Title) || field(column).has(Role::Id);
    let is_like = !named || nearest(&says[column], [now[column].text.as_str()]).is_some();
    (is_like && (same.len() > 1 || same.iter().any(|column| field(*column).of == Type::Text))).then_some(column)
}

/// The most pairs of rows that are held against each other.
const PAIRS: usize = 100_000;

impl Compare<'_> {
    /// Tells which of the new `rows` say what one of `lines`, which came into the folder after the export, says but for one cell.
    pub(super) fn again(&mut self, work: &Work, rows: &[&WorkRow], lines: &[&Line]) {
        let grid = &self.given.grids[work.grid];
        if lines.is_empty() || rows.len().saturating_mul(lines.len()) > PAIRS {
            return;
        }
        for row in rows {
            let says = says(&self.reader(), grid, row);
            let found = lines.iter().find_map(|line| Some((line, but_one(grid, &says, &line.cells)?)));
            if let Some((line, column)) = found {
                let (file, text) = (self.file(grid.kind, &line.key.stem), summary(grid, &line.cells));
                let label = &grid.columns[column].heading;
                let message = say!(self.given.lang, "from-excel.again", file = file, says = text, label = label);
                self.plan.remarks.push(work.told(row.number, None, message));
            }
        }
    }

    /// What there is to choose where a new row and a record that came into the folder bear one name.
    pub(super) fn late(&self, stem: &str, trio: &Trio<'_>) -> Late {
        let grid = &self.given.grids[trio.grid];
        let free = |name: &String| self.names.called(grid.kind, name).is_empty();
        let name = (2..=9999).map(|n| format!("{stem}-{n}")).find(free).unwrap_or_default();
        let (file, cell) = (self.file(grid.kind, stem), trio.work.cell(trio.row.number, None));
        let heading = grid.record.as_deref().unwrap_or_default();
        let choice = say!(self.given.lang, "from-excel.late", cell = cell, heading = heading, name = name);
        let done = say!(self.given.lang, "from-excel.late.theirs", file = file, choice = choice);
        Late { choice, done: trio.work.told(trio.row.number, None, done) }
    }
}

/// Names by which rows of a list mean a record of their own workbook, for somebody else's record has got the name: by what they
/// are made plain, the names that are meant.
pub(super) fn meant(
    rows: &[WorkRow],
    who: &[Who],
    exported: &[&str],
    now: &HashMap<String, &str>,
    claimed: impl Fn(&str) -> bool,
) -> HashMap<String, String> {
    let mut meant = HashMap::new();
    let exported: HashSet<String> = exported.iter().map(|stem| like(stem)).collect();
    for (_, who) in rows.iter().zip(who).filter(|(row, _)| row.owner().is_empty()) {
        let (Who::Known(stem) | Who::New(stem)) = who else { continue };
        let Some((base, number)) = stem.rsplit_once('-').filter(|_| !exported.contains(&like(stem))) else { continue };
        let plain = like(base);
        let is_other = now.contains_key(&plain) && !exported.contains(&plain) && !claimed(base);
        if is_other && number.bytes().all(|byte| byte.is_ascii_digit()) {
            meant.entry(plain).or_insert_with(|| stem.clone());
        }
    }
    meant
}
