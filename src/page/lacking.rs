//! What most studios lack: the indicators by how many studios do not fulfil them, each with its clauses.

use serde::Serialize;

use super::bars::percent;
use crate::check::Run;
use crate::finding::Verdict;
use crate::standard::Standard;

/// An indicator that studios lack.
#[derive(Debug, Serialize)]
pub struct Lack {
    /// Its id.
    pub id: String,
    /// Its text.
    pub text: String,
    /// How many studios lack it.
    pub n: usize,
    /// Of those, how many only lack evidence.
    pub unevidenced: usize,
    /// The length of its bar, in percent of all studios that were judged.
    pub length: f64,
    /// Its clauses that studios lack: id, text, how many.
    pub clauses: Vec<(String, String, usize)>,
}

/// What most studios lack.
#[derive(Debug, Serialize)]
pub struct Lacking {
    /// The indicators that most lack; of those that as many lack, all or none.
    pub lacks: Vec<Lack>,
    /// How many further indicators studios lack.
    pub more: usize,
    /// How many studios were judged.
    pub judged: usize,
    /// How many were not.
    pub closed: usize,
}

/// What most studios of a run lack: `most` indicators, and as many more as there are with the last one's number.
pub(super) fn lacking(standard: &Standard, run: &Run<'_>, most: Option<usize>) -> Lacking {
    let judged: Vec<_> = run.studios.iter().filter(|report| report.judged()).collect();
    let lacks = |verdict: Verdict| matches!(verdict, Verdict::Unmet | Verdict::Unevidenced);
    let mut all: Vec<Lack> = Vec::new();
    for indicator in standard.indicators() {
        let of = |wanted: &dyn Fn(Verdict) -> bool| {
            let own = judged.iter().flat_map(|report| &report.indicators);
            own.filter(|(id, verdict)| *id == indicator.id && wanted(*verdict)).count()
        };
        let n = of(&lacks);
        if n == 0 {
            continue;
        }
        let clauses = indicator.clauses.iter().map(|clause| {
            let own = judged.iter().flat_map(|report| &report.clauses);
            let n = own.filter(|one| one.id() == clause.id && lacks(one.verdict)).count();
            (clause.id.clone(), clause.text.clone(), n)
        });
        let mut clauses: Vec<_> = clauses.filter(|(.., n)| *n > 0).collect();
        clauses.sort_by_key(|(.., n)| std::cmp::Reverse(*n));
        all.push(Lack {
            id: indicator.id.clone(),
            text: indicator.text.clone(),
            n,
            unevidenced: of(&|verdict| verdict == Verdict::Unevidenced),
            length: percent(n, judged.len()),
            clauses,
        });
    }
    all.sort_by_key(|lack| std::cmp::Reverse(lack.n));
    let last = most.and_then(|most| all.get(most.checked_sub(1)?)).map_or(0, |lack| lack.n);
    let told = all.iter().take_while(|lack| lack.n >= last).count();
    let more = all.len() - told;
    all.truncate(told);
    Lacking { lacks: all, more, judged: judged.len(), closed: run.studios.len() - judged.len() }
}
