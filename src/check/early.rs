//! What was there before the studio was: where a rule asks for what came of it and holds only with such, a person decides.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::Check;
use super::describe::asked;
use super::matching::Fit;
use super::outcome::{Fault, Outcome};
use super::rows::{Candidate, candidates};
use super::series::names;
use super::tenure::MANY;
use crate::finding::{Severity, Verdict};
use crate::record::row::Time;
use crate::say;
use crate::standard::predicate::Predicate;
use crate::standard::rule::{Rule, When};

/// Adds to the outcome of a rule that holds that all it holds with is of before the studio was founded.
pub(super) fn check<'a>(check: &Check<'a>, rule: &'a Rule, outcome: &mut Outcome) {
    let asks = rule.when == When::SinceFounded && matches!(outcome.state, Verdict::Met | Verdict::Unjudged);
    let calendar = &check.studio.calendar;
    let Some(founded) = calendar.founded.filter(|_| asks) else { return };
    // Of several series that must be there each is looked at for itself.
    let by: &[_] = match &rule.predicate {
        Predicate::Series { by, needs, .. } if !needs.is_empty() => by,
        _ => &[],
    };
    let all = candidates(check, rule);
    let mut parts: BTreeMap<Cow<'_, str>, Vec<&Candidate<'_>>> = BTreeMap::new();
    for one in all.iter().filter(|one| one.fit == Fit::Yes) {
        for name in names(check, &one.row, by, " ") {
            parts.entry(name).or_default().push(one);
        }
    }
    let of_all = parts.len();
    parts.retain(|_, rows| rows.iter().all(|one| one.time.is_before(founded)));
    if parts.is_empty() {
        return;
    }
    // Of the first weeks nothing is asked yet.
    if !calendar.has_attended(Time::Span(Some(founded), None)) {
        return outcome.worsen(Verdict::NotDue);
    }
    let told: Vec<&str> = parts.keys().map(AsRef::as_ref).collect();
    let asked = if parts.len() == of_all { asked(check.standard, rule, check.lang) } else { check.lang.list(&told) };
    let message = say!(check.lang, "early", asked = asked, founded = founded);
    let places = parts.values().flatten().take(MANY).map(|one| check.place(&one.row, None)).collect();
    let fault = Fault { severity: Some(Severity::Warning), ..Fault::new(places, "early", message) };
    outcome.fault(Verdict::Unjudged, fault);
}
