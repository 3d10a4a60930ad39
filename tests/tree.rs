//! The trees that the program is measured with: the same seed gives the same bytes, and the check finds in them what the list of
//! mistakes says and nothing else that is firm.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::similar_names,
    clippy::case_sensitive_file_extension_comparisons,
    reason = "a test says what is wrong by failing"
)]

mod shared;
#[path = "bench/tree/mod.rs"]
mod tree;

use std::path::Path;

use jiff::civil::date;
use studio::check::{Keep, Options, Run};
use studio::finding::Severity;
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
fn what_is_not_kept_is_counted() {
    let folder = tempfile::tempdir().expect("a folder");
    tree::write(folder.path(), SEED, 0..12).expect("written");
    let standard = studio::standard::embedded().expect("a sound standard");
    let options = |keep| Options { keep, ..Options::new(date(2022, 9, 30), Lang::Zh) };
    let run = |keep| Run::over(&standard, folder.path(), &options(keep)).expect("schools");
    let (all, verdicts, counts) = (run(Keep::All), run(Keep::Verdicts), run(Keep::Counts));
    for severity in [Severity::Note, Severity::Warning, Severity::Error] {
        assert!(all.count(severity) > 0, "{severity:?}");
        assert_eq!(all.count(severity), verdicts.count(severity), "{severity:?}");
        assert_eq!(all.count(severity), counts.count(severity), "{severity:?}");
    }
    let judged = |run: &Run<'_>| -> Vec<_> {
        run.studios.iter().flat_map(|one| &one.clauses).map(|one| (one.clause.id.clone(), one.verdict)).collect()
    };
    assert_eq!(judged(&all), judged(&verdicts));
    assert!(judged(&counts).is_empty());
    assert_eq!(verdicts.all_findings().chain(counts.all_findings()).count(), 0);
}

/// What the program says with these options.
fn said(folder: &Path, options: &[&str]) -> String {
    let mut command = shared::program();
    command.args(["check", "--today", "2022-09-30", "--quiet"]).args(options).current_dir(folder);
    let output = command.output().expect("it starts");
    assert_eq!(output.status.code(), Some(1));
    String::from_utf8(output.stdout).expect("utf-8")
}

/// With a summary all is kept until the end; without one the lines are made while the records are there.
#[test]
fn quiet_lines_are_the_same_however_they_are_made() {
    let folder = tempfile::tempdir().expect("a folder");
    tree::write(folder.path(), SEED, 0..12).expect("written");
    for deny in ["error", "warning", "note"] {
        let summary = folder.path().join("摘要.txt");
        let whole = said(folder.path(), &["--deny", deny, "--summary", summary.to_str().expect("utf-8")]);
        assert!(whole.lines().count() > 50, "{whole}");
        assert_eq!(said(folder.path(), &["--deny", deny]), whole);
    }
}
