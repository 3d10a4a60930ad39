//! Folders that ought to be studios and are not seen as such: a school must not vanish from the table because its folder cannot
//! be opened, or lies behind a link.

use std::path::Path;

use walkdir::WalkDir;

use crate::check::DEEPEST;
use crate::finding::{Finding, Place, Severity};
use crate::load::{STUDIO, below, is_record_name};
use crate::say;
use crate::text::lang::Lang;
use crate::text::personal::conceal;

/// A finding for every such folder below `root`; `studios` are those that are seen.
pub(super) fn findings(root: &Path, studios: &[&str], lang: Lang) -> Vec<Finding> {
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
        }
    }
    findings
}
