//! The files that get another name: that of the record, and its text beside it.

use std::fs;
use std::path::Path;

use unicode_normalization::UnicodeNormalization;

use super::{Move, Wish};
use crate::edit::folder::Folder;
use crate::edit::stem::alike;
use crate::load;
use crate::record::Studio;

/// The files and their new names, or the path of what has such a name already.
pub(super) fn moves(studio: &Studio<'_>, folder: &Folder, wish: Wish<'_>) -> Result<Vec<Move>, String> {
    let record = &studio.records[wish.record];
    let kind = &studio.standard.kinds[record.kind];
    let file = &folder.files[record.source];
    let parent = file.at.parent().unwrap_or(Path::new(""));
    let above = file.path.rsplit_once('/').map_or(String::new(), |(above, _)| format!("{above}/"));
    let mut moves = Vec::new();
    // What cannot be listed cannot be moved either, and is told then.
    let entries = fs::read_dir(parent).into_iter().flatten().flatten();
    let mut names: Vec<_> = entries.map(|entry| entry.file_name()).collect();
    names.sort();
    for name in names {
        let told: String = name.to_string_lossy().nfc().collect();
        let Some((stem, ending)) = told.rsplit_once('.') else { continue };
        if !load::is_record_name(&told) || ending != "toml" && !kind.text {
            continue;
        }
        if parent.join(&name) == file.at || stem == record.stem && ending != "toml" {
            let new = format!("{}.{ending}", wish.to);
            let at = (parent.join(&name), parent.join(&new));
            moves.push(Move { at, shown: (format!("{above}{told}"), format!("{above}{new}")) });
        } else if alike(stem, wish.to) {
            return Err(format!("{above}{told}"));
        }
    }
    Ok(moves)
}
