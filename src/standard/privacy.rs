//! What is private in a text that will be published, as words: which are sensitive, how a pupil's name is told from other
//! words, what together gives a pupil away, and which pictures need consent.

use foldhash::{HashSet, HashSetExt};
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
    /// Words behind one.
    pub behind: Words,
    /// What may stand between the word before and the name.
    pub links: Words,
    /// What stands behind a name that is none, or not a pupil's.
    pub unless: Words,
    /// Surnames.
    pub surnames: Words,
    /// Characters in no name.
    pub never: Words,
    /// Characters that more often follow a name than end one.
    pub ends: Words,
    /// Characters that hardly begin a word.
    pub given: Words,
    /// Words that begin like a surname.
    pub ordinary: Words,
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

/// Words, written as one text with blanks between them.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Words {
    all: HashSet<String>,
    firsts: Firsts,
    /// How many characters the longest has.
    longest: usize,
}

impl Words {
    /// Whether `word` is one of them.
    #[must_use]
    pub fn has(&self, word: &str) -> bool {
        self.all.contains(word)
    }

    /// Whether one of them begins with this character.
    #[must_use]
    pub fn begin_with(&self, first: char) -> bool {
        self.firsts.has(first)
    }

    /// The longest of them that `text` begins with, in bytes.
    #[must_use]
    pub fn begin(&self, text: &str) -> Option<usize> {
        if !self.begin_with(text.chars().next()?) {
            return None;
        }
        let ends = text.char_indices().map(|(at, char)| at + char.len_utf8()).take(self.longest);
        ends.filter(|&end| self.has(&text[..end])).last()
    }

    /// Whether a character is one of them.
    #[must_use]
    pub fn has_char(&self, char: char) -> bool {
        self.has(char.encode_utf8(&mut [0; 4]))
    }
}

/// The characters that words begin with, as bits of a few blocks: almost every character of a text is asked for and is none.
#[derive(Debug, Default, PartialEq, Eq)]
struct Firsts {
    blocks: Vec<u64>,
}

impl Firsts {
    fn of(chars: impl Iterator<Item = char>) -> Self {
        let mut firsts = Self::default();
        for char in chars {
            let (block, bit) = Self::place(char);
            if firsts.blocks.len() <= block {
                firsts.blocks.resize(block + 1, 0);
            }
            firsts.blocks[block] |= bit;
        }
        firsts
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
        let mut all = HashSet::with_capacity(text.split_whitespace().count());
        all.extend(text.split_whitespace().map(str::to_owned));
        if all.is_empty() {
            return Err(serde::de::Error::custom("no words"));
        }
        let longest = all.iter().map(|word| word.chars().count()).max().unwrap_or(0);
        let firsts = Firsts::of(all.iter().filter_map(|word| word.chars().next()));
        Ok(Self { all, firsts, longest })
    }
}
