//! What goes over to the next year, and is not there: of rows that say why they were not done, those that the next year of which
//! there is a record neither has again nor has another in place of, for the same thing.

use std::borrow::Cow;

use toml::Spanned;
use toml::de::DeValue;

use super::Check;
use super::open::says;
use crate::finding::{Finding, Severity};
use crate::record::row::Row;
use crate::record::{Record, Value, normal};
use crate::say;
use crate::standard::kind::{Carries, Field, Role, Type};

/// A finding for each of them.
pub(super) fn check(check: &Check<'_>) -> Vec<Finding> {
    let years = check.studio.records.iter().filter(|record| check.standard.kinds[record.kind].stem.is_some());
    years.flat_map(|record| of_year(check, record)).collect()
}

fn of_year(check: &Check<'_>, record: &Record<'_>) -> Vec<Finding> {
    let begins = |one: &Record<'_>| Some(check.studio.calendar.days_meant(&one.stem)?.from);
    let Some(from) = begins(record) else { return Vec::new() };
    let later = check.studio.of_kind(record.kind).iter().filter_map(|one| Some((begins(one)?, one)));
    let next = later.filter(|(day, _)| *day > from).min_by_key(|(day, _)| *day);
    let Some((_, next)) = next else { return Vec::new() };
    let lists = check.standard.kinds[record.kind].fields.with_type(Type::Rows);
    let carrying = lists.filter_map(|list| Some((list, list.carries.as_ref()?)));
    carrying.flat_map(|(list, carries)| lost(check, (record, next), list, carries)).collect()
}

/// What a row has at a key, if that says something.
fn at<'r>(row: &Row<'r>, key: &str) -> Option<&'r Spanned<DeValue<'r>>> {
    row.table.get(key).filter(|value| Value::Toml(value.get_ref()).says_something())
}

/// The same as a text, without the blanks in it.
fn text<'r>(row: &Row<'r>, key: &str) -> Option<Cow<'r, str>> {
    at(row, key).and_then(|value| value.get_ref().as_str()).map(normal)
}

/// The rows of a list of one year that are in the next no more. A list that nobody has begun yet is told as that.
fn lost(
    check: &Check<'_>,
    (record, next): (&Record<'_>, &Record<'_>),
    list: &Field,
    carries: &Carries,
) -> Vec<Finding> {
    let lang = check.lang;
    let rows = |record| Row::of_list(record, &record.table, list);
    let is_person = |field: &Field| {
        let target = field.target.and_then(|target| check.standard.targets.get(target));
        target.is_some_and(|target| check.standard.kinds[target.kind].fields.of_people())
    };
    let own = |field: &Field| field.has(Role::Id) || field.of == Type::Reference && !is_person(field);
    let fields = carries.with.iter().filter_map(|key| list.fields.get(key));
    let keys: Vec<&Field> = fields.map(AsRef::as_ref).filter(|field| own(field)).collect();
    let Some(because) = list.fields.get(&carries.because) else { return Vec::new() };
    let goes_on = |row: &Row<'_>| {
        rows(next).any(|other| {
            keys.iter().any(|key| text(row, &key.key).is_some_and(|own| text(&other, &key.key) == Some(own)))
        })
    };
    let is_lost = |row: &Row<'_>| {
        let reason = text(row, &because.key).is_some_and(|reason| says(check.standard, because, &reason));
        reason && at(row, &carries.without).is_none() && !goes_on(row)
    };
    let begun = rows(next).next().is_some();
    rows(record)
        .filter(|row| begun && is_lost(row))
        .map(|row| {
            let (title, because) = (check.studio.title(&row), because.named(lang));
            let (year, of) = (&next.stem, list.label.get(lang));
            let message = say!(lang, "carried.lost", row = title, because = because, year = year, list = of);
            let places = vec![check.place(&row, None), check.place(&check.studio.row(next), None)];
            let names = lang.list(keys.iter().map(|key| key.named(lang)));
            let help = say!(lang, "carried.lost.help", names = names);
            Finding::new("record/likely", Severity::Warning, places, &format!("carried {title}"), message, help)
        })
        .collect()
}
