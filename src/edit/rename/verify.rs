//! The studio as it would be, read again: every reference in it must mean what it meant.

use std::collections::HashMap;

use super::names::meaning;
use super::{Plan, Wish};
use crate::check::{Seals, seals};
use crate::load;
use crate::record::Studio;
use crate::record::walk::walk;
use crate::source::Source;
use crate::standard::kind::Type;
use crate::text::lang::Lang;

/// A reference that means something else than before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// Its file, as people are told it.
    pub path: String,
    /// Its line, from 1.
    pub line: usize,
    /// The name it says.
    pub name: String,
    /// The file it will mean; nothing if it means none.
    pub means: Option<String>,
}

/// What a reference says, at which byte, and the file and item it means.
struct Reference {
    at: usize,
    name: String,
    means: Option<(String, Option<usize>)>,
}

/// What the studio would be.
pub(super) struct Then {
    /// The references that would mean something else.
    pub changed: Vec<Changed>,
    /// Those that meant nothing and would mean the record.
    pub joined: Vec<Changed>,
    /// What its sign-offs keep.
    pub seals: Seals,
}

/// The studio as it would be.
pub(super) fn verify(studio: &Studio<'_>, wish: Wish<'_>, plan: &Plan, lang: Lang) -> Then {
    let record = &studio.records[wish.record];
    let old = studio.source(record).path.clone();
    let new = plan.moves.iter().find(|one| one.shown.0 == old).map_or(old.clone(), |one| one.shown.1.clone());
    let renamed = |path: String| if path == old { new.clone() } else { path };
    let mut sources: Vec<Source> = Vec::new();
    for (file, source) in studio.sources.iter().enumerate() {
        let text = plan.text(file, &source.text);
        sources.push(Source::new(renamed(source.path.clone()), source.local, text));
    }
    sources.sort_by(|one, other| one.path.cmp(&other.path));
    let parsed = load::parse(studio.standard, &sources, lang);
    let then = Studio::new(studio.standard, &sources, parsed.records, studio.calendar.clone(), parsed.broken);
    let mut later = references(&then);
    let (mut changed, mut joined) = (Vec::new(), Vec::new());
    for (path, before) in references(studio) {
        let path = renamed(path);
        let after = later.remove(&path).unwrap_or_default();
        // A file that lost or gained a reference would be no longer what it was.
        let whole = before.len() == after.len();
        for (was, is) in before.into_iter().zip(after) {
            let was_means = was.means.map(|(path, item)| (renamed(path), item));
            if whole && was_means == is.means {
                continue;
            }
            let joins = was_means.is_none() && is.means.as_ref().is_some_and(|(path, _)| *path == new);
            let means = is.means.map(|(path, _)| path);
            let text = sources.iter().find(|source| source.path == path).map_or("", |source| source.text.as_str());
            let line = text[..is.at.min(text.len())].matches('\n').count() + 1;
            let one = Changed { path: path.clone(), line, name: is.name, means };
            if joins { &mut joined } else { &mut changed }.push(one);
        }
    }
    changed.sort_by(|one, other| (&one.path, one.line).cmp(&(&other.path, other.line)));
    joined.sort_by(|one, other| (&one.path, one.line).cmp(&(&other.path, other.line)));
    Then { changed, joined, seals: seals(&then, lang) }
}

/// The references of every file, in order.
fn references(studio: &Studio<'_>) -> HashMap<String, Vec<Reference>> {
    let mut all: HashMap<String, Vec<Reference>> = HashMap::new();
    for record in &studio.records {
        let source = studio.source(record);
        let list = all.entry(source.path.clone()).or_default();
        walk(&record.table, &studio.standard.kinds[record.kind].fields, &mut |value, field| {
            let Some(name) = value.get_ref().as_str().filter(|_| field.of == Type::Reference) else { return };
            let means = meaning(studio, field, name)
                .map(|(_, entry)| (studio.source(&studio.records[entry.record]).path.clone(), entry.item));
            list.push(Reference { at: value.span().start, name: name.to_owned(), means });
        });
    }
    all
}
