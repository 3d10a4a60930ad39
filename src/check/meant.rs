//! What was probably meant by a key or a value that is not right: the line to write in its place.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::example::typed;
use crate::say;
use crate::source::Source;
use crate::standard::kind::{Field, Fields, Kind, Role, Type};
use crate::text::day;
use crate::text::lang::Lang;
use crate::text::nearest::nearest;
use crate::text::number::{self, percent};

/// What people write between names.
pub(super) const BETWEEN: [char; 7] = ['、', '，', ',', '；', ';', '/', '／'];

/// The items of a text that joins several, each in quotation marks; what stands between brackets is part of one.
pub(super) fn split(text: &str) -> Option<Vec<String>> {
    let mut depth = 0_i32;
    quoted(text.split(|mark| {
        depth += i32::from("（(".contains(mark)) - i32::from("）)".contains(mark));
        depth <= 0 && ['、', '，', ',', '；', ';'].contains(&mark)
    }))
}

/// The same, where each may have its name for others to refer to: blanks part those that end alike, too.
pub(super) fn named(text: &str) -> Option<Vec<String>> {
    let last = text.trim_end().chars().next_back();
    let alike = |piece: &str| piece.chars().count() > 2 && piece.chars().next_back() == last;
    let by_blanks = || text.split_whitespace().all(alike).then(|| quoted(text.split_whitespace())).flatten();
    split(text).or_else(by_blanks)
}

/// The names in a text that joins several: by any such mark, a stroke, or a blank between names in Han characters.
pub(super) fn names(text: &str) -> Option<Vec<String>> {
    let han =
        |piece: &str| piece.chars().count() > 1 && piece.chars().all(|mark| matches!(mark, '\u{3400}'..='\u{9fff}'));
    let by_blanks = || text.split_whitespace().all(han).then(|| quoted(text.split_whitespace())).flatten();
    quoted(text.split(BETWEEN)).or_else(by_blanks)
}

fn quoted<'t>(pieces: impl Iterator<Item = &'t str>) -> Option<Vec<String>> {
    let pieces: Vec<&str> = pieces.map(str::trim).filter(|piece| !piece.is_empty()).collect();
    (pieces.len() > 1).then(|| pieces.iter().map(|piece| format!("\"{piece}\"")).collect())
}

/// The key that an unknown one is a slip for, if it does not stand there itself.
pub(super) fn meant<'f>(key: &str, table: &DeTable<'_>, fields: &'f Fields) -> Option<&'f str> {
    if fields.get(key).is_some() {
        return None;
    }
    let field = fields.0.iter().find(|field| field.label.zh == key || field.label.en == key);
    let known = fields.0.iter().map(|field| field.key.as_str());
    let near = field.map(|field| field.key.as_str()).or_else(|| nearest(key, known))?;
    table.get(near).is_none().then_some(near)
}

/// What is said of a key that is none of `fields`, and what to do: a slip, a Chinese label, a key of the whole record typed in
/// a `block` of it, or one of a block typed outside of it. And whether it is any of these.
pub(super) fn unknown(
    (key, fields): (&str, &Fields),
    kind: &Kind,
    block: Option<&str>,
    root: &DeTable<'_>,
    lang: Lang,
) -> (String, String, bool) {
    let message = say!(lang, "shape.unknown", key = key, kind = kind.label.get(lang));
    let whole = block.zip(kind.fields.get(key));
    let known = || fields.0.iter().map(|field| field.key.as_str());
    let named = fields.0.iter().find(|field| field.label.zh == key || field.label.en == key);
    let near = named.map(|field| field.key.as_str()).or_else(|| nearest(key, known()));
    if let Some(near) = near.filter(|_| whole.is_none()) {
        return (message, say!(lang, "shape.unknown.near", key = near), true);
    }
    // What stands in a block and is none of its keys, nor missed by the whole, is of another whose heading is missing.
    let others = kind.fields.0.iter().filter(|other| matches!(other.of, Type::Rows | Type::Table));
    let headings: Vec<String> =
        others.filter(|other| other.fields.get(key).is_some()).map(|other| heading(other, None)).collect();
    let keys = || {
        let keys = fields.0.iter().map(|field| format!("{} {}", field.key, field.label.get(lang)));
        keys.collect::<Vec<_>>().join(" · ")
    };
    if block.is_some() && !headings.is_empty() && (whole.is_none() || root.get(key).is_some()) {
        let lines = lang.list(&headings);
        return (message, say!(lang, "shape.unknown.headless", lines = lines, keys = keys()), true);
    }
    if let Some((block, field)) = whole {
        // A second one above would make the file unreadable.
        if root.get(key).is_some() {
            let message = say!(lang, "shape.unknown.in", key = key, block = block);
            return (message, say!(lang, "shape.unknown.in.help", keys = keys()), true);
        }
        let message = say!(lang, "shape.unknown.nested", key = key, block = block);
        let help = match field.of {
            Type::Rows | Type::Table => say!(lang, "shape.unknown.heading", line = heading(field, None)),
            _ => say!(lang, "shape.unknown.root", key = key, keys = keys()),
        };
        return (message, help, true);
    }
    let mut within = fields.0.iter().filter(|outer| matches!(outer.of, Type::Table));
    if let Some((outer, inner)) = within.find_map(|outer| Some((outer, outer.fields.get(key)?))) {
        let help = match inner.of {
            Type::Rows | Type::Table => say!(lang, "shape.unknown.heading", line = heading(inner, Some(outer))),
            _ => say!(lang, "shape.unknown.inside", key = key, heading = heading(outer, None)),
        };
        return (message, help, true);
    }
    (message, say!(lang, "shape.unknown.list", keys = keys()), false)
}

/// The heading that an unknown one in the whole record is meant for, by what stands below it: its key is a slip, or stands
/// behind another, as that of the kind.
pub(super) fn block(key: &str, value: &DeValue<'_>, fields: &Fields) -> Option<String> {
    let is_block = |field: &Field, value: &DeValue<'_>| match value {
        DeValue::Array(items) => field.of == Type::Rows && items.iter().all(|item| item.get_ref().is_table()),
        DeValue::Table(_) => matches!(field.of, Type::Rows | Type::Table),
        _ => false,
    };
    let known = |key: &str| fields.get(key).map(AsRef::as_ref);
    let keys = || fields.0.iter().map(|field| field.key.as_str());
    let near = nearest(key, keys()).and_then(known).filter(|field| is_block(field, value));
    let inner = || {
        let mut inner = value.as_table()?.iter();
        let (key, value) = inner.next().filter(|_| inner.next().is_none())?;
        known(key.get_ref()).filter(|field| is_block(field, value.get_ref()))
    };
    near.or_else(inner).map(|field| heading(field, None))
}

/// The line that begins a block, or a block in the block `outer`.
fn heading(field: &Field, outer: Option<&Field>) -> String {
    let key = outer.map_or(field.key.clone(), |outer| format!("{}.{}", outer.key, field.key));
    if field.of == Type::Rows { format!("[[{key}]]") } else { format!("[{key}]") }
}

/// The field with the value as it was meant: a date or number out of its quotation marks, a number put into them.
pub(super) fn as_meant(field: &Field, value: &Spanned<DeValue<'_>>, source: &Source) -> Option<String> {
    let typed = &source.text[value.span()];
    let meant = match (field.of, value.get_ref()) {
        (Type::Date, DeValue::Datetime(date)) => date.date?.to_string(),
        (Type::Date, DeValue::String(text)) => day::read(text)?.ok()?,
        (of, DeValue::String(text)) if looks_like(of, text.trim()) => text.trim().to_owned(),
        (of @ (Type::Integer | Type::Number), DeValue::String(text)) => {
            number::meant(text).filter(|number| looks_like(of, number))?
        }
        (Type::Boolean, DeValue::String(text)) => match text.trim() {
            "是" | "有" => "true".to_owned(),
            "否" | "无" => "false".to_owned(),
            _ => return None,
        },
        (Type::Integer | Type::Number | Type::Boolean | Type::Table | Type::Rows | Type::Date, _)
        | (_, DeValue::Array(_) | DeValue::Table(_)) => return None,
        (_, DeValue::String(_)) => typed.to_owned(),
        _ => format!("\"{typed}\""),
    };
    Some(if field.many { format!("{} = [{meant}]", field.key) } else { format!("{} = {meant}", field.key) })
}

/// The field with all of several texts in one, where that may be said in one.
pub(super) fn joined<'t>(field: &Field, items: impl Iterator<Item = &'t Spanned<DeValue<'t>>>) -> Option<String> {
    let texts: Option<Vec<&str>> = items.map(|item| item.get_ref().as_str()).collect();
    let texts = texts.filter(|texts| texts.len() > 1 && !field.many && field.of == Type::Text)?;
    (!field.has(Role::Person)).then(|| typed(field, &[texts.join("、")]))
}

/// What is said of a number that is most likely a percentage written as a fraction.
pub(super) fn share(field: &Field, number: f64, lang: Lang) -> Option<(String, String)> {
    let percent = percent(number);
    let told = || {
        let message = say!(lang, "shape.share", name = field.label.get(lang), number = number, percent = percent);
        (message, say!(lang, "shape.share.help", number = number, percent = percent))
    };
    (field.of == Type::Number && field.is_of_a_hundred() && number > 0.0 && number <= 1.0).then(told)
}

/// Whether a quoted text would be right without its quotation marks.
fn looks_like(of: Type, text: &str) -> bool {
    match of {
        Type::Integer => text.parse::<i64>().is_ok(),
        Type::Number => text.parse::<f64>().is_ok(),
        Type::Boolean => matches!(text, "true" | "false"),
        _ => false,
    }
}
