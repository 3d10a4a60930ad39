//! The workflow files: their keys against what the hosts document, and their steps run by a shell as a host runs them, in a
//! repository of git, with the program on the path.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_yaml::Value;

use super::{Repository, TODAY, example, text};

fn workflow(name: &str) -> Value {
    let text = std::fs::read_to_string(example("ci").join(name)).expect("readable");
    assert!(!text.contains("://"), "no address is invented: the office fills it in");
    serde_yaml::from_str(&text).expect("yaml")
}

fn keys(map: &Value) -> Vec<&str> {
    map.as_mapping().expect("a map").iter().map(|(key, _)| key.as_str().expect("a name")).collect()
}

fn only(map: &Value, known: &[&str]) {
    for key in keys(map) {
        assert!(known.contains(&key), "{key} is not among {known:?}");
    }
}

fn list(value: &Value) -> &Vec<Value> {
    value.as_sequence().expect("a list")
}

fn words(value: &Value) -> Vec<&str> {
    list(value).iter().map(|one| one.as_str().expect("a text")).collect()
}

/// A machine of a host: a repository with a commit, and the program on the path, which is told the day.
struct Machine {
    repository: Repository,
    tools: tempfile::TempDir,
}

impl Machine {
    /// Nothing where the shell or git is missing.
    fn new(schools: &[(&str, &str)]) -> Option<Self> {
        let there = |name: &str| Command::new(name).arg("--version").output().is_ok_and(|out| out.status.success());
        if !(there("bash") && there("git")) {
            super::skip("skipped: there is no bash or no git");
            return None;
        }
        let repository = Repository::with(schools);
        std::fs::remove_dir(repository.path(".git")).expect("empty");
        let tools = tempfile::tempdir().expect("a folder");
        let machine = Self { repository, tools };
        // The day decides what is due; no workflow names one.
        machine.tool(
            "studio",
            &format!("exec '{}' \"$@\" $([ \"$1\" = check ] && echo --today {TODAY})", env!("CARGO_BIN_EXE_studio")),
        );
        machine.run("git init -q -b main && git config user.name 甲 && git config user.email a@example.com", &[]);
        machine.commit();
        Some(machine)
    }

    fn tool(&self, name: &str, script: &str) {
        let path = self.tools.path().join(name);
        std::fs::write(&path, format!("#!/usr/bin/env bash\n{script}\n")).expect("written");
        #[cfg(unix)]
        std::fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o755)).expect("set");
    }

    fn commit(&self) {
        let output = self.run("git add -A && git commit -qm 记录 && git update-ref refs/remotes/origin/main main", &[]);
        assert!(output.status.success(), "{}", text(&output.stderr));
    }

    /// Runs a step as hosts do: fails with the first command that fails.
    fn run(&self, script: &str, environment: &[(&str, &str)]) -> Output {
        let path = format!("{}:{}", self.tools.path().display(), std::env::var("PATH").unwrap_or_default());
        let mut command = Command::new("bash");
        command.args(["--noprofile", "--norc", "-eo", "pipefail", "-c", script]).current_dir(self.repository.path("."));
        command.env("PATH", path).env("HOME", self.tools.path()).env_remove("STUDIO_LANG");
        command.envs(environment.iter().copied()).output().expect("it starts")
    }

    fn path(&self, name: &str) -> PathBuf {
        self.repository.path(name)
    }
}

/// The shell steps of a job on GitHub, by name.
fn steps<'y>(job: &'y Value) -> Vec<(&'y str, &'y str)> {
    let run = |step: &'y Value| Some((step["name"].as_str()?, step["run"].as_str()?));
    list(&job["steps"]).iter().filter_map(run).collect()
}

const SCHOOLS: [(&str, &str); 2] = [("学校/甲 校", "first-week"), ("学校/乙校", "first-week")];

#[test]
fn github_has_only_what_github_knows() {
    let file = workflow("github.yml");
    // YAML 1.1 reads `on` as a truth; GitHub and YAML 1.2 do not.
    only(&file, &["name", "on", "permissions", "jobs"]);
    only(&file["on"], &["push", "pull_request", "schedule"]);
    assert_eq!(file["permissions"]["contents"].as_str(), Some("read"));
    for (_, job) in file["jobs"].as_mapping().expect("a map") {
        only(job, &["name", "if", "needs", "runs-on", "permissions", "env", "steps"]);
        for step in list(&job["steps"]) {
            only(step, &["name", "uses", "with", "env", "run"]);
            assert!(step.get("uses").is_some() != step.get("run").is_some());
            if let Some(action) = step["uses"].as_str() {
                let (_, version) = action.split_once("@v").expect("pinned by version");
                assert!(version.parse::<u8>().is_ok(), "{action}");
            }
            // What others wrote (names of branches, titles) reaches a shell by the environment alone.
            assert!(!step["run"].as_str().unwrap_or_default().contains("${{"));
        }
    }
}

#[test]
fn github_steps_run() {
    let Some(machine) = Machine::new(&SCHOOLS) else { return };
    let file = workflow("github.yml");
    let steps = steps(&file["jobs"]["check"]);
    assert_eq!(steps.len(), 2);
    let summary = machine.tools.path().join("摘要.md");
    let summary = summary.to_str().expect("utf-8");
    let run = |base: &str| {
        let environment = [("GITHUB_STEP_SUMMARY", summary), ("BASE", base), ("STUDIO_LANG", "zh")];
        let prepared = machine.run(steps[0].1, &environment);
        assert!(prepared.status.success(), "{}", text(&prepared.stderr));
        machine.run(steps[1].1, &environment)
    };
    let output = run("");
    assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
    let log = text(&output.stdout);
    assert!(log.contains("::error file=学校/甲 校/") && log.contains("::notice title=studio::"), "{log}");
    assert!(std::fs::read_to_string(summary).expect("written").contains("没有通过"));
    // A pull request that touches nothing.
    let output = run("main");
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(text(&output.stdout).contains("没有改动到任何工作室"));
    // With a baseline, kept as the file says.
    assert!(machine.run("studio check . --write-baseline 基线.json", &[]).status.success());
    machine.commit();
    assert_eq!(run("").status.code(), Some(0));
    // A pull request that breaks a record.
    std::fs::write(machine.path("学校/乙校/studio.toml"), "standard = “moe-2022”\n").expect("written");
    let output = run("main");
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stdout).contains("file=学校/乙校/studio.toml,line=1"), "{}", text(&output.stdout));
    // SARIF is made whatever is found.
    let (_, script) = *self::steps(&file["jobs"]["code-scanning"]).first().expect("a step");
    assert!(machine.run(script, &[]).status.success());
    assert!(machine.path("studio.sarif").is_file());
}

#[test]
fn without_the_program_github_says_what_to_fill_in() {
    let Some(machine) = Machine::new(&SCHOOLS) else { return };
    std::fs::remove_file(machine.tools.path().join("studio")).expect("removed");
    machine.tool("cargo", "echo \"$@\" > \"$HOME/cargo-was-asked\"; mkdir -p \"$HOME/.cargo/bin\"; printf '#!/bin/sh\\necho made\\n' > \"$HOME/.cargo/bin/studio\"; chmod +x \"$HOME/.cargo/bin/studio\"");
    let file = workflow("github.yml");
    let (_, prepare) = steps(&file["jobs"]["check"])[0];
    let bare = ("PATH", format!("{}:/usr/bin:/bin", machine.tools.path().display()));
    if machine.run("command -v studio", &[("PATH", &bare.1)]).status.success() {
        super::skip("skipped: a studio is installed on this machine");
        return;
    }
    let output = machine.run(prepare, &[("PATH", &bare.1), ("STUDIO_GIT", ""), ("STUDIO_REV", "")]);
    assert!(!output.status.success() && text(&output.stderr).contains("STUDIO_GIT"), "{}", text(&output.stderr));
    let output = machine.run(prepare, &[("PATH", &bare.1), ("STUDIO_GIT", "/src/studio"), ("STUDIO_REV", "abc")]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let asked = std::fs::read_to_string(machine.tools.path().join("cargo-was-asked")).expect("asked");
    assert_eq!(asked.trim(), "install --locked --git /src/studio --rev abc studio");
}

#[test]
fn gitlab_steps_run() {
    let file = workflow("gitlab-ci.yml");
    assert_eq!(keys(&file), ["studio-check"]);
    let job = &file["studio-check"];
    only(job, &["stage", "image", "variables", "rules", "cache", "before_script", "script", "artifacts"]);
    only(&job["artifacts"], &["when", "expire_in", "paths", "reports"]);
    only(&job["artifacts"]["reports"], &["codequality", "junit"]);
    let Some(machine) = Machine::new(&SCHOOLS) else { return };
    let script = [words(&job["before_script"]), words(&job["script"])].concat().join("\n");
    let top = machine.path(".");
    let run = |base: &str| {
        let environment = [("CI_PROJECT_DIR", top.to_str().expect("utf-8")), ("CI_MERGE_REQUEST_DIFF_BASE_SHA", base)];
        machine.run(&script, &environment)
    };
    let output = run("");
    assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
    for report in [&job["artifacts"]["reports"]["codequality"], &job["artifacts"]["reports"]["junit"]] {
        let report = report.as_str().expect("a file");
        assert!(words(&job["artifacts"]["paths"]).contains(&report) && machine.path(report).is_file(), "{report}");
    }
    assert!(machine.run("studio check . --write-baseline 基线.json", &[]).status.success());
    assert_eq!(run("").status.code(), Some(0));
    machine.commit();
    assert_eq!(run("HEAD").status.code(), Some(0));
    // A check that cannot run is no passed one.
    std::fs::write(machine.path("基线.json"), "{").expect("written");
    assert_eq!(run("").status.code(), Some(2));
}

#[test]
fn gitee_steps_run() {
    let file = workflow("gitee.yml");
    only(&file, &["version", "name", "displayName", "triggers", "variables", "stages"]);
    only(&file["triggers"], &["push", "pr", "schedule"]);
    for event in ["push", "pr"] {
        only(&file["triggers"][event]["branches"], &["prefix", "precise", "include", "exclude"]);
    }
    assert_eq!(list(&file["triggers"]["schedule"]).len(), 1, "one expression is all that Gitee takes");
    let stage = &file["stages"][0];
    only(stage, &["name", "displayName", "strategy", "trigger", "steps"]);
    let step = &stage["steps"][0];
    only(step, &["step", "name", "displayName", "gccVersion", "commands", "artifacts", "strategy"]);
    let identifier = |value: &Value| {
        value
            .as_str()
            .is_some_and(|name| name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_".contains(c)))
    };
    assert!(identifier(&file["name"]) && identifier(&stage["name"]) && identifier(&step["name"]));
    for (key, _) in file["variables"].as_mapping().expect("a map") {
        let key = key.as_str().expect("a name");
        assert!(key.len() <= 32 && !key.starts_with("GITEE_") && !key.starts_with("GO_"), "{key}");
    }
    let Some(machine) = Machine::new(&SCHOOLS) else { return };
    let script = words(&step["commands"]).join("\n");
    let output = machine.run(&script, &[]);
    assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
    for report in words(&step["artifacts"][0]["path"]) {
        assert!(machine.path(report).is_file(), "{report}");
    }
    assert!(machine.run("studio check . --write-baseline 基线.json", &[]).status.success());
    assert_eq!(machine.run(&script, &[]).status.code(), Some(0));
    downloads(&machine, &script);
}

/// Where the program is not on the machine it is fetched, and only the one that was named is run.
fn downloads(machine: &Machine, script: &str) {
    let program = machine.tools.path().join("studio");
    let kept = machine.tools.path().join("kept");
    std::fs::rename(&program, &kept).expect("moved");
    machine.tool("wget", &format!("[ \"$1 $2 $4\" = '-q -O 那里' ] && cp '{}' \"$3\"", kept.display()));
    let path = format!("{}:/usr/bin:/bin", machine.tools.path().display());
    if machine.run("command -v studio", &[("PATH", &path)]).status.success() {
        super::skip("skipped: a studio is installed on this machine");
        return;
    }
    let digest = studio::files::digest::of(&std::fs::read(&kept).expect("read"));
    let run = |digest: &str| machine.run(script, &[("PATH", &path), ("STUDIO_URL", "那里"), ("STUDIO_SHA256", digest)]);
    let wrong = run(&"0".repeat(64));
    assert!(!wrong.status.success() && !text(&wrong.stdout).contains("studio 0."), "{}", text(&wrong.stdout));
    std::fs::remove_dir_all(machine.path(".studio")).expect("removed");
    let right = run(&digest);
    assert_eq!(right.status.code(), Some(0), "{} {}", text(&right.stdout), text(&right.stderr));
}

#[test]
fn they_are_explained_in_chinese() {
    for name in ["github.yml", "gitlab-ci.yml", "gitee.yml"] {
        let text = std::fs::read_to_string(Path::new(&example("ci")).join(name)).expect("readable");
        assert!(text.starts_with("# 省（市）级仓库在"), "{name}");
        let comments = text.lines().filter(|line| line.trim_start().starts_with('#')).count();
        assert!(comments >= 10, "{name}: {comments}");
    }
}
