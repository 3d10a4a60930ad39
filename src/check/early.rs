//! What was there before the studio was: where a rule asks for what came of it and holds only with such, a person decides.

use super::Check;
use super::describe::asked;
use super::matching::Fit;
use super::outcome::{Fault, Outcome};
use super::rows::candidates;
use super::tenure::MANY;
use crate::finding::{Severity, Verdict};
use crate::record::row::Time;
use crate::say;
use crate::standard::rule::{Rule, When};

/// Adds to the outcome of a rule that holds that all it holds with is of before the studio was founded.
pub(super) fn check<'a>(check: &Check<'a>, rule: &'a Rule, outcome: &mut Outcome) {
    let asks = rule.when == When::SinceFounded && matches!(outcome.state, Verdict::Met | Verdict::Unjudged);
    let Some(founded) = check.studio.calendar.founded.filter(|_| asks) else { return };
    let is_early = |time| match time {
        Time::Day(day) => day < founded,
        Time::Span(_, to) => to.is_some_and(|to| to < founded),
        Time::Year(year) => year.to < founded,
        Time::Unknown => false,
    };
    let all = candidates(check, rule);
    let fit = || all.iter().filter(|one| one.fit == Fit::Yes);
    if fit().next().is_none() || !fit().all(|one| is_early(one.time)) {
        return;
    }
    let asked = asked(check.standard, rule, check.lang);
    let message = say!(check.lang, "early", asked = asked, founded = founded);
    let places = fit().take(MANY).map(|one| check.place(&one.row, None)).collect();
    let fault = Fault { severity: Some(Severity::Warning), ..Fault::new(places, "early", message) };
    outcome.fault(Verdict::Unjudged, fault);
}
