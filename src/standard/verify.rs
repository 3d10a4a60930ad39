//! What a standard must hold beyond its names: clauses that join to the text, ids that are unique and in their place, a
//! machine part where one is claimed.

use std::collections::HashSet;

use super::indicator::{Clause, Decider, Indicator};
use super::locate::At;
use super::read::{Draft, Problem};

/// Gives every problem found.
pub(super) fn verify(draft: &Draft) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut seen = HashSet::new();
    for (heading, file) in draft.standard.headings.iter().zip(&draft.heading_files) {
        for (index, indicator) in heading.indicators.iter().enumerate() {
            let at = vec![At::Key("indicators".into()), At::Index(index)];
            for message in indicator_faults(indicator, &mut seen) {
                problems.push(Problem { file: file.clone(), at: at.clone(), message });
            }
        }
    }
    for (kind, file) in draft.standard.kinds.iter().zip(&draft.kind_files) {
        if *file != format!("records/{}.yaml", kind.kind) {
            let message = format!("the kind `{}` belongs in a file of its name", kind.kind);
            problems.push(Problem { file: file.clone(), at: vec![At::Key("kind".into())], message });
        }
    }
    for (form, file) in draft.standard.forms.iter().zip(&draft.form_files) {
        let named = |name: &str| form.columns.iter().any(|column| column.group.as_deref() == Some(name));
        for (index, group) in form.groups.iter().enumerate().filter(|(_, group)| !named(&group.name)) {
            let message = format!("no column stands under a group `{}`", group.name);
            let at = vec![At::Key("groups".into()), At::Index(index), At::Key("name".into())];
            problems.push(Problem { file: file.clone(), at, message });
        }
    }
    problems
}

fn indicator_faults<'s>(indicator: &'s Indicator, seen: &mut HashSet<&'s str>) -> Vec<String> {
    let mut faults = Vec::new();
    let joined: String = indicator.clauses.iter().map(|clause| clause.text.as_str()).collect();
    if joined != indicator.text {
        faults.push(format!("the clauses of {} joined do not give its text", indicator.id));
    }
    for clause in &indicator.clauses {
        if !seen.insert(&clause.id) {
            faults.push(format!("{} stands twice", clause.id));
        }
        if clause.id.rsplit_once('-').is_none_or(|(parent, _)| parent != indicator.id) {
            faults.push(format!("{} does not belong to {}", clause.id, indicator.id));
        }
        faults.extend(decider_fault(clause));
    }
    faults
}

fn decider_fault(clause: &Clause) -> Option<String> {
    let machine = clause.decided_by.iter().any(|decider| *decider != Decider::Person);
    let ruled = !clause.rules.is_empty() || clause.no_rule.is_some();
    if clause.decided_by.is_empty() {
        Some(format!("{} does not say who decides it", clause.id))
    } else if machine && !ruled {
        Some(format!("{} is decided by records, but has no rule and no `no_rule`", clause.id))
    } else {
        None
    }
}
