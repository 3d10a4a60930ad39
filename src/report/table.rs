//! The tables below the findings: indicators and verdicts of one studio, or one line for each of many.

use comfy_table::presets::NOTHING;
use comfy_table::{CellAlignment, ContentArrangement, Table};

use super::Style;
use crate::check::Report;
use crate::finding::{Severity, Verdict};
use crate::say;
use crate::standard::covers;
use crate::text::lang::Lang;
use crate::text::safe::visible;
use crate::text::width::{fold, truncate};

/// The word for a verdict.
pub(super) fn word(verdict: Verdict, lang: Lang) -> String {
    say!(
        lang,
        match verdict {
            Verdict::Met => "verdict.met",
            Verdict::Unmet => "verdict.unmet",
            Verdict::Unevidenced => "verdict.unevidenced",
            Verdict::Unjudged => "verdict.unjudged",
            Verdict::NotDue => "verdict.not-due",
            Verdict::NotApplicable => "verdict.not-applicable",
            Verdict::Excepted => "verdict.excepted",
        }
    )
}

/// One line an indicator: its number, the heading it stands under, its verdict, and the clauses that are open.
pub(super) fn indicators(report: &Report<'_>, style: &Style<'_>) -> String {
    let lang = style.lang;
    let mut table = new(style.width);
    table.set_header([
        say!(lang, "table.indicator"),
        String::new(),
        say!(lang, "table.verdict"),
        say!(lang, "table.clauses"),
    ]);
    let mut last = "";
    for (id, verdict) in &report.indicators {
        let heading = heading(style, id);
        let shown = if heading == last { "" } else { heading };
        last = heading;
        let open = open(report, id, lang);
        table.add_row([
            (*id).to_owned(),
            shown.to_owned(),
            word(*verdict, lang),
            fold(&open, style.width.saturating_sub(44).max(12), 0),
        ]);
    }
    table.to_string()
}

/// The heading an indicator stands under: the second level, or the first where there is none.
pub(super) fn heading<'s>(style: &Style<'s>, id: &str) -> &'s str {
    let standard = style.standard;
    let heading =
        standard.headings.iter().find(|heading| heading.indicators.iter().any(|indicator| indicator.id == id));
    heading.map_or("", |heading| heading.level2.as_deref().unwrap_or(&heading.level1))
}

/// The clauses of an indicator that are neither met nor without object, by verdict: 缺 b、d；待人评 a.
fn open(report: &Report<'_>, id: &str, lang: Lang) -> String {
    let mut parts = Vec::new();
    for verdict in Verdict::ALL.into_iter().filter(|verdict| *verdict != Verdict::Met) {
        let clauses = report.clauses.iter().filter(|clause| covers(id, clause.id()) && clause.verdict == verdict);
        let letters: Vec<&str> =
            clauses.filter_map(|clause| clause.id().rsplit_once('-').map(|(_, letter)| letter)).collect();
        if !letters.is_empty() {
            parts.push(format!("{} {}", word(verdict, lang), letters.join(" ")));
        }
    }
    parts.join(" · ")
}

/// The head of a column that counts findings: beside a baseline only new ones count, and the head says so.
pub(super) fn counted(key: &str, style: &Style<'_>) -> String {
    let what = say!(style.lang, key);
    if style.baseline.is_some() { say!(style.lang, "table.new", what = what) } else { what }
}

/// One line a studio.
pub(super) fn studios(reports: &[Report<'_>], style: &Style<'_>) -> String {
    let lang = style.lang;
    let mut table = new(style.width);
    table.set_header([
        say!(lang, "table.studio"),
        counted("table.errors", style),
        counted("table.warnings", style),
        counted("table.notes", style),
        word(Verdict::Met, lang),
        word(Verdict::Unmet, lang),
    ]);
    for report in reports {
        let count = |severity| report.fresh(severity).to_string();
        let clauses = |verdict| report.clauses.iter().filter(|clause| clause.verdict == verdict).count().to_string();
        let name =
            if report.name.is_empty() { report.path.clone() } else { format!("{} {}", report.path, report.name) };
        table.add_row([
            truncate(&visible(&name), style.width.saturating_sub(40)).into_owned(),
            count(Severity::Error),
            count(Severity::Warning),
            count(Severity::Note),
            clauses(Verdict::Met),
            clauses(Verdict::Unmet),
        ]);
    }
    for column in table.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table.to_string()
}

fn new(width: usize) -> Table {
    let mut table = Table::new();
    table.load_style(NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(u16::try_from(width).unwrap_or(80));
    table
}
