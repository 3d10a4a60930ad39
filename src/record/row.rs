//! A row: a record, or one of the sub-records in a list of it.

use std::ops::Range;

use jiff::civil::Date;
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::calendar::Period;
use super::{Record, date_of, list_at, normal};
use crate::standard::kind::{Field, Fields, Role, Type};

/// A table that rules look at, and where it stands.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// The record it is or stands in.
    pub record: &'a Record<'a>,
    /// What it says.
    pub table: &'a DeTable<'a>,
    /// The fields it may have.
    pub fields: &'a Fields,
    /// The list it stands in, its number there from 0, and the span of its header.
    pub list: Option<(&'a Field, usize, (usize, usize))>,
}

/// When a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Time {
    /// On a day.
    Day(Date),
    /// From a day, or to one, or both.
    Span(Option<Date>, Option<Date>),
    /// In a year of the calendar.
    Year(Period),
    /// The records do not say.
    Unknown,
}

impl<'a> Row<'a> {
    /// The row that an item of a list is; nothing where it is no table.
    #[must_use]
    pub fn in_list(
        record: &'a Record<'a>,
        list: &'a Field,
        number: usize,
        item: &'a Spanned<DeValue<'a>>,
    ) -> Option<Self> {
        let (table, span) = (item.get_ref().as_table()?, item.span());
        Some(Self { record, table, fields: &list.fields, list: Some((list, number, (span.start, span.end))) })
    }

    /// The rows of a list that stands in a table of a record.
    pub fn of_list(record: &'a Record<'a>, table: &'a DeTable<'a>, list: &'a Field) -> impl Iterator<Item = Self> {
        let items = list_at(table, &list.key).iter().enumerate();
        items.filter_map(move |(number, item)| Self::in_list(record, list, number, item))
    }

    /// The field with this role, and its value.
    #[must_use]
    pub fn at(&self, role: Role) -> Option<(&'a Field, &'a Spanned<DeValue<'a>>)> {
        let field = self.fields.with(role)?;
        Some((field, self.table.get(field.key.as_str())?))
    }

    /// The items of the list at the field with this role; none where there is no list.
    #[must_use]
    pub fn list_at(&self, role: Role) -> &'a [Spanned<DeValue<'a>>] {
        self.fields.with(role).map_or(&[], |field| list_at(self.table, &field.key))
    }

    /// The date at the field with this role.
    #[must_use]
    pub fn date(&self, role: Role) -> Option<Date> {
        date_of(self.at(role)?.1.get_ref())
    }

    /// The time the row itself says. Days that changed places say none: they are told as such, and nothing else of them.
    #[must_use]
    pub fn own_time(&self) -> Time {
        if let Some(day) = self.date(Role::Date) {
            return Time::Day(day);
        }
        match (self.date(Role::From), self.date(Role::To)) {
            (None, None) => Time::Unknown,
            (Some(from), Some(to)) if to < from => Time::Unknown,
            (from, to) => Time::Span(from, to),
        }
    }

    /// The day before the next row of the list that takes over from this one, where a first day lasts until then.
    #[must_use]
    pub fn until_next(&self) -> Option<Date> {
        let field = self.fields.with(Role::From)?;
        let key = field.until_next.as_deref()?;
        let (list, ..) = self.list?;
        let mine = self.date(Role::From)?;
        let who = normal(self.table.get(key)?.get_ref().as_str()?);
        let rows = self.record.table.get(list.key.as_str())?.get_ref().as_array()?;
        let others = rows.iter().filter_map(|row| row.get_ref().as_table());
        let next = others
            .filter(|row| row.get(key).and_then(|value| value.get_ref().as_str()).is_some_and(|one| normal(one) == who))
            .filter_map(|row| date_of(row.get(field.key.as_str())?.get_ref()))
            .filter(|day| *day > mine)
            .min()?;
        next.yesterday().ok()
    }

    /// The text at the first field with a role, in the row or in a table of it, and where it stands.
    #[must_use]
    pub fn told(&self, role: Role) -> Option<(&'a str, Range<usize>)> {
        let at = |table: &'a DeTable<'a>, field: &Field| {
            let value = table.get(field.key.as_str())?;
            value.get_ref().as_str().map(|text| (text, value.span()))
        };
        self.fields.0.iter().find_map(|field| {
            if field.has(role) {
                return at(self.table, field);
            }
            let inner = field.fields.with(role).filter(|_| field.of == Type::Table)?;
            at(self.table.get(field.key.as_str())?.get_ref().as_table()?, inner)
        })
    }

    /// The bytes that stand for the row as a whole: its header, or the record's first key and value.
    #[must_use]
    pub fn span(&self) -> Range<usize> {
        if let Some((_, _, (start, end))) = self.list {
            return start..end;
        }
        let first = || self.table.iter().next();
        self.titled().or_else(first).map_or(0..0, |(key, value)| key.span().start..value.span().end)
    }

    /// The key and the value of the title, in the row or in a table of it.
    #[must_use]
    pub fn titled(&self) -> Option<(&'a Spanned<DeString<'a>>, &'a Spanned<DeValue<'a>>)> {
        let own = self.fields.with(Role::Title).and_then(|field| self.table.get_key_value(field.key.as_str()));
        own.or_else(|| {
            self.fields.0.iter().find_map(|field| {
                let title = field.fields.with(Role::Title).filter(|_| field.of == Type::Table)?;
                let inner = self.table.get(field.key.as_str())?.get_ref().as_table()?;
                inner.get_key_value(title.key.as_str())
            })
        })
    }
}

impl Time {
    /// Whether any of it lies in `period`; an unknown time always does.
    #[must_use]
    pub fn touches(self, period: Period) -> bool {
        match self {
            Self::Day(day) => period.contains(day),
            Self::Span(from, to) => from.is_none_or(|day| day <= period.to) && to.is_none_or(|day| day >= period.from),
            Self::Year(year) => year.from <= period.to && year.to >= period.from,
            Self::Unknown => true,
        }
    }

    /// Whether all of it lies before a day.
    #[must_use]
    pub fn is_before(self, day: Date) -> bool {
        match self {
            Self::Day(own) => own < day,
            Self::Span(_, to) => to.is_some_and(|to| to < day),
            Self::Year(year) => year.to < day,
            Self::Unknown => false,
        }
    }

    /// Whether it and another are stretches of which one ends before the other begins.
    #[must_use]
    pub fn is_apart(self, other: Self) -> bool {
        let ends = |end: Option<Date>, start: Option<Date>| end.zip(start).is_some_and(|(end, start)| end < start);
        match (self, other) {
            (Self::Span(from, to), Self::Span(start, end)) => ends(to, start) || ends(end, from),
            _ => false,
        }
    }

    /// Whether half of `period` or more lies in a stretch of days; of what is no stretch, whether any of it lies in `period`.
    #[must_use]
    pub fn fills_half(self, period: Period) -> bool {
        let Self::Span(from, to) = self else { return self.touches(period) };
        2 * period.within(from, to).days() >= period.days()
    }

    /// No more of it than up to a day.
    #[must_use]
    pub fn until(self, last: Date) -> Self {
        let Self::Span(from, to) = self else { return self };
        Self::Span(from, Some(to.map_or(last, |to| to.min(last))))
    }

    /// The first day of it.
    #[must_use]
    pub fn first(self) -> Option<Date> {
        match self {
            Self::Day(day) => Some(day),
            Self::Span(from, _) => from,
            Self::Year(year) => Some(year.from),
            Self::Unknown => None,
        }
    }
}
