//! How rows are spread over the values of a field: a bar a value, or a bar for so many numbers each. How numbers are cut into
//! bars is the chart's own and no rule's.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Serialize;

use super::facts::{label, rows_label};
use crate::check::selected;
use crate::record::{Studio, Value};
use crate::standard::page::Item;
use crate::text::lang::Lang;

/// No chart has more bars.
const MOST: usize = 14;

/// So many bars are drawn though all are alike.
const FEW: usize = 4;

/// A chart.
#[derive(Debug, Serialize)]
pub struct Chart {
    /// What the rows are told apart by.
    pub label: String,
    /// What the rows are.
    pub of: String,
    /// Whether no two rows have the same value, so that bars would say nothing.
    pub flat: bool,
    /// The bars.
    pub bars: Vec<Bar>,
    /// How many further values have no bar of their own.
    pub more: usize,
    /// How many rows have one of those.
    pub others: usize,
    /// How many rows say nothing.
    pub absent: usize,
    /// How many numbers are outside of what their field allows, or lie in the future.
    pub wrong: usize,
    /// How many rows there are.
    pub rows: usize,
}

/// A bar.
#[derive(Debug, Serialize)]
pub struct Bar {
    /// The value, or the first and last number.
    pub label: String,
    /// How many rows.
    pub n: usize,
    /// Its length in percent of the longest.
    pub length: f64,
}

/// The charts of a block.
pub(super) fn charts(studio: &Studio<'_>, items: &[Item], lang: Lang) -> Vec<Chart> {
    items.iter().map(|item| chart(studio, item, lang)).collect()
}

fn chart(studio: &Studio<'_>, item: &Item, lang: Lang) -> Chart {
    let rows = selected(studio, &item.of, &item.conditions, item.when);
    let year = studio.calendar.last_day().year();
    let mut texts: BTreeMap<Cow<'_, str>, usize> = BTreeMap::new();
    let mut numbers: Vec<i64> = Vec::new();
    let (mut absent, mut wrong) = (0, 0);
    for row in &rows {
        let mut own: Vec<Cow<'_, str>> = Vec::new();
        studio.values(row, &item.value, &mut |found| {
            let text = found.value.show();
            if own.contains(&text) {
                return;
            }
            match item.step {
                None => *texts.entry(text.clone()).or_default() += 1,
                Some(_) => match number(item, found.value, i64::from(year)) {
                    Some(number) => numbers.push(number),
                    None => wrong += 1,
                },
            }
            own.push(text);
        });
        absent += usize::from(own.is_empty());
    }
    let mut counted = item.step.map_or_else(Vec::new, |step| binned(&numbers, i64::from(step)));
    let mut named: Vec<(String, usize)> = texts.into_iter().map(|(text, n)| (text.into_owned(), n)).collect();
    named.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    counted.extend(named);
    let further = counted.split_off(counted.len().min(MOST));
    let longest = counted.iter().map(|(_, n)| *n).max().unwrap_or(1);
    Chart {
        label: label(studio, item, lang),
        of: rows_label(studio, item).get(lang).to_owned(),
        flat: item.step.is_none() && longest == 1 && counted.len() > FEW,
        bars: counted.into_iter().map(|(label, n)| Bar { label, n, length: percent(n, longest) }).collect(),
        more: further.len(),
        others: further.iter().map(|(_, n)| n).sum(),
        absent,
        wrong,
        rows: rows.len(),
    }
}

/// The number of a value, if its field allows it; the years since then where those are meant.
fn number(item: &Item, value: Value<'_>, year: i64) -> Option<i64> {
    let field = item.value.last()?;
    let allowed =
        |number: &f64| field.min.is_none_or(|min| *number >= min) && field.max.is_none_or(|max| *number <= max);
    let number = whole(value.as_number().filter(allowed)?)?;
    if item.since { Some(year - number).filter(|years| *years >= 0) } else { Some(number) }
}

#[expect(clippy::cast_possible_truncation, reason = "what is larger is no number that a chart shows")]
fn whole(number: f64) -> Option<i64> {
    (number.abs() < 1e6).then_some(number.floor() as i64)
}

/// How many numbers lie in each step, those in which none lies too while the bars are few: gaps are to be seen.
fn binned(numbers: &[i64], step: i64) -> Vec<(String, usize)> {
    let mut bins: BTreeMap<i64, usize> = BTreeMap::new();
    for number in numbers {
        *bins.entry(number.div_euclid(step)).or_default() += 1;
    }
    if let (Some((first, _)), Some((last, _))) = (bins.first_key_value(), bins.last_key_value())
        && usize::try_from(last - first).is_ok_and(|many| many < MOST)
    {
        for bin in *first..=*last {
            bins.entry(bin).or_default();
        }
    }
    let name = |bin: i64| match step {
        1 => bin.to_string(),
        _ => format!("{}–{}", bin * step, bin * step + step - 1),
    };
    bins.into_iter().map(|(bin, n)| (name(bin), n)).collect()
}

/// `part` in percent of `whole`, to a tenth: the length of a bar, not a figure that is told.
#[expect(clippy::cast_precision_loss, reason = "counts of rows are small")]
pub(super) fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { (part as f64 * 1000.0 / whole as f64).round() / 10.0 }
}

/// Parts of a bar one behind the other: how many, where each begins and how long it is, in percent of all; empty ones are left
/// out.
pub(super) fn stacked<T>(parts: impl IntoIterator<Item = (T, usize)>) -> Vec<(T, usize, f64, f64)> {
    let parts: Vec<(T, usize)> = parts.into_iter().filter(|(_, n)| *n > 0).collect();
    let whole = parts.iter().map(|(_, n)| n).sum();
    let mut before = 0;
    let place = |(part, n): (T, usize)| {
        let at = percent(before, whole);
        before += n;
        (part, n, at, percent(n, whole))
    };
    parts.into_iter().map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_fall_into_steps_with_the_gaps_between() {
        let bins = binned(&[31, 34, 46], 5);
        let names: Vec<&str> = bins.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["30–34", "35–39", "40–44", "45–49"]);
        assert_eq!(bins.iter().map(|(_, n)| *n).collect::<Vec<_>>(), [2, 0, 0, 1]);
        assert_eq!(binned(&[3], 1), [("3".to_owned(), 1)]);
        assert_eq!(binned(&[], 5), []);
    }

    #[test]
    fn numbers_far_apart_make_no_row_of_empty_bars() {
        assert_eq!(binned(&[0, 999_999, -3], 5).len(), 3);
    }

    #[test]
    fn bars_are_as_long_as_their_share_of_the_longest() {
        assert!((percent(1, 3) - 33.3).abs() < 1e-9);
        assert!(percent(0, 0).abs() < 1e-9);
    }
}
