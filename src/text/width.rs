//! How wide Chinese text prints in a terminal, and how it is padded, cut and wrapped to columns. A column is one half-width
//! character; a Han character takes two.

use std::borrow::Cow;

use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::safe::visible;

/// The columns `text` takes. Marks of ambiguous width (“ ” — …) take one, as in nearly all of today's terminals and in
/// every library that draws for `studio`.
#[must_use]
pub fn width(text: &str) -> usize {
    text.width()
}

/// `text` with spaces after it up to `columns`; wider text stays as it is.
#[must_use]
pub fn pad(text: &str, columns: usize) -> String {
    let spaces = columns.saturating_sub(width(text));
    let mut padded = String::with_capacity(text.len() + spaces);
    padded.push_str(text);
    padded.extend(std::iter::repeat_n(' ', spaces));
    padded
}

/// `text` within `columns`, its end cut off and shown as … where it is wider.
#[must_use]
pub fn truncate(text: &str, columns: usize) -> Cow<'_, str> {
    if width(text) <= columns {
        return Cow::Borrowed(text);
    }
    let Some(room) = columns.checked_sub(1) else { return Cow::Borrowed("") };
    let mut used = 0;
    let end = text
        .char_indices()
        .find(|(_, character)| {
            used += character.width().unwrap_or(0);
            used > room
        })
        .map_or(text.len(), |(start, _)| start);
    Cow::Owned(format!("{}…", &text[..end]))
}

/// The lines of `text` within `columns`, broken between Han characters and at spaces by Unicode's rules (UAX #14): no
/// closing mark begins a line and no opening mark ends one. Line ends in `text` stay; a longer word is cut.
#[must_use]
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let options = Options::new(columns.max(2))
        .word_separator(WordSeparator::UnicodeBreakProperties)
        .word_splitter(WordSplitter::NoHyphenation)
        .wrap_algorithm(WrapAlgorithm::FirstFit);
    textwrap::wrap(text, options).into_iter().map(Cow::into_owned).collect()
}

/// `text` within `columns`, safe to show; lines behind the first begin with `indent` blanks, which count.
#[must_use]
pub fn fold(text: &str, columns: usize, indent: usize) -> String {
    let lines = text.lines().flat_map(|line| wrap(&visible(line), columns.saturating_sub(indent)));
    lines.collect::<Vec<_>>().join(&format!("\n{}", " ".repeat(indent)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn han_takes_two_columns() {
        assert_eq!(width("班主任ab，"), 10);
        assert_eq!(width("“”…"), 3);
    }

    #[test]
    fn pads_to_columns() {
        assert_eq!(pad("班", 4), "班  ");
        assert_eq!(pad("班主任", 4), "班主任");
    }

    #[test]
    fn truncates_by_columns() {
        assert_eq!(truncate("班主任", 6), "班主任");
        assert_eq!(truncate("班主任", 5), "班主…");
        assert_eq!(truncate("班主任", 4), "班…");
        assert_eq!(truncate("班", 0), "");
    }

    #[test]
    fn no_closing_mark_begins_a_line() {
        let text =
            "本校成立“薪火”班主任工作室，由主持人何知远老师（班主任）主持；开展读书会、课题研究等活动……成效《明显》！";
        for columns in 6..60 {
            for line in wrap(text, columns) {
                assert!(width(&line) <= columns, "{columns}: {line}");
                assert!(!line.starts_with(['，', '；', '、', '”', '）', '》', '！', '…']), "{columns}: {line}");
                assert!(!line.ends_with(['“', '（', '《']), "{columns}: {line}");
            }
        }
    }

    #[test]
    fn wrapping_keeps_line_ends_and_words() {
        assert_eq!(wrap("一二三\n四", 4), ["一二", "三", "四"]);
        assert_eq!(wrap("use Word here", 8), ["use Word", "here"]);
        assert_eq!(wrap("", 8), [""]);
    }
}
