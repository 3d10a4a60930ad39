use super::*;

fn calendar(today: Date) -> Calendar {
    called("2021-2022-1", date(2021, 8, 30), today)
}

/// A calendar of one semester.
fn called(id: &str, from: Date, today: Date) -> Calendar {
    let mut standard = Standard::default();
    standard.about.school_year_begins = "09-01".into();
    standard.about.semesters = 2;
    let semester = Semester {
        id: id.into(),
        period: Period { from, to: from.saturating_add(137.days()) },
        span: None,
        named: (0, 0),
        turned: false,
    };
    let dates = Dates { semesters: vec![semester], ..Dates::default() };
    Calendar::new(dates, &standard, today)
}

#[test]
fn a_year_begins_with_its_first_semester() {
    let calendar = calendar(date(2022, 9, 30));
    assert_eq!(calendar.year_of(date(2021, 8, 31)).0, "2021-2022");
    assert_eq!(calendar.year_of(date(2021, 8, 29)).0, "2020-2021");
    assert_eq!(calendar.year("2021-2022").map(|year| year.to), Some(date(2022, 8, 31)));
    assert_eq!(calendar.year("2021"), None);
    let meant = |name: &str| calendar.meant(name);
    assert_eq!(meant("2021～2022学年"), Some("2021-2022".to_owned()));
    assert_eq!((meant("21-22"), meant("2022-2021")), (meant("2021"), meant("2021")));
    assert_eq!((meant("21"), meant("本年度"), meant("99999")), (None, None, None));
}

#[test]
fn a_second_semester_begins_no_year() {
    let calendar = called("2021-2022-2", date(2022, 2, 21), date(2022, 9, 30));
    assert_eq!(calendar.year_of(date(2021, 9, 1)).0, "2021-2022");
    assert_eq!(calendar.year("2021-2022").map(|year| year.from), Some(date(2021, 9, 1)));
}

#[test]
fn a_semester_that_is_called_after_another_year_moves_none() {
    let of = |id: &str| called(id, date(2021, 8, 30), date(2022, 9, 30));
    let other = |calendar: &Calendar| calendar.other_year(&calendar.semesters[0]);
    assert_eq!(other(&of("2021-2022-1")), None);
    assert_eq!(of("2022-2023-1").year("2022-2023").map(|year| year.from), Some(date(2022, 9, 1)));
    for id in ["2022-2023-1", "2020-2021-1", "2020-2021-2"] {
        assert_eq!(other(&of(id)).as_deref(), Some("2021-2022"), "{id}");
    }
    assert_eq!(other(&of("秋")), None);
}

#[test]
fn a_stretch_as_long_as_a_semester_is_no_holiday() {
    let gaps = |today| {
        let mut calendar = calendar(today);
        calendar.window = Period { from: date(2021, 8, 30), to: date(2022, 8, 31) };
        calendar.without_semester()
    };
    assert_eq!(gaps(date(2022, 4, 1)), []);
    let gap = Period { from: date(2022, 1, 15), to: date(2022, 8, 31) };
    assert_eq!(gaps(date(2022, 9, 30)), [("2021-2022".to_owned(), vec![gap])]);
}

#[test]
fn without_a_window_the_last_two_years_count() {
    let calendar = calendar(date(2022, 9, 30));
    let ids: Vec<String> = calendar.years().into_iter().map(|(id, _)| id).collect();
    assert_eq!(ids, ["2020-2021", "2021-2022", "2022-2023"]);
    assert_eq!(calendar.last_day(), date(2022, 9, 30));
}

/// A first semester that begins some days late makes no earlier year of the days before it, nor do holidays with which the window begins.
#[test]
fn the_days_before_term_call_for_no_year() {
    let years = |from: Date, begin: Date, today: Date| {
        let mut calendar = called("2020-2021-1", begin, today);
        calendar.window = Period { from, to: date(2021, 8, 31) };
        calendar.years().into_iter().map(|(id, _)| id).collect::<Vec<_>>()
    };
    let one = ["2020-2021"];
    for begin in [date(2020, 9, 1), date(2020, 9, 2), date(2020, 9, 7), date(2020, 10, 12)] {
        for from in [date(2020, 7, 20), date(2020, 8, 30), date(2020, 8, 31), date(2020, 9, 1)] {
            assert_eq!(years(from, begin, date(2021, 9, 30)), one, "{from} {begin}");
        }
    }
    assert_eq!(years(date(2020, 4, 1), date(2020, 9, 7), date(2021, 9, 30)), ["2019-2020", "2020-2021"]);
    // Before term begins nothing else can be looked at.
    assert_eq!(
        years(date(2020, 8, 20), date(2020, 9, 7), date(2020, 8, 25)).first().map(String::as_str),
        Some("2019-2020")
    );
}

#[test]
fn a_semester_that_runs_late_keeps_its_days() {
    let mut standard = Standard::default();
    standard.about.school_year_begins = "09-01".into();
    let semester = |id: &str, from, to| Semester {
        id: id.into(),
        period: Period { from, to },
        span: None,
        named: (0, 0),
        turned: false,
    };
    let semesters = vec![
        semester("2019-2020-2", date(2020, 4, 20), date(2020, 9, 10)),
        semester("2020-2021-1", date(2020, 9, 21), date(2021, 1, 29)),
    ];
    let calendar = Calendar::new(Dates { semesters, ..Dates::default() }, &standard, date(2021, 3, 1));
    assert_eq!(calendar.year_of(date(2020, 9, 10)).0, "2019-2020");
    assert_eq!(calendar.year_of(date(2020, 9, 11)).0, "2020-2021");
}
