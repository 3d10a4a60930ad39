//! What people type as an answer, made into the TOML of a value: a date in any usual form, the beginning of a name of a list,
//! a number or a text. What cannot be meant is told in words that say what can.

use std::fmt::Write;

use crate::record::BLANK;
use crate::say;
use crate::standard::Standard;
use crate::standard::kind::{Field, Type};
use crate::standard::vocabulary::List;
use crate::text::day;
use crate::text::lang::Lang;
use crate::text::nearest::{nearest, short_for};
use crate::text::safe::visible;

/// The value that `text` means for `field`, as TOML.
///
/// # Errors
/// Why it is no such value, in words.
pub fn read(standard: &Standard, field: &Field, text: &str, lang: Lang) -> Result<String, String> {
    let text = clean(text);
    let text = unquoted(&text).to_owned();
    let name = field.label.get(lang);
    if text.is_empty() || text == BLANK {
        return Err(say!(lang, "answer.empty", name = name));
    }
    match field.of {
        Type::Date => date(&text, lang),
        Type::Integer | Type::Number => number(field, &text, lang),
        Type::Boolean => match text.to_lowercase().as_str() {
            "是" | "有" | "true" | "yes" | "y" => Ok("true".to_owned()),
            "否" | "无" | "false" | "no" | "n" => Ok("false".to_owned()),
            _ => Err(say!(lang, "answer.boolean", text = text)),
        },
        Type::Value => match standard.list(field) {
            Some(list) => choice(list, &text, lang).map(quoted),
            None => Ok(quoted(&text)),
        },
        Type::Clause if !standard.covers_any(&text) => Err(say!(lang, "shape.clause", text = text)),
        Type::Text if field.pattern.is_some_and(|pattern| !pattern.holds(&text)) => {
            Err(say!(lang, "answer.pattern", name = name, help = field.help))
        }
        Type::Text if field.required && field.is_nobody(&standard.about, &text) => {
            Err(say!(lang, "people.nobody", name = name, text = text))
        }
        Type::Table | Type::Rows | Type::Stem | Type::Beside => Err(say!(lang, "answer.table", name = name)),
        Type::Text | Type::Reference | Type::Evidence | Type::Clause => Ok(quoted(&text)),
    }
}

/// The day that `text` means, as TOML wants it.
///
/// # Errors
/// Why it is no day, in words.
pub fn date(text: &str, lang: Lang) -> Result<String, String> {
    match day::read(text) {
        Some(Ok(day)) if day.get(..4).is_some_and(|year| ("1949".."2100").contains(&year)) => Ok(day),
        Some(Ok(_) | Err(_)) => Err(say!(lang, "answer.no-day", text = text)),
        None => Err(say!(lang, "answer.date", text = text)),
    }
}

fn number(field: &Field, text: &str, lang: Lang) -> Result<String, String> {
    let bad = || say!(lang, "answer.number", text = text);
    let whole = || text.parse::<i64>().ok().map(|number| number.to_string());
    let broken = || text.parse::<f64>().ok().filter(|number| number.is_finite()).map(|number| number.to_string());
    let number = if field.of == Type::Integer { whole() } else { whole().or_else(broken) }.ok_or_else(bad)?;
    let size: f64 = number.parse().map_err(|_| bad())?;
    if !field.takes(size) {
        let bound = |bound: Option<f64>| bound.map_or("…".to_owned(), |bound| bound.to_string());
        let name = field.label.get(lang);
        return Err(say!(lang, "shape.range", name = name, min = bound(field.min), max = bound(field.max)));
    }
    Ok(number)
}

/// The value of a list that `text` names: in full, by its number, or by the beginning of one value alone.
fn choice<'l>(list: &'l List, text: &str, lang: Lang) -> Result<&'l str, String> {
    if let Some(value) = list.find(text) {
        return Ok(&value.value);
    }
    if let Some(value) = text.parse::<usize>().ok().and_then(|number| list.values.get(number.checked_sub(1)?)) {
        return Ok(&value.value);
    }
    let values = || list.values.iter().map(|value| value.value.as_str());
    let begun: Vec<&str> = values().filter(|value| value.starts_with(text)).collect();
    match begun.as_slice() {
        [one] => Ok(one),
        [] => {
            let near = nearest(text, values()).or_else(|| short_for(text, values()));
            let shown = lang.list(values());
            Err(match near {
                Some(near) => say!(lang, "answer.near", text = text, near = near, values = shown),
                None => say!(lang, "answer.choice", text = text, values = shown),
            })
        }
        several => Err(say!(lang, "answer.several", text = text, values = lang.list(several))),
    }
}

/// `text` without the quotation marks around it.
fn unquoted(text: &str) -> &str {
    let marks = [('“', '”'), ('‘', '’'), ('「', '」'), ('"', '"'), ('\'', '\'')];
    let inner = |(begin, end)| text.strip_prefix::<char>(begin)?.strip_suffix::<char>(end);
    let alone = |inner: &&str| !marks.iter().any(|(begin, end)| inner.contains([*begin, *end]));
    marks.into_iter().find_map(inner).filter(alone).map_or(text, str::trim)
}

/// `text` on one line, without what nobody sees. A joiner within an emoji goes, too: names are compared by what is seen.
#[must_use]
pub fn clean(text: &str) -> String {
    let line: String = text.chars().map(|char| if char.is_whitespace() { ' ' } else { char }).collect();
    let seen =
        line.chars().filter(|char| matches!(visible(char.encode_utf8(&mut [0; 4])), std::borrow::Cow::Borrowed(_)));
    seen.collect::<String>().trim().to_owned()
}

/// `text` as a TOML string on one line.
#[must_use]
pub fn quoted(text: impl AsRef<str>) -> String {
    let mut out = String::from("\"");
    for char in text.as_ref().chars() {
        match char {
            '"' | '\\' => out.extend(['\\', char]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            char if char.is_control() => {
                // Writing into a String cannot fail.
                let _ = write!(out, "\\u{:04X}", u32::from(char));
            }
            char => out.push(char),
        }
    }
    out.push('"');
    out
}
