//! Characters in a record that nobody sees: they make two names that look the same differ, or turn the order of reading.

use crate::finding::{Finding, Severity};
use crate::say;
use crate::source::Source;
use crate::text::lang::Lang;
use crate::text::safe::is_invisible;

/// More lines with such characters are only counted: whoever mends these mends all.
const MOST: usize = 60;

/// A finding for every line with such characters.
pub(super) fn find(source: &Source, lang: Lang) -> Vec<Finding> {
    if source.is_plain() {
        return Vec::new();
    }
    let mut findings = Vec::new();
    let mut offset = 0;
    let mut more = 0;
    for line in source.text.split_inclusive('\n') {
        let hidden = line.char_indices().find(|(_, char)| is_invisible(*char));
        if findings.len() == MOST {
            more += usize::from(hidden.is_some());
        } else if let Some((index, char)) = hidden {
            let start = offset + index;
            let place = source.place(start..start + char.len_utf8(), None);
            let code = format!("U+{:04X}", u32::from(char));
            let mended: String = line.chars().filter(|char| !is_invisible(*char)).collect();
            let message = say!(lang, "load.hidden", code = code);
            let help = say!(lang, "syntax.write", line = mended.trim());
            let key = line.split('=').next().unwrap_or_default().trim();
            findings.push(Finding::new("record/hidden", Severity::Warning, vec![place], key, message, help));
        }
        offset += line.len();
    }
    if more > 0 {
        let (message, help) = (say!(lang, "load.hidden.more", n = more), say!(lang, "load.hidden.more.help"));
        let place = source.beginning(None);
        findings.push(Finding::new("record/hidden", Severity::Warning, vec![place], "…", message, help));
    }
    findings
}
