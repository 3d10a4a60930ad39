//! What is still to come. Statements and sign-offs of such days count from then on, and until then it is said that they do not;
//! what nobody can know yet may be left open.

use super::Check;
use super::person::Voice;
use super::tenure::MANY;
use crate::finding::{Finding, Place, Severity};
use crate::record::Record;
use crate::say;
use crate::standard::kind::{Role, Stem};

/// What is said of those of one file, at the days of the first.
pub(super) fn findings(check: &Check<'_>, voices: &[Voice<'_>]) -> Option<Finding> {
    let first = &voices.first()?.row;
    let what = first.list.map(|(field, ..)| field.label.get(check.lang)).unwrap_or_default();
    let days = (voices.iter().map(|voice| voice.date).min()?, voices.iter().map(|voice| voice.date).max()?);
    let days = if days.0 == days.1 { days.0.to_string() } else { format!("{} – {}", days.0, days.1) };
    let message = say!(check.lang, "signoff.to-come", what = what, days = days, n = voices.len());
    let help = say!(check.lang, "signoff.to-come.help");
    // Of many the first show what is meant.
    let places = voices.iter().take(MANY).map(|voice| day(check, voice)).collect();
    Some(Finding::new("signoff/to-come", Severity::Warning, places, &days, message, help))
}

/// Whether one cannot know yet what belongs there: in a semester of a year that is not over, or in the record of a year that has
/// not begun, or of which the calendar has no day so far. One is in `inside`, tables of a record and what they are called.
pub(super) fn is_unknown(check: &Check<'_>, record: &Record<'_>, inside: &[(&str, Option<String>)]) -> bool {
    let calendar = &check.studio.calendar;
    let semester = matches!(inside, [("calendar", _), ("semester", _)]);
    let is_year = check.standard.kinds[record.kind].stem == Some(Stem::Year);
    let name = match inside.last() {
        Some((_, name)) if semester => name.as_deref(),
        _ => Some(record.stem.as_str()).filter(|_| is_year),
    };
    let Some(year) = name.and_then(|name| calendar.days_meant(name)) else { return false };
    let dated = || calendar.semesters.iter().any(|one| one.period.touches(year));
    year.to >= calendar.today && (semester || year.from > calendar.today || !dated())
}

/// Where its day is written.
fn day(check: &Check<'_>, voice: &Voice<'_>) -> Place {
    let row = &voice.row;
    let value = row.fields.with(Role::Date).and_then(|field| row.table.get(field.key.as_str()));
    value.map_or_else(|| check.place(row, None), |value| check.source(row).place(value.span(), None))
}
