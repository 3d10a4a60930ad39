//! Which row is which: the rows of a list as they were exported, as the workbook has them and as the folder has them now.
//! What a row says goes before where it stands, so that sorting the sheet, or a row that somebody added to the file, mixes
//! nothing up.

use std::collections::{HashMap, HashSet};

use crate::text::nearest::nearest;

/// A row of the workbook's sheet.
#[derive(Debug)]
pub struct Mine {
    /// The number, among the exported rows, that its hidden key gives.
    pub key: Option<usize>,
    /// Whether it may be one that was exported: it has a hidden key, be it that of another row, or the sheet has lost its keys.
    pub keyed: bool,
    /// Its cells as they stand there; nothing for a column that is not on the sheet.
    pub shown: Vec<Option<String>>,
    /// What they say; nothing where one of them is wrong.
    pub says: Option<Vec<Option<String>>>,
}

/// The most pairs of rows that are held against each other cell by cell.
const PAIRS: usize = 1_000_000;

/// Who is who.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Matches {
    /// For every row of the workbook, the exported row it is; nothing for a new one.
    pub mine: Vec<Option<usize>>,
    /// For every exported row, the row of the folder it is; nothing for one that is gone.
    pub folder: Vec<Option<usize>>,
    /// For every new row of the workbook, the row of the folder that says the same already, or that and more.
    pub there: Vec<Option<usize>>,
    /// For every other new row, the row of the folder that says nearly the same: it may be that one, mended since.
    pub near: Vec<Option<usize>>,
}

/// Matches rows: those `exported`, those of the workbook (`mine`), those of the `folder`.
#[must_use]
pub fn align(exported: &[Vec<String>], mine: &[Mine], folder: &[Vec<String>]) -> Matches {
    let of_mine = of_mine(exported, mine);
    let mut taken = vec![false; folder.len()];
    let mut matched = vec![None; exported.len()];
    let mut index = Index::of(folder);
    let mut claim = |from: &mut Option<usize>, cells: &[_], first: usize| {
        if from.is_none()
            && let Some(at) = index.find(cells, &taken, first)
        {
            taken[at] = true;
            *from = Some(at);
        }
    };
    // Of a row that was copied and changed above its copy, both are there once they were brought in.
    let is_copy = |row: &Mine, key: usize| row.says.as_deref().is_some_and(|says| agrees(says, &exported[key]));
    let new = mine.iter().zip(&of_mine).filter(|(_, number)| number.is_none()).map(|(row, _)| row);
    let copied: HashSet<usize> =
        new.filter_map(|row| row.key.filter(|key| *key < exported.len() && is_copy(row, *key))).collect();
    for (row, number) in mine.iter().zip(&of_mine) {
        if let (Some(number), Some(says)) = (number.filter(|number| copied.contains(number)), row.says.as_deref()) {
            claim(&mut matched[number], &texts(says), number);
        }
    }
    for (number, row) in exported.iter().enumerate() {
        claim(&mut matched[number], &row.iter().map(|cell| Some(cell.as_str())).collect::<Vec<_>>(), number);
    }
    for (row, number) in mine.iter().zip(&of_mine) {
        if let (Some(number), Some(says)) = (*number, row.says.as_deref()) {
            claim(&mut matched[number], &texts(says), number);
        }
    }
    let mut there = vec![None; mine.len()];
    for ((row, number), there) in mine.iter().zip(&of_mine).zip(&mut there) {
        if let (None, Some(says)) = (*number, row.says.as_deref()) {
            claim(there, &texts(says), folder.len());
        }
    }
    // What is left on both sides was changed in the folder. As many as were: each is the one at its place.
    let left: Vec<usize> = (0..folder.len()).filter(|at| !taken[*at]).collect();
    let open: Vec<usize> = (0..exported.len()).filter(|number| matched[*number].is_none()).collect();
    for (place, number) in open.iter().enumerate() {
        let at = if left.len() == open.len() {
            left.get(place).copied()
        } else {
            left.binary_search(number).ok().map(|at| left[at])
        };
        // What has nothing in common is another row: one went, and one came.
        matched[*number] = at.filter(|at| is_like(&exported[*number], &folder[*at]));
    }
    for at in matched.iter().flatten() {
        taken[*at] = true;
    }
    let new = |there: &[Option<usize>], row: usize| of_mine[row].is_none() && there[row].is_none();
    let mut near = vec![None; mine.len()];
    let rows = (0..mine.len()).filter(|row| new(&there, *row)).count();
    // A row that was brought in before, and touched in the folder since. Nobody adds so many on both sides.
    if rows.saturating_mul(folder.len()) <= PAIRS {
        for slips in 0..2 {
            let open: Vec<usize> = (0..mine.len()).filter(|row| new(&there, *row) && near[*row].is_none()).collect();
            for row in open {
                let Some(says) = mine[row].says.as_deref() else { continue };
                let Some(at) = (0..folder.len()).find(|at| !taken[*at] && added_to(says, &folder[*at]) == Some(slips))
                else {
                    continue;
                };
                taken[at] = true;
                *(if slips == 0 { &mut there[row] } else { &mut near[row] }) = Some(at);
            }
        }
    }
    Matches { mine: of_mine, folder: matched, there, near }
}

/// Where all that `says` says stands in `row`, which may say more: in how many cells with a slip between them.
fn added_to(says: &[Option<String>], row: &[String]) -> Option<usize> {
    let told = says.iter().zip(row).filter_map(|(cell, text)| Some((cell.as_ref()?, text)));
    let differ: Vec<_> = told.filter(|(cell, text)| !cell.is_empty() && cell != text).collect();
    let slipped = differ.iter().all(|(cell, text)| nearest(cell, [text.as_str()]).is_some());
    (slipped && says.iter().flatten().any(|cell| !cell.is_empty())).then_some(differ.len())
}

/// The exported row of each row of the workbook: by its key where it says the same, by what it says, by its key where it
/// says much the same, by being most like it, by its key. Keys that stayed where they were while the sheet was sorted around
/// them mislead nobody then.
fn of_mine(exported: &[Vec<String>], mine: &[Mine]) -> Vec<Option<usize>> {
    let mut found = vec![None; mine.len()];
    let mut taken = vec![false; exported.len()];
    let mut index = Index::of(exported);
    for pass in 0..4 {
        if pass == 3 {
            most_like(exported, mine, &mut found, &mut taken);
        }
        for (row, found) in mine.iter().zip(&mut found).filter(|(_, found)| found.is_none()) {
            let same = |number: usize| agrees(&row.shown, &exported[number]);
            let at = match pass {
                0 => row.key.filter(|number| *number < exported.len() && same(*number)),
                1 => index.find(&texts(&row.shown), &taken, exported.len()),
                2 => row
                    .key
                    .filter(|number| exported.get(*number).is_some_and(|row_| likeness(&row.shown, row_) >= HALF)),
                _ => row.key.filter(|number| *number < exported.len()),
            };
            if let Some(number) = at.filter(|number| !taken[*number]) {
                taken[number] = true;
                *found = Some(number);
            }
        }
    }
    found
}

/// Rows by what they say, so that one is found in a sheet of many thousands without a look at all of them.
struct Index<'r> {
    rows: &'r [Vec<String>],
    /// For the columns that are looked at, the rows that say the same there, from the last to the first.
    same: HashMap<Vec<bool>, HashMap<Vec<&'r str>, Vec<usize>>>,
}

impl<'r> Index<'r> {
    fn of(rows: &'r [Vec<String>]) -> Self {
        Self { rows, same: HashMap::new() }
    }

    /// The row that says what the cells say which are there: the one numbered `first`, else the first that is not taken. What
    /// is taken stays so.
    fn find(&mut self, cells: &[Option<&'r str>], taken: &[bool], first: usize) -> Option<usize> {
        let rows = self.rows;
        let agrees = |row: &[String]| cells.iter().zip(row).all(|(cell, text)| cell.is_none_or(|cell| cell == text));
        if rows.get(first).is_some_and(|row| !taken[first] && agrees(row)) {
            return Some(first);
        }
        let there: Vec<bool> = cells.iter().map(Option::is_some).collect();
        let same = self.same.entry(there.clone()).or_insert_with(|| {
            let mut same: HashMap<Vec<&str>, Vec<usize>> = HashMap::new();
            for (number, row) in rows.iter().enumerate().rev() {
                let says = row.iter().zip(&there).filter(|(_, there)| **there).map(|(text, _)| text.as_str());
                same.entry(says.collect()).or_default().push(number);
            }
            same
        });
        let open = same.get_mut(&cells.iter().flatten().copied().collect::<Vec<_>>())?;
        while open.pop_if(|number| taken[*number]).is_some() {}
        open.last().copied()
    }
}

/// The texts of cells that are there.
fn texts(cells: &[Option<String>]) -> Vec<Option<&str>> {
    cells.iter().map(Option::as_deref).collect()
}

/// Pairs rows that have some key with exported rows that nobody is yet, the most alike first.
fn most_like(exported: &[Vec<String>], mine: &[Mine], found: &mut [Option<usize>], taken: &mut [bool]) {
    let open: Vec<usize> = (0..exported.len()).filter(|number| !taken[*number]).collect();
    let lost: Vec<usize> = (0..mine.len()).filter(|row| found[*row].is_none() && mine[*row].keyed).collect();
    // Nobody edits so many rows after their keys were lost.
    if lost.len().saturating_mul(open.len()) > PAIRS {
        return;
    }
    let mut pairs: Vec<(usize, usize, usize)> = lost
        .into_iter()
        .flat_map(|row| open.iter().map(move |number| (likeness(&mine[row].shown, &exported[*number]), row, *number)))
        .filter(|(likeness, ..)| *likeness >= HALF)
        .collect();
    pairs.sort_by_key(|(likeness, row, number)| (std::cmp::Reverse(*likeness), *row, *number));
    for (_, row, number) in pairs {
        if found[row].is_none() && !taken[number] {
            taken[number] = true;
            found[row] = Some(number);
        }
    }
}

/// Whether two rows have a cell in common that says something, or have but one to say something in.
fn is_like(one: &[String], other: &[String]) -> bool {
    let cells: Vec<Option<String>> = one.iter().cloned().map(Some).collect();
    one.len() < 2 || likeness(&cells, other) > 0
}

/// Whether half of the cells that say something on either side say the same.
#[must_use]
pub fn is_same(cells: &[Option<String>], row: &[String]) -> bool {
    likeness(cells, row) >= HALF
}

/// Half of the cells alike, of a thousand.
const HALF: usize = 500;

/// How many of a thousand cells that say something on either side say the same.
pub(super) fn likeness(cells: &[Option<String>], row: &[String]) -> usize {
    let told = cells.iter().zip(row).filter_map(|(cell, text)| Some((cell.as_ref()?, text)));
    let (mut same, mut all) = (0, 0);
    for (cell, text) in told.filter(|(cell, text)| !cell.is_empty() || !text.is_empty()) {
        all += 1;
        same += usize::from(cell == text);
    }
    (same * 1000).checked_div(all).unwrap_or(0)
}

/// Whether the cells that are there say what `row` says.
fn agrees(cells: &[Option<String>], row: &[String]) -> bool {
    cells.iter().zip(row).all(|(cell, text)| cell.as_ref().is_none_or(|cell| cell == text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(texts: &[&str]) -> Vec<Vec<String>> {
        texts.iter().map(|text| vec![(*text).to_owned()]).collect()
    }

    fn mine(rows: &[(Option<usize>, &str)]) -> Vec<Mine> {
        let row = |(key, text): &(Option<usize>, &str)| {
            let cells = vec![Some((*text).to_owned())];
            Mine { key: *key, keyed: key.is_some(), shown: cells.clone(), says: Some(cells) }
        };
        rows.iter().map(row).collect()
    }

    #[test]
    fn a_sorted_sheet_is_the_same_sheet() {
        let exported = rows(&["甲", "乙", "丙"]);
        let sorted = mine(&[(Some(0), "丙"), (Some(1), "甲"), (Some(2), "乙")]);
        let found = align(&exported, &sorted, &exported);
        assert_eq!(found.mine, [Some(2), Some(0), Some(1)]);
        assert_eq!(found.folder, [Some(0), Some(1), Some(2)]);
    }

    #[test]
    fn an_edited_row_goes_by_its_key_and_a_copy_is_new() {
        let exported = rows(&["甲", "乙"]);
        let edited = mine(&[(Some(0), "甲改"), (Some(1), "乙"), (Some(1), "乙"), (None, "丁")]);
        assert_eq!(align(&exported, &edited, &exported).mine, [Some(0), Some(1), None, None]);
    }

    #[test]
    fn a_sheet_sorted_around_its_keys_and_edited() {
        let row = |texts: [&str; 3]| texts.map(str::to_owned).to_vec();
        let exported = [row(["一", "甲", "x"]), row(["二", "乙", "x"]), row(["三", "丙", "x"])];
        let mine: Vec<Mine> = [(0, ["三", "丙", "改"]), (1, ["一", "改", "x"]), (2, ["二", "乙", "x"])]
            .map(|(key, texts)| Mine {
                key: Some(key),
                keyed: true,
                shown: row(texts).into_iter().map(Some).collect(),
                says: Some(row(texts).into_iter().map(Some).collect()),
            })
            .into();
        assert_eq!(align(&exported, &mine, &exported).mine, [Some(2), Some(0), Some(1)]);
    }

    /// Each of so many is found at once, or this never ends.
    #[test]
    fn as_many_rows_as_a_sheet_may_have() {
        let numbers: Vec<String> = (0..20_000).map(|number| number.to_string()).collect();
        let exported: Vec<Vec<String>> = numbers.iter().map(|number| vec!["同".to_owned(), number.clone()]).collect();
        let other: Vec<Vec<String>> =
            numbers.iter().map(|number| vec!["同".to_owned(), format!("{number}改")]).collect();
        let cells = |row: &Vec<String>| row.iter().cloned().map(Some).collect::<Vec<_>>();
        let row = |row| Mine { key: None, keyed: true, shown: cells(row), says: Some(cells(row)) };
        let mine: Vec<Mine> = other.iter().rev().map(row).collect();
        let found = align(&exported, &mine, &other);
        assert!(found.mine.iter().all(Option::is_none), "so many are not held against each other cell by cell");
        assert_eq!(found.there.first(), Some(&Some(19_999)));
        assert_eq!(found.folder.iter().flatten().count(), 0);
    }

    #[test]
    fn a_row_changed_above_its_copy_is_there_the_second_time() {
        let exported = rows(&["甲", "乙"]);
        let mut edited = mine(&[(Some(0), "甲改"), (Some(1), "乙"), (Some(0), "甲")]);
        // As it stands there it is no day, and says the same.
        edited[2].shown = vec![Some("甲 ".to_owned())];
        let found = align(&exported, &edited, &rows(&["甲改", "乙", "甲"]));
        assert_eq!((found.mine, found.folder), (vec![Some(0), Some(1), None], vec![Some(0), Some(1)]));
        assert_eq!(found.there, [None, None, Some(2)]);
    }

    #[test]
    fn what_came_into_the_folder_moves_nothing() {
        let exported = rows(&["甲", "乙"]);
        let folder = rows(&["新", "甲", "乙"]);
        assert_eq!(align(&exported, &mine(&[(Some(0), "甲"), (Some(1), "乙改")]), &folder).folder, [Some(1), Some(2)]);
    }

    #[test]
    fn what_was_brought_back_once_is_there() {
        let exported = rows(&["甲", "乙"]);
        let folder = rows(&["甲改", "乙", "丁"]);
        let found = align(&exported, &mine(&[(Some(0), "甲改"), (Some(1), "乙"), (None, "丁")]), &folder);
        assert_eq!(found.folder, [Some(0), Some(1)]);
        assert_eq!(found.there, [None, None, Some(2)]);
    }

    #[test]
    fn what_was_brought_in_and_touched_since_is_there() {
        let folder =
            [["宿舍谁来查", "桑维勤"], ["第一次骨干班主任培训", "x"]].map(|row| row.map(str::to_owned).to_vec());
        let row = |cells: [&str; 2]| {
            let cells: Vec<_> = cells.iter().map(|cell| Some((*cell).to_owned())).collect();
            Mine { key: None, keyed: false, shown: cells.clone(), says: Some(cells) }
        };
        let found = |cells| align(&[], &[row(cells)], &folder);
        assert_eq!(found(["宿舍谁来查", ""]).there, [Some(0)]);
        assert_eq!(
            (found(["第一次班主任培训", "x"]).near, found(["第一次班主任培训", "x"]).there),
            (vec![Some(1)], vec![None])
        );
        for other in [["食堂谁来管", "桑维勤"], ["宿舍谁来查", "郁文澜"], ["第二次骨干班主任培训", "x"], ["", ""]]
        {
            let found = found(other);
            assert_eq!((&found.near, &found.there), (&vec![None], &vec![None]), "{other:?}");
        }
    }

    #[test]
    fn what_changed_in_the_folder_is_the_row_at_its_place() {
        let exported = rows(&["甲", "乙"]);
        assert_eq!(
            align(&exported, &mine(&[(Some(0), "甲"), (Some(1), "乙改")]), &rows(&["甲", "乙二"])).folder,
            [Some(0), Some(1)]
        );
        assert_eq!(
            align(&exported, &mine(&[(Some(0), "甲"), (Some(1), "乙改")]), &rows(&["甲"])).folder,
            [Some(0), None]
        );
    }
}
