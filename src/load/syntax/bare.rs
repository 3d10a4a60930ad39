//! Values without quotation marks: dates, numbers, true and false, and texts that lack the marks.

use super::list;
use super::slip::{Found, Mend, Seen, Slip};
use super::value::{Parts, is_odd};
use crate::standard::kind::Type;
use crate::text::day::{self, NoSuchDay};
use crate::text::number;

/// The slip in a value without quotation marks in front.
pub(super) fn find(seen: &Seen<'_>, parts: &Parts<'_>) -> Option<Found> {
    let (value, at) = (parts.value, parts.at());
    let of = seen.field().map(|field| field.of);
    let drop = || Mend::Drop(seen.line..seen.line + 1);
    let better = |slip, value: &str| Some(seen.better(slip, at.clone(), parts.with(value)));
    if let Some((said, remark)) = value.split_once("//").filter(|(said, _)| said.ends_with(' ')) {
        let mended = parts.with(&format!("{} # {}", said.trim_end(), remark.trim()));
        return Some(seen.better(Slip::Remark, at.start + said.len()..at.end, mended));
    }
    // What is no date where a text belongs is a text, and so is 028-1234567 wherever it stands.
    let year = value.starts_with(['1', '2']) && value.find(|char: char| !char.is_ascii_digit()) == Some(4);
    let dated = of.map_or(year || !value.contains('-'), |of| of == Type::Date);
    match day::read(value.trim_end_matches([';', ',', '；', '，', '。'])).filter(|_| dated) {
        Some(Ok(date)) => return better(Slip::Date, &date),
        Some(Err(NoSuchDay)) => return Some(seen.here(Slip::NoSuchDay, at, drop())),
        None => {}
    }
    if dated && (seen.says("invalid date") || seen.says("invalid time")) || of == Some(Type::Date) {
        return Some(seen.here(Slip::DateForm, at, drop()));
    }
    if of == Some(Type::Boolean) || seen.says("boolean") {
        return match value.to_lowercase().as_str() {
            "true" | "是" | "有" | "对" | "yes" => better(Slip::Boolean, "true"),
            "false" | "否" | "不是" | "没有" | "无" | "no" => better(Slip::Boolean, "false"),
            _ => Some(seen.here(Slip::Strange(Type::Boolean), at, drop())),
        };
    }
    if let Some(of) = of.filter(|of| matches!(of, Type::Integer | Type::Number)) {
        return Some(number(seen, parts, of));
    }
    if seen.says("leading zero") {
        return better(Slip::Zero, &quoted(value));
    }
    if seen.field().is_some_and(|field| field.many) {
        return better(Slip::NoList, &format!("[{}]", list::items(seen, value).join(", ")));
    }
    let slip = if is_odd(value) { Slip::OpenQuote } else { Slip::Bare };
    better(slip, &quoted(value))
}

/// A number with something in, before or behind it.
fn number(seen: &Seen<'_>, parts: &Parts<'_>, of: Type) -> Found {
    let value = parts.value.trim_matches(['"', '\'']);
    let fits = |number: &String| of == Type::Number || number.parse::<i64>().is_ok();
    let Some(number) = number::meant(value).filter(fits) else {
        return seen.here(Slip::Strange(of), parts.at(), Mend::Drop(seen.line..seen.line + 1));
    };
    let slip = match () {
        () if is_odd(parts.value) => Slip::OpenQuote,
        () if number.contains('.') && !value.contains('.') => Slip::Point,
        () if !value.ends_with(|char: char| char.is_ascii_digit()) => Slip::Unit,
        () if value.contains([',', '，', ' ', '_']) => Slip::Grouped,
        () => Slip::Zero,
    };
    seen.better(slip, parts.at(), parts.with(&number))
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.trim_matches(['"', '\'']).replace('"', "").replace('\\', "/"))
}
