//! Reads a standard: the one the binary carries, from JSON; any other, from a folder of YAML. Overlays are read behind it.

use std::collections::HashSet;
use std::fmt;
use std::path::{Path, PathBuf};

use serde::de::{DeserializeSeed, Deserializer, MapAccess, Visitor};

use super::draft::Draft;
use super::resolve::resolve;
use super::verify::verify;
use super::{Standard, overlay};
use crate::both::both;
use crate::failure::{Failure, Result};
use crate::files::whole;
use crate::text::lang::Lang;

/// Which standard is read, and what a province or school asks besides.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sources<'s> {
    /// The folder of the standard; the embedded one without it.
    pub base: Option<&'s Path>,
    /// The folders of overlays, in order.
    pub overlays: &'s [PathBuf],
}

/// The standard that the binary carries.
///
/// # Errors
/// Never for a binary whose tests passed.
pub fn embedded() -> Result<Standard> {
    load(Sources::default(), Lang::En)
}

/// The standard in a folder of YAML.
///
/// # Errors
/// Every problem found in it, one a line: `file:line:column: message`.
pub fn folder(root: &Path) -> Result<Standard> {
    load(Sources { base: Some(root), ..Sources::default() }, Lang::En)
}

/// The standard that `sources` give, with problems told in `lang`.
///
/// # Errors
/// Every problem found in it and in its overlays, one a line: `file:line:column: message`.
pub fn load(sources: Sources<'_>, lang: Lang) -> Result<Standard> {
    let mut draft = Draft::default();
    if let Some(root) = sources.base {
        draft.folder(root, lang)?;
    } else {
        let records = || carried(include_str!(concat!(env!("OUT_DIR"), "/records.json")));
        let asked = || carried(include_str!(concat!(env!("OUT_DIR"), "/asked.json")));
        let (records, asked) = both(records, asked);
        draft = records?;
        draft.ask(asked?);
    }
    let mut seen = HashSet::new();
    for folder in sources.overlays {
        // What the root file names and the command line, too, adds what it adds once.
        if whole(folder).map_or(true, |whole| seen.insert(whole)) {
            overlay::append(&mut draft, folder, lang);
        }
    }
    let mut problems = std::mem::take(&mut draft.problems);
    problems.extend(resolve(&mut draft, lang));
    problems.extend(verify(&draft, lang));
    // What leans on something that could not be read may be right.
    problems.retain(|problem| !(problem.follows && draft.lacks));
    if problems.is_empty() {
        return Ok(draft.standard);
    }
    Err(Failure(problems.iter().map(|problem| draft.told(problem)).collect::<Vec<_>>().join("\n")))
}

/// What one of the embedded texts holds.
fn carried(text: &str) -> Result<Draft> {
    let mut draft = Draft::default();
    let files = serde_json::Deserializer::from_str(text).deserialize_map(Files(&mut draft));
    files.map(|()| draft).map_err(|error| Failure(error.to_string()))
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
