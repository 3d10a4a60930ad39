//! Statements and sign-offs as their files have them.

use jiff::civil::Date;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Check;
use super::open::says;
use crate::record::row::Row;
use crate::record::{Value, date_of, is_blank, items, text_at};
use crate::standard::Standard;
use crate::standard::kind::{Field, Fields, Role};

/// A statement or a sign-off.
#[derive(Debug)]
pub(super) struct Voice<'a> {
    pub row: Row<'a>,
    pub covers: Vec<&'a str>,
    pub who: &'a str,
    pub date: Date,
    pub verdict: &'a str,
    pub refuses: bool,
    /// What was judged, as hashes; empty where nobody kept them.
    pub seal: Vec<&'a str>,
}

impl<'a> Voice<'a> {
    /// What it kept of the records behind clauses: the clause, and the hash.
    pub fn kept(&self) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.seal.iter().filter_map(|one| one.split_once('='))
    }
}

/// Those of one list of a file.
pub(super) fn voices<'a>(check: &Check<'a>, file: &str, list: &str, who: &str) -> Vec<Voice<'a>> {
    let Some(kind) = check.standard.kind_of(file) else { return Vec::new() };
    let Some(record) = check.studio.of_kind(kind).first() else { return Vec::new() };
    let Some(field) = check.standard.kinds[kind].fields.get(list) else { return Vec::new() };
    let voice = |row: Row<'a>| {
        let table = row.table;
        let prefixes = table.get("covers")?.get_ref().as_array()?.iter().filter_map(|item| item.get_ref().as_str());
        let date = date_of(table.get("date")?.get_ref())?;
        let verdict = text_at(table, "verdict");
        let seal = row.list_at(Role::Seal).iter().filter_map(|item| item.get_ref().as_str());
        if !is_filled(check.standard, table, &field.fields) {
            return None;
        }
        Some(Voice {
            row,
            covers: prefixes.collect(),
            who: text_at(table, who)?,
            date,
            verdict: verdict.unwrap_or_default(),
            seal: seal.filter(|text| !is_blank(text)).collect(),
            refuses: verdict.is_some_and(|verdict| refuses(check.standard, &field.fields, verdict)),
        })
    };
    Row::of_list(record, &record.table, field).filter_map(voice).collect()
}

/// Whether it says everything that it must by the standard, and none of that is still to be filled in.
pub(super) fn is_filled(standard: &Standard, table: &DeTable<'_>, fields: &Fields) -> bool {
    let one = |field: &Field, value: &DeValue<'_>| {
        Value::Toml(value).says_something() && value.as_str().is_none_or(|text| says(standard, field, text))
    };
    let all = |field: &Field, items: &[Spanned<DeValue<'_>>]| {
        !items.is_empty() && items.iter().all(|item| one(field, item.get_ref()))
    };
    let must = |field: &&std::sync::Arc<Field>| field.required && field.origin.is_none();
    let mut asked = fields.0.iter().filter(must).map(|field| (field, table.get(field.key.as_str())));
    asked.all(|(field, value)| value.is_some_and(|value| all(field, items(value))))
}

/// Whether a verdict, by the list that its field chooses from, refuses what it signs.
pub(super) fn refuses(standard: &Standard, fields: &Fields, verdict: &str) -> bool {
    let list = fields.get("verdict").and_then(|field| standard.list(field));
    list.and_then(|list| list.find(verdict)).is_some_and(|value| value.refuses)
}
