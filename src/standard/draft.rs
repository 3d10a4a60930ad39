//! A standard in the making: the files as they are read, and where things stand in them.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use serde::de::Deserializer;

use super::locate::{At, locate};
use super::{About, Standard};
use crate::failure::{Failure, Result};
use crate::say;
use crate::text::lang::Lang;

/// The standard in the making: what has been read, and from which file each heading, kind and form came.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub standard: Standard,
    pub heading_files: Vec<String>,
    pub kind_files: Vec<String>,
    pub form_files: Vec<String>,
    /// The file of each overlay that speaks of it.
    pub overlay_files: Vec<String>,
    /// The texts of the files that were read as YAML, by the names that problems give them.
    pub texts: Vec<(String, String)>,
    /// The folder that the standard itself was read from; nothing for the embedded one.
    base: Option<String>,
    pub problems: Vec<Problem>,
}

/// Something wrong in a standard, at a path in one of its files.
#[derive(Debug)]
pub(super) struct Problem {
    pub file: String,
    pub place: Place,
    pub message: String,
}

/// Where in its file a problem is.
#[derive(Debug)]
pub(super) enum Place {
    /// At a path into it.
    At(Vec<At>),
    /// At a line and column.
    Known(usize, usize),
    /// Nowhere in particular.
    Whole,
}

impl Draft {
    /// Takes in one file; its path says what it holds.
    pub fn accept<'de, D: Deserializer<'de>>(&mut self, file: &str, text: D) -> std::result::Result<(), D::Error> {
        let standard = &mut self.standard;
        match file.split_once('/') {
            None if file == "standard.yaml" => standard.about = About::deserialize(text)?,
            None if file == "vocabulary.yaml" => {
                #[derive(Deserialize)]
                #[serde(deny_unknown_fields)]
                struct Vocabulary {
                    lists: Vec<super::vocabulary::List>,
                }
                standard.lists = Vocabulary::deserialize(text)?.lists;
            }
            None if file == "circular.yaml" => {
                #[derive(Deserialize)]
                #[serde(deny_unknown_fields)]
                struct Circular {
                    package: Option<super::package::Package>,
                    rules: Vec<super::indicator::Clause>,
                }
                let circular = Circular::deserialize(text)?;
                (standard.package, standard.demands) = (circular.package, circular.rules);
            }
            Some(("records", _)) => {
                standard.kinds.push(super::kind::Kind::deserialize(text)?);
                self.kind_files.push(file.to_owned());
            }
            Some(("indicators", _)) => {
                standard.headings.push(super::indicator::Heading::deserialize(text)?);
                self.heading_files.push(file.to_owned());
            }
            Some(("forms", _)) => {
                standard.forms.push(super::layout::Layout::deserialize(text)?);
                self.form_files.push(file.to_owned());
            }
            _ => return Err(serde::de::Error::custom("no part of a standard has this name")),
        }
        Ok(())
    }
}

impl Draft {
    /// Takes in the standard in a folder.
    pub fn folder(&mut self, root: &Path, lang: Lang) -> Result<()> {
        let files = yaml_files(root)?;
        if files.is_empty() {
            return Err(Failure(say!(lang, "standard.none", path = root.display())));
        }
        self.base = Some(root.display().to_string());
        for (name, text) in files {
            if let Err(error) = self.accept(&name, serde_yaml::Deserializer::from_str(&text)) {
                let problem = yaml_problem(&name, &error, lang);
                self.problems.push(problem);
            }
            self.texts.push((name, text));
        }
        Ok(())
    }

    /// A file as people find it.
    fn shown(&self, file: &str) -> String {
        match &self.base {
            Some(base) if is_base(file) => format!("{base}/{file}"),
            None if is_base(file) => format!("standard/{file}"),
            _ => file.to_owned(),
        }
    }

    /// Where a problem is, as far as it can be known.
    pub fn told(&self, problem: &Problem) -> String {
        match &problem.place {
            Place::At(at) => self.place(&problem.file, at),
            Place::Known(line, column) => format!("{}:{line}:{column}", self.shown(&problem.file)),
            Place::Whole => problem.file.clone(),
        }
    }

    /// Where something stands: `file:line:column`.
    pub fn place(&self, file: &str, at: &[At]) -> String {
        let shown = self.shown(file);
        let text = self.texts.iter().find(|(name, _)| name == file).map(|(_, text)| text.clone());
        let embedded = || {
            let texts = include_str!(concat!(env!("OUT_DIR"), "/texts.json"));
            let texts: BTreeMap<String, String> = serde_json::from_str(texts).ok()?;
            texts.get(file).cloned()
        };
        match text.or_else(|| embedded().filter(|_| self.base.is_none())) {
            Some(text) => {
                let (line, column) = locate(&text, at);
                format!("{shown}:{line}:{column}")
            }
            None => shown,
        }
    }
}

/// Whether a file is one of the standard itself; those of overlays go by the path of their folder.
fn is_base(file: &str) -> bool {
    let known = ["standard.yaml", "vocabulary.yaml", "circular.yaml"].contains(&file);
    known || ["records/", "indicators/", "forms/"].iter().any(|folder| file.starts_with(folder))
}

/// The YAML files below a folder with their texts, by name.
///
/// # Errors
/// One of them cannot be read.
pub(super) fn yaml_files(root: &Path) -> Result<Vec<(String, String)>> {
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(root).sort_by_file_name() {
        let entry = entry.map_err(|error| Failure(error.to_string()))?;
        if !entry.file_type().is_file() || entry.path().extension().is_none_or(|kind| kind != "yaml") {
            continue;
        }
        let name = entry.path().strip_prefix(root).unwrap_or(entry.path()).to_string_lossy().replace('\\', "/");
        let text = std::fs::read_to_string(entry.path())
            .map_err(|error| Failure(format!("{}: {error}", entry.path().display())))?;
        files.push((name, text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned()));
    }
    Ok(files)
}

/// What the library says is wrong in a file.
pub(super) fn yaml_problem(file: &str, error: &serde_yaml::Error, lang: Lang) -> Problem {
    // The library repeats the place inside its message; it is printed once, in front.
    let place = error.location().map_or((1, 1), |place| (place.line(), place.column()));
    let message = error.to_string();
    let why = message.split(" at line ").next().unwrap_or_default();
    let message = say!(lang, "standard.yaml", why = why);
    Problem { file: file.to_owned(), place: Place::Known(place.0, place.1), message }
}
