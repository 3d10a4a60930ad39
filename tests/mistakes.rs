//! The mistakes teachers make, one folder each: the files as they were typed, on top of a studio without fault, and exactly
//! what is said of them. `STUDIO_BLESS=1 cargo test --test mistakes` writes what is said now; read it aloud before it is kept.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what is wrong by failing")]

use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

#[path = "docx/build.rs"]
mod build;
#[path = "mistakes/made.rs"]
mod made;
#[path = "mistakes/mutation.rs"]
mod mutation;
mod shared;
#[path = "mistakes/word.rs"]
mod word;

/// The mistakes that are made by code.
fn all_made() -> impl Iterator<Item = &'static (&'static str, made::Make)> {
    made::MADE.iter().chain(word::MADE)
}

/// The words about a studio as a whole begin here; reports have tests of their own.
const TITLES: [&str; 2] = ["工作室 ", "studio "];

fn here() -> PathBuf {
    shared::here("tests/mistakes")
}

/// Copies what lies in a folder of mistakes into the studio, but what is expected to be said of it.
fn copy(from: &Path, to: &Path) {
    shared::copy(from, to);
    for name in ["expected.txt", "expected.en.txt"] {
        let _ = fs::remove_file(to.join(name));
    }
}

/// What is said of the studio in `folder`, up to the table, and the last line.
fn said(folder: &Path, lang: &str) -> String {
    let output = shared::program()
        .args(["check", "--only", "record,privacy", "--today", "2022-09-30", "--color", "never", "--lang", lang])
        .current_dir(folder)
        .output()
        .expect("the program runs");
    let error = String::from_utf8(output.stderr).expect("utf-8");
    let out = String::from_utf8(output.stdout).expect("utf-8");
    let mut text: String =
        out.split_inclusive('\n').take_while(|line| !TITLES.iter().any(|title| line.starts_with(title))).collect();
    text.push_str(out.lines().last().unwrap_or_default());
    text.push('\n');
    text + &error
}

/// Makes the studio with the mistake `name` and compares what is said of it; gives the difference.
fn check(name: &str) -> Option<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let mistake = here().join(name);
    copy(&here().join("base"), folder.path());
    if mistake.is_dir() {
        copy(&mistake, folder.path());
    }
    if let Some((_, make)) = all_made().find(|(made, _)| *made == name)
        && !make(folder.path())
    {
        return None;
    }
    let mut wrong = String::new();
    for (file, lang) in [("expected.txt", "zh"), ("expected.en.txt", "en")] {
        let path = mistake.join(file);
        if lang == "en" && !path.exists() {
            continue;
        }
        let now = said(folder.path(), lang);
        if std::env::var_os("STUDIO_BLESS").is_some() {
            fs::create_dir_all(&mistake).expect("a folder");
            fs::write(&path, &now).expect("a file");
        }
        let before = fs::read_to_string(&path).unwrap_or_default();
        if now != before {
            wrong.push_str(&difference(&format!("{name}/{file}"), &before, &now));
        }
    }
    (!wrong.is_empty()).then_some(wrong)
}

/// The lines that differ, with those around them that are the same left out.
fn difference(title: &str, before: &str, now: &str) -> String {
    let (before, now): (Vec<_>, Vec<_>) = (before.lines().collect(), now.lines().collect());
    let start = before.iter().zip(&now).take_while(|(one, other)| one == other).count();
    let rest = before[start..].iter().rev().zip(now[start..].iter().rev());
    let end = rest.take_while(|(one, other)| one == other).count();
    let mut text = format!("{title}, line {}\n", start + 1);
    let gone = before[start..before.len() - end].iter().map(|line| ("- ", line));
    let new = now[start..now.len() - end].iter().map(|line| ("+ ", line));
    for (mark, line) in gone.chain(new) {
        text.extend([
            mark, line, "
",
        ]);
    }
    text
}

#[test]
fn every_mistake_is_told_as_expected() {
    let mut names: Vec<String> = fs::read_dir(here())
        .expect("the folder of mistakes")
        .map(|entry| entry.expect("an entry"))
        .filter(|entry| entry.file_type().is_ok_and(|of| of.is_dir()))
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .chain(all_made().map(|(name, _)| (*name).to_owned()))
        .filter(|name| name != "base")
        .collect();
    names.sort();
    names.dedup();
    let wrong: Vec<String> = names.par_iter().filter_map(|name| check(name)).collect();
    assert!(wrong.is_empty(), "{} of {} mistakes\n{}", wrong.len(), names.len(), wrong.join("\n"));
}

/// A mistake is one finding. The few that are several say so in their name, or are several.
#[test]
fn a_mistake_is_told_once() {
    if std::env::var_os("STUDIO_BLESS").is_some() {
        return;
    }
    let several = [
        "alias-that-is-a-name",
        "many-mistakes",
        "slip-and-shape",
        "two-files",
        "years-slip",
        "conflict-and-more",
        "studio-lost",
        "traceable-in-a-case",
        "done-on-a-day-to-come",
        "years-of-a-life",
        "number-that-is-none",
        "name-begins-with-a-mark",
        "keys-below-hidden-headings",
        "day-of-years-to-come",
        "class-joined-with-its-own",
        "number-with-another-point",
        "broken-file-with-an-id-number",
        "name-with-another-dot",
    ];
    let silent = [
        "author-who-left",
        "byte-order-mark",
        "line-ends",
        "line-ends-of-a-mac",
        "name-told-apart",
        "office-locks",
        "word-lock",
    ];
    for entry in fs::read_dir(here()).expect("the folder of mistakes") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let Ok(expected) = fs::read_to_string(path.join("expected.txt")) else { continue };
        let told = expected.lines().filter(|line| line.contains("]: ") && !line.starts_with(' ')).count();
        let right =
            if silent.contains(&name.as_str()) { told == 0 } else { several.contains(&name.as_str()) || told == 1 };
        assert!(right, "{name}: {told} findings");
    }
}

#[test]
fn the_studio_below_the_mistakes_has_none() {
    let folder = tempfile::tempdir().expect("a folder");
    copy(&here().join("base"), folder.path());
    assert_eq!(said(folder.path(), "zh"), "没有问题\n");
}
