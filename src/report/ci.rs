//! What the formats for CI share: what is said of a finding, which are told first, and the exceptions in force.

use super::Style;
use crate::check::{Keyed, Report, Run, keyed};
use crate::files::digest;
use crate::finding::{Finding, Place, Severity};
use crate::load::repository::path;
use crate::say;
use crate::text::lang::Lang;
use crate::text::safe::visible;

/// An exception in force.
pub(super) struct Excepted<'r> {
    /// The studio it is of.
    pub report: &'r Report<'r>,
    /// What, why, and until when.
    pub line: String,
}

/// What is wrong, who asks it if not the standard, how the words were read if that took an interpretation, and what to do; a
/// line each, made visible.
pub(super) fn told(finding: &Finding, lang: Lang) -> String {
    let reading = finding.reading.as_deref().map(|reading| format!("{}: {reading}", say!(lang, "report.reading")));
    let help = Some(&finding.help).filter(|help| !help.is_empty()).map(|help| say!(lang, "ci.help", help = help));
    let origin = finding.origin.as_deref().map(|origin| format!("{}: {origin}", say!(lang, "report.origin")));
    let parts = [Some(finding.message.clone()), origin, reading, help];
    let lines: Vec<String> =
        parts.iter().flatten().flat_map(|part| part.lines()).map(|line| visible(line).into_owned()).collect();
    lines.join("\n")
}

/// The file of a place, from the top of the repository.
pub(super) fn file(place: &Place, style: &Style<'_>) -> String {
    path(&style.way, &place.file)
}

/// The first place as `file:line:column`, on one line; empty where there is none.
pub(super) fn at(finding: &Finding, style: &Style<'_>) -> String {
    let first = finding.places.first().filter(|place| !place.file.is_empty());
    let told = |place: &Place| {
        let file = file(place, style);
        format!("{}:{}:{}", visible(&file), place.line.max(1), place.column.max(1))
    };
    first.map_or(String::new(), told)
}

/// The name of the studio, or its folder where it has none.
pub(super) fn studio<'r>(report: &'r Report<'_>) -> &'r str {
    [&report.name, &report.school, &report.path].into_iter().find(|name| !name.is_empty()).map_or(".", String::as_str)
}

/// The findings that are not known, what weighs most first. Among equals one of each studio goes before a second of any, so
/// that no studio hides the others.
pub(super) fn by_weight<'r>(run: &'r Run<'_>, style: &Style<'_>) -> Vec<Keyed<'r>> {
    let mut all: Vec<Keyed<'r>> = keyed(run, &style.way).into_iter().filter(|one| !one.finding.known).collect();
    all.sort_by_key(|one| rank(one.finding));
    let mut turns = std::collections::HashMap::new();
    let mut ranked: Vec<_> = all
        .into_iter()
        .map(|one| {
            let turn = turns.entry((one.studio.clone(), one.finding.severity)).or_insert(0_usize);
            *turn += 1;
            ((std::cmp::Reverse(one.finding.severity), *turn), one)
        })
        .collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().map(|(_, one)| one).collect()
}

/// What is private goes first, then what cannot be read: the rest of such a file is not known yet.
pub(super) fn rank(finding: &Finding) -> (std::cmp::Reverse<Severity>, u8) {
    let class = match finding.rule.split('/').next() {
        Some("privacy") => 0,
        _ if finding.is_firm() => 1,
        _ => 2,
    };
    (std::cmp::Reverse(finding.severity), class)
}

/// Names a finding across runs, whatever the folder they are made from; no two of a repository share it.
pub(super) fn fingerprint(one: &Keyed<'_>) -> String {
    digest::of(format!("{}\0{}", one.studio, one.key).as_bytes())
}

/// The exceptions in force.
pub(super) fn exceptions<'r>(run: &'r Run<'r>, lang: Lang) -> Vec<Excepted<'r>> {
    let of = |report: &'r Report<'r>| {
        report.exceptions.iter().map(move |one| Excepted { report, line: visible(&one.say(lang)).into_owned() })
    };
    run.studios.iter().flat_map(of).collect()
}
