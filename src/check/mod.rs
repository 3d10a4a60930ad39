//! Holds a studio against a standard: shape, references, rules, judgement, privacy; findings and verdicts come out.

pub mod against;
mod aimed;
mod alike;
mod alone;
mod arises;
mod baseline;
mod basis;
mod before;
mod calendar;
mod carried;
mod choice;
mod clause;
mod copied;
mod copies;
mod count;
mod covers;
mod days;
mod deadline;
mod describe;
mod distinct;
pub mod docket;
mod each;
mod early;
mod evidence;
mod example;
mod exception;
mod fact;
mod fault;
mod foreign;
mod found;
mod group;
mod handed;
mod identity;
mod in_order;
mod interval;
mod key;
mod least;
mod likely;
mod linked;
mod listing;
mod local;
mod loose;
mod majority;
mod matching;
mod meant;
mod nameless;
mod near;
mod one_at_a_time;
mod open;
mod outcome;
mod people;
mod person;
mod personal;
mod piece;
mod plan;
mod province;
mod reference;
mod rootless;
mod rows;
mod run;
mod same;
mod seal;
mod seals;
mod series;
mod shape;
mod submission;
mod tenure;
mod texts;
mod to_come;
mod todo;
mod told;
mod turn;
mod unit;
mod unread;
mod untimely;
mod voice;
mod wait;
mod watch;
pub mod weigh;
mod words;

use std::fmt::Write;
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use crate::both::both;
use crate::finding::{Finding, Place, Severity};
use crate::load::{self, Changed};
use crate::record::calendar::{Calendar, Dates};
use crate::record::row::Row;
use crate::record::{Record, Studio};
use crate::source::Source;
use crate::standard::Standard;
use crate::standard::kind::{Kind, Role};
use crate::text::lang::Lang;
use crate::text::names::Names;
use crate::text::personal::conceal;
use evidence::Files;
use identity::Identity;

pub use self::aimed::AIMED;
pub use self::baseline::{Baseline, Marked, Site};
pub use self::deadline::{Deadlines, Due, Things, left};
pub use self::describe::{asked, describe, label};
pub use self::docket::Covered;
pub use self::evidence::pattern as evidence_pattern;
pub use self::example::{example_line, typed};
pub use self::exception::Excepted;
pub use self::found::{Judged, Keep, Report};
pub use self::interval::told as interval_told;
pub use self::key::{Keyed, keyed, lacks, plain};
pub use self::matching::{Fit, fit};
pub use self::person::{SIGNOFF, SIGNOFFS};
pub use self::personal::name::take_out;
pub use self::personal::veil;
pub use self::plan::Plan;
pub use self::province::{Province, overlays, province};
pub use self::rows::{in_time, selected};
pub use self::run::Run;
pub use self::same::same as is_same;
pub use self::seals::{Seals, seals};
pub use self::submission::{
    Asked, LeftOut, Named, Submission, Whence, is_at, names_somebody, stops, submission, texts, warns,
};
pub use self::todo::{Todo, todos};
pub use self::turn::Turn;
pub use self::wait::Wait;
pub use self::watch::{Step, Watch};
pub use self::words::length;

/// What a check is asked to do.
#[derive(Debug, Clone)]
pub struct Options {
    /// The day that decides what is due.
    pub today: Date,
    /// The language of messages.
    pub lang: Lang,
    /// Only these indicators and clauses; all when empty.
    pub only: Vec<String>,
    /// Whether facts are gathered, too.
    pub facts: bool,
    /// Only studios in which a file was touched.
    pub changed: Option<Changed>,
    /// Where the others stand whole, if that is elsewhere.
    pub others_at: Option<PathBuf>,
    /// Who watches how far a run has come.
    pub watch: Watch,
    /// What a run keeps; findings that go are counted.
    pub keep: Keep,
    /// Names that stand nowhere, and that nothing repeats.
    pub names: Option<Names>,
    /// Who reports for the studios; empty where no root file of a province says so.
    pub body: String,
}

impl Options {
    /// Everything, on this day.
    #[must_use]
    pub fn new(today: Date, lang: Lang) -> Self {
        Self {
            today,
            lang,
            only: Vec::new(),
            facts: false,
            changed: None,
            others_at: None,
            watch: Watch::default(),
            keep: Keep::All,
            names: None,
            body: String::new(),
        }
    }
}

/// A studio under check.
pub(crate) struct Check<'a> {
    pub studio: &'a Studio<'a>,
    pub standard: &'a Standard,
    pub files: Files<'a>,
    pub lang: Lang,
    pub facts: bool,
    /// Whether nobody knows what overlays add: the root file that names them cannot be read.
    pub overlays_unread: bool,
    pub gathered: rows::Gathered<'a>,
}

impl<'a> Check<'a> {
    /// A studio in `folder`, with nothing looked at yet.
    pub fn new(studio: &'a Studio<'a>, folder: &Path, lang: Lang) -> Self {
        let gathered = rows::Gathered::default();
        Self {
            studio,
            standard: studio.standard,
            files: Files::new(folder, &studio.standard.about),
            lang,
            facts: false,
            overlays_unread: false,
            gathered,
        }
    }

    /// Whether an id may be that of something that an overlay asks which nobody can look at.
    pub fn may_be_local(&self, id: &str) -> bool {
        self.overlays_unread && id.starts_with(|char: char| char.is_ascii_lowercase())
    }

    /// The place of a row.
    pub fn place(&self, row: &Row<'_>, label: Option<String>) -> Place {
        self.source(row).place(row.span(), label)
    }

    pub fn source(&self, row: &Row<'_>) -> &'a Source {
        &self.studio.sources[row.record.source]
    }

    /// The root record of the studio.
    pub fn root(&self) -> Option<Row<'a>> {
        root(self.studio)
    }

    /// Whether a root file cannot be read, so that calendar and window are not known.
    pub fn waits_for_root(&self) -> bool {
        self.root().is_none() || self.studio.calendar.broken
    }

    /// The place of the root file, for what is nowhere else.
    pub fn root_place(&self) -> Place {
        let broken = || self.studio.sources.iter().find(|source| source.local() == load::STUDIO);
        self.root()
            .map_or_else(|| broken().map_or_else(Place::default, Source::beginning), |root| self.place(&root, None))
    }
}

/// The root record of a studio.
fn root<'a>(studio: &'a Studio<'_>) -> Option<Row<'a>> {
    let kind = studio.standard.kind_of(load::STUDIO)?;
    studio.of_kind(kind).first().map(|record| studio.row(record))
}

/// Checks the studio in `folder`; paths in findings are relative to `root`.
#[must_use]
pub fn studio<'s>(standard: &'s Standard, root: &Path, folder: &Path, dates: &Dates, options: &Options) -> Report<'s> {
    studio_and(standard, root, folder, dates, options, |_, _| ()).0
}

/// Checks the studio in `folder`, and gives what `then` makes of its records while they are there.
pub fn studio_and<'s, T>(
    standard: &'s Standard,
    root: &Path,
    folder: &Path,
    dates: &Dates,
    options: &Options,
    then: impl FnOnce(&Studio<'_>, &Report<'_>) -> T,
) -> (Report<'s>, T) {
    let lang = options.lang;
    // To read is to wait for the system; what privacy asks of texts is made ready meanwhile.
    let has_cases = || {
        let folders = standard.kinds.iter().filter(|kind| kind.text).filter_map(Kind::folder);
        folders.map(|name| folder.join(name)).any(|cases| cases.is_dir())
    };
    let prepare = || standard.privacy.iter().for_each(|privacy| privacy.prepare(has_cases()));
    let (texts, ()) = both(|| load::read(standard, root, folder, lang), prepare);
    let parsed = load::parse(standard, &texts.sources, lang);
    let mut findings = texts.findings;
    findings.extend(parsed.findings);
    let (mended, changed): (Vec<Source>, Vec<_>) =
        parsed.mended.into_iter().map(|one| (one.source, one.changed)).unzip();
    let drafts = load::parse(standard, &mended, lang).records;
    let mut broken = parsed.broken;
    broken.extend(texts.unread.iter().map(|kind| (*kind, usize::MAX)));
    let own = standard.kind_of(load::STUDIO).and_then(|kind| {
        let record = parsed.records.iter().find(|record| record.kind == kind)?;
        Some(Dates::read(&record.table, &standard.kinds[kind].fields, standard))
    });
    let own = own.unwrap_or_default();
    let window = own.window;
    let calendar = Calendar::new(own.or(dates), standard, options.today);
    let mut studio = Studio::new(standard, &texts.sources, parsed.records, calendar, broken);
    studio.unread = texts.unread_files;
    let overlays_unread = dates.broken;
    let check = Check { facts: options.facts, overlays_unread, ..Check::new(&studio, folder, lang) };

    let mut report = named(&check, root, folder);
    let judged = || {
        findings.extend(shape::check(&check));
        findings.extend(in_broken(&check, folder, (&mended, &changed), drafts));
        findings.extend(reference::check(&check));
        findings.extend(alike::check(&check));
        findings.extend(copies::check(&check));
        findings.extend(texts::check(&check));
        findings.extend(days::check(&check));
        findings.extend(unit::check(&check));
        findings.extend(likely::check(&check));
        findings.extend(carried::check(&check));
        findings.extend(calendar::check(&check, window, dates));
        findings.extend(foreign::check(&check, &options.body));
        clause::judge(&check, standard, &options.only, &mut report, &mut findings);
    };
    let ((), (private, mut hidden)) = both(judged, || personal::check(&studio, lang));
    findings.extend(private);
    findings.extend(options.names.iter().flat_map(|names| personal::name::texts(&check, names, &mut hidden)));
    report.unasked = clause::only_asked(&options.only, &mut findings);
    exception::apply(&check, &options.only, &mut report, &mut findings);
    hidden.take_out(&mut findings, lang);
    hidden.take_out_of(&mut report);
    report.hidden = hidden.names();
    findings.sort_by(|a, b| order(a).cmp(&order(b)));
    report.findings = findings;
    if let Some(names) = &options.names {
        personal::name::take_out_of_report(&mut report, names);
    }
    number_twins(&mut report.findings);
    report.nested = texts.nested;
    let made = then(&studio, &report);
    report.hidden = None;
    (report, made)
}

/// What else is wrong in the shape of broken files whose slips are all understood, on the lines without slips.
fn in_broken(
    check: &Check<'_>,
    folder: &Path,
    (mended, changed): (&[Source], &[Vec<usize>]),
    drafts: Vec<Record<'_>>,
) -> Vec<Finding> {
    let studio = Studio::new(check.standard, mended, drafts, check.studio.calendar.clone(), Vec::new());
    let draft = Check { overlays_unread: check.overlays_unread, ..Check::new(&studio, folder, check.lang) };
    let as_typed = |finding: &Finding| {
        let slipped = |place: &Place| {
            let at = mended.iter().position(|source| source.is_called(&place.file));
            at.is_some_and(|at| changed[at].contains(&place.line))
        };
        !finding.places.iter().any(slipped)
    };
    shape::check(&draft).into_iter().filter(as_typed).collect()
}

fn order(finding: &Finding) -> (&str, usize, usize, std::cmp::Reverse<Severity>, &str) {
    let place = finding.places.first();
    let (file, line, column) = place.map_or(("", 0, 0), |place| (place.file.as_str(), place.line, place.column));
    (file, line, column, std::cmp::Reverse(finding.severity), &finding.key)
}

/// Two findings with one key are told apart by a number.
fn number_twins(findings: &mut [Finding]) {
    let mut seen = std::collections::HashMap::new();
    for finding in findings {
        let times = seen.entry(finding.key.clone()).or_insert(0_usize);
        *times += 1;
        if *times > 1 {
            // Writing into a String cannot fail.
            let _ = write!(finding.key, "~{times}");
        }
    }
}

/// A report with the names that the root file gives, by the roles of its fields.
fn named<'s>(check: &Check<'_>, root: &Path, folder: &Path) -> Report<'s> {
    let window = check.studio.calendar.window;
    let told = |role| check.root().and_then(|row| row.told(role));
    let name = |role| told(role).map_or(String::new(), |(text, _)| conceal(text).into_owned());
    Report {
        path: load::below(root, folder),
        folder: folder.to_owned(),
        name: name(Role::Title),
        school: name(Role::School),
        body: name(Role::Body),
        indicators: Vec::new(),
        clauses: Vec::new(),
        local: Vec::new(),
        findings: Vec::new(),
        exceptions: Vec::new(),
        signoffs: Vec::new(),
        nested: Vec::new(),
        window: (window.from, window.to),
        waits_for_root: check.waits_for_root(),
        identity: Identity::of(check),
        hidden: None,
        unasked: 0,
        let_go: [0; 3],
    }
}
