//! Folders that ought to be studios and are not seen as such: a school must not vanish from the table because its root file
//! was not sent along, its folder cannot be opened, or lies behind a link.

use std::path::Path;

use walkdir::WalkDir;

use crate::finding::{Finding, Place, Severity};
use crate::load::{self, STUDIO, below, is_record_name};
use crate::say;
use crate::standard::Standard;
use crate::text::lang::Lang;
use crate::text::personal::conceal;

/// How deep schools may lie below the province.
const DEEPEST: usize = 6;

/// A finding for every such folder below `root`; `studios` are those that are seen.
pub(super) fn findings(standard: &Standard, root: &Path, studios: &[&str], lang: Lang) -> Vec<Finding> {
    let mut findings = Vec::new();
    let ours = |entry: &walkdir::DirEntry| entry.depth() == 0 || is_record_name(&entry.file_name().to_string_lossy());
    let mut walk = WalkDir::new(root).max_depth(DEEPEST).sort_by_file_name().into_iter().filter_entry(ours);
    let mut found = |path: String, message: String, help: String| {
        let place = Place {
            file: conceal(&path).into_owned(),
            line: 1,
            column: 1,
            end_line: 1,
            end_column: 2,
            ..Place::default()
        };
        findings.push(Finding::new("package/folder", Severity::Error, vec![place], "", message, help));
    };
    while let Some(entry) = walk.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().map(|path| below(root, path)).unwrap_or_default();
                found(path, say!(lang, "pack.closed"), say!(lang, "pack.closed.help"));
                continue;
            }
        };
        let path = below(root, entry.path());
        if entry.file_type().is_symlink() && entry.path().join(STUDIO).is_file() {
            found(path, say!(lang, "pack.link"), say!(lang, "pack.link.help"));
        } else if entry.file_type().is_dir() && studios.contains(&path.as_str()) {
            walk.skip_current_dir();
        } else if entry.file_type().is_dir() && entry.depth() > 0 && is_like_one(standard, entry.path()) {
            found(path, say!(lang, "pack.rootless", name = STUDIO), say!(lang, "pack.rootless.help", name = STUDIO));
            walk.skip_current_dir();
        }
    }
    findings
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
