//! What is told of one line: one finding, however many slips were made on it.

use crate::finding::{Finding, Place, Severity};
use crate::say;
use crate::text::lang::Lang;
use crate::text::to_write::to_write;

/// What is told of one line.
pub(super) struct Told {
    pub places: Vec<Place>,
    pub detail: String,
    pub messages: Vec<String>,
    pub helps: Vec<String>,
    /// The line as it was meant.
    pub mended: Option<String>,
}

impl Told {
    /// All of it as one finding.
    pub fn finding(self, lang: Lang) -> Finding {
        // A line that was only set aside is none to write.
        let aside = self.places.first().map(|place| super::aside(place.line - 1));
        let is_aside =
            |line: &str| aside.as_ref().is_some_and(|aside| line.trim().trim_start_matches('[').starts_with(aside));
        let better = self.mended.filter(|line| !is_aside(line)).map(|line| match line.trim() {
            "" => say!(lang, "syntax.write-nothing"),
            line => say!(lang, "syntax.write", line = to_write(line, lang)),
        });
        let help = better.into_iter().chain(self.helps).collect::<Vec<_>>().join("\n");
        let message = self.messages.join(&say!(lang, "list.semicolon"));
        Finding::new("record/syntax", Severity::Error, self.places, &self.detail, message, help)
    }
}
