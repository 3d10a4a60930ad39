//! What is said of a slip: the message, and what to do where the mended line does not say it all.

use super::conflict::is_base;
use super::key::{by_label, by_likeness};
use super::marks::Sort;
use super::slip::{Found, Mend, Seen, Slip};
use crate::record::silent::Headings;
use crate::say;
use crate::standard::kind::{Field, Fields, Type};
use crate::text::lang::Lang;
use crate::text::personal::conceal;

/// The message and the help for a slip.
pub(super) fn of(found: &Found, seen: &Seen<'_>, lang: Lang) -> (String, Option<String>) {
    let line = seen.draft.line(found.line);
    let part = &short(line.get(found.at.clone()).unwrap_or(line).trim());
    let plain = |key: &str| (say!(lang, key, text = part), None);
    let helped = |key: &str, help: &str| (say!(lang, key, text = part), Some(say!(lang, help, text = part)));
    match &found.slip {
        Slip::Marks(sorts, shown) => (marks(sorts, shown, lang), None),
        Slip::Conflict if is_base(line) => helped("syntax.conflict", "syntax.conflict.left"),
        Slip::Conflict => helped("syntax.conflict", "syntax.conflict.help"),
        Slip::Control => plain("syntax.control"),
        Slip::Colon => plain("syntax.colon"),
        Slip::Equals => plain("syntax.equals-twice"),
        Slip::NoEquals if matches!(found.mend, Mend::Line(..)) => plain("syntax.no-equals.key"),
        Slip::NoEquals => helped("syntax.no-equals", "syntax.no-equals.help"),
        Slip::NoKey => (say!(lang, "syntax.no-key"), Some(keys(seen.fields(), lang))),
        Slip::Key => key(found, seen, part, lang),
        Slip::Twice(first, heading) => twice(seen, part, *first, *heading, lang),
        Slip::Double(name) => {
            (say!(lang, "syntax.double", name = name), Some(say!(lang, "syntax.double.help", name = name)))
        }
        Slip::Deeper => plain("syntax.deeper"),
        Slip::Heading => plain("syntax.heading"),
        Slip::NoValue => helped("syntax.no-value", "syntax.no-value.help"),
        Slip::Bare => plain("syntax.bare"),
        Slip::BareItems => plain("syntax.bare-items"),
        Slip::Strange(of) => strange(seen, *of, part, lang),
        Slip::Unit => plain("syntax.unit"),
        Slip::Grouped => plain("syntax.grouped"),
        Slip::Point => plain("syntax.point"),
        Slip::Zero if seen.field().is_some_and(|field| matches!(field.of, Type::Integer | Type::Number)) => {
            plain("syntax.zero.number")
        }
        Slip::Zero => plain("syntax.zero"),
        Slip::Boolean => plain("syntax.boolean"),
        Slip::Date => plain("syntax.date"),
        Slip::NoSuchDay => helped("syntax.no-such-day", "syntax.no-such-day.help"),
        Slip::DateForm if seen.field().is_some_and(|field| field.may_lack(part)) => {
            helped("syntax.date-form", "date.none.help")
        }
        Slip::DateForm => helped("syntax.date-form", "syntax.date-form.help"),
        Slip::OpenQuote => plain("syntax.open-quote"),
        Slip::InnerQuotes => plain("syntax.inner-quotes"),
        Slip::OpenText(last) if *last == found.line => plain("syntax.open-text"),
        Slip::OpenText(last) => (
            say!(lang, "syntax.open-text", text = part),
            Some(say!(lang, "syntax.open-text.help", text = part, n = last + 1)),
        ),
        Slip::Backslash => plain("syntax.backslash"),
        Slip::OnDisk(name) => {
            (say!(lang, "syntax.backslash"), Some(say!(lang, "evidence.disk.help", name = conceal(name))))
        }
        Slip::OpenList => plain("syntax.open-list"),
        Slip::OneText => plain("syntax.one-text"),
        Slip::NoList => plain("syntax.no-list"),
        Slip::NoComma => plain("syntax.no-comma"),
        Slip::TwoCommas => plain("syntax.two-commas"),
        Slip::Ending => plain("syntax.ending"),
        Slip::Remark => plain("syntax.remark"),
        Slip::SecondKey => helped("syntax.second-key", "syntax.second-key.help"),
        Slip::Other => helped("syntax.other", "syntax.other.help"),
    }
}

/// A long text by its beginning.
fn short(text: &str) -> String {
    // What is cut before it is hidden is no number any more, and most of one.
    let text = conceal(text);
    let mut chars = text.chars();
    let start: String = chars.by_ref().take(30).collect();
    if chars.next().is_some() { format!("{start}…") } else { start }
}

fn marks(sorts: &[Sort], shown: &str, lang: Lang) -> String {
    let key = match sorts {
        [Sort::Quote] => "syntax.quotes",
        [Sort::Equals] => "syntax.equals",
        [Sort::Comma] => "syntax.comma",
        [Sort::Bracket] => "syntax.brackets",
        [Sort::Digit] => "syntax.digits",
        [Sort::Letter] => "syntax.letters",
        [Sort::Blank] => "syntax.blank",
        _ => "syntax.marks",
    };
    let spaced: Vec<String> = shown.chars().map(String::from).collect();
    say!(lang, key, marks = spaced.join(" "))
}

/// A Chinese word in place of a key: the label of a field is told its key.
fn key(found: &Found, seen: &Seen<'_>, part: &str, lang: Lang) -> (String, Option<String>) {
    let heading = seen.text().trim_start().starts_with('[');
    let message = say!(lang, if heading { "syntax.key.heading" } else { "syntax.key" }, text = part);
    if matches!(found.mend, Mend::Line(..)) {
        return (message, None);
    }
    if heading {
        return (message, Some(headings(seen.root, lang)));
    }
    // A key that would be right at the top of the file, typed below a heading.
    let elsewhere = by_label(Some(seen.root), part).filter(|_| !seen.statement.section.is_empty());
    let help = match (elsewhere, by_likeness(seen.fields(), part)) {
        (Some(field), _) => say!(lang, "syntax.key.top", text = part, key = field.key),
        (None, Some(field)) => say!(lang, "syntax.key.near", key = field.key, label = field.label.get(lang)),
        (None, None) => keys(seen.fields(), lang),
    };
    (message, Some(help))
}

fn keys(fields: Option<&Fields>, lang: Lang) -> String {
    let plain = |field: &&Field| !matches!(field.of, Type::Table | Type::Rows);
    match fields.filter(|fields| !fields.0.is_empty()) {
        Some(fields) => say!(lang, "syntax.key.list", keys = names(fields, plain, lang)),
        None => say!(lang, "syntax.key.help"),
    }
}

fn headings(root: &Fields, lang: Lang) -> String {
    let block = |field: &&Field| matches!(field.of, Type::Table | Type::Rows);
    if root.0.iter().any(|field| block(&&**field)) {
        return say!(lang, "syntax.heading.list", keys = names(root, block, lang));
    }
    say!(lang, "syntax.key.help")
}

fn names(fields: &Fields, of: impl Fn(&&Field) -> bool, lang: Lang) -> String {
    let named = |field: &Field| match field.of {
        Type::Table => format!("[{}] {}", field.key, field.label.get(lang)),
        Type::Rows => format!("[[{}]] {}", field.key, field.label.get(lang)),
        _ => format!("{} {}", field.key, field.label.get(lang)),
    };
    fields.0.iter().map(AsRef::as_ref).filter(of).map(named).collect::<Vec<_>>().join(" · ")
}

fn twice(seen: &Seen<'_>, part: &str, first: Option<usize>, heading: bool, lang: Lang) -> (String, Option<String>) {
    let message = match first {
        Some(first) => say!(lang, "syntax.twice.at", text = part, n = first + 1),
        None => say!(lang, "syntax.twice", text = part),
    };
    if heading {
        return (message, Some(say!(lang, "syntax.twice.heading")));
    }
    let text = seen.draft.text();
    let silent = Headings::of(&text, seen.root).over(|| seen.line + 1, part);
    // What stands twice below it is doubled there, too.
    if let Some(silent) = silent.filter(|silent| first.is_none_or(|first| first + 1 < silent.line)) {
        let (n, line) = (silent.line, silent.heading);
        return (message, Some(say!(lang, "syntax.twice.silent", n = n, line = line)));
    }
    let section = seen.statement.section.as_str();
    let mut help = say!(lang, "syntax.twice.help");
    if !section.is_empty() && seen.root.get(part).is_some() {
        help.push_str(&say!(lang, "syntax.twice.top", text = part));
    }
    (message, Some(help))
}

/// A value that is no text and reads as nothing.
fn strange(seen: &Seen<'_>, of: Type, part: &str, lang: Lang) -> (String, Option<String>) {
    let wanted = match of {
        Type::Boolean => "syntax.strange.boolean",
        _ => "syntax.strange.number",
    };
    let message = say!(lang, wanted, text = part);
    let example = seen.field().and_then(|field| Some((field, field.example.as_deref()?)));
    let line = example.map(|(field, example)| format!("{} = {example}", field.key));
    (message, line.map(|line| say!(lang, "shape.such-as", line = line)))
}
