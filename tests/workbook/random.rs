//! Whatever is edited: the folder says what the workbook says, and the files that were not edited are the same bytes.

use std::collections::BTreeSet;

use studio::standard::Standard;
use studio::standard::kind::{Field, Role, Type};
use studio::workbook::grid::{Grid, grids};

use crate::book::{Book, Cell, day, text};
use crate::folder::Folder;
use crate::made::{self, Chance};

/// Something else for a cell; nothing where only few things may stand.
fn other(standard: &Standard, field: &Field, chance: &mut Chance) -> Option<Cell> {
    let listed = |chance: &mut Chance| {
        let list = standard.list(field)?;
        Some(list.values[chance.below(list.values.len())].value.clone())
    };
    // A check tells of people who are none, and of what ends before it begins.
    if field.has(Role::Person) && field.has(Role::Title) {
        return Some(text(["郁文澜", "顿立诚", "殳敏"][chance.below(3)]));
    }
    if field.has(Role::Phone) || field.has(Role::From) || field.has(Role::To) {
        return None;
    }
    Some(match field.of {
        Type::Date => day(&made::day(chance)),
        Type::Integer | Type::Number => Cell::Number(made::number(chance, field).parse().ok()?),
        Type::Boolean => text(["是", "否"][chance.below(2)]),
        Type::Value => text(&listed(chance)?),
        Type::Text | Type::Evidence if field.pattern.is_none() => {
            let mut items: Vec<_> = (0..=chance.below(3)).map(|_| made::words(chance, field.many)).collect();
            // Several names on one line are read as several.
            let named = |own: &std::sync::Arc<Field>| own.key == field.key && own.of == field.of && own.many;
            if standard.targets.iter().filter_map(|target| target.field.as_ref()).any(named) {
                items = items.iter().map(|item| item.replace(['、', '，', ',', '；', ';'], "和")).collect();
            }
            text(&items.join(if field.many { "\n" } else { "" }))
        }
        _ => return None,
    })
}

/// Edits so many cells; gives the paths of the files they belong to.
fn edit(
    standard: &Standard,
    grids: &[Grid<'_>],
    book: &mut Book,
    chance: &mut Chance,
    count: usize,
) -> BTreeSet<String> {
    let mut files = BTreeSet::new();
    while files.len() < count {
        let grid = &grids[chance.below(grids.len())];
        let sheet = book.sheet(&grid.name);
        let rows: Vec<u32> = sheet.rows().collect();
        let column = &grid.columns[chance.below(grid.columns.len())];
        if rows.is_empty() {
            continue;
        }
        let row = chance.pick(&rows);
        let Some(Cell::Text(key)) = sheet.cells.get(&(row, 0)).cloned() else { panic!("a row without key") };
        let stem = if grid.list().is_some() { key.rsplit_once('#').expect("a number").0 } else { &key };
        let kind = &standard.kinds[grid.kind];
        files.insert(kind.folder().map_or_else(|| kind.path.clone(), |folder| format!("{folder}/{stem}.toml")));
        if chance.below(5) == 0 && !column.field.required {
            sheet.clear(row, &column.heading);
        } else if let Some(cell) = other(standard, &column.field, chance) {
            sheet.set(row, &column.heading, cell);
        }
    }
    files
}

#[test]
fn what_the_workbook_says_is_what_the_folder_says() {
    let standard = studio::standard::embedded().expect("a sound standard");
    let grids = grids(&standard);
    for seed in 1..=6 {
        let files = made::studio(&standard, seed, 2, 2);
        let files: Vec<_> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let folder = Folder::new(&files);
        let before = folder.snapshot();
        let mut book = folder.export();
        folder.take(&book).says(&["没有要写的改动"]);
        assert_eq!(folder.snapshot(), before, "seed {seed}");
        let mut chance = Chance(seed);
        let edited = edit(&standard, &grids, &mut book, &mut chance, 12);
        folder.take(&book);
        let after = folder.snapshot();
        for (path, bytes) in &before {
            assert!(edited.contains(path) || after[path] == *bytes, "seed {seed}: {path} changed");
        }
        assert_eq!(before.len(), after.len());
        assert!(before.iter().filter(|(path, bytes)| after[*path] != **bytes).count() > 5, "seed {seed}");
        let again = folder.export();
        for (mine, found) in book.filled().zip(again.filled()) {
            assert_eq!(mine.name, found.name);
            let rows = |sheet: &crate::book::Sheet| {
                sheet.cells.range((2, 0)..).map(|(at, cell)| (*at, cell.clone())).collect::<Vec<_>>()
            };
            for (mine, found) in rows(mine).iter().zip(rows(found)) {
                assert_eq!(*mine, found, "seed {seed}, {}", again.sheets[0].name);
            }
            assert_eq!(rows(mine).len(), rows(found).len(), "seed {seed}, {}", mine.name);
        }
        // And nothing is left to be done.
        folder.take(&book).says(&["没有要写的改动"]);
        assert_eq!(folder.snapshot(), after);
    }
}
