//! Records that say, letter for letter, what another of their kind says, and rows of a list that say what another row says:
//! one was copied, and would count twice.

use std::hash::BuildHasher;
use std::ops::Range;

use foldhash::HashMap;
use foldhash::fast::FixedState;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Check;
use super::exception::EXCEPTIONS;
use crate::finding::{Finding, Severity};
use crate::record::row::Row;
use crate::record::{BLANK, Record, list_at};
use crate::say;
use crate::source::Source;
use crate::standard::kind::{Field, Role, Type};

/// A finding for each record that is a copy.
pub(super) fn check(check: &Check<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (copy, other) in check.studio.copies() {
        let [copy, other] = [copy, other].map(|number| &check.studio.records[*number]);
        let other = check.studio.source(other).local();
        let (message, help) = (say!(check.lang, "copies", other = other), say!(check.lang, "copies.help"));
        let place = check.place(&check.studio.row(copy), None);
        // Where others refer to what stands in it, each of its names would stand twice.
        let mut named = check.standard.targets.iter().filter(|target| target.field.is_some());
        let named = named.any(|target| target.kind == copy.kind);
        let severity = if named { Severity::Error } else { Severity::Warning };
        findings.push(Finding::new("record/duplicate", severity, vec![place], "copy", message, help));
    }
    check.studio.records.iter().for_each(|record| rows(check, record, &mut findings));
    findings
}

/// A finding for each row that is a copy of one before it. Of rows that references name, and of exceptions, it is told where
/// these are looked at.
fn rows(check: &Check<'_>, record: &Record<'_>, findings: &mut Vec<Finding>) {
    let source = &check.studio.sources[record.source];
    if source.local() == EXCEPTIONS {
        return;
    }
    let named = |list: &Field| {
        let mut lists = check.standard.targets.iter().filter(|target| target.kind == record.kind);
        lists.any(|target| target.field.as_ref().is_some_and(|field| field.key == list.key))
    };
    for list in check.standard.kinds[record.kind].fields.with_type(Type::Rows) {
        // A reviewer may come back to what was said before.
        let signed = list.fields.with(Role::Seal).is_some();
        let told = signed || named(list);
        let items = list_at(&record.table, &list.key);
        if items.len() < 2 || told {
            continue;
        }
        // Few rows have the same values as another, in whatever order, and only those are compared.
        let hash = |value: &Spanned<DeValue<'_>>| FixedState::default().hash_one(&source.text[value.span()]);
        let sum = |table: &DeTable<'_>| table.values().map(hash).fold(0, u64::wrapping_add);
        let rows = items.iter().filter_map(|item| Some((item.get_ref().as_table()?, item.span())));
        let mut rows: Vec<_> = rows.map(|(table, span)| (sum(table), table, span)).collect();
        rows.sort_by_key(|(sum, ..)| *sum);
        for alike in rows.chunk_by(|(one, ..), (other, ..)| one == other).filter(|alike| alike.len() > 1) {
            same(check, source, list, alike, findings);
        }
    }
}

/// What a row says, in whatever order.
fn said<'s>(source: &'s Source, table: &'s DeTable<'_>) -> Vec<(&'s str, &'s str)> {
    let text = |value: &Spanned<DeValue<'_>>| &source.text[value.span()];
    let mut said: Vec<_> = table.iter().map(|(key, value)| (key.get_ref().as_ref(), text(value))).collect();
    said.sort_unstable();
    said
}

/// Whether a row is a copy of another of its record.
pub(super) fn is_copy(check: &Check<'_>, row: &Row<'_>, other: &Row<'_>) -> bool {
    let source = check.studio.source(row.record);
    std::ptr::eq(row.record, other.record) && said(source, row.table) == said(source, other.table)
}

/// A finding for each row that is a copy of one before it, among rows with the same sum.
fn same(
    check: &Check<'_>,
    source: &Source,
    list: &Field,
    rows: &[(u64, &DeTable<'_>, Range<usize>)],
    findings: &mut Vec<Finding>,
) {
    let mut seen: HashMap<Vec<(&str, &str)>, &Range<usize>> = HashMap::default();
    for (_, table, span) in rows {
        let text = |value: &Spanned<DeValue<'_>>| &source.text[value.span()];
        let first = *seen.entry(said(source, table)).or_insert(span);
        // What is still to be filled in says nothing yet.
        if first == span || table.is_empty() || table.values().any(|value| text(value).contains(BLANK)) {
            continue;
        }
        let first = source.place(first.clone(), None);
        let message = say!(check.lang, "copies.row", list = list.label.get(check.lang), line = first.line);
        let places = vec![source.place(span.clone(), None), first];
        let help = say!(check.lang, "copies.row.help");
        findings.push(Finding::new("record/duplicate", Severity::Warning, places, &list.key, message, help));
    }
}
