//! What is known of a record before it is written: values by key, tables and rows within it. What is not known but asked for
//! is a blank; the template writes the mark for it.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::record::BLANK;
use crate::standard::kind::{Field, Type};

/// The values of one field as TOML, and a remark on them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// Each value as TOML; several for a list.
    pub items: Vec<String>,
    /// A remark in Chinese for whoever fills it in.
    pub note: Option<String>,
}

/// What is known of a record, a table or a row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Given {
    /// By key.
    pub values: BTreeMap<String, Known>,
    /// By key.
    pub tables: BTreeMap<String, Given>,
    /// By key, in order.
    pub rows: BTreeMap<String, Vec<Given>>,
}

impl Known {
    /// One value, as TOML.
    #[must_use]
    pub fn one(item: impl Into<String>) -> Self {
        Self { items: vec![item.into()], note: None }
    }

    /// So many values still to be filled in.
    #[must_use]
    pub fn blanks(number: usize) -> Self {
        Self { items: vec![format!("\"{BLANK}\""); number], note: None }
    }

    /// The same with a remark.
    #[must_use]
    pub fn noted(self, note: impl Into<String>) -> Self {
        Self { note: Some(note.into()), ..self }
    }

    /// Whether any of it is still to be filled in.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.items.iter().any(|item| item.trim_matches('"') == BLANK)
    }
}

impl Given {
    /// The table that the fields but the last of `steps` lead to, and the last field.
    pub fn at<'g, 'f>(&'g mut self, steps: &'f [Arc<Field>]) -> Option<(&'g mut Self, &'f Arc<Field>)> {
        let (last, tables) = steps.split_last()?;
        let mut given = self;
        for table in tables.iter().filter(|table| table.of == Type::Table) {
            given = given.tables.entry(table.key.clone()).or_default();
        }
        Some((given, last))
    }

    /// Sets what is known at the end of `steps`. A value goes before a blank; what two rules ask of a list is both.
    pub fn set(&mut self, steps: &[Arc<Field>], known: Known) {
        let Some((given, field)) = self.at(steps) else { return };
        let there = given.values.entry(field.key.clone()).or_default();
        if there.items.is_empty() || there.is_blank() && there.items.len() <= known.items.len() {
            *there = Known { note: known.note.or(there.note.take()), ..known };
        } else if field.many && !known.is_blank() {
            let new: Vec<String> = known.items.into_iter().filter(|item| !there.items.contains(item)).collect();
            there.items.extend(new);
        }
    }

    /// Takes in what `other` knows.
    pub fn merge(&mut self, other: Self, fields: &[Arc<Field>]) {
        for (key, known) in other.values {
            if let Some(field) = fields.iter().find(|field| field.key == key) {
                self.set(std::slice::from_ref(field), known);
            }
        }
        for (key, table) in other.tables {
            if let Some(field) = fields.iter().find(|field| field.key == key) {
                self.tables.entry(key).or_default().merge(table, &field.fields.0);
            }
        }
        for (key, rows) in other.rows {
            let there = self.rows.entry(key).or_default();
            there.extend(rows);
        }
    }
}
