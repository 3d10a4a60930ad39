//! What is said to a school never asks it to write what is not so.

use studio::finding::Verdict;
use studio::standard::embedded;

use super::{TODAY, checked, verdict};

#[test]
fn a_body_that_is_no_party_organisation_approved_nothing() {
    let standard = embedded().expect("a sound standard");
    let report = checked(&standard, &[("studio.toml", "\"学校党总支\"", "\"校长办公会\"")], TODAY);
    assert_eq!(verdict(&report, "1.2.1-a"), Verdict::Unmet);
    let listed = report.findings.iter().find(|finding| finding.rule == "record/not-in-list").expect("a finding");
    let help = &listed.help;
    assert!(help.contains("1.2.1-a") && !help.contains("可以不写"), "{help}");
}

#[test]
fn who_failed_an_appraisal_is_told_as_that() {
    let standard = embedded().expect("a sound standard");
    let failed =
        ("years/2021-2022.toml", "member = \"宓晓棠\"\nethics = \"合格\"", "member = \"宓晓棠\"\nethics = \"不合格\"");
    let report = checked(&standard, &[failed], TODAY);
    assert_eq!(verdict(&report, "2.2.1-b"), Verdict::Unmet);
    let found = report.findings.iter().find(|finding| finding.rule == "2.2.1-b").expect("a finding");
    assert!(
        !found.message.contains("应当是") && found.help.contains("不合格的也不改"),
        "{} {}",
        found.message,
        found.help
    );
}

#[test]
fn where_something_lacks_it_is_first_asked_whether_it_was_so() {
    let standard = embedded().expect("a sound standard");
    let said = [
        ("1.1.1-e", "不用添 [[issue]]"),
        ("1.2.1-d", "先在 activities/ 那份补上 carrier"),
        ("1.2.1-e", "先在 activities/ 那份补上 carrier"),
        ("1.3.1-i", "实际是哪天就写哪天"),
        ("2.1.1-b", "先核对他 members/ 那份的 category 和 role"),
        ("3.1.1-e", "先查一查"),
        ("4.4.2-a", "没有发生过的（如突发事件）不要编"),
    ];
    for (id, words) in said {
        let help = &standard.clause(id).expect("a clause").help;
        assert!(help.contains(words), "{id}: {help}");
    }
}
