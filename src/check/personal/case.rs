//! What is private in the text of a case: names of pupils, sensitive words, and what together gives a pupil away.

use std::collections::BTreeSet;
use std::ops::Range;

use super::pupil::Text;
use super::{Scan, pupil, sensitive};
use crate::check::key::lacking;
use crate::check::root;
use crate::finding::{Finding, Place, Severity};
use crate::record::items;
use crate::record::row::Row;
use crate::say;
use crate::source::Source;
use crate::standard::Standard;
use crate::standard::kind::{Kind, Role};
use crate::standard::privacy::{Privacy, Pupils, Words};
use crate::text::personal::conceal;

/// Places that one finding tells.
pub(super) const MOST: usize = 12;

impl Scan<'_, '_> {
    /// Looks at a source, where it is the text of a case.
    pub(super) fn case(&mut self, source: &Source) {
        let Some(privacy) = &self.studio.standard.privacy else { return };
        let local = source.local();
        let Some((folder, name)) = local.rsplit_once('/').filter(|_| source.format().is_some()) else { return };
        let of = |kind: &Kind| kind.text && kind.folder() == Some(folder);
        let Some(kind) = self.studio.standard.kinds.iter().position(of) else { return };
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let studio = self.studio;
        let record = studio.of_kind(kind).iter().find(|record| record.stem == stem);
        let row = record.map(|record| studio.row(record));
        self.findings.extend(row.as_ref().and_then(|row| self.unlisted(source, row, privacy)));
        if let Some(row) = &row {
            self.aliases(row, privacy);
        }
        let aliases = row.as_ref().map(aliases).unwrap_or_default();
        self.title(row.as_ref(), privacy, &aliases);
        let names = self.names(&source.text, privacy, &aliases, Text::Case);
        self.pupils(source, &names, "");
        let (clauses, groups) = sensitive::clauses(&source.text, privacy);
        self.sensitive(source, &clauses, &groups, privacy);
        self.hidden.add(source, &names);
        self.hidden.add(source, &clauses);
    }

    /// Names in the title that the record gives the text: it is published with it. What every text of a record tells is told there.
    fn title(&mut self, row: Option<&Row<'_>>, privacy: &Privacy, aliases: &[&str]) {
        let Some((row, (key, value))) = row.and_then(|row| Some((row, row.titled()?))) else { return };
        let (source, span) = (self.studio.source(row.record), value.span());
        let text = &source.text[span.clone()];
        if pupil::scan(text, privacy, &[], Text::Record).is_empty() {
            let names = self.names(text, privacy, aliases, Text::Case).into_iter();
            let names: Vec<_> = names.map(|one| span.start + one.start..span.start + one.end).collect();
            self.pupils(source, &names, key.get_ref());
            self.hidden.add(source, &names);
        }
    }

    /// A name that the text marks as invented, where the record lists none: what is asked of cases with such a list is not asked
    /// of it.
    fn unlisted(&self, source: &Source, row: &Row<'_>, privacy: &Privacy) -> Option<Finding> {
        let field = row.fields.with(Role::Alias).filter(|_| row.at(Role::Alias).is_none())?;
        let marks = privacy.pupils.invented.all();
        let mark = marks.filter_map(|mark| Some((source.text.find(mark)?, mark.len()))).min()?;
        let message = say!(self.lang, "privacy.unlisted", name = field.named(self.lang));
        let help = say!(self.lang, "privacy.unlisted.help");
        let place = vec![self.place(source, mark.0..mark.0 + mark.1)];
        Some(Finding::new("privacy/alias", Severity::Note, place, &field.key, message, help))
    }

    /// Names in a case, or at the key of a record.
    pub(super) fn pupils(&mut self, source: &Source, names: &[Range<usize>], key: &str) {
        let lang = self.lang;
        let privacy = self.studio.standard.privacy.as_ref();
        if !names.is_empty() && privacy.is_some_and(|privacy| are_invented(&source.text, &privacy.pupils)) {
            let (message, help) =
                (say!(lang, "privacy.invented", n = names.len()), say!(lang, "privacy.invented.help"));
            let places = names.iter().take(MOST).map(|name| self.place(source, name.clone())).collect();
            self.findings.push(Finding::new("privacy/pupil", Severity::Note, places, key, message, help));
            return;
        }
        let help = if key.is_empty() { "privacy.pupil.help" } else { "privacy.pupil.record.help" };
        for name in names {
            if !self.has_room(source, "privacy/pupil", Severity::Warning) {
                continue;
            }
            let (message, help) = (say!(lang, "privacy.pupil"), say!(lang, help));
            let place = self.place(source, name.clone());
            self.findings.push(Finding::new("privacy/pupil", Severity::Warning, vec![place], key, message, help));
        }
    }

    fn sensitive(&mut self, source: &Source, clauses: &[Range<usize>], groups: &BTreeSet<usize>, privacy: &Privacy) {
        let Some(rare) = clauses.first() else { return };
        let lang = self.lang;
        let mut named: Vec<&str> =
            groups.iter().map(|group| privacy.sensitive.groups[*group].label.get(lang)).collect();
        named.dedup();
        let named = named.join(&say!(lang, "list.join"));
        let places: Vec<Place> = clauses.iter().take(MOST).map(|place| self.place(source, place.clone())).collect();
        let message = say!(lang, "privacy.sensitive", groups = named, n = clauses.len());
        let help = say!(lang, "privacy.sensitive.help");
        let kinds = lacking(groups.iter().map(|group| privacy.sensitive.groups[*group].label.zh.as_str()));
        self.findings.push(Finding::new("privacy/sensitive", Severity::Warning, places, &kinds, message, help));
        let own = root(self.studio).and_then(|row| row.told(Role::School)).map_or("", |(text, _)| text.trim());
        let Some(traces) = sensitive::traces(&source.text, privacy, own) else { return };
        let places = traces.into_iter().chain([rare.clone()]).map(|place| self.place(source, place)).collect();
        let (message, help) = (say!(lang, "privacy.traceable"), say!(lang, "privacy.traceable.help"));
        self.findings.push(Finding::new("privacy/traceable", Severity::Warning, places, "", message, help));
    }
}

/// A line of a case as it may be told: names of pupils, sensitive words and numbers of persons are stars.
#[must_use]
pub fn veil(line: &str, standard: &Standard) -> String {
    let Some(privacy) = &standard.privacy else { return conceal(line).into_owned() };
    let mut hidden = pupil::scan(line, privacy, &[], Text::Case);
    hidden.extend(sensitive::clauses(line, privacy).0);
    hidden.sort_by_key(|place| place.start);
    let mut next = hidden.iter().peekable();
    let mut until = 0;
    let shown = |(at, char)| {
        while let Some(place) = next.next_if(|place| place.start <= at) {
            until = until.max(place.end);
        }
        if at < until { '*' } else { char }
    };
    conceal(&line.char_indices().map(shown).collect::<String>()).into_owned()
}

/// Whether a text says of the pupils' names in it that all are invented.
fn are_invented(text: &str, words: &Pupils) -> bool {
    let said = words.all_invented.all().flat_map(|said| text.match_indices(said));
    said.into_iter().any(|(at, _)| {
        let clause = text[..at].rsplit(['。', '，', '；', '（', '(', '\n']).next().unwrap_or_default();
        let speaks = |of: &Words| of.all().any(|word| clause.contains(word));
        speaks(&words.invented_of) && !speaks(&words.not_invented_of)
    })
}

/// The aliases that a record declares, without the remark that they are such.
fn aliases<'a>(row: &Row<'a>) -> Vec<&'a str> {
    let texts = row.at(Role::Alias).map_or(&[][..], |(_, value)| items(value)).iter();
    let bare = |text: &'a str| text.split(['（', '(']).next().unwrap_or_default().trim();
    texts.filter_map(|text| text.get_ref().as_str()).map(bare).filter(|text| !text.is_empty()).collect()
}
