//! Folders that hold records and are no studio: a school must not vanish from what is told because its root file was not sent
//! along.

use std::path::Path;

use walkdir::WalkDir;

use crate::finding::{Finding, Severity};
use crate::load::{self, PROVINCE, STUDIO, below, is_record_name};
use crate::say;
use crate::standard::Standard;
use crate::text::lang::Lang;

/// How deep schools may lie below the province.
const DEEPEST: usize = 6;

/// The endings of records and of the texts beside them.
const RECORDS: [&str; 3] = ["toml", "docx", "md"];

/// The rule by which they are told.
pub(super) const RULE: &str = "package/folder";

/// A finding for every such folder below `root`, and for every root file of a province that is passed over: those below `root`,
/// and those between it and its own. `studios` are those that are seen.
pub(super) fn findings(standard: &Standard, root: &Path, studios: &[&str], lang: Lang) -> Vec<Finding> {
    let mut findings: Vec<Finding> = load::passed_over(root).iter().map(|path| passed_over(path, lang)).collect();
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
            continue;
        }
        if entry.depth() > 0 && entry.path().join(PROVINCE).symlink_metadata().is_ok() {
            findings.push(passed_over(&format!("{path}/{PROVINCE}"), lang));
        }
        if entry.depth() > 0 && is_like_one(standard, entry.path()) {
            let (message, help) =
                (say!(lang, "pack.rootless", name = STUDIO), say!(lang, "pack.rootless.help", name = STUDIO));
            findings.push(finding(Severity::Error, &path, "", message, help));
            walk.skip_current_dir();
        }
    }
    findings
}

/// A finding for each of the folders that were studios before a branch and are none now, but for those that are `told` of: a
/// school must not go without a word either.
pub(super) fn gone(folders: &[String], told: &[Finding], lang: Lang) -> Vec<Finding> {
    let gone = folders.iter().map(|folder| {
        let (message, help) = (say!(lang, "changed.gone"), say!(lang, "changed.gone.help"));
        finding(Severity::Warning, folder, "", message, help)
    });
    let is_told =
        |one: &Finding| told.iter().flat_map(|other| &other.places).any(|place| place.file == one.places[0].file);
    gone.filter(|one| !is_told(one)).collect()
}

/// That a root file of a province is not read.
fn passed_over(path: &str, lang: Lang) -> Finding {
    let (message, help) = (say!(lang, "province.inner"), say!(lang, "province.inner.help", name = PROVINCE));
    finding(Severity::Warning, path, "inner", message, help)
}

/// A finding about the folder or file at `path`.
pub(super) fn finding(severity: Severity, path: &str, key: &str, message: String, help: String) -> Finding {
    Finding::new(RULE, severity, vec![load::place(path)], key, message, help)
}

/// Whether a folder holds records where a studio has them.
pub(super) fn is_like_one(standard: &Standard, folder: &Path) -> bool {
    standard.kinds.iter().filter(|kind| kind.path != PROVINCE).any(|kind| match kind.folder() {
        None => folder.join(&kind.path).is_file(),
        Some(inner) => std::fs::read_dir(folder.join(inner)).is_ok_and(|entries| {
            entries
                .flatten()
                .any(|entry| entry.path().extension().is_some_and(|end| RECORDS.iter().any(|one| end == *one)))
        }),
    })
}
