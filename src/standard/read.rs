//! Reads a standard: the one the binary carries, from JSON; any other, from a folder of YAML.

use std::fmt;
use std::path::Path;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, MapAccess, Visitor};

use super::locate::{At, locate};
use super::resolve::resolve;
use super::verify::verify;
use super::{About, Standard};
use crate::failure::{Failure, Result};

/// The standard in the making: what has been read, and from which file each heading, kind and form came.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub standard: Standard,
    pub heading_files: Vec<String>,
    pub kind_files: Vec<String>,
    pub form_files: Vec<String>,
}

/// Something wrong in a standard, at a path in one of its files.
#[derive(Debug)]
pub(super) struct Problem {
    pub file: String,
    pub at: Vec<At>,
    pub message: String,
}

impl Draft {
    /// Takes in one file; its path says what it holds.
    fn accept<'de, D: Deserializer<'de>>(&mut self, file: &str, text: D) -> std::result::Result<(), D::Error> {
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

/// The standard that the binary carries.
///
/// # Errors
/// Never for a binary whose tests passed.
pub fn embedded() -> Result<Standard> {
    let mut draft = Draft::default();
    let text = include_str!(concat!(env!("OUT_DIR"), "/standard.json"));
    serde_json::Deserializer::from_str(text)
        .deserialize_map(Files(&mut draft))
        .map_err(|error| Failure(error.to_string()))?;
    finish(draft, |_| None)
}

/// The standard in a folder of YAML.
///
/// # Errors
/// Every problem found in it, one a line: `file:line:column: message`.
pub fn folder(root: &Path) -> Result<Standard> {
    let mut draft = Draft::default();
    let mut problems = Vec::new();
    let mut texts = Vec::new();
    for entry in walkdir::WalkDir::new(root).sort_by_file_name() {
        let entry = entry.map_err(|error| Failure(error.to_string()))?;
        if !entry.file_type().is_file() || entry.path().extension().is_none_or(|kind| kind != "yaml") {
            continue;
        }
        let name = entry.path().strip_prefix(root).unwrap_or(entry.path()).to_string_lossy().replace('\\', "/");
        let text = std::fs::read_to_string(entry.path())
            .map_err(|error| Failure(format!("{}: {error}", entry.path().display())))?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned();
        if let Err(error) = draft.accept(&name, serde_yaml::Deserializer::from_str(&text)) {
            // The library repeats the place inside its message; it is printed once, in front.
            let (line, column) = error.location().map_or((1, 1), |place| (place.line(), place.column()));
            let message = error.to_string();
            let message = message.split(" at line ").next().unwrap_or_default();
            problems.push(format!("{}/{name}:{line}:{column}: {message}", root.display()));
        }
        texts.push((name, text));
    }
    if texts.is_empty() {
        return Err(Failure(format!("{}: no standard here, not one .yaml file", root.display())));
    }
    if !problems.is_empty() {
        return Err(Failure(problems.join("\n")));
    }
    finish(draft, |problem| {
        let text = &texts.iter().find(|(name, _)| *name == problem.file)?.1;
        let (line, column) = locate(text, &problem.at);
        Some(format!("{}/{}:{line}:{column}", root.display(), problem.file))
    })
}

fn finish(mut draft: Draft, place: impl Fn(&Problem) -> Option<String>) -> Result<Standard> {
    let mut problems = resolve(&mut draft);
    problems.extend(verify(&draft));
    if problems.is_empty() {
        return Ok(draft.standard);
    }
    let lines = problems.iter().map(|problem| {
        let place = place(problem).unwrap_or_else(|| problem.file.clone());
        format!("{place}: {}", problem.message)
    });
    Err(Failure(lines.collect::<Vec<_>>().join("\n")))
}

/// The embedded files: a map from name to what the file holds.
struct Files<'a>(&'a mut Draft);

impl<'de> Visitor<'de> for Files<'_> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a map of files")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> std::result::Result<(), A::Error> {
        while let Some(name) = map.next_key::<String>()? {
            map.next_value_seed(File(self.0, &name))?;
        }
        Ok(())
    }
}

struct File<'a>(&'a mut Draft, &'a str);

impl<'de> DeserializeSeed<'de> for File<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, text: D) -> std::result::Result<(), D::Error> {
        self.0.accept(self.1, text)
    }
}
