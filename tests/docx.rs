//! Texts of cases in Word files, as the programs that schools use write them, from the file to what is printed.
//!
//! `晚自习的一盏灯.docx` was made from the .fodt beside it by `LibreOffice` 7.4.7.2 (`soffice --headless --convert-to docx`);
//! `一本班务日志.docx` by the .py beside it with python-docx 1.2.0. The expected numbers were counted by hand and held against
//! `LibreOffice`'s own text and statistics: what it counts more are headers, the labels of lists and the mark of a footnote,
//! what it counts less are Chinese quotation marks and dashes that follow each other, which it takes for one word.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what is wrong by failing")]

use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use studio::text::count::{Count, count};
use studio::text::docx::{Error, Text, read};

#[path = "docx/build.rs"]
mod build;

use build::docx;

const LIBREOFFICE: &str = "晚自习的一盏灯.docx";
const PYTHON_DOCX: &str = "一本班务日志.docx";

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/docx").join(name)
}

fn text(name: &str) -> Text {
    read(fs::File::open(file(name)).expect("a file")).expect("a text")
}

fn studio(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_studio"));
    command
        .args(arguments)
        .current_dir(folder)
        .env_remove("STUDIO_LANG")
        .env("LC_ALL", "C")
        .output()
        .expect("it starts")
}

fn out(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("utf-8")
}

/// A studio with a proposed case and these files in `cases/`.
fn school(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let root = "standard = \"moe-2022\"\n[school]\nname = \"甲校\"\n[studio]\nname = \"乙工作室\"\n";
    fs::write(folder.path().join("studio.toml"), root).expect("written");
    fs::create_dir(folder.path().join("cases")).expect("made");
    let record = "title = \"晚自习的一盏灯\"\ncategory = \"班级文化建设\"\nreported = true\n";
    fs::write(folder.path().join("cases/灯.toml"), record).expect("written");
    for (name, bytes) in files {
        fs::write(folder.path().join("cases").join(name), bytes).expect("written");
    }
    folder
}

#[test]
fn a_file_of_libreoffice_is_read_whole() {
    let expected = "晚自习的一盏灯\n\
        \u{3000}\u{3000}2021年9月，小禾（化名）连续第3次迟到。班会上，她说：“我不想来。”……大家都没有接话——教室里很静。\n\
        一位同学在笔记里写：“It’s OK to be late once”，用Word打印了2份。\n\
        第一行\n第二行 制表   空格\n家访\n谈心\n月份\n迟到次数\n9月\n3\n（含早读）\n\
        图示如下。灯下有约定。\n灯亮着\n人就在\n\
        见《班级公约》第2条。\n";
    let text = text(LIBREOFFICE);
    assert_eq!(text.body, expected);
    assert_eq!(count(&text.body), Count { words: 140, han: 100, characters: 158 });
    let aside = "（这几个字删去）\n联系电话另存\n内部资料 13900000000\n第1页\n这里可以再写细\n";
    assert_eq!(text.aside, aside, "deleted, hidden, header, footer, comment");
}

#[test]
fn a_file_of_python_docx_is_read_whole() {
    let expected = "一本班务日志\n\
        \u{3000}\u{3000}每天放学前，值日班长写三行字：今天谁来晚了，谁帮了忙，明天要办什么。\n\
        第1周 Week 1\n记了5天，合计1,280字，满意率96.5%。\n写日志\n读日志 存日志\n\
        姓名\n次数\n小林（化名）\n甲\n乙\n“规矩是大家写的”——这是班里常说的一句话……\n";
    let text = text(PYTHON_DOCX);
    assert_eq!(text.body, expected);
    assert_eq!(count(&text.body), Count { words: 104, han: 82, characters: 115 });
    assert_eq!(text.aside, "校内使用\n");
}

#[test]
fn a_real_file_cut_off_or_changed_is_told_or_read() {
    let bytes = fs::read(file(LIBREOFFICE)).expect("a file");
    for length in (0..bytes.len()).step_by(7) {
        assert!(read(Cursor::new(&bytes[..length])).is_err(), "{length}");
    }
    let mut state = 1_u64;
    let mut failed = 0;
    for _ in 0..2000 {
        let mut changed = bytes.clone();
        for _ in 0..8 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let at = usize::try_from(state >> 33).expect("small") % changed.len();
            changed[at] ^= 1 << (state >> 20 & 7);
        }
        match read(Cursor::new(changed)) {
            Ok(text) => assert!(text.body.len() < 4 << 20),
            Err(Error::Empty | Error::Unreadable(_)) => panic!("a damaged file is neither empty nor unreadable"),
            Err(_) => failed += 1,
        }
    }
    assert!(failed > 1000, "{failed}");
}

#[test]
fn check_counts_and_shows_the_three_numbers() {
    let bytes = fs::read(file(LIBREOFFICE)).expect("a file");
    let school = school(&[("灯.docx", &bytes)]);
    let output = studio(school.path(), &["check", "--facts", "--only", "4.4.2", "--today", "2022-09-30"]);
    let shown = out(&output.stdout).replace(['\n', ' '], "");
    let fact = "晚自习的一盏灯：字数140，汉字数100，字符数（不计空格）158（cases/灯.docx）";
    assert!(shown.contains(fact), "{shown}");
    assert!(!shown.contains("还没有写：正文"), "{shown}");
}

#[test]
fn the_limit_holds_for_word_files_whose_marks_are_text() {
    // 2993 and the title's 7 are 3000; Markdown would take the marks off.
    for (body, found) in
        [("字".repeat(2993), "circular/words:note"), (format!("{}# **", "字".repeat(2993)), "circular/words:error")]
    {
        let school = school(&[("灯.docx", &docx(&[&body], ""))]);
        let output =
            studio(school.path(), &["check", "--only", "circular", "--format", "json", "--today", "2022-09-30"]);
        let root: serde_json::Value = serde_json::from_slice(&output.stdout).expect("json");
        let findings = root["studios"][0]["findings"].as_array().expect("a list");
        let words = findings.iter().find(|finding| finding["rule"] == "circular/words").expect("a finding");
        assert_eq!(format!("circular/words:{}", words["severity"].as_str().expect("a word")), found, "{words}");
    }
}

#[test]
fn count_shows_files_records_ids_and_folders_alike() {
    let bytes = fs::read(file(LIBREOFFICE)).expect("a file");
    let school = school(&[("灯.docx", &bytes)]);
    fs::write(school.path().join("随笔.txt"), "三个字").expect("written");
    let line = " 140     100     158  文稿开头就有  cases/灯.docx";
    for asked in
        [&["count"][..], &["count", "."], &["count", "cases/灯.docx"], &["count", "cases/灯.toml"], &["count", "灯"]]
    {
        let output = studio(school.path(), asked);
        let shown = out(&output.stdout);
        assert_eq!(output.status.code(), Some(0), "{asked:?}: {}", out(&output.stderr));
        assert_eq!(
            shown.lines().nth(1),
            Some(line.trim_start()).map(|line| format!(" {line}")).as_deref(),
            "{asked:?}: {shown}"
        );
        assert!(shown.contains("脚注、尾注都数"), "{shown}");
    }
    let both = studio(school.path(), &["count", "随笔.txt", "cases/灯.docx"]);
    let shown = out(&both.stdout);
    let expected = "字数  汉字数  字符数  标题            文稿\n   3       3       3  没有另外的标题  随笔.txt\n \
                    140     100     158  文稿开头就有    cases/灯.docx\n 143     103     161                  合计 2 篇\n";
    assert!(shown.starts_with(expected), "{shown}");
    for line in shown.lines() {
        assert!(studio::text::width::width(line) <= 80, "{line}");
    }
}

#[test]
fn count_goes_on_behind_what_it_cannot_read() {
    let school = school(&[("灯.docx", b"<html>")]);
    fs::write(school.path().join("甲.txt"), "好").expect("written");
    let output = studio(
        school.path(),
        &["count", "无.docx", "cases/灯.docx", "甲.txt", "studio.toml", "某案例", "--format", "json"],
    );
    assert_eq!(output.status.code(), Some(2));
    let root: serde_json::Value = serde_json::from_slice(&output.stdout).expect("json");
    assert_eq!(
        root["texts"],
        serde_json::json!([{"file": "甲.txt", "words": 1, "han": 1, "characters": 1, "title": "none"}])
    );
    let failed: Vec<_> = root["failures"].as_array().expect("a list").iter().map(|one| one["file"].as_str()).collect();
    assert_eq!(failed, [Some("无.docx"), Some("cases/灯.docx"), Some("studio.toml"), Some("某案例")]);
    let told = out(&output.stderr);
    assert!(told.contains("没有数 无.docx：没有这个文件") && told.contains("里面却不是 Word 文稿"), "{told}");
    let folder = studio(school.path(), &["count"]);
    assert_eq!(folder.status.code(), Some(2), "{}", out(&folder.stdout));
    let empty = self::school(&[]);
    let bare = studio(empty.path(), &["count"]);
    assert_eq!((bare.status.code(), out(&bare.stdout).as_str()), (Some(0), "还没有正文：cases/灯.toml\n"));
}

#[test]
fn of_several_texts_the_same_one_counts_everywhere() {
    let school = school(&[("灯.docx", &docx(&["四个汉字"], "")), ("灯.TXT", "五个汉字啊".as_bytes())]);
    for asked in [&["count"][..], &["count", "cases/灯.toml"]] {
        let shown = out(&studio(school.path(), asked).stdout);
        assert!(shown.contains("  12      12      12  记录里的，已加上  cases/灯.TXT"), "{shown}");
    }
    let shown = out(&studio(school.path(), &["check", "--only", "record"]).stdout).replace('\n', "");
    assert!(shown.contains("只数“灯.TXT”"), "{shown}");
}
