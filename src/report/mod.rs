//! How a run is told: one file a format, the sink as an argument.

mod ci;
pub mod count;
pub mod docket;
mod github;
mod gitlab;
mod human;
mod json;
mod junit;
mod markdown;
mod next;
mod ours;
mod sarif;
pub mod status;
mod table;
mod writer;

pub use self::github::{failed as github_failed, harmless as github_harmless};
pub use self::ours::is_ours;
pub use self::writer::Writer;

use std::io::{self, Write};

use jiff::civil::Date;

use crate::check::{Marked, Run};
use crate::finding::{Finding, Severity};
use crate::say;
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
    /// Annotations for GitHub.
    Github,
    /// Code quality for GitLab.
    Gitlab,
    /// SARIF 2.1.0.
    Sarif,
    /// `JUnit` XML.
    Junit,
    /// A summary for the page of a CI job.
    Markdown,
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
    /// The way from the top of the repository to what was checked; formats for CI name files by it.
    pub way: String,
    /// What a baseline had to say, where the run was held against one.
    pub baseline: Option<Marked>,
}

impl<'s> Style<'s> {
    /// All that is found, without colours, 80 columns wide, with nothing known before.
    #[must_use]
    pub fn plain(standard: &'s Standard, lang: Lang, today: Date) -> Self {
        Self {
            standard,
            lang,
            today,
            colour: false,
            width: 80,
            quiet: false,
            deny: Severity::Error,
            facts: false,
            way: String::new(),
            baseline: None,
        }
    }
}

/// What the baseline had to say, where there was one and it said something.
fn baseline(style: &Style<'_>) -> Option<String> {
    let marked = style.baseline.filter(|marked| marked.known + marked.gone > 0)?;
    Some(say!(style.lang, "baseline.sum", known = marked.known, gone = marked.gone))
}

/// Writes `run` in `format`.
///
/// # Errors
/// What the sink says.
pub fn write(out: &mut dyn Write, run: &Run<'_>, format: Format, style: &Style<'_>) -> io::Result<()> {
    match format {
        Format::Human | Format::Json => {
            let mut writer = Writer::new(out, format, style);
            run.studios.iter().try_for_each(|report| writer.take(Writer::part(report, format, style)?))?;
            writer.end(run)
        }
        Format::Github => github::write(out, run, style),
        Format::Gitlab => gitlab::write(out, run, style),
        Format::Sarif => sarif::write(out, run, style),
        Format::Junit => junit::write(out, run, style),
        Format::Markdown => markdown::write(out, run, style, 0),
    }
}

/// Writes the summary of `run` in Markdown for a page on which `taken` bytes stand already.
///
/// # Errors
/// What the sink says.
pub fn summary(out: &mut dyn Write, run: &Run<'_>, style: &Style<'_>, taken: usize) -> io::Result<()> {
    markdown::write(out, run, style, taken)
}

/// Writes findings for people, each with its place and what to do, and nothing about the studios they are of.
///
/// # Errors
/// What the sink says.
pub fn findings(out: &mut dyn Write, findings: &[Finding], style: &Style<'_>) -> io::Result<()> {
    human::findings(out, findings, style)
}
