//! A studio as read: its records, each one parsed TOML table with spans, and how values are selected from them.
//!
//! There is no second model beside the table. A path gives values, each value knows its place.

pub mod calendar;
mod copies;
mod dates;
mod index;
mod period;
pub mod row;
mod select;
pub mod silent;
pub mod walk;
pub mod year;

use std::ops::Range;
use std::sync::OnceLock;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use self::calendar::Calendar;
use self::index::Index;
use self::row::{Row, Time};
use crate::source::Source;
use crate::standard::Standard;
use crate::standard::kind::{Fields, Role, Type};

pub use self::index::{Entry, is_normally, normal};
pub use self::select::{BLANK, Found, Value, is_blank};

/// One record.
#[derive(Debug)]
pub struct Record<'s> {
    /// Index of its kind in the standard.
    pub kind: usize,
    /// The stem of its file.
    pub stem: String,
    /// Index of its source.
    pub source: usize,
    /// Index of the source of the text beside it.
    pub text: Option<usize>,
    /// What it says.
    pub table: DeTable<'s>,
}

/// The records of one studio.
#[derive(Debug)]
pub struct Studio<'s> {
    /// What the records are held against.
    pub standard: &'s Standard,
    /// The files they were read from.
    pub sources: &'s [Source],
    /// The records, by kind and then by path.
    pub records: Vec<Record<'s>>,
    /// Semesters, years and the window.
    pub calendar: Calendar,
    /// For every kind, the broken files: indices of their sources.
    pub broken: Vec<(usize, usize)>,
    /// The files that could not be read at all, which have no source: the kind, and the path from the studio on.
    pub unread: Vec<(usize, String)>,
    by_kind: Vec<Range<usize>>,
    indices: Vec<OnceLock<Index>>,
    copies: OnceLock<Vec<(usize, usize)>>,
}

impl<'s> Studio<'s> {
    /// Puts records together; `calendar` is what was read from the root files.
    #[must_use]
    pub fn new(
        standard: &'s Standard,
        sources: &'s [Source],
        mut records: Vec<Record<'s>>,
        calendar: Calendar,
        broken: Vec<(usize, usize)>,
    ) -> Self {
        records.sort_by_key(|record| record.kind);
        let by_kind = (0..standard.kinds.len())
            .map(|kind| {
                let start = records.partition_point(|record| record.kind < kind);
                start..records.partition_point(|record| record.kind <= kind)
            })
            .collect();
        let indices = standard.targets.iter().map(|_| OnceLock::new()).collect();
        Self {
            standard,
            sources,
            records,
            calendar,
            broken,
            unread: Vec::new(),
            by_kind,
            indices,
            copies: OnceLock::new(),
        }
    }

    /// Whether there is a text beside a record, and none that can be read: nobody knows what it says.
    #[must_use]
    pub fn is_text_unread(&self, record: &Record<'_>) -> bool {
        let own = || self.source(record).local().strip_suffix("toml");
        let is_beside = |path: &str| own().and_then(|own| path.strip_prefix(own)).is_some_and(|end| !end.contains('.'));
        record.text.is_none() && self.unread.iter().any(|(kind, path)| *kind == record.kind && is_beside(path))
    }

    /// The records of a kind, by path.
    #[must_use]
    pub fn of_kind(&self, kind: usize) -> &[Record<'s>] {
        self.by_kind.get(kind).map_or(&[], |range| &self.records[range.clone()])
    }

    /// The source of a record.
    #[must_use]
    pub fn source(&self, record: &Record<'_>) -> &'s Source {
        &self.sources[record.source]
    }

    /// A record as a row.
    #[must_use]
    pub fn row<'a>(&'a self, record: &'a Record<'s>) -> Row<'a> {
        Row { record, table: &record.table, fields: &self.standard.kinds[record.kind].fields, list: None }
    }

    /// The title people know a row by: its title or id, or the stem of the file it stands in.
    #[must_use]
    pub fn title<'a>(&'a self, row: &Row<'a>) -> &'a str {
        let id = || row.at(Role::Id)?.1.get_ref().as_str();
        let title = row.titled().and_then(|(_, value)| value.get_ref().as_str()).filter(|title| !is_blank(title));
        let inner = || row.list.and_then(|_| called(row.table, row.fields));
        title.or_else(id).or_else(inner).unwrap_or(&row.record.stem)
    }

    /// The time of a row: its own, or that of the record it stands in.
    #[must_use]
    pub fn time(&self, row: &Row<'_>) -> Time {
        let own = row.own_time();
        if let Time::Span(from, None) = own {
            return Time::Span(from, row.until_next().or_else(|| self.row(row.record).date(Role::To)));
        }
        if own != Time::Unknown {
            return own;
        }
        let kind = &self.standard.kinds[row.record.kind];
        if kind.stem.is_some() {
            return self.calendar.days_meant(&row.record.stem).map_or(Time::Unknown, Time::Year);
        }
        if row.list.is_some() { self.row(row.record).own_time() } else { Time::Unknown }
    }
}

/// A string at a key of a table.
#[must_use]
pub fn text_at<'a>(table: &'a DeTable<'_>, key: &str) -> Option<&'a str> {
    table.get(key)?.get_ref().as_str()
}

/// The items of a list at a key of a table; none where there is no list.
#[must_use]
pub fn list_at<'a>(table: &'a DeTable<'a>, key: &str) -> &'a [Spanned<DeValue<'a>>] {
    table.get(key).and_then(|value| value.get_ref().as_array()).map_or(&[], |items| items)
}

/// The items of a list, or the one value.
#[must_use]
pub fn items<'a>(value: &'a Spanned<DeValue<'a>>) -> &'a [Spanned<DeValue<'a>>] {
    value.get_ref().as_array().map_or(std::slice::from_ref(value), |items| items)
}

/// What a row is called: its title or id; without a name of its own it goes by whom or what it is about.
#[must_use]
pub fn called<'t>(table: &'t DeTable<'_>, fields: &Fields) -> Option<&'t str> {
    let about = || fields.0.iter().find(|field| field.of == Type::Reference && field.required);
    let own = [fields.with(Role::Title), fields.with(Role::Id), about()];
    own.into_iter().flatten().find_map(|field| text_at(table, &field.key).filter(|name| !is_blank(name)))
}

/// A date as the calendar knows it; a time of day, if any, is dropped.
#[must_use]
pub fn date_of(value: &DeValue<'_>) -> Option<jiff::civil::Date> {
    let date = value.as_datetime()?.date?;
    jiff::civil::Date::new(i16::try_from(date.year).ok()?, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?)
        .ok()
}
