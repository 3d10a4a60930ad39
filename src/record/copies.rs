//! Records that say, letter for letter, what another of their kind says.

use std::collections::BTreeMap;

use foldhash::HashMap;

use super::{BLANK, Record, Studio};

impl Studio<'_> {
    /// The copies, each with the record it was copied from. Of people, who may share a name, and of years, whose names differ, there
    /// are none.
    #[must_use]
    pub fn copies(&self) -> &[(usize, usize)] {
        self.copies.get_or_init(|| self.copied())
    }

    /// Whether a record is a copy of another.
    #[must_use]
    pub fn is_copy(&self, record: &Record<'_>) -> bool {
        self.copies().iter().any(|(copy, _)| std::ptr::eq(record, &raw const self.records[*copy]))
    }

    fn copied(&self) -> Vec<(usize, usize)> {
        let text = |number: usize| self.source(&self.records[number]).text.trim_end();
        // Few texts are as long as another, and only those are read.
        let mut seen: HashMap<(usize, usize), Vec<usize>> = HashMap::default();
        for (number, record) in self.records.iter().enumerate() {
            let kind = &self.standard.kinds[record.kind];
            if !kind.fields.of_people() && kind.stem.is_none() && !record.table.is_empty() {
                seen.entry((record.kind, text(number).len())).or_default().push(number);
            }
        }
        let mut same: BTreeMap<(usize, &str), Vec<usize>> = BTreeMap::new();
        for number in seen.into_values().filter(|records| records.len() > 1).flatten() {
            same.entry((self.records[number].kind, text(number))).or_default().push(number);
        }
        // What is still to be filled in says nothing yet.
        let told = |((_, text), records): &((usize, &str), Vec<usize>)| records.len() > 1 && !text.contains(BLANK);
        let mut copies = Vec::new();
        for (_, mut records) in same.into_iter().filter(told) {
            // A copy has something added to its name.
            records.sort_by_key(|number| (self.records[*number].stem.len(), self.records[*number].source));
            copies.extend(records[1..].iter().map(|copy| (*copy, records[0])));
        }
        copies
    }
}
