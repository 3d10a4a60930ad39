//! The hashes that sign-offs keep, each with what it would be now. Where a record only gets another name, those that were right
//! are written anew: what was judged has not changed.

use std::ops::Range;
use std::path::Path;

use toml::Spanned;

use super::Check;
use super::basis::kept;
use super::person::Judgement;
use super::seal::own;
use super::voice::Voice;
use crate::record::Studio;
use crate::standard::kind::Role;
use crate::text::lang::Lang;

/// All of a studio, in the order they stand.
#[derive(Debug, Default)]
pub struct Seals {
    /// Those in the sign-offs.
    pub kept: Vec<Kept>,
    /// That of each statement.
    pub stated: Vec<String>,
}

/// A hash in a sign-off.
#[derive(Debug)]
pub struct Kept {
    /// Index of the file it stands in.
    pub source: usize,
    /// Its bytes there.
    pub span: Range<usize>,
    /// As it is written.
    pub text: String,
    /// What it would be now; nothing where it is over no records, or one of them cannot be read.
    pub now: Option<String>,
}

/// Those of a studio as it is read.
#[must_use]
pub fn seals(studio: &Studio<'_>, lang: Lang) -> Seals {
    // No file of evidence is looked at.
    let check = Check::new(studio, Path::new(""), lang);
    let judgement = Judgement::read(&check);
    Seals {
        kept: judgement.signoffs.iter().flat_map(|voice| of(&check, voice)).collect(),
        stated: judgement.statements.iter().map(|voice| own(&voice.row)).collect(),
    }
}

impl Seals {
    /// The hashes that were right, each with its text in `then`, the studio in which only a name is another.
    #[must_use]
    pub fn renewed<'s>(&'s self, then: &'s Self) -> Vec<(&'s Kept, &'s str)> {
        if self.kept.len() != then.kept.len() || self.stated.len() != then.stated.len() {
            return Vec::new();
        }
        let pairs = self.kept.iter().zip(&then.kept).filter_map(|(was, is)| {
            let stated = || Some(&then.stated[self.stated.iter().position(|own| *own == was.text)?]);
            let new = if was.now.as_ref() == Some(&was.text) { is.now.as_ref() } else { stated() }?;
            (*new != was.text).then_some((was, new.as_str()))
        });
        pairs.collect()
    }
}

/// Those of one sign-off.
fn of(check: &Check<'_>, voice: &Voice<'_>) -> Vec<Kept> {
    let row = &voice.row;
    let one = |item: &Spanned<toml::de::DeValue<'_>>| {
        let text = item.get_ref().as_str()?.to_owned();
        let mut clauses = check.standard.clauses().chain(check.standard.local());
        let clause = text.split_once('=').and_then(|(id, _)| clauses.find(|clause| clause.id == id));
        let now = clause.and_then(|clause| kept(check, clause, voice.date));
        Some(Kept { source: row.record.source, span: item.span(), text, now })
    };
    row.list_at(Role::Seal).iter().filter_map(one).collect()
}
