//! A field as a schema. A blank where something may be left out, and a word of one's own in an open list, are what a check
//! warns of; they are branches marked as deprecated.

use super::node::{Node, Of, Properties};
use crate::check::evidence_pattern;
use crate::record::BLANK;
use crate::say;
use crate::standard::Standard;
use crate::standard::kind::{Field, Fields, Pattern, Role, Type};
use crate::text::lang::Lang;

/// Something that is not blank. Not every editor counts the full-width blank among `\s`.
const SOMETHING: &str = r"[^\s\u3000]";
/// Nothing but blanks, or the mark of what is still to be filled in.
fn nothing() -> String {
    format!(r"^[\s\u3000]*({BLANK})?[\s\u3000]*$")
}

/// A day of the years 1949 to 2099, as a check wants it.
const YEARS: &str = "^(19(49|[5-9][0-9])|20[0-9][0-9])-";

/// Writes fields as schemas.
pub(super) struct Writer<'s> {
    standard: &'s Standard,
    clauses: Vec<String>,
}

impl<'s> Writer<'s> {
    pub fn new(standard: &'s Standard) -> Self {
        Self { standard, clauses: clauses(standard) }
    }

    /// The keywords of a table with these fields.
    pub fn table(&self, fields: &Fields) -> Node {
        let properties = fields.0.iter().map(|field| (field.key.clone(), self.field(field))).collect();
        let required = fields.0.iter().filter(|field| field.required).map(|field| field.key.clone());
        Node {
            r#type: Some(Of::Object),
            properties: Some(Properties(properties)),
            required: required.collect(),
            additional_properties: Some(false),
            keys_order: Some("schema"),
            ..Node::default()
        }
    }

    fn field(&self, field: &Field) -> Node {
        let value = match field.of {
            Type::Table => self.table(&field.fields),
            Type::Rows => list(self.table(&field.fields)),
            // What must say something is no empty list.
            _ if field.many => Node { min_items: field.required.then_some(1), ..list(self.single(field)) },
            _ => self.single(field),
        };
        let default = field.default.clone().filter(|_| matches!(field.of, Type::Text | Type::Value));
        Node {
            title: Some(field.label.zh.clone()),
            description: Some(self.describe(field)),
            default,
            read_only: field.has(Role::Seal),
            ..value
        }
    }

    /// What to write, where the names it may refer to are, and an example. The example is no `examples`: editors offer those
    /// for completion, and an invented person is soon somebody's record.
    fn describe(&self, field: &Field) -> String {
        let mut text = field.help.clone();
        let target = field.target.map(|index| &self.standard.targets[index]).filter(|target| target.field.is_none());
        if let Some(folder) = target.and_then(|target| self.standard.kinds[target.kind].folder()) {
            text.push_str(&say!(Lang::Zh, "schema.refers", folder = folder));
        }
        if let Some(example) = &field.example {
            text.push_str(&say!(Lang::Zh, "schema.example", example = example));
        }
        text
    }

    /// One value: what it should be, and beside it what is only warned of.
    fn single(&self, field: &Field) -> Node {
        let mut branches = self.branches(field);
        if !field.required {
            branches.push(blank(field.of));
        }
        match branches.len() {
            1 => branches.remove(0),
            _ => Node { any_of: branches, ..Node::default() },
        }
    }

    fn branches(&self, field: &Field) -> Vec<Node> {
        match field.of {
            Type::Date => {
                vec![Node { format: Some("date"), pattern: Some(YEARS.to_owned()), ..Node::of(Of::String) }]
            }
            Type::Integer => {
                vec![Node { minimum: number(field.min), maximum: number(field.max), ..Node::of(Of::Integer) }]
            }
            Type::Number => {
                vec![Node { minimum: number(field.min), maximum: number(field.max), ..Node::of(Of::Number) }]
            }
            Type::Boolean => vec![Node::of(Of::Boolean)],
            Type::Value => self.listed(field),
            Type::Clause => vec![choice(self.clauses.clone())],
            Type::Evidence => vec![said(&evidence_pattern())],
            Type::Reference => {
                let list = self.standard.list(field).into_iter().flat_map(|list| &list.values);
                let words = [&field.all, &field.vacant].into_iter().flatten().chain(list.map(|value| &value.value));
                let words: Vec<String> = words.cloned().collect();
                let named = (!words.is_empty()).then(|| choice(words));
                named.into_iter().chain([said(SOMETHING)]).collect()
            }
            _ => vec![said(match field.pattern {
                None if field.has(Role::Phone) => "[0-9０-９]",
                Some(Pattern::Digits10) => "^[0-9]{10}$",
                None => SOMETHING,
            })],
        }
    }

    fn listed(&self, field: &Field) -> Vec<Node> {
        let Some(list) = self.standard.list(field) else { return vec![said(SOMETHING)] };
        let values = choice(list.values.iter().map(|value| value.value.clone()).collect());
        if !list.open {
            return vec![values];
        }
        let other = list.fallback();
        let message = match other {
            Some(other) => say!(Lang::Zh, "schema.own.other", list = list.label.zh, other = other.value),
            None => say!(Lang::Zh, "schema.own", list = list.label.zh),
        };
        let taken = values.r#enum.iter().flatten().cloned().chain([BLANK.to_owned()]).collect();
        let known = Node { r#enum: Some(taken), ..Node::default() };
        vec![values, Node { not: Some(Box::new(known)), ..warned(SOMETHING, message) }]
    }
}

impl Node {
    fn of(of: Of) -> Self {
        Self { r#type: Some(of), ..Self::default() }
    }
}

fn text(pattern: &str) -> Node {
    Node { pattern: Some(pattern.to_owned()), ..Node::of(Of::String) }
}

/// A text that says something: not the mark of what is still to be filled in.
fn said(pattern: &str) -> Node {
    let mark = Node { r#enum: Some(vec![BLANK.to_owned()]), ..Node::default() };
    Node { not: Some(Box::new(mark)), ..text(pattern) }
}

fn choice(values: Vec<String>) -> Node {
    Node { r#enum: Some(values), ..Node::of(Of::String) }
}

fn list(items: Node) -> Node {
    Node { items: Some(Box::new(items)), ..Node::of(Of::Array) }
}

fn warned(pattern: &str, message: String) -> Node {
    Node { deprecated: true, deprecation_message: Some(message), ..text(pattern) }
}

/// A value left blank. Where it should be no text at all, a text in quotation marks is the likeliest mistake, and editors show
/// the pattern it fails: so that the pattern says what to do, in a part that nothing can match, for it
/// begins where the text ends.
fn blank(of: Type) -> Node {
    let words = match of {
        Type::Date => say!(Lang::Zh, "schema.bare.date"),
        Type::Integer | Type::Number => say!(Lang::Zh, "schema.bare.number"),
        Type::Boolean => say!(Lang::Zh, "schema.bare.boolean"),
        _ => String::new(),
    };
    let pattern = if words.is_empty() { nothing() } else { format!("{}|${words}", nothing()) };
    warned(&pattern, say!(Lang::Zh, "schema.blank"))
}

/// A bound as JSON writes it: whole where it is.
fn number(bound: Option<f64>) -> Option<serde_json::Number> {
    bound?.to_string().parse().ok()
}

/// Every id that covers a clause, in the order of the standard: `1`, `1.1`, `1.1.1`, `1.1.1-a`.
fn clauses(standard: &Standard) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for clause in standard.clauses() {
        let id = clause.id.as_str();
        let ends = id.match_indices(['.', '-']).map(|(at, _)| at).chain([id.len()]);
        for prefix in ends.map(|end| &id[..end]) {
            if !ids.iter().any(|known| known == prefix) {
                ids.push(prefix.to_owned());
            }
        }
    }
    ids
}
