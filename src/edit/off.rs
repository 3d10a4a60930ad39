//! Fields that stand in a record commented out, as `studio new` writes them: they belong to the block above them, and where one
//! is said at last, it is said there.

use std::collections::BTreeSet;

use toml::Spanned;
use toml::de::{DeTable, DeValue};
use toml_edit::DocumentMut;

use super::insert::{block_end, is_key};
use super::remarks::{headings, text};

/// The keys that stand commented out anywhere in `text`.
#[must_use]
pub fn keys(text: &str) -> BTreeSet<&str> {
    text.lines().filter_map(key).collect()
}

/// The key of a line that is a field commented out.
fn key(line: &str) -> Option<&str> {
    let (key, _) = line.trim().strip_prefix('#')?.split_once('=')?;
    Some(key.trim()).filter(|key| is_key(key))
}

/// `text` with `key` no longer commented out in the block that `way` leads to (keys, and the number of a row where the key is
/// that of a list); nothing where it does not stand there, or is said already.
#[must_use]
pub fn on(text: &str, way: &[(&str, usize)], key: &str) -> Option<String> {
    let root = DeTable::parse(text).ok()?;
    let (mut table, mut start) = (root.get_ref(), 0);
    for (step, number) in way {
        let value = table.get(*step)?;
        let value = value.get_ref().as_array().map_or(Some(value), |rows| rows.get(*number))?;
        (table, start) = (value.get_ref().as_table()?, value.span().start);
    }
    let mut heads = Vec::new();
    heads_in(root.get_ref(), text, &mut heads);
    if !(way.is_empty() || heads.contains(&start)) {
        return None;
    }
    let end = heads.into_iter().filter(|at| way.is_empty() || *at > start).min().unwrap_or(text.len());
    let mut at = start;
    for line in text[start..end].split_inclusive('\n') {
        let words = line.trim();
        if words.strip_prefix('#').is_some_and(|words| words.trim_start().starts_with('[')) {
            return None;
        }
        if self::key(line) == Some(key) {
            let bare = words[1..].trim_start();
            let whole = [&text[..at], bare, "\n", &text[at + line.len()..]].concat();
            return says_more(text, &whole, way, key).then_some(whole);
        }
        at += line.len();
    }
    None
}

/// `text` with the head of a table, or of the first row of a list (`listed`), no longer commented out; nothing where the table is
/// there, its head is not, or what follows the head is another's.
#[must_use]
pub fn head(text: &str, way: &[&str], listed: bool) -> Option<String> {
    let name = way.join(".");
    let head = if listed { format!("[[{name}]]") } else { format!("[{name}]") };
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.trim().strip_prefix('#').is_some_and(|words| words.trim() == head) {
            let end = if line.ends_with("\r\n") { "\r\n" } else { "\n" };
            let whole = [&text[..at], &head, end, &text[at + line.len()..]].concat();
            return is_headed(text, &whole, way, listed).then_some(whole);
        }
        at += line.len();
    }
    None
}

/// Whether `whole` says what `text` says, and at the end of `way` a table, or a row, with nothing in it.
fn is_headed(text: &str, whole: &str, way: &[&str], listed: bool) -> bool {
    let (Ok(old), Ok(mut new)) = (text.parse::<toml::Table>(), whole.parse::<toml::Table>()) else { return false };
    let Some((key, tables)) = way.split_last() else { return false };
    let mut table = Some(&mut new);
    for step in tables {
        table = table.and_then(|table| table.get_mut(*step)?.as_table_mut());
    }
    let bare = match table.and_then(|table| table.remove(*key)) {
        Some(toml::Value::Array(rows)) if listed => {
            rows.len() == 1 && rows[0].as_table().is_some_and(toml::Table::is_empty)
        }
        Some(toml::Value::Table(table)) if !listed => table.is_empty(),
        _ => false,
    };
    prune(&mut new, tables, &old);
    bare && new == old
}

/// Takes away the tables at `way` that are empty and were not in `old`: they came with what they led to.
fn prune(table: &mut toml::Table, way: &[&str], old: &toml::Table) {
    let Some((first, rest)) = way.split_first() else { return };
    let inner = old.get(*first).and_then(toml::Value::as_table);
    if let Some(table) = table.get_mut(*first).and_then(toml::Value::as_table_mut) {
        prune(table, rest, inner.unwrap_or(&toml::Table::new()));
    }
    if inner.is_none() && table.get(*first).and_then(toml::Value::as_table).is_some_and(toml::Table::is_empty) {
        table.remove(*first);
    }
}

/// Where headings begin.
fn heads_in(table: &DeTable<'_>, text: &str, found: &mut Vec<usize>) {
    fn value(of: &Spanned<DeValue<'_>>, text: &str, found: &mut Vec<usize>) {
        match of.get_ref() {
            DeValue::Table(inner) => {
                found.extend(Some(of.span().start).filter(|at| text[*at..].starts_with('[')));
                heads_in(inner, text, found);
            }
            DeValue::Array(rows) => rows.iter().for_each(|row| value(row, text, found)),
            _ => {}
        }
    }
    table.values().for_each(|of| value(of, text, found));
}

/// Whether `whole` says what `text` says and `key`, and nothing else.
fn says_more(text: &str, whole: &str, way: &[(&str, usize)], key: &str) -> bool {
    let (Ok(old), Ok(mut new)) = (text.parse::<toml::Table>(), whole.parse::<toml::Table>()) else { return false };
    let mut table = Some(&mut new);
    for (step, number) in way {
        let value = table.and_then(|table| table.get_mut(*step));
        let row = value.and_then(|value| if value.is_array() { value.get_mut(*number) } else { Some(value) });
        table = row.and_then(toml::Value::as_table_mut);
    }
    table.is_some_and(|table| table.remove(key).is_some()) && new == old
}

/// Lets new headings, which have no place in the file yet, come behind the fields that are commented out below the block before
/// them, and behind the head of the file.
pub fn stay(document: &mut DocumentMut) {
    let (mut order, mut last) = (Vec::new(), 0);
    headings(document, &mut |table| {
        last = table.position().unwrap_or(last);
        order.push((last, order.len(), table.position().is_none() && table.decor().prefix().is_none()));
    });
    order.sort_by_key(|(place, ..)| *place);
    let runs = order.chunk_by(|one, next| one.2 == next.2).collect::<Vec<_>>();
    for (run, at) in runs.iter().zip(1..) {
        let Some((_, first, true)) = run.first() else { continue };
        let next = runs.get(at).and_then(|run| run.first()).map(|(_, number, _)| *number);
        let mut own = String::new();
        if let Some(next) = next {
            visit(document, next, |decor| {
                let prefix = text(decor.prefix()).to_owned();
                let (head, rest) = parted(&prefix, "[");
                if !head.is_empty() {
                    own.push_str(head);
                    decor.set_prefix(if rest.starts_with('\n') { rest.to_owned() } else { format!("\n{rest}") });
                }
            });
        } else {
            let trailing = document.trailing().as_str().unwrap_or_default().to_owned();
            let (head, rest) = parted(&trailing, "");
            own.push_str(head);
            document.set_trailing(rest);
        }
        if !own.is_empty() {
            visit(document, *first, |decor| decor.set_prefix(own + "\n"));
        }
    }
}

/// What stands between two headings: what belongs to the first, and the rest. `next` is what follows.
fn parted<'t>(between: &'t str, next: &str) -> (&'t str, &'t str) {
    between.split_at((block_end(&format!("\n{between}{next}"), 0) - 1).min(between.len()))
}

/// Changes what stands around the heading with this number.
fn visit(document: &mut DocumentMut, number: usize, change: impl FnOnce(&mut toml_edit::Decor)) {
    let (mut at, mut change) = (0, Some(change));
    headings(document, &mut |table| {
        if at == number
            && let Some(change) = change.take()
        {
            change(table.decor_mut());
        }
        at += 1;
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_said_where_it_stood() {
        let text = "# 头\n\n# 日期（选填）。\n# 例：planned = 1\n# planned = \"待填\"\n\n[[task]]\nid = \"a\"\n# done = 1\n\n[[task]]\nid = \"b\"\n# done = 2 # 后\n\n# [[reflection]]\n# date = 1\n";
        let expected = |old: &str, new: &str| Some(text.replace(old, new));
        assert_eq!(on(text, &[], "planned"), expected("# planned =", "planned ="));
        assert_eq!(on(text, &[("task", 0)], "done"), expected("# done = 1", "done = 1"));
        assert_eq!(on(text, &[("task", 1)], "done"), expected("# done = 2", "done = 2"));
        for (way, key) in
            [(&[("task", 1)][..], "date"), (&[], "done"), (&[("task", 0)], "id"), (&[("task", 2)], "done")]
        {
            assert_eq!(on(text, way, key), None, "{key}");
        }
        assert_eq!(keys(text).into_iter().collect::<Vec<_>>(), ["date", "done", "planned"]);
        assert_eq!(on("a = \"\"\"\n# b = 1\n\"\"\"\n", &[], "b"), None, "it stands within a text");
    }

    #[test]
    fn a_head_is_set_where_it_stood() {
        let text = "a = 1\n\n# 联系人。\n# [contact]\n\n# 姓名。\n# name = \"待填\"\n\n# 学期。\n# [[calendar.semester]]\n# id = \"待填\"\n";
        let expected = |head: &str| Some(text.replace(&format!("# {head}"), head));
        assert_eq!(head(text, &["contact"], false), expected("[contact]"));
        assert_eq!(head(text, &["calendar", "semester"], true), expected("[[calendar.semester]]"));
        assert_eq!(head(text, &["contact"], true), None);
        assert_eq!(head(text, &["group"], false), None);
        assert_eq!(head("# [a]\nb = 1\n", &["a"], false), None, "b is another's");
        assert_eq!(head("# [a]\n[a]\n", &["a"], false), None, "it is there");
        assert_eq!(head("b = \"\"\"\n# [a]\n\"\"\"\n", &["a"], false), None, "it stands within a text");
    }

    #[test]
    fn new_rows_come_behind_what_is_commented_out() {
        let after = |text: &str, at: usize| {
            let mut document: DocumentMut = text.parse().unwrap();
            let rows = document.entry("task").or_insert(toml_edit::array());
            let rows = rows.as_array_of_tables_mut().unwrap();
            rows.insert(at, toml_edit::Table::new());
            rows.insert(at, toml_edit::Table::new());
            rows.get_mut(at).unwrap().insert("id", toml_edit::value("n"));
            stay(&mut document);
            document.to_string()
        };
        let new = "\n[[task]]\nid = \"n\"\n\n[[task]]\n";
        let own = "[[task]]\nid = \"a\"\n\n# 理由。\n# done = 1\n";
        let rest = "\n# 反思（一段一件）。\n# [[reflection]]\n# date = 1\n";
        assert_eq!(after(&format!("{own}{rest}"), 1), format!("{own}{new}{rest}"));
        assert_eq!(after(&format!("{own}\n# 二\n[[task]]\n"), 1), format!("{own}{new}\n# 二\n[[task]]\n"));
        let head = "# 头\n\n# 日期。\n# planned = 1\n";
        assert_eq!(after(&format!("{head}{rest}"), 0), format!("{head}{new}{rest}"));
        assert_eq!(after("a = 1\n\n# 尾\n", 0), format!("a = 1\n{new}\n# 尾\n"));
    }
}
