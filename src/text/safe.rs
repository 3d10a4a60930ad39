//! Text from records made safe to show. A file may hold what drives a terminal (escape sequences), what reverses the order
//! of reading (bidirectional controls) or what nobody sees (zero-width characters): each is shown by its code instead. What is
//! shown may stand in the log of a workflow, too, where `::` at the beginning of a line and `##[` anywhere begin a command.

use std::borrow::Cow;
use std::fmt::Write;
use std::ops::Range;

/// `text` with every control, bidirectional and invisible character shown as `<U+202E>`, a tab as one space, and a blank within
/// what may begin a command of a workflow. Line ends are controls too: split text into lines first. Borrowed when there is
/// nothing to change.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(is_unsafe) && COMMANDS.iter().all(|begins| !text.contains(begins)) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 16);
    text.chars().for_each(|character| show(character, &mut safe));
    Cow::Owned(safe)
}

/// The same for a page, which is no log: only what steers or is not seen is shown otherwise.
#[must_use]
pub fn readable(text: &str) -> Cow<'_, str> {
    if !hides(text) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 16);
    text.chars().for_each(|character| seen(character, &mut safe));
    Cow::Owned(safe)
}

/// Whether something in `text` steers what shows it, or is not seen.
#[must_use]
pub fn hides(text: &str) -> bool {
    text.contains(is_unsafe)
}

/// [`visible`] text with the places of carets: for each of `columns`, characters of `text` counted from 1 in any order, the
/// byte offset in the safe text where that character begins; its end for a column past the last character.
#[must_use]
pub fn visible_with_map(text: &str, columns: &[usize]) -> (String, Vec<usize>) {
    let mut safe = String::with_capacity(text.len());
    let mut offsets = vec![None; columns.len()];
    for (index, character) in text.chars().enumerate() {
        for (offset, &column) in offsets.iter_mut().zip(columns) {
            if column.saturating_sub(1) == index {
                *offset = Some(safe.len());
            }
        }
        show(character, &mut safe);
    }
    let offsets = offsets.into_iter().map(|offset| offset.unwrap_or(safe.len())).collect();
    (safe, offsets)
}

/// `text` with a `*` for each character at `places`, which are in order and do not overlap; line ends stay.
#[must_use]
pub fn starred(text: &str, places: impl IntoIterator<Item = Range<usize>>) -> Cow<'_, str> {
    let mut hidden = String::new();
    let mut from = 0;
    for place in places {
        hidden.push_str(&text[from..place.start]);
        hidden.extend(text[place.clone()].chars().map(|char| if char == '\n' { char } else { '*' }));
        from = place.end;
    }
    if from == 0 {
        return Cow::Borrowed(text);
    }
    hidden.push_str(&text[from..]);
    Cow::Owned(hidden)
}

/// What begins a command in the log of a workflow (actions/runner, `ActionCommand`): a line of the one, the other anywhere; and
/// what begins one in a pipeline of Azure.
const COMMANDS: [&str; 3] = ["::", "##[", "##vso["];

fn show(character: char, safe: &mut String) {
    if COMMANDS.iter().any(|begins| begins.strip_suffix(character).is_some_and(|before| safe.ends_with(before))) {
        safe.push(' ');
    }
    seen(character, safe);
}

fn seen(character: char, safe: &mut String) {
    if character == '\t' {
        safe.push(' ');
    } else if is_unsafe(character) {
        // Writing into a String cannot fail.
        let _ = write!(safe, "<U+{:04X}>", u32::from(character));
    } else {
        safe.push(character);
    }
}

/// C0, DEL and C1 controls, and what nobody sees.
fn is_unsafe(character: char) -> bool {
    character.is_control() || is_invisible(character)
}

/// What turns the order of reading.
#[must_use]
pub fn turns(character: char) -> bool {
    matches!(character,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Bidirectional controls; zero-width, separator, annotation, invisible and tag characters; marks of a byte order.
#[must_use]
pub fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{ad}'
        | '\u{61c}'
        | '\u{180e}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}')
}

/// Whether the character at byte `at` of a line joins two pictures into one, as in that of a family.
#[must_use]
pub fn joins(line: &str, at: usize) -> bool {
    let is_picture = |char: char| matches!(char, '\u{2190}'..='\u{2bff}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}');
    let before = line[..at].chars().next_back().is_some_and(is_picture);
    let mut rest = line[at..].chars();
    rest.next() == Some('\u{200d}') && before && rest.next().is_some_and(is_picture)
}

/// Whether a reader sees nothing of a character: what is invisible, what Unicode calls ignorable wherever it stands (joiners,
/// selectors of a form, fillers), a blank of Braille, the place of an object, and controls but for tabs and the ends of lines.
#[must_use]
pub fn is_unseen(character: char) -> bool {
    let steers = character.is_control() && !matches!(character, '\t' | '\n' | '\r');
    steers
        || is_invisible(character)
        || matches!(character,
            '\u{34f}'
            | '\u{115f}'
            | '\u{1160}'
            | '\u{17b4}'
            | '\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{2800}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fff8}'
            | '\u{fffc}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0080}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_text_is_borrowed() {
        assert!(matches!(visible("班主任 “工作室”…é😀"), Cow::Borrowed(_)));
    }

    #[test]
    fn controls_are_shown() {
        assert_eq!(visible("a\u{1b}[31m红\u{7f}\u{9b}"), "a<U+001B>[31m红<U+007F><U+009B>");
        assert_eq!(visible("一\r\n二\t三"), "一<U+000D><U+000A>二 三");
    }

    #[test]
    fn what_reverses_or_hides_is_shown() {
        for character in
            "\u{202a}\u{202e}\u{2066}\u{2069}\u{200e}\u{200f}\u{61c}\u{200b}\u{2028}\u{2029}\u{feff}".chars()
        {
            let shown = visible(&character.to_string()).into_owned();
            assert_eq!(shown, format!("<U+{:04X}>", u32::from(character)));
        }
    }

    #[test]
    fn nothing_begins_a_command_of_a_workflow() {
        assert_eq!(visible("##vso[task.complete]"), "##vso [task.complete]");
        assert_eq!(visible("x ##[error]a ::b:::c"), "x ## [error]a : :b: : :c");
        assert_eq!(visible_with_map("##[a", &[3, 4]), ("## [a".to_owned(), vec![2, 4]));
        assert_eq!(readable("std::x ##[\u{7}"), "std::x ##[<U+0007>");
    }

    #[test]
    fn columns_map_to_offsets() {
        let (safe, offsets) = visible_with_map("名\u{202e}=一", &[1, 2, 3, 4, 5, 9, 2]);
        assert_eq!(safe, "名<U+202E>=一");
        assert_eq!(offsets, [0, 3, 11, 12, 15, 15, 3]);
    }

    #[test]
    fn an_empty_line_maps_to_its_start() {
        assert_eq!(visible_with_map("", &[1]), (String::new(), vec![0]));
    }
}
