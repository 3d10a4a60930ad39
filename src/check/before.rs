//! `before`: the latest of the earlier dates is not after the earliest of the later ones.

use jiff::civil::Date;

use super::Check;
use super::days::near;
use super::describe::label;
use super::each::{day_place, detail};
use super::outcome::{Fault, Outcome};
use super::rows::fitting;
use crate::finding::Verdict;
use crate::record::row::Row;
use crate::standard::kind::Role;
use crate::standard::path::{Path, Start};
use crate::standard::rule::Rule;

pub(super) fn check<'a>(check: &Check<'a>, rule: &'a Rule, earlier: &Path, later: &Path) -> Outcome {
    let mut outcome = Outcome::default();
    for row in fitting(check, rule) {
        let dates = |path: &Path| {
            let days = check.studio.all(&row, path).into_iter().filter_map(|found| found.value.as_date());
            days.filter(|day| !is_ahead(check, &row, path, *day)).collect::<Vec<_>>()
        };
        let (Some(first), Some(second)) = (dates(earlier).into_iter().max(), dates(later).into_iter().min()) else {
            continue;
        };
        if first <= second {
            continue;
        }
        let title = check.studio.title(&row).to_owned();
        let names: [(&str, &dyn std::fmt::Display); 5] = [
            ("row", &title),
            ("earlier", &label(earlier, check.lang)),
            ("first", &first),
            ("later", &label(later, check.lang)),
            ("second", &second),
        ];
        let message = check.word(rule, "before.late", &names);
        // The row's own date goes first: that of its record is what it is compared with.
        let mut places = vec![day_place(check, &row, earlier, first), day_place(check, &row, later, second)];
        if earlier.start == Start::Record {
            places.swap(0, 1);
        }
        outcome.fault(Verdict::Unmet, Fault::new(places, detail(&row, &title), message));
    }
    outcome
}

/// Whether something of a year was done so long before that began that it is told as a slip.
fn is_ahead(check: &Check<'_>, row: &Row<'_>, path: &Path, day: Date) -> bool {
    let yearly = check.standard.kinds[row.record.kind].stem.is_some();
    let year = check.studio.calendar.days_meant(&row.record.stem).filter(|_| yearly);
    path.last().is_some_and(|field| field.has(Role::Done)) && year.is_some_and(|year| !near(year).contains(day))
}
