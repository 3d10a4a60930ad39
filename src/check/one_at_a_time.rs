//! `one_at_a_time`: exactly one row a day in each group. Gaps and overlaps are printed as dates.

use jiff::civil::Date;

use super::Check;
use super::copies::is_copy;
use super::group::{Group, each_group, groups, semester_place};
use super::matching::Fit;
use super::open::is_undated;
use super::outcome::{Fault, Outcome};
use super::rows::Candidate;
use super::tally;
use crate::finding::{Severity, Verdict};
use crate::record::calendar::{Period, Semester};
use crate::record::row::Time;
use crate::say;
use crate::standard::rule::Rule;
use crate::text::lang::Lang;

pub(super) fn check<'a>(check: &Check<'a>, rule: &'a Rule) -> Outcome {
    let groups = groups(check, rule);
    let mut outcome =
        each_group(check, rule, &groups, |group, rows, outcome| one_group(check, rule, group, rows, outcome));
    unlisted(check, rule, &groups, &mut outcome);
    if outcome.state == Verdict::Met {
        outcome.faults.extend(tally::check(check, rule));
    }
    outcome
}

/// Semesters in which there was none of what is asked of: more likely nobody wrote it down, and nobody can tell.
fn unlisted(check: &Check<'_>, rule: &Rule, groups: &[Group<'_>], outcome: &mut Outcome) {
    let calendar = &check.studio.calendar;
    let asked = |period: Period| period.touches(calendar.elapsed()) && calendar.owes(period);
    let is_there = |period: Period| groups.iter().any(|group| group.period.is_none_or(|own| own.touches(period)));
    let empty = |semester: &&Semester| asked(semester.period) && !is_there(semester.period);
    let semesters: Vec<&Semester> = calendar.semesters.iter().filter(empty).collect();
    if semesters.is_empty() || groups.is_empty() {
        return;
    }
    let ids: Vec<&str> = semesters.iter().map(|semester| semester.id.as_str()).collect();
    let kind = check.standard.kinds[rule.of.kind].label.get(check.lang);
    let what = rule.of.steps.last().map_or(kind, |list| list.label.get(check.lang));
    // The name of the finding is the same in every language.
    let detail = format!("unlisted {}", ids.join("、"));
    let ids = check.lang.list(&ids);
    let message = say!(check.lang, "one.unlisted", ids = ids, kind = kind, what = what);
    let places = semesters.iter().map(|semester| semester_place(check, semester)).collect();
    let fault = Fault { severity: Some(Severity::Warning), ..Fault::new(places, detail, message) };
    outcome.fault(Verdict::Unjudged, fault.creatable());
}

fn one_group(check: &Check<'_>, rule: &Rule, group: &Group<'_>, rows: &[&Candidate<'_>], outcome: &mut Outcome) {
    let whole = group.period.unwrap_or_else(|| check.studio.calendar.elapsed());
    // Nobody knows on which days anything could be missing.
    if group.is_undated(check) {
        return;
    }
    let (undated, dated): (Vec<_>, Vec<_>) = rows
        .iter()
        .copied()
        .filter(|one| one.fit != Fit::No && !check.studio.is_copy(one.row.record))
        .partition(|one| is_undated(check.studio, &one.row, one.time));
    let mut held: Vec<(Period, &Candidate<'_>)> =
        dated.into_iter().filter_map(|one| Some((clip(one.time, whole)?, one))).collect();
    held.sort_by_key(|(period, _)| (period.from, period.to));
    // One that is written down twice is one, and told as that.
    held.dedup_by(|(_, one), (_, other)| is_copy(check, &one.row, &other.row));
    let mut gaps = Vec::new();
    let mut doubles = Vec::new();
    let mut places = Vec::new();
    let mut next = Some(whole.from);
    for (period, one) in &held {
        if let Some(day) = next {
            if period.from > day {
                gaps.push((day, period.from.yesterday().unwrap_or(day)));
            } else if period.from < day {
                let until = period.to.min(day.yesterday().unwrap_or(day));
                doubles.push((period.from, until));
                places.push(check.place(&one.row, Some(say!(check.lang, "one.again"))));
            }
        } else {
            doubles.push((period.from, period.to));
            places.push(check.place(&one.row, Some(say!(check.lang, "one.again"))));
        }
        let after = period.to.tomorrow().ok();
        next = next.and_then(|day| after.map(|after| after.max(day)));
    }
    if let Some(day) = next.filter(|day| *day <= whole.to) {
        gaps.push((day, whole.to));
    }
    // What is missing may be what one says that does not say when it is.
    if !undated.is_empty() {
        gaps.clear();
    }
    let missing = rows.iter().filter(|one| one.fit == Fit::No);
    places.extend(missing.filter_map(|one| {
        let (path, _) = one.misses(check, rule).1?;
        let vacant = path.last().and_then(|field| field.vacant.as_deref());
        let is_said = check.studio.all(&one.row, path).iter().any(|found| found.value.as_str() == vacant);
        let label = if vacant.is_some() && is_said { "one.vacant" } else { "one.nobody" };
        Some(check.place(&one.row, Some(say!(check.lang, label))))
    }));
    for (key, found) in [("one.gap", gaps), ("one.double", doubles)] {
        if !found.is_empty() {
            let what = rule.of.steps.last().map_or("", |list| list.label.get(check.lang));
            let names: [(&str, &dyn std::fmt::Display); 3] =
                [("group", &group.label(check)), ("days", &told_days(check.lang, &found)), ("what", &what)];
            let message = check.word(rule, key, &names);
            let all = std::iter::once(group.place(check)).chain(places.clone()).collect();
            let detail = format!("{key} {} {}", group.key(), first_days(&found));
            let fault = Fault::new(all, detail, message);
            outcome.fault(Verdict::Unmet, Fault { sure: key == "one.double", ..fault });
        }
    }
}

/// The part of a time that lies in `whole`.
fn clip(time: Time, whole: Period) -> Option<Period> {
    let Time::Span(from, to) = time else { return None };
    Some(whole.within(from, to)).filter(|period| period.from <= period.to)
}

/// Stretches of days in words.
pub(super) fn told_days(lang: Lang, stretches: &[(Date, Date)]) -> String {
    lang.list(stretches.iter().map(|(from, to)| say!(lang, "days", from = from, to = to)))
}

/// What tells stretches of days from others in keys of findings: the last day of one that still lasts is another each day.
pub(super) fn first_days(stretches: &[(Date, Date)]) -> String {
    stretches.iter().map(|(from, _)| from.to_string()).collect::<Vec<_>>().join(" ")
}
