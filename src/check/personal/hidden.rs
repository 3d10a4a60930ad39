//! What no finding repeats, whatever it is about: the excerpts of other findings on the same line lose the words at these places,
//! and what is told anywhere of the studio loses the names that stand in its records.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use crate::check::Report;
use crate::finding::Finding;
use crate::say;
use crate::source::Source;
use crate::text::lang::Lang;
use crate::text::names::Names;

/// Columns to hide, by file and line; and the names to hide wherever they are told.
#[derive(Debug, Default)]
pub(in crate::check) struct Hidden {
    columns: HashMap<(String, usize), Vec<Range<usize>>>,
    words: BTreeSet<String>,
    names: Option<Names>,
}

impl Hidden {
    /// Hides places of a source, which are in order.
    pub fn add(&mut self, source: &Source, places: &[Range<usize>]) {
        if places.is_empty() {
            return;
        }
        let file = source.beginning().file;
        let mut offset = 0;
        for (index, line) in source.text.split_inclusive('\n').enumerate() {
            let end = offset + line.len();
            let (mut column, mut counted) = (0, 0);
            let from = places.partition_point(|one| one.end <= offset);
            for one in places[from..].iter().take_while(|one| one.start < end) {
                let (start, until) = (one.start.max(offset) - offset, one.end.min(end) - offset);
                column += line[counted..start].chars().count();
                let width = line[start..until].chars().count();
                self.columns.entry((file.clone(), index + 1)).or_default().push(column..column + width);
                (column, counted) = (column + width, until);
            }
            offset = end;
        }
    }

    /// Hides the names at places of a source wherever else they are told.
    pub fn words(&mut self, source: &Source, places: &[Range<usize>]) {
        self.words.extend(places.iter().map(|place| source.text[place.clone()].to_owned()));
    }

    /// Spares the names of those whom records are about, whatever is hidden in them.
    pub fn spare<'n>(&mut self, names: impl Iterator<Item = &'n str>) {
        if self.words.is_empty() {
            return;
        }
        let words: Vec<String> = std::mem::take(&mut self.words).into_iter().collect();
        self.names = Names::but(&words, &names.map(str::to_owned).collect::<Vec<_>>());
    }

    /// The hidden names, for what else is told of the records.
    pub fn names(self) -> Option<Names> {
        self.names
    }

    /// Takes the hidden names out of what is told of clauses.
    pub fn take_out_of(&self, report: &mut Report<'_>) {
        let Some(names) = &self.names else { return };
        for judged in report.clauses.iter_mut().chain(&mut report.local) {
            judged.facts.iter_mut().chain(&mut judged.reason).for_each(|text| names.take_out(text));
        }
    }

    /// Takes the hidden words out of the excerpts of `findings`, and the names out of all they say; the paths of files stay,
    /// or nobody would find them.
    pub fn take_out(&self, findings: &mut [Finding], lang: Lang) {
        if let Some(names) = &self.names {
            for finding in findings.iter_mut() {
                take_out_of(finding, names, lang);
            }
        }
        if self.columns.is_empty() {
            return;
        }
        for place in findings.iter_mut().flat_map(|finding| &mut finding.places) {
            // The text of a place is asked for by what it is called, which is the same for all of a file.
            let Some(columns) = self.columns.get(&(place.file.clone(), place.line)) else { continue };
            // A long line is not shown, and may have as many of them as findings.
            if place.excerpt.is_empty() {
                continue;
            }
            let mut excerpt: Vec<char> = place.excerpt.chars().collect();
            for range in columns {
                let end = range.end.min(excerpt.len());
                excerpt[range.start.min(end)..end].fill('*');
            }
            place.excerpt = excerpt.into_iter().collect();
        }
    }
}

/// Takes names out of a finding.
fn take_out_of(finding: &mut Finding, names: &Names, lang: Lang) {
    let from = finding.key.find('#').map_or(0, |at| at + 1);
    let detail = names.conceal(&finding.key[from..]).into_owned();
    finding.key.replace_range(from.., &detail);
    // Its stars are not to be copied.
    if let Cow::Owned(help) = names.conceal(&finding.help) {
        finding.help = say!(lang, "line.hidden", line = help);
    }
    let texts = std::iter::once(&mut finding.message).chain(&mut finding.reading);
    let places = finding.places.iter_mut().flat_map(|place| [&mut place.excerpt].into_iter().chain(&mut place.label));
    texts.chain(places).for_each(|text| names.take_out(text));
}
