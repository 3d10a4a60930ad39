//! The values of a record, however deep they stand.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::standard::kind::{Field, Fields, Type};

/// Every value of a table that is a field of it, those of lists one by one.
pub fn walk<'a>(
    table: &'a DeTable<'a>,
    fields: &'a Fields,
    seen: &mut impl FnMut(&'a Spanned<DeValue<'a>>, &'a Field),
) {
    for (key, value) in table {
        let Some(field) = fields.get(key.get_ref()) else { continue };
        match (field.of, value.get_ref()) {
            (Type::Table | Type::Rows, DeValue::Table(inner)) => walk(inner, &field.fields, seen),
            (Type::Table | Type::Rows, DeValue::Array(rows)) => {
                let tables = rows.iter().filter_map(|row| row.get_ref().as_table());
                tables.for_each(|row| walk(row, &field.fields, seen));
            }
            (_, DeValue::Array(items)) => items.iter().for_each(|item| seen(item, field)),
            _ => seen(value, field),
        }
    }
}

/// Every text of a table, whatever it is a field of.
pub fn texts<'a>(table: &'a DeTable<'_>, seen: &mut impl FnMut(&'a str)) {
    fn within<'a>(value: &'a DeValue<'_>, seen: &mut impl FnMut(&'a str)) {
        match value {
            DeValue::String(text) => seen(text),
            DeValue::Array(items) => items.iter().for_each(|item| within(item.get_ref(), seen)),
            DeValue::Table(inner) => texts(inner, seen),
            _ => {}
        }
    }
    table.iter().for_each(|(_, value)| within(value.get_ref(), seen));
}
