//! Headings that were changed, or stand twice: what was typed below them would be lost.

use super::grid::Grid;
use super::work::{Unread, Work};
use crate::form::place::letters;
use crate::say;
use crate::text::lang::Lang;
use crate::text::nearest::nearest;

/// What to do about columns that say something and are not read, where one that is known is missing or there twice. A column that
/// somebody added beside all the others is a note of theirs.
#[must_use]
pub fn amiss(grids: &[Grid<'_>], works: &[Work], lang: Lang) -> Vec<String> {
    let mut told = Vec::new();
    for work in works {
        let grid = &grids[work.grid];
        let absent = grid.columns.iter().zip(&work.columns).filter(|(_, at)| at.is_none());
        let record = grid.record.as_deref().filter(|_| work.record.is_none());
        let missing: Vec<&str> = record.into_iter().chain(absent.map(|(column, _)| column.heading.as_str())).collect();
        let last = work.columns.iter().copied().chain([work.record]).flatten().max();
        for column in work.unread.iter().filter(|column| column.says.is_some()) {
            let sheet = work.name.as_str();
            let name = match column.heading.as_str() {
                "" => say!(lang, "from-excel.columns.blank"),
                heading => say!(lang, "from-excel.columns.heading", heading = heading),
            };
            if let Some(other) = &column.doubles {
                let (name, one) = (column.heading.trim_end_matches(['*', '＊']), letters(column.column));
                told.push(say!(
                    lang,
                    "from-excel.columns.double",
                    sheet = sheet,
                    name = name,
                    one = other,
                    other = one
                ));
            } else if column.heading.is_empty() && Some(column.column) > last || missing.is_empty() {
                // Beside the table, or beside all that is known.
            } else if let Some(meant) = meant(column, &missing) {
                let cell = &column.cell;
                told.push(say!(
                    lang,
                    "from-excel.columns.called",
                    sheet = sheet,
                    cell = cell,
                    name = name,
                    meant = meant
                ));
            } else {
                let (cell, missing) = (&column.cell, lang.list(&missing));
                told.push(say!(
                    lang,
                    "from-excel.columns.lost",
                    sheet = sheet,
                    cell = cell,
                    name = name,
                    missing = missing
                ));
            }
        }
    }
    told
}

/// The missing heading that a column had: the only one, one that is part of the heading or the other way round, or one nearly
/// so written.
fn meant<'h>(column: &Unread, missing: &[&'h str]) -> Option<&'h str> {
    let heading = column.heading.as_str();
    if let [only] = missing {
        return Some(only);
    }
    let part = |one: &&&str| !heading.is_empty() && (heading.contains(**one) || one.contains(heading));
    let longest = missing.iter().filter(part).max_by_key(|one| one.len()).copied();
    longest.or_else(|| nearest(heading, missing.iter().copied()))
}
