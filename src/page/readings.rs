//! How words of the standard were read where they leave open what they mean.

use serde::Serialize;

use crate::standard::Standard;
use crate::text::lang::{Label, Lang};

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
