//! Annotations for GitHub: workflow commands on standard output (docs.github.com, “Workflow commands for GitHub Actions”).
//!
//! GitHub shows ten errors, ten warnings and ten notices of a step. The gravest findings come first, what is left over is told
//! as plain lines in a folded part of the log, and one notice says how much that is. No text of a record can begin a command.

use std::io::{self, Write};

use super::Style;
use super::ci::{at, by_weight, exceptions, file, studio, told};
use crate::check::{Keyed, Run};
use crate::finding::Severity;
use crate::say;
use crate::text::personal::conceal;
use crate::text::safe::{readable, visible};

/// The annotations of one kind that GitHub shows of a step.
const SHOWN: usize = 10;

/// Writes the run.
pub(super) fn write(out: &mut dyn Write, run: &Run<'_>, style: &Style<'_>) -> io::Result<()> {
    let mut shown = [0; 3];
    let mut left = Vec::new();
    for one in by_weight(run, style) {
        // One notice is kept for the summary.
        let (kind, room, command) = match one.finding.severity {
            Severity::Error => (0, SHOWN, "error"),
            Severity::Warning => (1, SHOWN, "warning"),
            Severity::Note => (2, SHOWN - 1, "notice"),
        };
        shown[kind] += 1;
        if shown[kind] <= room { annotate(out, command, &one, style)? } else { left.push(one) }
    }
    if !left.is_empty() {
        writeln!(out, "::group::{}", data(&say!(style.lang, "ci.left", n = left.len())))?;
        for Keyed { finding, .. } in &left {
            let name = finding.severity.say(style.lang);
            let at = at(finding, style);
            let message = finding.message.lines().collect::<Vec<_>>().join(" ");
            writeln!(out, "{}", plain(&format!("{name}[{}] {at} {message}", finding.rule)))?;
        }
        writeln!(out, "::endgroup::")?;
    }
    for excepted in exceptions(run, style.lang) {
        let word = say!(style.lang, "verdict.excepted");
        writeln!(out, "{}", plain(&format!("{word} {} {}", studio(excepted.report), excepted.line)))?;
    }
    let mut summary = say!(
        style.lang,
        "ci.summary",
        n = run.studios.len(),
        errors = run.fresh(Severity::Error),
        warnings = run.fresh(Severity::Warning),
        notes = run.fresh(Severity::Note)
    );
    if run.studios.is_empty() {
        summary = say!(style.lang, "changed.nothing");
    }
    let excepted = run.studios.iter().map(|report| report.exceptions.len()).sum::<usize>();
    let excepted = (excepted > 0).then(|| say!(style.lang, "ci.excepted", n = excepted));
    let cut = (!left.is_empty()).then(|| say!(style.lang, "ci.left.where", n = left.len()));
    let parts: Vec<String> = [Some(summary), super::baseline(style), excepted, cut].into_iter().flatten().collect();
    writeln!(out, "::notice title=studio::{}", data(&parts.join("\n")))
}

/// The command that says why a run could not be made.
///
/// # Errors
/// What the sink says.
pub fn failed(out: &mut dyn Write, message: &str) -> io::Result<()> {
    let concealed = conceal(message);
    let lines: Vec<_> = concealed.lines().map(visible).collect();
    writeln!(out, "::error title=studio::{}", data(&lines.join("\n")))
}

/// The lines of a message so that none of them is a command, also where the first is not the beginning of a line.
#[must_use]
pub fn harmless(message: &str) -> String {
    message.lines().map(plain).collect::<Vec<_>>().join("\n")
}

fn annotate(out: &mut dyn Write, command: &str, one: &Keyed<'_>, style: &Style<'_>) -> io::Result<()> {
    let finding = one.finding;
    let mut properties = Vec::new();
    if let Some(place) = finding.places.first().filter(|place| !place.file.is_empty()) {
        properties.push(format!("file={}", property(&path(&file(place, style)))));
        properties.push(format!("line={}", place.line.max(1)));
        properties.push(format!("endLine={}", place.end_line.max(place.line).max(1)));
        // GitHub takes no columns of several lines, and counts the last one in.
        if place.line == place.end_line {
            properties.push(format!("col={}", place.column.max(1)));
            properties.push(format!("endColumn={}", place.end_column.saturating_sub(1).max(place.column).max(1)));
        }
    }
    let whose = one.report.map_or(String::new(), |report| format!(" {}", studio(report)));
    properties.push(format!("title={}", property(&visible(&format!("{}{whose}", finding.rule)))));
    writeln!(out, "::{command} {}::{}", properties.join(","), data(&told(finding, style.lang)))
}

/// What stands behind a command, with what would end the line escaped; the runner undoes that.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A").replace("##[", "## [")
}

/// The path of a file, which GitHub looks for: what steers neither its log nor a terminal stays as it is.
fn path(text: &str) -> String {
    let stays = |char| matches!(char, '\n' | '\r' | '\t');
    let shown = |part: &str| match part.strip_suffix(stays) {
        Some(rest) => format!("{}{}", readable(rest), &part[rest.len()..]),
        None => readable(part).into_owned(),
    };
    text.split_inclusive(stays).map(shown).collect()
}

/// A property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// A line of the log that is no command, whatever it says: commands begin a line, those of old stand behind `##[`.
fn plain(text: &str) -> String {
    visible(text).into_owned()
}

#[cfg(test)]
mod tests {
    use super::{data, harmless, path, plain, property};

    #[test]
    fn no_text_begins_a_command() {
        assert_eq!(data("50%\n::error::x"), "50%25%0A::error::x");
        assert_eq!(property("a:b,c"), "a%3Ab%2Cc");
        assert_eq!(property(&path("甲\n\t\u{1b}[1m乙.toml")), "甲%0A\t<U+001B>[1m乙.toml");
        assert_eq!(plain("　::error::x"), "　: :error: :x");
        assert!(!plain("x ##[error]y").contains("##["));
        assert_eq!(harmless("x\n::error::y\r\n ::add-mask::z"), "x\n: :error: :y\n : :add-mask: :z");
    }
}
