//! A private list of names: where they stand in a text, and the text without them. Nothing here shows a name.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};

/// Names that no output may repeat.
#[derive(Clone)]
pub struct Names {
    finder: AhoCorasick,
    count: usize,
}

impl fmt::Debug for Names {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Names({})", self.count)
    }
}

impl Names {
    /// Makes the list. A name of two characters is found also with a blank between them, as lists of names pad it. Nothing
    /// if there are none, or more than can be searched for.
    #[must_use]
    pub fn new(names: &[String]) -> Option<Self> {
        let mut all = Vec::new();
        for name in names {
            let chars: Vec<char> = name.chars().filter(|c| !c.is_whitespace()).collect();
            if let [first, second] = *chars.as_slice() {
                all.extend([" ", "\u{3000}", "\u{3000}\u{3000}", "  "].map(|blank| format!("{first}{blank}{second}")));
            }
            all.push(chars.into_iter().collect());
            all.push(name.clone());
        }
        all.sort();
        all.dedup();
        let finder = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .ascii_case_insensitive(true)
            .build(&all)
            .ok()
            .filter(|_| !names.is_empty())?;
        Some(Self { finder, count: names.len() })
    }

    /// Where names stand in `text`, in order.
    pub fn scan<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
        self.finder.find_iter(text).map(|found| found.range())
    }

    /// Whether a name stands in `text`.
    #[must_use]
    pub fn stand_in(&self, text: &str) -> bool {
        self.finder.is_match(text)
    }

    /// `text` with a `*` for each character of a name.
    #[must_use]
    pub fn conceal<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let mut hidden = String::new();
        let mut from = 0;
        for found in self.scan(text) {
            hidden.push_str(&text[from..found.start]);
            hidden.extend(std::iter::repeat_n('*', text[found.clone()].chars().count()));
            from = found.end;
        }
        if from == 0 {
            return Cow::Borrowed(text);
        }
        hidden.push_str(&text[from..]);
        Cow::Owned(hidden)
    }

    /// Takes the names out of `text`.
    pub fn take_out(&self, text: &mut String) {
        if let Cow::Owned(hidden) = self.conceal(text) {
            *text = hidden;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Names;

    #[test]
    fn names_are_found_whole_padded_and_shown_nowhere() {
        let names = Names::new(&["林小树".to_owned(), "韩牧".to_owned()]).expect("names");
        assert_eq!(names.conceal("林小树和韩　牧、韩 牧"), "***和***、***");
        assert_eq!(names.scan("见韩牧。").next(), Some(3..9));
        assert_eq!(format!("{names:?}"), "Names(2)");
        assert!(Names::new(&[]).is_none());
    }
}
