//! Characters in a record that nobody sees: they make two names that look the same differ, or turn the order of reading.

use crate::finding::{Finding, Severity};
use crate::say;
use crate::source::Source;
use crate::text::lang::Lang;
use crate::text::safe::is_invisible;
use crate::text::triples;

/// More lines with such characters are only counted: whoever mends these mends all.
const MOST: usize = 60;

/// A finding for every line with such characters.
pub(super) fn find(source: &Source, lang: Lang) -> Vec<Finding> {
    if triples::next(source.text.as_bytes(), 0, begins_hidden).is_none() {
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

/// 1 where the bytes of such a character may begin.
fn begins_hidden(first: u8, second: u8, third: u8) -> u8 {
    let two = |a, b| u8::from(first == a) & u8::from(second == b);
    let last = |from: u8, to: u8| u8::from(third.wrapping_sub(from) <= to - from);
    two(0xc2, 0xad)
        | two(0xd8, 0x9c)
        | two(0xe1, 0xa0) & last(0x8e, 0x8e)
        | two(0xe2, 0x80) & (last(0x8b, 0x8f) | last(0xa8, 0xae))
        | two(0xe2, 0x81) & last(0xa0, 0xaf)
        | two(0xef, 0xbb) & last(0xbf, 0xbf)
        | two(0xef, 0xbf) & last(0xb9, 0xbb)
        | two(0xf3, 0xa0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_hidden_character_is_found_by_its_bytes() {
        for char in (0..=0x0010_ffff).filter_map(char::from_u32) {
            let mut bytes = [0; 4];
            let bytes = char.encode_utf8(&mut bytes).as_bytes();
            let found = triples::next(bytes, 0, begins_hidden).is_some();
            // The tags of the last plane share their bytes with variation selectors.
            assert!(found == is_invisible(char) || matches!(char, '\u{e0080}'..='\u{e0fff}'), "{char:?}");
        }
    }
}
