//! What was probably meant by a key or a value that is not right: the line to write in its place.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::source::Source;
use crate::standard::kind::{Field, Fields, Type};
use crate::text::day;
use crate::text::nearest::nearest;

/// The items of a text that joins several, each in quotation marks.
pub(super) fn split(text: &str) -> Option<Vec<String>> {
    let pieces: Vec<&str> =
        text.split(['、', '，', ',', '；', ';']).map(str::trim).filter(|piece| !piece.is_empty()).collect();
    (pieces.len() > 1).then(|| pieces.iter().map(|piece| format!("\"{piece}\"")).collect())
}

/// The key that an unknown one is a slip for, if it does not stand there itself.
pub(super) fn meant<'f>(key: &str, table: &DeTable<'_>, fields: &'f Fields) -> Option<&'f str> {
    if fields.get(key).is_some() {
        return None;
    }
    let field = fields.0.iter().find(|field| field.label.zh == key || field.label.en == key);
    let known = fields.0.iter().map(|field| field.key.as_str());
    let near = field.map(|field| field.key.as_str()).or_else(|| nearest(key, known))?;
    table.get(near).is_none().then_some(near)
}

/// The field with the value as it was meant: a date or number out of its quotation marks, a number put into them.
pub(super) fn as_meant(field: &Field, value: &Spanned<DeValue<'_>>, source: &Source) -> Option<String> {
    let typed = &source.text[value.span()];
    let meant = match (field.of, value.get_ref()) {
        (Type::Date, DeValue::Datetime(date)) => date.date?.to_string(),
        (Type::Date, DeValue::String(text)) => day::read(text)?.ok()?,
        (of, DeValue::String(text)) if looks_like(of, text.trim()) => text.trim().to_owned(),
        (Type::Boolean, DeValue::String(text)) => match text.trim() {
            "是" | "有" => "true".to_owned(),
            "否" | "无" => "false".to_owned(),
            _ => return None,
        },
        (Type::Integer | Type::Number | Type::Boolean | Type::Table | Type::Rows | Type::Date, _)
        | (_, DeValue::Array(_) | DeValue::Table(_)) => return None,
        (_, DeValue::String(_)) => typed.to_owned(),
        _ => format!("\"{typed}\""),
    };
    Some(if field.many { format!("{} = [{meant}]", field.key) } else { format!("{} = {meant}", field.key) })
}

/// Whether a quoted text would be right without its quotation marks.
fn looks_like(of: Type, text: &str) -> bool {
    match of {
        Type::Integer => text.parse::<i64>().is_ok(),
        Type::Number => text.parse::<f64>().is_ok(),
        Type::Boolean => matches!(text, "true" | "false"),
        _ => false,
    }
}
