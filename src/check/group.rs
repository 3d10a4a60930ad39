//! The groups a rule must hold in: the studio, every semester or year, every record of a kind, or several of these crossed.

use std::ops::Range;

use toml::Spanned;

use super::Check;
use super::count::no_group;
use super::matching::{Fit, one};
use super::open::is_undated;
use super::outcome::{Fault, Outcome};
use super::rows::{Candidate, candidates};
use crate::finding::Place;
use crate::record::calendar::{Period, Semester};
use crate::record::row::{Row, Time};
use crate::record::year::is_meant;
use crate::record::{Entry, items, list_at};
use crate::say;
use crate::standard::kind::{Field, Fields, Role, Stem};
use crate::standard::rule::{GroupBy, Per, Rule, When};

/// One group.
#[derive(Debug, Clone)]
pub(super) struct Group<'a> {
    /// What is looked at where nothing else is said: the time of the rule, if its rows have one.
    whole: Option<When>,
    /// Whether its time is over; what has no time of its own is always due.
    pub ended: bool,
    /// Where it is written; made into a place only when there is something to say of it.
    at: At,
    /// Its days.
    pub period: Option<Period>,
    /// What a row must belong to.
    keys: Vec<Key<'a>>,
}

/// Where a group is written.
#[derive(Debug, Clone)]
enum At {
    /// Nowhere else than in the root file.
    Root,
    /// In a source, at these bytes.
    Span(usize, Range<usize>),
}

impl At {
    fn place(&self, check: &Check<'_>) -> Place {
        match self {
            Self::Root => check.root_place(),
            Self::Span(source, span) => check.studio.sources[*source].place(span.clone(), None),
        }
    }
}

#[derive(Debug, Clone)]
enum Key<'a> {
    Semester(&'a Semester),
    Year(String, Period),
    /// Of a target, and the name it goes by.
    Entry(usize, Entry, &'a str),
}

/// Judges every group of a rule by the rows in it; where there is none, what they are made of is missing.
pub(super) fn each_group<'a>(
    check: &Check<'a>,
    rule: &'a Rule,
    groups: &[Group<'a>],
    judge: impl Fn(&Group<'a>, &[&Candidate<'a>], &mut Outcome),
) -> Outcome {
    let mut outcome = Outcome::default();
    if groups.is_empty() {
        no_group(check, rule, &mut outcome);
    }
    let rows = candidates(check, rule);
    for group in groups {
        let inside: Vec<&Candidate<'a>> = rows.iter().filter(|one| group.has(check, one)).collect();
        let before = outcome.faults.len();
        judge(group, &inside, &mut outcome);
        group.dates(check, &mut outcome.faults[before..]);
    }
    outcome
}

/// The groups of a rule. None at all means that what they are made of is missing.
pub(super) fn groups<'a>(check: &Check<'a>, rule: &Rule) -> Vec<Group<'a>> {
    let mut groups = vec![whole(check, rule)];
    for (index, per) in rule.per.iter().enumerate() {
        let parts = match per.by {
            GroupBy::Studio => continue,
            GroupBy::Semester => semesters(check),
            GroupBy::Year => years(check),
            GroupBy::Target(target) => entries(check, rule, target, Some(index)),
        };
        let cross = |group: &Group<'a>| parts.iter().filter_map(|part| crossed(check, group, part)).collect::<Vec<_>>();
        groups = groups.iter().flat_map(cross).collect();
    }
    groups
}

/// The whole studio.
pub(super) fn whole<'a>(check: &Check<'_>, rule: &Rule) -> Group<'a> {
    let whole = Some(rule.when).filter(|_| rule.per.is_empty() && dated(check, rule));
    Group { whole, ended: true, at: At::Root, period: None, keys: Vec::new() }
}

/// Whether the rows of a rule have a time at all.
fn dated(check: &Check<'_>, rule: &Rule) -> bool {
    let kind = &check.standard.kinds[rule.of.kind];
    let row = rule.of.steps.last().map_or(&kind.fields, |list| &list.fields);
    let timed = |fields: &Fields| [Role::Date, Role::From, Role::To].iter().any(|role| fields.with(*role).is_some());
    kind.stem.is_some() || timed(row) || timed(&kind.fields)
}

/// A group of one part.
fn part(key: Key<'_>, period: Period, ended: bool, at: At) -> Group<'_> {
    Group { whole: None, ended, at, period: Some(period), keys: vec![key] }
}

fn semesters<'a>(check: &Check<'a>) -> Vec<Group<'a>> {
    let calendar = &check.studio.calendar;
    let touching = calendar.semesters.iter().filter(|semester| semester.period.touches(calendar.window));
    let group = |semester: &'a Semester| {
        let at = written(check, semester);
        part(Key::Semester(semester), semester.period, semester.period.to < calendar.today, at)
    };
    owed(check, touching.map(group).collect())
}

/// Where a semester is written.
fn written(check: &Check<'_>, semester: &Semester) -> At {
    match (semester.span, check.root()) {
        (Some((start, end)), Some(root)) => At::Span(root.record.source, start..end),
        _ => At::Root,
    }
}

/// The place of a semester.
pub(super) fn semester_place(check: &Check<'_>, semester: &Semester) -> Place {
    written(check, semester).place(check)
}

fn years<'a>(check: &Check<'a>) -> Vec<Group<'a>> {
    let calendar = &check.studio.calendar;
    let begun = calendar.years().into_iter().filter(|(_, period)| period.from <= calendar.today);
    let group =
        |(id, period): (String, Period)| part(Key::Year(id, period), period, period.to < calendar.today, At::Root);
    owed(check, begun.map(group).collect())
}

/// The times of which something can be asked. Where there is none yet, what is asked of the others is not due.
fn owed<'a>(check: &Check<'_>, groups: Vec<Group<'a>>) -> Vec<Group<'a>> {
    let is_due = |group: &Group<'_>| group.period.is_none_or(|period| check.studio.calendar.owes(period));
    let (due, early): (Vec<_>, Vec<_>) = groups.into_iter().partition(is_due);
    if due.is_empty() { early.into_iter().map(|group| Group { ended: false, ..group }).collect() } else { due }
}

/// Whether the things that groups are made of are there, and the rule chooses none of them: then it asks nothing.
pub(super) fn is_none_chosen(check: &Check<'_>, rule: &Rule) -> bool {
    let mut chosen = rule.choosing.iter().filter_map(|(index, ..)| Some((*index, rule.per[*index].target()?)));
    chosen.any(|(index, target)| {
        let only_others = || is_there(check, rule, target, None) && !is_there(check, rule, target, Some(index));
        !entries(check, rule, target, None).is_empty() || only_others()
    })
}

/// Whether any of what a rule groups by, and chooses, was there in the time looked at, be it too late to be asked for something.
pub(super) fn was_there(check: &Check<'_>, rule: &Rule) -> bool {
    let mut targets = rule.per.iter().map(Per::target).enumerate();
    targets.any(|(index, target)| target.is_some_and(|target| is_there(check, rule, target, Some(index))))
}

/// Whether any of a target was there in the time looked at, of those that are chosen at this index.
fn is_there(check: &Check<'_>, rule: &Rule, target: usize, index: Option<usize>) -> bool {
    let (studio, elapsed) = (check.studio, check.studio.calendar.elapsed());
    let entries = studio.entries(target);
    let mut rows = entries.iter().map(|(_, entry)| studio.row(&studio.records[entry.record]));
    rows.any(|row| is_chosen(check, rule, &row, index) && row.own_time().touches(elapsed))
}

/// Whether a row fits the conditions that choose among those at this index of what the rule groups by.
fn is_chosen(check: &Check<'_>, rule: &Rule, row: &Row<'_>, index: Option<usize>) -> bool {
    let mut chosen = rule.choosing.iter().filter(|(per, ..)| Some(*per) == index);
    chosen.all(|(_, path, matcher)| one(check.studio, row, path, matcher) == Fit::Yes)
}

/// The records, or the values in a list of records, that were there in the window, or on its last day where a rule looks at no
/// other, and fit the conditions that choose among those at this index of what the rule groups by.
fn entries<'a>(check: &Check<'a>, rule: &Rule, target: usize, index: Option<usize>) -> Vec<Group<'a>> {
    let studio = check.studio;
    let calendar = &studio.calendar;
    let elapsed = if rule.when.is_today() { calendar.latest() } else { calendar.elapsed() };
    let mut groups = Vec::new();
    for (name, entry) in studio.entries(target) {
        let record = &studio.records[entry.record];
        let row = studio.row(record);
        let time = row.own_time();
        // Who was there for the last days only has done nothing yet that could be asked about.
        let came = rule.when == When::Today || !row.fields.of_people() || calendar.has_attended(time);
        if !is_chosen(check, rule, &row, index) || !time.touches(elapsed) || !came {
            continue;
        }
        let period = match time {
            Time::Span(from, to) => elapsed.within(from, to),
            _ => elapsed,
        };
        let at = At::Span(record.source, value_span(check, target, entry).unwrap_or_else(|| row.span()));
        groups.push(part(Key::Entry(target, entry, name), period, true, at));
    }
    groups
}

/// The bytes of a value in a list of values.
fn value_span(check: &Check<'_>, target: usize, entry: Entry) -> Option<Range<usize>> {
    let field = check.standard.targets[target].field.as_ref()?;
    let items = list_at(&check.studio.records[entry.record].table, &field.key);
    items.get(entry.item?).map(Spanned::span)
}

/// Two groups as one, unless the second was not there when the time of the first ended.
fn crossed<'a>(check: &Check<'_>, group: &Group<'a>, part: &Group<'a>) -> Option<Group<'a>> {
    let timed = |one: &Group<'_>| one.keys.iter().any(|key| !matches!(key, Key::Entry(..)));
    let (time, thing) = if timed(part) { (part, group) } else { (group, part) };
    if let (Some(period), Some(Key::Entry(_, entry, _))) = (time.period.filter(|_| timed(time)), thing.keys.first()) {
        let row = check.studio.row(&check.studio.records[entry.record]);
        let calendar = &check.studio.calendar;
        // Who was there until the last semester ended was so for all of a year.
        let yearly = time.keys.iter().any(|key| matches!(key, Key::Year(..)));
        let end = if yearly { calendar.last_semester(period).to } else { period.to };
        let last = Period { from: end.min(calendar.today), to: period.to };
        // Who came in the last weeks only was not there when it was done, either.
        if !row.own_time().touches(last) || !calendar.attended(period, row.own_time()) {
            return None;
        }
    }
    let named = part.keys.iter().any(|key| matches!(key, Key::Entry(..)));
    let at = if named || group.keys.is_empty() { &part.at } else { &group.at };
    Some(Group {
        whole: group.whole,
        ended: group.ended && part.ended,
        at: at.clone(),
        period: if timed(time) { time.period } else { part.period },
        keys: [group.keys.as_slice(), &part.keys].concat(),
    })
}

impl Group<'_> {
    /// As people call it; empty for the whole studio of all times.
    pub fn label(&self, check: &Check<'_>) -> String {
        let (lang, elapsed) = (check.lang, check.studio.calendar.elapsed());
        let mut label = match self.whole {
            Some(When::Window) => say!(lang, "group.window", from = elapsed.from, to = elapsed.to),
            Some(When::Today | When::Settled) => say!(lang, "group.today", day = elapsed.to),
            _ => String::new(),
        };
        for key in &self.keys {
            label.push_str(&match key {
                Key::Semester(Semester { id, period, .. }) => {
                    say!(lang, "group.semester", id = id, from = period.from, to = period.to)
                }
                Key::Year(id, _) => say!(lang, "group.year", id = id),
                Key::Entry(target, _, name) => {
                    let kind = &check.standard.kinds[check.standard.targets[*target].kind];
                    say!(lang, "group.entry", kind = kind.label.get(lang), name = name)
                }
            });
        }
        label
    }

    /// Names it in keys of findings, whatever the language and the day: `2021-2022-1 林澄`.
    pub fn key(&self) -> String {
        let names = self.keys.iter().map(|key| match key {
            Key::Semester(semester) => semester.id.as_str(),
            Key::Year(id, _) => id,
            Key::Entry(_, _, name) => name,
        });
        names.collect::<Vec<_>>().join(" ").trim().to_owned()
    }

    /// Where it is written.
    pub fn place(&self, check: &Check<'_>) -> Place {
        self.at.place(check)
    }

    /// Whether nobody can say when what it is made of was there.
    pub fn is_undated(&self, check: &Check<'_>) -> bool {
        self.keys.iter().any(|key| {
            let Key::Entry(_, entry, _) = key else { return false };
            let row = check.studio.row(&check.studio.records[entry.record]);
            is_undated(check.studio, &row, row.own_time())
        })
    }

    /// Whether a row belongs to it, whenever it is.
    pub fn has_but_for_time(&self, check: &Check<'_>, one: &Candidate<'_>) -> bool {
        self.keys.iter().all(|key| match key {
            Key::Entry(target, entry, _) => belongs(check, one, (*target, *entry)),
            Key::Semester(_) | Key::Year(..) => true,
        })
    }

    /// Says of what is wrong with a semester or year that it was due when that ended, and whether that is over.
    pub fn dates(&self, check: &Check<'_>, faults: &mut [Fault]) {
        if self.keys.iter().any(|key| matches!(key, Key::Semester(_) | Key::Year(..))) {
            for fault in faults {
                fault.due = fault.due.or(self.period.map(|period| period.to));
                fault.over = self.period.is_some_and(|period| period.to < check.studio.calendar.today);
            }
        }
    }

    /// Whether a row belongs to it.
    pub fn has(&self, check: &Check<'_>, one: &Candidate<'_>) -> bool {
        self.keys.iter().all(|key| match key {
            Key::Semester(semester) => one.time.touches(semester.period),
            Key::Year(id, period) => match check.standard.kinds[one.row.record.kind].stem {
                Some(Stem::Year) => is_meant(id, &one.row.record.stem),
                None => one.time.touches(*period),
            },
            Key::Entry(target, entry, _) => belongs(check, one, (*target, *entry)),
        })
    }
}

/// Whether a row is, stands in, or refers to an entry.
fn belongs(check: &Check<'_>, one: &Candidate<'_>, (target, entry): (usize, Entry)) -> bool {
    let whole = || std::ptr::eq(one.row.record, &raw const check.studio.records[entry.record]);
    (entry.item.is_none() && whole()) || one.refers.contains(&(target, entry))
}

/// The fields by which a row, and the record it stands in, may refer to what the groups of a rule are made of, each with its
/// target: any field where an overlay asks, else one of the standard's own.
pub(super) struct Referring<'a> {
    own: Vec<(usize, &'a Field)>,
    whole: Vec<(usize, &'a Field)>,
}

impl<'a> Referring<'a> {
    /// Those of the rows of a rule.
    pub fn new(check: &Check<'a>, rule: &'a Rule) -> Self {
        let grouped = |target: &usize| rule.per.iter().any(|per| per.by == GroupBy::Target(*target));
        let among = |fields: &'a Fields| {
            let own = fields.0.iter().filter(|field| rule.local || field.origin.is_none());
            own.filter_map(|field| Some((field.target.filter(grouped)?, &**field))).collect()
        };
        let kind = &check.standard.kinds[rule.of.kind].fields;
        match rule.of.steps.last() {
            Some(list) => Self { own: among(&list.fields), whole: among(kind) },
            None => Self { own: among(kind), whole: Vec::new() },
        }
    }

    /// What a row refers to by them, each with its target.
    pub fn by(&self, check: &Check<'_>, row: &Row<'_>) -> Vec<(usize, Entry)> {
        let own = self.own.iter().map(|field| (field, row.table));
        let whole = self.whole.iter().map(|field| (field, &row.record.table));
        let mut all = Vec::new();
        for ((target, field), table) in own.chain(whole) {
            let Some(value) = table.get(field.key.as_str()) else { continue };
            let names = items(value).iter().filter_map(|value| value.get_ref().as_str());
            all.extend(names.filter_map(|name| Some((*target, check.studio.resolve_in(*target, name, row)?))));
        }
        all
    }
}
