//! Remarks that lose what they stood at: they go on to what follows, and where nothing does, to the end of the file.

use toml_edit::{Decor, DocumentMut, Item, RawString, Table, TableLike, Value};

/// Lines of remarks that nothing beside them could take over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// The heading at or below which they stood, by its place in the file; nothing where only the caller can tell.
    pub below: Option<isize>,
    /// The lines, the last one ended.
    pub lines: String,
}

/// Puts remarks in front of the heading that follows `below`, or at the end of the file.
pub fn keep(document: &mut DocumentMut, below: isize, lines: &str) {
    if lines.is_empty() {
        return;
    }
    let mut next = None;
    headings(document, &mut |table| {
        let place = table.position().filter(|place| *place > below);
        next = next.into_iter().chain(place).min();
    });
    if next.is_none() {
        let end = document.trailing().as_str().unwrap_or_default().to_owned();
        return document.set_trailing(format!("{lines}{end}"));
    }
    headings(document, &mut |table| {
        if table.position() == next {
            prepend(table.decor_mut(), lines);
        }
    });
}

/// The place in the file of the last heading on the way that `path` leads (keys, and the number of a row where the key is
/// that of a list); 0 where there is none.
pub fn place<'p>(root: &dyn TableLike, path: impl Iterator<Item = (&'p str, usize)>) -> isize {
    let (mut table, mut place) = (root, 0);
    for (key, number) in path {
        let heading = match table.get(key) {
            Some(Item::Table(inner)) => Some(inner),
            Some(Item::ArrayOfTables(rows)) => rows.get(number),
            _ => None,
        };
        place = heading.filter(|table| is_heading(table)).and_then(Table::position).unwrap_or(place);
        table = match (heading, table.get(key)) {
            (Some(inner), _) => inner,
            (None, Some(Item::Value(Value::InlineTable(inner)))) => inner,
            _ => return place,
        };
    }
    place
}

/// Puts lines of remarks in front of what stands in front of a key or a heading.
pub(super) fn prepend(decor: &mut Decor, lines: &str) {
    let prefix = text(decor.prefix()).to_owned();
    decor.set_prefix(format!("{lines}{prefix}"));
}

/// The lines of remarks in what stands around a key or a value.
pub(super) fn remarks(around: Option<&RawString>) -> String {
    let lines = text(around).lines().map(str::trim).filter(|line| line.starts_with('#'));
    lines.flat_map(|line| [line, "\n"]).collect()
}

pub(super) fn text(around: Option<&RawString>) -> &str {
    around.and_then(RawString::as_str).unwrap_or_default()
}

fn is_heading(table: &Table) -> bool {
    !table.is_dotted() && !table.is_implicit()
}

/// Shows every table that has a heading.
pub(super) fn headings(table: &mut Table, visit: &mut dyn FnMut(&mut Table)) {
    for (_, item) in table.iter_mut() {
        let rows = match item {
            Item::Table(inner) => {
                if is_heading(inner) {
                    visit(inner);
                }
                headings(inner, visit);
                continue;
            }
            Item::ArrayOfTables(rows) => rows,
            _ => continue,
        };
        for row in rows.iter_mut() {
            visit(row);
            headings(row, visit);
        }
    }
}
