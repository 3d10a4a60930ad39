//! `interval`: never longer than so many days from one row to the next. Days outside of semesters do not count where the
//! calendar has semesters, since nothing meets in the holidays. The standard has no such number; overlays may.

use jiff::civil::Date;

use super::Check;
use super::describe::asked;
use super::outcome::{Fault, Outcome};
use super::rows::fitting;
use crate::finding::{Place, Verdict};
use crate::standard::rule::Rule;

pub(super) fn check(check: &Check<'_>, rule: &Rule, at_most: usize) -> Outcome {
    let mut outcome = Outcome::default();
    let elapsed = check.studio.calendar.elapsed();
    let rows = fitting(check, rule);
    let mut dated: Vec<(Date, Place)> = rows
        .iter()
        .filter_map(|row| Some((check.studio.time(row).first()?, check.place(row, None))))
        .filter(|(day, _)| elapsed.contains(*day))
        .collect();
    dated.sort_by_key(|(day, _)| *day);
    let asked = asked(check.standard, rule, check.lang);
    // Before the first and behind the last, the ends of the time looked at stand in for a row.
    let ends = |place: &dyn Fn() -> Place| [(elapsed.from, place()), (elapsed.to, place())];
    let [first, last] = ends(&|| check.root_place());
    let all: Vec<(Date, Place)> = std::iter::once(first).chain(dated).chain(std::iter::once(last)).collect();
    for pair in all.windows(2) {
        let ((from, before), (to, after)) = (&pair[0], &pair[1]);
        let days = days(check, *from, *to);
        if days > at_most {
            let names: [(&str, &dyn std::fmt::Display); 5] =
                [("from", from), ("to", to), ("n", &days), ("need", &at_most), ("missing", &asked)];
            let message = check.word(rule, "interval.gap", &names);
            let mut places = vec![before.clone(), after.clone()];
            places.dedup_by(|one, other| one == other);
            outcome.fault(Verdict::Unmet, Fault::new(places, format!("gap {from}"), message).creatable());
        }
    }
    outcome
}

/// The days from one to the other that lie in a semester; all of them where the calendar has none.
fn days(check: &Check<'_>, from: Date, to: Date) -> usize {
    let between = |from: Date, to: Date| usize::try_from((to - from).get_days()).unwrap_or(0);
    let semesters = &check.studio.calendar.semesters;
    if semesters.is_empty() {
        return between(from, to);
    }
    semesters.iter().map(|semester| between(from.max(semester.period.from), to.min(semester.period.to))).sum()
}
