//! Telephones as people type them.

/// Whether there is a digit in `text`.
#[must_use]
pub fn has_number(text: &str) -> bool {
    text.contains(|char: char| char.is_ascii_digit() || matches!(char, '０'..='９'))
}

/// `text` with the digits and signs of full width as ASCII; nothing where there are none. Words beside the number, and the brackets
/// around them, stay.
#[must_use]
pub fn narrow(text: &str) -> Option<String> {
    let one = |char| match char {
        '０'..='９' | '－' | '＋' | '＃' | '＊' => char::from_u32(u32::from(char) - 0xfee0).unwrap_or(char),
        other => other,
    };
    let narrow: String = text.chars().map(one).collect();
    (narrow != text).then_some(narrow)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_become_ascii_and_words_stay() {
        assert_eq!(narrow("０５１０－１２３４５（办公室）").as_deref(), Some("0510-12345（办公室）"));
        assert_eq!(narrow("0510-12345（办公室）"), None);
        assert!(has_number("转８") && !has_number("没有"));
    }
}
