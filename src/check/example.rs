//! A field as one would type it.

use crate::standard::kind::{Field, Type};

/// The field with its example, as one would type it.
#[must_use]
pub fn example_line(field: &Field) -> String {
    let example = field.example.as_deref().unwrap_or("…");
    let bare = matches!(field.of, Type::Date | Type::Integer | Type::Number | Type::Boolean);
    let value = if bare { example.to_owned() } else { format!("\"{example}\"") };
    match field.of {
        Type::Table => format!("[{}]", field.key),
        Type::Rows => format!("[[{}]]", field.key),
        _ if field.many => format!("{} = [{value}]", field.key),
        _ => format!("{} = {value}", field.key),
    }
}
