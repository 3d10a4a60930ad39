//! Semesters as they are typed and named: from a day to a day, called by the school year they lie in and their number there.

use jiff::civil::Date;

use super::answer;
use super::given::{Given, Known};
use crate::record::calendar::Period;
use crate::say;
use crate::standard::Standard;
use crate::standard::kind::{Field, Role};
use crate::text::lang::Lang;

/// A semester that a new calendar or a new year has; its days may not be known yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Semester {
    /// `2021-2022-1`.
    pub id: String,
    /// Its days.
    pub period: Option<Period>,
}

/// The days that `text` means: two days with `..`, 至, 到, ~ or — between them.
///
/// # Errors
/// Why they are none, in words.
pub fn read(text: &str, lang: Lang) -> Result<Period, String> {
    let text = answer::clean(text);
    let between = ["..", "至", "到", "~", "～", "—", "–", " "];
    let parts = between.iter().find_map(|mark| text.split_once(mark));
    // What has no days in it is quoted whole.
    let parts = parts.filter(|(from, to)| [from, to].iter().any(|part| part.contains(char::is_numeric)));
    let (from, to) = parts.ok_or_else(|| say!(lang, "semester.form", text = text))?;
    let strip = |part: &str| part.trim().trim_matches(['.', '—', '–', '~', '～', '到', '至']).trim().to_owned();
    let day = |part: &str| -> Result<Date, String> {
        let day = answer::date(&strip(part), lang)?;
        day.parse().map_err(|_| say!(lang, "answer.date", text = part))
    };
    let (from, to) = (day(from)?, day(to)?);
    if to <= from {
        return Err(say!(lang, "semester.order", from = from, to = to));
    }
    let days = (to - from).get_days();
    if days > 300 {
        return Err(say!(lang, "semester.long", from = from, to = to, n = days));
    }
    Ok(Period { from, to })
}

/// The name of the semester with these days: by the school year and the part of it in which its middle lies.
#[must_use]
pub fn id(standard: &Standard, period: Period) -> String {
    let half = i64::from((period.to - period.from).get_days()) / 2;
    let middle = period.from.saturating_add(jiff::Span::new().days(half));
    let begins =
        |year: i16| -> Option<Date> { format!("{year:04}-{}", standard.about.school_year_begins).parse().ok() };
    let first = if begins(middle.year()).is_some_and(|day| day > middle) { middle.year() - 1 } else { middle.year() };
    let passed = begins(first).map_or(0, |day| (middle - day).get_days());
    let number = i64::from(passed.max(0)) * i64::try_from(standard.about.semesters.max(1)).unwrap_or(1) / 366 + 1;
    format!("{first}-{}-{number}", first.saturating_add(1))
}

/// The semesters of the school year that begins in `first`.
fn of_school_year(standard: &Standard, first: i16) -> Vec<String> {
    (1..=standard.about.semesters).map(|number| format!("{first}-{}-{number}", first.saturating_add(1))).collect()
}

/// The semesters that begin in the year `id`: those of a school year; in a calendar year the last of one and the first of
/// the next.
#[must_use]
pub fn of_year(standard: &Standard, id: &str) -> Vec<String> {
    let Some(first) = id.get(..4).and_then(|year| year.parse::<i16>().ok()) else { return Vec::new() };
    if id.len() > 4 {
        return of_school_year(standard, first);
    }
    let mut ids = of_school_year(standard, first - 1).split_off(1);
    ids.extend(of_school_year(standard, first).into_iter().take(1));
    ids
}

impl Semester {
    /// The semester as a row of the list `field`, its days blank where they are not known.
    #[must_use]
    pub fn given(&self, field: &Field) -> Given {
        let mut given = Given::default();
        let day = |day: Option<Date>| day.map_or(Known::blanks(1), |day| Known::one(day.to_string()));
        for inner in &field.fields.0 {
            let known = if inner.has(Role::Id) {
                Known::one(answer::quoted(&self.id))
            } else if inner.has(Role::From) {
                day(self.period.map(|period| period.from))
            } else if inner.has(Role::To) {
                day(self.period.map(|period| period.to))
            } else {
                continue;
            };
            given.values.insert(inner.key.clone(), known);
        }
        given
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_as_people_write_them() {
        for text in [
            "2021-09-01..2022-01-21",
            "2021.9.1 至 2022.1.21",
            "2021年9月1日到2022年1月21日",
            "2021/9/1 2022/1/21",
            "2021-9-1 — 2022-1-21",
        ] {
            let period = read(text, Lang::Zh).unwrap_or_else(|why| panic!("{text}: {why}"));
            assert_eq!((period.from.to_string(), period.to.to_string()), ("2021-09-01".into(), "2022-01-21".into()));
        }
        for text in [
            "2021-09-01",
            "2022-01-21..2021-09-01",
            "2021-09-01..2021-02-30",
            "九月到一月",
            "何 知远",
            "2021-09-01..2023-01-21",
            "",
        ] {
            assert!(read(text, Lang::Zh).is_err(), "{text}");
        }
    }

    #[test]
    fn a_semester_is_called_by_its_middle() {
        let standard = crate::standard::embedded().unwrap();
        let name = |text| id(&standard, read(text, Lang::Zh).unwrap());
        assert_eq!(name("2021-08-28..2022-01-21"), "2021-2022-1");
        assert_eq!(name("2021-09-13..2022-02-11"), "2021-2022-1");
        assert_eq!(name("2022-02-14..2022-07-08"), "2021-2022-2");
        assert_eq!(name("2022-03-07..2022-07-22"), "2021-2022-2");
    }

    #[test]
    fn a_calendar_year_has_a_spring_and_an_autumn() {
        let standard = crate::standard::embedded().unwrap();
        assert_eq!(of_year(&standard, "2022-2023"), ["2022-2023-1", "2022-2023-2"]);
        assert_eq!(of_year(&standard, "2022"), ["2021-2022-2", "2022-2023-1"]);
    }
}
