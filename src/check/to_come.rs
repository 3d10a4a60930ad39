//! What is still to come, and may be left open until then.

use super::Check;
use crate::record::Record;
use crate::standard::kind::Stem;

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
    let days = |name| if semester { calendar.school_year_meant(name) } else { calendar.days_meant(name) };
    let Some(year) = name.and_then(days) else { return false };
    let dated = || calendar.semesters.iter().any(|one| one.period.touches(year));
    year.to >= calendar.today && (semester || year.from > calendar.today || !dated())
}
