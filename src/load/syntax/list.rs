//! Slips within square brackets.

use super::slip::{Found, Seen, Slip};
use super::value::{Parts, is_odd};
use crate::standard::kind::Type;
use crate::text::day;

/// The slip in a list, or in one line of it.
pub(super) fn find(seen: &Seen<'_>, parts: &Parts<'_>) -> Option<Found> {
    let value = parts.value;
    let open = if value.starts_with('[') { "[" } else { "" };
    let inner = value.strip_prefix('[').unwrap_or(value);
    let (inner, close) = match inner.trim_end().strip_suffix(']') {
        Some(inner) => (inner, "]"),
        None => (inner, if inner.trim_end().ends_with(',') { "," } else { "" }),
    };
    let slip = if is_odd(value) {
        Slip::OpenQuote
    } else if seen.says("extra comma") {
        Slip::TwoCommas
    } else if seen.says("quoted") || seen.says("missing comma") || are_texts(seen) && has_bare(inner) {
        Slip::BareItems
    } else {
        return None;
    };
    let at = if slip == Slip::TwoCommas { seen.column..seen.column + 1 } else { parts.at() };
    Some(seen.better(slip, at, parts.with(&format!("{open}{}{close}", items(seen, inner).join(", ")))))
}

/// The items of a list at `seen`, each in quotation marks where it is no number or date.
pub(super) fn items(seen: &Seen<'_>, inner: &str) -> Vec<String> {
    written(inner, !are_texts(seen))
}

/// Whether the items of the list at `seen` are texts.
fn are_texts(seen: &Seen<'_>) -> bool {
    let bare = |of| matches!(of, Type::Integer | Type::Number | Type::Date | Type::Boolean);
    seen.field().is_some_and(|field| !bare(field.of))
}

/// Whether an item lacks its quotation marks.
fn has_bare(inner: &str) -> bool {
    inner.split(SEPARATORS).any(|piece| !piece.trim().is_empty() && !piece.contains(['"', '\'']))
}

/// Several texts in quotation marks, as one.
pub(super) fn joined(value: &str) -> String {
    let items = written(value, false);
    let texts: Vec<&str> = items.iter().map(|item| item.trim_matches('"')).collect();
    format!("\"{}\"", texts.join("、"))
}

/// The items; numbers and dates stay `bare`, or get quotation marks as well.
fn written(inner: &str, bare: bool) -> Vec<String> {
    let pieces = if inner.contains('"') && !is_odd(inner) { outside(inner) } else { inner.split(SEPARATORS).collect() };
    let item = |piece: &str| {
        let text = piece.trim().trim_matches(['"', '\'']).trim();
        let figures = bare && text.chars().all(|char| char.is_ascii_digit() || "-.".contains(char));
        let number = figures && (text.parse::<f64>().is_ok() || day::read(text).is_some());
        if number && !piece.contains('"') { text.to_owned() } else { format!("\"{text}\"") }
    };
    pieces.into_iter().filter(|piece| !piece.trim().is_empty()).map(item).collect()
}

const SEPARATORS: [char; 5] = [',', '，', '、', ';', '；'];

/// The pieces between separators that stand outside of quotation marks.
fn outside(inner: &str) -> Vec<&str> {
    let mut inside = false;
    let parts = inner.split(move |char| {
        inside ^= char == '"';
        !inside && SEPARATORS.contains(&char)
    });
    parts.collect()
}

#[cfg(test)]
mod tests {
    use super::{joined, written};

    #[test]
    fn items_get_their_quotation_marks() {
        assert_eq!(written("甲、乙，丙", true), ["\"甲\"", "\"乙\"", "\"丙\""]);
        assert_eq!(written("\"甲, \"乙\"", true), ["\"甲\"", "\"乙\""]);
        assert_eq!(written("\"甲、乙\", 丙,", true), ["\"甲、乙\"", "\"丙\""]);
        assert_eq!(written("1, 2022-09-01", true), ["1", "2022-09-01"]);
        assert_eq!(written("2.2.1，3", true), ["\"2.2.1\"", "3"]);
        assert_eq!(written("2.2, 3", false), ["\"2.2\"", "\"3\""]);
        assert_eq!(joined("\"甲\"、\"乙，丙\""), "\"甲、乙，丙\"");
    }
}
