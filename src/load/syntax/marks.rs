//! Marks of a Chinese keyboard that stand for ASCII ones: “ ” ＝ ， 【 】 and full-width digits and blanks. Within a text they
//! are right, and stay.

use std::ops::Range;

/// What a mark stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Quote,
    Equals,
    Comma,
    Bracket,
    Digit,
    Letter,
    Blank,
    Other,
}

/// The marks of a line.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Marks {
    /// The line with ASCII in their place.
    pub mended: String,
    /// The bytes of the first that is told.
    pub at: Range<usize>,
    /// Each sort once.
    pub sorts: Vec<Sort>,
    /// Each mark once, for the eye.
    pub shown: String,
}

/// The marks in the first `until` bytes of `line`.
pub(super) fn find(line: &str, until: usize) -> Option<Marks> {
    let mut marks =
        Marks { mended: String::with_capacity(line.len()), at: 0..0, sorts: Vec::new(), shown: String::new() };
    let mut quote = Quote::default();
    let mut comment = false;
    for (index, char) in line.char_indices() {
        let after = &line[index + char.len_utf8()..];
        let role = if comment || index >= until { Role::Text } else { role(char, after, &mut quote) };
        comment |= role == Role::Plain && char == '#' || role == Role::Mark && char == '＃';
        if role != Role::Mark {
            marks.mended.push(char);
            continue;
        }
        marks.mended.push(narrow(char));
        let sort = sort(char);
        if marks.sorts.is_empty() {
            marks.at = index..index + char.len_utf8();
        }
        let known = marks.sorts.contains(&sort);
        if !known {
            marks.sorts.push(sort);
        }
        // One digit stands for all of them.
        let shown = match sort {
            Sort::Blank => false,
            Sort::Digit | Sort::Letter => !known,
            _ => !marks.shown.contains(char),
        };
        if shown {
            marks.shown.push(char);
        }
    }
    (!marks.sorts.is_empty()).then_some(marks)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Plain,
    Mark,
    Text,
}

/// The text that is open.
#[derive(Default)]
struct Quote {
    /// The mark it began with.
    open: Option<char>,
    /// How many pairs of its own marks are open within it.
    inner: usize,
}

/// The mark that ends what `open` begins, where they are two.
fn closing(open: char) -> Option<char> {
    [('“', '”'), ('‘', '’'), ('「', '」'), ('『', '』')]
        .into_iter()
        .find_map(|(begin, end)| (begin == open).then_some(end))
}

/// What `char` is, and whether a text is open after it.
fn role(char: char, after: &str, quote: &mut Quote) -> Role {
    let next = after.trim_start().chars().next();
    let ends = next.is_none_or(|next| ",，、;；]】］}｝#＃".contains(next));
    match quote.open {
        Some(open) if open == char && open.is_ascii() => {
            quote.open = None;
            Role::Plain
        }
        Some(open) if open == char && closing(open).is_some() && !ends => {
            quote.inner += 1;
            Role::Text
        }
        Some(open) if quote.inner > 0 && closing(open) == Some(char) => {
            quote.inner -= 1;
            Role::Text
        }
        // A text that began with one sort of quotation mark and ends with the other.
        Some(open) if is_quote(char) && ends && (!open.is_ascii() || !after.contains(open)) => {
            quote.open = None;
            if char.is_ascii() { Role::Plain } else { Role::Mark }
        }
        Some(_) => Role::Text,
        None if is_quote(char) => {
            *quote = Quote { open: Some(char), inner: 0 };
            if char.is_ascii() { Role::Plain } else { Role::Mark }
        }
        None if narrow(char) != char => Role::Mark,
        None => Role::Plain,
    }
}

pub(super) fn is_quote(char: char) -> bool {
    "\"'“”„‟＂「」『』‘’".contains(char)
}

fn sort(char: char) -> Sort {
    match char {
        _ if is_quote(char) => Sort::Quote,
        '＝' => Sort::Equals,
        '，' | '、' | '；' | ';' => Sort::Comma,
        '【' | '】' | '［' | '］' | '〔' | '〕' => Sort::Bracket,
        '０'..='９' => Sort::Digit,
        'Ａ'..='Ｚ' | 'ａ'..='ｚ' => Sort::Letter,
        _ if char.is_whitespace() => Sort::Blank,
        _ => Sort::Other,
    }
}

/// The ASCII form of a full-width character.
pub(super) fn narrow(char: char) -> char {
    match char {
        '“' | '”' | '„' | '‟' | '＂' | '「' | '」' | '『' | '』' | '‘' | '’' => '"',
        // A semicolon ends nothing in TOML: between texts it parts them.
        '，' | '、' | '；' | ';' => ',',
        '【' | '［' | '〔' => '[',
        '】' | '］' | '〕' => ']',
        '—' | '–' | '−' => '-',
        '！'..='～' => char::from_u32(u32::from(char) - 0xfee0).unwrap_or(char),
        _ if char.is_whitespace() && !char.is_ascii() => ' ',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(line: &str) -> String {
        find(line, line.len()).map_or_else(|| line.to_owned(), |marks| marks.mended)
    }

    #[test]
    fn marks_become_ascii_and_texts_stay() {
        assert_eq!(mended("name ＝ “甲，乙＝丙”"), "name = \"甲，乙＝丙\"");
        assert_eq!(mended("a = 【“甲”、“乙”；“丙”】"), "a = [\"甲\",\"乙\",\"丙\"]");
        assert_eq!(mended("a = \"“甲”，乙\" # ，"), "a = \"“甲”，乙\" # ，");
        assert_eq!(mended("a =　２０２２－０９－０１　＃　开学，"), "a = 2022-09-01 #　开学，");
        assert_eq!(mended("a = “他说“好”。”"), "a = \"他说“好”。\"");
        assert_eq!(mended("a = “主题：“读书”、“分享””"), "a = \"主题：“读书”、“分享”\"");
    }

    #[test]
    fn a_text_may_begin_with_one_sort_and_end_with_the_other() {
        assert_eq!(mended("a = \"甲”"), "a = \"甲\"");
        assert_eq!(mended("a = “甲\""), "a = \"甲\"");
        assert_eq!(mended("a = [\"甲”, \"乙\"]"), "a = [\"甲”, \"乙\"]");
    }

    #[test]
    fn the_first_mark_and_every_sort_are_told() {
        let marks = find("a ＝ “甲”", 99).expect("marks");
        assert_eq!((marks.at, marks.shown.as_str()), (2..5, "＝“”"));
        assert_eq!(marks.sorts, [Sort::Equals, Sort::Quote]);
        assert_eq!(find("a = \"１，\"", 99), None);
    }
}
