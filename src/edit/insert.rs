//! Puts rows into a file that people wrote: after the last row of their list, every other byte as it was. The new lines end
//! as the file's lines do, and the result is read again before it counts.

use toml::Spanned;
use toml::de::{DeTable, DeValue};
use toml::{Table, Value};

/// Why rows cannot be put into a text; the text has to be changed by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// The text is no sound TOML as it is.
    Broken,
    /// The list is written in a way that a block cannot follow, such as `[{…}]`.
    Inline,
}

/// `text` with `blocks` (whole `[[…]]` blocks that end their last line) after the rows at `path`, or after the table they
/// stand in, or at the end.
///
/// # Errors
/// [`Refused`], where the result would not hold the rows.
pub fn rows(text: &str, path: &[&str], blocks: &[String]) -> Result<String, Refused> {
    let table = DeTable::parse(text).map_err(|_| Refused::Broken)?;
    let after = end(table.get_ref(), path).map(|end| block_end(text, end));
    // Where keys of the root follow, a block goes to the end or they would become its own.
    let places = after.into_iter().chain([text.len()]);
    let mut tried = places.map(|at| put(text, at, blocks)).filter(|whole| holds(text, whole, path, blocks));
    tried.next().ok_or(Refused::Inline)
}

fn put(text: &str, at: usize, blocks: &[String]) -> String {
    let (head, tail) = text.split_at(at);
    let mut block = String::new();
    if !head.is_empty() && !head.ends_with('\n') {
        block.push('\n');
    }
    for one in blocks {
        if !(head.is_empty() && block.is_empty()) {
            block.push('\n');
        }
        block.push_str(one);
    }
    if !(tail.is_empty() || tail.starts_with(['\n', '\r'])) {
        block.push('\n');
    }
    if text.contains("\r\n") {
        block = block.replace('\n', "\r\n");
    }
    format!("{head}{block}{tail}")
}

/// Whether `whole` says what `text` says and the rows of `blocks` last in their list, and nothing else.
fn holds(text: &str, whole: &str, path: &[&str], blocks: &[String]) -> bool {
    let plain = |text: &str| text.trim_start_matches('\u{feff}').parse::<Table>().ok();
    let (Some(mut old), Some(mut new)) = (plain(text), plain(whole)) else { return false };
    let wanted = blocks.iter().map(|block| plain(block).and_then(|mut alone| take(&mut alone, path, 1).pop()));
    let Some(wanted) = wanted.collect::<Option<Vec<Value>>>() else { return false };
    // A header with nothing below it is nothing said.
    take(&mut old, path, 0);
    take(&mut new, path, blocks.len()) == wanted && new == old
}

/// Takes the last rows off the list at `path`, and off the tables above what is empty without them.
fn take(table: &mut Table, path: &[&str], number: usize) -> Vec<Value> {
    let Some((first, rest)) = path.split_first() else { return Vec::new() };
    let Some(value) = table.get_mut(*first) else { return Vec::new() };
    let (taken, bare) = match value {
        Value::Array(rows) if rest.is_empty() && rows.len() >= number => {
            (rows.split_off(rows.len() - number), rows.is_empty())
        }
        Value::Table(inner) => (take(inner, rest, number), inner.is_empty()),
        _ => return Vec::new(),
    };
    if bare {
        table.remove(*first);
    }
    taken
}

/// The last byte of the rows at `path`, or of the plain values of the table they stand in; nothing where there is neither.
fn end(table: &DeTable<'_>, path: &[&str]) -> Option<usize> {
    let (first, rest) = path.split_first()?;
    let value = table.get(*first)?;
    match value.get_ref() {
        DeValue::Array(rows) if rest.is_empty() => rows.last().map(extent),
        DeValue::Table(inner) => end(inner, rest).or_else(|| {
            let plain = inner.iter().map(|(_, value)| value).filter(|value| !is_block(value.get_ref()));
            plain.map(extent).chain([value.span().end]).max()
        }),
        _ => None,
    }
}

/// Whether a value has a header of its own.
fn is_block(value: &DeValue<'_>) -> bool {
    match value {
        DeValue::Table(_) => true,
        DeValue::Array(items) => items.first().is_some_and(|item| item.get_ref().is_table()),
        _ => false,
    }
}

/// The last byte of a value and all within it.
fn extent(value: &Spanned<DeValue<'_>>) -> usize {
    let inner = match value.get_ref() {
        DeValue::Array(items) => items.iter().map(extent).max(),
        DeValue::Table(table) => table.iter().map(|(_, value)| extent(value)).max(),
        _ => None,
    };
    inner.unwrap_or(0).max(value.span().end)
}

/// The end of the line at `at`, and of the fields of its block that are commented out below it.
pub(super) fn block_end(text: &str, at: usize) -> usize {
    let mut end = text[at..].find('\n').map_or(text.len(), |found| at + found + 1);
    let mut read = end;
    let (mut off, mut field) = (false, false);
    for line in text[end..].split_inclusive('\n') {
        let words = line.trim();
        if words.is_empty() {
            if off && field {
                end = read;
            }
            (off, field) = (false, false);
        } else if let Some(remark) = words.strip_prefix('#').filter(|remark| !remark.trim_start().starts_with('[')) {
            off = true;
            field |= remark.split_once('=').is_some_and(|(key, _)| is_key(key.trim()));
        } else {
            return end;
        }
        read += line.len();
    }
    if off && field { read } else { end }
}

pub(super) fn is_key(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    const BLOCK: &str = "[[calendar.semester]]\nid = \"c\"\n";

    fn put(text: &str) -> Result<String, Refused> {
        rows(text, &["calendar", "semester"], &[BLOCK.to_owned()])
    }

    #[test]
    fn rows_follow_the_last_of_their_list() {
        let before = "a = 1\n\n[calendar]\n# 甲\nyear = \"x\"\n\n[[calendar.semester]]\nid = \"a\" # 乙\n\n# 丙\n[window]\nb = 2";
        let after = put(before).unwrap();
        assert_eq!(after, before.replace("# 乙\n", &format!("# 乙\n\n{BLOCK}")));
    }

    #[test]
    fn without_a_row_they_follow_the_table_or_stand_at_the_end() {
        assert_eq!(
            put("[calendar]\n# x = 1\n\n[window]\n").unwrap(),
            format!("[calendar]\n# x = 1\n\n{BLOCK}\n[window]\n")
        );
        assert_eq!(
            put("[calendar]\nyear = \"x\"\n[window]\n").unwrap(),
            format!("[calendar]\nyear = \"x\"\n\n{BLOCK}\n[window]\n")
        );
        assert_eq!(put("a = 1").unwrap(), format!("a = 1\n\n{BLOCK}"));
        assert_eq!(put("").unwrap(), BLOCK);
    }

    #[test]
    fn fields_that_are_commented_out_stay_with_their_block() {
        let row = "[[calendar.semester]]\nid = \"a\"\n";
        let off = "\n# 备注（选填）：随便写。\n# 例：note = \"x\"\n# note = \"待填\"\n";
        for rest in ["", "\n# 检查时段\n# [window]\n\n# from = 1\n", "\n# 丙\n[window]\n", "\n# 丙\n\n[window]\n"]
        {
            assert_eq!(put(&format!("{row}{off}{rest}")).unwrap(), format!("{row}{off}\n{BLOCK}{rest}"));
        }
    }

    #[test]
    fn line_ends_and_the_mark_stay() {
        let before = "\u{feff}a = 1\r\n\r\n[calendar]\r\nyear = \"x\"\r\n";
        assert_eq!(put(before).unwrap(), format!("{before}\r\n{}", BLOCK.replace('\n', "\r\n")));
    }

    #[test]
    fn keys_of_the_root_stay_at_the_root() {
        let before = "calendar.year = \"x\"\nschool.name = \"y\"\n";
        assert_eq!(put(before).unwrap(), format!("{before}\n{BLOCK}"));
    }

    #[test]
    fn what_no_block_can_follow_is_refused() {
        assert_eq!(put("calendar = { year = \"x\" }\n"), Err(Refused::Inline));
        assert_eq!(put("[calendar]\nsemester = [{ id = \"a\" }]\n"), Err(Refused::Inline));
        assert_eq!(put("[calendar\n"), Err(Refused::Broken));
    }
}
