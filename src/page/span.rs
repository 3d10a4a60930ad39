//! Days on a line: where a day stands between the first and the last, and the longest stretch without any.

use jiff::civil::Date;

use crate::record::calendar::{Period, between};

/// Where `day` stands in `period`: 0 its first day, 100 its last; to a tenth.
pub(super) fn at(period: Period, day: Date) -> f64 {
    let whole = between(period.from, period.to).max(1);
    let part = between(period.from, day).clamp(0, whole);
    (f64::from(part) * 1000.0 / f64::from(whole)).round() / 10.0
}

/// The longest stretch of `period`, up to `until`, in which none of `sorted` lies; the days at its ends count as having one.
pub(super) fn longest_gap(period: Period, until: Date, sorted: &[Date]) -> Option<Period> {
    let last = period.to.min(until);
    let inside = sorted.iter().copied().filter(|day| period.contains(*day));
    let marks: Vec<Date> = std::iter::once(period.from).chain(inside).chain([last]).collect();
    let gaps = marks.windows(2).map(|pair| Period { from: pair[0], to: pair[1] }).filter(|gap| gap.from < gap.to);
    gaps.rev().max_by_key(|gap| between(gap.from, gap.to))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const TERM: Period = Period { from: date(2021, 9, 1), to: date(2022, 1, 9) };

    #[test]
    fn a_day_has_its_place() {
        assert!(at(TERM, TERM.from).abs() < 1e-9);
        assert!((at(TERM, TERM.to) - 100.0).abs() < 1e-9);
        assert!((at(TERM, date(2021, 11, 5)) - 50.0).abs() < 1e-9);
        assert!((at(TERM, date(2023, 1, 1)) - 100.0).abs() < 1e-9);
    }

    #[test]
    fn the_longest_gap_may_lie_at_either_end() {
        let gap = |days: &[Date]| longest_gap(TERM, date(2022, 9, 30), days).map(|gap| (gap.from, gap.to));
        assert_eq!(gap(&[]), Some((TERM.from, TERM.to)));
        assert_eq!(gap(&[date(2022, 1, 1)]), Some((TERM.from, date(2022, 1, 1))));
        assert_eq!(gap(&[date(2021, 9, 3), date(2021, 10, 1)]), Some((date(2021, 10, 1), TERM.to)));
        let today = longest_gap(TERM, date(2021, 9, 20), &[date(2021, 9, 3)]).map(|gap| gap.to);
        assert_eq!(today, Some(date(2021, 9, 20)), "what has not come is no gap");
        assert!(longest_gap(TERM, date(2021, 8, 1), &[]).is_none());
    }
}
