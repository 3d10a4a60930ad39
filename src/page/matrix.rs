//! Studios and indicators: a row each, a cell for every verdict.

use serde::Serialize;

use super::levels::headings;
use crate::check::{Report, Run};
use crate::finding::{Severity, Verdict};
use crate::standard::Standard;

/// The table.
#[derive(Debug, Serialize)]
pub struct Matrix {
    /// The headings over its columns.
    pub levels: Vec<Level>,
    /// How many columns they have in all.
    pub columns: usize,
    /// The rows by path.
    pub rows: Vec<Row>,
}

/// A heading over columns.
#[derive(Debug, Serialize)]
pub struct Level {
    /// Its words.
    pub title: String,
    /// The indicators: id and text.
    pub columns: Vec<(String, String)>,
}

/// A studio.
#[derive(Debug, Serialize)]
pub struct Row {
    /// Its number, from 1; its part of the page goes by it.
    pub number: usize,
    /// Its folder.
    pub path: String,
    /// The school.
    pub school: String,
    /// The studio.
    pub name: String,
    /// Whether it could not be judged.
    pub closed: bool,
    /// How many errors.
    pub errors: usize,
    /// How many warnings.
    pub warnings: usize,
    /// A verdict an indicator, in order; empty where it was not judged.
    pub cells: Vec<&'static str>,
}

/// The table of a run.
pub(super) fn matrix(standard: &Standard, run: &Run<'_>) -> Matrix {
    let text = |id: &str| {
        let found = standard.indicators().find(|indicator| indicator.id == id);
        found.map_or(String::new(), |indicator| indicator.text.clone())
    };
    let level = |(title, ids): (&str, Vec<&str>)| Level {
        title: title.to_owned(),
        columns: ids.into_iter().map(|id| (id.to_owned(), text(id))).collect(),
    };
    Matrix {
        columns: standard.indicators().count(),
        levels: headings(standard).into_iter().map(level).collect(),
        rows: run.studios.iter().zip(1..).map(|(report, number)| row(report, number)).collect(),
    }
}

fn row(report: &Report<'_>, number: usize) -> Row {
    let judged = report.judged();
    Row {
        number,
        path: if report.path.is_empty() { ".".to_owned() } else { report.path.clone() },
        school: report.school.clone(),
        name: report.name.clone(),
        closed: !judged,
        errors: report.count(Severity::Error),
        warnings: report.count(Severity::Warning),
        cells: if judged {
            report.indicators.iter().map(|(_, verdict)| Verdict::token(*verdict)).collect()
        } else {
            Vec::new()
        },
    }
}
