//! How far the package has come, as the page of all studios tells it.

use serde::Serialize;

use super::index::Index;
use crate::package::{Part as Piece, Point as Told, State};
use crate::text::lang::Lang;

/// The package.
#[derive(Debug, Serialize)]
pub struct Package {
    /// What it is called.
    pub name: String,
    /// To whom it goes.
    pub to: String,
    /// Until when, in words.
    pub deadline: Option<String>,
    /// Whether that day is over.
    pub over: bool,
    /// Its parts, and what belongs to no part alone, without a name.
    pub parts: Vec<Part>,
}

/// A part of it.
#[derive(Debug, Serialize)]
pub struct Part {
    /// What it is called.
    pub label: String,
    /// Whether it is there.
    pub standing: Option<&'static str>,
    /// The same in words.
    pub word: String,
    /// What is in it, each with the number of the studio it speaks of.
    pub facts: Vec<(String, Option<usize>)>,
    /// What forbids it.
    pub stopping: Vec<Point>,
    /// How many more of those there are.
    pub more: usize,
    /// What is worth knowing.
    pub noted: Vec<Point>,
}

/// What forbids it, or is worth knowing.
#[derive(Debug, Serialize)]
pub struct Point {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
    /// File and line.
    pub at: Option<String>,
    /// The number of the studio.
    pub studio: Option<usize>,
}

/// The package with at most `most` of what forbids each part.
pub(super) fn package(state: &State, index: &Index, most: Option<usize>, lang: Lang) -> Package {
    let part = |piece: &Piece| Part {
        label: piece.label.clone(),
        standing: Some(piece.standing.token()),
        word: piece.standing.word(lang),
        facts: piece.facts.iter().map(|fact| (fact.text.clone(), index.of(fact.studio.as_deref()))).collect(),
        ..told((&piece.told.stopping, &piece.told.noted), index, most)
    };
    let mut parts: Vec<Part> = state.parts.iter().map(part).collect();
    let whole = told((&state.whole.stopping, &state.whole.noted), index, most);
    if !(whole.stopping.is_empty() && whole.noted.is_empty()) {
        parts.push(whole);
    }
    Package {
        name: state.title.clone(),
        to: state.to.clone(),
        deadline: state.deadline.as_ref().map(|deadline| deadline.told.clone()),
        over: state.deadline.as_ref().is_some_and(|deadline| deadline.over),
        parts,
    }
}

fn told((stopping, noted): (&[Told], &[Told]), index: &Index, most: Option<usize>) -> Part {
    let most = most.unwrap_or(usize::MAX);
    let point = |point: &Told| Point {
        message: point.message.clone(),
        help: point.help.clone(),
        at: point.place.as_ref().map(|place| match place.line {
            0 => place.file.clone(),
            line => format!("{}:{line}", place.file),
        }),
        studio: index.of(point.studio.as_deref()),
    };
    Part {
        label: String::new(),
        standing: None,
        word: String::new(),
        facts: Vec::new(),
        stopping: stopping.iter().take(most).map(point).collect(),
        more: stopping.len().saturating_sub(most),
        noted: noted.iter().take(most).map(point).collect(),
    }
}
