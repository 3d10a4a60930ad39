//! How a run is told: one file a format, the sink as an argument.

pub mod count;
mod human;
mod json;
mod next;
mod table;

use std::io::{self, Write};

use jiff::civil::Date;

use crate::check::Run;
use crate::finding::{Finding, Severity};
use crate::standard::Standard;
use crate::text::lang::Lang;

/// The formats.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Format {
    /// For people at a terminal.
    #[default]
    Human,
    /// For programs; frozen, only ever added to.
    Json,
}

/// What a report needs to know besides the run.
#[derive(Debug)]
pub struct Style<'s> {
    /// The standard the run was held against.
    pub standard: &'s Standard,
    /// The language.
    pub lang: Lang,
    /// The day of the check.
    pub today: Date,
    /// Whether colours may be used.
    pub colour: bool,
    /// Columns to fit into.
    pub width: usize,
    /// Findings only, a line each, and only from `deny` on.
    pub quiet: bool,
    /// The least severity that fails the run.
    pub deny: Severity,
    /// Whether facts are told, too.
    pub facts: bool,
}

/// Writes `run` in `format`.
///
/// # Errors
/// What the sink says.
pub fn write(out: &mut dyn Write, run: &Run<'_>, format: Format, style: &Style<'_>) -> io::Result<()> {
    match format {
        Format::Human => human::write(out, run, style),
        Format::Json => json::write(out, run, style),
    }
}

/// Writes findings for people, each with its place and what to do, and nothing about the studios they are of.
///
/// # Errors
/// What the sink says.
pub fn findings(out: &mut dyn Write, findings: &[Finding], style: &Style<'_>) -> io::Result<()> {
    human::findings(out, findings, style)
}
