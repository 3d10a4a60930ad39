//! Characters in a record that nobody sees: they make two names that look the same differ, or turn the order of reading.

use crate::finding::{Finding, Severity};
use crate::say;
use crate::source::Source;
use crate::text::lang::Lang;

/// More lines with such characters are only counted: whoever mends these mends all.
const MOST: usize = 60;

/// A finding for every line with such characters.
pub(super) fn find(source: &Source, lang: Lang) -> Vec<Finding> {
    // All of them begin with one of these bytes, which are rare enough in Chinese text.
    let lead = |byte: u8| u8::from(matches!(byte, 0xc2 | 0xd8 | 0xe1 | 0xe2 | 0xef | 0xf3));
    if source.text.bytes().fold(0, |any, byte| any | lead(byte)) == 0 {
        return Vec::new();
    }
    let mut findings = Vec::new();
    let mut offset = 0;
    let mut more = 0;
    for line in source.text.split_inclusive('\n') {
        let hidden = line.char_indices().find(|(_, char)| is_hidden(*char));
        if findings.len() == MOST {
            more += usize::from(hidden.is_some());
        } else if let Some((index, char)) = hidden {
            let start = offset + index;
            let place = source.place(start..start + char.len_utf8(), None);
            let code = format!("U+{:04X}", u32::from(char));
            let mended: String = line.chars().filter(|char| !is_hidden(*char)).collect();
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

/// Zero-width and bidirectional characters, and marks of a byte order within the text.
fn is_hidden(char: char) -> bool {
    matches!(char,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}
