//! CSV for spreadsheets. A cell never begins a formula: what would is led by an apostrophe. Whoever prints the file to a
//! terminal is safe, too: what drives one, or turns the order of reading, is shown by its code.

use std::io::{self, Write};

use super::grid;
use crate::check::{Run, Todo};
use crate::report::Style;
use crate::text::safe::visible;

/// Writes the table of a run.
pub(super) fn write(out: &mut dyn Write, run: &Run<'_>, todos: &[Vec<Todo>], style: &Style<'_>) -> io::Result<()> {
    let grid = grid(run, todos, style);
    // Without the mark, spreadsheets on Chinese Windows take the text for GBK.
    out.write_all("\u{feff}".as_bytes())?;
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    writer.write_record(grid.heads.iter().map(|(_, head)| harmless(head)))?;
    for row in &grid.rows {
        writer.write_record(row.iter().map(|cell| harmless(cell)))?;
    }
    writer.flush()
}

fn harmless(cell: &str) -> String {
    let safe = cell.split('\n').map(visible).collect::<Vec<_>>().join("\n");
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{safe}") } else { safe }
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn no_cell_is_a_formula() {
        assert_eq!(harmless("=1+1"), "'=1+1");
        assert_eq!(harmless("甲=乙"), "甲=乙");
    }

    #[test]
    fn no_cell_drives_a_terminal() {
        assert_eq!(harmless("\u{1b}[2J甲\u{202e}乙\n丙\r"), "<U+001B>[2J甲<U+202E>乙\n丙<U+000D>");
    }
}
