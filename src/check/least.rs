//! `least`: every number found is at least so much. The standard has no such number; overlays may.

use super::Check;
use super::describe::label;
use super::each::{detail, nothing, value_place};
use super::evidence::of_one;
use super::outcome::{Fault, Outcome};
use super::rows::fitting;
use crate::finding::{Severity, Verdict};
use crate::record::row::Row;
use crate::say;
use crate::standard::kind::Role;
use crate::standard::path::Path;
use crate::standard::predicate::OnNone;
use crate::standard::rule::Rule;

/// Places of rows without a number that a finding shows.
const PLACES: usize = 3;

pub(super) fn check<'a>(
    check: &Check<'a>,
    rule: &'a Rule,
    value: &Path,
    (at_least, units): (f64, &[String]),
    none: OnNone,
) -> Outcome {
    let mut outcome = Outcome::default();
    let (rows, others): (Vec<_>, Vec<_>) = fitting(check, rule).into_iter().partition(|row| is_in(check, row, units));
    if !others.is_empty() {
        let message = say!(check.lang, "least.units", n = others.len(), units = units.join("/"), need = at_least);
        let places = others.iter().take(PLACES).map(|row| check.place(row, None)).collect();
        let fault = Fault { severity: Some(Severity::Note), ..Fault::new(places, "units", message) };
        outcome.fault(Verdict::Unjudged, fault);
    }
    let numbers = |row| check.studio.all(row, value).into_iter().filter_map(|found| found.value.as_number());
    let lacking: Vec<_> = rows.iter().filter(|row| numbers(row).next().is_none()).collect();
    if none == OnNone::Unmet && rows.is_empty() && others.is_empty() {
        nothing(check, rule, &mut outcome);
    } else if none == OnNone::Unmet && !lacking.is_empty() {
        let (n, all) = (lacking.len(), rows.len());
        let places = lacking.iter().take(PLACES).map(|row| check.place(row, None)).collect();
        let told =
            |key| Fault::new(places, "none", say!(check.lang, key, what = label(value, check.lang), n = n, all = all));
        if n == all {
            outcome.fault(Verdict::Unmet, told("least.none"));
        } else {
            outcome.faults.push(Fault { severity: Some(Severity::Note), ..told("least.some") });
        }
    }
    for row in &rows {
        let title = check.studio.title(row).to_owned();
        for number in numbers(row).filter(|number| *number < at_least) {
            let what = label(value, check.lang);
            let names: [(&str, &dyn std::fmt::Display); 4] =
                [("row", &title), ("missing", &what), ("n", &number), ("need", &at_least)];
            let message = check.word(rule, "least.few", &names);
            let fault = Fault::new(vec![value_place(check, row, value)], detail(row, &title), message);
            outcome.fault(Verdict::Unmet, fault);
        }
        of_one(check, rule, row, &mut outcome);
    }
    outcome
}

/// Whether the unit that a record says is one of these.
fn is_in(check: &Check<'_>, row: &Row<'_>, units: &[String]) -> bool {
    let whole = check.studio.row(row.record);
    let said = whole.at(Role::Unit).and_then(|(_, unit)| unit.get_ref().as_str()).unwrap_or_default();
    units.is_empty() || units.iter().any(|unit| said.contains(unit.as_str()))
}
