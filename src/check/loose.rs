//! References to nothing in rows that a rule chooses by them. What was meant nobody knows, so what would hold with the right name,
//! or holds only with a wrong one, waits until the name is mended.

use super::Check;
use super::matching::{Fit, Seen, matches, standing};
use super::nameless::is_nameless;
use super::outcome::Outcome;
use super::rows::candidates;
use super::unread::is_broken;
use crate::finding::Verdict;
use crate::record::row::Row;
use crate::record::{is_blank, items};
use crate::standard::condition::Matcher;
use crate::standard::kind::{Field, Type};
use crate::standard::path::{Path, Start};
use crate::standard::rule::Rule;

/// How references to nothing are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Taken {
    /// As something that is written there.
    #[default]
    Written,
    /// As if nothing stood there.
    Nothing,
    /// As if what was meant were all that is asked for.
    Meant,
}

/// The rows with references to nothing on which it hangs whether a rule holds; `again` judges it anew.
pub(super) fn leaned_on<'a>(
    check: &Check<'a>,
    rule: &'a Rule,
    outcome: &mut Outcome,
    again: impl FnOnce() -> Outcome,
) -> Vec<Row<'a>> {
    let is_loose = |row: &Row<'a>| rule.conditions.0.iter().any(|(path, _)| loose_at(check, row, path));
    let asks = rule.conditions.0.iter().any(|(path, _)| reference(path).is_some());
    if !asks || !check.gathered.rows(check.studio, &rule.of).iter().any(|(row, _)| is_loose(row)) {
        return Vec::new();
    }
    let meant = check.gathered.taking(Taken::Meant, || candidates(check, rule));
    let rows: Vec<Row<'a>> =
        meant.into_iter().filter(|one| one.fit != Fit::No && is_loose(&one.row)).map(|one| one.row).collect();
    if rows.is_empty() {
        return rows;
    }
    let fails = |outcome: &Outcome| matches!(outcome.state, Verdict::Unmet | Verdict::Unevidenced);
    if !fails(outcome) {
        return if fails(&check.gathered.taking(Taken::Nothing, again)) { rows } else { Vec::new() };
    }
    let meant = check.gathered.taking(Taken::Meant, again);
    if fails(&meant) {
        return Vec::new();
    }
    // What is counted stays what is written.
    let facts = std::mem::take(&mut outcome.facts);
    *outcome = Outcome { facts, ..meant };
    rows
}

/// How `row` fits one condition where references to nothing are `taken` so; `all` stands at its path.
pub(super) fn fit<'a>(
    check: &Check<'a>,
    row: &Row<'a>,
    (path, matcher): (&'a Path, &Matcher),
    all: &[Seen<'a>],
    taken: Taken,
) -> Fit {
    let written = || matches(check.studio, all, matcher);
    match taken {
        Taken::Nothing if path.steps.len() == 1 && loose_at(check, row, path) => {
            let mut sound = standing(check.studio, row, path);
            sound.retain(|seen| !path.last().is_some_and(|field| is_loose(check, row, field, &seen.text())));
            matches(check.studio, &sound, matcher)
        }
        Taken::Meant if !matches!(matcher, Matcher::Not(_) | Matcher::Present(false)) => match written() {
            Fit::No if loose_at(check, row, path) => Fit::Yes,
            fit => fit,
        },
        _ => written(),
    }
}

/// The reference with which a path begins at the row.
fn reference(path: &Path) -> Option<&Field> {
    let first = path.steps.first().filter(|field| field.of == Type::Reference && path.start == Start::Row)?;
    Some(first)
}

/// Whether a row names something that is not there where a path begins.
fn loose_at(check: &Check<'_>, row: &Row<'_>, path: &Path) -> bool {
    let Some(field) = reference(path) else { return false };
    let Some(value) = row.table.get(field.key.as_str()) else { return false };
    items(value).iter().filter_map(|item| item.get_ref().as_str()).any(|name| is_loose(check, row, field, name))
}

/// Whether a name in a field refers to nothing, and is no word for all, for nobody or of a list. Of names in a file that cannot be
/// read nobody can say it.
fn is_loose(check: &Check<'_>, row: &Row<'_>, field: &Field, name: &str) -> bool {
    let Some(target) = field.target.filter(|_| !field.or_text && !is_blank(name)) else { return false };
    !is_word(check, field, name)
        && check.studio.resolve_in(target, name, row).is_none()
        && !is_broken(check, check.standard.targets[target].kind)
        && !is_nameless(check, target)
}

/// Whether a text that stands where a reference belongs is a word that the field or its list knows.
pub(super) fn is_word(check: &Check<'_>, field: &Field, name: &str) -> bool {
    let word = |word: &Option<String>| word.as_deref() == Some(name);
    word(&field.all) || word(&field.vacant) || check.standard.list(field).is_some_and(|list| list.find(name).is_some())
}
