//! What has become of a verdict: better, worse, or merely another one.

use crate::finding::Verdict;

/// The way from one verdict to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Turn {
    /// Further on than it was.
    Better,
    /// Further back.
    Worse,
    /// Neither: a condition arose or fell away, an exception began or ended, a term was reached.
    Otherwise,
}

impl Turn {
    /// All, in the order they are told.
    pub const ALL: [Self; 3] = [Self::Better, Self::Worse, Self::Otherwise];

    /// The way from `was` to `is`; nothing where they are the same.
    #[must_use]
    pub fn of(was: Verdict, is: Verdict) -> Option<Self> {
        if was == is {
            return None;
        }
        let Some((was, is)) = rank(was).zip(rank(is)) else { return Some(Self::Otherwise) };
        Some(match was.cmp(&is) {
            std::cmp::Ordering::Less => Self::Better,
            std::cmp::Ordering::Greater => Self::Worse,
            std::cmp::Ordering::Equal => Self::Otherwise,
        })
    }

    /// The word in machine formats.
    #[must_use]
    pub fn token(self) -> &'static str {
        match self {
            Self::Better => "better",
            Self::Worse => "worse",
            Self::Otherwise => "otherwise",
        }
    }
}

/// How far a verdict is on the way to being met. What is excepted or does not apply is not on it; whether the time comes
/// first or the person makes no difference.
fn rank(verdict: Verdict) -> Option<u8> {
    match verdict {
        Verdict::Unmet => Some(0),
        Verdict::Unevidenced => Some(1),
        Verdict::Unjudged | Verdict::NotDue => Some(2),
        Verdict::Met => Some(3),
        Verdict::Excepted | Verdict::NotApplicable => None,
    }
}

#[cfg(test)]
mod tests {
    use super::Turn::{Better, Otherwise, Worse};
    use super::*;

    #[test]
    fn every_pair() {
        use Verdict::{Excepted, Met, NotApplicable, NotDue, Unevidenced, Unjudged, Unmet};
        let columns = [Unmet, Unevidenced, Unjudged, NotDue, Met, NotApplicable, Excepted];
        let (b, w, o) = (Some(Better), Some(Worse), Some(Otherwise));
        let table = [
            (Unmet, [None, b, b, b, b, o, o]),
            (Unevidenced, [w, None, b, b, b, o, o]),
            (Unjudged, [w, w, None, o, b, o, o]),
            (NotDue, [w, w, o, None, b, o, o]),
            (Met, [w, w, w, w, None, o, o]),
            (NotApplicable, [o, o, o, o, o, None, o]),
            (Excepted, [o, o, o, o, o, o, None]),
        ];
        assert!(Verdict::ALL.iter().all(|verdict| columns.contains(verdict)));
        for (was, row) in table {
            for (is, turn) in columns.into_iter().zip(row) {
                assert_eq!(Turn::of(was, is), turn, "{was:?} → {is:?}");
            }
        }
    }
}
