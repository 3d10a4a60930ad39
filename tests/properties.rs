//! What holds of every school, whatever is in its records: examples are changed at random, and shrunk where something does not
//! hold. `PROPTEST_CASES` says how many are tried; a few where it says nothing.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::case_sensitive_file_extension_comparisons,
    reason = "a test says what is wrong by failing"
)]

#[path = "properties/school.rs"]
mod school;
mod shared;

use jiff::civil::{Date, date};
use proptest::prelude::*;
use studio::check::{self, Options};
use studio::edit::folder::File;
use studio::edit::tend::tend;
use studio::finding::Verdict;
use studio::record::calendar::Dates;
use studio::standard::Standard;
use studio::standard::predicate::Predicate;
use studio::standard::rule::{GroupBy, When};
use studio::text::lang::Lang;
use studio::workbook::compare::{Given, Prefer, compare};
use studio::workbook::store::Store;
use studio::workbook::{grid, marks, raw, table, words, work, write};

use school::{School, changes};

const TODAY: Date = date(2022, 9, 30);

fn standard() -> &'static Standard {
    static STANDARD: std::sync::OnceLock<Standard> = std::sync::OnceLock::new();
    STANDARD.get_or_init(|| studio::standard::embedded().expect("a sound standard"))
}

fn few() -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(3);
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

/// Id and verdict of every clause.
fn verdicts(school: &School, today: Date) -> Vec<(String, Verdict)> {
    let folder = school.written();
    let options = Options::new(today, Lang::Zh);
    let report = check::studio(standard(), folder.path(), folder.path(), &Dates::default(), &options);
    report.clauses.iter().map(|judged| (judged.id().to_owned(), judged.verdict)).collect()
}

/// What a workbook that nobody touched would change in the folder that it came from.
fn brought_back(school: &School) -> (usize, String) {
    let folder = school.written();
    let standard = standard();
    let grids = grid::grids(standard);
    let options = Options::new(TODAY, Lang::Zh);
    let made =
        check::studio_and(standard, folder.path(), folder.path(), &Dates::default(), &options, |studio, report| {
            let lines: Vec<Vec<table::Line>> = grids.iter().map(|grid| table::lines(grid, studio)).collect();
            let spots = marks::spots(&grids, &lines, studio, &report.findings);
            let findings = words::in_sheets(standard, &grids, &report.findings, &spots);
            let content = write::Content {
                studio,
                named: (&report.name, &report.school),
                grids: &grids,
                lines: &lines,
                findings: &findings,
                spots: &spots,
                today: TODAY,
            };
            let bytes = write::write(&content).expect("a workbook");
            let sheets = raw::read(&bytes).expect("the program's own workbook");
            let found = work::recognise(&grids, &sheets);
            let store = Store::read(&grids, &sheets).expect("what was exported");
            assert!(store.is_of((&report.name, &report.school), &grids, &lines), "it is this studio's");
            let plan = compare(&Given {
                standard,
                folder: folder.path(),
                studio,
                grids: &grids,
                lines: &lines,
                works: &found.known,
                store: Some(&store),
                prefer: Prefer::Ask,
                delete: true,
                lang: Lang::Zh,
            });
            let rows: usize = lines.iter().map(Vec::len).sum();
            (rows, format!("{:?}{:?}{:?}{:?}", plan.files, plan.conflicts, plan.gone, plan.problems))
        });
    made.1
}

proptest! {
    #![proptest_config(few())]

    /// A record in its form is in its form, with slips mended and without.
    #[test]
    fn form_is_the_form_of_itself(example in 0..3_usize, changes in changes(), fix: bool) {
        let school = School::example(example).changed(&changes);
        for (path, bytes) in &school.files {
            let Some(kind) = standard().kind_of(path) else { continue };
            let file = |bytes: &[u8]| File { at: path.into(), path: path.clone(), local: 0, kind, bytes: bytes.to_vec() };
            let once = tend(standard(), &file(bytes), fix, Lang::Zh);
            prop_assert!(!once.differs, "{path}");
            let Some(new) = once.bytes else { continue };
            let twice = tend(standard(), &file(&new), fix, Lang::Zh);
            let text = String::from_utf8_lossy;
            prop_assert!(twice.bytes.is_none(), "{path}\n{}\n---\n{}", text(&new), text(&twice.bytes.unwrap_or_default()));
        }
    }

    /// Out into a workbook and back without a touch changes nothing.
    #[test]
    fn out_and_back_is_nothing(example in 0..3_usize, changes in changes()) {
        let (rows, plan) = brought_back(&School::example(example).changed(&changes));
        prop_assert!(rows > 0);
        prop_assert_eq!(plan, "[][][][]");
    }

    /// In which order files were written, and which names activities go by, decides nothing.
    #[test]
    fn order_of_files_decides_nothing(example in 0..3_usize, changes in changes(), seed: u64) {
        let school = School::example(example).changed(&changes);
        let found = |school: &School| {
            let folder = school.written();
            let options = Options { facts: true, ..Options::new(TODAY, Lang::Zh) };
            let report = check::studio(standard(), folder.path(), folder.path(), &Dates::default(), &options);
            format!("{:#?}{:#?}", report.findings, report.clauses.iter().map(|one| (one.id(), one.verdict, &one.facts)).collect::<Vec<_>>())
        };
        prop_assert_eq!(found(&school), found(&school.shuffled(seed)));
        prop_assert_eq!(verdicts(&school, TODAY), verdicts(&school.renamed(seed), TODAY));
    }

    /// Enough stays enough when there is more, where the text sets no upper bound.
    #[test]
    fn more_is_never_too_few(
        kind: usize,
        part in prop::collection::vec(any::<bool>(), 64),
        more in prop::collection::vec(any::<bool>(), 64),
        changes in changes(),
    ) {
        let whole = School::example(0).changed(&changes);
        let kinds: Vec<usize> = (0..standard().kinds.len()).filter(|kind| !counted(*kind).is_empty()).collect();
        let kind = kinds[kind % kinds.len()];
        let (clauses, folder) = (counted(kind), standard().kinds[kind].folder().unwrap_or_default());
        let few = whole.without(folder, |at| !part[at % part.len()]);
        let many = whole.without(folder, |at| !(part[at % part.len()] || more[at % more.len()]));
        for ((id, before), (_, after)) in verdicts(&few, TODAY).iter().zip(verdicts(&many, TODAY)) {
            if clauses.contains(&id.as_str()) && *before == Verdict::Met {
                prop_assert_ne!(after, Verdict::Unmet, "{}", id);
            }
        }
    }

    /// What was due stays due, as long as no semester begins: a new one asks anew.
    #[test]
    fn later_nothing_is_not_due_again(
        example in 0..2_usize,
        changes in changes(),
        semester in 0..BEGINS.len() - 1,
        days in (0..400_i64, 0..400_i64),
    ) {
        let (begin, next) = (BEGINS[semester], BEGINS[semester + 1]);
        let length = i64::from(next.since(begin).expect("days").get_days());
        let day = |days: i64| begin.checked_add(jiff::Span::new().days(days % length)).expect("a day");
        let (one, other) = (day(days.0).min(day(days.1)), day(days.0).max(day(days.1)));
        let school = School::example(example).changed(&changes);
        for ((id, before), (_, after)) in verdicts(&school, one).iter().zip(verdicts(&school, other)) {
            let again = *before != Verdict::NotDue && after == Verdict::NotDue;
            prop_assert!(!again, "{id} is {before:?} on {one} and not due on {other}");
        }
    }
}

/// The days on which the semesters of the examples begin, and the day after the last of their school years.
const BEGINS: [Date; 5] = [date(2020, 9, 1), date(2021, 3, 1), date(2021, 9, 1), date(2022, 2, 21), date(2022, 9, 1)];

/// Of several names that are as near as each other, the same is proposed every time.
#[test]
fn what_is_proposed_is_the_same_every_time() {
    let mut school = School::example(1);
    for (_, bytes) in school.files.iter_mut().filter(|(path, _)| path == "classes/2020级.toml") {
        *bytes = String::from_utf8_lossy(bytes)
            .replacen("\"2020级数控班\"", "\"2020级数控甲班\", \"2020级数控乙班\"", 1)
            .into_bytes();
    }
    let helps = || {
        let folder = school.written();
        let options = Options::new(TODAY, Lang::Zh);
        let report = check::studio(standard(), folder.path(), folder.path(), &Dates::default(), &options);
        report.findings.into_iter().filter(|one| one.rule == "record/reference").map(|one| one.help).collect::<Vec<_>>()
    };
    let first = helps();
    assert!(first.iter().any(|help| help.contains("是不是")), "{first:?}");
    assert!((0..12).all(|_| helps() == first));
}

/// The clauses that do nothing but count rows of one kind of record, in groups of time, without an upper bound.
fn counted(kind: usize) -> Vec<&'static str> {
    let timely = |by: GroupBy| !matches!(by, GroupBy::Target(_));
    let plain = standard().clauses().filter(|clause| {
        !clause.rules.is_empty()
            && clause.rules.iter().all(|rule| {
                let counts = match rule.predicate {
                    Predicate::Count { at_most, .. } => at_most.is_none(),
                    Predicate::Fact { .. } => true,
                    _ => false,
                };
                counts
                    && rule.of.kind == kind
                    && rule.when != When::Throughout
                    && rule.per.iter().all(|per| timely(per.by))
            })
    });
    plain.map(|clause| clause.id.as_str()).collect()
}

#[test]
fn there_are_clauses_that_count() {
    let all: usize = (0..standard().kinds.len()).map(|kind| counted(kind).len()).sum();
    assert!(all >= 5, "{all}");
    // With all of its records the example meets them, so that there is something to lose.
    let met: Vec<String> =
        verdicts(&School::example(0), TODAY).into_iter().filter(|one| one.1 == Verdict::Met).map(|one| one.0).collect();
    let lost = (0..standard().kinds.len()).flat_map(counted).filter(|id| met.iter().any(|met| met == id)).count();
    assert!(lost >= 5, "{lost}");
}
