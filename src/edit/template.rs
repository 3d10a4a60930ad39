//! A record as a commented text: every field in the order of its kind, what is known filled in, what must be said marked as
//! blank, what may be said commented out. The words are Chinese, since schools read them, and come from the kind.

use crate::check::example_line;
use crate::edit::given::{Given, Known};
use crate::record::row::Time;
use crate::record::{BLANK, Studio};
use crate::say;
use crate::standard::Standard;
use crate::standard::kind::{Field, Fields, Kind, Role, Type};
use crate::text::lang::Lang;
use crate::text::width::wrap;

/// The language of files written for schools.
const LANG: Lang = Lang::Zh;
/// Columns of a comment.
const WIDTH: usize = 78;
/// The most values or names that are shown in full.
const SHOWN: usize = 14;
/// How many of a longer list are shown.
const FEW: usize = 6;

/// Writes records of a standard.
#[derive(Debug, Clone, Copy)]
pub struct Template<'t> {
    /// What the fields choose from.
    pub standard: &'t Standard,
    /// The records that references may name; nothing before there are any.
    pub studio: Option<&'t Studio<'t>>,
}

/// A text in the making.
struct Draft<'t> {
    template: Template<'t>,
    /// How `studio explain` calls what is being written: `meeting`, `meeting.issue`.
    name: String,
    out: String,
}

impl Template<'_> {
    /// A whole record of `kind`; `head` goes before all.
    #[must_use]
    pub fn record(&self, kind: &Kind, given: &Given, head: &[String]) -> String {
        let mut draft = Draft { template: *self, name: kind.kind.clone(), out: String::new() };
        for line in head {
            draft.comment(line);
        }
        draft.comment(&say!(LANG, "template.kind", label = kind.label.zh, help = kind.help));
        draft.comment(&say!(LANG, "template.how", mark = BLANK, kind = kind.kind));
        draft.fields(&kind.fields, Some(given), "", true);
        draft.out
    }

    /// One `[[block]]` of the list at `path` (its tables, then the list) in a record of `kind`, with its comments.
    #[must_use]
    pub fn block(&self, kind: &Kind, path: &[&Field], given: &Given, head: &[String]) -> String {
        let keys: Vec<&str> = path.iter().map(|field| field.key.as_str()).collect();
        let mut draft =
            Draft { template: *self, name: format!("{}.{}", kind.kind, keys.join(".")), out: String::new() };
        for line in head {
            draft.comment(line);
        }
        if let Some(list) = path.last() {
            draft.row(list, given, &keys.join("."), true);
        }
        draft.out.trim_start().to_owned()
    }
}

impl Template<'_> {
    /// One block of a list with nothing but what is known, without comments.
    #[must_use]
    pub fn plain(&self, list: &Field, given: &Given) -> String {
        let mut draft = Draft { template: *self, name: String::new(), out: String::new() };
        draft.bare_row(list, given, &list.key);
        draft.out.trim_start().to_owned()
    }
}

impl Draft<'_> {
    fn comment(&mut self, text: &str) {
        for line in text.lines().flat_map(|line| wrap(line, WIDTH)) {
            self.out.push_str("# ");
            self.out.push_str(line.trim_end());
            self.out.push('\n');
        }
    }

    /// The fields of a record, a table or a row; `live` says whether they stand there or are commented out.
    fn fields(&mut self, fields: &Fields, given: Option<&Given>, prefix: &str, live: bool) {
        let block = |field: &Field| matches!(field.of, Type::Table | Type::Rows);
        let known = |field: &Field| given.is_some_and(|given| given.values.contains_key(&field.key));
        // What the program writes nobody is asked to type.
        let typed = |field: &Field| !field.has(Role::Seal) || known(field);
        for field in fields.0.iter().filter(|field| !block(field) && typed(field)) {
            self.out.push('\n');
            self.describe(field);
            self.value(field, given.and_then(|given| given.values.get(&field.key)), live);
        }
        for field in fields.0.iter().filter(|field| block(field)) {
            let path = format!("{prefix}{}", field.key);
            let before = self.name.clone();
            self.name = format!("{before}.{}", field.key);
            let rows = given.and_then(|given| given.rows.get(&field.key)).filter(|rows| live && !rows.is_empty());
            match rows {
                Some(rows) => {
                    for (number, row) in rows.iter().enumerate() {
                        if number == 0 {
                            self.row(field, row, &path, true);
                        } else {
                            self.bare_row(field, row, &path);
                        }
                    }
                }
                None if field.of == Type::Rows => {
                    // A record that is nothing but rows begins with one.
                    let only = fields.0.len() == 1 && prefix.is_empty();
                    self.row(field, &Given::default(), &path, live && only);
                }
                None => {
                    let given = given.and_then(|given| given.tables.get(&field.key));
                    let needed = live && (given.is_some() || field.fields.0.iter().any(|inner| inner.required));
                    self.out.push('\n');
                    self.describe(field);
                    self.line(&format!("[{path}]"), needed);
                    self.fields(&field.fields, given, &format!("{path}."), needed);
                }
            }
            self.name = before;
        }
    }

    fn row(&mut self, list: &Field, given: &Given, path: &str, live: bool) {
        self.out.push('\n');
        self.describe(list);
        self.line(&format!("[[{path}]]"), live);
        let start = self.out.len();
        self.fields(&list.fields, Some(given), &format!("{path}."), live);
        // The first field follows its header.
        if self.out[start..].starts_with('\n') {
            self.out.remove(start);
        }
    }

    /// A row after the first, whose fields have been explained.
    fn bare_row(&mut self, list: &Field, given: &Given, path: &str) {
        self.out.push('\n');
        self.line(&format!("[[{path}]]"), true);
        for field in &list.fields.0 {
            let known = given.values.get(&field.key);
            if known.is_some() || field.required {
                self.value(field, known, true);
            }
        }
    }

    fn line(&mut self, text: &str, live: bool) {
        if !live {
            self.out.push_str("# ");
        }
        self.out.push_str(text);
        self.out.push('\n');
    }

    /// What a field is, what may be written and how it looks.
    fn describe(&mut self, field: &Field) {
        let must = if field.required { "template.must" } else { "template.may" };
        let mut traits = vec![crate::text::message::say(LANG, must, &[])];
        if field.many {
            traits.push(say!(LANG, "template.many"));
        }
        if field.of == Type::Rows {
            traits = vec![say!(LANG, "template.rows")];
        }
        let head = if field.of == Type::Table {
            say!(LANG, "template.table", label = field.label.zh, help = field.help)
        } else {
            say!(LANG, "template.field", label = field.label.zh, traits = LANG.list(traits), help = field.help)
        };
        self.comment(&head);
        if matches!(field.of, Type::Table | Type::Rows) {
            return;
        }
        let mut more = Vec::new();
        if let Some(list) = self.template.standard.list(field) {
            let values: Vec<&str> = list.values.iter().map(|value| value.value.as_str()).collect();
            more.push(self.shown("template.values", "template.values.more", &values, field));
        }
        let names = self.names(field);
        if !names.is_empty() {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            more.push(self.shown("template.names", "template.names.more", &names, field));
        }
        if field.of == Type::Boolean {
            more.push(say!(LANG, "template.boolean"));
        }
        if let Some(other) = &field.in_place_of {
            more.push(say!(LANG, "template.instead", other = other));
        }
        if let Some(default) = &field.default {
            more.push(say!(LANG, "template.default", value = default));
        }
        self.comment(&more.concat());
        if field.example.is_some() {
            // An example is one line, however long, so that it can be copied.
            self.line(&say!(LANG, "template.example", line = example_line(field)), false);
        }
    }

    fn shown(&self, all: &str, some: &str, values: &[&str], field: &Field) -> String {
        let name = format!("{}.{}", self.name, field.key);
        let (key, shown) = if values.len() > SHOWN { (some, &values[..FEW]) } else { (all, values) };
        crate::text::message::say(LANG, key, &[("values", &LANG.list(shown)), ("n", &values.len()), ("name", &name)])
    }

    /// The names a reference may have today: those of records that have ended are left out.
    fn names(&self, field: &Field) -> Vec<String> {
        let (Some(target), Some(studio)) = (field.target, self.template.studio) else { return Vec::new() };
        let there = |name: &&str| {
            let row = studio.resolve(target, name).and_then(|entry| studio.entry_row(target, entry));
            row.is_none_or(|row| match row.own_time() {
                Time::Span(_, Some(to)) => to >= studio.calendar.today,
                _ => true,
            })
        };
        let mut names: Vec<String> = studio.names(target).filter(there).map(str::to_owned).collect();
        names.sort_unstable();
        names.extend(field.all.iter().chain(&field.vacant).cloned());
        names
    }

    fn value(&mut self, field: &Field, known: Option<&Known>, live: bool) {
        let blank = Known::blanks(1);
        if let Some(note) = known.and_then(|known| known.note.as_ref()) {
            self.comment(note);
        }
        let items = &known.unwrap_or(&blank).items;
        let live = live && (known.is_some() || field.required);
        let value =
            if field.many { format!("[{}]", items.join(", ")) } else { items.first().cloned().unwrap_or_default() };
        self.line(&format!("{} = {value}", field.key), live);
    }
}
