//! Days from one to another.

use jiff::ToSpan;
use jiff::civil::Date;

/// Days from the first to the last, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

impl Period {
    /// Whether `day` lies in it.
    #[must_use]
    pub fn contains(self, day: Date) -> bool {
        self.from <= day && day <= self.to
    }

    /// Whether it lasts longer than any semester can, of which a year has two: two thirds of a year.
    #[must_use]
    pub fn is_over_a_semester(self) -> bool {
        self.from.checked_add(8.months()).is_ok_and(|end| self.to >= end)
    }

    /// How many days it has; none or fewer where it ends before it begins.
    #[must_use]
    pub fn days(self) -> i32 {
        between(self.from, self.to) + 1
    }

    /// The part of it between two days; it ends before it begins where there is none.
    #[must_use]
    pub fn within(self, from: Option<Date>, to: Option<Date>) -> Self {
        let (from, to) = (from.unwrap_or(self.from), to.unwrap_or(self.to));
        Self { from: from.max(self.from), to: to.min(self.to) }
    }

    /// Whether the two share a day.
    #[must_use]
    pub fn touches(self, other: Self) -> bool {
        self.from <= other.to && other.from <= self.to
    }
}

/// How many days it is from one day to another; less than none where that is before it.
#[must_use]
pub fn between(from: Date, to: Date) -> i32 {
    (to - from).get_days()
}
