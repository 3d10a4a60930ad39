//! Days of the window that ask for nothing of their own, and windows that are none.

use studio::finding::Verdict;
use studio::standard::embedded;

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
