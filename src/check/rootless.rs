//! Folders that hold records and are no studio: a school must not vanish from what is told because its root file was not sent
//! along.

use std::path::Path;

use walkdir::WalkDir;

use crate::finding::{Finding, Place, Severity};
use crate::load::{self, STUDIO, below, is_record_name};
use crate::say;
use crate::standard::Standard;
use crate::text::lang::Lang;
use crate::text::personal::conceal;

/// How deep schools may lie below the province.
pub const DEEPEST: usize = 6;

/// The rule by which they are told.
pub(super) const RULE: &str = "package/folder";

/// A finding for every such folder below `root`; `studios` are those that are seen.
pub(super) fn findings(standard: &Standard, root: &Path, studios: &[&str], lang: Lang) -> Vec<Finding> {
    let mut findings = Vec::new();
    let ours = |entry: &walkdir::DirEntry| entry.depth() == 0 || is_record_name(&entry.file_name().to_string_lossy());
    let mut walk = WalkDir::new(root).max_depth(DEEPEST).sort_by_file_name().into_iter().filter_entry(ours);
    while let Some(entry) = walk.next() {
        let Ok(entry) = entry else { continue };
        if !entry.file_type().is_dir() {
            continue;
        }
        let path = below(root, entry.path());
        if studios.contains(&path.as_str()) {
            walk.skip_current_dir();
        } else if entry.depth() > 0 && is_like_one(standard, entry.path()) {
            let (message, help) =
                (say!(lang, "pack.rootless", name = STUDIO), say!(lang, "pack.rootless.help", name = STUDIO));
            findings.push(Finding::new(RULE, Severity::Error, vec![place(&path)], "", message, help));
            walk.skip_current_dir();
        }
    }
    findings
}

/// A finding for each of the folders that were studios before a branch and are none now, but for those that are `told` of: a
/// school must not go without a word either.
pub(super) fn gone(folders: &[String], told: &[Finding], lang: Lang) -> Vec<Finding> {
    let places = folders.iter().map(|folder| place(folder));
    let open = places.filter(|place| !told.iter().flat_map(|one| &one.places).any(|other| other.file == place.file));
    let one = |place| {
        let (message, help) = (say!(lang, "changed.gone"), say!(lang, "changed.gone.help"));
        Finding::new(RULE, Severity::Warning, vec![place], "", message, help)
    };
    open.map(one).collect()
}

/// A folder as the place of a finding.
fn place(path: &str) -> Place {
    let (file, end_column) = (conceal(path).into_owned(), 2);
    Place { file, line: 1, column: 1, end_line: 1, end_column, ..Place::default() }
}

/// Whether a folder holds records where a studio has them.
fn is_like_one(standard: &Standard, folder: &Path) -> bool {
    standard.kinds.iter().filter(|kind| kind.path != load::PROVINCE).any(|kind| match kind.folder() {
        None => folder.join(&kind.path).is_file(),
        Some(inner) => std::fs::read_dir(folder.join(inner)).is_ok_and(|entries| {
            entries.flatten().any(|entry| entry.path().extension().is_some_and(|end| end == "toml"))
        }),
    })
}
