//! What became better and worse since an earlier state.

use jiff::civil::Date;
use serde::Serialize;

use super::index::Index;
use crate::check::Turn;
use crate::check::against::{Compared, Comparison, Findings, Origin, Sums, There, Told};
use crate::say;
use crate::standard::Standard;
use crate::text::lang::Lang;

/// Findings of a kind that are told of a studio; on the page of all, those of all would be too many.
const TOLD: usize = 40;

/// What changed.
#[derive(Debug, Serialize)]
pub struct Changes {
    /// What it is compared with.
    pub origin: String,
    /// That the day of the check was another then.
    pub day: Option<String>,
    /// Whether the page is of one studio.
    pub alone: bool,
    /// How many studios are as they were.
    pub same: usize,
    /// Studios of which nothing is known.
    pub unknown: Vec<String>,
    /// The others.
    pub studios: Vec<Changed>,
    /// How many clauses and findings that is, over all.
    pub sums: Sums,
    /// Findings of no single studio that are gone, new ones, and those that weigh more or less.
    pub common: [Vec<Finding>; 3],
}

/// A studio in which something changed.
#[derive(Debug, Serialize)]
pub struct Changed {
    /// Its number on the page of all.
    pub number: Option<usize>,
    /// Its name.
    pub name: String,
    /// Its school.
    pub school: String,
    /// When it was there.
    pub there: &'static str,
    /// The days looked at then, where they are others.
    pub window: Option<(String, String)>,
    /// Clauses by the way they went.
    pub turns: Vec<Turns>,
    /// Findings that are gone.
    pub gone: Vec<Finding>,
    /// How many in all.
    pub gone_n: usize,
    /// New ones.
    pub new: Vec<Finding>,
    /// How many in all.
    pub new_n: usize,
    /// Those that weigh more or less than they did.
    pub regraded: Vec<Finding>,
    /// How many in all.
    pub regraded_n: usize,
}

/// Clauses that went one way.
#[derive(Debug, Serialize)]
pub struct Turns {
    /// The way.
    pub turn: &'static str,
    /// The clauses.
    pub clauses: Vec<Clause>,
}

/// A clause whose verdict turned.
#[derive(Debug, Serialize)]
pub struct Clause {
    /// Its id.
    pub id: String,
    /// Its text.
    pub text: String,
    /// The verdict then.
    pub was: &'static str,
    /// The verdict now.
    pub is: &'static str,
}

/// A finding that is gone or new.
#[derive(Debug, Serialize)]
pub struct Finding {
    /// The clause, or the name of the rule.
    pub rule: String,
    /// What is or was wrong.
    pub message: String,
    /// File and line.
    pub at: String,
}

/// What changed, for the page of one studio or of all.
pub(super) fn changes(
    standard: &Standard,
    comparison: &Comparison,
    index: Option<&Index>,
    (today, lang): (Date, Lang),
) -> Changes {
    let most = if index.is_some() { 0 } else { TOLD };
    let origin = match &comparison.origin {
        Origin::File { path } => say!(lang, "page.against-file", path = path),
        Origin::Revision { rev, commit, date } => {
            let date = date.map_or(String::new(), |date| date.to_string());
            let commit: String = commit.chars().take(10).collect();
            say!(lang, "page.against-rev", rev = rev, commit = commit, date = date)
        }
    };
    Changes {
        origin,
        day: comparison
            .today
            .filter(|then| *then != today)
            .map(|then| say!(lang, "page.against-day", then = then, today = today)),
        alone: index.is_none(),
        same: comparison.same,
        unknown: comparison.unknown.clone(),
        studios: comparison.studios.iter().map(|one| changed(standard, one, index, most)).collect(),
        sums: comparison.sums(),
        common: of_findings(&comparison.common, usize::MAX),
    }
}

fn changed(standard: &Standard, one: &Compared, index: Option<&Index>, most: usize) -> Changed {
    let text = |id: &str| standard.clause(id).map_or(String::new(), |clause| clause.text.clone());
    let turns = Turn::ALL.into_iter().filter_map(|turn| {
        let own = one.clauses.iter().chain(&one.local).filter(|turned| turned.turn == turn);
        let clauses: Vec<Clause> = own
            .map(|turned| Clause {
                id: turned.id.clone(),
                text: text(&turned.id),
                was: turned.was.token(),
                is: turned.is.token(),
            })
            .collect();
        (!clauses.is_empty()).then_some(Turns { turn: turn.token(), clauses })
    });
    let [gone, new, regraded] = of_findings(&one.findings, most);
    Changed {
        number: index.and_then(|index| index.of(Some(&one.path))).filter(|_| one.there != There::Gone),
        name: if one.name.is_empty() { one.path.clone() } else { one.name.clone() },
        school: one.school.clone(),
        there: match one.there {
            There::Both => "both",
            There::New => "new",
            There::Gone => "gone",
            There::UnreadThen => "unread-then",
            There::UnreadNow => "unread-now",
        },
        window: one.window.map(|(from, to)| (from.to_string(), to.to_string())),
        turns: turns.collect(),
        gone_n: one.findings.gone.len(),
        new_n: one.findings.new.len(),
        regraded_n: one.findings.regraded.len(),
        gone,
        new,
        regraded,
    }
}

/// The first `most` findings that are gone, that are new, and that weigh more or less.
fn of_findings(findings: &Findings, most: usize) -> [Vec<Finding>; 3] {
    let finding = |told: &Told| Finding {
        rule: told.rule.clone(),
        message: told.message.clone(),
        at: if told.line == 0 { told.file.clone() } else { format!("{}:{}", told.file, told.line) },
    };
    let list = |all: &[Told]| all.iter().take(most).map(finding).collect();
    let regraded = findings.regraded.iter().take(most).map(|one| finding(&one.is)).collect();
    [list(&findings.gone), list(&findings.new), regraded]
}
