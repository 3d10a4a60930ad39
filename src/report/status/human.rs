//! For people at a terminal: a line a studio with one character an indicator, so that 32 of them fit into 80 columns; for
//! one studio its indicators and a line for each thing to do.

use std::io::{self, Write};

use super::{at, local_verdict, path, seen, shown, state, verdict};
use crate::check::{Report, Run, Todo};
use crate::finding::{Finding, Severity, Verdict};
use crate::report::{Style, human, table};
use crate::say;
use crate::standard::indicator::Clause;
use crate::text::safe::visible;
use crate::text::width::{pad, truncate, width, wrap};

/// The headings that most studios lack, at most so many.
const WORST: usize = 8;

/// Writes the status.
pub(super) fn write(out: &mut dyn Write, run: &Run<'_>, todos: &[Vec<Todo>], style: &Style<'_>) -> io::Result<()> {
    // Notes on many studios, such as names that two share, would push the table off the screen; `check` has them.
    let weighty: Vec<Finding> =
        run.findings.iter().filter(|finding| finding.severity > Severity::Note).cloned().collect();
    human::findings(out, &weighty, style)?;
    match (run.studios.as_slice(), todos) {
        ([], _) => writeln!(out, "{}", say!(style.lang, "changed.nothing")),
        ([report], [todos]) => one(out, report, todos, style),
        _ => many(out, run, style),
    }
}

/// The sign of a verdict: one column wide in every terminal.
fn sign(verdict: Option<Verdict>) -> char {
    match verdict {
        Some(Verdict::Met) => '.',
        Some(Verdict::Unmet) => 'x',
        Some(Verdict::Unevidenced) => 'e',
        Some(Verdict::Unjudged) => '?',
        Some(Verdict::NotDue) => '-',
        Some(Verdict::NotApplicable) => 'o',
        Some(Verdict::Excepted) => '!',
        None => ' ',
    }
}

fn many(out: &mut dyn Write, run: &Run<'_>, style: &Style<'_>) -> io::Result<()> {
    let lang = style.lang;
    let shown = shown(run, style);
    // A blank stands between the parts of the first level.
    let spread = |of: &dyn Fn(&str) -> char| {
        let mut line = String::new();
        let mut last = "";
        for (level, id) in &shown {
            if !last.is_empty() && last != *level {
                line.push(' ');
            }
            last = level;
            line.push(of(id));
        }
        line
    };
    let local = local(run, &shown, style);
    // A blank stands before what overlays ask, too, each by its number.
    let behind = |of: &dyn Fn(usize) -> char| {
        let blank = if local.is_empty() || shown.is_empty() { "" } else { " " };
        format!("{blank}{}", (0..local.len()).map(of).collect::<String>())
    };
    let marks = spread(&|_| ' ').len() + behind(&|_| ' ').len();
    let (errors, warnings) = (say!(lang, "table.errors"), say!(lang, "table.warnings"));
    let columns = [width(&errors).max(4), width(&warnings).max(4)];
    let room = style.width.saturating_sub(marks + columns[0] + columns[1] + 4).max(12);
    for digit in 0..3 {
        let line = spread(&|id| id.split('.').nth(digit).and_then(|part| part.chars().next()).unwrap_or(' '));
        let number = |index: usize| format!("{:>3}", index + 1).chars().nth(digit).unwrap_or(' ');
        let line = line + &behind(&number);
        if digit < 2 && line.trim().is_empty() {
            continue;
        }
        let name = if digit == 2 { say!(lang, "status.school") } else { String::new() };
        let counts = if digit == 2 { [errors.as_str(), warnings.as_str()] } else { ["", ""] };
        writeln!(out, "{}", row(&name, room, &counts, columns, &line).trim_end())?;
    }
    for report in &run.studios {
        let counts = [report.count(Severity::Error).to_string(), report.count(Severity::Warning).to_string()];
        let line = spread(&|id| sign(seen(report, id)));
        let line = line + &behind(&|index| sign(local_verdict(report, &local[index].id)));
        let line = if report.waits_for_root { say!(lang, "status.unjudged") } else { line };
        let counts = [counts[0].as_str(), counts[1].as_str()];
        writeln!(out, "{}", row(&name(report, room), room, &counts, columns, &line).trim_end())?;
    }
    writeln!(out)?;
    if marks > 0 {
        let word = |verdict| format!("{} {}", sign(Some(verdict)), table::word(verdict, lang));
        let mut legend: Vec<String> = Vec::new();
        for word in Verdict::ALL.into_iter().map(word) {
            match legend.last_mut().filter(|line| width(line) + 2 + width(&word) <= style.width) {
                Some(line) => line.extend(["  ", &word]),
                None => legend.push(word),
            }
        }
        writeln!(out, "{}\n", legend.join("\n"))?;
    }
    numbers(out, &local, style)?;
    worst(out, run, &shown, style)?;
    let failing = run.studios.iter().filter(|report| report.count(Severity::Error) > 0).count();
    let broken = run.studios.iter().filter(|report| report.waits_for_root).count();
    let of = say!(lang, "status.sum", n = run.studios.len(), failing = failing, broken = broken, today = style.today);
    for line in wrap(&of, style.width) {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// What overlays ask of any of the studios, where not all indicators are asked for as well: beside those there is no room for it.
fn local<'s>(run: &Run<'_>, shown: &[(&str, &str)], style: &Style<'s>) -> Vec<&'s Clause> {
    let whole = shown.len() == style.standard.indicators().count();
    let judged = |clause: &&Clause| run.studios.iter().any(|report| local_verdict(report, &clause.id).is_some());
    style.standard.local().filter(|_| !whole).filter(judged).collect()
}

/// What the columns of what overlays ask are.
fn numbers(out: &mut dyn Write, local: &[&Clause], style: &Style<'_>) -> io::Result<()> {
    if local.is_empty() {
        return Ok(());
    }
    writeln!(out, "{}", say!(style.lang, "report.local"))?;
    for (number, clause) in (1..).zip(local) {
        let label = clause.label.as_ref().map_or(clause.text.as_str(), |label| label.get(style.lang));
        let line = format!("{number:>4}  {} {label}", clause.id);
        writeln!(out, "{}", truncate(&visible(&line), style.width))?;
    }
    writeln!(out)
}

/// What a studio is called in a line: its folder, by which one asks for more of it, and its school where there is room and
/// the folder does not say it. Of a long path the end is kept, which tells it from its neighbours.
fn name(report: &Report<'_>, room: usize) -> String {
    let folder = visible(path(report)).into_owned();
    let school = visible(&report.school).into_owned();
    let last = folder.rsplit('/').next().unwrap_or_default();
    let whole = format!("{folder} {school}");
    match () {
        () if width(&folder) > room => match folder.split_once('/') {
            Some(_) if width(last) + 2 <= room => format!("…/{last}"),
            _ => folder,
        },
        () if school.is_empty() || school.contains(last) || width(&whole) > room => folder,
        () => whole,
    }
}

fn row(name: &str, room: usize, counts: &[&str; 2], columns: [usize; 2], line: &str) -> String {
    let right = |text: &str, columns: usize| format!("{}{text}", " ".repeat(columns.saturating_sub(width(text))));
    let name = pad(&truncate(name, room), room);
    format!("{name} {} {}  {line}", right(counts[0], columns[0]), right(counts[1], columns[1]))
}

/// The indicators that most studios lack.
fn worst(out: &mut dyn Write, run: &Run<'_>, shown: &[(&str, &str)], style: &Style<'_>) -> io::Result<()> {
    let lacks = |id: &str| {
        let lacking = |report: &&Report<'_>| {
            verdict(report, id).is_some_and(|one| matches!(one, Verdict::Unmet | Verdict::Unevidenced))
        };
        run.studios.iter().filter(lacking).count()
    };
    let mut counted: Vec<(usize, &str)> = shown.iter().map(|(_, id)| (lacks(id), *id)).collect();
    counted.retain(|(n, _)| *n > 0);
    counted.sort_by_key(|(n, _)| std::cmp::Reverse(*n));
    if counted.is_empty() {
        return Ok(());
    }
    writeln!(out, "{}", say!(style.lang, "status.worst"))?;
    for (n, id) in counted.into_iter().take(WORST) {
        let line = say!(style.lang, "status.lack", n = n, id = id, heading = table::heading(style, id));
        writeln!(out, "  {}", truncate(&line, style.width.saturating_sub(2)))?;
    }
    writeln!(out)
}

fn one(out: &mut dyn Write, report: &Report<'_>, todos: &[Todo], style: &Style<'_>) -> io::Result<()> {
    writeln!(out, "{}\n", human::title(report, style))?;
    if report.judged() {
        writeln!(out, "{}\n", table::indicators(report, style))?;
    }
    human::local(out, report, style)?;
    human::exceptions(out, report, style)?;
    if todos.is_empty() {
        return writeln!(out, "{}", say!(style.lang, "next.nothing"));
    }
    writeln!(out, "{}", say!(style.lang, "next.title"))?;
    let nobody = say!(style.lang, "status.nobody");
    let [undated, later] = ["status.undated", "status.later"].map(|key| say!(style.lang, key));
    for (number, todo) in todos.iter().enumerate() {
        let lead = format!("{:>3}. ", number + 1);
        let person = todo.person.as_deref().unwrap_or(&nobody);
        let undated = if todo.verdict == Some(Verdict::NotDue) { &later } else { &undated };
        let due = todo.due.map_or(undated.clone(), |day| day.to_string());
        let place = at(todo);
        let state = state(todo, style.lang);
        let told = say!(
            style.lang,
            "status.todo",
            id = todo.rule,
            state = state,
            reason = todo.reason,
            person = person,
            due = due,
            place = place
        );
        for (index, line) in wrap(&visible(told.trim_end()), style.width.saturating_sub(lead.len())).iter().enumerate()
        {
            let lead = if index == 0 { lead.as_str() } else { "     " };
            writeln!(out, "{lead}{line}")?;
        }
    }
    Ok(())
}
