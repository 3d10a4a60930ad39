//! Files in the folder of a studio: checked, told in every format, and brought into form.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::{LazyLock, Mutex, PoisonError};

use jiff::civil::{Date, date};
use studio::check::{Keep, Options, Run, todos};
use studio::edit::folder::{File, Folder as Records};
use studio::edit::tend::tend;
use studio::failure::Failure;
use studio::finding::{FAULT, Severity};
use studio::load;
use studio::page::{Press, Told};
use studio::report::{self, Format, Style, status};
use studio::source::Source;
use studio::standard::Standard;
use studio::standard::page::Scope;
use studio::text::lang::Lang;
use studio::text::names::Names;

use super::folder::{Folder, files};
use super::holds;
use super::pieces::Pieces;

/// The day of the check where the input says none.
pub const TODAY: Date = date(2022, 9, 30);

static STANDARD: LazyLock<Standard> = LazyLock::new(|| studio::standard::embedded().expect("a sound standard"));
static SCHOOL: LazyLock<Mutex<Folder>> = LazyLock::new(|| Mutex::new(Folder::new(files("tests/mistakes/base"))));

const FORMATS: [(&str, Format); 7] = [
    ("human", Format::Human),
    ("json", Format::Json),
    ("github", Format::Github),
    ("gitlab", Format::Gitlab),
    ("sarif", Format::Sarif),
    ("junit", Format::Junit),
    ("markdown", Format::Markdown),
];

const TABLES: [(&str, status::Format); 3] =
    [("status", status::Format::Human), ("status-json", status::Format::Json), ("csv", status::Format::Csv)];

/// Which formats are written: all of them, and pages, too, or one, which the bytes of the input decide. A fuzzer comes back to all
/// of them, and gets on four times as fast.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// All, as the head of an input asks by `all`.
    All,
    /// One.
    One(usize),
}

impl Turn {
    /// Whose turn it is with an input.
    #[must_use]
    pub fn of(pieces: &Pieces<'_>, data: &[u8]) -> Self {
        let sum = || data.iter().fold(0_usize, |sum, byte| sum.wrapping_mul(31).wrapping_add(usize::from(*byte)));
        if pieces.says("all") { Self::All } else { Self::One(sum()) }
    }

    fn is(self, name: &str) -> bool {
        let names = FORMATS.iter().map(|(name, _)| *name).chain(["quiet"]).chain(TABLES.iter().map(|(name, _)| *name));
        match self {
            Self::All => true,
            Self::One(number) => names.into_iter().nth(number % (FORMATS.len() + TABLES.len() + 1)) == Some(name),
        }
    }
}

/// How an input is tried.
pub struct Way {
    /// The language.
    pub lang: Lang,
    /// The day.
    pub today: Date,
    /// Names that nothing may repeat.
    pub names: Option<Names>,
    /// Only these clauses and rules.
    pub only: Vec<String>,
}

impl Way {
    /// As the head of the input says: `en`, a day, `names`, `only=2.2`.
    #[must_use]
    pub fn of(pieces: &Pieces<'_>) -> Self {
        let only = pieces.head.split_whitespace().filter_map(|word| word.strip_prefix("only="));
        Self {
            lang: if pieces.says("en") { Lang::En } else { Lang::Zh },
            today: pieces.value().unwrap_or(TODAY),
            names: pieces.says("names").then(|| Names::new(&["郁文澜".to_owned(), "何知远".to_owned()])).flatten(),
            only: only.map(str::to_owned).collect(),
        }
    }

    fn options(&self, keep: Keep) -> Options {
        let (names, only) = (self.names.clone(), self.only.clone());
        Options { facts: true, names, only, keep, ..Options::new(self.today, self.lang) }
    }
}

/// Tries one input.
///
/// # Panics
/// Something does not hold.
pub fn run(data: &[u8]) {
    let pieces = Pieces::read(data);
    let way = Way::of(&pieces);
    let school = SCHOOL.lock().unwrap_or_else(PoisonError::into_inner);
    school.with(&pieces.files, |root| {
        let turn = Turn::of(&pieces, data);
        let told = checked(&STANDARD, root, &way, turn);
        // A third is enough: it takes twice as long.
        if data.len().is_multiple_of(3) {
            assert_eq!(told, checked(&STANDARD, root, &way, turn), "the same records are told otherwise");
        }
        if turn == Turn::All {
            counts(root, &way);
        }
        formed(root, &pieces, way.lang);
    });
}

/// Everything that a check of `root` says, as far as it is its turn.
///
/// # Panics
/// Something does not hold.
#[must_use]
pub fn checked(standard: &Standard, root: &Path, way: &Way, turn: Turn) -> Vec<(&'static str, String)> {
    let all = turn == Turn::All;
    let (lang, today) = (way.lang, way.today);
    let run = Run::over_and(standard, root, &way.options(Keep::All), |province, studio, report| {
        let todos = todos(studio, report, province, lang);
        let page = standard.page(Scope::Studio).filter(|_| all);
        (page.map(|page| (page, Told::new(page, (studio, report, &todos), &report.folder, lang))), todos)
    });
    let (run, made) = match run {
        Ok(both) => both,
        Err(Failure(message)) => return vec![("failure", message)],
    };
    assert!(run.all_findings().all(|finding| finding.rule != FAULT), "the program failed");
    let (pages, todos): (Vec<_>, Vec<_>) = made.into_iter().unzip();
    if way.names.is_none() {
        found(standard, root, &run, lang);
    }
    let plain = Style::plain(standard, lang, today);
    let style = Style { deny: Severity::Warning, facts: true, way: "道/".to_owned(), ..plain };
    let mut told: Vec<(&'static str, String)> = Vec::new();
    let mut keep = |name, out: Vec<u8>| told.push((name, String::from_utf8(out).expect("utf-8")));
    for (name, format) in FORMATS.into_iter().filter(|(name, _)| turn.is(name)) {
        let mut out = Vec::new();
        report::write(&mut out, &run, format, &style).expect("written");
        keep(name, out);
    }
    if turn.is("quiet") {
        let mut quiet = Vec::new();
        let style = Style { quiet: true, way: String::new(), ..style };
        report::write(&mut quiet, &run, Format::Human, &style).expect("written");
        keep("quiet", quiet);
    }
    for (name, format) in TABLES.into_iter().filter(|(name, _)| turn.is(name)) {
        let mut out = Vec::new();
        status::write(&mut out, (&run, &todos), format, &style).expect("written");
        keep(name, out);
    }
    if all {
        let press = Press::new(standard, today, lang).expect("templates");
        for (page, one) in pages.iter().flatten() {
            keep("page", press.one(page, one).expect("a page").into_bytes());
        }
    }
    for (name, text) in &told {
        shown(name, text, way);
    }
    told
}

/// What holds of a report in any format.
fn shown(name: &str, text: &str, way: &Way) {
    holds::nobody(name, text);
    // Names are asked for with a check alone.
    let of_check = FORMATS.iter().any(|(format, _)| *format == name) || name == "quiet";
    if let Some(names) = way.names.as_ref().filter(|_| of_check) {
        let at = names.scan(text).into_iter().next();
        assert!(
            at.is_none(),
            "{name} repeats a name that is not to be repeated: {:?}",
            text.get(at.clone().unwrap_or_default())
        );
    }
    match name {
        "human" | "quiet" | "status" => holds::harmless(name, text),
        "github" => {
            // A tab in a path is one.
            holds::harmless(name, &text.replace('\t', " "));
            for line in text.lines().filter(|line| line.trim_start().starts_with("::")) {
                let known = ["::error ", "::warning ", "::notice ", "::group::", "::endgroup::"];
                assert!(known.iter().any(|command| line.starts_with(command)), "a record gives a command: {line}");
            }
            assert!(!text.contains("##["), "a record gives a command: {text}");
        }
        "json" | "gitlab" | "sarif" | "status-json" => holds::json(name, text),
        "junit" => holds::xml(name, text),
        "csv" => {
            let mut reader = csv::ReaderBuilder::new().from_reader(text.trim_start_matches('\u{feff}').as_bytes());
            for row in reader.records() {
                let row = row.expect("CSV with as many cells in every row");
                for cell in &row {
                    assert!(!cell.starts_with(['=', '+', '-', '@']), "{name} has a formula: {cell}");
                }
            }
        }
        "page" => {
            assert!(!text.contains("<fuzz") && !text.contains("\"fuzz=\""), "a record gives an element: {text}");
            let odd = text.chars().find(|char| char.is_control() && !"\n\t".contains(*char));
            assert!(odd.is_none(), "{name} has a control character: {odd:?}");
        }
        _ => {}
    }
}

/// What holds of findings.
fn found(standard: &Standard, root: &Path, run: &Run<'_>, lang: Lang) {
    let province = load::read_one(standard, (root, ""), load::PROVINCE, lang);
    let mut sources: Vec<Source> = province.sources;
    for report in &run.studios {
        sources.extend(load::read(standard, root, &report.folder, lang).sources);
        holds::keys(&report.findings);
    }
    holds::keys(&run.findings);
    holds::places(run.all_findings(), &sources);
    let mut said = String::new();
    for finding in run.all_findings() {
        let _ = writeln!(said, "{}\n{}\n{}\n{:?}", finding.key, finding.message, finding.help, finding.reading);
        for place in &finding.places {
            let _ = writeln!(said, "{}\n{:?}\n{}", place.file, place.label, place.excerpt);
        }
    }
    holds::nobody("a finding", &said);
}

/// What is let go is counted all the same.
fn counts(root: &Path, way: &Way) {
    let of = |keep: Keep| Run::over(&STANDARD, root, &way.options(keep)).ok();
    let (Some(whole), Some(verdicts), Some(counts)) = (of(Keep::All), of(Keep::Verdicts), of(Keep::Counts)) else {
        return;
    };
    for severity in [Severity::Note, Severity::Warning, Severity::Error] {
        let counted = [&whole, &verdicts, &counts].map(|run| run.count(severity));
        assert_eq!(counted, [counted[0]; 3], "what is let go is counted otherwise");
    }
    let judged = |run: &Run<'_>| -> Vec<_> {
        run.studios.iter().flat_map(|one| &one.clauses).map(|one| (one.clause.id.clone(), one.verdict)).collect()
    };
    assert_eq!(judged(&whole), judged(&verdicts), "verdicts are kept");
}

/// A record in its form is in its form, with slips mended and without, and what was mended can be read.
fn formed(root: &Path, pieces: &Pieces<'_>, lang: Lang) {
    let folder = Records::read(&STANDARD, root, "", None, lang);
    let given = |file: &&File| pieces.files.iter().any(|(path, _)| file.at == root.join(path));
    for file in folder.files.iter().filter(given) {
        for fix in [false, true] {
            let once = tend(&STANDARD, file, fix, lang);
            assert!(!once.differs, "the form of {} says something else", file.path);
            for fault in once.faults(&file.path, lang) {
                holds::nobody("a fault", &fault);
            }
            let Some(new) = once.bytes else { continue };
            let again = File { bytes: new, at: file.at.clone(), path: file.path.clone(), ..*file };
            let twice = tend(&STANDARD, &again, fix, lang);
            let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
            assert!(
                twice.bytes.is_none(),
                "the form of {} has another form:\n{}\n---\n{}",
                file.path,
                text(&again.bytes),
                text(&twice.bytes.unwrap_or_default())
            );
            assert_eq!(once.findings.is_empty(), twice.findings.is_empty(), "{} is broken by its form", file.path);
        }
    }
    // Nothing was written: the folder is as it was.
    assert!(folder.files.iter().all(|file| fs::read(&file.at).is_ok_and(|now| now == file.bytes)));
}
