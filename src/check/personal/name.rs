//! Names on a private list: every place where one stands, in what files say and in what they are called. Then they are taken
//! out of all that is told, whatever it is about.

use std::path::Path;

use unicode_normalization::UnicodeNormalization;

use super::{EACH, Hidden};
use crate::check::{Check, Report, alone};
use crate::finding::{Finding, Place, Severity};
use crate::load;
use crate::say;
use crate::standard::Standard;
use crate::text::lang::Lang;
use crate::text::names::Names;

/// The rule that tells them.
pub(in crate::check) const RULE: &str = "privacy/name";

/// What stands in the root file of the province at or above `root`, and what the files below `root` are called.
pub(in crate::check) fn beside(standard: &Standard, root: &Path, names: &Names, lang: Lang) -> Vec<Finding> {
    let mut findings = called(root, names, lang);
    if let Some((folder, way)) = load::province_of(root) {
        let mut hidden = Hidden::default();
        let told = |check: &Check<'_>, _| texts(check, names, &mut hidden);
        findings.extend(alone::root(standard, (&folder, &way), load::PROVINCE, lang, told));
        hidden.take_out(&mut findings, lang);
    }
    findings
}

fn finding(place: Place, lang: Lang) -> Finding {
    let (message, help) = (say!(lang, "privacy.name"), say!(lang, "privacy.name.help"));
    Finding::new(RULE, Severity::Error, vec![place], "", message, help)
}

/// Where names stand in the texts of a studio; none of them is shown, whatever else is hidden in it or breaks it.
pub(in crate::check) fn texts(check: &Check<'_>, names: &Names, hidden: &mut Hidden) -> Vec<Finding> {
    let mut findings = Vec::new();
    for source in check.studio.sources {
        let places = names.scan(&source.text);
        hidden.add(source, &places);
        let more = places.len().saturating_sub(EACH);
        findings.extend(places.into_iter().take(EACH).map(|at| finding(source.place(at, None), check.lang)));
        findings.extend((more > 0).then(|| super::more(source, RULE, more, Severity::Error, check.lang)));
    }
    findings
}

/// The files and folders below `root` that are called by a name, whether they are read or not.
fn called(root: &Path, names: &Names, lang: Lang) -> Vec<Finding> {
    let ours = |entry: &walkdir::DirEntry| entry.depth() == 0 || entry.file_name() != ".git";
    let walk = walkdir::WalkDir::new(root).min_depth(1).sort_by_file_name().into_iter().filter_entry(ours);
    let called = walk.filter_map(Result::ok).filter(|entry| {
        let name: String = entry.file_name().to_string_lossy().nfc().collect();
        names.stand_in(&name)
    });
    let told = |entry: walkdir::DirEntry| {
        // A number beside the name is no more to be shown than the name.
        let place = load::place(&load::below(root, entry.path()));
        let (message, help) = (say!(lang, "privacy.name.file"), say!(lang, "privacy.name.file.help"));
        Finding::new(RULE, Severity::Error, vec![place], "file", message, help)
    };
    called.map(told).collect()
}

/// Takes the names out of findings.
pub fn take_out(findings: &mut [Finding], names: &Names) {
    for finding in findings {
        let texts = [&mut finding.key, &mut finding.message, &mut finding.help];
        let more = [&mut finding.reading, &mut finding.origin].into_iter().flatten();
        texts.into_iter().chain(more).for_each(|text| names.take_out(text));
        for place in &mut finding.places {
            let texts = [&mut place.file, &mut place.excerpt].into_iter().chain(&mut place.label);
            texts.for_each(|text| names.take_out(text));
        }
    }
}

/// Takes the names out of all that a report tells.
pub(in crate::check) fn take_out_of_report(report: &mut Report<'_>, names: &Names) {
    for text in [&mut report.path, &mut report.name, &mut report.school, &mut report.body] {
        names.take_out(text);
    }
    for judged in report.clauses.iter_mut().chain(&mut report.local) {
        judged.facts.iter_mut().chain(&mut judged.reason).for_each(|text| names.take_out(text));
    }
    for one in &mut report.exceptions {
        for text in [&mut one.what, &mut one.reason, &mut one.approver] {
            names.take_out(text);
        }
    }
    for one in &mut report.signoffs {
        let signed = &mut one.signed;
        let further = signed.further.iter_mut().map(|(_, text)| text);
        let place = [&mut signed.place.file, &mut signed.place.excerpt].into_iter().chain(&mut signed.place.label);
        let own = [&mut signed.reviewer, &mut signed.verdict].into_iter().chain(&mut signed.covers);
        own.chain(further).chain(place).for_each(|text| names.take_out(text));
    }
    take_out(&mut report.findings, names);
}
