//! For people at a terminal: findings by file with the line and a caret, then one table, then what to do next.
//!
//! Text from records is made visible first: nothing in a record can steer the terminal.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::{self, Write};

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{Style, next, table};
use crate::check::{Report, Run};
use crate::finding::{Finding, Place, Severity, Verdict};
use crate::say;
use crate::text::safe::{visible, visible_with_map};
use crate::text::width::{fold, truncate, width, wrap};

/// How many findings with the same help are told whole; of those after them, what is wrong and where.
const WHOLE: usize = 3;
/// How many places of a finding are drawn; the others are in the machine formats.
const PLACES: usize = 4;

/// What was found in a studio, without its title: whether it stands alone is not known yet.
pub(super) fn part(report: &Report<'_>, style: &Style<'_>) -> io::Result<String> {
    if style.quiet {
        return Ok(lines(&report.findings, style));
    }
    let mut part = Vec::new();
    findings(&mut part, &report.findings, style)?;
    if style.facts {
        facts(&mut part, report, style)?;
    }
    String::from_utf8(part).map_err(io::Error::other)
}

/// Writes the whole run; `parts` are those of its studios.
pub(super) fn end(out: &mut dyn Write, run: &Run<'_>, parts: &[String], style: &Style<'_>) -> io::Result<()> {
    if style.quiet {
        out.write_all(lines(&run.findings, style).as_bytes())?;
        return parts.iter().try_for_each(|part| out.write_all(part.as_bytes()));
    }
    findings(out, &run.findings, style)?;
    for (report, part) in run.studios.iter().zip(parts) {
        if run.studios.len() > 1 && Severity::ALL.into_iter().any(|severity| report.count(severity) > 0) {
            writeln!(out, "{}\n", title(report, style))?;
        }
        out.write_all(part.as_bytes())?;
    }
    match run.studios.as_slice() {
        [report] => {
            writeln!(out, "{}\n", title(report, style))?;
            if report.judged() {
                writeln!(out, "{}\n", table::indicators(report, style))?;
            }
            local(out, report, style)?;
            exceptions(out, report, style)?;
            signoffs(out, report, style)?;
            next::write(out, report, style)?;
        }
        [] => writeln!(out, "{}\n", say!(style.lang, "changed.nothing"))?,
        reports => {
            for report in reports.iter().filter(|report| !report.exceptions.is_empty()) {
                writeln!(out, "{}", title(report, style))?;
                exceptions(out, report, style)?;
            }
            writeln!(out, "{}\n", table::studios(reports, style))?;
        }
    }
    summary(out, run, style)
}

/// A line for each finding that fails the run.
fn lines<'f>(findings: impl IntoIterator<Item = &'f Finding>, style: &Style<'_>) -> String {
    let mut lines = String::new();
    for finding in findings.into_iter().filter(|finding| finding.fails(style.deny)) {
        let place = finding.places.first();
        let at =
            place.map_or(String::new(), |place| format!("{}:{}:{}: ", visible(&place.file), place.line, place.column));
        let (weight, message) = (finding.severity.say(style.lang), visible(&finding.message));
        // Writing into a String cannot fail.
        let _ = writeln!(lines, "{at}{weight}[{}] {message}", finding.rule);
    }
    lines.shrink_to_fit();
    lines
}

pub(super) fn findings(out: &mut dyn Write, findings: &[Finding], style: &Style<'_>) -> io::Result<()> {
    let mut last: Option<&Finding> = None;
    let mut drawn: HashMap<(&str, &str), usize> = HashMap::new();
    for finding in findings.iter().filter(|finding| !finding.known) {
        let times = drawn.entry((&finding.rule, &finding.help)).or_default();
        *times += 1;
        writeln!(out, "{}\n", draw(finding, last, *times > WHOLE, style))?;
        last = Some(finding);
    }
    let mut folded = findings.iter().filter(|finding| finding.known).peekable();
    if folded.peek().is_none() {
        return Ok(());
    }
    for finding in folded {
        known(out, finding, style)?;
    }
    writeln!(out)
}

/// A line of what the baseline has already.
fn known(out: &mut dyn Write, finding: &Finding, style: &Style<'_>) -> io::Result<()> {
    let place = finding.places.first();
    let at = place.map_or(String::new(), |place| format!("{}:{}:{}", place.file, place.line, place.column));
    let severity = finding.severity.say(style.lang);
    let line =
        say!(style.lang, "baseline.one", severity = severity, rule = finding.rule, at = at, message = finding.message);
    writeln!(out, "{}", truncate(&visible(&line.replace('\n', " ")), style.width))
}

/// A finding; the clause is not quoted again, and a lone line not drawn again, right below the finding that did it.
/// `brief` leaves only what is wrong and where.
fn draw(finding: &Finding, last: Option<&Finding>, brief: bool, style: &Style<'_>) -> String {
    let name = finding.severity.say(style.lang);
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    // The title stands behind `name[rule]: `, the notes behind a gutter of line numbers.
    let room = |behind: usize| style.width.saturating_sub(behind).max(30);
    let lead = width(&name) + finding.rule.len() + 4;
    let title = fold(&finding.message, room(lead), 0);
    let mut group = Group::with_title(level.with_name(name).primary_title(title).id(finding.rule.clone()));
    let again = finding.places.len() == 1 && last.is_some_and(|last| last.places.first() == finding.places.first());
    let places = finding.places.iter().take(if brief { 1 } else { PLACES });
    for place in places {
        group =
            if brief || again || place.excerpt.is_empty() { named(group, place) } else { drawn(group, place, style) };
    }
    if brief {
        return render(&group, style);
    }
    let quoted = last.is_some_and(|last| last.rule == finding.rule);
    let told = quoted && last.is_some_and(|last| last.help == finding.help);
    let notes = [
        ("report.clause", if quoted { String::new() } else { clause(finding, style) }),
        ("report.origin", finding.origin.clone().unwrap_or_default()),
        ("report.reading", finding.reading.clone().unwrap_or_default()),
        ("report.help", if told { String::new() } else { finding.help.clone() }),
    ];
    for (key, text) in notes.into_iter().filter(|(_, text)| !text.is_empty()) {
        let name = say!(style.lang, key);
        let behind = width(&name) + 8;
        group = group.element(Level::NOTE.with_name(name).message(fold(&text, room(behind), 0)));
    }
    render(&group, style)
}

fn render(group: &Group<'_>, style: &Style<'_>) -> String {
    let renderer = if style.colour { Renderer::styled() } else { Renderer::plain() };
    renderer.decor_style(DecorStyle::Ascii).term_width(style.width).render(std::slice::from_ref(group))
}

/// A place by its name alone.
fn named<'g>(group: Group<'g>, place: &Place) -> Group<'g> {
    group.element(Origin::path(visible(&place.file).into_owned()).line(place.line).char_column(place.column))
}

/// A place with its line; the label stands behind the carets where there is room, else below them.
fn drawn<'g>(group: Group<'g>, place: &Place, style: &Style<'_>) -> Group<'g> {
    let room = style.width.saturating_sub(place.end_column * 2 + 8);
    let label = place.label.as_deref().map(|label| visible(label).into_owned());
    let (behind, below) = match label {
        Some(label) if width(&label) > room => (None, Some(label)),
        label => (label, None),
    };
    let group = group.element(snippet(place, behind));
    match below {
        Some(below) => {
            group.element(Level::NOTE.no_name().message(fold(&below, style.width.saturating_sub(8).max(30), 0)))
        }
        None => group,
    }
}

/// The id and the words of the clause a finding comes from.
fn clause(finding: &Finding, style: &Style<'_>) -> String {
    let clause = style.standard.clause(&finding.rule);
    clause.map_or(String::new(), |clause| {
        let text = format!("{} {}", clause.id, clause.text);
        match &clause.source {
            Some(source) => format!("{} {}（{source}）", clause.id, clause.text),
            None => text,
        }
    })
}

/// Made visible, and folded to `columns`.
fn snippet(place: &Place, label: Option<String>) -> Snippet<'static, annotate_snippets::Annotation<'static>> {
    let (line, marks) = visible_with_map(&place.excerpt, &[place.column, place.end_column]);
    let (start, end) = (marks.first().copied().unwrap_or(0), marks.get(1).copied().unwrap_or(0));
    Snippet::source(line)
        .line_start(place.line.max(1))
        .path(visible(&place.file).into_owned())
        .annotation(AnnotationKind::Primary.span(start..end.max(start)).label(label))
}

pub(super) fn title(report: &Report<'_>, style: &Style<'_>) -> String {
    let path = if report.path.is_empty() { "" } else { &report.path };
    if report.name.is_empty() && report.school.is_empty() {
        return visible(say!(style.lang, "report.unnamed", path = path).trim_end()).into_owned();
    }
    let line = say!(style.lang, "report.studio", name = report.name, school = report.school, path = path);
    visible(line.trim_end()).into_owned()
}

fn facts(out: &mut dyn Write, report: &Report<'_>, style: &Style<'_>) -> io::Result<()> {
    for clause in report.clauses.iter().chain(&report.local).filter(|clause| !clause.facts.is_empty()) {
        let text = clause.clause.text.as_str();
        writeln!(out, "{}", fold(&format!("{} {text}", clause.id()), style.width, 0))?;
        for fact in &clause.facts {
            for line in wrap(&visible(fact), style.width.saturating_sub(4)) {
                writeln!(out, "    {line}")?;
            }
        }
        writeln!(out)?;
    }
    Ok(())
}

/// What overlays ask, each with its verdict; never among the standard's own.
pub(super) fn local(out: &mut dyn Write, report: &Report<'_>, style: &Style<'_>) -> io::Result<()> {
    if report.local.is_empty() || report.waits_for_root {
        return Ok(());
    }
    writeln!(out, "{}", say!(style.lang, "report.local"))?;
    for judged in &report.local {
        let label = judged.clause.label.as_ref().map_or(judged.clause.text.as_str(), |label| label.get(style.lang));
        let verdict = table::word(judged.verdict, style.lang);
        let line = say!(style.lang, "report.local.one", id = judged.id(), label = label, verdict = verdict);
        writeln!(out, "  {}", fold(&line, style.width.saturating_sub(2), 0))?;
    }
    writeln!(out)
}

/// Exceptions are listed in every report, with their reasons.
pub(super) fn exceptions(out: &mut dyn Write, report: &Report<'_>, style: &Style<'_>) -> io::Result<()> {
    let lines: Vec<String> = report.exceptions.iter().map(|one| one.say(style.lang)).collect();
    if lines.is_empty() {
        return Ok(());
    }
    writeln!(out, "{}", say!(style.lang, "report.exceptions"))?;
    for line in lines {
        writeln!(out, "  {}", fold(&line, style.width, 4))?;
    }
    writeln!(out)
}

/// What each sign-off covers: the beginnings in it, and how many clauses it decides.
fn signoffs(out: &mut dyn Write, report: &Report<'_>, style: &Style<'_>) -> io::Result<()> {
    if report.signoffs.is_empty() {
        return Ok(());
    }
    writeln!(out, "{}", say!(style.lang, "report.signoffs"))?;
    for one in &report.signoffs {
        let (signed, n) = (&one.signed, one.clauses.len());
        let covers = style.lang.list(&signed.covers);
        let (verdict, who) = (&signed.verdict, &signed.reviewer);
        let mut line =
            say!(style.lang, "report.signed", covers = covers, n = n, verdict = verdict, who = who, date = signed.date);
        if one.stale {
            line.push_str(&say!(style.lang, "report.signed.stale"));
        }
        writeln!(out, "  {}", fold(&line, style.width, 4))?;
    }
    writeln!(out)
}

fn summary(out: &mut dyn Write, run: &Run<'_>, style: &Style<'_>) -> io::Result<()> {
    let window = match run.studios.as_slice() {
        [report] => format!("{} – {}", report.window.0, report.window.1),
        _ => "—".to_owned(),
    };
    writeln!(out, "{}", say!(style.lang, "report.window", today = style.today, window = window))?;
    let counts: Vec<String> = Verdict::ALL
        .into_iter()
        .filter(|verdict| run.clauses(*verdict) > 0)
        .map(|verdict| format!("{} {}", table::word(verdict, style.lang), run.clauses(verdict)))
        .collect();
    let judged = run.studios.iter().filter(|report| report.judged());
    let total: usize = judged.map(|report| report.clauses.len()).sum();
    let counts = counts.join(" · ");
    if run.studios.iter().any(Report::judged) {
        writeln!(out, "{}", fold(&say!(style.lang, "report.verdicts", n = total, counts = counts), style.width, 0))?;
    }
    let [notes, warnings, errors] = Severity::ALL.map(|severity| run.fresh(severity));
    if let Some(line) = super::baseline(style) {
        writeln!(out, "{line}")?;
    }
    if errors + warnings + notes == 0 {
        writeln!(out, "{}", say!(style.lang, "report.nothing"))?;
    } else {
        writeln!(out, "{}", say!(style.lang, "report.summary", errors = errors, warnings = warnings, notes = notes))?;
    }
    let unasked: usize = run.studios.iter().map(|report| report.unasked).sum();
    if unasked == 0 {
        return Ok(());
    }
    writeln!(out, "{}", fold(&say!(style.lang, "report.unasked", n = unasked), style.width, 0))
}
