//! Whether a row fulfils a condition: yes, no, or perhaps.
//!
//! Perhaps is what an open list's 其他 gives: the words may well mean what was asked for, and only a person can say.

use std::borrow::Cow;
use std::cell::OnceCell;

use foldhash::HashSet;
use jiff::civil::Date;
use toml::de::DeValue;

use super::Check;
use super::days::middle;
use super::rows::in_time;
use crate::record::calendar::Period;
use crate::record::row::{Row, Time};
use crate::record::{Entry, Found, Record, Studio, Value as Shown, date_of, normal};
use crate::standard::About;
use crate::standard::condition::{Conditions, Matcher, Stretch};
use crate::standard::kind::{Role, Type};
use crate::standard::path::{Added, Path};
use crate::standard::rule::When;
use crate::standard::vocabulary::{List, Value};

/// How well a row fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// It does not.
    No,
    /// A person has to say.
    Maybe,
    /// It does.
    Yes,
}

/// Whether `row` fulfils all of `conditions`.
#[must_use]
pub fn fit(studio: &Studio<'_>, row: &Row<'_>, conditions: &Conditions) -> Fit {
    least(conditions.0.iter().map(|(path, matcher)| one(studio, row, path, matcher)))
}

/// The least of them; none is asked behind one that does not fit. What fits only perhaps in all that several conditions ask says
/// nothing of any of it.
pub(super) fn least(fits: impl IntoIterator<Item = Fit>) -> Fit {
    let (mut sure, mut perhaps) = (0, 0);
    for fit in fits {
        match fit {
            Fit::No => return Fit::No,
            Fit::Maybe => perhaps += 1,
            Fit::Yes => sure += 1,
        }
    }
    match (sure, perhaps) {
        (_, 0) => Fit::Yes,
        (0, 2..) => Fit::No,
        _ => Fit::Maybe,
    }
}

/// Whether `row` fulfils one condition.
#[must_use]
pub fn one(studio: &Studio<'_>, row: &Row<'_>, path: &Path, matcher: &Matcher) -> Fit {
    matches(studio, &standing(studio, row, path), matcher)
}

/// Whether `row` has something at `path`; perhaps, if it has only what an overlay knows.
pub(super) fn has(studio: &Studio<'_>, row: &Row<'_>, path: &Path) -> Fit {
    let mut has = Fit::No;
    studio.values(row, path, &mut |found| {
        if has < Fit::Yes {
            let seen = Seen::new(studio, path, found);
            if seen.stands() {
                has = if seen.is_doubtful() { Fit::Maybe } else { Fit::Yes };
            }
        }
    });
    has
}

/// Whether something stands at `path` of `row`, and all of it is a word for nothing; what is still to be told is none.
pub(super) fn is_denied_at(check: &Check<'_>, row: &Row<'_>, path: &Path) -> bool {
    let mut all = check.studio.all(row, path).into_iter().map(|found| Seen::new(check.studio, path, found)).peekable();
    all.peek().is_some() && all.all(|seen| seen.unsaid().is_some_and(|(_, text)| !seen.about.is_to_come(text)))
}

/// Whether at `path` of `row` it says that nothing was done.
pub(super) fn is_undone_at(check: &Check<'_>, row: &Row<'_>, path: &Path) -> bool {
    let all = check.studio.all(row, path);
    let mut seen = all.into_iter().map(|found| Seen::new(check.studio, path, found));
    seen.any(|seen| seen.unsaid().is_some_and(|(_, text)| seen.about.is_undone(text)))
}

/// Whether `row` would fulfil the conditions but for what it says was not done.
pub(super) fn is_idle(check: &Check<'_>, row: &Row<'_>, conditions: &Conditions) -> bool {
    let is_undone = |path, matcher: &Matcher| *matcher == Matcher::Present(true) && is_undone_at(check, row, path);
    let mut idle = false;
    let fitting = conditions.0.iter().all(|(path, matcher)| {
        one(check.studio, row, path, matcher) != Fit::No || {
            idle = is_undone(path, matcher);
            idle
        }
    });
    fitting && idle
}

/// Whether what stands at a path is what must be found there.
pub(super) fn matches(studio: &Studio<'_>, all: &[Seen<'_>], matcher: &Matcher) -> Fit {
    let yes = |holds: bool| if holds { Fit::Yes } else { Fit::No };
    let perhaps = |wanted: &[String]| {
        let may_be = |seen: &Seen<'_>| wanted.iter().any(|name| seen.may_be(name));
        if all.iter().any(may_be) { Fit::Maybe } else { Fit::No }
    };
    match matcher {
        Matcher::Present(_) | Matcher::Not(_) if is_unsure(all) => Fit::Maybe,
        Matcher::Present(wanted) => yes(all.is_empty() != *wanted),
        Matcher::Not(inner) => yes(matches(studio, all, inner) != Fit::Yes),
        Matcher::Any(wanted) if all.iter().any(|seen| wanted.iter().any(|name| seen.counts_as(name))) => Fit::Yes,
        Matcher::All(wanted) if wanted.iter().all(|name| all.iter().any(|seen| seen.counts_as(name))) => Fit::Yes,
        // The 其他 of its list may well mean what was asked for.
        Matcher::Any(wanted) | Matcher::All(wanted) => perhaps(wanted),
        Matcher::AtLeast(number) => {
            let (mut sure, mut doubtful) = (HashSet::default(), HashSet::default());
            for seen in all {
                let names = if seen.is_doubtful() { &mut doubtful } else { &mut sure };
                names.insert(seen.meant(studio));
            }
            let all = sure.union(&doubtful).count();
            yes(sure.len() >= *number).max(if all >= *number { Fit::Maybe } else { Fit::No })
        }
        Matcher::There(when) => yes(all.iter().any(|seen| seen.is_there(studio, *when))),
        Matcher::Since(stretch) => {
            yes(all.iter().any(|seen| seen.is_in(studio, *stretch, |days, day| days.from <= day)))
        }
        Matcher::Until(stretch) => yes(all.iter().any(|seen| seen.is_in(studio, *stretch, |days, day| day <= days.to))),
    }
}

/// The days of a stretch of time, as far as the record says of which year, or of what time, it is.
fn stretch_of(studio: &Studio<'_>, record: &Record<'_>, stretch: Stretch) -> Option<Period> {
    let calendar = &studio.calendar;
    let year = || calendar.days_meant(&record.stem);
    match stretch {
        Stretch::Year => year(),
        Stretch::FirstSemester => Some(calendar.first_semester(year()?)),
        Stretch::SecondHalf => year().map(|year| Period { from: middle(year), ..year }),
        Stretch::There => {
            let Time::Span(from, to) = studio.row(record).own_time() else { return None };
            Some(Period { from: from?.min(calendar.window.from), to: to.unwrap_or(Date::MAX) })
        }
        Stretch::Yesterday => Some(Period { from: Date::MIN, to: calendar.today.yesterday().ok()? }),
    }
}

/// Every value at `path` that stands for what it says.
pub(super) fn standing<'a>(studio: &'a Studio<'_>, row: &Row<'a>, path: &'a Path) -> Vec<Seen<'a>> {
    let mut all = Vec::new();
    studio.values(row, path, &mut |found| {
        let seen = Seen::new(studio, path, found);
        if seen.stands() {
            // Most often it is one, and what is kept of all rows has no room for more.
            if all.is_empty() {
                all.reserve_exact(1);
            }
            all.push(seen);
        }
    });
    all
}

/// Whether something is there, and all of it is what only an overlay knows: that is neither something nor nothing.
fn is_unsure(all: &[Seen<'_>]) -> bool {
    !all.is_empty() && all.iter().all(Seen::is_doubtful)
}

/// A value at a path, with what the list it comes from knows of it.
pub(super) struct Seen<'a> {
    found: Found<'a>,
    path: &'a Path,
    today: Date,
    list: Option<&'a List>,
    about: &'a About,
    known: OnceCell<Option<&'a Value>>,
    /// Its text without the blanks in it, if it has some.
    plain: OnceCell<Option<Cow<'a, str>>>,
}

impl<'a> Seen<'a> {
    /// A value that was found at `path`.
    pub fn new(studio: &'a Studio<'_>, path: &'a Path, found: Found<'a>) -> Self {
        let list = path.last().and_then(|field| studio.standard.list(field));
        let (today, about) = (studio.calendar.today, &studio.standard.about);
        Self { found, path, today, list, about, known: OnceCell::new(), plain: OnceCell::new() }
    }

    /// The value of the list that it is, if the list has it.
    fn known(&self) -> Option<&'a Value> {
        *self.known.get_or_init(|| self.list.zip(self.found.value.as_str()).and_then(|(list, text)| list.find(text)))
    }

    /// Its text.
    pub fn text(&self) -> Cow<'_, str> {
        self.found.value.show()
    }

    /// Whether only an overlay has it, where the standard asks.
    fn is_added(&self) -> bool {
        self.path.added != Added::Value && self.known().is_some_and(|value| value.origin.is_some())
    }

    /// Whether it is for a person to say what it is worth where any would do, since only an overlay has it.
    fn is_doubtful(&self) -> bool {
        self.path.added == Added::Doubt && self.is_added()
    }

    /// Whether it counts for nothing where things are counted, since only an overlay has it.
    pub fn is_nothing(&self) -> bool {
        self.path.added == Added::Nothing && self.is_added()
    }

    /// Whether it is the 其他 of its list, or a word of one's own in an open one.
    pub fn is_other(&self) -> bool {
        let open = || self.list.is_some_and(|list| list.open && self.found.value.as_str().is_some());
        match self.known() {
            Some(_) if self.is_added() => self.path.added == Added::Word && open(),
            known => known.map_or_else(open, |value| value.other),
        }
    }

    /// Whether it may well be `name`: the 其他 of its list, or of the group of it that `name` is in.
    pub fn may_be(&self, name: &str) -> bool {
        let group = self.known().and_then(|value| value.group.as_deref());
        let is_in = |group| self.list.is_some_and(|list| list.counts_as(name, group));
        self.is_other() && group.is_none_or(is_in)
    }

    /// What it names: what is referred to is one thing, however it is written.
    fn meant(&self, studio: &Studio<'_>) -> (Option<Entry>, Cow<'a, str>) {
        let text = self.found.value.show();
        let entry = self.path.last().and_then(|field| studio.resolve(field.target?, &text));
        let name = match text {
            _ if entry.is_some() => Cow::default(),
            Cow::Borrowed(text) => normal(text),
            Cow::Owned(text) => normal(&text).into_owned().into(),
        };
        (entry, name)
    }

    /// Whether it refers to a row that is there in the time looked at.
    fn is_there(&self, studio: &Studio<'_>, when: When) -> bool {
        let entry = |target| Some((target, studio.resolve(target, &self.found.value.show())?));
        let found = self.path.last().and_then(|field| entry(field.target?));
        let row = found.and_then(|(target, entry)| studio.entry_row(target, entry));
        row.is_some_and(|row| in_time(studio, &row, when))
    }

    /// Whether a day is in its place in a stretch of time; what is no day, or where nobody knows that time, is told as such.
    fn is_in(&self, studio: &Studio<'_>, stretch: Stretch, is_in: impl FnOnce(Period, Date) -> bool) -> bool {
        let days = stretch_of(studio, self.found.record, stretch);
        days.zip(self.found.value.as_date()).is_none_or(|(days, day)| is_in(days, day))
    }

    /// Where it stands, and its text, if that is a word for nothing where something is to be said, or for nobody where a name is.
    pub fn unsaid(&self) -> Option<(&Found<'a>, &'a str)> {
        let field = self.path.last().filter(|field| field.has(Role::Substance) || field.has(Role::Person))?;
        let text = self.found.value.as_str()?;
        let nothing =
            field.is_nobody(self.about, text) || !field.has(Role::Person) && field.is_unsaid(self.about, text);
        nothing.then_some((&self.found, text))
    }

    /// Whether it stands for what it says: a day that has not come is no fact yet, a value that a closed list does not have
    /// is none, a word for nothing is no answer, and what only an overlay has does not count.
    pub fn stands(&self) -> bool {
        let future = self.found.value.as_date().is_some_and(|day| day > self.today);
        let closed = self.list.is_some_and(|list| !list.open)
            && self.path.last().is_some_and(|field| field.of == Type::Value)
            && self.found.value.as_str().is_some();
        !future
            && !(closed && (self.known().is_none() || self.is_added()))
            && !self.is_nothing()
            && !self.is_to_come()
            && self.unsaid().is_none()
    }

    /// Whether it is a row of a day that has not come.
    fn is_to_come(&self) -> bool {
        let dated = || self.path.last().filter(|field| field.of == Type::Rows)?.fields.with(Role::Date);
        let Shown::Toml(DeValue::Table(row)) = self.found.value else { return false };
        let day = dated().and_then(|field| date_of(row.get(field.key.as_str())?.get_ref()));
        day.is_some_and(|day| day > self.today)
    }

    /// Whether it counts as `name`: the same text, or by its group.
    pub fn counts_as(&self, name: &str) -> bool {
        let Some(text) = self.found.value.as_str() else { return self.found.value.show() == name };
        let plain = || text.contains(char::is_whitespace).then(|| normal(text));
        text == name
            || match self.known() {
                Some(value) => value.group.as_deref() == Some(name),
                // What the list does not have may be a value of it with blanks in it.
                None => self.plain.get_or_init(plain).as_deref() == Some(name),
            }
    }
}
