//! A list of words, and which of them begin or end a text.

use serde::{Deserialize, Deserializer};

use super::carried;
use super::made::{Kept, Made};
use super::starts::Starts;

/// Words, written as one text with blanks between them, in which they are looked up: of the thousands that begin like a surname
/// none is copied.
#[derive(Debug, Default, PartialEq)]
pub struct Words {
    text: String,
    starts: Made<Kept<Starts>>,
}

impl Words {
    /// Whether `word` is one of them.
    #[must_use]
    pub fn has(&self, word: &str) -> bool {
        self.begin(word) == Some(word.len())
    }

    /// All of them.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        self.text.split([' ', '\n', '\t']).filter(|word| !word.is_empty())
    }

    /// Whether one of them begins with this character.
    #[must_use]
    pub fn begin_with(&self, first: char) -> bool {
        self.starts().firsts.has(first)
    }

    /// The longest of them that `text` begins with, in bytes.
    #[must_use]
    pub fn begin(&self, text: &str) -> Option<usize> {
        let mut chars = text.chars();
        let first = chars.next().filter(|first| self.begin_with(*first))?;
        let starts = self.starts();
        let longest =
            |second| starts.begin([first, second], text, &self.text).map(|word| usize::from(word.length)).max();
        let longer = chars.next().and_then(longest);
        longer.or_else(|| starts.singles.has(first).then(|| first.len_utf8()))
    }

    /// Whether one of them stands in `text`.
    #[must_use]
    pub fn stand_in(&self, text: &str) -> bool {
        text.char_indices().any(|(at, _)| self.begin(&text[at..]).is_some())
    }

    /// The longest of them that `text` ends with, in bytes.
    #[must_use]
    pub fn end(&self, text: &str) -> Option<usize> {
        let longest = self.starts().longest;
        let starts = text.char_indices().rev().map(|(at, _)| at).take_while(|start| text.len() - start <= longest);
        starts.filter(|&start| self.has(&text[start..])).last().map(|start| text.len() - start)
    }

    /// What stands before the longest of them that `text` ends with.
    #[must_use]
    pub fn cut_end<'t>(&self, text: &'t str) -> Option<&'t str> {
        self.end(text).map(|length| &text[..text.len() - length])
    }

    /// Whether a character is one of them.
    #[must_use]
    pub fn has_char(&self, char: char) -> bool {
        self.starts().singles.has(char)
    }

    /// Makes what they are looked up in, before a text asks for it.
    pub fn prepare(&self) {
        self.starts();
    }

    /// All of them, with blanks between.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    fn starts(&self) -> &Starts {
        self.starts.get(|| Kept::or(carried::starts(&self.text), || Starts::of(&[&self.text], |_| ())))
    }
}

impl<'de> Deserialize<'de> for Words {
    // Written out once for each of more than a hundred lists, it made half a megabyte of code.
    #[inline(never)]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let words = Self { text: String::deserialize(deserializer)?, starts: Made::default() };
        if words.all().next().is_none() {
            return Err(serde::de::Error::custom("no words"));
        }
        Ok(words)
    }
}

#[cfg(test)]
mod tests {
    use super::Words;

    #[test]
    fn words_are_found_where_they_stand() {
        let words = |text: &str| serde_json::from_value::<Words>(text.into());
        assert!(words(" \n").is_err());
        let some = words("诸葛 王  王子\n甲乙丙").expect("words");
        assert!(some.has("王") && some.has("甲乙丙") && !some.has("甲乙") && !some.has(""));
        let lengths = ["王子涵", "王", "诸葛", "诸", "甲乙丁", ""].map(|text| some.begin(text));
        assert_eq!(lengths, [Some(6), Some(3), Some(6), None, None, None]);
        let nested = words("处分 处分制度 处分条例 处 处分制").expect("words");
        let lengths = ["处分是", "处分制度化", "处分条约", "处置", "处分制式"].map(|text| nested.begin(text));
        assert_eq!(lengths, [Some(6), Some(12), Some(6), Some(3), Some(9)]);
        assert_eq!(["小王子", "女王", "子"].map(|text| some.end(text)), [Some(6), Some(3), None]);
        assert_eq!(["小王子", "王", "子"].map(|text| some.cut_end(text)), [Some("小"), Some(""), None]);
        assert!(some.has_char('王') && !some.has_char('诸') && some.begin_with('诸'));
        assert!(words("甲 乙").expect("words").has_char('乙'));
    }
}
