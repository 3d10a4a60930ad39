//! Who is of the staff, by what stands before a name, behind it or in its row.

use super::class::{FAR, is_end};
use super::lone::LONGEST;
use super::pupil::{Finder, is_han};
use crate::text::near::{leading, trailing};

/// Bytes of a word that is more often for others than for pupils where they become it: 队长 is for both.
const WHOLE: usize = 9;

impl Finder<'_> {
    /// Whether the name from byte `at` to `end` is of somebody of the staff, by what stands before it, behind it or in its row.
    pub fn is_of_staff(&self, at: usize, end: usize) -> bool {
        let after = &self.text[end..];
        let words = self.words;
        let after = after.strip_prefix('”').unwrap_or(after);
        let called = words.unless.begin(after).or_else(|| words.address.begin(after)).is_some();
        let lead = &self.text[..at];
        let apart = !after.starts_with(is_han) && (!lead.ends_with(is_han) || words.rows.end(lead).is_some());
        called
            || apart && self.is_in_form_of_others(at)
            || self.is_in_work_of_others(at)
            || !self.is_spoken_to(after) && self.is_headed(at)
            || self.is_told_as_staff(after)
            || self.is_in_row_of_staff(after)
            || is_cited(after)
            || self.is_at_work(at, end)
    }

    /// Whether the sentence around the name from byte `at` to `end` tells what the staff do among themselves: 某某执教的课.
    fn is_at_work(&self, at: usize, end: usize) -> bool {
        let goes_on = |c| !is_end(c);
        let before = trailing(&self.text[..at], FAR, goes_on).len();
        let behind = leading(&self.text[end..], FAR, goes_on).len();
        self.words.work.stand_in(&self.text[at - before..end + behind])
    }

    /// Whether somebody before `after` is spoken to, and so is not who speaks: 班主任：某某某，你.
    fn is_spoken_to(&self, after: &str) -> bool {
        after.strip_prefix(['，', ',', '！', '？']).is_some_and(|after| self.words.you.begin(after).is_some())
    }

    /// Whether the name at byte `at` stands behind a word for somebody of the staff, in a list behind one, or within it. A word for
    /// pupils behind that begins another list.
    fn is_headed(&self, at: usize) -> bool {
        let words = self.words;
        let near = self.text[..at].char_indices().rev().take(FAR).take_while(|(_, c)| !is_end(*c));
        let mut head: Option<(usize, bool)> = None;
        for (start, _) in near {
            let rest = &self.text[start..];
            let staff = words.staff.begin(rest).max(words.roles.begin(rest));
            let pupil = words.before.begin(rest).filter(|length| staff.is_none_or(|staff| *length > staff));
            let Some(length) = staff.max(pupil) else { continue };
            // 谈话记录 is no 记录.
            if head.is_some_and(|(end, _)| start + length < end) {
                break;
            }
            let others = words.other.end(&self.text[..start]).is_some() || self.is_in_form_of_others(start);
            let others =
                pupil.is_none() && !(words.offices.begin(rest).is_some() && self.is_of_council(start)) || others;
            head = Some((start + length, others));
        }
        let Some((end, _)) = head.filter(|(_, others)| *others) else { return false };
        let between = self.text.get(end..at).unwrap_or_default();
        let mark = |c| matches!(c, '：' | ':' | ' ' | '\u{3000}' | '—') || words.as_who.has_char(c);
        let marked = |text: &str| text.starts_with(mark);
        // 工作室成员名单：
        let listed = || words.links.begin(between).is_some_and(|length| marked(&between[length..]));
        // 工长叫某某某; a class stands before a pupil of it.
        between.is_empty()
            || words.naming.has(between)
            || words.surnamed.begin(between).is_some()
            || words.of.has(between) && words.roles.end(&self.text[..end]).is_some()
            || self.is_of_some_place(between)
            || (marked(between) || listed()) && !between.contains(|c: char| c.is_ascii_digit()) && !leaves(between)
    }

    /// Whether `text` says of whom it tells only of which place: 是机电系的, （语文）.
    fn is_of_some_place(&self, text: &str) -> bool {
        let words = self.words;
        let place = words.links.begin(text).map(|length| &text[length..]).and_then(|text| words.of.cut_end(text));
        let inner = || text.strip_prefix('（')?.strip_suffix('）');
        place.or_else(inner).is_some_and(|text| text.chars().all(is_han))
    }

    /// Whether a cell of the row that goes on with `after` says that somebody is of the staff.
    fn is_in_row_of_staff(&self, after: &str) -> bool {
        let row = after.trim_start_matches(' ');
        let row = leading(row, FAR, |c| !is_end(c));
        row.starts_with('|') && row.split('|').any(|cell| self.words.staff.end(cell.trim_end()).is_some())
    }

    /// Whether `after`, in brackets or behind a comma, says that somebody is of the staff.
    pub fn is_told_as_staff(&self, after: &str) -> bool {
        if let Some(inner) = in_brackets(after) {
            // Behind a label another is named.
            return !inner.contains(['：', ':', '/']) && self.has_role(inner);
        }
        let Some(rest) = after.strip_prefix(['，', ',']) else { return false };
        // 王某某，女，校医.
        let mut clauses = rest.split(|c| matches!(c, '，' | ',') || is_end(c)).take(2);
        let clause = clauses.find(|clause| !self.words.sexes.has(clause)).unwrap_or_default();
        self.words.staff.end(clause).or_else(|| self.words.roles.end(clause)).is_some()
    }

    pub fn has_role(&self, text: &str) -> bool {
        self.has_staff(text) || self.words.roles.stand_in(text)
    }

    /// Whether what stands behind a list that goes on at byte `end` says that all in it are of the staff: a word for them with their
    /// number, what they become, or brackets.
    pub fn are_all_staff(&self, end: usize) -> bool {
        let words = self.words;
        let list = &self.text[end..];
        let counted = || {
            let number = list.trim_start_matches(|c| self.is_count(c));
            let person = words.counters.begin(number).filter(|_| number.len() < list.len())?;
            words.staff.begin(&number[person..])
        };
        let turned = || words.roles.begin(&list[words.as_who.begin(list)?..]);
        if counted().is_some() || turned().is_some_and(|length| length > WHOLE) {
            return true;
        }
        let near = leading(list, FAR, |c| is_han(c) || matches!(c, '、' | '—' | '，'));
        let list = &list[near.len()..];
        // ，均为骨干教师.
        let all = |clause: &str| {
            let verb = &clause[words.together.begin(clause)?..];
            words.as_who.begin(verb).or_else(|| words.links.begin(verb))?;
            words.staff.end(clause).or_else(|| words.roles.end(clause))
        };
        if near.split('，').any(|clause| all(clause).is_some()) {
            return true;
        }
        in_brackets(list).is_some_and(|inner| words.together.stand_in(inner) && self.has_role(inner))
    }
}

/// Whether `text` goes on behind brackets that began before it.
fn leaves(text: &str) -> bool {
    text.split_once('）').is_some_and(|(inner, _)| !inner.contains('（'))
}

/// What stands in the brackets that `text` begins with.
fn in_brackets(text: &str) -> Option<&str> {
    let inner = text.strip_prefix(['（', '('])?;
    let near = inner.char_indices().take_while(|(at, c)| *at < LONGEST && !matches!(c, '）' | ')'));
    Some(&inner[..near.map(|(_, c)| c.len_utf8()).sum()])
}

/// Whether a name, perhaps with others, stands in brackets with a year behind: a paper is cited.
fn is_cited(after: &str) -> bool {
    let mut near = after.char_indices().take_while(|(at, c)| *at < LONGEST && !is_end(*c));
    let Some((end, _)) = near.find(|(_, c)| matches!(c, '）' | ')')) else { return false };
    let inner = &after[..end];
    let year = inner.trim_end_matches(|c: char| c.is_ascii_digit());
    inner.len() - year.len() == 4 && year.trim_end().ends_with(['，', ',']) && !inner.contains(['（', '('])
}
