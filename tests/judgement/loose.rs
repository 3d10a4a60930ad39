//! References to nothing: what hangs on them waits, and is neither met nor unmet.

use std::fs;

use studio::check::{self, Options, Report, Wait};
use studio::finding::Verdict;
use studio::record::calendar::Dates;
use studio::standard::{Standard, embedded};
use studio::text::lang::Lang;

use super::{TODAY, patched};

/// The school with these keys of every activity that has them put otherwise.
fn with<'s>(standard: &'s Standard, puts: &[(&str, &str)]) -> Report<'s> {
    let folder = patched(&[]);
    for entry in fs::read_dir(folder.path().join("activities")).expect("a folder") {
        let path = entry.expect("an entry").path();
        let text = fs::read_to_string(&path).expect("utf-8");
        let put = |line: &str| {
            let other = puts.iter().find(|(key, _)| line.starts_with(&format!("{key} = ")));
            other.map_or(line.to_owned(), |(key, value)| format!("{key} = {value}"))
        };
        fs::write(&path, text.lines().map(put).collect::<Vec<_>>().join("\n") + "\n").expect("written");
    }
    let options = Options::new(TODAY, Lang::Zh);
    check::studio(standard, folder.path(), folder.path(), &Dates::default(), &options)
}

const CLAUSES: [&str; 6] = ["3.5.1-b", "3.5.1-c", "3.5.1-d", "3.5.1-f", "3.5.1-h", "3.5.1-i"];

#[test]
fn what_hangs_on_a_name_of_nothing_waits() {
    let standard = embedded().expect("a sound standard");
    let class = ("class", "\"2025级烹饪班\"");
    let uses = ("uses", "[\"不存在的手册\"]");
    for (puts, waiting) in [
        (&[class, uses][..], &CLAUSES[..]),
        (&[class], &CLAUSES),
        (&[uses], &["3.5.1-b", "3.5.1-c", "3.5.1-d", "3.5.1-h"]),
    ] {
        let report = with(&standard, puts);
        for id in CLAUSES {
            let judged = report.clauses.iter().find(|one| one.id() == id).expect("a clause");
            let expected =
                if waiting.contains(&id) { (Verdict::Unjudged, Some(Wait::Record)) } else { (Verdict::Met, None) };
            assert_eq!((judged.verdict, judged.waits), expected, "{id} {puts:?}");
            let reason = judged.reason.as_deref().unwrap_or_default();
            assert_eq!(reason.contains("找不到"), waiting.contains(&id), "{id}: {reason}");
        }
        assert!(report.findings.iter().all(|finding| finding.rule == "record/reference"), "{:?}", report.findings);
    }
    // What no name could mend is missing all the same; what another record shows is met.
    let plain = with(&standard, &[class, ("adjustment", "\"无\"")]);
    let verdict = |id: &str| plain.clauses.iter().find(|one| one.id() == id).map(|one| one.verdict);
    assert_eq!(verdict("3.5.1-f"), Some(Verdict::Unmet));
    assert_eq!(verdict("3.5.1-b"), Some(Verdict::Unjudged));
}
