//! Names among names: what stands in one list with a pupil's name is a pupil's name, and so is what stands in a column of
//! names.

use std::collections::HashSet;
use std::ops::Range;

use super::dotted::is_dot;
use super::lone::LONGEST;
use super::pupil::{Finder, bytes, is_han};
use crate::text::near::{leading, trailing};

/// What is longer, in characters, is more than a name and what joins it to the next.
pub(super) const MOST: usize = 14;
/// How much of a row of names is looked at, to each side, in characters.
const ROW: usize = 60;
/// Columns among which those of names are looked for.
const COLUMNS: usize = 20;

impl Finder<'_> {
    /// Adds the names that stand in one list with those that are found.
    pub fn listed(&self, found: &mut Vec<Range<usize>>) {
        let mut starts: HashSet<usize> = found.iter().map(|name| name.start).collect();
        let mut next = 0;
        while let Some(name) = found.get(next).cloned() {
            next += 1;
            let beside = [self.following(name.end), self.leading(name.start), self.parallel(name.end)];
            found.extend(
                beside
                    .into_iter()
                    .flatten()
                    .chain(self.row(&name))
                    .filter(|one| !self.is_told_as_staff(&self.text[one.end..]) && starts.insert(one.start)),
            );
        }
    }

    /// The last of several before a word of respect at byte `at`: 某某、某某两位同学.
    pub fn several(&self, at: usize) -> Option<Range<usize>> {
        let head = &self.text[..at];
        let words = self.words;
        let counted = words.counters.cut_end(head).or_else(|| words.counted.cut_end(head));
        let head = counted.map_or(head, |head| head.trim_end_matches(|c| self.is_count(c)));
        let many = words.many.cut_end(head);
        if counted.is_none() && many.is_none() {
            return None;
        }
        let head = many.unwrap_or(head);
        let start = part_before(head);
        let name = |start: usize| (start < head.len() && self.whole(&head[start..])).then_some(start..head.len());
        let joined =
            || head[start..].char_indices().rfind(|(_, c)| words.joins.has_char(*c)).map(|(at, c)| at + c.len_utf8());
        let listed = head[..start].ends_with(['、', '）', ')']);
        let last = joined().map(|at| start + at);
        last.and_then(name).or_else(|| name(start).filter(|_| listed || many.is_some()))
    }

    /// The name behind one that ends at byte `from`, and a mark.
    fn following(&self, from: usize) -> Option<Range<usize>> {
        let rest = &self.text[from..];
        let behind = self.beyond_points(rest);
        let scored = behind.len() < rest.len();
        let rest = beyond(behind).trim_start_matches('”');
        let (mark, rest) = (rest.chars().next()?, rest.get(rest.chars().next()?.len_utf8()..)?);
        let is_and = |c: char| self.words.joins.has_char(c);
        if !(matches!(mark, '、' | '—') || is_and(mark) || scored && matches!(mark, '，' | '；')) {
            return None;
        }
        let rest = rest.trim_start_matches('“');
        let start = self.text.len() - rest.len();
        let part = leading(rest, MOST, is_part);
        // It may be the last, with another before it, or with their number behind.
        let joined = part.char_indices().skip(1).filter(|(_, c)| is_and(*c)).map(|(at, _)| at);
        let counted = self.words.list.all().filter_map(|word| part.find(word)).min();
        let ends = joined.chain(counted).chain([part.len()]);
        // 梓涵和一诺吵架了, 某某和方圆.
        let pair = || {
            let words = self.words;
            if let Some(length) = words.pairs.begin(rest) {
                return (self.is_followed(&rest[length..], 2) && !self.is_known(rest, length)).then_some(length);
            }
            let length = words.called.begin(rest).filter(|length| !words.how.has(&rest[..*length]))?;
            let after = &rest[length..];
            (self.ends(after) || words.deeds.begin(after).is_some()).then_some(length)
        };
        let listed = || self.plain(rest).filter(|_| mark == '、').or_else(pair);
        let is_name = |length: &usize| self.whole(&part[..*length]) || self.part(&part[..*length]) == Some(*length);
        let Some(length) = ends.into_iter().find(is_name).or_else(listed) else {
            // One that no list of surnames knows may stand between two that are told.
            let behind = &rest[part.len()..];
            let next = behind.strip_prefix('、').filter(|_| mark == '、' && !part.is_empty())?;
            let begin = self.text.len() - next.len();
            let name = leading(next, MOST, is_part);
            return self.whole(name).then_some(begin..begin + name.len());
        };
        let word = mark != '、' && self.words.seldom.has(&part[..length]);
        (!word && self.words.unless.begin(&rest[length..]).is_none()).then_some(start..start + length)
    }

    /// What stands behind the points of somebody that `text` may begin with: 28.5小时, +2.
    pub fn beyond_points<'t>(&self, text: &'t str) -> &'t str {
        let number = text.trim_start_matches([' ', '+', '＋', '-', '：']);
        let rest = number.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        if rest.len() == number.len() {
            return text;
        }
        &rest[self.words.points.begin(rest).unwrap_or_default()..]
    }

    /// All that stands in one row with a name, with blanks or marks between, where three and more begin with a surname: there even a
    /// word is a name.
    fn row(&self, name: &Range<usize>) -> Vec<Range<usize>> {
        let (lead, rest) = self.text.split_at(name.end);
        let lead = &lead[..name.start];
        let is_mark = |c: &char| matches!(c, '、' | ' ' | '\u{3000}');
        let Some(mark) = rest.chars().next().filter(is_mark).or_else(|| lead.chars().next_back().filter(is_mark))
        else {
            return Vec::new();
        };
        let is_name = |word: &&str| self.begins_name(word);
        let is_in = |c| is_han(c) || c == mark;
        let ahead = leading(rest.strip_prefix(mark).unwrap_or_default(), ROW, is_in);
        let ahead = ahead.split(mark).take_while(is_name);
        let behind = trailing(lead.strip_suffix(mark).unwrap_or_default(), ROW, is_in);
        let behind = behind.rsplit(mark).take_while(is_name);
        let (mut all, mut end, mut start) = (Vec::new(), name.end, name.start);
        for word in ahead {
            let begin = end + mark.len_utf8();
            end = begin + word.len();
            all.push(begin..end);
        }
        for word in behind {
            let until = start - mark.len_utf8();
            start = until - word.len();
            all.push(start..until);
        }
        if all.len() < 2 { Vec::new() } else { all }
    }

    /// Whether `word` may be a name among names: a surname, and one or two characters behind it.
    pub fn begins_name(&self, word: &str) -> bool {
        let words = self.words;
        let han: Vec<char> = word.chars().take(5).collect();
        let Some((surname, _)) = self.surname(&han).filter(|_| han.iter().all(|c| is_han(*c))) else {
            return false;
        };
        let given = &han[surname..];
        let behind = &word[bytes(&han[..surname])..];
        let titles = [&words.before, &words.unless, &words.address];
        let no_name = titles.iter().any(|list| list.begin(behind).is_some()) || words.places.end(word).is_some();
        let no_name = no_name || words.subjects.has(word);
        // 周一.
        let day = given.len() == 1 && given.iter().all(|c| self.traceable.is_number(*c));
        !no_name && !day && (1..=2).contains(&given.len()) && !given.iter().any(|c| words.never.has_char(*c))
    }

    /// The name before one that begins at byte `at`, and a mark.
    fn leading(&self, at: usize) -> Option<Range<usize>> {
        let head = &self.text[..at];
        let mark = head.chars().next_back().filter(|c| *c == '、' || self.words.joins.has_char(*c))?;
        let head = &head[..head.len() - mark.len_utf8()];
        let head = match head.strip_suffix(['）', ')']) {
            Some(inner) => {
                let near = inner.char_indices().rev().take_while(|(at, _)| inner.len() - at < LONGEST);
                let start = near.filter(|(_, c)| matches!(c, '（' | '(')).map(|(at, _)| at).next()?;
                &inner[..start]
            }
            None => head,
        };
        let start = part_before(head);
        let whole = self.whole(&head[start..]).then_some(start..head.len());
        whole
            .or_else(|| self.ending(head, true))
            .or_else(|| self.called_behind(head))
            .or_else(|| self.behind_verb(head))
    }

    /// The word that people are called by, and that `head` ends with, behind a word for a pupil: 组员许诺.
    fn called_behind(&self, head: &str) -> Option<Range<usize>> {
        let lead = self.words.called.cut_end(head)?;
        let words = self.words;
        words.before.end(lead).max(words.rows.end(lead)).map(|_| lead.len()..head.len())
    }

    /// Adds the names in columns with the name of a label at their top.
    pub fn in_columns(&self, found: &mut Vec<Range<usize>>) {
        if memchr::memchr(b'|', self.text.as_bytes()).is_none() {
            return;
        }
        let mut column = None;
        let mut at = 0;
        for line in self.text.split_inclusive('\n') {
            let start = at;
            at += line.len();
            let cells = |line: &str| line.trim().trim_matches('|').split('|').count();
            if !line.trim_start().starts_with('|') {
                column = None;
            } else if let Some((index, width)) = column {
                let cell = cell(line, index).filter(|_| cells(line) == width);
                if let Some(cell) = cell.filter(|cell| self.whole(&line[cell.clone()])) {
                    found.push(start + cell.start..start + cell.end);
                }
            } else {
                let width = cells(line);
                let staff = self.words.no_column.all().any(|word| line.contains(word));
                let head = |index: &usize| cell(line, *index).is_some_and(|cell| self.words.columns.has(&line[cell]));
                column = (0..width.min(COLUMNS)).find(head).filter(|_| !staff).map(|index| (index, width));
            }
        }
    }
}

/// Where the text of a cell stands in a line of a table.
fn cell(line: &str, index: usize) -> Option<Range<usize>> {
    let begin = line.find('|')? + 1;
    let before: usize = line[begin..].split('|').take(index).map(|cell| cell.len() + 1).sum();
    let cell = line[begin..].split('|').nth(index)?;
    let start = begin + before + (cell.len() - cell.trim_start().len());
    Some(start..start + cell.trim().len())
}

/// What stands behind the brackets that `text` may begin with.
pub(super) fn beyond(text: &str) -> &str {
    let Some(inner) = text.strip_prefix(['（', '(']) else { return text };
    let near = inner.char_indices().take_while(|(at, _)| *at < LONGEST);
    let end = near.filter(|(_, c)| matches!(c, '）' | ')' | '\n')).map(|(at, _)| at).next();
    end.map_or(text, |end| inner[end..].trim_start_matches(['）', ')']))
}

/// Where the name begins that `text` may end with: a long one is none.
pub(super) fn part_before(text: &str) -> usize {
    text.len() - trailing(text, MOST, is_part).len()
}

/// What a name in a list is made of.
pub(super) fn is_part(c: char) -> bool {
    is_han(c) || is_dot(c)
}
