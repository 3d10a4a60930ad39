//! Dates as people write them.

/// A text reads like a date, but there is no such day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoSuchDay;

/// The day that `text` means, as TOML wants it: `2022-9-1`, `2022.9.1`, `2022/9/1`, `2022年9月1日` are 2022-09-01.
///
/// Nothing where the text does not read like a date, an error where it does and there is no such day.
#[must_use]
pub fn read(text: &str) -> Option<Result<String, NoSuchDay>> {
    let text = text.trim().trim_end_matches(['日', '号']);
    let mut parts = text.split(['-', '.', '/', '年', '月', '。', '．']);
    let mut number = || {
        let part = parts.next()?.trim();
        part.parse::<i16>().ok().filter(|_| part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let (year, month, day) = (number()?, number()?, number()?);
    if parts.next().is_some() || !(1900..2200).contains(&year) {
        return None;
    }
    let small = |number: i16| i8::try_from(number).ok();
    let date = || jiff::civil::Date::new(year, small(month)?, small(day)?).ok();
    Some(date().map(|date| date.to_string()).ok_or(NoSuchDay))
}

#[cfg(test)]
mod tests {
    use super::{NoSuchDay, read};

    #[test]
    fn every_way_to_write_a_day() {
        for text in
            ["2022-9-1", "2022.9.1", "2022/09/1", "2022年9月1日", "2022 年 9 月 1 号", "2022-09-01", "2022。9。1"]
        {
            assert_eq!(read(text), Some(Ok("2022-09-01".into())), "{text}");
        }
        assert_eq!(read("2022-02-30"), Some(Err(NoSuchDay)));
        assert_eq!(read("2022-13-01"), Some(Err(NoSuchDay)));
        for text in ["2022-9", "138-0000-0000", "2022-9-1-2", "二〇二二年九月一日", "2022-+9-1", ""] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
