//! How far what has a last day has come: a bar a year, and what of it is still open.

use jiff::civil::Date;
use serde::Serialize;

use super::bars::stacked;
use super::facts::label;
use super::timeline::told;
use crate::check::selected;
use crate::record::Studio;
use crate::record::row::{Row, Time};
use crate::standard::page::Item;
use crate::standard::path::Path;
use crate::text::lang::Lang;

/// A ledger.
#[derive(Debug, Serialize)]
pub struct Ledger {
    /// What its rows are.
    pub label: String,
    /// By date.
    pub years: Vec<Year>,
    /// What is not done, by its last day; what has none at the end.
    pub open: Vec<Open>,
}

/// A year of it.
#[derive(Debug, Serialize)]
pub struct Year {
    /// Its id.
    pub id: String,
    /// How many rows it has.
    pub rows: usize,
    /// How many are in which state.
    pub parts: Vec<Share>,
}

/// Rows in one state.
#[derive(Debug, Serialize)]
pub struct Share {
    /// The state.
    pub state: State,
    /// How many.
    pub n: usize,
    /// Where its bar begins, in percent of all.
    pub at: f64,
    /// How long its bar is.
    pub length: f64,
}

/// How far a row has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Done by its last day.
    InTime,
    /// Done after it.
    Late,
    /// Done; it has no last day.
    Done,
    /// Went over into the next year, for a reason.
    Carried,
    /// Its last day has not come.
    Running,
    /// Its last day is over.
    Overdue,
    /// Not done; it has no last day.
    Undated,
}

/// A row that is not done.
#[derive(Debug, Serialize)]
pub struct Open {
    /// What it is.
    pub text: String,
    /// Its last day.
    pub due: Option<String>,
    /// How far it has come.
    pub state: State,
    /// Why it went over.
    pub reason: String,
    /// The year it stands in.
    pub year: String,
}

impl State {
    const ALL: [Self; 7] =
        [Self::InTime, Self::Late, Self::Done, Self::Carried, Self::Running, Self::Overdue, Self::Undated];

    /// What dates say on the day `today`; a day that has not come is not done.
    fn of(due: Option<Date>, done: Option<Date>, carried: bool, today: Date) -> Self {
        match (done.filter(|done| *done <= today), due) {
            (Some(done), Some(due)) if done <= due => Self::InTime,
            (Some(_), Some(_)) => Self::Late,
            (Some(_), None) => Self::Done,
            (None, _) if carried => Self::Carried,
            (None, Some(due)) if due < today => Self::Overdue,
            (None, Some(_)) => Self::Running,
            (None, None) => Self::Undated,
        }
    }

    fn is_open(self) -> bool {
        matches!(self, Self::Carried | Self::Running | Self::Overdue | Self::Undated)
    }
}

/// The ledgers of a block.
pub(super) fn ledgers(studio: &Studio<'_>, items: &[Item], lang: Lang) -> Vec<Ledger> {
    items.iter().map(|item| ledger(studio, item, lang)).collect()
}

fn ledger(studio: &Studio<'_>, item: &Item, lang: Lang) -> Ledger {
    let today = studio.calendar.today;
    let mut years: Vec<(String, Vec<State>)> = Vec::new();
    let mut open: Vec<(Option<Date>, Open)> = Vec::new();
    for row in selected(studio, &item.of, &item.conditions, item.when) {
        let day = |path: &Option<Path>| path.as_ref().and_then(|path| day(studio, &row, path));
        let due = day(&item.due);
        let reason = item.carried.as_ref().map_or(String::new(), |path| told(studio, &row, std::slice::from_ref(path)));
        let state = State::of(due, day(&item.done), !reason.is_empty(), today);
        let year = year(studio, &row, due);
        if state.is_open() {
            let text = told(studio, &row, &item.text);
            open.push((due, Open { text, due: due.map(|due| due.to_string()), state, reason, year: year.clone() }));
        }
        match years.iter_mut().find(|(known, _)| *known == year) {
            Some((_, states)) => states.push(state),
            None => years.push((year, vec![state])),
        }
    }
    years.sort();
    open.sort_by(|(one, a), (other, b)| (one.is_none(), one, &a.text).cmp(&(other.is_none(), other, &b.text)));
    Ledger {
        label: label(studio, item, lang),
        years: years.into_iter().map(|(id, states)| summed(id, &states)).collect(),
        open: open.into_iter().map(|(_, open)| open).collect(),
    }
}

fn summed(id: String, states: &[State]) -> Year {
    let count = |state: State| (state, states.iter().filter(|one| **one == state).count());
    let parts = stacked(State::ALL.map(count)).into_iter().map(|(state, n, at, length)| Share { state, n, at, length });
    Year { id, rows: states.len(), parts: parts.collect() }
}

fn day(studio: &Studio<'_>, row: &Row<'_>, path: &Path) -> Option<Date> {
    studio.all(row, path).iter().find_map(|found| found.value.as_date())
}

/// The year a row stands in, else the one of its last day.
fn year(studio: &Studio<'_>, row: &Row<'_>, due: Option<Date>) -> String {
    match (studio.time(row), due) {
        (Time::Year(_), _) => row.record.stem.clone(),
        (time, due) => {
            let day = due.or_else(|| time.first());
            day.map_or(String::new(), |day| studio.calendar.year_of(day).0)
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn dates_say_how_far_a_row_has_come() {
        let (early, late, today) = (Some(date(2022, 5, 1)), Some(date(2022, 6, 1)), date(2022, 5, 20));
        assert_eq!(State::of(late, early, false, today), State::InTime);
        assert_eq!(State::of(early, early, true, today), State::InTime, "on the last day is in time");
        assert_eq!(State::of(early, Some(today), false, today), State::Late);
        assert_eq!(State::of(None, early, false, today), State::Done);
        assert_eq!(State::of(early, None, true, today), State::Carried);
        assert_eq!(State::of(early, None, false, today), State::Overdue);
        assert_eq!(State::of(Some(today), None, false, today), State::Running, "its last day is not over");
        assert_eq!(State::of(late, late, false, today), State::Running, "a day that has not come is not done");
        assert_eq!(State::of(None, None, false, today), State::Undated);
    }

    #[test]
    fn bars_follow_one_another() {
        let year = summed("2021".into(), &[State::Overdue, State::InTime, State::InTime, State::Late]);
        let bars: Vec<_> =
            year.parts.iter().map(|part| (part.n, part.at.to_string(), part.length.to_string())).collect();
        let bar = |n, at: &str, length: &str| (n, at.to_owned(), length.to_owned());
        assert_eq!(bars, [bar(2, "0", "50"), bar(1, "50", "25"), bar(1, "75", "25")]);
    }
}
