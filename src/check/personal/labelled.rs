//! Names where not the name but a label tells that it is one: in lists behind labels, and before points.

use std::ops::Range;

use memchr::memmem;

use super::among::{MOST, beyond, is_part, part_before};
use super::class::is_end;
use super::pupil::Finder;
use crate::text::near::{leading, trailing};

/// The mark behind a label.
const MARK: &str = "：";
/// Bytes of a Han character.
const HAN: usize = 3;
/// How much of a line is looked at, in characters.
const FAR: usize = 60;

impl Finder<'_> {
    /// Adds the names in lists behind labels, and before points.
    pub fn labelled(&self, found: &mut Vec<Range<usize>>) {
        let bytes = self.text.as_bytes();
        let marks = memmem::find_iter(bytes, MARK).map(|at| (at, at + MARK.len()));
        for (at, end) in marks.chain(memchr::memchr_iter(b'/', bytes).map(|at| (at, at + 1))) {
            let (lead, rest) = (&self.text[..at], &self.text[end..]);
            if rest.starts_with(|c: char| c.is_ascii_digit()) {
                found.extend(self.before_points(lead, rest));
            } else if let Some(several) = self.is_labelled(at) {
                let names = self.items(end);
                let others = names.last().is_some_and(|last| self.are_all_staff(last.end));
                if names.len() > usize::from(several) && !others {
                    found.extend(names);
                }
            }
        }
    }

    /// Whether the word at byte `at` is for others, by what stands before it or, with the label of a form, in its line.
    pub fn of_others(&self, at: usize, label: bool) -> bool {
        let words = self.words;
        let lead = &self.text[..at];
        words.other.end(lead).is_some()
            || self.is_office_of_others(at)
            || label && words.staff.end(lead).is_some()
            || self.is_in_form_of_others(at)
    }

    /// Whether the line around byte `at` is of a table or a form of others.
    pub fn is_in_form_of_others(&self, at: usize) -> bool {
        let (lead, rest) = self.text.split_at(at);
        let goes_on = |c| c != '\n';
        let (before, after) = (trailing(lead, FAR, goes_on).len(), leading(rest, FAR, goes_on).len());
        self.words.no_column.stand_in(&self.text[at - before..at + after])
    }

    /// Whether a label of pupils ends at byte `at`; if so, whether it is one of the staff, too.
    fn is_labelled(&self, at: usize) -> Option<bool> {
        let words = self.words;
        let lead = &self.text[..at];
        let length = words.rows.end(lead).max(words.before.end(lead))?;
        let before = &lead[..at - length];
        let staff = |text| words.staff.end(text).max(words.roles.end(text));
        let others = staff(lead) > Some(length) || staff(before).is_some() || words.other.end(before).is_some();
        // 指导教师：某某　文字：某某: each label is of its own.
        let own = trailing(before, FAR, |c| !ends(c));
        let begin = at - length;
        let others = others || self.is_office_of_others(begin);
        let others = others || self.has_staff(own) || self.is_in_form_of_others(at);
        (!others).then_some(staff(lead) == Some(length) && words.offices.begin(&lead[begin..]).is_none())
    }

    /// The names of a list that begins at byte `at`: none where something else stands in it.
    fn items(&self, at: usize) -> Vec<Range<usize>> {
        let mut names = Vec::new();
        let mut told = false;
        let mut start = at;
        loop {
            let rest = self.text[start..].trim_start_matches(is_between);
            // 语文某某 数学某某.
            let rest = &rest[self.words.subjects.begin(rest).unwrap_or_default()..];
            let rest = rest.trim_start_matches(is_between);
            start = self.text.len() - rest.len();
            let item = leading(rest, MOST, is_part);
            let after = &rest[item.len()..];
            let behind = self.beyond_points(after);
            let scored = behind.len() < after.len();
            // Another label stands behind blanks.
            let cited = || after.starts_with('《') && self.words.known.has(item);
            if item.is_empty() || !scored && after.starts_with([':', '：', '/']) || cited() {
                return names;
            }
            // Who has points is somebody, though a word begins so: 白玉兰 36h.
            let long = || item.len() > 2 * HAN && self.begins_name(item) && !self.is_alias(item);
            if self.is_item(start, item) || scored && long() {
                if !self.is_told_as_staff(after) {
                    names.push(start..start + item.len());
                }
            } else if !scored && !self.has_staff(item) {
                // Behind points something else may be told.
                return if told { names } else { Vec::new() };
            }
            let after = beyond(behind);
            let next = after.strip_prefix('、').or_else(|| after.strip_prefix(is_between));
            told = scored && next.is_none();
            let next = next.or_else(|| after.strip_prefix(['，', '；']).filter(|_| scored));
            let Some(next) = next else { return names };
            start = self.text.len() - next.len();
        }
    }

    /// Whether `item`, which begins at byte `at`, is a name in a list of names.
    fn is_item(&self, at: usize, item: &str) -> bool {
        let words = self.words;
        let long = || item.len() > 2 * HAN && !self.is_known(item, item.len());
        self.whole(item)
            || self.part(item) == Some(item.len())
            || self.of_parts(at) == Some(at + item.len())
            || (words.called.has(item) || words.pairs.has(item) || long() && self.begins_name(item))
                && !self.is_alias(item)
    }

    /// The name that `lead` ends with, where the points of somebody stand behind the mark.
    fn before_points(&self, lead: &str, rest: &str) -> Option<Range<usize>> {
        let points = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        self.words.points.begin(points)?;
        let start = part_before(lead);
        let name = &lead[start..];
        let long = name.chars().count() > 2 && self.whole(name);
        (long || self.words.called.has(name)).then_some(start..lead.len())
    }

    /// The length of a name of one part at the beginning of `text`: there is no other word like it.
    pub fn part(&self, text: &str) -> Option<usize> {
        let first = self.words.parts.begin(text).filter(|length| *length > HAN)?;
        let second = self.words.parts.begin(&text[first..]).unwrap_or_default();
        (!self.is_alias(text)).then_some(first + second)
    }

    /// The length of a given name that is known whole at the beginning of `text`, and is all that stands there, behind a mark or as one
    /// that is no word.
    pub fn pair(&self, text: &str, marked: bool) -> Option<usize> {
        let length = self.words.pairs.begin(text)?;
        let name = &text[..length];
        let sure = || name.chars().all(|c| self.is_given(c) && self.is_typical(c)) && !self.words.called.has(name);
        if !marked && !sure() {
            return None;
        }
        let whole = self.ends(&text[length..]) && !self.is_known(text, length);
        (whole && !self.is_alias(text)).then_some(length)
    }
}

/// Blanks and marks between the names of a list.
pub(super) fn is_between(c: char) -> bool {
    matches!(c, ' ' | '\u{3000}' | '“' | '”')
}

/// Whether what stands behind `c` is of another label.
fn ends(c: char) -> bool {
    is_end(c) || is_between(c) || matches!(c, '：' | ':')
}
