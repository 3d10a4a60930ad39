//! What may be chosen in a cell: the values of a list, the names that exist. They stand on a hidden sheet, a column each,
//! since a drop-down cannot hold more than 255 characters itself.

use super::table::{NO, YES};
use crate::record::Studio;
use crate::standard::kind::{Field, Type};

/// The columns of the hidden sheet.
#[derive(Debug, Default)]
pub struct Choices {
    columns: Vec<(String, Vec<String>)>,
}

impl Choices {
    /// The column of what `field` may say, with how many there are; nothing where one types freely.
    pub fn of(&mut self, field: &Field, studio: &Studio<'_>) -> Option<(usize, usize)> {
        let name = match field.of {
            Type::Boolean => YES.to_owned(),
            Type::Value | Type::Reference => [&field.list, &field.to, &field.all, &field.vacant]
                .map(|part| part.as_deref().unwrap_or_default())
                .join("/"),
            _ => return None,
        };
        if let Some(at) = self.columns.iter().position(|(known, _)| *known == name) {
            return Some((at, self.columns[at].1.len()));
        }
        let values = values(field, studio);
        if values.is_empty() {
            return None;
        }
        self.columns.push((name, values));
        self.columns.last().map(|(_, values)| (self.columns.len() - 1, values.len()))
    }

    /// The columns from left to right.
    pub fn columns(&self) -> impl Iterator<Item = &[String]> {
        self.columns.iter().map(|(_, values)| values.as_slice())
    }
}

fn values(field: &Field, studio: &Studio<'_>) -> Vec<String> {
    if field.of == Type::Boolean {
        return vec![YES.to_owned(), NO.to_owned()];
    }
    let mut names: Vec<String> =
        field.target.into_iter().flat_map(|target| studio.names(target)).map(str::to_owned).collect();
    names.sort_unstable();
    let words = [&field.all, &field.vacant].into_iter().flatten().cloned();
    let list = studio.standard.list(field).into_iter().flat_map(|list| &list.values).map(|value| value.value.clone());
    words.chain(list).chain(names).collect()
}
