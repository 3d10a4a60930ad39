//! One studio under check: it is read, judged, and what is found in it put in order.

use std::fmt::Write;
use std::path::Path;

use super::calendar::Window;
use super::identity::Identity;
use super::personal;
use super::{
    Check, Options, Report, alike, calendar, carried, clause, copies, days, exception, foreign, likely, reference,
    shape, texts, unit,
};
use crate::both::both;
use crate::finding::{Finding, Place, Severity};
use crate::load;
use crate::record::calendar::{Calendar, Dates};
use crate::record::{Record, Studio};
use crate::source::Source;
use crate::standard::Standard;
use crate::standard::kind::{Kind, Role};
use crate::text::personal::conceal;

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
    studio_with(standard, (root, folder), dates, options, |_| {}, then)
}

/// The same, with what `change` makes of the texts that are there.
pub fn studio_with<'s, T>(
    standard: &'s Standard,
    (root, folder): (&Path, &Path),
    dates: &Dates,
    options: &Options,
    change: impl FnOnce(&mut load::Texts),
    then: impl FnOnce(&Studio<'_>, &Report<'_>) -> T,
) -> (Report<'s>, T) {
    let lang = options.lang;
    // To read is to wait for the system; what privacy asks of texts is made ready meanwhile.
    let has_cases = || {
        let folders = standard.kinds.iter().filter(|kind| kind.text).filter_map(Kind::folder);
        folders.map(|name| folder.join(name)).any(|cases| cases.is_dir())
    };
    let prepare = || standard.privacy.iter().for_each(|privacy| privacy.prepare(has_cases()));
    let (mut texts, ()) = both(|| load::read(standard, root, folder, lang), prepare);
    change(&mut texts);
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

    let slips = Slips { mended: &mended, changed: &changed, drafts };
    let mut report = judged(&check, (standard, root, folder), (window, dates), slips, options, findings);
    report.nested = texts.nested;
    let made = then(&studio, &report);
    report.hidden = None;
    (report, made)
}

/// Files that cannot be read as their slips are mended, the lines on which those were, and the records that are in them then.
struct Slips<'r> {
    mended: &'r [Source],
    changed: &'r [Vec<usize>],
    drafts: Vec<Record<'r>>,
}

/// The report of a studio that was read: `findings` are those of reading it, `window` and `dates` what it and the province say of time.
fn judged<'a, 's: 'a>(
    check: &Check<'a>,
    (standard, root, folder): (&'s Standard, &Path, &Path),
    (window, dates): (Window, &Dates),
    slips: Slips<'_>,
    options: &Options,
    mut findings: Vec<Finding>,
) -> Report<'s> {
    let (studio, lang) = (check.studio, check.lang);
    let mut report = named(check, root, folder);
    let judged = || {
        findings.extend(shape::check(check));
        findings.extend(in_broken(check, folder, slips));
        findings.extend(reference::check(check));
        findings.extend(alike::check(check));
        findings.extend(copies::check(check));
        findings.extend(texts::check(check));
        findings.extend(days::check(check));
        findings.extend(unit::check(check));
        findings.extend(likely::check(check));
        findings.extend(carried::check(check));
        findings.extend(calendar::check(check, window, dates));
        findings.extend(foreign::check(check, &options.body));
        clause::judge(check, standard, &options.only, &mut report, &mut findings);
    };
    let ((), (private, mut hidden)) = both(judged, || personal::check(studio, lang));
    findings.extend(private);
    findings.extend(options.names.iter().flat_map(|names| personal::name::texts(check, names, &mut hidden)));
    report.unasked = clause::only_asked(&options.only, &mut findings);
    exception::apply(check, &options.only, &mut report, &mut findings);
    hidden.take_out(&mut findings, lang);
    hidden.take_out_of(&mut report);
    report.hidden = hidden.names();
    findings.sort_by(|a, b| order(a).cmp(&order(b)));
    report.findings = findings;
    if let Some(names) = &options.names {
        personal::name::take_out_of_report(&mut report, names);
    }
    number_twins(&mut report.findings);
    report
}

/// What else is wrong in the shape of broken files whose slips are all understood, on the lines without slips.
fn in_broken(check: &Check<'_>, folder: &Path, slips: Slips<'_>) -> Vec<Finding> {
    let Slips { mended, changed, drafts } = slips;
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
pub(super) fn number_twins(findings: &mut [Finding]) {
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
pub(super) fn named<'s>(check: &Check<'_>, root: &Path, folder: &Path) -> Report<'s> {
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
