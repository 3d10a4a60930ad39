//! `studio count`: how long texts are, by Word's count, without checking anything else.

use std::collections::HashSet;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;

use super::{Common, FORMATS, deliver, one_of};
use crate::failure::{Failure, Result};
use crate::files;
use crate::finding::{Finding, Severity};
use crate::load;
use crate::record::Studio;
use crate::record::calendar::{Calendar, Dates};
use crate::report::Format;
use crate::report::count::{Counted, Counts, write};
use crate::say;
use crate::standard::Standard;
use crate::text::article::{Format as Article, length};
use crate::text::lang::Lang;
use crate::text::personal::conceal;
use crate::text::safe::visible;

/// Arguments of `studio count`.
#[derive(Debug, Args)]
pub struct Arguments {
    #[arg(value_name = "FILE", id = "counted")]
    names: Vec<PathBuf>,
    #[arg(long, value_parser = one_of(&FORMATS), default_value = "human", hide_possible_values = true, hide_default_value = true)]
    format: Format,
}

/// Runs the command; gives the exit code: 2 if a text could not be counted, whatever became of the others.
///
/// # Errors
/// A broken standard, an output that cannot be written.
pub fn run(common: &Common, arguments: &Arguments) -> Result<u8> {
    let lang = common.lang();
    let standard = common.standard_for(&common.root(None))?;
    let today = common.today();
    let calendar = Calendar::new(Dates::default(), &standard, today);
    let (root, counts, seen) = (common.root(None), Counts::default(), HashSet::new());
    let mut counter = Counter { standard: &standard, calendar, lang, root, counts, seen, again: 0 };
    if arguments.names.is_empty() {
        counter.folder(&common.root(None), "", None);
    }
    for name in &arguments.names {
        counter.named(name, &common.root(Some(name)));
    }
    let counts = counter.counts;
    let mut out = Vec::new();
    write(&mut out, &counts, arguments.format, lang).map_err(|error| Failure(error.to_string()))?;
    deliver(None, &out, lang)?;
    let mut told = String::new();
    let failures = counts.failures.iter().map(|told| ("case.failed", told));
    for (key, (file, message, help)) in counts.notes.iter().map(|told| ("case.note", told)).chain(failures) {
        told.push_str(&say!(lang, key, file = visible(file), message = visible(message)));
        told.push('\n');
        if !help.is_empty() {
            told.push_str(&say!(lang, "case.failed.help", help = visible(help)));
            told.push('\n');
        }
    }
    // Nobody is left to tell when standard error is closed; the exit code still says it.
    let _ = std::io::stderr().write_all(told.as_bytes());
    Ok(if counts.failures.is_empty() { 0 } else { 2 })
}

struct Counter<'s> {
    standard: &'s Standard,
    calendar: Calendar,
    lang: Lang,
    root: PathBuf,
    counts: Counts,
    /// The texts that were counted: who names a record and its text means one.
    seen: HashSet<PathBuf>,
    /// How often one was met again.
    again: usize,
}

impl Counter<'_> {
    /// Counts what `name` stands for: a folder, a text, a record, or the id of a record.
    fn named(&mut self, name: &Path, path: &Path) {
        let shown = name.to_string_lossy().replace('\\', "/");
        if path.is_dir() {
            let prefix = if shown == "." { "" } else { shown.trim_end_matches('/') };
            self.folder(path, prefix, None);
        } else if path.symlink_metadata().is_ok() {
            self.file(path, &shown);
        } else if shown.contains(['/', '\\']) || Path::new(&shown).extension().is_some() {
            self.fail(&shown, say!(self.lang, "case.no-file"), String::new());
        } else {
            let root = self.root.clone();
            let met = |this: &Self| {
                let counts = &this.counts;
                (counts.texts.len() + this.again, counts.without.len(), counts.failures.len())
            };
            let before = met(self);
            self.folder(&root, "", Some(&shown));
            if before == met(self) {
                self.fail(&shown, say!(self.lang, "case.no-id"), String::new());
            }
        }
    }

    fn fail(&mut self, file: &str, message: String, help: String) {
        self.counts.failures.push((conceal(file).into_owned(), message, help));
    }

    /// Counts the texts of all records below a folder, or of those with this id.
    fn folder(&mut self, folder: &Path, prefix: &str, id: Option<&str>) {
        let mut studios = match load::studios(folder, self.lang) {
            Ok(studios) => studios,
            Err(Failure(message)) => return self.fail(prefix, message, String::new()),
        };
        if studios.is_empty() && id.is_none() {
            let message = say!(self.lang, "run.nothing", path = folder.display());
            return self.fail(prefix, message, String::new());
        }
        studios.reverse();
        while let Some(studio) = studios.pop() {
            studios.extend(self.studio(folder, &studio, prefix, id));
            studios.sort_by(|one, other| other.cmp(one));
        }
    }

    /// Counts the texts of one studio; gives those that lie within it.
    fn studio(&mut self, root: &Path, folder: &Path, prefix: &str, id: Option<&str>) -> Vec<PathBuf> {
        let texts = load::read(self.standard, root, folder, self.lang);
        let parsed = load::parse(self.standard, &texts.sources, self.lang);
        let shown = |path: &str| if prefix.is_empty() { path.to_owned() } else { format!("{prefix}/{path}") };
        let asked = |path: &str| {
            let stem = path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map_or(path, |(stem, _)| stem);
            id.is_none_or(|id| id == stem)
        };
        // What cannot be read is no text that could be missed elsewhere.
        for finding in texts.findings.iter().filter(|finding| finding.severity == Severity::Error) {
            let file = finding.places.first().map_or("", |place| place.file.as_str());
            if Article::of(file).is_some() && asked(file) {
                self.fail(&shown(file), finding.message.clone(), finding.help.clone());
            }
        }
        for (kind, source) in &parsed.broken {
            let path = texts.sources.get(*source).map_or("", |source| source.path.as_str());
            if self.standard.kinds[*kind].text && asked(path) {
                self.fail(&shown(path), say!(self.lang, "case.broken"), say!(self.lang, "case.broken.help"));
            }
        }
        let studio = Studio::new(self.standard, &texts.sources, parsed.records, self.calendar.clone(), Vec::new());
        for record in studio.records.iter().filter(|record| self.standard.kinds[record.kind].text) {
            let path = studio.source(record).path.as_str();
            if !asked(path) {
                continue;
            }
            let own = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
            let of = |file: &str| file.rsplit_once('.').is_some_and(|(stem, _)| stem == conceal(own));
            let told = texts.findings.iter().filter(|finding| finding.rule == "record/text");
            let told = told.clone().find(|finding| finding.places.first().is_some_and(|place| of(&place.file)));
            self.beside(told.cloned(), &shown, record.text.is_some());
            let Some(source) = record.text.map(|index| &studio.sources[index]) else {
                let stem = path.trim_end_matches("toml");
                let failed = texts.findings.iter().flat_map(|finding| &finding.places);
                if !failed.map(|place| place.file.as_str()).any(|file| file.starts_with(stem)) {
                    self.counts.without.push(conceal(&shown(path)).into_owned());
                }
                continue;
            };
            if !self.is_new(&folder.join(source.local())) {
                continue;
            }
            let length = length(Some(studio.title(&studio.row(record))), source.body(), source.format());
            let (file, most) = (conceal(&shown(&source.path)).into_owned(), self.most(record.kind));
            self.counts.texts.push(Counted { file, length, most });
        }
        texts.nested
    }

    /// Tells what a check says of the texts of a record: of several one is counted, of those that nobody can read none.
    fn beside(&mut self, finding: Option<Finding>, shown: &dyn Fn(&str) -> String, counted: bool) {
        let Some(Finding { places, message, help, .. }) = finding else { return };
        let file = shown(places.first().map_or("", |place| place.file.as_str()));
        let told = if counted { &mut self.counts.notes } else { &mut self.counts.failures };
        told.push((file, message, help));
    }

    /// The longest text that a record of this kind may have, if it is one of those that are sent in.
    fn most(&self, kind: usize) -> Option<usize> {
        let cases = &self.standard.package.as_ref()?.cases;
        (cases.of.kind == kind).then_some(cases.words)
    }

    /// Counts one file: a text, or the text beside a record.
    fn file(&mut self, path: &Path, shown: &str) {
        let record = path.with_extension("toml");
        let told = self.record(&record);
        if Article::of(shown).is_some() {
            return self.text(path, shown, told);
        }
        if told.is_none() || path != record {
            return self.fail(shown, say!(self.lang, "case.no-text"), say!(self.lang, "case.no-text.help"));
        }
        let (text, finding) = load::beside(path, shown, self.lang);
        let foreign = text.is_none() && finding.is_some();
        self.beside(finding, &str::to_owned, text.is_some());
        match text {
            Some(text) => {
                let name = text.file_name().unwrap_or_default().to_string_lossy();
                let shown = shown.rsplit_once('/').map_or_else(|| name.to_string(), |(up, _)| format!("{up}/{name}"));
                self.text(&text, &shown, told);
            }
            None if foreign => {}
            None => self.counts.without.push(conceal(shown).into_owned()),
        }
    }

    /// Whether a text was not counted yet; now it is.
    fn is_new(&mut self, path: &Path) -> bool {
        let is_new = self.seen.insert(files::whole(path).unwrap_or_else(|_| path.to_owned()));
        self.again += usize::from(!is_new);
        is_new
    }

    /// Counts a text; of its record the title and the kind.
    fn text(&mut self, path: &Path, shown: &str, record: Option<(String, usize)>) {
        if !self.is_new(path) {
            return;
        }
        match load::read_text(path, self.lang) {
            Ok(source) => {
                let title = record.as_ref().map(|(title, _)| title.as_str());
                let length = length(title, source.body(), source.format());
                let most = record.and_then(|(_, kind)| self.most(kind));
                self.counts.texts.push(Counted { file: conceal(shown).into_owned(), length, most });
            }
            Err(finding) => self.fail(shown, finding.message, finding.help),
        }
    }

    /// The title of the record at `path` and its kind, if that is one with a text beside it.
    fn record(&self, path: &Path) -> Option<(String, usize)> {
        let path = std::path::absolute(path).ok().filter(|path| path.is_file())?;
        let root = path.ancestors().skip(1).find(|folder| folder.join(load::STUDIO).is_file())?;
        let inner = path.strip_prefix(root).ok()?.to_string_lossy().replace('\\', "/");
        let texts = load::read_one(self.standard, (root, ""), &inner, self.lang);
        let parsed = load::parse(self.standard, &texts.sources, self.lang);
        let studio = Studio::new(self.standard, &texts.sources, parsed.records, self.calendar.clone(), Vec::new());
        let record = studio.records.first().filter(|record| self.standard.kinds[record.kind].text)?;
        Some((studio.title(&studio.row(record)).to_owned(), record.kind))
    }
}
