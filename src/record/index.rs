//! Finds what a reference names: a record by its stem, a row by its id, or a value of a list.

use foldhash::HashMap;
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

use super::{Row, Studio, is_blank};
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
}

impl Studio<'_> {
    /// What `name` stands for among the things a target may name; blanks and widths of characters make no difference.
    #[must_use]
    pub fn resolve(&self, target: usize, name: &str) -> Option<Entry> {
        let index = self.index(target);
        index.exact.get(name).or_else(|| index.alike.get(normal(name).as_ref())).copied()
    }

    /// Whether `name` is written exactly as what it stands for.
    #[must_use]
    pub fn is_exact(&self, target: usize, name: &str) -> bool {
        self.index(target).exact.contains_key(name)
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
                let rows = whole.table.get(field.key.as_str())?.get_ref().as_array()?;
                let value = rows.get(item)?;
                let span = (value.span().start, value.span().end);
                Some(Row {
                    record: whole.record,
                    table: value.get_ref().as_table()?,
                    fields: &field.fields,
                    list: Some((field, item, span)),
                })
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
            let items = record.table.get(field.key.as_str()).and_then(|value| value.get_ref().as_array());
            for (item, value) in items.into_iter().flatten().enumerate() {
                let name = match value.get_ref().as_table() {
                    Some(row) => {
                        field.fields.with(Role::Id).and_then(|id| row.get(id.key.as_str())?.get_ref().as_str())
                    }
                    None => value.get_ref().as_str(),
                };
                if let Some(name) = name.filter(|name| !is_blank(name)) {
                    index.add(name, Entry { item: Some(item), ..entry });
                }
            }
        }
        index
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
    Cow::Owned(name.nfkc().filter(|char| !char.is_whitespace() && *char != '\u{200b}').collect())
}

#[cfg(test)]
mod tests {
    use super::normal;

    #[test]
    fn padding_and_width_make_no_other_name() {
        assert_eq!(normal("韩　牧"), "韩牧");
        assert_eq!(normal(" 韩 牧 "), "韩牧");
        assert_eq!(normal("小禾（化名）"), normal("小禾(化名)"));
    }
}
