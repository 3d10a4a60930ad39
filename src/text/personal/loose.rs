//! Mobile phones whose groups stand further apart than one character: `138  1234  5678`, `138 - 1234 - 5678`. Figures in a row
//! stand so, too, and are told from them; between strokes and tabs stand sizes and cells.

use super::{FOUR, Found, Kind, OPERATOR, digits, is_day_of, is_digit, is_sum, separates};
use crate::text::near::{leading, trailing};

/// More characters than these do not stand between two groups of one number.
const WIDEST: usize = 3;

/// The phone whose first group begins at byte `start`, where no digit stands before it.
pub(super) fn at(text: &str, start: usize) -> Option<Found> {
    let (mut rest, _) = digits(&text[start..], OPERATOR).filter(|(_, value)| (130..=199).contains(value))?;
    if let Some(after) = rest.strip_prefix('\t') {
        let end = text.len() - tabbed(&text[..start], after)?.len();
        return Some(Found { kind: Kind::Mobile, start, end });
    }
    let by = gap(rest);
    let mut groups = [0; 2];
    for group in &mut groups {
        if by.is_empty() || gap(rest).trim() != by.trim() {
            return None;
        }
        (rest, *group) = digits(apart(rest), 4)?;
    }
    let end = text.len() - rest.len();
    // Years, and what is counted in tens.
    let figures = groups.iter().all(|group| (1900..2100).contains(group)) || groups.iter().all(|group| group % 10 == 0);
    let last = !apart(rest).starts_with(is_digit);
    (last && is_first(&text[..start]) && !figures && !is_sum(rest)).then_some(Found { kind: Kind::Mobile, start, end })
}

/// What follows the eight digits of a phone behind a tab, which are no day, are not counted in thousands, and stand beside no
/// other figure in their row.
fn tabbed<'t>(before: &str, after: &'t str) -> Option<&'t str> {
    let (rest, value) = digits(after, 2 * FOUR)?;
    let is_cell = |char| char == '\t' || separates(char);
    let is_figure = is_digit_day(value) || value % 1000 == 0;
    let alone = !before.trim_end_matches(is_cell).ends_with(is_digit)
        && !rest.trim_start_matches(is_cell).starts_with(is_digit);
    let sum = before.ends_with(['¥', '￥']) || is_sum(rest);
    (alone && !is_figure && !sum).then_some(rest)
}

/// Whether eight digits are a day of these centuries.
fn is_digit_day(value: u32) -> bool {
    (1900..2100).contains(&(value / 10_000)) && is_day_of(value / 100 % 100, value % 100)
}

/// Whether no other figure stands before a number in its row, nor the sign of a sum; the number of the country is none.
fn is_first(text: &str) -> bool {
    let row = before(text);
    let figure = &row[row.trim_end_matches(is_digit).len()..];
    !row.ends_with(['¥', '￥']) && (figure.is_empty() || figure == "86")
}

/// `text` without such a gap at its start.
pub(super) fn apart(text: &str) -> &str {
    &text[gap(text).len()..]
}

/// The same at its end.
pub(super) fn before(text: &str) -> &str {
    &text[..text.len() - trailing(text, WIDEST, separates).len()]
}

/// What stands between two groups at the start of `text`, which may be more than one character.
fn gap(text: &str) -> &str {
    leading(text, WIDEST, separates)
}

#[cfg(test)]
mod tests {
    use super::super::scan;
    use super::{Found, Kind};

    #[test]
    fn mobiles_whose_groups_stand_far_apart() {
        for (before, text, after) in [
            ("电话", "138  1234  5678", "。"),
            ("", "138  1234 5678", ""),
            ("+86  ", "138   1234   5678", ""),
            ("", "138 - 1234 - 5678", ""),
            ("证据/活动/", "138  1234  5678", ".md"),
            ("", "138**1234**5678", ""),
            ("", "138 **1234** 5678", ""),
            ("**", "138** 1234 *5678", "*"),
            ("", "138&nbsp;1234&nbsp;5678", ""),
            ("", "138&#8203;1234&#x200b;5678", ""),
            ("", "138&emsp;&emsp;1234&emsp;&emsp;5678", ""),
            ("[电话](tel:", "13812345678", ")"),
            ("电话", "138\t12345678", "\t张"),
            ("", "138<b>1234</b>5678", ""),
            ("<u>", "138</u> <B>1234</B> 5678", ""),
            ("`", "138`12345678", ""),
            ("", "138<br>12345678", ""),
            ("", "138<!-- x -->12345678", ""),
            ("", "138\u{2009}1234\u{2009}5678", ""),
            ("", "138\u{202f}\u{202f}1234\u{202f}\u{202f}5678", ""),
            ("", "1\u{205f}3\u{205f}8\u{205f}1\u{205f}2\u{205f}3\u{205f}4\u{205f}5\u{205f}6\u{205f}7\u{205f}8", ""),
            ("<tel:", "+86-138-1234-5678", ">"),
            ("https://a.example/?phone=", "13812345678", "&n=1"),
            ("", "13812345678", "次"),
            ("", "13812345678", "元旦后有空"),
        ] {
            let number = before.len()..before.len() + text.len();
            let found = scan(&[before, text, after].concat());
            assert_eq!(
                found,
                [Found { kind: Kind::Mobile, start: number.start, end: number.end }],
                "{before}{text}{after}"
            );
        }
    }

    #[test]
    fn figures_that_stand_far_apart_are_no_mobiles() {
        for text in [
            // Sizes, sums, rows of a table, years, pages, folders, products, what is hidden.
            "150/1200/1300",
            "150  1200  1300",
            "158/1088/1298元",
            "138\t1234\t5678",
            "138/1234/5678",
            "￥138 1234 5678",
            "¥138  1234  5678",
            "12\t138\t1234\t5678",
            "12\t138\t12345678",
            "138\t12345678\t9",
            "138\t20220315",
            "138\t12345000",
            "138\t12345678元",
            "<td>138</td><td>12345678</td>",
            "138<br>1234<br>5678",
            "138 < 1234 > 5678",
            "155  1998  2003",
            "182/2021/2022",
            "138    1234    5678",
            "138/1234-5678",
            "150*1225*1310",
            "150 * 1225 * 1310",
            "150 ** 1225 ** 1310",
            "138****5678",
            "138 **** 5678",
            "138****1234****5678",
            "138&amp;1234&amp;5678",
            "138&#49;1234&1234",
            "13812345678元",
            "13812345678 元",
            "¥ 13812345678",
            "共13812345678元整",
            "GB/T 138  2012  2017",
            "2022-03-15  1381234  5678",
        ] {
            assert_eq!(scan(text), [], "{text}");
        }
    }
}
