//! The file that the page is: the same for the same records, and never in place of what somebody else made.

use std::fs;

use crate::browser::Browser;
use crate::made::run;
use crate::shared::{copy, example};

#[test]
fn the_same_records_make_the_same_page() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, today) in [("school", "2022-09-30"), ("province", "2022-09-20")] {
        let [first, second] = ["一.html", "two.html"].map(|file| {
            let path = folder.path().join(name.to_owned() + file);
            assert!(run(&example(name), today, &path, &[]).status.success());
            fs::read(path).expect("written")
        });
        assert!(first == second, "{name}");
    }
}

#[test]
fn only_a_page_of_its_own_is_written_over() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("report.html");
    let made = |more: &[&str]| run(&example("first-week"), "2020-09-07", &file, more);
    assert_eq!(made(&[]).status.code(), Some(0));
    let page = fs::read_to_string(&file).expect("utf-8");
    assert_eq!(made(&["--lang", "en"]).status.code(), Some(0), "its own");
    assert_ne!(fs::read_to_string(&file).expect("utf-8"), page);

    for foreign in ["<!doctype html>\n别人的\n".to_owned(), String::new(), page.replacen("郁文澜", "郁文兰", 1)]
    {
        fs::write(&file, &foreign).expect("written");
        let refused = made(&[]);
        assert_eq!(refused.status.code(), Some(2), "{foreign:.60}");
        let told = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert!(told.contains("report.html") && told.contains("--force"), "{told}");
        assert_eq!(fs::read_to_string(&file).expect("utf-8"), foreign, "it is left as it was");
    }
    assert_eq!(made(&["--force"]).status.code(), Some(0));
    assert_eq!(fs::read_to_string(&file).expect("utf-8"), page);
}

#[test]
fn a_page_goes_only_where_a_browser_opens_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let record = folder.path().join("studio.toml");
    fs::write(&record, "x = 1\n").expect("written");
    for (file, word) in [
        ("没有/report.html", "先建好它"),
        ("", "是文件夹"),
        ("情况", ".html 结尾"),
        ("a.docx", ".html 结尾"),
        ("studio.toml", ".html 结尾"),
    ] {
        let refused = run(&example("first-week"), "2020-09-07", &folder.path().join(file), &["--force"]);
        let told = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert_eq!(refused.status.code(), Some(2), "{file}");
        assert!(told.contains(word), "{file}: {told}");
    }
    assert_eq!(fs::read_to_string(&record).expect("utf-8"), "x = 1\n", "no record is written over, whatever was asked");
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1);
}

/// Each of them in its first week, when there is most to say of it.
#[test]
fn three_hundred_studios_fit_into_five_megabytes_and_are_found() {
    let folder = tempfile::tempdir().expect("a folder");
    for number in 0..300 {
        let studio = folder.path().join(format!("各校/{number:03}"));
        copy(&example("first-week"), &studio);
        let root = studio.join("studio.toml");
        let text = fs::read_to_string(&root).expect("utf-8");
        let own = text.replace("郁文澜班主任工作室", &format!("第{number:03}号工作室"));
        assert_ne!(own, text);
        fs::write(root, own).expect("written");
    }
    let file = folder.path().join("各校.html");
    assert!(run(&folder.path().join("各校"), "2022-09-20", &file, &[]).status.success());
    let size = fs::metadata(&file).expect("written").len();
    assert!(size < 5_000_000, "{size} bytes");

    let Some(browser) = Browser::start() else { return };
    let page = browser.open(&file, 1280, 800, false);
    page.click("#search");
    page.type_text("第217号");
    page.until("document.getElementById('shown').textContent.includes('列出 1 个，共 300 个')");
    page.click("#schools tbody tr:not([hidden]) a");
    page.until("document.querySelector('article:target h3').textContent == '第217号工作室'");
}

#[test]
fn what_is_of_no_single_studio_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["甲", "乙"] {
        copy(&example("first-week"), &folder.path().join("各校").join(name));
    }
    let file = folder.path().join("各校.html");
    assert!(run(&folder.path().join("各校"), "2022-09-20", &file, &[]).status.success());
    let page = fs::read_to_string(&file).expect("utf-8");
    let part = page.split("id=\"records\"").nth(1).and_then(|rest| rest.split("</section>").next()).expect("a part");
    assert!(part.contains("在 乙 已经有一份") || part.contains("在 甲 已经有一份"), "{part}");
}
