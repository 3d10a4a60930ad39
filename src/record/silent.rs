//! Headings that still have a `#` before them: whoever types below one takes it for the heading, and a parser does not.

use std::sync::Arc;

use memchr::memchr;

use crate::standard::kind::{Field, Fields, Type};

/// A heading behind a `#`.
#[derive(Debug, Clone, Copy)]
pub struct Silent<'a> {
    /// Its line, counted from 1.
    pub line: usize,
    /// What it would be without the `#`.
    pub heading: &'a str,
    /// What may stand below it.
    pub fields: &'a Fields,
}

/// The headings of a text that a line may stand below.
#[derive(Debug)]
pub struct Headings<'a>(Vec<(usize, Option<Silent<'a>>)>);

impl<'a> Headings<'a> {
    /// Those of `text`, a record that has the fields `root`; none where no heading is behind a `#`.
    #[must_use]
    pub fn of(text: &'a str, root: &'a Fields) -> Self {
        // Most records have no remark, and are not read line by line.
        if memchr(b'#', text.as_bytes()).is_none() {
            return Self(Vec::new());
        }
        let mut any = false;
        let heading = |(index, line): (usize, &'a str)| {
            let line = line.trim();
            if line.starts_with('[') {
                return Some((index + 1, None));
            }
            let heading = line.strip_prefix('#').map(str::trim).filter(|said| said.starts_with('['))?;
            let fields = &block(heading, root)?.fields;
            any = true;
            Some((index + 1, Some(Silent { line: index + 1, heading, fields })))
        };
        let all: Vec<_> = text.lines().enumerate().filter_map(heading).collect();
        Self(if any { all } else { Vec::new() })
    }

    /// The heading behind a `#` that the key `key` on `line`, counted from 1, stands below, if it may stand there.
    #[must_use]
    pub fn over(&self, line: impl FnOnce() -> usize, key: &str) -> Option<Silent<'a>> {
        if self.0.is_empty() {
            return None;
        }
        let line = line();
        let last = self.0.partition_point(|(at, _)| *at < line).checked_sub(1)?;
        self.0[last].1.filter(|silent| silent.fields.get(key).is_some())
    }
}

/// What `heading` heads, if it is written as that is headed.
fn block<'a>(heading: &str, root: &'a Fields) -> Option<&'a Arc<Field>> {
    let of = if heading.starts_with("[[") { Type::Rows } else { Type::Table };
    let field = root.at(heading.trim_matches(['[', ']']))?;
    (field.of == of && heading.ends_with(']')).then_some(field)
}
