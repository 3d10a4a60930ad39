//! One value of a record as it is written in TOML: typed by its field, put in the place of the old one without moving
//! anything around it.

use toml_edit::{Array, Datetime, Formatted, Item, Key, TableLike, Value};

use super::items;
use super::remarks::{prepend, remarks, text};
use crate::standard::kind::{Field, Fields, Type};

/// What a field is to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// One value: of a date `2022-09-01`, of a number its digits, of a truth `true` or `false`; else the text.
    One(String),
    /// Several values.
    Many(Vec<String>),
}

/// Writes `content` at `field` of `table`, whose fields are `fields`; nothing takes the key away. A key that was not there
/// comes behind those that stand before it in the kind. What is given back are remarks for which nothing is left in the table.
#[must_use]
pub fn set(table: &mut dyn TableLike, fields: &Fields, field: &Field, content: Option<&Content>) -> String {
    let Some(content) = content else { return remove(table, &field.key) };
    match (table.get_mut(&field.key), content) {
        (Some(Item::Value(Value::Array(old))), Content::Many(items)) => super::list::set(old, field, items),
        (Some(Item::Value(old)), content) => {
            let decor = old.decor().clone();
            *old = value(field, content);
            *old.decor_mut() = decor;
        }
        (_, content) => insert(table, fields, &field.key, Item::Value(value(field, content))),
    }
    String::new()
}

/// The value that `content` is for `field`.
fn value(field: &Field, content: &Content) -> Value {
    match content {
        Content::One(text) => one(field, text),
        Content::Many(items) => Value::Array(items.iter().map(|item| one(field, item)).collect::<Array>()),
    }
}

/// A single value. What does not read as its type stays text: whoever asks for it has looked before.
pub(super) fn one(field: &Field, text: &str) -> Value {
    let whole = || text.parse::<i64>().ok().map(Value::from);
    let number = || text.parse::<f64>().ok().filter(|number| number.is_finite()).map(Value::from);
    let typed = match field.of {
        Type::Date => text.parse::<Datetime>().ok().map(Value::from),
        Type::Integer => whole(),
        Type::Number => whole().or_else(number),
        Type::Boolean => text.parse::<bool>().ok().map(Value::from),
        _ => None,
    };
    typed.unwrap_or_else(|| Value::String(Formatted::new(text.to_owned())))
}

/// Adds a key behind the last of those that stand before it in the kind, else in front of all others.
pub(super) fn insert(table: &mut dyn TableLike, fields: &Fields, key: &str, item: Item) {
    let rank = |key: &str| fields.0.iter().position(|field| field.key == key).unwrap_or(usize::MAX);
    let keys: Vec<Key> = table.iter().filter_map(|(other, _)| table.key(other).cloned()).collect();
    let behind = keys.iter().rposition(|other| rank(other.get()) < rank(key)).map_or(0, |before| before + 1);
    // What stands first may carry the remarks at the head of the file; they stay at its head.
    let headed = keys.first().is_some_and(|first| !remarks(first.leaf_decor().prefix()).is_empty());
    let behind = if behind == 0 && headed { 1 } else { behind };
    let after = &keys[behind.min(keys.len())..];
    let moved: Vec<Item> = after.iter().filter_map(|key| table.remove(key.get())).collect();
    table.insert(key, item);
    for (key, item) in after.iter().zip(moved) {
        table.entry_format(key).or_insert(item);
    }
}

/// Takes a key away. The remarks above, in and behind it go to the next line, or to the one before; they are given back where
/// there is neither.
pub(super) fn remove(table: &mut dyn TableLike, key: &str) -> String {
    let keys: Vec<String> = table.iter().map(|(key, _)| key.to_owned()).collect();
    let Some(at) = keys.iter().position(|other| other == key) else { return String::new() };
    let above = table.key(key).map(|key| remarks(key.leaf_decor().prefix())).unwrap_or_default();
    let mut value = table.remove(key);
    let list = value.as_mut().and_then(Item::as_array_mut).map(|list| remarks(Some(&items::bare(list))));
    let behind = value.as_ref().and_then(Item::as_value).map(|value| remarks(value.decor().suffix()));
    let left = above + &list.unwrap_or_default() + &behind.unwrap_or_default();
    if left.is_empty() {
        return left;
    }
    let next = keys.get(at + 1);
    // What has a heading has its remarks in front of that; in front of its key they would stand at every heading of a list.
    let heading = next.and_then(|next| match table.get_mut(next)? {
        Item::ArrayOfTables(rows) => rows.get_mut(0).map(toml_edit::Table::decor_mut),
        Item::Table(inner) if !inner.is_dotted() && !inner.is_implicit() => Some(inner.decor_mut()),
        _ => None,
    });
    if let Some(decor) = heading {
        prepend(decor, &left);
    } else if let Some(mut next) = next.and_then(|next| table.key_mut(next)) {
        prepend(next.leaf_decor_mut(), &left);
    } else if let Some(last) = at.checked_sub(1).and_then(|last| table.get_mut(&keys[last])?.as_value_mut()) {
        let suffix = text(last.decor().suffix()).to_owned();
        last.decor_mut().set_suffix(format!("{suffix}\n{}", left.trim_end()));
    } else {
        return left;
    }
    String::new()
}

#[cfg(test)]
mod tests {
    use toml_edit::DocumentMut;

    use super::*;
    use crate::edit::kind;

    fn after(text: &str, name: &str, key: &str, content: Option<&str>) -> String {
        let fields = &kind(name).fields;
        let mut document: DocumentMut = text.parse().unwrap();
        let content = content.map(|text| Content::One(text.into()));
        let left = set(document.as_table_mut(), fields, fields.get(key).unwrap(), content.as_ref());
        assert_eq!(left, "");
        document.to_string()
    }

    #[test]
    fn a_value_changes_and_nothing_else() {
        let text = "# 头\nname   = '甲'  # 名\njoined = 2020-09-01\n\n[[growth]]\ntitle = \"x\"\n";
        assert_eq!(after(text, "member", "name", Some("乙")), text.replace("'甲'", "\"乙\""));
        assert_eq!(after(text, "member", "joined", Some("2021-09-01")), text.replace("2020", "2021"));
    }

    #[test]
    fn a_new_key_takes_its_place_in_the_kind() {
        let text = "# 头\nname = \"甲\"\njoined = 2020-09-01\n\n[[growth]]\ntitle = \"x\"\n";
        let category = "name = \"甲\"\ncategory = \"其他\"\n";
        assert_eq!(after(text, "member", "category", Some("其他")), text.replace("name = \"甲\"\n", category));
        let left = "joined = 2020-09-01\nleft = 2022-01-01\n";
        assert_eq!(after(text, "member", "left", Some("2022-01-01")), text.replace("joined = 2020-09-01\n", left));
        let text = "# 头\njoined = 2020-09-01\n";
        assert_eq!(after(text, "member", "name", Some("甲")), format!("{text}name = \"甲\"\n"));
        assert_eq!(
            after("joined = 2020-09-01\n", "member", "birth_year", Some("1979")),
            "birth_year = 1979\njoined = 2020-09-01\n"
        );
        assert_eq!(after("", "case", "reported", Some("true")), "reported = true\n");
    }

    #[test]
    fn what_a_key_was_remarked_with_stays() {
        let text = "name = \"甲\"\n# 上\npost = \"无\" # 后\njoined = 2020-09-01\n";
        assert_eq!(after(text, "member", "post", None), "name = \"甲\"\n# 上\n# 后\njoined = 2020-09-01\n");
        let text = "name = \"甲\"\n# 上\nleft = 2022-01-01\n\n[[growth]]\nkind = \"培训\"\n";
        let expected = "name = \"甲\"\n# 上\n\n[[growth]]\nkind = \"培训\"\n";
        assert_eq!(after(text, "member", "left", None), expected);
    }

    #[test]
    fn texts_that_would_confuse_are_written_so_that_they_read_the_same() {
        for hard in ["a\"b", "C:\\x", "一\n二\n", "'''", "\"\"\"", "\u{1b}", "=1+1", " 空 ", "# 不是注", "a\\"] {
            let text = after("name = \"甲\"\n", "member", "name", Some(hard));
            let back: toml::Table = toml::from_str(&text).unwrap();
            assert_eq!(back["name"].as_str(), Some(hard), "{text}");
        }
    }
}
