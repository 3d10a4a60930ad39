//! Rows of a record: the tables that lead to a list, and the list itself, whether it is written as `[[blocks]]` or as
//! tables on one line.

use toml_edit::{ArrayOfTables, InlineTable, Item, Table, TableLike, Value};

use super::cell::{self, insert};
use super::items;
use super::remarks::{Left, prepend, text};
use crate::standard::kind::{Field, Fields};

/// The table that `steps` lead to from `table`, with its fields; tables on the way are made. Nothing where something else
/// stands in the way.
pub fn table<'t, 'f>(
    table: &'t mut dyn TableLike,
    fields: &'f Fields,
    steps: &'f [std::sync::Arc<Field>],
) -> Option<(&'t mut dyn TableLike, &'f Fields)> {
    let Some((step, rest)) = steps.split_first() else { return Some((table, fields)) };
    if table.get(&step.key).is_none() {
        insert(table, fields, &step.key, Item::Table(Table::new()));
    }
    self::table(table.get_mut(&step.key)?.as_table_like_mut()?, &step.fields, rest)
}

/// The row with this number, from 0, of a list.
pub fn row<'t>(table: &'t mut dyn TableLike, list: &Field, number: usize) -> Option<&'t mut dyn TableLike> {
    match table.get_mut(&list.key)? {
        Item::ArrayOfTables(rows) => rows.get_mut(number).map(|row| row as &mut dyn TableLike),
        Item::Value(Value::Array(rows)) => match rows.get_mut(number)? {
            Value::InlineTable(row) => Some(row),
            _ => None,
        },
        _ => None,
    }
}

/// Adds an empty row at `number`, or at the end where there are fewer; gives it to be filled. The list is made where there
/// is none.
pub fn add<'t>(
    table: &'t mut dyn TableLike,
    fields: &Fields,
    list: &Field,
    number: usize,
) -> Option<&'t mut dyn TableLike> {
    match table.get(&list.key) {
        None => insert(table, fields, &list.key, Item::ArrayOfTables(ArrayOfTables::new())),
        // A list that says nothing may be written either way; blocks merge better.
        Some(Item::Value(Value::Array(rows))) if rows.is_empty() => {
            table.remove(&list.key);
            insert(table, fields, &list.key, Item::ArrayOfTables(ArrayOfTables::new()));
        }
        Some(_) => {}
    }
    match table.get_mut(&list.key)? {
        Item::ArrayOfTables(rows) => {
            let at = number.min(rows.len());
            rows.insert(at, Table::new());
            rows.get_mut(at).map(|row| row as &mut dyn TableLike)
        }
        Item::Value(Value::Array(rows)) => {
            let at = number.min(rows.len());
            items::insert(rows, at, Value::InlineTable(InlineTable::new()));
            rows.get_mut(at)?.as_inline_table_mut().map(|row| row as &mut dyn TableLike)
        }
        _ => None,
    }
}

/// Takes the row with this number away; a list without rows goes, too. Remarks that a blank line parts from a row are not that
/// row's, and stay; so does whatever stands above the last row that goes, for it may be about the list. What nothing in the
/// table can take over is given back.
#[must_use]
pub fn remove(table: &mut dyn TableLike, list: &Field, number: usize) -> Option<Left> {
    match table.get_mut(&list.key)? {
        Item::ArrayOfTables(rows) => {
            let only = rows.len() == 1;
            let row = rows.get(number)?;
            let (below, stays) = (row.position(), above(row, only));
            rows.remove(number);
            let left = match (stays, rows.get_mut(number)) {
                (Some(lines), Some(next)) => {
                    prepend(next.decor_mut(), &lines);
                    None
                }
                (stays, _) => stays.map(|lines| Left { below, lines }),
            };
            if only {
                table.remove(&list.key);
            }
            left
        }
        Item::Value(Value::Array(rows)) => {
            items::remove(rows, number);
            let lines = rows.is_empty().then(|| cell::remove(table, &list.key))?;
            Some(Left { below: None, lines })
        }
        _ => None,
    }
}

/// The remarks above a row that a blank line parts from it; all that are above it where there is no other row.
fn above(row: &Table, only: bool) -> Option<String> {
    let prefix = text(row.decor().prefix());
    let (apart, _) = if only { (prefix.trim_end(), "") } else { prefix.rsplit_once("\n\n")? };
    apart.contains('#').then(|| format!("{apart}\n"))
}

#[cfg(test)]
mod tests {
    use toml_edit::DocumentMut;

    use super::*;
    use crate::edit::cell::{Content, set};
    use crate::edit::kind;

    fn with_growth(text: &str, number: usize) -> String {
        let kind = kind("member");
        let mut document: DocumentMut = text.parse().unwrap();
        let list = kind.fields.get("growth").unwrap();
        let row = add(document.as_table_mut(), &kind.fields, list, number).unwrap();
        let content = Content::One("培训".into());
        assert_eq!(set(row, &list.fields, list.fields.get("kind").unwrap(), Some(&content)), "");
        document.to_string()
    }

    #[test]
    fn a_row_comes_where_it_is_asked_for() {
        let text = "name = \"甲\"\n\n[[growth]]\nkind = \"一\"\n\n# 注\n[[growth]]\nkind = \"二\"\n";
        let new = "[[growth]]\nkind = \"培训\"\n";
        assert_eq!(with_growth(text, 1), text.replace("\n# 注", &format!("\n{new}\n# 注")));
        assert_eq!(with_growth(text, 9), format!("{text}\n{new}"));
        assert_eq!(with_growth("name = \"甲\"\n", 0), format!("name = \"甲\"\n\n{new}"));
        assert_eq!(with_growth("growth = []\nname = \"甲\"\n", 0), format!("name = \"甲\"\n\n{new}"));
        let inline = "growth = [\n  { kind = \"一\" },\n]\n";
        assert_eq!(with_growth(inline, 1), "growth = [\n  { kind = \"一\" },\n  { kind = \"培训\" },\n]\n");
        let first = "growth = [ # 开头\n  { kind = \"一\" }, # 一\n";
        let second = "  # 二上\n  { kind = \"二\" },\n  # 尾\n]\n";
        let new = "  { kind = \"培训\" },\n";
        let text = format!("{first}{second}");
        assert_eq!(with_growth(&text, 1), format!("{first}{new}{second}"));
        assert_eq!(with_growth(&text, 2), text.replace("  # 尾", &format!("{new}  # 尾")));
        assert_eq!(with_growth(&text, 0), text.replace("  { kind = \"一\"", &format!("{new}  {{ kind = \"一\"")));
    }

    #[test]
    fn a_new_table_stands_before_the_lists_that_follow_it() {
        let kind = kind("member");
        let mut document: DocumentMut = "name = \"甲\"\n\n[[growth]]\nkind = \"一\"\n".parse().unwrap();
        let steps = [kind.fields.get("profile").unwrap().clone()];
        let (profile, fields) = table(document.as_table_mut(), &kind.fields, &steps).unwrap();
        let left = set(profile, fields, fields.get("practice").unwrap(), Some(&Content::One("带过".into())));
        assert_eq!(left, "");
        let expected = "name = \"甲\"\n\n[profile]\npractice = \"带过\"\n\n[[growth]]\nkind = \"一\"\n";
        assert_eq!(document.to_string(), expected);
    }

    #[test]
    fn remarks_that_are_not_a_rows_stay() {
        let kind = kind("member");
        let list = kind.fields.get("growth").unwrap();
        let text = "# 头\n\n# 一\n[[growth]]\nkind = \"一\"\n# 还是一\n\n# 二\n[[growth]]\nkind = \"二\"\n\n[[growth]]\nkind = \"三\"\n";
        let mut document: DocumentMut = text.parse().unwrap();
        assert_eq!(remove(document.as_table_mut(), list, 1), None);
        let expected = "# 头\n\n# 一\n[[growth]]\nkind = \"一\"\n# 还是一\n\n[[growth]]\nkind = \"三\"\n";
        assert_eq!(document.to_string(), expected);
        assert_eq!(remove(document.as_table_mut(), list, 0), None);
        assert_eq!(document.to_string(), "# 头\n# 还是一\n\n[[growth]]\nkind = \"三\"\n");
    }

    #[test]
    fn rows_go_and_the_others_stay() {
        let kind = kind("member");
        let list = kind.fields.get("growth").unwrap();
        let text = "name = \"甲\"\n\n[[growth]]\nkind = \"一\"\n\n[[growth]]\nkind = \"二\"\n";
        let mut document: DocumentMut = text.parse().unwrap();
        assert_eq!(remove(document.as_table_mut(), list, 0), None);
        assert_eq!(document.to_string(), "name = \"甲\"\n\n[[growth]]\nkind = \"二\"\n");
        assert_eq!(remove(document.as_table_mut(), list, 0), None);
        assert_eq!(document.to_string(), "name = \"甲\"\n");
    }
}
