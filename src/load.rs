//! From a folder on disk to sources and parsed tables. What cannot be read or parsed becomes findings; the run goes on.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use toml::de::DeTable;
use unicode_normalization::UnicodeNormalization;
use walkdir::{DirEntry, WalkDir};

use crate::failure::{Failure, Result};
use crate::finding::{Finding, Place, Severity};
use crate::record::Record;
use crate::say;
use crate::source::{Encoding, Source};
use crate::standard::Standard;
use crate::standard::kind::Kind;
use crate::text::lang::Lang;

mod stray;
mod syntax;

/// The root file of a studio.
pub const STUDIO: &str = "studio.toml";
/// The root file of a province.
pub const PROVINCE: &str = "province.toml";
/// No record is larger; what is, is not a record.
const LARGEST: u64 = 4 << 20;

/// The texts of one studio, and what was wrong with those that are none.
#[derive(Debug, Default)]
pub struct Texts {
    /// The files read, by path.
    pub sources: Vec<Source>,
    /// What could not be read.
    pub findings: Vec<Finding>,
    /// The kinds of the files that could not be read, with their findings' index.
    pub unread: Vec<usize>,
}

/// The studios at or below `root`: every folder with a `studio.toml`, in order of path.
///
/// # Errors
/// `root` does not exist or cannot be read.
pub fn studios(root: &Path, lang: Lang) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in
        WalkDir::new(root).sort_by_file_name().into_iter().filter_entry(|entry| entry.depth() == 0 || is_ours(entry))
    {
        match entry {
            Ok(entry) if entry.file_type().is_file() && entry.file_name() == STUDIO => {
                found.extend(entry.path().parent().map(Path::to_owned));
            }
            Ok(_) => {}
            Err(error) if error.depth() == 0 => {
                let why = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
                return Err(Failure(say!(lang, "load.no-folder", path = root.display(), why = why)));
            }
            // A folder below that cannot be read is named when its studio is checked.
            Err(_) => {}
        }
    }
    found.sort();
    Ok(found)
}

/// Hidden files, and the lock and backup files of office programs and editors, are nobody's records.
fn is_ours(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    !(name.starts_with(['.', '#']) || name.starts_with("~$") || name.ends_with('~'))
}

/// The path of `path` below `root`, with `/` and in Unicode's composed form.
fn below(root: &Path, path: &Path) -> String {
    let inner = path.strip_prefix(root).unwrap_or(path);
    inner
        .components()
        .map(|part| part.as_os_str().to_string_lossy().nfc().collect::<String>())
        .collect::<Vec<_>>()
        .join("/")
}

/// Reads the texts of the studio in `folder`; paths in findings are relative to `root`.
#[must_use]
pub fn read(standard: &Standard, root: &Path, folder: &Path, lang: Lang) -> Texts {
    let mut texts = Texts::default();
    let prefix = below(root, folder);
    let local = if prefix.is_empty() { 0 } else { prefix.len() + 1 };
    let nested =
        |entry: &DirEntry| entry.depth() > 0 && entry.file_type().is_dir() && entry.path().join(STUDIO).is_file();
    let walk = WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || (is_ours(entry) && !nested(entry)));
    for entry in walk {
        match entry {
            Ok(entry) => texts.take(standard, &entry, below(root, entry.path()), local, lang),
            Err(error) => {
                let path = error.path().map_or_else(|| prefix.clone(), |path| below(root, path));
                texts.fault(
                    "record/unreadable",
                    path,
                    say!(lang, "load.unreadable", why = error),
                    say!(lang, "load.unreadable.help"),
                );
            }
        }
    }
    texts
}

/// Reads the one file `name` at `root`, if it is there.
#[must_use]
pub fn read_one(standard: &Standard, root: &Path, name: &str, lang: Lang) -> Texts {
    let mut texts = Texts::default();
    for entry in WalkDir::new(root.join(name)).max_depth(0).into_iter().flatten() {
        texts.read_one(&entry, name.to_owned(), 0, lang);
        if !texts.findings.is_empty() {
            texts.unread.extend(standard.kind_of(name));
        }
    }
    texts
}

impl Texts {
    fn take(&mut self, standard: &Standard, entry: &DirEntry, path: String, local: usize, lang: Lang) {
        let inner = &path[local.min(path.len())..];
        let kind = standard.kind_of(inner);
        let record = entry.path().extension() == Some(OsStr::new("toml"));
        let text = entry.path().extension().is_some_and(|kind| kind == "md" || kind == "txt")
            && text_kind(standard, inner).is_some();
        if !(record || text) || entry.file_type().is_dir() || inner == PROVINCE {
            return;
        }
        let faults = self.findings.len();
        self.read_one(entry, path, local, lang);
        if self.findings.len() > faults {
            self.unread.extend(kind);
        }
    }

    fn read_one(&mut self, entry: &DirEntry, path: String, local: usize, lang: Lang) {
        let help = say!(lang, "load.unreadable.help");
        if !entry.file_type().is_file() {
            return self.fault(
                "record/unreadable",
                path,
                say!(lang, "load.not-a-file"),
                say!(lang, "load.not-a-file.help"),
            );
        }
        if entry.metadata().is_ok_and(|about| about.len() > LARGEST) {
            return self.fault(
                "record/unreadable",
                path,
                say!(lang, "load.too-large"),
                say!(lang, "load.too-large.help"),
            );
        }
        match std::fs::read(entry.path()) {
            Err(error) => self.fault("record/unreadable", path, say!(lang, "load.unreadable", why = error), help),
            Ok(bytes) => match Source::decode(path.clone(), local, bytes) {
                Ok(source) => self.sources.push(source),
                Err(encoding) => {
                    let key = match encoding {
                        Encoding::Gb18030 => "load.encoding.gbk",
                        Encoding::Utf16 => "load.encoding.utf16",
                        Encoding::Unknown => "load.encoding.unknown",
                    };
                    self.fault("record/encoding", path, say!(lang, key), say!(lang, "load.encoding.help"));
                }
            },
        }
    }

    fn fault(&mut self, rule: &str, path: String, message: String, help: String) {
        let place = Place { file: path, line: 1, column: 1, end_line: 1, end_column: 2, ..Place::default() };
        self.findings.push(Finding::new(rule, Severity::Error, vec![place], "", message, help));
    }
}

/// The kind whose records may have the text file at `path` beside them.
fn text_kind<'s>(standard: &'s Standard, path: &str) -> Option<&'s Kind> {
    let (stem, _) = path.rsplit_once('.')?;
    let record = format!("{stem}.toml");
    standard.kind_of(&record).map(|kind| &standard.kinds[kind]).filter(|kind| kind.text)
}

/// What came of parsing the texts of a studio.
#[derive(Debug, Default)]
pub struct Parsed<'s> {
    /// The records that are whole.
    pub records: Vec<Record<'s>>,
    /// Syntax errors, and files that belong to no kind.
    pub findings: Vec<Finding>,
    /// Kind and source of every broken file.
    pub broken: Vec<(usize, usize)>,
}

/// Parses every record among `sources`.
#[must_use]
pub fn parse<'s>(standard: &Standard, sources: &'s [Source], lang: Lang) -> Parsed<'s> {
    let mut parsed = Parsed::default();
    for (index, source) in sources.iter().enumerate() {
        let Some((stem, "toml")) = source.local().rsplit_once('.') else { continue };
        let kind = standard.kind_of(source.local());
        let (table, errors) = DeTable::parse_recoverable(&source.text);
        if !errors.is_empty() {
            let broken = syntax::explain(source, kind.map(|kind| &standard.kinds[kind]), lang);
            parsed.findings.extend(broken.findings);
            parsed.broken.extend(kind.map(|kind| (kind, index)));
            continue;
        }
        let table = table.into_inner();
        let Some(kind) = kind else {
            parsed.findings.push(stray::explain(standard, source, &table, lang));
            continue;
        };
        if let Some(finding) = stray::misplaced(standard, source, kind, &table, lang) {
            parsed.findings.push(finding);
            parsed.broken.push((kind, index));
            continue;
        }
        let beside = |ending: &str| {
            let path = format!("{}.{ending}", source.path.strip_suffix(".toml").unwrap_or(&source.path));
            sources.binary_search_by(|other| other.path.cmp(&path)).ok()
        };
        let text = standard.kinds[kind].text.then(|| beside("md").or_else(|| beside("txt"))).flatten();
        let stem = stem.rsplit_once('/').map_or(stem, |(_, name)| name).to_owned();
        parsed.records.push(Record { kind, stem, source: index, text, table });
    }
    parsed
}
