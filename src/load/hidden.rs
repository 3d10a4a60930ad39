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
        let hidden = line.char_indices().find(|(at, char)| is_invisible(*char) && !joins(line, *at));
        if findings.len() == MOST {
            more += usize::from(hidden.is_some());
        } else if let Some((index, char)) = hidden {
            let start = offset + index;
            let place = source.place(start..start + char.len_utf8(), None);
            let code = format!("U+{:04X}", u32::from(char));
            let kept = line.char_indices().filter(|(at, char)| !is_invisible(*char) || joins(line, *at));
            let mended: String = kept.map(|(_, char)| char).collect();
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

/// Whether the character at byte `at` of a line joins two pictures into one, as in that of a family.
fn joins(line: &str, at: usize) -> bool {
    let is_picture = |char: char| matches!(char, '\u{2190}'..='\u{2bff}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}');
    let before = line[..at].chars().next_back().is_some_and(is_picture);
    let mut rest = line[at..].chars();
    rest.next() == Some('\u{200d}') && before && rest.next().is_some_and(is_picture)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_of_several_is_no_hidden_character() {
        let found = |text: &str| find(&Source::new("a".into(), 0, text.into()), Lang::Zh).len();
        assert_eq!(found("title = \"👨\u{200d}👩\u{200d}👧 家校\"\nb = \"👩🏽\u{200d}🏫\"\n"), 0);
        assert_eq!(found("title = \"何\u{200d}知远\"\nb = \"👨\u{200d}甲\"\n"), 2);
    }
}
