//! Says in words what a condition asks for.

use crate::say;
use crate::standard::Standard;
use crate::standard::condition::{Conditions, Matcher, Stretch};
use crate::standard::kind::{Kind, Role, Type};
use crate::standard::path::{Path, Start};
use crate::standard::predicate::Predicate;
use crate::standard::rule::{GroupBy, Rule};
use crate::text::lang::Lang;

/// All conditions, separated: 事项＝听取汇报、对象＝学校领导班子.
#[must_use]
pub fn describe(standard: &Standard, conditions: &Conditions, lang: Lang) -> String {
    let all: Vec<String> =
        conditions.0.iter().map(|(path, matcher)| condition(standard, path, matcher, lang)).collect();
    lang.list(&all)
}

/// One condition.
pub(super) fn condition(standard: &Standard, path: &Path, matcher: &Matcher, lang: Lang) -> String {
    let what = label(path, lang);
    match matcher {
        Matcher::Any(names) if path.last().is_some_and(|field| field.of == Type::Value) => {
            say!(lang, "condition.choice", what = what, names = choices(standard, path, names).join("/"))
        }
        Matcher::Any(names) => say!(lang, "condition.any", what = what, names = names.join("/")),
        Matcher::All(names) => say!(lang, "condition.all", what = what, names = names.join("＋")),
        Matcher::Present(true) if path.last().is_some_and(|field| field.of == Type::Boolean) => {
            say!(lang, "condition.flag", what = path.last().map_or("", |field| field.label.get(lang)), key = path.text)
        }
        // That something stands at a title behind a reference says that the reference names a record.
        Matcher::Present(true) if path.follows() && path.last().is_some_and(|field| field.has(Role::Title)) => {
            let first = path.steps.first();
            let target = first.and_then(|field| field.target).map(|target| &standard.targets[target]);
            let kind = target.map_or("", |target| standard.kinds[target.kind].label.get(lang));
            let named = first.map_or(String::new(), |first| first.named(lang));
            say!(lang, "condition.refers", what = named, kind = kind)
        }
        Matcher::Present(true) => say!(lang, "condition.present", what = what),
        Matcher::Present(false) => say!(lang, "condition.absent", what = what),
        Matcher::Not(inner) if inner.names().is_empty() => say!(lang, "condition.absent", what = what),
        Matcher::Not(inner) => say!(lang, "condition.not", what = what, names = inner.names().join("/")),
        Matcher::AtLeast(number) => say!(lang, "condition.at-least", what = what, n = number),
        Matcher::There(_) => say!(lang, "condition.there", what = what),
        Matcher::Since(Stretch::Year) => say!(lang, "condition.since", what = what),
        Matcher::Since(Stretch::SecondHalf) => say!(lang, "condition.since.half", what = what),
        Matcher::Since(Stretch::FirstSemester) => say!(lang, "condition.since.first", what = what),
        Matcher::Since(Stretch::There) => say!(lang, "condition.since.there", what = what),
        Matcher::Since(Stretch::Yesterday) | Matcher::Until(Stretch::Yesterday) => {
            say!(lang, "condition.over", what = what)
        }
        Matcher::Until(Stretch::FirstSemester) => say!(lang, "condition.until.first", what = what),
        Matcher::Until(Stretch::There) => say!(lang, "condition.until.there", what = what),
        Matcher::Until(Stretch::Year | Stretch::SecondHalf) => say!(lang, "condition.until", what = what),
    }
}

/// The values that can be chosen; a group stands for its own.
fn choices<'s>(standard: &'s Standard, path: &Path, names: &'s [String]) -> Vec<&'s str> {
    let Some(list) = path.last().and_then(|field| standard.list(field)) else {
        return names.iter().map(String::as_str).collect();
    };
    let counting = |name: &'s String| list.values.iter().filter(move |value| list.counts_as(&value.value, name));
    names.iter().flat_map(counting).map(|value| value.value.as_str()).collect()
}

/// What the field at the end of a path is called, and how it is written: 听取人（who）, 责任部门（group.department）.
#[must_use]
pub fn label(path: &Path, lang: Lang) -> String {
    let Some(field) = path.last() else { return path.text.clone() };
    if let Some((first, true)) = path.steps.first().map(|first| (first, path.follows())) {
        return say!(lang, "field.through", first = first.named(lang), last = field.label.get(lang));
    }
    let name = field.label.get(lang);
    let key = if path.follows() || path.start == Start::Record { &field.key } else { &path.text };
    if matches!(field.of, Type::Stem | Type::Beside) || name == key {
        return name.to_owned();
    }
    say!(lang, "field.named", label = name, key = key)
}

/// What rows a rule asks for: the kind of record and the conditions on it.
#[must_use]
pub fn asked(standard: &Standard, rule: &Rule, lang: Lang) -> String {
    let Kind { label, stem, .. } = &standard.kinds[rule.of.kind];
    let kind = label.get(lang);
    let row = rule.of.steps.last().map(|list| list.label.get(lang));
    // Where a year is asked for its record, the year would be named twice.
    let yearly = stem.filter(|_| rule.per.iter().any(|per| per.by == GroupBy::Year));
    let name = match (row, yearly) {
        (Some(row), Some(_)) => row.to_owned(),
        (Some(row), None) => say!(lang, "row.in", kind = kind, row = row),
        (None, Some(_)) => say!(lang, "asked.record", kind = kind),
        (None, None) => kind.to_owned(),
    };
    // What a rule selects by, and then looks at, is said once, where each value it looks for is enough to be selected.
    let is_said = |(path, matcher): &&(Path, Matcher)| match (&rule.predicate, matcher) {
        (Predicate::Covers { value, .. }, Matcher::Present(true)) => value.text != path.text,
        (Predicate::Covers { value, list, .. }, Matcher::Any(names)) => {
            let enough = choices(standard, path, names);
            value.text != path.text || !list.iter().all(|name| names.contains(name) || enough.contains(&name.as_str()))
        }
        _ => true,
    };
    let said = rule.conditions.0.iter().filter(is_said).cloned().collect();
    let said = Conditions(said);
    if said.0.is_empty() {
        return say!(lang, "asked.plain", name = name);
    }
    say!(lang, "asked.where", name = name, conditions = describe(standard, &said, lang))
}
