//! The file that the page is: the same for the same records, and never in place of what somebody else made.

use std::fs;

use crate::made::{example, run};

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
    let nowhere = run(&example("first-week"), "2020-09-07", &folder.path().join("没有/report.html"), &[]);
    assert_eq!(nowhere.status.code(), Some(2));
}
