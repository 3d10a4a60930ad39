//! What a cell says where one of a list is to be chosen, and the list does not have it.

use super::several::parts;
use super::typed::Typed;
use crate::say;
use crate::standard::Standard;
use crate::standard::kind::Field;
use crate::standard::vocabulary::List;
use crate::text::lang::Lang;
use crate::text::nearest::{begun, nearest, short_for};

/// A word of one's own, where the list is open.
///
/// # Errors
/// What to write in its place, as a message.
pub(super) fn own_word(
    standard: &Standard,
    field: &Field,
    list: &List,
    text: &str,
    lang: Lang,
) -> Result<Typed, String> {
    let values = || list.values.iter().map(|value| value.value.as_str());
    let all = lang.list(values());
    let chosen = text.split('\n').flat_map(parts);
    let n = chosen.clone().count();
    if n > 1 && !field.many && chosen.clone().all(|part| values().any(|value| value == part)) {
        return Err(say!(lang, "cell.one", n = n, text = lang.list(chosen)));
    }
    if let Some(whole) = begun(text, values()).filter(|_| !list.open) {
        let remark = Some(say!(lang, "cell.begun", text = text, name = whole));
        return Ok(Typed { text: whole.to_owned(), remark });
    }
    let near = nearest(text, values()).or_else(|| short_for(text, values()));
    match (list.open, near) {
        (true, near) => {
            let remark = Some(match near {
                Some(near) => say!(lang, "cell.own-word.near", text = text, near = near, values = all),
                None => say!(lang, "cell.own-word", text = text, values = all),
            });
            Ok(Typed { text: text.to_owned(), remark })
        }
        (false, Some(near)) => Err(say!(lang, "cell.not-in-list.near", text = text, near = near, values = all)),
        // Without what a clause asks for nothing is said.
        (false, None) if field.required || standard.asking(field).is_some() => {
            Err(say!(lang, "cell.not-in-list", text = text, values = all))
        }
        (false, None) => Err(say!(lang, "cell.not-in-list.optional", text = text, values = all)),
    }
}
