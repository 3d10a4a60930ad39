//! What a check would say of the records as an import leaves them. What is wrong only then came with the import, and is told at
//! its cell, in the words of the check.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;

use crate::check::{self, Options, Report};
use crate::files::Batch;
use crate::finding::{Finding, Severity};
use crate::load::{Texts, below};
use crate::record::calendar::Dates;
use crate::say;
use crate::source::Source;
use crate::standard::kind::Role;
use crate::workbook::compare::Given;
use crate::workbook::grid::Column;
use crate::workbook::marks::{Spot, spots};
use crate::workbook::plan::{Changes, Edit, Plan, Told};
use crate::workbook::table::{self, Line};

/// What is asked of the records before and after.
pub(super) const ASKED: [&str; 2] = ["record", "privacy"];

/// The cells that make wrong what was not, by what was wrong `before`.
pub(super) fn wrong(
    given: &Given<'_>,
    (plan, batch): (&Plan, &Batch),
    before: &Report<'_>,
    (dates, options): (&Dates, &Options),
) -> Vec<Told> {
    if batch.is_empty() {
        return Vec::new();
    }
    let known: HashSet<&str> = before.findings.iter().map(|finding| finding.key.as_str()).collect();
    let way = (given.folder, given.folder);
    let change = |texts: &mut Texts| changed(texts, given.folder, batch);
    let (_, told) = check::studio_with(given.standard, way, dates, options, change, |studio, report| {
        let new = |finding: &&Finding| !known.contains(finding.key.as_str()) && is_refused(finding);
        let new: Vec<Finding> = report.findings.iter().filter(new).cloned().collect();
        if new.is_empty() {
            return Vec::new();
        }
        let lines: Vec<Vec<Line>> = given.grids.iter().map(|grid| table::lines(grid, studio)).collect();
        let spots = spots(given.grids, &lines, studio, &new);
        let of = |(finding, spot): (&Finding, Option<Spot>)| {
            let spot = spot?;
            told(given, plan, finding, (spot, &lines[spot.grid][spot.line]))
        };
        // One thing is enough to be mended in a cell; what is said of the value comes behind what is said of the file.
        let told: BTreeMap<_, Told> = new.iter().zip(spots).filter_map(of).map(|told| (told.at, told)).collect();
        told.into_values().collect()
    });
    told
}

/// Whether a cell is refused for what a check says: not for a file that may still be put into the folder.
fn is_refused(finding: &Finding) -> bool {
    finding.severity == Severity::Error && finding.rule != "record/evidence"
}

/// The texts as an import leaves them.
fn changed(texts: &mut Texts, folder: &Path, batch: &Batch) {
    for (path, bytes) in batch.contents() {
        let path = below(folder, path);
        texts.sources.retain(|source| source.path != path);
        texts.sources.extend(bytes.and_then(|bytes| Source::decode(path, 0, bytes.to_vec()).ok()));
    }
    texts.sources.sort_by(|one, other| one.path.cmp(&other.path));
}

/// A finding at the cell that brings it; nothing where no cell of the workbook does. What a name should not hold is one in a name
/// only, for the file is called by it.
fn told(given: &Given<'_>, plan: &Plan, finding: &Finding, (spot, line): (Spot, &Line)) -> Option<Told> {
    let grid = &given.grids[spot.grid];
    let of = |changes: &&Changes| changes.kind == grid.kind && changes.stem == line.key.stem;
    let says = |column: usize, text: &String| line.cells[column].text == *text;
    let brought = |edit: &Edit| match edit {
        Edit::Set { grid, column, new, row, .. } if *grid == spot.grid && says(*column, new) => Some((*row, *column)),
        Edit::Add { grid, cells, row, .. } if *grid == spot.grid => {
            let (first, _) = cells.first().filter(|_| cells.iter().all(|(column, text)| says(*column, text)))?;
            Some((*row, spot.column.unwrap_or(*first)))
        }
        _ => None,
    };
    let changes = plan.files.iter().find(of)?;
    let brought: Vec<(u32, usize)> = changes.edits.iter().filter_map(brought).collect();
    let here = brought.iter().find(|(_, column)| Some(*column) == spot.column).or(brought.first())?;
    let (row, column) = (here.0, spot.column.unwrap_or(here.1));
    let field = &grid.columns[column].field;
    let is_name = field.has(Role::Title) && field.has(Role::Person);
    if !(is_name || finding.rule.starts_with("record/")) {
        return None;
    }
    let work = given.works.iter().find(|work| work.grid == spot.grid)?;
    let heading = &grid.columns[column].heading;
    // Whoever fills in a workbook knows no keys, and headings are in Chinese.
    let without_keys = |text: &str| {
        let headed = |text: String, one: &Column| text.replace(&one.field.named(given.lang), &one.heading);
        grid.columns.iter().fold(text.to_owned(), headed)
    };
    let message =
        say!(given.lang, "cell.checked", message = without_keys(&finding.message), help = without_keys(&finding.help));
    let is_named = message.starts_with(heading.as_str());
    let message = if is_named { message } else { say!(given.lang, "cell.named", name = heading, message = message) };
    Some(work.told(row, work.columns[column], message))
}
