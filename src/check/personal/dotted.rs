//! Names of two parts with a dot between, as Uyghurs and Kazakhs write theirs.

use super::pupil::{Finder, bytes, is_han};

impl Finder<'_> {
    /// The length of a name of two parts with a dot between, as Uyghurs and Kazakhs write theirs, at the beginning of `text`.
    pub fn dotted(&self, text: &str) -> Option<usize> {
        let words = self.words;
        let first = &text[..leading(text).map(char::len_utf8).sum()];
        let rest = text[first.len()..].strip_prefix(is_dot)?;
        let run: Vec<char> = leading(rest).collect();
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
        let part = |text: &str| {
            let han = text.chars().rev().take(6).take_while(|c| is_han(*c));
            text.len() - han.map(char::len_utf8).sum::<usize>()
        };
        let head = &text[..part(text)];
        let dot = head.chars().next_back().filter(|c| is_dot(*c))?;
        let start = part(&head[..head.len() - dot.len_utf8()]);
        (self.dotted(&text[start..]) == Some(text.len() - start)).then_some(start)
    }
}

/// The Han characters that `text` begins with, six at most.
fn leading(text: &str) -> impl Iterator<Item = char> {
    text.chars().take(6).take_while(|c| is_han(*c))
}

/// A dot between the parts of a name.
pub(super) fn is_dot(c: char) -> bool {
    matches!(c, '·' | '•' | '・' | '‧' | '．')
}
