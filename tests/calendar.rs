//! The time a school says itself: a window or semesters that are not those of its province, or that ask nothing, are told.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what is wrong by failing")]

mod shared;

use std::fs;

use jiff::civil::{Date, date};
use studio::check::{Options, Run};
use studio::standard::embedded;
use studio::text::lang::Lang;

const TODAY: Date = date(2022, 9, 30);

fn window(from: &str, to: &str) -> String {
    format!("[window]\nfrom = {from}\nto = {to}\n")
}

fn calendar(semesters: &[(&str, &str, &str)]) -> String {
    let one = |(id, start, end): &(&str, &str, &str)| {
        format!("[[calendar.semester]]\nid = \"{id}\"\nstart = {start}\nend = {end}\n")
    };
    semesters.iter().map(one).collect()
}

/// What is said of the days in the root file of a school in a province: rule, first place, and the message.
fn told(province: &str, school: &str) -> Vec<(String, String)> {
    let standard = embedded().expect("a sound standard");
    let root = tempfile::tempdir().expect("a folder");
    fs::write(root.path().join("province.toml"), format!("reporting_body = \"江苏省\"\n{province}")).expect("written");
    let school = format!("standard = \"moe-2022\"\n[school]\nname = \"甲校\"\n{school}");
    shared::write(root.path(), "甲校/studio.toml", school);
    let run = Run::over(&standard, root.path(), &Options::new(TODAY, Lang::Zh)).expect("a run");
    let dated = |rule: &str| ["record/date", "record/range", "record/duplicate"].contains(&rule);
    let all = run.findings.iter().chain(run.studios.iter().flat_map(|report| &report.findings));
    let all = all.filter(|finding| dated(&finding.rule));
    let places = |finding: &studio::finding::Finding| {
        let places = finding.places.iter().map(|place| format!("{}:{}", place.file, place.line));
        places.collect::<Vec<_>>().join(" ")
    };
    all.map(|finding| (format!("{} {}", finding.rule, places(finding)), finding.message.clone())).collect()
}

const YEAR: [(&str, &str, &str); 2] =
    [("2021-2022-1", "2021-09-01", "2022-01-21"), ("2021-2022-2", "2022-02-21", "2022-07-08")];

#[test]
fn a_window_that_has_not_begun_is_told() {
    let found = told("", &window("2032-09-01", "2033-08-31"));
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].0, "record/date 甲校/studio.toml:4");
    assert!(found[0].1.contains("还没有开始") && found[0].1.contains("所有条款都还未到期"), "{}", found[0].1);
    // The next round, as the province has it, is no school's mistake, whether the school repeats it or not.
    let next = window("2022-10-01", "2023-08-31");
    assert_eq!(told(&next, ""), []);
    assert_eq!(told(&next, &next), []);
}

#[test]
fn a_window_that_is_not_the_provinces_is_told_with_both_places() {
    let common = window("2020-09-01", "2022-08-31");
    assert_eq!(told(&common, &common), []);
    assert_eq!(told("", &common), []);
    let found = told(&common, &window("2021-09-01", "2022-08-31"));
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].0, "record/date 甲校/studio.toml:4 province.toml:2");
    assert!(found[0].1.ends_with("时段开始（from） 2021-09-01（那里是 2020-09-01）"), "{}", found[0].1);
}

#[test]
fn a_semester_is_no_school_year() {
    let late = ("2021-2022-1", "2021-09-01", "2022-04-30");
    assert_eq!(told("", &calendar(&[late, ("2021-2022-2", "2022-05-04", "2022-08-26")])), []);
    let whole = ("2021-2022-1", "2021-09-01", "2022-07-08");
    assert_eq!(told("", &calendar(&[whole])).len(), 1);
    // What overlaps because of it is not told as well.
    let long = calendar(&[("2021-2022-1", "2021-09-01", "2032-01-21"), YEAR[1]]);
    let error = |place: &str| {
        let message = "这个学期从 2021-09-01 到 2032-01-21，超过了八个月，像是把一学年写成了一个学期".to_owned();
        vec![(format!("record/range {place}"), message)]
    };
    assert_eq!(told("", &long), error("甲校/studio.toml:7"));
    assert_eq!(told(&long, ""), error("province.toml:5"));
    // Days that changed places are one mistake.
    assert_eq!(told("", &calendar(&[("2021-2022-1", "2023-01-21", "2021-09-01")])).len(), 1);
}

#[test]
fn semesters_that_are_not_the_provinces_are_told_with_both_places() {
    let common = calendar(&YEAR);
    assert_eq!(told(&common, &common), []);
    let other = calendar(&[YEAR[0], ("2021-2022-2", "2022-02-21", "2022-08-31")]);
    let found = told(&common, &other);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].0, "record/date 甲校/studio.toml:8 province.toml:6");
    let one = calendar(&YEAR[..1]);
    let found = told(&common, &one);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].0, "record/date 甲校/studio.toml:4 province.toml:6");
    assert!(found[0].1.contains("没有学期 2021-2022-2"), "{}", found[0].1);
    // A year of which the school has nothing, and a semester that has not begun, are not what its calendar is about.
    let before = [("2020-2021-1", "2020-09-01", "2021-01-29")];
    let after = [("2022-2023-1", "2022-09-01", "2023-01-13"), ("2022-2023-2", "2023-02-13", "2023-07-07")];
    assert_eq!(
        told(&calendar(&[&before, &YEAR[..], &after].concat()), &calendar(&[&YEAR[..], &after[..1]].concat())),
        []
    );
}

/// One day of the window is the school's and the other the province's.
#[test]
fn a_window_of_two_files_that_ends_before_it_begins_is_told_with_both_places() {
    let found = told(&window("2020-09-01", "2022-08-31"), "[window]\nfrom = 2023-09-01\n");
    let reversed: Vec<_> = found.iter().filter(|(rule, _)| rule.starts_with("record/range")).collect();
    assert_eq!(reversed.len(), 1, "{found:?}");
    assert_eq!(reversed[0].0, "record/range 甲校/studio.toml:4 province.toml:2");
    assert_eq!(found.len(), 1, "{found:?}");
    // Where both are of one file, they are told there.
    let found = told("", &window("2022-09-01", "2020-08-31"));
    assert_eq!(found.iter().map(|(rule, _)| rule.as_str()).collect::<Vec<_>>(), ["record/range 甲校/studio.toml:6"]);
}

/// On the calendar of a province hang all its schools: what is an error in theirs is one in it.
#[test]
fn semesters_that_share_a_name_or_a_day_are_told_where_they_stand() {
    let overlap = calendar(&[YEAR[0], ("2021-2022-2", "2022-01-01", "2022-07-08")]);
    let twice = calendar(&[YEAR[0], ("2021-2022-1", YEAR[1].1, YEAR[1].2)]);
    let turned = calendar(&[("2021-2022-2", YEAR[0].1, YEAR[0].2), ("2021-2022-1", YEAR[1].1, YEAR[1].2)]);
    // The one between two of a name does not hide them.
    let apart = calendar(&[("A", "2020-09-01", "2021-01-20"), YEAR[0], ("A", YEAR[1].1, YEAR[1].2)]);
    for (text, lines, words) in [
        (&overlap, [6, 2], "重叠"),
        (&twice, [6, 2], "用了两次"),
        (&turned, [6, 2], "写反"),
        (&apart, [10, 2], "用了两次"),
    ] {
        for (file, behind, found) in [("province.toml", 0, told(text, "")), ("甲校/studio.toml", 2, told("", text))] {
            let place = |line: usize| format!("{file}:{}", line + behind);
            let named = format!("record/duplicate {} {}", place(lines[0]), place(lines[1]));
            let ours: Vec<_> = found.iter().filter(|(rule, _)| rule.starts_with("record/duplicate")).collect();
            assert_eq!(ours.len(), 1, "{file} {words}: {found:?}");
            assert!(ours[0].0 == named && ours[0].1.contains(words), "{named}: {ours:?}");
        }
    }
}

/// Whatever else a wrong year in a name could move stays where it is.
#[test]
fn a_semester_that_is_called_after_another_year_is_told_once() {
    let slip = [("2022-2023-1", "2021-09-01", "2022-01-21"), YEAR[1]];
    let message = "学期 2022-2023-1 从 2021-09-01 开始，那是 2021-2022 年度，和它的名字不是同一年";
    let found = |province: &str, school: &str| told(province, school);
    let own = ("record/date 甲校/studio.toml:5".to_owned(), message.to_owned());
    assert_eq!(found("", &calendar(&slip)), std::slice::from_ref(&own));
    assert_eq!(found(&calendar(&YEAR), &calendar(&slip)), [own], "not told as one that is lacking, too");
    assert_eq!(found(&calendar(&slip), ""), [("record/date province.toml:3".to_owned(), message.to_owned())]);
    assert_eq!(found("", &calendar(&YEAR)), []);
}

#[test]
fn records_of_a_year_are_not_moved_by_the_name_of_a_semester() {
    let standard = embedded().expect("a sound standard");
    let root = shared::copied("examples/school");
    shared::edit(root.path(), "studio.toml", "\"2021-2022-1\"", "\"2022-2023-1\"");
    let run = Run::over(&standard, root.path(), &Options::new(TODAY, Lang::Zh)).expect("a run");
    let places = run.studios[0].findings.iter().map(|finding| (finding.rule.as_str(), finding.places[0].line));
    assert_eq!(places.collect::<Vec<_>>(), [("record/date", 47)]);
}

#[test]
fn a_year_that_is_over_has_two_semesters() {
    let long = [("2020-2021-1", "2020-09-01", "2021-04-30"), YEAR[0], YEAR[1]];
    let found = told("", &(window("2020-09-01", "2022-08-31") + &calendar(&long)));
    let alone: Vec<_> = found.iter().filter(|(_, message)| message.contains("只有一个学期")).collect();
    assert_eq!(alone.len(), 1, "{found:?}");
    assert!(alone[0].0.starts_with("record/date 甲校/studio.toml:") && alone[0].1.contains("2020-2021-1"), "{alone:?}");
    // Of a year that goes on the second is still to come; a studio of the spring has none before it.
    let going = [YEAR[0], YEAR[1], ("2022-2023-1", "2022-09-01", "2023-01-13")];
    let spring = [("2020-2021-2", "2021-02-22", "2021-07-09"), YEAR[0], YEAR[1]];
    for sound in [&going, &spring] {
        let found = told("", &(window("2020-09-01", "2022-12-31") + &calendar(sound)));
        assert!(!found.iter().any(|(_, message)| message.contains("只有一个学期")), "{found:?}");
    }
}

/// Of a year that is a slip nobody would think: what does not count for it is pointed at where it is missed.
#[test]
fn what_is_missed_points_at_a_day_to_come() {
    let school = shared::copied("examples/school");
    for (name, day) in [("2022-04-14-校务会", "04-14"), ("2022-06-23-领导小组听取汇报", "06-23")] {
        let file = format!("meetings/{name}.toml");
        shared::edit(school.path(), &file, &format!("date = 2022-{day}"), &format!("date = 2032-{day}"));
    }
    let folder = school.path().to_str().expect("utf-8");
    let report = shared::json(&["check", folder, "--today", "2022-09-30", "--format", "json"]);
    let findings = report["studios"][0]["findings"].as_array().expect("findings");
    let missed = findings.iter().find(|finding| finding["rule"] == "1.1.1-d").expect("a report is missed");
    assert!(missed.to_string().contains("2032-04-14 还没有到"), "{missed}");
}

/// A title that is still to be filled in tells nobody which record is meant.
#[test]
fn a_record_without_a_title_yet_goes_by_its_file() {
    let cases = ["一", "二"].map(|name| (format!("cases/{name}.toml"), "title = \"待填\"\n"));
    let files = cases.each_ref().map(|(name, text)| (name.as_str(), *text));
    let folder = shared::studio_of(&files);
    let path = folder.path().to_str().expect("utf-8");
    let told = shared::text(&shared::studio(&["check", path, "--today", "2022-09-30"]).stdout);
    assert!(told.contains("“一”还没有写") && !told.contains("“待填”还没有写"), "{told}");
}
