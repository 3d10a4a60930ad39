//! Blocks as text.

use super::block::{Block, Entry};

/// The text of a record; every line ends with `\n`.
pub(super) fn write(root: &Block) -> String {
    let mut out = Writer::default();
    out.block(root, "");
    out.lines(&root.end);
    if out.text.ends_with("\n\n") {
        out.text.pop();
    }
    out.text
}

#[derive(Default)]
struct Writer {
    text: String,
}

impl Writer {
    fn block(&mut self, block: &Block, path: &str) {
        let path = match (path, block.key.as_str()) {
            ("", key) => key.to_owned(),
            (path, key) => format!("{path}.{key}"),
        };
        let headed = !path.is_empty() && (block.stated || !block.entries.is_empty());
        let notes = !(block.above.is_empty() && block.head.is_empty());
        if headed {
            self.blank();
            self.lines(&block.above);
            let heading = if block.double { format!("[[{path}]]") } else { format!("[{path}]") };
            self.line(&heading, block.behind.as_deref());
        } else if notes && !path.is_empty() {
            self.blank();
            self.lines(&block.above);
        }
        if !block.head.is_empty() {
            self.lines(&block.head);
            self.blank();
        }
        let mut first = true;
        for entry in &block.entries {
            self.entry(entry, first);
            first = false;
        }
        self.lines(&block.tail);
        for inner in &block.blocks {
            self.block(inner, &path);
        }
    }

    fn entry(&mut self, entry: &Entry, first: bool) {
        let above = match entry.above.as_slice() {
            // Below a heading a blank line stands before comments only.
            [gap] if first && gap.is_empty() => &[],
            all => all,
        };
        self.lines(above);
        self.line(&format!("{} = {}", entry.key, entry.value), entry.behind.as_deref());
    }

    fn lines(&mut self, lines: &[String]) {
        for line in lines {
            self.line(line, None);
        }
    }

    fn line(&mut self, text: &str, behind: Option<&str>) {
        if text.is_empty() {
            return self.blank();
        }
        self.text.push_str(text);
        if let Some(behind) = behind {
            self.text.push(' ');
            self.text.push_str(behind);
        }
        self.text.push('\n');
    }

    /// A blank line, unless there is one or nothing stands before it.
    fn blank(&mut self) {
        if !(self.text.is_empty() || self.text.ends_with("\n\n")) {
            self.text.push('\n');
        }
    }
}
