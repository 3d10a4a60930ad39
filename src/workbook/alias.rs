//! Other ways to write the name of a record: a year as people call it, and a day in place of a name that begins with it.

use unicode_normalization::UnicodeNormalization;

use super::compare::Given;
use crate::edit::stem::is_dated;
use crate::standard::kind::{Kind, Stem};
use crate::text::day;

/// Dashes between two years.
const DASHES: [char; 7] = ['—', '–', '−', '―', '~', '〜', '至'];

/// The name of a record of a year that `text` means, where it is not that name: `2021—2022学年度` is called 2021-2022.
pub(super) fn year(given: &Given<'_>, kind: &Kind, text: &str) -> Option<String> {
    kind.stem.filter(|Stem::Year| true)?;
    let plain: String = text.nfkc().filter(|char| !char.is_whitespace()).collect();
    let plain = plain.replace(DASHES, "-").replace("--", "-");
    let plain = plain.trim_end_matches(['学', '年', '度']);
    (plain != text && given.studio.calendar.year(plain).is_some()).then(|| plain.to_owned())
}

/// The day that `text` means, where names of the kind begin with one and it is not written so.
pub(super) fn day(kind: &Kind, text: &str) -> Option<String> {
    let plain: String = text.nfkc().collect();
    is_dated(kind).then(|| day::read(&plain))??.ok()
}
