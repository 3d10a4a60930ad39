//! The pages on paper.

use serde_json::Value;

use crate::browser::{Browser, assert_accessible, pages, sizes};
use crate::made::Report;

const A4: (f64, f64) = (595.0, 842.0);

/// Whether each page is A4, upright or on its side.
fn upright(pdf: &[u8]) -> Option<Vec<bool>> {
    let near = |a: f64, b: f64| (a - b).abs() < 1.5;
    let turned = |(width, height): (f64, f64)| {
        let upright = near(width, A4.0) && near(height, A4.1);
        assert!(upright || near(width, A4.1) && near(height, A4.0), "{width}×{height} is not A4");
        upright
    };
    Some(sizes(pdf)?.into_iter().map(turned).collect())
}

/// What a PDF's pages say, without any space.
fn letters(pages: &[String]) -> String {
    pages.concat().split_whitespace().collect()
}

#[test]
fn a_studio_prints_on_a4_what_is_open() {
    let Some(browser) = Browser::start() else { return };
    let standard = studio::standard::embedded().expect("a sound standard");
    let page = Report::first_week("zh").wide(&browser);
    let clauses = |text: &str| {
        let within = text.split_once("指标逐条看点开一条").expect("its heading").1;
        let within = within.split_once("成员结构标准要求").expect("what follows it").0;
        standard.clauses().filter(|clause| within.contains(&clause.id)).count()
    };
    let folded = page.pdf();
    let (Some(few), Some(upright)) = (pages(&folded), upright(&folded)) else { return };
    assert!(upright.iter().all(|upright| *upright) && upright.len() == few.len());
    assert!(few[0].contains("郁文澜班主任工作室") && few.iter().all(|page| !page.trim().is_empty()));
    let text = letters(&few);
    assert_eq!(clauses(&text), 0);
    for button in ["全部展开", "跳到正文"] {
        assert!(!text.contains(button), "{button} is of no use on paper");
    }
    page.click("[data-do=expand]");
    let Some(all) = pages(&page.pdf()) else { return };
    assert_eq!(clauses(&letters(&all)), 130);
    assert!(all.len() > few.len() && few.len() < 30, "{} and {} pages", few.len(), all.len());
}

#[test]
fn a_province_prints_its_table_on_its_side() {
    let Some(browser) = Browser::start() else { return };
    let page = Report::province("zh").wide(&browser);
    let pdf = page.pdf();
    let (Some(pages), Some(upright)) = (pages(&pdf), upright(&pdf)) else { return };
    let with = pages.iter().position(|page| page.contains("1.1.1") && page.contains("5.2") && page.contains("云岫"));
    let with = with.unwrap_or_else(|| panic!("no page has the table: {pages:#?}"));
    assert!(!upright[with] && upright[0], "{upright:?}");
    let signs: Vec<char> = pages[with].chars().filter(|sign| "√×△○…／※".contains(*sign)).collect();
    assert!(signs.len() > 200 && signs.contains(&'√') && signs.contains(&'×'), "signs, not colours alone: {signs:?}");
}

#[test]
fn what_is_printed_is_accessible_and_hides_the_tools() {
    let Some(browser) = Browser::start() else { return };
    let page = Report::school("en").wide(&browser);
    page.call("Emulation.setEmulatedMedia", &serde_json::json!({"media": "print"}));
    let seen: Vec<Value> = page.eval(
        "[...document.querySelectorAll('nav, .skip, .tools')].filter(one => one.checkVisibility()).map(one => one.className)",
    );
    assert_eq!(seen, [Value::Null; 0]);
    assert_accessible(&page);
}
