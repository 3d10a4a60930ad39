//! Records that say, letter for letter, what another of their kind says: one was copied, and would count twice.

use std::collections::BTreeMap;

use foldhash::HashMap;

use super::Check;
use super::people::is_person;
use crate::finding::{Finding, Severity};
use crate::record::{BLANK, Record};
use crate::say;

/// A finding for each record that is a copy. Of people, who may share a name, and of years, whose names differ, is told
/// elsewhere.
pub(super) fn check(check: &Check<'_>) -> Vec<Finding> {
    let text = |record: &Record<'_>| check.studio.sources[record.source].text.trim_end();
    // Few texts are as long as another, and only those are read.
    let mut seen: HashMap<(usize, usize), Vec<&Record<'_>>> = HashMap::default();
    for record in &check.studio.records {
        let kind = &check.standard.kinds[record.kind];
        if !is_person(kind) && kind.stem.is_none() && !record.table.is_empty() {
            seen.entry((record.kind, text(record).len())).or_default().push(record);
        }
    }
    let mut same: BTreeMap<(usize, &str), Vec<&Record<'_>>> = BTreeMap::new();
    for record in seen.into_values().filter(|records| records.len() > 1).flatten() {
        same.entry((record.kind, text(record))).or_default().push(record);
    }
    let mut findings = Vec::new();
    // What is still to be filled in says nothing yet.
    let told = |((_, text), records): &((usize, &str), Vec<&Record<'_>>)| records.len() > 1 && !text.contains(BLANK);
    for (_, mut records) in same.into_iter().filter(told) {
        // A copy has something added to its name.
        records.sort_by_key(|record| (record.stem.len(), record.source));
        let other = check.studio.sources[records[0].source].local();
        for copy in &records[1..] {
            let (message, help) = (say!(check.lang, "copies", other = other), say!(check.lang, "copies.help"));
            let place = check.place(&check.studio.row(copy), None);
            findings.push(Finding::new("record/duplicate", Severity::Warning, vec![place], "copy", message, help));
        }
    }
    findings
}
