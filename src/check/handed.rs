//! What lies beside the studios of a province and is none of them, though a school may have handed it in so: an archive, a
//! workbook of this program, a studio in a hidden folder; be it in a folder of the school's that has nothing else, or has papers
//! and records only. Nothing in it is read, and that must not be found out afterwards.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::rootless::{finding, is_like_one};
use crate::files::made::{MANIFEST, STORE};
use crate::finding::{Finding, Severity};
use crate::load::{self, STUDIO, below, is_record_name};
use crate::say;
use crate::standard::Standard;
use crate::text::docx;
use crate::text::lang::Lang;

/// The endings of archives.
const ARCHIVES: [&str; 7] = ["zip", "rar", "7z", "tar", "gz", "tgz", "bz2"];
/// What is told of a folder with what a school writes.
const PAPER: &str = "papers";
/// The endings of what a school writes.
const PAPERS: [&str; 11] = ["docx", "doc", "wps", "xlsx", "xls", "et", "csv", "pptx", "ppt", "pdf", "toml"];
/// The endings of texts, which a school writes, too, and how those begin that tell of a folder.
const TEXTS: [&str; 2] = ["md", "txt"];
const ABOUT: &str = "readme";
/// The end of a zip, with the names of what is in it, of as many files as an honest package has.
const END: u64 = 64 << 10;

/// How many folders below one with studios a school may have put what it hands in.
const DEEPER: usize = 2;

/// A finding for everything that may be a school's in the folders where studios lie, and in folders beside them that are none;
/// `studios` are those that are seen, `named` the folders of the province that its root file speaks of: what lies there is its own.
/// Where that file cannot be read, nobody knows whose papers are.
pub(super) fn findings(
    standard: &Standard,
    root: &Path,
    studios: &[&str],
    named: Option<&BTreeSet<PathBuf>>,
    lang: Lang,
) -> Vec<Finding> {
    if load::province_of(root).is_none() {
        return Vec::new();
    }
    // The folders above studios. What lies in a studio is the school's own.
    let mut levels: BTreeSet<&str> = BTreeSet::new();
    for path in studios.iter().filter(|path| !path.is_empty()) {
        levels.extend(path.match_indices('/').map(|(at, _)| &path[..at]).chain([""]));
    }
    let studios: BTreeSet<&str> = studios.iter().copied().collect();
    let inside = |level: &str| {
        let mut above = level.match_indices('/').map(|(at, _)| &level[..at]).chain(["", level]);
        above.any(|path| studios.contains(path))
    };
    let mut found = Vec::new();
    for level in levels.iter().filter(|level| !inside(level)) {
        let own = |path: &Path| {
            let name = below(root, path);
            levels.contains(name.as_str())
                || studios.contains(name.as_str())
                || named.is_some_and(|named| named.contains(path))
                || is_like_one(standard, path)
        };
        look(&root.join(level), DEEPER, &own, &mut found);
    }
    found.retain(|(_, key)| named.is_some() || *key != PAPER);
    let mut found: Vec<(String, &str)> = found.into_iter().map(|(path, key)| (below(root, &path), key)).collect();
    found.sort();
    let told = |(path, key): (String, &str)| {
        let (message, help) = match key {
            "hidden" => (say!(lang, "pack.handed.hidden"), say!(lang, "pack.handed.hidden.help")),
            PAPER => (say!(lang, "pack.handed.papers"), say!(lang, "pack.handed.papers.help", name = STUDIO)),
            "workbook" => (say!(lang, "pack.handed.workbook"), say!(lang, "pack.handed.workbook.help", name = STUDIO)),
            _ => (say!(lang, "pack.handed.archive"), say!(lang, "pack.handed.archive.help", name = STUDIO)),
        };
        finding(Severity::Warning, &path, key, message, help)
    };
    found.into_iter().map(told).collect()
}

/// Looks at what lies in `folder` and so many folders below it, but for those that are somebody's `own`.
fn look(folder: &Path, deeper: usize, own: &dyn Fn(&Path) -> bool, found: &mut Vec<(PathBuf, &'static str)>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let is_ours = || is_record_name(&entry.file_name().to_string_lossy());
        if let Some(key) = told(&path) {
            found.push((path, key));
        } else if deeper > 0 && entry.file_type().is_ok_and(|about| about.is_dir()) && is_ours() && !own(&path) {
            let before = found.len();
            look(&path, deeper - 1, own, found);
            if deeper == DEEPER && found.len() == before && has_papers(&path, DEEPER) {
                found.push((path, PAPER));
            }
        }
    }
}

/// Whether what a school writes lies in a folder, or so many folders below it.
fn has_papers(folder: &Path, deeper: usize) -> bool {
    let mut files =
        WalkDir::new(folder).max_depth(deeper).into_iter().flatten().filter(|entry| entry.file_type().is_file());
    files.any(|file| {
        let ending = file.path().extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
        let name = file.file_name().to_string_lossy();
        let is_text = || TEXTS.contains(&ending.as_str()) && !name.to_ascii_lowercase().starts_with(ABOUT);
        (PAPERS.contains(&ending.as_str()) || is_text()) && is_record_name(&name)
    })
}

/// What is told of the entry of a folder at `path`, if anything is.
fn told(path: &Path) -> Option<&'static str> {
    let name = path.file_name()?.to_string_lossy();
    let about = path.symlink_metadata().ok()?;
    if about.is_dir() {
        return (!is_record_name(&name) && path.join(STUDIO).is_file()).then_some("hidden");
    }
    let ending = path.extension()?.to_str()?.to_ascii_lowercase();
    match ending.as_str() {
        _ if !about.is_file() || !is_record_name(&name) => None,
        "xlsx" => {
            let book = docx::part(File::open(path).ok()?, "xl/workbook.xml").ok().flatten()?;
            book.contains(STORE).then_some("workbook")
        }
        "zip" if is_package(path) => None,
        ending => ARCHIVES.contains(&ending).then_some("archive"),
    }
}

/// Whether a zip is a package of this program: the name of its manifest stands at its end.
fn is_package(path: &Path) -> bool {
    let end = || {
        let mut file = File::open(path)?;
        let size = file.seek(SeekFrom::End(0))?;
        file.seek(SeekFrom::Start(size.saturating_sub(END)))?;
        let mut end = Vec::new();
        file.take(END).read_to_end(&mut end)?;
        std::io::Result::Ok(end)
    };
    end().is_ok_and(|end| end.windows(MANIFEST.len()).any(|name| name == MANIFEST.as_bytes()))
}
