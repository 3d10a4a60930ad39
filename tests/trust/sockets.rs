//! Every command of the program, run for real while `strace` watches for calls that have to do with a network: there are none,
//! in the program and in the git it asks.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use super::TOP;
use super::git::Stranger;
use crate::shared::{copy, example, git};

/// Runs a program in a folder; gives its exit code, what it said, and the calls for a network among all it started.
fn traced(program: &str, arguments: &[&str], folder: &Path) -> Option<(Option<i32>, String, String)> {
    let trace = tempfile::NamedTempFile::new().expect("a file");
    let mut strace = Command::new("strace");
    strace.args(["-f", "-qq", "-e", "trace=%network", "-e", "signal=none", "-o"]).arg(trace.path());
    strace.arg(program).args(arguments).current_dir(folder);
    let output = strace.env_remove("STUDIO_LANG").env("LC_ALL", "C").output().ok()?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    Some((output.status.code(), said, fs::read_to_string(trace.path()).expect("utf-8")))
}

/// Whether `strace` can watch here; where it must, it is a failure that it cannot.
fn watching() -> bool {
    let found = traced("true", &[], Path::new(TOP)).is_some_and(|(code, ..)| code == Some(0));
    assert!(found || std::env::var_os("STUDIO_STRACE").is_none(), "strace cannot watch here");
    if !found {
        eprintln!("skipped: there is no strace, or it may not watch");
    }
    found
}

#[test]
fn no_command_opens_a_socket() {
    if !watching() {
        return;
    }
    // What is watched for is seen.
    let (.., calls) = traced("bash", &["-c", "exec 3<>/dev/tcp/127.0.0.1/9"], Path::new("/")).expect("it starts");
    assert!(calls.contains("socket("), "a call is seen: {calls}");

    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    let week = at.join("第一周");
    copy(&example("first-week"), &week);
    copy(&example("school"), &at.join("学校"));
    copy(&example("province"), &at.join("全省"));
    fs::copy(format!("{TOP}/tests/into/openpyxl/两层表头.xlsx"), at.join("表样.xlsx")).expect("copied");
    for name in ["手册", "上报"] {
        fs::create_dir(at.join(name)).expect("made");
    }
    let versioned = git(&week, &["init", "-q"]).is_some();
    if versioned {
        git(&week, &["add", "-A"]).expect("added");
        git(&week, &["commit", "-qm", "一"]).expect("committed");
    }
    let mut used = BTreeSet::new();
    // What each needs was written by those before it.
    for (code, line) in [
        (0, "init 新校 --school 江北市清江职业技术学校 --name 何知远班主任工作室 --today 2022-09-20"),
        (0, "new -C 新校 meeting --title 校务会 --today 2022-09-20"),
        (1, "check 第一周 --today 2020-09-07"),
        (0, "check 第一周 --today 2020-09-07 --changed-since HEAD"),
        (1, "check 全省 --today 2022-09-20 --format sarif -o 结果.sarif"),
        (0, "status 全省 --today 2022-09-20 --xlsx 一览.xlsx"),
        (0, "review 学校 --today 2022-09-20 --show all"),
        (0, "explain 1.1.1-d"),
        (0, "count -C 全省/岚浦商校"),
        (0, "to-excel 第一周 记录.xlsx --today 2020-09-07"),
        (0, "from-excel 记录.xlsx 第一周 --today 2020-09-07 --yes"),
        (0, "fmt 第一周"),
        (0, "mv -C 学校 members/殳敏 members/殳敏敏"),
        (0, "export 学校 --annex all --today 2022-09-20 -o 上报"),
        (0, "export 学校 --annex 2 --today 2022-09-20 --into 表样.xlsx -o 填了.xlsx"),
        (0, "report 学校 --today 2022-09-20 -o 报告.html"),
        (0, "report 第一周 --today 2020-09-07 --against HEAD -o 比较.html"),
        (0, "pack 全省 --today 2022-09-20 -o 材料"),
        (0, "pack --verify 材料.zip"),
        (0, "schema 第一周"),
        (0, "standard check 全省/地方要求"),
        (0, "completions bash"),
        (0, "man -o 手册"),
    ] {
        let words: Vec<&str> = line.split(' ').collect();
        if !versioned && words.contains(&"HEAD") {
            continue;
        }
        let (ended, said, calls) = traced(env!("CARGO_BIN_EXE_studio"), &words, at).expect("strace starts");
        assert_eq!(ended, Some(code), "{line}: {said}");
        assert_eq!(calls, "", "{line}");
        used.insert(words[0]);
    }
    let commands = studio::cli::whole(None, studio::text::lang::Lang::En);
    for command in commands.get_subcommands() {
        assert!(used.contains(command.get_name()), "{} was not watched", command.get_name());
    }
}

#[test]
fn what_a_server_keeps_is_not_asked_for() {
    if !watching() {
        return;
    }
    let Some(stranger) = Stranger::new() else {
        eprintln!("skipped: there is no git");
        return;
    };
    let words = ["report", "--against", "HEAD~1", "--today", "2020-09-07", "-o", "../report.html"];
    let (code, said, calls) = traced(env!("CARGO_BIN_EXE_studio"), &words, &stranger.top()).expect("strace starts");
    assert_eq!((code, calls.as_str()), (Some(2), ""), "{said}");
}
