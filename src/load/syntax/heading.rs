//! Headings: `[profile]` before the one table of a name, `[[growth]]` before each block of a list.

use super::key;
use super::slip::{Found, Mend, Seen, Slip};
use super::value;
use crate::standard::kind::{Fields, Type};

/// The brackets or the words of a heading.
pub(super) fn find(seen: &Seen<'_>) -> Option<Found> {
    let line = seen.text();
    if seen.within_list() || !line.trim_start().starts_with('[') {
        return None;
    }
    let (said, remark) = value::split_remark(line);
    let opened = said.trim_start();
    let single = opened.trim_start_matches(['[', ' ']);
    let (name, rest) = single.split_once(']').unwrap_or((single.trim_end(), ""));
    let behind = rest.trim_start_matches([']', ' ']);
    let name = name.trim();
    let double = opened.starts_with("[[") || rest.starts_with(']');
    let at = seen.whole();
    if !key::is_plain(name) {
        let known = key::by_label(Some(seen.root), name);
        let start = line.find(name).unwrap_or(at.start);
        let span = start..start + name.len();
        return Some(match known {
            Some(field) => {
                let mended = header(&field.key, field.of == Type::Rows);
                seen.better(Slip::Key, span, mended)
            }
            None => seen.here(Slip::Key, span, Mend::Aside(seen.line, header(&super::aside(seen.line), double))),
        });
    }
    let double = of(seen.root, name).map_or(double, |of| of == Type::Rows);
    let mut mended = header(name, double);
    let remark = remark.trim_start_matches('#').trim();
    for words in [behind.trim(), remark].iter().filter(|words| !words.is_empty()) {
        mended.push_str(" # ");
        mended.push_str(words);
    }
    Some(seen.better(Slip::Heading, at, mended))
}

/// A heading as one types it.
pub(super) fn header(name: &str, double: bool) -> String {
    if double { format!("[[{name}]]") } else { format!("[{name}]") }
}

/// The type of what stands below the heading `name`.
pub(super) fn of(root: &Fields, name: &str) -> Option<Type> {
    root.at(name).map(|field| field.of)
}
