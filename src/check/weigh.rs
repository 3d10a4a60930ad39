//! A sign-off before it is written: for which clauses it would count, and why not for the others; and what it judges, as
//! hashes.

use std::path::Path;

use jiff::civil::Date;

use super::basis::kept;
use super::person::{Judgement, SIGNOFF, SIGNOFFS, reach};
use super::same::{alike, same};
use super::voice::{Voice, refuses};
use super::{Check, Judged, Report};
use crate::finding::Verdict;
use crate::record::Studio;
use crate::standard::covers;
use crate::text::lang::Lang;

/// What somebody is about to sign.
#[derive(Debug, Clone, Copy)]
pub struct Proposal<'p> {
    /// Clauses, or beginnings of some.
    pub covers: &'p [String],
    /// Who.
    pub reviewer: &'p str,
    /// When.
    pub date: Date,
    /// The verdict.
    pub verdict: &'p str,
}

/// What a sign-off would be worth for one clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Weight {
    /// It would decide.
    Counts,
    /// Nobody has to decide: it does not apply, or is excepted, for this reason.
    Settled(String),
    /// Records and evidence decide.
    NoPerson,
    /// A more specific or a later one, or a refusal of its day, would go before it: by whom, when, in which line.
    Outranked(String, Date, usize),
    /// The same was signed: by whom, when.
    Same(String, Date),
    /// The school has to write its statement first; the day of the last that it wrote before the window.
    NoStatement(Option<Date>),
    /// The reviewer wrote the statement, or may have.
    Own,
    /// The statement was written on this later day.
    Early(Date),
}

/// What a sign-off would be worth.
#[derive(Debug)]
pub struct Weighed {
    /// Every clause it covers.
    pub clauses: Vec<(String, Weight)>,
    /// What it judges, as hashes.
    pub seals: Vec<String>,
    /// Files of evidence that are there and cannot be read.
    pub unread: Vec<String>,
    /// Whether the statements or the sign-offs cannot be read.
    pub broken: bool,
}

/// Weighs a sign-off for the studio in `folder` with what a check found there.
#[must_use]
pub fn weigh(studio: &Studio<'_>, folder: &Path, report: &Report<'_>, lang: Lang, proposal: &Proposal<'_>) -> Weighed {
    let check = Check::new(studio, folder, lang);
    let judgement = Judgement::read(&check);
    let mut weighed = Weighed { clauses: Vec::new(), seals: Vec::new(), unread: Vec::new(), broken: judgement.unread };
    let prefixes: Vec<&str> = proposal.covers.iter().map(String::as_str).collect();
    let judged = report.clauses.iter().chain(&report.local);
    for judged in judged.filter(|judged| prefixes.iter().any(|prefix| covers(prefix, judged.id()))) {
        let weight = one(&check, &judgement, judged, &prefixes, proposal);
        if !matches!(weight, Weight::Outranked(..))
            && let Some(statement) = judgement.statement(judged.id())
        {
            let sealed = judgement.sealed(&check, statement);
            weighed.seals.extend(sealed.all().map(str::to_owned));
            weighed.unread.extend(sealed.unread.iter().cloned());
        }
        if matches!(weight, Weight::Counts | Weight::Same(..)) {
            weighed.seals.extend(kept(&check, judged.clause, proposal.date));
        }
        weighed.clauses.push((judged.id().to_owned(), weight));
    }
    for list in [&mut weighed.seals, &mut weighed.unread] {
        let mut seen = std::collections::HashSet::new();
        list.retain(|one| seen.insert(one.clone()));
    }
    // Those of statements and files go first, then clause by clause what the records said.
    weighed.seals.sort_by_key(|one| one.contains('='));
    weighed
}

fn one(
    check: &Check<'_>,
    judgement: &Judgement<'_>,
    judged: &Judged<'_>,
    prefixes: &[&str],
    proposal: &Proposal<'_>,
) -> Weight {
    let id = judged.id();
    if matches!(judged.verdict, Verdict::NotApplicable | Verdict::Excepted) {
        return Weight::Settled(judged.reason.clone().unwrap_or_default());
    }
    let before = judgement.signoff(check, id).map(|index| &judgement.signoffs[index]);
    if let Some(before) = before {
        let rank = |prefixes: &[&str], date: Date, refuses: bool| (reach(prefixes, id), date, refuses);
        let own = rank(prefixes, proposal.date, refusing(check, proposal.verdict));
        if rank(&before.covers, before.date, before.refuses) > own {
            let line = check.place(&before.row, None).line;
            return Weight::Outranked(before.who.to_owned(), before.date, line);
        }
    }
    let statement = judgement.statement(id).map(|index| &judgement.statements[index]);
    match statement {
        Some(Voice { who, .. })
            if same(check.standard, who, proposal.reviewer) || alike(check.standard, who, proposal.reviewer) =>
        {
            return Weight::Own;
        }
        Some(statement) if proposal.date < statement.date => return Weight::Early(statement.date),
        None if judged.clause.needs_person() => {
            let later = judgement.stated_later(id).map(Weight::Early);
            return later.unwrap_or_else(|| Weight::NoStatement(judgement.stated_before(id)));
        }
        _ => {}
    }
    if judged.waits.is_some() {
        return Weight::Counts;
    }
    let refusing = refusing(check, proposal.verdict);
    match before {
        // Whether what a person decides has changed since, only a sign-off that kept hashes tells.
        Some(before) if before.verdict == proposal.verdict && !(judged.person && before.seal.is_empty()) => {
            Weight::Same(before.who.to_owned(), before.date)
        }
        Some(before) if before.refuses => Weight::Counts,
        _ if refusing || judged.person => Weight::Counts,
        _ => Weight::NoPerson,
    }
}

/// Whether a verdict refuses, by the list it is chosen from.
fn refusing(check: &Check<'_>, verdict: &str) -> bool {
    let kind = check.standard.kind_of(SIGNOFFS).map(|kind| &check.standard.kinds[kind]);
    let list = kind.and_then(|kind| kind.fields.get(SIGNOFF));
    list.is_some_and(|list| refuses(check.standard, &list.fields, verdict))
}
