//! A name in both languages, and the mark of the language in use.

use std::fmt::Display;

use serde::Deserialize;

use crate::say;

/// The language of messages and labels; the Standard's own text stays Chinese in both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// Chinese, the default.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// Words one behind another, as a list of them is read.
    #[must_use]
    pub fn list(self, words: impl IntoIterator<Item: Display>) -> String {
        let words: Vec<String> = words.into_iter().map(|word| word.to_string()).collect();
        words.join(&say!(self, "list.join"))
    }
}

/// The same words in Chinese and in English.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Label {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Label {
    /// The words in `lang`.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}
