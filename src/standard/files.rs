//! The YAML files of a folder. One that cannot be read does not hide the others, and none is longer than it could be meant to
//! be.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use saphyr_parser::{Event, Parser};

use crate::say;
use crate::text::lang::Lang;

/// No file of a standard is longer, in bytes; the longest there is has a tenth of it.
const LONGEST: u64 = 1 << 20;
/// Nothing in a standard stands within so many lists and tables. Readers of YAML take ever longer the deeper it is.
const DEEPEST: usize = 100;
/// Brackets that open behind a place where one reader stops.
const BRACKETS: usize = 2_000;
/// No folder of a standard has more files.
const MOST: usize = 500;

/// What was read below a folder.
#[derive(Debug, Default)]
pub(super) struct Files {
    /// Names from the folder on, and texts, in order of name.
    pub texts: Vec<(String, String)>,
    /// Files as people find them, and why they could not be read.
    pub faults: Vec<(String, String)>,
}

/// Reads the YAML files below `root`, which people know as `shown`. Hidden ones are left alone.
pub(super) fn yaml_files(root: &Path, shown: &str, lang: Lang) -> Files {
    let mut files = Files::default();
    let ours = |entry: &walkdir::DirEntry| entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.');
    let mut seen = 0;
    for entry in walkdir::WalkDir::new(root).sort_by_file_name().into_iter().filter_entry(ours) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let at = error.path().unwrap_or(root).display().to_string().replace('\\', "/");
                let why = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
                files.faults.push((at, say!(lang, "standard.unread", why = why)));
                continue;
            }
        };
        let name = entry.path().strip_prefix(root).unwrap_or(entry.path()).to_string_lossy().replace('\\', "/");
        let ending = entry.path().extension().unwrap_or_default().to_string_lossy().into_owned();
        if entry.file_type().is_dir() || !["yaml", "yml"].contains(&ending.to_lowercase().as_str()) {
            continue;
        }
        seen += 1;
        if seen > MOST {
            files.faults.push((shown.to_owned(), say!(lang, "standard.many", n = MOST)));
            break;
        }
        let result = if !entry.file_type().is_file() {
            Err(say!(lang, "standard.link"))
        } else if ending == "yaml" {
            text(entry.path(), lang)
        } else {
            Err(say!(lang, "standard.ending"))
        };
        match result {
            Ok(text) => files.texts.push((name, text)),
            Err(why) => files.faults.push((format!("{shown}/{name}"), why)),
        }
    }
    files
}

/// The text of a file, without its byte order mark; or why it cannot be read.
fn text(path: &Path, lang: Lang) -> Result<String, String> {
    let mut bytes = Vec::new();
    let unread = |error: io::Error| say!(lang, "standard.unread", why = error);
    let opened = File::open(path).map_err(unread)?;
    opened.take(LONGEST + 1).read_to_end(&mut bytes).map_err(unread)?;
    if bytes.len() as u64 > LONGEST {
        return Err(say!(lang, "standard.long"));
    }
    let text = String::from_utf8(bytes).map_err(|_| say!(lang, "standard.encoding"))?;
    if is_deep(&text) {
        return Err(say!(lang, "standard.deep", n = DEEPEST));
    }
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// Whether a text goes deeper than it could be meant to; no more of it is looked at than is needed to see that.
fn is_deep(text: &str) -> bool {
    let mut events = Parser::new_from_str(text);
    let mut depth = 0_usize;
    loop {
        match events.next_event() {
            Some(Ok((Event::MappingStart(..) | Event::SequenceStart(..), _))) => depth += 1,
            Some(Ok((Event::MappingEnd | Event::SequenceEnd, _))) => depth = depth.saturating_sub(1),
            Some(Ok(_)) => {}
            // What stops this reader may be nothing to the one that reads the text.
            Some(Err(error)) => {
                let rest = text.chars().skip(error.marker().index());
                return rest.filter(|char| matches!(char, '{' | '[')).count() > BRACKETS;
            }
            None => return false,
        }
        if depth > DEEPEST {
            return true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_deep_is_seen_at_once() {
        for deep in ["{a: ", "[", "{", "- ", "- [", "{a: [", "\t@[", "a: \"\\q\" {"] {
            // A reader that looks at all of it takes minutes.
            assert!(is_deep(&deep.repeat(1 << 17)), "{deep}");
        }
        for flat in ["a: 1\n", "- { a: [1, { b: 2 }] }\n", "- - - 1\n", "# [[[[\n", "a: don't [\n"] {
            assert!(!is_deep(&flat.repeat(1000)), "{flat}");
        }
    }
}
