//! The cases of a package: each found by the path that the province names, and held against what is asked of one that is sent
//! in. An exception of the school's never makes a text shorter, so this is judged here again.

use std::ops::Range;
use std::path::Path;

use crate::check::{Fit, Named, Report, fit, length, stops, veil};
use crate::finding::{Finding, Place, Severity};
use crate::form;
use crate::record::{Record, Studio};
use crate::say;
use crate::standard::Standard;
use crate::standard::layout::Layout;
use crate::standard::package::Package;
use crate::standard::predicate::Predicate;
use crate::text::article::{self, Format};
use crate::text::lang::Lang;
use crate::text::personal::conceal;

/// How the rules begin that tell what seems private.
pub(super) const PRIVATE: &str = "privacy/";

/// A case that goes into a package.
#[derive(Debug)]
pub(super) struct Case {
    /// The path of its record.
    pub record: String,
    pub title: String,
    pub school: String,
    pub studio: String,
    /// The folder of its studio.
    pub folder: String,
    /// Its row in the list of cases.
    pub row: Vec<String>,
    pub text: Option<Text>,
    /// Whether its studio proposes it.
    proposed: bool,
    /// The rules by which findings at its record forbid that it is sent in.
    told: Vec<String>,
    /// What seems private in it, and forbids nothing: a person has to look before it is sent.
    pub private: Vec<Finding>,
    /// What a check tells where it has several texts: nobody but its author knows which is meant.
    several: Option<Finding>,
    pub place: Place,
}

/// The text of a case.
#[derive(Debug)]
pub(super) struct Text {
    /// Its path.
    pub path: String,
    /// All that was read, to tell whether the file is still the same.
    pub whole: String,
    /// Its length in 字, title and body.
    pub words: usize,
    headed: bool,
    first: String,
    place: Place,
}

/// What a path leads to in a studio.
#[derive(Debug)]
pub(super) enum Leads {
    /// A case.
    Found(Box<Case>),
    /// A file that cannot be read, which has a finding of its own.
    Broken,
    /// A text; the path of its record.
    Beside(String),
    /// A record of another kind.
    Other,
}

/// What standards say of cases.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked<'s> {
    pub standard: &'s Standard,
    pub package: &'s Package,
    /// The form that lists the cases.
    pub list: &'s Layout,
}

/// What `path` leads to in this studio; nothing where it leads elsewhere.
pub(super) fn look(
    asked: Asked<'_>,
    studio: &Studio<'_>,
    report: &Report<'_>,
    body: &str,
    path: &str,
) -> Option<Leads> {
    let of = |record: &&Record<'_>| studio.source(record).path == path;
    if let Some(record) = studio.records.iter().find(of) {
        if record.kind != asked.package.cases.of.kind {
            return Some(Leads::Other);
        }
        return Some(Leads::Found(Box::new(case(asked, studio, report, body, record))));
    }
    let text = |record: &&Record<'_>| record.text.is_some_and(|index| studio.sources[index].path == path);
    if let Some(record) = studio.records.iter().find(text) {
        return Some(Leads::Beside(studio.source(record).path.clone()));
    }
    let mut broken = studio.broken.iter().filter_map(|(_, source)| studio.sources.get(*source));
    let mut named = report.findings.iter().flat_map(|finding| &finding.places);
    let told = conceal(path);
    let is_broken = broken.any(|source| source.path == path) || named.any(|place| place.file == told);
    is_broken.then_some(Leads::Broken)
}

fn case(asked: Asked<'_>, studio: &Studio<'_>, report: &Report<'_>, body: &str, record: &Record<'_>) -> Case {
    let Asked { package, list, .. } = asked;
    // The record is one of the studio's own, and rows borrow from there.
    let rows = studio.rows(&package.cases.of);
    let row = rows.iter().find(|row| std::ptr::eq(row.record, record));
    let source = studio.source(record);
    let title = row.map_or("", |row| studio.title(row)).trim().to_owned();
    let text = row.and_then(|row| {
        let source = &studio.sources[record.text?];
        let counted = length(studio, row, &package.cases.text);
        let place = source.place(first_line(source.body()), None);
        Some(Text {
            path: source.path.clone(),
            whole: source.text.clone(),
            words: counted.map_or(0, |length| length.count.words),
            headed: article::is_headed(&title, source.body(), source.format()),
            first: veil(&article::first_line(source.body(), source.format()), studio.standard),
            place: Place { excerpt: veil(&place.excerpt, studio.standard), ..place },
        })
    });
    let at = |finding: &&Finding| finding.places.first().is_some_and(|place| source.is_called(&place.file));
    let told = report.findings.iter().filter(|finding| stops(finding)).filter(at);
    let several = text.as_ref().and_then(|text: &Text| {
        let of = |finding: &&Finding| finding.rule == "record/text" && finding.places.len() > 1;
        report.findings.iter().filter(of).find(|finding| finding.places[0].file == text.place.file).cloned()
    });
    let is_own = |place: &Place| {
        source.is_called(&place.file) || text.as_ref().is_some_and(|text| text.place.file == place.file)
    };
    let warns = |finding: &&Finding| finding.rule.starts_with(PRIVATE) && !stops(finding);
    let private = report.findings.iter().filter(warns).filter(|finding| finding.places.first().is_some_and(is_own));
    let private = private.cloned().collect();
    let line = form::chosen(list, studio, body, |row| std::ptr::eq(row.record, record)).pop();
    Case {
        record: source.path.clone(),
        title,
        school: report.school.trim().to_owned(),
        studio: report.name.trim().to_owned(),
        folder: report.path.clone(),
        row: line.map(|line| line.cells).unwrap_or_default(),
        text,
        proposed: row.is_some_and(|row| fit(studio, row, &package.cases.conditions) == Fit::Yes),
        told: told.map(|finding| finding.rule.clone()).collect(),
        private,
        several,
        place: row.map_or_else(Place::default, |row| source.place(row.span(), None)),
    }
}

/// The records of the cases that a studio proposes.
pub(super) fn proposed(package: &Package, studio: &Studio<'_>) -> Vec<String> {
    let rows = studio.rows(&package.cases.of).into_iter();
    let fitting = rows.filter(|row| fit(studio, row, &package.cases.conditions) == Fit::Yes);
    fitting.map(|row| studio.source(row.record).path.clone()).collect()
}

impl Case {
    /// What is wrong with it as a part of the package; `named` is where the province names it.
    pub fn findings(&self, asked: Asked<'_>, named: &Named, lang: Lang) -> Vec<Finding> {
        let mut findings = Vec::new();
        let mut fault = |rule, places, message: String, help: String| {
            findings.push(Finding::new(rule, Severity::Error, places, &self.record, message, help));
        };
        let cases = &asked.package.cases;
        if !self.proposed {
            let places = vec![named.place.clone(), self.place.clone()];
            let help = say!(lang, "pack.not-proposed.help", file = self.record);
            fault("package/not-proposed", places, say!(lang, "pack.not-proposed", title = self.title), help);
        }
        if let Some(Finding { places, message, help, .. }) = &self.several {
            fault("package/text", places.clone(), message.clone(), help.clone());
        }
        let Some(text) = &self.text else {
            if self.told.is_empty() {
                let places = vec![self.place.clone(), named.place.clone()];
                let help = say!(lang, "pack.no-text.help", file = self.record);
                fault("package/text", places, say!(lang, "pack.no-text", title = self.title), help);
            }
            return findings;
        };
        let places = || vec![text.place.clone(), self.place.clone()];
        let counted = self.told.iter().filter_map(|rule| asked.standard.clause(rule));
        let counted = counted.flat_map(|clause| &clause.rules);
        let is_told = counted.into_iter().any(|rule| matches!(rule.predicate, Predicate::Words { .. }));
        if text.words > cases.words && !is_told {
            let message = say!(lang, "pack.words", title = self.title, n = text.words, most = cases.words);
            let over = text.words - cases.words;
            fault("package/words", places(), message, say!(lang, "pack.words.help", file = text.path, over = over));
        }
        if text.first.is_empty() {
            let help = say!(lang, "pack.empty.help", file = text.path);
            fault("package/text", places(), say!(lang, "pack.empty", title = self.title), help);
        } else if !text.headed {
            let message = say!(lang, "pack.title", title = self.title, first = shortened(&text.first));
            fault("package/title", places(), message, say!(lang, "pack.title.help", file = text.path));
        }
        findings
    }
}

impl Text {
    /// What it says, however its lines end.
    pub fn said(&self) -> Vec<&str> {
        self.whole.lines().map(str::trim_end).collect()
    }

    /// Whether it says anything at all.
    pub fn says_something(&self) -> bool {
        !self.first.is_empty()
    }

    /// The ending of its file, in small letters.
    pub fn ending(&self) -> String {
        ending(&self.path)
    }

    /// The bytes of its file, if they are still what was read.
    pub fn bytes(&self, root: &Path) -> Option<Vec<u8>> {
        super::disk::read(root, &self.path).filter(|bytes| super::disk::words(&self.path, bytes) == self.whole)
    }
}

/// The bytes of the first line that says something.
fn first_line(text: &str) -> Range<usize> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if line.chars().any(char::is_alphanumeric) {
            return start..start + line.trim_end().len();
        }
        start += line.len();
    }
    0..0
}

/// The ending of the file at `path`, in small letters.
pub(super) fn ending(path: &str) -> String {
    Format::of(path).map_or_else(
        || path.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_lowercase()),
        |format| format.ending().to_owned(),
    )
}

/// The beginning of a line, as much as a message has room for.
fn shortened(line: &str) -> String {
    const MOST: usize = 40;
    if line.chars().count() <= MOST { line.to_owned() } else { line.chars().take(MOST).chain(['…']).collect() }
}
