//! An overlay: what a province or a school asks besides the standard, as a folder of YAML in the standard's own shapes. It only
//! appends. Whatever bears a name that stands already, in the standard or in an overlay before it, is an error that names
//! both places; a value it adds satisfies no rule of the standard.

use std::path::Path as File;
use std::sync::Arc;

use jiff::civil::Date;
use serde::Deserialize;

use super::draft::{Draft, Place, Problem};
use super::files::yaml_files;
use super::locate::At;
use crate::say;
use crate::text::lang::Lang;
use crate::text::message::rules;
use crate::text::nearest::nearest;

mod forms;
mod records;
mod requirements;
mod vocabulary;

/// What an overlay says of itself, in `overlay.yaml`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Overlay {
    /// ASCII name; the ids of its requirements begin with it and a slash.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Who gave it out.
    pub issuer: String,
    /// The number of the document, if it has one.
    #[serde(default)]
    pub number: String,
    /// The day of the document, `YYYY-MM-DD`.
    #[serde(default)]
    pub date: String,
    /// What else is to be known of it.
    #[serde(default)]
    pub note: String,
}

impl Overlay {
    /// How findings name it: title and number.
    #[must_use]
    pub fn named(&self) -> String {
        if self.number.is_empty() { self.title.clone() } else { format!("{}（{}）", self.title, self.number) }
    }
}

/// Which overlay something comes from, and where it stands in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// Index among the overlays in use.
    pub overlay: usize,
    pub(super) file: String,
    pub(super) at: Vec<At>,
}

/// The files an overlay may have; what ends with a slash is a folder.
const PARTS: [&str; 5] = ["overlay.yaml", "vocabulary.yaml", "requirements.yaml", "records/", "forms/"];

/// Appends the overlay in `folder` to the standard in the making.
pub(super) fn append(draft: &mut Draft, folder: &File, lang: Lang) {
    let shown = folder.display().to_string().replace('\\', "/");
    if !folder.is_dir() {
        let problem = Problem::new(&shown, vec![], say!(lang, "overlay.no-folder"));
        return draft.lack(Problem { place: Place::Whole, ..problem });
    }
    let files = yaml_files(folder, &shown, lang);
    let unread = files.faults.iter().any(|(name, _)| *name == format!("{shown}/{}", PARTS[0]));
    for (name, message) in files.faults {
        draft.lack(Problem { place: Place::Whole, ..Problem::new(&name, vec![], message) });
    }
    let about = files.texts.iter().find(|(name, _)| name == PARTS[0]).map(|(_, text)| text.clone());
    let mut appending = Appending { draft, overlay: 0, id: String::new(), file: format!("{shown}/{}", PARTS[0]), lang };
    appending.overlay = appending.draft.standard.overlays.len();
    let Some(about) = about else {
        // One that cannot be read is told as that.
        if unread {
            return;
        }
        let file = appending.file.clone();
        let problem = Problem::new(&file, vec![], say!(lang, "overlay.no-about"));
        return appending.draft.lack(Problem { place: Place::Whole, ..problem });
    };
    appending.draft.texts.push((appending.file.clone(), about.clone()));
    match serde_yaml::from_str::<Overlay>(&about) {
        Ok(overlay) => {
            // The same overlay twice would have everything in it told twice.
            if !appending.about(overlay) {
                return;
            }
        }
        Err(error) => {
            let file = appending.file.clone();
            appending.draft.broken(&file, &error, lang);
        }
    }
    // Vocabulary and fields come before what names them.
    let order = |name: &str| match name.split('/').next() {
        Some("vocabulary.yaml") => 0,
        Some("records") => 1,
        _ => 2,
    };
    let mut files: Vec<_> = files.texts.into_iter().filter(|(name, _)| name != PARTS[0]).collect();
    files.sort_by_key(|(name, _)| order(name));
    for (name, text) in files {
        appending.file = format!("{shown}/{name}");
        appending.draft.texts.push((appending.file.clone(), text.clone()));
        appending.take(&name, &text);
    }
}

/// One overlay on its way into a standard.
struct Appending<'d> {
    draft: &'d mut Draft,
    overlay: usize,
    id: String,
    file: String,
    lang: Lang,
}

impl Appending<'_> {
    /// Takes in one file, as far as it can be read; its path says what it holds.
    fn take(&mut self, name: &str, text: &str) {
        match name.split_once('/') {
            None if name == PARTS[1] => {
                if let Some(part) = self.read(text) {
                    self.vocabulary(part);
                }
            }
            None if name == PARTS[2] => {
                if let Some(part) = self.read(text) {
                    self.requirements(part);
                }
            }
            Some(("records", file)) if !file.contains('/') => {
                if let Some(part) = self.read(text) {
                    self.records(part);
                }
            }
            Some(("forms", file)) if !file.contains('/') => {
                if forms::extends(text) {
                    if let Some(part) = self.read(text) {
                        self.columns(part);
                    }
                } else if let Some(part) = self.read(text) {
                    self.form(part);
                }
            }
            _ => {
                let near = self.near(name, PARTS);
                let message = say!(self.lang, "overlay.no-part", name = name) + &near;
                let problem = Problem { place: Place::Whole, ..Problem::new(&self.file, vec![], message) };
                // It may be a misspelt part, with names that others lean on.
                if near.is_empty() { self.draft.problems.push(problem) } else { self.draft.lack(problem) }
            }
        }
    }

    /// What a file says; what is wrong in it is told.
    fn read<T: serde::de::DeserializeOwned>(&mut self, text: &str) -> Option<T> {
        let file = self.file.clone();
        self.draft.salvage(&file, text, self.lang, &mut |_, text| serde_yaml::from_str(text))
    }

    /// What the overlay says of itself; false if it stands already.
    fn about(&mut self, overlay: Overlay) -> bool {
        let lang = self.lang;
        let plain = |char: char| char.is_ascii_lowercase() || char.is_ascii_digit() || char == '-';
        let begins = overlay.id.starts_with(|char: char| char.is_ascii_lowercase());
        let demands = self.draft.standard.demands.iter().filter(|demand| demand.origin.is_none());
        let is_group = |id: &str| id.split('/').next() == Some(&overlay.id);
        let reserved = rules().any(is_group)
            || demands.into_iter().any(|demand| is_group(&demand.id))
            || self.draft.standard.about.id == overlay.id;
        if !begins || !overlay.id.chars().all(plain) {
            self.problem(vec![key("id")], say!(lang, "overlay.id", id = overlay.id));
        } else if reserved {
            // The names of the engine's own checks and of the circular's demands begin so.
            self.problem(vec![key("id")], say!(lang, "overlay.id-reserved", id = overlay.id));
        }
        for (name, text) in [("title", &overlay.title), ("issuer", &overlay.issuer)] {
            if text.trim().is_empty() {
                self.problem(vec![key(name)], say!(lang, "overlay.blank", name = name));
            }
        }
        if !overlay.date.is_empty() && overlay.date.parse::<Date>().is_err() {
            self.problem(vec![key("date")], say!(lang, "overlay.date", text = overlay.date));
        }
        let other = self.draft.standard.overlays.iter().position(|known| known.id == overlay.id);
        if let Some(other) = other {
            let first = self.draft.overlay_files[other].clone();
            self.twice(vec![key("id")], &overlay.id, &first, &[key("id")]);
        }
        self.id.clone_from(&overlay.id);
        self.draft.standard.overlays.push(overlay);
        self.draft.overlay_files.push(self.file.clone());
        other.is_none()
    }

    fn origin(&self, at: Vec<At>) -> Arc<Origin> {
        Arc::new(Origin { overlay: self.overlay, file: self.file.clone(), at })
    }

    fn problem(&mut self, at: Vec<At>, message: String) {
        let problem = Problem::new(&self.file, at, message);
        self.draft.problems.push(problem);
    }

    fn near<'n>(&self, name: &str, known: impl IntoIterator<Item = &'n str>) -> String {
        nearest(name, known).map_or(String::new(), |near| say!(self.lang, "standard.near", near = near))
    }

    /// A name that nothing has; it may stand in a file that cannot be read.
    fn unknown(&mut self, at: Vec<At>, name: &str, known: &[String]) {
        let near = self.near(name, known.iter().map(String::as_str));
        let names = || self.lang.list(known);
        let near = if near.is_empty() { say!(self.lang, "overlay.unknown.known", names = names()) } else { near };
        let message = say!(self.lang, "overlay.unknown", name = name) + &near;
        let problem = Problem { follows: true, ..Problem::new(&self.file, at, message) };
        self.draft.problems.push(problem);
    }

    /// Something stands already, at `place` in `file`.
    fn twice(&mut self, at: Vec<At>, name: &str, file: &str, place: &[At]) {
        let first = self.draft.place(file, place);
        self.problem(at, say!(self.lang, "overlay.twice", name = name, first = first));
    }
}

fn key(name: &str) -> At {
    At::Key(name.to_owned())
}

/// Where a thing stands: in an overlay, or in a file of the standard.
fn stands(origin: Option<&Arc<Origin>>, file: &str, at: Vec<At>) -> (String, Vec<At>) {
    origin.map_or_else(|| (file.to_owned(), at), |origin| (origin.file.clone(), origin.at.clone()))
}

/// Whether `text` is a name of small letters, digits and dashes.
fn is_name(text: &str) -> bool {
    text.starts_with(|char: char| char.is_ascii_lowercase())
        && text.chars().all(|char| char.is_ascii_lowercase() || char.is_ascii_digit() || char == '-')
}
