//! Those who are called by the given name alone, or by a word: beside somebody of the family, or set apart.

use std::ops::Range;

use super::pupil::{Finder, bytes, closes, is_han};
use crate::text::near::{leading, trailing};

impl Finder<'_> {
    /// The name before byte `at`, at which stands what a person has: somebody of the family, a letter, a record.
    pub fn owner(&self, at: usize) -> Option<Range<usize>> {
        let (head, rest) = self.text.split_at(at);
        let kin = self.words.before.begin(rest).is_some();
        let head = head.trim_end_matches(closes);
        let (head, linked) =
            self.words.of.cut_end(head).map_or((head, false), |head| (head.trim_end_matches(closes), true));
        let found = self.ending(head, linked).or_else(|| self.firm(head)).or_else(|| self.familiar(head, kin))?;
        // “海空卫士”某某的母亲.
        let lead = &self.text[..found.start];
        let others = self.words.roles.end(lead).is_some() && self.words.before.end(lead).is_none();
        (!others).then_some(found)
    }

    /// The whole name that `head` is behind a mark, with any two characters behind a surname that is hardly a word.
    fn firm(&self, head: &str) -> Option<Range<usize>> {
        let words = self.words;
        let word = trailing(head, 4, is_han);
        let start = head.len() - word.len();
        let mut chars = word.chars();
        let (surname, first, last) = (chars.next()?, chars.next()?, chars.next()?);
        let (surname, behind) = word.split_at(surname.len_utf8());
        let lists = [&words.before, &words.unless, &words.address, &words.familiar, &words.hidden, &words.village];
        let other = lists.iter().any(|list| list.begin(behind).is_some());
        let bad = |c| words.never.has_char(c) || words.ends.has_char(c) || self.traceable.is_number(c);
        let none = other || bad(first) || bad(last) || words.places.end(word).is_some();
        let known = [&words.ordinary, &words.seldom, &words.known].iter().any(|list| list.begin(word).is_some());
        (chars.next().is_none() && words.firm.has(surname) && !none && !known && !self.is_alias(word))
            .then_some(start..head.len())
    }

    /// The name at the end of `head`, by which `kin` is called that stands behind it: two characters of given names, a surname
    /// with one, a name of one part, or a word that is a name. It is set apart from what stands before it.
    fn familiar(&self, head: &str, kin: bool) -> Option<Range<usize>> {
        let words = self.words;
        let han: Vec<char> = trailing(head, 2, is_han).chars().collect();
        let &[first, last] = &han[..] else { return None };
        let start = head.len() - bytes(&han);
        let (lead, rest) = self.text.split_at(start);
        let usual = || self.is_typical(last) && words.surnames.has_char(first) || words.firm.has_char(first);
        let short = || self.is_given(last) && usual();
        let named = kin
            && (words.called.has(&head[start..])
                || words.pairs.has(&head[start..])
                || first == last && self.is_given(first) && self.is_typical(first))
            || words.parts.has(&head[start..])
            || (short() || self.is_given_name(first, last)) && !self.is_known(rest, bytes(&han));
        let familiar = |c| words.familiar.has_char(c);
        let taken = lead.ends_with(familiar) || familiar(first) || self.is_alias(rest);
        (named && !taken && self.is_led_to(lead, true)).then_some(start..head.len())
    }

    /// The given name that `first` and `last`, which stands at byte `at`, are without a surname, or behind one that is as often a
    /// word: set apart on both sides.
    pub fn given_alone(&self, first: char, at: usize, last: char) -> Option<Range<usize>> {
        let words = self.words;
        let (start, end) = (at - first.len_utf8(), at + last.len_utf8());
        let (lead, rest) = (&self.text[..start], &self.text[end..]);
        // “晓丽，你先吃”, “晓丽呢？”.
        let spoken_to = || {
            let behind = rest.trim_start_matches(|c| words.calls.has_char(c));
            let called = behind.strip_prefix('，');
            called.is_some_and(|rest| rest.starts_with(|c| words.never.has_char(c)))
                || behind.len() < rest.len() && behind.starts_with(['？', '！'])
        };
        if lead.ends_with('“')
            && (words.pairs.has(&self.text[start..end]) || self.is_given_name(first, last))
            && spoken_to()
            && !self.is_known(&self.text[start..], end - start)
            && !self.is_alias(&self.text[start..])
        {
            return Some(start..end);
        }
        if self.is_somebody_at_work(first, start, end) {
            return Some(start..end);
        }
        if !words.young.has_char(last) {
            return None;
        }
        let typical = |c| self.is_given(c) && self.is_typical(c);
        let paired = || {
            let pair = &self.text[start..end];
            typical(first) && typical(last) && words.pairs.has(pair) && !words.called.has(pair)
        };
        if !self.is_given_name(first, last) && !paired() {
            return None;
        }
        let surname = lead.chars().next_back().filter(|c| words.surnames.has_char(*c) || words.doubtful.has_char(*c));
        let whole = start - surname.map_or(0, char::len_utf8);
        let begins = surname.is_some() || self.is_led_to(lead, true) && !lead.ends_with(|c| words.familiar.has_char(c));
        // Behind a mark anything may follow one that hardly begins a word.
        let marked = surname.is_none() && words.given.has_char(first) && !lead.ends_with(char::is_alphanumeric);
        let apart =
            begins && (marked || self.is_followed(rest, 2)) && !rest.starts_with(|c| self.traceable.is_number(c));
        let known = |at: usize| self.is_known(&self.text[at..], end - at) || self.is_alias(&self.text[at..]);
        let word = || known(whole) || known(start) || words.places.begin(rest).is_some();
        (apart && !word() && !self.is_of_staff(whole, end)).then_some(whole..end)
    }

    /// Whether the two characters from byte `start` to `end` are a given name behind a mark or a word that takes a person, and only
    /// persons do what follows: 永强迷上了.
    fn is_somebody_at_work(&self, first: char, start: usize, end: usize) -> bool {
        let words = self.words;
        let given = |c| self.is_given(c) && self.is_typical(c);
        // Most characters begin no name, whatever follows.
        if !(given(first) || words.pairs.begin_with(first) || words.called.begin_with(first)) {
            return false;
        }
        let (lead, rest) = self.text.split_at(start);
        let (name, after) = rest.split_at(end - start);
        let within = lead.ends_with(is_han);
        let deed = words.deeds.begin(after).is_some();
        // 宇航这孩子: even a word is a name there.
        let child = (deed || !within) && words.child.begin(after).is_some();
        if !(child || deed) || within && (child || words.leads.end(lead).is_none()) {
            return false;
        }
        let named = words.pairs.has(name) || given(first) && rest[first.len_utf8()..].starts_with(given);
        let named = named || child && words.called.has(name);
        named && (child || !self.is_known(rest, end - start)) && !self.is_alias(rest) && !self.is_of_staff(start, end)
    }

    /// Adds those who are spoken to by the whole name where somebody begins to speak: “步惊云，你的工具箱又没锁！”
    pub fn spoken_to(&self, found: &mut Vec<Range<usize>>) {
        let words = self.words;
        for (at, mark) in self.text.match_indices('“') {
            let start = at + mark.len();
            let rest = &self.text[start..];
            let name = leading(rest, 5, is_han);
            let Some(after) = rest[name.len()..].strip_prefix('，') else { continue };
            if words.you.begin(after).is_none() || self.is_alias(rest) {
                continue;
            }
            let han: Vec<char> = name.chars().collect();
            let whole = || {
                let surname = self.surname(&han).filter(|_| self.begins_name(name));
                surname.is_some_and(|(surname, _)| !self.is_word(&han, name, surname, true))
            };
            if words.called.has(name) && !words.how.has(name) || whole() {
                found.push(start..start + name.len());
            }
        }
    }

    /// Whether two characters are a given name, and hardly a word.
    fn is_given_name(&self, first: char, last: char) -> bool {
        self.words.given.has_char(last) && self.is_given(last) && self.is_given(first) && self.is_typical(first)
    }

    /// Whether `rest` begins with a word, or with the name of somebody whom all know, of `length` bytes or more.
    pub fn is_known(&self, rest: &str, length: usize) -> bool {
        let words = self.words;
        [&words.ordinary, &words.seldom, &words.known].iter().any(|list| list.begin(rest) >= Some(length))
    }
}
