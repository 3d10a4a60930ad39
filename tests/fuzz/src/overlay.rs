//! What a province or a school asks besides, or a whole standard of another sort: read, told what is wrong in it, and held
//! against a studio where nothing is.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex, PoisonError};

use studio::failure::Failure;
use studio::schema;
use studio::standard::{Sources, Standard, load};

use super::folder::{Folder, files};
use super::holds;
use super::pieces::Pieces;
use super::records::{Turn, Way, checked};

/// The folders that files of an input lie in: an overlay, another behind it, a standard instead of the embedded one.
const PLACES: [&str; 3] = ["overlay", "second", "standard"];

static SCHOOL: LazyLock<Mutex<Folder>> = LazyLock::new(|| Mutex::new(Folder::new(files("tests/mistakes/base"))));
static YAML: LazyLock<Mutex<Folder>> = LazyLock::new(|| Mutex::new(Folder::new(BTreeMap::default())));

/// Tries one input: files `overlay/…`, `second/…`, `standard/…` are those of the standard, others those of a studio.
///
/// # Panics
/// Something does not hold.
pub fn run(data: &[u8]) {
    let pieces = Pieces::read(data);
    let way = Way::of(&pieces);
    let ours = |path: &str| PLACES.iter().any(|place| path.split('/').next() == Some(place));
    let (yaml, records): (Vec<_>, Vec<_>) = pieces.files.iter().cloned().partition(|(path, _)| ours(path));
    let there =
        |place: &str| yaml.iter().any(|(path, _)| path.starts_with(place) && path[place.len()..].starts_with('/'));
    YAML.lock().unwrap_or_else(PoisonError::into_inner).with(&yaml, |root| {
        let base = there(PLACES[2]).then(|| root.join(PLACES[2]));
        let overlays: Vec<PathBuf> =
            PLACES[..2].iter().filter(|place| there(place)).map(|place| root.join(place)).collect();
        let sources = Sources { base: base.as_deref(), overlays: &overlays };
        let standard = match load(sources, way.lang) {
            Ok(standard) => standard,
            Err(Failure(message)) => return refused(root, &message),
        };
        if pieces.says("twice") {
            assert_eq!(load(sources, way.lang).ok().as_ref(), Some(&standard), "the same files say something else");
        }
        if pieces.says("schema") {
            schemas(&standard);
        }
        let school = SCHOOL.lock().unwrap_or_else(PoisonError::into_inner);
        school.with(&records, |root| {
            let turn = Turn::of(&pieces, data);
            let told = checked(&standard, root, &way, turn);
            if pieces.says("twice") {
                assert_eq!(told, checked(&standard, root, &way, turn), "the same is told otherwise");
            }
        });
    });
}

/// What is said of files that are no standard: something, and at places that are there.
fn refused(root: &Path, message: &str) {
    assert!(!message.trim().is_empty());
    let prefix = format!("{}/", root.display());
    for line in message.lines() {
        let Some(rest) = line.strip_prefix(&prefix) else { continue };
        let mut parts = rest.split(':');
        let (Some(file), Some(Ok(line)), Some(Ok(column))) =
            (parts.next(), parts.next().map(str::parse::<usize>), parts.next().map(str::parse::<usize>))
        else {
            continue;
        };
        let Ok(text) = std::fs::read_to_string(root.join(file)) else { continue };
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        // A reader that came to the end says that the next line is amiss.
        let lines = text.split(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']).count();
        assert!(line >= 1 && line <= lines + 1 && column >= 1, "{rest} is no place of {file}, which has {lines} lines");
    }
}

fn schemas(standard: &Standard) {
    for kind in &standard.kinds {
        let text = schema::of_kind(standard, kind);
        holds::json("a schema", &text);
    }
}
