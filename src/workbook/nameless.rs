//! What a new row is called that has no name of its own.

use super::again::{Called, called, says};
use super::compare::Given;
use super::names::{Known, Names, Who, cell};
use super::plan::Plan;
use super::typed::Reader;
use super::work::{Work, WorkRow};
use crate::edit::stem::{Taken, is_dated, like, propose};
use crate::say;
use crate::standard::kind::Role;
use crate::text::padded::close_up;

/// A new row without a name gets one of its title and its day.
pub(super) fn nameless(
    given: &Given<'_>,
    work: &Work,
    row: &WorkRow,
    known: &Known<'_>,
    book: &Names,
    taken: &mut Taken,
    plan: &mut Plan,
) -> Who {
    let grid = &given.grids[work.grid];
    let kind = known.kind;
    let title = cell(row, grid.with(&[Role::Title])).unwrap_or_default();
    let title = Some(&title).filter(|_| kind.fields.of_people()).and_then(|title| close_up(title)).unwrap_or(title);
    let reader = Reader { studio: given.studio, named: book, lang: given.lang };
    let by = grid.with(&[Role::Date, Role::From]);
    let read = by.and_then(|column| Some(reader.date(&grid.columns[column].field, row.cells[column].as_ref()?)));
    let day = read.as_ref().and_then(|read| Some(&read.as_ref().ok()?.text)).filter(|day| !day.is_empty()).cloned();
    let dated = is_dated(kind) && day.is_some();
    if title.is_empty() && !dated || kind.stem.is_some() {
        // What it would be called by is there, but cannot be read: that is told, and at its cell.
        if let (Some(column), Some(Err(message))) = (by.filter(|_| is_dated(kind)), read) {
            let message = say!(given.lang, "cell.named", name = grid.columns[column].heading, message = message);
            plan.problems.push(work.told(row.number, work.columns[column], message));
            return Who::Nobody;
        }
        let example = kind.example.as_deref().unwrap_or_default();
        let message = say!(given.lang, "from-excel.nameless", example = example);
        plan.problems.push(work.told(row.number, None, message));
        return Who::Nobody;
    }
    // What came into the folder later does not count: the row gets the name that it got when it was brought back before.
    let mut name = taken.propose(kind, &title, day.as_deref());
    let wanted = propose(kind, &title, day.as_deref(), &[]);
    // Where the day alone is its name, another thing of that day may have got it meanwhile.
    if title.is_empty() {
        let says = says(&reader, grid, row);
        match called(&wanted, &says, &known.now, &given.lines[work.grid], taken) {
            Called::There(stem) => return Who::Known(stem.to_owned()),
            Called::New(free) => name = free,
        }
    }
    // Nobody knows whether the row is what a file of its name says that cannot be read.
    if let Some(stem) = [&wanted, &name].into_iter().find(|stem| given.is_broken(grid.kind, stem)) {
        let message = say!(given.lang, "from-excel.there", path = given.file(grid.kind, stem));
        plan.problems.push(work.told(row.number, None, message));
        return Who::Nobody;
    }
    if let Some(stem) = known.now.get(&like(&name)) {
        return Who::Known((*stem).to_owned());
    }
    if name != wanted {
        let path = given.file(grid.kind, &wanted);
        let message = say!(given.lang, "from-excel.second", path = path, name = name);
        plan.remarks.push(work.told(row.number, None, message));
    }
    Who::New(name)
}
