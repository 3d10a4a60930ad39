//! The lists a field may choose from, open (等) or closed, with codes where a national code exists.

use std::sync::Arc;

use serde::Deserialize;
use serde::de::{self, Deserializer, MapAccess, Visitor};

use super::overlay::Origin;
use crate::text::lang::Label;

/// A list of values.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct List {
    /// ASCII name, as fields refer to it.
    pub id: String,
    /// What the list is called.
    pub label: Label,
    /// Whether the text ends the list with 等: a value outside is then possible.
    pub open: bool,
    /// The clause, the circular's part or the national code it comes from.
    pub source: String,
    /// The values in the order of the text.
    pub values: Vec<Value>,
    /// The overlay it comes from; nothing where it is the standard's own.
    #[serde(skip)]
    pub origin: Option<Arc<Origin>>,
}

/// One value of a list.
#[derive(Debug, PartialEq)]
pub struct Value {
    /// As it is written in a record.
    pub value: String,
    /// National code, where one exists and a field uses it.
    pub code: Option<String>,
    /// The wider value it counts as, too.
    pub group: Option<String>,
    /// Stands for whatever the list does not name; a person decides what it is worth.
    pub other: bool,
    /// A verdict that refuses what it signs.
    pub refuses: bool,
    /// The overlay that adds it; nothing where the standard itself has it.
    pub origin: Option<Arc<Origin>>,
}

impl List {
    /// The value written `text`, if the list has it.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<&Value> {
        self.values.iter().find(|value| value.value == text)
    }

    /// The value for what it does not name; one of a group would count as that.
    #[must_use]
    pub fn fallback(&self) -> Option<&Value> {
        self.values.iter().find(|value| value.other && value.group.is_none())
    }

    /// The value that the written value `text` is another name for, or a kind of.
    #[must_use]
    pub fn wider(&self, text: &str) -> Option<&Value> {
        self.find(self.find(text)?.group.as_deref()?)
    }

    /// Whether the written value `text` counts as `wanted`: itself, or a member of the group `wanted`.
    #[must_use]
    pub fn counts_as(&self, text: &str, wanted: &str) -> bool {
        text == wanted || self.find(text).is_some_and(|value| value.group.as_deref() == Some(wanted))
    }

    /// Whether `name` is a value or a group of the list.
    #[must_use]
    pub fn knows(&self, name: &str) -> bool {
        self.values.iter().any(|value| value.value == name || value.group.as_deref() == Some(name))
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

/// Reads `培训` and `{ value: 培训, group: 能力提升 }` alike.
struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value;

    fn expecting(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("a value, or a map with `value`")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Value, E> {
        Ok(Value { value: text.to_owned(), code: None, group: None, other: false, refuses: false, origin: None })
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Value, A::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Full {
            value: String,
            code: Option<String>,
            group: Option<String>,
            #[serde(default)]
            other: bool,
            #[serde(default)]
            refuses: bool,
        }
        let full = Full::deserialize(de::value::MapAccessDeserializer::new(map))?;
        let Full { value, code, group, other, refuses } = full;
        Ok(Value { value, code, group, other, refuses, origin: None })
    }
}
