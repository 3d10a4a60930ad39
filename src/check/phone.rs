//! Telephones: one without a number, and one whose number is typed in full width.

use super::Check;
use crate::finding::{Finding, Place, Severity};
use crate::say;
use crate::standard::kind::{Field, Role};
use crate::text::phone::{has_number, narrow};

/// What is wrong with `text` where a telephone belongs.
pub(super) fn phone(check: &Check<'_>, field: &Field, text: &str, place: impl Fn() -> Place) -> Option<Finding> {
    if !field.has(Role::Phone) {
        return None;
    }
    let (lang, name) = (check.lang, field.named(check.lang));
    let (rule, severity, message, help) = if !has_number(text) {
        let help = say!(lang, "shape.phone.help", help = field.help, key = field.key);
        ("record/type", Severity::Error, say!(lang, "shape.phone", name = name, text = text), help)
    } else if narrow(text).is_some() {
        let help = say!(lang, "shape.phone.wide.help");
        ("record/likely", Severity::Warning, say!(lang, "shape.phone.wide", name = name), help)
    } else {
        return None;
    };
    Some(Finding::new(rule, severity, vec![place()], &field.key, message, help))
}
