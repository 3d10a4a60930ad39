//! What was found and what is to be done, as pages tell it.

use jiff::civil::Date;
use serde::Serialize;

use crate::check::{self, Report};
use crate::finding::{self, Severity, Verdict};
use crate::say;
use crate::standard::{Overlay, Standard};
use crate::text::lang::{Label, Lang};
use crate::text::message::rules;

/// A finding.
#[derive(Debug, Serialize)]
pub struct Finding {
    /// The clause, or the name of the rule.
    pub rule: String,
    /// How much it weighs.
    pub severity: &'static str,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
    /// How the words were read.
    pub reading: Option<String>,
    /// Where, from the folder of the studio.
    pub places: Vec<Place>,
}

/// A place.
#[derive(Debug, Serialize)]
pub struct Place {
    /// File and line.
    pub at: String,
    /// What stands there.
    pub label: Option<String>,
    /// The line itself; left out where a clause asks, since it is what is missing that counts there.
    pub line: String,
}

/// Places of a finding that are told.
const PLACES: usize = 4;

impl Finding {
    /// The findings of `report` on the rules that are `wanted`.
    pub(super) fn of(report: &Report<'_>, wanted: impl Fn(&str) -> bool) -> Vec<Self> {
        let all = report.findings.iter().filter(|finding| wanted(&finding.rule));
        let mut all: Vec<Self> = all.map(|finding| Self::new(finding, report)).collect();
        // What to do is said once, below the last of several that are mended alike.
        for index in 1..all.len() {
            if all[index - 1].help == all[index].help {
                all[index - 1].help.clear();
            }
        }
        all
    }

    fn new(finding: &finding::Finding, report: &Report<'_>) -> Self {
        // A rule of the engine itself finds slips of writing.
        let slip = rules().any(|rule| rule == finding.rule);
        let place = |place: &finding::Place| Place {
            at: at(place, &report.path),
            label: place.label.clone(),
            line: if slip { place.excerpt.trim().to_owned() } else { String::new() },
        };
        Self {
            rule: finding.rule.clone(),
            severity: finding.severity.token(),
            message: finding.message.clone(),
            help: finding.help.clone(),
            reading: finding.reading.clone(),
            places: finding.places.iter().take(PLACES).map(place).collect(),
        }
    }
}

/// File and line, from the folder of the studio.
fn at(place: &finding::Place, studio: &str) -> String {
    let file = place.file.strip_prefix(studio).and_then(|rest| rest.strip_prefix('/')).unwrap_or(&place.file);
    if place.line == 0 { file.to_owned() } else { format!("{file}:{}", place.line) }
}

/// What is to be done for one clause or rule.
#[derive(Debug, Serialize)]
pub struct Todo {
    /// The clause, or the name of the rule.
    pub rule: String,
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

/// What an overlay asks.
#[derive(Debug, Serialize)]
pub struct Local {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub label: String,
    /// Its text.
    pub text: String,
    /// The overlay.
    pub origin: String,
    /// The verdict.
    pub verdict: Option<&'static str>,
    /// Why.
    pub reason: Option<String>,
    /// What is wrong.
    pub findings: Vec<Finding>,
}

/// What overlays ask, with what was found.
pub(super) fn local(standard: &Standard, report: &Report<'_>, lang: Lang) -> Vec<Local> {
    let one = |judged: &check::Judged<'_>| Local {
        id: judged.id().to_owned(),
        label: judged.clause.label.as_ref().map_or("", |label| label.get(lang)).to_owned(),
        text: judged.clause.text.clone(),
        origin: standard.overlay(judged.clause.origin.as_ref()).map_or(String::new(), Overlay::named),
        verdict: (!report.waits_for_root).then(|| judged.verdict.token()),
        reason: judged.reason.clone(),
        findings: Finding::of(report, |rule| rule == judged.id()),
    };
    report.local.iter().map(one).collect()
}

/// An interpretation.
#[derive(Debug, Serialize)]
pub struct Reading {
    /// Its words.
    pub text: String,
    /// The clauses it is of; none where it holds everywhere.
    pub clauses: Vec<String>,
}

/// Every interpretation of the standard, each once.
pub(super) fn readings(standard: &Standard, lang: Lang) -> Vec<Reading> {
    let everywhere = |label: &Label| Reading { text: label.get(lang).to_owned(), clauses: Vec::new() };
    let mut all: Vec<Reading> = standard.about.readings.iter().map(everywhere).collect();
    for clause in standard.clauses() {
        for text in clause.readings() {
            match all.iter_mut().find(|known| known.text == text) {
                Some(known) if known.clauses.contains(&clause.id) => {}
                Some(known) => known.clauses.push(clause.id.clone()),
                None => all.push(Reading { text: text.to_owned(), clauses: vec![clause.id.clone()] }),
            }
        }
    }
    all
}
