//! The next year: which it is, what of the last one goes over into it, and the semesters its calendar still needs.

use std::sync::Arc;

use super::answer::quoted;
use super::begin::semesters as semesters_of;
use super::given::{Given, Known};
use super::semester::{self, Semester};
use crate::failure::{Failure, Result};
use crate::load::STUDIO;
use crate::record::calendar::Period;
use crate::record::row::Row;
use crate::record::{BLANK, Record, Studio, Value, items, text_at};
use crate::say;
use crate::standard::kind::{Field, Role, Stem, Type};
use crate::text::lang::Lang;

/// A row of the last year that goes over.
#[derive(Debug)]
pub struct Carried {
    /// What it is called.
    pub title: String,
    /// `years/2021-2022.toml:12`, where it does not say why it goes over; nothing where it does.
    pub unexplained: Option<String>,
}

/// What the record of a new year begins with.
#[derive(Debug)]
pub struct Opening {
    /// What is known of it.
    pub given: Given,
    /// The year that things were carried over from.
    pub last: Option<String>,
    /// What was carried over.
    pub carried: Vec<Carried>,
}

/// Whether the stem of a kind is the id of a year.
#[must_use]
pub fn is_year(studio: &Studio<'_>, kind: usize) -> bool {
    studio.standard.kinds[kind].stem == Some(Stem::Year)
}

/// The year to open: the one asked for; else this year if it has no record and still runs, else the next, once this one is over.
///
/// # Errors
/// A year that is none of the calendar, that has a record already, or that nobody named while this one still runs.
pub fn choose(studio: &Studio<'_>, kind: usize, asked: Option<&str>, there: &[String], lang: Lang) -> Result<String> {
    let calendar = &studio.calendar;
    let (this, period) = calendar.year_of(calendar.today);
    let next = period.to.tomorrow().map_or_else(|_| this.clone(), |day| calendar.year_of(day).0);
    let path = |id: &str| studio.standard.kinds[kind].file(id);
    let exists = |id: &str| there.iter().any(|stem| super::stem::alike(stem, id));
    if let Some(asked) = asked {
        let id = asked.strip_suffix(".toml").unwrap_or(asked);
        if calendar.year(id).is_none() {
            return Err(Failure(say!(lang, "year.unknown", id = id, this = this, next = next)));
        }
        if exists(id) {
            return Err(Failure(say!(lang, "new.exists", path = path(id))));
        }
        return Ok(id.to_owned());
    }
    if let Some(id) = [&this, &next].into_iter().find(|id| calendar.year(id).is_none()) {
        return Err(Failure(say!(lang, "year.unwritable", id = id, today = calendar.today)));
    }
    let mut mine = calendar.semesters.iter().filter(|one| one.period.touches(period)).peekable();
    let dated = mine.peek().is_some();
    let over = dated && mine.all(|semester| semester.period.to < calendar.today);
    if !exists(&this) && !over {
        return Ok(this);
    }
    if exists(&next) {
        return Err(Failure(say!(lang, "new.exists", path = path(&next))));
    }
    // A year that runs, or whose semesters nobody wrote down, is not done with.
    if !over {
        let names = written(studio);
        let blank = names.iter().any(|name| calendar.days_meant(name) == Some(period));
        let key = match (dated, blank) {
            (true, _) => "year.runs",
            (false, true) => "year.blank",
            (false, false) => "year.undated",
        };
        return Err(Failure(say!(lang, key, path = path(&this), this = this, next = next, mark = BLANK)));
    }
    Ok(next)
}

/// What the record of the year `id` begins with.
#[must_use]
pub fn open(studio: &Studio<'_>, kind: usize, id: &str) -> Opening {
    let calendar = &studio.calendar;
    let from = calendar.year(id).map(|year| year.from);
    let before = |record: &&Record<'_>| calendar.year(&record.stem).is_some_and(|year| Some(year.from) < from);
    let last = studio
        .of_kind(kind)
        .iter()
        .filter(before)
        .max_by_key(|record| calendar.year(&record.stem).map(|year| year.from));
    let mut opening =
        Opening { given: Given::default(), last: last.map(|record| record.stem.clone()), carried: Vec::new() };
    let Some(last) = last else { return opening };
    for list in studio.standard.kinds[kind].fields.with_type(Type::Rows) {
        let rows = carried(studio, last, list, &mut opening.carried);
        if !rows.is_empty() {
            opening.given.rows.insert(list.key.clone(), rows);
        }
    }
    opening
}

fn carried(studio: &Studio<'_>, before: &Record<'_>, list: &Arc<Field>, told: &mut Vec<Carried>) -> Vec<Given> {
    let Some(carries) = &list.carries else { return Vec::new() };
    let mut given = Vec::new();
    for row in Row::of_list(before, &before.table, list) {
        let table = row.table;
        let says = |key: &str| table.get(key).is_some_and(|value| Value::Toml(value.get_ref()).says_something());
        if says(&carries.without) {
            continue;
        }
        let source = studio.source(before);
        let place = || {
            let place = source.place(row.span(), None);
            format!("{}:{}", place.file, place.line)
        };
        told.push(Carried { title: studio.title(&row).to_owned(), unexplained: (!says(&carries.because)).then(place) });
        let mut over = Given::default();
        for field in carries.with.iter().filter_map(|key| list.fields.get(key)) {
            let said = table.get(field.key.as_str()).map_or(&[][..], items).iter();
            let items: Vec<String> = said.filter_map(|item| item.get_ref().as_str().map(quoted)).collect();
            if !items.is_empty() {
                over.values.insert(field.key.clone(), Known { items, note: None });
            }
        }
        given.push(over);
    }
    given
}

/// The semesters of the year `id` that the calendar does not have yet, with the days that were told.
///
/// # Errors
/// Days of another year, of a semester that is there already, or two for one semester; all of them in one message.
pub fn semesters(studio: &Studio<'_>, id: &str, told: &[Period], lang: Lang) -> Result<Vec<Semester>> {
    let calendar = &studio.calendar.semesters;
    if !calendar.is_empty() && calendar.iter().all(|semester| semester.span.is_none()) {
        // A calendar of its own would hide the province's.
        return if told.is_empty() { Ok(Vec::new()) } else { Err(Failure(say!(lang, "year.province"))) };
    }
    let written = written(studio);
    let ids = semester::of_year(studio.standard, id);
    let there = |id: &str| studio.calendar.semesters.iter().find(|semester| semester.id == id);
    let mut wrong = Vec::new();
    let mut known: Vec<(String, Period)> = Vec::new();
    for period in told {
        let name = semester::id(studio.standard, *period);
        if !ids.contains(&name) {
            wrong.push(say!(lang, "year.other", from = period.from, to = period.to, name = name, id = id));
        } else if let Some(semester) = there(&name) {
            let days = semester.period;
            wrong.push(say!(lang, "year.known", name = name, from = days.from, to = days.to));
        } else if known.iter().any(|(other, _)| *other == name) {
            wrong.push(say!(lang, "year.twice", name = name));
        } else if let Some(other) = studio.calendar.semesters.iter().find(|other| other.period.touches(*period)) {
            wrong.push(say!(lang, "year.overlap", from = period.from, to = period.to, name = other.id));
        } else {
            known.push((name, *period));
        }
    }
    if !wrong.is_empty() {
        return Err(Failure(wrong.join("\n")));
    }
    let days = |id: &String| known.iter().find(|(name, _)| name == id).map(|(_, period)| *period);
    let open = ids.into_iter().filter(|id| !written.contains(id));
    Ok(open.map(|id| Semester { period: days(&id), id }).collect())
}

/// The names of the semesters in the root file, whether their days are known or not.
fn written(studio: &Studio<'_>) -> Vec<String> {
    let kind = studio.standard.kind_of(STUDIO);
    let root = kind.and_then(|kind| studio.of_kind(kind).first().zip(semesters_of(&studio.standard.kinds[kind])));
    let rows = root.and_then(|(record, (calendar, list))| {
        let calendar = record.table.get(calendar.key.as_str())?.get_ref().as_table()?;
        let id = list.fields.with(Role::Id)?;
        let rows = calendar.get(list.key.as_str())?.get_ref().as_array()?.iter();
        Some(rows.filter_map(|row| text_at(row.get_ref().as_table()?, &id.key)).map(str::to_owned).collect())
    });
    rows.unwrap_or_default()
}

/// What a year's record says of the year it follows.
#[must_use]
pub fn head(opening: &Opening) -> Vec<String> {
    match (&opening.last, opening.carried.len()) {
        (Some(last), n) if n > 0 => vec![say!(Lang::Zh, "template.carried", last = last, n = n)],
        _ => Vec::new(),
    }
}
