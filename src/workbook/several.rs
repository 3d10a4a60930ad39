//! Several values that somebody put on one line of a cell, and one name that looks like several.

/// What people put between them.
const SEPARATORS: [char; 5] = ['、', '，', ',', '；', ';'];

/// The names that `text` joins by any mark people put between them.
pub(super) fn joined(text: &str) -> Vec<&str> {
    text.split(|mark| SEPARATORS.contains(&mark) || matches!(mark, '/' | '／'))
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect()
}

/// The values that `text` may be.
pub(super) fn parts(text: &str) -> Vec<&str> {
    text.split(SEPARATORS).map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// The names that `text` may be; what stands between brackets is part of one.
pub(super) fn names(text: &str) -> Vec<&str> {
    let mut depth = 0_i32;
    let apart = text.split(|char| {
        depth += i32::from("（(".contains(char)) - i32::from("）)".contains(char));
        depth == 0 && SEPARATORS.contains(&char)
    });
    apart.map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// The papers that `text` may be: several only where each is one by itself, a file with an ending or a note of where it is kept.
pub(super) fn papers(text: &str) -> Vec<&str> {
    let parts = parts(text);
    let is_ending = |end: &str| (1..=5).contains(&end.len()) && end.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let is_paper =
        |part: &&str| part.contains([':', '：']) || part.rsplit_once('.').is_some_and(|(_, end)| is_ending(end));
    if parts.iter().all(is_paper) { parts } else { vec![text] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_between_brackets_is_one() {
        assert_eq!(names("数控班、汽修（1、2）班，3-1班"), ["数控班", "汽修（1、2）班", "3-1班"]);
        assert_eq!(parts("1.1.1, 2.2；"), ["1.1.1", "2.2"]);
        assert_eq!(names("、").len(), 0);
    }

    #[test]
    fn papers_are_several_where_each_is_one() {
        assert_eq!(papers("证据/a.pdf；档案:B-1、证据/c.jpg"), ["证据/a.pdf", "档案:B-1", "证据/c.jpg"]);
        for one in ["证据/培训、教研.pdf", "档案:卷 3、4", "证据/a.pdf", "证据；图"] {
            assert_eq!(papers(one), [one]);
        }
    }
}
