//! Annotations for GitHub: workflow commands on standard output (docs.github.com, “Workflow commands for GitHub Actions”).
//!
//! GitHub shows ten errors, ten warnings and ten notices of a step. The gravest findings come first, what is left over is told
//! as plain lines in the log, and one notice says how much that is. No text of a record can begin a command.

use std::io::{self, Write};

use super::ci::{by_weight, exceptions, path};
use super::{Style, human};
use crate::check::Run;
use crate::finding::{Finding, Severity};
use crate::say;
use crate::text::safe::visible;

/// The annotations of one kind that GitHub shows of a step.
const SHOWN: usize = 10;

/// Writes the run.
pub(super) fn write(out: &mut dyn Write, run: &Run<'_>, style: &Style<'_>) -> io::Result<()> {
    let mut left = Vec::new();
    for (severity, command) in [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Note, "notice")]
    {
        // One notice is kept for the summary.
        let room = if severity == Severity::Note { SHOWN - 1 } else { SHOWN };
        let all = by_weight(run).into_iter().filter(|finding| finding.severity == severity);
        for (index, finding) in all.enumerate() {
            if index < room { annotate(out, command, finding, style)? } else { left.push(finding) }
        }
    }
    for finding in &left {
        let place = finding.places.first();
        let at = place.map_or(String::new(), |place| {
            format!("{}:{}:{} ", path(&style.prefix, &place.file), place.line, place.column)
        });
        let name = human::severity(finding.severity, style);
        writeln!(out, "{}", plain(&format!("{name}[{}] {at}{}", finding.rule, finding.message)))?;
    }
    for line in exceptions(run, style.lang) {
        writeln!(out, "{}", plain(&format!("{} {line}", say!(style.lang, "verdict.excepted"))))?;
    }
    let count = |severity| run.all_findings().filter(|one| one.severity == severity && !one.known).count();
    let summary = say!(
        style.lang,
        "ci.summary",
        n = run.studios.len(),
        errors = count(Severity::Error),
        warnings = count(Severity::Warning),
        notes = count(Severity::Note),
        known = style.known.unwrap_or(0),
        left = left.len()
    );
    writeln!(out, "::notice title=studio::{}", data(&summary))
}

/// The command that says why a run could not be made.
///
/// # Errors
/// What the sink says.
pub fn failed(out: &mut dyn Write, message: &str) -> io::Result<()> {
    writeln!(out, "::error title=studio::{}", data(message))
}

fn annotate(out: &mut dyn Write, command: &str, finding: &Finding, style: &Style<'_>) -> io::Result<()> {
    let mut properties = Vec::new();
    if let Some(place) = finding.places.first().filter(|place| !place.file.is_empty()) {
        properties.push(format!("file={}", property(&path(&style.prefix, &place.file))));
        properties.push(format!("line={}", place.line.max(1)));
        properties.push(format!("endLine={}", place.end_line.max(place.line).max(1)));
        if place.line == place.end_line {
            properties.push(format!("col={}", place.column));
            properties.push(format!("endColumn={}", place.end_column.saturating_sub(1).max(place.column)));
        }
    }
    properties.push(format!("title={}", property(&finding.rule)));
    let help = say!(style.lang, "ci.help", help = finding.help);
    let message =
        if finding.help.is_empty() { finding.message.clone() } else { format!("{}\n{help}", finding.message) };
    writeln!(out, "::{command} {}::{}", properties.join(","), data(&message))
}

/// What stands behind a command, with what would end the line escaped.
fn data(text: &str) -> String {
    let lines: Vec<_> = text.lines().map(visible).collect();
    lines.join("\n").replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A").replace("##[", "## [")
}

/// A property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// A line of the log that is no command, whatever it says: commands begin a line, those of old stand behind `##[`.
fn plain(text: &str) -> String {
    let line = visible(text).replace(['\n', '\r'], " ").replace("##[", "## [");
    if line.trim_start().starts_with("::") { format!("- {line}") } else { line }
}

#[cfg(test)]
mod tests {
    use super::{data, plain, property};

    #[test]
    fn no_text_begins_a_command() {
        assert_eq!(data("50%\n::error::x"), "50%25%0A::error::x");
        assert_eq!(property("a:b,c"), "a%3Ab%2Cc");
        assert_eq!(plain("::error::x"), "- ::error::x");
        assert!(!plain("x ##[error]y").contains("##["));
    }
}
