//! How wide Chinese text prints in a terminal, and how it is padded, cut and wrapped to columns. A column is one half-width
//! character; a Han character takes two.

use std::borrow::Cow;
use std::ops::Range;

use textwrap::core::{Word, break_words};
use textwrap::{WordSeparator, WrapAlgorithm};
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
/// closing mark begins a line and no opening mark ends one. A path stays whole where it fits into a line. Line ends in `text`
/// stay; a longer word is cut.
#[must_use]
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(2);
    text.split('\n').flat_map(|line| folded(line, columns)).collect()
}

/// One line as several.
fn folded(line: &str, columns: usize) -> Vec<String> {
    if line.len() <= columns {
        return vec![line.trim_end_matches(' ').to_owned()];
    }
    let mut words: Vec<Word<'_>> = Vec::new();
    let mut start = 0;
    let mut paths = paths(line).filter(|path| width(&line[path.clone()]) <= columns).peekable();
    for word in WordSeparator::UnicodeBreakProperties.find_words(line) {
        let end = start + word.word.len() + word.whitespace.len();
        while paths.next_if(|path| path.end <= start).is_some() {}
        match (words.last_mut(), paths.peek()) {
            (Some(last), Some(path)) if path.start < start => {
                let first = start - last.word.len() - last.whitespace.len();
                *last = Word::from(&line[first..end]);
            }
            _ => words.push(word),
        }
        start = end;
    }
    let words = break_words(words, columns);
    let text = |words: &[Word<'_>]| {
        let mut text: String = words.iter().flat_map(|word| [word.word, word.whitespace]).collect();
        text.truncate(text.trim_end_matches(' ').len());
        text
    };
    WrapAlgorithm::FirstFit.wrap(&words, &[columns]).into_iter().map(text).collect()
}

/// Where the paths in a line stand: what has a `/` between names, up to its ending and the numbers of a line and a column.
fn paths(line: &str) -> impl Iterator<Item = Range<usize>> {
    let is_part = |char: char| char.is_alphanumeric() || matches!(char, '/' | '-' | '_' | '.' | ':' | '#');
    let mut rest = 0;
    std::iter::from_fn(move || {
        loop {
            let start = rest + line[rest..].find(is_part)?;
            let end = line[start..].find(|char| !is_part(char)).map_or(line.len(), |end| start + end);
            rest = end;
            let run = &line[start..end];
            if let Some(path) = path(run) {
                return Some(start + path.start..start + path.end);
            }
        }
    })
}
/// The path in letters, digits and the marks of paths that stand together; of words in Han characters before it only as many as
/// may name a folder.
fn path(run: &str) -> Option<Range<usize>> {
    let (first, last) = (run.find('/')?, run.rfind('/')?);
    if run.contains("://") {
        return None;
    }
    let bytes = |chars: &mut dyn Iterator<Item = char>| chars.map(char::len_utf8).sum::<usize>();
    let before = || run[..first].chars().rev();
    let folder = match bytes(&mut before().take_while(char::is_ascii)) {
        0 => bytes(&mut before().take(8)),
        ascii => ascii,
    };
    let name = &run[last + 1..];
    let mut endings = name.match_indices('.').map(|(at, _)| at + 1);
    let ending = endings.find(|at| name[*at..].starts_with(|char: char| char.is_ascii_alphabetic()));
    let from = ending.unwrap_or(0);
    let is_behind = |char: &char| char.is_ascii_alphanumeric() || ending.is_none() && char.is_ascii() || *char == ':';
    let end = last + 1 + from + bytes(&mut name[from..].chars().take_while(is_behind));
    Some(first - folder..end)
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
    fn a_path_goes_whole_to_the_next_line() {
        assert_eq!(wrap("缺 members/何知远.toml:18，再看", 24), ["缺", "members/何知远.toml:18，", "再看"]);
        assert_eq!(wrap("材料，放进证据/2022纪要.pdf里", 22), ["材料，", "放进证据/2022纪要.pdf", "里"]);
        assert_eq!(wrap("rules circular/leading-group", 22), ["rules", "circular/leading-group"]);
        // One that is too long is cut as any text is.
        assert_eq!(wrap("members/何知远.toml", 10), ["members/何", "知远.toml"]);
        for columns in 2..40 {
            for line in wrap("见 https://x.cn/a/b.html 和 studio.toml、甲/乙/丙 a/b/c.toml:1:2", columns) {
                assert!(width(&line) <= columns, "{columns}: {line}");
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
