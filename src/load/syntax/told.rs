//! What is told of one line: one finding, however many slips were made on it.

use crate::finding::{Finding, Place, Severity};
use crate::say;
use crate::text::lang::Lang;

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
        let better = self.mended.map(|line| match line.trim() {
            "" => say!(lang, "syntax.write-nothing"),
            line => say!(lang, "syntax.write", line = line),
        });
        let help = better.into_iter().chain(self.helps).collect::<Vec<_>>().join("\n");
        let message = self.messages.join(&say!(lang, "syntax.and"));
        Finding::new("record/syntax", Severity::Error, self.places, &self.detail, message, help)
    }
}
