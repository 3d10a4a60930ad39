//! The semesters of a year: those that the calendar has of it, and in place of others the equal part of the year that each is.

use jiff::ToSpan;
use jiff::civil::Date;

use super::{Calendar, Period};
use crate::record::row::Time;

/// The day on which half of it is over.
fn middle(one: Period) -> Date {
    one.from.saturating_add((one.days() / 2).days())
}

impl Calendar {
    /// Those equal parts of the years that `period` touches, as many a year as it has semesters, that share a day with it.
    pub(super) fn parts(&self, period: Period) -> impl Iterator<Item = Period> {
        let (of_year, last) = (self.parts_of_year, period.to);
        let years = std::iter::successors(Some(self.days_of(period.from)), move |year| {
            let next = year.to.tomorrow().ok().filter(|day| *day > year.from && *day <= last)?;
            Some(self.days_of(next))
        });
        let cut = move |year: Period| {
            let day = move |part: i32| year.from.saturating_add((year.days() * part / of_year).days());
            (0..of_year).map(move |part| Period { from: day(part), to: day(part + 1).yesterday().unwrap_or(year.to) })
        };
        years.flat_map(cut).filter(move |part| part.touches(period))
    }

    /// The semesters of a year in order: of each part of it the one that has its middle there, or the part itself.
    fn semesters_of(&self, year: Period) -> impl DoubleEndedIterator<Item = Period> {
        let written = move |part: Period| {
            let all = self.semesters.iter().filter(|one| !one.turned).map(|one| one.period);
            all.into_iter().find(|period| part.contains(middle(*period)))
        };
        let parts: Vec<Period> = self.parts(year).collect();
        parts.into_iter().map(move |part| written(part).unwrap_or(part))
    }

    /// The first semester of a year of which the studio saw half or more; where it saw so much of none, the year.
    #[must_use]
    pub fn first_semester(&self, year: Period) -> Period {
        let saw = |one: &Period| self.founded.is_none_or(|day| Time::Span(Some(day), None).fills_half(*one));
        self.semesters_of(year).find(saw).unwrap_or(year)
    }

    /// The last semester of a year, no day of it behind the year.
    #[must_use]
    pub fn last_semester(&self, year: Period) -> Period {
        let last = self.semesters_of(year).next_back().unwrap_or(year);
        Period { to: last.to.min(year.to), ..last }
    }

    /// The days behind the last of some holidays, until half of the next semester is over, be it one that the calendar does not have
    /// yet.
    #[must_use]
    pub fn behind(&self, holidays: Period) -> Period {
        let from = holidays.to.tomorrow().unwrap_or(holidays.to);
        let written = self.semesters.iter().map(|one| one.period).find(|one| one.from >= from);
        let next =
            written.or_else(|| self.parts(Period { from, to: self.days_of(from).to }).find(|one| one.from >= from));
        Period { from, to: next.map_or(from, middle) }
    }

    /// Whether half of the year that runs on the day of the check, or more, is over and the calendar has no semester of it, though it
    /// has others: one has ended by then, or runs.
    #[must_use]
    pub fn is_behind(&self, year: Period) -> bool {
        let runs = year.contains(self.today);
        let over = self.parts(year).next().is_some_and(|part| part.to < self.today);
        runs && over && !self.semesters.is_empty() && !self.has_semester(year)
    }
}
