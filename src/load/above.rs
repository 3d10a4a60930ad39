//! What lies above a folder: the province of a studio, and the studio in which somebody stands.

use std::path::{Path, PathBuf};

use super::{PROVINCE, STUDIO};
use crate::files;
use crate::say;
use crate::text::lang::Lang;
use crate::text::safe::visible;

/// How many folders above a studio its province may lie.
pub(super) const ABOVE: usize = 4;

/// The folder of the province that `root` belongs to, and the way there (`""`, `../`, `../../`): `root` itself where it has a
/// root file of a province, else the outermost folder above it that has one, not beyond the repository that `root` lies in. So
/// a school is checked by the same file alone and with all others; what lies between is told by [`passed_over`].
#[must_use]
pub fn province_of(root: &Path) -> Option<(PathBuf, String)> {
    let steps = provinces(root)?;
    let (first, last) = (*steps.first()?, *steps.last()?);
    if first == 0 {
        return Some((root.to_owned(), String::new()));
    }
    Some((files::whole(root).ok()?.ancestors().nth(last)?.to_owned(), "../".repeat(last)))
}

/// The ways to root files of provinces that lie between `root` and that of its province, and are not read.
#[must_use]
pub fn passed_over(root: &Path) -> Vec<String> {
    let steps = provinces(root).filter(|steps| steps.first() != Some(&0)).unwrap_or_default();
    let between = steps.split_last().map_or(&[][..], |(_, between)| between);
    between.iter().map(|steps| format!("{}{PROVINCE}", "../".repeat(*steps))).collect()
}

/// How many folders above `root` there are root files of provinces, from the nearest on.
fn provinces(root: &Path) -> Option<Vec<usize>> {
    let whole = files::whole(root).ok()?;
    let above = whole.ancestors().take(reach(&whole) + 1).enumerate();
    let known = above.filter(|(_, folder)| folder.join(PROVINCE).symlink_metadata().is_ok());
    Some(known.map(|(steps, _)| steps).collect())
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
