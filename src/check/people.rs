//! Names of people: one in each value, one record for each person, and the file called as the person is.

use std::collections::BTreeMap;

use super::Check;
use super::alike::plain;
use super::meant::names;
use super::tenure::MANY;
use crate::finding::{Finding, Place, Severity};
use crate::record::row::Row;
use crate::record::{Record, is_blank, normal};
use crate::say;
use crate::standard::kind::{Field, Role, Type};
use crate::text::nearest::nearest;
use crate::text::safe::hides;
use crate::text::seen::is_han;
use crate::text::shell::word;

/// A person who is named as the record has it, and not as its file is called.
pub(super) struct Misnamed<'a> {
    record: &'a Record<'a>,
    name: &'a str,
    place: Place,
    finding: Finding,
}

impl<'a> Misnamed<'a> {
    /// `finding` is what is said of the one place where `name` is given for the person of `found`; nothing where it is not
    /// the name in the record.
    pub fn new(found: &Row<'a>, name: &'a str, finding: &Finding) -> Option<Self> {
        let (_, own) = found.at(Role::Title).filter(|_| found.list.is_none() && found.fields.of_people())?;
        let place = finding.places.first()?.clone();
        (own.get_ref().as_str() == Some(name)).then(|| Self {
            record: found.record,
            name,
            place,
            finding: finding.clone(),
        })
    }
}

/// What is said of them: of a few one by one, of many once, at the record.
pub(super) fn misnamed(check: &Check<'_>, all: Vec<Misnamed<'_>>) -> Vec<Finding> {
    let mut groups: BTreeMap<&str, Vec<Misnamed<'_>>> = BTreeMap::new();
    for one in all {
        groups.entry(&one.record.stem).or_default().push(one);
    }
    let mut findings = Vec::new();
    for group in groups.into_values() {
        if group.len() < MANY {
            findings.extend(group.into_iter().map(|one| one.finding));
            continue;
        }
        let (record, name, n) = (group[0].record, group[0].name, group.len());
        let file = record.stem.as_str();
        let message = say!(check.lang, "people.file", file = file, name = name, n = n);
        let own = check.place(&check.studio.row(record), None);
        let help = say!(check.lang, "people.file.help", path = word(&own.file), name = word(name));
        let places = std::iter::once(own).chain(group.into_iter().map(|one| one.place)).collect();
        findings.push(Finding::new("record/name-variant", Severity::Warning, places, "stem", message, help));
    }
    findings
}

/// A file called nearly as the person in it, or as somebody else: one of the two is a slip. Of those in `told` it is said already.
pub(super) fn slips(check: &Check<'_>, told: &[Misnamed<'_>]) -> Vec<Finding> {
    let slip = |record: &Record<'_>| {
        let fields = &check.standard.kinds[record.kind].fields;
        let field = fields.with(Role::Title).filter(|field| field.has(Role::Person))?;
        let (key, value) = record.table.get_key_value(field.key.as_str())?;
        let (name, stem) = (value.get_ref().as_str()?, record.stem.as_str());
        // What nobody sees is told as such, and what is no name.
        if hides(stem) || hides(name) || name.contains(STRANGE) || is_blank(name) {
            return None;
        }
        let (plain, called) = (normal(name), normal(stem));
        // A file may well have something added to the name. What is no name in Han characters may be called by a number, or in letters.
        let han = |name: &str| (2..5).contains(&name.chars().count()) && name.chars().all(is_han);
        // Two of one name are told as that.
        let alone = || {
            let same = check
                .studio
                .of_kind(record.kind)
                .iter()
                .filter(|one| check.studio.title(&check.studio.row(one)) == name);
            same.count() < 2
        };
        let other = han(&plain) && han(&called) && alone();
        let near = || nearest(&plain, [&*called]).is_some();
        if called.contains(&*plain) || !other && (plain.contains(&*called) || !near()) {
            return None;
        }
        let message = say!(check.lang, "people.slip", name = name, file = stem);
        let place = check.studio.sources[record.source].place(key.span().start..value.span().end, None);
        let help = say!(check.lang, "people.slip.help", name = name);
        Some(Finding::new("record/name-variant", Severity::Warning, vec![place], "stem", message, help))
    };
    let untold = |record: &&Record<'_>| !told.iter().any(|one| std::ptr::eq(one.record, *record));
    check.studio.records.iter().filter(untold).filter_map(slip).collect()
}

/// A value that gives several names where each has its own place.
pub(super) fn several(check: &Check<'_>, field: &Field, text: &str, place: impl Fn() -> Place) -> Option<Finding> {
    // A plain text may say that two share the work.
    let alone = field.of == Type::Reference || field.has(Role::Title);
    if !field.has(Role::Person) || !(field.many || alone) {
        return None;
    }
    let names = joins(check, field, text)?;
    let severity = if field.many { Severity::Warning } else { Severity::Error };
    let (message, help) = joined(check, field, text, &names);
    Some(Finding::new("record/reference", severity, vec![place()], &format!("{} {text}", field.key), message, help))
}

/// The names in a text that joins several: by a mark, or by a word between two that `field` may refer to, or that look like names
/// where a person belongs; one name alone may have such a word in it.
pub(super) fn joins(check: &Check<'_>, field: &Field, text: &str) -> Option<Vec<String>> {
    let known = |name: &str| {
        field.target.is_some_and(|target| check.studio.resolve(target, name).is_some())
            || field.has(Role::Person) && is_like_a_name(check, name)
    };
    let both = |(at, _): (usize, char)| {
        let length = check.standard.about.and.begin(&text[at..])?;
        let two = [text[..at].trim(), text[at + length..].trim()];
        two.iter().all(|name| known(name)).then(|| two.map(|name| format!("\"{name}\"")).to_vec())
    };
    names(text).or_else(|| text.char_indices().find_map(both))
}

/// Whether a text alone looks like a name: a surname, and one or two Han characters.
fn is_like_a_name(check: &Check<'_>, text: &str) -> bool {
    let Some(privacy) = &check.standard.privacy else { return false };
    let surname = [&privacy.pupils.surnames, &privacy.pupils.doubtful].into_iter().find_map(|list| list.begin(text));
    let given = surname.map_or("", |length| &text[length..]);
    (1..=2).contains(&given.chars().count()) && given.chars().all(is_han)
}

/// What is said of `text`, which joins `names`, each in quotation marks.
pub(super) fn joined(check: &Check<'_>, field: &Field, text: &str, names: &[String]) -> (String, String) {
    let label = field.named(check.lang);
    if !field.has(Role::Person) && !field.target.is_some_and(|target| is_of_people(check, target)) {
        let help = say!(check.lang, "shape.not-in-list.joined", items = names.join(", "));
        return (say!(check.lang, "shape.several", text = text), help);
    }
    let first = names.first().map_or(text, |name| name.trim_matches('"'));
    let help = if field.many {
        say!(check.lang, "people.several.list", names = names.join(", "))
    } else if field.has(Role::Title) {
        say!(check.lang, "people.several.own", name = first)
    } else {
        say!(check.lang, "people.several.help", name = first)
    };
    (say!(check.lang, "people.several", text = text, name = label), help)
}

/// Whether a target names people.
pub(super) fn is_of_people(check: &Check<'_>, target: usize) -> bool {
    let target = &check.standard.targets[target];
    target.field.is_none() && check.standard.kinds[target.kind].fields.of_people()
}

/// The person that a name with a title behind it is meant for, among those a target names: the one of that name, or the only
/// one of that family name.
pub(super) fn titled<'a>(check: &Check<'a>, target: usize, name: &str) -> Option<&'a str> {
    if !is_of_people(check, target) {
        return None;
    }
    let name = normal(name);
    let bare = Some(check.standard.about.untitled(&name)).filter(|bare| !bare.is_empty() && *bare != &*name)?;
    let mut begun = check.studio.names(target).filter(|known| known.starts_with(bare));
    let same = check.studio.names(target).find(|known| *known == bare);
    same.or_else(|| begun.next().filter(|_| begun.next().is_none()))
}

/// What stands where a name should, and is none: nobody is there yet.
pub(super) fn nobody(check: &Check<'_>, field: &Field, text: &str, place: impl Fn() -> Place) -> Option<Finding> {
    let about = &check.standard.about;
    if !field.is_nobody(about, text) || field.vacant.as_deref() == Some(text) {
        return None;
    }
    let name = field.named(check.lang);
    let help = match (&field.vacant, about.somebody_of(text)) {
        _ if field.has(Role::OrBody) => say!(check.lang, "people.neither.help", help = field.help, key = field.key),
        (Some(vacant), _) => say!(check.lang, "people.nobody.vacant", vacant = vacant),
        (None, Some(name)) => say!(check.lang, "people.nobody.of", name = name),
        _ if about.is_body(text) => say!(check.lang, "people.nobody.body", text = text, help = field.help),
        _ if field.required => field.help.clone(),
        _ => say!(check.lang, "people.nobody.help", key = field.key),
    };
    let message = if field.has(Role::OrBody) { "people.neither" } else { "people.nobody" };
    let message = say!(check.lang, message, text = text, name = name);
    let detail = format!("{} {text}", field.key);
    // Where a name may be left out, the word does no harm.
    let needed = field.required || field.vacant.is_some();
    let severity = if needed { Severity::Error } else { Severity::Warning };
    Some(Finding::new("record/reference", severity, vec![place()], &detail, message, help))
}

/// The name of the one whom a record is about, if it is none: it has marks that no name has, the ending of a file, or a title.
pub(super) fn own(check: &Check<'_>, field: &Field, text: &str, place: impl Fn() -> Place) -> Option<Finding> {
    let is_ended = || text.trim_end().strip_suffix(STOPS).is_some_and(|before| before.ends_with(is_han));
    let is_file = text.contains(STRANGE) || text.ends_with(RECORD) || is_ended();
    let about = &check.standard.about;
    // 何知远（主持人）, but not 何知远（语文）, which tells two people apart.
    let aside = || text.trim_end().strip_suffix(['）', ')'])?.rsplit_once(['（', '(']).map(|(_, aside)| aside);
    let is_post = |aside: &str| about.is_body(aside) || about.untitled(aside).is_empty();
    let is_titled = || about.untitled(text).len() < text.len() || aside().is_some_and(is_post);
    if !(field.has(Role::Title) && field.has(Role::Person)) || !is_file && !is_titled() {
        return None;
    }
    let (message, help) = (
        say!(check.lang, "people.nobody", text = text, name = field.named(check.lang)),
        say!(check.lang, "people.own.help", help = field.help),
    );
    let severity = if is_file { Severity::Error } else { Severity::Warning };
    Some(Finding::new("record/reference", severity, vec![place()], &format!("{} {text}", field.key), message, help))
}

/// Marks that no name has.
const STRANGE: [char; 10] = ['《', '》', '〈', '〉', '【', '】', '/', '\\', '：', ':'];
/// Marks that end a sentence, and no name in Han characters.
const STOPS: [char; 6] = ['.', '。', '，', ',', '；', ';'];
/// How the names of files end.
const RECORD: &str = ".toml";

/// Two records of one person; most often one was copied.
pub(super) fn twice(check: &Check<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (kind, _) in check.standard.kinds.iter().enumerate().filter(|(_, kind)| kind.fields.of_people()) {
        let mut named: BTreeMap<String, Vec<(&str, &Record<'_>)>> = BTreeMap::new();
        for record in check.studio.of_kind(kind) {
            let name = check.studio.row(record).at(Role::Title).and_then(|(_, value)| value.get_ref().as_str());
            if let Some(name) = name.filter(|name| !is_blank(name)) {
                let same: &mut Vec<(&str, &Record<'_>)> = named.entry(plain(name)).or_default();
                // Files that are one file elsewhere are told as that.
                if same.iter().all(|(_, other)| normal(&other.stem) != normal(&record.stem)) {
                    same.push((name, record));
                }
            }
        }
        for mut records in named.into_values().filter(|records| records.len() > 1) {
            // The one whose file is called as the person is the first.
            records.sort_by_key(|(name, record)| (record.stem != *name, record.stem.as_str()));
            let (name, last) = records[records.len() - 1];
            let kind = check.standard.kinds[kind].label.get(check.lang);
            let message = say!(check.lang, "people.twice", name = name, n = records.len(), kind = kind);
            let help = say!(check.lang, "people.twice.help", file = last.stem, name = name);
            let places = records.iter().rev().map(|(_, record)| check.place(&check.studio.row(record), None)).collect();
            findings.push(Finding::new("record/duplicate", Severity::Warning, places, name, message, help));
        }
    }
    findings
}
