//! Every page of the examples, in both languages, wide and on a phone: it asks the network for nothing, its policy refuses
//! nothing of its own, axe finds nothing, and it is not wider than its window.

use std::time::Duration;

use crate::browser::{Browser, Page, assert_accessible};
use crate::made::Report;

/// With everything unfolded, for axe looks only at what can be seen.
fn sound(page: &Page) {
    page.run("document.querySelectorAll('details').forEach(one => one.open = true)");
    assert_accessible(page);
    assert_eq!(page.requests(), [""; 0]);
    assert_eq!(page.console(), [""; 0]);
    let wider: Vec<String> = page.eval(
        "document.scrollingElement.scrollWidth <= innerWidth && visualViewport.scale == 1 ? [] :
            [...document.querySelectorAll('main *, header *, footer *')].filter(one => one.checkVisibility()
                && !one.closest('.scroll') && one.getBoundingClientRect().right > document.body.clientWidth)
                .map(one => one.outerHTML.slice(0, 150))",
    );
    assert_eq!(wider, [""; 0], "what stands out at the right");
}

#[test]
fn the_page_of_a_studio() {
    let Some(browser) = Browser::start() else { return };
    sound(&Report::school("zh").wide(&browser));
    sound(&Report::school("en").phone(&browser));
}

#[test]
fn the_page_of_a_first_week() {
    let Some(browser) = Browser::start() else { return };
    sound(&Report::first_week("en").wide(&browser));
    sound(&Report::first_week("zh").phone(&browser));
}

#[test]
fn the_page_of_a_province_and_its_studios() {
    let Some(browser) = Browser::start() else { return };
    for page in [Report::province("zh").wide(&browser), Report::province("en").phone(&browser)] {
        sound(&page);
        page.run("location.hash = '#s1'");
        page.until_within(Duration::from_secs(5), "document.getElementById('s1').checkVisibility()");
        sound(&page);
    }
}

#[test]
fn a_matrix_wider_than_a_phone_scrolls_in_its_own_box() {
    let Some(browser) = Browser::start() else { return };
    let page = Report::province("zh").phone(&browser);
    let [inside, outside]: [f64; 2] = page.eval(
        "(() => { const box = document.getElementById('schools').closest('.scroll'); return [box.scrollWidth, box.clientWidth] })()",
    );
    assert!(inside > outside && outside <= 390.0, "{inside} in {outside}");
    assert!(page.eval::<bool>("document.scrollingElement.scrollWidth <= innerWidth"));
}

#[test]
fn colour_is_never_the_only_sign() {
    let Some(browser) = Browser::start() else { return };
    let page = Report::province("zh").wide(&browser);
    let signs: Vec<String> = page.eval(
        "[...document.querySelectorAll('.legend .v')].map(one => getComputedStyle(one, '::before').content.split(' ')[0])",
    );
    let different: std::collections::BTreeSet<&String> = signs.iter().collect();
    assert_eq!((signs.len(), different.len()), (7, 7), "{signs:?}");
    assert!(!signs.iter().any(|sign| ["none", "normal", "\"\""].contains(&sign.as_str())), "{signs:?}");
    let same: bool = page.eval(
        "[...document.querySelectorAll('#schools tbody td:not(.n):not(.none)')].every(cell => {
            const legend = document.querySelector('.legend .v.' + cell.className);
            return getComputedStyle(cell, '::before').content == getComputedStyle(legend, '::before').content
                && cell.textContent == legend.textContent;
        })",
    );
    assert!(same, "a cell has the sign of its verdict, and its word for those who listen");
}
