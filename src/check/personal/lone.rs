//! Names before the sex of somebody.

use std::ops::Range;

use super::among::is_part;
use super::class::is_end;
use super::pupil::{Finder, is_han};
use crate::text::near::trailing;

/// More bytes than these between brackets say more than who somebody is.
pub(super) const LONGEST: usize = 60;
/// More characters than these between a bracket and a name say more than what somebody is.
const SHORT: usize = 12;

impl Finder<'_> {
    /// The name before a word for a sex, which stands from byte `at` to `end` between marks.
    pub fn of_sex(&self, at: usize, end: usize) -> Option<Range<usize>> {
        let rest = &self.text[end..];
        let head = self.text[..at].trim_end_matches(separates);
        if head.len() == at || rest.starts_with(is_han) || self.is_led(at, rest) || self.is_in_form_of_others(at) {
            return None;
        }
        let next = rest.trim_start_matches(separates);
        let next = next.split(|c| separates(c) || is_end(c)).next().unwrap_or_default();
        if self.has_staff(next) {
            return None;
        }
        self.last(head)
    }

    /// Whether what ends at byte `from` is all that stands behind an opening bracket: （室长某某）.
    pub fn is_boxed(&self, from: usize) -> bool {
        let lead = &self.text[..from];
        let inner = trailing(lead, SHORT, |c| is_han(c) || c.is_ascii_digit());
        lead[..lead.len() - inner.len()].ends_with(['（', '('])
    }

    /// The name that the last word of `head` is, whole.
    pub fn last(&self, head: &str) -> Option<Range<usize>> {
        let name = trailing(head, 12, is_part);
        self.whole(name).then_some(head.len() - name.len()..head.len())
    }
}

/// Marks between a name and what somebody is.
fn separates(c: char) -> bool {
    matches!(c, '|' | '，' | ',' | '、' | '（' | '(' | '\t' | ' ' | '\u{3000}')
}
