//! Lists of what waits: one line a studio, or one group of clauses after the other.

use std::io::{self, Write};

use comfy_table::presets::NOTHING;
use comfy_table::{CellAlignment, ContentArrangement, Table};

use super::{Case, Column, View};
use crate::check::docket::{Group, verdicts};
use crate::finding::Verdict;
use crate::report::table::word;
use crate::say;
use crate::text::safe::visible;
use crate::text::width::{fold, truncate, wrap};

/// Columns that the numbers of the table take.
const NUMBERS: usize = 46;
/// Columns that a group is set in by.
const INDENT: usize = 4;

/// One line for each of many studios, and one for all.
///
/// # Errors
/// What the sink says.
pub fn table(out: &mut dyn Write, cases: &[Case], view: &View<'_>) -> io::Result<()> {
    let lang = view.lang;
    let shown = [Column::Signoff, Column::Stale, Column::Own, Column::Statement, Column::Refused];
    let mut table = Table::new();
    table.load_style(NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(u16::try_from(view.width).unwrap_or(80));
    let heads = [
        say!(lang, "review.head.signoff"),
        say!(lang, "review.head.stale"),
        say!(lang, "review.head.other"),
        say!(lang, "review.head.statement"),
        say!(lang, "review.head.refused"),
    ];
    table.set_header(std::iter::once(say!(lang, "table.studio")).chain(heads));
    for case in cases {
        let name = truncate(&title(case), view.width.saturating_sub(NUMBERS)).into_owned();
        let closed = case.closed || case.count(Column::Unread) > 0;
        let count = |column: &Column| if closed { "—".to_owned() } else { case.count(*column).to_string() };
        table.add_row(std::iter::once(name).chain(shown.iter().map(count)));
    }
    let all = |column: &Column| {
        let open = cases.iter().filter(|case| !case.closed && case.count(Column::Unread) == 0);
        open.map(|case| case.count(*column)).sum::<usize>().to_string()
    };
    table.add_row(std::iter::once(say!(lang, "review.all", n = cases.len())).chain(shown.iter().map(all)));
    for column in table.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    writeln!(out, "{table}\n")?;
    for case in cases.iter().filter(|case| case.closed || case.count(Column::Unread) > 0) {
        let why = if case.closed { say!(lang, "wait.root") } else { say!(lang, "wait.unread") };
        for line in wrap(&format!("{}  {why}", title(case)), view.width) {
            writeln!(out, "{line}")?;
        }
    }
    writeln!(out, "{}", fold(&say!(lang, "review.each"), view.width, 0))
}

/// Path and name of a studio.
fn title(case: &Case) -> String {
    let path = if case.path.is_empty() { "." } else { &case.path };
    visible(format!("{path} {}", case.name).trim_end()).into_owned()
}

/// Every group of one studio.
///
/// # Errors
/// What the sink says.
pub fn one(out: &mut dyn Write, case: &Case, view: &View<'_>) -> io::Result<()> {
    let lang = view.lang;
    let line = say!(lang, "report.studio", name = case.name, school = case.school, path = case.path);
    writeln!(out, "{}\n", visible(line.trim_end()))?;
    if case.closed {
        return writeln!(out, "{}", fold(&say!(lang, "wait.root"), view.width, 0));
    }
    let groups = case.docket.groups(view.standard);
    if groups.is_empty() {
        return writeln!(out, "{}", say!(lang, "review.nothing"));
    }
    for column in Column::ALL {
        let mine: Vec<&Group<'_>> = groups.iter().filter(|group| Column::of(group.waits) == column).collect();
        if mine.is_empty() {
            continue;
        }
        writeln!(out, "{}", say!(lang, "review.part", what = column.say(lang), n = case.count(column)))?;
        for one in mine {
            group(out, one, view)?;
        }
        writeln!(out)?;
    }
    if groups.iter().any(|group| group.waits.is_none_or(crate::check::Wait::is_reviewers)) {
        let first = groups.first().map(|group| group.covers.join(",")).unwrap_or_default();
        let list = verdicts(view.standard);
        let verdict = list.and_then(|list| list.values.first()).map_or("…", |value| &value.value);
        writeln!(
            out,
            "{}",
            fold(&say!(lang, "review.how", at = view.at, covers = first, verdict = verdict), view.width, 0)
        )?;
    }
    Ok(())
}

/// What to write in `--covers`, which clauses that is, and the statement that stands for them.
fn group(out: &mut dyn Write, group: &Group<'_>, view: &View<'_>) -> io::Result<()> {
    let lang = view.lang;
    writeln!(out, "  {}", fold(&group.covers.join(","), view.width, 2))?;
    let ids = group.matters.iter().map(|matter| match matter.verdict {
        Verdict::Unjudged => matter.id.clone(),
        Verdict::Unmet if matter.refused => matter.id.clone(),
        other => say!(lang, "review.also", id = matter.id, verdict = word(other, lang)),
    });
    let ids: Vec<String> = ids.collect();
    if ids != group.covers {
        let ids = say!(lang, "review.ids", n = ids.len(), ids = lang.list(&ids));
        writeln!(out, "    {}", fold(&ids, view.width, INDENT))?;
    }
    if let Some(stated) = group.statement {
        let place = format!("{}:{}", stated.place.file, stated.place.line);
        let line = say!(lang, "review.stated", who = stated.author, date = stated.date, place = place);
        let text = stated.text.split_whitespace().collect::<Vec<_>>().join(" ");
        let line = visible(&format!("{line}{text}")).into_owned();
        writeln!(out, "    {}", truncate(&line, view.width.saturating_sub(INDENT)))?;
    }
    Ok(())
}
