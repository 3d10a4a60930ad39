//! `series`: enough dated points, so that a rise or fall can be seen at all. The direction is printed, never judged. What was
//! measured in another way is not compared.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::Date;

use super::Check;
use super::describe::asked;
use super::evidence::{State, keys, of_row, unproven};
use super::fact::shorten;
use super::group::{Group, groups};
use super::matching::{Fit, Seen};
use super::outcome::{Fault, Outcome};
use super::rows::{Candidate, candidates};
use super::tenure::MANY;
use crate::finding::{Place, Severity, Verdict};
use crate::record::row::Row;
use crate::record::{Found, normal};
use crate::say;
use crate::standard::path::Path;
use crate::standard::rule::Rule;

/// What a rule is told by its rows.
pub(super) struct Told<'a> {
    /// What tells one series from another.
    pub by: &'a [Path],
    /// What must be the same for values to be compared.
    pub within: &'a [Path],
    /// Where the values are.
    pub value: &'a Path,
    /// The fewest dated values.
    pub points: usize,
}

/// The points of series, by their names and how they were measured.
type Series<'a> = BTreeMap<(Cow<'a, str>, Way), Points<'a>>;

/// How a value was measured.
type Way = Vec<String>;

/// The points of one series: by day, what is shown there.
type Points<'a> = BTreeMap<Date, (Cow<'a, str>, Option<f64>)>;

pub(super) fn check<'a>(check: &Check<'a>, rule: &'a Rule, told: &Told<'a>, needs: &[String], most: bool) -> Outcome {
    let mut outcome = Outcome::default();
    let rows: Vec<Candidate<'_>> = candidates(check, rule).into_iter().filter(|one| one.fit != Fit::No).collect();
    let (mut series, mut doubtful): (Series<'_>, Series<'_>) = Default::default();
    let mut without: Vec<&Row<'_>> = Vec::new();
    for one in &rows {
        let into = if one.fit == Fit::Maybe { &mut doubtful } else { &mut series };
        if !told.put(check, one, into) {
            continue;
        }
        match of_row(check, &one.row, &rule.evidence) {
            _ if one.fit == Fit::Maybe => {}
            State::File => {}
            State::Paper => outcome.paper = true,
            State::Missing => without.push(&one.row),
        }
    }
    if check.facts {
        let facts = series.iter().filter_map(|((name, way), points)| {
            let alone = series.keys().filter(|(other, _)| other == name).count() == 1;
            direction(check, &if alone { name.clone() } else { in_way(check, name, way).into() }, points)
        });
        outcome.facts = facts.collect();
    }
    let points = told.points;
    let short: Vec<&str> = if needs.is_empty() {
        let enough = |all: &Series<'_>| all.values().any(|found| found.len() >= points);
        if !enough(&series) && enough(&doubtful) {
            outcome.perhaps();
            return outcome;
        }
        if enough(&series) { vec![] } else { vec![""] }
    } else {
        let has = |all: &Series<'_>, name: &String| {
            all.iter().any(|((other, _), found)| other == name && found.len() >= points)
        };
        let few: Vec<&String> = needs.iter().filter(|name| !has(&series, name)).collect();
        if !few.is_empty() && few.iter().all(|name| has(&doubtful, name)) {
            outcome.perhaps();
            return outcome;
        }
        few.into_iter().map(String::as_str).collect()
    };
    if !short.is_empty() {
        let there = there(check, told, &rows, &short);
        too_few(check, rule, (&short, points), &series, there, &mut outcome);
    } else if !without.is_empty() {
        without.dedup_by(|a, b| std::ptr::eq(a.record, b.record));
        let places = unproven(check, rule, without);
        let message = say!(check.lang, "evidence.series", keys = keys(&rule.evidence));
        outcome.fault(Verdict::Unevidenced, Fault::new(places, "evidence", message));
    }
    if !rule.per.is_empty() && outcome.state != Verdict::Unmet && outcome.state != Verdict::NotDue {
        spread(check, rule, told, most, &rows, &mut outcome);
    }
    outcome
}

impl<'a> Told<'a> {
    /// Puts the point of a row into its series; false if it has none.
    fn put(&self, check: &Check<'a>, one: &Candidate<'a>, into: &mut Series<'a>) -> bool {
        let Some(day) = one.time.first() else { return false };
        let Some(found) = counted(check, &one.row, self.value).into_iter().next() else { return false };
        let point = (found.value.show(), found.value.as_number());
        // Blanks and forms of marks make no other way of it.
        let way: Way = self
            .within
            .iter()
            .map(|path| {
                counted(check, &one.row, path)
                    .first()
                    .map_or(String::new(), |found| normal(&found.value.show()).into_owned())
            })
            .collect();
        for name in names(check, &one.row, self.by, " ") {
            into.entry((name, way.clone())).or_default().insert(day, point.clone());
        }
        true
    }
}

/// A series by its name and how it was measured.
fn in_way(check: &Check<'_>, name: &str, way: &Way) -> String {
    say!(check.lang, "series.way", name = name, way = told_way(check, way))
}

/// A way of measuring: what it is called, in which unit.
fn told_way(check: &Check<'_>, way: &Way) -> String {
    let mut parts = way.iter().map(String::as_str).filter(|part| !part.is_empty());
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |told, part| say!(check.lang, "series.way", name = told, way = part))
}

/// What stands at `path`, counts for something and says something.
fn counted<'a>(check: &Check<'a>, row: &Row<'a>, path: &'a Path) -> Vec<Found<'a>> {
    let mut all = check.studio.all(row, path);
    all.retain(|found| {
        let seen = Seen::new(check.studio, path, found.clone());
        !seen.is_nothing() && seen.unsaid().is_none()
    });
    all
}

/// One name for every combination of a row's values at `by`.
pub(super) fn names<'a>(check: &Check<'a>, row: &Row<'a>, by: &'a [Path], join: &str) -> Vec<Cow<'a, str>> {
    let mut names = vec![Cow::default()];
    for path in by {
        let values = counted(check, row, path);
        let combine = |name: &Cow<'a, str>| {
            let with =
                |value: Cow<'a, str>| if name.is_empty() { value } else { format!("{name}{join}{value}").into() };
            values.iter().map(|found| with(called(check, path, found))).collect::<Vec<_>>()
        };
        names = names.iter().flat_map(combine).collect();
    }
    names
}

/// A value as it is told: what refers to something is called as that is, however it is written.
pub(super) fn called<'a>(check: &Check<'a>, path: &Path, found: &Found<'a>) -> Cow<'a, str> {
    let text = found.value.show();
    let own = path.last().and_then(|field| check.studio.own_name(field.target?, &text));
    own.map_or(text, Cow::from)
}

/// From which value to which, and whether that is more or less.
fn direction(check: &Check<'_>, name: &str, points: &Points) -> Option<String> {
    let (first_day, (first, _)) = points.first_key_value()?;
    let (last_day, (last, _)) = points.last_key_value()?;
    if first_day == last_day {
        return None;
    }
    Some(say!(
        check.lang,
        "series.fact",
        name = name,
        first = first,
        from = first_day,
        last = last,
        to = last_day,
        arrow = arrow(points)?,
        n = points.len()
    ))
}

/// Whether the last value is more than the first, or less.
fn arrow(points: &Points) -> Option<&'static str> {
    let first = points.first_key_value()?.1.1?;
    let last = points.last_key_value()?.1.1?;
    Some(if last > first {
        "↑"
    } else if last < first {
        "↓"
    } else {
        "→"
    })
}

/// Two points in time cannot exist while the first year runs: the first of which anything is asked, and twelve months from the
/// founding.
fn is_first_year(check: &Check<'_>) -> bool {
    let calendar = &check.studio.calendar;
    let young = calendar.founded.and_then(|day| day.checked_add(1.year()).ok()).is_some_and(|day| calendar.today < day);
    let asked = calendar.years().into_iter().find(|(_, year)| calendar.owes(*year));
    young || asked.is_none_or(|(_, year)| year.to >= calendar.today)
}

/// Where the values of the series that have too few stand, each with its day.
fn there<'a>(check: &Check<'a>, told: &Told<'a>, rows: &[Candidate<'a>], short: &[&str]) -> Vec<Place> {
    let is_asked = |row: &Row<'a>| {
        short == [""] || names(check, row, told.by, " ").iter().any(|name| short.contains(&name.as_ref()))
    };
    let has_value = |one: &&Candidate<'a>| !counted(check, &one.row, told.value).is_empty();
    let fitting = rows.iter().filter(|one| one.fit == Fit::Yes && is_asked(&one.row)).filter(has_value);
    let place = |one: &Candidate<'a>| {
        let label = one.time.first().map(|day| say!(check.lang, "near.point", day = day));
        check.place(&one.row, label)
    };
    fitting.take(MANY).map(place).collect()
}

fn too_few(
    check: &Check<'_>,
    rule: &Rule,
    (short, points): (&[&str], usize),
    series: &Series<'_>,
    there: Vec<Place>,
    outcome: &mut Outcome,
) {
    if is_first_year(check) {
        return outcome.worsen(Verdict::NotDue);
    }
    // What would be enough, were it of one measure.
    let is_asked = |name: &str| short == [""] || short.contains(&name);
    let is_apart = |name: &str| {
        let all = series.iter().filter(|((other, _), _)| other == name).map(|(_, found)| found.len());
        all.clone().count() > 1 && all.sum::<usize>() >= points
    };
    let apart = series.keys().filter(|(name, _)| is_asked(name) && is_apart(name));
    let apart: BTreeSet<String> = apart.map(|(_, way)| told_way(check, way)).collect();
    let missing = if short == [""] { asked(check.standard, rule, check.lang) } else { check.lang.list(short) };
    let mut message = check.word(rule, "series.few", &[("missing", &missing), ("need", &points)]);
    if !apart.is_empty() {
        let ways = shorten(check, apart.into_iter().map(Cow::from).collect());
        message.push_str(&say!(check.lang, "series.apart", ways = ways));
    }
    let places = std::iter::once(check.root_place()).chain(there).collect();
    let names = short.iter().copied().filter(|name| !name.is_empty());
    outcome.fault(Verdict::Unmet, Fault::new(places, "", message).lacking(names).creatable());
}

/// In how many of its groups a change can be seen at all: fewer than are asked for are told, and a person decides.
fn spread<'a>(
    check: &Check<'a>,
    rule: &'a Rule,
    told: &Told<'a>,
    most: bool,
    rows: &[Candidate<'a>],
    outcome: &mut Outcome,
) {
    let groups = groups(check, rule);
    let longest = |group: &Group<'_>| {
        let mut series = Series::new();
        for one in rows.iter().filter(|one| one.fit == Fit::Yes && group.has(check, one)) {
            told.put(check, one, &mut series);
        }
        series.into_values().max_by_key(BTreeMap::len).unwrap_or_default()
    };
    let all: Vec<(&Group<'_>, Points<'_>)> = groups.iter().map(|group| (group, longest(group))).collect();
    let (seen, few): (Vec<_>, Vec<_>) = all.iter().partition(|(_, points)| points.len() >= told.points);
    let went = |mark: &str| seen.iter().filter(|(_, points)| arrow(points) == Some(mark)).count();
    let labels = rule.per.iter().filter_map(|per| Some(&check.standard.targets[per.target()?]));
    let labels = labels.map(|target| check.standard.kinds[target.kind].label.get(check.lang)).collect::<Vec<_>>();
    let kind = labels.join("×");
    if check.facts {
        let mut fact = say!(
            check.lang,
            "series.spread",
            kind = kind,
            all = all.len(),
            n = seen.len(),
            need = told.points,
            up = went("↑"),
            down = went("↓"),
            same = went("→")
        );
        if !few.is_empty() {
            let names = few.iter().map(|(group, _)| group.key().into()).collect();
            fact.push_str(&say!(check.lang, "series.spread.few", names = shorten(check, names)));
        }
        outcome.facts.insert(0, fact);
    }
    let need = if most { all.len() / 2 + 1 } else { all.len() };
    if seen.len() >= need || is_first_year(check) {
        return;
    }
    let names: [(&str, &dyn std::fmt::Display); 4] =
        [("row", &kind), ("n", &seen.len()), ("need", &need), ("missing", &told.points)];
    let message = check.word(rule, "series.narrow", &names);
    let places = few.iter().map(|(group, _)| group.place(check)).collect();
    let fault = Fault { severity: Some(Severity::Warning), ..Fault::new(places, "most", message) };
    outcome.fault(Verdict::Unjudged, fault);
}
