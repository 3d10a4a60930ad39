//! What is due on which day, over many studios: how many things, in which of them. It is counted from what is to be done in a
//! studio while its records are there and added up afterwards, so it stands beside the todos; numbers and days are all that
//! is left of a studio.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Province, Report, Todo};
use crate::finding::{Severity, Verdict};
use crate::record::calendar::between;
use crate::say;
use crate::text::lang::Lang;

/// How many things there are to do.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Things {
    /// Errors to mend.
    pub errors: usize,
    /// Warnings to mend.
    pub warnings: usize,
    /// Clauses that wait for a person.
    pub waiting: usize,
    /// Clauses that are looked at on that day for the first time.
    pub later: usize,
}

/// What is due on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// The day; nothing for what has none.
    pub day: Option<Date>,
    /// Whether the province says that its round ends on this day.
    pub round: bool,
    /// How many days are left, the day itself being none; less than none where it is over.
    pub left: Option<i32>,
    /// How many things in all.
    pub things: Things,
    /// The same studio by studio, by its path and in that order.
    pub studios: Vec<(String, Things)>,
}

/// What is due, day by day, in any number of studios.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Deadlines {
    round: Option<Date>,
    days: BTreeMap<Option<Date>, BTreeMap<String, Things>>,
}

impl Things {
    fn add(&mut self, other: Self) {
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.waiting += other.waiting;
        self.later += other.later;
    }

    fn count(&mut self, todo: &Todo) {
        match (todo.severity, todo.verdict) {
            (Some(Severity::Error), _) => self.errors += 1,
            (Some(_), _) => self.warnings += 1,
            (None, Some(Verdict::NotDue)) => self.later += 1,
            (None, _) => self.waiting += 1,
        }
    }

    /// All together.
    #[must_use]
    pub fn sum(self) -> usize {
        self.errors + self.warnings + self.waiting + self.later
    }

    /// In words, those of which there are none left out.
    #[must_use]
    pub fn told(self, lang: Lang) -> String {
        let parts = [
            (self.errors, say!(lang, "due.errors", n = self.errors)),
            (self.warnings, say!(lang, "due.warnings", n = self.warnings)),
            (self.waiting, say!(lang, "due.waiting", n = self.waiting)),
            (self.later, say!(lang, "due.later", n = self.later)),
        ];
        let told: Vec<String> = parts.into_iter().filter(|(n, _)| *n > 0).map(|(_, part)| part).collect();
        if told.is_empty() { say!(lang, "due.nothing") } else { lang.list(&told) }
    }
}

impl Due {
    /// Whether the day is over.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.left.is_some_and(|left| left < 0)
    }
}

impl Deadlines {
    /// What is due in one studio, from all that is to be done there.
    #[must_use]
    pub fn of(province: &Province, report: &Report<'_>, todos: &[Todo]) -> Self {
        let mut deadlines = Self { round: province.deadline, ..Self::default() };
        for todo in todos {
            deadlines.days.entry(todo.due).or_default().entry(report.path.clone()).or_default().count(todo);
        }
        deadlines
    }

    /// Adds what is due in others of the same province.
    pub fn add(&mut self, other: Self) {
        self.round = self.round.or(other.round);
        for (day, studios) in other.days {
            let known = self.days.entry(day).or_default();
            for (studio, things) in studios {
                known.entry(studio).or_default().add(things);
            }
        }
    }

    /// Day after day, those that are over first because they are the first; the day on which the round ends is there whether
    /// anything is due on it or not; what has no day comes last.
    #[must_use]
    pub fn days(&self, today: Date) -> Vec<Due> {
        let mut days = self.days.clone();
        if self.round.is_some() {
            days.entry(self.round).or_default();
        }
        let undated = days.remove(&None).map(|studios| (None, studios));
        let due = |(day, studios): (Option<Date>, BTreeMap<String, Things>)| {
            let mut things = Things::default();
            for one in studios.values() {
                things.add(*one);
            }
            Due {
                day,
                round: day.is_some() && day == self.round,
                left: day.map(|day| between(today, day)),
                things,
                studios: studios.into_iter().collect(),
            }
        };
        days.into_iter().chain(undated).map(due).collect()
    }
}

/// How many days are left until `day` in words, the day itself being none.
#[must_use]
pub fn left(day: Date, today: Date, lang: Lang) -> String {
    match between(today, day) {
        0 => say!(lang, "due.today"),
        n if n > 0 => say!(lang, "due.left", n = n),
        n => say!(lang, "due.over", n = n.abs()),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn todo(due: Option<Date>, severity: Option<Severity>, verdict: Option<Verdict>) -> Todo {
        Todo { rule: String::new(), verdict, severity, reason: String::new(), place: None, person: None, due }
    }

    fn studio(path: &str, todos: &[Todo]) -> Deadlines {
        let mut deadlines = Deadlines { round: Some(date(2022, 9, 30)), ..Deadlines::default() };
        for todo in todos {
            deadlines.days.entry(todo.due).or_default().entry(path.to_owned()).or_default().count(todo);
        }
        deadlines
    }

    #[test]
    fn days_come_in_order_whoever_is_added_first() {
        let (early, late) = (Some(date(2022, 3, 1)), Some(date(2022, 12, 31)));
        let one = studio(
            "甲",
            &[
                todo(late, None, Some(Verdict::NotDue)),
                todo(early, Some(Severity::Error), Some(Verdict::Unmet)),
                todo(early, Some(Severity::Warning), None),
            ],
        );
        let other =
            studio("乙", &[todo(None, None, Some(Verdict::Unjudged)), todo(early, Some(Severity::Error), None)]);
        let (mut forth, mut back) = (one.clone(), other.clone());
        forth.add(other);
        back.add(one);
        assert_eq!(forth, back);
        let days = forth.days(date(2022, 9, 20));
        let told: Vec<_> = days.iter().map(|due| (due.day, due.left, due.round, due.things.sum())).collect();
        assert_eq!(
            told,
            [
                (early, Some(-203), false, 3),
                (Some(date(2022, 9, 30)), Some(10), true, 0),
                (late, Some(102), false, 1),
                (None, None, false, 1),
            ]
        );
        assert!(days[0].is_over() && !days[1].is_over() && !days[3].is_over());
        assert_eq!(days[0].things, Things { errors: 2, warnings: 1, waiting: 0, later: 0 });
        assert_eq!(days[0].studios.len(), 2);
        assert_eq!(days[3].things, Things { waiting: 1, ..Things::default() });
        assert_eq!(days[0].things.told(Lang::Zh), "错误 2 处、提醒 1 处");
        assert_eq!(days[1].things.told(Lang::En), "nothing to do");
    }

    #[test]
    fn the_day_itself_counts() {
        let told = |day| left(day, date(2024, 2, 28), Lang::Zh);
        assert_eq!(told(date(2024, 2, 28)), "就是今天");
        assert_eq!(told(date(2024, 3, 1)), "还有 2 天");
        assert_eq!(told(date(2023, 2, 28)), "已过 365 天");
        assert!(Deadlines::default().days(date(2022, 9, 20)).is_empty());
    }
}
