//! Numbers as people type them, and as Excel makes them of what people type.

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
    fn long_numbers_that_were_shortened() {
        assert!(is_scientific("3.1E+17") && is_scientific("3.10101E17") && is_scientific("3E+17"));
        for text in ["E17", "3E", "2e1", "Word", "3.1.2E+17", "1e"] {
            assert!(!is_scientific(text), "{text}");
        }
    }
}
