//! What goes into a package, and everything that forbids it: in the records of the studios that are reported, in what the
//! province names, and between the two.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization;

use super::cases::{Asked, Case, Leads, Text};
use super::gather::Made;
use super::summary::Summary;
use super::{faults, manifest};
use crate::check::{Named, Submission, stops};
use crate::finding::{Finding, Place, Severity};
use crate::say;
use crate::standard::Standard;
use crate::standard::layout::{Layout, Status};
use crate::standard::package::Package;
use crate::text::lang::Lang;

/// What goes into a package.
#[derive(Debug)]
pub struct Gathered<'s> {
    /// What forbids the package, and what is worth knowing about it; what forbids it first.
    pub findings: Vec<Finding>,
    /// Who reports.
    pub body: String,
    pub(super) standard: &'s Standard,
    pub(super) package: &'s Package,
    /// The forms of the studios and of the cases.
    pub(super) forms: [&'s Layout; 2],
    pub(super) studios: Vec<manifest::Studio>,
    pub(super) left_out: Vec<manifest::Studio>,
    pub(super) rows: Vec<Vec<String>>,
    /// The cases in the order in which the province names them, with their texts.
    pub(super) cases: Vec<(Case, Option<Vec<u8>>)>,
    /// Whether anything that the province names is a case, be it one that cannot be read.
    pub(super) has_cases: bool,
    pub(super) summaries: Vec<Summary>,
    /// What the province says of it.
    pub(super) said: Submission,
    pub(super) today: Date,
}

impl Gathered<'_> {
    /// Whether something forbids that the package is sent in.
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        self.findings.iter().any(stops)
    }

    /// Whether a layout was put together from the text.
    #[must_use]
    pub fn is_reconstructed(&self) -> bool {
        self.forms.iter().any(|form| form.status == Status::Reconstructed)
    }

    /// How many studios are reported, and how many cases.
    #[must_use]
    pub fn numbers(&self) -> (usize, usize) {
        (self.studios.len(), self.cases.len())
    }
}

impl Gathered<'_> {
    /// Takes in what the studios add, and holds it against what the province names.
    pub(super) fn take(&mut self, asked: Asked<'_>, root: &Path, said: &Submission, made: Vec<Made>, lang: Lang) {
        let mut states: BTreeMap<usize, Leads> = BTreeMap::new();
        let mut proposed = Vec::new();
        for one in made {
            self.findings.extend(one.findings);
            states.extend(one.cases);
            match one.reason {
                None => {
                    proposed.extend(one.proposed);
                    self.rows.extend(one.rows);
                    self.studios.push(one.studio);
                }
                Some(_) => self.left_out.push(one.studio),
            }
        }
        self.findings.extend(faults::left_out(said, &self.studios, &self.left_out, lang));
        if self.studios.is_empty() {
            let place = said.left_out.first().map(|one| one.folder.place.clone()).unwrap_or_default();
            let (message, help) = (say!(lang, "pack.nobody"), say!(lang, "pack.nobody.help"));
            self.findings.push(Finding::new("package/left-out", Severity::Error, vec![place], "", message, help));
        }
        if !said.unread {
            self.findings.extend(faults::number(asked.package, said, &proposed, lang));
        }
        self.has_cases = states.values().any(|leads| !matches!(leads, Leads::Other));
        let mut seen: BTreeMap<String, &Place> = BTreeMap::new();
        for (number, named) in said.cases.named.iter().enumerate() {
            let fault = |key: &str, message: String, help: String, also: Option<&Place>| {
                let places = [Some(&named.place), also].into_iter().flatten().cloned().collect();
                Finding::new(key, Severity::Error, places, &named.text, message, help)
            };
            let path = &named.text;
            if let Some(first) = seen.insert(path.nfc().collect(), &named.place) {
                let (message, help) = (say!(lang, "pack.case.twice", path = path), say!(lang, "pack.case.twice.help"));
                self.findings.push(fault("package/case", message, help, Some(first)));
                continue;
            }
            match states.remove(&number) {
                Some(Leads::Broken) => {}
                Some(Leads::Found(case)) => self.case(asked, root, named, *case, lang),
                Some(Leads::Beside(record)) => {
                    let message = say!(lang, "pack.case.text", path = path);
                    let help = say!(lang, "pack.case.text.help", file = record);
                    self.findings.push(fault("package/case", message, help, None));
                }
                Some(Leads::Other) => {
                    let label = asked.package.cases.label.get(lang);
                    let message = say!(lang, "pack.case.other", path = path, label = label);
                    self.findings.push(fault("package/case", message, faults::candidates(path, &proposed, lang), None));
                }
                None => {
                    let message = say!(lang, "pack.case.nowhere", path = path);
                    self.findings.push(fault("package/case", message, faults::candidates(path, &proposed, lang), None));
                }
            }
        }
    }

    /// Takes in a case and its text.
    fn case(&mut self, asked: Asked<'_>, root: &Path, named: &Named, case: Case, lang: Lang) {
        self.findings.extend(case.findings(asked, named, lang));
        self.findings.extend(case.private.iter().cloned());
        if let Some(studio) = self.left_out.iter().find(|studio| studio.path == case.folder) {
            let message = say!(lang, "pack.case.left-out", title = case.title, path = studio.path);
            let help = say!(lang, "pack.case.left-out.help", path = studio.path);
            let places = vec![named.place.clone()];
            self.findings.push(Finding::new(
                "package/case-studio",
                Severity::Error,
                places,
                &case.record,
                message,
                help,
            ));
        }
        let bytes = case.text.as_ref().and_then(|text| text.bytes(root));
        if let (Some(text), None) = (&case.text, &bytes) {
            let (message, help) = (say!(lang, "pack.changed", file = text.path), say!(lang, "pack.changed.help"));
            let places = vec![named.place.clone()];
            self.findings.push(Finding::new("package/case", Severity::Error, places, &case.record, message, help));
        }
        let same = |(other, _): &&(Case, _)| other.text.as_ref().map(Text::said) == case.text.as_ref().map(Text::said);
        if let Some((other, _)) =
            self.cases.iter().find(same).filter(|_| case.text.as_ref().is_some_and(Text::says_something))
        {
            let places = vec![named.place.clone(), other.place.clone()];
            let message = say!(lang, "pack.case.same", path = case.record, other = other.record);
            let help = say!(lang, "pack.case.same.help");
            self.findings.push(Finding::new("package/text", Severity::Warning, places, &case.record, message, help));
        }
        self.cases.push((case, bytes));
    }
}
