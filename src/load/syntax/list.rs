//! Slips within square brackets.

use super::slip::{Found, Seen, Slip};
use super::value::{Parts, is_odd};

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
    } else if seen.says("quoted") || seen.says("missing comma") {
        Slip::BareItems
    } else {
        return None;
    };
    let at = if slip == Slip::TwoCommas { seen.column..seen.column + 1 } else { parts.at() };
    Some(seen.better(slip, at, parts.with(&format!("{open}{}{close}", items(inner).join(", ")))))
}

/// The items of a list, each in quotation marks where it is no number or date.
pub(super) fn items(inner: &str) -> Vec<String> {
    let pieces = if inner.contains('"') && !is_odd(inner) { outside(inner) } else { inner.split(SEPARATORS).collect() };
    let item = |piece: &str| {
        let text = piece.trim().trim_matches(['"', '\'']).trim();
        let number = !text.is_empty() && text.chars().all(|char| char.is_ascii_digit() || "-.".contains(char));
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
    use super::items;

    #[test]
    fn items_get_their_quotation_marks() {
        assert_eq!(items("甲、乙，丙"), ["\"甲\"", "\"乙\"", "\"丙\""]);
        assert_eq!(items("\"甲, \"乙\""), ["\"甲\"", "\"乙\""]);
        assert_eq!(items("\"甲、乙\", 丙,"), ["\"甲、乙\"", "\"丙\""]);
        assert_eq!(items("1, 2022-09-01"), ["1", "2022-09-01"]);
    }
}
