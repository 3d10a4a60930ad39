//! A word of a command line that people copy: a stranger's name of a folder or file starts nothing there.

use std::borrow::Cow;

/// `text` as one argument: as it is, between double quotes where blanks are all that would part it (every shell knows these), between
/// single ones where a shell would look into double ones; one that would be read as an option begins with `./`.
#[must_use]
pub fn word(text: &str) -> Cow<'_, str> {
    let plain = |char: char| char.is_alphanumeric() || "-_./:\\+=@%,·（）、".contains(char);
    let known = |char: char| plain(char) || char.is_whitespace() || "&();<>|*?#[]{}".contains(char);
    let here = if text.starts_with('-') { "./" } else { "" };
    let is_whole = !text.is_empty() && !text.starts_with('~');
    match text {
        text if is_whole && here.is_empty() && text.chars().all(plain) => Cow::Borrowed(text),
        text if is_whole && text.chars().all(plain) => format!("{here}{text}").into(),
        text if text.chars().all(|char| known(char) || char == '~') => format!("\"{here}{text}\"").into(),
        text => format!("'{here}{}'", text.replace('\'', "'\\''")).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::word;

    #[test]
    fn no_word_is_more_than_one() {
        for (text, shown) in [
            ("全省/甲校", "全省/甲校"),
            ("D:\\材料\\工作室", "D:\\材料\\工作室"),
            ("我的 工作室", "\"我的 工作室\""),
            ("a&b", "\"a&b\""),
            ("~甲", "\"~甲\""),
            ("-d", "./-d"),
            ("$(touch x)", "'$(touch x)'"),
            ("`id`", "'`id`'"),
            ("it's", "'it'\\''s'"),
            ("quote\"", "'quote\"'"),
            ("甲!乙", "'甲!乙'"),
            ("", "\"\""),
        ] {
            assert_eq!(word(text), shown);
        }
    }
}
