//! A text file as read: its path, its text, and the way from a byte span to a place people can find.

use std::ops::Range;
use std::sync::OnceLock;

use memchr::{memchr, memchr_iter};

use crate::finding::Place;
use crate::text::article::Format;
use crate::text::docx;
use crate::text::personal::{self, conceal};
use crate::text::safe::starred;
use crate::text::seen;

/// A text file.
#[derive(Debug)]
pub struct Source {
    /// Path relative to what was checked, with `/`.
    pub path: String,
    /// Where in `path` the part relative to the studio begins.
    pub local: usize,
    /// The text without byte-order mark, lines ended by `\n`.
    pub text: String,
    /// How many bytes at the end of `text` are not of the text itself but beside it: what a Word file hides.
    pub aside: usize,
    marks: OnceLock<Marks>,
    broken: OnceLock<Vec<Range<usize>>>,
    plain: OnceLock<bool>,
    shown: OnceLock<String>,
}

/// A longer line is not shown where something is found in it: nobody could read it, and it may hold thousands of finds.
const SHOWN: usize = 4 << 10;
/// Bytes from one count of characters to the next.
const STEP: usize = 1 << 8;

/// Where lines begin and how many characters stand before what, so that a place costs the same wherever it is.
#[derive(Debug)]
struct Marks {
    /// The first byte of every line.
    lines: Vec<usize>,
    /// How many characters begin before every so many bytes.
    characters: Vec<usize>,
}

/// Why bytes are no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// Reads well as GB18030, which old Windows programs write.
    Gb18030,
    /// UTF-16, by its mark.
    Utf16,
    /// None of these.
    Unknown,
}

impl Source {
    /// Makes a source of a file's bytes.
    ///
    /// # Errors
    /// The bytes, if they are not UTF-8.
    pub fn decode(path: String, local: usize, bytes: Vec<u8>) -> Result<Self, Vec<u8>> {
        // It looks at many bytes at once, which the standard library does with ASCII only.
        let Some(text) = encoding_rs::UTF_8.decode_without_bom_handling_and_without_replacement(&bytes) else {
            return Err(bytes);
        };
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        let returns = memchr(b'\r', text.as_bytes()).is_some();
        let text = if returns { text.replace("\r\n", "\n") } else { text.to_owned() };
        Ok(Self::new(path, local, text))
    }

    /// A source of this text.
    #[must_use]
    pub fn new(path: String, local: usize, text: String) -> Self {
        let (marks, broken) = (OnceLock::new(), OnceLock::new());
        Self { path, local, text, aside: 0, marks, broken, plain: OnceLock::new(), shown: OnceLock::new() }
    }

    /// Makes a source of what a Word file says; a line is a paragraph.
    #[must_use]
    pub fn word(path: String, local: usize, word: docx::Text) -> Self {
        let aside = word.aside.len();
        Self { aside, ..Self::new(path, local, word.body + &word.aside) }
    }

    /// The text itself, without what is beside it.
    #[must_use]
    pub fn body(&self) -> &str {
        &self.text[..self.text.len() - self.aside]
    }

    /// Its lines but for blank ones and headings.
    pub fn told(&self) -> impl Iterator<Item = &str> {
        let is_markdown = self.format() == Some(Format::Markdown);
        let lines = self.body().lines().map(str::trim);
        lines.filter(move |line| !(line.is_empty() || is_markdown && line.starts_with('#')))
    }

    /// Whether all of it is seen as it is typed and has no wide digits and letters, as nearly every text.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        *self.plain.get_or_init(|| seen::is_plain(&self.text))
    }

    /// The format of an article, by its ending; nothing for a record.
    #[must_use]
    pub fn format(&self) -> Option<Format> {
        Format::of(&self.path)
    }

    /// The path relative to the studio.
    #[must_use]
    pub fn local(&self) -> &str {
        &self.path[self.local..]
    }

    /// The place of a byte span. A span that is longer than its first line ends with that line.
    #[must_use]
    pub fn place(&self, span: Range<usize>, label: Option<String>) -> Place {
        let start = floor(&self.text, span.start);
        let end = floor(&self.text, span.end.max(span.start));
        let (marks, line) = (self.marks(), self.line(start));
        let line_start = marks.lines[line - 1];
        let line_end = marks.lines.get(line).map_or(self.text.len(), |next| next - 1);
        let end = end.min(line_end);
        let before = marks.before(&self.text, start);
        let column = before - marks.before(&self.text, line_start) + 1;
        let shown = line_end - line_start <= SHOWN;
        Place {
            file: self.shown_path().to_owned(),
            line,
            column,
            end_line: line,
            end_column: column + (marks.before(&self.text, end) - before).max(usize::from(line_start < line_end)),
            label,
            excerpt: if shown { self.shown(line_start..line_end) } else { String::new() },
        }
    }

    /// The line that the byte `at` stands in.
    #[must_use]
    pub fn line(&self, at: usize) -> usize {
        self.marks().lines.partition_point(|line| *line <= at)
    }

    /// The first byte behind a line.
    #[must_use]
    pub fn line_end(&self, line: usize) -> usize {
        self.marks().lines.get(line).copied().unwrap_or(self.text.len())
    }

    fn marks(&self) -> &Marks {
        self.marks.get_or_init(|| Marks::of(&self.text))
    }

    /// A line as it may be shown.
    fn shown(&self, line: Range<usize>) -> String {
        let broken = self.broken.get_or_init(|| broken(&self.text));
        let from = broken.partition_point(|one| one.end <= line.start);
        let on_it = broken[from..].iter().take_while(|one| one.start < line.end);
        let own = on_it.map(|one| one.start.max(line.start) - line.start..one.end.min(line.end) - line.start);
        conceal(&starred(&self.text[line.clone()], own)).into_owned()
    }

    /// Whether places in it name `file`: numbers of persons in its path are hidden there.
    #[must_use]
    pub fn is_called(&self, file: &str) -> bool {
        self.shown_path() == file
    }

    /// The path without numbers of persons.
    fn shown_path(&self) -> &str {
        self.shown.get_or_init(|| conceal(&self.path).into_owned())
    }

    /// The place of the file as a whole: its first line that says something.
    #[must_use]
    pub fn beginning(&self) -> Place {
        let mut offset = 0;
        for line in self.text.split_inclusive('\n') {
            let words = line.trim();
            if !words.is_empty() && !words.starts_with('#') {
                return self.place(offset..offset + line.trim_end().len(), None);
            }
            offset += line.len();
        }
        self.place(0..0, None)
    }
}

impl Marks {
    fn of(text: &str) -> Self {
        let lines = std::iter::once(0).chain(memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1)).collect();
        let mut characters = vec![0];
        for step in text.as_bytes().chunks(STEP) {
            characters.push(characters.last().unwrap_or(&0) + begun(step));
        }
        Self { lines, characters }
    }

    /// How many characters of `text` begin before the byte `at`.
    fn before(&self, text: &str, at: usize) -> usize {
        let step = at / STEP;
        self.characters[step] + begun(&text.as_bytes()[step * STEP..at])
    }
}

/// How many characters begin among these bytes of UTF-8: the others go on with one.
fn begun(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

/// Numbers of persons that go on from one line to the next, and so stand whole on neither.
fn broken(text: &str) -> Vec<Range<usize>> {
    let found = personal::scan(text).into_iter().map(|one| one.start..one.end);
    found.filter(|one| text[one.clone()].contains('\n')).collect()
}

/// The nearest character boundary at or before `index`.
fn floor(text: &str, index: usize) -> usize {
    let mut index = index.min(text.len());
    while !text.is_char_boundary(index) {
        index -= 1;
    }
    index
}

/// What bytes that are no UTF-8 seem to be.
#[must_use]
pub fn guess(bytes: &[u8]) -> Encoding {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Encoding::Utf16;
    }
    let (_, _, broken) = encoding_rs::GB18030.decode(bytes);
    if broken { Encoding::Unknown } else { Encoding::Gb18030 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(text: &str) -> Source {
        Source::decode("a.toml".into(), 0, text.as_bytes().to_vec()).expect("utf-8")
    }

    #[test]
    fn columns_count_characters_behind_a_mark_and_carriage_returns() {
        let source = source("\u{feff}a = 1\r\n姓名 = \"林\"\r\n");
        let start = source.text.find('"').expect("a quote");
        let place = source.place(start..start + 5, None);
        assert_eq!((place.line, place.column, place.end_column), (2, 6, 9));
        assert_eq!(place.excerpt, "姓名 = \"林\"");
    }

    #[test]
    fn places_are_right_wherever_they_are() {
        let text = ["林澄 = 1\n", &"长".repeat(5000), "x\n", "\n", "a"].concat();
        let source = source(&text);
        for (at, _) in text.char_indices().chain([(text.len(), ' ')]) {
            let before = &text[..at];
            let line_start = before.rfind('\n').map_or(0, |found| found + 1);
            let wanted = (before.matches('\n').count() + 1, text[line_start..at].chars().count() + 1);
            let place = source.place(at..at + 3, None);
            assert_eq!((place.line, place.column), wanted, "at {at}");
            assert_eq!(place.excerpt.is_empty(), matches!(place.line, 2 | 3), "a line nobody can read is not shown");
        }
    }

    #[test]
    fn gbk_is_recognised() {
        let (bytes, _, _) = encoding_rs::GB18030.encode("name = \"林澄\"");
        assert_eq!(
            Source::decode("a".into(), 0, bytes.into_owned()).map_err(|bytes| guess(&bytes)).err(),
            Some(Encoding::Gb18030)
        );
        assert_eq!(guess(&[0xff, 0xff, 0xff]), Encoding::Unknown);
    }
}
