//! Characters in a record that nobody sees: they make two names that look the same differ, or turn the order of reading. They
//! may be typed, or written as escapes of TOML, by which controls get in, too.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use crate::finding::{Finding, Severity};
use crate::say;
use crate::source::Source;
use crate::text::lang::Lang;
use crate::text::safe::{is_invisible, joins};
use crate::text::to_write::to_write;

/// More lines with such characters are only counted: whoever mends these mends all.
const MOST: usize = 60;

/// A finding for every line with such characters, and for every key or text of `table`, which it holds, with escapes of them.
pub(super) fn find(source: &Source, table: &DeTable<'_>, lang: Lang) -> Vec<Finding> {
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
            let help = say!(lang, "syntax.write", line = to_write(mended.trim(), lang));
            let key = line.split('=').next().unwrap_or_default().trim();
            findings.push(Finding::new("record/hidden", Severity::Warning, vec![place], key, message, help));
        }
        offset += line.len();
    }
    let mut written = Vec::new();
    within(table, &mut |text, span| {
        let typed = source.text.get(span.clone()).unwrap_or_default();
        let hidden = |at: usize, char: char| is_hidden(char) && !joins(text, at) && !typed.contains(char);
        written.extend(text.char_indices().find(|(at, char)| hidden(*at, *char)).map(|(_, char)| (char, span)));
    });
    for (char, span) in written {
        if findings.len() == MOST {
            more += 1;
            continue;
        }
        let place = source.place(span, None);
        let key = place.excerpt.split('=').next().unwrap_or_default().trim().to_owned();
        let code = format!("U+{:04X}", u32::from(char));
        let (message, help) = (say!(lang, "load.hidden.escape", code = code), say!(lang, "load.hidden.escape.help"));
        findings.push(Finding::new("record/hidden", Severity::Warning, vec![place], &key, message, help));
    }
    if more > 0 {
        let (message, help) = (say!(lang, "load.hidden.more", n = more), say!(lang, "load.hidden.more.help"));
        let place = source.beginning();
        findings.push(Finding::new("record/hidden", Severity::Warning, vec![place], "…", message, help));
    }
    findings
}

/// Hands over every key and text of a table, and where it is written.
fn within(table: &DeTable<'_>, each: &mut dyn FnMut(&str, Range<usize>)) {
    for (key, value) in table {
        each(key.get_ref(), key.span());
        of(value.get_ref(), value.span(), each);
    }
}

fn of(value: &DeValue<'_>, span: Range<usize>, each: &mut dyn FnMut(&str, Range<usize>)) {
    match value {
        DeValue::String(text) => each(text, span),
        DeValue::Array(items) => items.iter().for_each(|item| of(item.get_ref(), item.span(), each)),
        DeValue::Table(inner) => within(inner, each),
        _ => {}
    }
}

/// Whether nobody sees it; line ends and tabs are seen.
fn is_hidden(char: char) -> bool {
    is_invisible(char) || char.is_control() && !matches!(char, '\n' | '\t')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<Finding> {
        let table = DeTable::parse(text).expect("a record").into_inner();
        find(&Source::new("a".into(), 0, text.into()), &table, Lang::Zh)
    }

    #[test]
    fn what_is_written_as_an_escape_is_told_where_it_stands() {
        let text =
            "[a]\nname = \"\\u001b[2J工作室\"\nlist = [\"甲\", \"\\u202e乙\"]\n\"\\u200b\" = 1\nb = \"一\\n二\\t三\"\n";
        let lines: Vec<usize> = found(text).iter().map(|finding| finding.places[0].line).collect();
        assert_eq!(lines, [2, 3, 4]);
        assert_eq!(found("a = \"甲\u{202e}\\u202e\"\n").len(), 1);
        assert!(found("a = '\\u202e'\nb = \"👨\\u200d👩\"\n").is_empty());
    }

    #[test]
    fn a_picture_of_several_is_no_hidden_character() {
        let found = |text: &str| found(text).len();
        assert_eq!(found("title = \"👨\u{200d}👩\u{200d}👧 家校\"\nb = \"👩🏽\u{200d}🏫\"\n"), 0);
        assert_eq!(found("title = \"何\u{200d}知远\"\nb = \"👨\u{200d}甲\"\n"), 2);
    }
}
