//! What rules want, gathered before any of it is written: two rules that the same record fulfils want it once.

use std::sync::Arc;

use super::place::{At, Spot, spots};
use super::settle::{agrees, rows_within, within};
use crate::check::{Fit, fit, in_time};
use crate::edit::answer::quoted;
use crate::edit::given::{Given, Known};
use crate::finding::Finding;
use crate::record::Studio;
use crate::say;
use crate::standard::condition::Matcher;
use crate::standard::kind::{Field, Type};
use crate::standard::path::{Path, Start};
use crate::standard::predicate::Predicate;
use crate::standard::rule::Rule;
use crate::text::lang::Lang;

/// A record, or rows in one.
#[derive(Debug, Clone)]
pub(super) struct Want {
    /// Index of the kind.
    pub kind: usize,
    /// The tables and the list its rows stand in; empty for a whole record.
    pub list: Vec<Arc<Field>>,
    /// Where it goes.
    pub spot: Spot,
    /// What the record says.
    pub record: Given,
    /// What its rows say.
    pub rows: Vec<Given>,
    /// What the record may be called, if nobody says.
    pub called: Option<String>,
}

/// Adds what a rule asks beyond its conditions to a record and a row of it.
pub(super) type Extra<'e> = dyn Fn(&mut Wants<'_>, &mut Given, &mut Given) + 'e;

/// All that is wanted.
#[derive(Debug)]
pub(super) struct Wants<'w> {
    pub studio: &'w Studio<'w>,
    pub(super) all: Vec<Want>,
    /// Records that references need: kind, stem and content.
    pub(super) referred: Vec<(usize, String, Given)>,
    /// What the latest conditions fix first, for a name.
    pub(super) called: Option<String>,
}

impl<'w> Wants<'w> {
    pub fn new(studio: &'w Studio<'w>) -> Self {
        Self { studio, all: Vec::new(), referred: Vec::new(), called: None }
    }

    /// How many rows there are that a rule looks at.
    pub fn fitting(&self, rule: &Rule) -> usize {
        let rows = self.studio.rows(&rule.of).into_iter();
        let looked_at = |row: &crate::record::row::Row<'_>| {
            in_time(self.studio, row, rule.when) && fit(self.studio, row, &rule.conditions) != Fit::No
        };
        rows.filter(looked_at).count()
    }

    /// Whether a finding stands at a row that is all that a rule asks for but its evidence.
    pub fn is_about_evidence(&self, rule: &Rule, finding: &Finding) -> bool {
        if finding.key.contains(".evidence ") {
            return true;
        }
        let at = finding.places.first().map(|place| (place.file.as_str(), place.line));
        let rows = self.studio.rows(&rule.of).into_iter();
        rows.filter(|row| in_time(self.studio, row, rule.when) && fit(self.studio, row, &rule.conditions) == Fit::Yes)
            .any(|row| {
                let place = self.studio.source(row.record).place(row.span(), None);
                at == Some((place.file.as_str(), place.line)) && !rule.evidence.is_empty()
            })
    }

    pub fn is_empty_of(&self, kind: usize) -> bool {
        self.studio.of_kind(kind).is_empty()
    }

    /// Wants `number` rows in each place where a rule lacks them; whether that can be written.
    pub fn rows(&mut self, rule: &Rule, findings: &[&Finding], number: usize, extra: &Extra<'_>) -> bool {
        let whole = rule.of.steps.is_empty();
        let Some(spots) = spots(self.studio, rule, findings) else { return false };
        for spot in spots {
            let times = if whole { number } else { 1 };
            for _ in 0..times {
                let mut want = Self::want(rule, spot.clone());
                for _ in 0..if whole { 1 } else { number } {
                    let mut row = Given::default();
                    self.fill(rule, &mut want, &mut row, extra);
                    if !whole {
                        want.rows.push(row);
                    }
                }
                want.called = self.called.take();
                self.push(want, number > 1);
            }
        }
        true
    }

    /// Wants rows of which each has something: those that are wanted already get it, too.
    pub fn each(&mut self, rule: &Rule, findings: &[&Finding], extra: &Extra<'_>) -> bool {
        let mine: Vec<usize> = (0..self.all.len()).filter(|index| Self::is_of(&self.all[*index], rule)).collect();
        if mine.is_empty() {
            return self.rows(rule, findings, 1, extra);
        }
        for index in mine {
            let mut want = self.all[index].clone();
            let rows = std::mem::take(&mut want.rows);
            if rows.is_empty() {
                let mut none = Given::default();
                self.fill(rule, &mut want, &mut none, extra);
            }
            for mut row in rows {
                self.fill(rule, &mut want, &mut row, extra);
                want.rows.push(row);
            }
            self.all[index] = want;
        }
        self.called = None;
        true
    }

    /// Adds to new records what other rules ask of each record like them: without that they would be written to be found wanting.
    pub fn alike<'r>(&mut self, rules: impl Iterator<Item = &'r Rule>) {
        for rule in rules.filter(|rule| rule.of.steps.is_empty()) {
            let Predicate::Each { has, .. } = &rule.predicate else { continue };
            for index in 0..self.all.len() {
                let want = &self.all[index];
                let new = want.list.is_empty() && matches!(want.spot.at, At::New(_));
                if new && Self::is_of(want, rule) && self.is_such(&want.record, rule) {
                    let (mut want, mut row) = (want.clone(), Given::default());
                    for path in has.iter().chain(&rule.evidence) {
                        self.blank(rule, path, &mut want.record, &mut row);
                    }
                    self.all[index] = want;
                }
            }
        }
    }

    /// Whether what is known of a record fulfils the conditions of a rule for sure.
    fn is_such(&self, given: &Given, rule: &Rule) -> bool {
        rule.conditions.0.iter().all(|(path, matcher)| {
            let ([field], Start::Row) = (&path.steps[..], path.start) else { return false };
            let Some(known) = given.values.get(&field.key) else { return false };
            let list = self.studio.standard.list(field);
            let is = |item: &String, name: &String| {
                let text = item.trim_matches('"');
                list.map_or(text == name, |list| list.counts_as(text, name))
            };
            match matcher {
                Matcher::Any(names) => known.items.iter().any(|item| names.iter().any(|name| is(item, name))),
                Matcher::Present(present) => *present,
                _ => false,
            }
        })
    }

    /// Wants a series: rows in one record, or as many records.
    pub fn series(
        &mut self,
        rule: &Rule,
        findings: &[&Finding],
        number: usize,
        extra: &dyn Fn(&mut Wants<'_>, usize, &mut Given, &mut Given),
    ) -> bool {
        let whole = rule.of.steps.is_empty();
        let Some(spot) = spots(self.studio, rule, findings).and_then(|spots| spots.into_iter().next()) else {
            return false;
        };
        // A series is begun anew: one that is there may measure something else.
        let spot = if whole { spot } else { Spot { at: At::New(None), about: None } };
        let mut want = Self::want(rule, spot.clone());
        for index in 0..number {
            let mut row = Given::default();
            self.fill(rule, &mut want, &mut row, &|wants, record, row| extra(wants, index, record, row));
            if whole {
                want.called = self.called.take();
                self.push(want, true);
                want = Self::want(rule, spot.clone());
            } else {
                want.rows.push(row);
            }
        }
        if !whole {
            want.called = self.called.take();
            self.push(want, true);
        }
        true
    }

    /// Remarks on the days that come first how late they may be.
    pub fn remark(&mut self, rule: &Rule, earlier: &Path, later: &Path) {
        let mine: Vec<usize> = (0..self.all.len()).filter(|index| Self::is_of(&self.all[*index], rule)).collect();
        let Some(field) = later.last() else { return };
        let note = say!(ZH, "template.before", later = field.label.zh);
        for index in mine {
            let want = &mut self.all[index];
            let given = if want.list.is_empty() { Some(&mut want.record) } else { want.rows.first_mut() };
            let found = given
                .and_then(|given| given.at(&earlier.steps))
                .and_then(|(given, field)| given.values.get_mut(&field.key));
            if let Some(known) = found {
                known.note.get_or_insert(note.clone());
            }
        }
    }

    fn want(rule: &Rule, spot: Spot) -> Want {
        Want {
            kind: rule.of.kind,
            list: rule.of.steps.clone(),
            spot,
            record: Given::default(),
            rows: Vec::new(),
            called: None,
        }
    }

    fn is_of(want: &Want, rule: &Rule) -> bool {
        let same = want.list.iter().map(|field| &field.key).eq(rule.of.steps.iter().map(|field| &field.key));
        want.kind == rule.of.kind && same
    }

    /// Fills in what a rule fixes, and where its evidence goes.
    fn fill(&mut self, rule: &Rule, want: &mut Want, row: &mut Given, extra: &Extra<'_>) {
        let whole = rule.of.steps.is_empty();
        if let Some((field, name)) = want.spot.about.clone() {
            let known = Known::one(quoted(&name));
            if whole { &mut want.record } else { &mut *row }.set(std::slice::from_ref(&field), known);
        }
        self.date(rule, want, row);
        self.conditions(rule, &rule.conditions, &mut want.record, row);
        extra(self, &mut want.record, row);
        // A fact that is not looked for by a person needs no paper of its own.
        if !matches!(rule.predicate, Predicate::Fact { .. }) {
            for path in &rule.evidence {
                self.blank(rule, path, &mut want.record, row);
            }
        }
    }

    /// Adds a want, unless one that is there does for it.
    fn push(&mut self, want: Want, several: bool) {
        let studio = self.studio;
        let fields = &studio.standard.kinds[want.kind].fields.0;
        let goes_with = |other: &Want| {
            let same_list = other.list.iter().map(|field| &field.key).eq(want.list.iter().map(|field| &field.key));
            let same_place = other.kind == want.kind && other.spot.at == want.spot.at;
            // A new record can hold the rows of several rules, but two whole records only where one does for both.
            let holds = same_list && !want.rows.is_empty() && agrees(&want.record, &other.record);
            let done = same_list && within(&want.record, &other.record) && rows_within(&want.rows, &other.rows);
            same_place && (!matches!(want.spot.at, At::New(_)) || (!several && (holds || done)))
        };
        let Some(other) = self.all.iter_mut().find(|other| goes_with(other)) else { return self.all.push(want) };
        if other.list.is_empty() && !want.list.is_empty() {
            other.list = want.list;
        }
        let inner = other.list.last().map_or(&fields[..], |list| &list.fields.0);
        other.record.merge(want.record, fields);
        for row in want.rows {
            match other.rows.iter_mut().find(|there| !several && agrees(&row, there)) {
                Some(there) => there.merge(row, inner),
                None => other.rows.push(row),
            }
        }
        other.called = other.called.take().or(want.called);
    }
}

/// What the text of a file written for a school is in.
pub(super) const ZH: Lang = Lang::Zh;

/// Whether a field is a list of rows or a table.
pub(super) fn is_block(field: &Field) -> bool {
    matches!(field.of, Type::Table | Type::Rows)
}
