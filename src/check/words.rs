//! `words`: a text is not longer than that many 字, counted as word processors do; its title counts with it.

use super::Check;
use super::outcome::{Fault, Outcome};
use super::rows::fitting;
use crate::finding::{Severity, Verdict};
use crate::record::row::Row;
use crate::say;
use crate::source::Source;
use crate::standard::path::Path;
use crate::standard::rule::Rule;
use crate::text::article::{self, Length};
use crate::text::count::Count;

pub(super) fn check<'a>(check: &Check<'a>, rule: &'a Rule, text: &Path, at_most: usize) -> Outcome {
    let mut outcome = Outcome::default();
    let mut total = 0;
    let rows = fitting(check, rule);
    for row in &rows {
        let Some(Length { count: counted, .. }) = length(check.studio, row, text) else {
            if check.studio.is_text_unread(row.record) {
                outcome.fault(Verdict::Unmet, Fault::unread(row.record.kind));
            }
            continue;
        };
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
            let place =
                row.record.text.and_then(|index| check.studio.sources.get(index)).map_or(place, Source::beginning);
            let help = Some(say!(check.lang, "words.near.help"));
            let fault = Fault { severity: Some(Severity::Note), help, ..Fault::new(vec![place], "near", message) };
            outcome.faults.push(fault);
        }
    }
    if rows.len() > 1 {
        outcome.facts.push(say!(check.lang, "words.total", n = total));
    }
    outcome
}

/// The length of the text at `path`, title and body.
#[must_use]
pub fn length(studio: &crate::record::Studio<'_>, row: &Row<'_>, path: &Path) -> Option<Length> {
    let found = studio.all(row, path).into_iter().next()?;
    let source = row.record.text.and_then(|index| studio.sources.get(index));
    let format = source.and_then(Source::format);
    Some(article::length(Some(studio.title(row)), found.value.as_str()?, format))
}

/// The lengths of the texts at `path`, one a row that has one, and the file it stands in.
pub(super) fn facts(check: &Check<'_>, rows: &[Row<'_>], path: &Path) -> Vec<String> {
    let fact = |row: &Row<'_>| {
        let Count { words, han, characters } = length(check.studio, row, path)?.count;
        let file = row.record.text.map_or("", |index| check.studio.sources[index].local());
        let row = check.studio.title(row);
        Some(say!(check.lang, "case.fact", row = row, n = words, han = han, characters = characters, file = file))
    };
    rows.iter().filter_map(fact).collect()
}
