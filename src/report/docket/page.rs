//! What a reviewer reads: what is asked and stated on the left, what shows it on the right; one below the other where the
//! columns are too few.

use std::io::{self, Write};

use super::{View, state};
use crate::check::docket::{Docket, Matter, Paper, Signed};
use crate::report::table::word;
use crate::say;
use crate::text::safe::visible;
use crate::text::width::{pad, width, wrap};

/// The least columns for two halves beside each other.
const BESIDE: usize = 80;
/// What stands between the halves.
const BETWEEN: &str = " │ ";
/// How many records, and how many papers of each, are named.
const NAMED: usize = 6;

/// A part with its title.
struct Part {
    title: String,
    lines: Vec<String>,
}

/// Shows clauses for which one statement stands.
///
/// # Errors
/// What the sink says.
pub fn page(out: &mut dyn Write, docket: &Docket, matters: &[&Matter], view: &View<'_>) -> io::Result<()> {
    let ids: Vec<&str> = matters.iter().map(|matter| matter.id.as_str()).collect();
    let lang = view.lang;
    let mut head = lang.list(&ids);
    if let [one] = matters {
        let wait = one.waits.map(|wait| wait.say(lang));
        let wait = wait.or_else(|| one.refused.then(|| say!(lang, "review.refused")));
        let words = wait.map_or(String::new(), |wait| say!(lang, "review.and", what = wait));
        head = say!(lang, "review.title", id = one.id, verdict = word(one.verdict, lang), wait = words);
    }
    for line in wrap(&visible(&head), view.width) {
        writeln!(out, "{line}")?;
    }
    let (left, right) = (asked(docket, matters, view), shown(docket, matters, view));
    if view.width < BESIDE {
        for line in set(&left, view.width).iter().chain(&set(&right, view.width)) {
            writeln!(out, "{line}")?;
        }
    } else {
        writeln!(out, "{}", "─".repeat(view.width))?;
        let half = (view.width - width(BETWEEN)) / 2;
        let (left, right) = (set(&left, half), set(&right, half));
        for number in 0..left.len().max(right.len()) {
            let at = |side: &[String]| side.get(number).cloned().unwrap_or_default();
            writeln!(out, "{}", format!("{}{BETWEEN}{}", pad(&at(&left), half), at(&right)).trim_end())?;
        }
    }
    writeln!(out)
}

/// The clauses, how they are read, and the statement.
fn asked(docket: &Docket, matters: &[&Matter], view: &View<'_>) -> Vec<Part> {
    let lang = view.lang;
    let clauses: Vec<_> = matters.iter().filter_map(|matter| view.standard.clause(&matter.id)).collect();
    let texts = clauses.iter().map(|clause| format!("{} {}", clause.id, clause.text)).collect();
    let mut parts = vec![Part { title: say!(lang, "report.clause"), lines: texts }];
    let mut readings: Vec<String> = Vec::new();
    for reading in clauses.iter().flat_map(|clause| clause.readings()) {
        if !readings.iter().any(|other| other == reading) {
            readings.push(reading.to_owned());
        }
    }
    if !readings.is_empty() {
        parts.push(Part { title: say!(lang, "report.reading"), lines: readings });
    }
    let stated = matters.first().and_then(|matter| docket.statements.get(matter.statement?));
    let lines = match stated {
        None => vec![match matters.iter().filter_map(|matter| matter.stated_before).max() {
            Some(date) => say!(lang, "review.unstated.since", date = date),
            None => say!(lang, "review.unstated"),
        }],
        Some(stated) => {
            let place = format!("{}:{}", stated.place.file, stated.place.line);
            let mut lines: Vec<String> = stated.text.lines().map(str::to_owned).collect();
            lines.push(say!(lang, "review.by", who = stated.author, date = stated.date, place = place));
            lines
        }
    };
    parts.push(Part { title: say!(lang, "review.words"), lines });
    parts
}

/// The evidence, the facts, the records behind and what was signed before.
fn shown(docket: &Docket, matters: &[&Matter], view: &View<'_>) -> Vec<Part> {
    let lang = view.lang;
    let stated = matters.first().and_then(|matter| docket.statements.get(matter.statement?));
    let papers = stated.map_or(&[][..], |stated| stated.papers.as_slice());
    let lines: Vec<String> = papers.iter().map(|paper| self::paper(paper, view)).collect();
    let lines = if lines.is_empty() { vec![say!(lang, "fact.nothing")] } else { lines };
    let mut parts = vec![Part { title: say!(lang, "review.papers"), lines }];
    let facts = matters.iter().flat_map(|matter| {
        let lead = if matters.len() > 1 { format!("{} ", matter.id) } else { String::new() };
        matter.facts.iter().map(move |fact| format!("{lead}{fact}"))
    });
    push(&mut parts, say!(lang, "review.facts"), facts.collect());
    push(&mut parts, say!(lang, "review.records"), behind(matters, view));
    let mut before: Vec<usize> = Vec::new();
    for index in matters.iter().flat_map(|matter| &matter.signoffs) {
        if !before.contains(index) {
            before.push(*index);
        }
    }
    let before = before.iter().filter_map(|index| docket.signoffs.get(*index));
    push(&mut parts, say!(lang, "review.before"), before.map(|signed| self::signed(signed, view)).collect());
    parts
}

fn push(parts: &mut Vec<Part>, title: String, lines: Vec<String>) {
    if !lines.is_empty() {
        parts.push(Part { title, lines });
    }
}

/// The records, each once, and the first of their papers.
fn behind(matters: &[&Matter], view: &View<'_>) -> Vec<String> {
    let lang = view.lang;
    let mut lines: Vec<String> = Vec::new();
    let mut seen: Vec<&str> = Vec::new();
    for one in matters.iter().flat_map(|matter| &matter.behind) {
        if seen.contains(&one.path.as_str()) {
            continue;
        }
        seen.push(&one.path);
        if seen.len() > NAMED {
            continue;
        }
        lines.push(one.path.clone());
        lines.extend(one.papers.iter().take(NAMED).map(|paper| format!("  {}", self::paper(paper, view))));
        if one.papers.len() > NAMED {
            lines.push(say!(lang, "fact.more", n = one.papers.len()));
        }
    }
    if seen.len() > NAMED {
        lines.push(say!(lang, "review.more", n = seen.len()));
    }
    lines
}

fn paper(paper: &Paper, view: &View<'_>) -> String {
    say!(view.lang, "review.paper", text = paper.text, state = state(paper.state, view.lang))
}

fn signed(signed: &Signed, view: &View<'_>) -> String {
    let lang = view.lang;
    let covers = lang.list(&signed.covers);
    let (verdict, who, date) = (&signed.verdict, &signed.reviewer, signed.date);
    let mut line = say!(lang, "review.signed", covers = covers, verdict = verdict, who = who, date = date);
    for (name, text) in &signed.further {
        line.push_str(&say!(lang, "review.further", name = name, text = text));
    }
    if !signed.sealed {
        line.push_str(&say!(lang, "review.unsealed"));
    }
    line
}

/// The lines of parts, folded.
fn set(parts: &[Part], columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for part in parts {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.push(format!("【{}】", visible(&part.title)));
        for line in &part.lines {
            let (lead, rest) = line.split_at(line.len() - line.trim_start_matches(' ').len());
            let room = columns.saturating_sub(lead.len() + 2).max(2);
            for (number, piece) in wrap(&visible(rest), room).into_iter().enumerate() {
                let hang = if number == 0 { "" } else { "  " };
                lines.push(format!("{lead}{hang}{piece}"));
            }
        }
    }
    lines
}
