//! `words`: a text is not longer than that many 字, counted as word processors do; its title counts with it.

use super::Check;
use super::outcome::{Fault, Outcome};
use super::rows::fitting;
use crate::finding::{Severity, Verdict};
use crate::record::row::Row;
use crate::say;
use crate::standard::path::Path;
use crate::standard::rule::Rule;
use crate::text::count::{Count, count};
use crate::text::markdown::plain;

pub(super) fn check(check: &Check<'_>, rule: &Rule, text: &Path, at_most: usize) -> Outcome {
    let mut outcome = Outcome::default();
    let mut total = 0;
    let rows = fitting(check, rule);
    for row in &rows {
        let Some(counted) = length(check.studio, row, text) else { continue };
        let title = check.studio.title(row).to_owned();
        let names: [(&str, &dyn std::fmt::Display); 5] = [
            ("row", &title),
            ("n", &counted.words),
            ("need", &at_most),
            ("han", &counted.han),
            ("characters", &counted.characters),
        ];
        total += counted.words;
        outcome.facts.push(crate::text::message::say(check.lang, "words.fact", &names));
        let place = check.place(row, None);
        if counted.words > at_most {
            let message = check.word(rule, "words.many", &names);
            outcome.fault(Verdict::Unmet, Fault::new(vec![place], "", message));
        } else if counted.words * 50 > at_most * 49 {
            // Word processors differ by a little; within two per cent it is worth saying.
            let message = crate::text::message::say(check.lang, "words.near", &names);
            let fault = Fault { severity: Some(Severity::Note), ..Fault::new(vec![place], "near", message) };
            outcome.faults.push(fault);
        }
    }
    if rows.len() > 1 {
        outcome.facts.push(say!(check.lang, "words.total", n = total));
    }
    outcome
}

/// The length of the text at `path`, with the record's title unless the text has one of its own.
#[must_use]
pub fn length(studio: &crate::record::Studio<'_>, row: &Row<'_>, path: &Path) -> Option<Count> {
    let found = studio.all(row, path).into_iter().next()?;
    let text = found.value.as_str()?;
    let source = row.record.text.map(|index| studio.sources[index].path.as_str());
    let body = if source.is_some_and(|path| path.rsplit_once('.').is_some_and(|(_, kind)| kind == "md")) {
        plain(text)
    } else {
        text.to_owned()
    };
    let title = studio.title(row);
    // A text that begins with a heading has its own title.
    if text.trim_start().starts_with('#') || body.trim_start().starts_with(title) {
        return Some(count(&body));
    }
    Some(count(&format!("{title}\n{body}")))
}
