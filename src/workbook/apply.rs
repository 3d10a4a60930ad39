//! Carries a plan out: every file is changed in memory, read again, and held against what the workbook says, before the
//! first one is written.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::Arc;

use toml_edit::{DocumentMut, TableLike};

use super::grid::{Column, Grid};
use super::plan::{Changes, Edit, Plan};
use super::table::{self, YES};
use crate::edit::cell::{Content, set};
use crate::edit::document::{Document, Unfit};
use crate::edit::{off, remarks, rows};
use crate::files::Batch;
use crate::load;
use crate::record::Studio;
use crate::record::calendar::{Calendar, Dates};
use crate::source::Source;
use crate::standard::Standard;
use crate::standard::kind::{Field, Fields, Type};
use crate::text::lang::Lang;

/// Why a plan cannot be carried out, and at which file.
#[derive(Debug)]
pub enum Fault {
    /// The file cannot be read now.
    Unreadable(String, std::io::Error),
    /// The file cannot be changed.
    Unfit(String, Unfit),
    /// Changed, it would not say what the workbook says.
    Amiss(String),
}

/// The changes to files that a plan asks for.
///
/// # Errors
/// The first file that cannot be changed as asked.
pub fn apply(
    standard: &Standard,
    grids: &[Grid<'_>],
    studio: &Studio<'_>,
    folder: &Path,
    plan: &Plan,
) -> Result<Batch, Fault> {
    let mut batch = Batch::default();
    for changes in &plan.files {
        let kind = &standard.kinds[changes.kind];
        let path = kind.file(&changes.stem);
        // The name as the folder has it: another form of the same characters may be written on the disk.
        let full = changes.source.map_or(path.as_str(), |source| studio.sources[source].local());
        let full = on_disk(folder, full);
        let old = match changes.source {
            Some(_) => Some(fs::read(&full).map_err(|error| Fault::Unreadable(path.clone(), error))?),
            None => None,
        };
        if changes.edits.contains(&Edit::Remove) {
            batch.remove(full, old.unwrap_or_default());
            continue;
        }
        let mut document = match &old {
            Some(bytes) => Document::read(bytes, kind).map_err(|unfit| Fault::Unfit(path.clone(), unfit))?,
            None => Document::empty(),
        };
        write(standard, grids, changes, &mut document.table).ok_or_else(|| Fault::Amiss(path.clone()))?;
        let bytes = document.bytes();
        if !says(standard, grids, studio, changes, &path, &bytes) {
            return Err(Fault::Amiss(path));
        }
        match old {
            Some(old) => batch.replace(full, old, bytes),
            None => batch.create(full, bytes),
        }
    }
    Ok(batch)
}

/// The path of a file of the studio as the disk writes it.
pub(super) fn on_disk(folder: &Path, local: &str) -> std::path::PathBuf {
    use unicode_normalization::UnicodeNormalization;
    let mut path = folder.to_owned();
    for part in local.split('/') {
        let plain = path.join(part);
        if plain.symlink_metadata().is_ok() {
            path = plain;
            continue;
        }
        let same = |name: &std::ffi::OsString| name.to_str().is_some_and(|name| name.nfc().eq(part.chars()));
        let names = fs::read_dir(&path).into_iter().flatten().flatten().map(|entry| entry.file_name());
        path = names.into_iter().find(same).map_or(plain, |name| path.join(name));
    }
    path
}

/// Writes the changes of one file; nothing where something stands in the way.
fn write(standard: &Standard, grids: &[Grid<'_>], changes: &Changes, document: &mut DocumentMut) -> Option<()> {
    let fields = &standard.kinds[changes.kind].fields;
    let text = document.to_string();
    let off = off::keys(&text);
    for edit in &changes.edits {
        if let Edit::Set { grid, number, column, new, .. } = edit {
            let grid = &grids[*grid];
            let column = &grid.columns[*column];
            let number = number.filter(|_| grid.list().is_some());
            let way = grid.steps.iter().filter(|_| number.is_some()).chain(&column.steps);
            let way: Vec<_> = way.map(|step| (step.key.as_str(), number.unwrap_or(0))).collect();
            if number.is_none() && !new.is_empty() && !column.steps.is_empty() {
                headed(document, &column.steps, false)?;
            }
            if !new.is_empty()
                && off.contains(column.field.key.as_str())
                && let Some(text) = off::on(&document.to_string(), &way, &column.field.key)
            {
                *document = text.parse().ok()?;
            }
            let place = remarks::place(document.as_table(), way.into_iter());
            let left = match (grid.list(), number) {
                (Some(list), Some(number)) => {
                    let (table, _) = rows::table(document.as_table_mut(), fields, grid.tables())?;
                    cell(rows::row(table, list, number)?, &list.fields, column, new)?
                }
                _ => cell(document.as_table_mut(), fields, column, new)?,
            };
            remarks::keep(document, place, &left);
        }
    }
    // From the last row to the first, so that numbers hold; of rows at one place the last is written first.
    let mut moves: Vec<&Edit> =
        changes.edits.iter().filter(|edit| matches!(edit, Edit::Add { .. } | Edit::Drop { .. })).collect();
    moves.reverse();
    moves.sort_by_key(|edit| match edit {
        Edit::Add { at, .. } => std::cmp::Reverse((*at, 0)),
        Edit::Drop { number, .. } => std::cmp::Reverse((*number, 1)),
        _ => std::cmp::Reverse((0, 0)),
    });
    let mut uncovered = BTreeSet::new();
    // Lists that have no row yet, whose head stands there commented out, and how many rows come to each.
    let mut headless: BTreeMap<usize, usize> = BTreeMap::new();
    for edit in &moves {
        let Edit::Add { grid, .. } = edit else { continue };
        if headless.contains_key(grid) || headed(document, &grids[*grid].steps, true)? {
            *headless.entry(*grid).or_default() += 1;
        }
    }
    // Each is the first row of its list that comes, for the last of the list are written first.
    for edit in moves.iter().rev() {
        if let Edit::Add { grid, cells, .. } = edit
            && headless.contains_key(grid)
            && uncovered.insert(*grid)
        {
            uncover(document, &grids[*grid], cells)?;
        }
    }
    for edit in moves {
        match edit {
            Edit::Add { grid: index, at, cells, .. } => {
                let grid = &grids[*index];
                let list = grid.list()?;
                if let Some(rows) = headless.get_mut(index) {
                    *rows -= 1;
                }
                let left = headless.get(index).copied();
                let (table, inner) = rows::table(document.as_table_mut(), fields, grid.tables())?;
                let row = match left {
                    // The row whose head stood there already is the first one.
                    Some(0) => rows::row(table, list, 0)?,
                    Some(_) => rows::add(table, inner, list, 1)?,
                    None => rows::add(table, inner, list, *at)?,
                };
                for (column, new) in cells {
                    // What stands in no file yet has no remarks.
                    cell(row, &list.fields, &grid.columns[*column], new)?;
                }
            }
            Edit::Drop { grid, number, .. } => {
                let grid = &grids[*grid];
                let place =
                    remarks::place(document.as_table(), grid.tables().iter().map(|step| (step.key.as_str(), 0)));
                let (table, _) = rows::table(document.as_table_mut(), fields, grid.tables())?;
                if let Some(left) = rows::remove(table, grid.list()?, *number) {
                    remarks::keep(document, left.below.unwrap_or(place), &left.lines);
                }
            }
            Edit::Set { .. } | Edit::Remove => {}
        }
    }
    off::stay(document);
    Some(())
}

/// Sets the head of a table, or of the first row of a list, where it stands commented out; whether there was one.
fn headed(document: &mut DocumentMut, steps: &[Arc<Field>], listed: bool) -> Option<bool> {
    let way: Vec<&str> = steps.iter().map(|step| step.key.as_str()).collect();
    let Some(text) = off::head(&document.to_string(), &way, listed) else { return Some(false) };
    *document = text.parse().ok()?;
    Some(true)
}

/// Sets the fields of the first row of a list where they stand commented out.
fn uncover(document: &mut DocumentMut, grid: &Grid<'_>, cells: &[(usize, String)]) -> Option<()> {
    for (column, _) in cells {
        let column = &grid.columns[*column];
        let way: Vec<_> = grid.steps.iter().chain(&column.steps).map(|step| (step.key.as_str(), 0)).collect();
        if let Some(text) = off::on(&document.to_string(), &way, &column.field.key) {
            *document = text.parse().ok()?;
        }
    }
    Some(())
}

/// Writes a cell; gives remarks for which nothing is left in its table.
fn cell(row: &mut dyn TableLike, fields: &Fields, column: &Column, text: &str) -> Option<String> {
    let (table, fields) = rows::table(row, fields, &column.steps)?;
    Some(set(table, fields, &column.field, content(column, text).as_ref()))
}

/// What the text of a cell is in a record; nothing for an empty one.
fn content(column: &Column, text: &str) -> Option<Content> {
    if text.is_empty() {
        return None;
    }
    Some(match column.field.of {
        Type::Boolean => Content::One((text == YES).to_string()),
        _ if column.field.many => Content::Many(text.lines().map(str::to_owned).collect()),
        _ => Content::One(text.to_owned()),
    })
}

/// Whether the changed file, read as any file is, says what the changes ask for.
fn says(
    standard: &Standard,
    grids: &[Grid<'_>],
    studio: &Studio<'_>,
    changes: &Changes,
    path: &str,
    bytes: &[u8],
) -> bool {
    let Ok(source) = Source::decode(path.to_owned(), 0, bytes.to_vec()) else { return false };
    let sources = [source];
    let parsed = load::parse(standard, &sources, Lang::Zh);
    let [record] = parsed.records.as_slice() else { return false };
    let calendar = Calendar::new(Dates::default(), standard, studio.calendar.today);
    let after = Studio::new(standard, &sources, Vec::new(), calendar, Vec::new());
    let old = changes.source.and_then(|source| studio.records.iter().find(|record| record.source == source));
    grids.iter().enumerate().filter(|(_, grid)| grid.kind == changes.kind).all(|(index, grid)| {
        let mut wanted: Vec<Vec<String>> = old.map(|old| texts(grid, studio, old)).unwrap_or_default();
        if old.is_none() && grid.list().is_none() {
            wanted.push(vec![String::new(); grid.columns.len()]);
        }
        expect(grid, index, changes, &mut wanted);
        let mut found = texts(grid, &after, record);
        wanted.sort_unstable();
        found.sort_unstable();
        wanted == found
    })
}

fn texts(grid: &Grid<'_>, studio: &Studio<'_>, record: &crate::record::Record<'_>) -> Vec<Vec<String>> {
    let lines = table::of_record(grid, studio, record);
    lines.into_iter().map(|line| line.cells.into_iter().map(|cell| cell.text).collect()).collect()
}

/// Makes the changes in the texts of a grid's rows; their order does not matter here.
fn expect(grid: &Grid<'_>, index: usize, changes: &Changes, rows: &mut Vec<Vec<String>>) {
    let mut dropped = Vec::new();
    let mut added = Vec::new();
    for edit in &changes.edits {
        match edit {
            Edit::Set { grid, number, column, new, .. } if *grid == index => {
                if let Some(row) = rows.get_mut(number.unwrap_or(0)) {
                    row[*column].clone_from(new);
                }
            }
            Edit::Drop { grid, number, .. } if *grid == index => dropped.push(*number),
            Edit::Add { grid: at, cells, .. } if *at == index => {
                let mut row = vec![String::new(); grid.columns.len()];
                for (column, text) in cells {
                    row[*column].clone_from(text);
                }
                added.push(row);
            }
            _ => {}
        }
    }
    let mut number = 0;
    rows.retain(|_| {
        number += 1;
        !dropped.contains(&(number - 1))
    });
    rows.append(&mut added);
}
