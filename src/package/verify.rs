//! A received package, held against its own manifest and against what the text asks of it: every file is there, whole, and
//! what was sent; the tables hold the studios and cases that are named; the cases are as long as they are said to be.

use std::path::Path;

use super::archive::{self, Opened, What};
use super::manifest::{self, MANIFEST, Manifest, SUMS, VERSION};
use super::{Files, name, tables};
use crate::check::{stops, texts, veil};
use crate::failure::{Failure, Result};
use crate::files::digest;
use crate::form::cell::clean;
use crate::say;
use crate::source::Source;
use crate::standard::Standard;
use crate::standard::package::Package;
use crate::text::article::{self, Format};
use crate::text::docx;
use crate::text::lang::Lang;
use crate::text::trouble::trouble;
use crate::workbook::raw;

/// What is wrong, in one file or, without a name, in the whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The name of the file.
    pub file: String,
    /// What is wrong with it.
    pub message: String,
    /// Whether it came about here, and whoever received the package can mend it: what was sent may be whole.
    pub here: bool,
}

impl Problem {
    /// Something wrong with what was sent.
    pub(super) fn new(file: &str, message: String) -> Self {
        Self { file: file.to_owned(), message, here: false }
    }
}

/// What came of it.
#[derive(Debug, Default)]
pub struct Checked {
    /// Everything that is wrong.
    pub problems: Vec<Problem>,
    /// Who reports.
    pub body: String,
    /// How many files, studios and cases there are.
    pub numbers: (usize, usize, usize),
    /// The SHA-256 of the zip; nothing of a folder.
    pub sum: Option<String>,
}

/// Checks the folder or zip at `path`.
///
/// # Errors
/// It is not there, or cannot be read.
pub fn verify(standard: &Standard, path: &Path, lang: Lang) -> Result<Checked> {
    let opened = archive::open(path)
        .map_err(|error| Failure(say!(lang, "cli.unreadable", path = path.display(), why = trouble(&error, lang))))?;
    let Opened { files, problems, sum } = opened;
    let mut checked =
        Checked { problems: problems.iter().map(|trouble| trouble.told(lang)).collect(), ..Checked::default() };
    let is_damaged = problems.iter().any(|trouble| matches!(trouble.what, What::Damaged | What::Cut));
    let bytes = |wanted: &str| files.iter().find(|(name, _)| name == wanted).map(|(_, bytes)| bytes.as_slice());
    checked.sum = sum;
    if is_damaged {
        return Ok(checked);
    }
    let Some(text) = bytes(MANIFEST) else {
        // What is no package at all has nothing else to be told, unless it could not be read to its end.
        if problems.iter().any(|trouble| trouble.what == What::TooLarge) {
            return Ok(checked);
        }
        checked.problems = vec![Problem::new(MANIFEST, say!(lang, "pack.verify.no-manifest"))];
        return Ok(checked);
    };
    let mut told = |file: &str, message: String| checked.problems.push(Problem::new(file, message));
    let manifest = match serde_json::from_slice::<Manifest>(text) {
        Ok(manifest) if manifest.version == VERSION => manifest,
        Ok(manifest) => {
            told(MANIFEST, say!(lang, "pack.verify.version", version = manifest.version));
            return Ok(checked);
        }
        Err(error) => {
            told(MANIFEST, say!(lang, "pack.verify.manifest", line = error.line()));
            return Ok(checked);
        }
    };
    let is_same = manifest.standard == standard.about.id;
    if !is_same {
        let (theirs, ours) = (&manifest.standard, &standard.about.id);
        told(MANIFEST, say!(lang, "pack.verify.standard", theirs = theirs, ours = ours));
    }
    let package = standard.package.as_ref().filter(|_| is_same);
    let verifier = Verifier { files: &files, manifest: &manifest, standard, package, lang };
    checked.problems.extend(verifier.problems());
    checked.body.clone_from(&manifest.body);
    checked.numbers = (files.len(), manifest.studios.len(), manifest.cases.len());
    Ok(checked)
}

struct Verifier<'v> {
    files: &'v Files,
    manifest: &'v Manifest,
    standard: &'v Standard,
    package: Option<&'v Package>,
    lang: Lang,
}

impl Verifier<'_> {
    fn bytes(&self, wanted: &str) -> Option<&[u8]> {
        self.files.iter().find(|(name, _)| name == wanted).map(|(_, bytes)| bytes.as_slice())
    }

    fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mut told = |file: &str, message: String| problems.push(Problem::new(file, message));
        self.sums(&mut told);
        self.whole(&mut told);
        self.tables(&mut told);
        for case in &self.manifest.cases {
            self.case(case, &mut told);
        }
        self.personal(&mut told);
        problems
    }

    /// Every file is there and is what was sent, and there is no other.
    fn sums(&self, told: &mut dyn FnMut(&str, String)) {
        let (lang, manifest) = (self.lang, self.manifest);
        for file in &manifest.files {
            match self.bytes(&file.name) {
                _ if !name::is_plain(&file.name) => told(&file.name, say!(lang, "pack.verify.bad-name")),
                None => told(&file.name, say!(lang, "pack.verify.missing")),
                Some(bytes) if bytes.len() as u64 != file.bytes || digest::of(bytes) != file.sha256 => {
                    told(&file.name, say!(lang, "pack.verify.changed"));
                }
                Some(_) => {}
            }
        }
        for (name, _) in self.files {
            let known = [MANIFEST, SUMS].contains(&name.as_str());
            if !known && !manifest.files.iter().any(|file| file.name == *name) {
                told(name, say!(lang, "pack.verify.extra"));
            }
        }
        let Some(bytes) = self.bytes(SUMS) else { return told(SUMS, say!(lang, "pack.verify.missing")) };
        let written = String::from_utf8_lossy(bytes);
        let mut lines = written.lines().filter_map(|line| line.split_once("  "));
        let was = lines.find(|(_, name)| *name == MANIFEST).map_or("", |(sum, _)| sum);
        let is = self.bytes(MANIFEST).map(digest::of).unwrap_or_default();
        // Each file is held against the manifest above: here it is about the two lists themselves.
        if written == self.listed(&is) {
        } else if written == self.listed(was) || written == self.whole_but(was) {
            told(MANIFEST, say!(lang, "pack.verify.changed"));
        } else {
            told(SUMS, say!(lang, "pack.verify.sums"));
        }
    }

    /// The list of sums that the manifest makes, itself with this sum.
    fn listed(&self, own: &str) -> String {
        let files = self.manifest.files.iter().map(|file| (file.name.as_str(), file.sha256.clone()));
        let mut all: Vec<_> = files.chain([(MANIFEST, own.to_owned())]).collect();
        all.sort();
        manifest::list(all.into_iter())
    }

    /// The list of sums that the files make, the manifest with this sum.
    fn whole_but(&self, own: &str) -> String {
        let others = self.files.iter().filter(|(name, _)| name != SUMS);
        let sum = |name: &str, bytes: &[u8]| if name == MANIFEST { own.to_owned() } else { digest::of(bytes) };
        manifest::list(others.map(|(name, bytes)| (name.as_str(), sum(name, bytes))))
    }

    /// The bytes of a file that is as it was sent: of one that is not, that has been told, and what is in it says no more.
    fn sent(&self, wanted: &str) -> Option<&[u8]> {
        let bytes = self.bytes(wanted)?;
        let was = self.manifest.files.iter().find(|file| file.name == wanted);
        was.is_none_or(|file| file.sha256 == digest::of(bytes)).then_some(bytes)
    }

    /// All that the text asks for is in it.
    fn whole(&self, told: &mut dyn FnMut(&str, String)) {
        let (lang, manifest) = (self.lang, self.manifest);
        if manifest.draft {
            told("", say!(lang, "pack.verify.draft"));
        }
        if manifest.body.is_empty() {
            told(MANIFEST, say!(lang, "pack.verify.no-body"));
        }
        let total: usize = manifest.cases.iter().map(|case| case.words).sum();
        if total != manifest.words {
            told(MANIFEST, say!(lang, "pack.verify.total", is = total, was = manifest.words));
        }
        let Some(package) = self.package else { return };
        if manifest.summaries.is_empty() {
            told("", say!(lang, "pack.summary.missing", label = package.summary.label.get(lang)));
        }
        let (n, least, most) = (manifest.cases.len(), package.cases.at_least, package.cases.at_most);
        if !(least..=most).contains(&n) {
            told("", say!(lang, "pack.cases.number", n = n, least = least, most = most));
        }
        let listed = |name: &String| manifest.files.iter().any(|file| file.name == *name);
        let tables = manifest.tables.iter().map(|table| &table.file);
        let named = manifest.summaries.iter().chain(tables).chain(manifest.cases.iter().map(|case| &case.file));
        for name in named.filter(|name| !listed(name)) {
            told(name, say!(lang, "pack.verify.unlisted"));
        }
    }

    /// The tables hold what the manifest says, and that is what it says of studios and cases.
    fn tables(&self, told: &mut dyn FnMut(&str, String)) {
        let (lang, manifest) = (self.lang, self.manifest);
        let [studios, cases] = manifest.tables.as_slice() else {
            return told(MANIFEST, say!(lang, "pack.verify.tables"));
        };
        for table in [studios, cases] {
            let Some(bytes) = self.sent(&table.file) else { continue };
            let Some(rows) = raw::read(bytes).ok().and_then(|sheets| tables::read(table, &sheets)) else {
                told(&table.file, say!(lang, "pack.verify.table"));
                continue;
            };
            if rows.len() != table.rows.len() {
                told(&table.file, say!(lang, "pack.verify.rows", is = rows.len(), was = table.rows.len()));
                continue;
            }
            for (number, (row, was)) in (1..).zip(rows.iter().zip(&table.rows)).filter(|(_, (row, was))| row != was) {
                told(&table.file, say!(lang, "pack.verify.row", number = number, is = row, was = was));
            }
        }
        let titles: Vec<_> = manifest.cases.iter().map(|case| clean(&case.title)).collect();
        if cases.key.is_some() && !titles.iter().eq(&cases.rows) {
            told(&cases.file, say!(lang, "pack.verify.cases"));
        }
        for studio in manifest.studios.iter().filter(|_| studios.key.is_some()) {
            if !studios.rows.iter().any(|row| *row == clean(&studio.school)) {
                told(&studios.file, say!(lang, "pack.verify.school", school = studio.school));
            }
        }
        for case in &manifest.cases {
            let known = |studio: &manifest::Studio| (&studio.school, &studio.name) == (&case.school, &case.studio);
            if !manifest.studios.iter().any(known) {
                told(&case.file, say!(lang, "pack.verify.studio", studio = case.studio, annex = studios.annex));
            }
        }
    }

    /// A case is as long as it is said to be, and has its title.
    fn case(&self, case: &manifest::Case, told: &mut dyn FnMut(&str, String)) {
        let lang = self.lang;
        let Some(bytes) = self.sent(&case.file) else { return };
        let Some(source) = read(&case.file, bytes) else {
            return told(&case.file, say!(lang, "pack.verify.text"));
        };
        let body = source.body();
        let format = Format::of(&case.file);
        let words = article::length(Some(&case.title), body, format).count.words;
        if words != case.words {
            told(&case.file, say!(lang, "pack.verify.words", is = words, was = case.words));
        }
        if let Some(most) = self.package.map(|package| package.cases.words).filter(|most| words > *most) {
            told(&case.file, say!(lang, "pack.words", title = case.title, n = words, most = most));
        }
        if !article::is_headed(&case.title, body, format) {
            let first = article::first_line(body, format);
            let first = veil(&first, self.standard);
            told(&case.file, say!(lang, "pack.title", title = case.title, first = first));
        }
    }

    /// No text names anybody: what forbids that a package is made is told of one that came, too, each kind once in a file.
    fn personal(&self, told: &mut dyn FnMut(&str, String)) {
        let lang = self.lang;
        let cases = self.manifest.cases.iter().map(|case| &case.file);
        for name in self.manifest.summaries.iter().chain(cases) {
            let Some(source) = self.bytes(name).and_then(|bytes| read(name, bytes)) else { continue };
            let mut said: Vec<String> = Vec::new();
            for finding in texts(self.standard, &[source], None, lang).into_iter().filter(stops) {
                let Some(place) = finding.places.first().filter(|_| !said.contains(&finding.message)) else { continue };
                let line = || say!(lang, "pack.verify.line", n = place.line);
                let at = place.label.clone().unwrap_or_else(line);
                told(name, say!(lang, "pack.verify.personal", at = at, what = finding.message));
                said.push(finding.message);
            }
        }
    }
}

/// A text as it is read; nothing where it is none, or cannot be read.
fn read(name: &str, bytes: &[u8]) -> Option<Source> {
    if Format::of(name)? == Format::Word {
        return Some(Source::word(name.to_owned(), 0, docx::read(std::io::Cursor::new(bytes)).ok()?));
    }
    Source::decode(name.to_owned(), 0, bytes.to_vec()).ok()
}
