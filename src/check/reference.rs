//! References: each names something that exists, as it is written there, and that was there on the day.

use std::collections::HashMap;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::loose::is_word;
use super::nameless::is_nameless;
use super::people::{self, Misnamed};
use super::tenure::{self, Away};
use super::unread::is_broken;
use super::{Check, local, meant};
use crate::finding::{Finding, Severity};
use crate::record::row::Row;
use crate::record::{is_blank, list_at, normal};
use crate::say;
use crate::source::Source;
use crate::standard::kind::{Field, Fields, Role, Stem, Type};
use crate::text::nearest::{distance, nearest};

/// What can be told of references only when all have been seen.
#[derive(Default)]
struct Later<'a> {
    away: Vec<Away<'a>>,
    misnamed: Vec<Misnamed<'a>>,
}

/// Checks every reference, and that no two things share the name references go by.
pub(super) fn check(check: &Check<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut later = Later::default();
    for record in &check.studio.records {
        let row = check.studio.row(record);
        findings.extend(stem(check, &row));
        table(check, &row, (row.table, row.fields), (&mut findings, &mut later));
    }
    findings.extend(tenure::findings(check, later.away));
    findings.extend(people::slips(check, &later.misnamed));
    findings.extend(people::misnamed(check, later.misnamed));
    findings.extend(people::twice(check));
    findings.extend(standard(check));
    for target in 0..check.standard.targets.len() {
        twins(check, target, &mut findings);
    }
    findings
}

/// Another standard than the one in use, at the place where the studio names its own.
fn standard(check: &Check<'_>) -> Option<Finding> {
    let root = check.root()?;
    let (named, span) = root.told(Role::Standard).filter(|(named, _)| !is_blank(named))?;
    let (lang, known) = (check.lang, &check.standard.about.id);
    if named == known {
        return None;
    }
    let place = check.source(&root).place(span, None);
    let message = say!(lang, "reference.standard", named = named, known = known);
    let help = say!(lang, "reference.standard.help", known = known);
    Some(Finding::new("record/reference", Severity::Warning, vec![place], named, message, help))
}

/// A file whose name must be the id of a year, and is not.
fn stem(check: &Check<'_>, row: &Row<'_>) -> Option<Finding> {
    let Some(Stem::Year) = check.standard.kinds[row.record.kind].stem else { return None };
    if check.waits_for_root() || check.studio.calendar.year(&row.record.stem).is_some() {
        return None;
    }
    let calendar = &check.studio.calendar;
    let years = calendar.years().into_iter().map(|(id, _)| id).collect::<Vec<_>>();
    let message = say!(check.lang, "reference.year", name = row.record.stem);
    let path = |id: &str| check.standard.kinds[row.record.kind].file(id);
    let is_there = |id: &str| check.studio.sources.iter().any(|source| source.local() == path(id));
    let help = match calendar.meant(&row.record.stem) {
        Some(id) if is_there(&id) => say!(check.lang, "load.stray.copy", target = path(&id)),
        Some(id) if years.contains(&id) => say!(check.lang, "reference.year.meant", id = id),
        _ => say!(check.lang, "reference.year.help", years = check.lang.list(&years)),
    };
    Some(Finding::new("record/reference", Severity::Error, vec![check.place(row, None)], "stem", message, help))
}

fn table<'a>(
    check: &Check<'a>,
    row: &Row<'a>,
    (fields_of, fields): (&'a DeTable<'a>, &'a Fields),
    (findings, later): (&mut Vec<Finding>, &mut Later<'a>),
) {
    for (key, value) in fields_of {
        let Some(field) = fields.get(key.get_ref()) else { continue };
        match (field.of, value.get_ref()) {
            (Type::Reference, DeValue::Array(items)) => {
                findings.extend(items.iter().filter_map(|item| one(check, row, field, (item, true), later)));
            }
            (Type::Reference, _) => findings.extend(one(check, row, field, (value, false), later)),
            (Type::Text, _) => later.away.extend(tenure::gone(check, row, (field, value))),
            (Type::Table, DeValue::Table(inner)) => table(check, row, (inner, &field.fields), (findings, later)),
            (Type::Rows, _) => {
                for row in Row::of_list(row.record, fields_of, field) {
                    table(check, &row, (row.table, row.fields), (findings, later));
                }
            }
            _ => {}
        }
    }
}

/// What is wrong in the reference that `value` is, alone or in a list.
fn one<'a>(
    check: &Check<'a>,
    row: &Row<'a>,
    field: &'a Field,
    (value, in_list): (&'a Spanned<DeValue<'a>>, bool),
    later: &mut Later<'a>,
) -> Option<Finding> {
    let (studio, lang) = (check.studio, check.lang);
    let name = value.get_ref().as_str().filter(|name| !is_blank(name))?;
    let target = field.target?;
    if is_word(check, field, name) {
        return None;
    }
    let source = check.source(row);
    let place = || source.place(value.span(), None);
    let named = &check.standard.targets[target];
    let find = |severity, places, message: String, help: String| {
        let detail = format!("{} {name}", field.key);
        let mut finding = Finding::new("record/reference", severity, places, &detail, message, help);
        // What is wrong in a reference that an overlay adds is the overlay's.
        local::mark(&mut finding, check.standard.overlay(field.origin.as_ref()), lang);
        Some(finding)
    };
    let Some(entry) = studio.resolve_in(target, name, row) else {
        // Several names in one text are told where the list is missed; of names in a file that cannot be read, nothing.
        let of_people = people::is_of_people(check, target);
        let is_known = |part: &String| studio.resolve(target, part.trim_matches('"')).is_some();
        let told = field.or_text && field.has(Role::Person);
        // Beside somebody who is known another may be still to come; a title may have such a mark in it.
        let all_known = |parts: &Vec<String>| parts.iter().all(is_known);
        let some_known = |parts: &Vec<String>| of_people && !field.or_text && parts.iter().any(is_known);
        let parts = people::joins(check, field, name).filter(|parts| all_known(parts) || some_known(parts));
        let unknown = is_broken(check, named.kind) || is_nameless(check, target);
        if unknown || parts.is_some() && field.many && !in_list {
            return None;
        }
        if let Some(parts) = parts.filter(|_| !told && (of_people || field.many)) {
            let (message, help) = people::joined(check, field, name, &parts);
            return find(Severity::Error, vec![place()], message, help);
        }
        if field.or_text {
            return None;
        }
        let listed = check.standard.list(field).into_iter().flat_map(|list| list.values.iter().map(|one| &*one.value));
        let all = field.all.as_deref();
        let person = people::titled(check, target, name);
        let registered = || studio.names(target);
        let own = format!("\"{name}\"");
        let split = registered().find(|known| meant::named(known).is_some_and(|items| items.contains(&own)));
        let near = person.or_else(|| nearest(name, registered().chain(all).chain(listed.clone())));
        let mut begun = listed.filter(|value| value.contains(name));
        let near = near.or_else(|| begun.next().filter(|_| begun.next().is_none()));
        // The word for all may have another behind it.
        let near = near.or_else(|| all.filter(|all| name.contains(*all)));
        let bracketed = |known: &&str| known.strip_prefix(name).is_some_and(|rest| rest.starts_with(['（', '(']));
        let same: Vec<&str> = registered().filter(bracketed).collect();
        let help = match near {
            _ if split.is_some() => say!(lang, "reference.split", known = split.unwrap_or_default()),
            _ if same.len() > 1 => say!(lang, "reference.near.some", names = lang.list(&same)),
            Some(near) if person.is_some() => say!(lang, "reference.near.title", near = near),
            Some(near) => say!(lang, "reference.near", near = near),
            None => {
                let listed = check.standard.list(field).map(|list| lang.list(list.values.iter().map(|one| &one.value)));
                let listed = listed.map(|values| say!(lang, "reference.listed", values = values));
                reference_help(check, target, name) + &listed.unwrap_or_default()
            }
        };
        let kind = &check.standard.kinds[named.kind].label;
        let what = named.field.as_ref().map_or(kind, |field| &field.label).get(lang);
        return find(Severity::Error, vec![place()], say!(lang, "reference.unknown", name = name, what = what), help);
    };
    let Some(found) = studio.entry_row(target, entry) else {
        // A plain value is there as long as its record.
        let whole = studio.row(&studio.records[entry.record]);
        later.away.extend(tenure::away(check, row, tenure::time(check, row), (field, name), &whole, place));
        let own = studio.own_name(target, name).filter(|_| !field.or_text)?;
        let (message, help) =
            (say!(lang, "reference.exact", name = name), say!(lang, "reference.exact.help", name = own));
        return find(Severity::Warning, vec![place()], message, help);
    };
    if !field.or_text && !studio.is_exact(target, name) {
        let exact = check.standard.targets[target].field.is_none().then_some(found.record.stem.as_str());
        // What is named without blanks is named right.
        let help = match exact {
            Some(stem) if normal(stem) == name => say!(lang, "reference.exact.padded", stem = stem, name = name),
            _ => say!(lang, "reference.exact.help", name = exact.unwrap_or(studio.title(&found))),
        };
        let other = check.place(&found, None);
        let exact = find(Severity::Warning, vec![place(), other], say!(lang, "reference.exact", name = name), help)?;
        let one = Misnamed::new(&found, name, &exact);
        let alone = one.is_none().then_some(exact);
        later.misnamed.extend(one);
        return alone;
    }
    later.away.extend(tenure::away(check, row, tenure::time(check, row), (field, name), &found, place));
    None
}

/// Names that a help lists; of more it says that there are some.
const SOME: usize = 12;

fn reference_help(check: &Check<'_>, target: usize, name: &str) -> String {
    let lang = check.lang;
    let mut names: Vec<&str> = check.studio.names(target).collect();
    let more = names.len() > SOME;
    if more {
        names.sort_by_key(|known| distance(name, known));
    }
    names.truncate(SOME);
    let kind = &check.standard.kinds[check.standard.targets[target].kind];
    let list = check.standard.targets[target].field.as_ref();
    let path =
        list.map(|list| say!(lang, "reference.in", path = kind.path, key = list.key, label = list.label.get(lang)));
    if names.is_empty() {
        return say!(lang, "reference.none", path = path.unwrap_or_else(|| kind.file(name)));
    }
    let more = if more { "……" } else { "" };
    let names = lang.list(&names) + more;
    let mut help = say!(lang, "reference.list", names = names, path = path.as_ref().unwrap_or(&kind.path));
    // A record is for those who belong here; whoever else took part would be counted with them.
    if list.is_none() && kind.fields.of_people() {
        help.push_str(&say!(lang, "reference.outsider", kind = kind.label.get(lang)));
    }
    help
}

/// Rows or values that share a name others refer to, in records that were there at one time.
fn twins(check: &Check<'_>, target: usize, findings: &mut Vec<Finding>) {
    let Some(field) = &check.standard.targets[target].field else { return };
    let mut seen: HashMap<&str, Vec<(Row<'_>, Range<usize>)>> = HashMap::new();
    let id = field.fields.with(Role::Id);
    // A copy is told as that.
    let records = check.studio.of_kind(check.standard.targets[target].kind).iter();
    for record in records.filter(|record| !check.studio.is_copy(record)) {
        let row = check.studio.row(record);
        let source: &Source = check.source(&row);
        for item in list_at(&record.table, &field.key) {
            let value = match (item.get_ref().as_table(), id) {
                (Some(row), Some(id)) => row.get(id.key.as_str()),
                _ => Some(item),
            };
            let named = value.and_then(|value| Some((value, value.get_ref().as_str()?)));
            let Some((value, name)) = named.filter(|(_, name)| !is_blank(name)) else {
                continue;
            };
            let known = seen.entry(name).or_default();
            if let Some((first, span)) = known.iter().find(|(other, _)| !row.own_time().is_apart(other.own_time())) {
                let message = say!(check.lang, "reference.twice", name = name);
                let here = std::ptr::eq(row.record, first.record);
                let help = if here { "reference.twice.here" } else { "reference.twice.help" };
                let help = say!(check.lang, help);
                let places = vec![source.place(value.span(), None), check.source(first).place(span.clone(), None)];
                findings.push(Finding::new("record/duplicate", Severity::Error, places, name, message, help));
            } else {
                known.push((row, value.span()));
            }
        }
    }
}
