//! What readers of whole schools found: words that are honest or none, kinds that are none of those named, days that are early, and
//! numbers that do not go together.

use std::fs;
use std::path::Path;

use jiff::civil::{Date, date};
use studio::check::{self, Options, Report};
use studio::finding::{Finding, Severity, Verdict};
use studio::record::calendar::Dates;
use studio::standard::{Standard, embedded};
use studio::text::lang::Lang;

use super::{TODAY, checked, patched, rules, verdict};
use crate::shared::{append, edit, studio, write};

fn looked_at<'s>(standard: &'s Standard, folder: &Path, today: Date) -> Report<'s> {
    check::studio(standard, folder, folder, &Dates::default(), &Options::new(today, Lang::Zh))
}

/// Writes all records in a folder anew.
fn each(folder: &Path, put: impl Fn(&str) -> String) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let text = fs::read_to_string(&path).expect("utf-8");
        fs::write(&path, put(&text)).expect("written");
    }
}

/// A record without the blocks that `is_out` names.
fn without(text: &str, heading: &str, is_out: impl Fn(&str) -> bool) -> String {
    text.split_inclusive("\n\n").filter(|block| !(block.starts_with(heading) && is_out(block))).collect()
}

fn of<'r>(report: &'r Report<'_>, rule: &str) -> Vec<&'r Finding> {
    report.findings.iter().filter(|one| one.rule == rule).collect()
}

const MEETING: &str = "meetings/2021-11-18-校务会.toml";

#[test]
fn a_matter_may_be_in_the_hands_of_an_office() {
    let standard = embedded().expect("a sound standard");
    let by = |owner: &str| {
        let put = format!("owner = \"{owner}\"");
        checked(&standard, &[(MEETING, "owner = \"翟承恩\"", &put)], TODAY)
    };
    for office in ["学生工作科", "政教处", "各专业部", "政教处、教务处", "分管副校长", "政教处主任", "各班班主任"]
    {
        let report = by(office);
        assert_eq!(verdict(&report, "1.1.1-f"), Verdict::Met, "{office}");
        assert!(report.findings.is_empty(), "{office}: {:?}", report.findings);
    }
    for nobody in ["待定", "相关人员", "有关部门", "某老师", "大家"] {
        let report = by(nobody);
        assert_eq!(verdict(&report, "1.1.1-f"), Verdict::Unmet, "{nobody}");
        let [told] = of(&report, "record/reference")[..] else { panic!("{nobody}: {:?}", report.findings) };
        assert!(told.message.contains("没有说出是谁") && told.help.contains("处室"), "{told:?}");
    }
}

#[test]
fn that_nothing_came_of_it_is_a_statement() {
    let standard = embedded().expect("a sound standard");
    let stated = |text: &str| {
        let own = format!(
            "\n[[statement]]\ncovers = [\"4.5.1\"]\ntext = \"{text}\"\nauthor = \"桑维勤\"\ndate = 2022-09-02\n"
        );
        let folder = patched(&[("statements.toml", "[\"4.5\"]", "[\"4.5.1-b\"]")]);
        append(folder.path(), "statements.toml", &own);
        folder
    };
    for honest in ["没有变化。", "没有什么变化。", "还没有做出成果。", "目前尚未开展。", "正在筹备中"]
    {
        let folder = stated(honest);
        let report = looked_at(&standard, folder.path(), TODAY);
        assert_eq!(verdict(&report, "4.5.1-a"), Verdict::Met, "{honest}");
        assert!(report.findings.is_empty(), "{honest}: {:?}", report.findings);
    }
    for none in ["待填", "待填写", "无", "暂无", "……", "没有。", "未填写", "以后再写"] {
        let report = looked_at(&standard, stated(none).path(), TODAY);
        assert_eq!(verdict(&report, "4.5.1-a"), Verdict::Unjudged, "{none}");
        assert_eq!(rules(&report), ["record/blank"], "{none}");
    }
    let folder = stated("没有变化。");
    let path = folder.path().to_str().expect("utf-8");
    let who = ["--reviewer", "封有年", "--role", "督学", "--verdict", "不符合", "--today", "2022-09-30"];
    let out = studio(&[&["review", "-C", path, "--covers", "4.5.1-a"][..], &who].concat());
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
}

#[test]
fn what_is_still_to_come_is_no_content() {
    let standard = embedded().expect("a sound standard");
    for culture in ["正在凝练中", "尚未提炼", "还没有", "暂无，下学期补", "...", "未知", "待进一步提炼"]
    {
        let folder = patched(&[]);
        let path = folder.path().join("studio.toml");
        let text = fs::read_to_string(&path).expect("utf-8");
        let put =
            |line: &str| if line.starts_with("culture = ") { format!("culture = \"{culture}\"") } else { line.into() };
        fs::write(&path, text.lines().map(put).collect::<Vec<_>>().join("\n")).expect("written");
        let report = looked_at(&standard, folder.path(), TODAY);
        assert_eq!(verdict(&report, "4.1.1-c"), Verdict::Unmet, "{culture}");
        let told = of(&report, "4.1.1-c")[0];
        assert!(told.places.iter().any(|place| place.label.is_some()), "{culture}: {told:?}");
    }
    let put = |folder: &str, keys: &[&str], says: &str| {
        let copy = patched(&[]);
        each(&copy.path().join(folder), |text| {
            let line = |line: &str| {
                let key = keys.iter().find(|key| line.starts_with(&format!("{key} = ")));
                key.map_or(line.to_owned(), |key| format!("{key} = {says}"))
            };
            text.lines().map(line).collect::<Vec<_>>().join("\n") + "\n"
        });
        copy
    };
    let profile = ["knowledge", "practice", "personality", "philosophy", "aspiration"];
    let copy = put("members", &profile, "\"待访谈\"");
    assert_eq!(verdict(&looked_at(&standard, copy.path(), TODAY), "3.3.2-a"), Verdict::Unmet);
    let copy = put("activities", &["result"], "\"暂时没有好办法\"");
    let report = looked_at(&standard, copy.path(), TODAY);
    assert_eq!(["3.5.1-e", "3.5.1-f"].map(|clause| verdict(&report, clause)), [Verdict::Unmet; 2]);
    let copy = put("years", &["names"], "[\"尚无人达到\"]");
    let report = looked_at(&standard, copy.path(), TODAY);
    assert_eq!(verdict(&report, "4.2.2-c"), Verdict::Unmet);
    assert!(of(&report, "record/reference")[0].help.contains("还没有人就不写这一段"));
    // Where a member's answer is still to come, nothing is said of who is in the party and who is not.
    let copy = put("members", &["party"], "\"待了解\"");
    assert_ne!(verdict(&looked_at(&standard, copy.path(), TODAY), "2.2.2-a"), Verdict::Met);
}

/// 其他 says that it is none of those named: what a clause hangs on is not there, unless the school states that it is.
#[test]
fn what_is_none_of_those_named_makes_no_clause_apply() {
    let standard = embedded().expect("a sound standard");
    let of_kind = |kind: &str, stated: bool| {
        let put = format!("kind = \"{kind}\"");
        let covers = if stated { "[\"3.4.2-b\"]" } else { "[\"1.1.1-a\"]" };
        let patches = [
            ("carriers/渡口公众号.toml", "kind = \"微信公众号\"", &*put),
            ("statements.toml", "[\"3.4.2-b\"]", covers),
        ];
        let report = checked(&standard, &patches, TODAY);
        ["3.4.2-b", "3.4.2-c"].map(|clause| verdict(&report, clause))
    };
    for kind in ["其他", "校园宣传栏", "读书会"] {
        assert_eq!(of_kind(kind, false), [Verdict::NotApplicable; 2], "{kind}");
    }
    assert_eq!(of_kind("短视频号", false), [Verdict::Unjudged, Verdict::Met]);
    assert_eq!(of_kind("其他", true)[0], Verdict::Met, "an account by another name");
}

/// The other of a group is another of that group only.
#[test]
fn another_honour_is_an_honour() {
    let standard = embedded().expect("a sound standard");
    let folder = patched(&[]);
    each(&folder.path().join("activities"), |text| text.replace("kind = \"对标学习\"", "kind = \"读书会\""));
    each(&folder.path().join("members"), |text| without(text, "[[growth]]", |block| block.contains("kind = \"对标\"")));
    let report = looked_at(&standard, folder.path(), TODAY);
    assert_eq!(verdict(&report, "4.2.3-b"), Verdict::Unmet);
    each(&folder.path().join("members"), |text| {
        without(text, "[[growth]]", |block| {
            ["名班主任", "优秀教师", "班主任能力比赛奖项"]
                .iter()
                .any(|kind| block.contains(&format!("kind = \"{kind}\"")))
        })
    });
    let leader =
        "\n[[growth]]\ndate = 2021-09-10\nkind = \"其他荣誉\"\ntitle = \"市教学能手\"\nevidence = [\"档案:1\"]\n";
    append(folder.path(), "members/郁文澜.toml", leader);
    let report = looked_at(&standard, folder.path(), TODAY);
    assert_eq!(verdict(&report, "2.2.3-d"), Verdict::Unjudged, "that may be one of those asked for");
}

#[test]
fn what_was_done_earlier_is_judged_no_more_mildly() {
    let standard = embedded().expect("a sound standard");
    let file = "years/2021-2022.toml";
    for day in ["2021-09-10", "2021-08-26", "2021-06-20"] {
        let done = format!("done = {day}");
        let patches = [(file, "planned = 2021-09-03", "planned = 2021-09-14"), (file, "done = 2021-09-16", &*done)];
        assert_eq!(verdict(&checked(&standard, &patches, TODAY), "3.3.1-b"), Verdict::Unjudged, "{day}");
    }
    let late = checked(&standard, &[(file, "planned = 2021-09-03", "planned = 2021-10-20")], TODAY);
    assert_eq!(verdict(&late, "3.3.1-b"), Verdict::Unmet);
    let unmet = of(&late, "3.3.1-b").into_iter().find(|one| one.severity == Severity::Error).expect("one");
    assert!(!unmet.help.contains("评审人") && unmet.help.contains("exceptions.toml"), "{}", unmet.help);
}

#[test]
fn who_approves_is_a_person_and_told_by_name() {
    let standard = embedded().expect("a sound standard");
    let help = |who: &str| {
        let folder = patched(&[]);
        let text = format!(
            "[[exception]]\nclause = \"1.1.2-b\"\nreason = \"新老师下周到岗\"\napprover = \"{who}\"\nuntil = 2022-12-31\n"
        );
        write(folder.path(), "exceptions.toml", text);
        let report = looked_at(&standard, folder.path(), TODAY);
        of(&report, "record/reference").first().map(|one| one.help.clone())
    };
    assert!(
        help("工作室建设领导小组").is_some_and(|help| help.contains("同意这个例外的校领导") && !help.contains("经办"))
    );
    assert!(help("领导小组（卓怀谨）").is_some_and(|help| help.contains("“卓怀谨”")));
    assert_eq!(help("卓怀谨"), None);
}

#[test]
fn what_is_over_must_not_be_made_up() {
    let standard = embedded().expect("a sound standard");
    let folder = patched(&[]);
    fs::remove_file(folder.path().join(MEETING)).expect("removed");
    let report = looked_at(&standard, folder.path(), TODAY);
    assert!(of(&report, "1.1.1-d")[0].help.contains("没有做的不要事后补一份记录"));
    let path = folder.path().to_str().expect("utf-8");
    let out = studio(&["new", "-C", path, "--for", "1.1.1-d", "--today", "2022-09-30"]);
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    let text = fs::read_to_string(folder.path().join("meetings/听取汇报.toml")).expect("written");
    assert!(text.contains("那时没有做的，不要补记"), "{text}");
}

/// What a studio of two weeks has to show of its members is not due, be there nothing or only what is older.
#[test]
fn of_the_first_weeks_nothing_is_asked() {
    let standard = embedded().expect("a sound standard");
    let folder = patched(&[("studio.toml", "from = 2020-09-01\nto = 2022-08-31", "to = 2023-07-07")]);
    let semester = "\n[[calendar.semester]]\nid = \"2022-2023-1\"\nstart = 2022-09-01\nend = 2023-01-20\n";
    append(folder.path(), "studio.toml", semester);
    edit(folder.path(), "studio.toml", "founded = 2020-08-31", "founded = 2022-09-05");
    each(&folder.path().join("members"), |text| {
        let own = without(text, "[[growth]]", |_| true);
        let own = own.lines().filter(|line| !line.starts_with("left = "));
        let own = own.map(|line| if line.starts_with("joined = ") { "joined = 2022-09-05" } else { line });
        own.collect::<Vec<_>>().join("\n") + "\n"
    });
    let day = date(2022, 9, 20);
    let clauses = ["3.3.2-b", "3.3.2-d", "5.2-a"];
    let report = looked_at(&standard, folder.path(), day);
    assert_eq!(clauses.map(|clause| verdict(&report, clause)), [Verdict::NotDue; 3]);
    let old =
        "\n[[growth]]\ndate = 2015-09-10\nkind = \"名班主任\"\ntitle = \"市名班主任\"\nevidence = [\"档案:2015-1\"]\n";
    append(folder.path(), "members/郁文澜.toml", old);
    let report = looked_at(&standard, folder.path(), day);
    assert_eq!(clauses.map(|clause| verdict(&report, clause)), [Verdict::NotDue; 3]);
    assert!(of(&report, "3.3.2-d").is_empty());
    let later = looked_at(&standard, folder.path(), date(2022, 12, 30));
    assert_ne!(verdict(&later, "3.3.2-d"), Verdict::NotDue);
}

#[test]
fn a_number_that_the_rosters_do_not_bear_out_is_told() {
    let standard = embedded().expect("a sound standard");
    let folder = patched(&[]);
    fs::remove_file(folder.path().join("classes/2020级.toml")).expect("removed");
    let report = looked_at(&standard, folder.path(), TODAY);
    assert_eq!(verdict(&report, "1.1.2-b"), Verdict::Met);
    let [told] = of(&report, "1.1.2-b")[..] else { panic!("{:?}", report.findings) };
    assert_eq!((told.severity, told.places[0].file.as_str()), (Severity::Warning, "studio.toml"));
    assert!(told.message.contains("18") && told.message.contains("12 人") && told.message.contains("classes/"));
    // A number of today that goes with the rosters of today, or with those of before the holidays, is borne out.
    for number in ["12", "18"] {
        let put = format!("homeroom_teachers = {number}");
        assert!(checked(&standard, &[("studio.toml", "homeroom_teachers = 18", &put)], TODAY).findings.is_empty());
    }
}

/// What is written for one clause is not found wanting by the next.
#[test]
fn a_new_record_has_room_for_what_others_ask() {
    let folder = patched(&[]);
    fs::remove_dir_all(folder.path().join("achievements")).expect("removed");
    each(&folder.path().join("carriers"), |text| text.replace("brand = true\n", ""));
    let path = folder.path().to_str().expect("utf-8");
    let new = |clause: &str, file: &str| {
        let out = studio(&["new", "-C", path, "--for", clause, "--today", "2022-09-30"]);
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        fs::read_to_string(folder.path().join(file)).expect("written")
    };
    let resource = new("3.4.1-b", "achievements/教育教学资源.toml");
    for key in ["shared = ", "shared_at = ", "evidence = "] {
        assert!(resource.lines().any(|line| line.starts_with(key)), "{key}: {resource}");
    }
    let brand = new("3.2.3-b", "carriers/工作载体.toml");
    assert!(brand.lines().any(|line| line.starts_with("problem = ")), "{brand}");
}
