//! What is to be done, one line a clause or rule.

use jiff::civil::Date;
use serde::Serialize;

use super::finding::at;
use crate::check::{self, Report};
use crate::finding::{Severity, Verdict};
use crate::say;
use crate::standard::Standard;
use crate::text::lang::Lang;
use crate::text::message::rules;

/// What is to be done for one clause or rule.
#[derive(Debug, Serialize)]
pub struct Todo {
    /// The clause, or the name of the rule.
    pub rule: String,
    /// The indicator it is a clause of.
    pub indicator: Option<String>,
    /// What a rule that is no clause is called.
    pub name: Option<String>,
    /// The verdict of the clause, or the weight of the finding.
    pub state: &'static str,
    /// The first things, and file and line of each.
    pub reasons: Vec<(String, Option<String>)>,
    /// How many more there are.
    pub more: usize,
    /// Whose they are.
    pub people: Vec<String>,
    /// Until when, the first of them.
    pub due: Option<String>,
    /// Whether that day is over.
    pub overdue: bool,
}

/// People who are named.
const PEOPLE: usize = 6;

/// How what is to be done is told.
#[derive(Debug, Clone, Copy)]
pub(super) struct Telling<'s> {
    pub standard: &'s Standard,
    pub today: Date,
    pub lang: Lang,
    pub most: Option<usize>,
    pub each: Option<usize>,
}

/// The first clauses and rules for which something is to be done, and how many more there are.
pub(super) fn todos(all: &[check::Todo], report: &Report<'_>, telling: Telling<'_>) -> (Vec<Todo>, usize) {
    let mut groups: Vec<Vec<&check::Todo>> = Vec::new();
    for todo in all {
        match groups.iter_mut().find(|group| group[0].rule == todo.rule && state(group[0]) == state(todo)) {
            Some(group) => group.push(todo),
            None => groups.push(vec![todo]),
        }
    }
    let more = groups.len().saturating_sub(telling.most.unwrap_or(usize::MAX));
    groups.truncate(groups.len() - more);
    (groups.iter().map(|group| grouped(group, report, telling)).collect(), more)
}

/// The indicator that a rule is a clause of, if it is one.
fn indicator(rule: &str, standard: &Standard) -> Option<String> {
    let own = standard.indicators().find(|one| one.clauses.iter().any(|clause| clause.id == rule));
    own.map(|indicator| indicator.id.clone())
}

/// What a rule is called that is no clause: as the standard calls it, or that it is about the records themselves.
fn named(rule: &str, Telling { standard, lang, .. }: Telling<'_>) -> Option<String> {
    let own = rules().any(|own| own == rule).then(|| say!(lang, "page.own-rule"));
    standard
        .demands
        .iter()
        .find(|demand| demand.id == rule)
        .map_or(own, |demand| demand.label.as_ref().map(|label| label.get(lang).to_owned()))
}

fn grouped(group: &[&check::Todo], report: &Report<'_>, telling: Telling<'_>) -> Todo {
    let mut people: Vec<String> = Vec::new();
    for person in group.iter().filter_map(|todo| todo.person.as_ref()) {
        if !people.contains(person) && people.len() < PEOPLE {
            people.push(person.clone());
        }
    }
    let due = group.iter().filter_map(|todo| todo.due).min();
    let each = telling.each.unwrap_or(usize::MAX);
    let told = group.iter().take(each);
    Todo {
        rule: group[0].rule.clone(),
        indicator: indicator(&group[0].rule, telling.standard),
        name: named(&group[0].rule, telling),
        state: state(group[0]),
        reasons: told
            .map(|todo| (todo.reason.clone(), todo.place.as_ref().map(|place| at(place, &report.path))))
            .collect(),
        more: group.len().saturating_sub(each),
        people,
        due: due.map(|due| due.to_string()),
        overdue: due.is_some_and(|due| due < telling.today),
    }
}

/// The verdict of the clause, or the weight of the finding where it is of none.
fn state(todo: &check::Todo) -> &'static str {
    match (todo.verdict.filter(|verdict| *verdict != Verdict::Met), todo.severity) {
        (Some(verdict), _) => verdict.token(),
        (None, severity) => severity.unwrap_or(Severity::Note).token(),
    }
}
