//! What stands in front of the value: the key, and the = behind it.

use super::heading::{self, header};
use super::slip::{Found, Mend, Seen, Slip, trimmed};
use super::statement::Reading;
use crate::standard::kind::{Field, Fields, Type};
use crate::text::nearest::nearest;

/// The key and the = of a line, unless it goes on with a list.
pub(super) fn find(seen: &Seen<'_>) -> Option<Found> {
    if seen.within_list() {
        return None;
    }
    let line = seen.text();
    let Some((at, mark)) = joint(line) else { return Some(without_joint(seen)) };
    let (key, behind) = (&line[..at], &line[at + mark.len_utf8()..]);
    if seen.says("extra `=`") {
        let mended = format!("{}= {}", key, behind.trim_start_matches(['=', ' ']));
        return Some(seen.better(Slip::Equals, at..at + 1, mended));
    }
    let name = key.trim();
    if name.is_empty() {
        return Some(seen.here(Slip::NoKey, at..at + 1, Mend::Drop(seen.line..seen.line + 1)));
    }
    if is_plain(name) || name.starts_with(['"', '\'']) {
        return None;
    }
    let span = trimmed(key, 0);
    Some(match by_label(seen.fields(), name) {
        Some(field) => seen.better(Slip::Key, span, format!("{} ={behind}", field.key)),
        None => seen.here(Slip::Key, span, Mend::Aside(seen.line, format!("{} ={behind}", super::aside(seen.line)))),
    })
}

/// A colon where = belongs, of either width.
pub(super) fn colon(seen: &Seen<'_>) -> Option<Found> {
    let line = seen.text();
    let (at, mark) = joint(line).filter(|(_, mark)| *mark != '=' && !seen.within_list())?;
    let (key, behind) = (&line[..at], &line[at + mark.len_utf8()..]);
    let mended = format!("{} = {}", key.trim_end(), behind.trim_start());
    Some(seen.better(Slip::Colon, at..at + mark.len_utf8(), mended))
}

/// A line without =: a key and a value with only a blank between them, or words.
fn without_joint(seen: &Seen<'_>) -> Found {
    let line = seen.text();
    let said = line.trim();
    if let Some(remark) = said.strip_prefix("//") {
        return seen.better(Slip::Remark, seen.whole(), format!("# {}", remark.trim()));
    }
    let value = said.find(['"', '[', ' ']).map(|at| (&said[..at], said[at..].trim_start()));
    if let Some((key, value)) = value
        && (is_plain(key) || by_label(seen.fields(), key).is_some())
        && value.starts_with(|char: char| char == '"' || char == '[' || char.is_ascii_digit())
    {
        return seen.better(Slip::NoEquals, seen.whole(), format!("{key} = {value}"));
    }
    seen.here(Slip::NoEquals, seen.whole(), Mend::Drop(seen.line..seen.line + 1))
}

/// A key or heading that stands twice.
pub(super) fn twice(seen: &Seen<'_>) -> Option<Found> {
    if !seen.says("duplicate key") {
        return None;
    }
    let line = seen.text();
    let span =
        seen.column..line[seen.column..].find([' ', '=', ']', '\t', '.']).map_or(line.len(), |end| seen.column + end);
    if line.trim_start().starts_with('[') {
        let name = line.trim_matches(['[', ' ', '\t']).split(']').next().unwrap_or_default().trim();
        let single = header(name, false);
        let first = (0..seen.line).find(|index| heading_is(seen.draft.line(*index), name));
        if heading::of(seen.root, name) == Some(Type::Rows) && heading_is(line, name) {
            // What stands above is a heading with more behind a point than there is.
            let deeper = (0..seen.line).find(|index| first.is_none() && heading_within(seen, *index, name));
            if let Some(index) = deeper {
                let at = trimmed(seen.draft.line(index), 0);
                let mend = Mend::Line(index, header(name, true));
                return Some(Found { slip: Slip::Deeper, line: index, at, mend });
            }
            let at = first.unwrap_or(seen.line);
            let span = trimmed(seen.draft.line(at), 0);
            let told = seen.draft.lines().iter().any(|line| line.trim() == single);
            let mend = if told { Mend::Double(name.to_owned()) } else { aside(seen, "x") };
            return Some(Found { slip: Slip::Double(name.to_owned()), line: at, at: span, mend });
        }
        let mended = header(&super::aside(seen.line), line.trim_start().starts_with("[["));
        return Some(seen.here(Slip::Twice(first, true), seen.whole(), Mend::Aside(seen.line, mended)));
    }
    let name = &line[span.clone()];
    let first = first_of(seen, name);
    Some(seen.here(Slip::Twice(first, false), span, aside(seen, name)))
}

/// The line with its key changed to one that nobody has.
fn aside(seen: &Seen<'_>, name: &str) -> Mend {
    let (before, after) = seen.halves();
    Mend::Aside(
        seen.line,
        format!("{before}{}{}", super::aside(seen.line), after.strip_prefix(name).unwrap_or_default()),
    )
}

/// Whether a line is the heading of something unknown within `name`.
fn heading_within(seen: &Seen<'_>, line: usize, name: &str) -> bool {
    let line = seen.draft.line(line).trim();
    let inner = line.trim_start_matches(['[', ' ']).split(']').next().unwrap_or_default().trim();
    let within = || inner.strip_prefix(name).is_some_and(|rest| rest.starts_with('.'));
    line.starts_with('[') && within() && heading::of(seen.root, inner).is_none()
}

fn heading_is(line: &str, name: &str) -> bool {
    let line = line.trim();
    line.starts_with('[')
        && line.trim_start_matches(['[', ' ']).split(']').next().is_some_and(|inner| inner.trim() == name)
}

fn key_of(line: &str) -> Option<&str> {
    line.split_once('=').map(|(key, _)| key.trim())
}

/// The last line above with the key `name` of a statement in the same section. Many may only read so, within a text of many
/// lines: all of them are looked at on one way through.
fn first_of(seen: &Seen<'_>, name: &str) -> Option<usize> {
    let text = seen.draft.text();
    let mut reading = Reading::of(&text);
    let mut end = 0;
    let mut first = None;
    for (index, line) in text.split('\n').enumerate().take(seen.line) {
        end += line.len();
        if key_of(line) == Some(name) {
            reading.until(end);
            let found = &reading.found;
            first = (found.first == index && found.section == seen.statement.section).then_some(index).or(first);
        }
        end += 1;
    }
    first
}

/// The first = or colon outside of quotation marks, and which it is; a full-width ＝ is the marks' affair.
pub(super) fn joint(line: &str) -> Option<(usize, char)> {
    let mut quote = None;
    for (index, char) in line.char_indices() {
        match (quote, char) {
            (Some(open), _) if open == char => quote = None,
            (None, '"' | '\'') => quote = Some(char),
            (None, '#' | '＝') => return None,
            (None, '=') => return Some((index, char)),
            (None, ':' | '：') if is_word(line[..index].trim()) => return Some((index, char)),
            _ => {}
        }
    }
    None
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && !text.contains(char::is_whitespace)
}

/// Whether `text` can be a bare key, or several with points between them.
pub(super) fn is_plain(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|char| char.is_ascii_alphanumeric() || matches!(char, '-' | '_' | '.'))
}

/// The field that is called `name`, or so nearly that no other can be meant.
pub(super) fn by_label<'f>(fields: Option<&'f Fields>, name: &str) -> Option<&'f Field> {
    let all = || fields.into_iter().flat_map(|fields| &fields.0);
    let named = |name: &str| all().find(|field| field.label.zh == name || field.label.en == name);
    let labels = || all().map(|field| field.label.zh.as_str());
    named(name)
        // Of shorter words one character in three is no slip but another word.
        .or_else(|| named(nearest(name, labels()).filter(|_| name.chars().count() > 3)?))
        .or_else(|| all().find(|field| field.key.eq_ignore_ascii_case(&name.replace([' ', '　'], "_"))))
        .map(AsRef::as_ref)
}

/// The one field whose label shares its first two characters with `name`, or holds it, or is held by it.
pub(super) fn by_likeness<'f>(fields: Option<&'f Fields>, name: &str) -> Option<&'f Field> {
    let first: String = name.chars().take(2).collect();
    let like = |field: &&Field| {
        let label = field.label.zh.as_str();
        first.chars().count() == 2 && (label.starts_with(&first) || label.contains(name) || name.contains(label))
    };
    let mut found = fields?.0.iter().map(AsRef::as_ref).filter(like);
    found.next().filter(|_| found.next().is_none())
}
