//! An interval: what counts as too long, and what does not.

use std::fs;

use serde_json::Value;

use super::{ABOUT, json, overlay};

/// The overlay's only requirement, an interval with `rest`, on a school with activities on these days, some with more to say.
fn interval_of(days: &[&str], rest: &str, semesters: bool, today: &str) -> Value {
    let rule = format!(
        "rules:\n  - id: demo/a\n    label: {{ zh: 甲, en: a }}\n    text: x\n    level: must\n    rules:\n      - kind: interval\n        of: activity\n        {rest}\n    help: x\n"
    );
    let (_folder, overlay) = overlay(&[("overlay.yaml", ABOUT), ("requirements.yaml", &rule)]);
    let school = tempfile::tempdir().expect("a folder");
    let mut root = String::from(
        "standard = \"moe-2022\"\n[school]\nname = \"甲校\"\n[studio]\nname = \"乙\"\n[window]\nfrom = 2021-09-01\nto = 2022-06-30\n",
    );
    if semesters {
        root.push_str("[[calendar.semester]]\nid = \"2021-2022-1\"\nstart = 2021-09-01\nend = 2022-01-15\n[[calendar.semester]]\nid = \"2021-2022-2\"\nstart = 2022-02-20\nend = 2022-06-30\n");
    }
    fs::write(school.path().join("studio.toml"), root).expect("written");
    for day in days {
        let (day, kind) = day.split_once(' ').unwrap_or((day, "读书会"));
        let record = format!("date = {day}\nkind = \"{kind}\"\n");
        crate::shared::write(school.path(), &format!("activities/{day}.toml"), record);
    }
    let path = school.path().to_str().expect("utf-8").to_owned();
    let overlay = overlay.to_str().expect("utf-8").to_owned();
    json(&["check", &path, "--format", "json", "--today", today, "--overlay", &overlay])["studios"][0].clone()
}

/// The verdict of an interval of `at_most` days at the end of the year.
fn interval(days: &[&str], at_most: u32, semesters: bool) -> String {
    let found = interval_of(days, &format!("at_most: {at_most}"), semesters, "2022-06-30");
    found["local"][0]["verdict"].as_str().unwrap_or_default().to_owned()
}

#[test]
fn an_interval_knows_months_groups_evidence_and_what_is_not_due() {
    let verdict = |days: &[&str], rest: &str, today: &str| {
        let found = interval_of(days, rest, true, today);
        found["local"][0]["verdict"].as_str().unwrap_or_default().to_owned()
    };
    let end = "2022-06-30";
    // From 1 September a month is allowed up to 1 October, and so on; the holidays from 16 January to 19 February are none.
    let monthly = [
        "2021-10-01",
        "2021-11-01",
        "2021-12-01",
        "2022-01-01",
        "2022-03-08",
        "2022-04-08",
        "2022-05-08",
        "2022-06-08",
    ];
    assert_eq!(verdict(&monthly, "at_most: { months: 1 }", end), "met");
    let late = [&["2021-10-02"], &monthly[1..]].concat();
    assert_eq!(verdict(&late, "at_most: { months: 1 }", end), "unmet");
    let found = interval_of(&late, "at_most: { months: 1 }", true, end);
    let message =
        found["findings"].as_array().expect("findings").iter().find(|one| one["rule"] == "demo/a").expect("one");
    let message = message["message"].as_str().unwrap_or_default();
    assert!(
        message.contains("从 2021-09-01 到 2021-10-02 隔了 31 天") && message.contains("不应超过 1 个月"),
        "{message}"
    );
    // By semesters each begins anew, and one that has not ended asks only for the time that is past.
    assert_eq!(
        verdict(
            &["2021-10-20", "2021-12-10", "2022-04-10"],
            "at_most: 60, per: [semester]".replace(", ", "\n        ").as_str(),
            "2022-05-20"
        ),
        "met"
    );
    assert_eq!(verdict(&["2021-10-20", "2021-12-10"], "at_most: 60\n        per: [semester]", "2022-05-20"), "unmet");
    // Nothing has to be there yet in the first weeks.
    assert_eq!(verdict(&[], "at_most: 60", "2021-09-20"), "not-due");
    // A word of one's own may well mean what is asked for.
    let rest = "at_most: 60\n        where: { kind: 读书会 }";
    let own = ["2021-10-20", "2021-12-10 其他", "2022-02-25", "2022-04-20", "2022-06-10"];
    assert_eq!(verdict(&own, rest, end), "unjudged");
    let plain = ["2021-10-20", "2021-12-10", "2022-02-25", "2022-04-20", "2022-06-10"];
    assert_eq!(verdict(&plain, rest, end), "met");
    assert_eq!(verdict(&plain, "at_most: 60\n        evidence: [evidence]", end), "unevidenced");
}

#[test]
fn an_interval_counts_from_end_to_end_and_leaves_holidays_out() {
    let regular = ["2021-10-01", "2021-11-15", "2022-01-10", "2022-03-20", "2022-05-10"];
    assert_eq!(interval(&regular, 60, true), "met");
    assert_eq!(interval(&regular, 60, false), "unmet", "without semesters the holidays count");
    assert_eq!(interval(&regular[1..], 60, true), "unmet", "nothing for 75 days at the beginning");
    assert_eq!(interval(&regular[..4], 60, true), "unmet", "nothing for 102 days at the end");
    assert_eq!(interval(&[], 60, true), "unmet");
}
