//! What was found in one studio: findings, verdicts, what is in force; and what of it outlives the records.

use std::path::PathBuf;

use jiff::civil::Date;

use super::docket::Covered;
use super::exception::Excepted;
use super::identity::Identity;
use super::wait::Wait;
use crate::finding::{Finding, Severity, Verdict};
use crate::standard::indicator::Clause;
use crate::text::names::Names;

/// What of a studio outlives its records, so that a run over many does not hold what nobody reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// All.
    All,
    /// The verdicts, without what is told beside them; findings are counted.
    Verdicts,
    /// No verdict, either.
    Counts,
}

/// What was found in one studio.
#[derive(Debug)]
pub struct Report<'s> {
    /// Path of the studio relative to what was checked, as in places; empty for the folder itself.
    pub path: String,
    /// Where it lies on the disk, under a name that may be written otherwise than in `path`.
    pub folder: PathBuf,
    /// Name of the studio.
    pub name: String,
    /// Name of the school.
    pub school: String,
    /// The body that reports for the school.
    pub body: String,
    /// Verdicts of the third-level indicators.
    pub indicators: Vec<(&'s str, Verdict)>,
    /// Verdicts of the clauses.
    pub clauses: Vec<Judged<'s>>,
    /// Verdicts of what overlays ask, apart from the standard's.
    pub local: Vec<Judged<'s>>,
    /// By file and line.
    pub findings: Vec<Finding>,
    /// The exceptions in force.
    pub exceptions: Vec<Excepted>,
    /// What reviewers have signed.
    pub signoffs: Vec<Covered<'s>>,
    /// First and last day of the window it looked at.
    pub window: (Date, Date),
    /// Folders within it that are studios of their own.
    pub nested: Vec<PathBuf>,
    /// Whether the root file cannot be read, so that no clause could be judged.
    pub waits_for_root: bool,
    /// What tells the studio from others.
    pub identity: Identity,
    /// The names of pupils that were found in its records: nothing that is told of it shows them. Of many studios nobody keeps them.
    pub hidden: Option<Names>,
    /// How many errors there are in records that were not asked for; what was asked for may rest on them.
    pub unasked: usize,
    /// How many notes, warnings and errors were counted and not kept.
    pub(super) let_go: [usize; 3],
}

impl Report<'_> {
    /// Whether any clause was judged at all; none is while the root file cannot be read.
    #[must_use]
    pub fn judged(&self) -> bool {
        !self.waits_for_root && !self.clauses.is_empty()
    }

    /// How many findings of a severity there are.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        let kept = self.findings.iter().filter(|finding| finding.severity == severity).count();
        kept + self.let_go[severity as usize]
    }

    /// How many of them no baseline knows.
    #[must_use]
    pub fn fresh(&self, severity: Severity) -> usize {
        self.count(severity) - self.findings.iter().filter(|one| one.severity == severity && one.known).count()
    }

    /// Lets go what need not be kept, so that a run over many studios does not hold it.
    pub(super) fn let_go(&mut self, keep: Keep) {
        self.clauses.shrink_to_fit();
        self.findings.shrink_to_fit();
        if keep == Keep::All {
            return;
        }
        for severity in Severity::ALL {
            self.let_go[severity as usize] = self.count(severity);
        }
        (self.findings, self.signoffs) = (Vec::new(), Vec::new());
        for clause in self.clauses.iter_mut().chain(&mut self.local) {
            (clause.facts, clause.reason) = (Vec::new(), None);
        }
        if keep == Keep::Counts {
            (self.clauses, self.local, self.indicators) = (Vec::new(), Vec::new(), Vec::new());
        }
    }
}

/// What became of a clause.
#[derive(Debug)]
pub struct Judged<'s> {
    /// The clause.
    pub clause: &'s Clause,
    /// Its verdict.
    pub verdict: Verdict,
    /// What was counted and measured; empty unless facts were asked for.
    pub facts: Vec<String>,
    /// Why it does not apply, why it is excepted, or whom it waits for.
    pub reason: Option<String>,
    /// Whether a reviewer's verdict decides it, alone or with others.
    pub person: bool,
    /// What a person still has to do, whatever else is wrong.
    pub waits: Option<Wait>,
}

impl<'s> Judged<'s> {
    /// A verdict on a clause, with nothing said of it yet.
    #[must_use]
    pub fn new(clause: &'s Clause, verdict: Verdict) -> Self {
        Self { clause, verdict, facts: Vec::new(), reason: None, person: false, waits: None }
    }

    /// The id of the clause.
    #[must_use]
    pub fn id(&self) -> &'s str {
        &self.clause.id
    }
}
