//! `fact`: always holds; it prints what an inspector wants to see and no machine may judge.

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Check;
use super::describe::condition;
use super::evidence::{State, keys, of_row, unproven};
use super::outcome::{Fault, Outcome};
use super::rows::fitting;
use super::series::{called, names};
use super::words;
use crate::finding::Verdict;
use crate::record::calendar::between;
use crate::record::row::Row;
use crate::say;
use crate::standard::condition::Matcher;
use crate::standard::path::Path;
use crate::standard::predicate::Show;
use crate::standard::rule::Rule;

/// No fact lists more than this many dates or values.
const MOST: usize = 12;

pub(super) fn check<'a>(
    check: &Check<'a>,
    rule: &'a Rule,
    show: Show,
    by: &'a [Path],
    span: (Option<&Path>, Option<&Path>),
) -> Outcome {
    let mut outcome = Outcome::default();
    if !check.facts && rule.evidence.is_empty() {
        return outcome;
    }
    let rows = fitting(check, rule);
    let kind = rule
        .of
        .steps
        .last()
        .map_or_else(|| check.standard.kinds[rule.of.kind].label.get(check.lang), |list| list.label.get(check.lang));
    let facts = match show {
        _ if !check.facts => Vec::new(),
        Show::Dates => vec![dates(check, kind, &rows)],
        Show::Lag => lag(check, kind, &rows, span),
        Show::Table => by.iter().map(|path| table(check, &rows, std::slice::from_ref(path))).collect(),
        Show::Matrix => vec![table(check, &rows, by)],
        // What is listed is what still lacks something: that nothing does is no lack.
        Show::List if rows.is_empty() && lacking(rule).next().is_some() => {
            let told = |(path, matcher): &(Path, Matcher)| condition(check.standard, path, matcher, check.lang);
            let condition = check.lang.list(lacking(rule).map(told));
            vec![say!(check.lang, "fact.none", kind = kind, condition = condition)]
        }
        Show::List => by.iter().map(|path| list(check, &rows, path)).collect(),
        Show::Length => by.iter().flat_map(|path| words::facts(check, &rows, path)).collect(),
        Show::Lowest => {
            let (who, what) = by.split_first().map_or((None, by), |(who, what)| (Some(who), what));
            what.iter().map(|path| lowest(check, &rows, who, path)).collect()
        }
        Show::Count => vec![say!(check.lang, "fact.count", kind = kind, n = rows.len())],
    };
    outcome.facts.extend(facts.into_iter().filter(|fact| !fact.is_empty()));
    let missing: Vec<&Row<'_>> = rows
        .iter()
        .filter(|row| match of_row(check, row, &rule.evidence) {
            State::Paper => {
                outcome.paper = true;
                false
            }
            state => state == State::Missing,
        })
        .collect();
    if !missing.is_empty() {
        let message = say!(check.lang, "evidence.count", group = "", row = kind, keys = keys(&rule.evidence));
        outcome.fault(Verdict::Unevidenced, Fault::new(unproven(check, rule, missing), "evidence", message));
    }
    outcome
}

/// The conditions of a rule that something is not there.
fn lacking(rule: &Rule) -> impl Iterator<Item = &(Path, Matcher)> {
    rule.conditions.0.iter().filter(|(_, matcher)| matches!(matcher, Matcher::Present(false)))
}

fn dates(check: &Check<'_>, kind: &str, rows: &[Row<'_>]) -> String {
    let mut days: Vec<Date> = rows.iter().filter_map(|row| check.studio.time(row).first()).collect();
    days.sort_unstable();
    let shown = shorten(check, days.iter().map(|day| day.to_string().into()).collect());
    let gap = days.windows(2).map(|pair| (between(pair[0], pair[1]), pair[0], pair[1])).max();
    let n = days.len();
    match gap {
        Some((most, from, to)) => {
            say!(check.lang, "fact.dates.gap", kind = kind, n = n, days = shown, most = most, from = from, to = to)
        }
        None => say!(check.lang, "fact.dates", kind = kind, n = n, days = shown),
    }
}

fn lag(check: &Check<'_>, kind: &str, rows: &[Row<'_>], span: (Option<&Path>, Option<&Path>)) -> Vec<String> {
    let (Some(from), Some(to)) = span else { return Vec::new() };
    let first = |row: &Row<'_>, path: &Path| check.studio.all(row, path).iter().find_map(|found| found.value.as_date());
    let lags: Vec<i32> = rows.iter().filter_map(|row| Some(between(first(row, from)?, first(row, to)?))).collect();
    let (Some(least), Some(most)) = (lags.iter().min(), lags.iter().max()) else { return Vec::new() };
    vec![say!(check.lang, "fact.lag", kind = kind, n = lags.len(), all = rows.len(), least = least, most = most)]
}

/// How many rows have which values at `paths`, the most frequent first.
fn table<'a>(check: &Check<'a>, rows: &[Row<'a>], paths: &'a [Path]) -> String {
    let mut counts: BTreeMap<Cow<'_, str>, usize> = BTreeMap::new();
    for row in rows {
        let mut names = names(check, row, paths, "×");
        names.dedup();
        for name in names {
            *counts.entry(name).or_default() += 1;
        }
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let shown = shorten(
        check,
        counts.into_iter().map(|(name, n)| say!(check.lang, "fact.times", name = name, n = n).into()).collect(),
    );
    named(check, paths, &shown)
}

fn list<'a>(check: &Check<'a>, rows: &[Row<'a>], path: &'a Path) -> String {
    let mut values: Vec<Cow<'_, str>> = Vec::new();
    for row in rows {
        check.studio.values(row, path, &mut |found| {
            let text = called(check, path, &found);
            if !values.contains(&text) {
                values.push(text);
            }
        });
    }
    named(check, std::slice::from_ref(path), &shorten(check, values))
}

/// The numbers at `path`, the lowest first, each with whose it is.
fn lowest<'a>(check: &Check<'a>, rows: &[Row<'a>], who: Option<&'a Path>, path: &'a Path) -> String {
    let mut all: Vec<(f64, String)> = Vec::new();
    for row in rows {
        let whose = who.and_then(|who| Some(called(check, who, check.studio.all(row, who).first()?)));
        let whose = whose.unwrap_or_default();
        let numbers = check.studio.all(row, path).into_iter().filter_map(|found| {
            let number = found.value.as_number()?;
            Some((number, say!(check.lang, "fact.times", name = found.value.show(), n = whose)))
        });
        all.extend(numbers);
    }
    all.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.cmp(&b.1)));
    named(check, std::slice::from_ref(path), &shorten(check, all.into_iter().map(|(_, text)| text.into()).collect()))
}

fn named(check: &Check<'_>, paths: &[Path], shown: &str) -> String {
    let labels = paths.iter().filter_map(|path| path.last()).map(|field| field.label.get(check.lang));
    let shown = if shown.is_empty() { say!(check.lang, "fact.nothing") } else { shown.to_owned() };
    say!(check.lang, "fact.named", what = labels.collect::<Vec<_>>().join("×"), values = shown)
}

pub(super) fn shorten(check: &Check<'_>, mut all: Vec<Cow<'_, str>>) -> String {
    let n = all.len();
    all.truncate(MOST);
    let mut text = all.join(&say!(check.lang, "list.join"));
    if n > MOST {
        text.push_str(&say!(check.lang, "fact.more", n = n));
    }
    text
}
