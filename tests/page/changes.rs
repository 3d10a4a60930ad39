//! What a page tells of how things stood before: at a revision of the folder's git.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::browser::{Browser, Page, absent, assert_accessible};
use crate::made::run;
use crate::shared::copied;

/// A copy of an example that is the one commit of a repository; nothing where git is not installed.
fn committed(example: &str) -> Option<TempDir> {
    let folder = copied(example);
    let git = |arguments: &[&str]| crate::shared::git(folder.path(), arguments).is_some();
    if !git(&["--version"]) {
        absent("git");
        return None;
    }
    assert!(git(&["init", "-q"]) && git(&["add", "-A"]) && git(&["commit", "-qm", "as it was"]));
    Some(folder)
}

fn shown(browser: &Browser, root: &Path, today: &str) -> Page {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("report.html");
    let output = run(root, today, &file, &["--lang", "zh", "--against", "HEAD"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    browser.open(&file, 1280, 800, false)
}

/// The clauses that a list of turns names, with the verdicts then and now.
fn turns(page: &Page, css: &str) -> Vec<[String; 3]> {
    page.eval(&format!(
        "[...document.querySelectorAll(\"{css} > ul.plain > li\")].map(one => [one.querySelector('.id').textContent,
            ...[...one.querySelectorAll('.v')].map(word => word.textContent)])"
    ))
}

#[test]
fn a_studio_sees_what_became_worse() {
    let Some(browser) = Browser::start() else { return };
    let Some(folder) = committed("examples/school") else { return };
    let page = shown(&browser, folder.path(), "2022-09-30");
    assert!(page.text("#changes").contains("没有变化"), "{}", page.text("#changes"));

    fs::remove_dir_all(folder.path().join("meetings")).expect("removed");
    let page = shown(&browser, folder.path(), "2022-09-30");
    assert_accessible(&page);
    let told = turns(&page, "#changes");
    let worse = ["1.1.1-c", "符合", "缺"].map(str::to_owned);
    assert!(told.contains(&worse) && told.iter().all(|turn| turn[1] == "符合" && turn[2] != "符合"), "{told:?}");
    assert_eq!(page.text("#changes h3 .turn"), "变差");
    let unmet: Vec<String> =
        page.eval("[...document.querySelectorAll('.clause-text:has(.v.unmet) .id')].map(one => one.textContent)");
    let told: Vec<&String> = told.iter().filter(|turn| turn[2] == "缺").map(|turn| &turn[0]).collect();
    assert_eq!(told, unmet.iter().collect::<Vec<_>>(), "all was met before");
}

#[test]
fn an_office_sees_whose_records_changed() {
    let Some(browser) = Browser::start() else { return };
    let Some(folder) = committed("examples/province") else { return };
    fs::remove_dir_all(folder.path().join("汀南职校/meetings")).expect("removed");
    fs::remove_dir_all(folder.path().join("鹤汀船校")).expect("removed");
    let page = shown(&browser, folder.path(), "2022-09-20");
    let names: Vec<String> =
        page.eval("[...document.querySelectorAll('#changes .changed > summary b')].map(one => one.textContent)");
    assert_eq!(names, ["戚闻远班主任工作室", "缆绳班主任工作室"]);
    assert!(
        page.text("#changes").contains("那时有，现在没有了") && page.text("#changes").contains("其余 8 个没有变化")
    );
    page.click("#changes .changed > summary");
    assert!(turns(&page, "#changes .changed[open]").contains(&["1.1.1-c", "符合", "缺"].map(str::to_owned)));
    assert_accessible(&page);
    page.click("#changes .changed[open] a[href^='#s']");
    page.until("document.activeElement.matches('article.school')");
    assert!(page.eval::<String>("document.activeElement.querySelector('h3').textContent").contains("戚闻远"));
}

#[test]
fn what_is_no_more_is_named_where_one_studio_is_left() {
    let Some(folder) = committed("examples/province") else { return };
    for entry in fs::read_dir(folder.path()).expect("a folder").flatten() {
        let name = entry.file_name();
        if name == ".git" || name == "汀南职校" {
            continue;
        }
        if entry.path().is_dir() { fs::remove_dir_all(entry.path()) } else { fs::remove_file(entry.path()) }
            .expect("removed");
    }
    let apart = tempfile::tempdir().expect("a folder");
    let file = apart.path().join("report.html");
    let output = run(folder.path(), "2022-09-20", &file, &["--lang", "zh", "--against", "HEAD"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let page = fs::read_to_string(&file).expect("utf-8");
    let part = page.split("id=\"changes\"").nth(1).and_then(|rest| rest.split("</section>").next()).expect("a part");
    assert_eq!(part.matches("现在没有了").count(), 9, "{part}");
    assert!(part.contains("鹤汀市船舶技工学校") && part.contains("缆绳班主任工作室"), "{part}");
}
