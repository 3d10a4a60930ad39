//! Opens a studio to write in it: its records and calendar, as a check sees them, with what the province above says of time.

use std::path::Path;

use crate::check::{self, Options, Report, province};
use crate::failure::{Failure, Result};
use crate::finding::{Finding, Severity, is_unread};
use crate::load;
use crate::record::Studio;
use crate::say;
use crate::standard::Standard;
use crate::text::lang::Lang;

/// Gives what `then` makes of the studio in `folder` and of what a check of `options.only` finds there.
///
/// # Errors
/// There is no studio, or its root file is broken; then it is said where.
pub fn open<T>(
    standard: &Standard,
    folder: &Path,
    options: &Options,
    then: impl FnOnce(&Studio<'_>, &Report<'_>) -> T,
) -> Result<T> {
    let lang = options.lang;
    if !folder.join(load::STUDIO).is_file() {
        return Err(none(folder, lang));
    }
    let dates = province(standard, folder, lang).dates;
    let (report, made) = check::studio_and(standard, folder, folder, &dates, options, then);
    let root = report.findings.iter().filter(|found| is_root(found, report.waits_for_root));
    let faults: Vec<String> = root.map(place).collect();
    if report.waits_for_root || !faults.is_empty() {
        return Err(Failure(say!(lang, "start.broken", file = load::STUDIO, faults = faults.join("\n"))));
    }
    Ok(made)
}

/// That `folder` is no studio; which one may be meant, where some lie below it.
fn none(folder: &Path, lang: Lang) -> Failure {
    let below = load::studios(folder, lang).unwrap_or_default();
    let path = folder.display();
    match below.iter().find(|studio| *studio != folder) {
        Some(first) => Failure(say!(lang, "start.many", path = path, n = below.len(), first = first.display())),
        None => match load::told_above(folder, lang) {
            above if above.is_empty() => Failure(say!(lang, "start.no-studio", path = path)),
            above => Failure(say!(lang, "run.nothing", path = path) + &above),
        },
    }
}

/// Whether a finding says that the root file cannot be relied on; any error in it may, where all `waits` for it.
fn is_root(finding: &Finding, waits: bool) -> bool {
    let at_root = finding.places.first().is_some_and(|place| place.file == load::STUDIO);
    at_root && (waits || is_unread(&finding.rule)) && finding.severity == Severity::Error
}

/// A finding on one line: where, and what.
#[must_use]
pub fn place(finding: &Finding) -> String {
    let at = finding.places.first().map_or(String::new(), |place| format!("{}:{} ", place.file, place.line));
    format!("  {at}{}", finding.message)
}
