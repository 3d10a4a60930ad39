//! What lies outside of what is looked at: who came too late, results of other days, semesters that nobody has written yet.

use std::fs;
use std::path::Path;

use jiff::civil::{Date, date};
use studio::check::{self, Options, Report};
use studio::finding::Verdict;
use studio::record::calendar::Dates;
use studio::standard::{Standard, embedded};
use studio::text::lang::Lang;

use super::shared::{append, edit, patched, rules};
use super::{TODAY, checked, verdict};

fn judged<'s>(standard: &'s Standard, folder: &Path, today: Date) -> Report<'s> {
    check::studio(standard, folder, folder, &Dates::default(), &Options::new(today, Lang::Zh))
}

/// Rewrites the lines of every member's record.
fn members(folder: &Path, line: impl Fn(&str) -> String) {
    for entry in fs::read_dir(folder.join("members")).expect("members") {
        let path = entry.expect("a member").path();
        let text = fs::read_to_string(&path).expect("utf-8");
        let lines: Vec<String> = text.lines().map(&line).collect();
        fs::write(path, lines.join("\n") + "\n").expect("written");
    }
}

/// Nobody was there for half a semester: nothing is due, and it is not said that there are no members.
#[test]
fn who_came_too_late_owes_nothing() {
    let standard = embedded().expect("a sound standard");
    let folder = patched(&[]);
    members(folder.path(), |line| if line.starts_with("joined") { "joined = 2022-06-10".into() } else { line.into() });
    fs::remove_dir_all(folder.path().join("years")).expect("removed");
    // He was there all the time.
    fs::remove_file(folder.path().join("members/仝志远.toml")).expect("removed");
    let report = judged(&standard, folder.path(), TODAY);
    for clause in ["2.2.1-b", "2.2.1-d", "3.3.2-c"] {
        assert_eq!(verdict(&report, clause), Verdict::NotDue, "{clause}");
    }
    // Who has what is not due yet has it.
    assert_eq!(verdict(&report, "2.1.2-b"), Verdict::Met);
    members(folder.path(), |line| if line.starts_with("sex") { String::new() } else { line.into() });
    assert_eq!(verdict(&judged(&standard, folder.path(), TODAY), "2.1.2-b"), Verdict::NotDue);
    // Where nobody ever will owe it, that is no matter of time.
    let folder = patched(&[]);
    let expert = "category = \"校外专家\"";
    members(folder.path(), |line| if line.starts_with("category") { expert.into() } else { line.into() });
    let report = judged(&standard, folder.path(), TODAY);
    for clause in ["2.1.2-b", "3.3.2-c"] {
        assert_eq!(verdict(&report, clause), Verdict::Unmet, "{clause}");
    }
}

/// Whatever a word of one's own is worth, it is to be proven.
#[test]
fn what_a_person_weighs_has_its_evidence() {
    let standard = embedded().expect("a sound standard");
    let meeting = "meetings/2020-11-12-校务会.toml";
    let own = [(meeting, "who = [\"学校领导班子\"]", "who = [\"校长办公会\"]")];
    let bare = [own[0], (meeting, "evidence = [", "# evidence = [")];
    let signoff = "\n[[signoff]]\ncovers = [\"1.1.1-d\"]\nreviewer = \"封有年\"\nrole = \"督学\"\ndate = 2022-09-20\nverdict = \"符合\"\n";
    let signed = ("signoffs.toml", "", signoff);
    assert_eq!(verdict(&checked(&standard, &[own[0], signed], TODAY), "1.1.1-d"), Verdict::Met);
    let report = checked(&standard, &[bare[0], bare[1], signed], TODAY);
    assert_eq!(verdict(&report, "1.1.1-d"), Verdict::Unevidenced);
    assert!(rules(&report).iter().any(|rule| rule == "1.1.1-d"));
}

/// Who led the studio until the holidays is looked at in them, by every clause of hers.
#[test]
fn a_host_who_left_in_the_holidays_is_asked_about() {
    let standard = embedded().expect("a sound standard");
    let folder = patched(&[("members/郁文澜.toml", "joined = 2020-09-01", "joined = 2020-09-01\nleft = 2022-07-31")]);
    edit(folder.path(), "members/顿立诚.toml", "category = ", "role = \"主持人\"\ncategory = ");
    let text = fs::read_to_string(folder.path().join("members/顿立诚.toml")).expect("utf-8");
    let joined = text.lines().find(|line| line.starts_with("joined")).expect("a day").to_owned();
    edit(folder.path(), "members/顿立诚.toml", &joined, "joined = 2022-09-01");
    let report = judged(&standard, folder.path(), TODAY);
    assert_eq!(verdict(&report, "2.2.3-a"), Verdict::Met);
    for clause in ["2.2.3-c", "2.2.3-d"] {
        assert_ne!(verdict(&report, clause), Verdict::NotApplicable, "{clause}");
    }
}

/// A semester of the year that runs and that nobody has written yet is to come, or runs.
#[test]
fn a_semester_that_is_not_written_yet_is_not_due() {
    let standard = embedded().expect("a sound standard");
    let window = ("studio.toml", "[window]\nfrom = 2020-09-01\nto = 2022-08-31", "");
    let second = "[[calendar.semester]]\nid = \"2021-2022-2\"\nstart = 2022-02-21\nend = 2022-07-08\n";
    for patches in [vec![window], vec![window, ("studio.toml", second, "")]] {
        assert_eq!(
            verdict(&checked(&standard, &patches, date(2022, 3, 15)), "1.1.1-d"),
            Verdict::NotDue,
            "{patches:?}"
        );
    }
}

/// Results of after the window, and of before the studio, owe it nothing.
#[test]
fn results_of_other_days_owe_nothing() {
    let standard = embedded().expect("a sound standard");
    for (day, expected) in [("2022-09-10", Verdict::Met), ("2019-09-10", Verdict::Met), ("2022-05-10", Verdict::Unmet)]
    {
        let folder = patched(&[]);
        let text = format!(
            "title = \"某资源\"\nkind = \"教育教学资源\"\ndate = {day}\nauthors = [\"郁文澜\"]\ntopics = [\"班级管理工作\"]\nevidence = [\"证据/成果/资源库目录.csv\"]\n"
        );
        append(folder.path(), "achievements/某资源.toml", &text);
        assert_eq!(verdict(&judged(&standard, folder.path(), TODAY), "3.4.1-c"), expected, "{day}");
    }
}

/// A rise shows behind the first year of which anything is asked, not behind one of which the studio saw some weeks.
#[test]
fn a_rise_waits_for_the_first_year_that_is_asked_of() {
    let standard = embedded().expect("a sound standard");
    let folder = patched(&[
        ("studio.toml", "founded = 2020-08-31", "founded = 2021-06-01"),
        ("studio.toml", "[window]\nfrom = 2020-09-01\nto = 2022-08-31", ""),
    ]);
    fs::remove_dir_all(folder.path().join("measures")).expect("removed");
    for (today, expected) in [(date(2022, 6, 1), Verdict::NotDue), (date(2022, 9, 1), Verdict::Unmet)] {
        assert_eq!(verdict(&judged(&standard, folder.path(), today), "4.5.1-a"), expected, "{today}");
    }
}

/// Who joined weeks ago has nothing to show yet; once half a semester is over, it is asked for.
#[test]
fn newcomers_are_asked_once_they_were_there() {
    let standard = embedded().expect("a sound standard");
    let judged_on = |day: Date| {
        let folder = patched(&[("studio.toml", "[window]\nfrom = 2020-09-01\nto = 2022-08-31", "")]);
        append(
            folder.path(),
            "members/何知远.toml",
            "name = \"何知远\"\ncategory = \"本校班主任教师\"\njoined = 2022-02-21\n",
        );
        let report = judged(&standard, folder.path(), day);
        let told = report.findings.iter().filter(|one| one.message.contains("何知远") && one.rule.starts_with("3."));
        told.map(|one| one.rule.clone()).collect::<Vec<_>>()
    };
    assert_eq!(judged_on(date(2022, 3, 20)), [""; 0]);
    assert_eq!(judged_on(date(2022, 6, 30)), ["3.3.2-a", "3.3.2-b", "3.3.2-c"]);
}

/// In the summer behind a founding in spring no semester is to come: the one before was never asked of.
#[test]
fn a_founding_in_spring_leaves_no_semester_open() {
    let standard = embedded().expect("a sound standard");
    let folder = patched(&[
        ("studio.toml", "founded = 2020-08-31", "founded = 2021-03-08"),
        ("studio.toml", "[window]\nfrom = 2020-09-01\nto = 2022-08-31", ""),
    ]);
    let root = folder.path().join("studio.toml");
    let text = fs::read_to_string(&root).expect("utf-8");
    let mut semesters = text.match_indices("[[calendar.semester]]").map(|(at, _)| at);
    let (first, second) = (semesters.next().expect("one"), semesters.next().expect("two"));
    fs::write(&root, format!("{}{}", &text[..first], &text[second..])).expect("written");
    for day in [date(2021, 7, 20), date(2021, 8, 31)] {
        assert_eq!(verdict(&judged(&standard, folder.path(), day), "1.1.1-d"), Verdict::Met, "{day}");
    }
}

/// What is still to come is no record of anybody's growth.
#[test]
fn growth_of_days_to_come_is_none() {
    let standard = embedded().expect("a sound standard");
    let folder = patched(&[]);
    let file = folder.path().join("members/仝志远.toml");
    let text = fs::read_to_string(&file).expect("utf-8");
    let (own, growth) = text.split_at(text.find("[[growth]]").expect("growth"));
    for (year, expected) in [("2021", Verdict::Met), ("2035", Verdict::Unmet)] {
        let later = ["2020", "2021", "2022"]
            .iter()
            .fold(growth.to_owned(), |text, one| text.replace(&format!("date = {one}-"), &format!("date = {year}-")));
        fs::write(&file, format!("{own}{later}")).expect("written");
        assert_eq!(verdict(&judged(&standard, folder.path(), TODAY), "3.3.2-b"), expected, "{year}");
    }
}
