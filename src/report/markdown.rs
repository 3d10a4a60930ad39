//! A summary in Markdown, for the page of a CI job: the sums, what weighs most with what to do, a table of the studios, what
//! was found in each, and the exceptions in force. Text from records is escaped, so that none of it becomes a link, an image,
//! a mention, a tag or a cell of its own.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::ci::{at, by_weight, exceptions, rank, studio, told};
use super::{Style, human};
use crate::check::{Report, Run};
use crate::finding::{Finding, Severity, Verdict};
use crate::load::repository;
use crate::say;
use crate::standard::Overlay;
use crate::standard::indicator::Clause;
use crate::text::escape::{html, markdown};

/// GitHub refuses what a step writes when it is more than 1 MiB (docs.github.com, “Adding a job summary”).
const LARGEST: usize = 1 << 20;
/// Bytes kept for the sentence that says what was cut.
const TAIL: usize = 512;
/// The findings told first, of all studios.
const FIRST: usize = 10;
/// The findings told of one studio.
const EACH: usize = 20;

/// A text that grows by whole parts, for as long as there is room.
struct Page {
    text: String,
    room: usize,
    left: usize,
}

impl Page {
    /// Takes in `part`, or counts it among what is left out.
    fn add(&mut self, part: &str) {
        if self.text.len() + part.len() <= self.room {
            self.text.push_str(part);
        } else {
            self.left += 1;
        }
    }
}

/// Writes the summary; `taken` bytes stand on the page already.
pub(super) fn write(out: &mut dyn Write, run: &Run<'_>, style: &Style<'_>, taken: usize) -> io::Result<()> {
    let lang = style.lang;
    let room = LARGEST.saturating_sub(taken).saturating_sub(TAIL);
    let mut page = Page { text: String::new(), room, left: 0 };
    page.add(&head(run, style));
    if run.studios.len() > 1 {
        first(&mut page, run, style);
    }
    if !run.studios.is_empty() {
        table(&mut page, run, style);
    }
    local(&mut page, run, style);
    if run.findings.iter().any(|finding| !finding.known) {
        page.add(&format!("### {}\n\n{}", say!(lang, "ci.all"), findings(&run.findings, style)));
    }
    let excepted: Vec<String> = exceptions(run, lang)
        .iter()
        .map(|one| format!("- {} {}\n", markdown(studio(one.report)), markdown(&one.line)))
        .collect();
    if !excepted.is_empty() {
        page.add(&format!("### {}\n\n{}\n", say!(lang, "report.exceptions"), excepted.concat()));
    }
    for report in run.studios.iter().filter(|report| !report.findings.is_empty()) {
        page.add(&section(report, style));
    }
    if page.left > 0 {
        let _ = writeln!(page.text, "\n{}", say!(lang, "ci.cut", n = page.left));
    }
    out.write_all(page.text.as_bytes())
}

/// The verdict and the sums.
fn head(run: &Run<'_>, style: &Style<'_>) -> String {
    let lang = style.lang;
    let failed = run.all_findings().any(|finding| finding.fails(style.deny));
    let verdict = say!(lang, if failed { "ci.title.failed" } else { "ci.title.passed" });
    if run.studios.is_empty() {
        return format!("## {verdict}\n\n{}\n\n", say!(lang, "changed.nothing"));
    }
    let sums = say!(
        lang,
        "ci.summary",
        n = run.studios.len(),
        errors = run.fresh(Severity::Error),
        warnings = run.fresh(Severity::Warning),
        notes = run.fresh(Severity::Note)
    );
    let today = say!(lang, "ci.today", today = style.today, title = markdown(&style.standard.about.title));
    let baseline = super::baseline(style).map_or(String::new(), |line| format!("{line}\n\n"));
    format!("## {verdict}\n\n{today}\n\n{sums}\n\n{baseline}")
}

/// What weighs most in all studios, when there are many.
fn first(page: &mut Page, run: &Run<'_>, style: &Style<'_>) {
    let lang = style.lang;
    let failing: Vec<_> =
        by_weight(run, style).into_iter().filter(|one| one.finding.fails(style.deny)).take(FIRST).collect();
    if failing.is_empty() {
        return;
    }
    let mut part = format!("### {}\n\n", say!(lang, "ci.first"));
    for one in failing {
        part.push_str(&item(one.finding, style));
    }
    part.push('\n');
    page.add(&part);
}

fn table(page: &mut Page, run: &Run<'_>, style: &Style<'_>) {
    let lang = style.lang;
    let heads = [
        say!(lang, "status.folder"),
        say!(lang, "status.school"),
        super::table::counted("table.errors", style),
        super::table::counted("table.warnings", style),
        super::table::word(Verdict::Met, lang),
        super::table::word(Verdict::Unmet, lang),
        super::table::word(Verdict::Unevidenced, lang),
        super::table::word(Verdict::Unjudged, lang),
    ];
    page.add(&format!("| {} |\n|---|---|--:|--:|--:|--:|--:|--:|\n", heads.join(" | ")));
    for report in &run.studios {
        let clauses = |verdict| {
            // Nothing was judged where the root file cannot be read; a nought would say that something was.
            let n = report.clauses.iter().filter(|clause| clause.verdict == verdict).count();
            if report.judged() { n.to_string() } else { "—".to_owned() }
        };
        let folder = repository::path(&style.way, &report.path);
        let cells = [
            markdown(if folder.is_empty() { "." } else { &folder }),
            markdown(&report.school),
            report.fresh(Severity::Error).to_string(),
            report.fresh(Severity::Warning).to_string(),
            clauses(Verdict::Met),
            clauses(Verdict::Unmet),
            clauses(Verdict::Unevidenced),
            clauses(Verdict::Unjudged),
        ];
        page.add(&format!("| {} |\n", cells.join(" | ")));
    }
    page.add("\n");
}

/// What overlays ask, and of how many studios it has which verdict; never among the standard's own.
fn local(page: &mut Page, run: &Run<'_>, style: &Style<'_>) {
    let lang = style.lang;
    let asked: Vec<&Clause> = style.standard.local().collect();
    if asked.is_empty() || run.studios.is_empty() {
        return;
    }
    let shown = [Verdict::Met, Verdict::Unmet, Verdict::Unevidenced, Verdict::Unjudged];
    let mut heads = vec![say!(lang, "report.local"), say!(lang, "report.origin")];
    heads.extend(shown.map(|verdict| super::table::word(verdict, lang)));
    let mut part = format!("### {}\n\n| {} |\n|---|---|--:|--:|--:|--:|\n", heads[0], heads.join(" | "));
    for clause in asked {
        let label = clause.label.as_ref().map_or(clause.text.as_str(), |label| label.get(lang));
        let origin = style.standard.overlay(clause.origin.as_ref()).map_or(String::new(), Overlay::named);
        let mut cells = vec![markdown(&format!("{} {label}", clause.id)), markdown(&origin)];
        cells.extend(shown.map(|verdict| {
            let all = run.studios.iter().filter(|report| report.judged()).flat_map(|report| &report.local);
            all.filter(|judged| judged.id() == clause.id && judged.verdict == verdict).count().to_string()
        }));
        let _ = writeln!(part, "| {} |", cells.join(" | "));
    }
    part.push('\n');
    page.add(&part);
}

/// What was found in a studio, folded.
fn section(report: &Report<'_>, style: &Style<'_>) -> String {
    let known = report.findings.iter().filter(|finding| finding.known).count();
    let mut name = human::title(report, style);
    name.push_str(&say!(style.lang, "ci.count", n = report.findings.len() - known));
    format!("<details><summary>{}</summary>\n\n{}</details>\n\n", html(&name), findings(&report.findings, style))
}

fn findings(all: &[Finding], style: &Style<'_>) -> String {
    let mut new: Vec<&Finding> = all.iter().filter(|finding| !finding.known).collect();
    new.sort_by_key(|finding| rank(finding));
    let mut text: String = new.iter().take(EACH).map(|finding| item(finding, style)).collect();
    if new.len() > EACH {
        let _ = writeln!(text, "- {}", say!(style.lang, "ci.more", n = new.len() - EACH));
    }
    let known = all.len() - new.len();
    if known > 0 {
        let _ = writeln!(text, "- {}", say!(style.lang, "baseline.known", n = known));
    }
    text.push('\n');
    text
}

/// A finding as an item of a list; the lines after the first stand below it.
fn item(finding: &Finding, style: &Style<'_>) -> String {
    let severity = finding.severity.say(style.lang);
    let words = told(finding, style.lang);
    let lines: Vec<String> = words.lines().map(markdown).collect();
    let at = at(finding, style);
    let at = if at.is_empty() { String::new() } else { format!("{} ", markdown(&at)) };
    format!("- **{severity}** {} {at}{}\n", markdown(&finding.rule), lines.join("<br>"))
}
