//! What a case gives as the aliases of its pupils: each stands in the place of a name, and is none itself.

use super::Scan;
use super::pupil::{Finder, bytes};
use crate::finding::{Finding, Severity};
use crate::record::items;
use crate::record::row::Row;
use crate::say;
use crate::standard::kind::Role;
use crate::standard::privacy::Privacy;

impl Scan<'_, '_> {
    /// Tells aliases that look like the name itself, and hides them.
    pub(super) fn aliases(&mut self, row: &Row<'_>, privacy: &Privacy) {
        let Some((field, value)) = row.at(Role::Alias) else { return };
        let source = self.studio.source(row.record);
        for item in items(value) {
            let Some(text) = item.get_ref().as_str() else { continue };
            if !tells(text.trim(), privacy) {
                continue;
            }
            let place = vec![self.place(source, item.span())];
            let message = say!(self.lang, "privacy.alias", name = field.named(self.lang));
            let help = say!(self.lang, "privacy.alias.help");
            self.findings.push(Finding::new("privacy/alias", Severity::Warning, place, &field.key, message, help));
            self.hidden.add(source, &[item.span()]);
        }
    }
}

/// Whether an alias tells a name: it is a whole one that is marked as invented nowhere, or says that one is the real one.
fn tells(text: &str, privacy: &Privacy) -> bool {
    let words = &privacy.pupils;
    let marked = words.invented.all().any(|mark| text.contains(mark));
    let finder = Finder { text, words, traceable: &privacy.traceable, aliases: &[] };
    let bare = text.split(['（', '(']).next().unwrap_or_default().trim();
    let (count, hidden) = (bare.chars().count(), bare.contains(|c| words.hidden.has_char(c)));
    let whole = count > 2 && !hidden && bytes(&bare.chars().collect::<Vec<_>>()) == bare.len() && finder.whole(bare);
    words.real.stand_in(text) || whole && !marked
}
