//! Conditions on a row: a path and what must be found there.

use std::fmt;

use serde::Deserialize;
use serde::de::{self, Deserializer, MapAccess, SeqAccess, Visitor};

use super::path::Path;
use super::rule::When;

/// Conditions that must all hold, in the order written.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Conditions(pub Vec<(Path, Matcher)>);

/// What must be found at a path.
#[derive(Debug, Clone, PartialEq)]
pub enum Matcher {
    /// Any of these.
    Any(Vec<String>),
    /// Something (a boolean: true), or nothing.
    Present(bool),
    /// Each of these.
    All(Vec<String>),
    /// Not this; nothing at all is not this either.
    Not(Box<Matcher>),
    /// That many values.
    AtLeast(usize),
    /// What is referred to was there in that time.
    There(When),
    /// A day not before the first of a stretch of time.
    Since(Stretch),
    /// A day not after the last of it.
    Until(Stretch),
}

/// A stretch of time that a day is held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stretch {
    /// The year of the calendar that the record is of.
    Year,
    /// The first semester of that year that the studio saw half of.
    FirstSemester,
    /// The second half of that year.
    SecondHalf,
    /// The time that the record says of itself, or the window where that begins earlier.
    There,
    /// All that was before the day of the check.
    Yesterday,
}

impl Matcher {
    /// Whether it asks when something was there.
    #[must_use]
    pub fn asks_when(&self) -> bool {
        match self {
            Self::Not(inner) => inner.asks_when(),
            other => matches!(other, Self::There(_)),
        }
    }

    /// Every value it names.
    #[must_use]
    pub fn names(&self) -> &[String] {
        match self {
            Self::Any(names) | Self::All(names) => names,
            Self::Not(inner) => inner.names(),
            Self::Present(_) | Self::AtLeast(_) | Self::There(_) | Self::Since(_) | Self::Until(_) => &[],
        }
    }
}

impl<'de> Deserialize<'de> for Conditions {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;
        impl<'de> Visitor<'de> for InOrder {
            type Value = Conditions;
            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a map of paths and what must be found there")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Conditions, A::Error> {
                let mut all = Vec::with_capacity(map.size_hint().unwrap_or(0));
                while let Some(entry) = map.next_entry()? {
                    all.push(entry);
                }
                // Most have one, and there are hundreds.
                all.shrink_to_fit();
                Ok(Conditions(all))
            }
        }
        deserializer.deserialize_map(InOrder)
    }
}

impl<'de> Deserialize<'de> for Matcher {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(MatcherVisitor)
    }
}

struct MatcherVisitor;

impl<'de> Visitor<'de> for MatcherVisitor {
    type Value = Matcher;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a value, a list of values, true, false, {all: []}, {not: …}, {at_least: n}, {when: …}, {since: …} or {until: …}")
    }

    fn visit_bool<E: de::Error>(self, present: bool) -> Result<Matcher, E> {
        Ok(Matcher::Present(present))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Matcher, E> {
        Ok(Matcher::Any(vec![text.to_owned()]))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Matcher, A::Error> {
        let mut names = Vec::new();
        while let Some(name) = seq.next_element()? {
            names.push(name);
        }
        Ok(Matcher::Any(names))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Matcher, A::Error> {
        let key: Option<String> = map.next_key()?;
        let matcher = match key.as_deref() {
            Some("all") => Matcher::All(map.next_value()?),
            Some("not") => Matcher::Not(Box::new(map.next_value()?)),
            Some("at_least") => Matcher::AtLeast(map.next_value()?),
            Some("when") => Matcher::There(map.next_value()?),
            Some("since") => Matcher::Since(map.next_value()?),
            Some("until") => Matcher::Until(map.next_value()?),
            Some(other) => {
                return Err(de::Error::unknown_field(other, &["all", "not", "at_least", "when", "since", "until"]));
            }
            None => return Err(de::Error::custom("an empty map matches nothing")),
        };
        match map.next_key::<String>()? {
            None => Ok(matcher),
            Some(second) => Err(de::Error::custom(format!("`{second}` is one word too many here"))),
        }
    }
}
