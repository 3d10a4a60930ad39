//! Names that the frame of a list tells: behind days, numbers, prizes and offices, or before points and titles. Where one of them is
//! told otherwise the others are names, too, though elsewhere they are words.

use std::collections::BTreeSet;
use std::ops::Range;

use super::class::is_end;
use super::labelled::is_between;
use super::pupil::{Finder, bytes, is_han};
use crate::text::near::{leading, trailing};

/// Labels one behind the other, at most: B组组长.
const LABELS: usize = 3;
/// A part of more characters than these is no part of a list.
const FAR: usize = 16;
/// Who shares a work, at least and at most.
const FEW: usize = 3;
const MANY: usize = 60;
/// How far is looked back upon, in characters.
const BACK: usize = 80;

/// The parts of a list, as far as they have names.
#[derive(Default)]
struct Frame {
    told: usize,
    others: Vec<Range<usize>>,
    /// Whether what stands behind the last mark is headed by a label before it.
    headed: bool,
}

impl Finder<'_> {
    /// Adds the names in lists with frames, who is said to be called so, and who shares a work.
    pub fn framed(&self, found: &mut Vec<Range<usize>>) {
        let starts: BTreeSet<usize> = found.iter().map(|name| name.start).collect();
        let mut at = 0;
        for line in self.text.split_inclusive(|c| is_end(c) && c != '；') {
            let end = at + line.len();
            // Where nobody is told nobody else is.
            if starts.range(at..end).next().is_some() {
                self.in_line(at, line, &starts, found);
            }
            at = end;
        }
        self.entitled(found, &starts);
        self.named_so(found);
        self.shared_out(found);
    }

    /// Adds the names in the lists of a line that begins at byte `at`.
    fn in_line(&self, mut at: usize, line: &str, starts: &BTreeSet<usize>, found: &mut Vec<Range<usize>>) {
        let mut frame = Frame::default();
        for piece in line.split_inclusive(is_mark) {
            let part = piece.trim_end_matches(is_mark);
            let mark = &piece[part.len()..];
            let rest = part.trim_start_matches(is_between);
            let label = self.heads(rest);
            let rest = rest[label..].trim_start_matches(is_between);
            let start = at + part.len() - rest.len();
            let headed = label > 0 && !self.is_of_others(start) || label == 0 && frame.headed;
            let item = self.item(&self.text[start..], headed).filter(|length| *length <= rest.len());
            let goes_on = mark == "、" || mark.starts_with(is_between);
            frame.headed = headed && (rest.is_empty() || goes_on && item.is_some());
            if self.is_told(at, part, headed, starts) {
                frame.told += 1;
                frame.headed |= goes_on;
            } else if let Some(length) = item {
                frame.others.push(start..start + length);
            } else if part.chars().count() > FAR {
                self.close(&mut frame, found);
            }
            at += piece.len();
        }
        self.close(&mut frame, found);
    }

    /// Adds those in brackets behind titles, where one of a sentence is told: 《春晓》（某某）；《归途》（某某、某某）.
    fn entitled(&self, found: &mut Vec<Range<usize>>, starts: &BTreeSet<usize>) {
        let mut frame = Frame::default();
        let mut last = 0;
        for (at, title) in self.text.match_indices("》（") {
            if self.text[last..at].contains(['。', '\n']) {
                self.close(&mut frame, found);
            }
            last = at;
            let mut start = at + title.len();
            let inner = leading(&self.text[start..], BACK, |c| !is_closing(c));
            for name in inner.split('、') {
                if starts.contains(&start) {
                    frame.told += 1;
                } else if self.item(&self.text[start..], true) == Some(name.len()) {
                    frame.others.push(start..start + name.len());
                }
                start += name.len() + '、'.len_utf8();
            }
        }
        self.close(&mut frame, found);
    }

    /// Ends a list: beside one that is told the others are names.
    fn close(&self, frame: &mut Frame, found: &mut Vec<Range<usize>>) {
        let Frame { told, others, .. } = std::mem::take(frame);
        if told > 0 {
            // 一组安静，二组某某.
            let pointed = |at: usize| self.text[at..].starts_with(|c: char| c.is_ascii_digit() || c == '《');
            let how = |name: &Range<usize>| self.words.how.has(&self.text[name.clone()]) && !pointed(name.end);
            let names = others.into_iter().filter(|name| self.may_be(&self.text[name.clone()], told));
            let names = names.filter(|name| told > 1 || !how(name));
            found.extend(names.filter(|name| !self.is_of_staff(name.start, name.end)));
        }
    }

    /// How many bytes the labels have that `text` begins with, and the marks behind them.
    fn heads(&self, text: &str) -> usize {
        let mut rest = text;
        for _ in 0..LABELS {
            let Some(length) = self.head(rest) else { break };
            rest = rest[length..].trim_start_matches(|c| is_between(c) || matches!(c, '（' | '('));
        }
        text.len() - rest.len()
    }

    fn head(&self, text: &str) -> Option<usize> {
        let words = self.words;
        let number = |text: &str| {
            let is_number = |c: char| c.is_numeric() || c.is_ascii_alphanumeric() || self.traceable.is_number(c);
            let rest = text.trim_start_matches(is_number);
            (rest.len() < text.len()).then_some(text.len() - rest.len())
        };
        let numbered = || {
            let from = words.ordinal.begin(text).unwrap_or_default();
            let number = from + number(&text[from..])?;
            Some(number + words.units.begin(&text[number..])?)
        };
        // 1.某某, ②某某, B：某某.
        let counted = || {
            let after = text.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c.is_numeric() && !is_han(c));
            let rest = after.trim_start_matches(['.', '．']);
            (after.len() < text.len()).then_some(text.len() - rest.len())
        };
        let word = words.rows.begin(text).max(words.before.begin(text));
        word.max(numbered()).or_else(|| self.day(text)).or_else(counted)
    }

    /// The length of the day of the week that `text` begins with.
    pub fn day(&self, text: &str) -> Option<usize> {
        let rest = &text[self.words.days.begin(text)?..];
        let after = rest.trim_start_matches(|c| self.traceable.is_number(c));
        (after.len() < rest.len()).then_some(text.len() - after.len())
    }

    /// Whether the label that ends at byte `at` is of others.
    fn is_of_others(&self, at: usize) -> bool {
        let lead = self.text[..at].trim_end_matches(|c| is_between(c) || matches!(c, '（' | '('));
        let words = self.words;
        let Some(length) = words.rows.end(lead).max(words.before.end(lead)) else { return false };
        let begin = lead.len() - length;
        let staff = words.staff.end(lead).max(words.roles.end(lead)) >= Some(length);
        let council = words.offices.begin(&lead[begin..]).is_some() && self.is_of_council(begin);
        staff && !council || self.of_others(begin, true)
    }

    /// The length of what may be a name in a list at the beginning of `text`, and is all that stands there but for points, titles and
    /// brackets behind it. With no label before it points or a title are to follow.
    fn item(&self, text: &str, headed: bool) -> Option<usize> {
        let run = leading(text, 6, is_han);
        let tail = &text[run.len()..];
        let run = self.words.behind.cut_end(run).unwrap_or(run);
        let next = tail.trim_start_matches(' ').chars().next();
        let pointed = next.is_some_and(|c| c.is_ascii_digit() || c == '《');
        // 一组（南宁局）某某.
        let closed = tail.strip_prefix(['）', ')', '”']).is_some_and(|tail| !tail.starts_with(is_han));
        let ends = closed || tail.chars().next().is_none_or(|c| is_mark(c) || matches!(c, '（' | '(' | '+'));
        ((2..5).contains(&run.chars().count()) && (pointed || headed && ends)).then_some(run.len())
    }

    /// Whether a name that is told stands in `part`, which begins at byte `at`, as in a list: behind a label, or at its beginning
    /// where one stands before that or points or a title behind it.
    fn is_told(&self, at: usize, part: &str, headed: bool, starts: &BTreeSet<usize>) -> bool {
        let pointed = || {
            let behind = self.text[at + part.len()..].trim_start_matches(is_between);
            part.contains(|c: char| c.is_ascii_digit() || c == '《') || behind.starts_with(|c: char| c.is_ascii_digit())
        };
        part.char_indices().filter(|(start, _)| starts.contains(&(at + start))).any(|(start, _)| {
            let lead = part[..start].trim_end_matches(is_between);
            let near = lead.char_indices().rev().take(FAR).map(|(at, _)| at);
            let labelled = || near.into_iter().any(|at| self.heads(&lead[at..]) == lead.len() - at);
            if lead.is_empty() { headed || pointed() } else { labelled() }
        })
    }

    /// Whether `item` may be a name beside so many that are told.
    fn may_be(&self, item: &str, told: usize) -> bool {
        let words = self.words;
        if self.is_alias(item) || words.subjects.has(item) {
            return false;
        }
        if words.called.has(item) || words.pairs.has(item) || self.part(item) == Some(item.len()) || self.whole(item) {
            return true;
        }
        let han: Vec<char> = item.chars().collect();
        if words.known.has(item) || words.ordinary.begin(item) >= Some(item.len()) {
            return false;
        }
        let given = |given: &[char]| given.iter().all(|c| self.is_given(*c)) && self.is_typical(given[given.len() - 1]);
        match self.surname(&han).filter(|_| self.begins_name(item)) {
            Some((surname, doubtful)) => {
                let fits = !doubtful || self.fits(&han[surname..]) || told > 1 && han.len() > 2;
                fits && !self.is_word(&han, item, surname, true)
            }
            None if words.never.has_char(han[0]) => false,
            None => han.len() < 4 && given(&han[1..]) || told > 1 && han.len() == 3 && self.fits(&han[1..]),
        }
    }

    /// Adds those of whom is said how they are called, and nothing more: 他叫某某.
    fn named_so(&self, found: &mut Vec<Range<usize>>) {
        let words = self.words;
        let named = words.naming.all().flat_map(|word| self.text.match_indices(word));
        for (at, word) in named {
            let lead = &self.text[..at];
            if words.they.end(lead).is_none() && words.before.end(lead).is_none() {
                continue;
            }
            let rest = self.text[at + word.len()..].trim_start_matches(is_between);
            let start = self.text.len() - rest.len();
            let name = leading(rest, 5, is_han);
            let called = words.called.has(name) || self.begins_name(name);
            if called && self.may_be(name, 0) && !self.is_of_staff(start, start + name.len()) {
                found.push(start..start + name.len());
            }
        }
    }

    /// Adds those who share a work, where all that follows a word for that begins with a surname: 分工：某某扫地，某某拖地.
    fn shared_out(&self, found: &mut Vec<Range<usize>>) {
        let words = self.words;
        for (at, word) in words.shared.all().flat_map(|word| self.text.match_indices(word)) {
            let Some(rest) = self.text[at + word.len()..].strip_prefix('：') else { continue };
            if self.is_shared_by_others(at) || self.is_in_form_of_others(at) {
                continue;
            }
            let mut start = self.text.len() - rest.len();
            let told = rest.split_inclusive(is_mark).take(MANY).map_while(|part| {
                let name = self.at_work(part).map(|length| start..start + length);
                start += part.len();
                name.map(|name| (name, part.ends_with(['。', '！', '\n']) || start == self.text.len()))
            });
            let mut names = Vec::new();
            for (name, last) in told {
                names.push(name);
                if last && names.len() >= FEW {
                    found.append(&mut names);
                }
                if last {
                    break;
                }
            }
        }
    }

    /// Whether those share a work by the word for that at byte `at` who are no pupils: 课题组分工.
    fn is_shared_by_others(&self, at: usize) -> bool {
        let lead = trailing(&self.text[..at], BACK, |c| !is_mark(c));
        self.words.other.stand_in(lead) || self.has_role(lead)
    }

    /// Whether others share a work in the line before byte `at`: 课题组分工：某某统稿.
    pub fn is_in_work_of_others(&self, at: usize) -> bool {
        let mut near = self.text[..at].char_indices().rev().take(BACK).take_while(|(_, c)| !matches!(c, '。' | '\n'));
        let work = near.find(|(start, _)| {
            let work = self.words.shared.begin(&self.text[*start..]);
            work.is_some_and(|length| self.text[start + length..].starts_with('：'))
        });
        work.is_some_and(|(start, _)| self.is_shared_by_others(start))
    }

    /// The length of the name that `part` begins with, where what one does follows it.
    fn at_work(&self, part: &str) -> Option<usize> {
        let words = self.words;
        let han: Vec<char> = leading(part, 4, is_han).chars().collect();
        let (surname, doubtful) = self.surname(&han)?;
        let goes_on = |at: usize| words.ends.begin(&part[bytes(&han[..at])..]).is_some();
        let second = han.get(surname + 1).is_some_and(|c| self.is_given(*c)) && !goes_on(surname + 1);
        let name = han.get(..surname + 1 + usize::from(second))?;
        let none = goes_on(surname) || words.never.has_char(name[surname]) || doubtful && !self.fits(&name[surname..]);
        let titled = words.unless.begin(&part[bytes(name)..]).is_some();
        let word = self.is_word(name, part, surname, false);
        (!none && !titled && !word && part.len() > bytes(name) && !self.is_alias(part)).then_some(bytes(name))
    }
}

/// Marks between the parts of a list.
fn is_mark(c: char) -> bool {
    is_end(c) || matches!(c, '，' | ',' | '、' | '：' | ':' | ' ' | '\u{3000}')
}

/// Marks that end what stands in brackets.
fn is_closing(c: char) -> bool {
    is_end(c) || matches!(c, '）' | ')')
}
