//! The rows of a table that are there to be filled: between the headings and whatever stands below the table.

use super::page::{Content, Page};
use super::table::Table;
use crate::form::place::{Place, ROWS};
use crate::standard::layout::Tables;
use crate::standard::privacy::Words;

/// The rows of a table.
pub struct Rows<'p> {
    page: &'p Page,
    table: &'p Table,
    columns: &'p [u32],
    words: &'p Tables,
    /// The first row, from 0.
    pub first: u32,
    /// Whether somebody said which row is the first.
    given: bool,
    /// The rows found.
    pub found: Vec<u32>,
    /// Rows with an example.
    pub examples: Vec<u32>,
    /// Hidden rows.
    pub hidden: Vec<u32>,
    /// The row below the table, if it came before there were enough.
    pub foot: Option<u32>,
}

impl<'p> Rows<'p> {
    /// The rows of a table whose `columns` are to be filled, from `first` on or below the headings; `words` stand around it.
    #[must_use]
    pub fn of(page: &'p Page, table: &'p Table, columns: &'p [u32], words: &'p Tables, first: Option<u32>) -> Self {
        let below = table.head + 1;
        let mut rows = Self {
            page,
            table,
            columns,
            words,
            first: first.unwrap_or(below),
            given: first.is_some(),
            found: Vec::new(),
            examples: Vec::new(),
            hidden: Vec::new(),
            foot: None,
        };
        if !rows.given && rows.is_numbering(below) {
            rows.first += 1;
        }
        rows
    }

    /// Finds `count` of them, as far as there are.
    #[must_use]
    pub fn take(mut self, count: usize) -> Self {
        let mut row = self.first;
        while self.found.len() < count {
            if row >= ROWS || self.is_foot(row) {
                self.foot = Some(row);
                break;
            }
            if self.page.hidden.contains(&row) {
                self.hidden.push(row);
            } else if !self.given && self.is_example(row) {
                self.examples.push(row);
            } else if !self.is_continued(row) {
                self.found.push(row);
            }
            row += 1;
        }
        if let Some(first) = self.found.first() {
            self.first = *first;
        }
        self
    }

    /// What stands in a row of the table.
    fn contents(&self, row: u32) -> impl Iterator<Item = (Place, &'p Content)> {
        let (left, right) = self.table.columns();
        self.page.row(row).filter(move |(place, _)| (left..=right).contains(&place.column))
    }

    /// Whether a row is below the table: by its first words, or by cells that are joined over most columns.
    fn is_foot(&self, row: u32) -> bool {
        let first = self.contents(row).next().filter(|(_, content)| content.typed);
        let worded = first.is_some_and(|(_, content)| begins(&content.text, &self.words.foot));
        let headings = &self.table.headings;
        let wide = |column: &u32| {
            self.page.merges.at(Place { row, column: *column }).is_some_and(|area| {
                let within =
                    headings.iter().filter(|heading| (area.first.column..=area.last.column).contains(&heading.column));
                area.first.row > self.table.head && within.count() >= (headings.len() / 2).max(2)
            })
        };
        worded || self.columns.iter().any(wide)
    }

    fn is_example(&self, row: u32) -> bool {
        let Tables { example, example_alone, .. } = self.words;
        self.contents(row).any(|(_, content)| {
            content.typed && begins(&content.text, example) || example_alone.has(content.text.trim())
        })
    }

    /// Whether a row numbers the columns: 1, 2, 3 … or 甲, 乙, 1, 2 …
    fn is_numbering(&self, row: u32) -> bool {
        let texts: Vec<&str> = self.contents(row).map(|(_, content)| content.text.trim()).collect();
        let short = |text: &&str| {
            let beside = |c: char| matches!(c, '(' | ')' | '（' | '）' | '[' | ']') || self.words.numbered.has_char(c);
            let text = text.trim_matches(beside);
            self.words.numbering.contains(text) || text.parse::<u8>().is_ok() || text.len() == 1 && text.is_ascii()
        };
        let mut different = texts.clone();
        different.sort_unstable();
        different.dedup();
        texts.len() >= 3
            && texts.len() * 2 >= self.table.headings.len()
            && different.len() == texts.len()
            && texts.iter().all(short)
    }

    /// Whether most cells of a row belong to those above them: a record that takes several rows.
    fn is_continued(&self, row: u32) -> bool {
        let above = |column: &&u32| {
            let area = self.page.merges.at(Place { row, column: **column });
            area.is_some_and(|area| area.first.row < row && area.first.row > self.table.head)
        };
        self.columns.iter().filter(above).count() * 2 > self.columns.len()
    }
}

/// Whether a text is one of `words`, or begins with one and a mark.
fn begins(text: &str, words: &Words) -> bool {
    let text: String = text.chars().filter(|character| !character.is_whitespace()).collect();
    let text = text.trim_start_matches(['（', '(', '【', '*', '＊']);
    words.all().any(|word| {
        text.strip_prefix(word).is_some_and(|rest| {
            let next = rest.chars().next();
            next.is_none_or(|next| !next.is_alphabetic())
        })
    })
}
