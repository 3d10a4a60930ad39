//! Names with no word for a pupil beside them: how sure the surname is, how much like a given name what follows it, and what
//! stands before and behind, each give points.

use std::collections::HashSet;
use std::ops::Range;

use super::dotted::is_dot;
use super::pupil::{Finder, bytes, is_han};
use crate::text::near::{leading, trailing};

/// Points of what is a name wherever it stands.
const SURE: usize = 6;
/// Points of what is one behind something that begins a word, and of a surname with one character where nothing goes on.
const LIKELY: usize = 5;
/// Bytes of a Han character.
const HAN: usize = 3;
/// Characters of somebody whom everybody knows that may stand before one of his.
const KNOWN: usize = 6;
/// Points that are lost where a word begins like it.
const WORD: usize = 2;

impl Finder<'_> {
    /// Adds names with nothing beside them that says whose they are. Who is of the staff in one place is so in all, and so are
    /// those in one list with somebody of it.
    pub fn bare(&self, found: &mut Vec<Range<usize>>) {
        let (mut names, mut staff) = (Vec::new(), HashSet::new());
        let (mut surname, mut before) = (None, None);
        // The last name, the first of its list among `names`, and whether it is of the staff.
        let (mut last, mut begun, mut led) = (0..0, 0, false);
        for (at, char) in self.text.char_indices() {
            if let Some((start, first)) = surname.take()
                && start >= last.end
                && self.may_follow(first, char)
                && let Some(end) = self.name(start)
                && !self.is_within_known(start)
            {
                let between = &self.text[last.end..start];
                let words = self.words;
                let joined = between == "、" || words.joins.has(between);
                if !joined && !matches!(between, "—" | "——" | "，" | " " | "\u{3000}") {
                    begun = names.len();
                }
                led = joined && led || self.is_of_staff(start, end);
                last = start..end;
                if led {
                    staff.insert(&self.text[start..end]);
                } else {
                    names.push(start..end);
                }
                // 某某、某某老师.
                let together = between == "、" && words.unless.begin(&self.text[end..]).is_some();
                if together || self.are_all_staff(end) {
                    staff.extend(names.drain(begun..).map(|name: Range<usize>| &self.text[name]));
                }
            }
            if let Some(name) = before.and_then(|before| self.given_alone(before, at, char))
                && name.start >= last.end
            {
                names.push(name);
            }
            before = Some(char);
            if is_dot(char) {
                names.extend(self.of_two(at));
            } else if self.words.begin_names(char) {
                if let Some(end) = self.of_parts(at).filter(|_| at >= last.end && !self.is_within_known(at)) {
                    led = led && &self.text[last.end..at] == "、" || self.is_of_staff(at, end);
                    last = at..end;
                    names.extend((!led).then_some(at..end));
                }
                surname = Some((at, char));
            }
        }
        found.extend(names.into_iter().filter(|name| !staff.contains(&self.text[name.clone()])));
    }

    /// Whether byte `at` is of somebody whom everybody knows: the 徐 of 林则徐虎门销烟 begins no name of another.
    fn is_within_known(&self, at: usize) -> bool {
        let before = self.text[..at].char_indices().rev().take(KNOWN).map(|(start, _)| start);
        before.chain([at]).any(|start| {
            let length = self.words.known.begin(&self.text[start..]);
            length.is_some_and(|length| length > 2 * HAN && start + length > at)
        })
    }

    /// Whether `next` may go on with a name that begins with `first`: behind what is more often a word hardly anything does.
    fn may_follow(&self, first: char, next: char) -> bool {
        let words = self.words;
        let sure = words.surnames.begin_with(first);
        let paired = || words.pairs.begin_with(next) || words.firsts.has_char(next);
        let parted = || words.parts.begin_with(next) && !words.ends.has_char(next);
        sure && (words.end_surnames(next) || paired() || parted())
            || self.is_given(next) && (sure || self.is_typical(next) || words.firsts.has_char(next) || paired())
    }

    /// The end of the name that begins at byte `at`.
    fn name(&self, at: usize) -> Option<usize> {
        let words = self.words;
        let (lead, rest) = self.text.split_at(at);
        let mut chars = ['\0'; 4];
        let next = rest.chars().take_while(|c| is_han(*c));
        let count = chars.iter_mut().zip(next).map(|(slot, next)| *slot = next).count();
        let han = &chars[..count];
        let (surname, doubtful) = self.surname(han).filter(|_| !self.is_of_class(at))?;
        let (called, behind_surname) = rest.split_at(bytes(&han[..surname]));
        let firm = words.firm.has(called);
        let sure = match (surname, firm) {
            _ if doubtful => 0,
            (1, true) => 2,
            (_, true) => 3,
            _ => 1,
        };
        // A Yi given name behind a surname.
        if let Some(length) = words.parts.begin(behind_surname).filter(|length| *length > HAN && !doubtful)
            && self.is_led_to(lead, doubtful)
            && !self.is_no_name(rest, behind_surname, bytes(&han[..surname]) + length)
        {
            return Some(at + bytes(&han[..surname]) + length);
        }
        (1..=2).rev().find_map(|count| {
            let given = han.get(surname..surname + count)?;
            let length = bytes(&han[..surname + count]);
            let plain = given.iter().all(|c| self.is_given(*c));
            // What only the first of two is ends with something typical, and nothing goes on behind it; behind a surname of two it may
            // be anything.
            let fits = || {
                let rare =
                    || surname == 2 && firm && !words.never.has_char(given[0]) && self.is_given(given[count - 1]);
                self.fits(given) || rare() && self.is_typical(given[count - 1])
            };
            let usual = plain || !doubtful && self.is_followed(&rest[length..], count) && fits();
            // 夏天来了, 高一平均分.
            let parts = || {
                [&words.ordinary, &words.seldom].iter().any(|list| list.begin(rest).is_some())
                    && (words.ends.has_char(given[1]) || !self.is_followed(&rest[length..], count))
            };
            let pair = count == 2 && (usual || !doubtful) && self.is_pair(behind_surname) && !parts();
            if !usual && !pair {
                return None;
            }
            // 周一红烧肉.
            if !doubtful && self.day(rest).is_some() && !self.is_pair(behind_surname) {
                return None;
            }
            if count == 1 && self.is_somebody(lead, rest, length) {
                return Some(at + length);
            }
            let first = |c: char| count == 2 && (words.firsts.has_char(c) || given[1] == c);
            let is_typical = |&(at, c): &(usize, &char)| self.is_typical(*c) || at == 0 && first(*c);
            let typical = if pair { 2 } else { given.iter().enumerate().filter(is_typical).count() };
            let after = &rest[length..];
            let ends = self.is_followed(after, count);
            // 他叫某某某.
            let told = words.naming.end(lead).is_some();
            let rare = count == 1 && doubtful && words.given.has_char(given[0]) && self.is_followed(after, 2);
            let rare = rare && !lead.ends_with('《');
            // 烹饪专业某某; and one character before what only persons do, where nothing stands before the surname.
            let placed = told || words.subjects.end(lead).is_some();
            let acts =
                count == 1 && !lead.ends_with(char::is_alphanumeric) && words.deeds.begin(&rest[length..]).is_some();
            let acts = acts && (!doubtful || typical > 0);
            let points = sure + count + typical + usize::from(ends) + usize::from(placed) + usize::from(rare || acts);
            if points + 1 < LIKELY
                || [&words.ordinary, &words.seldom].iter().any(|list| list.begin(rest) >= Some(length))
            {
                return None;
            }
            // 一个文静一个好动.
            let last = given[count - 1].len_utf8();
            let last_on = &rest[length - last..];
            let goes_on = || {
                count == 2
                    && words.ends.begin(last_on) > Some(last)
                    && [&words.ordinary, &words.seldom].iter().any(|list| list.begin(rest).is_some())
            };
            if goes_on() {
                return None;
            }
            // 江南梅雨: its last character begins another word.
            let crosses =
                || !ends && [&words.ordinary, &words.seldom].iter().any(|list| list.begin(last_on) > Some(last));
            // What hardly begins a word is left over behind one, so that none is meant.
            let left =
                || (!doubtful || typical > 1 && ends) && count == 2 && words.given.has_char(given[1]) && !crosses();
            let word = words.ordinary.begin(rest).is_some() && !left() && !(firm && surname == 2);
            // What stands before is looked at last.
            let begins = self.is_led_to(lead, doubtful);
            let points = (points + usize::from(begins)).saturating_sub(if word { WORD } else { 0 });
            let named = if count == 1 {
                let word = || words.ends.has_char(given[0]) && !words.called.has(&rest[..length]);
                begins && ends && points >= LIKELY && !word()
            } else {
                let last = self.is_typical(given[1]) || pair && !self.is_known(behind_surname, 2 * HAN);
                // Between a mark and a word that follows a name.
                let word = || words.seldom.begin(rest).is_some();
                let marked = || ends && after.starts_with(is_han) && !lead.ends_with(char::is_alphanumeric) && !word();
                let likely = begins && (last || ends) && (typical > usize::from(doubtful) || typical > 0 && marked());
                // Where nothing stands before it and a word that follows a name behind it.
                let apart = || ends && !lead.ends_with(char::is_alphanumeric) && after.starts_with(is_han);
                // 校长某某某 and 某某某校长: who is of the staff is to be known everywhere.
                let called = || words.staff.end(lead).is_some() || words.unless.begin(after).is_some();
                points >= SURE && (begins || firm || typical > 1)
                    || points >= LIKELY && (likely || !doubtful && (apart() || called()))
            };
            // 小刘, 老刘; 一张张; the 雷 of 傅雷.
            let short = lead.ends_with(|c| words.familiar.has_char(c) || c == han[0] || words.firm.has_char(c));
            let part = || words.tails.end(&self.text[..at + han[0].len_utf8()]).is_some();
            (named && !short && !part() && !self.is_no_name(rest, behind_surname, length)).then_some(at + length)
        })
    }

    /// Whether the first `length` bytes of `rest` are a word that people are called by, and what goes on behind it tells of one.
    fn is_somebody(&self, lead: &str, rest: &str, length: usize) -> bool {
        let words = self.words;
        let (word, after) = rest.split_at(length);
        let told = words.called.has(word) && !words.how.has(word) && words.deeds.begin(after).is_some();
        told && self.is_led_to(lead, true) && !self.is_alias(rest)
    }

    /// Whether `text` begins with a given name that is known whole, and with no word that goes on behind its first character.
    pub fn is_pair(&self, text: &str) -> bool {
        let words = self.words;
        let Some(length) = words.pairs.begin(text) else { return false };
        let last = text[..length].chars().next_back().map_or(0, char::len_utf8);
        ![&words.ends, &words.behind].iter().any(|list| list.begin(&text[length - last..]) > Some(last))
    }

    /// Whether the first `length` bytes of `rest`, which goes on as `behind` its surname, are a place, a title or somebody whom
    /// everybody knows.
    fn is_no_name(&self, rest: &str, behind: &str, length: usize) -> bool {
        let words = self.words;
        let titles = [&words.before, &words.unless, &words.address];
        // 李家湾.
        let village =
            || words.village.begin(behind).is_some_and(|length| words.places.begin(&behind[length..]).is_some());
        // 沈阳北站: the word that it begins like goes on to a place within it.
        let within = || {
            let word = words.ordinary.begin(rest).max(words.seldom.begin(rest)).filter(|word| *word < length);
            word.is_some_and(|word| words.places.begin(&rest[word..]) > Some(length - word))
        };
        words.known.begin(rest) >= Some(length)
            || village()
            || within()
            || titles.iter().any(|list| list.begin(behind).is_some())
            || words.places.begin(&rest[length..]).is_some()
            || self.is_alias(rest)
    }

    /// Whether a name may begin behind `lead`: where something begins, or behind a word that ends something.
    pub fn is_led_to(&self, lead: &str, doubtful: bool) -> bool {
        let words = self.words;
        let before = lead.chars().next_back().unwrap_or('\n');
        let apart = !before.is_alphanumeric() || !doubtful && before.is_ascii_digit();
        let named = [&words.before, &words.owned, &words.staff, &words.roles, &words.rows];
        let lists = [&words.never, &words.ends, &words.leads].into_iter().chain(named);
        apart || lists.into_iter().any(|list| list.end(lead).is_some())
    }

    /// Whether what begins with `after` goes on behind a name with a given name of `count` characters, and not within it.
    pub fn is_followed(&self, after: &str, count: usize) -> bool {
        let words = self.words;
        let Some(next) = after.chars().next().filter(|c| is_han(*c)) else { return true };
        words.never.has_char(next)
            || words.ends.begin(after).is_some()
            || self.traceable.is_number(next)
            || count == 1 && !self.is_given(next)
            || words.behind.begin(after).is_some()
    }

    /// Whether given names have this character, and it is no word that goes on behind one.
    pub fn is_given(&self, char: char) -> bool {
        self.words.chars.has_char(char) && !self.words.never.has_char(char)
    }

    pub fn is_typical(&self, char: char) -> bool {
        self.words.young.has_char(char) || self.words.given.has_char(char)
    }

    /// The end of a name of two known parts that begins at byte `at`, as Tibetans, Mongols and Yi have them.
    pub fn of_parts(&self, at: usize) -> Option<usize> {
        let parts = &self.words.parts;
        let rest = &self.text[at..];
        let first = parts.begin(rest)?;
        let given = |text| self.given_behind(text).filter(|_| first > HAN);
        let second = parts.begin(&rest[first..]).or_else(|| given(&rest[first..]));
        // A long one is a name alone, and so is one set apart that is no word.
        let apart = || {
            let (word, led) = (self.is_known(rest, first), self.is_led_to(&self.text[..at], true));
            first > HAN && led && !word && self.is_followed(&rest[first..], 2)
        };
        let length = first + second.or_else(|| (first > 2 * HAN || apart()).then_some(0))?;
        let known = self.words.known.begin(rest) > Some(length);
        (!known && !self.is_alias(rest)).then_some(at + length)
    }

    /// The length of a given name of two characters at the beginning of `text`, which stands behind the name of a family.
    fn given_behind(&self, text: &str) -> Option<usize> {
        let mut chars = text.chars();
        let (first, last) = (chars.next()?, chars.next()?);
        let usual = self.words.firsts.has_char(first) && self.is_given(first) && self.is_typical(last);
        let ends = usual && self.is_given(last) && self.is_followed(chars.as_str(), 2);
        ends.then(|| first.len_utf8() + last.len_utf8())
    }

    /// The name of two parts around the dot at byte `at`, made of the sounds that names of other languages are written with.
    fn of_two(&self, at: usize) -> Option<Range<usize>> {
        let words = self.words;
        let sounds = |c| words.sounds.has_char(c);
        let (lead, rest) = self.text.split_at(at);
        let dot = rest.chars().next()?.len_utf8();
        let (first, second) = (trailing(lead, 6, sounds), leading(&rest[dot..], 6, sounds));
        let (start, end) = (at - first.len(), at + dot + second.len());
        let foreign = words.known.begin(&self.text[start..]).is_some() || words.known.begin(&rest[dot..]).is_some();
        let long = |part: &str| part.chars().nth(1).is_some();
        let named = long(first) && long(second) && !foreign && !self.is_alias(&self.text[start..]);
        (named && !self.is_of_staff(start, end)).then_some(start..end)
    }
}
