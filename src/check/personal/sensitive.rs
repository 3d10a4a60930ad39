//! Sensitive words in a text, and the other things that together with them let people find out who is meant.

use std::collections::BTreeSet;
use std::ops::Range;

use super::among::beyond;
use super::pupil::{self, is_han};
use crate::standard::privacy::{Group, Privacy, Traceable, Words};
use crate::text::near::{leading, trailing};

/// How many characters the year's word and what a class learns have: 级汽车运用与维修.
const TRADE: usize = 10;
/// How far a sentence goes on, in characters: what is farther says nothing of a word.
const FAR: usize = 150;
/// How far a clause goes on to each side of a word, in characters.
const CLAUSE: usize = 20;
/// Marks between clauses, besides blanks.
const MARKS: &str = "，。；：！？、（）“”‘’「」『』《》【】…—|｜,;:!?()[]\"";
/// Marks between parts of one clause.
const WITHIN: [&str; 3] = ["、", OPENS, CLOSES];
const OPENS: &str = "“";
const CLOSES: &str = "”";
/// What opens words of somebody else, and those of them that nothing closes.
const OPENING: [char; 5] = ['“', '「', '『', '：', ':'];
const SAYS: [char; 2] = ['：', ':'];
/// More bytes than these in brackets behind a clause say something else.
const BRACKETS: usize = 21;

/// The clauses in which sensitive words stand, in order, and the groups that these belong to. Not the word gives a pupil away, but
/// what is said with it: that is what is to be written anew, and what nobody else is to read. Weak words tell nothing more where
/// others do in their sentence.
pub(super) fn clauses(text: &str, privacy: &Privacy) -> (Vec<Range<usize>>, BTreeSet<usize>) {
    let sensitive = &privacy.sensitive;
    let weak = |group: &usize| sensitive.groups[*group].weak;
    let mut found: Vec<(Range<usize>, Vec<usize>, usize)> = Vec::new();
    let mut free = 0;
    let mut general = None;
    for begun in sensitive.begun(text).chunk_by(|one, next| one.at == next.at) {
        let at = begun[0].at;
        if at < free {
            continue;
        }
        let other = begun.iter().filter(|one| one.list == 0).map(|one| one.length).max();
        let beside = |of: &Group| of.beside.as_ref().is_none_or(|words| words.stand_in(&text[clause(text, at..at)]));
        let told = begun.iter().filter_map(|one| Some((one.length, one.list.checked_sub(1)?)));
        let longest = told
            .filter(|(length, group)| other < Some(*length) && beside(&sensitive.groups[*group]))
            .max_by_key(|(length, group)| (*length, !weak(group)));
        // Of words that begin alike the longest is meant.
        let Some((length, group)) = longest else {
            free = other.map_or(free, |length| at + length);
            continue;
        };
        let end = at + length;
        // A weak word hides no other within it: 动手打他.
        free = if weak(&group) { free } else { end };
        if is_general(text, at..end, &mut general, privacy) {
            continue;
        }
        let clause = clause(text, at..end);
        match found.last_mut() {
            // What one clause lists or quotes is one find with it.
            Some((last, of, _)) if clause.start < last.end || WITHIN.contains(&&text[last.end..clause.start]) => {
                let closes = text[last.end..].starts_with(OPENS) && text[clause.end..].starts_with(CLOSES);
                last.end = last.end.max(clause.end + if closes { CLOSES.len() } else { 0 });
                of.push(group);
            }
            _ => found.push((clause, vec![group], general.as_ref().map_or(at, |(sentence, _)| sentence.start))),
        }
    }
    let strong = found.iter().filter(|(_, of, _)| !of.iter().all(weak)).map(|(_, _, sentence)| *sentence);
    let strong: BTreeSet<usize> = strong.collect();
    found.retain(|(_, of, sentence)| !of.iter().all(weak) || !strong.contains(sentence));
    let told = found.iter().flat_map(|(_, of, _)| of).copied().collect();
    (found.into_iter().map(|(clause, ..)| clause).collect(), told)
}

/// The clause around the word at `place`, and what says in brackets how bad it is: 智力残疾（三级）.
fn clause(text: &str, place: Range<usize>) -> Range<usize> {
    let Range { start, end } = near(text, &place, CLAUSE, |c| !(c.is_whitespace() || MARKS.contains(c)));
    let brackets = text.len() - end - beyond(&text[end..]).len();
    start..end + if brackets > BRACKETS { 0 } else { brackets }
}

/// Whether the sentence around the word at `place` speaks of lessons, rules or campaigns, and of nobody, or nothing in the
/// paragraph says of whom. `known` is the sentence
/// that was asked for last, and what it does: all the words of one are in a row, and it is read once for all of them.
fn is_general(text: &str, place: Range<usize>, known: &mut Option<(Range<usize>, bool)>, privacy: &Privacy) -> bool {
    if let Some((_, general)) = known.as_ref().filter(|(sentence, _)| sentence.contains(&place.start)) {
        return *general;
    }
    let sensitive = &privacy.sensitive;
    let around = around(text, &place, &['。', '！', '？', '；', '!', '?', '\n']);
    let sentence = &text[around.clone()];
    let has = |text: &str, words: &Words| {
        let mut free = 0;
        text.char_indices().any(|(at, _)| {
            let rest = &text[at..];
            free = free.max(at + sensitive.others.begin(rest).unwrap_or_default());
            at >= free && words.begin(rest).is_some()
        })
    };
    let told = [&sensitive.persons, &sensitive.somebody];
    let theme = has(sentence, &sensitive.general) && !has(sentence, told[0]);
    let nobody =
        || (has(sentence, &sensitive.nobody) || has(sentence, &privacy.pupils.known)) && !has(sentence, told[1]);
    let unmarked = || {
        let near = &text[paragraph(text, &place)];
        !told.into_iter().chain([&sensitive.records]).any(|words| has(near, words)) && !names(near, privacy)
    };
    let unreal = || {
        let near = self::around(text, &place, &['。', '！', '？', '!', '?', '\n']);
        has(&text[near], &sensitive.unreal)
    };
    let own = || {
        let said = sentence.trim_start();
        let alone = |begun| !has(&said[begun..], told[1]) && !said.contains(SAYS) && !names(sentence, privacy);
        let quoted = || is_quoted(text, &paragraph(text, &place), around.start);
        sensitive.own.begin(said).is_some_and(alone) && !quoted()
    };
    let general = (theme || nobody()) && !names(sentence, privacy) || unmarked() || unreal() || own();
    *known = Some((around, general));
    general
}

/// Whether the sentence at byte `at` of `paragraph` may be quoted: something before it there, or right before that, opens a quotation.
fn is_quoted(text: &str, paragraph: &Range<usize>, at: usize) -> bool {
    text[paragraph.start..at].contains(OPENING) || text[..paragraph.start].trim_end().ends_with(OPENING)
}

/// The paragraph around `place`, which an empty line ends.
fn paragraph(text: &str, place: &Range<usize>) -> Range<usize> {
    let near = around(text, place, &[]);
    let start = text[near.start..place.start].rfind("\n\n").map_or(near.start, |at| near.start + at);
    let end = text[place.end..near.end].find("\n\n").map_or(near.end, |at| place.end + at);
    start..end
}

/// What stands around `place` up to one of `ends`.
fn around(text: &str, place: &Range<usize>, ends: &[char]) -> Range<usize> {
    near(text, place, FAR, |c| !ends.contains(&c))
}

/// The characters around `place` that `belong` to it, so many at most on each side.
fn near(text: &str, place: &Range<usize>, most: usize, belong: impl Fn(char) -> bool) -> Range<usize> {
    let before = trailing(&text[..place.start], most, &belong);
    place.start - before.len()..place.end + leading(&text[place.end..], most, belong).len()
}

/// Whether `sentence` names somebody: by name, as 小某, 小A or 阿某, as 某 behind a surname, as a letter behind a word for a pupil, or by a
/// surname alone before a word of respect.
fn names(sentence: &str, privacy: &Privacy) -> bool {
    let words = &privacy.pupils;
    let surname = |c: char| words.surnames.has_char(c) || words.doubtful.has_char(c);
    let behind = |text: &str, at: usize| text[..at].ends_with(surname);
    let respected = |(at, _): (usize, char)| {
        let mut before = sentence[..at].chars().rev();
        let lead = before.next().is_some_and(surname) && !before.next().is_some_and(is_han);
        lead && words.behind.begin(&sentence[at..]).is_some()
    };
    let named = |c: char| c.is_ascii_uppercase() || words.chars.has_char(c) || surname(c);
    let fond = |(at, c): (usize, char)| {
        let rest = &sentence[at..];
        words.fond.has_char(c)
            && rest[c.len_utf8()..].starts_with(named)
            && privacy.sensitive.others.begin(rest).is_none()
    };
    // 学生K, 个案M, and Z同学.
    let lettered = |(at, c): (usize, char)| {
        let alone = !sentence[at + c.len_utf8()..].starts_with(|c: char| c.is_ascii_alphanumeric());
        let respected = || words.behind.begin(&sentence[at + c.len_utf8()..]).is_some();
        c.is_ascii_uppercase() && alone && (words.before.end(&sentence[..at]).is_some() || respected())
    };
    let called = |(at, c): (usize, char)| {
        fond((at, c)) || words.hidden.has_char(c) && behind(sentence, at) || lettered((at, c)) || respected((at, c))
    };
    sentence.char_indices().any(called) || !pupil::scan(sentence, privacy, &[], pupil::Text::Case).is_empty()
}

/// The school, the class and the exact day in `text`, where it tells all three; `school` is the school's own name.
pub(super) fn traces(text: &str, privacy: &Privacy, school: &str) -> Option<[Range<usize>; 3]> {
    let traceable = &privacy.traceable;
    Some([self::school(text, traceable, school)?, class(text, traceable)?, day(text, traceable)?])
}

/// The first name of a school: its own, or two characters and more before an ending.
fn school(text: &str, words: &Traceable, own: &str) -> Option<Range<usize>> {
    if let Some(at) = Some(own).filter(|own| own.chars().count() > 2).and_then(|own| text.find(own)) {
        return Some(at..at + own.len());
    }
    text.char_indices().find_map(|(at, _)| {
        let length = words.schools.begin(&text[at..])?;
        let name = trailing(&text[..at], 2, char::is_alphabetic);
        let start = at - name.len();
        (name.chars().count() == 2 && !words.no_school.has(name)).then_some(start..at + length)
    })
}

/// The first class: a number, perhaps in brackets, and the word; or the year it began, and what it learns before the word.
fn class(text: &str, words: &Traceable) -> Option<Range<usize>> {
    let numbered = |before: &str| {
        let start = before.trim_end_matches(|c| words.is_number(c)).len();
        (start < before.len()).then_some(start)
    };
    text.match_indices(words.class.as_str()).find_map(|(at, word)| {
        let end = at + word.len();
        let before = text[..at].trim_end_matches([')', '）']);
        let name = trailing(before, TRADE, is_han);
        let lead = before.len() - name.len();
        let graded = || {
            let mut grades = name.char_indices().filter(|(_, char)| words.grades.has_char(*char));
            grades.find_map(|(inner, _)| numbered(&before[..lead + inner]))
        };
        let start = numbered(before).or_else(graded)?;
        words.no_class.begin(&text[end..]).is_none().then_some(start..end)
    })
}

/// The first exact day: month and day in words, or year, month and day between one kind of mark.
fn day(text: &str, words: &Traceable) -> Option<Range<usize>> {
    let is_number = |c: char| words.is_number(c);
    let in_words = || {
        text.match_indices(words.month.as_str()).find_map(|(at, month)| {
            let start = text[..at].trim_end_matches([' ']).trim_end_matches(is_number).len();
            let rest = &text[at + month.len()..];
            let number = rest.trim_start_matches([' ']);
            let after = number.trim_start_matches(is_number);
            let is_day = start < at && after.len() < number.len() && words.day.begin(after.trim_start()).is_some();
            is_day.then(|| start..text.len() - after.len())
        })
    };
    let in_digits = || {
        let bytes = text.as_bytes();
        (0..bytes.len()).find_map(|at| {
            let digits = |from: usize| bytes[from.min(bytes.len())..].iter().take_while(|b| b.is_ascii_digit()).count();
            let alone = at == 0 || !bytes[at - 1].is_ascii_digit();
            let mark = *bytes.get(at + 4)?;
            if !alone || digits(at) != 4 || !matches!(mark, b'-' | b'.' | b'/') || !matches!(bytes[at], b'1' | b'2') {
                return None;
            }
            let month = digits(at + 5);
            let next = at + 5 + month;
            let day = digits(next + 1);
            let whole = (1..=2).contains(&month) && bytes.get(next) == Some(&mark) && (1..=2).contains(&day);
            whole.then_some(at..next + 1 + day)
        })
    };
    in_words().or_else(in_digits)
}
