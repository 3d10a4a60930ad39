//! What tells one studio from another: the school's code, the school's name, its own name. Two folders that share them are
//! most often one that was copied; both would be reported, and one would speak for a school that is not its own.

use std::collections::HashMap;
use std::path::Path;

use super::{Check, alone};
use crate::finding::{Finding, Place, Severity};
use crate::load;
use crate::record::normal;
use crate::say;
use crate::standard::Standard;
use crate::standard::kind::Role;
use crate::text::lang::Lang;

/// The names of a studio as its root file gives them, and where.
#[derive(Debug, Default)]
pub struct Identity {
    code: Option<Named>,
    school: Option<Named>,
    studio: Option<Named>,
}

#[derive(Debug)]
struct Named {
    /// As written.
    text: String,
    /// Without what does not tell names apart.
    normal: String,
    place: Place,
}

impl Identity {
    /// As the root file of the studio under check gives it.
    pub(super) fn of(check: &Check<'_>) -> Self {
        let named = |role| {
            let row = check.root()?;
            let (text, span) = row.told(role).filter(|(text, _)| !crate::record::is_blank(text))?;
            let place = check.source(&row).place(span, None);
            Some(Named { text: text.to_owned(), normal: normal(text).into_owned(), place })
        };
        Self { code: named(Role::Code), school: named(Role::School), studio: named(Role::Title) }
    }

    /// As the root file in `folder` gives it, of which nothing else is read.
    pub(super) fn read(standard: &Standard, root: &Path, folder: &Path, lang: Lang) -> Self {
        let below = load::below(root, folder);
        let way = if below.is_empty() { below } else { format!("{below}/") };
        alone::root(standard, (folder, &way), load::STUDIO, lang, |check, _| Self::of(check))
    }
}

/// What two studios have in common that they should not, or that one should know.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Twin {
    /// The same school and the same name: one folder is a copy.
    Studio,
    /// One code for two schools.
    Code,
    /// One name for schools of two codes.
    Name,
    /// Two studios of one school.
    School,
    /// Studios of one name in two schools.
    Title,
}

/// A finding for each studio that shares with one before it what tells studios apart.
pub(super) fn twins<'i>(all: impl IntoIterator<Item = &'i Identity>, lang: Lang) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut seen: HashMap<(usize, &str, &str), &Identity> = HashMap::new();
    for identity in all {
        let normal = |named: &'i Option<Named>| named.as_ref().map(|named| named.normal.as_str());
        let (code, school, studio) = (normal(&identity.code), normal(&identity.school), normal(&identity.studio));
        // The first of a school need not be the one with the same studio: both together are looked for, too.
        let alone = [code, school, studio].map(|one| Some((one?, "")));
        let both = [code, school].map(|one| Some((one?, studio?)));
        let keys = alone.into_iter().chain(both).enumerate();
        let keys: Vec<_> = keys.filter_map(|(index, key)| key.map(|(one, more)| (index, one, more))).collect();
        let earlier = keys.iter().filter_map(|key| seen.get(key).copied());
        let found = earlier.filter_map(|other| Some((twin(identity, other)?, other)));
        // Of two things in common the graver one is told.
        if let Some((twin, other)) = found.min_by_key(|(twin, _)| *twin as usize) {
            findings.extend(tell(twin, identity, other, lang));
        }
        for key in keys {
            seen.entry(key).or_insert(identity);
        }
    }
    findings
}

fn twin(one: &Identity, other: &Identity) -> Option<Twin> {
    let both = |of: fn(&Identity) -> &Option<Named>| {
        let (a, b) = (of(one).as_ref()?, of(other).as_ref()?);
        Some(a.normal == b.normal)
    };
    let (code, school, studio) =
        (both(|one| &one.code), both(|one| &one.school), both(|one| &one.studio).unwrap_or(false));
    Some(match (code, school) {
        (Some(true), Some(false)) => Twin::Code,
        (Some(false), Some(true)) => Twin::Name,
        (Some(true), _) | (_, Some(true)) if studio => Twin::Studio,
        (Some(true), _) | (_, Some(true)) => Twin::School,
        _ if studio => Twin::Title,
        _ => return None,
    })
}

fn tell(twin: Twin, one: &Identity, other: &Identity, lang: Lang) -> Option<Finding> {
    let shared = |of: fn(&Identity) -> &Option<Named>| Some((of(one).as_ref()?, of(other).as_ref()?));
    let school = || shared(|one| &one.school);
    let studio = || shared(|one| &one.studio);
    let code = || shared(|one| &one.code);
    let (rule, severity, pair) = match twin {
        Twin::Studio => ("twin/studio", Severity::Error, studio()?),
        Twin::Code => ("twin/code", Severity::Error, code()?),
        Twin::Name => ("twin/school", Severity::Warning, school()?),
        Twin::School => ("twin/school", Severity::Note, school().or_else(code)?),
        Twin::Title => ("twin/name", Severity::Note, studio()?),
    };
    let (what, folder) = (&pair.0.text, folder(&pair.1.place));
    let (message, help) = match twin {
        Twin::Studio => (say!(lang, "same.studio", name = what, folder = folder), say!(lang, "same.studio.help")),
        Twin::Code => (say!(lang, "same.code", code = what, folder = folder), say!(lang, "same.code.help")),
        Twin::Name => (say!(lang, "same.school", name = what, folder = folder), say!(lang, "same.school.help")),
        Twin::School => (say!(lang, "same.two", name = what, folder = folder), say!(lang, "same.two.help")),
        Twin::Title => (say!(lang, "same.title", name = what, folder = folder), say!(lang, "same.title.help")),
    };
    let mut second = pair.1.place.clone();
    second.label = Some(say!(lang, "same.here"));
    let places = vec![pair.0.place.clone(), second];
    // A studio has one such finding, and the folder of the other is another from another place.
    Some(Finding::new(rule, severity, places, what, message, help))
}

/// The folder of a root file, as one names it.
fn folder(place: &Place) -> String {
    place.file.rsplit_once('/').map_or(".", |(folder, _)| folder).to_owned()
}
