//! Exceptions: what they take away and what they may not, when they end, and that every report lists them.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what is wrong by failing")]

mod shared;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use jiff::civil::{Date, date};
use shared::{patched, rules, verdict};
use studio::check::{self, Options, Report};
use studio::finding::{Finding, Verdict};
use studio::record::calendar::Dates;
use studio::standard::embedded;
use studio::text::lang::Lang;

const TODAY: Date = date(2022, 9, 30);
/// A plan without the day of its review by the party: 1.3.1-i fails.
const UNREVIEWED: (&str, &str, &str) = ("plans/2020-2023.toml", "party_review", "# party_review");
const PLAN: &str = "plans/2020-2023.toml";

fn exception(what: &str, until: &str) -> String {
    format!("[[exception]]\n{what}\nreason = \"党总支换届\"\napprover = \"祁望舒\"\nuntil = {until}\n")
}

/// What a check of the school with `patches` and the exceptions `text` gives to `then`.
fn with<T>(patches: &[(&str, &str, &str)], text: &str, then: impl FnOnce(&Report<'_>) -> T) -> T {
    let standard = embedded().expect("a sound standard");
    let folder = patched(&[patches, &[("exceptions.toml", "", text)]].concat());
    let options = Options::new(TODAY, Lang::Zh);
    then(&check::studio(&standard, folder.path(), folder.path(), &Dates::default(), &options))
}

fn notes<'r>(report: &'r Report<'_>) -> Vec<&'r Finding> {
    report.findings.iter().filter(|finding| finding.rule.starts_with("exception/")).collect()
}

#[test]
fn the_last_day_counts_and_the_day_after_does_not() {
    for (until, rule) in [("2022-09-30", None), ("2022-10-01", None), ("2022-09-29", Some("exception/expired"))] {
        with(&[UNREVIEWED], &exception("clause = \"1.3.1-i\"", until), |report| {
            assert_eq!(notes(report).first().map(|note| note.rule.as_str()), rule, "{until}");
            assert_eq!(verdict(report, "1.3.1-i") == Verdict::Excepted, rule.is_none(), "{until}");
            assert_eq!(report.exceptions.len(), usize::from(rule.is_none()));
        });
    }
}

#[test]
fn a_beginning_excepts_all_below_it() {
    let patches = [UNREVIEWED, ("signoffs.toml", "\"3.4.2\", ", "")];
    with(&patches, &exception("clause = \"3.4\"", "2022-12-31"), |report| {
        let open = report.clauses.iter().filter(|clause| clause.id().starts_with("3.4."));
        let verdicts: Vec<_> = open.map(|clause| clause.verdict).collect();
        assert!(verdicts.contains(&Verdict::Excepted) && verdicts.contains(&Verdict::Met), "{verdicts:?}");
        assert!(!verdicts.contains(&Verdict::Unjudged), "{verdicts:?}");
        assert_eq!(verdict(report, "1.3.1-i"), Verdict::Unmet, "no other clause is touched");
        let notes = notes(report);
        assert!(matches!(notes.as_slice(), [one] if one.rule == "exception/wide"), "{notes:?}");
        let n = report.clauses.iter().filter(|clause| clause.id().starts_with("3.4.")).count();
        assert!(notes[0].message.contains(&format!("{n} 条")), "{}", notes[0].message);
    });
}

/// Which of two stands first makes no difference; the same twice is told.
#[test]
fn the_order_makes_no_difference() {
    let (wide, narrow) = (exception("clause = \"1.3\"", "2022-12-31"), exception("clause = \"1.3.1-i\"", "2022-11-30"));
    let narrow = narrow.replace("党总支换届", "另有原因");
    let by_file = exception(&format!("rule = \"1.3.1-i\"\nfile = \"{PLAN}\""), "2022-12-31");
    for text in [format!("{wide}{narrow}{by_file}"), format!("{by_file}{narrow}{wide}")] {
        with(&[UNREVIEWED], &text, |report| {
            let notes = notes(report);
            assert!(matches!(notes.as_slice(), [one] if one.rule == "exception/wide"), "each has a use: {notes:?}");
            assert_eq!(report.exceptions.len(), 3);
            let clause = report.clauses.iter().find(|clause| clause.id() == "1.3.1-i").expect("a clause");
            assert_eq!(clause.reason.as_deref(), Some("另有原因"), "the most specific says why");
        });
    }
    with(&[UNREVIEWED], &format!("{narrow}\n{narrow}"), |report| {
        let notes = notes(report);
        assert!(matches!(notes.as_slice(), [one] if one.rule == "exception/unused"), "{:?}", rules(report));
        assert!(notes[0].message.contains("写了两次，前一段在第 1 行"), "{}", notes[0].message);
        assert_eq!(report.exceptions.len(), 1);
    });
    // One that has ended stays an error beside the one that goes on.
    let ended = exception("clause = \"1.3.1-i\"", "2022-01-01");
    with(&[UNREVIEWED], &format!("{ended}{narrow}"), |report| {
        assert_eq!(rules(report), ["exception/expired"]);
        assert_eq!(verdict(report, "1.3.1-i"), Verdict::Excepted);
    });
}

/// The file is that of a finding's first place; elsewhere the exception says where the rule's findings are.
#[test]
fn a_rule_is_excepted_for_the_file_of_its_first_place() {
    let moved = format!("rule = \"1.3.1-i\"\nfile = \"{}\"", PLAN.replace("2020", "2019"));
    with(&[UNREVIEWED], &exception(&moved, "2022-12-31"), |report| {
        assert_eq!(verdict(report, "1.3.1-i"), Verdict::Unmet);
        let notes = notes(report);
        assert!(matches!(notes.as_slice(), [one] if one.help.contains(PLAN)), "{notes:?}");
    });
    // A finding whose second place is the file is another's.
    let newer = "\n[[statement]]\ncovers = [\"1.1.1\"]\ntext = \"有改动\"\nauthor = \"卓怀谨\"\ndate = 2022-09-20\n";
    let patches = [("statements.toml", "", newer)];
    for (file, unused) in [("statements.toml", true), ("signoffs.toml", false)] {
        let text = exception(&format!("rule = \"signoff/stale\"\nfile = \"{file}\""), "2022-12-31");
        with(&patches, &text, |report| {
            assert_eq!(!notes(report).is_empty(), unused, "{file}");
            assert_eq!(rules(report).contains(&"signoff/stale".to_owned()), unused, "{file}");
            assert_eq!(verdict(report, "1.1.1-a"), Verdict::Unjudged, "it is still to be reviewed");
        });
    }
    // Typed as Windows shows it.
    let windows = exception("rule = \"1.3.1-i\"\nfile = '.\\plans\\2020-2023.toml'", "2022-12-31");
    with(&[UNREVIEWED], &windows, |report| assert_eq!(verdict(report, "1.3.1-i"), Verdict::Excepted));
}

/// The same rule fails in two files: what is excepted in one stays in the other.
#[test]
fn the_other_file_keeps_its_finding() {
    let blank = |file| (file, "result = \"", "result = \"待填\" # \"");
    let files: Vec<String> = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/school/activities"))
        .expect("activities")
        .filter_map(|entry| {
            let path = entry.expect("an entry").path();
            let text = fs::read_to_string(&path).expect("utf-8");
            let name = path.file_name().expect("a name").to_str().expect("utf-8");
            text.contains("result = \"").then(|| format!("activities/{name}"))
        })
        .take(2)
        .collect();
    let [one, other] = files.as_slice() else { panic!("two activities") };
    let patches = [blank(one.as_str()), blank(other.as_str())];
    let text = exception(&format!("rule = \"record/blank\"\nfile = \"{one}\""), "2022-12-31");
    with(&patches, &text, |report| {
        let blank = report.findings.iter().filter(|finding| finding.rule == "record/blank");
        let files: Vec<&str> = blank.map(|finding| finding.places[0].file.as_str()).collect();
        assert_eq!(files, [other.as_str()]);
        assert!(notes(report).is_empty());
    });
}

/// Without an approver, or with a blank one, there is no exception, and it is said what is missing.
#[test]
fn an_exception_needs_an_approver() {
    let whole = exception("clause = \"1.3.1-i\"", "2022-12-31");
    for (find, put, rule) in [
        ("approver = \"祁望舒\"\n", "", "record/missing-field"),
        ("祁望舒", "待填", "record/blank"),
        ("祁望舒", " ", "record/blank"),
        ("reason = \"党总支换届\"\n", "", "record/missing-field"),
        ("until = 2022-12-31\n", "", "record/missing-field"),
    ] {
        with(&[UNREVIEWED], &whole.replace(find, put), |report| {
            assert_eq!(verdict(report, "1.3.1-i"), Verdict::Unmet, "{find:?}");
            assert!(rules(report).contains(&rule.to_owned()), "{find:?}: {:?}", rules(report));
            assert!(report.exceptions.is_empty());
        });
    }
}

#[test]
fn what_it_excepts_must_be_clear() {
    with(&[UNREVIEWED], &exception("clause = \"9.9\"", "2022-12-31"), |report| {
        assert!(rules(report).contains(&"record/reference".to_owned()), "{:?}", rules(report));
        assert_eq!(verdict(report, "1.3.1-i"), Verdict::Unmet);
    });
    let lost = exception("rule = \"record/type\"\nfile = \"plans/无.toml\"", "2022-12-31");
    with(&[], &lost, |report| {
        let note = notes(report).first().map(|note| note.message.clone());
        assert!(note.is_some_and(|note| note.contains("不在这里")), "{:?}", rules(report));
    });
    for what in [
        "rule = \"1.3.1-i\"",
        "file = \"studio.toml\"",
        // It would except the clause in every file.
        "clause = \"1.3.1-i\"\nfile = \"plans/2021-2024.toml\"",
        "rule = \"record/nonsense\"\nfile = \"studio.toml\"",
        "clause = \"1.3.1-i\"\nrule = \"1.3.1-i\"\nfile = \"studio.toml\"",
    ] {
        with(&[UNREVIEWED], &exception(what, "2022-12-31"), |report| {
            assert!(rules(report).contains(&"exception/unclear".to_owned()), "{what}: {:?}", rules(report));
            assert_eq!(verdict(report, "1.3.1-i"), Verdict::Unmet, "{what}");
        });
    }
}

/// A heuristic never blocks anybody: its warning may be excepted for a file. What is certain may not.
#[test]
fn privacy_errors_stay_and_warnings_may_be_excepted() {
    let number = |digits: &str| format!("positioning = \"编号{digits}，");
    // The check digit of the second is wrong, so it need not be anybody's.
    let (sure, unsure) = (number("11010519491231002X"), number("110105194912310021"));
    let text = exception("rule = \"privacy/id-number\"\nfile = \"studio.toml\"", "2022-12-31");
    with(&[("studio.toml", "positioning = \"", &sure)], &text, |report| {
        assert!(rules(report).contains(&"privacy/id-number".to_owned()), "{:?}", rules(report));
        let notes = notes(report);
        assert!(matches!(notes.as_slice(), [one] if one.message.contains("不能例外")), "{notes:?}");
    });
    with(&[("studio.toml", "positioning = \"", &unsure)], "", |report| {
        assert!(rules(report).contains(&"privacy/id-number".to_owned()), "{:?}", rules(report));
    });
    with(&[("studio.toml", "positioning = \"", &unsure)], &text, |report| {
        assert!(report.findings.is_empty(), "{:?}", rules(report));
        assert_eq!(report.exceptions.len(), 1);
    });
    let broken = exception("rule = \"record/syntax\"\nfile = \"plans/2020-2023.toml\"", "2022-12-31");
    with(&[(PLAN, "title = \"", "title = “")], &broken, |report| {
        assert!(rules(report).contains(&"record/syntax".to_owned()), "{:?}", rules(report));
    });
}

/// While the file that would decide a clause is broken, nobody knows whether its exception has any use.
#[test]
fn an_exception_waits_for_a_broken_file() {
    let text = exception("rule = \"3.3.1-a\"\nfile = \"studio.toml\"", "2022-12-31");
    with(&[("years/2021-2022.toml", "planned = ", "planned = = ")], &text, |report| {
        assert_eq!(rules(report), ["record/syntax"]);
    });
}

/// A file that is no text at all is as little to be hidden as one with a slip.
#[test]
fn what_cannot_be_read_cannot_be_excepted() {
    let text = exception(&format!("rule = \"record/encoding\"\nfile = \"{PLAN}\""), "2022-12-31");
    let school = patched(&[("exceptions.toml", "", &text)]);
    fs::write(school.path().join(PLAN), b"title = \"\xbd\xa8\xc9\xe8\"\n").expect("written");
    let standard = embedded().expect("a sound standard");
    let options = Options::new(TODAY, Lang::Zh);
    let report = check::studio(&standard, school.path(), school.path(), &Dates::default(), &options);
    assert!(rules(&report).contains(&"record/encoding".to_owned()), "{:?}", rules(&report));
    assert!(report.exceptions.is_empty(), "{:?}", report.exceptions);
}

/// Every report lists them, of one studio and of many, for people and for programs.
#[test]
fn every_report_lists_them() {
    let school = patched(&[UNREVIEWED, ("exceptions.toml", "", &exception("clause = \"1.3.1-i\"", "2022-12-31"))]);
    let root = tempfile::tempdir().expect("a folder");
    for name in ["甲", "乙"] {
        shared::copy(school.path(), &root.path().join(name));
    }
    let report = |folder: &Path, arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_studio"))
            .args(["check", "--today", "2022-09-30", "--lang", "zh"])
            .args(arguments)
            .current_dir(folder)
            .stdin(Stdio::null())
            .output()
            .expect("it starts");
        String::from_utf8(output.stdout).expect("utf-8")
    };
    let line = "1.3.1-i：党总支换届（祁望舒批准，到 2022-12-31 为止）";
    assert_eq!(report(school.path(), &[]).matches(line).count(), 1);
    assert_eq!(report(root.path(), &[]).matches(line).count(), 2);
    let json = report(root.path(), &["--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    for studio in json["studios"].as_array().expect("studios") {
        assert_eq!(studio["exceptions"][0]["approver"], "祁望舒");
        assert_eq!(studio["exceptions"][0]["until"], "2022-12-31");
    }
}

/// To the verdict of an indicator an exception is neutral; an officer who reads the table sees it all the same.
#[test]
fn a_table_of_schools_shows_what_is_excepted() {
    with(&[UNREVIEWED], &exception("clause = \"1.3.1-i\"", "2022-12-31"), |report| {
        let verdict = report.indicators.iter().find(|(id, _)| *id == "1.3.1").expect("an indicator").1;
        assert_eq!(verdict, Verdict::Met);
    });
    let root = tempfile::tempdir().expect("a folder");
    for (school, text) in [("甲校", exception("clause = \"1.3.1-i\"", "2022-12-31")), ("乙校", String::new())] {
        let folder = patched(&[UNREVIEWED, ("exceptions.toml", "", &text)]);
        shared::copy(folder.path(), &root.path().join(school));
    }
    let output = Command::new(env!("CARGO_BIN_EXE_studio"))
        .args(["status", "--today", "2022-09-30", "--lang", "zh"])
        .current_dir(root.path())
        .stdin(Stdio::null())
        .output()
        .expect("it starts");
    let table = String::from_utf8(output.stdout).expect("utf-8");
    let line = |school: &str| table.lines().find(|line| line.starts_with(school)).expect("a line").matches('!').count();
    assert_eq!((line("甲校"), line("乙校")), (1, 0), "{table}");
}

#[test]
fn an_exception_of_one_person_excuses_nobody_else() {
    let year = "years/2021-2022.toml";
    // Two were not asked about; one of them was away.
    let patches =
        [(year, "colleagues = 93.1\nstudents = 93.9\n", ""), (year, "colleagues = 97.8\nstudents = 97.1\n", "")];
    let text = exception("rule = \"2.2.1-d\"\nfile = \"members/佘嘉树.toml\"", "2022-12-31");
    with(&patches, &text, |report| {
        assert!(notes(report).is_empty(), "{:?}", notes(report));
        let left = report.findings.iter().filter(|finding| finding.rule == "2.2.1-d");
        let left: Vec<&str> = left.map(|finding| finding.places[0].file.as_str()).collect();
        assert_eq!(left, ["members/郁文澜.toml"]);
        assert_eq!(verdict(report, "2.2.1-d"), Verdict::Unmet);
    });
}

/// What does not apply asks for nothing that could be excepted.
#[test]
fn an_exception_of_what_does_not_apply_is_unused() {
    with(&[], &exception("clause = \"2.2.3-e\"", "2022-12-31"), |report| {
        assert_eq!(verdict(report, "2.2.3-e"), Verdict::NotApplicable);
        assert_eq!(rules(report), ["exception/unused"]);
        assert!(notes(report)[0].help.contains("不适用"), "{}", notes(report)[0].help);
        assert!(report.exceptions.is_empty());
    });
    // Beside one that it is for, it takes away that one only.
    let patches = [("signoffs.toml", "\"2.2\", ", "")];
    with(&patches, &exception("clause = \"2.2.3\"", "2022-12-31"), |report| {
        assert_eq!(verdict(report, "2.2.3-e"), Verdict::NotApplicable);
        assert!(report.clauses.iter().any(|judged| judged.verdict == Verdict::Excepted));
        assert!(notes(report).iter().all(|note| note.rule == "exception/wide"), "{:?}", rules(report));
    });
}

/// The name of an overlay is for all that it asks, and is told as one that takes away so much.
#[test]
fn a_whole_overlay_is_wide() {
    let province = shared::copied("examples/province");
    let schools = fs::read_dir(province.path()).expect("read").flatten().map(|entry| entry.path());
    let mut schools: Vec<_> = schools.filter(|path| path.join("studio.toml").is_file()).collect();
    schools.sort();
    let text = exception("clause = \"example\"", "2022-12-31");
    fs::write(schools[0].join("exceptions.toml"), text).expect("written");
    let school = schools[0].to_str().expect("utf-8");
    let output = shared::studio(&["check", school, "--today", "2022-09-20"]);
    let said = shared::text(&output.stdout);
    assert!(said.contains("exception/wide"), "{said}");
}
