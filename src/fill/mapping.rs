//! The mapping file, in which somebody settles what the headings leave open: which sheet, which rows, which column. It is
//! written as a template with everything that was recognised, so that only the doubts are left to fill in.

use std::fmt::Write;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::recognise::How;
use super::table::Table;
use super::words::{Words, plain};
use crate::form::place::{ROWS, column, letters};
use crate::say;
use crate::standard::layout::Layout;
use crate::text::lang::Lang;
use crate::text::nearest::nearest;
use crate::text::safe::visible;

/// What is settled.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    /// The sheet.
    pub sheet: Option<String>,
    /// The lowest row of headings, from 0.
    pub header_row: Option<u32>,
    /// The first row to fill, from 0.
    pub first_row: Option<u32>,
    /// Columns of the form, and the column of the sheet; none where nothing is to be filled in.
    pub columns: Vec<(usize, Option<u32>)>,
}

/// Something wrong in the file.
#[derive(Debug, PartialEq, Eq)]
pub struct Fault {
    /// Line and column, from 1; columns in characters.
    pub at: (usize, usize),
    /// What is wrong, and what to write.
    pub message: String,
}

/// Reads a mapping file.
///
/// # Errors
/// Everything that is wrong in it.
pub fn read(text: &str, layout: &Layout, lang: Lang) -> Result<Mapping, Vec<Fault>> {
    let mut reading = Reading { text, layout, lang, mapping: Mapping::default(), faults: Vec::new() };
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        let at = error.span().map_or(0, |span| span.start);
        reading.fault(at, say!(lang, "fill.mapping.syntax", why = error.message()));
    }
    // One slip in a line makes several errors.
    reading.faults.sort_by_key(|fault| fault.at);
    reading.faults.dedup_by_key(|fault| fault.at.0);
    if errors.is_empty() {
        reading.table(table.get_ref());
    }
    if reading.faults.is_empty() { Ok(reading.mapping) } else { Err(reading.faults) }
}

struct Reading<'t> {
    text: &'t str,
    layout: &'t Layout,
    lang: Lang,
    mapping: Mapping,
    faults: Vec<Fault>,
}

impl Reading<'_> {
    fn fault(&mut self, at: usize, message: String) {
        let before = self.text.get(..at).unwrap_or_default();
        let line = before.rsplit('\n').next().unwrap_or_default();
        self.faults.push(Fault { at: (before.matches('\n').count() + 1, line.chars().count() + 1), message });
    }

    fn table(&mut self, table: &DeTable<'_>) {
        const KEYS: [&str; 4] = ["sheet", "header_row", "first_row", "columns"];
        let lang = self.lang;
        for (key, value) in table {
            let at = value.span().start;
            match (key.get_ref().as_ref(), value.get_ref()) {
                ("sheet", DeValue::String(name)) => self.mapping.sheet = Some(name.to_string()),
                ("sheet", _) => self.fault(at, say!(lang, "fill.mapping.sheet")),
                ("header_row", value) => self.mapping.header_row = self.row(at, value, "header_row"),
                ("first_row", value) => self.mapping.first_row = self.row(at, value, "first_row"),
                ("columns", DeValue::Table(columns)) => self.columns(columns),
                ("columns", _) => self.fault(at, say!(lang, "fill.mapping.columns")),
                (other, _) => {
                    let near = nearest(other, KEYS).unwrap_or("columns");
                    let message = say!(lang, "fill.mapping.key", key = other, keys = KEYS.join(", "), near = near);
                    self.fault(key.span().start, message);
                }
            }
        }
        if let (Some(head), Some(first)) = (self.mapping.header_row, self.mapping.first_row)
            && first <= head
        {
            let at = table.iter().find(|(key, _)| key.get_ref() == "first_row").map_or(0, |(key, _)| key.span().start);
            self.fault(at, say!(lang, "fill.mapping.order"));
        }
    }

    fn row(&mut self, at: usize, value: &DeValue<'_>, key: &str) -> Option<u32> {
        let number = match value {
            DeValue::Integer(number) => number.as_str().replace('_', "").parse::<u32>().ok(),
            _ => None,
        };
        let row = number.and_then(|number| number.checked_sub(1)).filter(|row| *row < ROWS);
        if row.is_none() {
            self.fault(at, say!(self.lang, "fill.mapping.row", key = key));
        }
        row
    }

    fn columns(&mut self, columns: &DeTable<'_>) {
        let lang = self.lang;
        let names: Vec<String> = self.layout.columns.iter().map(super::name).collect();
        for (key, value) in columns {
            let Some(index) = self.named(key, &names) else { continue };
            let at = value.span().start;
            let text = match value.get_ref() {
                DeValue::String(text) => text.trim(),
                DeValue::Boolean(false) => "",
                _ => "?",
            };
            let column = if text.is_empty() { Ok(None) } else { column(text).map(Some).ok_or(text) };
            match column {
                Err(text) => {
                    self.fault(at, say!(lang, "fill.mapping.letters", text = visible(text)));
                }
                Ok(column) => {
                    let taken = |other: &&(usize, Option<u32>)| column.is_some() && other.1 == column;
                    if self.mapping.columns.iter().any(|(other, _)| *other == index) {
                        self.fault(key.span().start, say!(lang, "fill.mapping.twice", name = names[index]));
                    } else if let Some((other, _)) = self.mapping.columns.iter().find(taken) {
                        let message = say!(lang, "fill.mapping.taken", column = text, name = names[*other]);
                        self.fault(at, message);
                    }
                    self.mapping.columns.push((index, column));
                }
            }
        }
    }

    /// The column of the form that a key names: with its group, or alone where that is enough.
    fn named(&mut self, key: &Spanned<std::borrow::Cow<'_, str>>, names: &[String]) -> Option<usize> {
        let exact = |text: &str| Words::of(text, &self.layout.tables).exact;
        let words = exact(key.get_ref());
        let mut alone = (0..names.len()).filter(|index| exact(&self.layout.columns[*index].header) == words);
        let exact = names.iter().position(|name| exact(name) == words);
        if let Some(index) = exact.or_else(|| alone.next().filter(|_| alone.next().is_none())) {
            return Some(index);
        }
        let text = key.get_ref().as_ref();
        let message = match nearest(text, names.iter().map(String::as_str)) {
            Some(near) => say!(self.lang, "fill.mapping.unknown-near", name = visible(text), near = near),
            None => say!(self.lang, "fill.mapping.unknown", name = visible(text), names = names.join("、")),
        };
        self.fault(key.span().start, message);
        None
    }
}

/// The mapping of a table as a file to go on from: what is known is settled, what is in doubt is left to fill in.
#[must_use]
pub fn template(sheet: &str, table: Option<&Table>, first: Option<u32>, layout: &Layout) -> String {
    let mut out = "# 表头对照。左边是附件里的列，右边是工作簿里的列号，如 \"C\"；写 \"\" 表示这一列不填。\n\
                   # 前面有 # 的还没有对上：写上列号，再删去 #。\n"
        .to_owned();
    // Writing into a String cannot fail.
    let _ = writeln!(out, "\nsheet = {}", quoted(sheet));
    match table {
        Some(table) => {
            let _ = writeln!(out, "header_row = {} # 表头最下面一行", table.head + 1);
        }
        None => out.push_str("header_row = 1 # 表头最下面一行，请改成实际的行号\n"),
    }
    if let Some(first) = first {
        let _ = writeln!(out, "first_row = {} # 从这一行填起", first + 1);
    }
    out.push_str("\n[columns]\n");
    let of = |column: u32| {
        let name = table.and_then(|table| table.heading(column)).map(|heading| visible(&heading.name()).into_owned());
        name.unwrap_or_default()
    };
    for (index, column) in layout.columns.iter().enumerate() {
        let name = quoted(&super::name(column));
        let found = table.and_then(|table| table.matches.columns[index]);
        let doubts = table.into_iter().flat_map(|table| {
            let doubts = table.matches.doubts.iter().filter(|doubt| doubt.ours.contains(&index));
            doubts.flat_map(|doubt| &doubt.headings).map(|heading| &table.headings[*heading])
        });
        let doubts: Vec<String> =
            doubts.map(|heading| format!("{}（{}）", letters(heading.column), visible(&heading.name()))).collect();
        let _ = match found {
            Some(one) => {
                let how = if one.how == How::Mapped { "" } else { " # " };
                let heading = if how.is_empty() { String::new() } else { of(one.column) };
                writeln!(out, "{name} = \"{}\"{how}{heading}", letters(one.column))
            }
            None if doubts.is_empty() => writeln!(out, "# {name} = \"\""),
            None => writeln!(out, "# 拿不准，可能是 {}\n# {name} = \"\"", doubts.join("、")),
        };
    }
    if let Some(table) = table {
        let foreign: Vec<String> = table
            .foreign()
            .map(|heading| format!("{}（{}）", letters(heading.column), visible(&heading.name())))
            .collect();
        if !foreign.is_empty() {
            let _ = writeln!(out, "\n# 工作簿里没有对上的列：{}", foreign.join("、"));
        }
    }
    out
}

/// A basic string of TOML.
fn quoted(text: &str) -> String {
    let text = plain(text).replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{text}\"")
}
