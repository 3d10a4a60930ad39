//! Record kinds and their fields: what a record may say, written once for validation, `explain` and the forms.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;

use super::About;
use super::overlay::Origin;
pub use super::role::{Role, Roles};
use crate::say;
use crate::text::lang::{Label, Lang};

/// A kind of record; a file's kind follows from its path.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    /// ASCII name, the same as the file's.
    pub kind: String,
    /// `folder/*.toml`, or the name of a root file.
    pub path: String,
    /// Its place among the kinds where people fill them in one after the other, from 1.
    #[serde(default)]
    pub order: u32,
    /// What it is called.
    pub label: Label,
    /// What belongs in it, in Chinese.
    pub help: String,
    /// An example of a file's stem.
    pub example: Option<String>,
    /// What the file's stem means beyond being the record's id.
    pub stem: Option<Stem>,
    /// Whether a `.md`, `.txt` or `.docx` file of the same stem beside it is its text.
    #[serde(default)]
    pub text: bool,
    /// What the record of this kind says with which a new studio begins; none begins with one where this is empty.
    #[serde(default)]
    pub begins_with: BTreeMap<String, String>,
    /// The fields in canonical order.
    pub fields: Fields,
}

impl Kind {
    /// The folder of its records, or nothing for a root file.
    #[must_use]
    pub fn folder(&self) -> Option<&str> {
        self.path.strip_suffix("/*.toml")
    }

    /// Whether a record of this kind lives at `path` (relative to the studio, with `/`).
    #[must_use]
    pub fn owns(&self, path: &str) -> bool {
        match self.folder() {
            Some(folder) => path
                .strip_prefix(folder)
                .and_then(|rest| rest.strip_prefix('/'))
                .is_some_and(|name| name.strip_suffix(".toml").is_some_and(|stem| !stem.contains('/'))),
            None => self.path == path,
        }
    }

    /// The path of a new record of this kind, by its example.
    #[must_use]
    pub fn example_path(&self) -> String {
        self.file(self.example.as_deref().unwrap_or("example"))
    }

    /// The path of the file of a record of this kind.
    #[must_use]
    pub fn file(&self, stem: &str) -> String {
        self.folder().map_or_else(|| self.path.clone(), |folder| format!("{folder}/{stem}.toml"))
    }
}

/// What a stem says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stem {
    /// The id of a year of the calendar.
    Year,
}

/// The fields of a record, a table or a row.
#[derive(Debug, Default, PartialEq, Deserialize)]
#[serde(transparent)]
pub struct Fields(pub Vec<Arc<Field>>);

impl Fields {
    /// The field with this key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Arc<Field>> {
        self.0.iter().find(|field| field.key == key)
    }

    /// The fields of this type.
    pub fn with_type(&self, of: Type) -> impl Iterator<Item = &Arc<Field>> {
        self.0.iter().filter(move |field| field.of == of)
    }

    /// How many fields there are, those within others too.
    #[must_use]
    pub fn count(&self) -> usize {
        self.0.iter().map(|field| 1 + field.fields.count()).sum()
    }

    /// The fields, as many times as a row may say what is said in several ways: first without those that stand in place of
    /// others, then without those others.
    #[must_use]
    pub fn ways(&self) -> Vec<Vec<Arc<Field>>> {
        let (second, first): (Vec<_>, Vec<_>) = self.0.iter().cloned().partition(|field| field.in_place_of.is_some());
        let replaced = |field: &Field| second.iter().any(|other| other.in_place_of.as_ref() == Some(&field.key));
        let other: Vec<_> = self.0.iter().filter(|field| !replaced(field)).cloned().collect();
        if second.is_empty() { vec![first] } else { vec![first, other] }
    }

    /// The field at the end of a way of keys: `calendar.semester`.
    #[must_use]
    pub fn at(&self, way: &str) -> Option<&Arc<Field>> {
        let mut keys = way.split('.').map(str::trim);
        let first = self.get(keys.next()?)?;
        keys.try_fold(first, |field, key| field.fields.get(key))
    }

    /// Whether those that have them are people: their title is a name.
    #[must_use]
    pub fn of_people(&self) -> bool {
        self.with(Role::Title).is_some_and(|field| field.has(Role::Person))
    }

    /// The first field with this role.
    #[must_use]
    pub fn with(&self, role: Role) -> Option<&Arc<Field>> {
        self.0.iter().find(|field| field.has(role))
    }
}

/// One field.
#[derive(Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// ASCII key, as TOML asks of bare keys.
    pub key: String,
    /// What it is called.
    pub label: Label,
    /// The type of one value.
    #[serde(rename = "type")]
    pub of: Type,
    /// Whether an array of such values is meant.
    #[serde(default)]
    pub many: bool,
    /// Whether the record is meaningless without it.
    #[serde(default)]
    pub required: bool,
    /// The list its values come from.
    pub list: Option<String>,
    /// What it refers to: a kind, `kind.rows` by their id, or `kind.values`.
    pub to: Option<String>,
    /// The kind of which a plain text may name a record, which is then to be there on the day of the check.
    pub still: Option<String>,
    /// The word that stands for everyone of that day.
    pub all: Option<String>,
    /// Whether a plain text may stand in place of a reference.
    #[serde(default)]
    pub or_text: bool,
    /// The word for a vacancy, or for none, where that is an answer.
    pub vacant: Option<String>,
    /// What the engine knows of it beyond its type.
    #[serde(default)]
    pub role: Roles,
    /// A first day that lasts until the next row with the same value at this key.
    pub until_next: Option<String>,
    /// The field that says the same in another way: a row has one or the other.
    pub in_place_of: Option<String>,
    /// What its year is likely to lie after.
    pub after: Option<After>,
    /// The field with the year since when it counts years.
    pub counted_since: Option<String>,
    /// The field that names people who are not, or not alone, to be named here too.
    pub apart_from: Option<String>,
    /// The rows of which it says how many people they name at one time: `kind.rows`.
    pub number_of: Option<String>,
    /// The field that counts who takes part and is not named here.
    pub others: Option<String>,
    /// Where its digits are those of a value of a list.
    pub region: Option<Region>,
    /// Smallest number allowed.
    pub min: Option<f64>,
    /// Largest number allowed.
    pub max: Option<f64>,
    /// The form a text must have.
    pub pattern: Option<Pattern>,
    /// What holds when it is absent.
    pub default: Option<String>,
    /// The overlay that adds it; nothing where the standard itself has it.
    #[serde(skip)]
    pub origin: Option<Arc<Origin>>,
    /// What to write, in Chinese.
    pub help: String,
    /// A value as it is typed, quotation marks left out.
    pub example: Option<String>,
    /// What somebody who starts a studio is asked.
    pub ask: Option<Ask>,
    /// Which rows go over into the record of the next year.
    pub carries: Option<Carries>,
    /// The fields of a table or of a row.
    #[serde(default)]
    pub fields: Fields,
    /// Index of `list` in the vocabulary; set when the standard is resolved.
    #[serde(skip)]
    pub list_index: Option<usize>,
    /// Index of `to` among the targets; set when the standard is resolved.
    #[serde(skip)]
    pub target: Option<usize>,
    /// Index of `still` among them.
    #[serde(skip)]
    pub still_target: Option<usize>,
}

impl Field {
    /// Whether it has this role.
    #[must_use]
    pub fn has(&self, role: Role) -> bool {
        self.role.have(role)
    }

    /// Whether a number is neither too small for it nor too large.
    #[must_use]
    pub fn takes(&self, number: f64) -> bool {
        // Of what is no number neither is said.
        let out = self.min.is_some_and(|min| number < min) || self.max.is_some_and(|max| number > max);
        !out
    }

    /// Whether it is of a day that there may not be, and `text` has nothing of a day in it, and so says that there is none.
    #[must_use]
    pub fn may_lack(&self, text: &str) -> bool {
        let dated = text.contains(char::is_numeric) || text.contains(['年', '月', '日', '号']);
        self.of == Type::Date && !self.required && !dated
    }

    /// Whether it says how many of a hundred.
    #[must_use]
    pub fn is_of_a_hundred(&self) -> bool {
        self.max.is_some_and(|max| (max - 100.0).abs() < f64::EPSILON)
    }

    /// Whether a text says nothing here, where something is to be told.
    #[must_use]
    pub fn is_unsaid(&self, about: &About, text: &str) -> bool {
        let nothing = || if self.has(Role::Account) { about.is_placeholder(text) } else { about.is_unsaid(text) };
        self.has(Role::Substance) && self.vacant.as_deref() != Some(text) && nothing()
    }

    /// Whether a text names nobody here, where a person belongs, and no body where that will do.
    #[must_use]
    pub fn is_nobody(&self, about: &About, text: &str) -> bool {
        let nobody = || if self.has(Role::OrBody) { about.is_nobody_and_no_body(text) } else { about.is_nobody(text) };
        self.has(Role::Person) && nobody()
    }

    /// What it is called, and how it is written.
    #[must_use]
    pub fn named(&self, lang: Lang) -> String {
        say!(lang, "field.named", label = self.label.get(lang), key = self.key)
    }
}

/// A year that another lies after in every life, or nearly.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct After {
    /// The field with the earlier one.
    pub key: String,
    /// How many years lie between at least.
    pub years: u16,
}

/// Digits that begin the national code of what another field chooses.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Region {
    /// The other field.
    pub key: String,
    /// How many digits stand before them.
    pub behind: usize,
    /// How many they are.
    pub digits: usize,
}

/// A question, and the option of the command line that answers it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    /// The option, without its dashes.
    pub flag: String,
    /// The question in Chinese.
    pub zh: String,
    /// The question in English.
    pub en: String,
}

impl Ask {
    /// The question in `lang`.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

/// Which rows of a list go over into the next year, and what of them.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Carries {
    /// Those that say nothing here.
    pub without: String,
    /// Where they should say why.
    pub because: String,
    /// What goes over.
    pub with: Vec<String>,
}

/// The type of a value.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Type {
    /// A string.
    #[default]
    Text,
    /// A local date.
    Date,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// true or false.
    Boolean,
    /// A string of a list.
    Value,
    /// The id of another record, row or value.
    Reference,
    /// A path in the folder, a link, or the number of a paper file.
    Evidence,
    /// An indicator or clause, or the beginning of one.
    Clause,
    /// A table.
    Table,
    /// A list of tables.
    Rows,
    /// Not written in the record: the stem of its file.
    #[serde(skip)]
    Stem,
    /// Not written in the record: the text in the file beside it.
    #[serde(skip)]
    Beside,
}

/// The forms a text may be asked to have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Pattern {
    /// Ten digits, as the code of a school.
    #[serde(rename = "digits-10")]
    Digits10,
}

impl Pattern {
    /// Whether `text` has the form.
    #[must_use]
    pub fn holds(self, text: &str) -> bool {
        match self {
            Self::Digits10 => text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit()),
        }
    }
}
