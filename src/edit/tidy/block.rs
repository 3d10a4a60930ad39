//! A record as blocks: the root and everything below a heading, each with its keys, its comments and the blocks in it. Dotted
//! keys and inline tables become blocks where they are tables of the record.

use std::collections::HashMap;

use toml_edit::{Array, Decor, DocumentMut, InlineTable, Item, Key, RawString, Table, Value};

use super::note::{self, Lines};
use super::value;
use crate::standard::kind::{Field, Fields, Type};

/// A key and its value.
#[derive(Debug)]
pub(super) struct Entry {
    pub rank: usize,
    pub above: Lines,
    pub key: String,
    /// One line, or several.
    pub value: String,
    pub behind: Option<String>,
}

/// What stands below a heading, or before the first.
#[derive(Debug, Default)]
pub(super) struct Block {
    pub rank: usize,
    pub above: Lines,
    /// The key of its heading.
    pub key: String,
    /// One of several with the same heading.
    pub double: bool,
    /// Whether it has a heading even if it has no keys of its own.
    pub stated: bool,
    pub behind: Option<String>,
    /// Comments of the block as a whole, below its heading.
    pub head: Lines,
    pub entries: Vec<Entry>,
    /// Comments right below its last key.
    pub tail: Lines,
    pub blocks: Vec<Block>,
    /// Comments at the very end, of the root alone.
    pub end: Lines,
}

/// Where a heading stands among all, and the lines above it.
type Above = HashMap<isize, Lines>;

/// Reads a document into blocks.
pub(super) struct Reader {
    above: Above,
    tails: Above,
}

/// The root, where headings are counted.
const ROOT: isize = isize::MIN;

impl Reader {
    /// The root block.
    pub fn read(document: &DocumentMut, fields: &Fields) -> Block {
        let mut headings = Vec::new();
        gather(document.as_table(), &mut headings);
        headings.sort_by_key(|(position, _)| *position);
        let mut reader = Self { above: Above::new(), tails: Above::new() };
        let leads = document.as_table().iter().any(|(_, item)| is_leaf(item));
        let mut previous = leads.then_some(ROOT);
        let mut head = Lines::new();
        for (position, mut lines) in headings {
            match previous {
                Some(previous) => {
                    reader.tails.insert(previous, note::take_tail(&mut lines, false));
                }
                None => head = note::take_head(&mut lines),
            }
            reader.above.insert(position, lines);
            previous = Some(position);
        }
        let mut end = note::lines(document.trailing().as_str().unwrap_or_default());
        if let Some(previous) = previous {
            reader.tails.insert(previous, note::take_tail(&mut end, true));
        }
        let mut root = Block { tail: reader.tail(ROOT), ..Block::default() };
        reader.table(document.as_table(), fields, &mut root);
        if !leads {
            root.head = head;
        }
        root.end = end;
        root
    }

    fn tail(&mut self, position: isize) -> Lines {
        self.tails.remove(&position).unwrap_or_default()
    }

    /// Puts what `table` says into `block`.
    fn table(&mut self, table: &Table, fields: &Fields, block: &mut Block) {
        for (name, item) in table {
            let Some((key, _)) = table.get_key_value(name) else { continue };
            let (rank, field) = place(fields, name);
            match item {
                Item::Value(value) => {
                    let (before, _) = texts(key.leaf_decor());
                    let mut above = note::lines(before);
                    if block.entries.is_empty() && block.blocks.is_empty() {
                        block.head = note::take_head(&mut above);
                    }
                    add(key, value, (rank, field), above, block);
                }
                Item::Table(inner) => {
                    let new = self.heading(inner, key, (rank, field), inner.is_dotted().then_some(&mut block.head));
                    block.blocks.push(new);
                }
                Item::ArrayOfTables(rows) => {
                    for row in rows {
                        let mut new = self.heading(row, key, (rank, field), None);
                        new.double = true;
                        block.blocks.push(new);
                    }
                }
                Item::None => {}
            }
        }
        settle(block);
    }

    fn heading(
        &mut self,
        table: &Table,
        key: &Key,
        (rank, field): (usize, Option<&Field>),
        outer: Option<&mut Lines>,
    ) -> Block {
        let position = table.position().filter(|_| !table.is_dotted());
        let (_, behind) = texts(table.decor());
        let mut block = Block {
            rank,
            key: written(key),
            stated: !table.is_implicit(),
            above: position.and_then(|position| self.above.remove(&position)).unwrap_or_default(),
            tail: position.map(|position| self.tail(position)).unwrap_or_default(),
            behind: note::comments(behind).into_iter().next(),
            ..Block::default()
        };
        self.table(table, inner(field), &mut block);
        // What stands above the first dotted key of a file is about the file.
        if let Some(outer) = outer.filter(|outer| outer.is_empty()) {
            *outer = std::mem::take(&mut block.head);
        }
        block
    }
}

/// Puts a key and its value into `block`: as an entry, or as blocks where tables of the record are written inline.
fn add(key: &Key, value: &Value, (rank, field): (usize, Option<&Field>), mut above: Lines, block: &mut Block) {
    let (_, behind) = texts(value.decor());
    let mut behind = note::comments(behind).into_iter();
    let first = behind.next();
    above.extend(behind);
    match (value, field.map(|field| field.of)) {
        (Value::InlineTable(table), Some(Type::Table)) => {
            let mut new = Block { rank, above, key: written(key), stated: true, behind: first, ..Block::default() };
            inline(table, inner(field), &mut new);
            block.blocks.push(new);
        }
        (Value::Array(rows), Some(Type::Rows)) if is_rows(rows) => {
            above.extend(first);
            self::rows(rows, key, (rank, field), above, block);
        }
        _ => {
            let key = written(key);
            let value = value::laid_out(&key, value);
            block.entries.push(Entry { rank, above, key, value, behind: first });
        }
    }
}

/// Puts the tables of an array into `block`, each as a block.
fn rows(array: &Array, key: &Key, (rank, field): (usize, Option<&Field>), above: Lines, block: &mut Block) {
    let around = array.iter().map(|item| texts(item.decor()));
    let (notes, end) = note::in_list(around, array.trailing().as_str().unwrap_or_default());
    let mut first = above;
    for (item, note) in array.iter().zip(notes) {
        let Some(table) = item.as_inline_table() else { continue };
        let mut above = std::mem::take(&mut first);
        above.extend(note.above);
        let behind = note.behind;
        let mut new = Block { rank, above, key: written(key), double: true, stated: true, behind, ..Block::default() };
        inline(table, inner(field), &mut new);
        block.blocks.push(new);
    }
    if let Some(last) = block.blocks.last_mut() {
        last.tail.extend(end);
    }
}

/// Puts what an inline table says into `block`.
fn inline(table: &InlineTable, fields: &Fields, block: &mut Block) {
    let around = table.iter().map(|(name, value)| {
        let before = table.key(name).map_or("", |key| texts(key.leaf_decor()).0);
        (before, texts(value.decor()).1)
    });
    let (notes, end) = note::in_list(around, table.trailing().as_str().unwrap_or_default());
    for ((name, value), note) in table.iter().zip(notes) {
        let Some(key) = table.key(name) else { continue };
        let mut value = value.clone();
        if !value.as_inline_table().is_some_and(InlineTable::is_dotted) {
            value.decor_mut().clear();
        }
        let place = place(fields, name);
        match &value {
            Value::InlineTable(dotted) if dotted.is_dotted() => {
                let mut new = Block { rank: place.0, above: note.above, key: written(key), ..Block::default() };
                inline(dotted, inner(place.1), &mut new);
                block.blocks.push(new);
            }
            _ => {
                let behind = note.behind.as_deref().map(|behind| format!(" {behind}")).unwrap_or_default();
                value.decor_mut().set_suffix(behind);
                add(key, &value, place, note.above, block);
            }
        }
    }
    block.tail.extend(end);
    settle(block);
}

/// Entries and blocks in the order of the kind; what it does not know comes behind, as it was.
fn settle(block: &mut Block) {
    block.entries.sort_by_key(|entry| entry.rank);
    block.blocks.sort_by_key(|block| block.rank);
}

/// The lines above every heading, with its number among all.
fn gather(table: &Table, headings: &mut Vec<(isize, Lines)>) {
    let mut one = |table: &Table| {
        if let Some(position) = table.position().filter(|_| !table.is_dotted()) {
            headings.push((position, note::lines(texts(table.decor()).0)));
        }
        gather(table, headings);
    };
    for (_, item) in table {
        match item {
            Item::Table(inner) => one(inner),
            Item::ArrayOfTables(rows) => rows.iter().for_each(&mut one),
            _ => {}
        }
    }
}

/// Whether an item of the root stands before the first heading.
fn is_leaf(item: &Item) -> bool {
    match item {
        Item::Value(_) => true,
        Item::Table(table) => table.is_dotted(),
        _ => false,
    }
}

fn is_rows(array: &Array) -> bool {
    !array.is_empty() && array.iter().all(Value::is_inline_table)
}

/// Where a key stands in its kind, and its field.
fn place<'f>(fields: &'f Fields, name: &str) -> (usize, Option<&'f Field>) {
    let at = fields.0.iter().position(|field| field.key == name);
    at.map_or((usize::MAX, None), |at| (at, Some(&fields.0[at])))
}

fn inner(field: Option<&Field>) -> &Fields {
    static NONE: Fields = Fields(Vec::new());
    field.map_or(&NONE, |field| &field.fields)
}

/// A key as TOML writes it most plainly.
pub(super) fn written(key: &Key) -> String {
    Key::new(key.get()).display_repr().into_owned()
}

/// The texts before and behind.
pub(super) fn texts(decor: &Decor) -> (&str, &str) {
    let before = decor.prefix().and_then(RawString::as_str).unwrap_or_default();
    (before, decor.suffix().and_then(RawString::as_str).unwrap_or_default())
}
