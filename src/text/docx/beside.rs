//! What a Word file says where nobody looks: descriptions of pictures, targets of links, names of bookmarks and controls, codes
//! of fields, variables, who wrote and changed it; and words that are drawn. It is sent along, and so it is searched; of the text it is no part.

use std::collections::BTreeSet;

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

use super::Error;
use super::story::{TEXT, attribute};

/// The lines of it, each once: an author stands at every change.
#[derive(Debug, Default)]
pub(super) struct Beside {
    lines: BTreeSet<String>,
    size: usize,
}

impl Beside {
    /// Takes in what a part says so, whichever part it is.
    pub fn take(&mut self, xml: &str) -> Result<(), Error> {
        self.walk(xml, is_code)
    }

    /// Takes in the words that a part draws, such as a chart, besides.
    pub fn drawn(&mut self, xml: &str) -> Result<(), Error> {
        self.walk(xml, is_drawn)
    }

    fn walk(&mut self, xml: &str, is_word: fn(&str) -> bool) -> Result<(), Error> {
        let mut reader = Reader::from_str(xml);
        reader.config_mut().expand_empty_elements = true;
        // A property, or the code of a field, which may go on from run to run.
        let (mut words, mut open) = (String::new(), false);
        loop {
            match reader.read_event().map_err(|_| Error::Broken)? {
                Event::Start(element) => {
                    let name = element.local_name();
                    open = is_word(name.as_ref()) || is_property(name.as_ref());
                    if name.as_ref() == "fldChar" {
                        self.add(&std::mem::take(&mut words))?;
                    }
                    for named in attributes(name.as_ref()).split(' ') {
                        let value = attribute(&element, named).filter(|_| is_told(&element));
                        value.map_or(Ok(()), |value| self.add(&value))?;
                    }
                }
                Event::End(element) => {
                    open = false;
                    let name = element.local_name();
                    if matches!(name.as_ref(), "p" | "pt" | "property") || is_property(name.as_ref()) {
                        self.add(&std::mem::take(&mut words))?;
                    }
                }
                Event::Text(text) if open => words.push_str(&text.xml10_content()),
                Event::CData(text) if open => words.push_str(&text.xml10_content()),
                Event::GeneralRef(name) if open => match name.resolve_char_ref().map_err(|_| Error::Broken)? {
                    Some(char) => words.push(char),
                    None => words.push_str(resolve_predefined_entity(&name).ok_or(Error::Broken)?),
                },
                Event::DocType(_) => return Err(Error::Broken),
                Event::Eof => return self.add(&words),
                _ => {}
            }
        }
    }

    /// Takes in lines.
    pub fn add(&mut self, text: &str) -> Result<(), Error> {
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            if self.lines.insert(line.to_owned()) {
                self.size += line.len();
            }
        }
        if self.size > TEXT { Err(Error::TooLarge) } else { Ok(()) }
    }

    /// All of it, in lines.
    pub fn text(self) -> String {
        self.lines.into_iter().map(|line| line + "\n").collect()
    }
}

/// The attributes of an element that hold words of somebody's, with blanks between them.
fn attributes(element: &str) -> &'static str {
    match element {
        "docPr" | "cNvPr" => "name descr title",
        "shape" | "rect" | "roundrect" | "oval" | "group" | "imagedata" => "alt title",
        // Among them what a field of a form shows at first or lets one choose, and what stands before an item.
        "alias" | "tag" | "tblCaption" | "tblDescription" | "default" | "listEntry" | "lvlText" => "val",
        "bookmarkStart" | "property" => "name",
        // What a macro or another program keeps in the file.
        "docVar" => "name val",
        "fldSimple" => "instr",
        "hyperlink" | "hlinkClick" => "tooltip",
        // Words drawn as a picture.
        "textpath" => "string",
        "listItem" => "displayText value",
        "Relationship" => "Target",
        // Who wrote and changed it, and whom a task is given to.
        _ => "author userId userName",
    }
}

/// Whether what an element says is more than what Word itself writes: a link leads out of the file, and the names of the
/// bookmarks that Word makes for tables of contents begin with `_`.
fn is_told(element: &BytesStart<'_>) -> bool {
    match element.local_name().as_ref() {
        "Relationship" => attribute(element, "TargetMode").is_some_and(|mode| mode.eq_ignore_ascii_case("external")),
        // A place for the number, and a mark.
        "lvlText" => attribute(element, "val")
            .is_some_and(|text| text.chars().filter(|char| char.is_alphanumeric()).count() > text.matches('%').count()),
        "bookmarkStart" => !attribute(element, "name").is_some_and(|name| name.starts_with('_')),
        _ => true,
    }
}

fn is_code(element: &str) -> bool {
    matches!(element, "instrText" | "delInstrText")
}

/// Words of a drawing, what a chart keeps of its table, and properties of one's own.
fn is_drawn(element: &str) -> bool {
    matches!(element, "t" | "v" | "lpwstr" | "lpstr")
}

/// The properties of the file that somebody fills in, and those that tell who worked on it.
fn is_property(element: &str) -> bool {
    const NAMES: &str = "title subject creator keywords description lastModifiedBy category Manager Company";
    NAMES.split(' ').any(|name| name == element)
}
