//! The number that the root file says of people, and those whom rosters name: where nothing is missing from these, but they do not name
//! as many, a whole roster may be missing, or the number is an old one. It is told, and changes no verdict.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

use jiff::civil::Date;

use super::Check;
use super::matching::Fit;
use super::outcome::Fault;
use super::rows::candidates;
use crate::finding::{Place, Severity};
use crate::record::calendar::Period;
use crate::record::row::Row;
use crate::record::{Value, normal};
use crate::say;
use crate::standard::kind::{Field, Role, Type};
use crate::standard::rule::Rule;

/// What is said of a number that a rule's rows do not bear out on the last day that is looked at, nor at the beginning or the end of
/// the last semester of which anything is asked: those who leave do so before the holidays.
pub(super) fn check<'a>(check: &Check<'a>, rule: &'a Rule) -> Option<Fault> {
    let (number, field, span) = number_of(check, &rule.of.text)?;
    let calendar = &check.studio.calendar;
    let elapsed = calendar.elapsed();
    let semesters = calendar.semesters.iter().map(|semester| semester.period);
    let last =
        semesters.filter(|period| period.touches(elapsed) && calendar.owes(*period)).max_by_key(|period| period.from);
    let last = last.map_or([elapsed.to; 2], |period| [period.to.min(elapsed.to), period.from.max(elapsed.from)]);
    let all = candidates(check, rule);
    let on = |day: Date| {
        let days = Period { from: day, to: day };
        let there = all.iter().filter(|one| {
            let whole = check.studio.row(one.row.record).own_time();
            one.fit == Fit::Yes && one.time.touches(days) && whole.touches(days)
        });
        let names: Vec<Cow<'_, str>> = there.filter_map(|one| name(&one.row)).collect();
        (names.iter().collect::<HashSet<_>>().len(), names.len())
    };
    let counted = [last[0], last[1], elapsed.to].map(on);
    let is = |n: usize| u32::try_from(n).is_ok_and(|n| (f64::from(n) - number).abs() < 0.5);
    let is_told = |(people, rows): &(usize, usize)| is(*people) || is(*rows);
    let (people, _) = counted[0];
    if people == 0 || counted.iter().any(is_told) {
        return None;
    }
    let (lang, kind) = (check.lang, &check.standard.kinds[rule.of.kind]);
    let what = rule.of.steps.last().map_or(&kind.label, |list| &list.label).get(lang);
    let (name, path) = (field.named(lang), kind.path.as_str());
    let message =
        say!(lang, "one.tally", name = name, number = number, path = path, day = last[0], what = what, people = people);
    let root = check.root()?;
    let places: Vec<Place> = vec![check.source(&root).place(span, None)];
    let help = say!(lang, "one.tally.help", path = path, key = field.key);
    let fault = Fault::new(places, format!("tally {}", field.key), message);
    Some(Fault { severity: Some(Severity::Warning), help: Some(help), ..fault })
}

/// The number that the root file says of these rows, its field and where it stands.
fn number_of<'a>(check: &Check<'a>, of: &str) -> Option<(f64, &'a Field, Range<usize>)> {
    let root = check.root()?;
    let tables = root.fields.with_type(Type::Table);
    let inner =
        tables.filter_map(|field| Some((root.table.get(field.key.as_str())?.get_ref().as_table()?, &field.fields)));
    std::iter::once((root.table, root.fields)).chain(inner).find_map(|(table, fields)| {
        let field = fields.0.iter().find(|field| field.number_of.as_deref() == Some(of))?;
        let value = table.get(field.key.as_str())?;
        let number = Value::Toml(value.get_ref()).as_number()?;
        Some((number, &**field, value.span()))
    })
}

/// Whom a row names first.
fn name<'a>(row: &Row<'a>) -> Option<Cow<'a, str>> {
    let (_, value) = row.at(Role::Person)?;
    value.get_ref().as_str().map(normal)
}
