//! The records of a studio as files on the disk: their bytes, by which nothing is lost that somebody else writes meanwhile,
//! and their real names, which need not be the composed ones that people are told.

use std::path::{Path, PathBuf};

use unicode_normalization::UnicodeNormalization;
use walkdir::WalkDir;

use crate::files;
use crate::finding::{Finding, Severity};
use crate::load::{self, PROVINCE, STUDIO};
use crate::source::{Encoding, Source};
use crate::standard::Standard;
use crate::text::lang::Lang;

/// The file of a record.
#[derive(Debug)]
pub struct File {
    /// Where it is.
    pub at: PathBuf,
    /// Its path as people are told it.
    pub path: String,
    /// Where in `path` the part relative to the studio begins.
    pub local: usize,
    /// Index of its kind.
    pub kind: usize,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// A text beside a record that is not in UTF-8.
#[derive(Debug)]
pub struct Text {
    /// Where it is.
    pub at: PathBuf,
    /// Its path as people are told it.
    pub path: String,
    /// What it holds.
    pub bytes: Vec<u8>,
    /// The encoding it seems to be in.
    pub encoding: Option<Encoding>,
    /// Why it cannot be read.
    pub finding: Finding,
}

/// What lies in the folder of a studio.
#[derive(Debug, Default)]
pub struct Folder {
    /// The records, by path.
    pub files: Vec<File>,
    /// Texts beside records that are not in UTF-8, by path.
    pub texts: Vec<Text>,
    /// What could not be read.
    pub findings: Vec<Finding>,
    /// Folders within the studio that are studios of their own.
    pub nested: Vec<PathBuf>,
    /// Where the studio lies in its province, if the root file of that is among the files.
    pub within: Option<String>,
}

impl Folder {
    /// Reads the records of the studio at `at`; people are told its path as `shown`. Where `only` names files or folders,
    /// nothing else is read.
    #[must_use]
    pub fn read(standard: &Standard, at: &Path, shown: &str, only: Option<&[PathBuf]>, lang: Lang) -> Self {
        let mut folder = Self::default();
        let wanted = |path: &Path| only.is_none_or(|only| only.iter().any(|one| path.starts_with(one)));
        let ours = |entry: &walkdir::DirEntry| {
            entry.depth() == 0 || load::is_record_name(&entry.file_name().to_string_lossy())
        };
        let mut walk = WalkDir::new(at).sort_by_file_name().into_iter().filter_entry(ours);
        while let Some(entry) = walk.next() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    let inner = error.path().filter(|path| wanted(path)).map(|path| load::below(at, path));
                    folder.findings.extend(inner.map(|inner| load::unread_folder(&told(shown, &inner), error, lang)));
                    continue;
                }
            };
            let inner = load::below(at, entry.path());
            let known = standard.kinds.iter().any(|kind| kind.folder() == Some(inner.as_str()));
            if known && entry.path_is_symlink() {
                folder.findings.extend(wanted(entry.path()).then(|| load::linked_folder(&told(shown, &inner), lang)));
            } else if entry.file_type().is_dir() {
                if entry.depth() > 0 && !known && entry.path().join(STUDIO).is_file() {
                    folder.nested.push(entry.path().to_owned());
                    walk.skip_current_dir();
                }
            } else if inner != PROVINCE && wanted(entry.path()) {
                folder.take(standard, (entry.path(), entry.file_type()), (shown, &inner), lang);
            }
        }
        folder.files.sort_by(|one, other| one.path.cmp(&other.path));
        folder
    }

    /// Reads the root file of a province in the folder `at`, if it is there.
    #[must_use]
    pub fn province(standard: &Standard, at: &Path, shown: &str, lang: Lang) -> Self {
        let mut folder = Self::default();
        let path = at.join(PROVINCE);
        if let Ok(about) = path.symlink_metadata() {
            folder.take(standard, (&path, about.file_type()), (shown, PROVINCE), lang);
        }
        folder
    }

    /// Adds the root file of the province that the studio at `at` lies in, if it names `name` somewhere. What cannot be read or
    /// written is left out; its path is given back.
    #[must_use]
    pub fn add_province(
        &mut self,
        standard: &Standard,
        (at, shown): (&Path, &str),
        name: &str,
        lang: Lang,
    ) -> Option<String> {
        let (above, way) = load::province_of(at)?;
        let within = if way.is_empty() { String::new() } else { load::below(&above, &files::whole(at).ok()?) };
        let outer = shown.strip_suffix(within.as_str()).filter(|_| !shown.is_empty());
        let shown = outer.unwrap_or(&way).trim_end_matches('/');
        let path = told(shown, PROVINCE);
        let text = std::fs::read(above.join(PROVINCE)).ok();
        if text.is_some_and(|text| !String::from_utf8_lossy(&text).nfc().collect::<String>().contains(name)) {
            return None;
        }
        let province = Self::province(standard, &above, shown, lang);
        let [file] = province.files.as_slice() else { return Some(path) };
        let is_sound = |source: Source| !load::parse(standard, &[source], lang).findings.iter().any(is_error);
        let is_open = file.source(lang).is_ok_and(is_sound) && files::replaceable(&file.at).is_ok();
        if !is_open {
            return Some(path);
        }
        self.files.extend(province.files);
        self.within = Some(within);
        None
    }

    fn take(
        &mut self,
        standard: &Standard,
        (at, about): (&Path, std::fs::FileType),
        (shown, inner): (&str, &str),
        lang: Lang,
    ) {
        let kind = standard.kind_of(inner);
        if kind.is_none() && !load::is_plain_text(standard, inner) {
            return;
        }
        let path = told(shown, inner);
        let local = path.len() - inner.len();
        match load::bytes(at, about, &path, lang) {
            Ok(bytes) => {
                let Some(kind) = kind else {
                    if let Err((encoding, finding)) = load::decode(bytes.clone(), &path, local, lang) {
                        self.texts.push(Text { at: at.to_owned(), path, bytes, encoding, finding: *finding });
                    }
                    return;
                };
                self.files.push(File { at: at.to_owned(), path, local, kind, bytes });
            }
            Err(finding) => self.findings.push(*finding),
        }
    }
}

/// The path that people are told of what lies at `inner` in the folder they know as `shown`.
fn told(shown: &str, inner: &str) -> String {
    if shown.is_empty() { inner.to_owned() } else { format!("{shown}/{inner}") }
}

fn is_error(finding: &Finding) -> bool {
    finding.severity == Severity::Error
}

impl File {
    /// Its text.
    ///
    /// # Errors
    /// Why it is none, and the encoding it seems to be in.
    pub fn source(&self, lang: Lang) -> Result<Source, (Option<Encoding>, Box<Finding>)> {
        load::decode(self.bytes.clone(), &self.path, self.local, lang)
    }
}

/// The studio that `at` lies in: the nearest folder at or above it with a root file.
#[must_use]
pub fn studio_of(at: &Path) -> Option<PathBuf> {
    let whole = std::path::absolute(at).ok()?;
    let mut above = whole.ancestors().skip(usize::from(!whole.is_dir()));
    above.find(|folder| folder.join(STUDIO).is_file()).map(Path::to_owned)
}
