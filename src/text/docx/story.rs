//! One part of a Word file as text: the walk over its XML, element by element, with what each means to a reader.

use std::collections::{HashMap, HashSet};

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

use super::{Error, Text};

/// Elements nest deeper than this in no document: tables in tables in text boxes take ten or so for each.
const DEPTH: usize = 256;
/// More text than this is no text a school writes.
pub(super) const TEXT: usize = 4 << 20;

/// How the names begin of the languages that Word knows.
const KNOWN: [&str; 2] = ["http://schemas.microsoft.com/office/", "http://schemas.openxmlformats.org/"];

/// What becomes of the text in an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fate {
    /// It is read and counted.
    Shown,
    /// It is in the file, but nobody sees it in the body.
    Aside,
    /// It is not text.
    Dropped,
}

/// What an element is, as far as those in it have to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tag {
    Other,
    Paragraph,
    /// The properties of a paragraph, and those of its mark.
    Properties,
    Mark,
    Run,
    /// The properties of a run.
    Look,
    /// Words; whether blanks at their ends stay.
    Words(bool),
    TextBox,
    /// Alternatives for different programs; whether one was read.
    Alternatives(bool),
}

#[derive(Debug, Clone, Copy)]
struct Open {
    tag: Tag,
    fate: Fate,
}

/// Paragraphs in a row: the body, a note, or what stands in a text box.
#[derive(Debug, Default)]
struct Story {
    lines: String,
    /// The paragraph that is read just now, shown and aside.
    line: [String; 2],
    /// What the text boxes say that hang on it.
    boxes: String,
    /// The fields that are open; whether their code, and not their result, is read.
    codes: Vec<bool>,
    /// Whether the end of the paragraph was deleted, so that the next goes on in it.
    joined: bool,
}

/// The parts of a file, read one after the other.
#[derive(Debug, Default)]
pub(super) struct Reading {
    open: Vec<Open>,
    stories: Vec<Story>,
    words: String,
    body: String,
    aside: String,
    /// The bytes of text so far.
    size: usize,
    /// Whether the part has a body, or is a list of notes.
    found: bool,
    /// The prefixes of names, and whether Word knows what they stand for.
    spaces: HashMap<String, bool>,
}

impl Reading {
    /// What was read.
    pub fn text(self) -> Text {
        // What one alternative says and the other, too, is there once.
        let shown: HashSet<&str> = self.body.lines().collect();
        let aside = self.aside.lines().filter(|line| !shown.contains(line)).flat_map(|line| [line, "\n"]).collect();
        Text { aside, body: self.body }
    }

    /// Reads a part, all of it with this fate; whether it was one with a body.
    pub fn part(&mut self, xml: &str, fate: Fate) -> Result<bool, Error> {
        self.found = false;
        self.stories = vec![Story::default()];
        let mut reader = Reader::from_str(xml);
        reader.config_mut().expand_empty_elements = true;
        // The elements of Word's own language go by the prefix of the first, whichever that is.
        let mut own: Option<Option<String>> = None;
        loop {
            match reader.read_event().map_err(|_| Error::Broken)? {
                Event::Start(element) => {
                    let prefix = element.name().prefix().map(|prefix| prefix.as_ref().to_owned());
                    let known = *own.get_or_insert_with(|| prefix.clone()) == prefix;
                    self.start(&element, known, fate)?;
                }
                Event::End(_) => self.end(),
                Event::Text(text) => self.add(&text.xml10_content())?,
                Event::CData(text) => self.add(&text.xml10_content())?,
                Event::GeneralRef(name) => match name.resolve_char_ref().map_err(|_| Error::Broken)? {
                    Some(char) => self.add(char.encode_utf8(&mut [0; 4]))?,
                    None => self.add(resolve_predefined_entity(&name).ok_or(Error::Broken)?)?,
                },
                // Entities of its own are how XML is made to swell; the format forbids them.
                Event::DocType(_) => return Err(Error::Broken),
                Event::Eof => break,
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::Empty(_) => {}
            }
        }
        if !self.open.is_empty() || own.is_none() {
            return Err(Error::Broken);
        }
        self.end_paragraph();
        let story = self.stories.pop().unwrap_or_default();
        self.body.push_str(&story.lines);
        Ok(self.found)
    }

    fn start(&mut self, element: &BytesStart<'_>, own: bool, least: Fate) -> Result<(), Error> {
        if self.open.len() >= DEPTH {
            return Err(Error::TooLarge);
        }
        let outer = self.open.last().copied().unwrap_or(Open { tag: Tag::Other, fate: least });
        let name = element.local_name();
        for space in element.attributes().with_checks(false).flatten() {
            if let Some(prefix) = space.key.as_ref().strip_prefix("xmlns:") {
                self.spaces.insert(prefix.to_owned(), KNOWN.iter().any(|known| space.value.starts_with(known)));
            }
        }
        let (tag, fate) =
            if own { self.own(name.as_ref(), element, outer)? } else { self.foreign(name.as_ref(), element, outer) };
        self.open.push(Open { tag, fate: fate.max(outer.fate) });
        Ok(())
    }

    /// What an element of Word's own means.
    fn own(&mut self, name: &str, element: &BytesStart<'_>, outer: Open) -> Result<(Tag, Fate), Error> {
        let shown = |tag| Ok((tag, Fate::Shown));
        match (outer.tag, name) {
            (_, "body") => self.found = true,
            (_, "p") => return shown(Tag::Paragraph),
            (_, "pPr") => return shown(Tag::Properties),
            (Tag::Properties, "rPr") => return shown(Tag::Mark),
            (Tag::Mark, "del") => self.story().joined = true,
            (_, "r") => return shown(Tag::Run),
            (Tag::Run, "rPr") => return shown(Tag::Look),
            (Tag::Look, "vanish") if is_on(element) => self.hide_run(),
            (_, "t") => return shown(Tag::Words(keeps_blanks(element))),
            (_, "delText") => return Ok((Tag::Words(keeps_blanks(element)), Fate::Aside)),
            // What stands small above characters is how they are read, or anything else.
            (_, "del" | "moveFrom" | "rt") => return Ok((Tag::Other, Fate::Aside)),
            (_, "instrText" | "delInstrText") => return Ok((Tag::Other, Fate::Dropped)),
            (_, "txbxContent") => {
                self.stories.push(Story::default());
                return shown(Tag::TextBox);
            }
            (Tag::Run, "tab" | "ptab") => self.put(" ", outer.fate)?,
            (Tag::Run, "br" | "cr") => self.put("\n", outer.fate)?,
            (Tag::Run, "noBreakHyphen") => self.put("\u{2011}", outer.fate)?,
            (Tag::Run, "sym") => self.symbol(element, outer.fate)?,
            (Tag::Run, "fldChar") => self.field(element)?,
            _ => {}
        }
        shown(Tag::Other)
    }

    /// What an element of another language means: alternatives, and the words of equations and drawings, which nobody counts.
    /// The first alternative is shown of which the program knows all that it requires (ECMA-376-3, 7.6); the others stand aside.
    fn foreign(&mut self, name: &str, element: &BytesStart<'_>, outer: Open) -> (Tag, Fate) {
        match (outer.tag, name) {
            (_, "AlternateContent") => (Tag::Alternatives(false), Fate::Shown),
            (Tag::Alternatives(read), "Choice" | "Fallback") => {
                let requires = attribute(element, "Requires").unwrap_or_default();
                let known = |prefix: &str| self.spaces.get(prefix).copied().unwrap_or_default();
                let shown = !read && requires.split_whitespace().all(known);
                if let Some(open) = self.open.last_mut() {
                    open.tag = Tag::Alternatives(read || shown);
                }
                (Tag::Other, if shown { Fate::Shown } else { Fate::Aside })
            }
            (_, "t") => (Tag::Words(true), Fate::Aside),
            _ => (Tag::Other, Fate::Shown),
        }
    }

    fn end(&mut self) {
        let Some(open) = self.open.pop() else { return };
        match open.tag {
            Tag::Paragraph => self.end_paragraph(),
            Tag::Words(kept) => {
                let words = std::mem::take(&mut self.words).replace(['\n', '\r', '\t'], " ");
                let trimmed = if kept { &words } else { words.trim_matches(' ') };
                self.place(trimmed, open.fate);
            }
            Tag::TextBox => {
                self.end_paragraph();
                let inner = self.stories.pop().unwrap_or_default();
                self.story().boxes.push_str(&inner.lines);
            }
            _ => {}
        }
    }

    /// Takes in character data, which is text within words only.
    fn add(&mut self, text: &str) -> Result<(), Error> {
        match self.open.last() {
            Some(Open { tag: Tag::Words(_), fate }) if *fate != Fate::Dropped => {
                self.grow(text)?;
                self.words.push_str(text);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn put(&mut self, text: &str, fate: Fate) -> Result<(), Error> {
        self.grow(text)?;
        self.place(text, fate);
        Ok(())
    }

    fn grow(&mut self, text: &str) -> Result<(), Error> {
        self.size += text.len();
        if self.size > TEXT { Err(Error::TooLarge) } else { Ok(()) }
    }

    fn place(&mut self, text: &str, fate: Fate) {
        let story = self.story();
        if story.codes.contains(&true) {
            return;
        }
        match fate {
            Fate::Shown => story.line[0].push_str(text),
            Fate::Aside => story.line[1].push_str(text),
            Fate::Dropped => {}
        }
    }

    fn story(&mut self) -> &mut Story {
        if self.stories.is_empty() {
            self.stories.push(Story::default());
        }
        let last = self.stories.len() - 1;
        &mut self.stories[last]
    }

    fn end_paragraph(&mut self) {
        let story = self.story();
        if std::mem::take(&mut story.joined) {
            return;
        }
        let [line, aside] = std::mem::take(&mut story.line);
        push_lines(&mut story.lines, &line);
        let boxes = std::mem::take(&mut story.boxes);
        story.lines.push_str(&boxes);
        // The code of a field stands in one paragraph; one that does not end there is damaged, and no text may be lost for it.
        story.codes.retain(|code| !code);
        push_lines(&mut self.aside, &aside);
    }

    /// Hides the run whose look is read.
    fn hide_run(&mut self) {
        if let Some(run) = self.open.iter_mut().rev().find(|open| open.tag == Tag::Run) {
            run.fate = run.fate.max(Fate::Aside);
        }
    }

    fn field(&mut self, element: &BytesStart<'_>) -> Result<(), Error> {
        let codes = &mut self.story().codes;
        match attribute(element, "fldCharType").as_deref() {
            Some("begin") if codes.len() >= DEPTH => return Err(Error::TooLarge),
            Some("begin") => codes.push(true),
            Some("separate") => {
                if let Some(last) = codes.last_mut() {
                    *last = false;
                }
            }
            Some("end") => drop(codes.pop()),
            _ => {}
        }
        Ok(())
    }

    /// A character by its number in a font of symbols.
    fn symbol(&mut self, element: &BytesStart<'_>, fate: Fate) -> Result<(), Error> {
        let code = attribute(element, "char").and_then(|code| u32::from_str_radix(&code, 16).ok());
        match code.and_then(char::from_u32).filter(|char| !char.is_control()) {
            Some(char) => self.put(char.encode_utf8(&mut [0; 4]), fate),
            None => Ok(()),
        }
    }
}

/// Adds the lines of `text` that say something, without blanks at their ends; wide ones indent a paragraph and stay.
fn push_lines(lines: &mut String, text: &str) {
    let trimmed = text.split('\n').map(|line| line.trim_start_matches(' ').trim_end());
    for line in trimmed.filter(|line| !line.trim().is_empty()) {
        lines.push_str(line);
        lines.push('\n');
    }
}

/// The value of an attribute, whatever its prefix.
#[must_use]
pub fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.attributes().with_checks(false).flatten().find(|one| one.key.local_name().as_ref() == name)?;
    let value = found.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok()?;
    Some(value.into_owned())
}

/// Whether a property that is there holds.
fn is_on(element: &BytesStart<'_>) -> bool {
    !attribute(element, "val").is_some_and(|value| matches!(value.as_str(), "0" | "false" | "off"))
}

/// The prefix of this attribute is the one that XML itself has.
fn keeps_blanks(element: &BytesStart<'_>) -> bool {
    element.try_get_attribute("xml:space").ok().flatten().is_some_and(|found| found.value == "preserve")
}
