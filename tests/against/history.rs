//! A revision of git: what differs is the records, from whatever folder one looks, and the repository stays as it is.

use jiff::civil::date;
use studio::check::Turn;
use studio::check::against::{Origin, Sums, There};
use studio::finding::{Severity, Verdict};
use studio::load::Revision;
use studio::text::lang::Lang;

use super::{Place, TODAY, compare, nothing, options, shared, turned};

const PAPER: &str = "证据/制度/工作室成立通知.pdf";

#[test]
fn what_is_better_then_is_worse_the_other_way() {
    let Some(place) = Place::committed(&[("甲", "school"), ("乙", "school")]) else { return };
    nothing(&place.compare("", "HEAD"));
    assert_eq!(place.compare("", "begin").same, 2);
    place.remove(&format!("甲/{PAPER}"));
    place.turn("甲/studio.toml", "homeroom_teachers = 18", "homeroom_teachers = \"十八\"");
    place.commit("worse");
    let worse = place.compare("", "begin");
    assert_eq!((worse.studios.len(), worse.same), (1, 1));
    let one = worse.studio("甲").expect("it differs");
    assert_eq!((one.there, one.path.as_str(), one.name.as_str()), (There::Both, "甲", "甲郁文澜班主任工作室"));
    assert!(
        one.clauses.iter().any(|clause| clause.was == Verdict::Met && clause.is == Verdict::Unevidenced),
        "{one:#?}"
    );
    assert!(turned(one, Turn::Better).is_empty() && !turned(one, Turn::Worse).is_empty(), "{one:#?}");
    assert!(!one.indicators.is_empty() && one.findings.gone.is_empty(), "{one:#?}");
    let kind = one.findings.new.iter().find(|told| told.rule == "record/type").expect("told");
    assert_eq!((kind.file.as_str(), kind.severity), ("studio.toml", Severity::Error));
    assert!(kind.line > 5 && kind.message.contains("homeroom_teachers") || kind.message.contains("班主任"), "{kind:?}");
    assert!(worse.studio("乙").is_none());
    // The other way round.
    assert!(place.git(&["checkout", "-q", "begin"]));
    let better = place.compare("", "worse");
    let other = better.studio("甲").expect("it differs");
    assert_eq!(turned(other, Turn::Better), turned(one, Turn::Worse));
    assert!(turned(other, Turn::Worse).is_empty());
    assert_eq!(other.findings.gone, one.findings.new);
    let sums = worse.sums();
    assert_eq!(better.sums(), Sums { better: sums.worse, worse: 0, gone: sums.new, new: 0, ..Sums::default() });
    let Origin::Revision { rev, commit, date } = better.origin else { panic!("it is a revision") };
    assert_eq!((rev.as_str(), commit.len(), date.is_some(), better.today), ("worse", 40, true, Some(TODAY)));
}

/// Of a school in which nothing was touched there is little to look at; what its province names in it is there all the same.
#[test]
fn what_a_province_names_is_looked_for_in_every_school() {
    let Some(place) = Place::committed(&[("甲", "school"), ("乙", "school")]) else { return };
    let case = "cases/一张返修单.toml";
    place.write("province.toml", format!("reporting_body = \"江西省\"\ncases = [\"甲/{case}\", \"乙/{case}\"]\n"));
    place.commit("named");
    place.write("乙/studio.toml", place.read("乙/studio.toml") + "# x\n");
    nothing(&place.compare("", "HEAD"));
    place.remove(&format!("甲/{case}"));
    let gone = place.compare("", "HEAD");
    assert!(gone.common.new.iter().any(|told| told.rule == "package/case"), "{gone:#?}");
}

#[test]
fn the_present_is_the_folder_and_not_the_last_commit() {
    let Some(place) = Place::committed(&[("", "school")]) else { return };
    place.remove(PAPER);
    let comparison = place.compare("", "HEAD");
    assert_eq!(comparison.studios[0].path, "");
    assert!(comparison.sums().worse > 0 && comparison.studio("").is_some(), "{comparison:#?}");
    // A file that git does not know yet is new.
    place.write(PAPER, "x");
    assert!(place.git(&["rm", "-q", "--cached", PAPER]) && place.git(&["commit", "-qm", "x"]));
    assert!(place.compare("", "HEAD").sums().better > 0);
}

#[test]
fn studios_come_and_go() {
    let Some(place) = Place::committed(&[("市/甲", "first-week"), ("市/乙", "first-week")]) else { return };
    assert!(place.git(&["mv", "市/乙", "市/丙"]));
    place.school("丁", "first-week");
    let comparison = place.compare("", "begin");
    let told: Vec<_> = comparison.studios.iter().map(|one| (one.path.as_str(), one.there)).collect();
    assert_eq!(told, [("丁", There::New)], "a folder with another name is the same studio");
    assert_eq!((comparison.count(There::New), comparison.same), (1, 2));
    assert!(
        comparison.studios.iter().all(|one| !one.name.is_empty() && !one.school.is_empty() && one.clauses.is_empty())
    );
    assert_eq!(comparison.sums().new, 0, "what a new studio lacks is not what became worse: {comparison:#?}");
    // Looked at from within, nothing is known of what lies outside, and there is no doubt which folder got another name.
    let within = place.compare("市", "begin");
    assert!(within.studios.is_empty() && within.same == 2, "{within:#?}");
    let member = "市/丙/members/殳敏.toml";
    place.remove(member);
    let told = place.compare("市", "begin").studios;
    assert!(told.len() == 1 && told[0].path == "丙" && told[0].there == There::Both, "{told:#?}");
    assert!(place.git(&["checkout", "begin", "--", "市/乙/members/殳敏.toml"]));
    assert!(place.git(&["mv", "市/乙/members/殳敏.toml", member]));
    nothing(&place.compare("市/甲", "begin"));
    let refused = place.refused("丁", "begin");
    assert!(refused.contains("“begin”那时还没有") && refused.contains("丁"), "{refused}");
    place.commit("later");
    assert!(place.git(&["rm", "-rqf", "丁"]));
    let gone = place.compare("", "later").studios;
    assert!(gone.len() == 1 && gone[0].path == "丁" && gone[0].there == There::Gone, "{gone:#?}");
    place.write("丁/notes.md", "x");
    place.commit("bare");
    place.school("丁", "first-week");
    let refused = place.refused("丁", "bare");
    assert!(refused.contains("里还没有工作室"), "{refused}");
}

#[test]
fn what_a_province_said_then_held_then() {
    let Some(place) = Place::committed(&[("市/甲", "school")]) else { return };
    let root = place.read("市/甲/studio.toml");
    let window = root.find("[window]").map(|at| root[at..].lines().take(3).collect::<Vec<_>>().join("\n"));
    place.write("市/甲/studio.toml", window.map_or(root.clone(), |window| root.replace(&window, "")));
    place.write(
        "province.toml",
        "reporting_body = \"江西省\"\nsummary = [\"报送/总结.md\"]\n[window]\nfrom = 2020-09-01\nto = 2022-08-31\n",
    );
    place.write("报送/总结.md", "总结");
    place.commit("then");
    for inner in ["", "市", "市/甲"] {
        nothing(&place.compare(inner, "then"));
    }
    place.turn("province.toml", "from = 2020-09-01", "from = 2021-09-01");
    for (inner, path) in [("", "市/甲"), ("市", "甲"), ("市/甲", "")] {
        let comparison = place.compare(inner, "then");
        let one = comparison.studio(path).unwrap_or_else(|| panic!("{inner} {comparison:#?}"));
        assert_eq!(one.window, Some((date(2020, 9, 1), date(2022, 8, 31))), "{inner}");
    }
    place.turn("province.toml", "from = 2021-09-01", "from = 2020-09-01");
    place.turn("province.toml", "江西省", "没有的省");
    let common = place.compare("市/甲", "then").common;
    assert_eq!((common.new.len(), common.gone.len()), (1, 0), "{common:#?}");
    assert_eq!(common.new[0].file, "../../province.toml");
    // From the top it is the same finding, so that it is no news to whoever looks from there.
    place.commit("now");
    place.write("市/甲/notes.md", "x");
    nothing(&place.compare("市/甲", "now"));
}

#[test]
fn what_was_not_touched_is_not_taken() {
    let Some(place) = Place::committed(&[("市/甲", "first-week"), ("市/甲/内", "first-week"), ("市/乙", "first-week")])
    else {
        return;
    };
    let taken = || {
        let revision = Revision::find(&place.at("市"), "begin", "--against", Lang::Zh).expect("known");
        let snapshot = revision.take().expect("taken").expect("there");
        let names = ["甲", "甲/内", "乙"].map(|name| snapshot.root.join(name).join("members").exists());
        (names, snapshot.root.join("乙/studio.toml").is_file())
    };
    assert_eq!(taken(), ([false; 3], true));
    place.write("市/甲/内/notes.md", "x");
    assert_eq!(taken(), ([true, true, false], true));
    assert_eq!(place.compare("", "begin").same, 3);
    place.remove("市/甲/内/members/殳敏.toml");
    let comparison = place.compare("市", "begin");
    assert_eq!((comparison.same, comparison.studios.len(), comparison.studios[0].path.as_str()), (2, 1, "甲/内"));
    // A copy of a studio that nobody touched is told all the same.
    place.write("市/甲/studio.toml", place.read("市/乙/studio.toml"));
    let common = place.compare("", "begin").common;
    assert!(common.new.iter().any(|told| told.rule == "twin/studio") && common.gone.is_empty(), "{common:#?}");
    // What an overlay asks is asked of then and now alike.
    place.write("province.toml", "reporting_body = \"江西省\"\noverlays = [\"地方要求\"]\n");
    place.write("地方要求/README.md", "x");
    place.commit("overlay");
    place.write("地方要求/README.md", "y");
    place.write("市/乙/notes.md", "x");
    nothing(&place.compare("", "overlay"));
    assert_eq!(place.compare("", "overlay").same, 3);
    // What a province says holds for all.
    assert_eq!(taken().0, [true; 3], "there was no root file of a province");
}

#[test]
fn a_part_is_compared_with_the_same_part() {
    let Some(place) = Place::committed(&[("甲", "school")]) else { return };
    place.remove(&format!("甲/{PAPER}"));
    let all = place.compare("甲", "HEAD");
    let id = turned(&all.studios[0], Turn::Worse)[0].to_owned();
    let part = studio::check::Options { only: vec![id.clone()], ..options() };
    let only = compare(&place.at("甲"), "HEAD", &part).expect("compared");
    assert_eq!(turned(&only.studios[0], Turn::Worse), [id.as_str()]);
    assert!(only.studios[0].findings.new.iter().all(|told| told.rule == id), "{only:#?}");
    let early = studio::check::Options { today: date(2020, 9, 10), ..options() };
    let early = compare(&place.at("甲"), "HEAD", &early).expect("compared");
    assert_eq!(early.today, Some(date(2020, 9, 10)), "both are of the day that is asked for");
}

#[test]
fn a_root_file_that_cannot_be_read_takes_nothing_away() {
    let Some(place) = Place::committed(&[("甲", "first-week")]) else { return };
    let sound = place.read("甲/studio.toml");
    place.write("甲/studio.toml", format!("{sound}\n[group\n"));
    place.commit("broken");
    let now = place.compare("", "begin");
    let one = now.studio("甲").expect("told");
    assert_eq!((one.there, one.clauses.len(), one.findings.gone.len()), (There::UnreadNow, 0, 0), "{one:#?}");
    assert_eq!(one.findings.new.iter().map(|told| told.rule.as_str()).collect::<Vec<_>>(), ["record/syntax"]);
    place.write("甲/studio.toml", &sound);
    let then = place.compare("", "broken");
    let one = then.studio("甲").expect("told");
    assert_eq!((one.there, one.clauses.len(), one.findings.new.len()), (There::UnreadThen, 0, 0), "{one:#?}");
    // A file that is only misnamed is no file, either.
    assert!(place.git(&["mv", "甲/studio.toml", "甲/studio.toml.txt"]));
    assert_eq!(place.compare("", "begin").studios[0].there, There::UnreadNow);
}

/// A school that mends a file has not got worse for what is to be seen of it now.
#[test]
fn what_nobody_could_judge_is_neither_better_nor_worse() {
    let Some(place) = Place::committed(&[("甲", "school")]) else { return };
    let file = "甲/meetings/2021-11-18-校务会.toml";
    let sound = place.read(file);
    place.write(file, sound.replace("date = ", "date = ="));
    place.commit("broken");
    let report = place.report("", "旧.json", &[]);
    let unproven: Vec<&str> = sound.lines().filter(|line| !line.starts_with("evidence")).collect();
    place.write(file, unproven.join("\n"));
    for spec in ["broken", report.as_str()] {
        let now = place.compare("", spec);
        let one = now.studio("甲").expect("told");
        let otherwise = turned(one, Turn::Otherwise);
        assert!(turned(one, Turn::Worse).is_empty() && otherwise.contains(&"1.1.1-d"), "{spec}: {one:#?}");
    }
}

#[test]
fn what_git_does_not_know_is_told_in_both_ways() {
    let Some(place) = Place::committed(&[("甲", "first-week")]) else { return };
    for spec in ["last.json", "main~99", "-h", "--output=x", "main..begin", "", "甲", "HEAD:甲"] {
        let refused = place.refused("", spec);
        assert!(refused.contains(&format!("没有“{spec}”这个文件")), "{refused}");
        assert!(refused.contains("没有“") && refused.contains("分支或提交"), "{refused}");
    }
    for spec in ["main", "HEAD", "begin", ":/begin", "HEAD^{commit}", "main@{0}"] {
        nothing(&place.compare("", spec));
    }
    place.write("甲/a.md", "x");
    place.commit("second");
    let elsewhere = tempfile::tempdir().expect("a folder");
    let from = format!("file://{}", place.at("").display());
    assert!(shared::git(elsewhere.path(), &["clone", "-q", "--depth", "1", from.trim_end_matches('/'), "c"]).is_some());
    let copy = elsewhere.path().join("c");
    let shallow = compare(&copy, "HEAD~1", &options()).expect_err("it has no history");
    assert!(shallow.contains("浅克隆") && shallow.contains("fetch-depth"), "{shallow}");
    nothing(&compare(&copy, "HEAD", &options()).expect("it has this one"));
    let outside = Place::with(&[("甲", "first-week")]);
    let refused = outside.refused("", "main");
    assert!(refused.contains("没有“main”这个文件") && refused.contains("不在 git 仓库里"), "{refused}");
    assert!(refused.contains("--against"), "{refused}");
}

#[test]
fn the_repository_stays_as_it_is() {
    let Some(place) = Place::committed(&[("学校/甲", "school"), ("乙", "first-week")]) else { return };
    place.remove(&format!("学校/甲/{PAPER}"));
    place.write("乙/new.md", "x");
    assert!(place.git(&["add", "乙/new.md"]));
    let before = place.bytes();
    for inner in ["", "学校", "学校/甲"] {
        place.compare(inner, "begin");
    }
    place.refused("", "none");
    let after = place.bytes();
    let names = |all: &std::collections::BTreeMap<_, _>| all.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&after), names(&before));
    assert!(after == before, "every byte, the index and the references among them");
}
