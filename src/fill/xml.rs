//! The little of XML that parts of a workbook need: elements by their local names, attributes as text, and each event with
//! the bytes it stands in. Prefixes are whatever the writer chose, and both namespaces (the strict one, too) are read alike.

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

use super::package::{Part, Refusal};
pub use crate::text::docx::attribute;

/// The events of a part, one after the other.
pub struct Events<'x> {
    part: &'x str,
    reader: Reader<&'x [u8]>,
    /// How many elements are open.
    open: usize,
}

impl<'x> Events<'x> {
    /// From the beginning.
    #[must_use]
    pub fn of(part: &'x Part) -> Self {
        Self { part: &part.name, reader: Reader::from_str(&part.text), open: 0 }
    }

    /// The next event and where it stands; nothing at the end.
    ///
    /// # Errors
    /// The part is not well-formed, ends before all its elements do, has a document type of its own, or says that it is not in UTF-8.
    pub fn next(&mut self) -> Result<Option<(Event<'x>, Range<usize>)>, Refusal> {
        let start = self.position();
        let event = self.reader.read_event().map_err(|error| Refusal::Damaged(format!("{}: {error}", self.part)))?;
        let end = self.position();
        match event {
            Event::Start(_) => self.open += 1,
            Event::End(_) => self.open = self.open.saturating_sub(1),
            _ => {}
        }
        match event {
            Event::Eof if self.open > 0 => Err(self.damaged("ends too early")),
            Event::Eof => Ok(None),
            Event::DocType(_) => Err(Refusal::Unusual(self.part.to_owned())),
            Event::Decl(ref decl) if decl.encoding().is_some_and(|name| !is_utf8(name.as_deref().unwrap_or(""))) => {
                Err(Refusal::Unusual(self.part.to_owned()))
            }
            event => Ok(Some((event, start..end))),
        }
    }

    fn position(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }

    /// What the part is called, for messages.
    #[must_use]
    pub fn damaged(&self, why: &str) -> Refusal {
        Refusal::Damaged(format!("{}: {why}", self.part))
    }
}

fn is_utf8(name: &str) -> bool {
    ["utf-8", "utf8", "us-ascii", "ascii"].contains(&name.to_ascii_lowercase().as_str())
}

/// A number in an attribute.
#[must_use]
pub fn number(tag: &BytesStart<'_>, name: &str) -> Option<u32> {
    attribute(tag, name)?.trim().parse().ok()
}

/// Whether an attribute says yes.
#[must_use]
pub fn is_on(tag: &BytesStart<'_>, name: &str) -> bool {
    attribute(tag, name).is_some_and(|value| matches!(value.trim(), "1" | "true" | "on"))
}

/// The text an event adds to that of its element.
pub fn push(text: &mut String, event: &Event<'_>) {
    match event {
        Event::Text(piece) => text.push_str(&piece.xml10_content()),
        Event::CData(piece) => text.push_str(&piece.xml10_content()),
        Event::GeneralRef(name) => {
            if let Ok(Some(character)) = name.resolve_char_ref() {
                text.push(character);
            } else if let Some(character) = resolve_predefined_entity(&name.xml10_content()) {
                text.push_str(character);
            }
        }
        _ => {}
    }
}

/// The text `_x000D_` of a part as it is meant: ECMA-376 part 1, 22.9.2.19 (`ST_Xstring`).
#[must_use]
pub fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(character) = escape(rest).and_then(|code| char::from_u32(u32::from(code))) {
            out.push(character);
            rest = &rest[7..];
        } else {
            out.push_str("_x");
            rest = &rest[2..];
        }
    }
    out + rest
}

/// `text` between tags: marks of XML as references, and what would be read as `_x000D_` with its underscore escaped.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for (at, character) in text.char_indices() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '_' if escape(&text[at..]).is_some() => out.push_str("_x005F_"),
            '\r' => out.push_str("&#13;"),
            character => out.push(character),
        }
    }
    out
}

/// The code of `_x000D_` at the beginning of `text`.
fn escape(text: &str) -> Option<u16> {
    let code = text.strip_prefix("_x")?.get(..4)?;
    let closed = text.as_bytes().get(6) == Some(&b'_');
    (closed && code.bytes().all(|byte| byte.is_ascii_hexdigit())).then(|| u16::from_str_radix(code, 16).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_goes_both_ways() {
        for (text, xml) in [
            ("<a & b>", "&lt;a &amp; b&gt;"),
            ("_x000D_", "_x005F_x000D_"),
            ("_x00_x0041_", "_x00_x005F_x0041_"),
            ("_x", "_x"),
            ("名_x班主任_", "名_x班主任_"),
        ] {
            assert_eq!(escaped(text), xml);
            let plain = xml.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
            assert_eq!(unescaped(&plain), text);
        }
        assert_eq!(unescaped("一_x000A_二"), "一\n二");
    }
}
