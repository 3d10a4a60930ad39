//! The schemas and settings of a folder, held against what lies there: what is to be made, what is as it should be, and what
//! belongs to somebody else.

use std::io;
use std::path::Path;

use super::settings::{Editor, Scope};
use super::{of_kind, path_of};
use crate::files::Batch;
use crate::files::mark::{self, Whose};
use crate::standard::Standard;

/// A file that should be in a folder.
#[derive(Debug)]
pub struct Wanted {
    /// Below the folder, with `/`.
    pub path: String,
    /// What it should say.
    pub text: String,
    /// What is there.
    pub state: State,
    /// For settings: the lines that somebody's own file lacks.
    pub lines: Option<String>,
    /// The bytes that are there.
    old: Option<Vec<u8>>,
}

/// How a file stands to what it should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It is not there.
    Missing,
    /// It is what it should be, or says as much in other words.
    Fresh,
    /// The program made it, of another standard or by another version.
    Stale,
    /// The program made it, and somebody changed it.
    Changed,
    /// Somebody else made it.
    Foreign,
}

/// The files that should be in a folder.
#[derive(Debug)]
pub struct Folder {
    /// Each with its state, schemas first.
    pub files: Vec<Wanted>,
}

impl Folder {
    /// Looks at what is in `root`.
    ///
    /// # Errors
    /// The path below `root` that cannot be read, and why.
    pub fn look(standard: &Standard, root: &Path, scope: Scope) -> Result<Self, (String, io::Error)> {
        let schemas = standard.kinds.iter().map(|kind| (path_of(kind), of_kind(standard, kind), None));
        let settings = Editor::ALL.map(|editor| (editor.file().to_owned(), editor.text(standard, scope), Some(editor)));
        let mut files = Vec::new();
        for (path, text, editor) in schemas.chain(settings) {
            let old = mark::read(&root.join(&path)).map_err(|error| (path.clone(), error))?;
            let state = old.as_deref().map_or(State::Missing, |bytes| state(bytes, &text, editor));
            let lines = editor.map(|editor| editor.rules(standard, scope));
            files.push(Wanted { path, text, state, lines, old });
        }
        Ok(Self { files })
    }

    /// The changes that make every file of `states` what it should be.
    #[must_use]
    pub fn changes(&self, root: &Path, states: &[State]) -> Batch {
        let mut batch = Batch::default();
        for file in self.files.iter().filter(|file| states.contains(&file.state)) {
            let (path, bytes) = (root.join(&file.path), file.text.clone().into_bytes());
            match &file.old {
                Some(old) => batch.replace(path, old.clone(), bytes),
                None => batch.create(path, bytes),
            }
        }
        batch
    }
}

fn state(bytes: &[u8], text: &str, editor: Option<Editor>) -> State {
    if mark::same(bytes, text) || editor.is_some_and(|editor| says(bytes, text, editor.list())) {
        return State::Fresh;
    }
    match mark::whose(bytes) {
        Whose::Ours => State::Stale,
        Whose::Changed => State::Changed,
        Whose::Foreign => State::Foreign,
    }
}

/// Whether somebody's own settings have every entry of `list` that ours have.
fn says(bytes: &[u8], text: &str, list: &str) -> bool {
    if mark::whose(bytes) == Whose::Ours {
        return false;
    }
    let parsed =
        |bytes: &[u8]| std::str::from_utf8(bytes).ok()?.trim_start_matches('\u{feff}').parse::<toml::Table>().ok();
    let entries = |table: &toml::Table| table.get(list).and_then(toml::Value::as_array).cloned().unwrap_or_default();
    let (Some(theirs), Some(ours)) = (parsed(bytes), parsed(text.as_bytes())) else { return false };
    let theirs = entries(&theirs);
    entries(&ours).iter().all(|entry| theirs.contains(entry))
}
