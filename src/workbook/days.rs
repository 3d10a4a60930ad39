//! Days as people and Excel leave them in cells that are no dates.

use crate::text::day;

/// The day that a number is which was meant as one: Excel's serial, or `20220901`.
pub(super) fn serial(number: f64) -> Option<String> {
    const FIRST: f64 = 17_899.0; // 1949-01-01
    const LAST: f64 = 73_050.0; // 2099-12-31
    if number.fract() == 0.0 && (19_490_101.0..=20_991_231.0).contains(&number) {
        let digits = number.to_string();
        return day::read(&format!("{}-{}-{}", &digits[..4], &digits[4..6], &digits[6..]))?.ok();
    }
    if !(FIRST..=LAST).contains(&number) {
        return None;
    }
    let days = jiff::Span::new().days(number.trunc().to_string().parse::<i64>().ok()?);
    jiff::civil::date(1899, 12, 30).checked_add(days).ok().map(|day| day.to_string())
}

/// The first day of a month that is written without a day, or the last: `2022年9月`, `2022.9`, `2022-09`.
pub(super) fn month(text: &str, last: bool) -> Option<String> {
    let text = text.trim().trim_end_matches(['月', '份']);
    let (year, month) = text.split_once(['年', '.', '-', '/'])?;
    let first = day::read(&format!("{}-{}-1", year.trim(), month.trim().trim_end_matches('月')))?.ok()?;
    if last { first.parse::<jiff::civil::Date>().ok().map(|day| day.last_of_month().to_string()) } else { Some(first) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_are_days() {
        assert_eq!(serial(44_805.0).as_deref(), Some("2022-09-01"));
        assert_eq!(serial(44_805.75).as_deref(), Some("2022-09-01"));
        assert_eq!(serial(20_220_901.0).as_deref(), Some("2022-09-01"));
        assert_eq!((serial(2022.9), serial(0.0), serial(f64::NAN)), (None, None, None));
    }

    #[test]
    fn months_without_a_day() {
        for text in ["2022年9月", "2022.9", "2022-09", "2022/9", "2022年09月份"] {
            assert_eq!(month(text, false).as_deref(), Some("2022-09-01"), "{text}");
            assert_eq!(month(text, true).as_deref(), Some("2022-09-30"), "{text}");
        }
        for text in ["2022年", "9月", "2022年13月", "2022-9-1"] {
            assert_eq!(month(text, false), None, "{text}");
        }
    }
}
