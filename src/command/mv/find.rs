//! Which record a name on the command line means: in the folder one stands in, above it, or in one of the studios below.

use std::path::{Path, PathBuf};

use unicode_normalization::UnicodeNormalization;

use super::shown;
use crate::command::Common;
use crate::edit::folder::studio_of;
use crate::failure::{Failure, Result};
use crate::files;
use crate::load;
use crate::say;
use crate::standard::Standard;
use crate::text::lang::Lang;
use crate::text::nearest::nearest;
use crate::text::padded::close_up;

/// The record that is meant.
#[derive(Debug)]
pub(super) struct Sought {
    /// The folder of its studio.
    pub studio: PathBuf,
    /// That folder as people are told it; empty for the one they stand in.
    pub shown: String,
    /// The record's path within the studio.
    pub path: String,
    /// Its new stem.
    pub to: String,
}

/// Finds the record `from`, and the stem that `to` gives it.
///
/// # Errors
/// There is no such record or more than one, or `to` is in another folder.
pub(super) fn find(common: &Common, standard: &Standard, from: &str, to: &str) -> Result<Sought> {
    let lang = common.lang();
    let dir = common.root(None);
    let (above, stem) = parts(from);
    let mut found: Vec<(Studio, String)> = Vec::new();
    let mut known: Vec<String> = Vec::new();
    let mut sought = String::new();
    for studio in studios(&dir, &above, lang)? {
        let folder = studio.inner.clone().unwrap_or_else(|| above.clone());
        sought = load::joined(&folder, &stem);
        if standard.kinds.iter().any(|kind| kind.path == load::joined(&folder, &format!("{stem}.toml"))) {
            return Err(Failure(say!(lang, "mv.root", name = shown(&format!("{stem}.toml")))));
        }
        for path in records(standard, &studio.at) {
            let (inside, name) = path.rsplit_once('/').unwrap_or(("", &path));
            let wanted = name.strip_suffix(".toml") == Some(stem.as_str());
            if wanted && (folder.is_empty() || folder == inside) {
                found.push((studio.clone(), path));
            } else {
                known.push(if folder.is_empty() { name.trim_end_matches(".toml").to_owned() } else { path.clone() });
            }
        }
    }
    match found.len() {
        1 => {}
        0 => return Err(unknown(from, &sought, &known, lang)),
        _ => {
            let paths: Vec<String> =
                found.iter().map(|(studio, path)| shown(&load::joined(&studio.shown, path))).collect();
            return Err(Failure(say!(lang, "mv.ambiguous", name = shown(from), paths = paths.join("\n  "))));
        }
    }
    let Some((studio, path)) = found.pop() else { return Err(unknown(from, &sought, &known, lang)) };
    let (to_above, to) = parts(to);
    let inside = path.rsplit_once('/').map_or("", |(inside, _)| inside);
    if !(to_above.is_empty() || to_above == inside || to_above == above) {
        return Err(Failure(say!(lang, "mv.folder", path = shown(inside))));
    }
    // The name of a person has no blanks that only pad it.
    let people = standard.kind_of(&path).is_some_and(|kind| standard.kinds[kind].fields.of_people());
    let closed = if people { close_up(&to) } else { None };
    Ok(Sought { studio: studio.at, shown: studio.shown, path, to: closed.unwrap_or(to) })
}

/// What is said of `from`, which was looked for as `sought` among the `known`.
fn unknown(from: &str, sought: &str, known: &[String], lang: Lang) -> Failure {
    let mut text = say!(lang, "mv.unknown", name = shown(from));
    let names = known.iter().map(|name| name.strip_suffix(".toml").unwrap_or(name));
    if let Some(near) = nearest(sought, names) {
        text.push_str(&say!(lang, "cli.near", near = shown(near)));
    }
    Failure(text)
}

/// The folder and the stem of what was typed.
fn parts(typed: &str) -> (String, String) {
    let plain: String = typed.nfc().map(|char| if cfg!(windows) && char == '\\' { '/' } else { char }).collect();
    let (above, name) = plain.rsplit_once('/').unwrap_or(("", &plain));
    let name = name.strip_suffix(".toml").unwrap_or(name);
    // What begins with / keeps it.
    let above = if above.is_empty() && plain.starts_with('/') { "/" } else { above };
    (above.trim_start_matches("./").to_owned(), name.to_owned())
}

/// A studio in which a record may be meant.
#[derive(Debug, Clone)]
struct Studio {
    at: PathBuf,
    shown: String,
    /// The folder within it that was typed; nothing if what was typed is to be looked for as it is.
    inner: Option<String>,
}

/// The studio that the folder `above` lies in, else that `dir` lies in, else those below `dir`.
fn studios(dir: &Path, above: &str, lang: Lang) -> Result<Vec<Studio>> {
    let typed = dir.join(above);
    if let Some((at, whole)) = files::whole(&typed).ok().and_then(|whole| Some((studio_of(&whole)?, whole))) {
        let inner = load::below(&at, &whole);
        let outer = above.strip_suffix(inner.as_str()).unwrap_or_default().trim_end_matches('/');
        let shown = if outer == "." { "" } else { outer }.to_owned();
        // In the folder of its kind, a name alone is that kind's.
        return Ok(vec![Studio { at, shown, inner: Some(inner) }]);
    }
    if let Some(at) = files::whole(dir).ok().and_then(|dir| studio_of(&dir)) {
        return Ok(vec![Studio { at, shown: String::new(), inner: None }]);
    }
    let below = load::studios(dir, lang)?;
    if below.is_empty() {
        return Err(Failure(say!(lang, "run.nothing", path = dir.display())));
    }
    Ok(below.into_iter().map(|at| Studio { shown: load::below(dir, &at), at, inner: None }).collect())
}

/// The paths of all records of a studio that have a name of their own.
fn records(standard: &Standard, studio: &Path) -> Vec<String> {
    let mut paths = Vec::new();
    for folder in standard.kinds.iter().filter_map(|kind| kind.folder()) {
        // A folder that is not there holds nothing.
        for entry in std::fs::read_dir(studio.join(folder)).into_iter().flatten().flatten() {
            let name: String = entry.file_name().to_string_lossy().nfc().collect();
            let path = format!("{folder}/{name}");
            if load::is_record_name(&name) && standard.kind_of(&path).is_some() {
                paths.push(path);
            }
        }
    }
    paths.sort();
    paths
}
