//! The program as a whole process: how long it takes, and the most memory it held.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// The day that every check looks from.
const TODAY: [&str; 2] = ["--today", "2022-09-30"];

/// Runs the program to its end with `arguments` over `root`.
pub fn run(arguments: &[&str], root: &Path) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_studio"));
    command.args(arguments).arg(root).args(TODAY).stdout(Stdio::null()).stderr(Stdio::null());
    let status = command.status().expect("started");
    assert!(status.code().is_some_and(|code| code < 2), "{arguments:?}");
}

/// A process that does nothing.
pub fn nothing() {
    let own = std::env::current_exe().expect("a path");
    let done = Command::new("true").status().or_else(|_| Command::new(own).arg("--nothing").status());
    assert!(done.is_ok_and(|status| status.success()));
}

/// How long the program ran with `arguments` over `root`, and the most memory it held in KiB, where the system tells it
/// (`VmHWM` of Linux, looked at every half millisecond).
pub fn peak(arguments: &[&str], root: &Path) -> (Duration, Option<u64>) {
    let start = Instant::now();
    let mut command = Command::new(env!("CARGO_BIN_EXE_studio"));
    command.args(arguments).arg(root).args(TODAY).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().expect("started");
    let status = format!("/proc/{}/status", child.id());
    let mut most = None;
    while child.try_wait().expect("a child").is_none() {
        let read = fs::read_to_string(&status).unwrap_or_default();
        let line = read.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        most = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).max(most);
        std::thread::sleep(Duration::from_micros(500));
    }
    (start.elapsed(), most)
}
