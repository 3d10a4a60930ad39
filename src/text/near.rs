//! What a text begins or ends with, as far as it belongs to something: of a long text only so much is looked at.

/// The beginning of `text`, of `most` characters at most, as far as they all `belong`.
#[must_use]
pub fn leading(text: &str, most: usize, belong: impl Fn(char) -> bool) -> &str {
    let end = text.char_indices().take(most).take_while(|(_, char)| belong(*char)).last();
    &text[..end.map_or(0, |(at, char)| at + char.len_utf8())]
}

/// The same of its end.
#[must_use]
pub fn trailing(text: &str, most: usize, belong: impl Fn(char) -> bool) -> &str {
    let start = text.char_indices().rev().take(most).take_while(|(_, char)| belong(*char)).last();
    &text[start.map_or(text.len(), |(at, _)| at)..]
}

#[cfg(test)]
mod tests {
    use super::{leading, trailing};

    #[test]
    fn as_much_is_taken_as_belongs_and_no_more_than_is_asked() {
        let taken = |text, most| (leading(text, most, char::is_lowercase), trailing(text, most, char::is_lowercase));
        assert_eq!(taken("aé二éb", 9), ("aé", "éb"));
        assert_eq!(taken("aé二éb", 1), ("a", "b"));
        assert_eq!(taken("éa", 9), ("éa", "éa"));
        assert_eq!(taken("二", 9), ("", ""));
        assert_eq!(taken("", 9), ("", ""));
        assert_eq!(taken("a", 0), ("", ""));
    }
}
