//! A repository that came from a stranger: its own settings start no program and reach for no server, whatever is asked of it.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Output;

use crate::shared::{copy, example, git, program};

/// A repository with the first week of a school, committed, then changed; its settings name programs that leave a trace when they
/// are started, and a server that keeps the text of `members/殳敏.toml` as it was.
pub struct Stranger {
    folder: tempfile::TempDir,
}

impl Stranger {
    /// None where there is no git.
    pub fn new() -> Option<Self> {
        let folder = tempfile::tempdir().expect("a folder");
        let top = folder.path().join("工作室");
        copy(&example("first-week"), &top);
        let run = |arguments: &[&str]| git(&top, arguments);
        run(&["init", "-q"])?;
        run(&["add", "-A"]).expect("added");
        run(&["commit", "-qm", "一"]).expect("committed");
        let blob = run(&["rev-parse", "HEAD:members/殳敏.toml"]).expect("known");
        let member = top.join("members/殳敏.toml");
        let text = fs::read_to_string(&member).expect("utf-8");
        fs::write(&member, format!("{text}\n# 改过\n")).expect("written");
        run(&["commit", "-qam", "二"]).expect("committed");
        fs::remove_file(top.join(format!(".git/objects/{}/{}", &blob[..2], &blob[2..]))).expect("a loose object");
        let program = folder.path().join("program");
        let trace = folder.path().join("started");
        fs::write(&program, format!("#!/bin/sh\necho \"$@\" >>'{}'\nexit 1\n", trace.display())).expect("written");
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("executable");
        let program = program.to_str().expect("utf-8");
        for (name, value) in [
            ("core.repositoryformatversion", "1"),
            ("extensions.partialClone", "origin"),
            ("remote.origin.promisor", "true"),
            ("remote.origin.url", "ssh://127.0.0.1:9/x"),
            ("protocol.allow", "always"),
            ("protocol.ssh.allow", "always"),
            ("core.sshCommand", program),
            ("core.fsmonitor", program),
            ("core.hooksPath", folder.path().to_str().expect("utf-8")),
            ("core.pager", program),
            ("diff.external", program),
        ] {
            run(&["config", name, value]).expect("set");
        }
        Some(Self { folder })
    }

    pub fn top(&self) -> PathBuf {
        self.folder.path().join("工作室")
    }

    /// What was started, a line each.
    fn started(&self) -> String {
        fs::read_to_string(self.folder.path().join("started")).unwrap_or_default()
    }

    fn studio(&self, arguments: &[&str]) -> Output {
        let mut command = program();
        command.args(arguments).args(["--today", "2020-09-07"]).current_dir(self.top()).output().expect("it starts")
    }
}

#[test]
fn a_strangers_repository_starts_nothing() {
    let Some(stranger) = Stranger::new() else {
        eprintln!("skipped: there is no git");
        return;
    };
    let output = stranger.studio(&["check", "--changed-since", "HEAD~1"]);
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    let output = stranger.studio(&["status", "--changed-since", "HEAD"]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let output = stranger.studio(&["report", "--against", "HEAD~1", "-o", "../report.html"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "what lies on a server is not fetched: {said}");
    assert!(said.contains("members/殳敏.toml"), "it names what is not there: {said}");
    assert_eq!(stranger.started(), "");
    // The settings do work: git itself follows them.
    git(&stranger.top(), &["status"]);
    git(&stranger.top(), &["cat-file", "-p", "HEAD~1:members/殳敏.toml"]);
    assert!(stranger.started().lines().count() >= 2, "{}", stranger.started());
}

/// A province whose repository has taken in a school that came with a `.git` of its own: in both a setting names a program as the
/// filter of every record, and the dates of all records are others than git knows.
fn filtered(folder: &Path, setting: &str) -> Option<PathBuf> {
    let province = folder.join("省");
    let school = province.join("甲校");
    copy(&example("first-week"), &school);
    crate::shared::write(&province, "乙校/studio.toml", crate::shared::ROOT);
    fs::write(province.join("province.toml"), "reporting_body = \"江西省\"\n").expect("written");
    for top in [&school, &province] {
        git(top, &["init", "-q"])?;
        git(top, &["add", "-A"]).expect("added");
        git(top, &["commit", "-qm", "一"]).expect("committed");
        let program = format!("echo started >>'{}'; cat", folder.join("started").display());
        git(top, &["config", &format!("filter.a.b.{setting}"), &program]).expect("set");
        fs::write(top.join(".git/info/attributes"), "*.toml filter=a.b\n").expect("written");
        let later = std::time::SystemTime::now() + std::time::Duration::from_secs(5);
        for name in ["studio.toml", "乙校/studio.toml", "province.toml"] {
            let Ok(file) = fs::File::options().write(true).open(top.join(name)) else { continue };
            file.set_modified(later).expect("dated");
        }
    }
    Some(province)
}

/// Nor does a filter start, which git would put every file through to see whether it differs; and git learns nothing of their dates.
#[test]
fn a_strangers_filter_does_not_start() {
    for setting in ["clean", "process"] {
        let folder = tempfile::tempdir().expect("a folder");
        let Some(province) = filtered(folder.path(), setting) else {
            eprintln!("skipped: there is no git");
            return;
        };
        let index = || fs::read(province.join(".git/index")).expect("an index");
        let before = index();
        let studio = |arguments: &[&str]| {
            let output = program().args(arguments).args(["--today", "2020-09-07"]).current_dir(&province).output();
            let output = output.expect("it starts");
            assert_ne!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stderr));
            String::from_utf8_lossy(&output.stdout).into_owned()
        };
        let none = studio(&["check", "--changed-since", "HEAD"]);
        assert!(none.starts_with("没有改动到任何工作室。"), "{none}");
        studio(&["report", "--against", "HEAD", "-o", "../报告.html"]);
        fs::write(province.join("甲校/members/新.toml"), "name = \"新\"\n").expect("written");
        let one = studio(&["check", "--changed-since", "HEAD", "--format", "json"]);
        assert!(one.contains("\"甲校\"") && !one.contains("\"乙校\""), "one was changed: {one}");
        let started = || folder.path().join("started").exists();
        assert!(!started(), "{setting} was started");
        assert_eq!(index(), before, "git was told to write");
        // The settings do work: git itself follows them.
        git(&province, &["diff", "--quiet"]);
        assert!(started(), "{setting} is no setting");
    }
}
