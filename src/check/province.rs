//! What the root file of a province says: who reports, until when, and the dates its studios share.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use toml::de::{DeTable, DeValue};

use super::{alone, calendar, personal, shape};
use crate::failure::{Failure, Result};
use crate::files;
use crate::finding::{Finding, Place};
use crate::load::{self, Changed};
use crate::record::calendar::{Dates, Written};
use crate::record::walk::texts;
use crate::record::{Record, Studio, is_blank};
use crate::say;
use crate::standard::Standard;
use crate::standard::kind::Role;
use crate::text::lang::Lang;
use crate::text::personal::conceal;

/// What the root file of a province says.
#[derive(Debug, Default)]
pub struct Province {
    /// Of time.
    pub dates: Dates,
    /// Who reports.
    pub body: String,
    /// The last day of the round.
    pub deadline: Option<Date>,
    /// What is wrong in it.
    pub findings: Vec<Finding>,
    /// The files that speak for every studio of it.
    pub files: Vec<PathBuf>,
    /// The folders beside it that it names something in.
    pub folders: BTreeSet<PathBuf>,
}

impl Province {
    /// Whether what holds for all its studios was touched.
    #[must_use]
    pub fn touched(&self, changed: &Changed) -> bool {
        self.files.iter().any(|file| changed.touches(file))
    }
}

/// Reads the root file of the province that `root` belongs to, if there is one at or above it.
#[must_use]
pub fn province(standard: &Standard, root: &Path, lang: Lang) -> Province {
    let Some((folder, way)) = load::province_of(root) else { return Province::default() };
    alone::root(standard, (&folder, &way), load::PROVINCE, lang, |check, mut findings| {
        let studio = check.studio;
        let read = |record: &Record<'_>| Dates::read(&record.table, &standard.kinds[record.kind].fields, standard);
        let mut dates = studio.records.first().map(read).unwrap_or_default();
        dates.written = studio.records.first().map(|record| written(studio, record, &dates)).unwrap_or_default();
        dates.broken = studio.records.is_empty() && !findings.is_empty();
        findings.extend(shape::check(check));
        if let Some(record) = studio.records.first() {
            let source = studio.source(record);
            findings.extend(calendar::misnamed(source, &dates.semesters, &studio.calendar, lang));
            findings.extend(calendar::shared(source, &dates.semesters, lang));
        }
        findings.extend(personal::check(studio, lang).0);
        let row = studio.records.first().map(|record| studio.row(record));
        let body =
            row.and_then(|row| row.told(Role::Body)).map_or(String::new(), |(text, _)| conceal(text).into_owned());
        let deadline = row.and_then(|row| row.date(Role::Due));
        let own = std::iter::once(folder.join(load::PROVINCE));
        let files = own.chain(named(studio, &folder).into_iter().map(|(path, ..)| path)).collect();
        let folders = studio.records.first().map(|record| folders(&record.table, &folder)).unwrap_or_default();
        Province { dates, body, deadline, findings, files, folders }
    })
}

/// The folders in `folder` in which something lies that a table names.
fn folders(table: &DeTable<'_>, folder: &Path) -> BTreeSet<PathBuf> {
    let mut found = BTreeSet::new();
    texts(table, &mut |path| {
        let path = path.replace('\\', "/");
        found.extend(path.trim().split('/').next().filter(|name| !name.is_empty()).map(|name| folder.join(name)));
    });
    found
}

/// Where the root file says the window and each semester.
fn written(studio: &Studio<'_>, record: &Record<'_>, dates: &Dates) -> Written {
    let place = |span| studio.source(record).place(span, None);
    let semesters = dates.semesters.iter().filter_map(|one| one.span).map(|(start, end)| place(start..end));
    Written { window: record.table.get("window").map(|value| place(value.span())), semesters: semesters.collect() }
}

/// The folders of overlays that the root file of a province names, and where.
fn named(studio: &Studio<'_>, folder: &Path) -> Vec<(PathBuf, String, Place)> {
    let Some(record) = studio.records.first() else { return Vec::new() };
    let row = studio.row(record);
    let name = |item: &toml::Spanned<DeValue<'_>>| {
        // What is still to be filled in is told when the records are checked.
        let name = item.get_ref().as_str().filter(|name| !is_blank(name))?.trim().replace('\\', "/");
        Some((folder.join(&name), name, studio.source(record).place(item.span(), None)))
    };
    row.list_at(Role::Overlay).iter().filter_map(name).collect()
}

/// The overlays that the province at or above `root` names, in order.
///
/// # Errors
/// One of them is not a folder within the province's.
pub fn overlays(standard: &Standard, root: &Path, lang: Lang) -> Result<Vec<PathBuf>> {
    let Some((folder, way)) = load::province_of(root) else { return Ok(Vec::new()) };
    // Nobody knows what a root file asks that cannot be read; that it cannot is an error of every studio below it.
    let named = alone::root(standard, (&folder, &way), load::PROVINCE, lang, |check, _| named(check.studio, &folder));
    let at = |place: &Place| format!("{}:{}:{}", place.file, place.line, place.column);
    let whole = files::whole(&folder).unwrap_or_else(|_| folder.clone());
    let mut overlays = Vec::new();
    let mut faults = Vec::new();
    for (overlay, name, place) in named {
        match files::whole(&overlay) {
            Ok(inside) if !inside.starts_with(&whole) || inside == whole => {
                faults.push(say!(lang, "overlay.outside", file = at(&place), path = name));
            }
            Ok(inside) if inside.is_dir() => overlays.push(overlay),
            _ => faults.push(say!(lang, "overlay.missing", file = at(&place), path = name)),
        }
    }
    if faults.is_empty() { Ok(overlays) } else { Err(Failure(faults.join("\n"))) }
}
