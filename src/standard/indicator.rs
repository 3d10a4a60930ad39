//! Indicators and clauses: the words of the Standard, who decides each, and the rules that do.

use std::sync::Arc;

use serde::Deserialize;

use super::condition::Conditions;
use super::overlay::Origin;
use super::path::Of;
use super::rule::{Rule, When};
use crate::finding::Severity;
use crate::text::lang::Label;

/// A second-level heading with its indicators: one file.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Heading {
    /// First-level heading.
    pub level1: String,
    /// Second-level heading; the fifth first-level indicator has none.
    pub level2: Option<String>,
    /// The third-level indicators.
    pub indicators: Box<[Indicator]>,
}

/// A third-level indicator.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// `1.1.1`.
    pub id: String,
    /// The whole text; its clauses joined give the same.
    pub text: String,
    /// The clauses in the order of the text.
    pub clauses: Box<[Clause]>,
}

/// A clause: the smallest part of the text that asks for something.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clause {
    /// `1.1.1-d`, or `circular/words` for what the circular itself asks.
    pub id: String,
    /// A short name; only what is not a clause of the Standard has one.
    pub label: Option<Label>,
    /// Exact words.
    pub text: String,
    /// Where the words stand, if not in the Standard.
    pub source: Option<String>,
    /// Who decides.
    #[serde(default)]
    pub decided_by: Vec<Decider>,
    /// How much it binds.
    pub level: Level,
    /// When it applies at all.
    pub applies: Option<Applies>,
    /// All must hold.
    #[serde(default)]
    pub rules: Box<[Rule]>,
    /// Why no rule can be honest, where a record or evidence is named and there is none.
    pub no_rule: Option<String>,
    /// An interpretation that holds for the whole clause.
    pub reading: Option<String>,
    /// One sentence a teacher can act on.
    pub help: String,
    /// The overlay that asks it; nothing where the standard or its circular does.
    #[serde(skip)]
    pub origin: Option<Arc<Origin>>,
}

impl Clause {
    /// Whether a person has to judge it.
    #[must_use]
    pub fn needs_person(&self) -> bool {
        self.decided_by.contains(&Decider::Person)
    }

    /// Whether nobody and nothing else decides it.
    #[must_use]
    pub fn is_persons_alone(&self) -> bool {
        self.decided_by.iter().all(|by| *by == Decider::Person)
    }

    /// Every interpretation in it.
    pub fn readings(&self) -> impl Iterator<Item = &str> {
        self.reading.iter().chain(self.rules.iter().filter_map(|rule| rule.reading.as_ref())).map(String::as_str)
    }
}

/// Who decides a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Decider {
    /// The machine, from records.
    Record,
    /// A file or link must be there.
    Evidence,
    /// A statement and a sign-off.
    Person,
}

/// How much a clause binds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Failing is an error.
    Must,
    /// Failing is a warning.
    Should,
    /// Failing is a note.
    Info,
}

impl Level {
    /// The severity of a finding from a clause of this level.
    #[must_use]
    pub fn severity(self) -> Severity {
        match self {
            Self::Must => Severity::Error,
            Self::Should => Severity::Warning,
            Self::Info => Severity::Note,
        }
    }
}

/// A clause that binds only when such a row exists.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Applies {
    /// The rows looked at.
    pub of: Of,
    /// What one of them must fulfil.
    #[serde(rename = "where", default)]
    pub conditions: Conditions,
    /// The time looked at.
    #[serde(default)]
    pub when: When,
    /// The reason printed when none does.
    pub otherwise: String,
    /// Whether the school's statement on the clause is heard, too: where it has one, and records say neither that the condition
    /// arises nor that it does not, they are to be written first.
    #[serde(default)]
    pub stated: bool,
    /// How a statement of one sentence ends that says that the condition does not arise.
    #[serde(default)]
    pub denied: Box<[String]>,
}
