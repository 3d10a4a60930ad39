//! What the program costs, beside the least that anything would which does it, measured in one run.
//!
//! The trees come from a seed (`tree/`): schools of 49 records and texts each, of which some have only begun and some have
//! mistakes in them. Whatever is held against something else is timed in turn with it, and told as the median of the ratios
//! pair by pair. Nothing here asserts how fast anything is: what slows down is for people to see.
//!
//! `cargo bench` measures all of it, in some minutes. `STUDIO_BENCH_SCHOOLS` says how many schools the largest tree has: 2,000
//! where it says nothing. `cargo bench --bench check -- --write DIR N` measures nothing: it writes a tree of N schools to
//! `DIR/schools`, and the mistakes in it to `DIR/planted.tsv`. Without `--bench`, as tests run it, it goes once through
//! everything with a handful of schools.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::similar_names,
    clippy::cast_precision_loss,
    clippy::case_sensitive_file_extension_comparisons,
    reason = "a bench tells what it measured"
)]

mod floor;
mod process;
mod sheet;
#[allow(dead_code, reason = "a test tells the sorts apart")]
mod tree;
mod turns;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;
use std::{fs, io};

use criterion::Criterion;
use jiff::civil::date;
use rayon::prelude::*;
use studio::check::{Keep, Options, Run};
use studio::report::{self, Format, Style};
use studio::standard::{Sources, Standard, embedded, load};
use studio::text::lang::Lang;
use studio::{form, load as loading};
use turns::{Table, Turns, told};

const SEED: u64 = 2022;
const HEADS: [&str; 5] = ["what", "took", "beside", "ratio", "target"];

/// How large everything is.
struct Scale {
    /// The trees that grow, by how many schools they have.
    schools: Vec<usize>,
    /// The schools that targets speak of.
    many: usize,
    /// How many pairs are timed.
    pairs: usize,
    /// Rows of the annex.
    rows: usize,
    /// Further rules.
    rules: Vec<usize>,
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["--nothing"] => {}
        ["--write", folder, number, ..] => write(Path::new(folder), number.parse().expect("a number of schools")),
        _ if arguments.iter().any(|argument| argument == "--bench") => measure(&Scale::whole()),
        _ => measure(&Scale::handful()),
    }
}

impl Scale {
    fn whole() -> Self {
        let asked = std::env::var("STUDIO_BENCH_SCHOOLS").ok().and_then(|number| number.parse().ok());
        let most: usize = asked.unwrap_or(2000).max(1);
        let mut schools = vec![1, 30, 300, most];
        schools.retain(|&number| number <= most);
        schools.dedup();
        Self { many: most.min(300), schools, pairs: 15, rows: 7000, rules: vec![0, 100, 1000] }
    }

    fn handful() -> Self {
        Self { many: 3, schools: vec![1, 3], pairs: 1, rows: 20, rules: vec![0, 10] }
    }
}

fn write(folder: &Path, number: usize) {
    let planted = tree::write(&folder.join("schools"), SEED, 0..number).expect("written");
    let mut list = String::from("file\twhat\trule\n");
    for planted in planted {
        writeln!(list, "{}\t{}\t{}", planted.file, planted.what, planted.rule).expect("into memory");
    }
    fs::write(folder.join("planted.tsv"), list).expect("written");
}

fn measure(scale: &Scale) {
    let standard = embedded().expect("a sound standard");
    let place = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    let root = place.path().join("schools");
    tree::write(&root, SEED, 0..scale.many).expect("written");
    let [bytes, records, evidence] = floor::floor(&root);
    println!(
        "{} schools, {records} records, {evidence} evidence files, {:.1} MB read; {} threads; medians of {} pairs",
        scale.many,
        bytes as f64 / 1e6,
        rayon::current_num_threads(),
        scale.pairs
    );
    stages(&standard, &root, scale);
    reports(&standard, &root, scale);
    annex(&standard, &root, scale);
    workbook(&root.join("0000"), place.path(), scale);
    start(&root.join("0000"), scale);
    rules(&root, place.path(), scale);
    growth(&standard, place.path(), scale);
    one(&standard, &root.join("0000"));
}

fn options() -> Options {
    Options::new(date(2022, 9, 30), Lang::Zh)
}

fn check<'s>(standard: &'s Standard, root: &Path, keep: Keep) -> Run<'s> {
    Run::over(standard, root, &Options { keep, ..options() }).expect("a tree of schools")
}

/// Reads and parses every school as the check does, and lets go; how many records.
fn loaded(standard: &Standard, root: &Path) -> usize {
    let folders = loading::studios(root, Lang::Zh).expect("schools");
    let one = |folder: &PathBuf| {
        let texts = loading::read(standard, root, folder, Lang::Zh);
        loading::parse(standard, &texts.sources, Lang::Zh).records.len()
    };
    folders.par_iter().map(one).sum()
}

/// What a check is made of, each against the floor.
fn stages(standard: &Standard, root: &Path, scale: &Scale) {
    Table::begin("The check, against the floor", HEADS);
    let floor = || floor::floor(root);
    Table::turns("walk and read", &Turns::of(scale.pairs, floor, || floor::read(root)), "");
    Table::turns("load: records with spans", &Turns::of(scale.pairs, floor, || loaded(standard, root)), "");
    Table::turns("verdicts", &Turns::of(scale.pairs, floor, || check(standard, root, Keep::Verdicts)), "");
    Table::turns("check", &Turns::of(scale.pairs, floor, || check(standard, root, Keep::All)), "≤ 1.3");
    let facts = || Run::over(standard, root, &Options { facts: true, ..options() });
    Table::turns("check with facts", &Turns::of(scale.pairs, floor, facts), "");
}

/// Each format, against the check that it tells of.
fn reports(standard: &Standard, root: &Path, scale: &Scale) {
    Table::begin("Reports, against the check they tell of", HEADS);
    let run = Run::over(standard, root, &Options { facts: true, ..options() }).expect("a tree of schools");
    let style = Style::plain(standard, Lang::Zh, date(2022, 9, 30));
    let formats =
        [Format::Human, Format::Json, Format::Github, Format::Gitlab, Format::Sarif, Format::Junit, Format::Markdown];
    for format in formats {
        let tell = || report::write(&mut io::sink(), &run, format, &style).expect("into nothing");
        let turns = Turns::of(scale.pairs.min(5), || check(standard, root, Keep::All), tell);
        Table::turns(&format!("{format:?}").to_lowercase(), &turns, "");
    }
}

/// The sheet of a province, against the library alone.
fn annex(standard: &Standard, root: &Path, scale: &Scale) {
    Table::begin("Annex 2, against the library writing the same cells", HEADS);
    let layout = standard.forms.iter().find(|layout| layout.annex == "2").expect("a form");
    let rows = |_: &studio::check::Province, studio: &studio::record::Studio<'_>, _: &studio::check::Report<'_>| {
        form::rows(layout, studio, "").into_iter().map(|line| line.cells).collect::<Vec<_>>()
    };
    let (_, made) = Run::over_and(standard, root, &options(), rows).expect("schools");
    let rows = sheet::many(&made.concat(), scale.rows);
    let made = form::sheet(layout, rows, "虚构省教育厅", None, "");
    let turns = Turns::of(scale.pairs.min(9), || sheet::bare(&made), || form::sheet::write(&made));
    let what = format!("{} rows × {} columns", made.rows.len(), made.columns.len());
    Table::turns(&what, &turns, "≤ 1.1");
}

/// One school into a workbook and back, as whole processes.
fn workbook(school: &Path, place: &Path, scale: &Scale) {
    Table::begin("One school's workbook, whole processes, against its check", HEADS);
    let file = place.join("school.xlsx").to_string_lossy().into_owned();
    let folder = school.to_string_lossy().into_owned();
    let checked = || process::run(&["check", "--quiet"], school);
    let out = || process::run(&["to-excel", "--force", &folder], Path::new(&file));
    let back = || process::run(&["from-excel", "--dry-run", &file], school);
    Table::turns("to-excel", &Turns::of(scale.pairs, checked, out), "");
    Table::turns("from-excel --dry-run", &Turns::of(scale.pairs, checked, back), "");
}

/// A school's check from start to end, against a process that does nothing.
fn start(school: &Path, scale: &Scale) {
    Table::begin("Start-up, against a process that does nothing", HEADS);
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/school");
    for (what, arguments, folder) in [
        ("a school of the tree", &["check", "--quiet"][..], school),
        ("examples/school", &["check"], &example),
        ("examples/school, JSON", &["check", "--format", "json"], &example),
    ] {
        let turns = Turns::of(scale.pairs * 4, process::nothing, || process::run(arguments, folder));
        let more = turns.other().saturating_sub(turns.one());
        let cells = [what, &told(turns.other()), &told(turns.one()), &format!("+{}", told(more)), "≤ +5 ms"];
        Table::line(cells);
    }
}

/// How the check grows with the number of rules: an overlay asks more, and more.
fn rules(root: &Path, place: &Path, scale: &Scale) {
    Table::begin("Growth with rules: an overlay that asks more, against the standard alone", HEADS);
    let alone = embedded().expect("a sound standard");
    for &number in scale.rules.iter().filter(|&&number| number > 0) {
        let folder = place.join(format!("overlay-{number}"));
        overlay(&folder, number);
        let overlays = [folder];
        let more = load(Sources { overlays: &overlays, ..Sources::default() }, Lang::En).expect("a sound overlay");
        let turns = Turns::of(scale.pairs.min(5), || check(&alone, root, Keep::All), || check(&more, root, Keep::All));
        Table::turns(&format!("check, {number} more rules"), &turns, "");
        let turns = Turns::of(
            scale.pairs,
            || embedded().expect("a sound standard"),
            || load(Sources { overlays: &overlays, ..Sources::default() }, Lang::En).expect("a sound overlay"),
        );
        Table::turns(&format!("loading, {number} more rules"), &turns, "");
    }
}

/// An overlay of rules of several kinds, all met by a complete school.
fn overlay(folder: &Path, number: usize) {
    fs::create_dir_all(folder).expect("a folder");
    let about =
        "id: more\ntitle: 更多要求（虚构）\nissuer: 虚构的部门\nnumber: 虚构〔2021〕1号\ndate: \"2021-03-01\"\n";
    fs::write(folder.join("overlay.yaml"), about).expect("written");
    let kinds = [
        "{ kind: count, of: activity, where: { problem: true, result: true } }",
        "{ kind: each, of: member, has: [name, category] }",
        "{ kind: count, of: meeting.issue, where: { done: true } }",
        "{ kind: before, of: year, earlier: planned, later: task.due }",
        "{ kind: distinct, of: carrier, value: kind, at_least: 2 }",
    ];
    let mut rules = String::from("rules:\n");
    for at in 0..number {
        let rule = kinds[at % kinds.len()];
        let label = format!("{{ zh: 要求{at}, en: demand {at} }}");
        let (text, source) = (format!("要求{at}。"), "虚构〔2021〕1号");
        writeln!(
            rules,
            "  - id: more/r{at}\n    label: {label}\n    text: {text}\n    source: {source}\n    level: should\n    rules:\n      - {rule}\n    help: 照要求补写。"
        )
        .expect("into memory");
    }
    fs::write(folder.join("requirements.yaml"), rules).expect("written");
}

/// How time and memory grow with the number of schools.
fn growth(standard: &Standard, place: &Path, scale: &Scale) {
    let heads = ["schools", "check", "floor", "ratio", "target"];
    Table::begin("Growth with schools: the check, against the floor", heads);
    let root = place.join("growing");
    let mut made = 0;
    let mut peaks = Vec::new();
    for &schools in &scale.schools {
        tree::write(&root, SEED, made..schools).expect("written");
        made = schools;
        let pairs = scale.pairs.min(if schools > 300 { 5 } else { 15 });
        let turns = Turns::of(pairs, || floor::floor(&root), || check(standard, &root, Keep::All));
        Table::turns(&schools.to_string(), &turns, if schools > 1 { "≤ 1.3" } else { "" });
        for arguments in
            [&["check", "--quiet"][..], &["check"], &["check", "--format", "json"], &["status"], &["report"]]
        {
            let runs: Vec<(Duration, Option<u64>)> =
                (0..scale.pairs.min(3)).map(|_| process::peak(arguments, &root)).collect();
            let took = turns::median(runs.iter().map(|run| run.0));
            peaks.push((schools, arguments.join(" "), took, runs.iter().filter_map(|run| run.1).max()));
        }
    }
    let heads = ["whole process", "schools", "took", "a school", "most memory; target"];
    Table::begin("Growth with schools: the program as a whole", heads);
    for (schools, what, took, most) in peaks {
        let target = if what == "check --quiet" && schools == 300 { " (≤ 16 MiB)" } else { "" };
        let most =
            most.map_or("not told by this system".into(), |kib| format!("{:.1} MiB{target}", kib as f64 / 1024.0));
        let each = took / u32::try_from(schools).expect("not so many");
        Table::line([&format!("`{what}`"), &schools.to_string(), &told(took), &told(each), &most]);
    }
}

/// The smallest things, often.
fn one(standard: &Standard, school: &Path) {
    println!();
    let criterion = Criterion::default().configure_from_args().sample_size(20).without_plots();
    let mut criterion = criterion.warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(3));
    criterion.bench_function("floor of one school", |bench| bench.iter(|| floor::floor(school)));
    criterion.bench_function("check of one school", |bench| bench.iter(|| check(standard, school, Keep::All)));
    criterion.bench_function("loading the standard", |bench| bench.iter(|| embedded().expect("a sound standard")));
    criterion.final_summary();
}
