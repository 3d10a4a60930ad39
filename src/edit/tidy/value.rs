//! How a value is laid out: as it was typed, but for lists, which stand on one line where they fit, and one item a line
//! where they do not.

use toml_edit::{Array, InlineTable, Value};

use super::block::{texts, written};
use super::note::{self, Note};
use crate::text::width::width;

/// The columns of the longest list that stays on one line.
const WIDEST: usize = 100;

/// The value of `key`, without the comment behind it.
pub(super) fn laid_out(key: &str, value: &Value) -> String {
    match value {
        Value::Array(array) => list(array, "", width(key) + 3),
        _ => flat(value).unwrap_or_else(|| as_typed(value)),
    }
}

/// A list that begins in column `column`; further lines are indented by `indent`.
fn list(array: &Array, indent: &str, column: usize) -> String {
    let line = flat_list(array).filter(|line| !line.contains('\n') && column + width(line) <= WIDEST);
    if let Some(line) = line {
        return line;
    }
    let around = array.iter().map(|item| texts(item.decor()));
    let (notes, end) = note::in_list(around, array.trailing().as_str().unwrap_or_default());
    let deeper = format!("{indent}  ");
    let mut out = String::from("[");
    let mut line = |text: &str| {
        out.push('\n');
        out.push_str(&deeper);
        out.push_str(text);
    };
    for (item, Note { above, behind }) in array.iter().zip(notes) {
        for comment in above {
            line(&comment);
        }
        let text = match item {
            Value::Array(inner) => list(inner, &deeper, width(&deeper)),
            _ => flat(item).unwrap_or_else(|| as_typed(item)),
        };
        let behind = behind.map(|behind| format!(" {behind}")).unwrap_or_default();
        line(&format!("{text},{behind}"));
    }
    for comment in end {
        line(&comment);
    }
    format!("{out}\n{indent}]")
}

/// A value with the usual blanks; nothing if there are comments in it.
fn flat(value: &Value) -> Option<String> {
    match value {
        Value::Array(array) => flat_list(array),
        Value::InlineTable(table) => flat_table(table),
        _ => Some(as_typed(value)),
    }
}

fn flat_list(array: &Array) -> Option<String> {
    let bare = |value: &Value| {
        let (before, behind) = texts(value.decor());
        is_blank(before) && is_blank(behind)
    };
    if !is_blank(array.trailing().as_str().unwrap_or_default()) || !array.iter().all(bare) {
        return None;
    }
    let items: Option<Vec<String>> = array.iter().map(flat).collect();
    Some(format!("[{}]", items?.join(", ")))
}

fn flat_table(table: &InlineTable) -> Option<String> {
    let mut parts = Vec::new();
    if !is_blank(table.trailing().as_str().unwrap_or_default()) {
        return None;
    }
    for (path, value) in table.get_values() {
        let (before, behind) = texts(value.decor());
        let keys_bare = path.iter().all(|key| {
            let ((one, two), (three, four)) = (texts(key.leaf_decor()), texts(key.dotted_decor()));
            [one, two, three, four].into_iter().all(is_blank)
        });
        if !(keys_bare && is_blank(before) && is_blank(behind)) {
            return None;
        }
        let key = path.into_iter().map(written).collect::<Vec<_>>().join(".");
        parts.push(format!("{key} = {}", flat(value)?));
    }
    Some(if parts.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", parts.join(", ")) })
}

/// A value as it stands in the file.
fn as_typed(value: &Value) -> String {
    let mut value = value.clone();
    value.decor_mut().clear();
    value.to_string()
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}
