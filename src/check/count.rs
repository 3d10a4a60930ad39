//! `count`: the number of rows in each group is within bounds.

use super::Check;
use super::describe::{asked, condition};
use super::group::{Group, groups};
use super::matching::Fit;
use super::outcome::{Fault, Outcome};
use super::rows::{Candidate, candidates};
use crate::finding::{Place, Verdict};
use crate::record::row::Time;
use crate::say;
use crate::standard::rule::{GroupBy, Rule, When};

pub(super) fn check(check: &Check<'_>, rule: &Rule, at_least: usize, at_most: Option<usize>) -> Outcome {
    let mut outcome = Outcome::default();
    let rows = candidates(check, rule);
    let groups = groups(check, rule);
    if groups.is_empty() {
        outcome.fault(Verdict::Unmet, no_group(check, rule));
    }
    for group in &groups {
        let inside: Vec<&Candidate<'_>> = rows.iter().filter(|one| group.has(check, &one.row)).collect();
        if rule.when == When::Throughout {
            throughout(check, rule, group, &inside, &mut outcome);
        } else {
            bounds(check, rule, group, &inside, (at_least, at_most), &mut outcome);
        }
    }
    outcome
}

fn bounds(
    check: &Check<'_>,
    rule: &Rule,
    group: &Group,
    rows: &[&Candidate<'_>],
    (at_least, at_most): (usize, Option<usize>),
    outcome: &mut Outcome,
) {
    let yes: Vec<&Candidate<'_>> = rows.iter().copied().filter(|one| one.fit == Fit::Yes).collect();
    let maybe = rows.iter().filter(|one| one.fit == Fit::Maybe).count();
    let kind = check.standard.kinds[rule.of.kind].label.get(check.lang);
    if let Some(most) = at_most.filter(|most| yes.len() > *most) {
        let places = yes.iter().map(|one| check.place(&one.row, None)).collect();
        let message = say!(check.lang, "count.many", group = group.label, n = yes.len(), need = most, kind = kind);
        return outcome.fault(Verdict::Unmet, Fault::new(places, &group.key, message));
    }
    if yes.len() >= at_least {
        return evidenced(check, rule, group, &yes, at_least, outcome);
    }
    if yes.len() + maybe >= at_least {
        return outcome.worsen(Verdict::Unjudged);
    }
    if !group.ended {
        return outcome.worsen(Verdict::NotDue);
    }
    let asked = asked(check.standard, rule, check.lang);
    let message = if yes.is_empty() {
        say!(check.lang, "count.none", group = group.label, asked = asked)
    } else {
        say!(check.lang, "count.few", group = group.label, asked = asked, n = yes.len(), need = at_least)
    };
    let places = std::iter::once(group.place(check)).chain(nearest(check, rows)).collect();
    outcome.fault(Verdict::Unmet, Fault::new(places, &group.key, message).creatable());
}

/// The row that fails exactly one condition, with the words for which.
pub(super) fn nearest(check: &Check<'_>, rows: &[&Candidate<'_>]) -> Option<Place> {
    let near = rows.iter().find(|one| one.misses == 1 && one.missed.is_some())?;
    let (path, matcher) = near.missed?;
    let label = say!(check.lang, "near.miss", condition = condition(check.standard, path, matcher, check.lang));
    let field = near.row.table.get_key_value(path.text.as_str());
    Some(match field {
        Some((key, value)) => check.source(&near.row).place(key.span().start..value.span().end, Some(label)),
        None => check.place(&near.row, Some(label)),
    })
}

/// Enough rows must have their evidence.
fn evidenced(
    check: &Check<'_>,
    rule: &Rule,
    group: &Group,
    yes: &[&Candidate<'_>],
    need: usize,
    outcome: &mut Outcome,
) {
    let mut files = 0;
    let mut paper = 0;
    let mut without = Vec::new();
    for one in yes {
        match super::evidence::of_row(check, &one.row, &rule.evidence) {
            super::evidence::State::File => files += 1,
            super::evidence::State::Paper => paper += 1,
            super::evidence::State::Missing => without.push(one),
        }
    }
    if files >= need {
        return;
    }
    outcome.paper |= paper > 0;
    if files + paper < need {
        let places: Vec<Place> = without.iter().map(|one| check.place(&one.row, None)).collect();
        let first = without.first().map_or("", |one| check.studio.title(&one.row));
        let keys = super::evidence::keys(&rule.evidence);
        let message = say!(check.lang, "evidence.count", group = group.label, row = first, keys = keys);
        outcome.fault(Verdict::Unevidenced, Fault::new(places, &group.key, message));
    }
}

/// Every day of the window so far lies in the span of a row that fits.
fn throughout(check: &Check<'_>, rule: &Rule, group: &Group, rows: &[&Candidate<'_>], outcome: &mut Outcome) {
    let elapsed = check.studio.calendar.elapsed();
    let mut spans: Vec<_> =
        rows.iter().filter(|one| one.fit == Fit::Yes).map(|one| (check.studio.time(&one.row), one)).collect();
    spans.sort_by_key(|(time, _)| time.first());
    let mut next = Some(elapsed.from);
    let mut gaps = Vec::new();
    for (time, _) in &spans {
        let (from, to) = match time {
            Time::Span(from, to) => (*from, *to),
            other => (other.first(), other.first()),
        };
        let Some(day) = next else { break };
        if let Some(from) = from.filter(|from| *from > day) {
            gaps.push((day, from.yesterday().unwrap_or(from)));
        }
        next = to.and_then(|to| to.tomorrow().ok()).map(|after| after.max(day));
        if to.is_none() {
            next = None;
        }
    }
    if let Some(day) = next.filter(|day| *day <= elapsed.to) {
        gaps.push((day, elapsed.to));
    }
    gaps.retain(|(from, to)| *from <= elapsed.to && from <= to);
    let yes: Vec<&Candidate<'_>> = spans.iter().map(|(_, one)| **one).collect();
    if gaps.is_empty() {
        return evidenced(check, rule, group, &yes, yes.len(), outcome);
    }
    let days = gaps.iter().map(|(from, to)| say!(check.lang, "days", from = from, to = (*to).min(elapsed.to)));
    let days = days.collect::<Vec<_>>().join(&say!(check.lang, "list.join"));
    let message = say!(check.lang, "count.gaps", days = days, asked = asked(check.standard, rule, check.lang));
    let mut places = vec![group.place(check)];
    places.extend(nearest(check, rows));
    places.extend(yes.iter().map(|one| check.place(&one.row, Some(say!(check.lang, "near.here")))));
    outcome.fault(Verdict::Unmet, Fault::new(places, "throughout", message).creatable());
}

/// What groups are made of is missing: no semester in the calendar, no record of the kind.
pub(super) fn no_group(check: &Check<'_>, rule: &Rule) -> Fault {
    let window = check.studio.calendar.window;
    let target = rule.per.iter().find_map(|per| match per.by {
        GroupBy::Target(target) => Some(&check.standard.targets[target]),
        _ => None,
    });
    let message = match target {
        Some(target) => {
            let kind = &check.standard.kinds[target.kind];
            say!(check.lang, "group.none", kind = kind.label.get(check.lang), path = kind.path)
        }
        None => say!(check.lang, "group.no-semester", from = window.from, to = window.to),
    };
    Fault::new(vec![check.root_place()], "groups", message)
}
