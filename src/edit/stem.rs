//! Names of new records. A file's stem is the record's id, so a proposal is what people call the thing, made into what
//! every file system takes, and never one that is there already.

use std::collections::{HashMap, HashSet};

use unicode_normalization::UnicodeNormalization;

use crate::files::{FORBIDDEN, is_device};
use crate::load::{PROVINCE, STUDIO};
use crate::record::normal;
use crate::standard::kind::Kind;
use crate::text::day;
use crate::text::safe::is_invisible;

/// The most bytes of a stem: file systems hold 255 for a whole name, archives and sync services often fewer.
const LONGEST: usize = 120;

/// The files that say what their folder is.
const ROOTS: [&str; 2] = [STUDIO, PROVINCE];
/// How the names of records end.
const RECORD: &str = ".toml";

/// What makes a stem unfit as the name of a file on some system.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// There is nothing in it.
    Empty,
    /// This character cannot stand in it, or not there.
    Character(char),
    /// Windows keeps it for a device.
    Device,
    /// A folder with a file of this name is taken for a studio, or for a province.
    Root,
    /// It is longer than names can be.
    Long,
}

/// Why `stem` cannot be the name of a record; nothing if it can.
#[must_use]
pub fn fault(stem: &str) -> Option<Fault> {
    let first = stem.chars().next();
    let last = stem.chars().next_back();
    if stem.is_empty() {
        Some(Fault::Empty)
    } else if let Some(char) = stem.chars().find(|char| is_foreign(*char)) {
        Some(Fault::Character(char))
    } else if let Some(char) = first.filter(|char| ".#~ ".contains(*char)).or(last.filter(|char| ".~ ".contains(*char)))
    {
        Some(Fault::Character(char))
    } else if is_device(stem) {
        Some(Fault::Device)
    } else if ROOTS.iter().any(|root| root.strip_suffix(RECORD).is_some_and(|root| root.eq_ignore_ascii_case(stem))) {
        Some(Fault::Root)
    } else if stem.len() > LONGEST {
        Some(Fault::Long)
    } else {
        None
    }
}

/// Whether a file system, a path or a reader's eye cannot hold `char` in a name.
fn is_foreign(char: char) -> bool {
    char.is_control()
        || char.is_whitespace() && char != ' '
        || FORBIDDEN.contains(&char)
        || is_invisible(char)
        || char == char::REPLACEMENT_CHARACTER
}

/// A stem for a new record called `title` of the day `date`, that no stem in `taken` is like, whatever the case and the
/// width of its characters. The day goes in front where the kind's example shows it there.
#[must_use]
pub fn propose(kind: &Kind, title: &str, date: Option<&str>, taken: &[&str]) -> String {
    Taken::of(taken.iter().copied()).propose(kind, title, date)
}

/// Stems that are there already. However many of one name come, for each the next is found at once.
#[derive(Debug, Default)]
pub struct Taken {
    stems: HashSet<String>,
    /// For a stem, the first number behind it that may be free.
    numbers: HashMap<String, usize>,
}

impl Taken {
    /// These stems.
    #[must_use]
    pub fn of<'s>(stems: impl IntoIterator<Item = &'s str>) -> Self {
        Self { stems: stems.into_iter().map(like).collect(), numbers: HashMap::new() }
    }

    /// One more.
    pub fn add(&mut self, stem: &str) {
        self.stems.insert(like(stem));
    }

    /// Whether one of these is like `stem`.
    #[must_use]
    pub fn has(&self, stem: &str) -> bool {
        self.stems.contains(&like(stem))
    }

    /// A stem as [`propose`] gives it, that none of these is like.
    #[must_use]
    pub fn propose(&mut self, kind: &Kind, title: &str, date: Option<&str>) -> String {
        let title = plain(title);
        let base = match (date.filter(|_| is_dated(kind)), title.as_str()) {
            (Some(date), "") => date.to_owned(),
            (Some(date), title) if !title.starts_with(date) => format!("{date}-{title}"),
            (_, "") => kind.label.zh.clone(),
            (_, title) => title.to_owned(),
        };
        let base = if fault(&base).is_some() { format!("{}-{base}", kind.label.zh) } else { base };
        if !self.stems.contains(&like(&base)) {
            return base;
        }
        let number = self.numbers.entry(like(&base)).or_insert(2);
        while self.stems.contains(&like(&format!("{base}-{number}"))) {
            *number += 1;
        }
        format!("{base}-{number}")
    }
}

/// Whether the names of a kind begin with the day, as its example shows.
#[must_use]
pub fn is_dated(kind: &Kind) -> bool {
    kind.example.as_deref().and_then(|example| day::read(example.get(..10)?)).is_some()
}

/// Whether two stems would be one file, or one name to a reader.
#[must_use]
pub fn alike(one: &str, other: &str) -> bool {
    like(one) == like(other)
}

/// What two stems that are alike have in common.
#[must_use]
pub fn like(stem: &str) -> String {
    normal(stem).to_lowercase()
}

/// `title` with what no name can hold left out, cut at a character.
fn plain(title: &str) -> String {
    let mut stem = String::new();
    for char in title.strip_suffix(RECORD).unwrap_or(title).nfc() {
        let char = if char.is_whitespace() { ' ' } else { char };
        let char = if matches!(char, '/' | '\\' | ':' | '|') { '-' } else { char };
        if !is_foreign(char) && stem.len() + char.len_utf8() <= LONGEST - 20 {
            stem.push(char);
        }
    }
    stem.trim_matches(|char: char| ".#~ -".contains(char)).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::kind;

    #[test]
    fn what_people_call_it_is_its_name() {
        let (member, meeting) = (kind("member"), kind("meeting"));
        assert_eq!(propose(&member, "何知远", None, &[]), "何知远");
        assert_eq!(propose(&meeting, "校务会", Some("2022-03-15"), &[]), "2022-03-15-校务会");
        assert_eq!(propose(&meeting, "2022-03-15-校务会", Some("2022-03-15"), &[]), "2022-03-15-校务会");
        assert_eq!(propose(&meeting, "", Some("2022-03-15"), &[]), "2022-03-15");
        assert_eq!(propose(&member, " 甲/乙:\n丙? ", None, &[]), "甲-乙- 丙");
        assert_eq!(propose(&member, "何知远.toml", None, &[]), "何知远");
        assert_eq!(propose(&member, "CON", None, &[]), "成员-CON");
        assert_eq!(propose(&member, "…/…", None, &[]), "…-…");
        assert_eq!(propose(&member, "///", None, &[]), "成员");
        assert!(fault(&propose(&member, &"长".repeat(500), None, &[])).is_none());
    }

    #[test]
    fn it_never_meets_one_that_is_there() {
        let member = kind("member");
        let taken = ["何知远", "Ａb"];
        assert_eq!(propose(&member, "何知远", None, &taken), "何知远-2");
        assert_eq!(propose(&member, "aB", None, &taken), "aB-2");
        assert_eq!(propose(&member, "何知远", None, &["何知远", "何知远-2"]), "何知远-3");
        let mut taken = Taken::of(["何知远-3"]);
        for wanted in ["何知远", "何知远-2", "何知远-4", "何知远-5"] {
            assert_eq!(taken.propose(&member, "何知远", None), wanted);
            taken.add(wanted);
        }
        // Each of so many is found at once, or this never ends.
        let many = (0..20_000).fold(Taken::default(), |mut taken, _| {
            let stem = taken.propose(&member, "何知远", None);
            taken.add(&stem);
            taken
        });
        assert!(many.stems.contains("何知远-20000"));
    }

    #[test]
    fn no_record_is_called_as_a_root_file() {
        for stem in ["studio", "Studio", "province"] {
            assert_eq!(fault(stem), Some(Fault::Root), "{stem}");
        }
        assert_eq!(fault("studios"), None);
    }

    #[test]
    fn what_no_file_can_be_called() {
        let seen = [("a/b", '/'), ("a:b", ':'), (".a", '.'), ("a ", ' '), ("~$a", '~')];
        let unseen = [("a\u{202e}", '\u{202e}'), ("a\u{ad}b", '\u{ad}'), ("a\u{fffd}", '\u{fffd}')];
        for (stem, char) in seen.into_iter().chain(unseen) {
            assert_eq!(fault(stem), Some(Fault::Character(char)), "{stem}");
        }
        assert_eq!(
            (fault(""), fault("com1"), fault("Nul.x")),
            (Some(Fault::Empty), Some(Fault::Device), Some(Fault::Device))
        );
        assert_eq!(fault(&"长".repeat(50)), Some(Fault::Long));
        assert_eq!(
            (fault("何知远"), fault("2022-03-15-校务会"), fault("小禾（化名）"), fault("company")),
            (None, None, None, None)
        );
    }
}
