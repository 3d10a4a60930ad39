//! How the words of the standard that the binary carries begin: made by the build script, since making it took a sixth of the
//! instructions of the check of one school. It is known by the words themselves, so that whoever changes one in a standard of his own has it made anew.

#![allow(clippy::unreadable_literal, reason = "what a script writes nobody reads")]

use super::chars::Chars;
use super::heads::Heads;
use super::starts::Starts;
use super::table::Table;

/// A list, and how its words begin.
struct List {
    text: &'static str,
    starts: Starts,
}

include!(concat!(env!("OUT_DIR"), "/carried.rs"));

/// How the words of this list begin, if it is carried.
pub fn starts(text: &str) -> Option<&'static Starts> {
    LISTS.iter().find(|list| list.text == text).map(|list| &list.starts)
}

/// How the words of these lists begin, if they are carried together.
pub fn heads(lists: &[&str]) -> Option<&'static Heads> {
    let lists = lists.join(" ");
    HEADS.iter().find(|heads| heads.lists == lists)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_carried_is_what_would_be_made() {
        assert!(LISTS.len() > 10 && HEADS.len() == 2);
        for List { text, starts } in &LISTS {
            assert_eq!(format!("{starts:?}"), format!("{:?}", Starts::of(&[text], |_| ())));
        }
        let standard = crate::standard::embedded().expect("a sound standard");
        let privacy = standard.privacy.expect("words");
        privacy.prepare(true);
        for heads in [privacy.sensitive.made(), privacy.pupils.made()] {
            assert!(HEADS.iter().any(|carried| std::ptr::eq(carried, heads)), "made anew: {}", heads.lists);
        }
    }
}
