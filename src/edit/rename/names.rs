//! The values of a studio that name a record: references to it, and paths of its files.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Move, Wish};
use crate::record::{Entry, Record, Studio, normal};
use crate::standard::kind::{Field, Fields, Role, Type};

/// The record that is to be found, under its old and its new name.
pub(super) struct Named<'a> {
    record: usize,
    stem: &'a str,
    to: &'a str,
    /// Old and new path of each of its files, within the studio.
    paths: Vec<(String, String)>,
}

/// A value and its field.
pub(super) type Seen<'a> = (&'a Spanned<DeValue<'a>>, &'a Field);

impl<'a> Named<'a> {
    pub fn new(studio: &'a Studio<'_>, wish: Wish<'a>, moves: &[Move]) -> Self {
        let record = &studio.records[wish.record];
        let local = studio.source(record).local;
        let inner = |path: &str| path.get(local..).unwrap_or_default().to_owned();
        let paths = moves.iter().map(|one| (inner(&one.shown.0), inner(&one.shown.1))).collect();
        Self { record: wish.record, stem: &record.stem, to: wish.to, paths }
    }

    /// The places in a record that name it, and what they say from now on.
    pub fn values(&self, studio: &Studio<'_>, record: &Record<'_>) -> Vec<(Range<usize>, String)> {
        let mut found = Vec::new();
        walk(&record.table, &studio.standard.kinds[record.kind].fields, &mut |(value, field)| {
            found.extend(self.one(studio, value, field).map(|new| (value.span(), new)));
        });
        found
    }

    fn one(&self, studio: &Studio<'_>, value: &Spanned<DeValue<'_>>, field: &Field) -> Option<String> {
        let text = value.get_ref().as_str()?;
        match field.of {
            Type::Reference => {
                let (target, entry) = meaning(studio, field, text)?;
                let whole = studio.standard.targets[target].field.is_none() && entry.record == self.record;
                // Who goes by the title goes on to, and finds the record as before.
                (whole && normal(text) == normal(self.stem)).then(|| self.to.to_owned())
            }
            Type::Evidence => {
                let (path, rest) = text.find('#').map_or((text, ""), |at| text.split_at(at));
                self.path(path).map(|new| format!("{new}{rest}"))
            }
            Type::Text if field.has(Role::RecordFile) => self.path(text).map(str::to_owned),
            _ => None,
        }
    }

    fn path(&self, path: &str) -> Option<&str> {
        self.paths.iter().find(|(old, _)| old == path).map(|(_, new)| new.as_str())
    }
}

/// What a reference means: the target, and the thing there. Words that stand for no record mean nothing.
pub(super) fn meaning(studio: &Studio<'_>, field: &Field, name: &str) -> Option<(usize, Entry)> {
    let target = field.target?;
    let word = |word: &Option<String>| word.as_deref() == Some(name);
    let listed = studio.standard.list(field).is_some_and(|list| list.find(name).is_some());
    if word(&field.all) || word(&field.vacant) || listed {
        return None;
    }
    studio.resolve(target, name).map(|entry| (target, entry))
}

/// Every value of a table that is a field of it, those of lists one by one.
pub(super) fn walk<'a>(table: &'a DeTable<'a>, fields: &'a Fields, seen: &mut impl FnMut(Seen<'a>)) {
    for (key, value) in table {
        let Some(field) = fields.get(key.get_ref()) else { continue };
        match (field.of, value.get_ref()) {
            (Type::Table | Type::Rows, DeValue::Table(inner)) => walk(inner, &field.fields, seen),
            (Type::Table | Type::Rows, DeValue::Array(rows)) => {
                let tables = rows.iter().filter_map(|row| row.get_ref().as_table());
                tables.for_each(|row| walk(row, &field.fields, seen));
            }
            (_, DeValue::Array(items)) => items.iter().for_each(|item| seen((item, field))),
            _ => seen((value, field)),
        }
    }
}
