//! A rule: a typed predicate over rows. The kinds are a closed set; there is no expression language.
//!
//! The reader is written by hand: with serde's internal tag every error would stand at the start of the map, so `kind`
//! comes first and decides which further keys are known.

use std::fmt;

use serde::Deserialize;
use serde::de::{self, Deserializer, MapAccess, Visitor};

use super::condition::{Conditions, Matcher};
use super::indicator::Level;
use super::path::{Of, Path};
use super::predicate::Predicate;
use crate::text::lang::Label;

/// A rule of a clause.
#[derive(Debug, Default, PartialEq)]
pub struct Rule {
    /// What must hold.
    pub predicate: Predicate,
    /// The rows it looks at.
    pub of: Of,
    /// Which of them.
    pub conditions: Conditions,
    /// The conditions that choose groups: index in `per`, path from the group's record; set when resolved.
    pub choosing: Vec<(usize, Path, Matcher)>,
    /// The time it looks at.
    pub when: When,
    /// The groups it must hold in; none means the whole studio.
    pub per: Vec<Per>,
    /// Where evidence must be.
    pub evidence: Vec<Path>,
    /// A level of its own.
    pub level: Option<Level>,
    /// What it means that it does not hold.
    pub fails: Failing,
    /// Whether it is enough that it holds, or the one before it.
    pub or: bool,
    /// What of the open list of the rule before it is there where this one holds. It only adds to that one.
    pub stands_for: Option<String>,
    /// How the words were read, where that needs saying.
    pub reading: Option<String>,
    /// Words of its own for a finding.
    pub message: Option<Label>,
    /// Whether an overlay asks it; set when the standard is resolved.
    pub local: bool,
}

/// What it means that a rule does not hold.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Failing {
    /// What is asked was not done.
    #[default]
    Unmet,
    /// It may well have been: a warning is told, and a person decides.
    Unjudged,
    /// There is time left to do it: a warning is told.
    NotDue,
}

/// The time a rule looks at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum When {
    /// What falls into the window, up to today.
    #[default]
    Window,
    /// Only years that have ended.
    Ended,
    /// Only years that have not.
    Running,
    /// Whatever was, up to today.
    Ever,
    /// Whatever was, up to the end of the window; where all of it is of before the studio was founded, a person decides.
    SinceFounded,
    /// On every day of the window.
    Throughout,
    /// In force today, or on the window's last day.
    Today,
    /// What was there in the window for half of a semester or more, up to today.
    Attended,
    /// What of that is in force today, or on the window's last day.
    Settled,
}

impl When {
    /// Whether what it looks at must be in force on the last day.
    #[must_use]
    pub fn is_today(self) -> bool {
        matches!(self, Self::Today | Self::Settled)
    }
}

/// A kind of group: `studio`, `semester`, `year`, a record kind, or `kind.values`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "String")]
pub struct Per {
    /// As written.
    pub text: String,
    /// Resolved.
    pub by: GroupBy,
}

impl From<String> for Per {
    fn from(text: String) -> Self {
        Self { text, by: GroupBy::Studio }
    }
}

impl Per {
    /// The target whose records or values are the groups, if they are such.
    #[must_use]
    pub fn target(&self) -> Option<usize> {
        if let GroupBy::Target(target) = self.by { Some(target) } else { None }
    }
}

/// What groups are made of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum GroupBy {
    /// One group.
    #[default]
    Studio,
    /// A semester of the calendar each.
    Semester,
    /// A year of the calendar each.
    Year,
    /// A record of the target's kind, or a value of its list, each; index of the target.
    Target(usize),
}

impl Rule {
    /// Every path by which it looks into a row.
    #[must_use]
    pub fn paths(&self) -> Vec<&Path> {
        let mut paths: Vec<&Path> = self.conditions.0.iter().map(|(path, _)| path).chain(&self.evidence).collect();
        paths.extend(self.choosing.iter().map(|(_, path, _)| path));
        paths.extend(self.predicate.paths());
        paths
    }
}

/// The keys of every rule.
const COMMON: &[&str] = &["of", "where", "when", "per", "evidence", "level", "fails", "or", "as", "reading", "message"];

impl<'de> Deserialize<'de> for Rule {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(RuleVisitor)
    }
}

struct RuleVisitor;

impl<'de> Visitor<'de> for RuleVisitor {
    type Value = Rule;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a rule, a map that begins with `kind`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Rule, A::Error> {
        let first: Option<String> = map.next_key()?;
        if first.as_deref() != Some("kind") {
            return Err(de::Error::custom("a rule begins with `kind`"));
        }
        let kind: String = map.next_value()?;
        let predicate = Predicate::named(&kind).ok_or_else(|| de::Error::unknown_variant(&kind, Predicate::KINDS))?;
        let mut rule = Rule { predicate, ..Rule::default() };
        let mut seen = vec!["kind".to_owned()];
        while let Some(key) = map.next_key::<String>()? {
            if seen.contains(&key) {
                return Err(de::Error::custom(format!("duplicate field `{key}`")));
            }
            seen.push(key.clone());
            match key.as_str() {
                "of" => rule.of = map.next_value()?,
                "where" => rule.conditions = map.next_value()?,
                "when" => rule.when = map.next_value()?,
                "per" => rule.per = map.next_value()?,
                "evidence" => rule.evidence = map.next_value()?,
                "level" => rule.level = Some(map.next_value()?),
                "fails" => rule.fails = map.next_value()?,
                "or" => rule.or = map.next_value()?,
                "as" => rule.stands_for = Some(map.next_value()?),
                "reading" => rule.reading = Some(map.next_value()?),
                "message" => rule.message = Some(map.next_value()?),
                other => {
                    if !rule.predicate.take(other, &mut map)? {
                        let known = [rule.predicate.keys(), COMMON].concat().join(", ");
                        let name = rule.predicate.name();
                        return Err(de::Error::custom(format!("`{name}` has no key `{other}`; it knows {known}")));
                    }
                }
            }
        }
        if rule.of.text.is_empty() {
            return Err(de::Error::missing_field("of"));
        }
        Ok(rule)
    }
}
