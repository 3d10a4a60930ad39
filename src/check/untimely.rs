//! Statements and sign-offs that do not count for the days they were written on: those of days to come count from then on, those
//! of before the window cannot speak of it. It is said that they do not.

use super::Check;
use super::tenure::MANY;
use super::voice::Voice;
use crate::finding::{Finding, Place, Severity};
use crate::say;
use crate::standard::kind::Role;

/// Why one does not count.
#[derive(Debug, Clone, Copy)]
pub(super) enum Untimely {
    /// Its day is still to come.
    ToCome,
    /// Its day lies before the window.
    Past,
}

/// What is said of those of one file, at the days of the first.
pub(super) fn finding(check: &Check<'_>, voices: &[&Voice<'_>], why: Untimely) -> Option<Finding> {
    let (lang, n) = (check.lang, voices.len());
    let first = &voices.first()?.row;
    let what = first.list.map(|(field, ..)| field.label.get(lang)).unwrap_or_default();
    let days = (voices.iter().map(|voice| voice.date).min()?, voices.iter().map(|voice| voice.date).max()?);
    let days = if days.0 == days.1 { days.0.to_string() } else { format!("{} – {}", days.0, days.1) };
    let (rule, message, help) = match why {
        Untimely::ToCome => {
            let message = say!(lang, "signoff.to-come", what = what, days = days, n = n);
            ("signoff/to-come", message, say!(lang, "signoff.to-come.help"))
        }
        Untimely::Past => {
            let from = check.studio.calendar.window.from;
            let message = say!(lang, "signoff.past", what = what, days = days, n = n, from = from);
            ("signoff/past", message, say!(lang, "signoff.past.help"))
        }
    };
    // Of many the first show what is meant.
    let places = voices.iter().take(MANY).map(|voice| day(check, voice)).collect();
    Some(Finding::new(rule, Severity::Warning, places, &days, message, help))
}

/// Where its day is written.
fn day(check: &Check<'_>, voice: &Voice<'_>) -> Place {
    let row = &voice.row;
    let written = row.at(Role::Date);
    written.map_or_else(|| check.place(row, None), |(_, value)| check.source(row).place(value.span(), None))
}
