//! What is in a cell that nobody sees, or that only looks like what belongs there.

use super::raw::Raw;
use super::typed::{Typed, shown};
use crate::say;
use crate::standard::kind::Field;
use crate::text::lang::Lang;
use crate::text::phone::{has_number, narrow};
use crate::text::safe::{is_invisible, joins};

/// `text` without the characters that nobody sees and other programs leave in cells: a tab is a space, a break is a line.
pub(super) fn legible(text: &str) -> String {
    let text = text.replace('\t', " ").replace(['\u{b}', '\u{c}', '\u{2028}', '\u{2029}'], "\n");
    text.replace(|char: char| char.is_control() && char != '\n' || matches!(char, '\u{fffe}' | '\u{ffff}'), "")
}

/// A cell as the sheet shows it, for messages.
pub(super) fn on_sheet(raw: &Raw) -> String {
    match raw {
        Raw::Truth(yes) => yes.to_string().to_uppercase(),
        raw => shown(Some(raw)),
    }
}

/// A text without what nobody sees of it, with a remark where there was some; what joins two pictures into one stays.
pub(super) fn seen(text: &str, lang: Lang) -> (String, Option<String>) {
    let unseen = |(at, char): &(usize, char)| is_invisible(*char) && !joins(text, *at);
    let Some((_, first)) = text.char_indices().find(unseen) else { return (text.to_owned(), None) };
    let kept: String = text.char_indices().filter(|one| !unseen(one)).map(|(_, char)| char).collect();
    let code = format!("U+{:04X}", u32::from(first));
    let remark = say!(lang, "cell.unseen", text = kept.trim(), code = code);
    (kept, Some(remark))
}

/// A telephone, with its number in ASCII.
///
/// # Errors
/// That there is no number in it.
pub(super) fn phone(field: &Field, text: &str, lang: Lang) -> Result<Typed, String> {
    if !has_number(text) {
        return Err(say!(lang, "cell.phone", text = text, help = field.help));
    }
    let narrow = narrow(text);
    let remark = narrow.as_ref().map(|text| say!(lang, "cell.narrow", text = text));
    Ok(Typed { text: narrow.unwrap_or_else(|| text.to_owned()), remark })
}
