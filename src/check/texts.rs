//! The texts beside records: one that says, letter for letter, what that of another record says, and one that says less than its
//! title. What is told in either is not what its record is about.

use std::collections::BTreeMap;

use super::Check;
use crate::finding::{Finding, Severity};
use crate::record::{BLANK, Record};
use crate::say;
use crate::source::Source;

/// A finding for each such text.
pub(super) fn check(check: &Check<'_>) -> Vec<Finding> {
    let (studio, lang) = (check.studio, check.lang);
    // Few texts are as long as another, and only those are read.
    let mut seen: BTreeMap<(usize, usize), Vec<&Source>> = BTreeMap::new();
    let mut findings = Vec::new();
    for record in &studio.records {
        let Some(source) = record.text.map(|index| &studio.sources[index]) else { continue };
        if is_shorter(check, record, source) {
            let (message, help) = (say!(lang, "texts.short"), say!(lang, "texts.short.help"));
            let place = vec![source.beginning()];
            findings.push(Finding::new("record/text", Severity::Warning, place, "short", message, help));
        } else if studio.telling(record, source).next().is_some() {
            seen.entry((record.kind, source.body().trim().len())).or_default().push(source);
        }
    }
    for sources in seen.into_values().filter(|sources| sources.len() > 1) {
        let mut first: BTreeMap<&str, &Source> = BTreeMap::new();
        for source in sources {
            let other = *first.entry(source.body().trim()).or_insert(source);
            // What is still to be filled in says nothing yet.
            if std::ptr::eq(other, source) || source.body().contains(BLANK) {
                continue;
            }
            let message = say!(lang, "texts.same", other = other.local());
            let help = say!(lang, "texts.same.help");
            let place = vec![source.beginning()];
            findings.push(Finding::new("record/duplicate", Severity::Warning, place, "text", message, help));
        }
    }
    findings
}

/// Whether a text says something, and that is no longer than the title of its record. No more of it is read than that takes.
fn is_shorter(check: &Check<'_>, record: &Record<'_>, text: &Source) -> bool {
    let size = |text: &str| text.chars().filter(|char| char.is_alphanumeric()).count();
    let title = size(check.studio.title(&check.studio.row(record)));
    let mut said = 0;
    for line in check.studio.telling(record, text) {
        said += size(line);
        if said > title {
            return false;
        }
    }
    said > 0
}
