//! The texts that lie beside records: which is counted where there are several, which nobody can read, and which belong to
//! no record.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::place;
use crate::files;
use crate::finding::{Finding, Severity};
use crate::say;
use crate::source::Source;
use crate::standard::kind::Kind;
use crate::text::article::Format;
use crate::text::lang::Lang;
use crate::text::nearest::nearest;

/// Formats that people write texts in and this program does not read.
const FOREIGN: [&str; 7] = ["doc", "docm", "wps", "rtf", "odt", "pages", "pdf"];

/// What was seen in the folders whose records have texts; everything by the path without its ending.
#[derive(Debug, Default)]
pub(super) struct Beside {
    records: BTreeSet<String>,
    texts: BTreeMap<String, Vec<String>>,
    /// The kinds of the records that texts without one would belong to.
    kinds: BTreeMap<String, String>,
}

/// Whether a file of this name in a folder of texts is one, readable or not. Notes about the folder are none.
pub(super) fn is_text(name: &str) -> bool {
    let Some((stem, ending)) = name.rsplit_once('.') else { return false };
    let known = Format::of(name).is_some() || FOREIGN.iter().any(|known| known.eq_ignore_ascii_case(ending));
    known && !stem.eq_ignore_ascii_case("readme")
}

impl Beside {
    /// A record is there, or is meant to be.
    pub fn record(&mut self, path: &str) {
        self.records.insert(stem(path).to_owned());
    }

    /// A text is there that would belong to a record of this kind.
    pub fn text(&mut self, path: &str, kind: &Kind) {
        self.texts.entry(stem(path).to_owned()).or_default().push(path.to_owned());
        self.kinds.entry(stem(path).to_owned()).or_insert_with(|| kind.kind.clone());
    }

    /// What is to be said of them; `sources` are those that could be read, by path.
    pub fn findings(mut self, sources: &[Source], lang: Lang) -> Vec<Finding> {
        let mut findings = Vec::new();
        for files in self.texts.values_mut() {
            sort(files);
        }
        for (stem, files) in &self.texts {
            let readable = files.iter().filter(|file| Format::of(file).is_some()).count();
            let finding = if !self.records.contains(stem) {
                // A PDF by itself is a scan more often than a text.
                if files.iter().all(|file| file.to_ascii_lowercase().ends_with(".pdf")) {
                    continue;
                }
                self.orphan(stem, files, lang)
            } else if readable > 1 {
                several(&files[..readable], sources, lang)
            } else if readable == 0 {
                foreign(files, lang)
            } else {
                continue;
            };
            findings.push(finding);
        }
        findings
    }

    /// A text without a record.
    fn orphan(&self, stem: &str, files: &[String], lang: Lang) -> Finding {
        let (folder, own) = stem.rsplit_once('/').unwrap_or(("", stem));
        let within = |record: &&String| record.rsplit_once('/').is_some_and(|(there, _)| there == folder);
        let bare = self.records.iter().filter(within).filter(|record| !self.texts.contains_key(*record));
        let near = nearest(own, bare.map(|record| name(record)));
        let kind = self.kinds.get(stem).map_or("", String::as_str);
        let file = files.first().map_or("", |file| name(file));
        let message = say!(lang, "case.orphan", name = file, record = own);
        let help = match near {
            Some(near) => {
                let target = format!("{near}{}", file.get(own.len()..).unwrap_or_default());
                say!(lang, "case.orphan.near", near = near, target = target, record = own, kind = kind)
            }
            None => say!(lang, "case.orphan.help", record = own, kind = kind),
        };
        told(files, message, help)
    }
}

/// The text beside the one record `at`, which findings call `path`: of several the one that a check counts. And what a check says
/// of them, be there none that can be read.
#[must_use]
pub fn beside(at: &Path, path: &str, lang: Lang) -> (Option<PathBuf>, Option<Finding>) {
    let folder = files::folder_of(at);
    let names = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.file_name());
    let names = names.map(|name| name.to_string_lossy().into_owned());
    let own = stem(name(path));
    let mut files: Vec<String> = names.filter(|name| stem(name) == own && is_text(name)).collect();
    sort(&mut files);
    let readable = files.iter().filter(|file| Format::of(file).is_some()).count();
    let counted = files[..readable].first().map(|file| folder.join(file));
    let above = &path[..path.len() - name(path).len()];
    let files: Vec<String> = files.iter().map(|file| format!("{above}{file}")).collect();
    let finding = match (readable, files.len()) {
        (0, 0) | (1, _) => None,
        (0, _) => Some(foreign(&files, lang)),
        _ => Some(several(&files[..readable], &[], lang)),
    };
    (counted, finding)
}

/// Sorts texts: those that can be read first, and of these the one that is counted.
fn sort(files: &mut [String]) {
    files.sort_by_key(|file| (Format::of(file).map_or(usize::MAX, |format| format as usize), file.clone()));
}

/// Several texts of one record; the first that can be read is counted.
fn several(files: &[String], sources: &[Source], lang: Lang) -> Finding {
    let read = |file: &&String| sources.binary_search_by(|source| source.path.as_str().cmp(file)).is_ok();
    let counted = files.iter().find(read).unwrap_or(&files[0]);
    let names = lang.list(files.iter().map(|file| name(file)));
    let message = say!(lang, "case.several", names = names, name = name(counted));
    let mut places = vec![counted.clone()];
    places.extend(files.iter().filter(|file| *file != counted).cloned());
    told(&places, message, say!(lang, "case.several.help"))
}

/// A text in a format that is not read, and none that is.
fn foreign(files: &[String], lang: Lang) -> Finding {
    let file = files.first().map_or("", |file| name(file));
    let ending = file.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    let help = match ending.as_str() {
        "pdf" => say!(lang, "case.foreign.pdf"),
        "pages" => say!(lang, "case.foreign.pages"),
        _ => say!(lang, "case.word.save"),
    };
    told(files, say!(lang, "case.foreign", name = file), help)
}

fn told(files: &[String], message: String, help: String) -> Finding {
    let places = files.iter().map(|file| place(file)).collect();
    Finding::new("record/text", Severity::Warning, places, "", message, help)
}

fn stem(path: &str) -> &str {
    path.rsplit_once('.').map_or(path, |(stem, _)| stem)
}

fn name(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}
