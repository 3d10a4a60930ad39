//! Which part of a package a finding is about: by its rule where the package itself is told of, else by where it stands.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;

use super::gathered::Gathered;
use crate::check::{Asked, Named};
use crate::finding::Finding;
use crate::load::PROVINCE;

/// A part of a package.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Topic {
    Summary,
    Studios,
    Cases,
}

/// Where what goes into the parts is written.
pub(super) struct Topics<'g> {
    /// The lines of the root file.
    lines: BTreeMap<usize, Topic>,
    /// The files of the summary.
    summaries: BTreeSet<&'g str>,
    /// The files of the cases, without their endings: a record and its text share the rest.
    cases: BTreeSet<String>,
    /// The folders of the studios.
    studios: BTreeSet<&'g str>,
}

impl<'g> Topics<'g> {
    pub fn of(gathered: &'g Gathered<'_>) -> Self {
        let said = &gathered.said;
        let mut lines = BTreeMap::new();
        for (topic, asked) in [(Topic::Summary, &said.summaries), (Topic::Cases, &said.cases)] {
            lines.extend(lines_of(asked).map(|line| (line, topic)));
        }
        let rows = said.left_out.iter().flat_map(|one| [one.place.line, one.folder.place.line]);
        lines.extend(rows.map(|line| (line, Topic::Studios)));
        let case = |named: &Named| stem(&named.text.nfc().collect::<String>()).to_owned();
        Self {
            lines,
            summaries: said.summaries.named.iter().map(Named::file).collect(),
            cases: said.cases.named.iter().map(case).collect(),
            studios: gathered.studios.iter().chain(&gathered.left_out).map(|one| one.path.as_str()).collect(),
        }
    }

    /// The part that a finding is about; none where it is about the whole.
    pub fn topic(&self, finding: &Finding) -> Option<Topic> {
        match finding.rule.as_str() {
            "package/deadline" => return None,
            "package/summary" => return Some(Topic::Summary),
            "package/left-out" | "package/other-body" | "package/folder" => return Some(Topic::Studios),
            rule if rule.starts_with("package/") => return Some(Topic::Cases),
            _ => {}
        }
        let place = finding.places.first()?;
        if place.file == PROVINCE {
            return self.lines.get(&place.line).copied();
        }
        match () {
            () if self.summaries.contains(place.file.as_str()) => Some(Topic::Summary),
            () if self.cases.contains(stem(&place.file)) => Some(Topic::Cases),
            // In a folder that was not looked into there may be one.
            () if finding.rule == "record/unreadable" => Some(Topic::Studios),
            () => self.studio(finding).map(|_| Topic::Studios),
        }
    }

    /// The folder of the studio in which a finding has its first place.
    pub fn studio(&self, finding: &Finding) -> Option<&'g str> {
        let file = finding.places.first()?.file.as_str();
        let inner = file.match_indices('/').rev().find_map(|(end, _)| self.studios.get(&file[..end]));
        let own = || self.studios.get("").filter(|_| !file.is_empty() && file != PROVINCE);
        inner.or_else(own).copied()
    }
}

/// The lines on which a list is written; none where it is empty, for its place is then the beginning of the file.
fn lines_of(asked: &Asked) -> impl Iterator<Item = usize> {
    let own = (!asked.named.is_empty()).then_some(asked.place.line);
    own.into_iter().chain(asked.named.iter().map(|named| named.place.line))
}

fn stem(path: &str) -> &str {
    let name = path.rfind('/').map_or(0, |at| at + 1);
    path[name..].rfind('.').map_or(path, |at| &path[..name + at])
}
