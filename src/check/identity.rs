//! What tells one studio from another: the school's code, the school's name, its own name, and what its records say. Two folders that share them are
//! most often one that was copied; both would be reported, and one would speak for a school that is not its own.

use std::collections::HashMap;
use std::ops::Range;
use std::path::Path;

use super::{Check, alone, copied};
use crate::finding::{Finding, Place, Severity};
use crate::load;
use crate::record::row::Row;
use crate::record::{is_blank, normal};
use crate::say;
use crate::standard::kind::Role;
use crate::standard::{About, Standard};
use crate::text::lang::Lang;
use crate::text::safe::visible;

/// What the rules that tell of twins begin with.
pub(super) const TWIN: &str = "twin/";

/// The names of a studio, without what does not tell names apart. Of thousands of studios no more is held.
#[derive(Debug, Default)]
pub struct Identity {
    code: Option<Box<str>>,
    school: Option<Box<str>>,
    studio: Option<Box<str>>,
    /// What its records say, as hashes.
    records: Box<[u64]>,
}

/// The names as the root file gives them, and where.
#[derive(Default)]
struct Written {
    code: Option<(String, Place)>,
    school: Option<(String, Place)>,
    studio: Option<(String, Place)>,
}

impl Identity {
    /// As the root file of the studio under check gives it.
    pub(super) fn of(check: &Check<'_>) -> Self {
        let named = |role| Some(normal(told(&check.root()?, role)?.0).into());
        let records = copied::hashes(check);
        Self { code: named(Role::Code), school: named(Role::School), studio: named(Role::Title), records }
    }

    /// As what stands in `folder` gives it, of which nothing is judged.
    pub(super) fn read(standard: &Standard, root: &Path, folder: &Path, lang: Lang) -> Self {
        alone::whole(standard, root, folder, lang, Self::of)
    }
}

impl Written {
    fn of(check: &Check<'_>) -> Self {
        let named = |role| {
            let row = check.root()?;
            let (text, span) = told(&row, role)?;
            Some((text.to_owned(), check.source(&row).place(span, None)))
        };
        Self { code: named(Role::Code), school: named(Role::School), studio: named(Role::Title) }
    }
}

/// What the root file in `folder`, read alone, tells `then`.
fn alone<T>(standard: &Standard, root: &Path, folder: &Path, lang: Lang, then: impl FnOnce(&Check<'_>) -> T) -> T {
    let below = load::below(root, folder);
    let way = if below.is_empty() { below } else { format!("{below}/") };
    alone::root(standard, (folder, &way), load::STUDIO, lang, |check, _| then(check))
}

/// A name that the root file gives, and where.
fn told<'a>(root: &Row<'a>, role: Role) -> Option<(&'a str, Range<usize>)> {
    root.told(role).filter(|(text, _)| !is_blank(text))
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

/// A finding for each studio that shares with one before it what tells studios apart; each comes with its folder.
pub(super) fn twins<'i>(
    standard: &Standard,
    root: &Path,
    all: impl IntoIterator<Item = (&'i Path, &'i Identity)>,
    lang: Lang,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut seen: HashMap<(usize, &str, &str), (&Path, &Identity)> = HashMap::new();
    let all: Vec<(&Path, &Identity)> = all.into_iter().collect();
    let records: Vec<&[u64]> = all.iter().map(|(_, identity)| &*identity.records).collect();
    let mut copied = copied::Seen::default();
    for (number, (folder, identity)) in all.iter().copied().enumerate() {
        if let Some((other, n, whole)) = copied.copied(number, &records)
            && let (other, known) = all[other]
            && match twin(&standard.about, identity, known) {
                None | Some(Twin::Title) => true,
                // Studios of one school share its rosters, but not all they have.
                Some(Twin::School) => whole,
                Some(_) => false,
            }
        {
            let [one, other] = [folder, other].map(|folder| alone(standard, root, folder, lang, Written::of));
            findings.extend(tell_copied(n, one, other, lang));
        }
        let (code, school, studio) = (identity.code.as_deref(), identity.school.as_deref(), identity.studio.as_deref());
        // The first of a school need not be the one with the same studio: both together are looked for, too.
        let alone = [code, school, studio].map(|one| Some((one?, "")));
        let both = [code, school].map(|one| Some((one?, studio?)));
        let keys = alone.into_iter().chain(both).enumerate();
        let keys: Vec<_> = keys.filter_map(|(index, key)| key.map(|(one, more)| (index, one, more))).collect();
        let earlier = keys.iter().filter_map(|key| seen.get(key).copied());
        let found = earlier.filter_map(|(folder, other)| Some((twin(&standard.about, identity, other)?, folder)));
        // Of two things in common the graver one is told.
        if let Some((twin, other)) = found.min_by_key(|(twin, _)| *twin as usize) {
            let [one, other] = [folder, other].map(|folder| self::alone(standard, root, folder, lang, Written::of));
            findings.extend(tell(twin, one, other, lang));
        }
        for key in keys {
            seen.entry(key).or_insert((folder, identity));
        }
    }
    findings
}

fn twin(about: &About, one: &Identity, other: &Identity) -> Option<Twin> {
    let both = |a: &Option<Box<str>>, b: &Option<Box<str>>| Some(a.as_ref()? == b.as_ref()?);
    let (code, mut school) = (both(&one.code, &other.code), both(&one.school, &other.school));
    if code == Some(true)
        && one.school.as_deref().zip(other.school.as_deref()).is_some_and(|(a, b)| campus(about, a, b))
    {
        school = Some(true);
    }
    let studio = both(&one.studio, &other.studio).unwrap_or(false);
    Some(match (code, school) {
        (Some(true), Some(false)) => Twin::Code,
        (Some(false), Some(true)) => Twin::Name,
        (Some(true), _) | (_, Some(true)) if studio => Twin::Studio,
        (Some(true), _) | (_, Some(true)) => Twin::School,
        _ if studio => Twin::Title,
        _ => return None,
    })
}

/// Whether one of two names is that of a campus of the other: it goes by the name of its school with its own behind it.
fn campus(about: &About, one: &str, other: &str) -> bool {
    let rest = one.strip_prefix(other).or_else(|| other.strip_prefix(one));
    rest.is_some_and(|rest| about.campuses.end(rest.trim_end_matches(')')).is_some())
}

fn tell(twin: Twin, one: Written, other: Written, lang: Lang) -> Option<Finding> {
    let school = one.school.zip(other.school);
    let (rule, severity, pair) = match twin {
        Twin::Studio => ("twin/studio", Severity::Error, one.studio.zip(other.studio)),
        Twin::Code => ("twin/code", Severity::Error, one.code.zip(other.code)),
        Twin::Name => ("twin/school", Severity::Warning, school),
        Twin::School => ("twin/school", Severity::Note, school.or_else(|| one.code.zip(other.code))),
        Twin::Title => ("twin/name", Severity::Note, one.studio.zip(other.studio)),
    };
    let ((what, place), (_, mut second)) = pair?;
    let folder = folder(&second);
    let (message, help) = match twin {
        Twin::Studio => (say!(lang, "same.studio", name = what, folder = folder), say!(lang, "same.studio.help")),
        Twin::Code => (say!(lang, "same.code", code = what, folder = folder), say!(lang, "same.code.help")),
        Twin::Name => (say!(lang, "same.school", name = what, folder = folder), say!(lang, "same.school.help")),
        Twin::School => (say!(lang, "same.two", name = what, folder = folder), say!(lang, "same.two.help")),
        Twin::Title => (say!(lang, "same.title", name = what, folder = folder), say!(lang, "same.title.help")),
    };
    second.label = Some(say!(lang, "same.here"));
    let places = vec![place, second];
    // A studio has one such finding, and the folder of the other is another from another place.
    Some(Finding::new(rule, severity, places, &what, message, help))
}

/// That so many records of a studio are those of another.
fn tell_copied(n: usize, one: Written, other: Written, lang: Lang) -> Option<Finding> {
    let (what, place) = one.school.or(one.studio)?;
    let (_, mut second) = other.school.or(other.studio)?;
    let message = say!(lang, "same.records", name = what, n = n, folder = folder(&second));
    second.label = Some(say!(lang, "same.records.there"));
    let (places, help) = (vec![place, second], say!(lang, "same.records.help"));
    Some(Finding::new("twin/records", Severity::Warning, places, &what, message, help))
}

/// The folder of a root file, as one names it, on one line.
fn folder(place: &Place) -> String {
    visible(place.file.rsplit_once('/').map_or(".", |(folder, _)| folder)).into_owned()
}
