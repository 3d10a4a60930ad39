//! What lies above a folder: the province of a studio, and the studio in which somebody stands.

use std::path::{Path, PathBuf};

use super::{PROVINCE, STUDIO};
use crate::files;
use crate::say;
use crate::text::lang::Lang;
use crate::text::safe::visible;

/// How many folders above a studio its province may lie.
pub(super) const ABOVE: usize = 4;

/// The folder of the province that `root` belongs to, and the way there (`""`, `../`, `../../`): the nearest folder at or
/// above it with a root file of a province, not beyond the repository that `root` lies in.
#[must_use]
pub fn province_of(root: &Path) -> Option<(PathBuf, String)> {
    let whole = files::whole(root).ok()?;
    let is_repository = |folder: &&Path| folder.join(".git").exists();
    let inside = whole.ancestors().position(|folder| is_repository(&folder)).unwrap_or(ABOVE).min(ABOVE);
    let is_province = |folder: &&Path| folder.join(PROVINCE).symlink_metadata().is_ok();
    let steps = whole.ancestors().take(inside + 1).position(|folder| is_province(&folder))?;
    let folder = if steps == 0 { root.to_owned() } else { whole.ancestors().nth(steps)?.to_owned() };
    Some((folder, "../".repeat(steps)))
}

/// The studio in which `folder` lies without being its root, as one would name it from there: not farther above than a
/// province is looked for, nor beyond a repository.
#[must_use]
pub fn studio_above(folder: &Path) -> Option<PathBuf> {
    let whole = files::whole(folder).or_else(|_| std::path::absolute(folder)).ok()?;
    let inside = whole.ancestors().position(|folder| folder.join(".git").exists()).unwrap_or(ABOVE).min(ABOVE);
    let steps = (1..=inside).find(|steps| whole.ancestors().nth(*steps).is_some_and(|up| up.join(STUDIO).is_file()))?;
    let named = folder.ancestors().nth(steps).filter(|up| !up.as_os_str().is_empty() && folder.is_relative());
    Some(match named {
        _ if folder == Path::new(".") => PathBuf::from(vec![".."; steps].join("/")),
        Some(named) => named.to_owned(),
        None => whole.ancestors().nth(steps)?.to_owned(),
    })
}

/// What to type where `folder` is no studio and lies in one; empty where it does not.
#[must_use]
pub fn told_above(folder: &Path, lang: Lang) -> String {
    let told = |above: PathBuf| {
        let above = files::shown(&above);
        format!("\n{}", say!(lang, "load.above", path = visible(&above)))
    };
    studio_above(folder).map(told).unwrap_or_default()
}
