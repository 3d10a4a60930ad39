//! The indicators, each to be opened: the text of its clauses, their verdicts, what is behind them, what is wrong and what to
//! do about it.

use serde::Serialize;

use super::finding::Finding;
use crate::check::docket::{Docket, Matter, Paper, PaperState};
use crate::check::{Judged, Report};
use crate::finding::Verdict;
use crate::standard::Standard;
use crate::standard::indicator::Decider;

/// So many records are named of a clause; the rest is counted.
const NAMED: usize = 8;

/// An indicator.
#[derive(Debug, Serialize)]
pub struct Indicator {
    /// Its id.
    pub id: String,
    /// The heading of the second level, where it is the first below it.
    pub heading: Option<String>,
    /// The heading of the first level, where it is the first below it.
    pub level: Option<String>,
    /// Its text.
    pub text: String,
    /// Its verdict.
    pub verdict: Option<&'static str>,
    /// Whether something is to be done about it, now or later.
    pub open: bool,
    /// Its clauses.
    pub clauses: Vec<Clause>,
}

/// A clause.
#[derive(Debug, Serialize)]
pub struct Clause {
    /// Its id.
    pub id: String,
    /// Its text.
    pub text: String,
    /// Its verdict.
    pub verdict: Option<&'static str>,
    /// Who decides it.
    pub deciders: Vec<&'static str>,
    /// Why the verdict is as it is, or whom it waits for.
    pub reason: Option<String>,
    /// What was counted and measured.
    pub facts: Vec<String>,
    /// What is wrong.
    pub findings: Vec<Finding>,
    /// What to do where nothing is wrong and something is still to be done.
    pub help: Option<String>,
    /// The records it looks at.
    pub records: Vec<Record>,
    /// How many more there are.
    pub more: usize,
    /// What the school states.
    pub statement: Option<Statement>,
    /// The sign-off that counts, in words.
    pub signed: Option<Signed>,
    /// How words of it were read.
    pub readings: Vec<String>,
}

/// A record behind a clause.
#[derive(Debug, Serialize)]
pub struct Record {
    /// Its path from the folder of the studio.
    pub path: String,
    /// The evidence in it.
    pub papers: Vec<Piece>,
}

/// A piece of evidence.
#[derive(Debug, Serialize)]
pub struct Piece {
    /// As it is written.
    pub text: String,
    /// What it turned out to be.
    pub state: &'static str,
}

/// A statement.
#[derive(Debug, Serialize)]
pub struct Statement {
    /// Its words.
    pub text: String,
    /// Who stated it.
    pub author: String,
    /// When.
    pub date: String,
    /// What shows it.
    pub papers: Vec<Piece>,
}

/// A sign-off of a clause.
#[derive(Debug, Serialize)]
pub struct Signed {
    /// The verdict of the reviewer.
    pub verdict: String,
    /// Who.
    pub reviewer: String,
    /// When.
    pub date: String,
}

/// Whether something is to be done, now or later.
pub(super) fn is_open(verdict: Verdict) -> bool {
    !matches!(verdict, Verdict::Met | Verdict::NotApplicable | Verdict::Excepted)
}

/// The indicators with what was found.
pub(super) fn indicators(standard: &Standard, report: &Report<'_>, docket: &Docket) -> Vec<Indicator> {
    let mut indicators = Vec::new();
    let mut level = "";
    for heading in &standard.headings {
        let mut first = true;
        for indicator in &heading.indicators {
            let verdict = report.indicators.iter().find(|(id, _)| *id == indicator.id).map(|(_, verdict)| *verdict);
            let verdict = verdict.filter(|_| report.judged());
            let judged = |id: &str| report.clauses.iter().find(|judged| judged.id() == id);
            indicators.push(Indicator {
                id: indicator.id.clone(),
                heading: heading.level2.clone().filter(|_| first),
                level: (level != heading.level1).then(|| heading.level1.clone()),
                text: indicator.text.clone(),
                verdict: verdict.map(Verdict::token),
                open: verdict.is_some_and(is_open),
                clauses: indicator
                    .clauses
                    .iter()
                    .map(|clause| of_clause(clause, judged(&clause.id), (report, docket)))
                    .collect(),
            });
            level = &heading.level1;
            first = false;
        }
    }
    indicators
}

fn of_clause(
    clause: &crate::standard::indicator::Clause,
    judged: Option<&Judged<'_>>,
    (report, docket): (&Report<'_>, &Docket),
) -> Clause {
    let judged = judged.filter(|_| report.judged());
    let matter = docket.matter(&clause.id);
    let findings = Finding::of(report, |rule| rule == clause.id);
    let verdict = judged.map(|judged| judged.verdict);
    let silent = findings.is_empty() && verdict.is_some_and(is_open);
    let (records, more) = matter.map_or((Vec::new(), 0), behind);
    let mut readings: Vec<String> = Vec::new();
    for reading in clause.readings() {
        if !readings.iter().any(|known| known == reading) {
            readings.push(reading.to_owned());
        }
    }
    Clause {
        id: clause.id.clone(),
        text: clause.text.clone(),
        verdict: verdict.map(Verdict::token),
        deciders: clause.decided_by.iter().map(|decider| name(*decider)).collect(),
        reason: judged.and_then(|judged| judged.reason.clone()),
        facts: matter.map_or(Vec::new(), |matter| matter.facts.clone()),
        findings,
        help: silent.then(|| clause.help.clone()),
        records,
        more,
        statement: matter.and_then(|matter| docket.statements.get(matter.statement?)).map(|stated| Statement {
            text: stated.text.clone(),
            author: stated.author.clone(),
            date: stated.date.to_string(),
            papers: stated.papers.iter().map(piece).collect(),
        }),
        signed: matter.and_then(|matter| docket.signoffs.get(*matter.signoffs.first()?)).map(|signed| Signed {
            verdict: signed.verdict.clone(),
            reviewer: signed.reviewer.clone(),
            date: signed.date.to_string(),
        }),
        readings,
    }
}

/// The records behind a clause: those with evidence first, since it is what one asks to see.
fn behind(matter: &Matter) -> (Vec<Record>, usize) {
    let mut all: Vec<&crate::check::docket::Behind> = matter.behind.iter().collect();
    all.sort_by_key(|behind| behind.papers.is_empty());
    let more = all.len().saturating_sub(NAMED);
    let record = |behind: &crate::check::docket::Behind| Record {
        path: behind.path.clone(),
        papers: behind.papers.iter().map(piece).collect(),
    };
    (all.into_iter().take(NAMED).map(record).collect(), more)
}

fn piece(paper: &Paper) -> Piece {
    let state = match paper.state {
        PaperState::File(_) => "file",
        PaperState::Link => "link",
        PaperState::Cabinet => "cabinet",
        PaperState::Missing => "missing",
    };
    Piece { text: paper.text.clone(), state }
}

fn name(decider: Decider) -> &'static str {
    match decider {
        Decider::Record => "record",
        Decider::Evidence => "paper",
        Decider::Person => "person",
    }
}
