//! A report that was kept: what is taken for one and what is not, and what it is compared with.

use jiff::civil::date;
use studio::check::Options;
use studio::check::Turn;
use studio::check::against::{Origin, There};
use studio::text::lang::Lang;

use super::{Place, TODAY, compare, nothing, options, turned};

const PAPER: &str = "证据/制度/工作室成立通知.pdf";

#[test]
fn a_report_and_a_revision_say_the_same() {
    let Some(place) = Place::committed(&[("市/甲", "school"), ("市/乙", "first-week")]) else { return };
    let file = place.report("", "旧.json", &[]);
    nothing(&place.compare("", &file));
    place.remove(&format!("市/甲/{PAPER}"));
    place.remove("市/乙/members/殳敏.toml");
    let (kept, known) = (place.compare("", &file), place.compare("", "begin"));
    assert_eq!(kept.studios.len(), 2);
    for (one, other) in kept.studios.iter().zip(&known.studios) {
        assert_eq!((&one.path, &one.indicators, &one.clauses), (&other.path, &other.indicators, &other.clauses));
        assert_eq!(one.findings, other.findings);
    }
    assert!(turned(kept.studio("市/甲").expect("it differs"), Turn::Worse).len() > 1);
    assert!(!kept.studio("市/乙").expect("it differs").findings.gone.is_empty(), "who is no more is not asked for");
    assert_eq!(kept.sums(), known.sums());
    assert_eq!((kept.origin, kept.today), (Origin::File { path: file }, Some(TODAY)));
}

#[test]
fn one_studio_is_not_compared_with_another() {
    let Some(place) = Place::committed(&[("市/甲", "school"), ("市/乙", "school")]) else { return };
    let theirs = place.report("市/乙", "乙.json", &[]).replace('\\', "/");
    // Outside of a repository both go by the folder itself.
    let apart = tempfile::tempdir().expect("a folder");
    let file = apart.path().join("乙.json");
    let text = std::fs::read_to_string(theirs).expect("utf-8");
    std::fs::write(&file, text.replace("\"path\": \"市/乙\"", "\"path\": \".\"")).expect("written");
    let there = place.compare("市/甲", &file.display().to_string()).studios;
    let told: Vec<_> = there.iter().map(|one| (one.school.as_str(), one.there)).collect();
    let (mine, other) = ("市甲澄川市第二职业中等专业学校", "市乙澄川市第二职业中等专业学校");
    assert!(told.contains(&(mine, There::New)) && told.contains(&(other, There::Gone)), "{told:?}");
    assert!(there.iter().all(|one| one.clauses.is_empty()), "no clause of one is held against another's");
}

#[test]
fn a_report_is_read_from_every_folder() {
    let Some(place) = Place::committed(&[("市/甲", "school"), ("市/乙", "first-week")]) else { return };
    place.write("province.toml", "reporting_body = \"没有的省\"\n");
    let reports: Vec<String> = [("", "a.json"), ("市", "b.json"), ("市/甲", "c.json")]
        .iter()
        .map(|(inner, name)| place.report(inner, name, &[]))
        .collect();
    for inner in ["", "市", "市/甲"] {
        for (file, schools) in reports.iter().zip([2, 2, 1]) {
            // The report of one school says nothing of the others: to it they are new.
            if inner != "市/甲" && schools == 1 {
                assert!(place.refused(inner, file).contains("对不上"), "{inner} {file}");
                continue;
            }
            nothing(&place.compare(inner, file));
        }
    }
    place.remove(&format!("市/甲/{PAPER}"));
    let told: Vec<_> = reports.iter().map(|file| place.compare("市/甲", file)).collect();
    assert!(told.iter().all(|one| one.sums() == told[0].sums() && one.studios.len() == 1), "{told:#?}");
    assert!(told[0].sums().worse > 0);
    place.turn("province.toml", "没有的省", "江西省");
    for (file, path) in reports.iter().zip(["../../province.toml"; 3]) {
        let common = place.compare("市/甲", file).common;
        assert_eq!(common.gone.iter().map(|one| one.file.as_str()).collect::<Vec<_>>(), [path], "{common:#?}");
    }
}

#[test]
fn a_report_tells_its_day_and_its_window() {
    let place = Place::with(&[("甲", "first-week")]);
    let file = place.at("old.json");
    let file = file.to_str().expect("utf-8");
    place.report("甲", "old.json", &["--lang", "en"]);
    let text = place.read("old.json").replace("\"today\": \"2022-09-30\"", "\"today\": \"2021-12-31\"");
    place.write("old.json", text.replacen("\"from\": \"", "\"from\": \"2019-09-01\", \"was\": \"", 1));
    let comparison = place.compare("甲", file);
    assert_eq!(comparison.today, Some(date(2021, 12, 31)));
    assert_eq!(comparison.studios[0].window.map(|window| window.0), Some(date(2019, 9, 1)));
    assert!(comparison.studios[0].findings.is_empty(), "another language is no other finding: {comparison:#?}");
}

#[test]
fn what_is_no_report_is_refused_in_words() {
    let place = Place::with(&[("甲", "first-week")]);
    let file = place.report("甲", "old.json", &[]);
    let text = place.read("old.json");
    let refused = |name: &str, content: &[u8]| {
        place.write(name, content);
        let told = place.refused("甲", place.at(name).to_str().expect("utf-8"));
        assert!(told.contains(name), "{told}");
        told
    };
    assert!(
        refused("基线.json", b"{\"baseline\":1,\"standard\":\"moe-2022\",\"findings\":{},\"studios\":{}}")
            .contains("是基线文件")
    );
    assert!(refused("a.json", b"{}").contains("--format json -o"));
    assert!(refused("b.json", b"[1,2]").contains("不是 studio 的检查结果"));
    assert!(refused("c.toml", b"x = 1\n").contains("读不通"));
    assert!(refused("empty.json", b"").contains("读不通"));
    assert!(refused("cut.json", &text.as_bytes()[..text.len() / 2]).contains("读不通"));
    assert!(
        refused("v2.json", text.replacen("\"version\": 1", "\"version\": 2", 1).as_bytes()).contains("不是 studio")
    );
    assert!(refused("word.json", text.replacen("\"unmet\"", "\"half-met\"", 1).as_bytes()).contains("读不通"));
    assert!(refused("day.json", text.replacen("2022-09-30", "2022-13-30", 1).as_bytes()).contains("读不通"));
    let other = text.replacen("moe-2022", "moe-2030", 1);
    assert!(refused("other.json", other.as_bytes()).contains("另一个标准（moe-2030）"));
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(refused("wide.json", &[&[0xff, 0xfe], &wide[..]].concat()).contains("不是 UTF-8"));
    assert!(refused("zero.json", &[0; 4096]).contains("不是 UTF-8"));
    let conflict = format!("<<<<<<< HEAD\n{text}=======\n>>>>>>> x\n");
    assert!(refused("conflict.json", conflict.as_bytes()).contains("conflict.json:1:1"));
    // With the mark of its encoding it is the same.
    place.write("old.json", [&[0xef, 0xbb, 0xbf], text.as_bytes()].concat());
    nothing(&place.compare("甲", &file));
    let elsewhere = Place::with(&[("市/乙", "first-week"), ("市/丙", "first-week")]);
    let foreign = elsewhere.report("", "foreign.json", &[]);
    assert!(place.refused("", &foreign).contains("对不上"));
    let huge = std::fs::File::create(place.at("huge.json")).expect("made");
    huge.set_len((256 << 20) + 1).expect("sparse");
    assert!(place.refused("甲", place.at("huge.json").to_str().expect("utf-8")).contains("太大了"));
}

#[test]
fn a_part_is_not_taken_for_the_whole() {
    let place = Place::with(&[("甲", "first-week")]);
    let part = place.report("甲", "part.json", &["--only", "1.1"]);
    let refused = place.refused("甲", &part);
    assert!(refused.contains("只查了一部分") && refused.contains("--only"), "{refused}");
    let only = Options { only: vec!["1.1".into()], ..options() };
    let all = place.report("甲", "all.json", &[]);
    for file in [part, all] {
        nothing(&compare(&place.at("甲"), &file, &only).expect("compared"));
    }
}

#[test]
fn a_school_that_a_report_does_not_have_is_new_to_it() {
    let place = Place::with(&[("甲", "first-week"), ("乙", "first-week")]);
    let file = place.report("", "old.json", &[]);
    place.remove("乙");
    place.school("丙", "first-week");
    let comparison = place.compare("", &file);
    let told: Vec<_> = comparison.studios.iter().map(|one| (one.path.as_str(), one.there)).collect();
    assert_eq!(told, [("丙", There::New), ("乙", There::Gone)]);
    place.write("丙/studio.toml", "standard = \n");
    place.write("甲/studio.toml", "standard = \n");
    let broken = place.report("", "broken.json", &[]);
    place.school("甲", "first-week");
    assert_eq!(place.compare("", &broken).studio("甲").map(|one| one.there), Some(There::UnreadThen));
}

#[test]
fn a_refusal_is_said_in_english_too() {
    let place = Place::with(&[("甲", "first-week")]);
    let english = Options::new(TODAY, Lang::En);
    let refused = compare(&place.at("甲"), "last.json", &english).expect_err("there is no such file");
    assert!(refused.starts_with("There is no file “last.json”"), "{refused}");
}
