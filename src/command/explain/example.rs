//! An example of a record, as one would type it: with what a clause asks in the place of what any such record may say.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

use crate::check::typed;
use crate::standard::Standard;
use crate::standard::condition::Matcher;
use crate::standard::indicator::Clause;
use crate::standard::kind::{Field, Fields, Kind, Role, Type};
use crate::standard::path::{Path, Start};
use crate::standard::predicate::Predicate;
use crate::standard::rule::Rule;

/// What is asked of one record: by the keys on the way to a field its values, none where nothing may stand there.
#[derive(Debug, Default)]
pub(super) struct Asked(BTreeMap<String, Vec<String>>);

impl Asked {
    /// What the rules of a clause ask, each with the index of its kind: as few records of a kind as can say it. What only selects
    /// for a list is left out where rules ask more.
    pub fn of(standard: &Standard, clause: &Clause) -> Vec<(usize, Self)> {
        let is_fact = |rule: &&Rule| matches!(rule.predicate, Predicate::Fact { .. });
        let (facts, judging): (Vec<&Rule>, Vec<&Rule>) = clause.rules.iter().partition(is_fact);
        let asks = |fact: &&Rule| !judging.iter().any(|rule| rule.of.kind == fact.of.kind);
        let mut all: Vec<(usize, Self)> = Vec::new();
        for rule in judging.iter().copied().chain(facts.into_iter().filter(asks)) {
            let asked = Self::by(standard, rule);
            let holds = |(kind, one): &&mut (usize, Self)| *kind == rule.of.kind && one.goes_with(&asked);
            match all.iter_mut().find(holds) {
                Some((_, one)) => one.0.extend(asked.0),
                None => all.push((rule.of.kind, asked)),
            }
        }
        all.sort_by_key(|(kind, _)| *kind);
        all
    }

    fn goes_with(&self, other: &Self) -> bool {
        other.0.iter().all(|(key, values)| self.0.get(key).is_none_or(|known| known == values))
    }

    fn by(standard: &Standard, rule: &Rule) -> Self {
        let mut asked = Self::default();
        let more = match &rule.predicate {
            Predicate::Each { must, .. } => must.0.as_slice(),
            Predicate::Majority { most } => most.0.as_slice(),
            _ => &[],
        };
        for (path, matcher) in rule.conditions.0.iter().chain(more) {
            asked.take(standard, rule, path, matcher);
        }
        if let Predicate::Covers { value, list, .. } = &rule.predicate {
            asked.take(standard, rule, value, &Matcher::All(list.clone()));
        }
        asked
    }

    /// What a record goes by that says this, where it goes by its title: the first word that is asked of it; and the same with that
    /// title.
    pub fn called(&self, kind: &Kind) -> Option<(String, Self)> {
        let title = kind.fields.with(Role::Title).filter(|_| !kind.fields.of_people())?;
        let dated =
            kind.example.as_deref().is_some_and(|example| example.starts_with(|char: char| char.is_ascii_digit()));
        let word = kind.fields.0.iter().filter(|field| field.of == Type::Value);
        let word = { word }.find_map(|field| self.0.get(&field.key)?.first()).filter(|_| !dated)?;
        let mut asked = self.0.clone();
        asked.insert(title.key.clone(), vec![word.clone()]);
        Some((word.clone(), Self(asked)))
    }

    /// Takes in what is asked at one path, if it stands in the record itself.
    fn take(&mut self, standard: &Standard, rule: &Rule, path: &Path, matcher: &Matcher) {
        let Some(field) = path.last().filter(|_| !path.follows()) else { return };
        let Some(mut values) = values(standard, field, matcher) else { return };
        if !field.many && rule.of.steps.is_empty() {
            values.truncate(1);
        }
        let before = if path.start == Start::Row { rule.of.steps.as_slice() } else { &[] };
        let keys: Vec<&str> = before.iter().chain(&path.steps).map(|field| field.key.as_str()).collect();
        self.0.entry(keys.join(".")).or_insert(values);
    }

    /// A record one can paste: tables and rows below the plain fields, as TOML wants it. `prefix` leads to the fields.
    pub fn write(&self, out: &mut String, fields: &[Arc<Field>], prefix: &str) {
        self.row(out, fields, prefix, 0);
    }

    /// The same of one row of several: of what one row says once, each says another.
    fn row(&self, out: &mut String, fields: &[Arc<Field>], prefix: &str, number: usize) {
        let asked = |field: &Field| self.0.get(&format!("{prefix}{}", field.key));
        // What goes on has no last day, unless one is asked for.
        let goes_on = |field: &Field| field.has(Role::To) && !field.required;
        let shown = |field: &&Arc<Field>| asked(field).map_or(!goes_on(field), |values| !values.is_empty());
        let fields = || fields.iter().filter(shown);
        let plain = |field: &&Arc<Field>| !matches!(field.of, Type::Table | Type::Rows);
        for field in fields().filter(plain) {
            let line = match (asked(field), &field.example) {
                (Some(values), _) if field.many => typed(field, values),
                (Some(values), _) => typed(field, &values[number.min(values.len() - 1)..][..1]),
                (None, Some(example)) => typed(field, std::slice::from_ref(example)),
                (None, None) => continue,
            };
            // Writing into a String cannot fail.
            let _ = writeln!(out, "  {line}");
        }
        for field in fields().filter(|field| !plain(field)) {
            let name = format!("{prefix}{}", field.key);
            let header = if field.of == Type::Rows { format!("[[{name}]]") } else { format!("[{name}]") };
            let below = format!("{name}.");
            let once =
                |inner: &Arc<Field>| Some(self.0.get(&format!("{below}{}", inner.key))?.len()).filter(|_| !inner.many);
            let rows = field.fields.0.iter().filter_map(once).max().filter(|_| field.of == Type::Rows).unwrap_or(1);
            for mut inner in field.fields.ways() {
                // What was done is not carried over.
                inner.retain(|one| field.carries.as_ref().is_none_or(|carries| carries.because != one.key));
                for number in 0..rows.max(1) {
                    let _ = writeln!(out, "\n  {header}");
                    self.row(out, &inner, &below, number);
                }
            }
        }
    }
}

/// What else may stand in a field of several: the other values of its list, or what fields that refer to the same, or name people,
/// have for an example.
fn others(standard: &Standard, field: &Field) -> Vec<String> {
    fn examples(fields: &Fields, is: &dyn Fn(&Field) -> bool, found: &mut Vec<String>) {
        for field in &fields.0 {
            found.extend(field.example.clone().filter(|_| is(field)));
            examples(&field.fields, is, found);
        }
    }
    if let Some(list) = standard.list(field) {
        return list.values.iter().map(|value| value.value.clone()).collect();
    }
    let Some(target) = field.target else { return Vec::new() };
    let of_people = standard.kinds[standard.targets[target].kind].fields.of_people();
    let is = |other: &Field| {
        other.target == Some(target) && other.list.is_none() || of_people && other.many && other.has(Role::Person)
    };
    let mut found = Vec::new();
    standard.kinds.iter().for_each(|kind| examples(&kind.fields, &is, &mut found));
    found
}

/// Values that fulfil what is asked of a field; none where nothing may stand there. Nothing where its own example does as well as
/// any other, or no value is named.
fn values(standard: &Standard, field: &Field, matcher: &Matcher) -> Option<Vec<String>> {
    let list = standard.list(field);
    let counts = |text: &str, wanted: &str| list.map_or(text == wanted, |list| list.counts_as(text, wanted));
    // A group is written as one of those that count as it.
    let one = |wanted: &String| {
        let known = list.filter(|list| list.find(wanted).is_none());
        if let Some(own) = field.example.as_ref().filter(|own| known.is_some() && counts(own, wanted)) {
            return own.clone();
        }
        let member = known.and_then(|list| list.values.iter().find(|value| list.counts_as(&value.value, wanted)));
        member.map_or_else(|| wanted.clone(), |value| value.value.clone())
    };
    let example = field.example.as_deref();
    match matcher {
        Matcher::Any(wanted) => match example {
            Some(example) if wanted.iter().any(|wanted| counts(example, wanted)) => Some(vec![example.to_owned()]),
            _ => wanted.first().map(|wanted| vec![one(wanted)]),
        },
        Matcher::All(wanted) => Some(wanted.iter().map(one).collect()),
        Matcher::AtLeast(number) if field.many => {
            let mut shown: Vec<String> = Vec::new();
            for one in example.map(str::to_owned).into_iter().chain(others(standard, field)) {
                if !shown.contains(&one) {
                    shown.push(one);
                }
            }
            shown.truncate(*number);
            (shown.len() == *number).then_some(shown)
        }
        Matcher::Present(true) => (field.of == Type::Boolean).then(|| vec![true.to_string()]),
        Matcher::Present(false) => Some(Vec::new()),
        Matcher::Not(inner) if matches!(**inner, Matcher::Present(true)) => Some(Vec::new()),
        Matcher::Not(inner) => {
            let is_out = |text: &str| inner.names().iter().any(|name| counts(text, name));
            let other = list?.values.iter().find(|value| !value.other && !is_out(&value.value))?;
            example.is_some_and(is_out).then(|| vec![other.value.clone()])
        }
        _ => None,
    }
}
