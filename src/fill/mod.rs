//! Fills a workbook that an office already has: its table is recognised by its headings, and the rows of a form go into it.
//!
//! Only answer cells change. Of the parts of the workbook
//! - the sheet with the table is written anew: in it the elements `<c>` of answer cells (their look and all attributes but
//!   `t` stay), rows and cells that were not there, `spans` of rows that grow, `<dimension>` where the sheet grows;
//! - if any sheet has a formula, the workbook's own part gets `fullCalcOnLoad="1"` on `<calcPr>`, and cells with formulas
//!   lose their old results (`<v>` and `t`; the formula stays) on this sheet and on those whose formulas lead to it: what was
//!   calculated from empty cells would stand beside the answers otherwise, for not every program obeys the first;
//! - every other part (looks, shared texts, other sheets, charts, pictures, comments, macros, print set-up …) is copied as it
//!   is packed, byte for byte, in the same order.
//!
//! Answers are texts in the cells themselves (`inlineStr`), so that the shared texts stay; running numbers, counts and lengths
//! are numbers where the cell's format is of numbers, for formulas add them up, and texts where it is not. Nothing is ever
//! written over: not a text, not a formula. Rows are not inserted: every formula, name, validation and chart of the workbook
//! would have to be moved along, which the programs that own them do and this does not.
//!
//! A library that reads a whole workbook and writes it anew, such as umya-spreadsheet, can keep only what it knows of. Here
//! nothing has to be known: what is not an answer is never taken apart.

mod book;
mod head;
mod looks;
pub mod mapping;
mod merges;
pub mod package;
pub mod page;
mod patch;
pub mod plan;
pub mod recognise;
mod rows;
mod stale;
pub mod table;
pub mod tell;
mod words;
mod xml;

use book::Book;
use looks::Looks;
use mapping::Mapping;
use package::{Package, Refusal};
use page::Page;
use plan::Plan;
use recognise::Ours;
use stale::Formulas;
use table::Table;

use crate::form::place::Place;
use crate::standard::layout::{Column, Layout};

/// A workbook with the table of a form in it.
pub struct Looked<'b> {
    package: Package<'b>,
    book: Book,
    sheet: usize,
    /// The sheet.
    pub page: Page,
    /// The table on it.
    pub table: Table,
}

/// Why there is no table to fill.
#[derive(Debug, PartialEq, Eq)]
pub enum Fault {
    /// The workbook cannot be filled.
    Refused(Refusal),
    /// No sheet has headings that are the form's; these are the sheets.
    NoTable(Vec<String>),
    /// There is no sheet of this name; these are the sheets.
    NoSheet(String, Vec<String>),
    /// Several sheets fit as well as each other.
    Several(Vec<String>),
}

impl From<Refusal> for Fault {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// A workbook that was filled.
#[derive(Debug)]
pub struct Filled {
    /// The bytes of the file.
    pub bytes: Vec<u8>,
    /// Whether it will be calculated anew.
    pub calculates: bool,
    /// The columns in which answers have line breaks that are not shown: the cells do not wrap.
    pub unwrapped: Vec<u32>,
}

/// What a column of a form is called: 组/列, on one line.
#[must_use]
pub fn name(column: &Column) -> String {
    words::plain(&column.name())
}

impl<'b> Looked<'b> {
    /// Looks for the table of a form in a workbook: on the sheet that fits best.
    ///
    /// # Errors
    /// The workbook is none, or there is no such table, or more than one.
    pub fn at(bytes: &'b [u8], layout: &Layout, mapping: &Mapping) -> Result<Self, Fault> {
        let mut package = Package::open(bytes)?;
        let book = Book::read(&mut package)?;
        let strings = book.strings(&mut package)?;
        let ours = Ours::of(layout);
        let names = || book.sheets.iter().map(|sheet| sheet.name.clone()).collect::<Vec<_>>();
        if let Some(wanted) = &mapping.sheet
            && !book.sheets.iter().any(|sheet| sheet.name == *wanted)
        {
            return Err(Fault::NoSheet(wanted.clone(), names()));
        }
        let mut best: Option<(usize, Page, Table)> = None;
        let mut rivals = Vec::new();
        let mut large = false;
        for (index, sheet) in book.sheets.iter().enumerate() {
            if mapping.sheet.as_ref().map_or(!sheet.shown, |wanted| *wanted != sheet.name) {
                continue;
            }
            let Some(part) = package.part(&sheet.part)? else { continue };
            let page = match Page::read(&part, &strings) {
                Ok(page) => page,
                // A long list beside the table is none of its business.
                Err(Refusal::Large) if mapping.sheet.is_none() => {
                    large = true;
                    continue;
                }
                Err(other) => return Err(other.into()),
            };
            let Some(table) = table::find(&page, &ours, mapping) else { continue };
            let score = table.matches.score();
            let before = best.as_ref().map_or(0, |(.., table)| table.matches.score());
            if score > before {
                rivals.clear();
                best = Some((index, page, table));
            } else if score == before {
                rivals.push(sheet.name.clone());
            }
        }
        let Some((sheet, page, table)) = best else {
            return Err(if large { Refusal::Large.into() } else { Fault::NoTable(names()) });
        };
        if !rivals.is_empty() {
            rivals.insert(0, book.sheets[sheet].name.clone());
            return Err(Fault::Several(rivals));
        }
        Ok(Self { package, book, sheet, page, table })
    }

    /// The form among `others` that the sheet fits better than `own`.
    pub fn rather<'l>(&self, others: impl Iterator<Item = &'l Layout>, own: &Layout) -> Option<&'l Layout> {
        let share = |layout: &Layout| {
            let table = table::find(&self.page, &Ours::of(layout), &Mapping::default());
            let known = table.map_or(0, |table| table.matches.known());
            (known, known * 1000 / layout.columns.len().max(1))
        };
        let before = share(own);
        let (best, other) = others.map(|other| (share(other), other)).max_by_key(|(share, _)| *share)?;
        // As many columns are a larger part of a smaller form.
        (best.0 > before.0 || best.0 == before.0 && best.1 > before.1).then_some(other)
    }

    /// The name of the sheet.
    #[must_use]
    pub fn sheet(&self) -> &str {
        &self.book.sheets[self.sheet].name
    }

    /// The workbook with the answers of a plan in it.
    ///
    /// # Errors
    /// A part is damaged.
    pub fn fill(mut self, plan: &Plan) -> Result<Filled, Refusal> {
        let name = &self.book.sheets[self.sheet].part;
        let Some(part) = self.package.part(name)? else { return Err(Refusal::Damaged(name.clone())) };
        let looks = match &self.book.looks {
            Some(name) => self.package.part(name)?.map(|part| Looks::read(&part)).transpose()?,
            None => None,
        };
        let looks = looks.unwrap_or_default();
        let patched = patch::patch(&part, &plan.answers, &looks)?;
        let mut unwrapped: Vec<u32> = Vec::new();
        for (Place { row, column }, look) in &patched.written {
            let broken =
                plan.answers.get(row).and_then(|row| row.get(column)).is_some_and(|one| one.text.contains('\n'));
            if broken && !looks.get(*look).wraps && !unwrapped.contains(column) {
                unwrapped.push(*column);
            }
        }
        let filled = part.rewritten(patched.text);
        let mut changed = Vec::new();
        let mut calculates = false;
        if plan.count() > 0 {
            let formulas = Formulas::of(&self.book, &mut self.package)?;
            calculates = formulas.any();
            if calculates {
                changed.extend(self.book.calculated()?);
            }
            for index in formulas.dependent(&self.book, self.sheet).into_iter().filter(|index| *index != self.sheet) {
                if let Some(part) = self.package.part(&self.book.sheets[index].part)?
                    && let Some(text) = stale::without_results(&part)?
                {
                    changed.push((part.name.clone(), part.with(&text)));
                }
            }
        }
        let text = if calculates { stale::without_results(&filled)? } else { None };
        changed.push((filled.name.clone(), filled.with(text.as_deref().unwrap_or(&filled.text))));
        Ok(Filled { bytes: self.package.with(&changed)?, calculates, unwrapped })
    }
}

#[cfg(test)]
#[path = "fill_tests.rs"]
mod tests;

#[cfg(test)]
mod parts_tests;
