//! The page of a province as an office uses it: to find, to sort, to look at one studio.

use crate::browser::{Browser, Page};
use crate::made::Report;

/// The names of the studios that the table shows, from the top.
fn rows(page: &Page) -> Vec<String> {
    page.eval(
        "[...document.querySelectorAll('#schools tbody tr')].filter(one => one.checkVisibility())
            .map(one => one.querySelector('th a').textContent)",
    )
}

/// The number of the column of a heading, among all cells of a row.
fn column(page: &Page, heading: &str) -> usize {
    let heads: Vec<String> = page
        .eval("[...document.querySelectorAll('#schools thead tr:last-child th')].map(one => one.textContent.trim())");
    heads.iter().position(|head| head == heading).unwrap_or_else(|| panic!("{heading}: {heads:?}"))
}

fn cells(page: &Page, column: usize) -> Vec<String> {
    page.eval(&format!(
        "[...document.querySelectorAll('#schools tbody tr')].filter(one => one.checkVisibility())
            .map(one => one.cells[{column}]?.textContent ?? '')"
    ))
}

fn heading(column: usize) -> String {
    format!("#schools thead tr:last-child th:nth-child({}) button", column + 1)
}

fn sorted(page: &Page) -> Vec<(usize, String)> {
    page.eval(
        "[...document.querySelectorAll('#schools thead tr:last-child th')]
            .map((one, at) => [at, one.getAttribute('aria-sort')]).filter(one => one[1])",
    )
}

#[test]
fn a_search_narrows_the_table_and_says_so() {
    let Some(browser) = Browser::start() else { return };
    let page = Report::province("zh").wide(&browser);
    let all = rows(&page);
    assert_eq!(all.len(), 10);
    page.click("#search");
    page.type_text("云岫");
    let found = rows(&page);
    assert!(found.len() == 1, "{found:?}");
    assert!(page.text("#shown").contains("1 个，共 10 个"), "{}", page.text("#shown"));
    page.type_text(" 没有这所");
    assert_eq!(rows(&page), [""; 0]);
    assert!(page.text("#shown").contains("0 个"));
    page.press("Enter");
    page.click("button[type=reset]");
    page.until("document.getElementById('shown').textContent.includes('10 个，共 10 个')");
    assert_eq!(rows(&page), all);
    assert_eq!(page.requests(), [""; 0], "a search goes nowhere");
    assert_eq!(page.console(), [""; 0]);
}

#[test]
fn an_indicator_and_a_verdict_choose_rows() {
    let Some(browser) = Browser::start() else { return };
    let page = Report::province("zh").wide(&browser);
    let at = column(&page, "1.1.1");
    let verdicts = cells(&page, at);
    page.run("document.getElementById('indicator').focus()");
    page.type_text("1.1.1");
    assert_eq!(page.eval::<String>("document.getElementById('indicator').value"), "1.1.1");
    page.press("Tab");
    page.press("ArrowDown");
    assert_eq!(page.eval::<String>("document.getElementById('verdict').value"), "met");
    let met = verdicts.iter().filter(|verdict| *verdict == "符合").count();
    assert!(met > 0 && met < verdicts.len(), "the example has both: {verdicts:?}");
    assert_eq!(cells(&page, at), vec!["符合"; met]);
    assert!(page.text("#shown").contains(&format!("{met} 个，共")));
}

#[test]
fn a_heading_sorts_and_turns_round() {
    let Some(browser) = Browser::start() else { return };
    let page = Report::province("zh").wide(&browser);
    let before = rows(&page);
    let at = column(&page, "错误");
    let numbers = || -> Vec<u32> { cells(&page, at).iter().map(|cell| cell.parse().expect("a number")).collect() };
    page.click(&heading(at));
    assert_eq!(sorted(&page), [(at, "descending".to_owned())]);
    assert!(numbers().is_sorted_by(|a, b| a >= b) && !numbers().is_sorted(), "{:?}", numbers());
    page.run(&format!("document.querySelector('{}').focus()", heading(at)));
    page.press("Enter");
    assert_eq!(sorted(&page), [(at, "ascending".to_owned())]);
    assert!(numbers().is_sorted());

    let at = column(&page, "1.1.1");
    page.click(&heading(at));
    assert_eq!(sorted(&page), [(at, "descending".to_owned())]);
    let verdicts = cells(&page, at);
    assert_eq!(verdicts[0], "缺", "what needs help stands first: {verdicts:?}");
    assert_eq!(verdicts.last().map(String::as_str), Some("符合"), "{verdicts:?}");
    page.click(&heading(0));
    assert_eq!(sorted(&page), [(0, "ascending".to_owned())]);
    assert_eq!(rows(&page), before, "and by name all is as it was");
}

#[test]
fn a_name_shows_that_studio_and_no_other() {
    let Some(browser) = Browser::start() else { return };
    for page in [Report::province("zh").wide(&browser), Report::province("zh").phone(&browser)] {
        let seen = || -> Vec<String> {
            page.eval("[...document.querySelectorAll('article.school')].filter(one => one.checkVisibility()).map(one => one.id)")
        };
        assert_eq!(seen(), [""; 0]);
        let name = rows(&page).remove(2);
        page.click("#schools a[href='#s3']");
        page.until("document.activeElement.id == 's3'");
        assert_eq!(seen(), ["s3"]);
        assert!(page.text("#s3 h3").contains(&name));
        page.click("#s3 .back a");
        page.until("!document.getElementById('s3').checkVisibility()");
        page.until("(box => box.bottom > 0 && box.top < innerHeight)(document.getElementById('matrix-title').getBoundingClientRect())");
        assert_eq!(seen(), [""; 0]);
    }
}

#[test]
fn keys_alone_find_sort_and_open() {
    let Some(browser) = Browser::start() else { return };
    let page = Report::province("en").wide(&browser);
    let to = |css: &str| {
        for _ in 0..200 {
            if page.eval::<bool>(&format!("document.activeElement.matches(\"{css}\")")) {
                return;
            }
            page.press("Tab");
        }
        panic!("{css} is not reached");
    };
    to("#search");
    page.type_text("云岫");
    assert_eq!(rows(&page).len(), 1);
    to("#schools thead button");
    page.press(" ");
    assert_eq!(sorted(&page).len(), 1);
    to("#schools tbody a");
    page.press("Enter");
    page.until("document.activeElement.matches('article.school')");
}
