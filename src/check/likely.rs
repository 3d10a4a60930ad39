//! What one record says in two places and does not go together: somebody who taught at ten, or leads classes for longer than they
//! teach, a code of another province, an author who checked the text. No clause asks for it; it is told as what is likely, and changes no verdict.

use std::ops::Range;

use jiff::civil::Date;
use toml::de::DeTable;

use super::Check;
use super::days::is_likely;
use crate::finding::{Finding, Severity};
use crate::record::{Record, Value, date_of, is_blank, normal};
use crate::say;
use crate::standard::kind::{Field, Fields, Region, Type};

/// A finding for each pair of them.
pub(super) fn check(check: &Check<'_>) -> Vec<Finding> {
    check.studio.records.iter().flat_map(|record| of_record(check, record)).collect()
}

fn of_record(check: &Check<'_>, record: &Record<'_>) -> Vec<Finding> {
    let fields = &check.standard.kinds[record.kind].fields;
    let inner = fields.with_type(Type::Table).filter_map(|outer| {
        let table = record.table.get(outer.key.as_str())?.get_ref().as_table()?;
        Some((&outer.fields, table))
    });
    let of_table = |(fields, table): (&Fields, _)| {
        let each = fields.0.iter().flat_map(|field| of_field(check, record, fields, table, field));
        each.flatten().collect::<Vec<_>>()
    };
    std::iter::once((fields, &record.table)).chain(inner).flat_map(of_table).collect()
}

/// What is said of one of the `fields` of a record or of a table within it.
fn of_field(
    check: &Check<'_>,
    record: &Record<'_>,
    fields: &Fields,
    table: &DeTable<'_>,
    field: &Field,
) -> [Option<Finding>; 4] {
    let lang = check.lang;
    let after = field.after.as_ref().and_then(|after| {
        let (years, other) = (f64::from(after.years), fields.get(&after.key)?);
        let [own, first] = both(check, table, [field, other])?;
        let message = |name: &str, first: &str| say!(lang, "likely.after", name = name, other = first, n = years);
        (own.0 - first.0 < years).then(|| told(check, record, [(field, own.1), (other, first.1)], message))
    });
    let counted = field.counted_since.as_ref().and_then(|since| {
        let other = fields.get(since)?;
        let [own, first] = both(check, table, [field, other])?;
        // Whoever began in the middle of a year may count it.
        let most = year(check.studio.calendar.today) - first.0 + 1.0;
        let message = |name: &str, first: &str| say!(lang, "likely.counted", name = name, other = first);
        (own.0 > most.max(0.0)).then(|| told(check, record, [(field, own.1), (other, first.1)], message))
    });
    let elsewhere = field.region.as_ref().and_then(|region| {
        let Region { key, behind, digits } = region;
        let other = fields.get(key)?;
        let (own, chosen) = (table.get(field.key.as_str())?, table.get(key.as_str())?);
        let text = own.get_ref().as_str().filter(|text| field.pattern.is_none_or(|pattern| pattern.holds(text)))?;
        let code = check.standard.list(other)?.find(chosen.get_ref().as_str()?)?.code.as_ref()?;
        let (said, wanted) = (text.get(*behind..behind + digits)?, code.get(..*digits)?);
        let (at, to) = (behind + 1, behind + digits);
        let message = |name: &str, other: &str| {
            say!(lang, "likely.region", name = name, other = other, at = at, to = to, said = said, wanted = wanted)
        };
        // A body that is no region has another code.
        let differs = said != wanted && wanted.bytes().all(|byte| byte.is_ascii_digit());
        differs.then(|| told(check, record, [(field, own.span()), (other, chosen.span())], message))
    });
    let own = field.apart_from.as_ref().and_then(|key| {
        let other = fields.get(key)?;
        let (own, others) = (table.get(field.key.as_str())?, table.get(key.as_str())?);
        let name = own.get_ref().as_str().filter(|name| !check.standard.about.is_nobody(name) && !is_blank(name))?;
        let resolve = |name: &str| other.target.and_then(|target| check.studio.resolve(target, name));
        let is_same =
            |text: &str| normal(text) == normal(name) || resolve(text).is_some_and(|one| resolve(name) == Some(one));
        let mut all = others.get_ref().as_array().into_iter().flatten();
        let same = all.find(|one| one.get_ref().as_str().is_some_and(is_same))?;
        let message = |key: &str, other: &str| say!(lang, "likely.apart", name = key, other = other, text = name);
        let help = say!(check.lang, "likely.apart.help", help = field.help);
        Some(Finding { help, ..told(check, record, [(field, own.span()), (other, same.span())], message) })
    });
    [after, counted, elsewhere, own]
}

/// A number, or the year of a day, and where it stands.
type Found = (f64, Range<usize>);

/// Those of two fields, where neither is told as none that can be.
fn both(check: &Check<'_>, table: &DeTable<'_>, fields: [&Field; 2]) -> Option<[Found; 2]> {
    let today = check.studio.calendar.today;
    let [one, other] = fields.map(|field| {
        let value = table.get(field.key.as_str())?;
        let day = date_of(value.get_ref());
        let number = day.map(year).or_else(|| Value::Toml(value.get_ref()).as_number())?;
        (field.takes(number) && day.is_none_or(|day| is_likely(day, today))).then(|| (number, value.span()))
    });
    Some([one?, other?])
}

fn year(day: Date) -> f64 {
    f64::from(day.year())
}

fn told(
    check: &Check<'_>,
    record: &Record<'_>,
    pair: [(&Field, Range<usize>); 2],
    message: impl Fn(&str, &str) -> String,
) -> Finding {
    let lang = check.lang;
    let [one, other] = [0, 1].map(|at: usize| pair[at].0.label.get(lang));
    let detail = format!("{} {}", pair[0].0.key, pair[1].0.key);
    let places = pair.map(|(_, span)| check.studio.source(record).place(span, None)).into();
    let help = say!(lang, "likely.help");
    Finding::new("record/likely", Severity::Warning, places, &detail, message(one, other), help)
}
