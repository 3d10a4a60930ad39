//! What a school writes in another way than the example: what the Standard does not ask is not asked, and what nobody knows
//! waits.

use std::fs;

use studio::check::{self, Options, Report};
use studio::finding::Verdict;
use studio::record::calendar::Dates;
use studio::standard::{Standard, embedded};
use studio::text::lang::Lang;

use super::{TODAY, checked, patched, rules, verdict};

/// The school with every line of its members that begins with `party` put as `put`, and without what `gone` names in its papers.
pub fn of_party<'s>(standard: &'s Standard, put: &str, gone: &[(&str, &str, &str)]) -> Report<'s> {
    let folder = patched(gone);
    for entry in fs::read_dir(folder.path().join("members")).expect("a folder") {
        let path = entry.expect("an entry").path();
        let text = fs::read_to_string(&path).expect("utf-8");
        let (head, rest) = text.split_at(text.find("\n[").unwrap_or(text.len()));
        let lines = head.lines().filter(|line| !line.starts_with("party"));
        let head = lines.collect::<Vec<_>>().join("\n");
        fs::write(&path, format!("{head}\n{put}{rest}")).expect("written");
    }
    let options = Options::new(TODAY, Lang::Zh);
    check::studio(standard, folder.path(), folder.path(), &Dates::default(), &options)
}

/// What the school states of party members stands where no record names one: that is for a person to decide, not nothing.
#[test]
fn where_only_a_statement_says_that_a_clause_applies_a_person_decides() {
    let standard = embedded().expect("a sound standard");
    let nobody = ("signoffs.toml", "\"2.2\", ", "\"2.2.1\", \"2.2.3\", ");
    let unstated = ("statements.toml", "covers = [\"2.2.2\"]", "covers = [\"2.2.1\"]");
    for clause in ["2.2.2-a", "2.2.2-b"] {
        assert_eq!(verdict(&of_party(&standard, "", &[nobody]), clause), Verdict::Unjudged, "{clause}");
        let report = of_party(&standard, "", &[nobody, unstated]);
        assert_eq!(verdict(&report, clause), Verdict::NotApplicable, "{clause}");
        // Who signs what the school states has said it.
        assert_eq!(verdict(&of_party(&standard, "", &[]), clause), Verdict::Met, "{clause}");
        let none = of_party(&standard, "party = \"不是党员\"\n", &[nobody]);
        assert_eq!(verdict(&none, clause), Verdict::NotApplicable, "{clause}");
        assert!(none.findings.is_empty(), "{:?}", none.findings);
    }
    let report = of_party(&standard, "", &[nobody, unstated]);
    let reason = report.clauses.iter().find(|one| one.id() == "2.2.2-a").and_then(|one| one.reason.clone());
    assert!(reason.as_ref().is_some_and(|reason| reason.contains("party")), "{reason:?}");
}

#[test]
fn who_teaches_nothing_says_so() {
    let standard = embedded().expect("a sound standard");
    let file = "members/桑维勤.toml";
    let none = [
        (file, "course = \"中国特色社会主义\"", "course = \"无\""),
        (file, "major = \"公共基础课\"", "major = \"不任教\""),
    ];
    let report = checked(&standard, &none, TODAY);
    assert!(report.findings.is_empty(), "{:?}", report.findings);
    assert_eq!(verdict(&report, "2.1.2-b"), Verdict::Met);
    let unsaid = checked(&standard, &[(file, "course = \"中国特色社会主义\"", "course = \"待定\"")], TODAY);
    assert_eq!(verdict(&unsaid, "2.1.2-b"), Verdict::Unmet);
}

/// Whoever leads a class need not be of the studio, so he may have left it.
#[test]
fn who_has_left_the_studio_may_lead_a_class() {
    let standard = embedded().expect("a sound standard");
    let left = ("members/蒲雪莹.toml", "joined = 2020-09-01", "joined = 2020-09-01\nleft = 2022-08-20");
    let class = "from = 2022-08-28\nclasses = [\"2022级会计班\"]\nevidence = [\"证据/班级/班主任聘任名单.csv\"]\n\n[[homeroom]]\nclass = \"2022级会计班\"\nteacher = \"蒲雪莹\"\nfrom = 2022-08-28\n";
    let report = checked(&standard, &[left, ("classes/2022级.toml", "", class)], TODAY);
    assert!(!rules(&report).contains(&"record/reference".to_owned()), "{:?}", report.findings);
}

/// The priorities of a year are out when its first weeks are over.
#[test]
fn a_paper_of_a_year_may_come_late_in_it() {
    let standard = embedded().expect("a sound standard");
    let late = |year: &str| {
        (format!("documents/学校工作要点-{year}.toml"), format!("from = {year}-01-01"), format!("from = {year}-02-26"))
    };
    let patches: Vec<_> = ["2021", "2022"].map(late).to_vec();
    let patches: Vec<_> =
        patches.iter().map(|(file, find, put)| (file.as_str(), find.as_str(), put.as_str())).collect();
    let report = checked(&standard, &patches, TODAY);
    assert_eq!(verdict(&report, "1.1.1-b"), Verdict::Met);
    assert!(report.findings.is_empty(), "{:?}", report.findings);
    // By school years.
    let school = |from: &str, to: &str| {
        format!(
            "title = \"{from}学年学校工作要点\"\nissuer = \"学校\"\nfrom = {from}-09-05\nto = {to}-07-15\nsays = [\"学校年度工作要点\", \"班主任工作\", \"班主任队伍建设\"]\nevidence = [\"证据/制度/学校工作要点摘录.md\"]\n"
        )
    };
    let of = |years: &[(&str, &str)]| {
        let folder = patched(&[]);
        for year in ["2020", "2021", "2022"] {
            fs::remove_file(folder.path().join(format!("documents/学校工作要点-{year}.toml"))).expect("there");
        }
        for (from, to) in years {
            fs::write(folder.path().join(format!("documents/要点{from}.toml")), school(from, to)).expect("written");
        }
        let options = Options::new(TODAY, Lang::Zh);
        let report = check::studio(&standard, folder.path(), folder.path(), &Dates::default(), &options);
        verdict(&report, "1.1.1-b")
    };
    assert_eq!(of(&[("2020", "2021"), ("2021", "2022")]), Verdict::Met);
    assert_eq!(of(&[("2020", "2021")]), Verdict::Unmet);
    assert_eq!(of(&[("2021", "2022")]), Verdict::Unmet);
}

/// A window that begins in the holidays in which the studio was founded begins there.
#[test]
fn founding_moves_no_window_that_begins_with_it() {
    let standard = embedded().expect("a sound standard");
    let window = |founded: &str, from: &str| {
        let patches = [
            ("studio.toml", "founded = 2020-08-31", format!("founded = {founded}")),
            ("studio.toml", "from = 2020-09-01\nto = 2022-08-31", format!("from = {from}\nto = 2022-08-31")),
        ];
        let patches: Vec<_> = patches.iter().map(|(file, find, put)| (*file, *find, put.as_str())).collect();
        checked(&standard, &patches, TODAY).window.0.to_string()
    };
    assert_eq!(window("2021-08-01", "2021-08-01"), "2021-08-01");
    assert_eq!(window("2021-07-20", "2021-08-01"), "2021-08-01");
    // What was before it, its province's or a slip, moves to the first year that it saw.
    assert_eq!(window("2021-08-01", "2020-09-01"), "2021-09-01");
}
