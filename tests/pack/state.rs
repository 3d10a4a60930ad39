//! The state of a package: each part as it stands, told in the run that something else goes over the province for.

use std::fs;
use std::path::Path;

use studio::check::{Deadlines, Due, Keep, Options, Run, overlays, todos};
use studio::package::Standing::{self, Missing, Present, Refused, Unknown};
use studio::package::{Gathering, State, gather};
use studio::standard::{Sources, Standard, embedded, load};
use studio::text::lang::Lang;

use super::refused::{FIRST, REFUSALS, SECOND, province};
use super::{TITLES, append, change, copy, edit, example};

fn standard(root: &Path) -> Standard {
    let plain = embedded().expect("a sound standard");
    let named = overlays(&plain, root, Lang::Zh).expect("folders");
    load(Sources { base: None, overlays: &named }, Lang::Zh).expect("a sound standard")
}

fn options(day: &str, lang: Lang) -> Options {
    Options { keep: Keep::Verdicts, ..Options::new(day.parse().expect("a day"), lang) }
}

/// What a report makes in its one run, of which it keeps no finding.
fn ride(root: &Path, options: &Options) -> (Option<State>, Deadlines) {
    let standard = standard(root);
    let gathering = Gathering::begin(&standard, root, options);
    let (run, made) = Run::over_and(&standard, root, options, |province, studio, report| {
        let due = Deadlines::of(province, report, &todos(studio, report, province, options.lang));
        (gathering.as_ref().map(|gathering| gathering.one(province, studio, report)), due)
    })
    .expect("a run");
    assert!(run.studios.iter().all(|report| report.findings.is_empty()), "nothing is kept");
    let mut deadlines = Deadlines::default();
    let mut all = Vec::new();
    for (made, due) in made {
        all.extend(made);
        deadlines.add(due);
    }
    (gathering.map(|gathering| gathering.end(&run, all).state(options.lang)), deadlines)
}

fn state(root: &Path) -> State {
    ride(root, &options("2022-09-20", Lang::Zh)).0.expect("a province")
}

fn facts(state: &State) -> [Vec<&str>; 4] {
    state.parts.each_ref().map(|part| part.facts.iter().map(|fact| fact.text.as_str()).collect())
}

fn standings(state: &State) -> [Standing; 4] {
    state.parts.each_ref().map(|part| part.standing)
}

#[test]
fn the_example_is_ready_and_says_what_is_in_it() {
    let state = state(&example());
    assert_eq!(standings(&state), [Present; 4]);
    assert!(!state.is_stopped() && state.told().all(|told| told.noted.is_empty()));
    let labels = state.parts.each_ref().map(|part| part.label.as_str());
    assert_eq!(
        labels,
        [
            "阶段性工作总结",
            "附件2　中等职业学校班主任工作室建设情况信息表",
            "典型案例",
            "附件3　中等职业学校班主任工作室典型案例汇总表",
        ]
    );
    let [summary, studios, cases, list] = facts(&state);
    assert_eq!(summary, ["报送/阶段性工作总结.docx，528 字"]);
    assert_eq!(studios[0], "列入 6 个工作室（6 所学校），不报送 4 个");
    assert_eq!(studios[2], "不报送：白蘋旅游商务职业学校（活动记录里有手机号，学校删去以后再报）");
    assert!(studios[5].starts_with("版式为推定") && studios.len() == 6, "{studios:?}");
    assert_eq!(
        cases,
        [
            "选定 2 个，应有 1 至 2 个，每个不超过 3000 字",
            &format!("《{}》，2211 字，霁州市汀南职业中等专业学校", TITLES[0]),
            &format!("《{}》，2389 字，岚浦市商贸中等专业学校", TITLES[1]),
        ]
    );
    assert_eq!(list[0], "列有 2 个案例");
    assert_eq!(state.parts[1].facts[2].studio.as_deref(), Some("白蘋旅校"));
    assert_eq!(state.parts[2].facts[1].studio.as_deref(), Some("汀南职校"));
    let deadline = state.deadline.expect("the province has one");
    assert_eq!(deadline.told, "最迟 2022-09-30 报送，还有 10 天（province.toml 里定的）");
    assert!(deadline.own && !deadline.over);
    assert_eq!((state.body.as_str(), state.to.as_str()), ("江西省", "教育部职业教育与成人教育司"));
}

/// How each of the mistakes by which a package is refused shows: summary, studios, cases, list.
const SHOWN: &[(&str, [Standing; 4])] = &[
    ("no case at all", [Present, Present, Missing, Missing]),
    ("three cases", [Present, Present, Refused, Refused]),
    ("3001字", [Present, Present, Refused, Refused]),
    ("3001字 that the school excepted", [Present, Present, Refused, Refused]),
    ("a case whose studio is not in Annex 2", [Present, Present, Refused, Refused]),
    ("a title that its text does not have", [Present, Present, Refused, Refused]),
    ("a title that goes on in its text", [Present, Present, Refused, Refused]),
    ("no summary", [Missing, Present, Present, Present]),
    ("a summary that is not there", [Missing, Present, Present, Present]),
    ("a summary outside", [Missing, Present, Present, Present]),
    ("a summary of no bytes", [Missing, Present, Present, Present]),
    ("a summary without words", [Refused, Present, Present, Present]),
    ("a summary somewhere else", [Missing, Present, Present, Present]),
    ("a summary that is no Word file", [Refused, Present, Present, Present]),
    ("a number in the summary", [Refused, Present, Present, Present]),
    ("a case that leads nowhere", [Present, Present, Refused, Refused]),
    ("a case outside", [Present, Present, Refused, Refused]),
    ("the text in place of its record", [Present, Present, Refused, Refused]),
    ("a record that is no case", [Present, Present, Refused, Refused]),
    ("one case twice", [Present, Present, Refused, Refused]),
    ("a case that is not proposed", [Present, Present, Refused, Refused]),
    ("a case that was not redacted", [Present, Present, Refused, Refused]),
    ("a case without a text", [Present, Present, Refused, Refused]),
    ("a number in a case", [Present, Present, Refused, Refused]),
    ("a number in a record that goes into a table", [Present, Refused, Present, Present]),
    ("a broken record of a school that is reported", [Present, Refused, Present, Present]),
    ("a school whose root file was not sent along", [Present, Refused, Present, Present]),
    ("no reporting body", [Present; 4]),
    ("a body that reports nothing", [Present; 4]),
    ("a broken root file", [Unknown; 4]),
    ("a studio left out that is not there", [Present, Refused, Present, Present]),
    ("a studio left out twice", [Present, Refused, Present, Present]),
    ("a studio left out without a reason", [Present, Refused, Present, Present]),
];

#[test]
fn whatever_forbids_a_package_stands_at_the_part_it_is_about() {
    let named: Vec<&str> = REFUSALS.iter().map(|(what, ..)| *what).collect();
    assert_eq!(named, SHOWN.iter().map(|(what, _)| *what).collect::<Vec<_>>(), "each refusal is here");
    let mut wrong = Vec::new();
    for ((what, change, rule, place), (_, wanted)) in REFUSALS.iter().zip(SHOWN) {
        let copy = copy();
        change(copy.path());
        let options = options("2022-09-20", Lang::Zh);
        let state = ride(copy.path(), &options).0.expect("a province");
        if standings(&state) != *wanted || !state.is_stopped() {
            wrong.push(format!("{what}: {:?}", standings(&state)));
        }
        // What is about the whole makes no part of it bad, unless nothing at all can be read.
        let bad = state.parts.iter().filter(|part| part.standing != Present).map(|part| &part.told);
        let points: Vec<_> = bad
            .chain(wanted.iter().all(|one| matches!(one, Present | Unknown)).then_some(&state.whole))
            .flat_map(|told| &told.stopping)
            .collect();
        assert_eq!(state.deadline.is_none(), *wanted == [Unknown; 4], "{what}: the day is known with the root file");
        let at = |point: &&studio::package::Point| {
            let at =
                point.place.as_ref().map(|at| format!("{}:{}:{}", at.file, at.line, at.column)).unwrap_or_default();
            point.rule == *rule && at.starts_with(place)
        };
        if !points.iter().copied().any(|point| at(&point)) {
            wrong.push(format!("{what}: {rule} {place} not in {points:#?}"));
        }
        let all = format!("{state:?}");
        if all.contains("13900000000") || all.contains("139-0000-0000") {
            wrong.push(format!("{what}: a number is shown"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What a run of its own gathers is what is told, all of it, and nothing twice.
#[test]
fn a_run_of_its_own_gives_the_same() {
    for what in ["three cases", "a summary without words", "a number in a case", "a broken root file"] {
        let (_, change, ..) = REFUSALS.iter().find(|(known, ..)| *known == what).expect("a refusal");
        let copy = copy();
        change(copy.path());
        let options = options("2022-10-20", Lang::Zh);
        let own = standard(copy.path());
        let gathered = gather(&own, copy.path(), &options).expect("gathered");
        let state = ride(copy.path(), &options).0.expect("a province");
        assert_eq!(state, gathered.state(Lang::Zh), "{what}");
        let told = state.told().map(|told| told.stopping.len() + told.noted.len());
        assert_eq!(told.sum::<usize>(), gathered.findings.len(), "{what}");
        assert!(gathered.is_stopped(), "{what}");
    }
}

#[test]
fn a_broken_school_is_named_and_leads_to_its_folder() {
    let copy = copy();
    edit(copy.path(), "鹤汀船校/studio.toml", "[group]", "[group");
    edit(copy.path(), "星渚职校/studio.toml", "从班会课做起", "请打 13900000000");
    let state = state(copy.path());
    let studios = &state.parts[1];
    assert_eq!(studios.facts[1].text, "其中 2 个的记录有错误，还不能报：星渚职校、鹤汀船校");
    assert!(studios.told.stopping.iter().any(|point| point.studio.as_deref() == Some("鹤汀船校")), "{studios:#?}");
    let point = studios.told.stopping.iter().find(|point| point.rule == "privacy/phone").expect("told");
    assert_eq!(point.studio.as_deref(), Some("星渚职校"));
    let place = point.place.as_ref().expect("a place");
    assert!(place.excerpt.is_empty() && place.label.is_none() && !point.help.is_empty());
    assert_eq!(facts(&state)[1][0], "列入 6 个工作室（5 所学校），不报送 4 个", "the broken one has no name");
}

#[test]
fn a_case_whose_record_is_broken_is_there_and_refused() {
    let copy = copy();
    province(copy.path(), &format!("{FIRST}, {SECOND}"), FIRST);
    edit(copy.path(), "汀南职校/cases/一张夜路图.toml", "title = \"", "title = ");
    let broken = state(copy.path());
    assert_eq!(standings(&broken), [Present, Present, Refused, Refused]);
    assert!(broken.parts[2].told.stopping.iter().any(|point| point.rule == "record/syntax"), "{broken:#?}");
    fs::remove_file(copy.path().join("汀南职校/cases/一张夜路图.toml")).expect("removed");
    let gone = state(copy.path());
    assert_eq!(standings(&gone)[2..], [Missing, Missing]);
    assert_eq!(gone.parts[2].told.stopping[0].rule, "package/case");
}

#[test]
fn the_day_of_the_circular_holds_where_the_province_says_none() {
    let copy = copy();
    province(copy.path(), "deadline = 2022-09-30\n", "");
    let at = |day: &str, lang: Lang| ride(copy.path(), &options(day, lang)).0.expect("a province");
    let late = at("2022-10-03", Lang::Zh);
    let deadline = late.deadline.as_ref().expect("that of the circular");
    assert!(deadline.over && !deadline.own);
    assert_eq!(deadline.told, "最迟 2022-09-30 报送，已过 3 天（按教职成厅函〔2022〕14号 四）");
    assert_eq!(late.whole.noted.iter().map(|point| point.rule.as_str()).collect::<Vec<_>>(), ["package/deadline"]);
    assert_eq!(standings(&late), [Present; 4], "a day that is over forbids nothing");
    let deadline = at("2022-09-30", Lang::Zh).deadline.expect("that of the circular");
    assert!(!deadline.over && deadline.told.contains("就是今天"), "{}", deadline.told);
    let english = at("2022-09-29", Lang::En);
    assert!(english.deadline.expect("that of the circular").told.contains("days left: 1"));
    assert!(english.parts.iter().all(|part| part.standing.word(Lang::En) == "there"));
}

#[test]
fn a_summary_that_is_not_read_goes_along_and_that_is_said() {
    let copy = copy();
    fs::write(copy.path().join("报送/总结.pdf"), "%PDF-1.4").expect("written");
    province(copy.path(), "报送/阶段性工作总结.docx", "报送/总结.pdf");
    let state = state(copy.path());
    assert_eq!(state.parts[0].standing, Present);
    assert_eq!(facts(&state)[0], ["报送/总结.pdf，这种格式读不了，没有数字数"]);
    assert_eq!(state.parts[0].told.noted[0].rule, "package/summary");
}

/// Where only a part of the province is looked at, nobody can tell what forbids its package.
#[test]
fn a_part_of_a_province_has_no_state() {
    let standard = standard(&example());
    let whole = options("2022-09-20", Lang::Zh);
    assert!(Gathering::begin(&standard, &example(), &whole).is_some());
    let some = Options { only: vec!["2.1".into()], ..whole.clone() };
    assert!(Gathering::begin(&standard, &example(), &some).is_none());
    assert!(Gathering::begin(&standard, &example().join("汀南职校"), &whole).is_none());
    let (state, _) = ride(&example().join("汀南职校"), &whole);
    assert_eq!(state, None, "a school on its own");
}

fn days(root: &Path, day: &str) -> Vec<Due> {
    ride(root, &options(day, Lang::Zh)).1.days(day.parse().expect("a day"))
}

#[test]
fn what_is_due_stands_in_order_of_day() {
    let copy = copy();
    let found = days(copy.path(), "2022-09-20");
    // A school that was founded when the window was over has nothing on any day of it.
    let (found, none): (Vec<Due>, Vec<Due>) = found.into_iter().partition(|due| due.day.is_some());
    assert!(none.len() == 1 && none[0].studios.iter().all(|(path, _)| path == "桐溪职校"), "{none:#?}");
    let told: Vec<String> =
        found.iter().map(|due| format!("{} {:?} {}", due.day.expect("a day"), due.left, due.round)).collect();
    // The ends of semesters and years, the day of a task, and of the round.
    let wanted = [
        "2021-01-29 Some(-599) false",
        "2021-07-09 Some(-438) false",
        "2021-08-31 Some(-385) false",
        "2022-01-21 Some(-242) false",
        "2022-06-30 Some(-82) false",
        "2022-07-08 Some(-74) false",
        "2022-08-31 Some(-20) false",
        "2022-09-30 Some(10) true",
    ];
    assert_eq!(told, wanted);
    let (round, over) = found.split_last().expect("days");
    assert!(over.iter().all(Due::is_over) && !round.is_over());
    assert_eq!(over[4].studios.len(), 1);
    assert_eq!(round.studios.len(), 10, "every school has something to do until the round ends");
    // Each thing that `studio status` tells of a school is counted once.
    let output = super::studio(&["status", &copy.path().to_string_lossy(), "--format", "json"], copy.path());
    let status: serde_json::Value = serde_json::from_slice(&output.stdout).expect("json");
    let todo = |studio: &serde_json::Value| studio["todo"].as_array().expect("a list").len();
    for studio in status["studios"].as_array().expect("a list") {
        if studio["path"] == "桐溪职校" {
            assert!(
                studio["todo"].to_string().contains("到 2022-08-31 为止的检查时段里，剩下的不到半个学期"),
                "{studio}"
            );
        }
        let own =
            found.iter().chain(&none).flat_map(|due| &due.studios).filter(|(path, _)| studio["path"] == path.as_str());
        assert_eq!(own.map(|(_, things)| things.sum()).sum::<usize>(), todo(studio), "{}", studio["path"]);
    }
    // Nothing is due on the day of a round that nobody set, and what has no day comes last.
    province(copy.path(), "deadline = 2022-09-30\n", "");
    let found = days(copy.path(), "2022-09-20");
    let (last, dated) = found.split_last().expect("days");
    assert!(dated.iter().all(|due| due.day.is_some()) && last.day.is_none() && last.left.is_none());
    assert!(found.iter().all(|due| !due.round));
}

#[test]
fn what_is_not_due_yet_has_a_day_of_its_own() {
    let found = days(&example(), "2022-03-01");
    let later: Vec<_> = found.iter().filter(|due| due.things.later > 0).collect();
    assert!(!later.is_empty() && later.iter().all(|due| due.left.is_none_or(|left| left >= 0)), "{found:#?}");
    assert!(found.is_sorted_by_key(|due| (due.day.is_none(), due.day)));
}

/// Names on the disk may be decomposed, as some systems write them; what the province names is what people type.
#[test]
fn a_folder_whose_name_is_decomposed_is_the_same_folder() {
    let copy = copy();
    fs::rename(copy.path().join("汀南职校"), copy.path().join("汀南Cafe\u{301}")).expect("renamed");
    fs::rename(copy.path().join("桐溪职校"), copy.path().join("桐溪Cafe\u{301}")).expect("renamed");
    province(copy.path(), "汀南职校", "汀南Caf\u{e9}");
    province(copy.path(), "桐溪职校", "桐溪Caf\u{e9}");
    let state = state(copy.path());
    assert_eq!(standings(&state), [Present; 4], "{state:#?}");
    assert_eq!(state.parts[2].facts[1].studio.as_deref(), Some("汀南Caf\u{e9}"));
    let (_, output) = super::pack(copy.path(), &[]);
    assert!(output.status.success(), "{}", super::told(&output));
    let review = |root: &Path| {
        let output = super::studio(&["review", ".", "--show", "all", "--format", "json"], root);
        String::from_utf8(output.stdout).expect("utf-8")
    };
    let plain = review(&example()).replace("汀南职校", "汀南Caf\u{e9}").replace("桐溪职校", "桐溪Caf\u{e9}");
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<std::collections::BTreeSet<_>>();
    assert_eq!(lines(&review(copy.path())), lines(&plain), "evidence is found, too");
}

/// A province of one school may have both root files in one folder.
#[test]
fn a_school_may_lie_in_the_folder_of_its_province() {
    let copy = copy();
    let root = copy.path().join("汀南职校");
    fs::create_dir(root.join("报送")).expect("made");
    fs::copy(copy.path().join("报送/阶段性工作总结.docx"), root.join("报送/阶段性工作总结.docx")).expect("copied");
    let said =
        "reporting_body = \"江西省\"\nsummary = [\"报送/阶段性工作总结.docx\"]\ncases = [\"cases/一张夜路图.toml\"]\n";
    fs::write(root.join("province.toml"), said).expect("written");
    // Its own demands lie with the province it comes from.
    change(&root, "studio.toml", |text| {
        text.lines().filter(|line| !line.starts_with("city_approval")).collect::<Vec<_>>().join("\n")
    });
    let state = state(&root);
    assert_eq!(standings(&state), [Present; 4], "{state:#?}");
    assert_eq!(state.parts[2].facts[1].studio.as_deref(), Some(""));
    append(&root, "cases/一张夜路图.md", "\n他的电话是 139-0000-0000。\n");
    append(&root, "members/戚闻远.toml", "\nx = \n");
    let state = self::state(&root);
    assert_eq!(standings(&state), [Present, Refused, Refused, Refused]);
    assert_eq!(state.parts[1].told.stopping[0].studio.as_deref(), Some(""));
    assert_eq!(facts(&state)[1][1], "其中 1 个的记录有错误，还不能报：霁州市汀南职业中等专业学校");
}
