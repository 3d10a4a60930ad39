//! A list of values: only the items that differ are written; the others, and the remarks between them, stay.

use toml_edit::{Array, RawString, Value};

use super::cell::one;
use crate::standard::kind::Field;

/// Makes `list` say `items`.
pub(super) fn set(list: &mut Array, field: &Field, items: &[String]) {
    let old: Vec<String> = list.iter().map(shown).collect();
    let same = old.iter().zip(items).take_while(|(old, new)| old == new).count();
    let room = old.len().min(items.len()) - same;
    let tail = old.iter().rev().zip(items.iter().rev()).take(room).take_while(|(old, new)| old == new).count();
    let lines = list.iter().find_map(|item| indent(item.decor().prefix()));
    let removed = same..old.len() - tail;
    for (number, item) in items[same..items.len() - tail].iter().enumerate() {
        let at = same + number;
        let mut value = one(field, item);
        if at < removed.end {
            if let Some(before) = list.get(at) {
                *value.decor_mut() = before.decor().clone();
            }
            list.replace_formatted(at, value);
        } else {
            if let Some(indent) = &lines {
                value.decor_mut().set_prefix(indent.as_str());
            }
            list.insert_formatted(at, value);
        }
    }
    for _ in same + (items.len() - tail - same)..removed.end {
        list.remove(items.len() - tail);
    }
    if lines.is_none() {
        list.fmt();
    }
}

/// An item as people read it.
fn shown(item: &Value) -> String {
    item.as_str().map_or_else(|| item.clone().decorated("", "").to_string(), str::to_owned)
}

/// The line end and the blanks in front of an item that has a line to itself.
fn indent(prefix: Option<&RawString>) -> Option<String> {
    let prefix = prefix?.as_str()?;
    prefix.rfind('\n').map(|start| prefix[start..].to_owned())
}

#[cfg(test)]
mod tests {
    use toml_edit::DocumentMut;

    use super::*;

    fn after(text: &str, items: &[&str]) -> String {
        let mut document: DocumentMut = text.parse().unwrap();
        let items: Vec<String> = items.iter().map(|item| (*item).to_owned()).collect();
        set(document["a"].as_array_mut().unwrap(), &Field::default(), &items);
        document.to_string()
    }

    #[test]
    fn on_one_line() {
        assert_eq!(after("a = [\"一\", \"二\"] # 注\n", &["一", "三", "二"]), "a = [\"一\", \"三\", \"二\"] # 注\n");
        assert_eq!(after("a = [\"一\", \"二\"]\n", &["二"]), "a = [\"二\"]\n");
        assert_eq!(after("a = []\n", &["一", "二"]), "a = [\"一\", \"二\"]\n");
        assert_eq!(after("a = [\"一\", '二', \"三\"]\n", &["一", "二"]), "a = [\"一\", '二']\n");
    }

    #[test]
    fn on_a_line_each() {
        let text = "a = [\n  \"一\", # 甲\n  # 乙\n  \"二\",\n]\n";
        assert_eq!(after(text, &["一", "二", "三"]), "a = [\n  \"一\", # 甲\n  # 乙\n  \"二\",\n  \"三\",\n]\n");
        assert_eq!(after(text, &["一", "三"]), "a = [\n  \"一\", # 甲\n  # 乙\n  \"三\",\n]\n");
        assert_eq!(after(text, &["三", "一", "二"]), "a = [\n  \"三\",\n  \"一\", # 甲\n  # 乙\n  \"二\",\n]\n");
    }
}
