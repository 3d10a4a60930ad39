//! The sheets a standard makes: one for every kind of record, one for every list of rows within it. Which columns a sheet
//! has, and what they are called, follows from the fields alone.

use std::collections::HashMap;
use std::sync::Arc;

use super::KEY;
use crate::load;
use crate::standard::Standard;
use crate::standard::kind::{Field, Fields, Kind, Role, Type};

/// A sheet of records or of rows.
#[derive(Debug)]
pub struct Grid<'s> {
    /// Names it in the file, whatever its tab is called: `member`, `member.growth`.
    pub id: String,
    /// The name on its tab.
    pub name: String,
    /// Index of the kind.
    pub kind: usize,
    /// The tables and the list that lead to its rows; empty where a row is a record.
    pub steps: Vec<Arc<Field>>,
    /// The heading of the column that names the record; nothing where there is only one.
    pub record: Option<String>,
    /// The columns of the fields.
    pub columns: Vec<Column>,
    /// What belongs in it, in Chinese.
    pub help: &'s str,
}

/// A column for a field, in the row or in a table of it.
#[derive(Debug)]
pub struct Column {
    /// The tables that lead to the field.
    pub steps: Vec<Arc<Field>>,
    /// The field.
    pub field: Arc<Field>,
    /// Its heading.
    pub heading: String,
}

impl Column {
    /// The field's path in a row: `profile.knowledge`.
    #[must_use]
    pub fn path(&self) -> String {
        self.steps.iter().chain([&self.field]).map(|field| field.key.as_str()).collect::<Vec<_>>().join(".")
    }
}

impl Grid<'_> {
    /// The list its rows stand in; nothing where a row is a record.
    #[must_use]
    pub fn list(&self) -> Option<&Arc<Field>> {
        self.steps.last()
    }

    /// The tables that lead to the list.
    #[must_use]
    pub fn tables(&self) -> &[Arc<Field>] {
        self.steps.split_last().map_or(&[], |(_, tables)| tables)
    }

    /// The fields of a row.
    #[must_use]
    pub fn fields<'a>(&'a self, standard: &'a Standard) -> &'a Fields {
        self.list().map_or(&standard.kinds[self.kind].fields, |list| &list.fields)
    }

    /// The column of the first field with one of these roles.
    #[must_use]
    pub fn with(&self, roles: &[Role]) -> Option<usize> {
        roles.iter().find_map(|role| self.columns.iter().position(|column| column.field.has(*role)))
    }

    /// Headings of the sheet from left to right, that of the hidden key first.
    #[must_use]
    pub fn headings(&self) -> Vec<&str> {
        let record = self.record.as_deref();
        record.into_iter().chain(self.columns.iter().map(|column| column.heading.as_str())).collect()
    }

    /// What stands over the hidden keys and names the sheet.
    #[must_use]
    pub fn mark(&self) -> String {
        format!("{KEY}{}", self.id)
    }
}

/// The sheets of a standard, in the order of its kinds. The root file of a province is nobody's to fill in here.
#[must_use]
pub fn grids(standard: &Standard) -> Vec<Grid<'_>> {
    let mut grids: Vec<Grid<'_>> = Vec::new();
    for (index, kind) in ordered(standard) {
        let columns = columns(&kind.fields);
        if !columns.is_empty() {
            grids.push(grid(kind, index, Vec::new(), columns));
        }
        lists(&kind.fields, &mut Vec::new(), &mut |steps| {
            let columns = steps.last().map(|list| self::columns(&list.fields)).unwrap_or_default();
            grids.push(grid(kind, index, steps, columns));
        });
    }
    grids
}

/// The kinds as one fills them in.
fn ordered(standard: &Standard) -> Vec<(usize, &Kind)> {
    let mut kinds: Vec<(usize, &Kind)> =
        standard.kinds.iter().enumerate().filter(|(_, kind)| kind.path != load::PROVINCE).collect();
    kinds.sort_by_key(|(_, kind)| kind.order);
    kinds
}

fn grid(kind: &Kind, index: usize, steps: Vec<Arc<Field>>, columns: Vec<Column>) -> Grid<'_> {
    let path: Vec<&str> = [kind.kind.as_str()].into_iter().chain(steps.iter().map(|step| step.key.as_str())).collect();
    let alone = kind.fields.0.len() == 1;
    let name = match steps.last() {
        Some(list) if !alone => format!("{}-{}", kind.label.zh, list.label.zh),
        _ => kind.label.zh.clone(),
    };
    let record = kind.folder().map(|_| format!("{}（文件名）", kind.label.zh));
    Grid {
        id: path.join("."),
        name: name.chars().filter(|char| !"[]:*?/\\".contains(*char)).take(31).collect(),
        kind: index,
        record,
        columns,
        help: &kind.help,
        steps,
    }
}

/// Calls `each` with the way to every list within `fields`.
fn lists(fields: &Fields, way: &mut Vec<Arc<Field>>, each: &mut dyn FnMut(Vec<Arc<Field>>)) {
    for field in &fields.0 {
        way.push(Arc::clone(field));
        match field.of {
            Type::Rows => each(way.clone()),
            Type::Table => lists(&field.fields, way, each),
            _ => {}
        }
        way.pop();
    }
}

/// The columns of a row's fields; two with one label are told apart by the label of the table they stand in.
fn columns(fields: &Fields) -> Vec<Column> {
    let mut columns = Vec::new();
    gather(fields, &mut Vec::new(), &mut columns);
    let mut times: HashMap<String, usize> = HashMap::new();
    for column in &columns {
        *times.entry(column.heading.clone()).or_default() += 1;
    }
    for column in &mut columns {
        if let Some(table) = column.steps.last().filter(|_| times[&column.heading] > 1) {
            column.heading = format!("{}-{}", table.label.zh, column.heading);
        }
    }
    columns
}

fn gather(fields: &Fields, steps: &mut Vec<Arc<Field>>, columns: &mut Vec<Column>) {
    for field in &fields.0 {
        match field.of {
            Type::Rows => {}
            // What the program writes has no column: nobody types it, and what has no column stays as it is.
            _ if field.has(Role::Seal) => {}
            Type::Table => {
                steps.push(Arc::clone(field));
                gather(&field.fields, steps, columns);
                steps.pop();
            }
            _ => {
                columns.push(Column {
                    steps: steps.clone(),
                    field: Arc::clone(field),
                    heading: field.label.zh.clone(),
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_field_has_one_column_and_every_heading_is_its_own() {
        fn leaves(fields: &Fields) -> usize {
            let own = |field: &Arc<Field>| match field.of {
                Type::Table | Type::Rows => leaves(&field.fields),
                _ if field.has(Role::Seal) => 0,
                _ => 1,
            };
            fields.0.iter().map(own).sum()
        }
        let standard = crate::standard::embedded().unwrap();
        let grids = grids(&standard);
        let wanted: usize =
            standard.kinds.iter().filter(|kind| kind.path != load::PROVINCE).map(|kind| leaves(&kind.fields)).sum();
        assert_eq!(grids.iter().map(|grid| grid.columns.len()).sum::<usize>(), wanted);
        let names: BTreeSet<_> = grids.iter().map(|grid| &grid.name).collect();
        assert_eq!(names.len(), grids.len(), "every sheet has a name of its own");
        for grid in &grids {
            let headings = grid.headings();
            assert_eq!(headings.iter().collect::<BTreeSet<_>>().len(), headings.len(), "{headings:?}");
        }
        assert_eq!(grids[0].id, "studio");
        assert!(names.contains(&"成员-成长记录".to_owned()) && names.contains(&"自评说明".to_owned()), "{names:?}");
    }
}
