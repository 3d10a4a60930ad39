//! What the conditions of a rule fix, as values of a record or a row: a name of a list, several of it, or a blank for what
//! only the school knows. A condition that looks through a reference asks for a record that is there, or a new one.

use std::sync::Arc;

use super::place::At;
use super::want::{Want, Wants, ZH, is_block};
use crate::check::{Fit, fit};
use crate::edit::answer::quoted;
use crate::edit::given::{Given, Known};
use crate::edit::stem;
use crate::say;
use crate::standard::condition::{Conditions, Matcher};
use crate::standard::kind::{Field, Role, Type};
use crate::standard::path::{Path, Start};
use crate::standard::rule::Rule;

impl Wants<'_> {
    /// The record or the row that `path` begins at.
    fn at<'g>(rule: &Rule, path: &Path, record: &'g mut Given, row: &'g mut Given) -> &'g mut Given {
        if rule.of.steps.is_empty() || path.start == Start::Record { record } else { row }
    }

    /// A blank at a path, if nothing is there.
    pub fn blank(&mut self, rule: &Rule, path: &Path, record: &mut Given, row: &mut Given) {
        self.one(rule, path, &Matcher::Present(true), record, row);
    }

    /// The one value at a path.
    pub fn only(&mut self, rule: &Rule, path: &Path, name: &str, record: &mut Given, row: &mut Given) {
        let given = Self::at(rule, path, record, row);
        if let Some((table, field)) = given.at(&path.steps) {
            let item = self.literal(field, name);
            table.values.insert(field.key.clone(), Known::one(item));
        }
    }

    /// Every one of `names` at a path.
    pub fn all(&mut self, rule: &Rule, path: &Path, names: &[String], record: &mut Given, row: &mut Given) {
        self.one(rule, path, &Matcher::All(names.to_vec()), record, row);
    }

    /// The first of `names` at a path, with `others` as what may stand there, too, or wants a record of its own.
    pub fn any(
        &mut self,
        rule: &Rule,
        path: &Path,
        names: &[String],
        others: &[String],
        record: &mut Given,
        row: &mut Given,
    ) {
        let Some(name) = names.first() else { return };
        self.only(rule, path, name, record, row);
        let rest: Vec<&str> = others.iter().map(String::as_str).filter(|other| other != name).collect();
        if let Some((table, field)) = Self::at(rule, path, record, row).at(&path.steps)
            && let Some(known) = table.values.get_mut(&field.key).filter(|_| !rest.is_empty())
        {
            known.note = Some(say!(ZH, "template.others", values = ZH.list(&rest)));
        }
        self.called = Some(name.clone());
    }

    /// What conditions fix. Those that look through one reference are taken together.
    pub fn conditions(&mut self, rule: &Rule, conditions: &Conditions, record: &mut Given, row: &mut Given) {
        let mut seen: Vec<*const Field> = Vec::new();
        for (path, matcher) in &conditions.0 {
            if !path.follows() {
                self.one(rule, path, matcher, record, row);
                continue;
            }
            let Some(index) = path.steps.iter().position(|field| field.of == Type::Reference) else { continue };
            let field = &path.steps[index];
            if seen.contains(&Arc::as_ptr(field)) {
                continue;
            }
            seen.push(Arc::as_ptr(field));
            let through = conditions.0.iter().filter(|(other, _)| {
                other.steps.get(index).is_some_and(|step| Arc::ptr_eq(step, field)) && other.steps.len() > index + 1
            });
            let inner = |(other, matcher): &(Path, Matcher)| {
                let steps = other.steps[index + 1..].to_vec();
                (Path { text: other.text.clone(), start: Start::Row, steps, ..Path::default() }, matcher.clone())
            };
            let inner = Conditions(through.map(inner).collect());
            let known = self.referred(field, &inner);
            let given = Self::at(rule, path, record, row);
            given.set(&path.steps[..=index], known);
        }
    }

    /// One condition on a value of the record or row itself.
    fn one(&mut self, rule: &Rule, path: &Path, matcher: &Matcher, record: &mut Given, row: &mut Given) {
        let Some(field) = path.last().filter(|field| !matches!(field.of, Type::Stem | Type::Beside)) else { return };
        // What stands in rows below, or behind a reference, is no value of this row.
        let plain = path.steps[..path.steps.len() - 1].iter().all(|step| step.of == Type::Table);
        if !plain {
            return Self::deeper(rule, path, record, row);
        }
        if is_block(field) {
            let list = field.of == Type::Rows;
            if let Some((given, field)) = Self::at(rule, path, record, row).at(&path.steps).filter(|_| list) {
                given.rows.entry(field.key.clone()).or_insert_with(|| vec![Given::default()]);
            }
            return;
        }
        let known = match matcher {
            Matcher::Any(names) => {
                let Some(first) = names.first() else { return };
                let item = self.literal(field, first);
                self.called.get_or_insert_with(|| item.trim_matches('"').to_owned());
                let others = self.others(field, names, &item);
                let known = Known::one(item);
                if others.is_empty() {
                    known
                } else {
                    known.noted(say!(ZH, "template.choose", values = ZH.list(&others)))
                }
            }
            Matcher::All(names) => {
                let items: Vec<String> = names.iter().map(|name| self.literal(field, name)).collect();
                self.called.get_or_insert_with(|| items[0].trim_matches('"').to_owned());
                Known { items, note: None }
            }
            Matcher::Present(true) if field.of == Type::Boolean => Known::one("true"),
            Matcher::Present(true) | Matcher::There(_) => Known::blanks(1),
            Matcher::AtLeast(number) => Known::blanks(*number).noted(say!(ZH, "template.at-least", n = number)),
            Matcher::Present(false) | Matcher::Since(_) | Matcher::Until(_) => return,
            Matcher::Not(inner) => {
                if inner.names().is_empty() || !field.required {
                    return;
                }
                Known::blanks(1).noted(say!(ZH, "template.not", values = inner.names().join("、")))
            }
        };
        Self::at(rule, path, record, row).set(&path.steps, known);
    }

    /// A blank in the first row of a list below.
    fn deeper(rule: &Rule, path: &Path, record: &mut Given, row: &mut Given) {
        let Some(index) = path.steps.iter().position(|step| step.of == Type::Rows) else { return };
        if let Some((given, list)) = Self::at(rule, path, record, row).at(&path.steps[..=index]) {
            let rows = given.rows.entry(list.key.clone()).or_default();
            if rows.is_empty() {
                rows.push(Given::default());
            }
            rows[0].set(&path.steps[index + 1..], Known::blanks(1));
        }
    }

    /// A name of a list as TOML; for a group the first value that counts as it.
    fn literal(&self, field: &Field, name: &str) -> String {
        let list = self.studio.standard.list(field);
        let value = list.filter(|list| list.find(name).is_none());
        let value = value.and_then(|list| list.values.iter().find(|value| list.counts_as(&value.value, name)));
        quoted(value.map_or(name, |value| value.value.as_str()))
    }

    /// The other values that count as any of `names`.
    fn others(&self, field: &Field, names: &[String], but: &str) -> Vec<String> {
        let Some(list) = self.studio.standard.list(field) else { return Vec::new() };
        let counts = |text: &str| names.iter().any(|name| list.counts_as(text, name));
        let values = list.values.iter().map(|value| value.value.as_str()).filter(|value| counts(value));
        values.filter(|value| quoted(value) != but).map(str::to_owned).collect()
    }

    /// The values of `list` that no row of a rule has.
    pub fn missing(&self, rule: &Rule, path: &Path, list: &[String]) -> Vec<String> {
        let rows = self.studio.rows(&rule.of);
        let has = |name: &String| {
            let condition = Conditions(vec![(path.clone(), Matcher::Any(vec![name.clone()]))]);
            rows.iter().any(|row| {
                crate::check::in_time(self.studio, row, rule.when)
                    && fit(self.studio, row, &rule.conditions) == Fit::Yes
                    && fit(self.studio, row, &condition) == Fit::Yes
            })
        };
        list.iter().filter(|name| !has(name)).cloned().collect()
    }

    /// The day of a new record or row: a blank that says within which time. Nobody said that it was today, and a day that
    /// nobody wrote would make a check count what may never have taken place.
    pub fn date(&mut self, rule: &Rule, want: &mut Want, row: &mut Given) {
        let whole = rule.of.steps.is_empty();
        let kind = &self.studio.standard.kinds[rule.of.kind];
        let today = self.studio.calendar.today;
        let Some(field) = kind.fields.with(Role::Date).filter(|_| whole) else {
            // The days of rows lie behind the record that holds them: nobody knows them yet.
            let list = rule.of.steps.last().and_then(|list| list.fields.with(Role::Date));
            if let Some(field) = list {
                row.set(std::slice::from_ref(field), Known::blanks(1));
            }
            return;
        };
        let known = match &want.spot.at {
            At::New(Some(period)) => {
                let to = if period.from > today { period.to } else { period.to.min(today) };
                let note = if period.to < today { "template.within.over" } else { "template.within" };
                Known::blanks(1).noted(say!(ZH, note, from = period.from, to = to))
            }
            _ => Known::blanks(1),
        };
        want.record.set(std::slice::from_ref(field), known);
    }

    /// What a reference may name so that `inner` holds of it: those that are there, else a new record.
    fn referred(&mut self, field: &Arc<Field>, inner: &Conditions) -> Known {
        let studio = self.studio;
        let Some(target) = field.target else { return Known::blanks(1) };
        let goal = &studio.standard.targets[target];
        let mut names: Vec<&str> = studio.names(target).collect();
        names.sort_unstable();
        let fits = |name: &&str| {
            let row = studio.resolve(target, name).and_then(|entry| studio.entry_row(target, entry));
            row.is_some_and(|row| fit(studio, &row, inner) == Fit::Yes)
        };
        let good: Vec<&str> = names.into_iter().filter(fits).take(12).collect();
        if !good.is_empty() {
            return Known::blanks(1).noted(say!(ZH, "template.pick", names = ZH.list(&good)));
        }
        let kind = &studio.standard.kinds[goal.kind];
        let person = kind.fields.of_people();
        let fixes = inner.0.iter().any(|(_, matcher)| matches!(matcher, Matcher::Any(_) | Matcher::All(_)));
        if goal.field.is_some() || person || !fixes || kind.folder().is_none() {
            return Known::blanks(1).noted(say!(ZH, "template.first", kind = kind.kind, label = kind.label.zh));
        }
        let (given, called) = self.fresh(inner);
        let taken: Vec<&str> = studio.of_kind(goal.kind).iter().map(|record| record.stem.as_str()).collect();
        let stem = stem::propose(kind, &called.unwrap_or_else(|| kind.label.zh.clone()), None, &taken);
        let index = goal.kind;
        if !self.referred.iter().any(|(kind, other, _)| *kind == index && *other == stem) {
            self.referred.push((index, stem.clone(), given));
        }
        Known::one(quoted(&stem))
    }

    /// What `conditions` fix of a record of its own.
    fn fresh(&mut self, conditions: &Conditions) -> (Given, Option<String>) {
        let before = self.called.take();
        let rule = Rule::default();
        let (mut given, mut row) = (Given::default(), Given::default());
        for (path, matcher) in conditions.0.iter().filter(|(path, _)| !path.follows()) {
            self.one(&rule, path, matcher, &mut given, &mut row);
        }
        let called = std::mem::replace(&mut self.called, before);
        (given, called)
    }
}
