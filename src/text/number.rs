//! Numbers as people type them.

use unicode_normalization::UnicodeNormalization;

/// What beside a number says that it is none exactly.
pub const VAGUE: [char; 10] = ['上', '下', '左', '多', '余', '来', '约', '近', '几', '半'];
/// What behind a number makes it another: of 20万 nobody knows whether the unit has that word in it.
const LARGE: [char; 5] = ['十', '百', '千', '万', '亿'];

/// Whether every comma of a number stands before three digits: of others nobody knows whether they are points.
#[must_use]
pub fn is_grouped(number: &str) -> bool {
    let (whole, rest) = number.split_once('.').unwrap_or((number, ""));
    whole.split(',').skip(1).all(|group| group.len() == 3) && !rest.contains(',')
}

/// Whether what stands behind a number is no more than its unit.
#[must_use]
pub fn is_unit(text: &str) -> bool {
    !text.contains(|mark: char| mark.is_numeric() || VAGUE.contains(&mark) || LARGE.contains(&mark))
}

/// A share of one as a percentage.
#[must_use]
pub fn percent(share: f64) -> f64 {
    (share * 10_000.0).round() / 100.0
}

/// The number that `text` means, in figures: without a unit behind it, without blanks and commas between thousands, and
/// with a point for the comma or the full stop that can be nothing else. Nothing where it may be another number.
#[must_use]
pub fn meant(text: &str) -> Option<String> {
    let plain: String = text.nfkc().filter(|mark| !mark.is_whitespace() && *mark != '_').collect();
    let plain = plain.replace('。', ".");
    let end = plain.find(|mark: char| !mark.is_ascii_digit() && !".,+-".contains(mark)).unwrap_or(plain.len());
    let (number, unit) = plain.split_at(end);
    let number = number.trim_end_matches(['.', ',']);
    let number = match number.matches(',').count() {
        _ if is_grouped(number) => number.replace(',', ""),
        1 if !number.contains('.') => number.replace(',', "."),
        _ => return None,
    };
    let digits = number.trim_start_matches('+').trim_start_matches('0');
    let digits = if digits.is_empty() || digits.starts_with('.') { format!("0{digits}") } else { digits.to_owned() };
    (!number.is_empty() && is_unit(unit) && digits.parse::<f64>().is_ok()).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_that_part_thousands() {
        for (text, is) in [("1,234.5", true), ("12", true), ("1,234,567", true), ("92,6", false), ("1.2,3", false)] {
            assert_eq!(is_grouped(text), is, "{text}");
        }
    }

    #[test]
    fn a_number_is_never_made_another() {
        for (text, number) in [
            ("96%", "96"),
            ("1980年", "1980"),
            ("1,234", "1234"),
            ("1 234人", "1234"),
            ("91，5", "91.5"),
            ("91。5", "91.5"),
            ("91.5。", "91.5"),
            ("007", "7"),
            ("0,5", "0.5"),
            ("-3", "-3"),
        ] {
            assert_eq!(meant(text).as_deref(), Some(number), "{text}");
        }
        for text in
            ["20万", "90多", "90分以上", "1/2", "5-6人", "2年3个月", "2年半", "1.2,3", "约40", "人", "", "1,2,3"]
        {
            assert_eq!(meant(text), None, "{text}");
        }
    }
}
