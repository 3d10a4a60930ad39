//! The values of a studio that name a record: references to it, and paths of its files.

use std::ops::Range;

use super::{Move, Wish};
use crate::load;
use crate::record::walk::walk;
use crate::record::{Entry, Record, Studio, normal};
use crate::standard::kind::{Field, Role, Type};

/// The record that is to be found, under its old and its new name.
pub(super) struct Named<'a> {
    record: usize,
    stem: &'a str,
    to: &'a str,
    /// Old and new path of each of its files, within the studio.
    paths: Vec<(String, String)>,
    /// The way to the studio from its province, with a slash at the end.
    within: String,
}

impl<'a> Named<'a> {
    pub fn new(studio: &'a Studio<'_>, wish: Wish<'a>, moves: &[Move], within: &str) -> Self {
        let record = &studio.records[wish.record];
        let local = studio.source(record).local;
        let inner = |path: &str| path.get(local..).unwrap_or_default().to_owned();
        let paths = moves.iter().map(|one| (inner(&one.shown.0), inner(&one.shown.1))).collect();
        let within = if within.is_empty() { String::new() } else { format!("{within}/") };
        Self { record: wish.record, stem: &record.stem, to: wish.to, paths, within }
    }

    /// The places in a record that name it, and what they say from now on.
    pub fn values(&self, studio: &Studio<'_>, record: &Record<'_>) -> Vec<(Range<usize>, String)> {
        let kind = &studio.standard.kinds[record.kind];
        // A province names files from its own folder on.
        let way = if kind.path == load::PROVINCE { self.within.as_str() } else { "" };
        let mut found = Vec::new();
        walk(&record.table, &kind.fields, &mut |value, field| {
            let text = value.get_ref().as_str().and_then(|text| text.strip_prefix(way));
            let new = text.and_then(|text| self.one(studio, text, field));
            found.extend(new.map(|new| (value.span(), format!("{way}{new}"))));
        });
        found
    }

    fn one(&self, studio: &Studio<'_>, text: &str, field: &Field) -> Option<String> {
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
            Type::Text if field.has(Role::RecordFile) || field.has(Role::ReportedCases) => {
                self.path(text).map(str::to_owned)
            }
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

/// The places outside of references where a record speaks of the person called `name`: the texts that are that name, and those
/// in which it stands among other words.
pub(super) fn people(studio: &Studio<'_>, record: &Record<'_>, name: &str) -> (Vec<Range<usize>>, Vec<Range<usize>>) {
    let kind = &studio.standard.kinds[record.kind];
    let mut found = Vec::new();
    // Whom a province names is no matter of the studio's.
    if kind.path != load::PROVINCE {
        walk(&record.table, &kind.fields, &mut |value, field| {
            let text = value.get_ref().as_str().filter(|_| field.of == Type::Text && field.has(Role::Person));
            let text = text.map(normal).filter(|text| text.contains(normal(name).as_ref()));
            found.extend(text.map(|text| (text == normal(name), value.span())));
        });
    }
    let (same, other): (Vec<_>, Vec<_>) = found.into_iter().partition(|(same, _)| *same);
    let spans = |found: Vec<(bool, Range<usize>)>| found.into_iter().map(|(_, span)| span).collect();
    (spans(same), spans(other))
}
