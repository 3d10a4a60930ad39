//! From a folder on disk to sources and parsed tables. What cannot be read or parsed becomes findings; the run goes on.

use std::collections::HashMap;
use std::fs::FileType;
use std::path::{Path, PathBuf};

use unicode_normalization::UnicodeNormalization;
use walkdir::{DirEntry, WalkDir};

use crate::failure::{Failure, Result};
use crate::files;
use crate::finding::{Finding, Place, Severity};
use crate::say;
use crate::source::Source;
use crate::standard::Standard;
use crate::standard::kind::Kind;
use crate::text::article::Format;
use crate::text::lang::Lang;
use crate::text::personal::conceal;
use crate::text::safe::visible;

mod above;
mod beside;
mod changed;
mod file;
mod git;
mod hidden;
mod name;
mod names;
mod parse;
pub mod repository;
mod snapshot;
mod stray;
mod syntax;
mod word;

use beside::Beside;

pub use self::above::{passed_over, province_of, studio_above, told_above};
pub use self::beside::beside;
pub use self::changed::Changed;
pub use self::file::{bytes, decode, linked as linked_folder, unentered as unread_folder};
pub use self::name::is_ours as is_record_name;
pub use self::names::names;
pub use self::parse::{Mended, Parsed, parse};
pub use self::snapshot::{Revision, Snapshot};
pub use self::syntax::safe::{Mend, mend};

/// The root file of a studio.
pub const STUDIO: &str = "studio.toml";
/// The root file of a province.
pub const PROVINCE: &str = "province.toml";

/// The texts of one studio, and what was wrong with those that are none.
#[derive(Debug, Default)]
pub struct Texts {
    /// The files read, by path.
    pub sources: Vec<Source>,
    /// What could not be read.
    pub findings: Vec<Finding>,
    /// The kinds of the files that could not be read.
    pub unread: Vec<usize>,
    /// Those of them that are where they belong: the kind, and the path from the studio on.
    pub unread_files: Vec<(usize, String)>,
    /// Folders within the studio that are studios of their own.
    pub nested: Vec<PathBuf>,
}

/// The studios at or below `root`, in order of path: every folder with a `studio.toml`. Those within a studio are found when
/// it is read. One whose root file is there but misnamed (`studio.toml.txt`), or is no file, is a studio too, so that this is
/// told and not the whole of it lost.
///
/// # Errors
/// `root` does not exist or cannot be read.
pub fn studios(root: &Path, lang: Lang) -> Result<Vec<PathBuf>> {
    survey(root, lang).map(|(studios, _)| studios)
}

/// The studios at or below `root`, and a finding for every folder that may hold some and was not looked into.
///
/// # Errors
/// `root` does not exist or cannot be read.
pub fn survey(root: &Path, lang: Lang) -> Result<(Vec<PathBuf>, Vec<Finding>)> {
    let mut found = Vec::new();
    let mut unread = Vec::new();
    let mut walk = WalkDir::new(root).into_iter().filter_entry(is_ours);
    while let Some(entry) = walk.next() {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {
                if entry.path().join(STUDIO).is_file() {
                    found.push(entry.into_path());
                    walk.skip_current_dir();
                } else if entry.depth() > 0 && entry.file_name() == STUDIO {
                    found.extend(entry.path().parent().map(Path::to_owned));
                    walk.skip_current_dir();
                }
            }
            Ok(entry) if name::is_root(&entry.file_name().to_string_lossy()) => {
                found.extend(entry.path().parent().map(Path::to_owned));
            }
            Ok(entry) if entry.path_is_symlink() => unread.extend(linked(root, entry.path(), lang)),
            Err(error) if error.depth() == 0 => {
                if error.io_error().is_some_and(|error| error.kind() == std::io::ErrorKind::NotFound) {
                    return Err(Failure(say!(lang, "load.no-such-folder", path = root.display())));
                }
                let why = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
                return Err(Failure(say!(lang, "load.no-folder", path = root.display(), why = why)));
            }
            Ok(_) => {}
            Err(error) => {
                let path = error.path().map_or_else(String::new, |path| below(root, path));
                unread.push(file::unentered(&path, error, lang));
            }
        }
    }
    found.sort();
    found.dedup();
    unread.sort_by(|one, other| one.key.cmp(&other.key));
    Ok((found, unread))
}

/// That the folder which `at` is a link to was not looked into; nothing where it is looked into itself, below `root`.
fn linked(root: &Path, at: &Path, lang: Lang) -> Option<Finding> {
    let target = files::whole(at).ok().filter(|target| target.is_dir())?;
    let whole = files::whole(root).ok();
    let inner = whole.and_then(|whole| target.strip_prefix(whole).ok().map(Path::to_owned));
    if inner.is_some_and(|inner| inner.iter().all(|part| name::is_ours(&part.to_string_lossy()))) {
        return None;
    }
    let mut finding = file::linked(&below(root, at), lang);
    if !target.join(STUDIO).is_file() {
        finding.severity = Severity::Warning;
    }
    Some(finding)
}

fn is_ours(entry: &DirEntry) -> bool {
    entry.depth() == 0 || name::is_ours(&entry.file_name().to_string_lossy())
}

/// The path `inner` within the folder `above`, either of which may be empty.
#[must_use]
pub fn joined(above: &str, inner: &str) -> String {
    [above, inner].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("/")
}

/// The path of `path` below `root`, with `/` and in Unicode's composed form.
#[must_use]
pub fn below(root: &Path, path: &Path) -> String {
    let inner = path.strip_prefix(root).unwrap_or(path);
    let mut path = String::with_capacity(inner.as_os_str().len());
    for part in inner.components() {
        if !path.is_empty() {
            path.push('/');
        }
        let part = part.as_os_str().to_string_lossy();
        // These are composed, and names have hardly any others.
        if part.chars().all(|char| char.is_ascii() || matches!(char, '\u{4e00}'..='\u{9fff}')) {
            path.push_str(&part);
        } else {
            path.extend(part.nfc());
        }
    }
    path
}

/// The place of a file as a whole.
pub(crate) fn place(path: &str) -> Place {
    Place { file: conceal(path).into_owned(), line: 1, column: 1, end_line: 1, end_column: 2, ..Place::default() }
}

/// Reads the texts of the studio in `folder`; paths in findings are relative to `root`.
#[must_use]
pub fn read(standard: &Standard, root: &Path, folder: &Path, lang: Lang) -> Texts {
    let mut texts = Texts::default();
    let mut beside = Beside::default();
    let prefix = below(root, folder);
    let local = if prefix.is_empty() { 0 } else { prefix.len() + 1 };
    let mut walk = WalkDir::new(folder).sort_by_file_name().into_iter().filter_entry(is_ours);
    while let Some(entry) = walk.next() {
        match entry {
            Ok(entry) if entry.depth() == 0 => {}
            Ok(entry) => {
                let path = below(root, entry.path());
                let below = texts.take(standard, &entry, &path, local, lang, &mut beside);
                if below == Below::Skip && entry.file_type().is_dir() {
                    walk.skip_current_dir();
                }
            }
            Err(error) => {
                let path = error.path().map_or_else(|| prefix.clone(), |path| below(root, path));
                texts.unread.extend(standard.kinds.iter().position(|kind| kind.folder() == path.get(local..)));
                texts.findings.push(file::unentered(&path, error, lang));
            }
        }
    }
    texts.sources.sort_by(|one, other| one.path.cmp(&other.path));
    texts.findings.extend(beside.findings(&texts.sources, lang));
    texts.findings.extend(twins(&texts.sources, lang));
    texts
}

/// The files of which a system that makes no difference between capitals or forms of letters keeps but one; `sources` are by
/// path.
fn twins(sources: &[Source], lang: Lang) -> Vec<Finding> {
    let mut seen: HashMap<String, &str> = HashMap::new();
    let mut findings = Vec::new();
    for source in sources {
        let Some(first) = seen.insert(source.path.to_lowercase(), &source.path) else { continue };
        let (severity, message) = if first == source.path {
            (Severity::Error, say!(lang, "load.name.twin", name = visible(first)))
        } else {
            (Severity::Warning, say!(lang, "load.name.twin.case", name = visible(first)))
        };
        let (places, help) = (vec![place(&source.path)], say!(lang, "load.name.twin.help"));
        findings.push(Finding::new("record/file-name", severity, places, "twin", message, help));
    }
    findings
}

/// Reads the one text file `at`, whatever folder it lies in.
///
/// # Errors
/// What is wrong with it, as a finding at its path.
pub fn read_text(at: &Path, lang: Lang) -> std::result::Result<Source, Box<Finding>> {
    read_text_as(at, &at.to_string_lossy().replace('\\', "/"), lang)
}

/// Reads the one text file `at`, which findings call `path`.
///
/// # Errors
/// What is wrong with it, as a finding at `path`.
pub fn read_text_as(at: &Path, path: &str, lang: Lang) -> std::result::Result<Source, Box<Finding>> {
    // A link that someone names is followed; one that lies in a folder is not.
    match std::fs::metadata(at) {
        Ok(about) => file::read(at, about.file_type(), path, 0, lang),
        Err(error) => Err(Box::new(file::unread(path, &error, lang))),
    }
}

/// Reads the one file `name` in `folder`, if it is there; `way` leads to the folder from what is checked.
#[must_use]
pub fn read_one(standard: &Standard, (folder, way): (&Path, &str), name: &str, lang: Lang) -> Texts {
    let mut texts = Texts::default();
    let path = folder.join(name);
    if let Ok(about) = path.symlink_metadata() {
        texts.read_one(standard, (&path, about.file_type()), &format!("{way}{name}"), way.len(), lang);
    }
    texts
}

/// Whether the entries of a folder are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Below {
    Look,
    Skip,
}

impl Texts {
    /// Takes in what is at `path`, if it is a record or is meant to be one.
    fn take(
        &mut self,
        standard: &Standard,
        entry: &DirEntry,
        path: &str,
        local: usize,
        lang: Lang,
        beside: &mut Beside,
    ) -> Below {
        let inner = &path[local.min(path.len())..];
        let (folder, name) = inner.rsplit_once('/').unwrap_or(("", inner));
        let of_kind = |folder: &str| standard.kinds.iter().position(|kind| kind.folder() == Some(folder));
        let ending = Path::new(name).extension().and_then(|ending| ending.to_str());
        if entry.file_type().is_dir() {
            let known = of_kind(inner).is_some();
            let nested = || name::ROOTS.iter().any(|root| entry.path().join(root).is_file());
            if ending == Some("toml") {
                self.read_one(standard, (entry.path(), entry.file_type()), path, local, lang);
                return Below::Skip;
            }
            if !known && nested() {
                self.nested.push(entry.path().to_owned());
                return Below::Skip;
            }
            return Below::Look;
        }
        if entry.file_type().is_symlink() && of_kind(inner).is_some() {
            self.unread.extend(of_kind(inner));
            self.findings.push(file::linked(path, lang));
            return Below::Skip;
        }
        if inner == PROVINCE {
            return Below::Skip;
        }
        let read = self.sources.len();
        if let Some(meant) = name::meant(name).or_else(|| plain_text(standard, entry, inner)) {
            let target = if folder.is_empty() { meant.clone() } else { format!("{folder}/{meant}") };
            self.unread.extend(standard.kind_of(&target));
            if has_texts(standard, folder) {
                beside.record(&format!("{}{target}", &path[..local.min(path.len())]));
            }
            let message = if meant.eq_ignore_ascii_case(name) {
                say!(lang, "load.misnamed.case", name = visible(name))
            } else {
                say!(lang, "load.misnamed", name = visible(name))
            };
            let help = say!(lang, "load.misnamed.help", name = visible(&meant));
            self.findings.push(file::fault("record/file-name", path, message, help));
        } else if ending == Some("toml") {
            self.name(path, name, lang);
            if has_texts(standard, folder) {
                beside.record(path);
            }
            self.read_one(standard, (entry.path(), entry.file_type()), path, local, lang);
        } else if let Some(kind) = has_texts(standard, folder).then(|| text_kind(standard, inner)).flatten() {
            if beside::is_text(name) {
                beside.text(path, kind);
            }
            if Format::of(name).is_some() {
                self.read_one(standard, (entry.path(), entry.file_type()), path, local, lang);
            }
        }
        // Of what is read the check tells it.
        if self.sources.len() == read && ending != Some("toml") {
            self.findings.extend(file::called(path, name, lang));
        }
        Below::Look
    }

    /// Says what is wrong with the name of a record; the record itself is read all the same.
    fn name(&mut self, path: &str, name: &str, lang: Lang) {
        let (message, help) = match name::fault(name) {
            None => return,
            Some(name::Fault::Encoding) => (say!(lang, "load.name.encoding"), say!(lang, "load.name.encoding.help")),
            Some(name::Fault::Windows) => (say!(lang, "load.name.windows"), say!(lang, "load.name.windows.help")),
            Some(name::Fault::Hidden) => (say!(lang, "load.name.hidden"), say!(lang, "load.name.hidden.help")),
            Some(name::Fault::Wide(plain)) => {
                (say!(lang, "load.name.wide"), say!(lang, "load.name.wide.help", name = plain))
            }
        };
        let finding = Finding::new("record/file-name", Severity::Warning, vec![place(path)], "", message, help);
        self.findings.push(finding);
    }

    fn read_one(&mut self, standard: &Standard, (at, about): (&Path, FileType), path: &str, local: usize, lang: Lang) {
        match file::read(at, about, path, local, lang) {
            Ok(source) => self.sources.push(source),
            Err(finding) => {
                let inner = &path[local.min(path.len())..];
                let text = || text_kind(standard, inner).and_then(|kind| standard.kind_index(&kind.kind));
                let kind = standard.kind_of(inner).or_else(text);
                self.unread.extend(kind);
                self.unread_files.extend(kind.map(|kind| (kind, inner.to_owned())));
                self.findings.push(*finding);
            }
        }
    }
}

/// The name a record should have that was saved as plain text among records of its kind.
fn plain_text(standard: &Standard, entry: &DirEntry, path: &str) -> Option<String> {
    let bare = || Some(path).filter(|path| path.rsplit('/').next().is_some_and(|name| !name.contains('.')));
    let stem = path.strip_suffix(".txt").or_else(bare)?;
    let record = format!("{stem}.toml");
    let kind = &standard.kinds[standard.kind_of(&record)?];
    let size = entry.metadata().ok()?.len();
    if kind.text && stem != path
        || size > 1 << 16
        || !entry.file_type().is_file()
        || entry.path().with_extension("toml").exists()
    {
        return None;
    }
    let text = String::from_utf8_lossy(&std::fs::read(entry.path()).ok()?).into_owned();
    let key = |line: &str| line.split_once(['=', '＝']).is_some_and(|(key, _)| kind.fields.get(key.trim()).is_some());
    text.lines().any(key).then(|| record.rsplit('/').next().unwrap_or_default().to_owned())
}

/// Whether the records in this folder may have texts beside them.
fn has_texts(standard: &Standard, folder: &str) -> bool {
    standard.kinds.iter().any(|kind| kind.text && kind.folder() == Some(folder))
}

/// Whether the file at `path` of a studio may be the text beside a record, in a format that any editor writes.
#[must_use]
pub fn is_plain_text(standard: &Standard, path: &str) -> bool {
    let plain = Format::of(path).is_some_and(|format| format != Format::Word);
    plain && text_kind(standard, path).is_some() && beside::is_text(path)
}

/// The kind whose records may have the text file at `path` beside them.
fn text_kind<'s>(standard: &'s Standard, path: &str) -> Option<&'s Kind> {
    let (stem, _) = path.rsplit_once('.')?;
    let record = format!("{stem}.toml");
    standard.kind_of(&record).map(|kind| &standard.kinds[kind]).filter(|kind| kind.text)
}
