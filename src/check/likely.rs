//! Years of one life that do not go together: somebody who taught at ten, or leads classes for longer than they teach. No clause
//! asks for it; it is told as what is likely, and changes no verdict.

use std::ops::Range;

use jiff::civil::Date;
use toml::de::DeTable;

use super::Check;
use super::days::is_likely;
use crate::finding::{Finding, Severity};
use crate::record::{Record, Value, date_of};
use crate::say;
use crate::standard::kind::Field;

/// A finding for each pair of them.
pub(super) fn check(check: &Check<'_>) -> Vec<Finding> {
    check.studio.records.iter().flat_map(|record| of_record(check, record)).collect()
}

fn of_record<'c>(check: &'c Check<'_>, record: &'c Record<'_>) -> impl Iterator<Item = Finding> + 'c {
    let fields = &check.standard.kinds[record.kind].fields;
    fields.0.iter().flat_map(move |field| {
        let after = field.after.as_ref().and_then(|after| {
            let (years, other) = (f64::from(after.years), fields.get(&after.key)?);
            let [own, first] = both(check, &record.table, [field, other])?;
            let message =
                |name: &str, first: &str| say!(check.lang, "likely.after", name = name, other = first, n = years);
            (own.0 - first.0 < years).then(|| told(check, record, [(field, own), (other, first)], message))
        });
        let counted = field.counted_since.as_ref().and_then(|since| {
            let other = fields.get(since)?;
            let [own, first] = both(check, &record.table, [field, other])?;
            // Whoever began in the middle of a year may count it.
            let most = year(check.studio.calendar.today) - first.0 + 1.0;
            let message = |name: &str, first: &str| say!(check.lang, "likely.counted", name = name, other = first);
            (own.0 > most.max(0.0)).then(|| told(check, record, [(field, own), (other, first)], message))
        });
        after.into_iter().chain(counted)
    })
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
    pair: [(&Field, Found); 2],
    message: impl Fn(&str, &str) -> String,
) -> Finding {
    let lang = check.lang;
    let [one, other] = [0, 1].map(|at: usize| pair[at].0.label.get(lang));
    let detail = format!("{} {}", pair[0].0.key, pair[1].0.key);
    let places = pair.map(|(_, (_, span))| check.studio.source(record).place(span, None)).into();
    let help = say!(lang, "likely.help");
    Finding::new("record/likely", Severity::Warning, places, &detail, message(one, other), help)
}
