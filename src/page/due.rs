//! What is due in all studios, by day.

use jiff::civil::Date;
use serde::Serialize;

use super::index::Index;
use crate::check::{Deadlines, left};
use crate::text::lang::Lang;

/// A day.
#[derive(Debug, Serialize)]
pub struct Due {
    /// The day; nothing for what has none.
    pub day: Option<String>,
    /// How far off it is, in words.
    pub left: String,
    /// Whether it is over.
    pub over: bool,
    /// Whether the whole round ends on it.
    pub round: bool,
    /// What is due, in words.
    pub told: String,
    /// The studios, each with its number, its name and what is due there.
    pub studios: Vec<(Option<usize>, String, String)>,
}

/// The first `most` days, and how many more there are; what has no day comes last and stays.
pub(super) fn days(all: &Deadlines, index: &Index, today: Date, most: Option<usize>, lang: Lang) -> (Vec<Due>, usize) {
    let mut days = all.days(today);
    let dated = days.iter().filter(|due| due.day.is_some()).count();
    let more = dated.saturating_sub(most.unwrap_or(usize::MAX));
    days.drain(dated - more..dated);
    let due = |due: crate::check::Due| Due {
        day: due.day.map(|day| day.to_string()),
        left: due.day.map_or(String::new(), |day| left(day, today, lang)),
        over: due.is_over(),
        round: due.round,
        told: due.things.told(lang),
        studios: due
            .studios
            .iter()
            .map(|(path, things)| (index.of(Some(path)), index.name(path), things.told(lang)))
            .collect(),
    };
    (days.into_iter().map(due).collect(), more)
}
