//! The engine's own words: one table of messages, each with its Chinese and its English side by side.
//!
//! A message has a key and names in braces; `say!` fills them in. What a standard says in its data is not here.

use std::fmt::{Display, Write};
use std::sync::LazyLock;

use foldhash::{HashMap, HashMapExt};

use super::lang::Lang;

mod against;
mod case;
mod check;
mod ci;
mod command;
mod fill;
mod load;
mod names;
mod overlay;
mod pack;
mod page;
mod report;
mod review;
mod rules;
mod schema;
mod start;
mod status;
mod tidy;
mod workbook;

/// A message in both languages: key, Chinese, English.
pub type Entry = (&'static str, &'static str, &'static str);

/// All tables, each sorted by key.
const TABLES: [&[Entry]; 19] = [
    against::TABLE,
    case::TABLE,
    check::TABLE,
    ci::TABLE,
    command::TABLE,
    fill::TABLE,
    load::TABLE,
    names::TABLE,
    overlay::TABLE,
    pack::TABLE,
    page::TABLE,
    report::TABLE,
    review::TABLE,
    rules::TABLE,
    schema::TABLE,
    start::TABLE,
    status::TABLE,
    tidy::TABLE,
    workbook::TABLE,
];

/// The message `key` in `lang` with its names filled in; the key itself if there is no such message.
#[must_use]
pub fn say(lang: Lang, key: &str, names: &[(&str, &dyn Display)]) -> String {
    let Some((_, zh, en)) = find(key) else { return key.to_owned() };
    let text = match lang {
        Lang::Zh => zh,
        Lang::En => en,
    };
    fill(text, names)
}

/// `text` with every `{name}` replaced.
#[must_use]
pub fn fill(text: &str, names: &[(&str, &dyn Display)]) -> String {
    let mut out = String::with_capacity(text.len() + 32);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let (name, tail) = after.split_once('}').unwrap_or((after, ""));
        match names.iter().find(|(known, _)| *known == name) {
            // Writing into a String cannot fail.
            Some((_, value)) => drop(write!(out, "{value}")),
            None => out.extend(["{", name, "}"]),
        }
        rest = tail;
    }
    out.push_str(rest);
    out
}

/// The names of the rules that are no clauses, such as `record/syntax`; each is the key of what it is about.
pub fn rules() -> impl Iterator<Item = &'static str> {
    rules::TABLE.iter().map(|(name, ..)| *name)
}

fn find(key: &str) -> Option<&'static Entry> {
    static ALL: LazyLock<HashMap<&str, &Entry>> = LazyLock::new(|| {
        let mut all = HashMap::with_capacity(TABLES.iter().map(|table| table.len()).sum());
        all.extend(TABLES.into_iter().flatten().map(|entry| (entry.0, entry)));
        all
    });
    ALL.get(key).copied()
}

/// Says a message of the engine by its key, with its names filled in.
#[macro_export]
macro_rules! say {
    ($lang:expr, $key:expr $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::text::message::say($lang, $key, &[$((stringify!($name), &$value)),*])
    };
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn names(text: &str) -> BTreeSet<&str> {
        text.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(name, _)| name)).collect()
    }

    #[test]
    fn every_message_is_complete_in_both_languages() {
        for table in TABLES {
            assert!(table.is_sorted_by_key(|(key, ..)| *key), "sorted by key");
            for (key, zh, en) in table {
                assert!(!zh.is_empty() && !en.is_empty(), "{key}");
                assert_eq!(names(zh), names(en), "{key}: the same names in both languages");
            }
        }
    }

    #[test]
    fn no_two_messages_share_a_key() {
        let mut keys = BTreeSet::new();
        for (key, ..) in TABLES.iter().copied().flatten() {
            assert!(keys.insert(*key), "{key} stands in two tables");
        }
    }

    #[test]
    fn every_message_that_is_said_exists_and_every_one_is_said() {
        let mut said = String::new();
        for entry in walkdir::WalkDir::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")) {
            let path = entry.expect("a readable tree").into_path();
            let table = path.parent().is_some_and(|folder| folder.ends_with("message"));
            if path.extension().is_some_and(|kind| kind == "rs" || kind == "html") && !table {
                said.push_str(&std::fs::read_to_string(path).expect("utf-8"));
            }
        }
        let quoted: BTreeSet<&str> = said.split('"').collect();
        let begun: BTreeSet<&str> =
            said.split("say(\"").filter_map(|rest| rest.split_once("\" ~")).map(|two| two.0).collect();
        for table in TABLES {
            for (key, ..) in table {
                // The command line and `explain` put these keys together from names.
                let composed = key.starts_with("about.") || key.starts_with("arg.") || rules().any(|rule| rule == *key);
                // So do templates, from a beginning and the name of a state.
                let composed = composed || key.match_indices('-').any(|(end, _)| begun.contains(&key[..=end]));
                assert!(composed || quoted.contains(key), "{key} is never said");
            }
        }
        for part in said.split("say!(").skip(1) {
            let call = part.split(')').next().unwrap_or_default();
            let Some(key) = call.split('"').nth(1).filter(|key| key.contains('.') && !key.contains([' ', '{'])) else {
                continue;
            };
            assert!(find(key).is_some(), "{key} is said but does not exist");
        }
    }

    #[test]
    fn names_are_filled_in() {
        assert_eq!(fill("{a}和{b}", &[("a", &1), ("b", &"x{a}")]), "1和x{a}");
    }
}
