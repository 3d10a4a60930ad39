//! Selects rows and values: the one way rules, forms and reports reach into records.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use toml::de::{DeTable, DeValue};

use super::row::{Row, Time};
use super::{Entry, Record, Studio, date_of, is_normally, normal};
use crate::source::Source;
use crate::standard::kind::{Field, Type};
use crate::standard::path::{Of, Path, Start};

/// What stands where something is still to be filled in, whatever the type of the field. It says nothing, so no rule is
/// fulfilled by it.
pub const BLANK: &str = "待填";

/// Whether a text says nothing: it is empty, or marked as still to be filled in.
#[must_use]
pub fn is_blank(text: &str) -> bool {
    let said = text.trim_start();
    // Most texts begin with something else, and are not read to their end.
    said.is_empty() || said.strip_prefix(BLANK).is_some_and(|rest| rest.trim_start().is_empty())
}

/// A value and where it stands.
#[derive(Debug, Clone)]
pub struct Found<'a> {
    /// The record it stands in.
    pub record: &'a Record<'a>,
    /// The value.
    pub value: Value<'a>,
    /// Where, in the record's source; empty for what is not written in it.
    pub span: Range<usize>,
}

/// What was selected.
#[derive(Debug, Clone, Copy)]
pub enum Value<'a> {
    /// A value of the record.
    Toml(&'a DeValue<'a>),
    /// A stem, the text beside, or one of those a word for everyone stands for.
    Text(&'a str),
}

impl<'a> Value<'a> {
    /// The text of a string; nothing for other types.
    #[must_use]
    pub fn as_str(&self) -> Option<&'a str> {
        match self {
            Self::Toml(DeValue::String(text)) => Some(text),
            Self::Toml(_) => None,
            Self::Text(text) => Some(text),
        }
    }

    /// The date of a date.
    #[must_use]
    pub fn as_date(&self) -> Option<jiff::civil::Date> {
        match self {
            Self::Toml(value) => date_of(value),
            Self::Text(_) => None,
        }
    }

    /// The number of a number.
    #[must_use]
    pub fn as_number(&self) -> Option<f64> {
        let digits = match self {
            Self::Toml(DeValue::Integer(number)) => number.as_str(),
            Self::Toml(DeValue::Float(number)) => number.as_str(),
            _ => return None,
        };
        let number: Option<f64> =
            if digits.contains('_') { digits.replace('_', "").parse().ok() } else { digits.parse().ok() };
        // Of nan and inf nothing can be said.
        number.filter(|number| number.is_finite())
    }

    /// Whether it says something: no blank text, no empty list, not `false`.
    #[must_use]
    pub fn says_something(&self) -> bool {
        match self {
            Self::Text(text) => !text.trim().is_empty(),
            Self::Toml(DeValue::String(text)) => !is_blank(text),
            Self::Toml(DeValue::Boolean(yes)) => *yes,
            Self::Toml(DeValue::Array(items)) => !items.is_empty(),
            Self::Toml(DeValue::Table(table)) => !table.is_empty(),
            Self::Toml(_) => true,
        }
    }

    /// As people write it.
    #[must_use]
    pub fn show(&self) -> Cow<'a, str> {
        match self {
            Self::Text(text) => (*text).into(),
            Self::Toml(DeValue::String(text)) => text.as_ref().into(),
            Self::Toml(DeValue::Integer(number)) => number.as_str().into(),
            Self::Toml(DeValue::Float(number)) => number.as_str().into(),
            Self::Toml(DeValue::Boolean(yes)) => yes.to_string().into(),
            Self::Toml(DeValue::Datetime(date)) => date.to_string().into(),
            Self::Toml(DeValue::Array(_) | DeValue::Table(_)) => Cow::default(),
        }
    }
}

impl<'s> Studio<'s> {
    /// The rows of `of`, by path and then in the order written.
    #[must_use]
    pub fn rows<'a>(&'a self, of: &'a Of) -> Vec<Row<'a>> {
        self.of_kind(of.kind).iter().flat_map(|record| self.rows_of(record, &of.steps)).collect()
    }

    /// The rows of a record that `steps` lead to, tables and then a list; without any the record itself.
    #[must_use]
    pub fn rows_of<'a>(&'a self, record: &'a Record<'a>, steps: &'a [Arc<Field>]) -> Vec<Row<'a>> {
        let Some((list, tables)) = steps.split_last() else { return vec![self.row(record)] };
        let inner = |table: &'a DeTable<'a>, step: &Arc<Field>| table.get(step.key.as_str())?.get_ref().as_table();
        let table = tables.iter().try_fold(&record.table, inner);
        table.into_iter().flat_map(|table| Row::of_list(record, table, list)).collect()
    }

    /// Calls `each` for every value at `path`; blank texts are no values. The same value may come twice.
    pub fn values<'a>(&'a self, row: &Row<'a>, path: &'a Path, each: &mut dyn FnMut(Found<'a>)) {
        let table = match path.start {
            Start::Row => row.table,
            Start::Record => &row.record.table,
        };
        let mut walk = Walk { studio: self, row, each };
        walk.table(row.record, table, &path.steps);
    }

    /// Every value at `path`.
    #[must_use]
    pub fn all<'a>(&'a self, row: &Row<'a>, path: &'a Path) -> Vec<Found<'a>> {
        let mut all = Vec::new();
        self.values(row, path, &mut |found| all.push(found));
        all
    }

    /// What the references at `path` stand for.
    #[must_use]
    pub fn referred<'a>(&'a self, row: &Row<'a>, path: &'a Path) -> Vec<Entry> {
        let Some(target) = path.last().and_then(|field| field.target) else { return Vec::new() };
        let mut entries = Vec::new();
        self.values(row, path, &mut |found| {
            entries.extend(found.value.as_str().into_iter().flat_map(|name| self.resolve_all(target, name, row)));
        });
        entries
    }

    /// Whether the text beside a record says more than headings, its title and words for nothing.
    fn tells(&self, record: &Record<'_>, text: &Source) -> bool {
        self.telling(record, text).next().is_some()
    }

    /// The lines of the text beside a record that say something: no headings, nor its title, nor words for nothing.
    pub fn telling<'t>(&'t self, record: &'t Record<'_>, text: &'t Source) -> impl Iterator<Item = &'t str> {
        let title = normal(self.title(&self.row(record)));
        text.told().filter(move |line| !is_normally(line, &title) && !self.standard.about.is_unsaid(line))
    }

    /// The records that a word for everyone stands for on the day of `row`.
    fn everyone<'a>(&'a self, target: usize, row: &Row<'a>) -> impl Iterator<Item = &'a Record<'s>> {
        let day = self.time(row).first();
        let kind = self.standard.targets[target].kind;
        self.of_kind(kind).iter().filter(move |record| match (self.row(record).own_time(), day) {
            (Time::Span(from, to), Some(day)) => from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to),
            _ => true,
        })
    }
}

/// One walk along a path.
struct Walk<'w, 's, 'a> {
    studio: &'a Studio<'s>,
    row: &'w Row<'a>,
    each: &'w mut dyn FnMut(Found<'a>),
}

impl<'a> Walk<'_, '_, 'a> {
    fn table(&mut self, record: &'a Record<'a>, table: &'a DeTable<'a>, steps: &'a [Arc<Field>]) {
        let Some((field, rest)) = steps.split_first() else { return };
        match field.of {
            Type::Stem => self.emit(record, Value::Text(&record.stem), 0..0),
            Type::Beside => {
                let text = record.text.map(|text| &self.studio.sources[text]);
                if let Some(text) = text.filter(|text| self.studio.tells(record, text)) {
                    self.emit(record, Value::Text(text.body()), 0..0);
                }
            }
            _ => {
                if let Some(value) = table.get(field.key.as_str()) {
                    self.value(record, value, field, rest);
                }
            }
        }
    }

    fn value(
        &mut self,
        record: &'a Record<'a>,
        value: &'a toml::Spanned<DeValue<'a>>,
        field: &'a Field,
        rest: &'a [Arc<Field>],
    ) {
        match value.get_ref() {
            DeValue::Array(items) => {
                for item in items {
                    self.value(record, item, field, rest);
                }
            }
            DeValue::Table(inner) if !rest.is_empty() => self.table(record, inner, rest),
            DeValue::String(name) if field.all.as_deref().is_some_and(|word| word == name) => {
                let Some(target) = field.target else { return };
                for other in self.studio.everyone(target, self.row) {
                    if rest.is_empty() {
                        self.emit(record, Value::Text(&other.stem), value.span());
                    } else {
                        self.table(other, &other.table, rest);
                    }
                }
            }
            DeValue::String(name) if !rest.is_empty() => {
                let found =
                    field.target.and_then(|target| Some((target, self.studio.resolve_in(target, name, self.row)?)));
                if let Some(row) = found.and_then(|(target, entry)| self.studio.entry_row(target, entry)) {
                    self.table(row.record, row.table, rest);
                }
            }
            plain if rest.is_empty() => self.emit(record, Value::Toml(plain), value.span()),
            _ => {}
        }
    }

    fn emit(&mut self, record: &'a Record<'a>, value: Value<'a>, span: Range<usize>) {
        if value.says_something() {
            (self.each)(Found { record, value, span });
        }
    }
}
