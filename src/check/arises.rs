//! Whether the condition arises on which a clause binds: by the records, by what the school states, or nobody can say yet.

use super::matching::{Fit, fit, is_denied_at, is_undone_at};
use super::outcome::Fault;
use super::person::Judgement;
use super::rows::timely_for;
use super::voice::Voice;
use super::{Check, describe};
use crate::record::row::Row;
use crate::say;
use crate::standard::indicator::{Applies, Clause};
use crate::standard::kind::{Role, Type};

/// Whether it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Arises {
    /// A record says that it does, or a person would have to say.
    Yes,
    /// All who speak of it say that it does not, or nobody speaks of it.
    No,
    /// Only this statement of the school's speaks of it, and no record.
    Stated(usize),
    /// Some records say that it does not, and the others nothing.
    Unsaid,
}

/// Whether the condition of a clause arises.
pub(super) fn arises<'a>(
    check: &Check<'a>,
    (clause, applies): (&Clause, &'a Applies),
    judgement: &Judgement<'_>,
) -> Arises {
    let fits = |row: &Row<'a>| fit(check.studio, row, &applies.conditions);
    // What only may be such a one is, where the school has a statement on the clause.
    let least = if judgement.statement(&clause.id).is_some() { Fit::Maybe } else { Fit::Yes };
    let is_such = |row: &Row<'a>| fits(row) >= least;
    let rows = timely_for(check, &applies.of, applies.when, is_such);
    // Who says that nothing was done does not say that nothing was to be.
    let is_undone = |row: &Row<'a>| applies.conditions.0.iter().any(|(path, _)| is_undone_at(check, row, path));
    if rows.iter().any(|row| is_such(row) || is_undone(row)) {
        return Arises::Yes;
    }
    let denies = |row: &&Row<'a>| applies.conditions.0.iter().any(|(path, _)| is_denied_at(check, row, path));
    let denying = rows.iter().filter(denies).count();
    if !rows.is_empty() && denying == rows.len() {
        return Arises::No;
    }
    match judgement.statement(&clause.id).filter(|_| applies.stated) {
        Some(statement) if is_denied(&judgement.statements[statement], &applies.denied) => Arises::No,
        Some(statement) => Arises::Stated(statement),
        None if denying > 0 => Arises::Unsaid,
        None => Arises::No,
    }
}

/// Whether a statement of one sentence ends with one of the `words` that say that there is nothing of the kind.
fn is_denied(statement: &Voice<'_>, words: &[String]) -> bool {
    let row = &statement.row;
    let fields = row.fields.with_type(Type::Text).filter(|field| !field.has(Role::Person) && field.origin.is_none());
    let mut texts = fields.filter_map(|field| row.table.get(field.key.as_str())?.get_ref().as_str());
    let ends = ['。', '；', ';', '！', '!', '.', '\n'];
    texts.any(|text| {
        let text: String = text.trim().trim_end_matches(ends).split_whitespace().collect();
        !text.contains(ends) && words.iter().any(|word| text.ends_with(word.as_str()))
    })
}

/// What is at fault where a statement says that there is something of which no record speaks.
pub(super) fn unrecorded(check: &Check<'_>, applies: &Applies, statement: &Voice<'_>) -> Fault {
    let (kind, what) = unsaid(check, applies);
    let message = say!(check.lang, "applies.stated", kind = kind, what = what);
    Fault::new(vec![check.place(&statement.row, None)], "stated", message)
}

/// Why nobody can say yet whether the condition arises.
pub(super) fn reason(check: &Check<'_>, applies: &Applies) -> String {
    let (kind, what) = unsaid(check, applies);
    say!(check.lang, "wait.unsaid", kind = kind, what = what)
}

/// The records that could say it, and in which fields.
fn unsaid<'a>(check: &Check<'a>, applies: &Applies) -> (&'a str, String) {
    let kind = check.standard.kinds[applies.of.kind].label.get(check.lang);
    let fields = applies.conditions.0.iter().map(|(path, _)| describe::label(path, check.lang));
    (kind, check.lang.list(fields))
}
