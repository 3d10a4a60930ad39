//! What nobody can know while a file is broken: whether what is missing stands in it. Nothing is claimed of that; what is
//! wrong in the records that can be read stays.

use super::Check;
use super::group::groups;
use super::nameless::lacks_a_name;
use super::open::{is_open, is_unfilled};
use super::outcome::{Fault, Outcome};
use crate::finding::Verdict;
use crate::record::row::Row;
use crate::say;
use crate::standard::path::Path;
use crate::standard::predicate::Predicate;
use crate::standard::rule::Rule;
use crate::text::safe::visible;

/// Takes away of an outcome what a broken file may belie; gives the kinds of these files where that leaves it open whether the
/// rule holds.
pub(super) fn withhold(check: &Check<'_>, rule: &Rule, outcome: &mut Outcome) -> Vec<usize> {
    if check.studio.broken.is_empty() {
        return Vec::new();
    }
    let broken = |kinds: Vec<usize>| {
        let mut kinds = kinds;
        kinds.retain(|kind| is_broken(check, *kind));
        kinds
    };
    let mut always = broken(followed(check, rule));
    let groups_of = broken(grouped(check, rule));
    if !groups_of.is_empty() && groups(check, rule).is_empty() {
        always.extend(groups_of);
    }
    let mut kinds = broken(belying(check, rule));
    outcome.faults.retain(|fault| {
        let behind = [broken(sought(rule, fault)), always.clone()].concat();
        kinds.extend_from_slice(&behind);
        behind.is_empty()
    });
    kinds.sort_unstable();
    kinds.dedup();
    if matches!(outcome.state, Verdict::Unmet | Verdict::Unevidenced) {
        // What weighs less than the clause is told beside its state, and makes none.
        if outcome.faults.iter().any(|fault| fault.severity.is_none()) {
            return Vec::new();
        }
        outcome.state = Verdict::Met;
    }
    kinds
}

/// Why a clause cannot be judged: the files of these kinds that cannot be read, or those in which the `open` rows stand.
pub(super) fn reason(check: &Check<'_>, kinds: &[usize], open: &[Row<'_>]) -> String {
    let broken = check.studio.broken.iter().filter(|(kind, _)| kinds.contains(kind)).map(|(_, source)| *source);
    let sources: Vec<usize> =
        if kinds.is_empty() { open.iter().map(|row| row.record.source).collect() } else { broken.collect() };
    let mut files: Vec<String> = sources
        .into_iter()
        .filter_map(|source| check.studio.sources.get(source))
        .map(|source| visible(source.local()).into())
        .collect();
    let unread = check.studio.unread.iter().filter(|(kind, _)| kinds.contains(kind));
    files.extend(unread.map(|(_, path)| visible(path).into_owned()));
    files.sort();
    files.dedup();
    if files.is_empty() {
        return say!(check.lang, "wait.folder");
    }
    let files = check.lang.list(&files);
    if kinds.is_empty() {
        if open.iter().any(|row| check.root().is_some_and(|root| std::ptr::eq(row.record, root.record))) {
            return say!(check.lang, "wait.semester");
        }
        if open.iter().all(|row| is_unfilled(check.studio, row)) {
            return say!(check.lang, "wait.blank", files = files);
        }
        let is_open = |row: &Row<'_>| is_open(check.studio, row, check.studio.time(row));
        let nameless = || open.iter().any(|row| lacks_a_name(check, row));
        let key = match () {
            () if open.iter().any(is_open) => "wait.day",
            () if nameless() => "wait.name",
            () => "wait.reference",
        };
        return crate::text::message::say(check.lang, key, &[("files", &files)]);
    }
    say!(check.lang, "wait.record", files = files)
}

/// Whether a file of a kind cannot be read.
pub(super) fn is_broken(check: &Check<'_>, kind: usize) -> bool {
    check.studio.broken.iter().any(|(broken, _)| *broken == kind)
}

/// The kinds of which one more record might mend a fault; none where a row that is there is at fault.
fn sought(rule: &Rule, fault: &Fault) -> Vec<usize> {
    match &rule.predicate {
        _ if fault.unread.is_some() => fault.unread.into_iter().collect(),
        _ if fault.sure => Vec::new(),
        _ if fault.create => vec![rule.of.kind],
        Predicate::Linked { from, .. } => from.iter().map(|from| from.of.kind).collect(),
        Predicate::Each { .. }
        | Predicate::Before { .. }
        | Predicate::Least { .. }
        | Predicate::Words { .. }
        | Predicate::Fact { .. } => Vec::new(),
        _ => vec![rule.of.kind],
    }
}

/// The kinds of which one more record might break a rule that holds: what is asked of every row, or of every group.
fn belying(check: &Check<'_>, rule: &Rule) -> Vec<usize> {
    let mut kinds = grouped(check, rule);
    let every = match &rule.predicate {
        Predicate::Each { .. }
        | Predicate::Before { .. }
        | Predicate::Least { .. }
        | Predicate::Words { .. }
        | Predicate::Linked { .. }
        | Predicate::Majority { .. }
        | Predicate::OneAtATime => true,
        Predicate::Count { at_most, .. } => at_most.is_some(),
        _ => false,
    };
    if every {
        kinds.push(rule.of.kind);
        kinds.extend(followed(check, rule));
    }
    kinds
}

/// The kinds of records that groups are made of.
fn grouped(check: &Check<'_>, rule: &Rule) -> Vec<usize> {
    rule.per.iter().filter_map(|per| Some(check.standard.targets[per.target()?].kind)).collect()
}

/// The kinds whose records a rule looks into through references: a row is not what it seems where one of them is missing.
pub(super) fn followed(check: &Check<'_>, rule: &Rule) -> Vec<usize> {
    let through = |path: &&Path| path.steps.len() > 1;
    let steps = rule.paths().into_iter().filter(through).flat_map(|path| &path.steps[..path.steps.len() - 1]);
    steps.filter_map(|field| Some(check.standard.targets[field.target?].kind)).collect()
}
