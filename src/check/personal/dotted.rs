//! Names of two parts with a dot between, as Uyghurs and Kazakhs write theirs.

use super::pupil::{Finder, bytes, is_han};
use crate::text::near::{leading, trailing};
use crate::text::seen::DOTS;

/// Characters of a part, at most.
const PART: usize = 6;

impl Finder<'_> {
    /// The length of a name of two parts with a dot between, as Uyghurs and Kazakhs write theirs, at the beginning of `text`.
    pub fn dotted(&self, text: &str) -> Option<usize> {
        let words = self.words;
        let first = leading(text, PART, is_han);
        let rest = text[first.len()..].strip_prefix(is_dot)?;
        let run: Vec<char> = leading(rest, PART, is_han).chars().collect();
        // Of what more follows some may be hidden with it: that is better than to leave some of the name.
        let more = run.iter().skip(2).take(2).take_while(|c| !words.never.has_char(**c)).count();
        let second = if run.len() < 5 && !run.iter().any(|c| words.of.has_char(*c)) {
            run.len()
        } else {
            run.len().min(2) + more
        };
        let length = text.len() - rest.len() + bytes(&run[..second]);
        let no_name = words.unless.begin(&text[length..]).is_some() || self.is_alias(text);
        ((2..6).contains(&first.chars().count()) && second > 1 && !no_name).then_some(length)
    }

    /// Where such a name begins that `text` ends with.
    pub fn dotted_end(&self, text: &str) -> Option<usize> {
        let lead = |text: &str| text.len() - trailing(text, PART, is_han).len();
        let head = &text[..lead(text)];
        let dot = head.chars().next_back().filter(|c| is_dot(*c))?;
        let start = lead(&head[..head.len() - dot.len_utf8()]);
        (self.dotted(&text[start..]) == Some(text.len() - start)).then_some(start)
    }
}

/// A dot between the parts of a name. The one on every keyboard ends words more often.
pub(super) fn is_dot(c: char) -> bool {
    !c.is_ascii() && DOTS.contains(&c)
}
