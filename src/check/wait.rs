//! What a clause waits for that a person decides.

use crate::say;
use crate::text::lang::Lang;

/// What is still to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wait {
    /// A reviewer has to sign it.
    Signoff,
    /// The statement is newer than the sign-off.
    Stale,
    /// The statement, its evidence or the records are not what was signed.
    Changed,
    /// There was nothing to judge yet when it was signed.
    Unseen,
    /// Who stated it also signed it.
    Own,
    /// Who signed it may be who stated it.
    Alike,
    /// The school has to state it.
    Statement,
    /// One of the files cannot be read.
    Unread,
    /// A record that may decide it cannot be read.
    Record,
}

impl Wait {
    /// In words.
    #[must_use]
    pub fn say(self, lang: Lang) -> String {
        say!(
            lang,
            match self {
                Self::Statement => "wait.statement",
                Self::Signoff => "wait.signoff",
                Self::Stale => "wait.stale",
                Self::Changed => "wait.changed",
                Self::Unseen => "wait.unseen",
                Self::Own => "wait.own",
                Self::Alike => "wait.alike",
                Self::Unread => "wait.unread",
                Self::Record => "wait.folder",
            }
        )
    }

    /// The word in machine formats.
    #[must_use]
    pub fn token(self) -> &'static str {
        match self {
            Self::Statement => "statement",
            Self::Signoff => "signoff",
            Self::Stale | Self::Changed | Self::Unseen => "stale",
            Self::Own | Self::Alike => "own",
            Self::Unread => "unread",
            Self::Record => "record",
        }
    }

    /// Whether a reviewer has to act, and not the school.
    #[must_use]
    pub fn is_reviewers(self) -> bool {
        matches!(self, Self::Signoff | Self::Stale | Self::Changed | Self::Unseen | Self::Own | Self::Alike)
    }
}
