//! `interval`: never longer than so much time from one row to the next, nor from the beginning to the first and from the last
//! to the end. Days outside of semesters do not count where the calendar has semesters, since nothing meets in the holidays.
//! The standard has no such number; overlays may.

use std::fmt::Display;

use jiff::ToSpan;
use jiff::civil::Date;

use super::Check;
use super::count::evidenced;
use super::describe::asked;
use super::group::{Group, each_group, groups};
use super::matching::Fit;
use super::outcome::{Fault, Outcome};
use super::rows::Candidate;
use crate::finding::{Place, Verdict};
use crate::record::calendar::{Period, between};
use crate::record::row::Time;
use crate::say;
use crate::standard::length::Length;
use crate::standard::rule::Rule;
use crate::text::lang::Lang;

pub(super) fn check<'a>(check: &Check<'a>, rule: &'a Rule, at_most: Length) -> Outcome {
    each_group(check, rule, &groups(check, rule), |group, rows, outcome| {
        one_group(check, rule, at_most, group, rows, outcome);
    })
}

/// The time between two rows, or between a row and an end of the time looked at.
struct Gap<'c, 'r> {
    from: Date,
    to: Date,
    /// The days of it that count.
    days: i32,
    /// Whether it is too long.
    long: bool,
    before: Option<&'c Candidate<'r>>,
    after: Option<&'c Candidate<'r>>,
}

fn one_group(
    check: &Check<'_>,
    rule: &Rule,
    at_most: Length,
    group: &Group<'_>,
    rows: &[&Candidate<'_>],
    outcome: &mut Outcome,
) {
    let lang = check.lang;
    let calendar = &check.studio.calendar;
    let elapsed = calendar.elapsed();
    let period = group.period.map_or(elapsed, |period| Period { from: period.from, to: period.to.min(calendar.today) });
    if period.to < period.from {
        return outcome.worsen(Verdict::NotDue);
    }
    let with = |least: Fit| rows.iter().copied().filter(|one| one.fit >= least).collect::<Vec<_>>();
    let yes = with(Fit::Yes);
    let found = gaps(check, &yes, period, at_most);
    let asked = asked(check.standard, rule, lang);
    let longest = found.iter().max_by_key(|gap| gap.days).filter(|_| check.facts);
    outcome.facts.extend(longest.map(|gap| {
        say!(
            lang,
            "interval.fact",
            asked = asked,
            group = group.label(check),
            n = gap.days,
            from = gap.from,
            to = gap.to
        )
    }));
    let too_long: Vec<&Gap<'_, '_>> = found.iter().filter(|gap| gap.long).collect();
    if too_long.is_empty() {
        if yes.is_empty() && period.to >= calendar.today {
            return outcome.worsen(Verdict::NotDue);
        }
        return evidenced(check, rule, group, &yes, yes.len(), outcome);
    }
    if !gaps(check, &with(Fit::Maybe), period, at_most).iter().any(|gap| gap.long) {
        return outcome.perhaps();
    }
    let need = told(at_most, lang);
    // The dates say when; only a group says more.
    let group_of = if rule.per.is_empty() { String::new() } else { group.label(check) };
    for gap in too_long {
        let names: [(&str, &dyn Display); 6] = [
            ("group", &group_of),
            ("from", &gap.from),
            ("to", &gap.to),
            ("n", &gap.days),
            ("need", &need),
            ("missing", &asked),
        ];
        let message = check.word(rule, "interval.gap", &names);
        let place =
            |one: Option<&Candidate<'_>>| one.map_or_else(|| group.place(check), |one| check.place(&one.row, None));
        let mut places: Vec<Place> = vec![place(gap.before), place(gap.after)];
        places.dedup();
        let detail = format!("gap {} {}", group.key(), gap.from);
        outcome.fault(Verdict::Unmet, Fault::new(places, detail, message).creatable());
    }
}

/// Every gap in `period`, in order; its ends stand in for rows before the first and behind the last.
fn gaps<'c, 'r>(check: &Check<'_>, rows: &[&'c Candidate<'r>], period: Period, at_most: Length) -> Vec<Gap<'c, 'r>> {
    let time = |one: &Candidate<'_>| match one.time {
        Time::Day(day) => Some((day, day)),
        Time::Span(Some(from), to) => Some((from, to.unwrap_or(from).clamp(from, period.to.max(from)))),
        Time::Span(None, _) | Time::Year(_) | Time::Unknown => None,
    };
    let mut dated: Vec<((Date, Date), &Candidate<'_>)> = rows
        .iter()
        .filter_map(|one| Some((time(one)?, *one)))
        .filter(|((from, to), _)| *to >= period.from && *from <= period.to)
        .collect();
    dated.sort_by_key(|(time, _)| *time);
    let mut gaps = Vec::with_capacity(dated.len() + 1);
    let (mut reached, mut before) = (period.from, None);
    for ((from, to), one) in dated {
        if from > reached {
            gaps.push(gap(check, (reached, from), at_most, (before, Some(one))));
        }
        if to >= reached {
            (reached, before) = (to, Some(one));
        }
    }
    if period.to > reached {
        gaps.push(gap(check, (reached, period.to), at_most, (before, None)));
    }
    gaps
}

fn gap<'c, 'r>(
    check: &Check<'_>,
    (from, to): (Date, Date),
    at_most: Length,
    (before, after): (Option<&'c Candidate<'r>>, Option<&'c Candidate<'r>>),
) -> Gap<'c, 'r> {
    let whole = between(from, to);
    let days = counted(check, from, to).min(whole);
    // Holidays make the time that is allowed longer.
    let allowed = i32::from(at_most.days) + whole - days;
    let last = from.saturating_add(i64::from(at_most.months).months()).saturating_add(allowed.days());
    Gap { from, to, days, long: to > last, before, after }
}

/// The days behind `from`, up to `to`, that lie in a semester, or in a year of which the calendar has none.
fn counted(check: &Check<'_>, from: Date, to: Date) -> i32 {
    let calendar = &check.studio.calendar;
    if calendar.semesters.is_empty() {
        return between(from, to);
    }
    let semesters = calendar.semesters.iter().map(|semester| semester.period);
    let years = calendar.years_without_semester().into_iter().map(|(_, year)| year);
    let days = |period: Period| {
        let before = period.from.yesterday().unwrap_or(period.from);
        between(from.max(before), to.min(period.to)).max(0)
    };
    semesters.chain(years).map(days).sum()
}

/// A length of time in words.
#[must_use]
pub fn told(length: Length, lang: Lang) -> String {
    if length.months > 0 {
        say!(lang, "interval.months", n = length.months)
    } else {
        say!(lang, "interval.days", n = length.days)
    }
}
