//! A record gets another name: its file, its text beside it, and every place in the studio that names it. Only the bytes of
//! those values change. Before anything is written the studio is read as it would be, and every reference in it must mean
//! what it meant.

mod files;
mod names;
mod verify;

use std::ops::Range;
use std::path::PathBuf;

use self::names::Named;
use super::ends::in_bytes;
use super::folder::Folder;
use super::stem;
use crate::check::{Seals, seals};
use crate::files::Batch;
use crate::record::{Record, Studio, normal};
use crate::standard::kind::Stem;
use crate::text::lang::Lang;

pub use self::verify::Changed;

/// What a record is to be called.
#[derive(Debug, Clone, Copy)]
pub struct Wish<'a> {
    /// Index of the record in the studio.
    pub record: usize,
    /// Its new stem.
    pub to: &'a str,
    /// Whether its title changes, too, where that is the old stem.
    pub title: bool,
}

/// Why a record cannot be called that.
#[derive(Debug)]
pub enum Refusal {
    /// It is called so.
    Same,
    /// No file can be called so.
    Fault(stem::Fault),
    /// Something else is called so, or too much like it; with its path.
    Taken(String),
    /// Its name must be the id of a year, and this is none.
    Year,
    /// References would mean something else.
    Changed(Vec<Changed>),
}

/// A value that changes.
#[derive(Debug)]
pub struct Change {
    /// Index of its file.
    pub file: usize,
    /// Its bytes in the text.
    pub span: Range<usize>,
    /// As it is written.
    pub before: String,
    /// As it will be.
    pub after: String,
}

/// A file that gets another name.
#[derive(Debug)]
pub struct Move {
    /// Where it is, and will be.
    pub at: (PathBuf, PathBuf),
    /// The paths people are told.
    pub shown: (String, String),
}

/// All that a new name asks for.
#[derive(Debug, Default)]
pub struct Plan {
    /// The values, by file and place.
    pub changes: Vec<Change>,
    /// The hashes of sign-offs: what was judged has another name, and is the same.
    pub seals: Vec<Change>,
    /// The files.
    pub moves: Vec<Move>,
    /// Places that meant no record and mean this one from now on.
    pub joined: Vec<Changed>,
    /// The title, where it is the old name and stays.
    pub title: Option<String>,
    /// How many values call the person by the old name, where the title is the new one already; they stay.
    pub called: usize,
    /// The values that have the old name of a person among other words, by file: they stay.
    pub left: Vec<(usize, Range<usize>)>,
}

/// What has to change so that the wish comes true. `studio` was read from the files of `folder`, in their order.
///
/// # Errors
/// Why it cannot.
pub fn plan(studio: &Studio<'_>, folder: &Folder, wish: Wish<'_>, lang: Lang) -> Result<Plan, Refusal> {
    let record = &studio.records[wish.record];
    let kind = &studio.standard.kinds[record.kind];
    if record.stem == wish.to {
        return Err(Refusal::Same);
    }
    if let Some(fault) = stem::fault(wish.to) {
        return Err(Refusal::Fault(fault));
    }
    let is_year = |name: &str| studio.calendar.year(name).is_some();
    if kind.stem == Some(Stem::Year) && is_year(&record.stem) && !is_year(wish.to) {
        return Err(Refusal::Year);
    }
    let mut plan = Plan { moves: files::moves(studio, folder, wish).map_err(Refusal::Taken)?, ..Plan::default() };
    let new = Named::new(studio, wish, &plan.moves, folder.within.as_deref().unwrap_or_default());
    for other in &studio.records {
        let source = studio.source(other);
        for (span, value) in new.values(studio, other) {
            let before = source.text[span.clone()].to_owned();
            let after = quoted(&before, &value);
            plan.changes.push(Change { file: other.source, span, before, after });
        }
    }
    let row = studio.row(record);
    if let Some((_, title)) = row.titled()
        && let Some(text) = title.get_ref().as_str().filter(|text| normal(text) == normal(&record.stem))
    {
        if wish.title {
            plan.say(studio, record, title.span(), wish.to);
            if row.fields.of_people() {
                plan.call(studio, record, text, wish.to);
            }
        } else {
            plan.title = Some(text.to_owned());
        }
    } else if row.fields.of_people()
        && row.titled().is_some_and(|(_, title)| title.get_ref().as_str().map(normal) == Some(normal(wish.to)))
    {
        // The record says the new name already: others may know the person by that of its file.
        if wish.title {
            plan.call(studio, record, &record.stem, wish.to);
        } else {
            let others = studio.records.iter().filter(|other| other.source != record.source);
            plan.called = others.map(|other| names::people(studio, other, &record.stem).0.len()).sum();
        }
    }
    plan.changes.sort_by_key(|change| (change.file, change.span.start));
    let then = verify::verify(studio, wish, &plan, lang);
    plan.joined = then.joined;
    // A name that is the id of a year, or that a reference had wrong, says something.
    if kind.stem.is_none() && plan.joined.is_empty() {
        plan.seal(studio, &then.seals, lang);
    }
    if then.changed.is_empty() { Ok(plan) } else { Err(Refusal::Changed(then.changed)) }
}

impl Plan {
    /// A value of a record becomes `text`.
    fn say(&mut self, studio: &Studio<'_>, record: &Record<'_>, span: Range<usize>, text: &str) {
        let before = studio.source(record).text[span.clone()].to_owned();
        let after = quoted(&before, text);
        self.changes.push(Change { file: record.source, span, before, after });
    }

    /// The hashes of sign-offs that were right go on being so.
    fn seal(&mut self, studio: &Studio<'_>, then: &Seals, lang: Lang) {
        for (kept, now) in seals(studio, lang).renewed(then) {
            let before = studio.sources[kept.source].text[kept.span.clone()].to_owned();
            let after = quoted(&before, now);
            self.seals.push(Change { file: kept.source, span: kept.span.clone(), before, after });
        }
    }

    /// The person of a record is called `to` wherever others call him `name`.
    fn call(&mut self, studio: &Studio<'_>, own: &Record<'_>, name: &str, to: &str) {
        for record in studio.records.iter().filter(|record| record.source != own.source) {
            let (same, other) = names::people(studio, record, name);
            for span in same {
                self.say(studio, record, span, to);
            }
            self.left.extend(other.into_iter().map(|span| (record.source, span)));
        }
    }

    /// The changes to files, to be made together.
    #[must_use]
    pub fn batch(&self, folder: &Folder) -> Batch {
        let mut batch = Batch::default();
        for (index, file) in folder.files.iter().enumerate() {
            let mut bytes = file.bytes.clone();
            let mut changes: Vec<&Change> = self.changes.iter().chain(&self.seals).collect();
            changes.retain(|change| change.file == index);
            changes.sort_by_key(|change| std::cmp::Reverse(change.span.start));
            for change in changes {
                let (start, end) = (in_bytes(&file.bytes, change.span.start), in_bytes(&file.bytes, change.span.end));
                bytes.splice(start..end, change.after.bytes());
            }
            if bytes != file.bytes {
                batch.replace(file.at.clone(), file.bytes.clone(), bytes);
            }
        }
        for Move { at: (from, to), .. } in &self.moves {
            batch.rename(from.clone(), to.clone());
        }
        batch
    }

    /// The text of a file as it will be.
    fn text(&self, file: usize, text: &str) -> String {
        let mut text = text.to_owned();
        for change in self.changes.iter().rev().filter(|change| change.file == file) {
            text.replace_range(change.span.clone(), &change.after);
        }
        text
    }
}

/// `text` in the quotation marks of `before`, if they can hold it.
fn quoted(before: &str, text: &str) -> String {
    let marks = ["\"\"\"", "'''", "\"", "'"];
    let mark = marks.into_iter().find(|mark| before.starts_with(mark)).unwrap_or("\"");
    match mark {
        "'" | "'''" if !text.contains('\'') => format!("{mark}{text}{mark}"),
        "\"\"\"" | "\"" => format!("{mark}{}{mark}", text.replace('\\', "\\\\").replace('"', "\\\"")),
        _ => quoted("\"", text),
    }
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn quotation_marks_stay_where_they_can() {
        assert_eq!(quoted("\"甲\"", "乙"), "\"乙\"");
        assert_eq!(quoted("'甲'", "乙"), "'乙'");
        assert_eq!(quoted("'甲'", "O'乙"), "\"O'乙\"");
        assert_eq!(quoted("\"\"\"\n甲\"\"\"", "乙"), "\"\"\"乙\"\"\"");
        assert_eq!(quoted("\"甲\"", "乙#\"x\\"), "\"乙#\\\"x\\\\\"");
    }
}
