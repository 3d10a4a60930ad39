//! What a standard says of itself, and the words by which what is written says nothing or names nobody.

use std::borrow::Cow;
use std::sync::Arc;

use foldhash::HashSet;
use serde::Deserialize;

use super::layout::Tables;
use super::privacy::{Chars, Made, Words, is_usual};
use super::undone::{Says, Undone};
use crate::text::lang::Label;
use crate::text::seen::is_han;

/// What a standard says of itself.
#[derive(Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct About {
    /// The name a studio's root file gives: `moe-2022`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The number of the document.
    pub number: String,
    /// The day of the document, `YYYY-MM-DD`.
    pub date: String,
    /// Who gave it out.
    pub issuer: String,
    /// Where its text was taken from.
    pub source: Label,
    /// Interpretations that hold everywhere.
    pub readings: Vec<Label>,
    /// `MM-DD`: the first day of a school year of which the calendar has no semester.
    pub school_year_begins: String,
    /// What people write in place of a name when there is nobody yet.
    #[serde(default)]
    pub nobody: HashSet<String>,
    /// How what they write there begins.
    #[serde(default)]
    pub nobody_begins: Vec<String>,
    /// How it ends.
    #[serde(default)]
    pub nobody_ends: Vec<String>,
    /// What people write between the names of two.
    #[serde(default)]
    pub and: Words,
    /// What people write behind a name.
    #[serde(default)]
    pub titles: Words,
    /// How the words for bodies and for posts end, which are no names.
    #[serde(default)]
    pub bodies: Words,
    /// How the names of parts of a school end that have its code.
    #[serde(default)]
    pub campuses: Words,
    /// What people write where they have nothing to say.
    #[serde(default)]
    pub unsaid: HashSet<String>,
    /// How what they write begins where the number of a paper in a cabinet is to come.
    #[serde(default)]
    pub unsaid_begins: Vec<String>,
    /// Answers that say that nothing was done.
    #[serde(default)]
    pub undone: Undone,
    /// Words around the tables that others made.
    #[serde(default)]
    pub tables: Arc<Tables>,
    /// Words for a unit, and the numbers between which what is measured in it lies.
    #[serde(default)]
    pub units: Vec<Unit>,
    /// How many semesters a school year has.
    pub semesters: usize,
    /// How many third-level indicators it has.
    pub indicators: usize,
    /// How many clauses it has.
    pub clauses: usize,
    /// With which characters words for nobody begin, and with which they end.
    #[serde(skip)]
    pub(crate) nobody_chars: Made<(Chars, Chars)>,
    /// With which characters words for nothing begin, and what is put around them.
    #[serde(skip)]
    pub(crate) unsaid_chars: Made<Chars>,
}

/// A word for a unit.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unit {
    /// The word.
    pub word: String,
    /// The smallest number.
    pub min: f64,
    /// The largest.
    pub max: f64,
}

impl About {
    /// Whether a text says nothing where something is to be said, in brackets or with a full stop behind it or not, be it in
    /// several parts.
    #[must_use]
    pub fn is_unsaid(&self, text: &str) -> bool {
        self.nothing(text).is_some()
    }

    /// Whether a text says that nothing was done: that says nothing, and yet that there was something to do.
    #[must_use]
    pub fn is_undone(&self, text: &str) -> bool {
        self.nothing(text).is_some_and(|says| matches!(says, Says::Done | Says::Undone))
    }

    /// Whether a text says nothing even where it is asked how things are, and not that nothing was done so far.
    #[must_use]
    pub fn is_placeholder(&self, text: &str) -> bool {
        self.nothing(text).is_some_and(|says| says != Says::Undone)
    }

    /// Whether a text says that what is asked is still to be told: it denies nothing.
    #[must_use]
    pub fn is_to_come(&self, text: &str) -> bool {
        self.nothing(text) == Some(Says::ToCome)
    }

    /// What a text says that tells nothing.
    fn nothing(&self, text: &str) -> Option<Says> {
        let text = text.trim();
        if text.len() > LONGEST || text.chars().next().is_none_or(|first| !self.may_begin_unsaid(first)) {
            return None;
        }
        let text = dense(text);
        let parts = text.split(|mark| PARTS.contains(mark)).map(bare).filter(|part| !part.is_empty());
        let says = |part: &str| {
            let word = is_among(&self.unsaid, part) || is_bare(part);
            if word { Some(Says::None) } else { self.undone.says(part) }
        };
        parts.map(says).try_fold(Says::ToCome, |worst, says| Some(worst.min(says?)))
    }

    /// Whether a text that says nothing may begin so, which hardly any other does.
    fn may_begin_unsaid(&self, first: char) -> bool {
        let chars = self.unsaid_chars.get(|| {
            let words = self.unsaid.iter().filter_map(|word| word.chars().next());
            let cases = words.flat_map(|first| [first, first.to_ascii_lowercase(), first.to_ascii_uppercase()]);
            let undone = self.undone.firsts();
            cases.chain(undone).chain([BRACKETS, STOPS, NOTHING].into_iter().flat_map(str::chars)).collect()
        });
        chars.has(first)
    }

    /// Whether what stands where the number of a paper in a cabinet should says that there is none yet.
    #[must_use]
    pub fn is_no_number(&self, text: &str) -> bool {
        let text = dense(text);
        let bare = bare(&text);
        let begins = || self.unsaid_begins.iter().any(|begin| bare.starts_with(begin.as_str()));
        // With figures it is a number after all.
        let figures = bare.contains(|char: char| char.is_ascii_digit());
        self.is_unsaid(bare) || is_among(&self.nobody, bare) || !figures && begins()
    }

    /// Whether what stands where a name should is a word for nobody, for a body or for a post; what stands in brackets behind it
    /// makes it no name.
    #[must_use]
    pub fn is_nobody(&self, text: &str) -> bool {
        self.is_none(text, false)
    }

    /// Whether what stands where somebody or a body should is a word for neither.
    #[must_use]
    pub fn is_nobody_and_no_body(&self, text: &str) -> bool {
        self.is_none(text, true)
    }

    /// Whether it is a word for nobody, or, where no word for a body or a post will do, such a one.
    fn is_none(&self, text: &str, bodies: bool) -> bool {
        if self.is_plainly_somebody(text) {
            return false;
        }
        let text = dense(text);
        let text = text.trim_matches(|mark| STOPS.contains(mark));
        let word = text.split(|mark| BRACKETS.contains(mark)).find(|word| !word.is_empty()).unwrap_or(text);
        let bare = self.untitled(word);
        // Figures, or a letter, once or over and over.
        let nameless = word.bytes().all(|byte| byte.is_ascii_alphanumeric()) && {
            let mut letters = word.bytes().filter(u8::is_ascii_alphabetic);
            let first = letters.next();
            letters.all(|letter| Some(letter) == first)
        };
        let begins = || self.nobody_begins.iter().any(|begin| word.starts_with(begin.as_str()));
        let ends = |word: &str| self.nobody_ends.iter().any(|end| word.ends_with(end.as_str()));
        let is_body = |word: &str| !bodies && self.bodies.end(word).is_some();
        let is_none = |word: &str| is_among(&self.nobody, word) || is_body(word) || ends(word);
        // A mark in place of a character of the name.
        let masked = word.contains(is_han) && word.contains(|mark| MASKS.contains(mark));
        nameless
            || is_bare(word)
            || masked
            || begins()
            || bare.is_empty() && !bodies
            || is_none(word)
            || !bare.is_empty() && bare.len() < word.len() && is_none(bare)
    }

    /// Whether a text is a name by its first and its last character alone, as most are.
    fn is_plainly_somebody(&self, text: &str) -> bool {
        let (begin, end) = self.nobody_chars.get(|| {
            let whole = self.nobody.iter().chain(&self.nobody_ends).map(String::as_str);
            let ends = whole.chain(self.titles.all()).chain(self.bodies.all());
            let begins = self.nobody_begins.iter();
            (
                begins.filter_map(|word| word.chars().next()).collect(),
                ends.filter_map(|word| word.chars().last()).collect(),
            )
        });
        let mut chars = text.chars();
        let somebody =
            chars.next().is_some_and(|first| !begin.has(first)) && chars.next_back().is_some_and(|last| !end.has(last));
        somebody && text.chars().all(is_usual)
    }

    /// Whether a word is a title, or one for a post.
    #[must_use]
    pub fn is_post(&self, word: &str) -> bool {
        self.titles.has(word) || self.bodies.has(word)
    }

    /// Whether what stands where a name should is a word for a body.
    #[must_use]
    pub fn is_body(&self, text: &str) -> bool {
        self.bodies.end(&dense(text)).is_some()
    }

    /// Whose name stands in brackets behind a word for a body: 领导小组（卓怀谨）.
    #[must_use]
    pub fn somebody_of<'t>(&self, text: &'t str) -> Option<&'t str> {
        let mut parts = text.split(|mark| BRACKETS.contains(mark)).map(str::trim).filter(|part| !part.is_empty());
        let (body, name) = (parts.next()?, parts.next()?);
        let is_name = (2..=4).contains(&name.chars().count()) && name.chars().all(is_han) && !self.is_nobody(name);
        (self.is_body(body) && is_name).then_some(name)
    }

    /// A name without the longest title behind it.
    #[must_use]
    pub fn untitled<'n>(&self, name: &'n str) -> &'n str {
        &name[..name.len() - self.titles.end(name).unwrap_or(0)]
    }
}

/// More bytes than any word for nothing has, whatever is around it.
const LONGEST: usize = 64;
/// Brackets that people put around a word.
const BRACKETS: &str = "（）()【】［］[]〔〕〖〗「」『』《》〈〉<>＜＞{}｛｝“”\"";
/// Marks that people put where they write nothing.
const NOTHING: &str = "/／\\＼-－—–―_＿=…⋯.．。、·×○●□■〇*＊?？~～";
/// Marks that people put in place of characters they do not write.
const MASKS: &str = "×○●□＊*XxＸｘ";
/// Marks at the end of a word that make it no other.
const STOPS: &str = "。.，,；;！!";

/// Marks between the parts of an answer.
const PARTS: &str = "，,；;。、";

/// A text without the blanks in it.
fn dense(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    if text.contains(char::is_whitespace) {
        text.chars().filter(|mark| !mark.is_whitespace()).collect::<String>().into()
    } else {
        text.into()
    }
}

/// A text without brackets and stops around it.
fn bare(text: &str) -> &str {
    text.trim_matches(|mark: char| BRACKETS.contains(mark) || STOPS.contains(mark))
}

/// Whether a text has nothing but such marks.
fn is_bare(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|mark| NOTHING.contains(mark))
}

/// Whether a word is one of a list, in capitals or not.
fn is_among(words: &HashSet<String>, word: &str) -> bool {
    words.contains(word) || word.is_ascii() && words.iter().any(|known| known.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_stands_in_place_of_a_name_is_nobody() {
        let about = crate::standard::embedded().expect("a sound standard").about;
        for nobody in [
            "尚未聘任",
            "人选未定",
            "正在选聘",
            "暂时没有",
            "空",
            "空白",
            "（空）",
            "／",
            "//",
            "…",
            "×",
            "○○○",
            "张XX",
            "张××",
            "李＊＊",
            "未明确",
            "尚未明确",
            "待指定",
            "同前任",
            "本班班主任",
            "班长",
            "学生干部",
            "各班自行安排",
            "德育处代管",
            "某",
            "某老师",
            "张某",
            "外聘",
            "外聘（返聘）",
        ] {
            assert!(about.is_nobody(nobody), "{nobody}");
        }
        for name in
            ["空山", "李晴空", "尚文", "买买提·阿依", "正明", "Xavier", "张三", "赵班长", "戴未明", "任选", "暂英"]
        {
            assert!(!about.is_nobody(name), "{name}");
        }
        let words = about.unsaid.iter().filter(|word| word.contains(char::is_alphanumeric)).flat_map(|word| {
            [word.clone(), format!("（{word}）"), format!(" {word}。"), word.to_uppercase(), word.to_lowercase()]
        });
        for nothing in words.chain(["……", "／", "——"].map(str::to_owned)) {
            assert!(about.is_unsaid(&nothing), "{nothing}");
        }
    }
}
