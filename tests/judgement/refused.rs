//! Refusals that count for nothing, and those that a reviewer has to give again.

use studio::check::Wait;
use studio::finding::Verdict;
use studio::standard::embedded;

use super::{TODAY, checked, rules, verdict};

fn refusal(covers: &str, reviewer: &str, day: &str) -> String {
    format!(
        "\n[[signoff]]\ncovers = [\"{covers}\"]\nreviewer = \"{reviewer}\"\nrole = \"督导\"\ndate = {day}\nverdict = \"不符合\"\n"
    )
}

const CLAUSES: [&str; 6] = ["1.1.1-a", "1.1.1-b", "1.1.1-c", "1.1.1-d", "1.1.1-e", "1.1.1-f"];

/// Who stated it refuses nothing, neither what records decide nor what another has signed.
#[test]
fn what_does_not_count_refuses_nothing() {
    let standard = embedded().expect("a sound standard");
    for covers in ["1.1.1", "1.1.1-a"] {
        let own = refusal(covers, "卓怀谨", "2022-09-20");
        let report = checked(&standard, &[("signoffs.toml", "", &own)], TODAY);
        assert_eq!(CLAUSES.map(|clause| verdict(&report, clause)), [Verdict::Met; 6], "{covers}");
        assert_eq!(rules(&report), ["signoff/own-statement"], "{covers}");
    }
    // Where nobody else signed, what a person decides waits for another, and what records decide stands.
    let alone = [
        ("signoffs.toml", "reviewer = \"封有年\"", "reviewer = \"卓怀谨\""),
        ("signoffs.toml", "verdict = \"符合\"", "verdict = \"不符合\""),
    ];
    let report = checked(&standard, &alone, TODAY);
    assert_eq!(verdict(&report, "1.1.1-a"), Verdict::Unjudged);
    assert_eq!(verdict(&report, "1.1.1-b"), Verdict::Met);
}

/// A refusal of before the statement was written anew waits for the reviewer, as an approval does.
#[test]
fn a_refusal_that_is_stale_waits_for_the_reviewer() {
    let standard = embedded().expect("a sound standard");
    let stale = refusal("1.1.1-a", "祁望舒", "2022-09-01");
    let report = checked(&standard, &[("signoffs.toml", "", &stale)], TODAY);
    let judged = report.clauses.iter().find(|one| one.id() == "1.1.1-a").expect("a clause");
    assert_eq!((judged.verdict, judged.waits), (Verdict::Unjudged, Some(Wait::Stale)));
    assert_eq!(rules(&report), ["signoff/stale"]);
    // So does one of what records decide.
    let stale = refusal("1.1.1-b", "祁望舒", "2022-09-01");
    let report = checked(&standard, &[("signoffs.toml", "", &stale)], TODAY);
    assert_eq!(verdict(&report, "1.1.1-b"), Verdict::Unjudged);
    // One that still speaks of what is written counts, and so it does where nothing was stated.
    let fresh = refusal("1.1.1-a", "祁望舒", "2022-09-20");
    assert_eq!(verdict(&checked(&standard, &[("signoffs.toml", "", &fresh)], TODAY), "1.1.1-a"), Verdict::Unmet);
    let unstated =
        [("signoffs.toml", "", fresh.as_str()), ("statements.toml", "covers = [\"1.1.1\"", "covers = [\"1.1.2\"")];
    assert_eq!(verdict(&checked(&standard, &unstated, TODAY), "1.1.1-a"), Verdict::Unmet);
}
