//! What an error stands in. What comes before the first error of a text is whole, so a plain reading of quotation marks and
//! brackets is enough to know it.

/// What is open where an error stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Open {
    Nothing,
    /// A list or an inline table.
    List,
    /// A text in triple quotation marks.
    Text,
}

/// The `key = value`, the heading or the remark around a byte.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Statement {
    /// Its first line, from 0.
    pub first: usize,
    /// The heading it stands below: `calendar.semester`.
    pub section: String,
    /// What is open.
    pub open: Open,
    /// First and last line of the text in triple quotation marks before it.
    pub text: Option<(usize, usize)>,
}

const MARKS: [&str; 4] = ["\"\"\"", "'''", "\"", "'"];

/// The statement around byte `at` of `text`.
pub(super) fn around(text: &str, at: usize) -> Statement {
    let mut reading = Reading::of(text);
    reading.until(at);
    reading.found
}

/// A text that is read once, from its beginning, with what is known so far.
pub(super) struct Reading<'t> {
    text: &'t str,
    rest: &'t str,
    /// The statement around where it has come to.
    pub found: Statement,
    line: usize,
    depth: usize,
    /// Whether nothing but blanks stands before on the first line of a statement.
    fresh: bool,
    quote: Option<&'t str>,
    /// The line on which the last text began.
    began: usize,
}

impl<'t> Reading<'t> {
    pub fn of(text: &'t str) -> Self {
        let found = Statement { first: 0, section: String::new(), open: Open::Nothing, text: None };
        Self { text, rest: text, found, line: 0, depth: 0, fresh: true, quote: None, began: 0 }
    }

    /// Reads on to byte `at`.
    pub fn until(&mut self, at: usize) {
        while let Some(char) = self.rest.chars().next().filter(|_| self.text.len() - self.rest.len() < at) {
            let step = self.step(char);
            self.rest = &self.rest[step..];
        }
        self.found.open = match (self.quote, self.depth) {
            (Some(mark), _) if mark.len() == 3 => Open::Text,
            (_, 0) => Open::Nothing,
            _ => Open::List,
        };
    }

    /// Takes in the next character, and what goes with it; how many bytes that is.
    fn step(&mut self, char: char) -> usize {
        let Self { rest, found, line, depth, fresh, quote, began, .. } = self;
        let mut step = char.len_utf8();
        if char == '\n' {
            *line += 1;
            *quote = quote.filter(|mark| mark.len() == 3);
            if quote.is_none() && *depth == 0 {
                (found.first, *fresh) = (*line, true);
            }
        } else if let Some(mark) = *quote {
            if rest.starts_with(mark) {
                (*quote, step) = (None, mark.len());
                if mark.len() == 3 && *began < *line {
                    found.text = Some((*began, *line));
                }
            } else if char == '\\' && mark.starts_with('"') && !rest[1..].starts_with('\n') {
                step += rest[1..].chars().next().map_or(0, char::len_utf8);
            }
        } else if *fresh && char == '[' {
            let header = until_line_end(rest);
            header.trim_matches(['[', ' ', '\t']).split(']').next().unwrap_or_default().clone_into(&mut found.section);
            step = header.len();
        } else if char == '#' {
            step = until_line_end(rest).len();
        } else {
            *quote = MARKS.into_iter().find(|mark| rest.starts_with(mark));
            step = quote.map_or(step, str::len);
            *began = *line;
            match char {
                '[' | '{' => *depth += 1,
                ']' | '}' => *depth = depth.saturating_sub(1),
                _ => {}
            }
            *fresh &= char.is_whitespace();
        }
        step
    }
}

fn until_line_end(text: &str) -> &str {
    text.split('\n').next().unwrap_or(text)
}

/// Whether a line reads like the beginning of a statement: `key =` or a heading.
pub(super) fn begins(line: &str) -> bool {
    let line = line.trim();
    let bare = |text: &str| {
        let key = |char: char| char.is_ascii_alphanumeric() || matches!(char, '-' | '_' | '.');
        !text.is_empty() && text.chars().all(key)
    };
    match line.strip_prefix('[') {
        Some(header) => bare(header.trim_matches(['[', ']', ' '])) && header.ends_with(']'),
        None => line.split_once('=').is_some_and(|(key, _)| bare(key.trim())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, mark: &str) -> (usize, String, Open) {
        let found = around(text, text.find(mark).expect("the mark"));
        (found.first, found.section, found.open)
    }

    #[test]
    fn a_statement_begins_where_its_key_stands() {
        let text = "# “[\na = [\n  \"]\", # [\n  HERE\n]\n";
        assert_eq!(at(text, "HERE"), (1, String::new(), Open::List));
        let text = "a = 1\n[[x.y]] # z\nb = \"\"\"[\n\\\"\"\" HERE";
        assert_eq!(at(text, "HERE"), (2, "x.y".into(), Open::Text));
        assert_eq!(at("a = '['\nb = \"\\\"[\"\nHERE", "HERE"), (2, String::new(), Open::Nothing));
    }

    #[test]
    fn a_beginning_is_told_from_an_item() {
        for line in ["a = 1", "  a-b.c=[", "[growth]", "[[ growth ]]"] {
            assert!(begins(line), "{line}");
        }
        for line in ["\"a = b\",", "[\"a\"],", "]", "[1, 2]", "甲 = 乙", ""] {
            assert!(!begins(line), "{line}");
        }
    }
}
