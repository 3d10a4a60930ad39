//! The closed set of rule kinds and the keys each knows.

use serde::Deserialize;
use serde::de::MapAccess;

use super::condition::Conditions;
use super::length::Length;
use super::path::{Of, Path};
use crate::finding::Severity;

/// The closed set of rule kinds.
#[derive(Debug, Default, PartialEq)]
pub enum Predicate {
    /// Nothing yet: the value before a rule is read.
    #[default]
    Unset,
    /// The number of rows in each group is within bounds.
    Count {
        /// The fewest rows.
        at_least: usize,
        /// The most rows.
        at_most: Option<usize>,
        /// The longest that one row lasts, where every day must have one. What is said to have no end lasts until the next,
        /// unless that comes more than half as long again later.
        lasts: Option<Length>,
        /// When it is due that each year asks for.
        due: Due,
    },
    /// Every row has and is what is asked.
    Each {
        /// Paths that must hold something.
        has: Vec<Path>,
        /// What must be found at paths.
        must: Conditions,
        /// What no row at all means.
        none: OnNone,
        /// What it means that a row holds something at some of the paths only.
        missing: OnMissing,
    },
    /// The values found include the listed ones.
    Covers {
        /// Where the values are.
        value: Path,
        /// The values asked for.
        list: Vec<String>,
        /// What it means that some are missing.
        missing: OnMissing,
    },
    /// Every row is referred to at least once.
    Linked {
        /// Where references to the rows stand.
        from: Vec<From>,
        /// What no row at all means.
        none: OnNone,
    },
    /// Exactly one row a day in each group.
    OneAtATime,
    /// More than half of the rows fulfil it.
    Majority {
        /// What more than half fulfil.
        most: Conditions,
    },
    /// That many different values.
    Distinct {
        /// Where the values are.
        value: Path,
        /// The fewest different ones.
        at_least: usize,
    },
    /// Never longer than so much time from one row to the next, holidays between semesters left out.
    Interval {
        /// The longest time.
        at_most: Length,
    },
    /// Every number found is at least so much.
    Least {
        /// Where the numbers are.
        value: Path,
        /// The least.
        at_least: f64,
        /// Words for the unit it is said in; a number in another is for a person to say. None means any.
        units: Vec<String>,
        /// What no number at all means.
        none: OnNone,
    },
    /// The latest `earlier` is not after the earliest `later`.
    Before {
        /// The dates that come first.
        earlier: Path,
        /// The dates that come after.
        later: Path,
    },
    /// Enough dated points.
    Series {
        /// What tells one series from another.
        by: Vec<Path>,
        /// What must be the same for values to be compared: how they were measured.
        within: Vec<Path>,
        /// Where the values are.
        value: Path,
        /// The fewest dated values.
        points: usize,
        /// The series that must be there; any one if none is named.
        needs: Vec<String>,
        /// Whether more than half of the groups are enough; else it takes all. Of fewer a person decides.
        most: bool,
    },
    /// A text is not longer than that many 字.
    Words {
        /// Where the text is.
        text: Path,
        /// The most 字.
        at_most: usize,
    },
    /// Always holds; it prints.
    Fact {
        /// What is printed.
        show: Show,
        /// The values it is broken down by.
        by: Vec<Path>,
        /// The first date of a lag.
        from: Option<Path>,
        /// The second date of a lag.
        to: Option<Path>,
    },
}

/// Rows elsewhere and the reference in them.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(from = "String")]
pub struct From {
    /// The records that refer.
    pub of: Of,
    /// The reference, from the record.
    pub path: Path,
}

impl std::convert::From<String> for From {
    fn from(text: String) -> Self {
        let (kind, path) = text.split_once('.').unwrap_or((&text, ""));
        Self { of: Of::from(kind.to_owned()), path: Path::from(path.to_owned()) }
    }
}

/// When what each year asks for is due.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Due {
    /// When it has ended.
    #[default]
    Ended,
    /// At its beginning: once something in its record was to be done, or was done, and when its first semester is over.
    Begun,
}

/// What no row at all means.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OnNone {
    /// Nothing was done.
    #[default]
    Unmet,
    /// Nothing was to be done.
    Met,
}

/// What a part that is missing from a list means.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OnMissing {
    /// The list is closed: unmet.
    #[default]
    Fail,
    /// The list is open: met, with a warning.
    Warn,
    /// The list is open: met, with a note.
    Note,
}

/// What a fact prints.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Show {
    /// The dates, and the longest gap between two.
    #[default]
    Dates,
    /// Days from one date to another.
    Lag,
    /// How many rows have which value.
    Table,
    /// How many rows have which pair of values.
    Matrix,
    /// The values themselves.
    List,
    /// The number of rows.
    Count,
    /// The numbers, the lowest first, each with whose it is: what stands at the first path.
    Lowest,
    /// How long the texts are.
    Length,
}

impl OnMissing {
    /// How what is missing from an open list is told; nothing for a closed one, where it is what the clause says.
    #[must_use]
    pub fn severity(self) -> Option<Severity> {
        match self {
            Self::Fail => None,
            Self::Warn => Some(Severity::Warning),
            Self::Note => Some(Severity::Note),
        }
    }
}

impl Predicate {
    /// Every path it names.
    #[must_use]
    pub fn paths(&self) -> Vec<&Path> {
        fn of(conditions: &Conditions) -> impl Iterator<Item = &Path> {
            conditions.0.iter().map(|(path, _)| path)
        }
        match self {
            Self::Unset | Self::Count { .. } | Self::OneAtATime | Self::Interval { .. } => Vec::new(),
            Self::Each { has, must, .. } => has.iter().chain(of(must)).collect(),
            Self::Covers { value, .. } | Self::Distinct { value, .. } | Self::Least { value, .. } => vec![value],
            Self::Linked { from, .. } => from.iter().map(|from| &from.path).collect(),
            Self::Majority { most } => of(most).collect(),
            Self::Before { earlier, later } => vec![earlier, later],
            Self::Series { by, within, value, .. } => by.iter().chain(within).chain([value]).collect(),
            Self::Words { text, .. } => vec![text],
            Self::Fact { by, from, to, .. } => by.iter().chain(from).chain(to).collect(),
        }
    }

    /// The names of all kinds.
    pub const KINDS: &[&str] = &[
        "count",
        "each",
        "covers",
        "linked",
        "one_at_a_time",
        "majority",
        "distinct",
        "before",
        "series",
        "words",
        "fact",
        "interval",
        "least",
    ];

    /// The kind named so, with its defaults.
    #[must_use]
    pub fn named(kind: &str) -> Option<Self> {
        Some(match kind {
            "count" => Self::Count { at_least: 1, at_most: None, lasts: None, due: Due::Ended },
            "each" => {
                Self::Each { has: vec![], must: Conditions::default(), none: OnNone::Unmet, missing: OnMissing::Fail }
            }
            "covers" => Self::Covers { value: Path::default(), list: vec![], missing: OnMissing::Fail },
            "linked" => Self::Linked { from: vec![], none: OnNone::Unmet },
            "one_at_a_time" => Self::OneAtATime,
            "majority" => Self::Majority { most: Conditions::default() },
            "distinct" => Self::Distinct { value: Path::default(), at_least: 2 },
            "before" => Self::Before { earlier: Path::default(), later: Path::default() },
            "series" => Self::Series {
                by: vec![],
                within: vec![],
                value: Path::default(),
                points: 2,
                needs: vec![],
                most: false,
            },
            "words" => Self::Words { text: Path::default(), at_most: 0 },
            "interval" => Self::Interval { at_most: Length::default() },
            "least" => Self::Least { value: Path::default(), at_least: 0.0, units: vec![], none: OnNone::Unmet },
            "fact" => Self::Fact { show: Show::Dates, by: vec![], from: None, to: None },
            _ => return None,
        })
    }

    /// The name of the kind.
    #[must_use]
    pub fn name(&self) -> &'static str {
        let index = match self {
            Self::Unset => return "",
            Self::Count { .. } => 0,
            Self::Each { .. } => 1,
            Self::Covers { .. } => 2,
            Self::Linked { .. } => 3,
            Self::OneAtATime => 4,
            Self::Majority { .. } => 5,
            Self::Distinct { .. } => 6,
            Self::Before { .. } => 7,
            Self::Series { .. } => 8,
            Self::Words { .. } => 9,
            Self::Fact { .. } => 10,
            Self::Interval { .. } => 11,
            Self::Least { .. } => 12,
        };
        Self::KINDS[index]
    }

    /// The keys the kind has beyond those of every rule.
    #[must_use]
    pub fn keys(&self) -> &'static [&'static str] {
        match self {
            Self::Unset | Self::OneAtATime => &[],
            Self::Count { .. } => &["at_least", "at_most", "lasts", "due"],
            Self::Each { .. } => &["has", "must", "none", "missing"],
            Self::Covers { .. } => &["value", "list", "missing"],
            Self::Linked { .. } => &["from", "none"],
            Self::Majority { .. } => &["most"],
            Self::Distinct { .. } => &["value", "at_least"],
            Self::Least { .. } => &["value", "at_least", "units", "none"],
            Self::Before { .. } => &["earlier", "later"],
            Self::Series { .. } => &["by", "within", "value", "points", "needs", "most"],
            Self::Words { .. } => &["text", "at_most"],
            Self::Interval { .. } => &["at_most"],
            Self::Fact { .. } => &["show", "by", "from", "to"],
        }
    }

    /// Whether it asks something of every row, so that a row it does not look at asks less. The others count rows, and one that
    /// is not looked at is missing.
    #[must_use]
    pub fn is_of_every_row(&self) -> bool {
        match self {
            Self::Count { at_least, .. } => *at_least == 0,
            Self::Covers { .. } | Self::Distinct { .. } | Self::Series { .. } | Self::Interval { .. } => false,
            _ => true,
        }
    }

    /// Reads the value of one of its own keys; false if the key is not one.
    ///
    /// # Errors
    /// What the value's type says.
    pub fn take<'de, A: MapAccess<'de>>(&mut self, key: &str, map: &mut A) -> Result<bool, A::Error> {
        match (self, key) {
            (Self::Count { at_least, .. } | Self::Distinct { at_least, .. }, "at_least") => {
                *at_least = map.next_value()?;
            }
            (Self::Least { at_least, .. }, "at_least") => *at_least = map.next_value()?,
            (Self::Least { units, .. }, "units") => *units = map.next_value()?,
            (Self::Count { at_most, .. }, "at_most") => *at_most = Some(map.next_value()?),
            (Self::Count { lasts, .. }, "lasts") => *lasts = Some(map.next_value()?),
            (Self::Count { due, .. }, "due") => *due = map.next_value()?,
            (Self::Each { has, .. }, "has") => *has = map.next_value()?,
            (Self::Each { must, .. }, "must") => *must = map.next_value()?,
            (Self::Each { none, .. } | Self::Linked { none, .. } | Self::Least { none, .. }, "none") => {
                *none = map.next_value()?;
            }
            (
                Self::Covers { value, .. }
                | Self::Distinct { value, .. }
                | Self::Series { value, .. }
                | Self::Least { value, .. },
                "value",
            ) => {
                *value = map.next_value()?;
            }
            (Self::Covers { list, .. }, "list") | (Self::Series { needs: list, .. }, "needs") => {
                *list = map.next_value()?;
            }
            (Self::Covers { missing, .. } | Self::Each { missing, .. }, "missing") => *missing = map.next_value()?,
            (Self::Linked { from, .. }, "from") => *from = map.next_value()?,
            (Self::Majority { most }, "most") => *most = map.next_value()?,
            (Self::Series { most, .. }, "most") => *most = map.next_value()?,
            (Self::Series { within, .. }, "within") => *within = map.next_value()?,
            (Self::Before { earlier, .. }, "earlier") => *earlier = map.next_value()?,
            (Self::Before { later, .. }, "later") => *later = map.next_value()?,
            (Self::Series { by, .. } | Self::Fact { by, .. }, "by") => *by = map.next_value()?,
            (Self::Series { points, .. }, "points") => *points = map.next_value()?,
            (Self::Words { text, .. }, "text") => *text = map.next_value()?,
            (Self::Words { at_most, .. }, "at_most") => *at_most = map.next_value()?,
            (Self::Interval { at_most }, "at_most") => *at_most = map.next_value()?,
            (Self::Fact { show, .. }, "show") => *show = map.next_value()?,
            (Self::Fact { from, .. }, "from") => *from = Some(map.next_value()?),
            (Self::Fact { to, .. }, "to") => *to = Some(map.next_value()?),
            _ => return Ok(false),
        }
        Ok(true)
    }
}
