//! Two spellings of one name: padded with blanks, or in other widths. Told once for each pair, since the same person would
//! otherwise be two.

use std::collections::HashMap;

use toml::de::{DeTable, DeValue};

use super::Check;
use crate::finding::{Finding, Place, Severity};
use crate::record::normal;
use crate::say;
use crate::source::Source;
use crate::standard::kind::{Fields, Role};

/// Where each spelling of a name was first seen, by its normal form.
type Seen = HashMap<String, Vec<(String, Place)>>;

/// Compares every person's name with every other.
pub(super) fn check(check: &Check<'_>) -> Vec<Finding> {
    let mut seen = Seen::new();
    for record in &check.studio.records {
        let source = &check.studio.sources[record.source];
        gather(source, &record.table, &check.standard.kinds[record.kind].fields, &mut seen);
    }
    let mut found: Vec<Vec<(String, Place)>> = seen.into_values().filter(|spellings| spellings.len() > 1).collect();
    found.sort_by(|a, b| a[0].0.cmp(&b[0].0));
    let finding = |mut spellings: Vec<(String, Place)>| {
        // The plainest spelling is taken for the right one.
        spellings.sort_by_key(|(name, place)| (normal(name) != name.as_str(), name.len(), place.file.clone()));
        let names: Vec<String> = spellings.iter().map(|(name, _)| name.replace('\u{3000}', "␣")).collect();
        let message = say!(check.lang, "alike", names = names.join(" / "));
        let help = say!(check.lang, "alike.help", name = names[0]);
        let places = spellings.into_iter().rev().map(|(_, place)| place).collect();
        Finding::new("record/name-variant", Severity::Warning, places, &names[0], message, help)
    };
    found.into_iter().map(finding).collect()
}

fn gather(source: &Source, table: &DeTable<'_>, fields: &Fields, seen: &mut Seen) {
    for (key, value) in table {
        let Some(field) = fields.get(key.get_ref()) else { continue };
        match value.get_ref() {
            DeValue::Table(inner) => gather(source, inner, &field.fields, seen),
            DeValue::Array(items) => {
                for item in items {
                    match item.get_ref() {
                        DeValue::Table(inner) => gather(source, inner, &field.fields, seen),
                        DeValue::String(name) if field.has(Role::Person) => note(source, name, item.span(), seen),
                        _ => {}
                    }
                }
            }
            DeValue::String(name) if field.has(Role::Person) => note(source, name, value.span(), seen),
            _ => {}
        }
    }
}

fn note(source: &Source, name: &str, span: std::ops::Range<usize>, seen: &mut Seen) {
    let spellings = seen.entry(normal(name).into_owned()).or_default();
    if spellings.iter().all(|(known, _)| known != name) {
        spellings.push((name.to_owned(), source.place(span, None)));
    }
}
