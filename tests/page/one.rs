//! The page of one studio as its readers use it: by mouse, by keyboard, without scripts.

use std::collections::BTreeMap;

use serde_json::json;

use crate::browser::{Browser, Page};
use crate::made::Report;

fn open(page: &Page, id: &str) -> bool {
    page.eval(&format!("document.getElementById('i{id}').closest('details').open"))
}

#[test]
fn every_clause_is_there_with_its_verdict() {
    let Some(browser) = Browser::start() else { return };
    let page = Report::first_week("zh").wide(&browser);
    assert_eq!(page.eval::<u32>("document.querySelectorAll('details.indicator').length"), 32);
    page.click("[data-do=expand]");
    let text = page.text("#indicators");
    let standard = studio::standard::embedded().expect("a sound standard");
    assert_eq!(standard.clauses().count(), 130);
    for clause in standard.clauses() {
        assert!(text.contains(&clause.text), "{} is not to be read", clause.id);
    }

    let output = crate::shared::program()
        .args(["check", "--today", "2020-09-07", "--format", "json"])
        .arg(crate::shared::example("first-week"))
        .output()
        .expect("it starts");
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).expect("json");
    let mut expected = BTreeMap::new();
    for clause in told["studios"][0]["clauses"].as_array().expect("clauses") {
        expected.insert(
            clause["id"].as_str().expect("id").to_owned(),
            clause["verdict"].as_str().expect("word").to_owned(),
        );
    }
    let shown: BTreeMap<String, String> = page.eval(
        "Object.fromEntries([...document.querySelectorAll('.clause-text')].map(one =>
            [one.querySelector('.id').textContent, one.querySelector('.v').className.replace('v ', '')]))",
    );
    assert_eq!(shown, expected, "the page says what the check says");
    let sum: BTreeMap<String, usize> = page.eval(
        "Object.fromEntries([...document.querySelectorAll('header .sum .v')].map(one =>
            [one.className.replace('v ', ''), parseInt(one.nextSibling.textContent)]))",
    );
    let mut count = BTreeMap::new();
    for verdict in expected.into_values() {
        *count.entry(verdict).or_insert(0) += 1;
    }
    assert_eq!(sum, count);
}

#[test]
fn a_cell_leads_to_its_indicator() {
    let Some(browser) = Browser::start() else { return };
    for page in [Report::first_week("zh").wide(&browser), Report::first_week("zh").phone(&browser)] {
        assert!(!open(&page, "1.1.1"));
        page.click(".cells a[href='#i1.1.1']");
        page.until("document.activeElement.id == 'i1.1.1'");
        assert!(open(&page, "1.1.1") && !open(&page, "1.1.2"));
        assert!(page.text("#i1\\.1\\.1").contains("定期研究部署"));
        let heading =
            "(box => document.elementFromPoint(box.x + 9, box.y + box.height / 2)?.closest('summary') != null)
            (document.activeElement.closest('details').querySelector('summary').getBoundingClientRect())";
        assert!(page.eval::<bool>(heading), "whose clauses these are is seen, too");
        page.click("details:has(> #i1\\.1\\.1) > summary");
        assert!(!open(&page, "1.1.1"), "and a second click folds it away");
    }
}

#[test]
fn buttons_fold_and_choose() {
    let Some(browser) = Browser::start() else { return };
    let page = Report::first_week("zh").wide(&browser);
    let seen = || -> [u32; 3] {
        page.eval(
            "(all => [all.length, all.filter(one => one.open).length, all.filter(one => 'open' in one.dataset).length])
                ([...document.querySelectorAll('details.indicator')].filter(one => one.checkVisibility()))",
        )
    };
    let [all, none, unsettled] = seen();
    assert!(all == 32 && none == 0 && unsettled > 0 && unsettled < 32);
    page.click("[data-do=open-unsettled]");
    assert_eq!(seen(), [unsettled, 0, unsettled]);
    assert!(page.text("[data-do=open-unsettled]").contains(&unsettled.to_string()));
    assert!(page.eval::<bool>("document.querySelector('[data-do=open-unsettled]').ariaPressed == 'true'"));
    // What is filtered away can still be led to.
    let settled: String = page.eval("document.querySelector('details.indicator:not([data-open]) .inside').id");
    page.click(&format!(".cells a[href='#{settled}']"));
    page.until(&format!("document.getElementById('{settled}').checkVisibility()"));
    assert_eq!(seen(), [32, 1, unsettled]);
    assert!(page.eval::<bool>("document.querySelector('[data-do=open-unsettled]').ariaPressed == 'false'"));
    page.click("[data-do=expand]");
    assert_eq!(seen(), [32, 32, unsettled]);
    page.click("[data-do=collapse]");
    assert_eq!(seen(), [32, 0, unsettled]);
}

#[test]
fn keys_alone_are_enough() {
    let Some(browser) = Browser::start() else { return };
    let page = Report::school("zh").wide(&browser);
    page.press("Tab");
    assert_eq!(page.eval::<String>("document.activeElement.className"), "skip", "the first is a way past the rest");
    assert!(
        page.eval::<bool>("(box => box.top >= 0 && box.left >= 0)(document.activeElement.getBoundingClientRect())")
    );
    page.press("Enter");
    page.until("document.activeElement.id == 'main'");
    let mut steps = 0;
    while !page.eval::<bool>("document.activeElement.matches('details.indicator > summary')") {
        page.press("Tab");
        let at: (String, bool) = page.eval(
            "(at => [at.outerHTML.slice(0, 150), at != document.body && at.checkVisibility() && at.matches(':focus-visible')
                && getComputedStyle(at).outlineStyle != 'none'])(document.activeElement)",
        );
        assert!(at.1, "where the keys are is not seen: {}", at.0);
        steps += 1;
        assert!(steps < 80, "no indicator is reached");
    }
    for folded in [false, true] {
        page.press(if folded { " " } else { "Enter" });
        assert_eq!(page.eval::<bool>("document.activeElement.parentElement.open"), !folded);
    }
}

#[test]
fn without_scripts_all_can_be_read() {
    let Some(browser) = Browser::start() else { return };
    let report = Report::first_week("zh");
    let page = report.wide(&browser);
    page.call("Emulation.setScriptExecutionDisabled", &json!({"value": true}));
    page.run("window.old = true");
    page.call("Page.reload", &json!({}));
    page.until("!window.old && document.readyState == 'complete' && !!document.querySelector('footer')");
    assert!(!page.eval::<bool>("document.querySelector('.tools').checkVisibility()"), "no button that does nothing");
    page.click("details.indicator > summary");
    assert!(page.eval::<bool>("document.querySelector('details.indicator .clause').checkVisibility()"));
}

#[test]
fn a_finding_says_where_its_words_had_to_be_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("report.html");
    assert!(
        crate::made::run(&crate::shared::example("first-week"), "2022-09-20", &file, &["--lang", "zh"])
            .status
            .success()
    );
    let page = std::fs::read_to_string(&file).expect("utf-8").replace("&#x2f;", "/");
    let output = crate::shared::program()
        .args(["check", "--today", "2022-09-20", "--format", "json"])
        .arg(crate::shared::example("first-week"))
        .output()
        .expect("it starts");
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).expect("json");
    let findings = told["studios"][0]["findings"].as_array().expect("findings");
    let readings: Vec<&str> = findings.iter().filter_map(|one| one["reading"].as_str()).collect();
    assert!(readings.len() > 10);
    for reading in readings {
        assert!(page.contains(reading), "{reading}");
    }
    // What is no clause has no place of its own where its reading would stand.
    let local = crate::shared::example("province").join("岚浦商校");
    assert!(crate::made::run(&local, "2022-09-20", &file, &["--lang", "zh"]).status.success());
    let page = std::fs::read_to_string(&file).expect("utf-8");
    let part = page.split("id=\"local\"").nth(1).and_then(|rest| rest.split("</section>").next()).expect("a part");
    assert!(part.contains("读法（不是标准原文）：每两个月读作"), "{part}");
}
