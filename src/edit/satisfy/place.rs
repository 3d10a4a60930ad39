//! Where what a rule wants goes: a new record, the record of a year, rows in a record that is there.

use std::sync::Arc;

use crate::check::{Fit, fit, plain};
use crate::finding::Finding;
use crate::record::calendar::Period;
use crate::record::{Record, Studio};
use crate::standard::condition::Conditions;
use crate::standard::kind::{Field, Stem};
use crate::standard::path::{Path, Start};
use crate::standard::rule::{GroupBy, Rule, When};

/// The file that a record or a row goes into.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum At {
    /// One of its own, its day within these days.
    New(Option<Period>),
    /// The record of a year, there or not.
    Year(String),
    /// A record that is there, by its path.
    Record(String),
}

/// A place for a record or a row.
#[derive(Debug, Clone)]
pub(super) struct Spot {
    /// The file.
    pub at: At,
    /// The reference to what it is about, and the name of that.
    pub about: Option<(Arc<Field>, String)>,
}

impl Spot {
    fn at(at: At) -> Self {
        Self { at, about: None }
    }
}

/// The places where a rule lacks something; nothing where they cannot be told.
pub(super) fn spots(studio: &Studio<'_>, rule: &Rule, findings: &[&Finding]) -> Option<Vec<Spot>> {
    let kind = &studio.standard.kinds[rule.of.kind];
    kind.folder()?;
    let details: Vec<&str> = findings.iter().filter_map(|found| Some(plain(&found.key).split_once('#')?.1)).collect();
    let yearly = kind.stem == Some(Stem::Year);
    let by_year = rule.per.iter().any(|per| per.by == GroupBy::Year);
    let target = rule.per.iter().position(|per| matches!(per.by, GroupBy::Target(_)));
    if let Some(index) = target {
        return by_target(studio, rule, index, &details);
    }
    if yearly {
        let years = if by_year { unmet_years(studio, &details) } else { Vec::new() };
        let years = if years.is_empty() { vec![latest(studio)] } else { years };
        return Some(years.into_iter().map(|year| Spot::at(At::Year(year))).collect());
    }
    if !rule.of.steps.is_empty() {
        let there = parents(studio, rule);
        let latest = there.last().map(|record| At::Record(path(studio, record)));
        return Some(vec![Spot::at(latest.unwrap_or(At::New(None)))]);
    }
    if rule.per.iter().any(|per| per.by == GroupBy::Semester) {
        let semesters = &studio.calendar.semesters;
        let unmet = semesters.iter().filter(|one| details.iter().any(|detail| detail.ends_with(one.id.as_str())));
        let spots: Vec<Spot> = unmet.map(|one| Spot::at(At::New(Some(one.period)))).collect();
        let today = studio.calendar.today;
        let now = semesters.iter().find(|one| one.period.contains(today)).map(|one| one.period);
        return Some(if spots.is_empty() { vec![Spot::at(At::New(now))] } else { spots });
    }
    let period = matches!(rule.when, When::Window).then(|| studio.calendar.elapsed());
    Some(vec![Spot::at(At::New(period))])
}

/// The latest year that a check looks at: what is written into one behind the window is not seen.
fn latest(studio: &Studio<'_>) -> String {
    studio.calendar.year_of(studio.calendar.last_day()).0
}

/// The years that findings name.
fn unmet_years(studio: &Studio<'_>, details: &[&str]) -> Vec<String> {
    let ids = details.iter().filter_map(|detail| detail.rsplit(['.', ' ']).next());
    let mut years: Vec<String> = ids.filter(|id| studio.calendar.year(id).is_some()).map(str::to_owned).collect();
    years.sort();
    years.dedup();
    years
}

/// The records whose own values allow the rows of a rule.
fn parents<'a>(studio: &'a Studio<'a>, rule: &Rule) -> Vec<&'a Record<'a>> {
    let own: Vec<_> = rule.conditions.0.iter().filter(|(path, _)| path.start == Start::Record).cloned().collect();
    let as_record = |(path, matcher): (Path, _)| (Path { start: Start::Row, ..path }, matcher);
    let own = Conditions(own.into_iter().map(as_record).collect());
    let fits = |record: &&Record<'_>| fit(studio, &studio.row(record), &own) == Fit::Yes;
    studio.of_kind(rule.of.kind).iter().filter(fits).collect()
}

fn path(studio: &Studio<'_>, record: &Record<'_>) -> String {
    studio.standard.kinds[record.kind].file(&record.stem)
}

/// One place for every record or value of a target that findings name, or for all of them.
fn by_target(studio: &Studio<'_>, rule: &Rule, index: usize, details: &[&str]) -> Option<Vec<Spot>> {
    let GroupBy::Target(target) = rule.per[index].by else { return None };
    let chosen = rule.choosing.iter().filter(|(per, ..)| *per == index);
    let chosen = Conditions(chosen.map(|(_, path, matcher)| (path.clone(), matcher.clone())).collect());
    let mut names: Vec<&str> = studio.names(target).collect();
    names.sort_unstable();
    let entry = |name: &str| studio.resolve(target, name).map(|entry| &studio.records[entry.record]);
    let fits = |name: &&str| entry(name).is_some_and(|record| fit(studio, &studio.row(record), &chosen) == Fit::Yes);
    let lacking = |name: &&str| details.is_empty() || details.iter().any(|detail| detail.contains(*name));
    let names: Vec<&str> = names.into_iter().filter(fits).filter(lacking).collect();
    if studio.standard.targets[target].kind == rule.of.kind && studio.standard.targets[target].field.is_none() {
        let there =
            names.iter().filter_map(|name| entry(name)).map(|record| Spot::at(At::Record(path(studio, record))));
        return Some(there.collect()).filter(|spots: &Vec<_>| !spots.is_empty());
    }
    let fields = rule.of.steps.last().map_or(&studio.standard.kinds[rule.of.kind].fields, |list| &list.fields);
    let field = fields.0.iter().find(|field| field.target == Some(target))?;
    let years = unmet_years(studio, details);
    let year = years.first().cloned().unwrap_or_else(|| latest(studio));
    let yearly = studio.standard.kinds[rule.of.kind].stem == Some(Stem::Year);
    let latest = || studio.of_kind(rule.of.kind).last().map(|record| At::Record(path(studio, record)));
    let at = if yearly { At::Year(year) } else { latest().unwrap_or(At::New(None)) };
    if names.is_empty() {
        return Some(vec![Spot::at(at)]);
    }
    let about = |name: &str| Some((Arc::clone(field), name.to_owned()));
    Some(names.into_iter().map(|name| Spot { at: at.clone(), about: about(name) }).collect())
}
