//! What to write in place of a text that its list does not have.

use super::Check;
use super::meant::split;
use crate::record::BLANK;
use crate::say;
use crate::standard::kind::Field;
use crate::standard::vocabulary::List;
use crate::text::nearest::{nearest, short_for};

/// What to write in place of `text`; nothing where a list that cannot be read may have it.
pub(super) fn instead(check: &Check<'_>, field: &Field, list: &List, text: &str) -> Option<String> {
    let lang = check.lang;
    let values: Vec<&str> = list.values.iter().map(|value| value.value.as_str()).collect();
    if let Some(bare) = list.find(text.trim()) {
        return Some(say!(lang, "shape.not-in-list.blank", near = bare.value));
    }
    let parts = split(text);
    // Beside one that is listed another may be a word of one's own.
    let is_listed = |item: &String| list.find(item.trim_matches('"')).is_some();
    let all = || values.iter().copied();
    let near = nearest(text, all()).or_else(|| short_for(text, all()).filter(|_| !list.open));
    if let Some(items) = parts.filter(|items| items.iter().any(is_listed)) {
        let all = lang.list(&values);
        let joined = || say!(lang, "shape.not-in-list.joined", items = items.join(", "));
        return Some(if field.many { joined() } else { say!(lang, "shape.not-in-list.help", values = all) });
    }
    if check.overlays_unread && near.is_none() {
        return None;
    }
    let all = lang.list(&values);
    let own = list.fallback().filter(|_| list.open);
    let mut help = near.map_or_else(
        || say!(lang, "shape.not-in-list.help", values = all),
        |near| say!(lang, "shape.not-in-list.near", near = near, values = all),
    );
    if let Some(other) = own {
        help.push_str(&say!(lang, "shape.not-in-list.open", other = other.value));
    } else if near.is_none() && !field.required && !field.many {
        help.push_str(&match check.standard.asking(field) {
            Some(clause) => say!(lang, "shape.not-in-list.asked", id = clause.id, help = field.help, blank = BLANK),
            None => say!(lang, "shape.not-in-list.optional"),
        });
    }
    Some(help)
}
