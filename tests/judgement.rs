//! What people decide: statements, sign-offs and exceptions, on patched copies of the complete school; and time.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what is wrong by failing")]

#[path = "judgement/honest.rs"]
mod honest;
#[path = "judgement/loose.rs"]
mod loose;
#[path = "judgement/once.rs"]
mod once;
#[path = "judgement/others.rs"]
mod others;
#[path = "judgement/outside.rs"]
mod outside;
#[path = "judgement/perhaps.rs"]
mod perhaps;
#[path = "judgement/readers.rs"]
mod readers;
#[path = "judgement/refused.rs"]
mod refused;
#[path = "judgement/same.rs"]
mod same;
mod shared;
#[path = "judgement/unsaid.rs"]
mod unsaid;
#[path = "judgement/window.rs"]
mod window;

use std::fs;

use jiff::civil::{Date, date};
use shared::{patched, rules, verdict};
use studio::check::{self, Options, Report};
use studio::finding::{Finding, Verdict};
use studio::record::calendar::Dates;
use studio::standard::{Standard, embedded};
use studio::text::lang::Lang;

fn checked<'s>(standard: &'s Standard, patches: &[(&str, &str, &str)], today: Date) -> Report<'s> {
    let folder = patched(patches);
    let options = Options::new(today, Lang::Zh);
    check::studio(standard, folder.path(), folder.path(), &Dates::default(), &options)
}

const TODAY: Date = date(2022, 9, 30);

#[test]
fn the_most_specific_sign_off_counts_and_may_refuse() {
    let standard = embedded().expect("a sound standard");
    let refusal = "\n[[signoff]]\ncovers = [\"1.1.1-a\"]\nreviewer = \"封有年\"\nrole = \"督学\"\ndate = 2022-09-20\nverdict = \"不符合\"\n";
    let report = checked(&standard, &[("signoffs.toml", "", refusal)], TODAY);
    assert_eq!(verdict(&report, "1.1.1-a"), Verdict::Unmet);
    assert_eq!(verdict(&report, "1.1.1-c"), Verdict::Met);
    assert_eq!(rules(&report), ["1.1.1-a"]);
    assert_eq!(report.findings[0].places[0].file, "signoffs.toml");
}

#[test]
fn of_one_day_a_refusal_counts_wherever_it_stands() {
    let standard = embedded().expect("a sound standard");
    let signoff = |verdict: &str, day: &str| {
        format!(
            "\n[[signoff]]\ncovers = [\"1.1.1-a\"]\nreviewer = \"封有年\"\nrole = \"督学\"\ndate = {day}\nverdict = \"{verdict}\"\n"
        )
    };
    let (no, yes) = (signoff("不符合", "2022-09-20"), signoff("符合", "2022-09-20"));
    for both in [no.clone() + &yes, yes + &no] {
        let report = checked(&standard, &[("signoffs.toml", "", &both)], TODAY);
        assert_eq!(verdict(&report, "1.1.1-a"), Verdict::Unmet, "{both}");
        assert_eq!(rules(&report), ["1.1.1-a"]);
    }
    let later = no.clone() + &signoff("符合", "2022-09-21");
    assert_eq!(verdict(&checked(&standard, &[("signoffs.toml", "", &later)], TODAY), "1.1.1-a"), Verdict::Met);
    // A refusal that is known already does not make a later one known.
    let key = |text: &str| checked(&standard, &[("signoffs.toml", "", text)], TODAY).findings[0].key.clone();
    assert_ne!(key(&no), key(&signoff("不符合", "2022-09-25")));
    assert_eq!(key(&no), key(&format!("\n\n{no}")), "a key holds when lines move");
}

#[test]
fn another_vacancy_has_another_key() {
    let standard = embedded().expect("a sound standard");
    let file = "classes/2018级.toml";
    let vacant = |day: &str| format!("\n[[homeroom]]\nclass = \"2018级旅游班\"\nteacher = \"空缺\"\nfrom = {day}\n");
    let key = |put: &str| {
        let report = checked(&standard, &[(file, "", put)], TODAY);
        let own = report.findings.iter().filter(|finding| finding.key.contains("one.gap"));
        own.map(|finding| finding.key.clone()).collect::<Vec<_>>()
    };
    let first = key(&vacant("2020-12-01"));
    assert_eq!(first.len(), 1, "{first:?}");
    assert!(first[0].ends_with(" 2020-12-01"), "{first:?}");
    assert_ne!(first, key(&vacant("2021-01-10")), "a baseline of one lets no other pass");
    assert_eq!(first, key(&format!("\n\n# 一行\n{}", vacant("2020-12-01"))), "lines may move");
}

#[test]
fn a_sign_off_older_than_its_statement_is_stale() {
    let standard = embedded().expect("a sound standard");
    let newer = "\n[[statement]]\ncovers = [\"1.1.1\"]\ntext = \"有改动\"\nauthor = \"卓怀谨\"\ndate = 2022-09-20\n";
    let report = checked(&standard, &[("statements.toml", "", newer)], TODAY);
    assert_eq!(verdict(&report, "1.1.1-a"), Verdict::Unjudged);
    assert_eq!(rules(&report), ["signoff/stale"]);
    assert!(report.findings[0].message.contains("1.1.1"), "{}", report.findings[0].message);
    assert!(!report.findings[0].message.contains("4.5"), "only what changed: {}", report.findings[0].message);
    // Before that day the statement is not there yet.
    let before = checked(&standard, &[("statements.toml", "", newer)], date(2022, 9, 19));
    assert_eq!(verdict(&before, "1.1.1-a"), Verdict::Met);
}

#[test]
fn nobody_signs_what_he_stated() {
    let standard = embedded().expect("a sound standard");
    let report = checked(&standard, &[("signoffs.toml", "reviewer = \"封有年\"", "reviewer = \"卓　怀谨\"")], TODAY);
    assert_eq!(verdict(&report, "1.1.1-a"), Verdict::Unjudged);
    assert!(rules(&report).contains(&"signoff/own-statement".to_owned()), "{:?}", rules(&report));
}

#[test]
fn without_a_sign_off_a_clause_waits_and_nothing_is_found() {
    let standard = embedded().expect("a sound standard");
    let report = checked(&standard, &[("signoffs.toml", "\"4.5\", ", "")], TODAY);
    assert_eq!(verdict(&report, "4.5.1-b"), Verdict::Unjudged);
    assert!(report.findings.is_empty(), "{:?}", report.findings);
}

#[test]
fn evidence_without_a_rule_hangs_on_the_statement() {
    let standard = embedded().expect("a sound standard");
    let statements = fs::read_to_string(patched(&[]).path().join("statements.toml")).expect("utf-8");
    let block =
        statements.split("[[statement]]").find(|block| block.contains("covers = [\"4.5\"]")).expect("a statement");
    let line = block.lines().find(|line| line.starts_with("evidence")).expect("evidence");
    let report = checked(&standard, &[("statements.toml", &format!("{line}\n"), "")], TODAY);
    assert_eq!(verdict(&report, "4.5.1-b"), Verdict::Unevidenced);
    assert!(rules(&report).contains(&"4.5.1-b".to_owned()), "{:?}", rules(&report));
}

/// Two clauses of the school that fail together when a party review is missing.
const UNREVIEWED: (&str, &str, &str) = ("plans/2020-2023.toml", "party_review", "# party_review");

#[test]
fn an_exception_takes_the_finding_and_shows_the_verdict() {
    let standard = embedded().expect("a sound standard");
    let bare = checked(&standard, &[UNREVIEWED], TODAY);
    let found = bare.findings.iter().find(|finding| finding.rule == "1.3.1-i").expect("it is found");
    assert_eq!(verdict(&bare, "1.3.1-i"), Verdict::Unmet);
    let exception = |until: &str, what: &str| {
        format!("[[exception]]\n{what}\nreason = \"党总支换届\"\napprover = \"祁望舒\"\nuntil = {until}\n")
    };
    let with = |text: &str| checked(&standard, &[UNREVIEWED, ("exceptions.toml", "", text)], TODAY);
    let by_clause = with(&exception("2022-12-31", "clause = \"1.3.1-i\""));
    assert_eq!(verdict(&by_clause, "1.3.1-i"), Verdict::Excepted);
    assert!(by_clause.findings.is_empty(), "{:?}", rules(&by_clause));
    let file = &found.places[0].file;
    let by_file = with(&exception("2022-12-31", &format!("rule = \"1.3.1-i\"\nfile = \"{file}\"")));
    assert_eq!(verdict(&by_file, "1.3.1-i"), Verdict::Excepted);
    let elsewhere = with(&exception("2022-12-31", "rule = \"1.3.1-i\"\nfile = \"plans/2023.toml\""));
    assert_eq!(verdict(&elsewhere, "1.3.1-i"), Verdict::Unmet);
    assert!(rules(&elsewhere).contains(&"exception/unused".to_owned()));
    let expired = with(&exception("2022-09-29", "clause = \"1.3.1-i\""));
    assert_eq!(verdict(&expired, "1.3.1-i"), Verdict::Unmet);
    assert!(rules(&expired).contains(&"exception/expired".to_owned()));
}

#[test]
fn what_has_not_ended_is_not_due() {
    let standard = embedded().expect("a sound standard");
    let gone = ("meetings/2022-04-14-校务会.toml", "听取汇报", "研究部署");
    assert_eq!(verdict(&checked(&standard, &[gone], date(2022, 7, 8)), "1.1.1-d"), Verdict::NotDue);
    assert_eq!(verdict(&checked(&standard, &[gone], date(2022, 7, 9)), "1.1.1-d"), Verdict::Unmet);
}

#[test]
fn a_window_of_its_own_is_not_needed() {
    let standard = embedded().expect("a sound standard");
    let studio = fs::read_to_string(patched(&[]).path().join("studio.toml")).expect("utf-8");
    let window = &studio[studio.find("[window]").expect("a window")..];
    let report = checked(&standard, &[("studio.toml", window, "")], TODAY);
    // A studio owes nothing for the time before it was; the year that has just begun is not due.
    assert_eq!(report.window.0, date(2020, 9, 1));
    assert_eq!(report.window.1, date(2023, 8, 31));
    assert_eq!(verdict(&report, "3.3.1-e"), Verdict::NotDue);
}

/// What a broken file may hold is not said to be missing: its slip is the one finding, and the clauses wait for it.
#[test]
fn a_broken_file_is_one_finding() {
    let standard = embedded().expect("a sound standard");
    for (file, find, put, waits) in [
        ("plans/2020-2023.toml", "title = \"", "title = “", "1.3.1-a"),
        ("years/2021-2022.toml", "planned = ", "planned = = ", "2.2.1-b"),
        ("members/郁文澜.toml", "name = \"", "name = “", "2.2.3-e"),
        ("carriers/青蓝同舟.toml", "kind = \"", "kind = “", "3.2.1-a"),
        ("studio.toml", "[school]", "[school", "1.1.1-d"),
    ] {
        let report = checked(&standard, &[(file, find, put)], TODAY);
        assert_eq!(rules(&report), ["record/syntax"], "{file}");
        assert_eq!(verdict(&report, waits), Verdict::Unjudged, "{file}");
        let one = report.clauses.iter().find(|one| one.id() == waits).expect("a clause");
        assert!(one.reason.as_ref().is_some_and(|reason| reason.contains(file)), "{file}: {:?}", one.reason);
    }
}

/// Two of one name are told as that, and not as one that nothing refers to as well.
#[test]
fn an_item_copied_is_told_once() {
    let standard = embedded().expect("a sound standard");
    let plan = fs::read_to_string(patched(&[]).path().join("plans/2020-2023.toml")).expect("utf-8");
    let item = plan.split_inclusive("\n\n").find(|block| block.starts_with("[[item]]")).expect("an item");
    let report = checked(&standard, &[("plans/2020-2023.toml", item, &item.repeat(2))], TODAY);
    assert_eq!(rules(&report), ["record/duplicate"]);
}

/// A word for nothing is no answer where a clause wants something told, and as good as none where there need be nothing.
#[test]
fn a_word_for_nothing_says_nothing() {
    let standard = embedded().expect("a sound standard");
    let carriers = [("carriers/三问会诊室.toml", "problem = \"", "problem = \"暂无\" # ")];
    let report = checked(&standard, &carriers, TODAY);
    assert_eq!(rules(&report), ["3.2.2-c"]);
    let label = report.findings[0].places.get(1).and_then(|place| place.label.as_deref());
    assert!(label.is_some_and(|label| label.contains("“暂无”不算写了")), "{label:?}");
    let task = "done = 2021-11-23";
    for (put, wrong) in [
        ("done = 2021-11-23\ncarried = \"无\"", [].as_slice()),
        ("carried = \"无。\"", ["3.3.1-c"].as_slice()),
        ("carried = \"无障碍通道没有修好\"", [].as_slice()),
    ] {
        let report = checked(&standard, &[("years/2021-2022.toml", task, put)], TODAY);
        assert_eq!(rules(&report), wrong, "{put}");
    }
    let name = "name = \"仝志远\"";
    let put = format!("{name}\nparty = \"无\"");
    assert_eq!(rules(&checked(&standard, &[("members/仝志远.toml", name, &put)], TODAY)), [""; 0]);
}

/// What is wrong in the records that can be read is told all the same.
#[test]
fn a_broken_file_hides_no_fault_of_another() {
    let standard = embedded().expect("a sound standard");
    let year = ("years/2021-2022.toml", "planned = ", "planned = = ");
    let other = ("years/2020-2021.toml", "summary_evidence = [\"证据/年度/2020-2021学年总结.md\"]\n", "");
    let patches = [year, other, ("plans/2020-2023.toml", "evidence = [", "other = [")];
    let found = rules(&checked(&standard, &patches, TODAY));
    assert!(found.contains(&"record/syntax".to_owned()), "{found:?}");
    assert!(found.contains(&"1.3.1-a".to_owned()), "{found:?}");
    assert!(!found.contains(&"3.3.1-a".to_owned()), "{found:?}");
}

#[test]
fn semesters_share_neither_name_nor_day() {
    let standard = embedded().expect("a sound standard");
    let overlap = checked(&standard, &[("studio.toml", "start = 2021-03-01", "start = 2021-01-01")], TODAY);
    assert!(rules(&overlap).contains(&"record/duplicate".to_owned()), "{:?}", rules(&overlap));
    let twice = checked(&standard, &[("studio.toml", "id = \"2020-2021-2\"", "id = \"2020-2021-1\"")], TODAY);
    assert!(rules(&twice).contains(&"record/duplicate".to_owned()), "{:?}", rules(&twice));
}

/// A year of which the calendar has no semester cannot be said to have had its briefing in each.
#[test]
fn a_year_without_semesters_is_asked_for() {
    let standard = embedded().expect("a sound standard");
    let text = fs::read_to_string(patched(&[]).path().join("studio.toml")).expect("utf-8");
    let start = text.find("[[calendar.semester]]\nid = \"2021-2022-1\"").expect("a semester");
    let end = text.find("# 只核对").expect("the window");
    let report = checked(&standard, &[("studio.toml", &text[start..end], "")], TODAY);
    assert_eq!(verdict(&report, "1.1.1-d"), Verdict::Unmet);
}

/// Nor can one whose second semester was forgotten; half a year is no holiday.
#[test]
fn a_forgotten_semester_is_asked_for() {
    let standard = embedded().expect("a sound standard");
    let text = fs::read_to_string(patched(&[]).path().join("studio.toml")).expect("utf-8");
    let start = text.find("[[calendar.semester]]\nid = \"2021-2022-2\"").expect("a semester");
    let end = text.find("# 只核对").expect("the window");
    let report = checked(&standard, &[("studio.toml", &text[start..end], "")], TODAY);
    assert_eq!(verdict(&report, "1.1.1-d"), Verdict::Unmet);
    let found = report.findings.iter().find(|finding| finding.rule == "1.1.1-d").expect("a finding");
    assert!(found.message.contains("2022-01-22"), "{}", found.message);
}

/// Days of the window that changed places are one mistake, not fifty.
#[test]
fn a_window_the_wrong_way_round_is_one_mistake() {
    let standard = embedded().expect("a sound standard");
    let patches = [("studio.toml", "from = 2020-09-01\nto = 2022-08-31", "from = 2022-08-31\nto = 2020-09-01")];
    assert_eq!(rules(&checked(&standard, &patches, TODAY)), ["record/range"]);
}

/// One wrong day of a member is one mistake, however often the member is named; so is a pair that changed places.
#[test]
fn a_wrong_day_of_a_member_is_one_mistake() {
    let standard = embedded().expect("a sound standard");
    let found = |day: &str| {
        let patches = [("members/郁文澜.toml", "joined = 2020-09-01", day)];
        checked(&standard, &patches, TODAY).findings
    };
    let late = found("joined = 2022-07-01");
    assert_eq!(late.len(), 1, "{late:?}");
    assert!(late[0].message.contains("37 处"), "{}", late[0].message);
    assert_eq!((late[0].places.len(), late[0].places[0].file.as_str()), (38, "members/郁文澜.toml"));
    let turned = found("joined = 2021-09-01\nleft = 2020-09-01");
    assert_eq!(turned.iter().map(|finding| finding.rule.as_str()).collect::<Vec<_>>(), ["record/range"]);
}

/// One wrong day of a meeting is one mistake, however many were there.
#[test]
fn a_wrong_day_of_an_activity_is_one_mistake() {
    let standard = embedded().expect("a sound standard");
    let patches = [("activities/2022-05-12-小课题结题.toml", "date = 2022-05-12", "date = 2020-05-12")];
    let found = checked(&standard, &patches, TODAY).findings;
    let references: Vec<_> = found.iter().filter(|finding| finding.rule == "record/reference").collect();
    assert_eq!(references.len(), 1, "{references:?}");
    assert_eq!(references[0].places[0].line, 1);
}

/// Whoever signs what he wrote does so under any title.
#[test]
fn a_name_in_brackets_with_a_title_is_the_same_name() {
    let standard = embedded().expect("a sound standard");
    for (one, other, wanted) in [
        ("郁文澜（主持人）", "郁文澜", true),
        ("卓怀谨/郁文澜(代)", "郁 文澜", true),
        ("郁文", "郁文澜", false),
        ("（代）", "（章）", false),
        ("宓晓棠老师", "宓晓棠", true),
        ("王主任", "王老师", false),
        ("欧阳主任", "欧阳老师", false),
    ] {
        assert_eq!(check::is_same(&standard, one, other), wanted, "{one} {other}");
    }
}

/// What stands there under a misspelt key is not said to be missing without a word of where it is.
#[test]
fn a_misspelt_key_is_named_where_it_is_missed() {
    let standard = embedded().expect("a sound standard");
    let report = checked(&standard, &[("members/佘嘉树.toml", "sex = ", "Sex = ")], TODAY);
    let missed = report.findings.iter().find(|finding| finding.rule == "2.1.2-b").expect("a finding");
    let label = missed.places.get(1).and_then(|place| place.label.as_deref());
    assert!(label.is_some_and(|label| label.contains("sex")), "{:?}", missed.places);
}

/// A window that a province gives to all begins for each studio when it was founded.
#[test]
fn nothing_is_owed_for_the_time_before_there_was_a_studio() {
    let standard = embedded().expect("a sound standard");
    let report = checked(&standard, &[("studio.toml", "founded = 2020-08-31", "founded = 2021-07-12")], TODAY);
    assert_eq!(report.window, (date(2021, 7, 12), date(2022, 8, 31)));
    // One that was founded when the window was over, or its last semester half over, owes nothing yet; that is said, and that
    // there are records of earlier days, which a slip would leave unasked.
    for day in ["2022-09-05", "2022-07-09", "2022-07-08", "2022-05-20"] {
        let founded = format!("founded = {day}");
        let late = checked(&standard, &[("studio.toml", "founded = 2020-08-31", &founded)], TODAY);
        let says = |judged: &check::Judged<'_>| judged.reason.as_deref().is_some_and(|why| why.contains("2022-08-31"));
        assert!(late.clauses.iter().all(|judged| judged.verdict == Verdict::NotDue && says(judged)), "{day}");
        assert!(!late.findings.iter().any(|finding| finding.rule.starts_with(|c: char| c.is_ascii_digit())), "{day}");
        let early = |one: &&Finding| one.rule == "record/date" && one.message.contains("写的日期更早");
        assert_eq!(late.findings.iter().filter(early).count(), 1, "{day}");
    }
    // With half of the last semester left there was a meeting to hold.
    let just = checked(&standard, &[("studio.toml", "founded = 2020-08-31", "founded = 2022-03-31")], TODAY);
    assert!(just.clauses.iter().any(|judged| judged.verdict != Verdict::NotDue));
}

/// A studio that was founded in the last weeks of a year owes no plan of it; what it did then counts all the same.
#[test]
fn nothing_is_owed_for_the_last_weeks_of_a_semester() {
    let standard = embedded().expect("a sound standard");
    let founded = |day: &str, today: Date| {
        let folder = patched(&[("studio.toml", "founded = 2020-08-31", &format!("founded = {day}"))]);
        fs::remove_file(folder.path().join("years/2020-2021.toml")).expect("a file");
        let options = Options::new(today, Lang::Zh);
        let report = check::studio(&standard, folder.path(), folder.path(), &Dates::default(), &options);
        assert_eq!(report.window.0.to_string(), day);
        ["3.3.1-a", "2.2.1-b"].map(|id| verdict(&report, id))
    };
    assert_eq!(founded("2021-07-08", TODAY), [Verdict::Met; 2]);
    assert_eq!(founded("2021-03-08", TODAY), [Verdict::Unmet; 2]);
    // Before a time comes of which something can be asked, nothing is due.
    assert_eq!(founded("2021-07-08", date(2021, 8, 1)), [Verdict::NotDue; 2]);
}

/// Who came in the last holidays of the window has led nothing and won nothing yet.
#[test]
fn nothing_is_asked_of_who_has_just_come() {
    let standard = embedded().expect("a sound standard");
    let came = |day: &str| {
        let folder = patched(&[]);
        let member = fs::read_to_string(folder.path().join("members/蒲雪莹.toml")).expect("utf-8");
        let member = member.split("[[growth]]").next().expect("a head").replace("蒲雪莹", "储玉梅");
        let lines = member
            .lines()
            .map(|line| if line.starts_with("joined = ") { format!("joined = {day}") } else { line.to_owned() });
        let member: Vec<String> = lines.collect();
        fs::write(folder.path().join("members/储玉梅.toml"), member.join("\n")).expect("written");
        let options = Options::new(TODAY, Lang::Zh);
        let report = check::studio(&standard, folder.path(), folder.path(), &Dates::default(), &options);
        ["3.3.2-b", "3.3.2-c"].map(|id| verdict(&report, id))
    };
    assert_eq!(came("2022-08-25"), [Verdict::Met; 2]);
    assert_eq!(came("2022-02-21"), [Verdict::Unmet; 2]);
}

/// A year of which no class is written down at all is not one in which every class had a teacher.
#[test]
fn a_year_without_classes_waits() {
    let standard = embedded().expect("a sound standard");
    let later = [
        ("classes/2018级.toml", "2018-09-01", "2021-09-01"),
        ("classes/2018级.toml", "to = 2021-07-09", "to = 2022-07-09"),
        ("classes/2018级.toml", "2021-02-25", "2021-11-25"),
        ("classes/2019级.toml", "2019-09-01", "2021-08-30"),
        ("classes/2019级.toml", "2021-03-01", "2021-12-01"),
        ("classes/2020级.toml", "2020-09-01", "2021-09-01"),
        ("signoffs.toml", "\"1.1.2\", ", ""),
    ];
    let report = checked(&standard, &later, TODAY);
    assert_eq!(verdict(&report, "1.1.2-b"), Verdict::Unjudged);
    let told: Vec<_> = report.findings.iter().filter(|finding| finding.rule == "1.1.2-b").collect();
    assert!(told.len() == 1 && told[0].message.contains("2020-2021-1、2020-2021-2"), "{told:?}");
    assert_eq!(told[0].severity, studio::finding::Severity::Warning);
    // One class of them is enough to go by.
    assert_eq!(verdict(&checked(&standard, &later[3..], TODAY), "1.1.2-b"), Verdict::Met);
}

/// Whoever came in the last weeks of a year, or after them, has no appraisal of it.
#[test]
fn a_member_of_the_last_weeks_has_no_appraisal() {
    let standard = embedded().expect("a sound standard");
    let joined = |day: &str| {
        let text = format!("name = \"卞小舟\"\ncategory = \"班主任培育对象\"\njoined = {day}\n");
        let report = checked(&standard, &[("members/卞小舟.toml", "", &text)], TODAY);
        report.findings.into_iter().filter(|finding| finding.rule == "2.2.1-b").count()
    };
    assert_eq!((joined("2022-08-25"), joined("2022-07-07"), joined("2022-04-20")), (0, 0, 1));
}

/// A slip in the calendar is told there, and not by every member.
#[test]
fn a_slip_in_the_calendar_is_one_mistake() {
    let standard = embedded().expect("a sound standard");
    let days = ("start = 2020-09-01\nend = 2021-01-29", "start = 2021-01-29\nend = 2020-09-01");
    assert_eq!(rules(&checked(&standard, &[("studio.toml", days.0, days.1)], TODAY)), ["record/range"]);
    let names = [
        ("studio.toml", "id = \"2020-2021-1\"", "id = \"2020-2021-9\""),
        ("studio.toml", "id = \"2020-2021-2\"", "id = \"2020-2021-1\""),
    ];
    assert_eq!(rules(&checked(&standard, &names, TODAY)), ["record/duplicate"]);
}

/// What a file that cannot be read might say is not said to be no matter.
#[test]
fn what_cannot_be_read_may_apply() {
    let standard = embedded().expect("a sound standard");
    let before =
        checked(&standard, &[], TODAY).clauses.iter().filter(|one| one.verdict == Verdict::NotApplicable).count();
    let broken = checked(&standard, &[("members/郁文澜.toml", "name = \"", "name = “")], TODAY);
    let after = broken.clauses.iter().filter(|one| one.verdict == Verdict::NotApplicable).count();
    assert!(after <= before, "{before} {after}");
}

/// A reviewer may refuse what the machine would let pass.
#[test]
fn a_refusal_weighs_more_than_a_count() {
    let standard = embedded().expect("a sound standard");
    let refusal = "\n[[signoff]]\ncovers = [\"1.1.2-b\"]\nreviewer = \"封有年\"\nrole = \"督学\"\ndate = 2022-09-20\nverdict = \"不符合\"\n";
    let report = checked(&standard, &[("signoffs.toml", "", refusal)], TODAY);
    assert_eq!(verdict(&report, "1.1.2-b"), Verdict::Unmet);
}

/// What is to come is no fact yet, and before the window nothing is due.
#[test]
fn the_future_does_not_count() {
    let standard = embedded().expect("a sound standard");
    let year = fs::read_to_string(patched(&[]).path().join("years/2021-2022.toml")).expect("utf-8");
    let line = year.lines().find(|line| line.starts_with("summarized")).expect("a date");
    let later = [("years/2021-2022.toml", line, "summarized = 2032-07-07")];
    assert_eq!(verdict(&checked(&standard, &later, TODAY), "3.3.1-e"), Verdict::Unmet);
    let early = checked(&standard, &[], date(2020, 8, 15));
    assert_eq!(rules(&early), ["record/date"], "that nothing is checked is told");
    assert!(early.clauses.iter().all(|clause| clause.verdict == Verdict::NotDue));
}

/// A sign-off or a statement of a day to come is not passed over without a word.
#[test]
fn who_speaks_from_the_future_is_told_that_it_does_not_count() {
    let standard = embedded().expect("a sound standard");
    let report = checked(&standard, &[("signoffs.toml", "date = 2022", "date = 2032")], TODAY);
    assert_eq!(rules(&report), ["signoff/to-come"]);
    assert!(report.findings[0].message.contains("有 5 条意见"), "once: {}", report.findings[0].message);
    assert_eq!(verdict(&report, "1.1.1-a"), Verdict::Unjudged);
    let later = "\n[[statement]]\ncovers = [\"1.1.1\"]\ntext = \"有改动\"\nauthor = \"卓怀谨\"\ndate = 2022-10-20\n";
    let report = checked(&standard, &[("statements.toml", "", later)], TODAY);
    assert_eq!(rules(&report), ["signoff/to-come"]);
    assert_eq!(verdict(&report, "1.1.1-a"), Verdict::Met, "what stood before still counts");
    assert_eq!(rules(&checked(&standard, &[("statements.toml", "", later)], date(2022, 10, 20))), ["signoff/stale"]);
}

/// What was stated or signed before the window began says nothing of it, and may be written anew.
#[test]
fn who_spoke_before_the_window_does_not_speak_of_it() {
    let standard = embedded().expect("a sound standard");
    let window = ("studio.toml", "from = 2020-09-01\nto = 2022-08-31", "from = 2022-09-04\nto = 2022-09-30");
    let report = checked(&standard, &[window], TODAY);
    assert_eq!(verdict(&report, "2.2.1-a"), Verdict::Unjudged, "stated on the day before");
    assert_eq!(verdict(&report, "2.2.2-b"), Verdict::Met, "stated on the day after");
    let past = report.findings.iter().filter(|one| one.rule == "signoff/past").collect::<Vec<_>>();
    assert!(matches!(past.as_slice(), [one] if one.message.contains("早于检查时段（从 2022-09-04 起）")), "{past:?}");
    let judged = report.clauses.iter().find(|one| one.id() == "2.2.1-a").expect("a clause");
    assert!(judged.reason.as_ref().is_some_and(|reason| reason.contains("待重新说明和评审")), "{:?}", judged.reason);
    // With another one nothing waits for the old one, and nothing is said of it.
    let anew =
        "\n[[statement]]\ncovers = [\"2.2.1\"]\ntext = \"这一个月的事\"\nauthor = \"桑维勤\"\ndate = 2022-09-05\n";
    let report = checked(&standard, &[window, ("statements.toml", "", anew)], TODAY);
    assert_eq!(verdict(&report, "2.2.1-a"), Verdict::Met);
    let later = ("studio.toml", "from = 2020-09-01\nto = 2022-08-31", "from = 2022-09-10\nto = 2022-09-30");
    let anew = anew.replace("09-05", "09-12");
    let report = checked(&standard, &[later, ("statements.toml", "", &anew)], TODAY);
    assert_eq!(verdict(&report, "2.2.1-a"), Verdict::Unjudged, "signed on the day before");
}

/// Members who came in the last holidays have done nothing yet that could be asked about.
#[test]
fn a_newcomer_owes_no_profile_yet() {
    let standard = embedded().expect("a sound standard");
    let member = "name = \"钟离晚\"\ncategory = \"本校班主任教师\"\njoined = 2022-08-25\n";
    let report = checked(&standard, &[("members/钟离晚.toml", "", member)], TODAY);
    assert!(report.findings.is_empty(), "{:?}", report.findings);
    // Where all of them are new, nothing is due.
    let folder = patched(&[]);
    for file in fs::read_dir(folder.path().join("members")).expect("members").flatten() {
        let text = fs::read_to_string(file.path()).expect("utf-8");
        let lines = text.lines().filter(|line| !line.starts_with("left"));
        let lines = lines.map(|line| if line.starts_with("joined") { "joined = 2022-06-20" } else { line });
        fs::write(file.path(), lines.collect::<Vec<_>>().join("\n")).expect("written");
    }
    let options = Options::new(TODAY, Lang::Zh);
    let report = check::studio(&standard, folder.path(), folder.path(), &Dates::default(), &options);
    let expected = [Verdict::Met, Verdict::NotDue, Verdict::Met];
    assert_eq!(["2.1.2-b", "3.1.1-e", "3.3.2-a"].map(|id| verdict(&report, id)), expected);
    let longer = member.replace("2022-08-25", "2022-03-01");
    let report = checked(&standard, &[("members/钟离晚.toml", "", &longer)], TODAY);
    assert!(rules(&report).contains(&"3.3.2-a".to_owned()) && rules(&report).contains(&"2.1.2-b".to_owned()));
}

/// Who says that he is no member of the party tells of no way to show it.
#[test]
fn who_is_no_party_member_shows_no_membership() {
    let standard = embedded().expect("a sound standard");
    let patches = |way: &str| verdict(&others::of_party(&standard, &format!("party = \"{way}\"\n"), &[]), "2.2.2-a");
    for way in ["群众", "非党员", "否", "不是党员。", "共青团员", "（无党派）"] {
        assert_eq!(patches(way), Verdict::NotApplicable, "{way}");
    }
    assert_ne!(patches("在群众中亮身份"), Verdict::NotApplicable);
}

/// What is older than the studio is no result of its own; a measure begun before it is one, with what came after.
#[test]
fn what_was_there_before_the_studio_waits_for_a_person() {
    let standard = embedded().expect("a sound standard");
    let file = "measures/班主任五种感受问卷.toml";
    let early = [
        (file, "date = 2020", "date = 2016"),
        (file, "date = 2021", "date = 2017"),
        (file, "date = 2022", "date = 2018"),
    ];
    let report = checked(&standard, &early, TODAY);
    let told = report.findings.iter().filter(|one| one.rule == "4.2.1-b").collect::<Vec<_>>();
    assert!(matches!(told.as_slice(), [one] if one.message.contains("都是工作室成立（2020-08-31）以前的")), "{told:?}");
    let report = checked(&standard, &early[..1], TODAY);
    assert!(report.findings.iter().all(|one| one.rule != "4.2.1-b"), "{:?}", report.findings);
}

/// A class called as one that has left is another: each file, and each day, means its own.
#[test]
fn names_that_come_back_with_each_cohort_are_no_duplicates() {
    let standard = embedded().expect("a sound standard");
    let folder = patched(&[]);
    for (from, to) in [("2018级", "2018级数控班"), ("2021级", "2021级数控班")] {
        for file in walkdir::WalkDir::new(folder.path()).into_iter().flatten() {
            let own = file.path().ends_with(format!("classes/{from}.toml"));
            if own || file.path().parent().is_some_and(|folder| folder.ends_with("activities")) {
                let text = fs::read_to_string(file.path()).expect("utf-8");
                fs::write(file.path(), text.replace(to, "数控1班")).expect("written");
            }
        }
    }
    let looked_at = || {
        let options = Options::new(TODAY, Lang::Zh);
        check::studio(&standard, folder.path(), folder.path(), &Dates::default(), &options)
    };
    let report = looked_at();
    assert!(report.findings.is_empty(), "{:?}", report.findings);
    assert_eq!(verdict(&report, "1.1.2-b"), Verdict::Met);
    // The class of each cohort still needs a teacher of its own, and two at one time are told.
    let path = folder.path().join("classes/2021级.toml");
    let text = fs::read_to_string(&path).expect("utf-8");
    fs::write(&path, text.replacen("class = \"数控1班\"", "class = \"2021级计算机班\"", 1)).expect("written");
    assert_eq!(verdict(&looked_at(), "1.1.2-b"), Verdict::Unmet);
    fs::write(&path, text.replacen("from = 2021-09-01", "from = 2021-07-01", 1)).expect("written");
    assert!(rules(&looked_at()).contains(&"record/duplicate".to_owned()));
}

/// A plan that follows another may call its parts as that did; carriers without a day serve both.
#[test]
fn parts_of_plans_that_follow_each_other_are_no_duplicates() {
    let standard = embedded().expect("a sound standard");
    let folder = patched(&[("plans/2020-2023.toml", "to = 2023-08-31", "to = 2022-02-28")]);
    let text = fs::read_to_string(folder.path().join("plans/2020-2023.toml")).expect("utf-8");
    let next = text.replace("from = 2020-09-14", "from = 2022-03-01").replace("to = 2022-02-28", "to = 2025-02-28");
    fs::write(folder.path().join("plans/2022-2025.toml"), next).expect("written");
    let options = Options::new(TODAY, Lang::Zh);
    let report = check::studio(&standard, folder.path(), folder.path(), &Dates::default(), &options);
    assert!(rules(&report).iter().all(|rule| rule != "record/duplicate" && rule != "3.2.1-a"), "{:?}", report.findings);
}

/// What is private stays private, whoever approves an exception.
#[test]
fn a_privacy_error_cannot_be_excepted() {
    let standard = embedded().expect("a sound standard");
    let exception = "[[exception]]\nrule = \"privacy/phone\"\nfile = \"studio.toml\"\nreason = \"方便联系\"\napprover = \"祁望舒\"\nuntil = 2022-12-31\n";
    let patches =
        [("studio.toml", "positioning = \"", "positioning = \"电话13900000000，"), ("exceptions.toml", "", exception)];
    let report = checked(&standard, &patches, TODAY);
    assert!(rules(&report).contains(&"privacy/phone".to_owned()), "{:?}", rules(&report));
}

/// Evidence that is written and is none is why a clause lacks it: the clause's own finding says so, and not only one further on.
#[test]
fn a_clause_without_evidence_names_the_path_that_is_wrong() {
    let standard = embedded().expect("a sound standard");
    let folder = patched(&[]);
    let plans: Vec<_> = fs::read_dir(folder.path().join("plans")).expect("plans").flatten().collect();
    for plan in plans {
        let text =
            fs::read_to_string(plan.path()).expect("utf-8").replace("evidence = [\"", "evidence = [\"../13800000000/");
        fs::write(plan.path(), text).expect("written");
    }
    let options = Options::new(TODAY, Lang::Zh);
    let report = check::studio(&standard, folder.path(), folder.path(), &Dates::default(), &options);
    let found = report.findings.iter().find(|finding| finding.rule == "1.3.1-a").expect("a finding");
    let labels: Vec<&str> = found.places.iter().filter_map(|place| place.label.as_deref()).collect();
    assert!(!labels.is_empty() && labels.iter().all(|label| label.starts_with("写在这里的用不上：")), "{found:?}");
    assert!(found.message.contains("缺少佐证") && found.places[0].label.is_none(), "{found:?}");
    assert!(!labels.concat().contains("13800000000"), "{labels:?}");
    // What lies at the second place has the cause told of it alone.
    let cause =
        report.findings.iter().find(|one| one.rule == "record/evidence" && one.places[0].line == found.places[1].line);
    assert!(cause.is_some_and(|cause| labels[0].ends_with(&cause.message)), "{labels:?}");
}

/// A file that cannot be read may break what is asked of each.
#[test]
fn what_is_asked_of_each_waits_for_a_broken_file() {
    let standard = embedded().expect("a sound standard");
    let broken = [
        ("classes/2019级.toml", "1.1.2-b"),
        ("members/殳敏.toml", "2.1.2-b"),
        ("members/殳敏.toml", "2.2.1-b"),
        ("members/殳敏.toml", "3.3.2-a"),
    ];
    for (file, clause) in broken {
        let report = checked(&standard, &[(file, "", "\n坏 = “\n")], TODAY);
        assert_eq!(verdict(&report, clause), Verdict::Unjudged, "{clause} without {file}");
        let judged = report.clauses.iter().find(|one| one.id() == clause).expect("a clause");
        assert!(judged.reason.as_ref().is_some_and(|reason| reason.contains(file)), "{:?}", judged.reason);
        assert_eq!(report.findings.len(), 1, "{:?}", rules(&report));
    }
}

/// A row whose day cannot be read is not in every time.
#[test]
fn what_leans_on_an_unread_day_waits() {
    let standard = embedded().expect("a sound standard");
    let meeting = "meetings/2021-04-22-校务会.toml";
    let bad = [
        ("1.1.1-d", meeting, "date = 2021-04-22", "date = \"2019年4月22日\""),
        ("1.1.1-d", meeting, "date = 2021-04-22", "date = \"待填\""),
        ("1.1.1-d", meeting, "date = 2021-04-22", ""),
        ("1.3.1-i", "plans/2020-2023.toml", "party_review = ", "party_review = \"2021年9月11日\" # "),
        ("1.3.1-a", "plans/2020-2023.toml", "to = ", "to = 2019-01-01 # "),
    ];
    for (clause, file, find, put) in bad {
        let report = checked(&standard, &[(file, find, put)], TODAY);
        assert_eq!(verdict(&report, clause), Verdict::Unjudged, "{clause} with {put:?}: {:?}", rules(&report));
        assert!(!rules(&report).iter().any(|rule| rule == clause), "what is wrong is the day: {:?}", rules(&report));
    }
    // What holds without it does not wait.
    let more = fs::read_to_string(patched(&[]).path().join(meeting)).expect("utf-8").replace("date = 2021-04-22", "");
    let twice = checked(&standard, &[("meetings/又一次.toml", "", &more)], TODAY);
    assert_eq!(verdict(&twice, "1.1.1-d"), Verdict::Met);
}

/// A word for nothing is no name, no number of paper and no statement.
#[test]
fn a_word_for_nothing_is_nobody_and_no_paper() {
    let standard = embedded().expect("a sound standard");
    let vacant = ["待填", "待定", "空缺（待聘）", "", "同上", "见附件", "全体"];
    for word in vacant {
        let put = format!("teacher = \"{word}\"");
        let report = checked(&standard, &[("classes/2019级.toml", "teacher = \"隗江\"", &put)], TODAY);
        assert_eq!(verdict(&report, "1.1.2-b"), Verdict::Unmet, "{word}");
    }
    let leader = checked(&standard, &[("studio.toml", "leader_in_charge = ", "leader_in_charge = \"同上\" # ")], TODAY);
    assert_eq!(verdict(&leader, "1.1.3-a"), Verdict::Unmet);
    for word in ["同上", "（无）", "待填写", "略。"] {
        let put = format!("field = \"{word}\" # ");
        let report = checked(&standard, &[("members/殳敏.toml", "field = ", &put)], TODAY);
        assert_eq!(rules(&report), ["2.1.2-b"], "{word}");
    }
    let paper = [(
        "statements.toml",
        "",
        "\n[[statement]]\ncovers = [\"4.5.1-a\"]\ntext = \"无\"\nauthor = \"宓晓棠\"\ndate = 2022-07-08\n",
    )];
    let before = verdict(&checked(&standard, &[], TODAY), "4.5.1-a");
    assert_eq!(verdict(&checked(&standard, &paper, TODAY), "4.5.1-a"), before, "what says nothing is no statement");
}

/// What is there in name only is not there: a list of nobody, a text that is a heading, a semester that is a year.
#[test]
fn what_is_there_in_name_only_is_not_there() {
    let standard = embedded().expect("a sound standard");
    let folder = patched(&[]);
    for year in ["years/2020-2021.toml", "years/2021-2022.toml"] {
        let path = folder.path().join(year);
        let text = fs::read_to_string(&path).expect("utf-8");
        let lines = text.lines().map(|line| if line.starts_with("names = ") { "names = [\"同上\"]" } else { line });
        fs::write(&path, lines.collect::<Vec<_>>().join("\n")).expect("written");
    }
    fs::write(folder.path().join("cases/停电的那节晚自习.md"), "# 停电的那节晚自习\n\n").expect("written");
    let options = Options::new(TODAY, Lang::Zh);
    let report = check::studio(&standard, folder.path(), folder.path(), &Dates::default(), &options);
    for clause in ["4.2.2-a", "4.2.2-b", "4.4.2-a"] {
        assert_eq!(verdict(&report, clause), Verdict::Unmet, "{clause}");
    }
    let root = fs::read_to_string(patched(&[]).path().join("studio.toml")).expect("utf-8");
    let end = root.lines().find(|line| line.starts_with("end = ")).expect("a semester");
    let report = checked(&standard, &[("studio.toml", end, "end = 2021-07-09")], TODAY);
    assert!(rules(&report).iter().any(|rule| rule == "record/range"), "{:?}", rules(&report));
}

/// A text that nobody can read is not missing: what hangs on it waits, and the file is named.
#[test]
fn what_hangs_on_a_text_that_cannot_be_read_waits() {
    let standard = embedded().expect("a sound standard");
    let text = "cases/一张返修单.md";
    let gbk = |bytes: Vec<u8>| {
        let text = String::from_utf8(bytes).expect("utf-8");
        (text.clone(), encoding_rs::GB18030.encode(&text).0.into_owned())
    };
    for word in [false, true] {
        let folder = patched(&[("cases/一张返修单.toml", "", "")]);
        let path = folder.path().join(text);
        let (_, bytes) = gbk(fs::read(&path).expect("a text"));
        if word {
            fs::remove_file(&path).expect("removed");
            fs::write(path.with_extension("docx"), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1").expect("written");
        } else {
            fs::write(&path, bytes).expect("written");
        }
        let options = Options::new(TODAY, Lang::Zh);
        let report = check::studio(&standard, folder.path(), folder.path(), &Dates::default(), &options);
        assert_eq!(rules(&report), [if word { "record/unreadable" } else { "record/encoding" }]);
        assert_eq!(verdict(&report, "4.4.2-a"), Verdict::Unjudged);
        let judged = report.clauses.iter().find(|clause| clause.id() == "4.4.2-a").expect("a clause");
        let file = if word { "cases/一张返修单.docx" } else { text };
        assert_eq!(judged.reason.as_deref(), Some(&*format!("{file} 读不通，先改好它，这一条才能判断")));
    }
}

/// Of those who led the studio and left it nothing is asked any more, and nothing waits for them.
#[test]
fn who_led_it_once_is_asked_no_more() {
    let standard = embedded().expect("a sound standard");
    let plain = verdict(&checked(&standard, &[], TODAY), "2.2.3-e");
    for (role, left) in [("主持人", "2020-12-31"), ("负责人", "2022-02-28")] {
        let folder = patched(&[]);
        let text = fs::read_to_string(folder.path().join("members/蔺书华.toml")).expect("utf-8");
        let text = text.replace("蔺书华", "邵子安").replace("\ncategory", &format!("\nrole = \"{role}\"\ncategory"));
        let text = text.split("\n[[growth]]").next().expect("a beginning");
        let lines = text.lines().map(|line| {
            if line.starts_with("joined") { format!("joined = 2020-09-01\nleft = {left}") } else { line.to_owned() }
        });
        let text = lines.collect::<Vec<_>>().join("\n");
        fs::write(folder.path().join("members/邵子安.toml"), &text).expect("written");
        let check = || {
            let options = Options::new(TODAY, Lang::Zh);
            check::studio(&standard, folder.path(), folder.path(), &Dates::default(), &options)
        };
        let report = check();
        assert_eq!(verdict(&report, "2.2.3-d"), Verdict::Met, "{role}");
        assert_eq!(verdict(&report, "2.2.3-e"), plain, "{role}");
        fs::write(folder.path().join("members/邵子安.toml"), text.replace(&format!("\nleft = {left}"), ""))
            .expect("written");
        let stays = if role == "主持人" { ("2.2.3-d", Verdict::Unmet) } else { ("2.2.3-e", Verdict::Unjudged) };
        assert_eq!(verdict(&check(), stays.0), stays.1, "{role}");
    }
}

/// A plan of the year's end is no plan of its beginning; a studio that began late in a year plans what is left of it.
#[test]
fn a_plan_belongs_to_the_beginning_of_what_it_plans() {
    let standard = embedded().expect("a sound standard");
    let late = |founded: &str, planned: &str| {
        let root = fs::read_to_string(patched(&[]).path().join("studio.toml")).expect("utf-8");
        let line = root.lines().find(|line| line.starts_with("founded = ")).expect("a day");
        let patches = [
            ("studio.toml", line, &*format!("founded = {founded}")),
            ("years/2021-2022.toml", "planned = 2021-09-03", &*format!("planned = {planned}")),
        ];
        let report = checked(&standard, &patches, TODAY);
        report.findings.iter().any(|one| one.rule == "record/date" && one.message.contains("计划日期"))
    };
    assert!(!late("2020-08-28", "2021-09-03") && !late("2020-08-28", "2022-02-28"));
    assert!(late("2020-08-28", "2022-08-30") && late("2020-08-28", "2022-09-29"));
    assert!(!late("2022-03-20", "2022-04-10"));
    assert!(late("2022-03-20", "2022-08-30"));
}

/// What lasted until the holidays and goes on behind them is in force in them; what ended before, or goes on nowhere, is not.
#[test]
fn what_goes_on_behind_the_holidays_is_in_force_in_them() {
    let standard = embedded().expect("a sound standard");
    let next = fs::read_to_string(shared::example("school").join("plans/2020-2023.toml")).expect("utf-8");
    let next = next.replace("from = 2020-09-14\nto = 2023-08-31", "from = 2022-09-01\nto = 2025-08-31");
    let plan = |day: &str, next: &str| {
        let to = format!("to = {day}");
        let patches = [("plans/2020-2023.toml", "to = 2023-08-31", &*to), ("plans/2022-2025.toml", "", next)];
        verdict(&checked(&standard, &patches, TODAY), "1.3.1-c")
    };
    let ends = ["2022-07-15", "2022-07-08", "2022-07-07"];
    assert_eq!(ends.map(|day| plan(day, &next)), [Verdict::Met, Verdict::Met, Verdict::Unmet]);
    let host = |left: &str, from: &str| {
        let joined = "joined = 2020-09-01";
        let left = format!("{joined}\nleft = {left}");
        let new = format!("name = \"祁望舒\"\nrole = \"主持人\"\ncategory = \"本校班主任教师\"\njoined = {from}\n");
        let patches = [("members/郁文澜.toml", joined, &*left), ("members/祁望舒.toml", "", &*new)];
        verdict(&checked(&standard, &patches, TODAY), "2.2.3-a")
    };
    assert_eq!(host("2022-07-10", "2022-09-01"), Verdict::Met);
    assert_eq!(host("2022-07-10", "2022-10-08"), Verdict::Met, "less than half of the term is over");
    assert_eq!(host("2022-07-10", "2022-12-08"), Verdict::Unmet, "half of the term is over");
    assert_eq!(host("2022-06-30", "2022-09-01"), Verdict::Unmet);
    assert_eq!(host("2022-06-30", "2022-08-20"), Verdict::Met);
}
