//! `linked`: every row is referred to at least once.

use std::cell::LazyCell;

use foldhash::{HashMap, HashSet};

use super::Check;
use super::describe::asked;
use super::each::is_too_new;
use super::nameless::is_unnamed;
use super::outcome::{Fault, Outcome};
use super::rows::{fitting, timely};
use crate::finding::Verdict;
use crate::record::Entry;
use crate::record::row::Row;
use crate::say;
use crate::standard::kind::Role;
use crate::standard::path::Target;
use crate::standard::predicate::{From, OnNone};
use crate::standard::rule::{Rule, When};

pub(super) fn check<'a>(check: &Check<'a>, rule: &'a Rule, from: &'a [From], none: OnNone) -> Outcome {
    let mut outcome = Outcome::default();
    let studio = check.studio;
    let mut linked: HashSet<Entry> = HashSet::default();
    // To have been there long is asked of the rows, not of what refers to them.
    let when = match rule.when {
        When::Attended => When::Window,
        When::Settled => When::Today,
        when => when,
    };
    for from in from {
        for row in timely(check, &from.of, when) {
            linked.extend(studio.referred(&row, &from.path));
        }
    }
    let rows = fitting(check, rule);
    if rows.is_empty() && is_too_new(check, rule) {
        outcome.worsen(Verdict::NotDue);
    } else if rows.is_empty() && none == OnNone::Unmet {
        let message = say!(check.lang, "count.none", group = "", asked = asked(check.standard, rule, check.lang));
        outcome.fault(Verdict::Unmet, Fault::new(vec![check.root_place()], "none", message).creatable());
    }
    let kinds = from.iter().map(|from| check.standard.kinds[from.of.kind].label.get(check.lang));
    let mut kinds: Vec<&str> = kinds.collect();
    kinds.dedup();
    let kinds = kinds.join("/");
    let untimely = LazyCell::new(|| referring(check, from));
    // What has no name is referred to by none.
    for row in rows.iter().filter(|row| !is_unnamed(row)) {
        let entry = entry(check, row);
        if entry.is_some_and(|entry| linked.contains(&entry)) {
            continue;
        }
        let title = studio.title(row).to_owned();
        let message = check.word(rule, "linked.none", &[("row", &title), ("kinds", &kinds)]);
        let untimely = entry.and_then(|entry| untimely.get(&entry));
        let untimely = untimely.map(|row| check.place(row, Some(say!(check.lang, "near.time"))));
        let places = std::iter::once(check.place(row, None)).chain(untimely).collect();
        outcome.fault(Verdict::Unmet, Fault::new(places, &title, message));
    }
    outcome
}

/// What is referred to at any time, each with the first row that does.
fn referring<'a>(check: &Check<'a>, from: &'a [From]) -> HashMap<Entry, Row<'a>> {
    let mut all = HashMap::default();
    for from in from {
        for (row, _) in check.gathered.rows(check.studio, &from.of).iter() {
            for entry in check.studio.referred(row, &from.path) {
                all.entry(entry).or_insert(*row);
            }
        }
    }
    all
}

/// What references to a row resolve to.
fn entry(check: &Check<'_>, row: &Row<'_>) -> Option<Entry> {
    let record = check.studio.records.iter().position(|record| std::ptr::eq(record, row.record))?;
    let Some((list, number, _)) = row.list else { return Some(Entry { record, item: None }) };
    let lists = |target: &Target| target.field.as_ref().is_some_and(|field| field.key == list.key);
    let mut targets = check.standard.targets.iter();
    let target = targets.position(|target| target.kind == row.record.kind && lists(target))?;
    // Of two with one name in a file, which is told as such, references find the first.
    let id = row.at(Role::Id).and_then(|(_, id)| id.get_ref().as_str());
    id.map_or(Some(Entry { record, item: Some(number) }), |id| check.studio.resolve_in(target, id, row))
}
