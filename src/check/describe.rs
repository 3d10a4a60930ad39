//! Says in words what a condition asks for.

use crate::say;
use crate::standard::Standard;
use crate::standard::condition::{Conditions, Matcher};
use crate::standard::kind::Type;
use crate::standard::path::Path;
use crate::standard::predicate::Predicate;
use crate::standard::rule::Rule;
use crate::text::lang::Lang;

/// All conditions, separated: 事项＝听取汇报、对象＝学校领导班子.
#[must_use]
pub fn describe(conditions: &Conditions, lang: Lang) -> String {
    let all: Vec<String> = conditions.0.iter().map(|(path, matcher)| condition(path, matcher, lang)).collect();
    all.join(&say!(lang, "list.join"))
}

/// One condition.
pub(super) fn condition(path: &Path, matcher: &Matcher, lang: Lang) -> String {
    let what = label(path, lang);
    match matcher {
        Matcher::Any(names) if path.last().is_some_and(|field| field.of == Type::Value) => {
            say!(lang, "condition.choice", what = what, names = names.join("/"))
        }
        Matcher::Any(names) => say!(lang, "condition.any", what = what, names = names.join("/")),
        Matcher::All(names) => say!(lang, "condition.all", what = what, names = names.join("＋")),
        Matcher::Present(true) => say!(lang, "condition.present", what = what),
        Matcher::Present(false) => say!(lang, "condition.absent", what = what),
        Matcher::Not(inner) if inner.names().is_empty() => say!(lang, "condition.absent", what = what),
        Matcher::Not(inner) => say!(lang, "condition.not", what = what, names = inner.names().join("/")),
        Matcher::AtLeast(number) => say!(lang, "condition.at-least", what = what, n = number),
    }
}

/// What the field at the end of a path is called, with its key: 听取人（who）.
#[must_use]
pub fn label(path: &Path, lang: Lang) -> String {
    let name = path.last().map_or(path.text.as_str(), |field| field.label.get(lang));
    let key = path.last().map_or("", |field| field.key.as_str());
    say!(lang, "field.named", label = name, key = key)
}

/// What rows a rule asks for: the kind of record and the conditions on it.
#[must_use]
pub fn asked(standard: &Standard, rule: &Rule, lang: Lang) -> String {
    let kind = standard.kinds[rule.of.kind].label.get(lang);
    let row = rule.of.steps.last().map(|list| list.label.get(lang));
    let name = row.map_or(kind.to_owned(), |row| say!(lang, "row.in", kind = kind, row = row));
    // What a rule selects by, and then looks at, is said once.
    let looked_at = match &rule.predicate {
        Predicate::Covers { value, .. } => value.text.as_str(),
        _ => "",
    };
    let said = rule.conditions.0.iter().filter(|(path, _)| path.text != looked_at).cloned().collect();
    let said = Conditions(said);
    if said.0.is_empty() {
        return say!(lang, "asked.plain", name = name);
    }
    say!(lang, "asked.where", name = name, conditions = describe(&said, lang))
}
