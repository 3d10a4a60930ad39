//! Relations of a package: which part is the document, its footnotes, its headers. Names of parts are a habit, these are the rule.

use quick_xml::Reader;
use quick_xml::events::Event;

use super::Error;
use super::story::attribute;

/// More relations within the package than this no document has: one for each picture.
const MOST: usize = 5000;

/// The relations in `xml` to other parts: the last word of what each is, and the part's name, resolved in the folder `base`.
pub(super) fn read(xml: &str, base: &str) -> Result<Vec<(String, String)>, Error> {
    let mut reader = Reader::from_str(xml);
    let mut relations = Vec::new();
    loop {
        match reader.read_event().map_err(|_| Error::Broken)? {
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == "Relationship" => {
                let external = attribute(&tag, "TargetMode").is_some_and(|mode| mode.eq_ignore_ascii_case("external"));
                let (Some(of), Some(target)) = (attribute(&tag, "Type"), attribute(&tag, "Target")) else { continue };
                if external {
                    continue;
                }
                let name = of.rsplit('/').next().unwrap_or_default();
                relations.push((name.to_owned(), resolve(base, &target)));
                if relations.len() > MOST {
                    return Err(Error::TooLarge);
                }
            }
            Event::DocType(_) => return Err(Error::Broken),
            Event::Eof => return Ok(relations),
            _ => {}
        }
    }
}

/// The name of the part that `target` means in the folder `base`; `/` at its start is the root of the package.
#[must_use]
pub fn resolve(base: &str, target: &str) -> String {
    let whole = if target.starts_with('/') { target.to_owned() } else { format!("{base}/{target}") };
    let mut steps: Vec<&str> = Vec::new();
    for step in whole.split(['/', '\\']) {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_resolved_within_the_package() {
        assert_eq!(resolve("word", "footnotes.xml"), "word/footnotes.xml");
        assert_eq!(resolve("", "/word/document.xml"), "word/document.xml");
        assert_eq!(resolve("word", "../../../notes.xml"), "notes.xml");
    }
}
