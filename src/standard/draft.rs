//! A standard in the making: the files as they are read, and where things stand in them.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use serde::de::Deserializer;

use super::files::yaml_files;
use super::locate::{At, locate, second_document};
use super::salvage::without;
use super::{About, Standard, words};
use crate::failure::{Failure, Result};
use crate::say;
use crate::text::lang::Lang;
use crate::text::safe::visible;
use crate::text::width::truncate;

/// The standard in the making: what has been read, and from which file each heading, kind and form came.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub standard: Standard,
    pub heading_files: Vec<String>,
    pub kind_files: Vec<String>,
    pub form_files: Vec<String>,
    pub page_files: Vec<String>,
    /// The file of each overlay that speaks of it.
    pub overlay_files: Vec<String>,
    /// The texts of the files that were read as YAML, by the names that problems give them.
    pub texts: Vec<(String, String)>,
    /// Those of them that were read only in part, without what could not be.
    left: Vec<(String, String)>,
    /// The folder that the standard itself was read from; nothing for the embedded one.
    base: Option<String>,
    pub problems: Vec<Problem>,
    /// Whether something could not be read, so that names others lean on may be missing.
    pub lacks: bool,
}

/// Something wrong in a standard, at a path in one of its files.
#[derive(Debug)]
pub(super) struct Problem {
    pub file: String,
    pub place: Place,
    pub message: String,
    /// Whether it would be none if what could not be read says more.
    pub follows: bool,
}

impl Problem {
    /// A problem at a path into a file.
    pub fn new(file: &str, at: Vec<At>, message: String) -> Self {
        Self { file: file.to_owned(), place: Place::At(at), message, follows: false }
    }
}

/// Columns of a line that is shown below a problem.
const EXCERPT: usize = 72;
/// Errors of one file that are told.
const ERRORS: usize = 50;
/// More bytes than this are not read again for the sake of one file.
const BYTES: usize = 8 << 20;
/// Columns of what a reader says that are shown: it may repeat a text of any length.
const WHY: usize = 240;

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
            None if file == "privacy.yaml" => {
                standard.privacy = Some(super::privacy::Privacy::deserialize(text)?);
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
            Some(("reports", _)) => {
                standard.pages.push(super::page::Page::deserialize(text)?);
                self.page_files.push(file.to_owned());
            }
            _ => return Err(serde::de::Error::custom("no part of a standard has this name")),
        }
        Ok(())
    }
}

impl Draft {
    /// Takes in what is asked of records and shown of them, read apart from what they are.
    pub fn ask(&mut self, asked: Self) {
        (self.heading_files, self.form_files, self.page_files) =
            (asked.heading_files, asked.form_files, asked.page_files);
        let Standard { headings, demands, package, forms, pages, .. } = asked.standard;
        self.standard = Standard { headings, demands, package, forms, pages, ..std::mem::take(&mut self.standard) };
    }

    /// Takes in the standard in a folder.
    pub fn folder(&mut self, root: &Path, lang: Lang) -> Result<()> {
        let base = root.display().to_string().replace('\\', "/");
        let files = yaml_files(root, &base, lang);
        if files.texts.is_empty() && files.faults.is_empty() {
            return Err(Failure(say!(lang, "standard.none", path = root.display())));
        }
        for (name, message) in files.faults {
            self.lack(Problem { place: Place::Whole, ..Problem::new(&name, vec![], message) });
        }
        self.base = Some(base);
        for (name, text) in files.texts {
            self.texts.push((name.clone(), text.clone()));
            self.salvage(&name, &text, lang, &mut |draft, text| {
                draft.accept(&name, serde_yaml::Deserializer::from_str(text))
            });
        }
        Ok(())
    }

    /// What `read` makes of a text. A reader stops at the first thing wrong; the item of a list that it stands in is then left
    /// out and the rest read again, so that all of them are told at once.
    pub fn salvage<T>(
        &mut self,
        file: &str,
        text: &str,
        lang: Lang,
        read: &mut dyn FnMut(&mut Self, &str) -> std::result::Result<T, serde_yaml::Error>,
    ) -> Option<T> {
        let mut left = text.to_owned();
        for again in 0..ERRORS.min(1 + BYTES / text.len().max(1)) {
            let error = match read(self, &left) {
                Ok(made) => {
                    // What is counted in it is counted without what was left out.
                    if again > 0 {
                        self.left.push((file.to_owned(), left));
                    }
                    return Some(made);
                }
                Err(error) => error,
            };
            // A list of which every item was left out is nothing any more.
            if again == 0 || !error.to_string().contains("invalid type: unit value") {
                self.broken(file, &error, lang);
            }
            left = without(&left, error.location()?.line())?;
        }
        None
    }

    /// Keeps a problem of what could not be read.
    pub fn lack(&mut self, problem: Problem) {
        // No name that others lean on stands in what is asked, nor in forms and pages.
        let name = problem.file.as_str();
        let leaf = ["requirements.yaml", "circular.yaml", "privacy.yaml"].iter().any(|end| name.ends_with(end));
        let leaf = leaf || ["forms/", "indicators/", "reports/"].iter().any(|folder| name.contains(folder));
        self.lacks |= !leaf;
        self.problems.push(problem);
    }

    /// Keeps what the library says is wrong in a file.
    pub fn broken(&mut self, file: &str, error: &serde_yaml::Error, lang: Lang) {
        let message = error.to_string();
        // Of a second document the library says no place. Else it repeats it inside its message; it is printed once, in front.
        let second = || self.text(file).filter(|_| words::is_second(&message)).and_then(|text| second_document(&text));
        let place = error.location().map(|place| (place.line(), place.column())).or_else(second);
        let (line, column) = place.unwrap_or((1, 1));
        let why = message.split(" at line ").next().unwrap_or_default();
        // The way to it, in numbers, says less than the line.
        let why = why.split_once(": ").filter(|(way, _)| way.contains('[')).map_or(why, |(_, why)| why);
        let message = say!(lang, "standard.yaml", why = truncate(&words::of(why, lang), WHY));
        self.lack(Problem { place: Place::Known(line, column), ..Problem::new(file, vec![], message) });
    }

    /// A file as people find it.
    fn shown(&self, file: &str) -> String {
        match &self.base {
            Some(base) if is_base(file) => format!("{base}/{file}"),
            None if is_base(file) => format!("standard/{file}"),
            _ => file.to_owned(),
        }
    }

    /// A problem in words: `file:line:column: message`, and the line itself below it.
    pub fn told(&self, problem: &Problem) -> String {
        let shown = self.shown(&problem.file);
        let text = self.text(&problem.file);
        // It may repeat a text of several lines.
        let message = visible(&problem.message);
        let place = match (&problem.place, &text) {
            (Place::At(at), Some(text)) => Some(self.locate(&problem.file, text, at)),
            (Place::Known(line, column), _) => Some((*line, *column)),
            (Place::At(_), None) | (Place::Whole, _) => None,
        };
        let Some((line, column)) = place else { return format!("{shown}: {message}") };
        let told = format!("{shown}:{line}:{column}: {message}");
        let excerpt = text.as_deref().and_then(|text| text.lines().nth(line.saturating_sub(1))).map(str::trim);
        excerpt
            .filter(|line| !line.is_empty())
            .map_or(told.clone(), |line| format!("{told}\n    | {}", truncate(line, EXCERPT)))
    }

    /// Where something stands: `file:line:column`.
    pub fn place(&self, file: &str, at: &[At]) -> String {
        let shown = self.shown(file);
        self.text(file).map_or(shown.clone(), |text| {
            let (line, column) = self.locate(file, &text, at);
            format!("{shown}:{line}:{column}")
        })
    }

    /// Line and column of a path into a file.
    fn locate(&self, file: &str, text: &str, at: &[At]) -> (usize, usize) {
        let left = self.left.iter().find(|(name, _)| name == file);
        locate(left.map_or(text, |(_, left)| left), at)
    }

    /// The text of a file, as it was read or as the binary carries it.
    fn text(&self, file: &str) -> Option<String> {
        if let Some((_, text)) = self.texts.iter().find(|(name, _)| name == file) {
            return Some(text.clone());
        }
        let texts = include_str!(concat!(env!("OUT_DIR"), "/texts.json"));
        let mut texts: BTreeMap<String, String> = serde_json::from_str(texts).ok().filter(|_| self.base.is_none())?;
        texts.remove(file)
    }
}

/// Whether a file is one of the standard itself; those of overlays go by the path of their folder.
fn is_base(file: &str) -> bool {
    let known = ["standard.yaml", "vocabulary.yaml", "circular.yaml", "privacy.yaml"].contains(&file);
    known || ["records/", "indicators/", "forms/", "reports/"].iter().any(|folder| file.starts_with(folder))
}
