//! Records that say, letter for letter, what another of their kind says: one was copied, and would count twice.

use std::collections::HashMap;

use super::Check;
use super::people::is_person;
use crate::finding::{Finding, Severity};
use crate::record::{BLANK, Record};
use crate::say;

/// A finding for each record that is a copy. Of people, who may share a name, and of years, whose names differ, is told
/// elsewhere.
pub(super) fn check(check: &Check<'_>) -> Vec<Finding> {
    let mut seen: HashMap<(usize, &str), Vec<&Record<'_>>> = HashMap::new();
    for record in &check.studio.records {
        let kind = &check.standard.kinds[record.kind];
        if !is_person(kind) && kind.stem.is_none() && !record.table.is_empty() {
            let text = check.studio.sources[record.source].text.trim_end();
            // What is still to be filled in says nothing yet.
            if !text.contains(BLANK) {
                seen.entry((record.kind, text)).or_default().push(record);
            }
        }
    }
    let mut findings = Vec::new();
    for mut records in seen.into_values().filter(|records| records.len() > 1) {
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
