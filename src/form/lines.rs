//! How many lines a text takes in a cell of a table. Row heights need it for every cell before anything is drawn, so it is
//! an estimate that is quick and never short, with the rules of Chinese line ends.
//!
//! The unit is half an em: a Han character or full-width mark takes two, an ASCII character one. Marks of ambiguous width
//! (“ ” — …) take two, as Chinese fonts draw them.

use unicode_width::UnicodeWidthChar;

/// The lines `text` takes in `room` units, at least one: it breaks at line ends, between Han characters and at spaces, never
/// within a word that fits, before a closing mark or after an opening one.
#[must_use]
pub fn lines(text: &str, room: usize) -> usize {
    let room = room.max(2);
    // No character has more units than bytes.
    if text.len() <= room && !text.contains('\n') {
        return 1;
    }
    text.split('\n').map(|line| wrapped(line, room)).sum()
}

fn wrapped(line: &str, room: usize) -> usize {
    let (mut lines, mut used, mut cluster) = (1, 0, 0);
    let mut before = Kind::Other;
    for character in line.chars() {
        let (width, kind) = (units(character), Kind::of(character));
        cluster = if before.holds(kind) { cluster + width } else { width };
        before = kind;
        if used + width <= room {
            used += width;
        } else if character != ' ' {
            lines += 1;
            // What holds together goes to the next line, unless it is longer than a line.
            cluster = if cluster > room { width } else { cluster };
            used = cluster;
        }
    }
    lines
}

/// What a character allows at its sides.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// No line ends after it.
    Opening,
    /// No line begins with it.
    Closing,
    /// No line ends between two of it.
    Word,
    /// Lines begin and end with it.
    Other,
}

impl Kind {
    fn of(character: char) -> Self {
        match character {
            '（' | '《' | '“' | '‘' | '〔' | '【' | '「' | '『' | '(' | '[' => Self::Opening,
            '，' | '。' | '、' | '；' | '：' | '！' | '？' | '）' | '》' | '”' | '’' | '〕' | '】' | '」' | '』'
            | '…' | '%' | ')' | ']' | ',' | '.' | ':' | ';' | '!' | '?' => Self::Closing,
            '!'..='~' => Self::Word,
            _ => Self::Other,
        }
    }

    /// Whether no line may end between this and what follows.
    fn holds(self, after: Self) -> bool {
        self == Self::Opening || after == Self::Closing || self == Self::Word && after == Self::Word
    }
}

/// The units of the longest word in `text`, with one in eight more for fonts of wide digits; Han characters are words of
/// their own.
#[must_use]
pub fn word(text: &str) -> usize {
    let longest = text.split(|c: char| !c.is_ascii_graphic()).map(str::len).max().unwrap_or(0);
    longest + longest / 8
}

/// The units of the longest line in `text`.
#[must_use]
pub fn length(text: &str) -> usize {
    text.split('\n').map(|line| line.chars().map(units).sum()).max().unwrap_or(0)
}

fn units(character: char) -> usize {
    match character {
        ' '..='~' => 1,
        '\u{4e00}'..='\u{9fff}' => 2,
        other => other.width_cjk().unwrap_or(0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_lines() {
        assert_eq!(lines("", 4), 1);
        assert_eq!(lines("班主任", 6), 1);
        assert_eq!(lines("班主任", 4), 2);
        assert_eq!(lines("一\n二", 4), 2);
        assert_eq!(lines("13800000000", 11), 1);
        assert_eq!(lines("电话13800000000", 11), 2);
        assert_eq!(lines("aaaaaaaaaaaa", 5), 3);
        assert_eq!(lines("use a word", 5), 2);
    }

    #[test]
    fn marks_take_their_neighbours_along() {
        assert_eq!(lines("一二，三", 4), 3);
        assert_eq!(lines("一（二三", 4), 3);
    }

    #[test]
    fn a_line_never_has_more_units_than_bytes() {
        for character in ('\u{20}'..='\u{ffff}').chain(['😀', '𠮷']) {
            assert!(units(character) <= character.len_utf8(), "{character:?}");
        }
    }
}
