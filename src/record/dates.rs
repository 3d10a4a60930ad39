//! What root files say of time: semesters, the window, the day a studio began.

use jiff::civil::Date;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::calendar::{Period, Semester};
use super::{date_of, is_blank, list_at, text_at};
use crate::finding::Place;
use crate::standard::Standard;
use crate::standard::kind::{Fields, Role};

/// What one root file says of time.
#[derive(Debug, Clone, Default)]
pub struct Dates {
    /// Whether years are calendar years.
    pub civil: Option<bool>,
    /// Semesters in the order written.
    pub semesters: Vec<Semester>,
    /// How many there are beside them of which the id or a day cannot be read.
    pub unread: usize,
    /// First and last day of the window.
    pub window: (Option<Date>, Option<Date>),
    /// The day the studio began.
    pub begun: Option<Date>,
    /// Whether that day is still to be filled in.
    pub unfilled: bool,
    /// Whether a root file that might say it cannot be read.
    pub broken: bool,
    /// Where it is said, for the root file of a province: the studios below point to it.
    pub written: Written,
}

/// Where the root file of a province says what.
#[derive(Debug, Clone, Default)]
pub struct Written {
    /// The window.
    pub window: Option<Place>,
    /// Each of the semesters.
    pub semesters: Vec<Place>,
}

impl Dates {
    /// Reads the `calendar` and `window` tables of a root file.
    #[must_use]
    pub fn read(table: &DeTable<'_>, fields: &Fields, standard: &Standard) -> Self {
        let inner = |key: &str| table.get(key).and_then(|value| value.get_ref().as_table());
        let mut dates = Self::default();
        if let Some(calendar) = inner("calendar") {
            dates.civil = text_at(calendar, "year").map(|year| {
                let mut values = standard.lists.iter().flat_map(|list| &list.values);
                values.any(|value| value.value == year && value.code.as_deref() == Some("civil"))
            });
            for row in list_at(calendar, "semester") {
                let Some(semester) = row.get_ref().as_table() else { continue };
                let day = |key: &str| semester.get(key).and_then(|value| date_of(value.get_ref()));
                let named = semester.get("id").map_or(0..0, Spanned::span);
                if let (Some(id), Some(start), Some(end)) = (text_at(semester, "id"), day("start"), day("end")) {
                    let (from, to) = (start.min(end), start.max(end));
                    let span = Some((row.span().start, row.span().end));
                    let (named, turned) = ((named.start, named.end), end < start);
                    let period = Period { from, to };
                    dates.semesters.push(Semester { id: id.to_owned(), period, span, named, turned });
                } else {
                    // One that is still to be filled in is not there yet.
                    let mut values = semester.values().filter_map(|value| value.get_ref().as_str());
                    dates.unread += usize::from(!values.any(is_blank));
                }
            }
        }
        if let Some(window) = inner("window") {
            let day = |key: &str| window.get(key).and_then(|value| date_of(value.get_ref()));
            dates.window = (day("from"), day("to"));
        }
        let begun = fields.0.iter().filter(|table| table.key != "window").find_map(|table| {
            let field = table.fields.with(Role::From)?;
            Some(inner(&table.key)?.get(field.key.as_str())?.get_ref())
        });
        dates.begun = begun.and_then(date_of);
        dates.unfilled = begun.and_then(DeValue::as_str).is_some_and(is_blank);
        dates
    }

    /// What this says, and `other` where this says nothing.
    #[must_use]
    pub fn or(mut self, other: &Self) -> Self {
        // What this does not say, a file that cannot be read might.
        self.broken |= other.broken && (self.semesters.is_empty() || self.window.0.is_none());
        self.civil = self.civil.or(other.civil);
        if self.semesters.is_empty() {
            self.semesters = other.semesters.iter().map(|one| Semester { span: None, ..one.clone() }).collect();
            self.unread += other.unread;
        }
        self.window = (self.window.0.or(other.window.0), self.window.1.or(other.window.1));
        self
    }
}
