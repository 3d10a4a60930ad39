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
    let is_province = |folder: &Path| folder.join(PROVINCE).symlink_metadata().is_ok();
    let steps = whole.ancestors().take(reach(&whole) + 1).position(is_province)?;
    let folder = if steps == 0 { root.to_owned() } else { whole.ancestors().nth(steps)?.to_owned() };
    Some((folder, "../".repeat(steps)))
}

/// The studio in which `folder` lies without being its root, as one would name it from there: not farther above than a
/// province is looked for, nor beyond a repository.
#[must_use]
pub fn studio_above(folder: &Path) -> Option<PathBuf> {
    let whole = files::whole(folder).or_else(|_| std::path::absolute(folder)).ok()?;
    let is_studio = |folder: &Path| folder.join(STUDIO).is_file();
    let steps = 1 + whole.ancestors().skip(1).take(reach(&whole)).position(is_studio)?;
    let named = folder.ancestors().nth(steps).filter(|up| !up.as_os_str().is_empty() && folder.is_relative());
    Some(match named {
        _ if folder == Path::new(".") => PathBuf::from(vec![".."; steps].join("/")),
        Some(named) => named.to_owned(),
        None => whole.ancestors().nth(steps)?.to_owned(),
    })
}

/// How many folders above `whole` are looked at: none beyond the repository that it lies in.
fn reach(whole: &Path) -> usize {
    whole.ancestors().position(|folder| folder.join(".git").exists()).unwrap_or(ABOVE).min(ABOVE)
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
