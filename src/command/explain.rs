//! `studio explain`: what an indicator, a clause, a kind of record, a field, a list or a rule means, and what to write.

mod example;

use std::fmt::Write;
use std::sync::Arc;

use clap::Args;

use self::example::Asked;
use super::{Common, deliver};
use crate::check::{describe, example_line};
use crate::failure::{Failure, Result};
use crate::say;
use crate::standard::indicator::{Clause, Decider, Indicator};
use crate::standard::kind::{Field, Fields, Kind, Type};
use crate::standard::predicate::Predicate;
use crate::standard::rule::{GroupBy, Per, Rule};
use crate::standard::vocabulary::List;
use crate::standard::{Standard, covers};
use crate::text::lang::Lang;
use crate::text::message::{rules, say};
use crate::text::nearest::nearest;
use crate::text::safe::visible;
use crate::text::width::wrap;

/// Arguments of `studio explain`.
#[derive(Debug, Args)]
pub struct Arguments {
    #[arg(value_name = "NAME")]
    name: Option<String>,
}

/// How many values of a list are shown beside a field.
const SHOWN: usize = 6;
/// Columns the text is folded to.
const WIDTH: usize = 78;

/// Runs the command; gives the exit code.
///
/// # Errors
/// A name that nothing has.
pub fn run(common: &Common, arguments: &Arguments) -> Result<u8> {
    let standard = common.standard_for(&common.root(None))?;
    let explain = Explain { standard: &standard, lang: common.lang(), out: String::new() };
    let text = explain.named(arguments.name.as_deref().unwrap_or_default())?;
    deliver(None, text.as_bytes(), common.lang())?;
    Ok(0)
}

/// A key and its label, which may be the same word.
fn named(key: &str, label: &str) -> String {
    if key == label { key.to_owned() } else { format!("{key} {label}") }
}

struct Explain<'s> {
    standard: &'s Standard,
    lang: Lang,
    out: String,
}

impl<'s> Explain<'s> {
    fn named(mut self, name: &str) -> Result<String> {
        let standard = self.standard;
        if name.is_empty() {
            self.everything();
        } else if let Some(clause) = standard.clause(name) {
            self.clause(clause);
        } else if standard.covers_any(name) {
            for indicator in standard.indicators().filter(|indicator| covers(name, &indicator.id)) {
                self.indicator(indicator);
            }
            for clause in standard.local().filter(|clause| covers(name, &clause.id)) {
                self.clause(clause);
            }
        } else if rules().any(|rule| rule == name) {
            self.line(0, name);
            self.line(0, &say(self.lang, name, &[]));
        } else if rules().any(|rule| rule.split('/').next() == Some(name)) {
            for rule in rules().filter(|rule| rule.split('/').next() == Some(name)) {
                self.line(0, &format!("{rule}  {}", say(self.lang, rule, &[])));
            }
        } else if let Some(kind) = standard.kinds.iter().find(|kind| {
            kind.kind == name || kind.label.zh == name || kind.folder() == Some(name.trim_end_matches('/'))
        }) {
            self.kind(kind);
        } else if let Some(list) = standard.lists.iter().find(|list| list.id == name) {
            self.list(list);
        } else {
            let fields = self.find_fields(name);
            for (kind, way, field) in &fields {
                self.field(kind, way, field);
            }
            if fields.is_empty() {
                return Err(self.unknown(name));
            }
        }
        Ok(self.out)
    }

    fn line(&mut self, indent: usize, text: &str) {
        // An overlay may hold anything; nothing in it can steer the terminal.
        for line in text.lines().flat_map(|line| wrap(&visible(line), WIDTH - indent)) {
            // Writing into a String cannot fail.
            let _ = writeln!(self.out, "{:indent$}{line}", "");
        }
    }

    fn title(&mut self, key: &str) {
        let text = say(self.lang, key, &[]);
        self.line(0, &format!("\n{text}"));
    }

    fn everything(&mut self) {
        self.line(0, &say(self.lang, "explain.all", &[]));
        self.title("explain.indicators");
        for heading in &self.standard.headings {
            let ids: Vec<&str> = heading.indicators.iter().map(|indicator| indicator.id.as_str()).collect();
            let name = heading.level2.as_deref().unwrap_or_default();
            self.line(2, &format!("{}  {}{name}", ids.join(" "), heading.level1));
        }
        self.title("explain.kinds");
        for kind in &self.standard.kinds {
            self.line(2, &format!("{}  {}  {}", kind.kind, kind.label.get(self.lang), kind.path));
        }
        self.title("explain.lists");
        let lists: Vec<&str> = self.standard.lists.iter().map(|list| list.id.as_str()).collect();
        self.line(2, &lists.join("  "));
        self.title("explain.other-rules");
        let mut names: Vec<&str> = self.standard.demands.iter().map(|demand| demand.id.as_str()).collect();
        names.extend(rules().collect::<Vec<&str>>());
        self.line(2, &names.join("  "));
    }

    fn indicator(&mut self, indicator: &Indicator) {
        let heading =
            self.standard.headings.iter().find(|heading| heading.indicators.iter().any(|one| one.id == indicator.id));
        if let Some(heading) = heading {
            self.line(0, &format!("{}{}", heading.level1, heading.level2.as_deref().unwrap_or_default()));
        }
        self.line(0, &format!("{} {}", indicator.id, indicator.text));
        self.title("explain.clauses");
        for clause in &indicator.clauses {
            self.line(2, &format!("{} {}", clause.id, clause.text));
            let decided = self.decided(clause);
            self.line(4, &decided);
        }
        self.line(0, "");
        self.out.push('\n');
    }

    fn decided(&self, clause: &Clause) -> String {
        let who = clause.decided_by.iter().map(|decider| {
            say!(
                self.lang,
                match decider {
                    Decider::Record => "explain.who.record",
                    Decider::Evidence => "explain.who.evidence",
                    Decider::Person => "explain.who.person",
                }
            )
        });
        let who = self.lang.list(who);
        say!(self.lang, "explain.decided", who = who)
    }

    fn clause(&mut self, clause: &Clause) {
        let label = clause.label.as_ref().map_or("", |label| label.get(self.lang));
        self.line(0, format!("{} {label}", clause.id).trim_end());
        self.line(0, &clause.text);
        if let Some(source) = &clause.source {
            self.line(0, &say!(self.lang, "explain.source", source = source));
        }
        if let Some(overlay) = self.standard.overlay(clause.origin.as_ref()) {
            self.line(0, &say!(self.lang, "explain.local", origin = overlay.named()));
        }
        self.out.push('\n');
        if !clause.decided_by.is_empty() {
            let decided = self.decided(clause);
            self.line(0, &decided);
        }
        let severity = clause.level.severity().say(self.lang);
        self.line(0, &say!(self.lang, "explain.level", severity = severity));
        if let Some(applies) = &clause.applies {
            let kind = self.standard.kinds[applies.of.kind].label.get(self.lang);
            let what = format!("{kind}（{}）", describe(self.standard, &applies.conditions, self.lang));
            self.line(0, &say!(self.lang, "explain.applies", what = what, otherwise = applies.otherwise));
        }
        if let Some(why) = &clause.no_rule {
            self.line(0, &say!(self.lang, "explain.no-rule", why = why));
        }
        if let Some(reading) = &clause.reading {
            self.line(0, &say!(self.lang, "explain.reading", reading = reading));
        }
        if !clause.rules.is_empty() {
            self.title("explain.rules");
            for (index, rule) in clause.rules.iter().enumerate() {
                let text = self.rule(rule);
                self.line(2, &format!("{}. [{}] {text}", index + 1, rule.predicate.name()));
                if let Some(reading) = &rule.reading {
                    self.line(5, &say!(self.lang, "explain.reading", reading = reading));
                }
            }
        }
        self.out.push('\n');
        self.line(0, &say!(self.lang, "explain.help", help = clause.help.trim()));
        let all = Asked::of(self.standard, clause);
        for (kind, asked) in &all {
            let several = all.iter().filter(|(other, _)| other == kind).count() > 1;
            self.example(&self.standard.kinds[*kind], asked, several);
        }
    }

    /// A record of a kind that says what is asked; one of several has a name of its own.
    fn example(&mut self, kind: &Kind, asked: &Asked, several: bool) {
        self.title("explain.example");
        let called = if several { asked.called(kind) } else { None };
        let path = called.as_ref().map_or_else(|| kind.example_path(), |(name, _)| kind.file(name));
        self.line(2, &format!("# {path}"));
        called.as_ref().map_or(asked, |(_, asked)| asked).write(&mut self.out, &kind.fields.0, "");
    }

    /// What a rule is held in one by one.
    fn group(&self, per: &Per) -> String {
        match per.by {
            GroupBy::Studio => per.text.clone(),
            GroupBy::Semester => say!(self.lang, "explain.per.semester"),
            GroupBy::Year => say!(self.lang, "explain.per.year"),
            GroupBy::Target(target) => {
                let target = &self.standard.targets[target];
                let kind = &self.standard.kinds[target.kind].label;
                target.field.as_ref().map_or(kind, |field| &field.label).get(self.lang).to_owned()
            }
        }
    }

    /// A rule in one sentence.
    fn rule(&self, rule: &Rule) -> String {
        let lang = self.lang;
        let asked = crate::check::asked(self.standard, rule, lang);
        let per: Vec<String> = rule.per.iter().map(|per| self.group(per)).collect();
        let group = if per.is_empty() { String::new() } else { say!(lang, "explain.group", per = per.join(" × ")) };
        let label = |path| crate::check::label(path, lang);
        let mut text = match &rule.predicate {
            Predicate::Unset => String::new(),
            Predicate::Count { at_most: Some(most), .. } => {
                say!(lang, "explain.rule.count-most", group = group, n = most, asked = asked)
            }
            Predicate::Count { at_least, .. } => {
                say!(lang, "explain.rule.count", group = group, n = at_least, asked = asked)
            }
            Predicate::Each { has, must, .. } => {
                let mut what: Vec<String> = has.iter().map(label).collect();
                if !must.0.is_empty() {
                    what.push(describe(self.standard, must, lang));
                }
                say!(lang, "explain.rule.each", asked = asked, what = lang.list(what))
            }
            Predicate::Covers { value, list, .. } => {
                let (what, list) = (label(value), lang.list(list));
                say!(lang, "explain.rule.covers", group = group, asked = asked, what = what, list = list)
            }
            Predicate::Linked { from, .. } => {
                let kinds = from.iter().map(|from| self.standard.kinds[from.of.kind].label.get(lang));
                say!(lang, "explain.rule.linked", asked = asked, kinds = kinds.collect::<Vec<_>>().join("/"))
            }
            Predicate::OneAtATime => say!(lang, "explain.rule.one", group = group, asked = asked),
            Predicate::Majority { most } => {
                say!(lang, "explain.rule.majority", asked = asked, what = describe(self.standard, most, lang))
            }
            Predicate::Distinct { value, at_least } => {
                say!(lang, "explain.rule.distinct", asked = asked, what = label(value), n = at_least)
            }
            Predicate::Before { earlier, later } => {
                say!(lang, "explain.rule.before", earlier = label(earlier), later = label(later))
            }
            Predicate::Series { points, most: true, .. } => {
                let per = per.join(" × ");
                say!(lang, "explain.rule.series.most", asked = asked, n = points, per = per)
            }
            Predicate::Series { points, .. } => say!(lang, "explain.rule.series", asked = asked, n = points),
            Predicate::Interval { at_most } => {
                let time = crate::check::interval_told(*at_most, lang);
                say!(lang, "explain.rule.interval", group = group, asked = asked, time = time)
            }
            Predicate::Least { value, at_least, .. } => {
                say!(lang, "explain.rule.least", asked = asked, what = label(value), n = at_least)
            }
            Predicate::Words { at_most, .. } => say!(lang, "explain.rule.words", asked = asked, n = at_most),
            Predicate::Fact { .. } => say!(lang, "explain.rule.fact", asked = asked),
        };
        if let Some(name) = &rule.stands_for {
            text = say!(lang, "explain.rule.as", name = name, rule = text);
        } else if rule.or {
            text = say!(lang, "explain.rule.or", rule = text);
        }
        if !rule.evidence.is_empty() {
            let keys: Vec<&str> = rule.evidence.iter().map(|path| path.text.as_str()).collect();
            text.push_str(&say!(lang, "explain.evidence", keys = keys.join(" + ")));
        }
        text
    }

    fn kind(&mut self, kind: &Kind) {
        self.line(0, &named(&kind.kind, kind.label.get(self.lang)));
        self.line(0, &say!(self.lang, "explain.path", path = kind.path));
        self.line(0, &kind.help);
        self.title("explain.fields");
        self.fields(&kind.fields, 2);
        self.example(kind, &Asked::default(), false);
    }

    fn fields(&mut self, fields: &Fields, indent: usize) {
        for field in &fields.0 {
            let mut words = named(&field.key, field.label.get(self.lang));
            if field.required {
                words.push_str(&say!(self.lang, "explain.required"));
            }
            if field.origin.is_some() {
                words.push_str(&say!(self.lang, "explain.added"));
            }
            words.push_str("  ");
            words.push_str(&field.help);
            if let Some(list) = self.standard.list(field) {
                let shown = list.values.iter().take(SHOWN).map(|value| value.value.as_str()).collect::<Vec<_>>();
                let key = if list.values.len() > SHOWN { "explain.choices.more" } else { "explain.choices" };
                words.push_str(&say!(self.lang, key, values = self.lang.list(&shown)));
            }
            self.line(indent, &words);
            self.fields(&field.fields, indent + 4);
        }
    }

    /// A field, and the way to the table it stands in: nothing, or `semester.`.
    fn field(&mut self, kind: &Kind, way: &str, field: &Arc<Field>) {
        let label = field.label.get(self.lang);
        self.line(
            0,
            &say!(self.lang, "explain.field", kind = kind.label.get(self.lang), label = label, key = field.key),
        );
        self.line(0, &field.help);
        if let Some(list) = self.standard.list(field) {
            self.list(list);
        }
        if !matches!(field.of, Type::Table | Type::Rows) {
            self.title("explain.example");
            let _ = writeln!(self.out, "  {}", example_line(field));
            return;
        }
        self.title("explain.fields");
        self.fields(&field.fields, 2);
        self.title("explain.example");
        let mut text = String::new();
        Asked::default().write(&mut text, std::slice::from_ref(field), way);
        self.out.push_str(text.trim_start_matches('\n'));
    }

    fn list(&mut self, list: &List) {
        let values: Vec<&str> = list.values.iter().map(|value| value.value.as_str()).collect();
        let mut text = say!(self.lang, "explain.values", values = self.lang.list(&values));
        text.push_str(&say!(self.lang, if list.open { "explain.open" } else { "explain.closed" }));
        self.line(0, &format!("{} {}", list.id, list.label.get(self.lang)));
        self.line(0, &text);
        self.line(0, &say!(self.lang, "explain.source", source = list.source));
    }

    /// The fields that `name` is the way to: from a kind, or from whatever kind has it, as findings name them.
    fn find_fields(&self, name: &str) -> Vec<(&'s Kind, String, &'s Arc<Field>)> {
        let within = |kind: &'s Kind, path: &str| {
            let field = kind.fields.at(path)?;
            let way = path.rsplit_once('.').map_or(String::new(), |(way, _)| format!("{way}."));
            Some((kind, way, field))
        };
        let kinds = || self.standard.kinds.iter();
        let own = name.split_once('.').and_then(|(first, path)| within(kinds().find(|kind| kind.kind == first)?, path));
        own.map_or_else(|| kinds().filter_map(|kind| within(kind, name)).collect(), |own| vec![own])
    }

    fn unknown(&self, name: &str) -> Failure {
        let standard = self.standard;
        let mut known: Vec<String> = standard.clauses().map(|clause| clause.id.clone()).collect();
        known.extend(standard.indicators().map(|indicator| indicator.id.clone()));
        known.extend(standard.kinds.iter().map(|kind| kind.kind.clone()));
        known.extend(standard.lists.iter().map(|list| list.id.clone()));
        known.extend(standard.demands.iter().map(|demand| demand.id.clone()));
        known.extend(rules().map(str::to_owned));
        for kind in &standard.kinds {
            known.extend(kind.fields.0.iter().map(|field| format!("{}.{}", kind.kind, field.key)));
        }
        let mut message = say!(self.lang, "explain.unknown", name = name);
        let clause = standard.clause_meant(name);
        if let Some(near) = clause.as_deref().or_else(|| nearest(name, known.iter().map(String::as_str))) {
            message.push_str(&say!(self.lang, "cli.near", near = near));
        } else {
            message.push_str(&say!(self.lang, "explain.unknown.help"));
        }
        Failure(message)
    }
}
