//! The summary: read by a Markdown reader with every extension on, so that nothing but the program's own marks is one.

use std::collections::BTreeMap;
use std::fs;

use pulldown_cmark::{Event, Options, Parser, Tag};

use super::{NAME, Repository, text};

/// Counts of the marks of a page, and its words.
fn read(page: &str) -> (BTreeMap<String, usize>, String) {
    let mut marks = BTreeMap::new();
    let mut words = String::new();
    for event in Parser::new_ext(page, Options::all()) {
        match event {
            Event::Start(tag) => {
                assert!(!matches!(tag, Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_)), "{tag:?}");
                let name = format!("{tag:?}");
                let name = name.split(['(', ' ']).next().unwrap_or_default().to_owned();
                *marks.entry(name).or_default() += 1;
            }
            Event::Text(text) => words.push_str(&text),
            Event::Html(html) | Event::InlineHtml(html) => {
                let own = html.trim() == "<br>"
                    || html.trim() == "</details>"
                    || html.trim().starts_with("<details><summary>") && !html.trim()[18..].contains("<script");
                assert!(own, "{html}");
            }
            Event::End(_) | Event::SoftBreak => {}
            other => panic!("{other:?}"),
        }
    }
    (marks, words)
}

#[test]
fn it_reads_as_a_page() {
    let repository = Repository::with(&[("甲", "first-week"), ("乙", "school")]);
    let page = repository.told("markdown", &[]);
    let (marks, words) = read(&page);
    assert!(words.starts_with("班主任工作室检查：没有通过"), "{page}");
    assert_eq!((marks["TableHead"], marks["TableRow"]), (1, 2), "a row a school");
    assert_eq!(marks["TableCell"], 3 * 8, "no cell too many");
    assert!(marks["Item"] > 20 && words.contains("怎么办"), "{page}");
    assert_eq!(page.matches("<details>").count(), page.matches("</details>").count());
    let only = repository.told("markdown", &["--only", "2.1.1"]);
    assert!(read(&only).1.starts_with("班主任工作室检查：通过"), "{only}");
}

#[test]
fn nothing_of_a_record_is_a_mark() {
    let repository = Repository::hostile();
    let page = repository.told("markdown", &["--deny", "note"]);
    let (marks, words) = read(&page);
    assert_eq!((marks["TableHead"], marks["TableRow"], marks["TableCell"]), (1, 1, 16), "{page}");
    for plain in ["<script>alert(1)</script>", "[x](https://y.example)", "![z](z.png)", "`q`", "| ＠all"] {
        assert!(NAME.contains(&plain.replace('＠', "@")) && words.contains(plain), "{plain}: {page}");
    }
    for mark in ["@all", "https://", "www.", " #12", "<script", "\u{202e}"] {
        assert!(!page.contains(mark), "{mark}: {page}");
    }
}

#[test]
fn a_summary_is_appended_beside_another_format() {
    let repository = Repository::with(&[("甲", "first-week")]);
    repository.write("摘要.md", "前面的步骤写的\n");
    let told = repository.told("github", &["--summary", "摘要.md"]);
    assert!(told.contains("::error "), "{told}");
    let page = repository.told("markdown", &[]);
    assert_eq!(repository.read("摘要.md"), format!("前面的步骤写的\n{page}"));
    repository.told("github", &["--summary", "摘要.md"]);
    assert_eq!(repository.read("摘要.md"), format!("前面的步骤写的\n{page}{page}"));
    let output = repository.studio(&["check", ".", "--summary", "没有/摘要.md"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("没有“没有”这个文件夹"));
}

/// Lines at the end of a workbook or a picture make nothing better of it.
#[test]
fn a_summary_is_appended_to_texts_only() {
    let repository = Repository::with(&[("甲", "first-week")]);
    let picture = b"PK\x03\x04\xff\xfe";
    fs::write(repository.path("附件2.xlsx"), picture).expect("written");
    repository.studio(&["report", "甲", "-o", "一页.html"]);
    let page = repository.read("一页.html");
    for file in ["附件2.xlsx", "一页.html"] {
        let output = repository.studio(&["check", ".", "--summary", file]);
        assert_eq!(output.status.code(), Some(2), "{file}");
        assert!(text(&output.stderr).contains(file), "{}", text(&output.stderr));
    }
    assert_eq!(fs::read(repository.path("附件2.xlsx")).expect("read"), picture);
    assert_eq!(repository.read("一页.html"), page);
}

#[test]
fn a_page_has_room_for_a_mebibyte() {
    let repository = Repository::with(&[("甲", "first-week"), ("乙", "first-week")]);
    for taken in [0, 1 << 19, (1 << 20) - 20_000, (1 << 20) - 3_000, (1 << 20) - 600, 1 << 20] {
        fs::write(repository.path("摘要.md"), vec![b'x'; taken]).expect("written");
        repository.told("github", &["--summary", "摘要.md"]);
        let page = fs::read(repository.path("摘要.md")).expect("read");
        let own = text(&page[taken..]);
        // What others wrote may leave no room at all; one sentence is said nevertheless.
        assert!(page.len() <= (1 << 20) || own.len() < 512, "{taken}: {}", page.len());
        assert_eq!(own.matches("<details>").count(), own.matches("</details>").count(), "never cut within a part");
        assert_eq!(own.contains("内容太长"), taken > 1 << 19, "{taken}: {own}");
    }
}
