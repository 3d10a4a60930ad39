//! One slip is told once, where it stands. What follows from it is not told, and a clause that it hides waits.

use std::fs;

use studio::check::{self, Options};
use studio::finding::Verdict::{Met, Unjudged, Unmet};
use studio::record::calendar::Dates;
use studio::standard::embedded;
use studio::text::lang::Lang;

use super::{TODAY, checked, patched, rules, verdict};

const CLASSES: &str = "classes/2018级.toml";
const YEAR: &str = "years/2021-2022.toml";
const PLAN: &str = "plans/2020-2023.toml";
const ROSTER: &str = "classes = [\n  \"2018级数控班\",\n  \"2018级汽修班\",\n  \"2018级计算机班\",\n  \"2018级会计班\",\n  \"2018级幼保班\",\n  \"2018级旅游班\",\n]\n";
const HOMEROOM: &str = "teacher = \"仝志远\"\ndeputy = \"邝一帆\"\nfrom = 2021-09-01";

/// Of a class the days cannot be read, or it has no name: whether somebody led it on each day nobody knows.
#[test]
fn what_hides_days_or_names_is_told_alone_and_the_clause_waits() {
    let standard = embedded().expect("a sound standard");
    let semester = "start = 2021-03-01";
    let slips = [
        ("classes/2021级.toml", HOMEROOM, "teacher = \"仝志远\"", "record/missing-field", "1.1.2-b"),
        (CLASSES, "to = 2021-07-09", "to = 2012-07-09", "record/range", "1.1.2-b"),
        (CLASSES, ROSTER, "", "record/missing-field", "1.1.2-b"),
        (CLASSES, "  \"2018级数控班\",\n", "  \"\",\n", "record/blank", "1.1.2-b"),
        (CLASSES, ROSTER, "classes = \"2018级数控班\"\n", "record/type", "1.1.2-b"),
        (PLAN, "id = \"岗位能力标准研制\"\n", "", "record/missing-field", "3.2.1-a"),
        (PLAN, "id = \"岗位能力标准研制\"\n", "id = \"\"\n", "record/blank", "3.2.1-a"),
        ("studio.toml", semester, "start = \"2021-03-01\"", "record/type", "1.1.1-d"),
        ("studio.toml", semester, "", "record/missing-field", "1.1.1-d"),
        ("studio.toml", "id = \"2020-2021-2\"", "id = 2", "record/type", "1.1.1-d"),
    ];
    for (file, find, put, rule, clause) in slips {
        let report = checked(&standard, &[(file, find, put)], TODAY);
        assert_eq!(rules(&report), [rule], "{put}");
        assert_eq!(verdict(&report, clause), Unjudged, "{put}");
    }
    // What is missing elsewhere is missing all the same.
    let vacant = "\n[[homeroom]]\nclass = \"2019级数控班\"\nteacher = \"空缺\"\nfrom = 2021-03-01\n";
    let both = [(CLASSES, "to = 2021-07-09", "to = 2012-07-09"), ("classes/2019级.toml", "", vacant)];
    assert_eq!(verdict(&checked(&standard, &both, TODAY), "1.1.2-b"), Unmet);
}

/// A name in another width or with a blank in it ends where the next begins, as any other does.
#[test]
fn a_class_written_otherwise_is_that_class() {
    let standard = embedded().expect("a sound standard");
    let registered = "class = \"2021级计算机班\"\nteacher = \"仝志远\"";
    for name in ["2021级计算机班 ", "２０２１级计算机班", "2021级 计算机班"] {
        let put = format!("class = \"{name}\"\nteacher = \"仝志远\"");
        let report = checked(&standard, &[("classes/2021级.toml", registered, &put)], TODAY);
        assert_eq!(rules(&report), ["record/reference"], "{name}");
        assert!(report.findings[0].help.contains("2021级计算机班"));
        assert_eq!(verdict(&report, "1.1.2-b"), Met, "{name}");
    }
}

/// Teachers are named in the holidays before their class begins, not a year before.
#[test]
fn a_class_that_begins_after_its_teachers_is_told_once() {
    let standard = embedded().expect("a sound standard");
    let begins = |day: &str| {
        let put = format!("from = {day}\nto = 2023-07-07");
        rules(&checked(&standard, &[("classes/2020级.toml", "from = 2020-09-01\nto = 2023-07-07", &put)], TODAY))
    };
    assert_eq!(begins("2021-09-01"), ["record/reference"]);
    assert!(begins("2020-10-09").is_empty());
}

#[test]
fn a_day_far_from_its_year_is_told_once() {
    let standard = embedded().expect("a sound standard");
    let far = checked(&standard, &[(YEAR, "date = 2022-01-13", "date = 2035-01-13")], TODAY);
    assert_eq!(rules(&far), ["record/date"]);
}

/// A file that was copied names nothing anew.
#[test]
fn a_copy_is_told_as_that_and_has_no_consequences() {
    let standard = embedded().expect("a sound standard");
    for (file, copy) in [("classes/2021级.toml", "classes/2021级-副本.toml"), (PLAN, "plans/2020-2023-副本.toml")]
    {
        let folder = patched(&[]);
        fs::copy(folder.path().join(file), folder.path().join(copy)).expect("copied");
        let options = Options::new(TODAY, Lang::Zh);
        let report = check::studio(&standard, folder.path(), folder.path(), &Dates::default(), &options);
        assert_eq!(rules(&report), ["record/duplicate"], "{copy}");
        assert_eq!(report.findings[0].places[0].file, copy);
        assert_eq!(verdict(&report, "1.1.2-b"), Met);
    }
}

/// A value that decides a rise and is of another century.
#[test]
fn what_was_measured_long_before_the_founding_is_told() {
    let standard = embedded().expect("a sound standard");
    let file = "measures/用人单位和社区评价.toml";
    let of = |day: &str| {
        let put = format!("date = {day}\nof = \"社会美誉度\"");
        rules(&checked(&standard, &[(file, "date = 2021-06-30\nof = \"社会美誉度\"", &put)], TODAY))
    };
    assert_eq!(of("1999-06-30"), ["record/date"]);
    assert!(of("2019-06-30").is_empty());
    // A series that was kept all the time is none of it.
    let value = |year: &str| format!("\n[[value]]\ndate = {year}-06-30\nof = \"社会美誉度\"\nvalue = 80\n");
    let series: String = ["2012", "2015", "2018"].map(value).concat();
    assert!(rules(&checked(&standard, &[(file, "", &series)], TODAY)).is_empty());
}

/// The window begins where the founding says; what the records tell of the days before makes that doubtful.
#[test]
fn a_founding_that_hides_records_of_the_window_is_told_there() {
    let standard = embedded().expect("a sound standard");
    let founded = |day: &str| {
        let put = format!("founded = {day}");
        checked(&standard, &[("studio.toml", "founded = 2020-08-31", &put)], TODAY)
    };
    let late = founded("2021-08-31");
    let told: Vec<_> = late.findings.iter().filter(|finding| finding.rule == "record/date").collect();
    assert_eq!(told.len(), 1);
    assert_eq!((told[0].places[0].file.as_str(), told[0].places[0].line), ("studio.toml", 13));
    assert!(rules(&founded("2020-10-09")).iter().all(|rule| rule != "record/date"));
}

#[test]
fn what_the_root_file_lacks_is_shown_once() {
    let standard = embedded().expect("a sound standard");
    let all = "functions = [\"德育\", \"教务\", \"教师管理\", \"学生管理\", \"团委\", \"后勤\"]\n";
    let report = checked(&standard, &[("studio.toml", all, "")], TODAY);
    assert_eq!(rules(&report), ["circular/departments"]);
    let lines: Vec<usize> = report.findings[0].places.iter().map(|place| place.line).collect();
    assert_eq!(lines, [21]);
}
