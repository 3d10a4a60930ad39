//! A copy of a broken text in which one slip after the other is mended, so that the parser can say what else is wrong. It
//! keeps its lines: line 12 of the copy is line 12 of the file.

use std::ops::Range;

/// The copy.
pub(super) struct Draft {
    lines: Vec<String>,
}

impl Draft {
    pub fn new(text: &str) -> Self {
        Self { lines: text.split('\n').map(str::to_owned).collect() }
    }

    pub fn text(&self) -> String {
        self.lines.join("\n")
    }

    /// Line `index` from 0; empty past the end.
    pub fn line(&self, index: usize) -> &str {
        self.lines.get(index).map_or("", String::as_str)
    }

    pub fn lines(&self) -> &[String] {
        &self.lines
    }

    /// The line of a byte of the text, and the byte in that line.
    pub fn locate(&self, offset: usize) -> (usize, usize) {
        let mut rest = offset;
        for (index, line) in self.lines.iter().enumerate() {
            if rest <= line.len() {
                return (index, floor(line, rest));
            }
            rest -= line.len() + 1;
        }
        let last = self.lines.len().saturating_sub(1);
        (last, self.line(last).len())
    }

    /// The byte of the text where a line begins.
    pub fn offset(&self, index: usize) -> usize {
        self.lines.iter().take(index).map(|line| line.len() + 1).sum()
    }

    /// The last line at or before `index` that says something.
    pub fn said(&self, index: usize) -> usize {
        let says = |line: &usize| !is_blank(self.line(*line)) && !self.line(*line).trim_start().starts_with('#');
        (0..=index).rev().find(says).unwrap_or(index)
    }

    /// Puts `text` in place of a line; whether that changed anything.
    pub fn set(&mut self, index: usize, text: String) -> bool {
        match self.lines.get_mut(index) {
            Some(line) if *line != text => {
                *line = text;
                true
            }
            _ => false,
        }
    }

    /// Leaves lines out; whether there was anything in them.
    pub fn clear(&mut self, lines: Range<usize>) -> bool {
        let mut changed = false;
        for line in self.lines.iter_mut().take(lines.end).skip(lines.start).filter(|line| !line.is_empty()) {
            line.clear();
            changed = true;
        }
        changed
    }
}

/// Whether nothing stands in a line, to a parser: other blanks than these it does not know.
pub(super) fn is_blank(line: &str) -> bool {
    line.bytes().all(|byte| matches!(byte, b' ' | b'\t' | b'\r'))
}

/// The nearest character boundary at or before `index`.
fn floor(text: &str, index: usize) -> usize {
    (0..=index.min(text.len())).rev().find(|index| text.is_char_boundary(*index)).unwrap_or(0)
}
