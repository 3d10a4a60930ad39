//! JSON that may stand in a terminal and in the log of a workflow: whoever reads it gets every text as it is, and it gives no
//! command.

use std::fmt::Write as _;

use serde::Serialize;

use super::triples;

/// `value`, on lines as people read it. Written by their numbers are controls, which a terminal obeys, what turns the order of
/// reading, and the marks that begin a command wherever they stand; those that begin one at the beginning of a line stand at none.
///
/// # Errors
/// What the value says of itself.
pub fn written(value: &impl Serialize) -> serde_json::Result<String> {
    let text = serde_json::to_string_pretty(value)?;
    let mut safe = String::new();
    let mut from = 0;
    // Outside of a text there are none, and hardly ever in one.
    while let Some(at) = triples::next(text.as_bytes(), from, commands) {
        let Some(char) = text[at..].chars().next() else { break };
        safe.push_str(&text[from..at]);
        // Writing into a String cannot fail.
        let _ = write!(safe, "\\u{:04x}", u32::from(char));
        from = at + char.len_utf8();
    }
    if from == 0 {
        return Ok(text);
    }
    safe.push_str(&text[from..]);
    Ok(safe)
}

/// Whether such a character begins: DEL and the controls behind it, `##[`, and the marks of directions (UAX 9). Others are escaped
/// by all writers of JSON.
#[allow(clippy::needless_bitwise_bool, reason = "many bytes are looked at at once, without branches")]
fn commands(first: u8, second: u8, third: u8) -> bool {
    let control = (first == 0x7f) | (first == 0xc2) & (second < 0xa0);
    let command = (first == b'#') & (second == b'#') & (third == b'[');
    let marks = (third == 0x8e) | (third == 0x8f) | matches!(third, 0xaa..=0xae);
    let turns = (second == 0x80) & marks | (second == 0x81) & matches!(third, 0xa6..=0xa9);
    let letter = (first == 0xd8) & (second == 0x9c);
    control | command | (first == 0xe2) & turns | letter
}

#[cfg(test)]
mod tests {
    use super::super::safe::turns;
    use super::*;

    #[test]
    fn a_command_is_the_same_text_and_none() {
        let texts = ["##[error]x", r"\##[", "\"###[", "##", "# #[", "\u{7f}\u{9b}2J·", "\u{202e}甲\u{61c}”"];
        let text = written(&texts).unwrap();
        assert!(!text.contains("##[") && text.contains('·') && text.contains('”'), "{text}");
        assert!(!text.contains(|char: char| char.is_control() && char != '\n' || turns(char)), "{text}");
        assert_eq!(serde_json::from_str::<Vec<String>>(&text).unwrap(), texts);
    }

    #[test]
    fn every_mark_that_turns_is_known_by_its_bytes() {
        for char in ('\u{80}'..='\u{ffff}').filter(|char| turns(*char) || char.is_control()) {
            assert_eq!(written(&char.to_string()).unwrap(), format!("\"\\u{:04x}\"", u32::from(char)));
        }
    }
}
