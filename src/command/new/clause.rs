//! `studio new --for`: what a clause asks for.

use std::path::Path;

use super::{Common, told};
use crate::edit::open::open;
use crate::edit::record::{Desk, Wanted};
use crate::edit::satisfy;
use crate::failure::{Failure, Result};
use crate::record::{BLANK, Studio};
use crate::say;
use crate::standard::{Standard, covers};
use crate::text::nearest::nearest;
use crate::text::safe::visible;
use crate::text::width::wrap;

/// Columns that sentences are folded to.
const WIDTH: usize = 78;

/// What a clause asks for.
pub(super) fn for_clause(
    common: &Common,
    standard: &Standard,
    folder: &Path,
    id: &str,
    wanted: &Wanted,
) -> Result<String> {
    let lang = common.lang();
    let Some(clause) = standard.clause(id) else {
        let mut message = say!(lang, "for.unknown", id = visible(id));
        let within: Vec<&str> =
            standard.clauses().map(|clause| clause.id.as_str()).filter(|one| covers(id, one)).collect();
        if within.is_empty() {
            let known = standard.clauses().chain(&standard.demands).map(|clause| clause.id.as_str());
            message.push_str(&nearest(id, known).map_or(String::new(), |near| say!(lang, "cli.near", near = near)));
        } else {
            message.push_str(&say!(lang, "for.within", ids = lang.list(&within)));
        }
        return Err(Failure(message));
    };
    let options = common.options(std::slice::from_ref(&clause.id), false);
    open(standard, folder, &options, |studio: &Studio<'_>, report| {
        let desk = Desk::new(studio, folder, lang);
        let done = satisfy::satisfy(desk, clause, report, wanted)?;
        let mut text = told(folder, &done.written, lang);
        for line in &done.told {
            text.push_str(&visible_lines(line));
            text.push('\n');
        }
        if !done.written.is_empty() {
            text.push_str(&say!(lang, "new.next", mark = BLANK));
            text.push('\n');
        }
        Ok(text)
    })?
}

/// Lines made safe to show and folded; those set in are meant to be copied and stay whole.
fn visible_lines(text: &str) -> String {
    let folded = text.lines().flat_map(|line| {
        let line = visible(line).into_owned();
        if line.starts_with(' ') { vec![line] } else { wrap(&line, WIDTH) }
    });
    folded.collect::<Vec<_>>().join("\n")
}
