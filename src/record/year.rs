//! What the names of years and of semesters say.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::calendar::Semester;

/// So many months before years usually begin one may begin at most; what begins before that is of the year before.
const EARLY: i32 = 1;

/// The first day of each year whose first semester is among `semesters`; years usually begin on the month and day `begins`. A semester
/// that begins later leaves the days before it to its own year, but for those of the semester before; one that begins earlier
/// begins the year.
pub(super) fn begun(semesters: &[Semester], begins: (i8, i8)) -> BTreeMap<i16, Date> {
    let mut years: BTreeMap<i16, (Date, bool)> = BTreeMap::new();
    for one in semesters {
        let Some((year, which)) = semester_of(&one.id).filter(|(year, _)| fits(one, *year, begins)) else { continue };
        let (day, known) = years.entry(year).or_insert((one.period.from, false));
        *day = one.period.from.min(*day);
        *known |= which.parse::<u8>().map_or(true, |number| number == 1);
    }
    // The second semester of a year whose first is not in the calendar says nothing of when the year began.
    let first = |(year, (day, _)): (i16, (Date, bool))| {
        let before = semesters.iter().filter(|one| one.period.from < day).map(|one| one.period.to).max();
        let free = before
            .and_then(|last| last.tomorrow().ok())
            .map_or(usual(year, begins), |free| free.max(usual(year, begins)));
        (year, free.min(day))
    };
    years.into_iter().filter(|(_, (_, known))| *known).map(first).collect()
}

/// The day on which years usually begin, in the year `first`.
pub(super) fn usual(first: i16, (month, day): (i8, i8)) -> Date {
    Date::new(first, month, day).unwrap_or(date(1, 1, 1))
}

/// Whether a semester can be one of the year that begins in `first`: it begins within that, which may be a little early.
pub(super) fn fits(semester: &Semester, first: i16, begins: (i8, i8)) -> bool {
    let earliest = |year: i16| usual(year, begins).saturating_sub(EARLY.months());
    (earliest(first)..earliest(first.saturating_add(1))).contains(&semester.period.from)
}

/// The first of the two calendar years that an id names, and which semester of them it is: 2021 and `1` for `2021-2022-1`.
pub(super) fn semester_of(id: &str) -> Option<(i16, &str)> {
    let (first, rest) = id.split_once('-')?;
    let (next, which) = rest.split_once('-')?;
    let year = |text: &str| text.parse::<i16>().ok().filter(|_| text.len() == 4);
    let first = year(first)?;
    (year(next)? == first.saturating_add(1)).then_some((first, which))
}

/// Whether a name means the year with this id: it is the id, or a slip for it.
#[must_use]
pub fn is_meant(id: &str, name: &str) -> bool {
    name == id || (first_year(name).is_some() && first_year(name) == first_year(id))
}

/// The year that a name begins with, in four digits or two; of two that changed places the first to come.
pub(super) fn first_year(name: &str) -> Option<i16> {
    // Two digits alone may be anything.
    if name.len() < 4 {
        return None;
    }
    let number = |digits: &str| match digits.len() {
        4 => digits.parse().ok().filter(|year| (1000..=9998).contains(year)),
        2 => digits.parse().ok().map(|year: i16| 2000 + year),
        _ => None,
    };
    let mut numbers = name.split(|mark: char| !mark.is_ascii_digit()).map(number);
    let first = numbers.next()??;
    let next = numbers.next().flatten();
    Some(if next == Some(first - 1) { first - 1 } else { first })
}

#[cfg(test)]
mod tests {
    use super::{is_meant, semester_of};

    #[test]
    fn a_name_means_the_year_it_begins_with() {
        assert!(is_meant("2021-2022", "2021") && !is_meant("2021-2022", "20211"));
    }

    #[test]
    fn a_semester_is_named_by_two_years_in_a_row() {
        assert_eq!(semester_of("2021-2022-1"), Some((2021, "1")));
        for other in ["2021-2023-1", "2021-2022", "21-22-1", "2021"] {
            assert_eq!(semester_of(other), None, "{other}");
        }
    }
}
