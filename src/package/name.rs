//! Names of files that every system takes and people can read: titles hold quotation marks, colons and question marks that
//! Windows does not allow in a name, and are longer than a name may be.

use unicode_normalization::UnicodeNormalization;

use crate::files::{FORBIDDEN, is_device};
use crate::text::safe::hides;

/// The most characters of a title in a name. A Han character takes three bytes, and a name has 255 at most.
const LONGEST: usize = 60;

/// `text` as a part of a name: characters that Windows forbids become their full-width forms, those nobody sees go away, and
/// what is too long is cut.
#[must_use]
pub fn safe(text: &str) -> String {
    let plain: String = text.nfc().collect();
    let mut safe = String::new();
    for char in plain.chars() {
        match char {
            '<' => safe.push('＜'),
            '>' => safe.push('＞'),
            ':' => safe.push('：'),
            '"' => safe.push('＂'),
            '/' => safe.push('／'),
            '\\' => safe.push('＼'),
            '|' => safe.push('｜'),
            '?' => safe.push('？'),
            '*' => safe.push('＊'),
            char if char.is_whitespace() => safe.push(' '),
            char if hides(char.encode_utf8(&mut [0; 4])) => {}
            char => safe.push(char),
        }
    }
    let words: Vec<&str> = safe.split(' ').filter(|word| !word.is_empty()).collect();
    let cut: String = words.join(" ").chars().take(LONGEST).collect();
    let name = cut.trim_end_matches(['.', ' ']).trim_start().to_owned();
    if is_device(&name) { format!("_{name}") } else { name }
}

/// The name of a folder made of `text`; `otherwise` where nothing of it is left.
#[must_use]
pub fn folder(text: &str, otherwise: &str) -> String {
    let name = safe(text);
    if name.is_empty() { otherwise.to_owned() } else { name }
}

/// Whether `name` can be the name of a file in a package: no folder, and nothing that some system cannot write.
#[must_use]
pub(super) fn is_plain(name: &str) -> bool {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    !name.is_empty()
        && name.len() <= 255
        && !name.contains(FORBIDDEN)
        && !hides(name)
        && !name.ends_with(['.', ' '])
        && !is_device(stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_system_takes_the_name() {
        assert_eq!(safe("三问会诊：把“怎么管他”换成“他怎么了”"), "三问会诊：把“怎么管他”换成“他怎么了”");
        assert_eq!(safe("a<b>c:d\"e/f\\g|h?i*j"), "a＜b＞c：d＂e／f＼g｜h？i＊j");
        assert_eq!(safe(" 题\t目\n二 . . "), "题 目 二");
        assert_eq!(safe("题\u{202e}\u{200b}\u{0}目"), "题目");
        assert_eq!(safe(&"长".repeat(100)).chars().count(), LONGEST);
        for device in ["CON", "nul", "com1", "LPT9", "con.md", "AUX "] {
            assert!(safe(device).starts_with('_') && !is_plain(device.trim()), "{device}");
        }
        for fine in ["CONTENT", "COMA", "com12", "CON1"] {
            assert_eq!(safe(fine), fine);
        }
        assert_eq!(folder("...", "甲"), "甲");
    }

    #[test]
    fn no_name_leads_elsewhere() {
        assert!(is_plain("案例1-题目.docx"));
        for name in ["", "..", "a/b", "a\\b", "C:a", "a\u{202e}b", "a.", "nul.txt", "a\n"] {
            assert!(!is_plain(name), "{name:?}");
        }
    }
}
