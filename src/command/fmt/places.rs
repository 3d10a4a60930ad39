//! What the paths of the command line mean: studios, folders with studios below them, and folders or records within one.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use unicode_normalization::UnicodeNormalization;

use crate::command::Common;
use crate::edit::folder::studio_of;
use crate::failure::{Failure, Result};
use crate::files;
use crate::load::{self, PROVINCE};
use crate::say;
use crate::standard::Standard;

/// A studio, or the root file of a province.
#[derive(Debug)]
pub(super) struct Place {
    /// The folder.
    pub at: PathBuf,
    /// Its path as it was typed; empty for the folder one stands in.
    pub shown: String,
    /// Whether the root file of a province is meant, and no studio.
    pub province: bool,
    /// The files and folders in it that are meant; all where this is nothing.
    pub only: Option<Vec<PathBuf>>,
}

impl Place {
    /// Studios within this one.
    pub fn nested(&self, folders: &[PathBuf]) -> Vec<Self> {
        let of = |at: &PathBuf| Self { at: at.clone(), shown: self.told(at), province: false, only: None };
        if self.only.is_some() { Vec::new() } else { folders.iter().map(of).collect() }
    }

    /// A path in it as people are told it.
    pub fn told(&self, at: &Path) -> String {
        load::joined(&self.shown, &load::below(&self.at, at))
    }
}

/// The places that `paths` name, each once.
///
/// # Errors
/// A path at which there is no studio and no record, or which cannot be read.
pub(super) fn places(common: &Common, paths: &[PathBuf], standard: &Standard) -> Result<Vec<Place>> {
    let here = [PathBuf::from(".")];
    let paths = if paths.is_empty() { &here[..] } else { paths };
    let mut found: BTreeMap<(PathBuf, bool), Place> = BTreeMap::new();
    for typed in paths {
        for place in of(common, typed, standard)? {
            let key = (files::whole(&place.at).unwrap_or_else(|_| place.at.clone()), place.province);
            match found.get_mut(&key) {
                None => {
                    found.insert(key, place);
                }
                Some(known) => match (&mut known.only, place.only) {
                    (Some(known), Some(more)) => known.extend(more),
                    (only, _) => *only = None,
                },
            }
        }
    }
    Ok(found.into_values().collect())
}

fn of(common: &Common, typed: &Path, standard: &Standard) -> Result<Vec<Place>> {
    let lang = common.lang();
    let at = common.root(Some(typed));
    if at.is_dir() {
        let mut places: Vec<Place> = Vec::new();
        if at.join(PROVINCE).symlink_metadata().is_ok() {
            places.push(Place { at: at.clone(), shown: shown(typed), province: true, only: None });
        }
        let studios = load::studios(&at, lang)?;
        places.extend(studios.into_iter().map(|studio| {
            let shown = load::joined(&shown(typed), &load::below(&at, &studio));
            Place { at: studio, shown, province: false, only: None }
        }));
        if !places.is_empty() {
            return Ok(places);
        }
        return match within(&at, typed) {
            Some(place) => Ok(vec![place]),
            None => Err(Failure(say!(lang, "run.nothing", path = at.display()))),
        };
    }
    if at.symlink_metadata().is_err() {
        return Err(Failure(say!(lang, "load.no-such-folder", path = at.display())));
    }
    if at.file_name().is_some_and(|name| name == PROVINCE) {
        let above = at.parent().unwrap_or(Path::new("")).to_owned();
        let shown = typed.parent().map(shown).unwrap_or_default();
        return Ok(vec![Place { at: above, shown, province: true, only: None }]);
    }
    let place = within(&at, typed).filter(|place| {
        let whole = place.only.iter().flatten().next();
        let is_ours = |path: &str| standard.kind_of(path).is_some() || load::is_plain_text(standard, path);
        whole.is_some_and(|file| is_ours(&load::below(&place.at, file)))
    });
    place.map(|place| vec![place]).ok_or_else(|| Failure(say!(lang, "fmt.no-record", path = typed.display())))
}

/// A file or folder within a studio.
fn within(at: &Path, typed: &Path) -> Option<Place> {
    // A link is not followed, the folders above it are: two ways to type a path are one place.
    let name = at.file_name().filter(|_| !at.is_dir());
    let folder = if name.is_some() { at.parent()? } else { at };
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder }.canonicalize().ok()?;
    let whole = name.map_or(folder.clone(), |name| folder.join(name));
    let studio = studio_of(&whole)?;
    let inner = load::below(&studio, &whole);
    let typed = shown(typed);
    let above = typed.strip_suffix(inner.as_str()).map(|above| above.trim_end_matches('/').to_owned());
    Some(Place { at: studio, shown: above.unwrap_or_default(), province: false, only: Some(vec![whole]) })
}

/// A path as people are told it: with `/`, and nothing for the folder one stands in.
fn shown(typed: &Path) -> String {
    let plain: PathBuf = typed.components().filter(|part| *part != Component::CurDir).collect();
    files::shown(&plain).nfc().collect()
}
