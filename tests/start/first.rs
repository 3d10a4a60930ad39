//! The first check of a studio that was begun today: it is asked about no year before it was.

use std::path::Path;

use studio::check::Report;
use studio::finding::Severity;
use studio::standard::embedded;

use super::{NAMED, done, report, shown};

/// What a check says on the day on which `more` was answered, too.
fn checked(more: &[&str], then: impl FnOnce(&Report<'_>)) {
    let standard = embedded().expect("a sound standard");
    let folder = tempfile::tempdir().expect("a folder");
    done(folder.path(), &[&NAMED[..], more].concat());
    then(&report(&standard, Path::new(folder.path()), &[]));
}

fn errors(report: &Report<'_>, year: &str) -> usize {
    let of_year =
        |finding: &&studio::finding::Finding| finding.severity == Severity::Error && finding.message.contains(year);
    report.findings.iter().filter(of_year).count()
}

#[test]
fn without_a_day_of_founding_only_this_year_is_looked_at_and_that_is_told() {
    checked(&[], |report| {
        assert_eq!(report.window.0.to_string(), "2026-09-01", "{}", shown(&report.findings));
        assert_eq!(errors(report, "2024-2025") + errors(report, "2025-2026"), 0, "{}", shown(&report.findings));
        let open: Vec<_> = report.findings.iter().filter(|finding| finding.rule == "record/blank").collect();
        assert_eq!(open.len(), 1, "{}", shown(&report.findings));
        assert!(open[0].message.contains("成立时间") && open[0].help.contains("本年度"), "{}", open[0].help);
    });
}

#[test]
fn nothing_is_asked_of_a_year_that_had_a_day_left_when_the_studio_began() {
    for day in ["2026-08-31", "2026-08-20"] {
        checked(&["--founded", day], |report| {
            assert_eq!(report.window.0.to_string(), day);
            assert_eq!(errors(report, "2025-2026"), 0, "{}", shown(&report.findings));
        });
    }
    // A year of which more was left is asked about.
    checked(&["--founded", "2026-03-02"], |report| assert_ne!(errors(report, "2025-2026"), 0));
}
