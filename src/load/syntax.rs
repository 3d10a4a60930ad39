//! Syntax errors in the words of people who have never seen TOML.
//!
//! The parser's own words are meant for programmers and its place is where it noticed, not where the slip is. So the line
//! is looked at first, for the slips that Chinese keyboards and spreadsheets make.

use std::ops::Range;

use toml::de::Error;

use crate::finding::{Finding, Severity};
use crate::say;
use crate::source::Source;
use crate::standard::kind::Fields;
use crate::text::lang::Lang;
use slip::Slip;

mod slip;

/// A finding for every error, at most one a line; what follows from an error before is left out.
pub(super) fn explain(source: &Source, errors: &[Error], fields: Option<&Fields>, lang: Lang) -> Vec<Finding> {
    if let Some(finding) = conflict(source, lang) {
        return vec![finding];
    }
    let mut findings = Vec::new();
    let mut lines = Vec::new();
    let mut in_array = false;
    let mut ordered: Vec<&Error> = errors.iter().collect();
    ordered.sort_by_key(|error| error.span().map_or(0, |span| span.start));
    for error in ordered {
        let line = line_of(&source.text, error.span().map_or(0, |span| span.start));
        let follows = in_array && error.message().contains("array");
        in_array = error.message().contains("array");
        if follows || lines.contains(&line.start) {
            continue;
        }
        lines.push(line.start);
        findings.push(one(source, error, line, fields, lang));
    }
    findings
}

fn one(source: &Source, error: &Error, line: Range<usize>, fields: Option<&Fields>, lang: Lang) -> Finding {
    let span = error.span().unwrap_or(line.clone());
    let text = &source.text[line.clone()];
    let slip = slip::find(text, span.start.saturating_sub(line.start), error.message());
    let at = slip.as_ref().map_or(span, |(_, inner)| line.start + inner.start..line.start + inner.end);
    let (message, help) = match slip {
        Some((slip, inner)) => words(&slip, &text[inner], text, fields, lang),
        None => {
            (say!(lang, "syntax.other", why = error.message().replace('\n', ", ")), say!(lang, "syntax.other.help"))
        }
    };
    let detail = text.split(['=', '＝', ':', '：']).next().unwrap_or_default().trim().to_owned();
    Finding::new("record/syntax", Severity::Error, vec![source.place(at, None)], &detail, message, help)
}

/// The message and the help for a slip at `part` of `line`.
fn words(slip: &Slip, part: &str, line: &str, fields: Option<&Fields>, lang: Lang) -> (String, String) {
    let better = |mended: String| say!(lang, "syntax.write", line = mended.trim());
    match slip {
        Slip::Quotes(mended) => (say!(lang, "syntax.quotes"), better(mended.clone())),
        Slip::Equals(mended) => (say!(lang, "syntax.equals"), better(mended.clone())),
        Slip::Colon(mended) => (say!(lang, "syntax.colon"), better(mended.clone())),
        Slip::Comma(mended) => (say!(lang, "syntax.comma", mark = part), better(mended.clone())),
        Slip::Brackets(mended) => (say!(lang, "syntax.brackets"), better(mended.clone())),
        Slip::Digits(mended) => (say!(lang, "syntax.digits"), better(mended.clone())),
        Slip::Blank(mended) => (say!(lang, "syntax.blank"), better(mended.clone())),
        Slip::Semicolon(mended) => (say!(lang, "syntax.semicolon", mark = part), better(mended.clone())),
        Slip::Date(Some(mended)) => (say!(lang, "syntax.date", text = part), better(mended.clone())),
        Slip::Date(None) => (say!(lang, "syntax.no-such-day", text = part), say!(lang, "syntax.no-such-day.help")),
        Slip::Key => key(part, fields, lang),
        Slip::Twice => (say!(lang, "syntax.twice", key = part), say!(lang, "syntax.twice.help")),
        Slip::OpenQuote(mended) => (say!(lang, "syntax.open-quote"), better(mended.clone())),
        Slip::OpenArray => (say!(lang, "syntax.open-array"), say!(lang, "syntax.open-array.help")),
        Slip::NoValue => (say!(lang, "syntax.no-value", key = part), say!(lang, "syntax.no-value.help")),
        Slip::NoEquals => (say!(lang, "syntax.no-equals", text = line.trim()), say!(lang, "syntax.no-equals.help")),
        Slip::Bare(mended) => (say!(lang, "syntax.bare", text = part), better(mended.clone())),
        Slip::Zero(mended) => (say!(lang, "syntax.zero"), better(mended.clone())),
        Slip::Backslash(mended) => (say!(lang, "syntax.backslash"), better(mended.clone())),
        Slip::Control => (say!(lang, "syntax.control"), say!(lang, "syntax.control.help")),
    }
}

/// A Chinese word in place of a key: the label of a field is told its key.
fn key(part: &str, fields: Option<&Fields>, lang: Lang) -> (String, String) {
    let field =
        fields.and_then(|fields| fields.0.iter().find(|field| field.label.zh == part || field.label.en == part));
    let help = match (field, fields) {
        (Some(field), _) => say!(lang, "syntax.key.known", text = part, key = field.key),
        (None, Some(fields)) => {
            let keys = fields.0.iter().map(|field| format!("{} {}", field.key, field.label.get(lang)));
            say!(lang, "syntax.key.list", keys = keys.collect::<Vec<_>>().join(" · "))
        }
        (None, None) => say!(lang, "syntax.key.help"),
    };
    (say!(lang, "syntax.key", text = part), help)
}

/// The marks git leaves when two branches changed the same lines.
fn conflict(source: &Source, lang: Lang) -> Option<Finding> {
    let start = if source.text.starts_with("<<<<<<< ") { 0 } else { source.text.find("\n<<<<<<< ")? + 1 };
    let line = line_of(&source.text, start);
    let place = source.place(line, None);
    let message = say!(lang, "syntax.conflict");
    Some(Finding::new(
        "record/syntax",
        Severity::Error,
        vec![place],
        "conflict",
        message,
        say!(lang, "syntax.conflict.help"),
    ))
}

/// The bytes of the line around `at`; an error noticed at the very end of a line belongs to that line.
fn line_of(text: &str, at: usize) -> Range<usize> {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    // An error at the end of the file is one in its last line that says something.
    if text[at..].trim().is_empty() {
        at = text[..at].trim_end().len();
    }
    let start = text[..at].rfind('\n').map_or(0, |found| found + 1);
    let end = text[at..].find('\n').map_or(text.len(), |found| at + found);
    start..end
}
