//! Whether a row fulfils a condition: yes, no, or perhaps.
//!
//! Perhaps is what an open list's 其他 gives: the words may well mean what was asked for, and only a person can say.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::HashSet;

use jiff::civil::Date;

use crate::record::row::Row;
use crate::record::{Found, Studio, normal};
use crate::standard::About;
use crate::standard::condition::{Conditions, Matcher};
use crate::standard::kind::{Role, Type};
use crate::standard::path::{Added, Path};
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
    let mut fit = Fit::Yes;
    for (path, matcher) in &conditions.0 {
        fit = fit.min(one(studio, row, path, matcher));
        if fit == Fit::No {
            break;
        }
    }
    fit
}

/// Whether `row` fulfils one condition.
#[must_use]
pub fn one(studio: &Studio<'_>, row: &Row<'_>, path: &Path, matcher: &Matcher) -> Fit {
    let yes = |holds: bool| if holds { Fit::Yes } else { Fit::No };
    match matcher {
        Matcher::Present(_) | Matcher::Not(_) if is_unsure(studio, row, path) => Fit::Maybe,
        Matcher::Present(wanted) => {
            let mut found = false;
            standing(studio, row, path, &mut |_| found = true);
            yes(found == *wanted)
        }
        Matcher::Not(inner) => yes(one(studio, row, path, inner) != Fit::Yes),
        Matcher::Any(wanted) => {
            let mut best = Fit::No;
            standing(studio, row, path, &mut |seen| {
                let fit = if wanted.iter().any(|name| seen.counts_as(name)) { Fit::Yes } else { perhaps(&seen) };
                best = best.max(fit);
            });
            best
        }
        Matcher::All(wanted) => {
            let mut lacking: Vec<&String> = wanted.iter().collect();
            let mut best = Fit::No;
            standing(studio, row, path, &mut |seen| {
                lacking.retain(|name| !seen.counts_as(name));
                best = best.max(perhaps(&seen));
            });
            best.max(yes(lacking.is_empty()))
        }
        Matcher::AtLeast(number) => {
            let (mut sure, mut all) = (HashSet::new(), HashSet::new());
            standing(studio, row, path, &mut |seen| {
                let text = seen.found.value.show();
                let entry = path.last().and_then(|field| studio.resolve(field.target?, &text));
                // What is referred to counts once, however it is written.
                let name = match text {
                    _ if entry.is_some() => Cow::default(),
                    Cow::Borrowed(text) => normal(text),
                    Cow::Owned(text) => normal(&text).into_owned().into(),
                };
                let name = (entry, name);
                if !seen.is_doubtful() {
                    sure.insert(name.clone());
                }
                all.insert(name);
            });
            yes(sure.len() >= *number).max(if all.len() >= *number { Fit::Maybe } else { Fit::No })
        }
    }
}

/// Calls `each` for every value at `path` that stands for what it says.
fn standing<'a>(studio: &'a Studio<'_>, row: &Row<'a>, path: &'a Path, each: &mut dyn FnMut(Seen<'a>)) {
    studio.values(row, path, &mut |found| {
        let seen = Seen::new(studio, path, found);
        if seen.stands() {
            each(seen);
        }
    });
}

/// Whether something is there, and all of it is what only an overlay knows: that is neither something nor nothing.
fn is_unsure(studio: &Studio<'_>, row: &Row<'_>, path: &Path) -> bool {
    let (mut all, mut doubtful) = (0, 0);
    if path.added == Added::Doubt {
        standing(studio, row, path, &mut |seen| {
            all += 1;
            doubtful += usize::from(seen.is_doubtful());
        });
    }
    all > 0 && all == doubtful
}

/// Perhaps, if a value is the 其他 of its list; otherwise no.
fn perhaps(seen: &Seen<'_>) -> Fit {
    if seen.is_other() { Fit::Maybe } else { Fit::No }
}

/// A value at a path, with what the list it comes from knows of it.
pub(super) struct Seen<'a> {
    found: Found<'a>,
    path: &'a Path,
    today: Date,
    list: Option<&'a List>,
    about: &'a About,
    known: OnceCell<Option<&'a Value>>,
}

impl<'a> Seen<'a> {
    /// A value that was found at `path`.
    pub fn new(studio: &'a Studio<'_>, path: &'a Path, found: Found<'a>) -> Self {
        let list = path.last().and_then(|field| studio.standard.list(field));
        Self { found, path, today: studio.calendar.today, list, about: &studio.standard.about, known: OnceCell::new() }
    }

    /// The value of the list that it is, if the list has it.
    fn known(&self) -> Option<&'a Value> {
        *self.known.get_or_init(|| self.list.zip(self.found.value.as_str()).and_then(|(list, text)| list.find(text)))
    }

    /// Whether only an overlay has it, where the standard asks.
    fn is_added(&self) -> bool {
        self.path.added != Added::Value && self.known().is_some_and(|value| value.origin.is_some())
    }

    /// Whether it is for a person to say what it is worth where any would do, since only an overlay has it.
    pub fn is_doubtful(&self) -> bool {
        self.path.added == Added::Doubt && self.is_added()
    }

    /// Whether it is the 其他 of its list, or a word of one's own in an open one.
    pub fn is_other(&self) -> bool {
        let known = self.known().filter(|_| !self.is_added());
        let open = || self.list.is_some_and(|list| list.open && self.found.value.as_str().is_some());
        known.map_or_else(open, |value| value.other)
    }

    /// Where it stands, and its text, if that is a word for nothing where something is to be said, or for nobody where a name is.
    pub fn unsaid(&self) -> Option<(&Found<'a>, &'a str)> {
        let field = self.path.last().filter(|field| field.has(Role::Substance) || field.has(Role::Person))?;
        let text = self.found.value.as_str()?;
        let nothing = if field.has(Role::Person) { self.about.is_nobody(text) } else { self.about.is_unsaid(text) };
        nothing.then_some((&self.found, text))
    }

    /// Whether it stands for what it says: a day that has not come is no fact yet, a value that a closed list does not have
    /// is none, and a word for nothing is no answer.
    pub fn stands(&self) -> bool {
        let future = self.found.value.as_date().is_some_and(|day| day > self.today);
        let closed = self.list.is_some_and(|list| !list.open)
            && self.path.last().is_some_and(|field| field.of == Type::Value)
            && self.found.value.as_str().is_some();
        !future && !(closed && (self.known().is_none() || self.is_added())) && self.unsaid().is_none()
    }

    /// Whether it counts as `name`: the same text, or by its group.
    pub fn counts_as(&self, name: &str) -> bool {
        let Some(text) = self.found.value.as_str() else { return self.found.value.show() == name };
        text == name
            || self.known().is_some_and(|value| value.group.as_deref() == Some(name))
            || (text.contains(char::is_whitespace) && normal(text) == name)
    }
}
