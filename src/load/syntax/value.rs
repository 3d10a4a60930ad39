//! What stands behind the =: texts and their quotation marks, and where words end and remarks begin.

use super::bare;
use super::key::joint;
use super::list;
use super::slip::{Found, Mend, Seen, Slip, trimmed};
use super::statement::begins;
use crate::standard::kind::Type;
use crate::text::disk::file_on_disk;

/// A line in its parts, as byte places: `key = value # remark`.
pub(super) struct Parts<'a> {
    /// Up to the value, the = and its blanks with it.
    pub front: &'a str,
    /// The value, without blanks around it.
    pub value: &'a str,
    /// From the # on.
    pub remark: &'a str,
}

impl Parts<'_> {
    /// The line with another value.
    pub fn with(&self, value: &str) -> String {
        let blank = if self.front.is_empty() || self.front.ends_with(' ') { "" } else { " " };
        let gap = if self.remark.is_empty() { "" } else { " " };
        format!("{}{blank}{value}{gap}{}", self.front, self.remark)
    }

    pub fn at(&self) -> std::ops::Range<usize> {
        self.front.len()..self.front.len() + self.value.len()
    }
}

/// The slip in the value of a line.
pub(super) fn find(seen: &Seen<'_>) -> Option<Found> {
    let parts = parts(seen);
    let value = parts.value;
    if value.is_empty() {
        let key = trimmed(parts.front.trim_end().trim_end_matches('='), 0);
        return Some(seen.here(Slip::NoValue, key, Mend::Drop(seen.line..seen.line + 1)));
    }
    if seen.says("escape") || seen.says("unicode value") {
        return backslash(seen, &parts);
    }
    if seen.says("unexpected key or value") {
        return Some(behind(seen, &parts));
    }
    match value.chars().next() {
        Some('[') => list::find(seen, &parts),
        _ if seen.within_list() => list::find(seen, &parts),
        Some('"' | '\'') => is_odd(value).then(|| open_quote(seen, &parts)),
        _ => bare::find(seen, &parts),
    }
}

fn parts<'a>(seen: &Seen<'a>) -> Parts<'a> {
    let line = seen.text();
    let start = match joint(line) {
        Some((at, mark)) if !seen.within_list() => at + mark.len_utf8(),
        _ => 0,
    };
    let (said, remark) = split_remark(line);
    let value = trimmed(said, start);
    Parts { front: &line[..value.start], value: &line[value], remark }
}

/// A line before and from its remark. A # within quotation marks begins none.
pub(super) fn split_remark(line: &str) -> (&str, &str) {
    let mut quote = None;
    for (index, char) in line.char_indices() {
        match (quote, char) {
            (Some(open), _) if open == char => quote = None,
            (None, '"' | '\'') => quote = Some(char),
            (None, '#') => return line.split_at(index),
            _ => {}
        }
    }
    (line, "")
}

/// Whether the quotation marks of `text` do not pair.
pub(super) fn is_odd(text: &str) -> bool {
    let mark = if text.trim_start().starts_with('\'') { '\'' } else { '"' };
    text.matches(mark).count() % 2 == 1
}

/// Up to where full-width marks of a line are slips: not within a text that merely lacks its quotation marks.
pub(super) fn marks_end(line: &str) -> usize {
    let found = line.char_indices().find(|(index, char)| match char {
        '=' | '＝' => true,
        ':' | '：' => !line[..*index].trim().contains(char::is_whitespace),
        _ => false,
    });
    let Some((at, mark)) = found else {
        return if line.trim_start().starts_with(['[', '【', '［']) { line.len() } else { 0 };
    };
    let start = at + mark.len_utf8();
    let value = trimmed(line, start);
    let first = line[value.start..].chars().next();
    let marked = |char: char| {
        "\"'“”„‟＂「『‘’[【［{｛+-－".contains(char) || char.is_ascii_digit() || ('０'..='９').contains(&char)
    };
    if first.is_some_and(marked) && !goes_on(&line[value.clone()]) { line.len() } else { value.start }
}

/// Whether `value` begins with words in Chinese quotation marks and goes on behind them: then the marks are its own.
fn goes_on(value: &str) -> bool {
    let mut depth = 0;
    for (at, char) in value.char_indices() {
        depth += match char {
            '“' | '「' | '『' | '‘' => 1,
            '”' | '」' | '』' | '’' => -1,
            _ => 0,
        };
        if depth == 0 {
            let behind = value[at + char.len_utf8()..].trim_start();
            return at > 0
                && !behind.is_empty()
                && !behind.starts_with(|char| ENDINGS.contains(char) || "#＃】］}｝".contains(char));
        }
    }
    false
}

/// A text that is opened and not closed, or the other way round.
fn open_quote(seen: &Seen<'_>, parts: &Parts<'_>) -> Found {
    let text = parts.value.trim_matches(['"', '\'']).trim_end_matches([';', ',', '；', '，']);
    seen.better(Slip::OpenQuote, parts.at(), parts.with(&format!("\"{text}\"")))
}

fn backslash(seen: &Seen<'_>, parts: &Parts<'_>) -> Option<Found> {
    let start = seen.text()[..seen.column].rfind('\\')?;
    let path = seen.field().is_none_or(|field| field.of == Type::Evidence);
    let mut texts = parts.value.split(['"', ',', '[', ']']).map(str::trim);
    if let Some(name) = texts.find_map(file_on_disk).filter(|_| path) {
        // No other writing of such a path is right: the file has to be copied.
        let aside = parts.with(&parts.value.replace('\\', "/"));
        let slip = Slip::OnDisk(name.to_owned());
        return Some(seen.here(slip, start..start + 1, Mend::Aside(seen.line, aside)));
    }
    let mended = parts.with(&parts.value.replace('\\', if path { "/" } else { "\\\\" }));
    Some(seen.better(Slip::Backslash, start..start + 1, mended))
}

/// The marks that people put behind a value as they do behind a sentence.
const ENDINGS: &str = ";；,，、。.]\"'";

/// A mark too many behind a value that is whole.
pub(super) fn ending(seen: &Seen<'_>) -> Option<Found> {
    let (before, after) = seen.halves();
    let rest = split_remark(after).0.trim();
    let whole = !rest.is_empty() && rest.chars().all(|char| ENDINGS.contains(char));
    if !(seen.says("unexpected key or value") && whole && joint(before).is_some())
        || is_odd(before)
        || rest.contains('"')
    {
        return None;
    }
    let mended = format!("{}{}", before.trim_end(), after.split_once(rest)?.1);
    Some(seen.better(Slip::Ending, trimmed(split_remark(seen.text()).0, before.len()), mended))
}

/// Something behind a value that is whole.
fn behind(seen: &Seen<'_>, parts: &Parts<'_>) -> Found {
    let (before, after) = seen.halves();
    let at = trimmed(seen.text(), before.len());
    let rest = after.trim();
    let value = parts.value;
    if rest.starts_with([',', '，', '、', '；', ';']) && value.starts_with(['"', '\'']) {
        if seen.field().is_some_and(|field| field.of == Type::Text && !field.many) {
            return seen.better(Slip::OneText, parts.at(), parts.with(&list::joined(value)));
        }
        return seen.better(
            Slip::NoList,
            parts.at(),
            parts.with(&format!("[{}]", list::items(seen, value).join(", "))),
        );
    }
    if begins(rest) {
        return seen.here(Slip::SecondKey, at, Mend::Aside(seen.line, before.to_owned()));
    }
    let quotes = value.matches('"').count();
    if value.starts_with('"') && value.ends_with('"') && quotes > 2 {
        return seen.better(Slip::InnerQuotes, parts.at(), parts.with(&pair(value)));
    }
    if value.starts_with('"') && is_odd(value) {
        return open_quote(seen, parts);
    }
    if let Some(found) = bare::find(seen, parts).filter(|_| !value.starts_with(['"', '\'', '['])) {
        return found;
    }
    let remark = rest.trim_start_matches('/').trim_start();
    seen.better(Slip::Remark, at, format!("{} # {remark}", before.trim_end()))
}

/// A text in quotation marks with those within it made “ ”.
fn pair(value: &str) -> String {
    let once = value.get(1..value.len() - 1).unwrap_or(value);
    let inner = if once.starts_with('"') && once.ends_with('"') { once.trim_matches('"') } else { once };
    let mut opened = false;
    let turned = inner.chars().map(|char| match char {
        '"' => {
            opened = !opened;
            if opened { '“' } else { '”' }
        }
        other => other,
    });
    format!("\"{}\"", turned.collect::<String>())
}
