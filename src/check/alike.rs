//! Two spellings of one name: padded with blanks, or in other widths. Told once for each pair, since the same person would
//! otherwise be two.

use std::collections::HashMap;
use std::ops::Range;

use super::Check;
use crate::finding::{Finding, Severity};
use crate::record::normal;
use crate::record::walk::walk;
use crate::say;
use crate::source::Source;
use crate::standard::kind::Role;
use crate::text::safe::hides;
use crate::text::seen::DOTS;

/// Where each spelling of a name was first seen, by its normal form.
type Seen<'s> = HashMap<String, Vec<(&'s str, &'s Source, Range<usize>)>>;

/// A name in the form that its spellings have in common, whichever dot parts it.
pub(super) fn plain(name: &str) -> String {
    normal(name).replace(DOTS, &DOTS[0].to_string())
}

/// Compares every person's name with every other.
pub(super) fn check(check: &Check<'_>) -> Vec<Finding> {
    let mut seen = Seen::new();
    for record in &check.studio.records {
        let source = &check.studio.sources[record.source];
        walk(&record.table, &check.standard.kinds[record.kind].fields, &mut |value, field| {
            if let Some(name) = value.get_ref().as_str().filter(|_| field.has(Role::Person)) {
                note(source, name, value.span(), &mut seen);
            }
        });
    }
    let mut found: Vec<_> = seen.into_values().filter(|spellings| spellings.len() > 1).collect();
    found.sort_by_key(|spellings| spellings[0].0);
    let finding = |mut spellings: Vec<(&str, &Source, Range<usize>)>| {
        // The plainest spelling is taken for the right one.
        spellings.sort_by_key(|(name, source, _)| (normal(name) != *name, name.len(), source.path.as_str()));
        let names: Vec<String> = spellings.iter().map(|(name, ..)| name.replace('\u{3000}', "␣")).collect();
        let message = say!(check.lang, "alike", names = names.join(" / "));
        let dotted = spellings.iter().any(|(name, ..)| normal(name) != normal(spellings[0].0));
        let help = if dotted { "alike.dots.help" } else { "alike.help" };
        let help = say!(check.lang, help, name = names[0]);
        let places = spellings.into_iter().rev().map(|(_, source, span)| source.place(span, None)).collect();
        Finding::new("record/name-variant", Severity::Warning, places, &names[0], message, help)
    };
    found.into_iter().map(finding).collect()
}

fn note<'s>(source: &'s Source, name: &'s str, span: Range<usize>, seen: &mut Seen<'s>) {
    // What nobody sees is told as `record/hidden`.
    if hides(name) {
        return;
    }
    let spellings = seen.entry(plain(name)).or_default();
    if spellings.iter().all(|(known, ..)| *known != name) {
        spellings.push((name, source, span));
    }
}
