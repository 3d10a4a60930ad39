//! Semesters, years and the window a check looks at. They come from the root files; nothing is hard-coded but how an id
//! of a year is written.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::row::Time;
use super::year::{begun, first_year, fits, semester_of, usual};
use crate::standard::Standard;

pub use super::dates::{Dates, Written};
pub use super::period::{Period, between};

mod parts;

/// A semester as the calendar has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Semester {
    /// `2021-2022-1`.
    pub id: String,
    /// Its days.
    pub period: Period,
    /// Where it is written in the root file; nothing if it comes from the province.
    pub span: Option<(usize, usize)>,
    /// Where its id is written in the root file it comes from.
    pub named: (usize, usize),
    /// Whether it ends before it begins, as it is written: that is told, and nothing else of its days.
    pub turned: bool,
}

/// What root files say of time, and the day of the check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// The day of the check.
    pub today: Date,
    /// The semesters by date.
    pub semesters: Vec<Semester>,
    /// How many there are beside them of which the id or a day cannot be read.
    pub unread: usize,
    /// The window.
    pub window: Period,
    /// Whether the studio is still to begin, or began when no semester of the window was left, or less than half of the last, so that
    /// it owes nothing yet.
    pub younger: bool,
    /// Whether a root file that might say more cannot be read, or says that the window ends before it begins.
    pub broken: bool,
    /// The day the studio began, where it is known.
    pub founded: Option<Date>,
    civil: bool,
    begins: (i8, i8),
    /// How many semesters a year has.
    parts_of_year: i32,
    /// The first days of the years of which the calendar has the first semester.
    begun: BTreeMap<i16, Date>,
}

impl Calendar {
    /// The calendar on the day `today`. Without a window of its own it looks at the years that ended, or run, within the
    /// two years before; where the day the studio began is still to be filled in, at the one that runs.
    #[must_use]
    pub fn new(mut dates: Dates, standard: &Standard, today: Date) -> Self {
        let mut semesters = dates.semesters;
        semesters.sort_by_key(|semester| semester.period.from);
        let begins = standard
            .about
            .school_year_begins
            .split_once('-')
            .and_then(|(month, day)| Some((month.parse().ok()?, day.parse().ok()?)))
            .unwrap_or((1, 1));
        let mut calendar = Self {
            today,
            begun: begun(&semesters, begins),
            semesters,
            unread: dates.unread,
            window: Period { from: today, to: today },
            younger: false,
            broken: dates.broken,
            founded: None,
            civil: dates.civil.unwrap_or(false),
            begins,
            parts_of_year: i32::try_from(standard.about.semesters).unwrap_or(1).max(1),
        };
        let past = if dates.unfilled { today } else { today.saturating_sub(2.years()) };
        let mut first = calendar.days_of(past);
        if first.to < past {
            first.from = past;
        }
        // A studio owes nothing for the years before it was, nor for a year of which it saw only the last holidays.
        let begun = dates.begun.map(|day| calendar.after_holidays(day).min(today));
        // Which of the two days is wrong nobody knows, nor what is to be looked at.
        if matches!(dates.window, (Some(from), Some(to)) if to < from) {
            dates.window = (None, None);
            calendar.broken = true;
        }
        let from = dates.window.0.unwrap_or(first.from);
        let to = dates.window.1.unwrap_or_else(|| calendar.days_of(today).to);
        let to_come = |day| day > today || calendar.is_late(day, to);
        calendar.younger = begun.is_some_and(|begun| begun > to) || dates.begun.is_some_and(to_come);
        // What it did in the holidays in which it began counts, though nothing is asked of them.
        let begun = dates.begun.map(|day| day.min(to).min(today));
        calendar.founded = dates.begun;
        // Where a root file begins on that day or later, in holidays too, that is its word.
        let said = dates.begun.is_some_and(|day| dates.window.0.is_some_and(|from| day <= from));
        let from = begun.filter(|_| !said).map_or(from, |begun| begun.max(from));
        calendar.window = Period { from, to: to.max(from) };
        calendar
    }

    /// The day to come on which the studio begins, if it is not there yet.
    #[must_use]
    pub fn begins_later(&self) -> Option<Date> {
        self.founded.filter(|day| *day > self.today)
    }

    /// Whether on `day` less than half was left of the last semester of its year, with which the window ends.
    fn is_late(&self, day: Date, window_end: Date) -> bool {
        let year = self.days_of(day);
        window_end <= year.to && !self.attended(year, Time::Span(Some(day), None))
    }

    /// `day`, or the first day of the next year when no semester of its own year is left.
    fn after_holidays(&self, day: Date) -> Date {
        let year = self.days_of(day);
        let rest = Period { from: day, to: year.to };
        let left = if self.has_semester(year) { self.has_semester(rest) } else { !self.is_late(day, year.to) };
        if left { day } else { year.to.tomorrow().unwrap_or(day) }
    }

    /// Whether the calendar has any semester of `period`.
    fn has_semester(&self, period: Period) -> bool {
        self.semesters.iter().any(|one| one.period.touches(period))
    }

    /// Whether who was there for that time was there in half of a semester of `period` or more; where the calendar has none of it,
    /// of one of the equal parts of a year that semesters are.
    #[must_use]
    pub fn attended(&self, period: Period, time: Time) -> bool {
        let mut semesters = self.semesters.iter().filter(|one| one.period.touches(period)).peekable();
        if semesters.peek().is_none() {
            return self.parts(period).any(|part| time.fills_half(part));
        }
        semesters.any(|one| time.fills_half(one.period))
    }

    /// Whether who is there for that time has been so for half of a semester of the window by today.
    #[must_use]
    pub fn has_attended(&self, time: Time) -> bool {
        self.attended(self.elapsed(), time.until(self.today))
    }

    /// Whether anything can be asked of a semester or a year: of one of which the studio saw less than half a semester, or of which
    /// no more lies in the window, nothing.
    #[must_use]
    pub fn owes(&self, period: Period) -> bool {
        let Period { from, to } = self.window;
        let saw = |from, to| self.attended(period, Time::Span(from, to));
        saw(Some(from), Some(to)) && self.founded.is_none_or(|day| saw(Some(day), None))
    }

    /// Whether a year is a year of the calendar, and no school year.
    #[must_use]
    pub fn is_civil(&self) -> bool {
        self.civil
    }

    /// The last day that counts: today, or the end of the window.
    #[must_use]
    pub fn last_day(&self) -> Date {
        self.today.min(self.window.to)
    }

    /// That day alone.
    #[must_use]
    pub fn latest(&self) -> Period {
        Period { from: self.last_day(), to: self.last_day() }
    }

    /// The holidays in which the last day lies, with the last day of the semester before them.
    #[must_use]
    pub fn holidays(&self) -> Option<Period> {
        let to = self.last_day();
        let begun = self.semesters.iter().rev().find(|one| one.period.from <= to)?;
        (begun.period.to < to && self.days_of(begun.period.to).contains(to))
            .then_some(Period { from: begun.period.to, to })
    }

    /// The window up to today.
    #[must_use]
    pub fn elapsed(&self) -> Period {
        Period { from: self.window.from, to: self.last_day() }
    }

    /// The id and the days of the year that contains `day`.
    #[must_use]
    pub fn year_of(&self, day: Date) -> (String, Period) {
        let first = self.first_of(day);
        (self.id(first), self.days(first))
    }

    /// The days of the year that contains `day`.
    #[must_use]
    pub fn days_of(&self, day: Date) -> Period {
        self.days(self.first_of(day))
    }

    /// The years that touch the window, in order. Where it begins in holidays, the year that ends with them is none of it.
    #[must_use]
    pub fn years(&self) -> Vec<(String, Period)> {
        let mut years = Vec::new();
        let begun = self.after_holidays(self.window.from);
        let mut day = if begun <= self.last_day() { begun } else { self.window.from };
        while day <= self.window.to {
            let year = self.year_of(day);
            let Ok(next) = year.1.to.tomorrow() else { break };
            if next <= day {
                break;
            }
            day = next;
            years.push(year);
        }
        years
    }

    /// The years of the window that have no semester in the calendar.
    #[must_use]
    pub fn years_without_semester(&self) -> Vec<(String, Period)> {
        let mut years = self.years();
        years.retain(|(_, year)| !self.semesters.iter().any(|semester| semester.period.touches(*year)));
        years
    }

    /// The years that touch the window up to today, each with the stretches of it that the calendar gives to no semester
    /// though one as long as the longest it has would fit in. Holidays are shorter.
    #[must_use]
    pub fn without_semester(&self) -> Vec<(String, Vec<Period>)> {
        let elapsed = self.elapsed();
        let longest = self.longest();
        let unwritten = self.unwritten();
        let years = self.years().into_iter().map(|(id, year)| {
            let mut from = year.from.max(elapsed.from);
            let last = unwritten.and_then(|first| first.yesterday().ok()).map_or(year.to, |last| last.min(year.to));
            let last = last.min(elapsed.to);
            let mut gaps = Vec::new();
            for Semester { period, .. } in self.semesters.iter().filter(|one| one.period.touches(year)) {
                gaps.extend(period.from.yesterday().ok().map(|to| Period { from, to: to.min(last) }));
                from = from.max(period.to.tomorrow().unwrap_or(period.to));
            }
            gaps.push(Period { from, to: last });
            gaps.retain(|gap| gap.days() >= longest);
            (id, gaps)
        });
        years.filter(|(_, gaps)| !gaps.is_empty()).collect()
    }

    /// How many days the longest semester has.
    fn longest(&self) -> i32 {
        self.semesters.iter().map(|one| one.period.days()).max().unwrap_or(i32::MAX)
    }

    /// The day of the year, up to `day`, on which school years usually begin.
    fn term(&self, day: Date) -> Date {
        let first = usual(day.year(), self.begins);
        if first > day { usual(day.year() - 1, self.begins) } else { first }
    }

    /// Where calendar years are asked of: the first day of a school year of which no semester is written, though its first may run. In
    /// other calendars that year is one without a semester.
    #[must_use]
    pub fn unwritten(&self) -> Option<Date> {
        let first = self.term(self.last_day());
        let written = self.semesters.iter().any(|one| one.period.to >= first);
        let may_run = Period { from: first, to: self.today }.days() <= self.longest();
        (self.civil && !self.semesters.is_empty() && !written && may_run).then_some(first)
    }

    /// Whether the school year that runs on the last day has fewer semesters in the calendar than years have, and room for one behind
    /// them: another may run, or is to come. One that is lacking before them is over.
    #[must_use]
    pub fn runs_short(&self) -> bool {
        let year = self.days_of(self.last_day());
        let written = || self.semesters.iter().map(|one| one.period).filter(|period| period.touches(year));
        let behind = written().filter_map(|period| period.to.tomorrow().ok()).max();
        let room = behind.is_none_or(|from| Period { from, to: year.to }.days() >= self.longest());
        let short = || i32::try_from(written().count()).is_ok_and(|count| count < self.parts_of_year);
        !self.civil && year.to >= self.today && room && short()
    }

    /// Whether the whole window lies in holidays: behind or before the semesters of years of which the calendar leaves out none.
    #[must_use]
    pub fn is_in_holidays(&self) -> bool {
        let Period { from, to } = self.window;
        let semesters = || self.semesters.iter().map(|one| one.period);
        let before = semesters().filter(|one| one.to < from).filter_map(|one| one.to.tomorrow().ok()).max();
        let behind = semesters().filter(|one| one.from > to).filter_map(|one| one.from.yesterday().ok()).min();
        // Without another semester the next school year has one of which nothing is known.
        let next = self.term(to).checked_add(1.year()).and_then(Date::yesterday).unwrap_or(to);
        let free = Period {
            from: before.unwrap_or(self.days_of(from).from),
            to: behind.unwrap_or(next.min(self.days_of(to).to)),
        };
        !self.has_semester(self.window)
            && [from, to].iter().all(|day| self.has_semester(self.days_of(*day)))
            && free.days() < self.longest()
    }

    /// The days of the year with this id.
    #[must_use]
    pub fn year(&self, id: &str) -> Option<Period> {
        let first: i16 = id.get(..4)?.parse().ok()?;
        // The last that is written with four digits is followed by none.
        (self.id(first) == id && first < 9999).then(|| self.days(first))
    }

    /// The id of the year that a name means, whether it is that id or not.
    #[must_use]
    pub fn meant(&self, name: &str) -> Option<String> {
        Some(self.id(first_year(name)?))
    }

    /// The days of the year that a name means, whether it is its id or not: the one that begins in the year it names first, or
    /// second where the two changed places.
    #[must_use]
    pub fn days_meant(&self, name: &str) -> Option<Period> {
        Some(self.days(first_year(name)?))
    }

    /// The days of the school year that the name of a semester says, of whatever sort the years of the calendar are.
    #[must_use]
    pub fn school_year_meant(&self, name: &str) -> Option<Period> {
        let first = first_year(name)?;
        if !self.civil {
            return Some(self.days(first));
        }
        let next = usual(first.saturating_add(1), self.begins);
        Some(Period { from: usual(first, self.begins), to: next.yesterday().unwrap_or(next) })
    }

    /// The year in which the one begins that contains `day`.
    fn first_of(&self, day: Date) -> i16 {
        if !self.civil && self.start(day.year()) > day { day.year() - 1 } else { day.year() }
    }

    fn id(&self, first: i16) -> String {
        if self.civil { format!("{first}") } else { format!("{first}-{}", first.saturating_add(1)) }
    }

    fn days(&self, first: i16) -> Period {
        let next = self.start(first.saturating_add(1));
        Period { from: self.start(first), to: next.yesterday().unwrap_or(next) }
    }

    /// The first day of the year that begins in `first`: that of its first semester, where the calendar has one that begins earlier.
    fn start(&self, first: i16) -> Date {
        if self.civil {
            return Date::new(first, 1, 1).unwrap_or(date(1, 1, 1));
        }
        self.begun.get(&first).copied().unwrap_or_else(|| usual(first, self.begins))
    }

    /// Whether the id of a semester says neither its year nor which one of it it is.
    #[must_use]
    pub fn is_unread(semester: &Semester) -> bool {
        semester_of(&semester.id).is_none()
    }

    /// The id of the year in which a semester begins, where its own id says another; it is a slip, and says nothing of either.
    #[must_use]
    pub fn other_year(&self, semester: &Semester) -> Option<String> {
        let (said, _) = semester_of(&semester.id).filter(|_| !semester.turned)?;
        let from = semester.period.from;
        let first = if fits(semester, from.year(), self.begins) { from.year() } else { from.year() - 1 };
        (!fits(semester, said, self.begins)).then(|| format!("{first}-{}", first.saturating_add(1)))
    }
}

#[cfg(test)]
#[path = "calendar_tests.rs"]
mod tests;
