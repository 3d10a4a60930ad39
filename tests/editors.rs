//! What `studio schema` writes into a folder and what it leaves alone; completions in real shells; manual pages as they are shown.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what is wrong by failing")]

mod shared;

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use shared::{ROOT, files as everything, studio_in};
use tempfile::TempDir;

fn one() -> TempDir {
    shared::studio_of::<&str>(&[])
}

/// The code and what was said, on both streams.
fn said(arguments: &[&str], folder: &Path) -> (i32, String) {
    let output = studio_in(folder, arguments);
    let text = [output.stdout, output.stderr].concat();
    (output.status.code().expect("a code"), String::from_utf8(text).expect("utf-8"))
}

#[test]
fn a_second_run_changes_nothing() {
    let folder = one();
    assert_eq!(said(&["schema", "--check"], folder.path()).0, 1);
    let (code, text) = said(&["schema"], folder.path());
    assert!(code == 0 && text.contains("写好了 18 个文件"), "{text}");
    let first = everything(folder.path());
    assert_eq!(first.len(), 19);
    assert_eq!(said(&["schema"], folder.path()), (0, "都是最新的\n".into()));
    assert_eq!(said(&["--lang", "en", "schema", "--check"], folder.path()), (0, "all up to date\n".into()));
    assert_eq!(everything(folder.path()), first);
    assert_eq!(said(&["check", "--only", "record", "--quiet"], folder.path()).0, 0, "nobody's records");
}

#[test]
fn a_checkout_with_other_line_ends_is_no_change() {
    let folder = one();
    said(&["schema"], folder.path());
    for (path, bytes) in everything(folder.path()) {
        let text = String::from_utf8(bytes).expect("utf-8");
        shared::write(folder.path(), &path, text.replace('\n', "\r\n"));
    }
    assert_eq!(said(&["schema", "--check"], folder.path()).0, 0);
}

#[test]
fn what_was_changed_by_hand_is_left_alone() {
    let folder = one();
    said(&["schema"], folder.path());
    let path = folder.path().join(".studio/schema/member.schema.json");
    let made = fs::read_to_string(&path).expect("a schema");
    let changed = made.replace("成员", "老师");
    fs::write(&path, &changed).expect("written");
    fs::remove_file(folder.path().join(".taplo.toml")).expect("removed");
    let before = everything(folder.path());
    let (code, text) = said(&["schema"], folder.path());
    assert!(code == 2 && text.contains("member.schema.json") && text.contains("--force"), "{text}");
    assert_eq!(everything(folder.path()), before, "all or nothing");
    let (code, text) = said(&["schema", "--check"], folder.path());
    assert!(code == 1 && text.contains("被改过：.studio/schema/member.schema.json"), "{text}");
    assert!(text.contains("还没有：.taplo.toml"), "{text}");
    assert_eq!(said(&["schema", "--force"], folder.path()).0, 0);
    assert_eq!(fs::read_to_string(&path).expect("a schema"), made);
}

/// A schema of another standard, whose mark is right, is made anew without a question.
#[test]
fn what_is_out_of_date_is_made_anew() {
    let folder = one();
    said(&["schema"], folder.path());
    let path = folder.path().join(".studio/schema/member.schema.json");
    let made = fs::read_to_string(&path).expect("a schema");
    let (before, rest) = made.split_once("（studio:").expect("a mark");
    let other = format!("{before}（studio:00000000{}", &rest[8..]).replace("与身份证件一致的姓名", "姓名");
    fs::write(&path, studio::files::mark::seal(&other)).expect("written");
    let (code, text) = said(&["schema", "--check"], folder.path());
    assert!(code == 1 && text.contains("过时了：.studio/schema/member.schema.json"), "{text}");
    let (code, text) = said(&["schema"], folder.path());
    assert!(code == 0 && text.contains("写好了 1 个文件"), "{text}");
    assert_eq!(fs::read_to_string(&path).expect("a schema"), made);
}

#[test]
fn settings_of_ones_own_are_merged_by_hand() {
    let folder = one();
    let path = folder.path().join(".tombi.toml");
    let own = "# 我的设置\n[format.rules]\nindent-width = 4\n";
    fs::write(&path, own).expect("written");
    let (code, text) = said(&["schema"], folder.path());
    assert_eq!(code, 1, "{text}");
    assert_eq!(fs::read_to_string(&path).expect("settings"), own);
    assert!(folder.path().join(".taplo.toml").is_file() && folder.path().join(".studio/schema").is_dir());
    let (_, lines) = text.split_once("加到它的末尾：\n").expect("the lines to add");
    fs::write(&path, format!("{own}{lines}")).expect("written");
    assert_eq!(said(&["schema"], folder.path()), (0, "都是最新的\n".into()));
    // A line that is missing again is missed again.
    fs::write(&path, format!("{own}{}", lines.replace("members/*.toml", "people/*.toml"))).expect("written");
    let (code, text) = said(&["schema", "--check"], folder.path());
    assert!(code == 1 && text.contains("缺少需要的几行：.tombi.toml"), "{text}");
}

#[test]
fn a_province_finds_the_records_of_all_its_studios() {
    let folder = tempfile::tempdir().expect("a folder");
    shared::write(folder.path(), "甲市/乙校/studio.toml", ROOT);
    assert_eq!(said(&["schema", "."], folder.path()).0, 0);
    let settings = fs::read_to_string(folder.path().join(".tombi.toml")).expect("settings");
    assert!(settings.contains("\"**/members/*.toml\"") && settings.contains("\"**/studio.toml\""), "{settings}");
    let inner = said(&["-C", "甲市/乙校", "schema"], folder.path());
    assert_eq!(inner.0, 0, "{}", inner.1);
    let settings = fs::read_to_string(folder.path().join("甲市/乙校/.tombi.toml")).expect("settings");
    assert!(settings.contains("[\"members/*.toml\"]"), "{settings}");
}

#[test]
fn what_cannot_be_done_is_said_and_nothing_is_written() {
    let empty = tempfile::tempdir().expect("a folder");
    assert_eq!(said(&["schema"], empty.path()).0, 2);
    assert!(everything(empty.path()).is_empty());
    let folder = one();
    let (code, text) = said(&["schema", "--kind", "membr"], folder.path());
    assert!(code == 2 && text.contains("是不是 member？"), "{text}");
    assert_eq!(said(&["schema", "studio.toml"], folder.path()).0, 2);
    for arguments in [
        &["schema", "--kind", "member", "."][..],
        &["schema", "-o", "x"],
        &["schema", ".", "-o", "x"],
        &["schema", "--check", "--force"],
    ] {
        assert_eq!(said(arguments, folder.path()).0, 2, "{arguments:?}");
    }
    assert_eq!(everything(folder.path()).len(), 1);
    let (code, text) = said(&["schema", "--kind", "成员"], folder.path());
    assert!(code == 0 && text.contains("\"title\": \"成员\""), "{text}");
    // What stands in the way is named.
    fs::create_dir(folder.path().join(".tombi.toml")).expect("made");
    let (code, text) = said(&["schema"], folder.path());
    assert!(code == 2 && text.contains("读不了 .tombi.toml"), "{text}");
    fs::remove_dir(folder.path().join(".tombi.toml")).expect("removed");
    fs::write(folder.path().join(".studio"), "").expect("written");
    assert_eq!(said(&["schema"], folder.path()).0, 2);
    assert_eq!(everything(folder.path()).len(), 2);
}

/// Whether a program is here; a test that needs it says that it is skipped.
fn here(name: &str) -> bool {
    let there = Command::new(name).arg("--version").stdin(Stdio::null()).output().is_ok();
    if !there {
        // Not by a macro, whose words are kept back where a test passes.
        let _ = writeln!(std::io::stderr(), "skipped: {name} is not installed");
    }
    there
}

fn run(name: &str, arguments: &[&str], folder: &Path) -> String {
    let mut command = Command::new(name);
    command.args(arguments).current_dir(folder).env("LC_ALL", "C.UTF-8").env("HOME", folder).stdin(Stdio::null());
    let output = command.output().expect("it starts");
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && error.trim().is_empty(), "{name} {arguments:?}: {error}");
    String::from_utf8(output.stdout).expect("utf-8")
}

/// Every shell's script; PowerShell's and Elvish's are not run, and propose no values.
#[test]
fn shells_complete_commands_kinds_and_clauses() {
    let folder = tempfile::tempdir().expect("a folder");
    let script = |shell: &str| {
        let script = studio_in(folder.path(), &["completions", shell]).stdout;
        let text = String::from_utf8(script.clone()).expect("utf-8");
        assert!(["check", "schema", "today", "force"].iter().all(|word| text.contains(word)), "{shell}");
        assert_eq!(studio_in(folder.path(), &["completions", shell]).stdout, script, "the same bytes");
        fs::write(folder.path().join(format!("studio.{shell}")), script).expect("written");
    };
    ["bash", "zsh", "fish", "powershell", "elvish"].into_iter().for_each(script);
    assert_eq!(said(&["completions", "tcsh"], folder.path()).0, 2);
    if here("bash") {
        let ask = |words: &str, last: usize| {
            let script = format!(
                ". ./studio.bash; complete -p studio >/dev/null || exit 1; COMP_WORDS=({words}); COMP_CWORD={last}; \
                 _studio studio \"${{COMP_WORDS[$COMP_CWORD]}}\" \"${{COMP_WORDS[$COMP_CWORD-1]}}\"; echo \"${{COMPREPLY[*]}}\""
            );
            run("bash", &["-c", &script], folder.path())
        };
        run("bash", &["-n", "studio.bash"], folder.path());
        assert!(ask("studio sch", 1).starts_with("schema"));
        assert!(ask("studio schema --kind me", 3).contains("meeting member"));
        assert!(ask("studio explain 1.1.1-", 2).contains("1.1.1-d"));
        assert!(ask("studio check --only 2.2.", 3).contains("2.2.1 2.2.1-a"));
        // What a command would refuse is not proposed.
        assert!(ask("studio new --for 1.1.1", 3).starts_with("1.1.1-a "));
        assert!(!ask("studio new s", 2).contains("studio") && ask("studio export --annex a", 3) == "all\n");
        assert!(ask("studio review --verdict 符", 3).starts_with("符合"));
    }
    if here("zsh") {
        let script = "autoload -U compinit; compinit -u -d ./dump; source ./studio.zsh; print $_comps[studio]";
        assert_eq!(run("zsh", &["-fc", script], folder.path()), "_studio\n");
    }
    if here("fish") {
        let script = "source studio.fish; complete -C 'studio schema --kind mem'";
        assert_eq!(run("fish", &["--no-config", "-c", script], folder.path()), "member\t成员\n");
    }
}

#[test]
fn manual_pages_are_shown_without_a_warning() {
    let folder = tempfile::tempdir().expect("a folder");
    let pages = |lang: &str| {
        let to = folder.path().join(lang);
        fs::create_dir(&to).expect("made");
        assert_eq!(said(&["--lang", lang, "man", "-o", lang], folder.path()).0, 0);
        assert_eq!(said(&["--lang", lang, "man", "-o", lang], folder.path()).0, 0, "again");
        everything(&to)
    };
    for (lang, heading) in [("zh", "名称"), ("en", "NAME")] {
        let pages = pages(lang);
        assert!(pages.len() > 5 && pages.iter().any(|(path, _)| path.ends_with("studio-standard-check.1")));
        for (path, bytes) in &pages {
            let text = String::from_utf8(bytes.clone()).expect("utf-8");
            assert!(text.contains(&format!(".SH {heading}\n")), "{path}");
            assert!(
                lang == "en" || ![".SH NAME", ".SH OPTIONS", "Possible"].iter().any(|word| text.contains(word)),
                "{text}"
            );
            if here("groff") {
                let shown =
                    run("groff", &["-man", "-Kutf8", "-Tutf8", "-ww", "-Wbreak", path], &folder.path().join(lang));
                assert!(shown.contains(heading) || shown.contains('\u{8}'), "{shown}");
            }
            if here("mandoc") {
                run("mandoc", &["-T", "utf8", path], &folder.path().join(lang));
            }
        }
    }
    let (_, page) = said(&["man", "schema"], folder.path());
    assert_eq!(page.as_bytes(), fs::read(folder.path().join("zh/studio-schema.1")).expect("a page"));
    if here("man") {
        fs::write(folder.path().join("page.1"), &page).expect("written");
        let shown = run("man", &["-P", "cat", "-l", "page.1"], folder.path());
        assert!(shown.contains("--kind") && shown.contains("studio 手册"), "{shown}");
    }
    assert_eq!(said(&["man", "schem"], folder.path()).0, 2);
    assert_eq!(said(&["man", "-o", "nowhere"], folder.path()).0, 2);
    fs::write(folder.path().join("zh/studio.1"), "somebody's").expect("written");
    fs::remove_file(folder.path().join("zh/studio-check.1")).expect("removed");
    assert_eq!(said(&["man", "-o", "zh"], folder.path()).0, 2);
    assert!(!folder.path().join("zh/studio-check.1").exists(), "all or nothing");
}
