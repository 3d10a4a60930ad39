//! What a standard says: a folder of YAML, read, resolved and checked before anything is held against it.
//!
//! The engine below knows none of its words. Another standard is another folder.

mod about;
pub mod condition;
mod draft;
mod files;
pub mod indicator;
pub mod kind;
pub mod layout;
pub mod length;
mod locate;
mod one_or_many;
pub mod overlay;
pub mod package;
pub mod page;
pub mod path;
pub mod predicate;
pub mod privacy;
mod read;
mod resolve;
mod role;
pub mod rule;
mod salvage;
mod undone;
mod verify;
pub mod vocabulary;
mod words;

use std::sync::Arc;

pub use self::about::About;
use self::condition::Matcher;
use self::indicator::{Clause, Heading, Indicator};
use self::kind::{Field, Kind};
use self::layout::Layout;
pub use self::overlay::Overlay;
use self::package::Package;
use self::page::{Page, Scope};
use self::path::{Path, Target};
use self::predicate::{OnMissing, Predicate};
use self::privacy::Privacy;
pub use self::read::{Sources, embedded, folder, load};
use self::rule::Rule;
use self::vocabulary::List;

/// A standard, ready to be held against records.
#[derive(Debug, Default, PartialEq)]
pub struct Standard {
    /// Title, number, date and source.
    pub about: About,
    /// The vocabulary.
    pub lists: Vec<List>,
    /// The record kinds.
    pub kinds: Vec<Kind>,
    /// The headings with their indicators, in the order of the text.
    pub headings: Vec<Heading>,
    /// What is asked beyond the indicators: of a submission, and of privacy.
    pub demands: Vec<Clause>,
    /// What a reporting body sends, where the standard says so.
    pub package: Option<Package>,
    /// What is private in texts, where the standard says so.
    pub privacy: Option<Privacy>,
    /// The forms.
    pub forms: Vec<Layout>,
    /// The pages of reports.
    pub pages: Vec<Page>,
    /// What references may name.
    pub targets: Vec<Target>,
    /// The overlays in use, in order.
    pub overlays: Vec<Overlay>,
}

impl Standard {
    /// The indicators in order.
    pub fn indicators(&self) -> impl Iterator<Item = &Indicator> {
        self.headings.iter().flat_map(|heading| &heading.indicators)
    }

    /// The clauses of the indicators in order.
    pub fn clauses(&self) -> impl Iterator<Item = &Clause> {
        self.indicators().flat_map(|indicator| &indicator.clauses)
    }

    /// The clause, or the demand beyond the indicators, with this id.
    #[must_use]
    pub fn clause(&self, id: &str) -> Option<&Clause> {
        self.clauses().chain(&self.demands).find(|clause| clause.id == id)
    }

    /// The id that is meant by one without the stroke before its letter: `1.1.1d`.
    #[must_use]
    pub fn clause_meant(&self, name: &str) -> Option<String> {
        let plain = name.to_lowercase();
        let letter = plain.trim_start_matches(|char: char| char.is_ascii_digit() || char == '.');
        let id = format!("{}-{letter}", &plain[..plain.len() - letter.len()]);
        self.clause(&id).map(|clause| clause.id.clone())
    }

    /// The page that tells of what is in `scope`.
    #[must_use]
    pub fn page(&self, scope: Scope) -> Option<&Page> {
        self.pages.iter().find(|page| page.scope == scope)
    }

    /// The index of a kind.
    #[must_use]
    pub fn kind_index(&self, name: &str) -> Option<usize> {
        self.kinds.iter().position(|kind| kind.kind == name)
    }

    /// The kind whose records live at `path`.
    #[must_use]
    pub fn kind_of(&self, path: &str) -> Option<usize> {
        self.kinds.iter().position(|kind| kind.owns(path))
    }

    /// Whether others refer to what `field` says by its name: a name of several in one is nobody's.
    #[must_use]
    pub fn names_others(&self, field: &Field) -> bool {
        let mut fields = self.targets.iter().filter_map(|target| target.field.as_ref());
        fields.any(|own| own.key == field.key && own.of == field.of && own.many)
    }

    /// The first clause or demand of the standard's own that asks for something in `field`; where it only chooses rows, or rows that
    /// refer to its own, or is one of several of which some may lack, it may well be left out.
    #[must_use]
    pub fn asking(&self, field: &Field) -> Option<&Clause> {
        let is_asked = |rule: &Rule| {
            let is_it = |path: &Path| !path.follows() && path.last().is_some_and(|asked| std::ptr::eq(asked, field));
            match &rule.predicate {
                Predicate::Each { missing: OnMissing::Fail, .. } => rule.predicate.paths().into_iter().any(is_it),
                Predicate::Count { at_least: 1.., .. } => {
                    let mut asked = rule.conditions.0.iter().filter(|(_, matcher)| *matcher == Matcher::Present(true));
                    asked.any(|(path, _)| is_it(path))
                }
                _ => false,
            }
        };
        let mut all = self.clauses().chain(&self.demands).filter(|clause| clause.origin.is_none());
        all.find(|clause| clause.rules.iter().any(is_asked))
    }

    /// The list a field chooses from.
    #[must_use]
    pub fn list(&self, field: &Field) -> Option<&List> {
        field.list_index.map(|index| &self.lists[index])
    }

    /// Whether `prefix` is an indicator, a clause, or the beginning of some: `4`, `2.2`, `2.2.1`, `2.2.1-d`.
    #[must_use]
    pub fn covers_any(&self, prefix: &str) -> bool {
        self.clauses().chain(self.local()).any(|clause| covers(prefix, &clause.id))
    }

    /// What overlays ask, in order.
    pub fn local(&self) -> impl Iterator<Item = &Clause> {
        self.demands.iter().filter(|demand| demand.origin.is_some())
    }

    /// The overlay that something comes from.
    #[must_use]
    pub fn overlay(&self, origin: Option<&Arc<overlay::Origin>>) -> Option<&Overlay> {
        self.overlays.get(origin?.overlay)
    }
}

/// Whether the id `prefix` covers the clause `id`: the same, or a beginning that ends where a part ends. Names with a slash
/// have no parts but those between slashes.
#[must_use]
pub fn covers(prefix: &str, id: &str) -> bool {
    let Some(last) = prefix.len().checked_sub(1) else { return false };
    // Most pairs differ in the last character that both could share.
    if prefix.as_bytes().get(last) != id.as_bytes().get(last) {
        return false;
    }
    let Some(rest) = id.strip_prefix(prefix) else { return false };
    match rest.chars().next() {
        None | Some('/') => true,
        Some('.' | '-') => !id.contains('/'),
        Some(_) => false,
    }
}

/// Everything that [`covers`] the clause `id`, the longest first: it, and what ends where a part of it ends.
pub fn covering(id: &str) -> impl Iterator<Item = &str> {
    let with_slash = id.contains('/');
    let ends = move |byte| if with_slash { byte == b'/' } else { matches!(byte, b'.' | b'-') };
    let shorter = move |long: &&str| long.bytes().rposition(ends).map(|end| &id[..end]);
    std::iter::successors(Some(id), shorter).filter(|prefix| !prefix.is_empty())
}

#[cfg(test)]
mod tests {
    use super::{covering, covers};

    #[test]
    fn a_prefix_covers_whole_parts_only() {
        assert!(covers("4", "4.2.1-a") && covers("2.2", "2.2.1-d") && covers("2.2.1-d", "2.2.1-d"));
        assert!(covers("jiang", "jiang/members") && covers("jiang/members", "jiang/members"));
        assert!(!covers("jiang", "jiang-2/members") && !covers("jiang/members", "jiang/members-2"));
        assert!(!covers("2.2.1", "2.2.10-a") && !covers("", "1.1.1-a") && !covers("2.2.1-d", "2.2.1"));
    }

    #[test]
    fn whatever_covers_an_id_is_found_from_it() {
        for id in ["4.2.1-a", "2.2.10-b", "jiang/members", "jiang-2/a.b-c", "4", "", "/x", "4.-"] {
            let ends = id.char_indices().map(|(end, _)| end).chain([id.len()]);
            let all: Vec<&str> = ends.rev().map(|end| &id[..end]).filter(|prefix| covers(prefix, id)).collect();
            assert_eq!(covering(id).collect::<Vec<_>>(), all, "{id}");
        }
    }
}
