//! How far studios have come: for many a matrix of studios and indicators, for one its indicators and all there is to do.
//! Verdicts only; nothing is added up to a score.

mod csv;
mod human;
mod json;

use std::io::{self, Write};

use super::{Style, table};
use crate::check::{Judged, Report, Run, Todo};
use crate::finding::{Severity, Verdict};
use crate::say;
use crate::standard::covers;
use crate::text::lang::Lang;

/// The formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For people at a terminal.
    Human,
    /// For programs; only ever added to.
    Json,
    /// For spreadsheets (RFC 4180, UTF-8 with a mark so that they know it for UTF-8).
    Csv,
}

/// Writes the status of `run`; `todos` has what is to be done in each studio, in the same order.
///
/// # Errors
/// What the sink says.
pub fn write(
    out: &mut dyn Write,
    (run, todos): (&Run<'_>, &[Vec<Todo>]),
    format: Format,
    style: &Style<'_>,
) -> io::Result<()> {
    match format {
        Format::Human => human::write(out, run, todos, style),
        Format::Json => json::write(out, run, todos, style),
        Format::Csv => csv::write(out, run, todos, style),
    }
}

/// A table as texts: what is written into CSV and into workbooks.
#[derive(Debug, Default)]
pub struct Grid {
    /// The headings: that of a group of neighbours, if any, and its own.
    pub heads: Vec<(Option<String>, String)>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
}

/// The table of a run: a row a studio, or for one studio a row for each thing to do.
#[must_use]
pub fn grid(run: &Run<'_>, todos: &[Vec<Todo>], style: &Style<'_>) -> Grid {
    match (run.studios.as_slice(), todos) {
        ([_], [todos]) => of_todos(todos, style.lang),
        _ => of_studios(run, style),
    }
}

fn of_studios(run: &Run<'_>, style: &Style<'_>) -> Grid {
    let lang = style.lang;
    let plain = |text: String| (None, text);
    let mut heads = vec![
        plain(say!(lang, "status.folder")),
        plain(say!(lang, "status.school")),
        plain(say!(lang, "table.studio")),
        plain(say!(lang, "table.errors")),
        plain(say!(lang, "table.warnings")),
    ];
    let shown = shown(run, style);
    heads.extend(shown.iter().map(|(level, id)| (Some((*level).to_owned()), (*id).to_owned())));
    let local: Vec<&str> = style.standard.local().map(|clause| clause.id.as_str()).collect();
    heads.extend(local.iter().map(|id| (Some(say!(lang, "report.local")), (*id).to_owned())));
    let of_local = |report: &Report<'_>, id: &str| {
        local_verdict(report, id).map_or(String::new(), |verdict| table::word(verdict, lang))
    };
    let row = |report: &Report<'_>| {
        let mut row = vec![path(report).to_owned(), report.school.clone(), named(report, lang)];
        row.extend([Severity::Error, Severity::Warning].map(|severity| report.count(severity).to_string()));
        row.extend(shown.iter().map(|(_, id)| seen(report, id).map_or(String::new(), |one| table::word(one, lang))));
        row.extend(local.iter().map(|id| of_local(report, id)));
        row
    };
    Grid { heads, rows: run.studios.iter().map(row).collect() }
}

/// The name of a studio; why it has no verdicts, where it has none.
fn named(report: &Report<'_>, lang: Lang) -> String {
    let why = || say!(lang, "status.unjudged");
    match (report.waits_for_root, report.name.is_empty()) {
        (false, _) => report.name.clone(),
        (true, true) => why(),
        (true, false) => format!("{}（{}）", report.name, why()),
    }
}

fn of_todos(todos: &[Todo], lang: Lang) -> Grid {
    let heads = [
        say!(lang, "status.clause"),
        say!(lang, "table.verdict"),
        say!(lang, "status.reason"),
        say!(lang, "status.person"),
        say!(lang, "status.due"),
        say!(lang, "status.place"),
    ];
    let row = |todo: &Todo| {
        vec![
            todo.rule.clone(),
            state(todo, lang),
            todo.reason.clone(),
            todo.person.clone().unwrap_or_default(),
            todo.due.map_or(String::new(), |day| day.to_string()),
            at(todo),
        ]
    };
    Grid { heads: heads.into_iter().map(|head| (None, head)).collect(), rows: todos.iter().map(row).collect() }
}

/// The verdict of what is to be done; the weight of the finding where it is of no clause.
fn state(todo: &Todo, lang: Lang) -> String {
    match (todo.verdict, todo.severity) {
        (Some(verdict), _) if verdict != Verdict::Met => table::word(verdict, lang),
        (_, Some(severity)) => severity.say(lang),
        (Some(verdict), None) => table::word(verdict, lang),
        (None, None) => String::new(),
    }
}

fn at(todo: &Todo) -> String {
    todo.place.as_ref().map_or(String::new(), |place| format!("{}:{}", place.file, place.line))
}

fn path<'r>(report: &'r Report<'_>) -> &'r str {
    if report.path.is_empty() { "." } else { &report.path }
}

/// The verdict on what an overlay asks; none where it was not judged.
fn local_verdict(report: &Report<'_>, id: &str) -> Option<Verdict> {
    let found = report.local.iter().find(|judged| judged.id() == id);
    found.filter(|_| !report.waits_for_root).map(|judged| judged.verdict)
}

/// The verdict on an indicator; none where it was not judged.
fn verdict(report: &Report<'_>, id: &str) -> Option<Verdict> {
    let found = report.indicators.iter().find(|(known, _)| *known == id);
    found.filter(|_| !report.waits_for_root).map(|(_, verdict)| *verdict)
}

/// What a table shows of an indicator: its verdict; where that is no bad one, that something of it is excepted. To the verdict an
/// exception is neutral, but whoever reads a table of schools wants to see it.
fn seen(report: &Report<'_>, id: &str) -> Option<Verdict> {
    let excepted = |clause: &Judged<'_>| clause.verdict == Verdict::Excepted && covers(id, clause.id());
    let verdict = verdict(report, id)?;
    let calm = matches!(verdict, Verdict::Met | Verdict::NotApplicable);
    Some(if calm && report.clauses.iter().any(excepted) { Verdict::Excepted } else { verdict })
}

/// The indicators that any studio was held to, each with the heading of its first level.
fn shown<'s>(run: &Run<'_>, style: &Style<'s>) -> Vec<(&'s str, &'s str)> {
    let judged = |id: &str| run.studios.iter().any(|report| report.indicators.iter().any(|(known, _)| *known == id));
    let headings = style.standard.headings.iter();
    let all = headings.flat_map(|heading| {
        heading.indicators.iter().map(|indicator| (heading.level1.as_str(), indicator.id.as_str()))
    });
    all.filter(|(_, id)| judged(id)).collect()
}
