//! What is private in a text that will be published, as words: which are sensitive, how a pupil's name is told from other
//! words, what together gives a pupil away, and which pictures need consent.

use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, Input};
use serde::{Deserialize, Deserializer};

use super::condition::Conditions;
use super::path::Of;
use crate::text::lang::Label;

/// The words of privacy.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Privacy {
    /// Words of health, family and discipline.
    pub sensitive: Sensitive,
    /// Names of pupils.
    pub pupils: Pupils,
    /// What together gives a pupil away.
    pub traceable: Traceable,
    /// Pictures.
    pub images: Images,
}

/// Sensitive words.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sensitive {
    /// The words by what they are about.
    pub groups: Vec<Group>,
    /// Phrases in which they speak of no pupil.
    pub unless: Words,
    /// Words of lessons, rules and campaigns: a sentence with one of them, and with none for a person, speaks of no pupil.
    pub general: Words,
    /// Words for whom a sentence speaks of.
    pub persons: Words,
}

/// Words about one matter.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// The matter.
    pub label: Label,
    /// The words.
    pub words: Words,
}

/// How a pupil's name is told from other words.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pupils {
    /// Words before a name.
    pub before: Words,
    /// Those of them that are labels of forms: a mark stands behind them, and then nothing but names.
    pub labels: Words,
    /// Those behind which other words stand as often: a mark or a whole name is to follow.
    pub strict: Words,
    /// What before such a word makes it one for others.
    pub other: Words,
    /// Words behind one.
    pub behind: Words,
    /// What a person has, behind the name: somebody of the family, a letter, a record.
    pub owned: Words,
    /// What follows the last name of a list.
    pub list: Words,
    /// Heads of columns of names.
    pub columns: Words,
    /// What in a table or a form says that its names are of others.
    pub no_column: Words,
    /// What may follow a word behind a name, though its beginning would make another word for a person with that.
    pub stays: Words,
    /// What may stand between the word before and the name.
    pub links: Words,
    /// Which of these say that a name follows.
    pub naming: Words,
    /// What stands behind a name that is none, or not a pupil's.
    pub unless: Words,
    /// What stands before a name that is not a pupil's.
    pub staff: Words,
    /// Surnames.
    pub surnames: Words,
    /// Characters that are surnames, and more often words.
    pub doubtful: Words,
    /// Characters in no name.
    pub never: Words,
    /// Characters that more often follow a name than end one.
    pub ends: Words,
    /// Characters that given names are made of.
    pub chars: Words,
    /// Those of them that hardly begin a word.
    pub given: Words,
    /// Words that begin like a surname.
    pub ordinary: Words,
    /// Those that are so rare that what stands alone is rather a name.
    pub seldom: Words,
    #[serde(skip)]
    heads: Heads,
}

/// Finds the words beside which a name may stand, made when it is first asked for.
#[derive(Debug, Default)]
struct Heads(OnceLock<Option<AhoCorasick>>);

/// It is made of the words beside it, and no more different than they.
impl PartialEq for Heads {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Pupils {
    /// Where words for pupils and parents, and for what they have, begin in `text`, in order; two may share characters.
    pub fn heads<'t>(&'t self, text: &'t str) -> impl Iterator<Item = usize> + 't {
        let make = || AhoCorasick::new(self.before.all().chain(self.behind.all()).chain(self.owned.all())).ok();
        let finder = self.heads.0.get_or_init(make).as_ref();
        let mut from = 0;
        std::iter::from_fn(move || {
            let found = finder?.find(Input::new(text).range(from..))?;
            from = found.start() + text[found.start()..].chars().next().map_or(1, char::len_utf8);
            Some(found.start())
        })
    }
}

/// What together gives a pupil away.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Traceable {
    /// Endings of names of schools.
    pub schools: Words,
    /// What before an ending makes it no name.
    pub no_school: Words,
    /// The word behind the number of a class.
    pub class: String,
    /// What behind it makes it no class.
    pub no_class: Words,
}

/// Pictures that need consent.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Images {
    /// The kind of the records.
    pub of: Of,
    /// Which of them.
    #[serde(rename = "where", default)]
    pub conditions: Conditions,
    /// Endings of pictures, in small letters.
    pub endings: Words,
}

/// Words, written as one text with blanks between them. They are looked up where they stand: of the thousands that begin like
/// a surname none is copied.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Words {
    text: String,
    /// The words of one character.
    singles: Chars,
    /// Where each of the longer ones stands in the text, in order of the words.
    places: Vec<(usize, usize)>,
    /// What any begins with, and what goes on in the longer ones.
    firsts: Chars,
    seconds: Chars,
    /// How many characters the longest has.
    longest: usize,
}

impl Words {
    /// Whether `word` is one of them.
    #[must_use]
    pub fn has(&self, word: &str) -> bool {
        let mut chars = word.chars();
        match (chars.next(), chars.next()) {
            (Some(only), None) => self.singles.has(only),
            (Some(first), _) => {
                self.firsts.has(first) && self.places.binary_search_by(|place| self.at(*place).cmp(word)).is_ok()
            }
            _ => false,
        }
    }

    /// All of them.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        self.text.split_whitespace()
    }

    /// Whether one of them begins with this character.
    #[must_use]
    pub fn begin_with(&self, first: char) -> bool {
        self.firsts.has(first)
    }

    /// The longest of them that `text` begins with, in bytes.
    #[must_use]
    pub fn begin(&self, text: &str) -> Option<usize> {
        let mut chars = text.chars();
        let first = chars.next().filter(|first| self.firsts.has(*first))?;
        let longer = chars.next().filter(|second| self.seconds.has(*second)).and_then(|_| self.longer(text));
        longer.or_else(|| self.singles.has(first).then_some(first.len_utf8()))
    }

    /// The same among those of two characters and more.
    fn longer(&self, text: &str) -> Option<usize> {
        let mut text = text;
        loop {
            let before = self.places.partition_point(|place| self.at(*place) <= text);
            let word = self.at(*self.places[..before].last()?);
            if text.starts_with(word) {
                return Some(word.len());
            }
            // In order, what begins `text` may stand before what only begins like it.
            let shared = text.bytes().zip(word.bytes()).take_while(|(one, other)| one == other).count();
            text = &text[..(0..=shared).rev().find(|at| text.is_char_boundary(*at))?];
        }
    }

    /// The longest of them that `text` ends with, in bytes.
    #[must_use]
    pub fn end(&self, text: &str) -> Option<usize> {
        let starts = text.char_indices().rev().map(|(at, _)| at).take(self.longest);
        starts.filter(|&start| self.has(&text[start..])).last().map(|start| text.len() - start)
    }

    /// Whether a character is one of them.
    #[must_use]
    pub fn has_char(&self, char: char) -> bool {
        self.singles.has(char)
    }

    fn at(&self, (start, end): (usize, usize)) -> &str {
        &self.text[start..end]
    }
}

/// Characters, as bits of a few blocks: almost every character of a text is asked for and is none.
#[derive(Debug, Default, PartialEq, Eq)]
struct Chars {
    blocks: Vec<u64>,
}

impl Chars {
    fn add(&mut self, char: char) {
        let (block, bit) = Self::place(char);
        if self.blocks.len() <= block {
            self.blocks.resize(block + 1, 0);
        }
        self.blocks[block] |= bit;
    }

    fn has(&self, char: char) -> bool {
        let (block, bit) = Self::place(char);
        self.blocks.get(block).is_some_and(|bits| bits & bit != 0)
    }

    fn place(char: char) -> (usize, u64) {
        let code = char as usize;
        (code / 64, 1 << (code % 64))
    }
}

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let mut words = Self { text, ..Self::default() };
        let Self { text, singles, places, firsts, seconds, longest } = &mut words;
        let mut start = 0;
        for word in text.split([' ', '\n']) {
            let mut chars = word.chars();
            if let Some(first) = chars.next() {
                firsts.add(first);
                if let Some(second) = chars.next() {
                    seconds.add(second);
                    places.push((start, start + word.len()));
                } else {
                    singles.add(first);
                }
                *longest = (*longest).max(word.chars().count());
            }
            // Blanks of one byte stand between words.
            start += word.len() + 1;
        }
        if *longest == 0 {
            return Err(serde::de::Error::custom("no words"));
        }
        // The long list is written in order, which sorting sees at once.
        places.sort_by(|one, other| text[one.0..one.1].cmp(&text[other.0..other.1]));
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
        assert!(some.has_char('王') && !some.has_char('诸') && some.begin_with('诸'));
        assert!(words("甲 乙").expect("words").has_char('乙'));
    }
}
