//! One row of the workbook, cell by cell, against what was exported and what the folder says now.

use super::align::is_same;
use super::compare::{Compare, Wish};
use super::names::word;
use super::plan::{Difference, Edit};
use super::raw::Raw;
use super::table::{Cell, Form, Line};
use super::typed::shown;
use super::work::{Work, WorkRow};
use crate::edit::stem::alike;
use crate::say;
use crate::standard::kind::{Field, Role};

/// A row of the workbook beside what was exported and what the folder has.
pub(super) struct Trio<'t> {
    /// Index of the grid.
    pub grid: usize,
    /// Its sheet.
    pub work: &'t Work,
    /// The row.
    pub row: &'t WorkRow,
    /// What was exported; nothing for what came later.
    pub before: Option<&'t [String]>,
    /// What the folder has; nothing for what is not there.
    pub now: Option<&'t Line>,
}

/// What a cell comes to.
#[derive(Default)]
struct Held {
    /// What it says.
    typed: String,
    /// Whether that is to be written.
    edited: bool,
    /// Whether the folder says what neither the export nor the workbook does.
    foreign: bool,
}

impl Trio<'_> {
    /// What was exported for a column; what the folder says where nothing was.
    fn before(&self, column: usize) -> &str {
        self.before.map_or_else(|| self.now(column).map_or("", |cell| &cell.text), |cells| &cells[column])
    }

    fn now(&self, column: usize) -> Option<&Cell> {
        self.now.map(|line| &line.cells[column])
    }

    /// Whether the row of the folder is the exported one for sure: it still says half of what it said.
    fn is_sure(&self) -> bool {
        let (Some(before), Some(now)) = (self.before, self.now) else { return false };
        let now: Vec<Option<String>> = now.cells.iter().map(|cell| Some(cell.text.clone())).collect();
        is_same(&now, before)
    }

    /// Whether it is a row of something that was there before.
    fn is_known(&self) -> bool {
        self.before.is_some() || self.now.is_some()
    }

    fn cell(&self, column: usize) -> String {
        self.work.cell(self.row.number, self.work.columns[column])
    }
}

impl Compare<'_> {
    /// Takes in one row. `place` is where it would be added to its list; nothing for a record.
    pub(super) fn row(&mut self, stem: &str, trio: &Trio<'_>, place: Option<usize>) {
        let grid = &self.given.grids[trio.grid];
        let number = trio.now.and_then(|line| line.key.number);
        let mut edits = Vec::new();
        let mut whole = Vec::new();
        let mut differences = Vec::new();
        let mut foreign = trio.now.is_none() && trio.before.is_some();
        let mut wrong = false;
        // Of a new row: the cells that lack what is required.
        let mut lacking = Vec::new();
        for (column, field) in grid.columns.iter().enumerate() {
            let held = match self.cell(stem, trio, column) {
                Ok(held) => held,
                Err(message) => {
                    let at = trio.work.columns[column];
                    let message = say!(self.given.lang, "cell.named", name = field.heading, message = message);
                    if !trio.is_known()
                        && field.field.required
                        && at.is_some()
                        && is_blank(trio.row.cells[column].as_ref())
                    {
                        lacking.push(self.plan.problems.len());
                    }
                    self.plan.problems.push(trio.work.told(trio.row.number, at, message));
                    wrong = true;
                    continue;
                }
            };
            foreign |= held.foreign;
            let (cell, old) = (trio.cell(column), trio.now(column).map(|cell| cell.text.clone()));
            if held.edited || held.foreign {
                differences.push(Difference {
                    cell: cell.clone(),
                    label: field.heading.clone(),
                    before: trio.before.map(|cells| cells[column].clone()),
                    folder: old.clone(),
                    workbook: Some(held.typed.clone()),
                    edited: held.edited,
                    clash: held.edited && held.foreign,
                });
            }
            if held.edited {
                let (old, new) = (old.unwrap_or_default(), held.typed.clone());
                let called = place.is_none().then(|| called(&field.field, stem, &old, &new)).flatten();
                if let Some(name) = called {
                    self.renamed(trio, column, stem, &name);
                }
                let edit = Edit::Set { grid: trio.grid, number, column, old, new, cell, row: trio.row.number };
                edits.push(Wish { edit, against: held.foreign });
            }
            if !held.typed.is_empty() {
                whole.push((column, held.typed));
            }
        }
        if let [first, _, ..] = lacking[..] {
            let kind = &self.given.standard.kinds[grid.kind].label;
            let hint = say!(self.given.lang, "cell.required.row", kind = kind.get(self.given.lang));
            self.plan.problems[first].message.push_str(&hint);
        }
        // A record that came into the folder after the export, and a row of the workbook that says something else.
        let late = trio.before.is_none() && trio.now.is_some() && self.given.store.is_some();
        foreign |= late && !edits.is_empty();
        // Of a row that hardly says anything it said, nobody knows that it is the same one; one that is gone has no cells.
        let gone = trio.now.is_none() && trio.before.is_some();
        if late || gone || place.is_some() && foreign && !trio.is_sure() {
            for wish in &mut edits {
                wish.against = true;
            }
            for one in &mut differences {
                one.clash = one.edited;
            }
        }
        let told = (late && !edits.is_empty() && grid.record.is_some()).then(|| self.late(stem, trio));
        let revived = self.is_revived(grid.kind, stem);
        let state = self.state(grid.kind, stem);
        state.foreign |= foreign;
        if wrong {
            return;
        }
        state.differences.append(&mut differences);
        state.late.extend(told);
        if trio.now.is_some() {
            state.edits.append(&mut edits);
        } else if trio.before.is_some() && edits.is_empty() && !revived {
            // What is gone from the folder comes back only if somebody changed it in the workbook.
        } else if let Some(at) = place {
            let cell = trio.work.cell(trio.row.number, None);
            let edit = Edit::Add { grid: trio.grid, at, cells: whole, cell, row: trio.row.number };
            state.edits.push(Wish { edit, against: gone });
        } else {
            state.new = true;
            let set = |(column, new)| Edit::Set {
                grid: trio.grid,
                number: None,
                column,
                old: String::new(),
                new,
                cell: trio.cell(column),
                row: trio.row.number,
            };
            state.edits.extend(whole.into_iter().map(set).map(|edit| Wish { edit, against: gone }));
        }
    }

    /// Tells how to call a file by the `name` that a cell changes, which others may call the person by, too.
    fn renamed(&mut self, trio: &Trio<'_>, column: usize, stem: &str, name: &str) {
        let grid = &self.given.grids[trio.grid];
        let field = &grid.columns[column].field;
        let [from, to] = [stem, name].map(|name| word(&self.given.standard.kinds[grid.kind], name));
        let title = if field.has(Role::Title) && field.has(Role::Person) { " --title" } else { "" };
        let (lang, dir) = (self.given.lang, self.given.dir());
        let message = say!(lang, "cell.renamed", old = stem, dir = dir, from = from, to = to, title = title);
        self.plan.remarks.push(trio.work.told(trio.row.number, trio.work.columns[column], message));
    }

    fn is_revived(&self, kind: usize, stem: &str) -> bool {
        !self.revived.is_empty() && self.revived.contains(&(kind, stem.to_owned()))
    }

    /// Tells of a cell that nobody edited and that names a record which goes.
    fn left_dangling(&mut self, stem: &str, trio: &Trio<'_>, index: usize, text: &str) {
        let grid = &self.given.grids[trio.grid];
        let Some(target) = grid.columns[index].field.target else { return };
        if self.names.is_removed(grid.kind, stem) {
            return;
        }
        let goes = |name: &&str| self.names.names_removed(self.given.studio, target, name);
        if let Some(name) = text.lines().find(goes) {
            let message = say!(self.given.lang, "cell.removed.left", text = name);
            self.plan.remarks.push(trio.work.told(trio.row.number, trio.work.columns[index], message));
        }
    }

    /// One cell.
    ///
    /// # Errors
    /// What is wrong with it.
    fn cell(&mut self, stem: &str, trio: &Trio<'_>, index: usize) -> Result<Held, String> {
        let grid = &self.given.grids[trio.grid];
        let column = &grid.columns[index];
        let lang = self.given.lang;
        let blank = Cell::default();
        let now = trio.now(index).unwrap_or(&blank);
        let before = trio.before(index);
        let at = trio.work.columns[index];
        let raw = trio.row.cells[index].as_ref();
        if at.is_none() && !trio.is_known() && column.field.required {
            return Err(say!(lang, "cell.heading", sheet = trio.work.name, name = column.heading));
        }
        if at.is_none() || trio.is_known() && same(raw, before) {
            let foreign = trio.now.is_some() && now.text != before;
            self.left_dangling(stem, trio, index, &now.text);
            return Ok(Held { typed: before.to_owned(), edited: false, foreign });
        }
        let typed = self.reader().read(column, raw, before)?;
        let changed = typed.text != before;
        let edited = changed && typed.text != now.text;
        if let Some(remark) = typed.remark.filter(|_| edited) {
            self.plan.remarks.push(trio.work.told(trio.row.number, at, remark));
        }
        if (changed || !trio.is_known()) && typed.text.is_empty() && column.field.required {
            return Err(say!(lang, "cell.required", help = column.field.help));
        }
        if edited && now.form == Form::Fixed {
            return Err(say!(lang, "cell.fixed", file = self.file(grid.kind, stem)));
        }
        let foreign = trio.now.is_some() && now.text != before && now.text != typed.text;
        Ok(Held { typed: typed.text, edited, foreign })
    }
}

/// Whether nothing is seen in a cell.
pub(super) fn is_blank(cell: Option<&Raw>) -> bool {
    match cell {
        Some(Raw::Text(text)) => text.trim().is_empty(),
        cell => cell.is_none(),
    }
}

/// What the file of a record would be called now that a value changes by which it was called: its title, or the day that its name
/// begins with. Its name is not changed with it: the workbook at hand would not know the record any more.
fn called(field: &Field, stem: &str, old: &str, new: &str) -> Option<String> {
    let titled = field.has(Role::Title) && alike(old, stem) && !alike(new, stem);
    let dated = || field.has(Role::Date) && !old.is_empty() && !new.is_empty();
    let rest = || stem.strip_prefix(old).filter(|_| dated() && !stem.starts_with(new));
    if titled { Some(new.to_owned()) } else { rest().map(|rest| format!("{new}{rest}")) }
}

/// Whether a cell still says what it said: a number that Excel made of a text of digits does, and a formula that nobody has
/// calculated says nothing yet.
pub(super) fn same(raw: Option<&Raw>, before: &str) -> bool {
    match raw {
        Some(Raw::Formula) => false,
        Some(Raw::Number(number) | Raw::Percent(number))
            if before.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') =>
        {
            before.parse() == Ok(*number)
        }
        raw => {
            let now = shown(raw);
            now == before || (1..=ESCAPES).contains(&before.matches("_x").count()) && escaped(before, &now)
        }
    }
}

/// More of them than people write by chance are not looked at.
const ESCAPES: usize = 8;

/// Whether `now` is `before` after programs took `_x0041_`, which people may write, for the sign by which a workbook writes
/// A: each may have been read so, dropped or kept.
fn escaped(before: &str, now: &str) -> bool {
    let Some(at) = before.find("_x") else { return before == now };
    let Some(now) = now.strip_prefix(&before[..at]) else { return false };
    let (code, rest) = before[at..].split_at_checked(7).unwrap_or((&before[at..], ""));
    let char = code.get(2..6).filter(|_| code.ends_with('_')).and_then(|code| u32::from_str_radix(code, 16).ok());
    let Some(char) = char.and_then(char::from_u32) else {
        return now.strip_prefix("_x").is_some_and(|now| escaped(&before[at + 2..], now));
    };
    let read = if char == '\r' { "\n".to_owned() } else { char.to_string() };
    [code, &read, ""].iter().any(|form| now.strip_prefix(form).is_some_and(|now| escaped(rest, now)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_programs_make_of_an_escape_is_the_same() {
        let same = |before: &str, now: &str| same(Some(&Raw::Text(now.to_owned())), before);
        for now in ["_x000D_和_x0041_", "\n和A", "和_x0041_", "和A"] {
            assert!(same("_x000D_和_x0041_", now), "{now}");
        }
        for (before, now) in [("_x000D_和", "合"), ("_x和", "和"), ("A", "_x0041_"), ("_x00", ""), ("_x0041_b", "c")]
        {
            assert!(!same(before, now), "{now}");
        }
    }

    #[test]
    fn a_number_made_of_a_text_is_that_text() {
        assert!(same(Some(&Raw::Number(7.0)), "007") && same(Some(&Raw::Number(1.1)), "1.10"));
        assert!(
            !same(Some(&Raw::Number(7.0)), "08")
                && !same(Some(&Raw::Number(0.0)), "")
                && !same(Some(&Raw::Formula), "")
        );
    }
}
