//! Checks that what a rule asks can be met, and can be missed: a rule that holds whatever stands there, or never, asks for nothing.

use jiff::civil::Date;

use super::super::kind::{Field, Type};
use super::super::locate::At;
use super::super::path::{Of, Path};
use super::super::predicate::{From, Predicate};
use super::super::rule::{GroupBy, Rule};
use super::{Binder, key};
use crate::say;

impl Binder<'_> {
    /// What only the whole rule shows.
    pub(super) fn makes_sense(&mut self, rule: &Rule) {
        let timed = |by: &GroupBy| matches!(by, GroupBy::Semester | GroupBy::Year);
        if rule.per.iter().filter(|per| timed(&per.by)).count() > 1 {
            self.problem(&[key("per")], say!(self.lang, "standard.two-times"));
        }
        let asks = |has: &[Path], must: usize| !has.is_empty() || must > 0 || !rule.evidence.is_empty();
        if matches!(&rule.predicate, Predicate::Each { has, must, .. } if !asks(has, must.0.len())) {
            self.problem(&[], say!(self.lang, "standard.nothing"));
        }
    }

    /// That a path leads to a day.
    pub(super) fn is_day(&mut self, path: &Path, name: &str) {
        if path.last().is_some_and(|field| field.of != Type::Date) {
            self.problem(&[key(name)], say!(self.lang, "standard.not-day", name = path.text));
        }
    }

    /// That a path leads to words.
    pub(super) fn is_text(&mut self, path: &Path, name: &str) {
        if path.last().is_some_and(|field| !matches!(field.of, Type::Text | Type::Beside)) {
            self.problem(&[key(name)], say!(self.lang, "standard.not-text", name = path.text));
        }
    }

    /// That what stands there refers to rows of `of`.
    pub(super) fn refers_to(&mut self, from: &From, of: &Of, at: &[At]) {
        let Some(field) = from.path.last() else { return };
        let list = of.steps.last().map(|field| &field.key);
        let target = field.target.and_then(|index| self.targets.get(index));
        let fits = target
            .is_some_and(|target| target.kind == of.kind && target.field.as_ref().map(|field| &field.key) == list);
        if !fits {
            self.problem(at, say!(self.lang, "standard.refers-elsewhere", name = from.path.text, of = of.text));
        }
    }

    /// That a value compared with a day, a number or a yes is one.
    pub(super) fn is_comparable(&mut self, field: &Field, names: &[String], at: &[At]) {
        let is = |name: &String| match field.of {
            Type::Date => name.parse::<Date>().is_ok(),
            Type::Integer | Type::Number => name.parse::<f64>().is_ok(),
            Type::Boolean => name.parse::<bool>().is_ok(),
            _ => true,
        };
        for name in names.iter().filter(|name| !is(name)) {
            self.problem(at, say!(self.lang, "standard.other-type", key = field.key, name = name));
        }
    }
}
