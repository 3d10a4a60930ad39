//! The groups a rule must hold in: the studio, every semester or year, every record of a kind, or several of these crossed.

use std::ops::Range;

use super::Check;
use super::matching::{Fit, one};
use super::rows::Candidate;
use crate::finding::Place;
use crate::record::Entry;
use crate::record::calendar::Period;
use crate::record::row::{Row, Time};
use crate::say;
use crate::standard::kind::{Fields, Role, Stem};
use crate::standard::rule::{GroupBy, Rule, When};

/// One group.
#[derive(Debug, Clone)]
pub(super) struct Group {
    /// As people call it; empty for the whole studio of all times.
    pub label: String,
    /// Names it in keys, whatever the language and the day: `2021-2022-1 林澄`.
    pub key: String,
    /// Whether its time is over; what has no time of its own is always due.
    pub ended: bool,
    /// Where it is written; made into a place only when there is something to say of it.
    at: At,
    /// Its days.
    pub period: Option<Period>,
    /// What a row must belong to.
    keys: Vec<Key>,
    /// Whether an overlay asks: only then does a row belong by a reference that an overlay adds.
    local: bool,
}

/// Where a group is written.
#[derive(Debug, Clone)]
enum At {
    /// Nowhere else than in the root file.
    Root,
    /// In a source, at these bytes.
    Span(usize, Range<usize>),
}

#[derive(Debug, Clone)]
enum Key {
    Semester(Period),
    Year(String, Period),
    Entry(usize, Entry),
}

/// The groups of a rule. None at all means that what they are made of is missing.
pub(super) fn groups(check: &Check<'_>, rule: &Rule) -> Vec<Group> {
    let calendar = &check.studio.calendar;
    let window = calendar.elapsed();
    let label = match rule.when {
        _ if !rule.per.is_empty() || !dated(check, rule) => String::new(),
        When::Window => say!(check.lang, "group.window", from = window.from, to = window.to),
        When::Today => say!(check.lang, "group.today", day = window.to),
        When::Throughout | When::Ever | When::Ended => String::new(),
    };
    let mut groups = vec![Group {
        label,
        key: String::new(),
        ended: true,
        at: At::Root,
        period: None,
        keys: Vec::new(),
        local: rule.local,
    }];
    for (index, per) in rule.per.iter().enumerate() {
        let parts = match per.by {
            GroupBy::Studio => continue,
            GroupBy::Semester => semesters(check),
            GroupBy::Year => years(check),
            GroupBy::Target(target) => entries(check, rule, index, target),
        };
        let cross = |group: &Group| parts.iter().filter_map(|part| crossed(check, group, part)).collect::<Vec<_>>();
        groups = groups.iter().flat_map(cross).collect();
    }
    groups
}

/// Whether the rows of a rule have a time at all.
fn dated(check: &Check<'_>, rule: &Rule) -> bool {
    let kind = &check.standard.kinds[rule.of.kind];
    let row = rule.of.steps.last().map_or(&kind.fields, |list| &list.fields);
    let timed = |fields: &Fields| [Role::Date, Role::From, Role::To].iter().any(|role| fields.with(*role).is_some());
    kind.stem.is_some() || timed(row) || timed(&kind.fields)
}

fn semesters(check: &Check<'_>) -> Vec<Group> {
    let calendar = &check.studio.calendar;
    let touching = calendar.semesters.iter().filter(|semester| semester.period.touches(calendar.window));
    let group = |semester: &crate::record::calendar::Semester| {
        let period = semester.period;
        let at = match (semester.span, check.root()) {
            (Some((start, end)), Some(root)) => At::Span(root.record.source, start..end),
            _ => At::Root,
        };
        let label = say!(check.lang, "group.semester", id = semester.id, from = period.from, to = period.to);
        let ended = period.to < calendar.today;
        Group {
            label,
            key: semester.id.clone(),
            ended,
            at,
            period: Some(period),
            keys: vec![Key::Semester(period)],
            local: false,
        }
    };
    touching.map(group).collect()
}

fn years(check: &Check<'_>) -> Vec<Group> {
    let calendar = &check.studio.calendar;
    let begun = calendar.years().into_iter().filter(|(_, period)| period.from <= calendar.today);
    let group = |(id, period): (String, Period)| {
        let label = say!(check.lang, "group.year", id = id);
        let ended = period.to < calendar.today;
        Group {
            label,
            key: id.clone(),
            ended,
            at: At::Root,
            period: Some(period),
            keys: vec![Key::Year(id, period)],
            local: false,
        }
    };
    begun.map(group).collect()
}

/// The records, or the values in a list of records, that were there in the window and fit the choosing conditions.
fn entries(check: &Check<'_>, rule: &Rule, index: usize, target: usize) -> Vec<Group> {
    let studio = check.studio;
    let kind = &check.standard.kinds[check.standard.targets[target].kind];
    let mut names: Vec<&str> = studio.names(target).collect();
    names.sort_unstable();
    let mut groups = Vec::new();
    for name in names {
        let Some(entry) = studio.resolve(target, name) else { continue };
        let record = &studio.records[entry.record];
        let row = studio.row(record);
        let chosen = rule.choosing.iter().filter(|(per, ..)| *per == index);
        let fits = chosen.map(|(_, path, matcher)| one(studio, &row, path, matcher)).all(|fit| fit == Fit::Yes);
        let time = row.own_time();
        if !fits || !time.touches(studio.calendar.elapsed()) {
            continue;
        }
        let label = say!(check.lang, "group.entry", kind = kind.label.get(check.lang), name = name);
        let elapsed = studio.calendar.elapsed();
        let period = match time {
            Time::Span(from, to) => Period {
                from: from.map_or(elapsed.from, |day| day.max(elapsed.from)),
                to: to.map_or(elapsed.to, |day| day.min(elapsed.to)),
            },
            _ => elapsed,
        };
        let at = At::Span(record.source, value_span(check, target, entry).unwrap_or_else(|| row.span()));
        let key = name.to_owned();
        groups.push(Group {
            label,
            key,
            ended: true,
            at,
            period: Some(period),
            keys: vec![Key::Entry(target, entry)],
            local: false,
        });
    }
    groups
}

/// The bytes of a value in a list of values.
fn value_span(check: &Check<'_>, target: usize, entry: Entry) -> Option<Range<usize>> {
    let field = check.standard.targets[target].field.as_ref()?;
    let record = &check.studio.records[entry.record];
    let items = record.table.get(field.key.as_str())?.get_ref().as_array()?;
    items.get(entry.item?).map(toml::Spanned::span)
}

/// Two groups as one, unless the second was not there when the time of the first ended.
fn crossed(check: &Check<'_>, group: &Group, part: &Group) -> Option<Group> {
    let timed = |one: &Group| one.keys.iter().any(|key| !matches!(key, Key::Entry(..)));
    let (time, thing) = if timed(part) { (part, group) } else { (group, part) };
    if let (Some(period), Some(Key::Entry(_, entry))) = (time.period.filter(|_| timed(time)), thing.keys.first()) {
        let row = check.studio.row(&check.studio.records[entry.record]);
        let last = Period { from: period.to.min(check.studio.calendar.today), to: period.to };
        if !row.own_time().touches(last) {
            return None;
        }
    }
    let named = part.keys.iter().any(|key| matches!(key, Key::Entry(..)));
    let at = if named || group.keys.is_empty() { &part.at } else { &group.at };
    Some(Group {
        label: format!("{}{}", group.label, part.label),
        key: format!("{} {}", group.key, part.key).trim().to_owned(),
        ended: group.ended && part.ended,
        at: at.clone(),
        period: if timed(time) { time.period } else { part.period },
        keys: [group.keys.as_slice(), &part.keys].concat(),
        local: group.local,
    })
}

impl Group {
    /// Where it is written.
    pub fn place(&self, check: &Check<'_>) -> Place {
        match &self.at {
            At::Root => check.root_place(),
            At::Span(source, span) => check.studio.sources[*source].place(span.clone(), None),
        }
    }

    /// Whether a row belongs to it.
    pub fn has(&self, check: &Check<'_>, one: &Candidate<'_>) -> bool {
        self.keys.iter().all(|key| match key {
            Key::Semester(period) => one.time.touches(*period),
            Key::Year(id, period) => match check.standard.kinds[one.row.record.kind].stem {
                Some(Stem::Year) => one.row.record.stem == *id,
                None => one.time.touches(*period),
            },
            Key::Entry(target, entry) => belongs(check, &one.row, (*target, *entry), self.local),
        })
    }
}

/// Whether a row is, stands in, or refers to an entry; by any field where an overlay asks, else by the standard's own.
fn belongs(check: &Check<'_>, row: &Row<'_>, (target, entry): (usize, Entry), local: bool) -> bool {
    let studio = check.studio;
    if entry.item.is_none() && std::ptr::eq(row.record, &raw const studio.records[entry.record]) {
        return true;
    }
    let refers = |fields: &Fields, table: &toml::de::DeTable<'_>| {
        let own = fields.0.iter().filter(|field| local || field.origin.is_none());
        own.filter(|field| field.target == Some(target)).any(|field| {
            let Some(value) = table.get(field.key.as_str()) else { return false };
            let named = |value: &toml::de::DeValue<'_>| {
                value.as_str().is_some_and(|name| studio.resolve(target, name) == Some(entry))
            };
            named(value.get_ref())
                || value.get_ref().as_array().is_some_and(|items| items.iter().any(|item| named(item.get_ref())))
        })
    };
    let whole = studio.row(row.record);
    refers(row.fields, row.table) || (row.list.is_some() && refers(whole.fields, whole.table))
}
