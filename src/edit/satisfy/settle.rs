//! Puts what is wanted on the desk: whole records, rows in those that are there, and in words what has to change by hand.

use toml::de::DeValue;

use super::advice;
use super::place::At;
use super::want::{Want, Wants};
use crate::edit::answer::quoted;
use crate::edit::given::{Given, Known};
use crate::edit::record::{Desk, Wanted};
use crate::failure::Result;
use crate::record::{BLANK, Record, Studio, Value};
use crate::say;
use crate::standard::kind::{Field, Role};

impl Wants<'_> {
    /// Puts everything on the desk.
    pub fn settle(self, desk: &mut Desk<'_>, wanted: &Wanted, head: &[String], told: &mut Vec<String>) -> Result<()> {
        let lang = desk.lang;
        let fresh = self.all.iter().filter(|want| matches!(want.spot.at, At::New(_))).count();
        let mut wanted = wanted.clone();
        if fresh != 1 && wanted.stem.is_some() {
            let word = wanted.stem.take().unwrap_or_default();
            told.push(say!(lang, "for.name-unused", name = word));
        }
        for (kind, stem, given) in &self.referred {
            desk.create(*kind, stem, given, head);
        }
        for want in self.all {
            want.settle(desk, &wanted, head, told)?;
        }
        Ok(())
    }
}

impl Want {
    /// The record with its rows in it.
    fn whole(&self) -> Given {
        let mut record = self.record.clone();
        if let Some((given, list)) = record.at(&self.list).filter(|_| !self.rows.is_empty()) {
            given.rows.insert(list.key.clone(), self.rows.clone());
        }
        record
    }

    /// A record that was begun for the same and is not filled in yet.
    fn unfinished(&self, studio: &Studio<'_>) -> Option<String> {
        let At::New(_) = self.spot.at else { return None };
        let fields = &studio.standard.kinds[self.kind].fields;
        let fixed: Vec<(&str, &Known)> = self
            .record
            .values
            .iter()
            .filter(|(key, known)| !known.is_blank() && fields.get(key).is_some_and(|field| !field.has(Role::Date)))
            .map(|(key, known)| (key.as_str(), known))
            .collect();
        let begun = |record: &&Record<'_>| {
            let blank = format!("\"{BLANK}\"");
            let text = &studio.source(record).text;
            let live = text.lines().any(|line| !line.trim_start().starts_with('#') && line.contains(&blank));
            live && fixed.iter().all(|(key, known)| says(record, key, known))
        };
        studio.of_kind(self.kind).iter().find(begun).map(|record| studio.source(record).path.clone())
    }

    fn settle(self, desk: &mut Desk<'_>, wanted: &Wanted, head: &[String], told: &mut Vec<String>) -> Result<()> {
        let kind = &desk.studio.standard.kinds[self.kind];
        let list: Vec<&Field> = self.list.iter().map(AsRef::as_ref).collect();
        let path = match &self.spot.at {
            At::Record(path) => Some(path.clone()),
            At::Year(id) => {
                let path = format!("{}/{id}.toml", kind.folder().unwrap_or_default());
                desk.studio.of_kind(self.kind).iter().any(|record| record.stem == *id).then_some(path)
            }
            At::New(_) => None,
        };
        if let Some(path) = path {
            let there = desk.studio.of_kind(self.kind).iter().find(|record| kind.file(&record.stem) == path);
            let mut record = self.record.clone();
            record.values.retain(|key, known| !there.is_some_and(|there| says(there, key, known)));
            let lines = advice::lines(&kind.fields.0, &record);
            if !lines.is_empty() {
                told.push(say!(desk.lang, "for.change", path = path, lines = lines.join("\n")));
            }
            return if self.rows.is_empty() { Ok(()) } else { desk.add(self.kind, &path, &list, &self.rows, &[]) };
        }
        if let Some(path) = self.unfinished(desk.studio).filter(|_| wanted.stem.is_none()) {
            told.push(say!(desk.lang, "for.unfinished", path = path, mark = BLANK));
            return Ok(());
        }
        let mut given = self.whole();
        let stem = match &self.spot.at {
            At::Year(id) => id.clone(),
            _ => desk.name(self.kind, wanted, &mut given, Some(self.called.as_deref().unwrap_or(&kind.label.zh)))?,
        };
        desk.create(self.kind, &stem, &given, head);
        if kind.text {
            told.push(say!(desk.lang, "new.beside"));
        }
        Ok(())
    }
}

/// Whether a record says what is given at a key, or anything where that is only a blank.
fn says(record: &Record<'_>, key: &str, known: &Known) -> bool {
    let value = record.table.get(key).map(toml::Spanned::get_ref);
    let one = |value: &DeValue<'_>| value.as_str().map_or_else(|| Value::Toml(value).show().into_owned(), quoted);
    let items: Vec<String> = match value {
        Some(DeValue::Array(items)) => items.iter().map(|item| one(item.get_ref())).collect(),
        Some(value) => vec![one(value)],
        None => Vec::new(),
    };
    let blank = quoted(BLANK);
    if known.is_blank() {
        return items.iter().any(|item| *item != blank && item != "\"\"");
    }
    known.items.iter().all(|item| items.contains(item))
}

/// Whether all that `one` says `other` says, too.
pub(super) fn within(one: &Given, other: &Given) -> bool {
    one.values.iter().all(|(key, known)| {
        let there = other.values.get(key);
        there.map_or(known.is_blank(), |there| known.is_blank() || known.items == there.items)
    }) && one.tables.iter().all(|(key, table)| other.tables.get(key).is_some_and(|there| within(table, there)))
}

/// Whether the two say nothing that cannot stand together.
pub(super) fn agrees(one: &Given, other: &Given) -> bool {
    let same = |key: &String, known: &Known| {
        other.values.get(key).is_none_or(|there| known.is_blank() || there.is_blank() || known.items == there.items)
    };
    one.values.iter().all(|(key, known)| same(key, known))
        && one.tables.iter().all(|(key, table)| other.tables.get(key).is_none_or(|there| agrees(table, there)))
}

pub(super) fn rows_within(rows: &[Given], others: &[Given]) -> bool {
    rows.iter().all(|row| others.iter().any(|other| within(row, other)))
}
