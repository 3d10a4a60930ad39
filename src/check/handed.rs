//! What lies beside the studios of a province and is none of them, though a school may have handed it in so: an archive, a
//! workbook of this program, a studio in a hidden folder. Nothing in it is read, and that must not be found out afterwards.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use super::rootless::RULE;
use crate::files::made::{MANIFEST, STORE};
use crate::finding::{Finding, Place, Severity};
use crate::load::{self, STUDIO, below, is_record_name};
use crate::say;
use crate::text::docx;
use crate::text::lang::Lang;
use crate::text::personal::conceal;

/// The endings of archives.
const ARCHIVES: [&str; 7] = ["zip", "rar", "7z", "tar", "gz", "tgz", "bz2"];
/// The end of a zip, with the names of what is in it, of as many files as an honest package has.
const END: u64 = 64 << 10;

/// A finding for everything that may be a school's in the folders where studios lie; `studios` are those that are seen.
pub(super) fn findings(root: &Path, studios: &[&str], lang: Lang) -> Vec<Finding> {
    if load::province_of(root).is_none() {
        return Vec::new();
    }
    let above = |path: &&str| path.rsplit_once('/').map_or("", |(above, _)| above).to_owned();
    let levels: BTreeSet<String> = studios.iter().filter(|path| !path.is_empty()).map(above).collect();
    // What lies in a studio is the school's own.
    let within = |level: &str, path: &str| {
        path.is_empty() || level.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let inside = |level: &str| studios.iter().any(|path| within(level, path));
    let mut found = Vec::new();
    for level in levels.iter().filter(|level| !inside(level)) {
        let entries = fs::read_dir(root.join(level)).into_iter().flatten().flatten();
        found.extend(entries.filter_map(|entry| Some((below(root, &entry.path()), told(&entry.path())?))));
    }
    found.sort();
    let finding = |(path, key): (String, &str)| {
        let (message, help) = match key {
            "hidden" => (say!(lang, "pack.handed.hidden"), say!(lang, "pack.handed.hidden.help")),
            "workbook" => (say!(lang, "pack.handed.workbook"), say!(lang, "pack.handed.workbook.help", name = STUDIO)),
            _ => (say!(lang, "pack.handed.archive"), say!(lang, "pack.handed.archive.help", name = STUDIO)),
        };
        let (file, end_column) = (conceal(&path).into_owned(), 2);
        let place = Place { file, line: 1, column: 1, end_line: 1, end_column, ..Place::default() };
        Finding::new(RULE, Severity::Warning, vec![place], key, message, help)
    };
    found.into_iter().map(finding).collect()
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
