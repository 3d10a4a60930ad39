//! Records that two schools have in common to the letter. A folder that was copied from another school, and given a name and a
//! code of its own, says of its people what that school says of its own.

use std::collections::HashMap;
use std::hash::BuildHasher;

use foldhash::quality::FixedState;
use toml::de::{DeTable, DeValue};

use super::Check;
use super::tenure::MANY;
use crate::load;
use crate::standard::Standard;
use crate::standard::kind::{Field, Fields, Role, Type};

/// A hash over each record of a studio that names somebody. What a province hands to all of its schools, and what is still to be
/// filled in, names nobody.
pub(super) fn hashes(check: &Check<'_>) -> Box<[u64]> {
    let (standard, root) = (check.standard, check.standard.kind_of(load::STUDIO));
    let records = check.studio.records.iter().filter(|record| Some(record.kind) != root);
    let naming = records.filter(|record| names(standard, &record.table, &standard.kinds[record.kind].fields));
    let state = FixedState::with_seed(0);
    naming.map(|record| state.hash_one(check.studio.source(record).text.as_str())).collect()
}

fn names(standard: &Standard, table: &DeTable<'_>, fields: &Fields) -> bool {
    let is_name = |field: &Field| {
        let target = field.target.map(|target| &standard.kinds[standard.targets[target].kind]);
        field.has(Role::Person) || field.of == Type::Reference && target.is_some_and(|kind| kind.fields.of_people())
    };
    let somebody = |field: &Field, text: &str| {
        is_name(field) && field.all.as_deref() != Some(text) && !standard.about.is_nobody(text)
    };
    let says = |field: &Field, value: &DeValue<'_>| match value {
        DeValue::Table(inner) => names(standard, inner, &field.fields),
        DeValue::String(text) => somebody(field, text),
        _ => false,
    };
    table.iter().any(|(key, value)| {
        let Some(field) = fields.get(key.get_ref()) else { return false };
        match value.get_ref() {
            DeValue::Array(items) => items.iter().any(|item| says(field, item.get_ref())),
            value => says(field, value),
        }
    })
}

/// The studios that were seen, by their records: the first that has each.
#[derive(Default)]
pub(super) struct Seen {
    first: HashMap<u64, usize>,
}

impl Seen {
    /// The earlier studio that the records of studio `number` are from, and how many: several, and more than half of those of one
    /// of the two; and whether they are all of those.
    pub fn copied(&mut self, number: usize, all: &[&[u64]]) -> Option<(usize, usize, bool)> {
        let mut shared: HashMap<usize, usize> = HashMap::new();
        for hash in all[number] {
            match self.first.entry(*hash).or_insert(number) {
                first if *first == number => {}
                first => *shared.entry(*first).or_default() += 1,
            }
        }
        let whole = |other: usize| all[number].len().min(all[other].len());
        let copied = shared.into_iter().filter(|(other, n)| *n >= MANY && 2 * n > whole(*other));
        let (other, n) = copied.max_by_key(|(other, n)| (*n, std::cmp::Reverse(*other)))?;
        Some((other, n, n == whole(other)))
    }
}
