//! What a standard must hold beyond its names: clauses that join to the text, ids that are unique and in their place, a
//! machine part where one is claimed.

use std::collections::HashSet;

use super::draft::{Draft, Problem};
use super::indicator::{Clause, Decider, Indicator};
use super::locate::At;
use crate::say;
use crate::text::lang::Lang;

/// Gives every problem found.
pub(super) fn verify(draft: &Draft, lang: Lang) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut seen = HashSet::new();
    for (heading, file) in draft.standard.headings.iter().zip(&draft.heading_files) {
        for (index, indicator) in heading.indicators.iter().enumerate() {
            let at = vec![At::Key("indicators".into()), At::Index(index)];
            for message in indicator_faults(indicator, &mut seen, lang) {
                problems.push(Problem::new(file, at.clone(), message));
            }
        }
    }
    for (kind, file) in draft.standard.kinds.iter().zip(&draft.kind_files) {
        if *file != format!("records/{}.yaml", kind.kind) {
            let message = say!(lang, "standard.kind-file", name = kind.kind);
            problems.push(Problem::new(file, vec![At::Key("kind".into())], message));
        }
    }
    for (form, file) in draft.standard.forms.iter().zip(&draft.form_files) {
        let named = |name: &str| form.columns.iter().any(|column| column.group.as_deref() == Some(name));
        for (index, group) in form.groups.iter().enumerate().filter(|(_, group)| !named(&group.name)) {
            let message = say!(lang, "standard.no-group", name = group.name);
            let at = vec![At::Key("groups".into()), At::Index(index), At::Key("name".into())];
            problems.push(Problem::new(file, at, message));
        }
    }
    let pages = &draft.standard.pages;
    for (index, (page, file)) in pages.iter().zip(&draft.page_files).enumerate() {
        if pages[..index].iter().any(|other| other.scope == page.scope) {
            problems.push(Problem::new(file, vec![At::Key("scope".into())], say!(lang, "standard.page.twice")));
        }
    }
    problems
}

fn indicator_faults<'s>(indicator: &'s Indicator, seen: &mut HashSet<&'s str>, lang: Lang) -> Vec<String> {
    let mut faults = Vec::new();
    let joined: String = indicator.clauses.iter().map(|clause| clause.text.as_str()).collect();
    if joined != indicator.text {
        faults.push(say!(lang, "standard.joined", id = indicator.id));
    }
    for clause in &indicator.clauses {
        if !seen.insert(&clause.id) {
            faults.push(say!(lang, "standard.twice", id = clause.id));
        }
        if clause.id.rsplit_once('-').is_none_or(|(parent, _)| parent != indicator.id) {
            faults.push(say!(lang, "standard.foreign", id = clause.id, indicator = indicator.id));
        }
        faults.extend(decider_fault(clause, lang));
    }
    faults
}

fn decider_fault(clause: &Clause, lang: Lang) -> Option<String> {
    let machine = clause.decided_by.iter().any(|decider| *decider != Decider::Person);
    let ruled = !clause.rules.is_empty() || clause.no_rule.is_some();
    if clause.decided_by.is_empty() {
        Some(say!(lang, "standard.no-decider", id = clause.id))
    } else if machine && !ruled {
        Some(say!(lang, "standard.no-rule", id = clause.id))
    } else {
        None
    }
}
