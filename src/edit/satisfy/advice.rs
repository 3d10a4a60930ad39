//! What is said where a record that is there has to change: what was found, where, and the lines to write.

use std::sync::Arc;

use super::want::is_block;
use crate::check::label;
use crate::edit::given::{Given, Known};
use crate::edit::open::place;
use crate::finding::Finding;
use crate::record::Studio;
use crate::say;
use crate::standard::condition::Matcher;
use crate::standard::kind::{Field, Type};
use crate::standard::path::Path;
use crate::standard::predicate::Predicate;
use crate::standard::rule::Rule;
use crate::text::lang::Lang;

/// The most findings that are repeated.
const SHOWN: usize = 12;

/// What to change for a rule.
pub(super) fn advise(studio: &Studio<'_>, (id, rule): (&str, &Rule), findings: &[&Finding], lang: Lang) -> Vec<String> {
    let mut told: Vec<String> = Vec::new();
    if !findings.is_empty() {
        told.push(say!(lang, "for.found", id = id));
        told.extend(findings.iter().take(SHOWN).map(|found| place(found)));
    }
    if findings.len() > SHOWN {
        told.push(say!(lang, "for.more", n = findings.len() - SHOWN));
    }
    let mut asked: Vec<(&Path, Option<Matcher>)> = Vec::new();
    let conditions = match &rule.predicate {
        Predicate::Each { has, must, .. } => {
            asked.extend(has.iter().map(|path| (path, None)));
            &must.0[..]
        }
        Predicate::Covers { value, list, .. } => {
            asked.push((value, Some(Matcher::All(list.clone()))));
            &[]
        }
        Predicate::Linked { from, .. } => {
            asked.extend(from.iter().map(|from| (&from.path, None)));
            &[]
        }
        Predicate::Majority { most } => &most.0[..],
        Predicate::Distinct { value, .. } | Predicate::Least { value, .. } => {
            asked.push((value, None));
            &[]
        }
        Predicate::Before { earlier, later } => {
            asked.extend([(earlier, None), (later, None)]);
            &[]
        }
        _ => &[],
    };
    asked.extend(conditions.iter().map(|(path, matcher)| (path, Some(matcher.clone()))));
    asked.extend(rule.evidence.iter().map(|path| (path, None)));
    // Of several things asked for, only those that are missing somewhere.
    let named = |path: &Path| {
        let evidence = rule.evidence.contains(path);
        let word = if evidence { path.text.clone() } else { label(path, lang) };
        findings.iter().any(|found| found.message.contains(&word))
    };
    if asked.iter().any(|(path, _)| named(path)) {
        asked.retain(|(path, matcher)| matcher.is_some() || named(path));
    }
    let mut blocks: Vec<(String, Vec<String>)> = Vec::new();
    for (path, matcher) in asked {
        line(studio, path, matcher.as_ref(), &mut blocks);
    }
    let lines = blocks.into_iter().flat_map(|(header, lines)| {
        let header = (!header.is_empty()).then(|| format!("  {header}"));
        header.into_iter().chain(lines.into_iter().map(|line| format!("  {line}")))
    });
    let lines: Vec<String> = lines.collect();
    if !lines.is_empty() {
        told.push(say!(lang, "for.lines", lines = lines.join("\n")));
    }
    told
}

/// Adds the line that a path asks for to those below the header of its table or row.
fn line(studio: &Studio<'_>, path: &Path, matcher: Option<&Matcher>, blocks: &mut Vec<(String, Vec<String>)>) {
    // Behind a reference it is the other record's line.
    let behind = path.steps.iter().rposition(|step| step.of == Type::Reference);
    let from = behind.filter(|index| index + 1 < path.steps.len());
    let steps = from.map_or(&path.steps[..], |index| &path.steps[index + 1..]);
    let Some(field) = steps.last().filter(|field| !matches!(field.of, Type::Stem | Type::Beside)) else { return };
    let tables = if is_block(field) { steps } else { &steps[..steps.len() - 1] };
    let keys: Vec<&str> = tables.iter().map(|table| table.key.as_str()).collect();
    let header = match tables.last() {
        Some(table) if table.of == Type::Rows => format!("[[{}]]", keys.join(".")),
        Some(_) => format!("[{}]", keys.join(".")),
        None => String::new(),
    };
    let at = blocks.iter().position(|(other, _)| *other == header).unwrap_or_else(|| {
        let rows = tables.last().filter(|table| table.of == Type::Rows);
        let needed = rows.into_iter().flat_map(|rows| &rows.fields.0).filter(|inner| inner.required);
        blocks.push((header, needed.map(|inner| pair(inner, &Known::blanks(1))).collect()));
        blocks.len() - 1
    });
    if is_block(field) {
        return;
    }
    let list = studio.standard.list(field);
    let value = |name: &String| {
        let group = list.filter(|list| list.find(name).is_none());
        let group = group.and_then(|list| list.values.iter().find(|value| list.counts_as(&value.value, name)));
        crate::edit::answer::quoted(group.map_or(name.as_str(), |value| value.value.as_str()))
    };
    let items: Vec<String> = match matcher {
        Some(Matcher::Not(_)) | None => Vec::new(),
        Some(matcher) => matcher.names().iter().map(value).collect(),
    };
    let known = if items.is_empty() { Known::blanks(1) } else { Known { items, note: None } };
    let line = pair(field, &known);
    let block = &mut blocks[at].1;
    if !block.iter().any(|other| other.split(" = ").next() == Some(&field.key)) {
        block.push(line);
    }
}

fn pair(field: &Field, known: &Known) -> String {
    let value = if field.many {
        format!("[{}]", known.items.join(", "))
    } else {
        known.items.first().cloned().unwrap_or_default()
    };
    format!("{} = {value}", field.key)
}

/// The lines of a record that say what is given.
pub(super) fn lines(fields: &[Arc<Field>], given: &Given) -> Vec<String> {
    let mut lines = Vec::new();
    for field in fields {
        if let Some(known) = given.values.get(&field.key) {
            lines.push(format!("  {}", pair(field, known)));
        }
        if let Some(table) = given.tables.get(&field.key) {
            lines.push(format!("  [{}]", field.key));
            lines.extend(self::lines(&field.fields.0, table));
        }
    }
    lines
}
