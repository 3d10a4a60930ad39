//! What has to hold of whatever is said: places lie in their files, nothing steers a terminal or a machine format, no number of
//! a person comes out whole.

use std::collections::{HashMap, HashSet};

use studio::finding::Finding;
use studio::source::Source;
use studio::text::personal::{Kind, conceal, scan};
use studio::text::safe::hides;

/// No number of a person stands whole in `text`.
///
/// # Panics
/// One does.
pub fn nobody(what: &str, text: &str) {
    for found in scan(text) {
        let number = matches!(found.kind, Kind::IdNumber { checksum_ok: true } | Kind::StudentNumber);
        let from = (0..=found.start.saturating_sub(60)).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        assert!(!number, "{what} repeats a number of a person: {:?}", &text[from..found.end]);
    }
}

/// Every line of `text` can be shown on a terminal as it is.
///
/// # Panics
/// One cannot.
pub fn harmless(what: &str, text: &str) {
    for line in text.split('\n') {
        assert!(!hides(line), "{what} has what steers a terminal: {line:?}");
    }
}

/// `text` is JSON.
///
/// # Panics
/// It is none.
pub fn json(what: &str, text: &str) {
    let read: Result<serde_json::Value, _> = serde_json::from_str(text);
    assert!(read.is_ok(), "{what} is no JSON: {read:?}");
}

/// `text` is well-formed XML of characters that XML has.
///
/// # Panics
/// It is not.
pub fn xml(what: &str, text: &str) {
    let odd = |char: &char| (*char < ' ' && !"\t\n\r".contains(*char)) || matches!(*char, '\u{fffe}' | '\u{ffff}');
    assert!(!text.chars().any(|char| odd(&char)), "{what} has a character that XML has not");
    let mut reader = quick_xml::Reader::from_str(text);
    loop {
        match reader.read_event() {
            Ok(quick_xml::events::Event::Eof) => break,
            Ok(_) => {}
            Err(error) => panic!("{what} is no XML: {error}: {text}"),
        }
    }
}

/// Every place lies in its file, and says what stands there.
///
/// # Panics
/// One does not.
pub fn places<'f>(findings: impl IntoIterator<Item = &'f Finding>, sources: &[Source]) {
    let mut known: HashMap<String, Vec<&Source>> = HashMap::new();
    for source in sources {
        known.entry(conceal(&source.path).into_owned()).or_default().push(source);
    }
    for finding in findings {
        for place in &finding.places {
            let span = (place.line, place.column, place.end_line, place.end_column);
            let Some(sources) = known.get(&place.file) else {
                let whole = [(1, 1, 1, 2), (1, 1, 1, 1), (0, 0, 0, 0)].contains(&span);
                // A file whose bytes are no text is not kept; where they begin to be none is told.
                assert!(
                    whole || finding.rule == "record/encoding",
                    "{finding:?} is at a place in a file that was not read"
                );
                continue;
            };
            let lies = |source: &&Source| {
                let Some(line) = source.text.split('\n').nth(place.line.wrapping_sub(1)) else { return false };
                let length = line.chars().count();
                let inside = place.column >= 1
                    && place.column <= length + 1
                    && place.end_line >= place.line
                    && (place.end_line > place.line || place.end_column > place.column)
                    && (place.end_line > place.line || place.end_column <= (length + 1).max(place.column + 1));
                // Names of pupils are hidden in texts, a star for each character.
                let (line, shown) = (conceal(line), &place.excerpt);
                let same = line.chars().count() == shown.chars().count()
                    && line.chars().zip(shown.chars()).all(|(char, shown)| shown == char || shown == '*');
                inside && (shown.is_empty() || same)
            };
            // A file that cannot be read has a place all the same.
            assert!(sources.iter().any(lies) || span == (1, 1, 1, 2), "{finding:#?} is at no place of its file");
        }
    }
}

/// Every finding has a key of its own, and something to say.
///
/// # Panics
/// Two have one.
pub fn keys<'f>(findings: impl IntoIterator<Item = &'f Finding>) {
    let mut seen = HashSet::new();
    for finding in findings {
        assert!(seen.insert(&finding.key), "two findings have one key: {finding:#?}");
        assert!(!finding.message.trim().is_empty() && !finding.rule.is_empty(), "{finding:#?}");
    }
}
