//! A root file read alone, without the records it belongs to, or a studio that is read and not judged: what it says of itself is all
//! that is asked.

use std::path::Path;

use jiff::civil::date;

use super::Check;
use crate::finding::Finding;
use crate::load::{self, Texts};
use crate::record::Studio;
use crate::record::calendar::{Calendar, Dates};
use crate::standard::Standard;
use crate::text::lang::Lang;

/// What `then` makes of the file `name` in `folder` and of what is wrong with reading it; `way` leads there in places.
pub(super) fn root<T>(
    standard: &Standard,
    (folder, way): (&Path, &str),
    name: &str,
    lang: Lang,
    then: impl FnOnce(&Check<'_>, Vec<Finding>) -> T,
) -> T {
    let texts = load::read_one(standard, (folder, way), name, lang);
    of(standard, texts, folder, lang, then)
}

/// What `then` makes of the studio in `folder`, whole.
pub(super) fn whole<T>(
    standard: &Standard,
    root: &Path,
    folder: &Path,
    lang: Lang,
    then: impl FnOnce(&Check<'_>) -> T,
) -> T {
    of(standard, load::read(standard, root, folder, lang), folder, lang, |check, _| then(check))
}

fn of<T>(
    standard: &Standard,
    texts: Texts,
    folder: &Path,
    lang: Lang,
    then: impl FnOnce(&Check<'_>, Vec<Finding>) -> T,
) -> T {
    let parsed = load::parse(standard, &texts.sources, lang);
    // Of no day that anybody would write could be said that it is too far ahead.
    let calendar = Calendar::new(Dates::default(), standard, date(2079, 12, 31));
    let studio = Studio::new(standard, &texts.sources, parsed.records, calendar, parsed.broken);
    let findings = [texts.findings, parsed.findings].concat();
    then(&Check::new(&studio, folder, lang), findings)
}
