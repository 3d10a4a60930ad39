//! The same by another word: what a list has beside the word that a clause asks for, and means it.

use std::fs;

use studio::check::{self, Options, Report};
use studio::finding::Verdict;
use studio::record::calendar::Dates;
use studio::standard::{Standard, embedded};
use studio::text::lang::Lang;
use tempfile::TempDir;

use super::{TODAY, checked, patched, rules, verdict};
use crate::shared::write;

fn of<'s>(standard: &'s Standard, folder: &TempDir) -> Report<'s> {
    let options = Options { facts: true, ..Options::new(TODAY, Lang::Zh) };
    check::studio(standard, folder.path(), folder.path(), &Dates::default(), &options)
}

const MEMBER: &str = "members/宓晓棠.toml";

#[test]
fn another_word_of_the_list_for_the_same_counts() {
    let standard = embedded().expect("a sound standard");
    let lesson = "activities/2020-12-10-一张图纸的责任.toml";
    let library = "achievements/班级活动与专题教育资源库.toml";
    let package = "achievements/班级管理与活动资源包.toml";
    let handbook = "achievements/班主任工作手册.toml";
    let patches = [
        ("studio.toml", "\"学校党总支\"", "\"学校党组织\""),
        ("years/2021-2022.toml", "ethics = \"合格\"", "ethics = \"优秀\""),
        ("years/2020-2021.toml", "ethics = \"合格\"", "ethics = \"良好\""),
        (lesson, "\"公开课\"", "\"示范课\""),
        (library, "\"班级活动\", \"专题教育\"", "\"组织班级活动\", \"心理健康教育\""),
        (package, "\"班级管理工作\", \"组织班级活动\"", "\"班级管理\", \"班级活动\""),
        (handbook, "\"班级管理\"", "\"班级管理工作\""),
        ("carriers/渡口公众号.toml", "\"微信公众号\"", "\"抖音号\""),
    ];
    let report = of(&standard, &patched(&patches));
    assert!(report.findings.is_empty(), "{:?}", report.findings);
    for clause in ["1.2.1-a", "2.2.1-b", "3.4.1-a", "3.4.2-a", "4.2.3-a", "4.4.1-a", "4.4.1-c"] {
        assert_eq!(verdict(&report, clause), Verdict::Met, "{clause}");
    }
    let account = report.clauses.iter().find(|clause| clause.id() == "3.4.2-a").expect("a clause");
    assert!(account.facts.iter().any(|fact| fact.contains("抖音号")), "{:?}", account.facts);
}

/// Two names of one sort are no two sorts.
#[test]
fn a_sort_by_two_names_is_one_sort() {
    let standard = embedded().expect("a sound standard");
    let with = |kind: &str| {
        let folder = patched(&[]);
        let files = fs::read_dir(folder.path().join("carriers")).expect("a folder");
        for (number, file) in files.enumerate() {
            let path = file.expect("an entry").path();
            let text = fs::read_to_string(&path).expect("utf-8");
            let kind = if number == 0 { kind } else { "短视频号" };
            let lines = text.lines().map(|line| match line.split(' ').next() {
                Some("kind") => format!("kind = \"{kind}\""),
                _ => line.to_owned(),
            });
            fs::write(&path, lines.collect::<Vec<_>>().join("\n")).expect("written");
        }
        verdict(&of(&standard, &folder), "3.2.2-b")
    };
    assert_eq!(with("抖音号"), Verdict::Unmet);
    assert_eq!(with("读书会"), Verdict::Met);
}

/// What the list has no word for is no honour, and fulfils nothing by itself.
#[test]
fn what_is_something_else_is_no_honour() {
    let standard = embedded().expect("a sound standard");
    let other = [(MEMBER, "kind = \"其他荣誉\"", "kind = \"其他\""), (MEMBER, "kind = \"成长\"", "kind = \"其他\"")];
    let report = checked(&standard, &other, TODAY);
    let found = report.findings.iter().find(|finding| finding.rule == "3.3.2-c").expect("a finding");
    assert!(found.message.contains("宓晓棠") && found.message.contains("成长发展"), "{}", found.message);
}

#[test]
fn who_wrote_a_case_had_a_part() {
    let standard = embedded().expect("a sound standard");
    let expert = "name = \"温静远\"\ncategory = \"校外专家\"\njoined = 2021-09-01\nleft = 2022-03-01\n\n[profile]\nknowledge = \"家庭教育研究\"\npractice = \"多年主持家长学校\"\npersonality = \"耐心\"\nphilosophy = \"家校同向\"\naspiration = \"愿意到班里听课\"\n";
    let by = |authors: &str| {
        let folder = patched(&[("cases/一张返修单.toml", "\"顿立诚\", ", authors)]);
        write(folder.path(), "members/温静远.toml", expert);
        rules(&of(&standard, &folder))
    };
    assert_eq!(by("\"顿立诚\", "), ["3.1.1-e"]);
    assert!(by("\"顿立诚\", \"温静远\", ").is_empty());
}
