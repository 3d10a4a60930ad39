//! Appends what an overlay asks: clauses of its own, beside those of the standard.

use serde::Deserialize;

use super::super::indicator::{Clause, Decider};
use super::super::locate::At;
use super::{Appending, is_name, key, stands};
use crate::say;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Requirements {
    rules: Vec<Clause>,
}

impl Appending<'_> {
    pub(super) fn requirements(&mut self, requirements: Requirements) {
        for (index, clause) in requirements.rules.into_iter().enumerate() {
            self.requirement(clause, vec![key("rules"), At::Index(index)]);
        }
    }

    fn requirement(&mut self, mut clause: Clause, at: Vec<At>) {
        let lang = self.lang;
        let below = |part: &str| [&at[..], &[key(part)]].concat();
        let prefix = format!("{}/", self.id);
        let demands = &self.draft.standard.demands;
        if let Some(first) = demands.iter().position(|known| known.id == clause.id) {
            let own = vec![key("rules"), At::Index(first)];
            let (file, place) = stands(demands[first].origin.as_ref(), "circular.yaml", own);
            return self.twice(at, &clause.id, &file, &place);
        }
        if !self.id.is_empty() && !clause.id.strip_prefix(&prefix).is_some_and(is_name) {
            self.problem(below("id"), say!(lang, "overlay.rule-id", id = clause.id, prefix = prefix));
        }
        if clause.label.is_none() {
            self.problem(at.clone(), say!(lang, "overlay.rule-label", id = clause.id));
        }
        for (name, text) in [("text", &clause.text), ("help", &clause.help)] {
            if text.trim().is_empty() {
                self.problem(below(name), say!(lang, "overlay.blank", name = name));
            }
        }
        // Whatever nobody decides would always be fulfilled.
        let person = clause.decided_by.contains(&Decider::Person);
        if clause.rules.is_empty() && !person {
            self.problem(at.clone(), say!(lang, "overlay.rule-empty", id = clause.id));
        }
        clause.origin = Some(self.origin(at));
        self.draft.standard.demands.push(clause);
    }
}
