//! The numbers of studios on the page of all: links from other parts of it lead to theirs.

use std::collections::HashMap;

use crate::check::Run;

/// The numbers by path.
#[derive(Debug, Default)]
pub struct Index(HashMap<String, (usize, String)>);

impl Index {
    /// The studios of a run, from 1.
    #[must_use]
    pub fn new(run: &Run<'_>) -> Self {
        let named = run.studios.iter().zip(1..).map(|(report, number)| {
            let name = if report.name.is_empty() { &report.path } else { &report.name };
            (report.path.clone(), (number, name.clone()))
        });
        Self(named.collect())
    }

    /// The number of the studio at a path.
    #[must_use]
    pub fn of(&self, path: Option<&str>) -> Option<usize> {
        self.0.get(path?).map(|(number, _)| *number)
    }

    /// What the studio at a path is called.
    #[must_use]
    pub fn name(&self, path: &str) -> String {
        self.0.get(path).map_or_else(|| path.to_owned(), |(_, name)| name.clone())
    }
}
