//! Appends fields to kinds of records that stand. A new field may not mean anything to rules that stand: not by its role, not
//! by its name.

use std::sync::Arc;

use serde::Deserialize;

use super::super::kind::{Field, Fields, Role, Roles, Type};
use super::super::locate::At;
use super::{Appending, key, stands};
use crate::say;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Records {
    kind: String,
    /// The table or list that takes the fields; the record itself without it.
    into: Option<String>,
    fields: Vec<Field>,
}

/// Roles by which the engine knows when a row is and what it is called; a list of rows of its own may have them.
const OF_ROWS: [Role; 6] = [Role::Date, Role::From, Role::To, Role::Year, Role::Id, Role::Title];
/// Roles that say nothing of the record, only how a value is shown and guarded.
const HARMLESS: [Role; 3] = [Role::Person, Role::Phone, Role::PublicText];

/// Where a field stands among others.
#[derive(Debug, Clone, Copy, Default)]
struct Around {
    /// In a row of a list.
    row: bool,
    /// In a row of a list that is the overlay's own.
    own: bool,
}

impl Appending<'_> {
    pub(super) fn records(&mut self, records: Records) {
        let kinds = &self.draft.standard.kinds;
        let Some(kind) = kinds.iter().position(|kind| kind.kind == records.kind) else {
            let known: Vec<String> = kinds.iter().map(|kind| kind.kind.clone()).collect();
            // No overlay adds a kind, so it can stand nowhere else.
            let near = self.near(&records.kind, known.iter().map(String::as_str));
            let message = say!(self.lang, "overlay.unknown", name = records.kind) + &near;
            return self.problem(vec![key("kind")], message);
        };
        let into: Vec<&str> = records.into.as_deref().map_or(vec![], |into| into.split('.').collect());
        let mut way = Vec::new();
        let mut around = Around::default();
        let mut fields = &kinds[kind].fields;
        for part in &into {
            let holds = |field: &Arc<Field>| matches!(field.of, Type::Table | Type::Rows);
            let Some(index) = fields.0.iter().position(|field| field.key == *part && holds(field)) else {
                let known: Vec<String> =
                    fields.0.iter().filter(|field| holds(field)).map(|field| field.key.clone()).collect();
                return self.unknown(vec![key("into")], part, &known);
            };
            way.extend([key("fields"), At::Index(index)]);
            around.row |= fields.0[index].of == Type::Rows;
            fields = &fields.0[index].fields;
        }
        for (index, field) in records.fields.into_iter().enumerate() {
            self.append_field(kind, (&into, &way), field, vec![key("fields"), At::Index(index)], around);
        }
    }

    /// Puts a field behind those that stand at `into`, unless one has its key.
    fn append_field(
        &mut self,
        kind: usize,
        (into, way): (&[&str], &[At]),
        mut field: Field,
        at: Vec<At>,
        around: Around,
    ) {
        let Some(known) = fields_at(&mut self.draft.standard.kinds[kind].fields, into) else { return };
        let first = known.0.iter().position(|known| known.key == field.key);
        let first = first.map(|first| (first, known.0[first].origin.clone()));
        if let Some((first, origin)) = first {
            let base = self.draft.kind_files[kind].clone();
            let own = [way, &[key("fields"), At::Index(first)]].concat();
            let (file, place) = stands(origin.as_ref(), &base, own);
            return self.twice(at, &field.key, &file, &place);
        }
        self.mark(&mut field, &at, around);
        if let Some(known) = fields_at(&mut self.draft.standard.kinds[kind].fields, into) {
            known.0.push(Arc::new(field));
        }
    }

    /// Marks a field and those within it as the overlay's, and tells what they may not be.
    fn mark(&mut self, field: &mut Field, at: &[At], around: Around) {
        self.faults(field, at, around);
        field.origin = Some(self.origin(at.to_vec()));
        let rows = field.of == Type::Rows;
        let inside = Around { row: around.row || rows, own: around.own || rows };
        let inner = std::mem::take(&mut field.fields).0;
        let mut kept: Vec<Arc<Field>> = Vec::with_capacity(inner.len());
        for (index, one) in inner.into_iter().enumerate() {
            let Some(mut one) = Arc::into_inner(one) else { continue };
            let at = [at, &[key("fields"), At::Index(index)]].concat();
            if let Some(first) = kept.iter().find(|known| known.key == one.key) {
                let (file, place) = stands(first.origin.as_ref(), &self.file, vec![]);
                self.twice(at, &one.key, &file, &place);
                continue;
            }
            self.mark(&mut one, &at, inside);
            kept.push(Arc::new(one));
        }
        field.fields = Fields(kept);
    }

    fn faults(&mut self, field: &Field, at: &[At], around: Around) {
        let lang = self.lang;
        let name = field.key.as_str();
        let below = |part: &str| [at, &[key(part)]].concat();
        let plain = |char: char| char.is_ascii_lowercase() || char.is_ascii_digit() || char == '_';
        if !name.starts_with(|char: char| char.is_ascii_lowercase()) || !name.chars().all(plain) {
            self.problem(below("key"), say!(lang, "overlay.field-key", name = name));
        } else if ["stem", "beside"].contains(&name) || self.draft.standard.kind_index(name).is_some() {
            // Paths of rules that stand begin with these words; a field of the name would take their place.
            self.problem(below("key"), say!(lang, "overlay.field-reserved", name = name));
        }
        if [&field.label.zh, &field.label.en, &field.help].iter().any(|text| text.trim().is_empty()) {
            self.problem(at.to_vec(), say!(lang, "overlay.field-words", name = name));
        }
        let of_rows: &[Role] = if around.own { &OF_ROWS } else { &[] };
        if !field.role.within(Roles::of(&[&HARMLESS, of_rows].concat())) {
            self.problem(below("role"), say!(lang, "overlay.field-role", name = name));
        }
        if field.ask.is_some() {
            self.problem(below("ask"), say!(lang, "overlay.field-ask", name = name));
        }
        let holds = matches!(field.of, Type::Table | Type::Rows);
        if holds && around.row {
            self.problem(below("type"), say!(lang, "overlay.field-deep", name = name));
        } else if holds && field.fields.0.is_empty() {
            self.problem(at.to_vec(), say!(lang, "overlay.field-bare", name = name));
        } else if !holds && !field.fields.0.is_empty() {
            self.problem(below("fields"), say!(lang, "overlay.field-plain", name = name));
        }
    }
}

/// The fields at the end of a way through tables and lists, to be added to. Nothing shares a field before the standard is
/// resolved.
fn fields_at<'f>(mut fields: &'f mut Fields, into: &[&str]) -> Option<&'f mut Fields> {
    for part in into {
        fields = &mut fields.0.iter_mut().find(|field| field.key == *part).and_then(Arc::get_mut)?.fields;
    }
    Some(fields)
}
