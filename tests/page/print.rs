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

#[test]
fn a_school_prints_on_a4_with_what_is_not_settled_unfolded() {
    let Some(browser) = Browser::start() else { return };
    let page = Report::first_week("zh").wide(&browser);
    let count = |css: &str| page.eval::<usize>(&format!("document.querySelectorAll('{css}').length"));
    let (all, unsettled) = (count(".clause"), count("details[data-open] .clause"));
    assert!(all == 130 && unsettled > 50 && unsettled < all);
    let pdf = page.pdf();
    let (Some(pages), Some(upright)) = (pages(&pdf), upright(&pdf)) else { return };
    assert!(upright.iter().all(|upright| *upright));
    assert_eq!(pages.len(), upright.len());
    assert!(pages[0].contains("郁文澜班主任工作室") && pages.iter().all(|page| !page.trim().is_empty()));
    let text: String = pages.concat().split_whitespace().collect();
    assert_eq!(text.matches("由什么判定").count(), unsettled, "what is settled stays folded");
    for button in ["全部展开", "跳到正文"] {
        assert!(!text.contains(button), "{button} is of no use on paper");
    }
    assert_eq!(
        page.eval::<u32>("document.querySelectorAll('details[open]').length"),
        0,
        "and after it all is as it was"
    );
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
