//! Finds what a reference names: a record by its stem, a row by its id, or a value of a list.

use foldhash::HashMap;
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

use super::calendar::Period;
use super::{Row, Studio, is_blank, list_at};
use crate::standard::kind::{Role, Type};
use crate::standard::path::Target;

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Entry {
    /// Index of the record.
    pub record: usize,
    /// The number of the row or value in its list.
    pub item: Option<usize>,
}

/// The names of one target.
#[derive(Debug, Default)]
pub(super) struct Index {
    exact: HashMap<String, Entry>,
    alike: HashMap<String, Entry>,
    /// Those behind the first of a name, in records that were there at other times.
    later: HashMap<String, Vec<Entry>>,
}

impl Studio<'_> {
    /// What `name` stands for among the things a target may name; blanks and widths of characters make no difference.
    #[must_use]
    pub fn resolve(&self, target: usize, name: &str) -> Option<Entry> {
        let index = self.index(target);
        index.exact.get(name).or_else(|| index.alike.get(normal(name).as_ref())).copied()
    }

    /// What `name` stands for in `row`: of several the one of its own file, or the one that was there when the row was. A row of no
    /// time means all of them.
    #[must_use]
    pub fn resolve_all(&self, target: usize, name: &str, row: &Row<'_>) -> Vec<Entry> {
        let Some(first) = self.resolve(target, name) else { return Vec::new() };
        let Some(later) = self.index(target).later.get(name) else { return vec![first] };
        let mut all = vec![first];
        all.extend(later);
        let own = |entry: &&Entry| std::ptr::eq(row.record, &raw const self.records[entry.record]);
        if let Some(own) = all.iter().find(own) {
            return vec![*own];
        }
        let Some(day) = self.time(row).first() else { return all };
        let day = Period { from: day, to: day };
        let was_there = |entry: &&Entry| self.row(&self.records[entry.record]).own_time().touches(day);
        let there: Vec<Entry> = all.iter().filter(was_there).copied().collect();
        if there.is_empty() { vec![first] } else { there }
    }

    /// The first of them.
    #[must_use]
    pub fn resolve_in(&self, target: usize, name: &str, row: &Row<'_>) -> Option<Entry> {
        if self.index(target).later.is_empty() {
            return self.resolve(target, name);
        }
        self.resolve_all(target, name, row).first().copied()
    }

    /// Everything a target may name, by name; those of one name by their records.
    #[must_use]
    pub fn entries(&self, target: usize) -> Vec<(&str, Entry)> {
        let index = self.index(target);
        let all = |name| index.exact.get(name).into_iter().chain(index.later.get(name).into_iter().flatten());
        self.names(target).flat_map(|name| all(name).map(move |entry| (name, *entry))).collect()
    }

    /// Whether `name` is written exactly as what it stands for.
    #[must_use]
    pub fn is_exact(&self, target: usize, name: &str) -> bool {
        self.index(target).exact.contains_key(name)
    }

    /// `name` as the target itself has it, where that is otherwise.
    #[must_use]
    pub fn own_name(&self, target: usize, name: &str) -> Option<&str> {
        let plain = || normal(name);
        (!self.is_exact(target, name)).then(|| self.names(target).find(|known| normal(known) == plain())).flatten()
    }

    /// Everything a target may name, in order, so that of several as near as each other the same is proposed in every run.
    pub fn names(&self, target: usize) -> impl Iterator<Item = &str> {
        let mut names: Vec<&str> = self.index(target).exact.keys().map(String::as_str).collect();
        names.sort_unstable();
        names.into_iter()
    }

    /// The row an entry of a target stands for; nothing for a plain value.
    #[must_use]
    pub fn entry_row(&self, target: usize, entry: Entry) -> Option<Row<'_>> {
        let whole = self.row(&self.records[entry.record]);
        match (&self.standard.targets[target].field, entry.item) {
            (None, _) => Some(whole),
            (Some(field), Some(item)) if field.of == Type::Rows => {
                Row::in_list(whole.record, field, item, list_at(whole.table, &field.key).get(item)?)
            }
            _ => None,
        }
    }

    fn index(&self, target: usize) -> &Index {
        self.indices[target].get_or_init(|| self.build(&self.standard.targets[target]))
    }

    fn build(&self, target: &Target) -> Index {
        let mut index = Index::default();
        let start = self.by_kind.get(target.kind).map_or(0, |range| range.start);
        for (offset, record) in self.of_kind(target.kind).iter().enumerate() {
            let entry = Entry { record: start + offset, item: None };
            let Some(field) = &target.field else {
                index.add(&record.stem, entry);
                let title = self.standard.kinds[record.kind].fields.with(Role::Title);
                let title = title.and_then(|field| record.table.get(field.key.as_str())?.get_ref().as_str());
                if let Some(title) = title {
                    index.alike.entry(normal(title).into_owned()).or_insert(entry);
                }
                continue;
            };
            // A copy names nothing that is not named already.
            if self.is_copy(record) {
                continue;
            }
            for (item, value) in list_at(&record.table, &field.key).iter().enumerate() {
                let name = match value.get_ref().as_table() {
                    Some(row) => {
                        field.fields.with(Role::Id).and_then(|id| row.get(id.key.as_str())?.get_ref().as_str())
                    }
                    None => value.get_ref().as_str(),
                };
                if let Some(name) = name.filter(|name| !is_blank(name)) {
                    let entry = Entry { item: Some(item), ..entry };
                    if self.is_another(&index, name, entry) {
                        index.later.entry(name.to_owned()).or_default().push(entry);
                    }
                    index.add(name, entry);
                }
            }
        }
        index
    }
}

impl Studio<'_> {
    /// Whether others have the name already, and were all there at other times.
    fn is_another(&self, index: &Index, name: &str, entry: Entry) -> bool {
        let time = |entry: &Entry| self.row(&self.records[entry.record]).own_time();
        let mut known = index.exact.get(name).into_iter().chain(index.later.get(name).into_iter().flatten()).peekable();
        known.peek().is_some() && known.all(|known| time(known).is_apart(time(&entry)))
    }
}

impl Index {
    /// The first of two with the same name keeps it.
    fn add(&mut self, name: &str, entry: Entry) {
        self.exact.entry(name.to_owned()).or_insert(entry);
        self.alike.entry(normal(name).into_owned()).or_insert(entry);
    }
}

/// A name without blanks, with compatible forms made the same: `韩　牧` and `韩牧`, `（` and `(`.
#[must_use]
pub fn normal(name: &str) -> Cow<'_, str> {
    let plain = |char: char| ('\u{4e00}'..='\u{9fff}').contains(&char) || char.is_ascii_alphanumeric() || char == '-';
    if name.chars().all(plain) {
        return Cow::Borrowed(name);
    }
    Cow::Owned(folded(name).collect())
}

/// Whether `name` in that form is `normal`: of a long text no more is read than tells.
#[must_use]
pub fn is_normally(name: &str, normal: &str) -> bool {
    folded(name).eq(normal.chars())
}

fn folded(name: &str) -> impl Iterator<Item = char> {
    name.nfkc().filter(|char| !char.is_whitespace() && *char != '\u{200b}')
}

#[cfg(test)]
mod tests {
    use super::{is_normally, normal};

    #[test]
    fn padding_and_width_make_no_other_name() {
        assert_eq!(normal("韩　牧"), "韩牧");
        assert_eq!(normal(" 韩 牧 "), "韩牧");
        assert_eq!(normal("小禾（化名）"), normal("小禾(化名)"));
        assert!(is_normally(" 韩　牧（1）", "韩牧(1)") && !is_normally("韩牧来了", "韩牧"));
    }
}
