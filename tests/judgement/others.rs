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

/// What the school states of party members stands where no record names one: that is to be recorded before anybody signs it.
#[test]
fn what_only_a_statement_says_is_met_from_nothing_never() {
    let standard = embedded().expect("a sound standard");
    let nobody = ("signoffs.toml", "\"2.2\", ", "\"2.2.1\", \"2.2.3\", ");
    let unstated = ("statements.toml", "covers = [\"2.2.2\"]", "covers = [\"2.2.1\"]");
    let general = ("statements.toml", "covers = [\"2.2.2\"]", "covers = [\"2.2\"]");
    let both = |report: &Report<'_>| ["2.2.2-a", "2.2.2-b"].map(|clause| verdict(report, clause));
    for gone in [&[][..], &[nobody], &[general]] {
        let report = of_party(&standard, "", gone);
        assert_eq!(both(&report), [Verdict::Unevidenced, Verdict::Unjudged], "{gone:?}");
        let found: Vec<_> = report.findings.iter().filter(|finding| finding.rule == "2.2.2-a").collect();
        assert_eq!(found.len(), 1, "{:?}", report.findings);
        assert_eq!(found[0].places[0].file, "statements.toml");
        assert!(found[0].message.contains("party") && found[0].help.contains("不是党员"), "{:?}", found[0]);
        let waiting = report.clauses.iter().find(|one| one.id() == "2.2.2-b").expect("a clause");
        assert_eq!(waiting.waits, Some(check::Wait::Record));
        assert!(waiting.reason.as_ref().is_some_and(|reason| reason.contains("party")), "{:?}", waiting.reason);
    }
    // Where nobody speaks of it, nothing is asked.
    let report = of_party(&standard, "", &[nobody, unstated]);
    assert_eq!(both(&report), [Verdict::NotApplicable; 2]);
    let reason = report.clauses.iter().find(|one| one.id() == "2.2.2-a").and_then(|one| one.reason.clone());
    assert!(reason.as_ref().is_some_and(|reason| reason.contains("party")), "{reason:?}");
}

/// That there is no party member is said by all members, or by the statement; by some of them it is not said.
#[test]
fn a_clause_does_not_apply_where_all_say_so() {
    let standard = embedded().expect("a sound standard");
    let stated = fs::read_to_string(patched(&[]).path().join("statements.toml")).expect("utf-8");
    let block =
        stated.split("[[statement]]").find(|block| block.contains("covers = [\"2.2.2\"]")).expect("a statement");
    let line = block.lines().find(|line| line.starts_with("text = ")).expect("a text");
    let says = |text: &str| format!("text = \"{text}\"");
    let both = |report: &Report<'_>| ["2.2.2-a", "2.2.2-b"].map(|clause| verdict(report, clause));
    for text in ["工作室成员中没有党员教师。", "目前，成员都不是党员"] {
        let report = of_party(&standard, "", &[("statements.toml", line, &says(text))]);
        assert_eq!(both(&report), [Verdict::NotApplicable; 2], "{text}");
        assert!(report.findings.is_empty(), "{:?}", report.findings);
    }
    for text in ["没有党员教师掉队。", "有的专业部没有党员。工作室有六名。"] {
        let report = of_party(&standard, "", &[("statements.toml", line, &says(text))]);
        assert_eq!(both(&report), [Verdict::Unevidenced, Verdict::Unjudged], "{text}");
    }
    let none = of_party(&standard, "party = \"不是党员\"\n", &[]);
    assert_eq!(both(&none), [Verdict::NotApplicable; 2]);
    assert!(none.findings.is_empty(), "{:?}", none.findings);
    // One says so, and the others say nothing.
    let unstated = ("statements.toml", "covers = [\"2.2.2\"]", "covers = [\"2.2.1\"]");
    let folder = patched(&[unstated]);
    let members: Vec<_> = fs::read_dir(folder.path().join("members")).expect("a folder").collect();
    for (number, entry) in members.into_iter().enumerate() {
        let path = entry.expect("an entry").path();
        let text = fs::read_to_string(&path).expect("utf-8");
        let kept: Vec<&str> = text.lines().filter(|line| !line.starts_with("party")).collect();
        let own = if number == 0 { "party = \"不是党员\"\n" } else { "" };
        fs::write(&path, format!("{own}{}\n", kept.join("\n"))).expect("written");
    }
    let options = Options::new(TODAY, Lang::Zh);
    let some = check::studio(&standard, folder.path(), folder.path(), &Dates::default(), &options);
    assert_eq!(both(&some), [Verdict::Unjudged; 2]);
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
    assert_eq!(rules(&unsaid), ["2.1.2-b"]);
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
    // What was before it, its province's or a slip, moves to that day.
    assert_eq!(window("2021-08-01", "2020-09-01"), "2021-08-01");
}

/// What a studio did in the holidays in which it was founded is done; of the year that ends with them nothing is asked.
#[test]
fn what_was_done_in_the_holidays_of_the_founding_counts() {
    let standard = embedded().expect("a sound standard");
    let window = ("studio.toml", "\n[window]\nfrom = 2020-09-01\nto = 2022-08-31\n", "\n");
    let meeting = "date = 2022-08-25\nwhat = [\"研究部署\", \"听取汇报\"]\nwho = [\"学校领导班子\", \"领导小组\"]\n\
                   topics = [\"班主任工作\", \"工作室建设\"]\nevidence = [\"证据/会议/校务会纪要.md\"]\n";
    for founded in ["2022-07-09", "2022-08-25", "2022-08-31"] {
        let founding = format!("founded = {founded}");
        let patches = [
            window,
            ("studio.toml", "founded = 2020-08-31", founding.as_str()),
            ("meetings/2022-08-25-会.toml", "", meeting),
        ];
        let report = checked(&standard, &patches, TODAY);
        let met = founded != "2022-08-31";
        for clause in ["1.1.1-c", "1.1.3-a"] {
            assert_eq!(verdict(&report, clause) == Verdict::Met, met, "{clause} {founded} {:?}", rules(&report));
        }
        assert!(!report.findings.iter().any(|one| one.message.contains("2021-2022")), "{:?}", report.findings);
    }
}

/// A class whose block stands twice has one homeroom teacher, and a copy to delete; with another teacher it has two.
#[test]
fn a_homeroom_teacher_written_down_twice_is_one() {
    let standard = embedded().expect("a sound standard");
    let block = |teacher: &str| {
        format!("\n[[homeroom]]\nclass = \"2021级数控班\"\nteacher = \"{teacher}\"\nfrom = 2021-09-01\n")
    };
    let report = checked(&standard, &[("classes/2021级.toml", "", &block("郁文澜"))], TODAY);
    assert_eq!(verdict(&report, "1.1.2-b"), Verdict::Met);
    assert_eq!(rules(&report), ["record/duplicate"]);
    assert!(report.findings[0].help.contains("删掉一段"), "{}", report.findings[0].help);
    let two = checked(&standard, &[("classes/2021级.toml", "", &block("牟庆余"))], TODAY);
    assert_eq!((verdict(&two, "1.1.2-b"), rules(&two)), (Verdict::Unmet, vec!["1.1.2-b".to_owned()]));
}

/// Documents are chosen by what they provide for, and looked at for the same: the condition is told.
#[test]
fn what_a_document_is_chosen_by_is_told() {
    let standard = embedded().expect("a sound standard");
    let patches = [
        (
            "documents/工作室建设保障办法.toml",
            "says = [\"保障政策\", \"人员\", \"经费\", \"场地\"",
            "says = [\"保障政策\"",
        ),
        ("documents/班主任待遇规定.toml", "says = [", "says = [\"人员\", \"经费\", \"场地\", "),
    ];
    let report = checked(&standard, &patches, TODAY);
    let found = report.findings.iter().find(|finding| finding.rule == "5.1-b").expect("a finding");
    assert!(found.message.contains("“制度文件”（规定了什么（says）选“保障政策”）"), "{}", found.message);
}

/// What is left to a person is told until one has decided, and says that one may.
#[test]
fn what_a_reviewer_decided_is_told_no_more() {
    let standard = embedded().expect("a sound standard");
    let few = ("members/郁文澜.toml", "category = \"本校班主任教师\"", "category = \"校外专家\"");
    let report = checked(&standard, &[few], TODAY);
    let told = report.findings.iter().find(|one| one.rule == "2.1.1-b").expect("a finding");
    assert!(told.help.contains("请评审人"), "{}", told.help);
    assert_eq!(verdict(&report, "2.1.1-b"), Verdict::Unjudged);
    let signed = "\n[[signoff]]\ncovers = [\"2.1.1-b\"]\nreviewer = \"祁望舒\"\nrole = \"学校党总支书记\"\ndate = 2022-09-20\nverdict = \"符合\"\n";
    let report = checked(&standard, &[few, ("signoffs.toml", "", signed)], TODAY);
    assert_eq!(verdict(&report, "2.1.1-b"), Verdict::Met);
    assert!(!rules(&report).iter().any(|rule| rule == "2.1.1-b"), "{:?}", rules(&report));
}

/// What is excepted for one member is not for the others: their part still waits for the reviewer.
#[test]
fn an_exception_for_one_leaves_the_rest_to_the_reviewer() {
    let standard = embedded().expect("a sound standard");
    let row = "[[appraisal]]\nmember = \"殳敏\"\nethics = \"合格\"\norganisation = \"合格\"\ncolleagues = 94.4\nstudents = 95.8\n";
    let apart = ("signoffs.toml", "\"2.2\", ", "\"2.2.2\", \"2.2.3\", ");
    let folder = patched(&[apart, ("years/2021-2022.toml", row, "")]);
    let exception = "[[exception]]\nrule = \"2.2.1-d\"\nfile = \"members/殳敏.toml\"\nreason = \"产假\"\napprover = \"卓怀谨\"\nuntil = 2022-12-31\n";
    fs::write(folder.path().join("exceptions.toml"), exception).expect("written");
    let options = Options::new(TODAY, Lang::Zh);
    let report = check::studio(&standard, folder.path(), folder.path(), &Dates::default(), &options);
    assert_eq!((report.exceptions.len(), verdict(&report, "2.2.1-d")), (1, Verdict::Unjudged));
    let judged = report.clauses.iter().find(|one| one.id() == "2.2.1-d").expect("a clause");
    assert_eq!(judged.waits, Some(check::Wait::Signoff));
    assert!(!rules(&report).iter().any(|rule| rule == "2.2.1-d"));
}

/// 其他 may be any number of forms; a class is one, however its name is spaced.
#[test]
fn words_that_count_for_what_they_say() {
    let standard = embedded().expect("a sound standard");
    let folder = patched(&[("signoffs.toml", "\"3.2\", ", "")]);
    for entry in fs::read_dir(folder.path().join("carriers")).expect("a folder") {
        let path = entry.expect("an entry").path();
        let text = fs::read_to_string(&path).expect("utf-8");
        let lines = text.lines().map(|line| if line.starts_with("kind = ") { "kind = \"其他\"" } else { line });
        fs::write(&path, lines.collect::<Vec<_>>().join("\n") + "\n").expect("written");
    }
    let options = Options::new(TODAY, Lang::Zh);
    let report = check::studio(&standard, folder.path(), folder.path(), &Dates::default(), &options);
    assert_eq!(verdict(&report, "3.2.2-b"), Verdict::Unjudged);
    let class = [("activities/2021-12-23-返修单第三轮.toml", "class = \"2019级汽修班\"", "class = \"2019级 汽修班\"")];
    let folder = patched(&class);
    for entry in fs::read_dir(folder.path().join("activities")).expect("a folder") {
        let path = entry.expect("an entry").path();
        let kept = ["2021-04-01", "2021-12-23"].iter().any(|day| path.to_string_lossy().contains(day));
        let text = fs::read_to_string(&path).expect("utf-8");
        let lines = text.lines().filter(|line| kept || !line.starts_with("adjustment"));
        fs::write(&path, lines.collect::<Vec<_>>().join("\n") + "\n").expect("written");
    }
    let report = check::studio(&standard, folder.path(), folder.path(), &Dates::default(), &options);
    assert!(!rules(&report).iter().any(|rule| rule == "3.5.1-i"), "{:?}", report.findings);
    for party in ["民盟盟员", "入党积极分子"] {
        let put = format!("party = \"{party}\"\njoined");
        let report = checked(&standard, &[("members/殳敏.toml", "joined", &put)], TODAY);
        assert!(report.findings.is_empty(), "{party}: {:?}", report.findings);
    }
}

/// A file called as somebody else is, is told, whoever else is called so.
#[test]
fn a_file_is_called_as_the_person_in_it() {
    let standard = embedded().expect("a sound standard");
    let swapped = [
        ("members/佘嘉树.toml", "name = \"佘嘉树\"", "name = \"顿立诚\""),
        ("members/顿立诚.toml", "name = \"顿立诚\"", "name = \"佘嘉树\""),
    ];
    assert_eq!(rules(&checked(&standard, &swapped, TODAY)), ["record/name-variant"; 2]);
}
