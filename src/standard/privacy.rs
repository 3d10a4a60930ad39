//! What is private in a text that will be published, as words: which are sensitive, how a pupil's name is told from other
//! words, what together gives a pupil away, and which pictures need consent.

mod carried;
mod chars;
mod heads;
mod made;
mod starts;
mod table;
mod words;

use serde::Deserialize;

pub(super) use self::chars::{Chars, is_usual};
pub use self::heads::Begun;
use self::heads::Heads;
use self::made::Kept;
pub(super) use self::made::Made;
pub use self::words::Words;
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

impl Privacy {
    /// Makes of the words what nearly every record asks for, and where there are `cases` what their texts do, before one does.
    pub fn prepare(&self, cases: bool) {
        let Self { sensitive, pupils, .. } = self;
        pupils.made();
        if cases {
            let Pupils { ordinary, seldom, known, parts, pairs, tails, rows, called, .. } = pupils;
            let Pupils { chars, given, surnames, ends, deeds, leads, .. } = pupils;
            let names = [ordinary, seldom, known, parts, pairs, tails, rows, called, chars, given, surnames];
            names.into_iter().chain([ends, deeds, leads]).for_each(Words::prepare);
            sensitive.made();
        }
    }
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
    /// Words of rules, forms and figures, and of the teacher himself: of a pupil speaks a sentence with one of them only if it
    /// has a word of `somebody`.
    pub nobody: Words,
    /// Words for one whom such a sentence may speak of nevertheless.
    pub somebody: Words,
    /// Words of plays, lectures and questions of what would be: such a sentence speaks of nobody, whoever is in it.
    pub unreal: Words,
    /// Words with which a teacher's sentence about himself begins: one that is not quoted, and has no word of `somebody` behind it,
    /// speaks of no pupil.
    pub own: Words,
    /// What a record of one pupil has: a paragraph with none of these, with no name and with no word for a person speaks of nobody.
    pub records: Words,
    /// What holds one of `persons` or `somebody` and speaks of nobody.
    pub others: Words,
    #[serde(skip)]
    heads: Made<Kept<Heads>>,
}

impl Sensitive {
    /// Where the phrases in which the words speak of no pupil, as list 0, and the words of each group, as the lists behind it, begin
    /// in `text`, in order.
    #[must_use]
    pub fn begun(&self, text: &str) -> Vec<Begun> {
        self.made().find(text)
    }

    fn made(&self) -> &Heads {
        self.heads.get(|| heads([&self.unless].into_iter().chain(self.groups.iter().map(|group| &group.words))))
    }
}

/// Words about one matter.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// The matter.
    pub label: Label,
    /// The words.
    pub words: Words,
    /// What makes them tell something: one of these has to stand in the clause, too. Most words need none.
    #[serde(default)]
    pub beside: Option<Words>,
    /// Whether they only hint, and tell nothing more where others do in their sentence.
    #[serde(default)]
    pub weak: bool,
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
    /// Words for a sex, behind a name and a mark.
    pub sexes: Words,
    /// Characters that are typical of names of these years, besides `given`.
    pub young: Words,
    /// Characters that the first of two in a given name is as often as a word.
    pub firsts: Words,
    /// Given names of two characters that are known whole.
    pub pairs: Words,
    /// Marks of a name that is invented.
    pub invented: Words,
    /// What says that a name is the real one.
    pub real: Words,
    /// What says that all names of a text are.
    pub all_invented: Words,
    /// Of whom that is said.
    pub invented_of: Words,
    /// Of whom else it may be.
    pub not_invented_of: Words,
    /// What stands at the head of a private list of names, and is none.
    pub no_names: Words,
    /// What joins the last two names of a list.
    pub joins: Words,
    /// What behind names says that there are more.
    pub many: Words,
    /// What says that all before it are meant.
    pub together: Words,
    /// What a day is called by, before its number.
    pub days: Words,
    /// What stands before a number and makes it one of a row.
    pub ordinal: Words,
    /// What is counted by numbers in a list of those who have it.
    pub units: Words,
    /// What says that several share a work.
    pub shared: Words,
    /// Whom a text speaks of, where it says how one is called.
    pub they: Words,
    /// What persons are counted in, between their number and the word for them.
    pub counters: Words,
    /// What stands alone behind a number of persons.
    pub counted: Words,
    /// Numbers of persons that are not written in figures, besides those that a class may have.
    pub several: Words,
    /// Labels behind which names of pupils stand; behind one that is of the staff, too, there are to be several.
    pub rows: Words,
    /// Words that people are called: behind such a label, or set apart before a word of respect, they are names.
    pub called: Words,
    /// What goes on behind somebody who is called by a word, and hardly behind the word.
    pub acts: Words,
    /// Such words that tell how or when something is done.
    pub how: Words,
    /// What only persons do and have, behind such a word.
    pub deeds: Words,
    /// What stands behind the name of a child of whom something is told.
    pub child: Words,
    /// What stands behind the number of points of somebody.
    pub points: Words,
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
    /// What says whose something is.
    pub of: Words,
    /// What stands between a word for somebody and the name, besides marks.
    #[serde(rename = "as")]
    pub as_who: Words,
    /// What stands before a surname of whoever is called familiarly.
    pub familiar: Words,
    /// What stands so before one character of a given name.
    pub fond: Words,
    /// What stands for a name behind the surname.
    pub hidden: Words,
    /// What stands between a surname and a word for a place.
    pub village: Words,
    /// What stands behind a name that is none, or not a pupil's.
    pub unless: Words,
    /// How grown-ups are called by their surname.
    pub address: Words,
    /// What stands behind the name of somebody who is called.
    pub calls: Words,
    /// What stands before a surname that is told alone.
    pub surnamed: Words,
    /// Offices that pupils have where one of `councils` is named, and others elsewhere.
    pub offices: Words,
    /// What pupils do together under officers of their own.
    pub councils: Words,
    /// What somebody of a list is for, before the name.
    pub subjects: Words,
    /// What follows the name of somebody who is spoken to, behind a comma.
    pub you: Words,
    /// What stands before a name that is not a pupil's.
    pub staff: Words,
    /// What else stands before or behind a name that is not a pupil's, where no word for a pupil is beside it.
    pub roles: Words,
    /// What the staff do among themselves: in a sentence with one of these a name alone is no pupil's.
    pub work: Words,
    /// Surnames.
    pub surnames: Words,
    /// Those that are hardly ever a word, or a part of one.
    pub firm: Words,
    /// Characters that are surnames, and more often words.
    pub doubtful: Words,
    /// Those that are nearly always words: a name begins with one in lists and columns of names only.
    pub in_lists: Words,
    /// What stands before a name with no word for the person beside it.
    pub leads: Words,
    /// Words that end with a surname: behind their beginning no name begins.
    pub tails: Words,
    /// What stands behind a name that is a place's or a firm's.
    pub places: Words,
    /// Persons of history, of public life and of books.
    pub known: Words,
    /// Characters that names of other languages are written with.
    pub sounds: Words,
    /// Parts of names of Tibetans, Mongols and Yi: two of them are one.
    pub parts: Words,
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
    heads: Made<Kept<Heads>>,
    #[serde(skip)]
    names: Made<(Chars, Chars)>,
}

impl Pupils {
    /// Whether a surname or a part of a name may begin with this character.
    #[must_use]
    pub fn begin_names(&self, char: char) -> bool {
        self.names().0.has(char)
    }

    /// Whether this character may be the second of a surname of two.
    #[must_use]
    pub fn end_surnames(&self, char: char) -> bool {
        self.names().1.has(char)
    }

    fn names(&self) -> &(Chars, Chars) {
        self.names.get(|| {
            let lists = [&self.surnames, &self.doubtful, &self.parts];
            let firsts = lists.into_iter().flat_map(Words::all).filter_map(|word| word.chars().next());
            let seconds = self.surnames.all().filter_map(|word| word.chars().nth(1));
            (firsts.collect(), seconds.collect())
        })
    }

    /// Where words for pupils and parents, and for what they are and have, begin in `text`, in order: of the lists `before`,
    /// `behind`, `owned` and `sexes`.
    #[must_use]
    pub fn begun(&self, text: &str) -> Vec<Begun> {
        self.made().find(text)
    }

    fn made(&self) -> &Heads {
        self.heads.get(|| heads([&self.before, &self.behind, &self.owned, &self.sexes]))
    }
}

/// How the words of `lists` begin.
fn heads<'w>(lists: impl IntoIterator<Item = &'w Words>) -> Kept<Heads> {
    let lists: Vec<&str> = lists.into_iter().map(Words::text).collect();
    Kept::or(carried::heads(&lists), || Heads::of(&lists))
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
    /// The words behind the number of the year in which a class began.
    pub grades: Words,
    /// Numbers that are not written in figures.
    pub numbers: Words,
    /// What stands behind the number of a month.
    pub month: String,
    /// What stands behind the number of a day.
    pub day: Words,
    /// What behind it makes it no class.
    pub no_class: Words,
}

impl Traceable {
    /// Whether a number is written with this character.
    #[must_use]
    pub fn is_number(&self, char: char) -> bool {
        char.is_ascii_digit() || matches!(char, '０'..='９') || self.numbers.has_char(char)
    }
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
