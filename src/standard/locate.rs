//! Where in a YAML text a value stands. Asked only when there is an error to place.

use saphyr_parser::{Event, Parser, Span};

/// A step into a YAML document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum At {
    /// The value of a key.
    Key(String),
    /// The item at an index.
    Index(usize),
}

/// Line and column, both from 1, of the value at `path`; of the deepest value on the way if the path breaks off.
#[must_use]
pub fn locate(yaml: &str, path: &[At]) -> (usize, usize) {
    let mut events = Parser::new_from_str(yaml);
    let mut best = (1, 1);
    let mut next = move || loop {
        match events.next_event() {
            Some(Ok((Event::StreamStart | Event::DocumentStart(_), _))) => {}
            Some(Ok(found)) => return Some(found),
            _ => return None,
        }
    };
    let Some(mut current) = next() else { return best };
    best = start(&current.1);
    for step in path {
        let mut index = 0;
        let found = match (&current.0, step) {
            (Event::MappingStart(..), At::Key(wanted)) => loop {
                match next() {
                    Some((Event::Scalar(key, ..), _)) => {
                        let Some(value) = next() else { break None };
                        if key == wanted.as_str() {
                            break Some(value);
                        }
                        skip(&value.0, &mut next);
                    }
                    _ => break None,
                }
            },
            (Event::SequenceStart(..), At::Index(wanted)) => loop {
                match next() {
                    Some((Event::SequenceEnd, _)) | None => break None,
                    Some(item) if index == *wanted => break Some(item),
                    Some(item) => {
                        index += 1;
                        skip(&item.0, &mut next);
                    }
                }
            },
            _ => None,
        };
        let Some(found) = found else { return best };
        best = start(&found.1);
        current = found;
    }
    best
}

/// Line and column, both from 1, of where the second document of a text begins.
#[must_use]
pub fn second_document(yaml: &str) -> Option<(usize, usize)> {
    let mut events = Parser::new_from_str(yaml);
    let starts = std::iter::from_fn(|| events.next_event()?.ok());
    let mut starts = starts.filter(|(event, _)| matches!(event, Event::DocumentStart(_)));
    starts.nth(1).map(|(_, span)| start(&span))
}

fn start(span: &Span) -> (usize, usize) {
    (span.start.line(), span.start.col() + 1)
}

/// Passes over what a started mapping or sequence holds.
fn skip<'y>(event: &Event<'y>, next: &mut impl FnMut() -> Option<(Event<'y>, Span)>) {
    let opens = |event: &Event<'y>| matches!(event, Event::MappingStart(..) | Event::SequenceStart(..));
    let mut depth = usize::from(opens(event));
    while depth > 0 {
        match next() {
            Some((Event::MappingEnd | Event::SequenceEnd, _)) => depth -= 1,
            Some((event, _)) => depth += usize::from(opens(&event)),
            None => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_found_behind_others() {
        let yaml = "a:\n  - { x: 1, y: [2, 3] }\n  - x: 4\n    y: [5, 6]\nb: 7\n";
        let path = [At::Key("a".into()), At::Index(1), At::Key("y".into()), At::Index(1)];
        assert_eq!(locate(yaml, &path), (4, 12));
        assert_eq!(locate(yaml, &[At::Key("b".into())]), (5, 4));
        assert_eq!(locate(yaml, &[At::Key("c".into())]), (1, 1));
    }

    #[test]
    fn a_second_document_is_found() {
        for (yaml, wanted) in [
            ("---\na: 1\n", None),
            ("a: '---'\nb: |\n  ---\n", None),
            ("a: 1\n---\nb: 2\n", Some((2, 1))),
            ("---\na: 1\n\n---\n", Some((4, 1))),
        ] {
            assert_eq!(second_document(yaml), wanted, "{yaml}");
        }
    }
}
