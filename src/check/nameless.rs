//! Lists of names that references go by, in which names are missing: what is meant by a name that is not there may be one of those,
//! and nobody can say it is not.

use super::Check;
use crate::record::row::Row;
use crate::record::{Record, is_blank};
use crate::standard::kind::{Field, Role};
use crate::standard::predicate::Predicate;
use crate::standard::rule::Rule;

/// Whether some of what a target names has no name that can be read.
pub(super) fn is_nameless(check: &Check<'_>, target: usize) -> bool {
    let target = &check.standard.targets[target];
    let lacks = |field: &Field| check.studio.of_kind(target.kind).iter().any(|record| lacks(record, field));
    target.field.as_deref().is_some_and(lacks)
}

/// The rows without a name that a rule asks about, or the records with a list of what it groups by and no names in it.
pub(super) fn asked<'a>(check: &Check<'a>, rule: &'a Rule) -> Vec<Row<'a>> {
    if matches!(rule.predicate, Predicate::Linked { .. }) {
        let rows = check.gathered.rows(check.studio, &rule.of);
        return rows.iter().filter(|(row, _)| is_unnamed(row)).map(|(row, _)| *row).collect();
    }
    let targets = rule.per.iter().filter_map(|per| Some(&check.standard.targets[per.target()?]));
    let lists = targets.filter_map(|target| Some((target.kind, target.field.as_deref()?)));
    let records =
        lists.flat_map(|(kind, field)| check.studio.of_kind(kind).iter().filter(move |record| lacks(record, field)));
    records.map(|record| check.studio.row(record)).collect()
}

/// Whether a row of a list has no name that can be read, though it should.
pub(super) fn is_unnamed(row: &Row<'_>) -> bool {
    let id = row.list.and_then(|_| row.fields.with(Role::Id));
    id.is_some_and(|id| is_no_name(row.table.get(id.key.as_str()).and_then(|value| value.get_ref().as_str())))
}

/// Whether a row has no name that can be read, or a record some of those it should have.
pub(super) fn lacks_a_name(check: &Check<'_>, row: &Row<'_>) -> bool {
    let mut own = check.standard.targets.iter().filter(|target| target.kind == row.record.kind && row.list.is_none());
    is_unnamed(row) || own.any(|target| target.field.as_deref().is_some_and(|field| lacks(row.record, field)))
}

fn lacks(record: &Record<'_>, list: &Field) -> bool {
    let Some(value) = record.table.get(list.key.as_str()) else { return list.required };
    let Some(items) = value.get_ref().as_array() else { return true };
    let id = list.fields.with(Role::Id);
    items.is_empty() && list.required
        || items.iter().any(|item| {
            let name = match (item.get_ref().as_table(), id) {
                (Some(row), Some(id)) => row.get(id.key.as_str()),
                _ => Some(item),
            };
            is_no_name(name.and_then(|name| name.get_ref().as_str()))
        })
}

fn is_no_name(name: Option<&str>) -> bool {
    name.is_none_or(is_blank)
}
