//! Names with no word for a pupil beside them: how sure the surname is, how much like a given name what follows it, and what
//! stands before and behind, each give points.

use std::collections::HashSet;
use std::ops::Range;

use super::class::{FAR, is_end};
use super::lone::LONGEST;
use super::pupil::{Finder, bytes, is_dot, is_han};

/// Points of what is a name wherever it stands.
const SURE: usize = 6;
/// Points of what is one behind something that begins a word, and of a surname with one character where nothing goes on.
const LIKELY: usize = 5;
/// Bytes of a Han character.
const HAN: usize = 3;
/// Bytes of a word that is more often for others than for pupils where they become it: 队长 is for both.
const WHOLE: usize = 3 * HAN;
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
            {
                let between = &self.text[last.end..start];
                let joined = between == "、" || self.words.joins.has(between);
                if !joined && !matches!(between, "—" | "——" | "，") {
                    begun = names.len();
                }
                led = joined && led || self.is_of_staff(start, end);
                last = start..end;
                if led {
                    staff.insert(&self.text[start..end]);
                } else {
                    names.push(start..end);
                }
                if self.are_all_staff(end) {
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
                if let Some(end) = self.of_parts(at).filter(|_| at >= last.end) {
                    led = led && &self.text[last.end..at] == "、" || self.is_of_staff(at, end);
                    last = at..end;
                    names.extend((!led).then_some(at..end));
                }
                surname = Some((at, char));
            }
        }
        found.extend(names.into_iter().filter(|name| !staff.contains(&self.text[name.clone()])));
    }

    /// Whether `next` may go on with a name that begins with `first`: behind what is more often a word hardly anything does.
    fn may_follow(&self, first: char, next: char) -> bool {
        let words = self.words;
        let sure = words.surnames.begin_with(first);
        let paired = || words.pairs.begin_with(next);
        sure && (words.end_surnames(next) || paired())
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
        let (surname, doubtful) = self.surname(han)?;
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
            let usual = given.iter().all(|c| self.is_given(*c));
            // 夏天来了, 高一平均分.
            let parts = || {
                [&words.ordinary, &words.seldom].iter().any(|list| list.begin(rest).is_some())
                    && (words.ends.has_char(given[1]) || !self.is_followed(&rest[length..], count))
            };
            let pair = count == 2 && (usual || !doubtful) && self.is_pair(behind_surname) && !parts();
            if !usual && !pair {
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
            let points = sure + count + typical + usize::from(ends) + usize::from(told) + usize::from(rare);
            if points + 1 < LIKELY
                || [&words.ordinary, &words.seldom].iter().any(|list| list.begin(rest) >= Some(length))
            {
                return None;
            }
            // What hardly begins a word is left over behind one, so that none is meant.
            let left = || (!doubtful || typical > 1 && ends) && count == 2 && words.given.has_char(given[1]);
            let word = words.ordinary.begin(rest).is_some() && !left();
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
    fn is_pair(&self, text: &str) -> bool {
        let words = self.words;
        let Some(length) = words.pairs.begin(text) else { return false };
        let last = &text[length - HAN..];
        ![&words.ends, &words.behind].iter().any(|list| list.begin(last) > Some(HAN))
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
            || !self.is_spoken_to(after) && self.is_headed(at)
            || self.is_told_as_staff(after)
            || self.is_in_row_of_staff(after)
            || is_cited(after)
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
            let pupil = words.before.begin(rest).filter(|_| staff.is_none());
            let Some(length) = staff.max(pupil) else { continue };
            // 谈话记录 is no 记录.
            if head.is_some_and(|(end, _)| start + length < end) {
                break;
            }
            let others = words.other.end(&self.text[..start]).is_some() || self.is_in_form_of_others(start);
            let others = pupil.is_none() || others;
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
        let near = row.chars().take(FAR).take_while(|c| row.starts_with('|') && !is_end(*c));
        let row = &row[..near.map(char::len_utf8).sum()];
        row.split('|').any(|cell| self.words.staff.end(cell.trim_end()).is_some())
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

    fn has_role(&self, text: &str) -> bool {
        self.has_staff(text) || self.words.roles.stand_in(text)
    }

    /// Whether what stands behind a list that goes on at byte `end` says that all in it are of the staff: a word for them with their
    /// number, what they become, or brackets.
    fn are_all_staff(&self, end: usize) -> bool {
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
        let near = list.chars().take(FAR).take_while(|c| is_han(*c) || matches!(c, '、' | '—' | '，'));
        let list = &list[near.map(char::len_utf8).sum()..];
        in_brackets(list)
            .is_some_and(|inner| inner.contains(|c| self.words.together.has_char(c)) && self.has_role(inner))
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
        let sounds = |c: &char| words.sounds.has_char(*c);
        let (lead, rest) = self.text.split_at(at);
        let dot = rest.chars().next()?.len_utf8();
        let first: Vec<char> = lead.chars().rev().take(6).take_while(sounds).collect();
        let second: Vec<char> = rest[dot..].chars().take(6).take_while(sounds).collect();
        let (start, end) = (at - bytes(&first), at + dot + bytes(&second));
        let foreign = words.known.begin(&self.text[start..]).is_some() || words.known.begin(&rest[dot..]).is_some();
        let named = first.len() > 1 && second.len() > 1 && !foreign && !self.is_alias(&self.text[start..]);
        (named && !self.is_of_staff(start, end)).then_some(start..end)
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
