//! Statements and sign-offs of days that are still to come: they count from then on, and until then it is said that they do not.

use super::Check;
use super::person::Voice;
use super::tenure::MANY;
use crate::finding::{Finding, Place, Severity};
use crate::say;
use crate::standard::kind::Role;

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

/// Where its day is written.
fn day(check: &Check<'_>, voice: &Voice<'_>) -> Place {
    let row = &voice.row;
    let value = row.fields.with(Role::Date).and_then(|field| row.table.get(field.key.as_str()));
    value.map_or_else(|| check.place(row, None), |value| check.source(row).place(value.span(), None))
}
