//! Words of headings as they are compared: without blanks, line ends, marks and brackets, full width as half width.

use unicode_normalization::UnicodeNormalization;

use crate::standard::layout::Tables;

/// A heading's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// Letters and digits alone.
    pub exact: String,
    /// The same without what stands in brackets, a number before and a unit behind: 2.总数（人） is 总数.
    pub loose: String,
}

impl Words {
    /// The words of a text, of which `tables` says in what something is counted.
    #[must_use]
    pub fn of(text: &str, tables: &Tables) -> Self {
        let text: String = text.nfkc().collect::<String>().to_lowercase();
        let exact = letters(&text);
        let mut outside = String::new();
        let mut depth = 0_usize;
        for character in text.chars() {
            match character {
                '(' | '[' | '{' | '〔' | '【' | '<' | '《' => depth += 1,
                ')' | ']' | '}' | '〕' | '】' | '>' | '》' => depth = depth.saturating_sub(1),
                character if depth == 0 => outside.push(character),
                _ => {}
            }
        }
        let outside = match outside.rsplit_once('/') {
            Some((before, unit)) if tables.units.has(unit.trim()) => before,
            _ => outside.as_str(),
        };
        let loose = letters(outside);
        let loose = loose.trim_start_matches(|c: char| c.is_ascii_digit()).to_owned();
        Self { exact, loose }
    }
}

fn letters(text: &str) -> String {
    text.chars().filter(|character| character.is_alphanumeric()).collect()
}

/// A heading as it is shown: on one line.
#[must_use]
pub fn plain(text: &str) -> String {
    let mut out = String::new();
    for character in text.chars().filter(|character| !character.is_control() || *character == ' ') {
        if !(character.is_whitespace() && (out.is_empty() || out.ends_with(char::is_whitespace))) {
            out.push(character);
        }
    }
    out.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_compared_without_what_is_around_them() {
        let standard = crate::standard::embedded().unwrap();
        for (text, exact, loose) in [
            ("学 校\n名称：", "学校名称", "学校名称"),
            ("＊姓名（必填）", "姓名必填", "姓名"),
            ("主持人/负责人", "主持人负责人", "主持人负责人"),
            ("总数/人", "总数人", "总数"),
            ("2.字数(≤3000)", "2字数3000", "字数"),
            ("ＮＯ.", "no", "no"),
            ("", "", ""),
        ] {
            let words = Words::of(text, &standard.about.tables);
            assert_eq!((words.exact.as_str(), words.loose.as_str()), (exact, loose), "{text}");
        }
    }
}
