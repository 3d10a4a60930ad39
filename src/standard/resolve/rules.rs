//! Binds the names in clauses, rules and forms.

use super::super::condition::{Conditions, Matcher};
use super::super::indicator::Clause;
use super::super::kind::{Fields, Role, Type};
use super::super::layout::Layout;
use super::super::length::Length;
use super::super::locate::At;
use super::super::path::{Added, Of, Path, Start, Target};
use super::super::predicate::Predicate;
use super::super::rule::{GroupBy, Per, Rule};
use super::{Binder, What, key};
use crate::say;

/// What a message may leave open for the engine to fill in.
const PLACEHOLDERS: &[&str] = &["group", "n", "need", "missing", "row"];

impl Binder<'_> {
    pub(super) fn clause(&mut self, clause: &mut Clause) {
        let depth = self.at.len();
        let local = clause.origin.is_some();
        self.added = if local { Added::Value } else { Added::Word };
        if let Some(applies) = &mut clause.applies {
            self.at.push(key("applies"));
            let known = self.problems.len();
            self.of(&mut applies.of, "of");
            if self.problems.len() == known {
                self.conditions(&mut applies.conditions, &applies.of, "where");
            }
            self.at.truncate(depth);
        }
        let mut lists: &[String] = &[];
        for (index, rule) in clause.rules.iter_mut().enumerate() {
            self.at.extend([key("rules"), At::Index(index)]);
            let known = self.problems.len();
            if let Some(name) = rule.stands_for.as_deref().filter(|name| lists.iter().all(|one| one != name)) {
                self.unknown(&[key("as")], What::Value("list"), name, lists.iter().map(String::as_str));
            }
            self.of(&mut rule.of, "of");
            if self.problems.len() == known {
                rule.local = local;
                self.rule(rule);
            }
            // What stands for a value of a list stands behind the rule that has it, or behind another that does.
            if rule.stands_for.is_none() {
                lists = if let Predicate::Covers { list, .. } = &rule.predicate { list } else { &[] };
            }
            self.at.truncate(depth);
        }
        self.added = Added::Word;
    }

    fn rule(&mut self, rule: &mut Rule) {
        for per in &mut rule.per {
            self.per(per);
            self.reaches(per, &rule.of, rule.local);
        }
        self.choose_groups(rule);
        // A row that is asked something is not let off, and one that is counted does not count, for a value that only an
        // overlay has.
        let (asked, found) = if rule.predicate.is_of_every_row() {
            (Added::Word, Added::Doubt)
        } else {
            (Added::Nothing, Added::Nothing)
        };
        self.look(rule.local, asked);
        self.conditions(&mut rule.conditions, &rule.of, "where");
        self.look(rule.local, found);
        self.paths(&mut rule.evidence, &rule.of, "evidence");
        for path in &rule.evidence {
            if path.last().is_some_and(|field| field.of != Type::Evidence) {
                let message = say!(self.lang, "standard.no-evidence", name = path.text);
                self.problem(&[key("evidence")], message);
            }
        }
        for text in rule.message.iter().flat_map(|message| [&message.zh, &message.en]) {
            for name in placeholders(text) {
                if !PLACEHOLDERS.contains(&name) {
                    self.unknown(&[key("message")], What::Placeholder, name, PLACEHOLDERS.iter().copied());
                }
            }
        }
        self.predicate(&mut rule.predicate, &rule.of);
        self.makes_sense(rule);
        self.look(rule.local, Added::Word);
    }

    /// Sets how paths look at what overlays add: as `added`, unless an overlay asks by them.
    fn look(&mut self, local: bool, added: Added) {
        self.added = if local { Added::Value } else { added };
    }

    fn predicate(&mut self, predicate: &mut Predicate, of: &Of) {
        match predicate {
            Predicate::Unset | Predicate::OneAtATime => {}
            Predicate::Count { at_least, at_most, lasts, .. } => {
                if *lasts == Some(Length::default()) {
                    self.problem(&[key("lasts")], say!(self.lang, "standard.no-length"));
                }
                if at_most.is_some_and(|most| *at_least > most) {
                    self.problem(&[key("at_most")], say!(self.lang, "standard.bounds"));
                } else if *at_least == 0 && at_most.is_none() {
                    self.problem(&[key("at_least")], say!(self.lang, "standard.nothing"));
                }
            }
            Predicate::Interval { at_most } => {
                if *at_most == Length::default() {
                    self.problem(&[], say!(self.lang, "standard.no-length"));
                }
                if !self.has_day(of) {
                    self.problem(&[key("of")], say!(self.lang, "standard.no-day", name = of.text));
                }
            }
            Predicate::Each { has, must, .. } => {
                self.paths(has, of, "has");
                self.conditions(must, of, "must");
            }
            Predicate::Covers { value, list, .. } => {
                self.one(value, of, "value");
                self.names(value, list, "list");
            }
            Predicate::Linked { from, .. } => {
                for (index, from) in from.iter_mut().enumerate() {
                    let text = from.of.text.clone();
                    let known = self.problems.len();
                    self.of(&mut from.of, "from");
                    if self.problems.len() == known {
                        from.of.text = text;
                        let at = [key("from"), At::Index(index)];
                        self.path(&mut from.path, &from.of, &at);
                        self.refers_to(from, of, &at);
                    }
                }
            }
            Predicate::Majority { most } => self.conditions(most, of, "most"),
            Predicate::Distinct { value, at_least } => {
                self.one(value, of, "value");
                if *at_least == 0 {
                    self.problem(&[key("at_least")], say!(self.lang, "standard.nothing"));
                }
            }
            Predicate::Least { value, at_least, units, .. } => {
                self.one(value, of, "value");
                if !units.is_empty() && self.kinds[of.kind].fields.with(Role::Unit).is_none() {
                    self.problem(&[key("units")], say!(self.lang, "standard.no-unit", name = of.text));
                }
                if !at_least.is_finite() {
                    self.problem(&[key("at_least")], say!(self.lang, "standard.endless"));
                }
                if value.last().is_some_and(|field| !matches!(field.of, Type::Integer | Type::Number)) {
                    self.problem(&[key("value")], say!(self.lang, "standard.no-number", name = value.text));
                }
            }
            Predicate::Before { earlier, later } => {
                self.one(earlier, of, "earlier");
                self.one(later, of, "later");
                self.is_day(earlier, "earlier");
                self.is_day(later, "later");
            }
            Predicate::Series { by, within, value, needs, .. } => {
                self.paths(by, of, "by");
                self.paths(within, of, "within");
                self.one(value, of, "value");
                if let Some(first) = by.first() {
                    self.names(first, needs, "needs");
                }
            }
            Predicate::Words { text, .. } => {
                self.one(text, of, "text");
                self.is_text(text, "text");
            }
            Predicate::Fact { by, from, to, .. } => {
                self.paths(by, of, "by");
                for (path, name) in [(from, "from"), (to, "to")] {
                    if let Some(path) = path {
                        self.one(path, of, name);
                    }
                }
            }
        }
    }

    /// Whether rows of `of` are of a day, by a field of their own or of the record they stand in.
    fn has_day(&self, of: &Of) -> bool {
        let kind = &self.kinds[of.kind];
        let own = of.steps.last().map_or(&kind.fields, |list| &list.fields);
        let has = |fields: &Fields| [Role::Date, Role::From].into_iter().any(|role| fields.with(role).is_some());
        has(own) || has(&kind.fields)
    }

    /// A group of records or values holds the rows that refer to it, and those that are it or stand in it; no other is ever in one.
    fn reaches(&mut self, per: &Per, of: &Of, local: bool) {
        let GroupBy::Target(index) = per.by else { return };
        let (target, kind) = (&self.targets[index], &self.kinds[of.kind]);
        let refers = |fields: &Fields| {
            fields.0.iter().any(|field| field.target == Some(index) && (local || field.origin.is_none()))
        };
        let own = of.steps.last().is_some_and(|list| refers(&list.fields));
        if !(own || refers(&kind.fields) || target.field.is_none() && target.kind == of.kind) {
            let message = say!(self.lang, "standard.apart", of = of.text, per = per.text);
            self.problem(&[key("per")], message);
        }
    }

    pub(super) fn one(&mut self, path: &mut Path, of: &Of, name: &str) {
        self.path(path, of, &[key(name)]);
    }

    pub(super) fn paths(&mut self, paths: &mut [Path], of: &Of, name: &str) {
        for (index, path) in paths.iter_mut().enumerate() {
            self.path(path, of, &[key(name), At::Index(index)]);
        }
    }

    pub(super) fn conditions(&mut self, conditions: &mut Conditions, of: &Of, name: &str) {
        for (path, matcher) in &mut conditions.0 {
            let at = [key(name), key(&path.text.clone())];
            self.path(path, of, &at);
            self.names(path, matcher.names(), name);
            if let Some(field) = path.last() {
                self.is_comparable(field, matcher.names(), &at);
            }
            self.time_of(path, matcher, &at);
        }
    }

    /// Checks that what is asked to be there at a time is a record, or a row of one, that is referred to: of anything else it would
    /// never be true.
    fn time_of(&mut self, path: &Path, matcher: &Matcher, at: &[At]) {
        let Some(field) = path.last().filter(|_| matcher.asks_when()) else { return };
        let target = field.target.and_then(|target| self.targets.get(target));
        let is_row = |target: &Target| target.field.as_ref().is_none_or(|field| field.of == Type::Rows);
        if field.of != Type::Reference || !target.is_some_and(is_row) {
            self.problem(at, say!(self.lang, "standard.no-reference", name = path.text));
        }
    }

    /// Checks that values a rule names stand in the list of the field they are compared with.
    fn names(&mut self, path: &Path, names: &[String], at: &str) {
        let Some(list) = path.last().and_then(|field| field.list_index) else { return };
        let list = &self.lists[list];
        for name in names.iter().filter(|name| !list.knows(name)) {
            let known = list.values.iter().map(|value| value.value.as_str());
            self.unknown(&[key(at)], What::Value(&list.id), name, known);
        }
    }

    fn per(&mut self, per: &mut Per) {
        per.by = match per.text.as_str() {
            "studio" => GroupBy::Studio,
            "semester" => GroupBy::Semester,
            "year" => GroupBy::Year,
            name => {
                if let Some(index) = self.targets.iter().position(|target| target.text == name) {
                    GroupBy::Target(index)
                } else {
                    let known: Vec<String> = self.targets.iter().map(|target| target.text.clone()).collect();
                    let words = ["studio", "semester", "year"].into_iter().chain(known.iter().map(String::as_str));
                    return self.unknown(&[key("per")], What::Group, name, words);
                }
            }
        };
    }

    /// Conditions on the kind of a group choose the groups; those the row itself cannot answer do only that.
    fn choose_groups(&mut self, rule: &mut Rule) {
        let mut choosing = Vec::new();
        let mut kept: Vec<(Path, Matcher)> = Vec::new();
        for (path, matcher) in std::mem::take(&mut rule.conditions.0) {
            let mut chooses = false;
            for (index, per) in rule.per.iter().enumerate() {
                let GroupBy::Target(target) = per.by else { continue };
                let kind = self.targets[target].kind;
                let Some(rest) = path.text.strip_prefix(self.kinds[kind].kind.as_str()) else { continue };
                let Some(rest) = rest.strip_prefix('.') else { continue };
                let of = Of { text: self.kinds[kind].kind.clone(), kind, steps: vec![] };
                if let Ok((start, steps)) = self.steps(rest, &of) {
                    choosing.push((
                        index,
                        Path { text: path.text.clone(), start, steps, added: self.added },
                        matcher.clone(),
                    ));
                    chooses = true;
                }
            }
            if !chooses || self.steps(&path.text, &rule.of).is_ok_and(|(start, _)| start == Start::Row) {
                kept.push((path, matcher));
            } else if let Some((_, path, matcher)) = choosing.last() {
                self.time_of(path, matcher, &[key("where"), key(&path.text)]);
            }
        }
        rule.conditions = Conditions(kept);
        rule.choosing = choosing;
    }

    pub(super) fn form(&mut self, form: &mut Layout) {
        let known = self.problems.len();
        self.of(&mut form.of, "of");
        if self.problems.len() > known {
            return;
        }
        self.look(form.origin.is_some(), Added::Word);
        self.conditions(&mut form.conditions, &form.of, "where");
        for (index, column) in form.columns.iter_mut().enumerate() {
            self.at = vec![key("columns"), At::Index(index)];
            let file = self.file.clone();
            self.look(column.origin.is_some(), Added::Word);
            if column.after.is_some() && column.origin.is_none() {
                self.problem(&[key("after")], say!(self.lang, "overlay.column-after", name = column.header));
            }
            if let Some(origin) = &column.origin {
                self.file.clone_from(&origin.file);
                self.at.clone_from(&origin.at);
            }
            let known = self.problems.len();
            let of = column.of.as_mut().map_or_else(
                || form.of.clone(),
                |of| {
                    self.of(of, "of");
                    of.clone()
                },
            );
            if self.problems.len() > known {
                self.file = file;
                continue;
            }
            self.conditions(&mut column.conditions, &of, "where");
            if !column.value.text.is_empty() {
                self.one(&mut column.value, &of, "value");
            }
            for more in &mut column.and {
                let known = self.problems.len();
                self.of(&mut more.of, "and");
                if self.problems.len() == known {
                    self.conditions(&mut more.conditions, &more.of, "and");
                    self.one(&mut more.value, &more.of, "and");
                }
            }
            self.file = file;
        }
        self.added = Added::Word;
        self.at.clear();
    }
}

/// The names between braces.
fn placeholders(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
}
