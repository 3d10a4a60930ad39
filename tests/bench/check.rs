//! The check of many schools against the floor: walking, reading and parsing the same tree, in the same run.
//!
//! The tree is `examples/school` copied 300 times, each copy a school of another name. The floor walks it, reads every record and every case text, parses the
//! records into spanned tables and looks up every evidence file once; the check does that and everything else. Both use as
//! many threads as the machine has cores. Pairs are timed in turn, so that a machine that slows down slows both.

#![allow(clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "a test says what is wrong by failing")]

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use criterion::Criterion;
use jiff::civil::date;
use rayon::prelude::*;
use studio::check::{Options, Run};
use studio::standard::{Standard, embedded};
use studio::text::lang::Lang;
use toml::de::{DeTable, DeValue};

const SCHOOLS: usize = 300;
const PAIRS: usize = 10;

fn main() {
    let standard = embedded().expect("a sound standard");
    let tree = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/school");
    for number in 0..SCHOOLS {
        school(&example, tree.path(), number);
    }
    let files =
        walkdir::WalkDir::new(tree.path()).into_iter().flatten().filter(|entry| entry.file_type().is_file()).count();
    println!("{SCHOOLS} schools, {files} files, {} threads", rayon::current_num_threads());

    let mut pairs: Vec<(Duration, Duration)> = Vec::new();
    for round in 0..=PAIRS {
        let pair = (time(|| floor(tree.path())), time(|| check(&standard, tree.path())));
        // The first round warms the cache.
        if round > 0 {
            pairs.push(pair);
        }
    }
    let mut ratios: Vec<f64> = pairs.iter().map(|(floor, check)| check.as_secs_f64() / floor.as_secs_f64()).collect();
    ratios.sort_by(f64::total_cmp);
    let median = |mut all: Vec<Duration>| {
        all.sort();
        all[all.len() / 2]
    };
    let floors = median(pairs.iter().map(|pair| pair.0).collect());
    let checks = median(pairs.iter().map(|pair| pair.1).collect());
    println!(
        "floor {floors:.1?}, check {checks:.1?} (medians of {PAIRS}); ratio pair by pair: median {:.2}, from {:.2} to {:.2}",
        ratios[ratios.len() / 2],
        ratios[0],
        ratios[ratios.len() - 1]
    );
    // Half of them complete, half in their first week, about which there is much to report.
    let first_week = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/first-week");
    let many = std::env::var("STUDIO_BENCH_MANY").ok().and_then(|number| number.parse().ok());
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    let mut made = 0;
    for schools in [1, 30, 300].into_iter().chain(many) {
        for number in made..schools {
            school(if number % 2 == 0 { &example } else { &first_week }, folder.path(), number);
        }
        made = schools;
        for arguments in
            [&["check", "--quiet"][..], &["check"], &["check", "--format", "json"], &["status"], &["report"]]
        {
            let what = arguments.join(" ");
            match peak(arguments, folder.path()) {
                Some((kib, took)) => {
                    println!("{what} of {schools} schools: {}.{} MiB, {took:.1?}", kib / 1024, kib % 1024 * 10 / 1024);
                }
                None => println!("{what} of {schools} schools: not to be read on this system"),
            }
        }
    }

    let mut criterion = Criterion::default().configure_from_args().sample_size(10);
    let school = tree.path().join("0000");
    criterion.bench_function("floor of one school", |bench| bench.iter(|| floor(&school)));
    criterion.bench_function("check of one school", |bench| bench.iter(|| check(&standard, &school)));
    criterion.bench_function("loading the standard", |bench| bench.iter(|| embedded().expect("a sound standard")));
    criterion.final_summary();
}

fn time<T>(work: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    black_box(work());
    start.elapsed()
}

fn check<'s>(standard: &'s Standard, root: &Path) -> Run<'s> {
    let options = Options::new(date(2022, 9, 30), Lang::Zh);
    Run::over(standard, root, &options).expect("a tree of schools")
}

/// Walks, reads and parses; gives how many records there were and how many evidence files are there.
fn floor(root: &Path) -> (usize, usize) {
    let folders: Vec<PathBuf> = if root.join("studio.toml").is_file() {
        vec![root.to_owned()]
    } else {
        fs::read_dir(root).expect("a folder").flatten().map(|entry| entry.path()).collect()
    };
    folders.par_iter().map(|folder| one(folder)).reduce(|| (0, 0), |a, b| (a.0 + b.0, a.1 + b.1))
}

fn one(folder: &Path) -> (usize, usize) {
    let mut seen = std::collections::HashSet::new();
    let mut records = 0;
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().flatten() {
        let path = entry.path();
        let kind = path.extension().and_then(|kind| kind.to_str()).unwrap_or_default();
        let text = kind == "md" && path.parent().is_some_and(|parent| parent.ends_with("cases"));
        if text {
            black_box(fs::read_to_string(path).expect("utf-8"));
        } else if kind == "toml" {
            let text = fs::read_to_string(path).expect("utf-8");
            let (table, errors) = DeTable::parse_recoverable(&text);
            assert!(errors.is_empty());
            evidence(table.get_ref(), &mut seen);
            records += 1;
        }
    }
    let there =
        seen.iter().filter(|path| fs::symlink_metadata(folder.join(path)).is_ok_and(|about| about.len() > 0)).count();
    (records, there)
}

/// Gathers the paths under keys that hold evidence.
fn evidence(table: &DeTable<'_>, seen: &mut std::collections::HashSet<String>) {
    for (key, value) in table {
        match value.get_ref() {
            DeValue::Table(inner) => evidence(inner, seen),
            DeValue::Array(items) => {
                for item in items {
                    match item.get_ref() {
                        DeValue::Table(inner) => evidence(inner, seen),
                        DeValue::String(text) if key.get_ref().ends_with("evidence") && text.starts_with("证据/") => {
                            seen.insert(text.split('#').next().unwrap_or_default().to_owned());
                        }
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
}

/// The most memory the program held while it ran with `arguments` over `root`, in KiB, and how long it took.
fn peak(arguments: &[&str], root: &Path) -> Option<(u64, Duration)> {
    let start = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_studio"))
        .args(arguments)
        .args(["--today", "2022-09-30"])
        .arg(root)
        .stdout(Stdio::null())
        .spawn()
        .ok()?;
    let status = format!("/proc/{}/status", child.id());
    let mut most = None;
    while child.try_wait().ok()?.is_none() {
        let read = fs::read_to_string(&status).unwrap_or_default();
        let line = read.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        most = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).or(most);
        std::thread::sleep(Duration::from_micros(500));
    }
    Some((most?, start.elapsed()))
}

/// Copies an example into `tree` as a school of its own: no two may have one name and one code.
fn school(example: &Path, tree: &Path, number: usize) {
    let folder = tree.join(format!("{number:04}"));
    copy(example, &folder);
    let root = folder.join("studio.toml");
    let text = fs::read_to_string(&root).expect("utf-8");
    let (mut table, mut own) = (String::new(), String::new());
    for line in text.lines() {
        if line.starts_with('[') {
            line.clone_into(&mut table);
        }
        let line = match (table.as_str(), line.split(' ').next()) {
            ("[school]", Some("name")) => format!("name = \"虚构省第{number:04}职业技术学校\""),
            ("[school]", Some("code")) => format!("code = \"36{number:08}\""),
            ("[studio]", Some("name")) => format!("name = \"第{number:04}工作室\""),
            _ => line.to_owned(),
        };
        own.push_str(&line);
        own.push('\n');
    }
    fs::write(root, own).expect("written");
}

fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from) {
        let entry = entry.expect("a readable tree");
        let target = to.join(entry.path().strip_prefix(from).expect("below"));
        if entry.file_type().is_dir() {
            fs::create_dir_all(&target).expect("a folder");
        } else {
            fs::copy(entry.path(), &target).expect("a copy");
        }
    }
}
