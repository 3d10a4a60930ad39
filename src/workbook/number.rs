//! Numbers as people type them, and as Excel makes them of what people type.

/// What beside a number says that it is none exactly.
pub(super) const VAGUE: [char; 7] = ['上', '下', '多', '余', '约', '近', '几'];

/// A share of one as a percentage.
pub(super) fn percent(share: f64) -> f64 {
    (share * 10_000.0).round() / 100.0
}

/// Whether every comma of a number stands before three digits: of others nobody knows whether they are points.
pub(super) fn is_grouped(number: &str) -> bool {
    let (whole, rest) = number.split_once('.').unwrap_or((number, ""));
    whole.split(',').skip(1).all(|group| group.len() == 3) && !rest.contains(',')
}

/// Whether a text is a long number that Excel has shortened: `3.1E+17`.
pub(super) fn is_scientific(text: &str) -> bool {
    let Some((number, exponent)) = text.trim().split_once(['E', 'e']) else { return false };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let exponent = exponent.strip_prefix('+').unwrap_or(exponent);
    number.split('.').all(digits)
        && number.split('.').count() <= 2
        && digits(exponent)
        && number.contains('.') | (exponent.len() > 1)
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
    fn long_numbers_that_were_shortened() {
        assert!(is_scientific("3.1E+17") && is_scientific("3.10101E17") && is_scientific("3E+17"));
        for text in ["E17", "3E", "2e1", "Word", "3.1.2E+17", "1e"] {
            assert!(!is_scientific(text), "{text}");
        }
    }
}
