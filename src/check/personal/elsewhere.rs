//! Where else in a text a name stands that was found in it; and names that the text itself says are none.

use std::collections::HashSet;
use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};

use super::pupil::Finder;

impl Finder<'_> {
    /// All places of the names that are `found` in the text, in order: one of them beside a word for a pupil tells what the
    /// others are. A name that is marked as invented where it first stands is invented everywhere.
    pub fn everywhere(&self, found: Vec<Range<usize>>) -> Vec<Range<usize>> {
        let names: Vec<&str> = found.iter().map(|name| &self.text[name.clone()]).collect();
        let names: Vec<&str> = names.into_iter().collect::<HashSet<_>>().into_iter().collect();
        // That the names are too many for an automaton happens to no text that is read.
        let Ok(search) = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&names) else {
            return found;
        };
        let mut invented = HashSet::new();
        let mut places = Vec::new();
        for one in search.find_iter(self.text) {
            let after = &self.text[one.end()..];
            if self.words.invented.begin(after).is_some() {
                invented.insert(one.pattern());
            }
            let first = found.partition_point(|name| name.end <= one.start());
            let known = found.get(first).is_some_and(|name| name.start < one.end());
            // Two characters may be parts of two words.
            let long = names[one.pattern()].chars().nth(2).is_some();
            if known || (long || self.ends(after)) && self.words.unless.begin(after).is_none() {
                places.push((one.pattern(), one.range()));
            }
        }
        places.retain(|(name, _)| !invented.contains(name));
        places.into_iter().map(|(_, place)| place).collect()
    }
}
