//! What records must not be able to do to the page, and files that nobody can read.

use std::fs;

use crate::browser::Browser;
use crate::made::Report;
use crate::shared::{copied, edit};

/// Words that would do something, were they taken for more than words.
const WORDS: [&str; 5] = [
    "<script>window.ran=1</script>",
    "\\\"><img src=x onerror=window.ran=2>",
    "{{ 7*7 }}{% include 'page.html' %}",
    "</title></style></textarea><svg onload=window.ran=3>",
    "javascript:window.ran=4",
];

#[test]
fn words_of_records_stay_words() {
    let Some(browser) = Browser::start() else { return };
    let folder = copied("examples/first-week");
    let spelled: Vec<String> = WORDS.iter().map(|words| words.replace("\\\"", "\"")).collect();
    edit(folder.path(), "studio.toml", "name = \"郁文澜班主任工作室\"", &format!("name = \"{}\"", WORDS[1]));
    edit(folder.path(), "studio.toml", "name = \"澄川市", &format!("name = \"{}澄川市", WORDS[3]));
    edit(
        folder.path(),
        "studio.toml",
        "leader_in_charge = \"卓怀谨\"",
        &format!("leader_in_charge = \"{}\"", WORDS[0]),
    );
    edit(folder.path(), "studio.toml", "department = \"学生工作科\"", &format!("department = \"{}\"", WORDS[2]));
    edit(folder.path(), "members/郁文澜.toml", "name = \"郁文澜\"", &format!("name = \"{}\"", WORDS[0]));
    edit(folder.path(), "members/郁文澜.toml", "post = \"数控专业部副主任\"", &format!("post = \"{}\"", WORDS[4]));
    edit(folder.path(), "members/郁文澜.toml", "title = \"高级讲师\"", "title = \"<b>\\u202e高级</b>\"");
    edit(folder.path(), "members/郁文澜.toml", "category = \"", &format!("category = \"{}", WORDS[3]));
    edit(
        folder.path(),
        "meetings/2020-09-03-领导小组会.toml",
        "what = [\"研究部署\"]",
        &format!("what = [\"{}\"]", WORDS[0]),
    );
    fs::write(
        folder.path().join("statements.toml"),
        format!("[[statement]]\nid = \"{}\"\ncovers = [\"1.1.1-c\"]\n", WORDS[0]),
    )
    .expect("written");
    fs::rename(
        folder.path().join("members/殳敏.toml"),
        folder.path().join("members/<img src=x onerror=ran=5>&amp;.toml"),
    )
    .expect("renamed");
    for lang in ["zh", "en"] {
        let report = Report::of(folder.path(), "2020-09-07", lang);
        let page = report.wide(&browser);
        page.click("[data-do=expand]");
        let shown = page.text("body");
        assert_eq!(page.text("h1"), spelled[1]);
        assert!(page.text("header .school").starts_with(&spelled[3]));
        for words in &spelled[..4] {
            assert!(shown.contains(words.as_str()), "{words}");
        }
        assert!(page.eval::<bool>("typeof ran == 'undefined'"), "nothing of it ran");
        let elements: [u32; 4] = page.eval(
            "['script', 'style', 'img, iframe, textarea', 'title:not(svg title)'].map(css => document.querySelectorAll(css).length)",
        );
        assert_eq!(elements, [1, 1, 0, 1], "scripts, styles, what loads, titles");
        let acting: Vec<String> = page.eval(
            "[...document.querySelectorAll('*')].flatMap(one => [...one.attributes]).filter(one => /^on|^style$/.test(one.name)
                || ['href', 'src', 'xlink:href'].includes(one.name) && !one.value.startsWith('#')).map(one => one.name + '=' + one.value)",
        );
        assert_eq!(acting, [""; 0], "no attribute that does anything but lead about the page");
        assert!(!report.text().contains('\u{202e}'), "a mark that turns the direction round is not passed on");
        assert_eq!(page.console(), [""; 0]);
        assert_eq!(page.requests(), [""; 0]);
    }
}

/// A pupil's name that a record holds is told nowhere, in the ledger and in statements no more than among what is found; a member's is.
#[test]
fn names_of_pupils_in_records_are_not_on_the_page() {
    let folder = copied("examples/school");
    edit(folder.path(), "years/2021-2022.toml", "id = \"返修单三班试用\"", "id = \"返修单试用，钱文彬同学\"");
    edit(folder.path(), "statements.toml", "text = \"", "text = \"学生岳明轩也来了。");
    for lang in ["zh", "en"] {
        let text = Report::of(folder.path(), "2022-09-30", lang).text();
        for name in ["钱文彬", "岳明轩"] {
            assert!(!text.contains(name), "{lang} {name}");
        }
        assert!(text.contains("返修单试用，***同学") && text.contains("阚长河"), "{lang}");
    }
}

#[test]
fn numbers_of_persons_are_not_on_the_page() {
    let folder = copied("examples/first-week");
    let (phone, id) = ("13900001234", "11010519491231002X");
    edit(folder.path(), "studio.toml", "phone = \"0000-5550123\"", &format!("phone = \"{phone}\""));
    edit(folder.path(), "studio.toml", "department = \"学生工作科\"", &format!("department = \"学生工作科，{phone}\""));
    edit(folder.path(), "studio.toml", "name = \"郁文澜班主任工作室\"", &format!("name = \"郁文澜班主任工作室{id}\""));
    edit(folder.path(), "studio.toml", "leader_in_charge = \"卓怀谨\"", &format!("leader_in_charge = \"卓怀谨 {id}\""));
    edit(folder.path(), "members/郁文澜.toml", "title = \"高级讲师\"", &format!("title = \"高级讲师 {phone}\""));
    edit(
        folder.path(),
        "meetings/2020-09-03-领导小组会.toml",
        "topics = [\"工作室建设\"]",
        &format!("topics = [\"{id}\"]"),
    );
    edit(folder.path(), "plans/2020-2023.toml", "goals = [\"", &format!("goals = [\"{phone}"));
    edit(
        folder.path(),
        "plans/2020-2023.toml",
        "needs_evidence = [\"",
        &format!("needs_evidence = [\"证据/{id}.md\", \""),
    );
    let statement = format!(
        "[[statement]]\ncovers = [\"1.1.1-c\"]\nauthor = \"桑维勤 {id}\"\ndate = 2020-09-03\ntext = \"\"\"\n请打 {phone}，身份证 {id}\"\"\"\n"
    );
    fs::write(folder.path().join("statements.toml"), statement).expect("written");
    for lang in ["zh", "en"] {
        let text = Report::of(folder.path(), "2020-09-07", lang).text();
        for number in [phone, id] {
            let around =
                text.find(number).map(|at| text[..at + number.len()].chars().rev().take(120).collect::<Vec<_>>());
            let around = around.map(|text| text.into_iter().rev().collect::<String>());
            assert_eq!(around, None, "{number} is told to everybody");
        }
    }
}

#[test]
fn a_studio_that_cannot_be_read_is_not_judged() {
    let Some(browser) = Browser::start() else { return };
    let folder = copied("examples/first-week");
    edit(folder.path(), "studio.toml", "[school]", "[school");
    let page = Report::of(folder.path(), "2020-09-07", "zh").wide(&browser);
    assert!(page.text("header").contains("没有判定"), "{}", page.text("header"));
    let records = page.text("#records");
    assert!(records.contains("studio.toml:5"), "{records}");
    assert_eq!(
        page.eval::<u32>("document.querySelectorAll('header .sum .v').length"),
        0,
        "no verdict where none can be"
    );
    assert_eq!(page.console(), [""; 0]);
}

#[test]
fn where_nothing_was_judged_nothing_is_said_to_be_well() {
    let folder = copied("examples/province");
    edit(folder.path(), "province.toml", "reporting_body", "xx = [\nreporting_body");
    let text = Report::of(folder.path(), "2022-09-20", "zh").text();
    let lacking = text.split("id=\"lacking\"").nth(1).and_then(|rest| rest.split("</section>").next()).expect("a part");
    assert!(lacking.contains("个没有判定，没有数进去"), "{lacking}");
    assert!(!text.contains("studio.toml 读不通，没有判定"), "it is not the schools' files that cannot be read");
}
