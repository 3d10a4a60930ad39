//! The trees that the program is measured with: the same seed gives the same bytes, and the check finds in them what the list of
//! mistakes says and nothing else that is firm.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::similar_names,
    clippy::case_sensitive_file_extension_comparisons,
    reason = "a test says what is wrong by failing"
)]

#[path = "bench/tree/mod.rs"]
mod tree;

use std::path::Path;

use jiff::civil::date;
use studio::check::{Keep, Options, Run};
use studio::finding::{Finding, Severity};
use studio::text::lang::Lang;
use tree::Sort;

const SEED: u64 = 2022;

/// Enough for every mistake to be there.
const SCHOOLS: usize = 40;

#[test]
fn the_same_seed_gives_the_same_bytes() {
    for number in [0, 3, 6, 11, 1999] {
        let (one, other) = (tree::school(SEED, number), tree::school(SEED, number));
        assert!(one.files == other.files && one.planted == other.planted, "{number}");
        assert!(one.files != tree::school(SEED + 1, number).files, "{number}");
        let read = one.files.keys().filter(|path| !path.starts_with("证据/")).count();
        assert_eq!(read, 49, "{number}");
    }
}

#[test]
fn the_check_finds_what_was_planted_and_nothing_firm_beside() {
    let folder = tempfile::tempdir().expect("a folder");
    let planted = tree::write(folder.path(), SEED, 0..SCHOOLS).expect("written");
    let standard = studio::standard::embedded().expect("a sound standard");
    let run = Run::over(&standard, folder.path(), &Options::new(date(2022, 9, 30), Lang::Zh)).expect("schools");
    assert_eq!(run.studios.len(), SCHOOLS);
    assert!(run.findings.is_empty(), "{:?}", run.findings);
    for planted in &planted {
        let found = run.all_findings().any(|finding| {
            finding.rule == planted.rule && finding.places.first().is_some_and(|place| place.file == planted.file)
        });
        assert!(found, "{planted:?}");
    }
    for (number, report) in run.studios.iter().enumerate() {
        let school = tree::school(SEED, number);
        let firm = report.findings.iter().filter(|finding| finding.is_firm());
        match school.sort {
            Sort::Complete => {
                let told: Vec<_> = report.findings.iter().map(|one| (&one.rule, &one.message)).collect();
                assert!(firm.count() == 0 && told.len() <= 5, "{}: {told:#?}", report.path);
            }
            Sort::Begun => assert!(report.findings.len() > 30, "{}: {}", report.path, report.findings.len()),
            Sort::Broken => {
                for finding in firm {
                    let file = &finding.places[0].file;
                    assert!(planted.iter().any(|planted| planted.file == *file), "{file}: {}", finding.message);
                }
            }
        }
    }
    assert!(Path::new(&planted[0].file).components().count() == 3, "{planted:?}");
}

#[test]
fn what_is_not_kept_is_counted_and_lines_say_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    tree::write(folder.path(), SEED, 0..12).expect("written");
    let standard = studio::standard::embedded().expect("a sound standard");
    let options = Options::new(date(2022, 9, 30), Lang::Zh);
    let run = |keep| Run::over(&standard, folder.path(), &Options { keep, ..options.clone() }).expect("schools");
    let (all, verdicts, lines) = (run(Keep::All), run(Keep::Verdicts), run(Keep::Lines(Severity::Warning)));
    for severity in [Severity::Note, Severity::Warning, Severity::Error] {
        assert!(all.count(severity) > 0, "{severity:?}");
        assert_eq!(all.count(severity), verdicts.count(severity), "{severity:?}");
        assert_eq!(all.count(severity), lines.count(severity), "{severity:?}");
    }
    let judged = |run: &Run<'_>| -> Vec<_> {
        run.studios.iter().flat_map(|one| &one.clauses).map(|one| (one.clause.id.clone(), one.verdict)).collect()
    };
    assert_eq!(judged(&all), judged(&verdicts));
    let told = |run: &Run<'_>| -> Vec<_> {
        let failing = run.all_findings().filter(|finding| finding.fails(Severity::Warning));
        let place = |finding: &Finding| finding.places.first().map(|one| (one.file.clone(), one.line, one.column));
        failing.map(|one| (place(one), one.severity, one.rule.clone(), one.message.clone())).collect()
    };
    assert_eq!(told(&all), told(&lines));
    assert_eq!(lines.all_findings().count(), told(&lines).len(), "nothing else is kept");
}
