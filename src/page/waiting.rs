//! What waits for statements of the school and for reviewers.

use serde::Serialize;

use crate::check::docket::Docket;
use crate::report::docket::Column;
use crate::standard::Standard;
use crate::text::lang::Lang;

/// Clauses that wait for the same.
#[derive(Debug, Serialize)]
pub struct Waiting {
    /// What for.
    pub what: String,
    /// The groups of clauses that one statement or sign-off can cover.
    pub groups: Vec<Group>,
    /// How many clauses.
    pub n: usize,
}

/// Clauses that one statement or sign-off can cover.
#[derive(Debug, Serialize)]
pub struct Group {
    /// What to write in `covers`.
    pub covers: Vec<String>,
    /// Which clauses that is.
    pub clauses: Vec<String>,
    /// The statement that stands for them.
    pub statement: Option<String>,
    /// Who wrote it, and when.
    pub stated: Option<(String, String)>,
}

/// What waits, by what it waits for.
pub(super) fn waiting(standard: &Standard, docket: &Docket, lang: Lang) -> Vec<Waiting> {
    let groups = docket.groups(standard);
    let mut all = Vec::new();
    for column in Column::ALL {
        let mine = groups.iter().filter(|group| Column::of(group.waits) == column);
        let made: Vec<Group> = mine
            .map(|group| Group {
                covers: group.covers.clone(),
                clauses: group.matters.iter().map(|matter| matter.id.clone()).collect(),
                statement: group.statement.map(|stated| stated.text.clone()),
                stated: group.statement.map(|stated| (stated.author.clone(), stated.date.to_string())),
            })
            .collect();
        if !made.is_empty() {
            let n = made.iter().map(|group| group.clauses.len()).sum();
            all.push(Waiting { what: column.say(lang), groups: made, n });
        }
    }
    all
}
