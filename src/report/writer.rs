//! A report that is written while studios are still checked, each told by the thread that checked it, so that a run over many
//! holds what it found in none of them.

use std::io::{self, Write};

use super::{Format, Style, human, json};
use crate::check::{Report, Run};
use crate::files;

/// Writes the studios of a run as they come, and the run at the end.
pub struct Writer<'w> {
    out: &'w mut dyn Write,
    format: Format,
    style: &'w Style<'w>,
    written: usize,
    /// What stands behind that which is known only at the end.
    kept: Vec<String>,
}

impl<'w> Writer<'w> {
    /// Whether a report in this format can be written so; others are made of all findings at once.
    #[must_use]
    pub fn can(format: Format) -> bool {
        matches!(format, Format::Human | Format::Json)
    }

    /// A report in a format that can be written so.
    pub fn new(out: &'w mut dyn Write, format: Format, style: &'w Style<'w>) -> Self {
        Self { out, format, style, written: 0, kept: Vec::new() }
    }

    /// What is told of one studio.
    ///
    /// # Errors
    /// None that is known of: it is made in memory.
    pub fn part(report: &Report<'_>, format: Format, style: &Style<'_>) -> io::Result<String> {
        match format {
            Format::Json => json::part(report, style),
            _ => human::part(report, style),
        }
    }

    /// Takes what is told of the next studio.
    ///
    /// # Errors
    /// What the sink says; `Interrupted` when the program is asked to end.
    pub fn take(&mut self, mut part: String) -> io::Result<()> {
        files::go_on()?;
        if self.format == Format::Json {
            if self.written == 0 {
                json::begin(self.out, self.style)?;
            }
            json::take(self.out, &part, self.written)?;
        } else {
            part.shrink_to_fit();
            self.kept.push(part);
        }
        self.written += 1;
        Ok(())
    }

    /// Writes what is told of `run` besides.
    ///
    /// # Errors
    /// What the sink says.
    pub fn end(self, run: &Run<'_>) -> io::Result<()> {
        if self.format != Format::Json {
            return human::end(self.out, run, &self.kept, self.style);
        }
        if self.written == 0 {
            json::begin(self.out, self.style)?;
        }
        json::end(self.out, run, self.style)
    }
}
