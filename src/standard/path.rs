//! A path selects values: from a row through tables and references, as rules, forms and reports write it.

use std::sync::Arc;

use serde::Deserialize;

use super::kind::{Field, Type};

/// A path as written and, once the standard is resolved, the fields it passes.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(from = "String")]
pub struct Path {
    /// As written.
    pub text: String,
    /// Where it begins.
    pub start: Start,
    /// The fields it passes, in order; the last one holds the values.
    pub steps: Vec<Arc<Field>>,
    /// How it looks at values that an overlay adds to a list.
    pub added: Added,
}

/// How a path looks at a value that an overlay adds to a list of the standard. It satisfies no rule of the standard's own, and
/// lets nothing off that they ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Added {
    /// As at a word the list does not have: one's own where the list is open, none where it is closed.
    #[default]
    Word,
    /// As at none of the values that a rule names; where it is asked only whether something stands there, or something else
    /// does, a person has to say.
    Doubt,
    /// As if nothing stood there: rows or values are counted.
    Nothing,
    /// As at any other value: the path is an overlay's.
    Value,
}

/// Where a path begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Start {
    /// At the row itself.
    #[default]
    Row,
    /// At the record the row stands in.
    Record,
}

impl From<String> for Path {
    fn from(text: String) -> Self {
        Self { text, ..Self::default() }
    }
}

/// Two paths are the same when they are written the same: what they resolve to follows from the kinds.
impl PartialEq for Path {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Path {
    /// The field that holds the values.
    #[must_use]
    pub fn last(&self) -> Option<&Field> {
        self.steps.last().map(AsRef::as_ref)
    }

    /// Whether it passes through a reference to another record.
    #[must_use]
    pub fn follows(&self) -> bool {
        let inner = self.steps.len().saturating_sub(1);
        self.steps[..inner].iter().any(|field| field.of == Type::Reference)
    }
}

/// What rows a rule looks at: a kind, or a list of sub-records within it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(from = "String")]
pub struct Of {
    /// As written: `meeting`, `meeting.issue`, `studio.calendar.semester`.
    pub text: String,
    /// Index of the kind.
    pub kind: usize,
    /// The tables and the list that lead to the rows; empty for the records themselves.
    pub steps: Vec<Arc<Field>>,
}

impl From<String> for Of {
    fn from(text: String) -> Self {
        Self { text, ..Self::default() }
    }
}

impl PartialEq for Of {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

/// What a reference may name.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    /// As written: `member`, `plan.item`, `class.classes`.
    pub text: String,
    /// Index of the kind.
    pub kind: usize,
    /// Nothing for records by their stem; else the list of rows (by their id) or of values.
    pub field: Option<Arc<Field>>,
}
