//! The same for programs. These structs are the contract: other people's scripts read them, so fields are only ever added.

use std::collections::BTreeMap;
use std::io::{self, Write};

use jiff::civil::Date;
use serde::Serialize;

use super::{Case, Column, View};
use crate::check::Wait;
use crate::check::docket::{Behind, Docket, Group, Matter, Paper, PaperState, Signed, Stated};
use crate::text::json::written;

#[derive(Serialize)]
struct Root<'r> {
    version: u8,
    standard: &'r str,
    today: String,
    studios: Vec<Studio<'r>>,
}

#[derive(Serialize)]
struct Studio<'r> {
    path: &'r str,
    name: &'r str,
    school: &'r str,
    readable: bool,
    waits: BTreeMap<&'static str, usize>,
    groups: Vec<Waiting<'r>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    clauses: Vec<Clause<'r>>,
}

#[derive(Serialize)]
struct Waiting<'r> {
    waits: &'static str,
    covers: Vec<String>,
    clauses: Vec<&'r str>,
    statement: Option<Statement<'r>>,
}

#[derive(Serialize)]
struct Clause<'r> {
    id: &'r str,
    text: &'r str,
    verdict: &'static str,
    waits: Option<&'static str>,
    refused: bool,
    readings: Vec<&'r str>,
    statement: Option<Statement<'r>>,
    facts: &'r [String],
    records: Vec<Record<'r>>,
    signoffs: Vec<Signoff<'r>>,
}

#[derive(Serialize)]
struct Statement<'r> {
    covers: &'r [String],
    text: &'r str,
    author: &'r str,
    date: String,
    file: &'r str,
    line: usize,
    evidence: Vec<Evidence<'r>>,
}

#[derive(Serialize)]
struct Evidence<'r> {
    text: &'r str,
    state: &'static str,
    bytes: Option<u64>,
}

#[derive(Serialize)]
struct Record<'r> {
    file: &'r str,
    evidence: Vec<Evidence<'r>>,
}

#[derive(Serialize)]
struct Signoff<'r> {
    covers: &'r [String],
    verdict: &'r str,
    reviewer: &'r str,
    date: String,
    further: Vec<Further<'r>>,
    file: &'r str,
    line: usize,
}

#[derive(Serialize)]
struct Further<'r> {
    label: &'r str,
    text: &'r str,
}

/// Writes all of it as one object, with a line end behind it; whole, the clauses that `shown` names.
///
/// # Errors
/// What the sink says.
pub fn write(
    out: &mut dyn Write,
    cases: &[Case],
    today: Date,
    shown: &dyn Fn(&Matter) -> bool,
    view: &View<'_>,
) -> io::Result<()> {
    let studios = cases.iter().map(|case| of_case(case, shown, view)).collect();
    let root = Root { version: 1, standard: &view.standard.about.id, today: today.to_string(), studios };
    writeln!(out, "{}", written(&root)?)
}

fn of_case<'r>(case: &'r Case, shown: &dyn Fn(&Matter) -> bool, view: &View<'r>) -> Studio<'r> {
    let docket = &case.docket;
    Studio {
        path: if case.path.is_empty() { "." } else { &case.path },
        name: &case.name,
        school: &case.school,
        readable: !case.closed,
        waits: Column::ALL.into_iter().map(|column| (token(column), case.count(column))).collect(),
        groups: docket.groups(view.standard).into_iter().map(waiting).collect(),
        clauses: docket.matters.iter().filter(|one| shown(one)).map(|one| clause(docket, one, view)).collect(),
    }
}

fn token(column: Column) -> &'static str {
    match column {
        Column::Signoff => Wait::Signoff.token(),
        Column::Stale => Wait::Stale.token(),
        Column::Own => Wait::Own.token(),
        Column::Statement => Wait::Statement.token(),
        Column::Unread => Wait::Unread.token(),
        Column::Refused => "refused",
    }
}

fn waiting(group: Group<'_>) -> Waiting<'_> {
    Waiting {
        waits: token(Column::of(group.waits)),
        covers: group.covers,
        clauses: group.matters.iter().map(|matter| matter.id.as_str()).collect(),
        statement: group.statement.map(statement),
    }
}

fn clause<'r>(docket: &'r Docket, matter: &'r Matter, view: &View<'r>) -> Clause<'r> {
    let clause = view.standard.clause(&matter.id);
    let signed = matter.signoffs.iter().filter_map(|index| docket.signoffs.get(*index));
    Clause {
        id: &matter.id,
        text: clause.map_or("", |clause| &clause.text),
        verdict: matter.verdict.token(),
        waits: matter.waits.map(Wait::token),
        refused: matter.refused,
        readings: clause.map(|clause| clause.readings().collect()).unwrap_or_default(),
        statement: matter.statement.and_then(|index| docket.statements.get(index)).map(statement),
        facts: &matter.facts,
        records: matter.behind.iter().map(record).collect(),
        signoffs: signed.map(signoff).collect(),
    }
}

fn statement(stated: &Stated) -> Statement<'_> {
    Statement {
        covers: &stated.covers,
        text: &stated.text,
        author: &stated.author,
        date: stated.date.to_string(),
        file: &stated.place.file,
        line: stated.place.line,
        evidence: stated.papers.iter().map(evidence).collect(),
    }
}

fn evidence(paper: &Paper) -> Evidence<'_> {
    let (state, bytes) = match paper.state {
        PaperState::File(bytes) => ("file", Some(bytes)),
        PaperState::Link => ("link", None),
        PaperState::Cabinet => ("cabinet", None),
        PaperState::Missing => ("missing", None),
    };
    Evidence { text: &paper.text, state, bytes }
}

fn record(behind: &Behind) -> Record<'_> {
    Record { file: &behind.path, evidence: behind.papers.iter().map(evidence).collect() }
}

fn signoff(signed: &Signed) -> Signoff<'_> {
    Signoff {
        covers: &signed.covers,
        verdict: &signed.verdict,
        reviewer: &signed.reviewer,
        date: signed.date.to_string(),
        further: signed.further.iter().map(|(label, text)| Further { label, text }).collect(),
        file: &signed.place.file,
        line: signed.place.line,
    }
}
