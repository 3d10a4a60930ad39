//! Where in the workbook a finding points: the cell of the value it is about, or the row that lacks something.

use std::collections::HashMap;

use super::grid::Grid;
use super::table::{Key, Line, find};
use crate::finding::{Finding, Place};
use crate::record::{Record, Studio};

/// A cell of the workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Spot {
    /// Index of the grid.
    pub grid: usize,
    /// Index of the row among the lines of the grid.
    pub line: usize,
    /// Index of the column; nothing for the row as a whole.
    pub column: Option<usize>,
}

/// The cell of every finding, in the order of the findings; nothing for what has none, such as a file that cannot be read.
#[must_use]
pub fn spots(grids: &[Grid<'_>], lines: &[Vec<Line>], studio: &Studio<'_>, findings: &[Finding]) -> Vec<Option<Spot>> {
    let index: Vec<HashMap<&Key, usize>> = lines
        .iter()
        .map(|lines| lines.iter().enumerate().map(|(number, line)| (&line.key, number)).collect())
        .collect();
    let of = |finding: &Finding| {
        let place = finding.places.first()?;
        let record = studio.records.iter().find(|record| studio.source(record).is_called(&place.file))?;
        let (grid, key, column) = locate(grids, studio, record, place, missing(finding))?;
        Some(Spot { grid, line: *index[grid].get(&key)?, column })
    };
    findings.iter().map(of).collect()
}

/// The key of the field that a finding says is missing from the table it points at.
fn missing(finding: &Finding) -> Option<&str> {
    let detail = finding.key.split_once('#').filter(|_| finding.rule == "record/missing-field")?.1;
    detail.split('~').next()?.rsplit(' ').next()
}

fn locate(
    grids: &[Grid<'_>],
    studio: &Studio<'_>,
    record: &Record<'_>,
    place: &Place,
    missing: Option<&str>,
) -> Option<(usize, Key, Option<usize>)> {
    let offset = offset(&studio.source(record).text, place)?;
    let mut whole = None;
    let mut row_of = None;
    for (index, grid) in grids.iter().enumerate().filter(|(_, grid)| grid.kind == record.kind) {
        for row in studio.rows_of(record, &grid.steps) {
            let key = Key { stem: record.stem.clone(), number: row.list.map(|(_, number, _)| number) };
            let hit = grid.columns.iter().position(|column| {
                find(row.table, column)
                    .is_some_and(|(name, value)| (name.span().start..value.span().end).contains(&offset))
            });
            if let Some(column) = hit {
                return Some((index, key, Some(column)));
            }
            match row.list {
                Some((_, _, (start, end))) if (start..end).contains(&offset) => row_of = Some((index, key)),
                None => whole = Some((index, key)),
                Some(_) => {}
            }
        }
    }
    let (grid, key) = row_of.or(whole)?;
    let column = missing.and_then(|missing| grids[grid].columns.iter().position(|column| column.field.key == missing));
    Some((grid, key, column))
}

/// The byte of a place in its text.
fn offset(text: &str, place: &Place) -> Option<usize> {
    let mut start = 0;
    for _ in 1..place.line {
        start += text.get(start..)?.find('\n')? + 1;
    }
    let line = text.get(start..)?.split('\n').next()?;
    Some(start + line.chars().take(place.column.saturating_sub(1)).map(char::len_utf8).sum::<usize>())
}
