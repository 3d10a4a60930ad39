//! A line that a help tells to write.

use std::borrow::Cow;

use super::lang::Lang;
use super::personal::conceal;
use crate::say;

/// `line`, and where a number is hidden when it is shown, that its stars are not to be copied.
#[must_use]
pub fn to_write(line: &str, lang: Lang) -> Cow<'_, str> {
    match conceal(line) {
        Cow::Owned(_) => say!(lang, "line.hidden", line = line).into(),
        Cow::Borrowed(_) => line.into(),
    }
}
