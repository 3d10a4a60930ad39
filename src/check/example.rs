//! A field as one would type it.

use crate::standard::kind::{Field, Type};

/// The field with its example, as one would type it.
#[must_use]
pub fn example_line(field: &Field) -> String {
    typed(field, &[field.example.as_deref().unwrap_or("…")])
}

/// The field with these values, as one would type it.
#[must_use]
pub fn typed(field: &Field, values: &[impl AsRef<str>]) -> String {
    let bare = matches!(field.of, Type::Date | Type::Integer | Type::Number | Type::Boolean);
    let value = |value: &_| {
        let text = AsRef::<str>::as_ref(value);
        if bare { text.to_owned() } else { format!("\"{text}\"") }
    };
    let values = values.iter().map(value).collect::<Vec<_>>().join(", ");
    match field.of {
        Type::Table => format!("[{}]", field.key),
        Type::Rows => format!("[[{}]]", field.key),
        _ if field.many => format!("{} = [{values}]", field.key),
        _ => format!("{} = {values}", field.key),
    }
}
