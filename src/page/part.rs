//! A part of a page, filled: what the template of its kind gets to see.

use jiff::civil::Date;
use serde::Serialize;

use super::bars::Chart;
use super::changes::{Changes, changes};
use super::due::{Due, days};
use super::facts::Fact;
use super::finding::Finding;
use super::index::Index;
use super::indicators::Indicator;
use super::lacking::{Lacking, lacking};
use super::ledger::Ledger;
use super::levels::Level;
use super::local::Local;
use super::matrix::{Matrix, matrix};
use super::package::{Package, package};
use super::readings::Reading;
use super::signed::{Exception, Signed};
use super::timeline::Timeline;
use super::todo::Todo;
use super::waiting::Waiting;
use crate::check::against::Comparison;
use crate::check::{Deadlines, Run};
use crate::finding::Severity;
use crate::package::State;
use crate::standard::Standard;
use crate::standard::page::{Block, Show};
use crate::text::lang::Lang;

/// A part.
#[derive(Debug, Serialize)]
pub struct Part {
    /// Its heading.
    pub title: String,
    /// A sentence below the heading.
    pub note: Option<String>,
    /// What it shows.
    #[serde(flatten)]
    pub content: Content,
}

/// What a part shows; `show` names the template.
#[derive(Debug, Serialize)]
#[serde(tag = "show", rename_all = "kebab-case")]
pub enum Content {
    /// Values beside what they are called.
    Facts {
        /// The lines.
        facts: Vec<Fact>,
    },
    /// First-level headings.
    Levels {
        /// In the order of the text.
        levels: Vec<Level>,
    },
    /// Third-level indicators.
    Indicators {
        /// In the order of the text.
        indicators: Vec<Indicator>,
        /// How many of them are not settled.
        open: usize,
    },
    /// Charts.
    Shares {
        /// One a field.
        charts: Vec<Chart>,
    },
    /// Semesters.
    Timeline {
        /// All of it.
        #[serde(flatten)]
        timeline: Timeline,
    },
    /// Ledgers.
    Ledger {
        /// One for each list of what is to be done.
        ledgers: Vec<Ledger>,
    },
    /// Findings of no clause.
    Records {
        /// By file and line.
        findings: Vec<Finding>,
    },
    /// Demands of overlays.
    Local {
        /// In order.
        demands: Vec<Local>,
    },
    /// What is to be done.
    Todo {
        /// The first ones.
        todos: Vec<Todo>,
        /// How many there are besides.
        more: usize,
    },
    /// What waits for people.
    Waiting {
        /// In the order of the text.
        groups: Vec<Waiting>,
    },
    /// Exceptions and sign-offs.
    Exceptions {
        /// In force.
        exceptions: Vec<Exception>,
        /// Of reviewers.
        signoffs: Vec<Signed>,
    },
    /// Interpretations.
    Readings {
        /// In the order of the text.
        readings: Vec<Reading>,
    },
    /// Studios and indicators.
    Matrix {
        /// All of it.
        #[serde(flatten)]
        matrix: Matrix,
    },
    /// What most lack.
    Lacking {
        /// All of it.
        #[serde(flatten)]
        lacking: Lacking,
    },
    /// What turned since an earlier state.
    Changes {
        /// All of it.
        #[serde(flatten)]
        changes: Changes,
    },
    /// What is due.
    Deadlines {
        /// By day.
        days: Vec<Due>,
        /// How many more days there are.
        more: usize,
    },
    /// The package.
    Package {
        /// All of it.
        #[serde(flatten)]
        package: Package,
    },
    /// The parts of single studios, set already.
    Studios {
        /// As HTML.
        pages: Vec<String>,
    },
}

impl Part {
    /// A part for a block.
    #[must_use]
    pub fn new(block: &Block, lang: Lang, content: Content) -> Self {
        Self {
            title: block.title.get(lang).to_owned(),
            note: block.note.as_ref().map(|note| note.get(lang).to_owned()),
            content,
        }
    }
}

/// What a run over all studios gave beside its findings.
#[derive(Debug)]
pub struct Overall<'r> {
    /// The run.
    pub run: &'r Run<'r>,
    /// How far the package has come; nothing where no province sends one.
    pub state: Option<State>,
    /// What turned since an earlier state; nothing where none was named.
    pub comparison: Option<Comparison>,
    /// What is due.
    pub deadlines: Deadlines,
    /// The day of the check.
    pub today: Date,
    /// The language.
    pub lang: Lang,
}

impl Content {
    /// What a block shows of a whole run; nothing where it is not of one, or there is nothing to show.
    #[must_use]
    pub fn of_run(block: &Block, standard: &Standard, index: &Index, overall: &Overall<'_>) -> Option<Self> {
        let Overall { run, today, lang, .. } = *overall;
        match block.show {
            Show::Matrix => Some(Self::Matrix { matrix: matrix(standard, run) }),
            Show::Lacking => Some(Self::Lacking { lacking: lacking(standard, run, block.most) }),
            Show::Records => {
                let findings = run.findings.iter().filter(|finding| finding.severity > Severity::Note);
                let findings = Finding::listed(findings, "");
                (!findings.is_empty()).then_some(Self::Records { findings })
            }
            Show::Deadlines => {
                let (days, more) = days(&overall.deadlines, index, today, block.most, lang);
                Some(Self::Deadlines { days, more })
            }
            Show::Changes => {
                let comparison = overall.comparison.as_ref()?;
                Some(Self::Changes { changes: changes(standard, comparison, Some(index), (today, lang)) })
            }
            Show::Package => {
                let state = overall.state.as_ref()?;
                Some(Self::Package { package: package(state, index, block.most, lang) })
            }
            _ => None,
        }
    }

    /// What turned in the one studio of a page.
    #[must_use]
    pub fn changes(standard: &Standard, comparison: &Comparison, today: Date, lang: Lang) -> Self {
        Self::Changes { changes: changes(standard, comparison, None, (today, lang)) }
    }
}
