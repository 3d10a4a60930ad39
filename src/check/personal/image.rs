//! Pictures in cases about pupils: whoever is in them has to agree, and the record says where the consent is kept.

use toml::Spanned;
use toml::de::DeValue;

use super::Scan;
use super::case::MOST;
use crate::check::Fit;
use crate::check::matching::fit;
use crate::finding::{Finding, Place, Severity};
use crate::record::row::Row;
use crate::record::{is_blank, items};
use crate::say;
use crate::standard::kind::{Role, Type};
use crate::standard::privacy::Images;

impl Scan<'_, '_> {
    /// Looks at the cases the standard names.
    pub(super) fn images(&mut self) {
        let Some(privacy) = &self.studio.standard.privacy else { return };
        let (studio, lang) = (self.studio, self.lang);
        for row in studio.rows(&privacy.images.of) {
            if fit(studio, &row, &privacy.images.conditions) != Fit::Yes || has_consent(&row) {
                continue;
            }
            let places = self.pictures(&row, &privacy.images);
            if !places.is_empty() {
                let (message, help) = (say!(lang, "privacy.image"), say!(lang, "privacy.image.help"));
                self.findings.push(Finding::new("privacy/image", Severity::Warning, places, "", message, help));
            }
        }
    }

    /// Where a row or the text beside it names pictures.
    fn pictures(&self, row: &Row<'_>, images: &Images) -> Vec<Place> {
        let source = &self.studio.sources[row.record.source];
        let mut places = Vec::new();
        let mut look = |value: &DeValue<'_>, span| {
            if value.as_str().is_some_and(|text| is_picture(text.split('#').next().unwrap_or(text), images)) {
                places.push(source.place(span, None));
            }
        };
        for field in row.fields.with_type(Type::Evidence).filter(|field| !field.has(Role::Consent)) {
            let Some(value) = row.table.get(field.key.as_str()) else { continue };
            for item in items(value) {
                look(item.get_ref(), item.span());
            }
        }
        let Some(text) = row.record.text.map(|text| &self.studio.sources[text]) else { return places };
        let breaks = |c: char| c.is_whitespace() || "（(「“\"，。：:；".contains(c);
        // A word may have as many points as letters: each stretch is looked at once.
        let (mut start, mut looked) = (0, 0);
        for (at, _) in text.text.match_indices('.') {
            let between = &text.text[looked..at];
            if let Some((found, mark)) = between.char_indices().rfind(|(_, c)| breaks(*c)) {
                start = looked + found + mark.len_utf8();
            }
            looked = at;
            let rest = &text.text[at + 1..];
            let ending = &rest[..rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric()).len()];
            if places.len() < MOST && start < at && images.endings.has(&ending.to_ascii_lowercase()) {
                places.push(self.place(text, start..at + 1 + ending.len()));
            }
        }
        places
    }
}

fn has_consent(row: &Row<'_>) -> bool {
    let says = |item: &Spanned<DeValue<'_>>| item.get_ref().as_str().is_some_and(|text| !is_blank(text));
    row.at(Role::Consent).is_some_and(|(_, value)| items(value).iter().any(says))
}

fn is_picture(path: &str, images: &Images) -> bool {
    path.trim().rsplit_once('.').is_some_and(|(_, ending)| images.endings.has(&ending.to_ascii_lowercase()))
}
