//! Days of the window that ask for nothing of their own, and windows that are none.

use jiff::civil::date;
use studio::check::{self, Options};
use studio::finding::{Severity, Verdict};
use studio::record::calendar::Dates;
use studio::standard::embedded;
use studio::text::lang::Lang;

use super::shared::{ROOT, studio_of};
use super::{TODAY, checked, rules, verdict};

/// A school that opens some days behind the window owes nothing of the year before, wherever it begins in the holidays and whenever
/// the studio was founded.
#[test]
fn the_days_before_term_ask_for_nothing() {
    let standard = embedded().expect("a sound standard");
    for (founded, from, start) in [
        ("2020-08-31", "2020-09-01", "2020-09-07"),
        ("2020-06-01", "2020-09-01", "2020-09-07"),
        ("2020-06-01", "2020-09-01", "2020-09-02"),
        ("2020-08-31", "2020-08-31", "2020-09-01"),
        ("2020-08-31", "2020-08-30", "2020-09-01"),
        ("2020-06-01", "2020-08-15", "2020-09-07"),
    ] {
        let patches = [
            ("studio.toml", "founded = 2020-08-31", format!("founded = {founded}")),
            ("studio.toml", "start = 2020-09-01", format!("start = {start}")),
            ("studio.toml", "from = 2020-09-01\nto = 2022-08-31", format!("from = {from}\nto = 2022-08-31")),
        ];
        let patches: Vec<_> = patches.iter().map(|(file, find, put)| (*file, *find, put.as_str())).collect();
        let report = checked(&standard, &patches, TODAY);
        assert_eq!(verdict(&report, "1.1.1-d"), Verdict::Met, "{patches:?}");
        assert_eq!(rules(&report), [""; 0], "{patches:?}");
    }
}

/// Which day of a window that ends before it begins is wrong nobody knows: it is told, and everything else waits.
#[test]
fn a_window_that_ends_before_it_begins_is_judged_by_nothing() {
    let standard = embedded().expect("a sound standard");
    let report = checked(&standard, &[("studio.toml", "to = 2022-08-31", "to = 2020-08-31")], TODAY);
    assert_eq!(rules(&report), ["record/range"]);
    assert!(report.waits_for_root);
    let reason = |judged: &check::Judged<'_>| judged.reason.clone().unwrap_or_default();
    assert!(report.clauses.iter().all(|judged| judged.verdict == Verdict::Unjudged));
    assert!(report.clauses.iter().all(|judged| reason(judged).contains("结束早于开始")));
}

/// A semester of which one day has a wrong year is told as that, and its name is not.
#[test]
fn a_semester_that_ends_before_it_begins_is_one_mistake() {
    let standard = embedded().expect("a sound standard");
    for (find, put) in [("end = 2021-01-29", "end = 2020-01-29"), ("start = 2021-09-01", "start = 2022-09-01")] {
        assert_eq!(rules(&checked(&standard, &[("studio.toml", find, put)], TODAY)), ["record/range"], "{put}");
    }
}

/// A studio that is said to be younger than its window is told of that once, and no sign-off is shown to decide anything.
#[test]
fn a_studio_behind_its_window_is_told_so_once() {
    let standard = embedded().expect("a sound standard");
    let late = [("studio.toml", "founded = 2020-08-31", "founded = 2023-08-31")];
    let report = checked(&standard, &late, TODAY);
    let dated: Vec<_> = report.findings.iter().filter(|finding| finding.rule == "record/date").collect();
    assert_eq!(dated.len(), 1, "{dated:?}");
    assert_eq!(dated[0].places[0].file, "studio.toml");
    assert!(report.signoffs.is_empty(), "{:?}", report.signoffs);
    assert!(!checked(&standard, &[], TODAY).signoffs.is_empty());
}

/// Where calendar years are asked of, the semester that begins in autumn and is not written yet may run: nobody knows what it will have.
#[test]
fn a_semester_that_may_run_unwritten_is_not_due() {
    let standard = embedded().expect("a sound standard");
    let window = "# 只核对这两个学年，与查看当天的日期无关。\n[window]\nfrom = 2020-09-01\nto = 2022-08-31\n";
    let civil = ("studio.toml", "year = \"学年\"", "year = \"自然年\"");
    let on = |window: (&str, &str), day| {
        let report = checked(&standard, &[civil, ("studio.toml", window.0, window.1)], day);
        (verdict(&report, "1.1.1-d"), verdict(&report, "1.1.1-e"))
    };
    let said = ("to = 2022-08-31", "to = 2022-12-31");
    for day in [date(2022, 9, 1), date(2022, 10, 15), date(2022, 12, 8), date(2022, 12, 31), date(2023, 1, 10)] {
        for window in [(window, ""), said] {
            assert_eq!(on(window, day), (Verdict::NotDue, Verdict::NotDue), "{day} {window:?}");
        }
    }
    // In the holidays before it nothing runs, and in spring it is over.
    assert_eq!(on((window, ""), date(2022, 8, 31)).0, Verdict::Met);
    assert_eq!(on(said, date(2023, 3, 1)).0, Verdict::Unmet);
    // Of a calendar without any semester nothing is known at all.
    let bare = studio_of(&[("studio.toml", format!("{ROOT}[calendar]\nyear = \"自然年\"\n"))]);
    let options = Options::new(date(2022, 10, 15), Lang::Zh);
    let report = check::studio(&standard, bare.path(), bare.path(), &Dates::default(), &options);
    assert_eq!(verdict(&report, "1.1.1-d"), Verdict::Unmet);
    // A window that ended before it asks for nothing of it.
    assert_eq!(on(("", ""), date(2022, 10, 15)).0, Verdict::Met);
}

/// A window that lies in holidays has no semester, and there is none to write.
#[test]
fn a_window_in_holidays_asks_for_nothing_of_a_semester() {
    let standard = embedded().expect("a sound standard");
    let both = |from: &str, to: &str, more: &[(&str, &str, &str)]| {
        let window = format!("from = {from}\nto = {to}");
        let patches = [&[("studio.toml", "from = 2020-09-01\nto = 2022-08-31", window.as_str())], more].concat();
        let report = checked(&standard, &patches, TODAY);
        let judged = report.clauses.iter().find(|judged| judged.id() == "1.1.1-d").expect("the clause");
        let told = report.findings.iter().any(|found| ["1.1.1-d", "1.1.1-e"].contains(&found.rule.as_str()));
        (judged.verdict, verdict(&report, "1.1.1-e"), told, judged.reason.clone().unwrap_or_default())
    };
    for (from, to) in [("2021-07-12", "2021-08-20"), ("2022-07-09", "2022-08-31"), ("2021-01-30", "2021-02-28")] {
        let (first, second, told, reason) = both(from, to, &[]);
        assert_eq!((first, second, told), (Verdict::NotDue, Verdict::NotDue, false), "{from}");
        assert!(reason.contains("假期"), "{from}: {reason}");
    }
    // Where a semester may have been left out, that is told.
    let spring = "[[calendar.semester]]\nid = \"2021-2022-2\"\nstart = 2022-02-21\nend = 2022-07-08\n";
    let (verdict, _, told, _) = both("2022-03-01", "2022-04-30", &[("studio.toml", spring, "")]);
    assert_eq!((verdict, told), (Verdict::Unmet, true));
}

/// A paper that has run out has until the end of the year of the calendar to be followed, and the words say so.
#[test]
fn which_year_a_next_paper_has_is_said() {
    let standard = embedded().expect("a sound standard");
    for (year, last, over) in
        [("学年", date(2022, 8, 31), date(2022, 9, 1)), ("自然年", date(2022, 12, 31), date(2023, 1, 1))]
    {
        let patches = [
            ("documents/学校工作要点-2022.toml", "says = [\"学校年度工作要点\", ", "says = ["),
            ("studio.toml", "year = \"学年\"", &format!("year = \"{year}\"")),
            ("studio.toml", "to = 2022-08-31", "to = 2023-08-31"),
        ];
        assert_eq!(verdict(&checked(&standard, &patches, last), "1.1.1-b"), Verdict::NotDue, "{year}");
        let report = checked(&standard, &patches, over);
        assert_eq!(verdict(&report, "1.1.1-b"), Verdict::Unmet, "{year}");
        let found = report.findings.iter().find(|found| found.rule == "1.1.1-b").expect("a finding");
        let reading = found.reading.as_deref().unwrap_or_default();
        assert!(reading.contains("所在的学年（日历按自然年的，自然年）"), "{reading}");
    }
}

/// Two points in time cannot be there within a year, whatever part of a school year the studio was founded in.
#[test]
fn a_rise_is_not_due_within_a_year_of_the_founding() {
    let standard = embedded().expect("a sound standard");
    let of = |founded: &str, today| {
        let founded = format!("founded = {founded}");
        let folder = super::patched(&[("studio.toml", "founded = 2020-08-31", founded.as_str())]);
        let root = folder.path().join("studio.toml");
        let text = std::fs::read_to_string(&root).expect("utf-8");
        std::fs::write(&root, text.split("[window]").next().unwrap_or_default()).expect("written");
        std::fs::remove_dir_all(folder.path().join("measures")).expect("removed");
        let options = Options::new(today, Lang::Zh);
        let report = check::studio(&standard, folder.path(), folder.path(), &Dates::default(), &options);
        ["4.2.1-a", "4.2.1-b", "4.5.1-c"].map(|clause| verdict(&report, clause))
    };
    for founded in ["2022-03-15", "2022-05-20"] {
        assert_eq!(of(founded, TODAY), [Verdict::NotDue; 3], "{founded}");
    }
    assert_eq!(of("2020-08-31", TODAY), [Verdict::Unmet; 3]);
}

/// What was in force when term ended need not go on before the holidays are over.
#[test]
fn what_is_in_force_need_not_go_on_while_holidays_run() {
    let standard = embedded().expect("a sound standard");
    let file = "classes/2019级.toml";
    let patches = [("studio.toml", "to = 2022-08-31", "to = 2023-08-31")];
    let folder = super::patched(&patches);
    for entry in std::fs::read_dir(folder.path().join("classes")).expect("a folder") {
        let path = entry.expect("an entry").path();
        let text = std::fs::read_to_string(&path).expect("utf-8");
        if path.ends_with(file.trim_start_matches("classes/")) {
            continue;
        }
        let member = |line: &str| line.starts_with("teacher = ");
        let lines = text.lines().map(|line| if member(line) { "teacher = \"徐来\"" } else { line });
        std::fs::write(&path, lines.collect::<Vec<_>>().join("\n") + "\n").expect("written");
    }
    let on = |day| {
        let options = Options::new(day, Lang::Zh);
        let report = check::studio(&standard, folder.path(), folder.path(), &Dates::default(), &options);
        verdict(&report, "3.5.1-a")
    };
    assert_eq!([date(2022, 7, 8), date(2022, 7, 20), date(2022, 8, 31)].map(on), [Verdict::Met; 3]);
    assert_eq!(on(date(2022, 9, 30)), Verdict::Unmet);
}

/// A year of which the window has the first days of term only is not asked for.
#[test]
fn a_window_that_brushes_a_year_asks_nothing_of_it() {
    let standard = embedded().expect("a sound standard");
    let more = "\n[[calendar.semester]]\nid = \"2022-2023-1\"\nstart = 2022-08-29\nend = 2023-01-13\n\n[[calendar.semester]]\nid = \"2022-2023-2\"\nstart = 2023-02-13\nend = 2023-07-07\n";
    for today in [TODAY, date(2023, 9, 30)] {
        let report = checked(&standard, &[("studio.toml", "", more)], today);
        assert_eq!(rules(&report), [""; 0], "{today}");
        assert_eq!(["1.1.1-d", "3.3.1-a", "2.2.1-d"].map(|clause| verdict(&report, clause)), [Verdict::Met; 3]);
    }
}

/// A plan that ended in the holidays was in force in all of the term; the next one need not begin on the first day of school.
#[test]
fn a_plan_that_ends_in_the_holidays_was_there_in_term() {
    let standard = embedded().expect("a sound standard");
    let next = std::fs::read_to_string(super::shared::example("school").join("plans/2020-2023.toml")).expect("utf-8");
    let next = next.replace("from = 2020-09-14\nto = 2023-08-31", "from = 2022-09-05\nto = 2025-07-31");
    let term = "\n[[calendar.semester]]\nid = \"2022-2023-1\"\nstart = 2022-09-01\nend = 2023-01-13\n";
    for term in ["", term] {
        let patches = [
            ("studio.toml", "\n[window]", &*format!("{term}\n[window]")),
            ("plans/2020-2023.toml", "to = 2023-08-31", "to = 2022-07-31"),
            ("plans/2022-2025.toml", "", &*next),
        ];
        let report = checked(&standard, &patches, TODAY);
        let plans = ["1.3.1-a", "1.3.1-b", "1.3.1-c", "1.3.1-e", "1.3.1-g", "1.3.1-i", "3.1.1-c"];
        assert_eq!(plans.map(|clause| verdict(&report, clause)), [Verdict::Met; 7], "{term}");
    }
}

/// The window of the example, without which a check looks at what runs.
const WINDOW: &str = "[window]\nfrom = 2020-09-01\nto = 2022-08-31\n";

/// Of the year that runs a semester must be in the calendar once half of it is over; until then it may not be known.
#[test]
fn a_running_year_without_semesters_is_told_when_half_of_it_is_over() {
    let standard = embedded().expect("a sound standard");
    let told = |today, patches: &[(&str, &str, &str)]| {
        let patches = [&[("studio.toml", WINDOW, "")], patches].concat();
        let report = checked(&standard, &patches, today);
        report.findings.iter().any(|one| one.rule == "record/date" && one.message.contains("日历里还没有"))
    };
    assert!(!told(date(2022, 9, 30), &[]) && !told(date(2023, 3, 1), &[]));
    assert!(told(date(2023, 3, 2), &[]) && told(date(2023, 7, 31), &[]));
    let term = "\n[[calendar.semester]]\nid = \"2022-2023-1\"\nstart = 2022-09-01\nend = 2023-01-13\n";
    assert!(!told(date(2023, 3, 2), &[("studio.toml", "", term)]));
}

/// The plan and the list of tasks of a year are due at its beginning: when its first semester is over, or its first task was due.
#[test]
fn what_a_year_begins_with_is_due_before_it_ends() {
    let standard = embedded().expect("a sound standard");
    let on = |today, year: &str| {
        let patches = [("studio.toml", WINDOW, ""), ("years/2022-2023.toml", "", year)];
        let report = checked(&standard, &patches[..=usize::from(!year.is_empty())], today);
        ["3.1.1-f", "3.3.1-a", "3.3.1-b"].map(|clause| verdict(&report, clause))
    };
    let (early, late) = (date(2022, 10, 15), date(2023, 3, 2));
    assert_eq!(on(early, ""), [Verdict::NotDue; 3]);
    assert_eq!(on(late, ""), [Verdict::Unmet; 3]);
    let task = "[[task]]\nid = \"读书会\"\nitem = \"读书与研修\"\nowner = \"宓晓棠\"\ndue = 2022-10-15\n";
    assert_eq!(on(early, task), [Verdict::Met, Verdict::NotDue, Verdict::NotDue]);
    assert_eq!(on(early.tomorrow().expect("a day"), task), [Verdict::Met, Verdict::Unmet, Verdict::Unmet]);
    // Who writes when the plan was made is no worse off than who writes nothing.
    let plan = "planned = 2023-03-02\nplan_evidence = [\"证据/年度/2021-2022学年工作计划与台账.md\"]\n\n";
    let later = format!("{plan}{}", task.replace("2022-10-15", "2023-05-15"));
    assert_eq!(on(late, &later), [Verdict::Met, Verdict::Met, Verdict::Unjudged]);
}

/// A task past its day is told while its year runs, and is an error only when that has ended.
#[test]
fn a_task_past_its_day_is_told_while_its_year_runs() {
    let standard = embedded().expect("a sound standard");
    let year = "planned = 2022-09-01\nplan_evidence = [\"证据/年度/2021-2022学年工作计划与台账.md\"]\n\n[[task]]\nid = \"读书会\"\nitem = \"读书与研修\"\nowner = \"宓晓棠\"\ndue = 2022-10-15\n";
    let on = |today| {
        let report = checked(&standard, &[("studio.toml", WINDOW, ""), ("years/2022-2023.toml", "", year)], today);
        let told = report.findings.iter().filter(|one| one.rule == "3.3.1-c");
        (verdict(&report, "3.3.1-c"), told.map(|one| one.severity).max())
    };
    assert_eq!(on(date(2022, 10, 15)), (Verdict::Met, None));
    for day in [date(2022, 10, 16), date(2023, 3, 30), date(2023, 8, 31)] {
        assert_eq!(on(day), (Verdict::NotDue, Some(Severity::Warning)), "{day}");
    }
    assert_eq!(on(date(2023, 9, 1)), (Verdict::Unmet, Some(Severity::Error)));
}

/// What a year asks of each member is asked of who was there until its last semester ended, and of nobody who left before.
#[test]
fn who_stayed_until_the_last_day_of_term_is_asked_about_the_year() {
    let standard = embedded().expect("a sound standard");
    let appraised = "member = \"宓晓棠\"\nethics = \"合格\"";
    let left = |day: &str| {
        let (joined, left) = ("joined = 2020-09-01", format!("joined = 2020-09-01\nleft = {day}"));
        let patches = [
            ("members/宓晓棠.toml", joined, &*left),
            ("years/2021-2022.toml", appraised, "member = \"宓晓棠\"\nethics = \"未参加\""),
        ];
        verdict(&checked(&standard, &patches, TODAY), "2.2.1-b")
    };
    assert_eq!(left("2022-07-07"), Verdict::Met);
    assert_eq!(["2022-07-08", "2022-08-30", "2022-08-31"].map(left), [Verdict::Unmet; 3]);
}

/// How a team is made up is asked of who is in it on the last day.
#[test]
fn the_make_up_of_a_team_is_that_of_the_last_day() {
    let standard = embedded().expect("a sound standard");
    let (sex, joined) = ("sex = \"女\"", "joined = 2020-09-01");
    let of = |left: &str| {
        let patches = [("members/宓晓棠.toml", sex, ""), ("members/宓晓棠.toml", joined, left)];
        rules(&checked(&standard, &patches, TODAY)).contains(&"2.1.2-b".to_owned())
    };
    assert!(of(joined) && of("joined = 2020-09-01\nleft = 2022-08-31"));
    assert!(!of("joined = 2020-09-01\nleft = 2021-03-31"));
}
