//! What the root file of a province says: who reports, until when, and the dates its studios share.

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::evidence::Files;
use super::{Check, personal, shape};
use crate::finding::Finding;
use crate::load::{self, Changed};
use crate::record::calendar::{Calendar, Dates};
use crate::record::{Record, Studio};
use crate::standard::Standard;
use crate::standard::kind::Role;
use crate::text::lang::Lang;

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
    let texts = load::read_one(standard, (&folder, &way), load::PROVINCE, lang);
    let parsed = load::parse(standard, &texts.sources, lang);
    let read = |record: &Record<'_>| Dates::read(&record.table, &standard.kinds[record.kind].fields, standard);
    let mut dates = parsed.records.first().map(read).unwrap_or_default();
    dates.broken = parsed.records.is_empty() && !(texts.findings.is_empty() && parsed.findings.is_empty());
    let calendar = Calendar::new(Dates::default(), standard, jiff::civil::date(2000, 1, 1));
    let mut findings = texts.findings;
    findings.extend(parsed.findings);
    let studio = Studio::new(standard, &texts.sources, parsed.records, calendar, parsed.broken);
    let check = Check { studio: &studio, standard, files: Files::new(&folder), lang, facts: false };
    findings.extend(shape::check(&check));
    findings.extend(personal::check(&check));
    let kind = standard.kind_of(load::PROVINCE).unwrap_or(usize::MAX);
    let row = studio.of_kind(kind).first().map(|record| studio.row(record));
    let body = row.and_then(|row| row.told(Role::Body)).map_or(String::new(), |(text, _)| text.to_owned());
    let deadline = row.and_then(|row| row.date(Role::Due));
    let files = vec![folder.join(load::PROVINCE)];
    Province { dates, body, deadline, findings, files }
}
