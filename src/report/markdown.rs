//! A summary in Markdown, for the page of a CI job: a table of the studios, then what weighs most in each. Text from records
//! is escaped, so that none of it becomes a link, an image, a mention, a tag or a cell of its own.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::ci::{exceptions, path};
use super::{Style, human};
use crate::check::{Report, Run};
use crate::finding::{Finding, Severity, Verdict};
use crate::say;
use crate::text::safe::visible;

/// GitHub takes 1 MiB of a step; a little less leaves room for what others add.
const LARGEST: usize = 1_000_000;
/// The findings told of one studio.
const EACH: usize = 20;

/// Writes the summary.
pub(super) fn write(out: &mut dyn Write, run: &Run<'_>, style: &Style<'_>) -> io::Result<()> {
    let lang = style.lang;
    let mut text = format!("## {}\n\n", say!(lang, "ci.title"));
    let fresh = |severity| run.all_findings().filter(|one| one.severity == severity && !one.known).count();
    let summary = say!(
        lang,
        "ci.summary.long",
        n = run.studios.len(),
        errors = fresh(Severity::Error),
        warnings = fresh(Severity::Warning),
        notes = fresh(Severity::Note),
        today = style.today
    );
    let _ = writeln!(text, "{summary}\n");
    if let Some(known) = style.known.filter(|known| *known > 0) {
        let _ = writeln!(text, "{}\n", say!(lang, "baseline.known", n = known));
    }
    if run.studios.is_empty() {
        let _ = writeln!(text, "{}\n", say!(lang, "changed.nothing"));
    } else {
        table(&mut text, run, style);
    }
    if !run.findings.is_empty() {
        findings(&mut text, &run.findings, style);
    }
    let excepted = exceptions(run, lang);
    if !excepted.is_empty() {
        let _ = writeln!(text, "### {}\n", say!(lang, "report.exceptions"));
        for line in excepted {
            let _ = writeln!(text, "- {}", escaped(&line));
        }
        text.push('\n');
    }
    let mut left = 0;
    for report in run.studios.iter().filter(|report| report.findings.iter().any(|finding| !finding.known)) {
        let mut part = String::new();
        section(&mut part, report, style);
        if text.len() + part.len() > LARGEST {
            left += 1;
        } else {
            text.push_str(&part);
        }
    }
    if left > 0 {
        let _ = writeln!(text, "{}", say!(lang, "ci.cut", n = left));
    }
    out.write_all(text.as_bytes())
}

fn table(text: &mut String, run: &Run<'_>, style: &Style<'_>) {
    let lang = style.lang;
    let heads = [
        say!(lang, "status.folder"),
        say!(lang, "status.school"),
        say!(lang, "table.errors"),
        say!(lang, "table.warnings"),
        super::table::word(Verdict::Met, lang),
        super::table::word(Verdict::Unmet, lang),
        super::table::word(Verdict::Unevidenced, lang),
        super::table::word(Verdict::Unjudged, lang),
    ];
    let _ = writeln!(text, "| {} |\n|---|---|--:|--:|--:|--:|--:|--:|", heads.join(" | "));
    for report in &run.studios {
        let of = |severity| report.findings.iter().filter(|one| one.severity == severity && !one.known).count();
        let clauses = |verdict| report.clauses.iter().filter(|clause| clause.verdict == verdict).count();
        let verdicts = [Verdict::Met, Verdict::Unmet, Verdict::Unevidenced, Verdict::Unjudged].map(clauses);
        let [met, unmet, unevidenced, unjudged] = verdicts;
        let folder = if report.path.is_empty() { "." } else { &report.path };
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} | {met} | {unmet} | {unevidenced} | {unjudged} |",
            escaped(folder),
            escaped(&report.school),
            of(Severity::Error),
            of(Severity::Warning),
        );
    }
    text.push('\n');
}

fn section(text: &mut String, report: &Report<'_>, style: &Style<'_>) {
    let name = human::title(report, style);
    let _ = writeln!(text, "<details><summary>{}</summary>\n", tag(&name));
    findings(text, &report.findings, style);
    text.push_str("</details>\n\n");
}

fn findings(text: &mut String, all: &[Finding], style: &Style<'_>) {
    let mut fresh: Vec<&Finding> = all.iter().filter(|finding| !finding.known).collect();
    fresh.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    for finding in fresh.iter().take(EACH) {
        let place = finding.places.first();
        let at = place.map_or(String::new(), |place| format!("{}:{} ", path(&style.prefix, &place.file), place.line));
        let _ = write!(
            text,
            "- **{}** {} {}{}",
            human::severity(finding.severity, style),
            escaped(&finding.rule),
            escaped(&at),
            escaped(&finding.message)
        );
        if !finding.help.is_empty() {
            let _ = write!(text, "  \n  {}", escaped(&say!(style.lang, "ci.help", help = finding.help)));
        }
        text.push('\n');
    }
    if fresh.len() > EACH {
        let _ = writeln!(text, "- {}", say!(style.lang, "ci.more", n = fresh.len() - EACH));
    }
    text.push('\n');
}

/// Text that Markdown takes as it is (`CommonMark` 2.4: a backslash makes any ASCII mark plain; what HTML and mentions begin
/// with becomes a reference).
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in visible(text).chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '@' => out.push_str("&#64;"),
            '\n' | '\r' => out.push(' '),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '#' | '!' | '|' | '~' | ':' | '$' => {
                out.extend(['\\', character]);
            }
            other => out.push(other),
        }
    }
    out
}

/// Text within an HTML element.
fn tag(text: &str) -> String {
    visible(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('@', "&#64;")
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn nothing_of_a_record_is_markdown() {
        assert_eq!(
            escaped("a|b <script> @all [x](https://y) ![z]"),
            "a\\|b &lt;script&gt; &#64;all \\[x\\](https\\://y) \\!\\[z\\]"
        );
    }
}
