//! CSV for spreadsheets. A cell never begins a formula: what would is led by an apostrophe.

use std::io::{self, Write};

use super::grid;
use crate::check::{Run, Todo};
use crate::report::Style;

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
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn no_cell_is_a_formula() {
        assert_eq!(harmless("=1+1"), "'=1+1");
        assert_eq!(harmless("甲=乙"), "甲=乙");
    }
}
