//! What was recognised and what cannot be done, in words, within the columns of a terminal.

use std::collections::BTreeMap;

use super::Looked;
use super::head::Heading;
use super::package::Refusal;
use super::patch::Answer;
use super::plan::{Clash, Plan};
use super::recognise::How;
use super::{Fault, name};
use crate::form::lines::lines;
use crate::form::place::{Place, letters};
use crate::say;
use crate::standard::layout::{Cell, Layout};
use crate::text::lang::Lang;
use crate::text::safe::visible;
use crate::text::width::{pad, truncate, wrap};

/// The most cells that are named one by one.
const MOST: usize = 30;

/// Says what there is to say of a form in a workbook.
pub struct Teller<'t> {
    /// The form.
    pub layout: &'t Layout,
    /// The language.
    pub lang: Lang,
    /// The columns of the terminal.
    pub width: usize,
}

impl Teller<'_> {
    /// Which column is which, and which are left on either side.
    #[must_use]
    pub fn mapping(&self, looked: &Looked<'_>, plan: &Plan) -> String {
        let lang = self.lang;
        let table = &looked.table;
        let sheet = visible(looked.sheet()).into_owned();
        let (top, head, first) = (table.top + 1, table.head + 1, plan.first + 1);
        let mut out = if top == head {
            say!(lang, "fill.table", sheet = sheet, head = head, first = first)
        } else {
            say!(lang, "fill.table-rows", sheet = sheet, top = top, head = head, first = first)
        };
        out.push('\n');
        let found = self.layout.columns.iter().zip(&table.matches.columns);
        let found = found.filter_map(|(column, found)| Some((column, (*found)?)));
        let own = self.width / 3;
        let heading = self.width.saturating_sub(own + 4 + 20 + 5);
        for (column, one) in found {
            let text = table.heading(one.column).map(Heading::name).unwrap_or_default();
            let how = match (column.show, one.how) {
                (Cell::Blank, _) => say!(lang, "fill.how.blank"),
                (_, How::Same) => say!(lang, "fill.how.same"),
                (_, How::Also) => say!(lang, "fill.how.also"),
                (_, How::Loose) => say!(lang, "fill.how.loose"),
                (_, How::Mapped) => say!(lang, "fill.how.mapped"),
            };
            let line = [
                pad(&truncate(&name(column), own), own),
                pad(&letters(one.column), 3),
                pad(&truncate(&visible(&text), heading), heading),
                how,
            ];
            out.push_str("  ");
            out.push_str(&line.join(" "));
            out.push('\n');
        }
        let matches = &table.matches;
        let doubted = |index: &usize| matches.doubts.iter().any(|doubt| doubt.ours.contains(index));
        let left: Vec<String> = self
            .layout
            .columns
            .iter()
            .enumerate()
            .filter(|(index, column)| {
                matches.columns[*index].is_none() && column.show != Cell::Blank && !doubted(index)
            })
            .map(|(_, column)| name(column))
            .collect();
        if !left.is_empty() {
            out.push_str(&self.lines(&say!(lang, "fill.left.ours", columns = lang.list(&left))));
        }
        let left: Vec<String> = table.foreign().map(shown).collect();
        if !left.is_empty() {
            out.push_str(&self.lines(&say!(lang, "fill.left.theirs", columns = lang.list(&left))));
        }
        out
    }

    /// What only a person can tell.
    #[must_use]
    pub fn doubts(&self, looked: &Looked<'_>) -> Vec<String> {
        let table = &looked.table;
        let said = table.matches.doubts.iter().map(|doubt| {
            let ours: Vec<String> = doubt.ours.iter().map(|index| name(&self.layout.columns[*index])).collect();
            let theirs: Vec<String> = doubt.headings.iter().map(|index| shown(&table.headings[*index])).collect();
            let (ours, theirs) = (self.lang.list(ours), self.lang.list(theirs));
            if doubt.headings.len() == 1 && doubt.ours.len() == 1 {
                say!(self.lang, "fill.doubt.one", ours = ours, theirs = theirs)
            } else {
                say!(self.lang, "fill.doubt", ours = ours, theirs = theirs)
            }
        });
        let columns = self.layout.columns.iter().zip(&table.matches.columns);
        let bare = columns.filter_map(|(column, one)| {
            let one = one.filter(|one| column.show != Cell::Blank && table.heading(one.column).is_none())?;
            Some(say!(self.lang, "fill.no-heading", name = name(column), column = letters(one.column)))
        });
        said.chain(bare).collect()
    }

    /// What of a plan cannot be done.
    #[must_use]
    pub fn problems(&self, looked: &Looked<'_>, plan: &Plan) -> Vec<String> {
        let lang = self.lang;
        let mut said: Vec<String> = plan.clashes.iter().take(MOST).map(|clash| self.clash(clash)).collect();
        if plan.clashes.len() > MOST {
            said.push(say!(lang, "list.more", n = plan.clashes.len() - MOST));
        }
        if plan.clashes.iter().any(|clash| matches!(clash, Clash::Taken { .. })) {
            said.push(say!(lang, "fill.taken.help"));
        }
        if let Some((foot, missing)) = plan.short {
            let free = plan.rows.len();
            let foot_text = looked.page.row(foot).next().map_or(String::new(), |(_, content)| brief(&content.text));
            let row = foot + 1;
            said.push(say!(lang, "fill.short", free = free, missing = missing, row = row, text = foot_text));
        }
        said
    }

    fn clash(&self, clash: &Clash) -> String {
        match clash {
            Clash::Taken { place, there, ours } => {
                say!(self.lang, "fill.taken", cell = place.name(), there = brief(there), ours = brief(ours))
            }
            Clash::Joined { place, area, ours } => {
                let (first, last) = (area.first.name(), area.last.name());
                say!(self.lang, "fill.joined", cell = place.name(), first = first, last = last, ours = brief(ours))
            }
        }
    }

    /// What one should know of what will be written.
    #[must_use]
    pub fn notes(&self, looked: &Looked<'_>, plan: &Plan) -> Vec<String> {
        let lang = self.lang;
        let mut notes = Vec::new();
        let rows = |rows: &[u32]| lang.list(runs(rows));
        if !plan.examples.is_empty() {
            notes.push(say!(lang, "fill.examples", rows = rows(&plan.examples)));
        }
        if !plan.hidden.is_empty() {
            notes.push(say!(lang, "fill.hidden", rows = rows(&plan.hidden)));
        }
        for (index, count) in &plan.formulas {
            let column = looked.table.matches.columns[*index].map(|one| letters(one.column)).unwrap_or_default();
            let name = name(&self.layout.columns[*index]);
            notes.push(say!(lang, "fill.formulas", name = name, column = column, n = count));
        }
        if plan.same > 0 {
            notes.push(say!(lang, "fill.same", n = plan.same));
        }
        if looked.page.protected {
            notes.push(say!(lang, "fill.protected"));
        }
        let prepared = looked.page.prepared;
        if let Some(last) = plan.rows.last().filter(|last| **last > prepared && prepared > looked.table.head) {
            notes.push(say!(lang, "fill.beyond", from = prepared + 2, to = last + 1));
        }
        let answers = plan.answers.iter();
        let low: Vec<u32> = answers.filter(|(row, cells)| is_low(looked, **row, cells)).map(|(row, _)| *row).collect();
        if !low.is_empty() {
            notes.push(say!(lang, "fill.high", rows = rows(&low)));
        }
        let unlisted = self.unlisted(looked, plan);
        notes.extend(unlisted.iter().take(MOST).cloned());
        if unlisted.len() > MOST {
            notes.push(say!(lang, "list.more", n = unlisted.len() - MOST));
        }
        notes
    }

    /// Answers that the lists of their cells do not have.
    fn unlisted(&self, looked: &Looked<'_>, plan: &Plan) -> Vec<String> {
        let mut said = Vec::new();
        let answers = plan.answers.iter();
        let answers = answers.flat_map(|(row, cells)| cells.iter().map(|(column, one)| (*row, *column, one)));
        for (row, column, answer) in answers {
            let place = Place { row, column };
            let choices = looked.page.choices.iter().filter(|choice| choice.areas.iter().any(|area| area.holds(place)));
            for choice in choices.filter(|choice| !choice.values.contains(&answer.text)) {
                let values = choice.values.iter().map(|value| visible(value).into_owned()).collect::<Vec<_>>();
                let values = self.lang.list(&values);
                let cell = place.name();
                said.push(say!(self.lang, "fill.unlisted", cell = cell, text = brief(&answer.text), values = values));
            }
        }
        said
    }

    /// A text in lines, those after the first indented.
    #[must_use]
    pub fn lines(&self, text: &str) -> String {
        let lines = wrap(text, self.width.saturating_sub(2));
        lines.join("\n  ") + "\n"
    }
}

/// Rows as people name them, those that follow each other as 6–9.
fn runs(rows: &[u32]) -> Vec<String> {
    let runs = rows.chunk_by(|one, next| one + 1 == *next);
    let named = runs.filter_map(|run| Some((run.first()? + 1, run.last()? + 1)));
    named.map(|(first, last)| if first == last { first.to_string() } else { format!("{first}–{last}") }).collect()
}

/// Whether a row does not show all lines of its answers, as far as one can tell without the type they are set in.
fn is_low(looked: &Looked<'_>, row: u32, cells: &BTreeMap<u32, Answer>) -> bool {
    cells.iter().any(|(column, answer)| {
        let room = looked.page.room(Place { row, column: *column });
        room.is_some_and(|(most, wide)| lines(&answer.text, wide) > most)
    })
}

/// Why a workbook is not filled.
#[must_use]
pub fn fault(fault: &Fault, path: &str, lang: Lang) -> String {
    let names = |names: &[String]| {
        let names: Vec<String> = names.iter().map(|name| visible(name).into_owned()).collect();
        lang.list(&names)
    };
    match fault {
        Fault::Refused(refused) => refusal(refused, path, lang),
        Fault::NoTable(sheets) => say!(lang, "fill.no-table", path = path, sheets = names(sheets)),
        Fault::NoSheet(name, sheets) => {
            say!(lang, "fill.no-sheet", path = path, sheet = visible(name), sheets = names(sheets))
        }
        Fault::Several(sheets) => say!(lang, "fill.several", sheets = names(sheets)),
    }
}

/// Why a file is refused.
#[must_use]
pub fn refusal(refused: &Refusal, path: &str, lang: Lang) -> String {
    match refused {
        Refusal::Old => say!(lang, "fill.old", path = path),
        Refusal::Protected => say!(lang, "fill.password", path = path),
        Refusal::Foreign => say!(lang, "fill.foreign", path = path),
        Refusal::OpenDocument => say!(lang, "fill.ods", path = path),
        Refusal::Binary => say!(lang, "fill.xlsb", path = path),
        Refusal::Large => say!(lang, "fill.large", path = path),
        Refusal::Signed => say!(lang, "fill.signed", path = path),
        Refusal::Unusual(part) => say!(lang, "fill.unusual", path = path, part = visible(part)),
        Refusal::Damaged(why) => say!(lang, "fill.damaged", path = path, why = visible(why)),
    }
}

/// A heading with its column's letters: `G 主持人/姓名`.
fn shown(heading: &Heading) -> String {
    format!("{} {}", letters(heading.column), visible(&truncate(&heading.name(), 40)))
}

/// A text on one line, cut where it is long.
fn brief(text: &str) -> String {
    let line = super::words::plain(&text.replace('\n', " "));
    visible(&truncate(&line, 30)).into_owned()
}

#[cfg(test)]
mod tests {
    #[test]
    fn rows_that_follow_each_other_are_named_as_one() {
        assert_eq!(super::runs(&[5, 6, 7, 9, 11, 12]), ["6–8", "10", "12–13"]);
        assert!(super::runs(&[]).is_empty());
    }
}
