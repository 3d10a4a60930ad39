//! What is written and says nothing: records still to be filled in, words for nothing, names of nobody in particular.

use std::fs;
use std::path::Path;

use jiff::civil::Date;
use studio::check::{self, Options, Report};
use studio::finding::{Severity, Verdict};
use studio::record::calendar::Dates;
use studio::standard::{Standard, embedded};
use studio::text::lang::Lang;

use super::{TODAY, checked, patched, rules, verdict};

fn looked_at<'s>(standard: &'s Standard, folder: &Path, today: Date) -> Report<'s> {
    check::studio(standard, folder, folder, &Dates::default(), &Options::new(today, Lang::Zh))
}

#[test]
fn what_is_still_to_be_filled_in_fulfils_nothing() {
    let standard = embedded().expect("a sound standard");
    let folder = patched(&[]);
    for entry in fs::read_dir(folder.path().join("carriers")).expect("a folder") {
        let path = entry.expect("an entry").path();
        let text = fs::read_to_string(&path).expect("utf-8");
        let lines = text.lines().map(|line| match line.split(' ').next() {
            Some("kind") => "kind = \"待填\"",
            Some("items") => "items = [\"待填\"]",
            _ => line,
        });
        fs::write(&path, lines.collect::<Vec<_>>().join("\n")).expect("written");
    }
    let report = looked_at(&standard, folder.path(), TODAY);
    for clause in ["3.2.1-c", "3.2.3-a", "3.2.3-b", "4.1.1-a", "5.1-d"] {
        assert_eq!(verdict(&report, clause), Verdict::Unjudged, "{clause}");
    }
    let reason = report.clauses.iter().find(|one| one.id() == "3.2.1-c").and_then(|one| one.reason.clone());
    assert!(reason.as_ref().is_some_and(|reason| reason.contains("carriers/周四教研会.toml")), "{reason:?}");
}

/// What nobody has filled in is no record that only lacks its proof.
#[test]
fn a_meeting_of_no_day_that_proves_nothing_is_none() {
    let standard = embedded().expect("a sound standard");
    let file = "meetings/2021-11-18-校务会.toml";
    let with = |date: &str, evidence: &str| {
        let folder = patched(&[]);
        let text = fs::read_to_string(folder.path().join(file)).expect("utf-8");
        let lines = text.lines().map(|line| match line.split(' ').next() {
            Some("date") => format!("date = {date}"),
            Some("evidence") => format!("evidence = [{evidence}]"),
            _ => line.to_owned(),
        });
        fs::write(folder.path().join(file), lines.collect::<Vec<_>>().join("\n")).expect("written");
        let report = looked_at(&standard, folder.path(), TODAY);
        let place = report.findings.iter().find(|one| one.rule == "1.1.1-d").and_then(|one| one.places.last().cloned());
        (verdict(&report, "1.1.1-d"), place)
    };
    let (unmet, place) = with("\"待填\"", "\"待填\"");
    assert_eq!(unmet, Verdict::Unmet);
    assert_eq!(place.map(|place| place.file).as_deref(), Some(file), "where one was begun is shown");
    let proof = "\"证据/会议/校务会纪要.md#2021-11-18\"";
    assert_eq!(with("\"待填\"", proof).0, Verdict::Unjudged);
    assert_eq!(with("2021-11-18", "\"待填\"").0, Verdict::Unevidenced);
    assert_eq!(with("2021-11-18", proof).0, Verdict::Met);
}

#[test]
fn words_for_nothing_are_known_in_any_dress() {
    let about = embedded().expect("a sound standard").about;
    for word in [
        "待补充完善",
        "〔待填〕",
        "待　定",
        "XXX",
        "n/a",
        "TBD",
        "null",
        "此处填写",
        "暂未填写",
        "（待补）",
        "无。",
        "《略》",
    ] {
        assert!(about.is_unsaid(word), "{word}");
    }
    for words in ["学校班主任成长的共同体", "无人机兴趣小组的班会", "从“略”到“详”的家访记录", "Nathan Li 公开课"]
    {
        assert!(!about.is_unsaid(words), "{words}");
    }
}

#[test]
fn a_body_or_a_post_is_no_name() {
    let about = embedded().expect("a sound standard").about;
    for word in [
        "各任课教师",
        "值班教师",
        "学生工作科",
        "专业部主任",
        "班主任",
        "双班主任",
        "专家组",
        "评审组",
        "学校",
        "XXX",
        "1",
        "A",
        "（待定）",
        "待定老师",
        "全体班主任",
        "本人",
        "各位",
        "教育局",
    ] {
        assert!(about.is_nobody(word), "{word}");
    }
    for name in [
        "郁文澜",
        "王科",
        "李会",
        "郝部",
        "王登科",
        "郁主任",
        "郁文澜（主持人）",
        "欧阳老师",
        "麦麦提·艾力",
        "Li Wei",
        "于小组长",
    ] {
        assert!(!about.is_nobody(name), "{name}");
    }
}

#[test]
fn nobody_in_particular_signs_and_excepts_nothing() {
    let standard = embedded().expect("a sound standard");
    let by = |find: &str, put: &str| checked(&standard, &[("signoffs.toml", find, put)], TODAY);
    for who in ["专家组", "学校", "待定"] {
        let report = by("reviewer = \"封有年\"", &format!("reviewer = \"{who}\""));
        assert_eq!(verdict(&report, "1.1.1-a"), Verdict::Unjudged, "{who}");
        assert_eq!(rules(&report), ["record/reference"], "{who}");
    }
    let folder = patched(&[("signoffs.toml", "", "")]);
    let path = folder.path().join("signoffs.toml");
    let text = fs::read_to_string(&path).expect("utf-8");
    let lines = text.lines().map(|line| if line.starts_with("role = ") { "role = \"无\"" } else { line });
    fs::write(&path, lines.collect::<Vec<_>>().join("\n")).expect("written");
    let report = looked_at(&standard, folder.path(), TODAY);
    assert_eq!(verdict(&report, "1.1.1-a"), Verdict::Unjudged);
    assert!(rules(&report).iter().all(|rule| rule == "record/blank"), "{:?}", rules(&report));
    let folder = patched(&[("classes/2021级.toml", "teacher = \"晏小满\"", "teacher = \"空缺\"")]);
    let excepted = |reason: &str| {
        let text = format!(
            "[[exception]]\nclause = \"1.1.2-b\"\nreason = \"{reason}\"\napprover = \"祁望舒\"\nuntil = 2022-12-31\n"
        );
        fs::write(folder.path().join("exceptions.toml"), text).expect("written");
        verdict(&looked_at(&standard, folder.path(), TODAY), "1.1.2-b")
    };
    assert_eq!(excepted("新老师下周到岗"), Verdict::Excepted);
    assert_eq!(excepted("无"), Verdict::Unmet);
}

/// A family name and a title may be of whoever stated it: nothing is claimed, and nothing accepted.
#[test]
fn a_family_name_alone_does_not_tell_who_signed() {
    let standard = embedded().expect("a sound standard");
    let by = |who: &str| {
        let put = format!("reviewer = \"{who}\"");
        checked(&standard, &[("signoffs.toml", "reviewer = \"封有年\"", &put)], TODAY)
    };
    let report = by("郁主任");
    assert_eq!(verdict(&report, "1.1.3-b"), Verdict::Unjudged);
    assert_eq!(verdict(&report, "1.1.1-a"), Verdict::Met, "that was stated by another");
    assert!(report.findings.iter().all(|one| one.rule == "signoff/own-statement" && one.severity == Severity::Warning));
    let same = |one: &str, other: &str| check::is_same(&standard, one, other);
    assert!(same("主持人郁文澜", "郁文澜") && same("校长王丽", "王丽") && !same("王丽", "王丽萍"));
    for who in ["学生工作科桑维勤", "学生工作科 桑维勤", "评审组：桑维勤", "中共党员桑维勤", "市教育局督学桑维勤"]
    {
        assert!(same(who, "桑维勤"), "{who}");
    }
    assert!(!same("文澜", "郁文澜") && !same("学生工作科郁文澜", "桑维勤"));
    let other = by("白主任");
    assert_eq!(verdict(&other, "1.1.3-b"), Verdict::Met);
    assert!(other.findings.is_empty(), "{:?}", other.findings);
}

#[test]
fn an_award_without_a_name_waits_to_be_told() {
    let standard = embedded().expect("a sound standard");
    let file = "members/郁文澜.toml";
    let patches = [(file, "获评澄川市第二届“名班主任”", "待定"), (file, "获评澄川市优秀教师", "待定")];
    assert_eq!(verdict(&checked(&standard, &patches, TODAY), "2.2.3-d"), Verdict::Unjudged);
    assert_eq!(verdict(&checked(&standard, &patches[..1], TODAY), "2.2.3-d"), Verdict::Met, "one will do");
}

#[test]
fn a_text_of_its_title_alone_is_none() {
    let standard = embedded().expect("a sound standard");
    let folder = patched(&[]);
    let record = fs::read_to_string(folder.path().join("cases/三问会诊.toml")).expect("utf-8");
    let title = record.lines().find_map(|line| line.strip_prefix("title = ")).expect("a title").trim_matches('"');
    let with = |text: &str| {
        fs::write(folder.path().join("cases/三问会诊.md"), text).expect("written");
        verdict(&looked_at(&standard, folder.path(), TODAY), "4.4.2-a")
    };
    assert_eq!(with(&format!("{title}\n")), Verdict::Unmet);
    assert_eq!(with(&format!("{title}\n\n正文待补。\n")), Verdict::Unmet);
    assert_eq!(with(&format!("{title}\n\n三问：看见了什么，想到了什么，做了什么。\n")), Verdict::Met);
}

/// An adjustment that is none makes no round, whether it is called so or left out.
#[test]
fn rounds_without_an_adjustment_are_none() {
    let standard = embedded().expect("a sound standard");
    let with = |put: &str, kept: usize| {
        let folder = patched(&[]);
        let mut files: Vec<_> = fs::read_dir(folder.path().join("activities"))
            .expect("a folder")
            .map(|entry| entry.expect("one").path())
            .collect();
        files.sort();
        let mut left = kept;
        for path in files {
            let text = fs::read_to_string(&path).expect("utf-8");
            if text.contains("adjustment = ") && text.contains("class = ") && left > 0 {
                left -= 1;
                continue;
            }
            let lines = text.lines().map(|line| if line.starts_with("adjustment = ") { put } else { line });
            fs::write(&path, lines.collect::<Vec<_>>().join("\n")).expect("written");
        }
        let report = looked_at(&standard, folder.path(), TODAY);
        (verdict(&report, "3.5.1-i"), report.findings.iter().any(|found| found.rule == "3.5.1-i"))
    };
    for put in ["", "adjustment = \"无\"", "adjustment = \"暂无\"", "adjustment = \"待填\""] {
        assert_eq!(with(put, 0), (Verdict::Unmet, true), "{put}");
        assert_eq!(with(put, 1), (Verdict::Unmet, true), "{put}, but for one");
    }
    assert_eq!(with("", usize::MAX), (Verdict::Met, false));
}

/// That nothing came of it is no result, and who shows nothing of being in the party is in it all the same.
#[test]
fn what_was_not_done_was_not_done() {
    let standard = embedded().expect("a sound standard");
    let told = |folder: &str, keys: &[(&str, &str)]| {
        let copy = patched(&[]);
        for entry in fs::read_dir(copy.path().join(folder)).expect("a folder") {
            let path = entry.expect("an entry").path();
            let text = fs::read_to_string(&path).expect("utf-8");
            let put = |line: &str| {
                let key = keys.iter().find(|(key, _)| line.starts_with(&format!("{key} = ")));
                key.map_or(line.to_owned(), |(key, says)| format!("{key} = \"{says}\""))
            };
            fs::write(&path, text.lines().map(put).collect::<Vec<_>>().join("\n") + "\n").expect("written");
        }
        looked_at(&standard, copy.path(), TODAY)
    };
    for (result, adjustment) in [("没有结果", "没有调整"), ("未见效果。", "暂不调整"), ("尚未开展", "不作调整")]
    {
        let report = told("activities", &[("result", result), ("adjustment", adjustment)]);
        assert_eq!(["3.5.1-e", "3.5.1-f"].map(|clause| verdict(&report, clause)), [Verdict::Unmet; 2], "{result}");
    }
    for party in ["还没有亮身份", "尚未亮身份", "暂未设岗", "党员"] {
        let report = told("members", &[("party", party)]);
        assert_eq!(verdict(&report, "2.2.2-a"), Verdict::Unmet, "{party}");
        let own = report.findings.iter().filter(|one| one.rule == "2.2.2-a");
        assert!(
            own.clone().count() > 0 && own.clone().all(|one| one.places[0].file.starts_with("members/")),
            "{party}"
        );
    }
    let one = checked(&standard, &[("members/郁文澜.toml", "party = ", "party = \"不公开\" # ")], TODAY);
    assert_eq!(verdict(&one, "2.2.2-a"), Verdict::Unmet);
    assert!(rules(&one).contains(&"2.2.2-a".to_owned()));
}
