//! When rows took place: a line a semester and kind of row, a dot each, so that gaps are seen.

use std::borrow::Cow;

use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;

use super::facts::label;
use super::span::{at, longest_gap};
use crate::check::selected;
use crate::record::Studio;
use crate::record::calendar::{Calendar, Period, between};
use crate::record::row::Row;
use crate::standard::page::Item;
use crate::standard::path::Path;
use crate::text::lang::Lang;

/// Semesters, and what lies outside all of them.
#[derive(Debug, Serialize)]
pub struct Timeline {
    /// By date.
    pub terms: Vec<Term>,
    /// Dated rows outside every semester shown, within the window.
    pub outside: Vec<Outside>,
    /// How many rows have no day.
    pub undated: usize,
}

/// A semester, or a year where the calendar has no semester.
#[derive(Debug, Serialize)]
pub struct Term {
    /// Its id.
    pub id: String,
    /// Its first day.
    pub from: String,
    /// Its last day.
    pub to: String,
    /// Where today is in it, in percent of its days; nothing if it is over or has not begun.
    pub today: Option<f64>,
    /// Whether it has not begun.
    pub future: bool,
    /// The first days of its months.
    pub months: Vec<Month>,
    /// A line each.
    pub lanes: Vec<Lane>,
}

/// The beginning of a month.
#[derive(Debug, Serialize)]
pub struct Month {
    /// Where, in percent of the days.
    pub at: f64,
    /// Its number.
    pub number: i8,
}

/// A line.
#[derive(Debug, Serialize)]
pub struct Lane {
    /// What its dots are.
    pub label: String,
    /// The dots by date.
    pub dots: Vec<Dot>,
    /// The longest stretch without one, up to today.
    pub gap: Option<Gap>,
}

/// A dot.
#[derive(Debug, Serialize)]
pub struct Dot {
    /// Where, in percent of the days.
    pub at: f64,
    /// Its day.
    pub day: String,
    /// What it is.
    pub text: String,
}

/// A stretch without any.
#[derive(Debug, Serialize)]
pub struct Gap {
    /// Where it begins, in percent of the days.
    pub at: f64,
    /// How long it is, in percent of the days.
    pub length: f64,
    /// How many days.
    pub days: i32,
    /// The day it begins.
    pub from: String,
    /// The day it ends.
    pub to: String,
}

/// Rows outside every semester.
#[derive(Debug, Serialize)]
pub struct Outside {
    /// What they are.
    pub label: String,
    /// Their days.
    pub days: Vec<String>,
}

/// A dated row.
struct Event {
    day: Date,
    text: String,
}

/// The semesters of the window with what took place in them.
pub(super) fn timeline(studio: &Studio<'_>, items: &[Item], lang: Lang) -> Timeline {
    let calendar = &studio.calendar;
    let mut undated = 0;
    let lanes: Vec<(String, Vec<Event>)> = items
        .iter()
        .map(|item| {
            let mut events = Vec::new();
            for row in selected(studio, &item.of, &item.conditions, item.when) {
                match studio.time(&row).first() {
                    Some(day) => events.push(Event { day, text: told(studio, &row, &item.text) }),
                    None => undated += 1,
                }
            }
            events.sort_by(|one, other| (one.day, &one.text).cmp(&(other.day, &other.text)));
            (label(studio, item, lang), events)
        })
        .collect();
    let periods = periods(calendar);
    let outside = lanes.iter().map(|(label, events)| {
        let elsewhere = events.iter().filter(|event| {
            calendar.window.contains(event.day) && !periods.iter().any(|(_, period)| period.contains(event.day))
        });
        Outside { label: label.clone(), days: elsewhere.map(|event| event.day.to_string()).collect() }
    });
    let outside = outside.filter(|outside| !outside.days.is_empty()).collect();
    let terms = periods.iter().map(|(id, period)| term(id, *period, calendar, &lanes)).collect();
    Timeline { terms, outside, undated }
}

/// The semesters of the window; its years where the calendar has none.
fn periods(calendar: &Calendar) -> Vec<(String, Period)> {
    let semesters = calendar.semesters.iter().filter(|semester| semester.period.touches(calendar.window));
    let mut periods: Vec<_> = semesters.map(|semester| (semester.id.clone(), semester.period)).collect();
    periods.extend(calendar.years_without_semester().into_iter().filter(|(_, year)| year.from <= calendar.today));
    periods.sort_by_key(|(_, period)| period.from);
    periods
}

fn term(id: &str, period: Period, calendar: &Calendar, lanes: &[(String, Vec<Event>)]) -> Term {
    let lane = |(label, events): &(String, Vec<Event>)| {
        let inside: Vec<&Event> = events.iter().filter(|event| period.contains(event.day)).collect();
        let sorted: Vec<Date> = inside.iter().map(|event| event.day).collect();
        let gap = longest_gap(period, calendar.today, &sorted).map(|gap| Gap {
            at: at(period, gap.from),
            length: at(period, gap.to) - at(period, gap.from),
            days: between(gap.from, gap.to),
            from: short(gap.from, period),
            to: short(gap.to, period),
        });
        let dots = inside.into_iter().map(|event| Dot {
            at: at(period, event.day),
            day: event.day.to_string(),
            text: event.text.clone(),
        });
        Lane { label: label.clone(), dots: dots.collect(), gap }
    };
    Term {
        id: id.to_owned(),
        from: period.from.to_string(),
        to: period.to.to_string(),
        today: period.contains(calendar.today).then(|| at(period, calendar.today)),
        future: calendar.today < period.from,
        months: months(period),
        lanes: lanes.iter().map(lane).collect(),
    }
}

/// A day, without its year where the period it lies in has no two days of one name.
fn short(day: Date, period: Period) -> String {
    let whole = day.to_string();
    if between(period.from, period.to) < 365 { whole.get(5..).unwrap_or_default().to_owned() } else { whole }
}

/// The first days of the months in a period.
fn months(period: Period) -> Vec<Month> {
    let mut months = Vec::new();
    let mut first = period.from.first_of_month();
    // A calendar may have a semester of any length; a line has no room for the months of a long one.
    while first <= period.to && between(period.from, period.to) < 400 {
        if first >= period.from {
            months.push(Month { at: at(period, first), number: first.month() });
        }
        let Ok(next) = first.checked_add(1.month()) else { break };
        first = next;
    }
    months
}

/// What is said of a row: its values at `paths`, each once.
pub(super) fn told(studio: &Studio<'_>, row: &Row<'_>, paths: &[Path]) -> String {
    let mut texts: Vec<Cow<'_, str>> = Vec::new();
    for path in paths {
        studio.values(row, path, &mut |found| {
            let text = found.value.show();
            if !texts.contains(&text) {
                texts.push(text);
            }
        });
    }
    texts.join(" · ")
}
