//! The workbook around the sheets: which there are, in which parts, with which texts and looks; and the word to calculate
//! anew when it is opened next.

use std::ops::Range;

use quick_xml::events::{BytesStart, Event};

use super::package::{Package, Part, Refusal};
use super::xml::{Events, attribute, is_on, push, unescaped};
use crate::text::docx::resolve;

/// More sheets than this no form has.
const SHEETS: usize = 500;

/// A sheet of cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// The name on its tab.
    pub name: String,
    /// The part it is in.
    pub part: String,
    /// Whether its tab is shown.
    pub shown: bool,
}

/// The workbook.
#[derive(Debug)]
pub struct Book {
    /// Its sheets from left to right; those without cells (charts) are not among them.
    pub sheets: Vec<Sheet>,
    /// The part with the texts that cells share.
    strings: Option<String>,
    /// The part with the looks of cells.
    pub looks: Option<String>,
    /// The names it gives to cells, each with what it means.
    pub names: Vec<(String, String)>,
    part: Part,
}

/// A relation: its id, what it is, and the part it names.
struct Relation {
    id: String,
    sort: String,
    target: String,
}

impl Book {
    /// Reads what the workbook says of itself.
    ///
    /// # Errors
    /// It is damaged, or no workbook.
    pub fn read(package: &mut Package<'_>) -> Result<Self, Refusal> {
        let root = relations(package, "_rels/.rels", "")?;
        let main = root.into_iter().find(|relation| relation.sort == "officeDocument").map(|relation| relation.target);
        let name = main.unwrap_or_else(|| "xl/workbook.xml".to_owned());
        let Some(part) = package.part(&name)? else { return Err(Refusal::Foreign) };
        let (folder, file) = name.rsplit_once('/').unwrap_or(("", &name));
        let relations = relations(package, &format!("{folder}/_rels/{file}.rels"), folder)?;
        let target = |sort: &str| {
            relations.iter().find(|relation| relation.sort == sort).map(|relation| relation.target.clone())
        };
        let mut sheets = Vec::new();
        let (mut names, mut open) = (Vec::new(), None);
        let mut is_workbook = false;
        let mut events = Events::of(&part);
        while let Some((event, _)) = events.next()? {
            let tag = match event {
                Event::Start(tag) | Event::Empty(tag) => tag,
                Event::End(tag) if tag.local_name().as_ref() == "definedName" => {
                    names.extend(open.take());
                    continue;
                }
                event => {
                    if let Some((_, means)) = &mut open {
                        push(means, &event);
                    }
                    continue;
                }
            };
            match tag.local_name().as_ref() {
                "workbook" => is_workbook = true,
                "definedName" => open = attribute(&tag, "name").map(|name| (name, String::new())),
                "sheet" => {
                    let id = attribute(&tag, "id").unwrap_or_default();
                    let of = relations.iter().find(|relation| relation.id == id && relation.sort == "worksheet");
                    let Some(of) = of else { continue };
                    sheets.push(Sheet {
                        name: attribute(&tag, "name").map(|name| unescaped(&name)).unwrap_or_default(),
                        part: of.target.clone(),
                        shown: attribute(&tag, "state").is_none_or(|state| state == "visible"),
                    });
                    if sheets.len() > SHEETS {
                        return Err(Refusal::Large);
                    }
                }
                _ => {}
            }
        }
        if !is_workbook || sheets.is_empty() {
            return Err(Refusal::Foreign);
        }
        let (strings, looks) = (target("sharedStrings"), target("styles"));
        Ok(Self { sheets, strings, looks, names, part })
    }

    /// The texts that cells share, by number.
    ///
    /// # Errors
    /// The part is damaged or too large.
    pub fn strings(&self, package: &mut Package<'_>) -> Result<Vec<String>, Refusal> {
        let Some(name) = &self.strings else { return Ok(Vec::new()) };
        let Some(part) = package.part(name)? else { return Ok(Vec::new()) };
        let mut strings = Vec::new();
        let mut text = String::new();
        // Phonetic text above characters is none of the cell's.
        let (mut said, mut phonetic) = (false, 0_usize);
        let mut events = Events::of(&part);
        while let Some((event, _)) = events.next()? {
            match event {
                Event::Start(tag) => match tag.local_name().as_ref() {
                    "t" => said = phonetic == 0,
                    "rPh" => phonetic += 1,
                    _ => {}
                },
                Event::Empty(tag) if tag.local_name().as_ref() == "si" => strings.push(String::new()),
                Event::End(tag) => match tag.local_name().as_ref() {
                    "t" => said = false,
                    "rPh" => phonetic = phonetic.saturating_sub(1),
                    "si" => strings.push(unescaped(&std::mem::take(&mut text))),
                    _ => {}
                },
                event if said => push(&mut text, &event),
                _ => {}
            }
        }
        Ok(strings)
    }

    /// The workbook's part saying that all formulas are calculated when it is opened next (`fullCalcOnLoad`, ECMA-376
    /// part 1, 18.2.2); nothing if it says so already.
    ///
    /// # Errors
    /// The part is damaged.
    pub fn calculated(&self) -> Result<Option<(String, Vec<u8>)>, Refusal> {
        /// What stands before `calcPr` in a workbook.
        const BEFORE: [&str; 9] = [
            "fileVersion",
            "fileSharing",
            "workbookPr",
            "workbookProtection",
            "bookViews",
            "sheets",
            "functionGroups",
            "externalReferences",
            "definedNames",
        ];
        let text = &self.part.text;
        let (mut depth, mut place, mut prefix) = (0_usize, None, String::new());
        let mut events = Events::of(&self.part);
        while let Some((event, at)) = events.next()? {
            let ends = |name: &str, depth: usize| depth == 1 && BEFORE.contains(&name);
            match event {
                Event::Start(tag) | Event::Empty(tag) if depth == 1 && tag.local_name().as_ref() == "calcPr" => {
                    if is_on(&tag, "fullCalcOnLoad") {
                        return Ok(None);
                    }
                    let tag = calculating(&text[at.clone()], &tag);
                    return Ok(Some(self.changed(at, &tag)));
                }
                Event::Start(tag) => {
                    if depth == 0 {
                        let name = tag.name();
                        prefix =
                            name.as_ref().rsplit_once(':').map_or(String::new(), |(prefix, _)| format!("{prefix}:"));
                    }
                    depth += 1;
                }
                Event::Empty(tag) if ends(tag.local_name().as_ref(), depth) => place = Some(at.end),
                Event::End(tag) => {
                    depth = depth.saturating_sub(1);
                    if ends(tag.local_name().as_ref(), depth) {
                        place = Some(at.end);
                    }
                }
                _ => {}
            }
        }
        let tag = format!("<{prefix}calcPr fullCalcOnLoad=\"1\"/>");
        Ok(place.map(|place| self.changed(place..place, &tag)))
    }

    fn changed(&self, at: Range<usize>, by: &str) -> (String, Vec<u8>) {
        let text = &self.part.text;
        let text = [&text[..at.start], by, &text[at.end..]].concat();
        (self.part.name.clone(), self.part.with(&text))
    }
}

/// The tag with the attribute on.
fn calculating(tag: &str, element: &BytesStart<'_>) -> String {
    let name = element.name();
    let kept = super::patch::attributes(element, |name| name != "fullCalcOnLoad");
    let end = if tag.ends_with("/>") { "/>" } else { ">" };
    format!("<{}{kept} fullCalcOnLoad=\"1\"{end}", name.as_ref())
}

fn relations(package: &mut Package<'_>, name: &str, folder: &str) -> Result<Vec<Relation>, Refusal> {
    let Some(part) = package.part(name)? else { return Ok(Vec::new()) };
    let mut relations = Vec::new();
    let mut events = Events::of(&part);
    while let Some((event, _)) = events.next()? {
        let (Event::Start(tag) | Event::Empty(tag)) = event else { continue };
        if tag.local_name().as_ref() != "Relationship"
            || attribute(&tag, "TargetMode").is_some_and(|mode| mode == "External")
        {
            continue;
        }
        let of = |name: &str| attribute(&tag, name).unwrap_or_default();
        let sort = of("Type").rsplit('/').next().unwrap_or_default().to_owned();
        relations.push(Relation { id: of("Id"), sort, target: resolve(folder, &of("Target")) });
    }
    Ok(relations)
}
