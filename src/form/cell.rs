//! What a cell of a workbook can hold. A workbook is XML with limits of its own: text that it cannot hold would make the
//! whole file unreadable, so it is replaced in a way people see.

use std::borrow::Cow;

use crate::text::safe::turns;

/// The most UTF-16 units a cell can hold.
pub const LONGEST: usize = 32_767;
const CUT: &str = "……（文字过长，此后未能列入）";

/// `text` as a cell can hold it: line ends are `\n`, a tab is a space, characters that XML 1.0 or people do not know, and those
/// that turn the order of reading, show as U+FFFD, and what is longer than a cell is cut and says so.
#[must_use]
pub fn clean(text: &str) -> Cow<'_, str> {
    if text.len() <= LONGEST && is_clean(text.as_bytes()) {
        return Cow::Borrowed(text);
    }
    let foreign = |c: char| c.is_control() && c != '\n' || matches!(c, '\u{fffe}' | '\u{ffff}') || turns(c);
    let text = text.replace("\r\n", "\n").replace('\r', "\n").replace('\t', " ").replace(foreign, "\u{fffd}");
    if text.encode_utf16().count() <= LONGEST {
        return Cow::Owned(text);
    }
    let mut room = LONGEST - CUT.encode_utf16().count();
    let kept = text.chars().take_while(|c| {
        let fits = room >= c.len_utf16();
        room = room.saturating_sub(c.len_utf16());
        fits
    });
    Cow::Owned(kept.chain(CUT.chars()).collect())
}

/// Whether no byte can be of a character that a cell cannot hold: the quick look that nearly every cell passes. C2 begins
/// the controls from U+0080 on, EF BF the characters from U+FFC0 on, D8 9C is U+061C. The other characters that turn the order
/// of reading share two bytes with Chinese quotation marks, so that the third counts.
fn is_clean(bytes: &[u8]) -> bool {
    let (mut first, mut before) = (0, 0);
    let doubtful = bytes.iter().fold(false, |doubtful, &byte| {
        let control = byte < 0x20 && byte != b'\n' || byte == 0x7f;
        let begins = byte == 0xc2 || before == 0xef && byte == 0xbf || before == 0xd8 && byte == 0x9c;
        let turns = first == 0xe2
            && (before == 0x80 && matches!(byte, 0x8e | 0x8f | 0xaa..=0xae)
                || before == 0x81 && matches!(byte, 0xa6..=0xa9));
        (first, before) = (before, byte);
        doubtful | control | begins | turns
    });
    !doubtful
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_cell_can_hold_stays() {
        for text in ["", "班主任“工作室”，１％", "一\n二", "é·😀"] {
            assert_eq!(clean(text), text);
        }
    }

    #[test]
    fn what_it_cannot_hold_is_seen() {
        assert_eq!(clean("一\r\n二\r三\t四\u{0}\u{1b}\u{fffe}"), "一\n二\n三 四\u{fffd}\u{fffd}\u{fffd}");
        for foreign in
            ["\u{1}", "\u{7f}", "\u{85}", "\u{ffff}", "\u{61c}", "\u{200e}", "\u{202e}", "\u{2066}", "\u{2069}"]
        {
            assert_eq!(clean(foreign), "\u{fffd}");
        }
    }

    #[test]
    fn long_text_is_cut_at_a_character() {
        for full in ["一".repeat(LONGEST), "😀".repeat(LONGEST / 2)] {
            assert_eq!(clean(&full), full);
            let cut = clean(&format!("{full}二二")).into_owned();
            assert!(cut.ends_with(CUT));
            assert!((LONGEST - 1..=LONGEST).contains(&cut.encode_utf16().count()));
        }
    }
}
