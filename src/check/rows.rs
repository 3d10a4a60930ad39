//! The rows a rule looks at: those of its kind, in its time, and how well each fits its conditions.

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

use foldhash::HashMap;

use super::Check;
use super::group::Referring;
use super::loose::{self, Taken};
use super::matching::{Fit, Seen, fit, least, one, standing};
use super::open::is_open;
use crate::record::calendar::Period;
use crate::record::row::{Row, Time};
use crate::record::{Entry, Studio};
use crate::standard::condition::{Conditions, Matcher};
use crate::standard::path::{Added, Of, Path};
use crate::standard::rule::{GroupBy, Rule, When};

/// Rows with their times.
type Timed<'a> = Rc<[(Row<'a>, Time)]>;

/// What stands at a path in each row, once a rule has asked.
type Column<'a> = Rc<[OnceCell<Vec<Seen<'a>>>]>;

/// The rows and the path that are asked, how values are looked at that overlays add, and whether open rows are left out.
type Asked<'a> = (&'a str, &'a str, Added, bool);

/// The rows of a studio that rules have looked at, and what was found in them: many look at the same.
#[derive(Default)]
pub(crate) struct Gathered<'a> {
    known: RefCell<HashMap<&'a str, Known<'a>>>,
    columns: RefCell<HashMap<Asked<'a>, Column<'a>>>,
    /// Whether open rows are left out for now.
    settled: Cell<bool>,
    /// How references to nothing are taken for now.
    taken: Cell<Taken>,
}

struct Known<'a> {
    all: Timed<'a>,
    /// Those that nobody can say what they are worth yet.
    open: Timed<'a>,
}

impl<'a> Gathered<'a> {
    /// The rows of `of`.
    pub fn rows(&self, studio: &'a Studio<'a>, of: &'a Of) -> Timed<'a> {
        let settled = self.settled.get();
        self.with(studio, of, |known| {
            if settled && !known.open.is_empty() {
                return known.all.iter().filter(|(row, time)| !is_open(studio, row, *time)).copied().collect();
            }
            Rc::clone(&known.all)
        })
    }

    /// The open ones of `of`.
    pub fn open(&self, studio: &'a Studio<'a>, of: &'a Of) -> Timed<'a> {
        self.with(studio, of, |known| Rc::clone(&known.open))
    }

    /// What `judge` says without them.
    pub fn without_open<T>(&self, judge: impl FnOnce() -> T) -> T {
        self.settled.set(true);
        let said = judge();
        self.settled.set(false);
        said
    }

    /// What `judge` says where references to nothing are taken so.
    pub(super) fn taking<T>(&self, taken: Taken, judge: impl FnOnce() -> T) -> T {
        self.taken.set(taken);
        let said = judge();
        self.taken.set(Taken::Written);
        said
    }

    fn with<T>(&self, studio: &'a Studio<'a>, of: &'a Of, then: impl FnOnce(&Known<'a>) -> T) -> T {
        let mut known = self.known.borrow_mut();
        then(known.entry(&of.text).or_insert_with(|| {
            let all: Timed<'a> = studio.rows(of).into_iter().map(|row| (row, studio.time(&row))).collect();
            let open = all.iter().filter(|(row, time)| is_open(studio, row, *time)).copied().collect();
            Known { all, open }
        }))
    }

    /// What stands at `path` in each of so many rows of `of`.
    fn column(&self, of: &'a Of, path: &'a Path, rows: usize) -> Column<'a> {
        let mut known = self.columns.borrow_mut();
        let column = known.entry((&of.text, &path.text, path.added, self.settled.get()));
        Rc::clone(column.or_insert_with(|| (0..rows).map(|_| OnceCell::new()).collect()))
    }
}

/// A row and how it fits.
#[derive(Debug, Clone)]
pub(super) struct Candidate<'a> {
    pub row: Row<'a>,
    /// Its time.
    pub time: Time,
    /// How it fits conditions and time together.
    pub fit: Fit,
    /// Whether it is in time.
    timely: bool,
    /// What groups are made of and it refers to, each with its target: one group after the other asks.
    pub refers: Vec<(usize, Entry)>,
}

impl Candidate<'_> {
    /// How many of the conditions and the time it fails, and which condition, the last if several; none for the time.
    pub fn misses<'r>(&self, check: &Check<'_>, rule: &'r Rule) -> (usize, Option<&'r (Path, Matcher)>) {
        let fails = |(path, matcher): &&(Path, Matcher)| one(check.studio, &self.row, path, matcher) == Fit::No;
        let late = usize::from(!self.timely);
        let failed = rule.conditions.0.iter().filter(fails);
        failed.fold((late, None), |(misses, _), condition| (misses + 1, Some(condition)))
    }
}

/// The candidates of a rule, in order of path.
pub(super) fn candidates<'a>(check: &Check<'a>, rule: &'a Rule) -> Vec<Candidate<'a>> {
    let studio = check.studio;
    let when = if grouped_by_time(rule) { When::Ever } else { rule.when };
    let referring = Referring::new(check, rule);
    let rows = check.gathered.rows(studio, &rule.of);
    let column =
        |condition: &'a (Path, Matcher)| (check.gathered.column(&rule.of, &condition.0, rows.len()), condition);
    let columns: Vec<_> = rule.conditions.0.iter().map(column).collect();
    let weigh = |(number, &(row, time)): (usize, &(Row<'a>, Time)), days| {
        let timely = is_in(studio, &row, time, when, days);
        let fits = columns.iter().map(|(column, (path, matcher))| {
            let all = column[number].get_or_init(|| standing(studio, &row, path));
            loose::fit(check, &row, (path, matcher), all, check.gathered.taken.get())
        });
        let fit = if timely { least(fits) } else { Fit::No };
        Candidate { row, time, fit, timely, refers: referring.by(check, &row) }
    };
    in_force(studio, when, |days| {
        let all: Vec<_> = rows.iter().enumerate().map(|row| weigh(row, days)).collect();
        let found = all.iter().any(|one| one.fit == Fit::Yes);
        (all, found)
    })
}

/// What `of` finds on the last day, and whether that is something. Where it is nothing and the day lies in holidays, what was in
/// force until they began counts if something goes on when they end, or they have yet to: it is only the holidays that nobody wrote
/// down.
fn in_force<T>(studio: &Studio<'_>, when: When, of: impl Fn(Period) -> (T, bool)) -> T {
    let calendar = &studio.calendar;
    let (found, any) = of(calendar.latest());
    let holidays = || calendar.holidays().filter(|_| !any && when.is_today());
    let run = calendar.last_day() == calendar.today;
    holidays().filter(|days| run || of(calendar.behind(*days)).1).map_or(found, |days| of(days).0)
}

/// The rows of a rule that fit.
pub(super) fn fitting<'a>(check: &Check<'a>, rule: &'a Rule) -> Vec<Row<'a>> {
    candidates(check, rule).into_iter().filter(|one| one.fit == Fit::Yes).map(|one| one.row).collect()
}

/// The rows of `of` in the time looked at.
pub(super) fn timely<'a>(check: &Check<'a>, of: &'a Of, when: When) -> Vec<Row<'a>> {
    timely_for(check, of, when, |_| true)
}

/// The same, where holidays are looked past for rows that are wanted.
pub(super) fn timely_for<'a>(
    check: &Check<'a>,
    of: &'a Of,
    when: When,
    is_wanted: impl Fn(&Row<'a>) -> bool,
) -> Vec<Row<'a>> {
    let rows = check.gathered.rows(check.studio, of);
    in_force(check.studio, when, |days| {
        let timely = rows.iter().filter(|(row, time)| is_in(check.studio, row, *time, when, days));
        let timely: Vec<_> = timely.map(|(row, _)| *row).collect();
        let found = timely.iter().any(&is_wanted);
        (timely, found)
    })
}

/// The rows of `of` that fulfil `conditions` in the time looked at: how forms and pages choose theirs. Since the founding has
/// nothing of before it, about which a rule would ask a person.
#[must_use]
pub fn selected<'a>(studio: &'a Studio<'_>, of: &'a Of, conditions: &Conditions, when: When) -> Vec<Row<'a>> {
    in_force(studio, when, |days| {
        let founded = studio.calendar.founded.filter(|_| when == When::SinceFounded);
        let is_timely = |row: &Row<'_>| {
            let time = studio.time(row);
            is_in(studio, row, time, when, days) && !founded.is_some_and(|day| time.is_before(day))
        };
        let wanted = |row: &Row<'_>| is_timely(row) && fit(studio, row, conditions) == Fit::Yes;
        let rows: Vec<_> = studio.rows(of).into_iter().filter(wanted).collect();
        let found = !rows.is_empty();
        (rows, found)
    })
}

/// Semesters and years are judged on their own full dates, not cut by the window.
fn grouped_by_time(rule: &Rule) -> bool {
    rule.per.iter().any(|per| matches!(per.by, GroupBy::Semester | GroupBy::Year))
}

/// Whether a row counts for what `when` looks at. What lies after today never does.
#[must_use]
pub fn in_time(studio: &Studio<'_>, row: &Row<'_>, when: When) -> bool {
    is_in(studio, row, studio.time(row), when, studio.calendar.latest())
}

/// The same of a row of which the time is known; what is looked at today is in force on any of `days`.
fn is_in(studio: &Studio<'_>, row: &Row<'_>, time: Time, when: When, days: Period) -> bool {
    let calendar = &studio.calendar;
    match when {
        When::Window | When::Throughout => time.touches(calendar.elapsed()),
        When::Attended => time.touches(calendar.elapsed()) && calendar.has_attended(time),
        When::Ever => time.first().is_none_or(|day| day <= calendar.today),
        When::SinceFounded => time.first().is_none_or(|day| day <= calendar.last_day()),
        // What stands in a record that is in force no more is not, either; what happened once stays so.
        When::Today | When::Settled => {
            let whole = row.list.map_or(Time::Unknown, |_| studio.row(row.record).own_time());
            [time, whole].into_iter().all(|time| match time {
                Time::Span(..) => time.touches(days),
                other => other.first().is_none_or(|day| day <= calendar.today),
            }) && (when == When::Today || calendar.has_attended(time))
        }
        When::Ended | When::Running => {
            let year = match time {
                Time::Year(year) => Some(year),
                other => other.first().map(|day| calendar.days_of(day)),
            };
            let ended = |year: Period| year.to < calendar.today;
            year.is_none_or(|year| ended(year) == (when == When::Ended) && year.touches(calendar.window))
        }
    }
}
