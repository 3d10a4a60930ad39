//! What is said where a record that is there has to change: what was found, where, and the lines to write.

use std::sync::Arc;

use super::want::is_block;
use crate::check::example_line;
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
pub(super) fn advise(studio: &Studio<'_>, rule: &Rule, findings: &[&Finding], lang: Lang) -> Vec<String> {
    let mut told: Vec<String> = Vec::new();
    if !findings.is_empty() {
        told.push(say!(lang, "for.found"));
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
        Predicate::Distinct { value, .. } => {
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
    let mut lines: Vec<String> =
        asked.iter().flat_map(|(path, matcher)| line(studio, path, matcher.as_ref())).collect();
    if !lines.is_empty() {
        lines.dedup();
        told.push(say!(lang, "for.lines", lines = lines.join("\n")));
    }
    told
}

/// The line that a path asks for, with the header of its table.
fn line(studio: &Studio<'_>, path: &Path, matcher: Option<&Matcher>) -> Vec<String> {
    // Behind a reference it is the other record's line.
    let from =
        path.steps.iter().rposition(|step| step.of == Type::Reference).filter(|index| index + 1 < path.steps.len());
    let steps = from.map_or(&path.steps[..], |index| &path.steps[index + 1..]);
    let Some((field, tables)) = steps.split_last() else { return Vec::new() };
    if is_block(field) || matches!(field.of, Type::Stem | Type::Beside) {
        return if is_block(field) { vec![format!("  {}", example_line(field))] } else { Vec::new() };
    }
    let names = matcher.map_or(&[][..], Matcher::names);
    let list = studio.standard.list(field);
    let value = |name: &String| {
        let group = list.and_then(|list| list.values.iter().find(|value| list.counts_as(&value.value, name)));
        crate::edit::answer::quoted(group.map_or(name.as_str(), |value| value.value.as_str()))
    };
    let items: Vec<String> = names.iter().map(value).collect();
    let known = match matcher {
        Some(Matcher::Not(_)) | None => Known::blanks(1),
        Some(_) if items.is_empty() => Known::blanks(1),
        Some(_) => Known { items, note: None },
    };
    let mut lines = Vec::new();
    if let Some(table) = tables.last() {
        let keys: Vec<&str> = tables.iter().map(|table| table.key.as_str()).collect();
        let keys = keys.join(".");
        lines.push(if table.of == Type::Rows { format!("  [[{keys}]]") } else { format!("  [{keys}]") });
    }
    lines.push(format!("  {}", pair(field, &known)));
    lines
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
