//! What the root file of a province says of the package that it sends: the summary, the cases, the studios left out, the
//! last day. Each is found by the role of its field and knows its place.

use std::path::Path;

use jiff::civil::{Date, date};
use toml::Spanned;
use toml::de::DeValue;
use unicode_normalization::UnicodeNormalization;

use super::evidence::Piece;
use super::{Check, Files, alone, example_line, personal};
use crate::finding::{FAULT, Finding, Place, Severity};
use crate::load;
use crate::record::calendar::{Calendar, Dates};
use crate::record::row::Row;
use crate::record::{Studio, date_of, is_blank, items};
use crate::source::Source;
use crate::standard::Standard;
use crate::standard::kind::Role;
use crate::text::lang::Lang;
use crate::text::names::Names;

/// What a province says of its package.
#[derive(Debug, Default)]
pub struct Submission {
    /// The files of the summary, from the folder of the province.
    pub summaries: Asked,
    /// The records of the cases, from the folder of the province.
    pub cases: Asked,
    /// The studios that are not reported.
    pub left_out: Vec<LeftOut>,
    /// The last day for sending.
    pub deadline: Option<(Date, Place)>,
    /// Whether there is nothing to read in the root file, or it cannot be read.
    pub unread: bool,
}

/// The texts at a key, in order.
#[derive(Debug, Default)]
pub struct Asked {
    /// The texts that say something.
    pub named: Vec<Named>,
    /// The key, or the beginning of the file where it is missing.
    pub place: Place,
    /// The line as one would type it.
    pub example: String,
}

/// A text and where it stands.
#[derive(Debug)]
pub struct Named {
    /// The text.
    pub text: String,
    /// Its place.
    pub place: Place,
    /// What it leads to, where it is evidence.
    pub whence: Whence,
}

impl Named {
    /// The file that it leads to, without the page in it.
    #[must_use]
    pub fn file(&self) -> &str {
        self.text.split('#').next().unwrap_or(&self.text).trim_end()
    }
}

/// What a piece of evidence leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whence {
    /// A file in the folder.
    File,
    /// A link, or paper in a cabinet.
    Elsewhere,
    /// Nothing; a finding of its own says why.
    Nowhere,
}

/// A studio that is not reported.
#[derive(Debug)]
pub struct LeftOut {
    /// Its folder.
    pub folder: Named,
    /// Why.
    pub reason: String,
    /// Where all this is said.
    pub place: Place,
}

/// Reads what the root file in the folder `root` says of the package.
#[must_use]
pub fn submission(standard: &Standard, root: &Path, lang: Lang) -> Submission {
    alone::root(standard, (root, ""), load::PROVINCE, lang, |check, _| {
        let Some(record) = check.studio.records.first() else {
            return Submission { unread: true, ..Submission::default() };
        };
        let source = check.studio.source(record);
        let reader = Reader { source, row: check.studio.row(record), files: &check.files };
        let day = |(_, value): (_, &Spanned<DeValue<'_>>)| {
            Some((date_of(value.get_ref())?, source.place(value.span(), None)))
        };
        Submission {
            summaries: reader.asked(Role::Summary),
            cases: reader.asked(Role::ReportedCases),
            left_out: reader.left_out(),
            deadline: reader.at(Role::Due).and_then(day),
            unread: false,
        }
    })
}

impl Submission {
    /// The turn of the record at `path` in every list: the cases stand as the province names them, and before all others.
    #[must_use]
    pub fn turn(&self, path: &str) -> usize {
        let is_it = |named: &Named| named.text.nfc().eq(path.nfc());
        self.cases.named.iter().position(is_it).unwrap_or(self.cases.named.len())
    }
}

struct Reader<'r> {
    source: &'r Source,
    row: Row<'r>,
    files: &'r Files<'r>,
}

impl<'r> Reader<'r> {
    /// The key and the value of the field with a role.
    fn at(&self, role: Role) -> Option<(Place, &'r Spanned<DeValue<'r>>)> {
        let (key, value) = self.row.table.get_key_value(self.row.fields.with(role)?.key.as_str())?;
        Some((self.source.place(key.span(), None), value))
    }

    fn asked(&self, role: Role) -> Asked {
        let example = self.row.fields.with(role).map(|field| example_line(field)).unwrap_or_default();
        let Some((place, value)) = self.at(role) else {
            return Asked { named: Vec::new(), place: self.source.beginning(), example };
        };
        Asked { named: items(value).iter().filter_map(|item| self.named(item)).collect(), place, example }
    }

    fn named(&self, value: &Spanned<DeValue<'_>>) -> Option<Named> {
        let text = value.get_ref().as_str().filter(|text| !is_blank(text))?.trim();
        let whence = match self.files.look(text) {
            Piece::Sound | Piece::Record if !text.contains("://") => Whence::File,
            Piece::Sound | Piece::Record | Piece::Paper => Whence::Elsewhere,
            _ => Whence::Nowhere,
        };
        Some(Named { text: text.to_owned(), place: self.source.place(value.span(), None), whence })
    }

    fn left_out(&self) -> Vec<LeftOut> {
        let Some(list) = self.row.fields.with(Role::NotReported) else { return Vec::new() };
        let row = |row: Row<'r>| {
            let folder = self.named(row.at(Role::StudioFolder)?.1)?;
            let reason = row.at(Role::Reason).and_then(|(_, value)| value.get_ref().as_str()).unwrap_or_default();
            let place = self.source.place(row.span(), None);
            Some(LeftOut { folder, reason: reason.trim().to_owned(), place })
        };
        Row::of_list(self.row.record, self.row.table, list).filter_map(row).collect()
    }
}

/// Whether a province means the studio at `path` by `text`.
#[must_use]
pub fn is_at(text: &str, path: &str) -> bool {
    let plain = |text: &str| text.trim().trim_start_matches("./").trim_end_matches('/').nfc().collect::<String>();
    plain(text) == plain(path) || (path.is_empty() && text.trim() == ".")
}

/// How the rules begin of what the circular asks of a submission.
const CIRCULAR: &str = "circular/";

/// Whether a finding forbids that records are sent in: an error in the records themselves, in privacy, in what the circular
/// asks of a submission, or between studios. A clause that is not yet met never does.
#[must_use]
pub fn stops(finding: &Finding) -> bool {
    let groups = ["record/", "privacy/", CIRCULAR, "province/", "package/", "twin/", FAULT];
    finding.severity == Severity::Error && groups.iter().any(|group| finding.rule.starts_with(group))
}

/// Whether a finding tells of a name on a private list: no draft is written then, since the name would stand in it.
#[must_use]
pub fn names_somebody(finding: &Finding) -> bool {
    finding.rule == personal::name::RULE
}

/// Whether a finding forbids nothing, and whoever sends records in has to know it all the same: something a school handed in
/// may be lost, another text be taken than the one that is meant, another body be named than the school says, or something be missing
/// that the circular asks.
#[must_use]
pub fn warns(finding: &Finding) -> bool {
    let told = ["package/folder", "package/other-body", "record/text"];
    finding.severity == Severity::Warning
        && (finding.rule.starts_with(CIRCULAR) || told.contains(&finding.rule.as_str()))
}

/// What is wrong in texts that are beside no record: numbers that name one person, and names on a private list.
#[must_use]
pub fn texts(standard: &Standard, sources: &[Source], names: Option<&Names>, lang: Lang) -> Vec<Finding> {
    let calendar = Calendar::new(Dates::default(), standard, date(2000, 1, 1));
    let studio = Studio::new(standard, sources, Vec::new(), calendar, Vec::new());
    let check = Check::new(&studio, Path::new(""), lang);
    let (mut findings, mut hidden) = personal::check(check.studio, check.lang);
    if let Some(names) = names {
        findings.extend(personal::name::texts(&check, names, &mut hidden));
        hidden.take_out(&mut findings, lang);
    }
    findings
}
