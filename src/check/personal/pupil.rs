//! Names of pupils in a text: a surname and one or two characters beside a word for the person. Words that merely begin like
//! a surname are many, so the lists of the standard decide, and what is found is never more than a warning.

use std::ops::Range;

use crate::standard::privacy::{Privacy, Pupils, Traceable};
use crate::text::near::{leading, trailing};
pub(super) use crate::text::seen::is_han;

/// What a text is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Text {
    /// A record of the studio: who is named with nothing beside the name is most often a teacher.
    Record,
    /// A case: who is named so is a pupil.
    Case,
}

/// The places of names in `text`, in order, none overlapping; `aliases` are no names.
pub(super) fn scan(text: &str, privacy: &Privacy, aliases: &[&str], of: Text) -> Vec<Range<usize>> {
    let words = &privacy.pupils;
    let finder = Finder { text, words, traceable: &privacy.traceable, aliases };
    let mut found = Vec::new();
    for begun in words.begun(text).chunk_by(|one, next| one.at == next.at) {
        let at = begun[0].at;
        let rest = &text[at..];
        let longest = |list| begun.iter().filter(|one| one.list == list).map(|one| one.length).max();
        let [before, behind, owned, sex] = std::array::from_fn(longest);
        let label = before.is_some_and(|length| words.labels.has(&rest[..length]));
        let strict = before.is_some_and(|length| words.strict.has(&rest[..length]));
        if let Some(length) = before {
            found.extend(finder.behind(at + length, label, strict).filter(|_| !finder.of_others(at, label)));
        }
        if let Some(length) = before.filter(|_| !label && !strict).max(behind) {
            found.extend(finder.before(at, at + length, behind.is_some()));
        }
        if behind.is_some() {
            found.extend(finder.several(at));
        }
        if owned.is_some() {
            found.extend(finder.owner(at));
        }
        if let Some(length) = sex {
            found.extend(finder.of_sex(at, at + length));
        }
    }
    if of == Text::Case {
        finder.bare(&mut found);
        finder.labelled(&mut found);
        finder.surnamed(&mut found);
        finder.spoken_to(&mut found);
        finder.framed(&mut found);
    }
    finder.of_classes(&mut found);
    finder.in_columns(&mut found);
    finder.listed(&mut found);
    found.sort_by_key(|one: &Range<usize>| (one.start, one.end));
    let mut apart: Vec<Range<usize>> = Vec::new();
    for one in found {
        match apart.last_mut() {
            Some(last) if one.start < last.end => last.end = last.end.max(one.end),
            _ => apart.push(one),
        }
    }
    if apart.is_empty() { apart } else { finder.everywhere(apart) }
}

/// Looks for names in a text.
pub(super) struct Finder<'f> {
    pub text: &'f str,
    pub words: &'f Pupils,
    /// Words of classes and numbers.
    pub traceable: &'f Traceable,
    /// Names that are none.
    pub aliases: &'f [&'f str],
}

impl Finder<'_> {
    /// The name behind a word that ends at byte `from`. Behind the label of a form stand a mark and nothing but names; a word
    /// that is as often followed by others is `strict`: a mark or a whole name is to follow it.
    fn behind(&self, from: usize, label: bool, strict: bool) -> Option<Range<usize>> {
        let words = self.words;
        let mut rest = &self.text[from..];
        let mut told = false;
        // Words and marks between them and the name are few.
        for _ in 0..6 {
            let link = words.links.begin(rest);
            told = link.map_or(told, |length| words.naming.has(&rest[..length]));
            let length = link.or_else(|| rest.chars().next().filter(|c| opens(*c)).map(char::len_utf8));
            let Some(length) = length else { break };
            rest = &rest[length..];
        }
        let start = self.text.len() - rest.len();
        let marked = self.text[from..start].contains(|c: char| opens(c) && !c.is_whitespace());
        if label && !marked {
            return None;
        }
        if let Some(length) = self.dotted(rest).or_else(|| self.part(rest)).or_else(|| self.pair(rest, marked)) {
            return Some(start..start + length);
        }
        rest.chars().next().filter(|c| self.begins(*c))?;
        let han: Vec<char> = leading(rest, 4, is_han).chars().collect();
        let (surname, doubtful) = self.surname(&han)?;
        let (first, second) = (*han.get(surname)?, han.get(surname + 1));
        let after_surname = &rest[bytes(&han[..surname])..];
        let no_given = [&words.before, &words.unless, &words.address];
        let other = no_given.into_iter().find_map(|list| list.begin(after_surname));
        // A pair is a given name though its first character be in no other: 如意.
        let pair = words.pairs.begin(after_surname).is_some();
        if words.never.has_char(first) && !pair || other.is_some() || start == from && self.crosses(from) {
            return None;
        }
        let short = &han[..=surname];
        let behind_first = &rest[bytes(short)..];
        let paired = self.is_pair(after_surname);
        let goes_on = |c: &&char| paired || !words.never.has_char(**c) && words.ends.begin(behind_first).is_none();
        let long = second.filter(goes_on).map(|_| &han[..surname + 2]);
        let firm = words.firm.has(&rest[..bytes(&han[..surname])]);
        let no_name = |name: &[char]| words.unless.begin(&rest[bytes(name)..]).is_some();
        if no_name(short) || long.is_some_and(no_name) || self.is_alias(rest) {
            return None;
        }
        let name = long.into_iter().chain([short]).find(|name| {
            let after = &rest[bytes(name)..];
            let alone = self.ends(after);
            let stops = alone || after.starts_with(|c| words.never.has_char(c)) || words.deeds.begin(after).is_some();
            let set_apart = alone || (doubtful || firm) && stops;
            let whole = !label || alone || words.list.begin(after).is_some();
            let given = &name[surname..];
            // Behind a word for one of the family grown-ups have names that are no more given.
            let speaks = |c: &char| words.ends.has_char(*c) && !paired;
            let old = firm && given.len() > 1 && strict && (!speaks(&first) || self.is_given(given[1]));
            let boxed = || after.starts_with(['）', ')']) && self.is_boxed(from);
            let plain = told || marked || old || given.len() > 1 && self.fits(given) || boxed();
            let likely = old || pair && given.len() > 1 || self.likely(given, doubtful, set_apart);
            let likely = whole && (plain || !strict) && likely;
            // 宿舍长黎明每天.
            let word = &rest[..bytes(name)];
            let acts = words.acts.begin(after).is_some() || self.ends(after) && !words.how.has(word);
            let called = acts && words.called.has(word);
            let ends = alone || (!doubtful || paired) && given.len() > 1 && stops;
            called || likely && (told || !self.is_word(name, rest, surname, ends))
        })?;
        Some(start..start + bytes(name))
    }

    /// The name before a word that begins at byte `at` and ends at `end`. Only a word of respect may follow it without a mark.
    fn before(&self, at: usize, end: usize, respect: bool) -> Option<Range<usize>> {
        let words = self.words;
        let after = &self.text[end..];
        let head = self.text[..at].trim_end_matches(closes);
        let link = head.chars().next_back()?;
        let bare = match link {
            '（' | '(' if after.starts_with(|c: char| !is_han(c)) => &head[..head.len() - link.len_utf8()],
            '，' | ',' | '|' => &head[..head.len() - link.len_utf8()],
            _ if words.of.has_char(link) => &head[..head.len() - link.len_utf8()],
            _ if respect => head,
            _ => return None,
        };
        let head = bare.trim_end_matches(closes);
        if respect && self.is_counted(head) {
            return None;
        }
        if let Some(start) = self.dotted_end(head).filter(|_| respect) {
            return Some(start..head.len());
        }
        let han: Vec<char> = trailing(head, 4, is_han).chars().collect();
        let unlisted = || respect.then(|| self.unlisted(head, &han)).flatten();
        if !han.iter().rev().skip(1).any(|c| self.begins(*c)) {
            return unlisted();
        }
        let longer = || {
            self.text[at..end].char_indices().skip(1).any(|(inner, _)| {
                words.before.begin(&self.text[at + inner..]).is_some_and(|length| at + inner + length > end)
            })
        };
        if words.unless.begin(after).is_some() || words.stays.begin(after).is_none() && longer() {
            return None;
        }
        (2..=han.len()).rev().find_map(|length| {
            let name = &han[han.len() - length..];
            let (surname, doubtful) = self.surname(name)?;
            let given = &name[surname..];
            let start = head.len() - bytes(name);
            let (lead, rest) = self.text.split_at(start);
            if self.is_of_class(start) {
                return None;
            }
            let told = words.naming.end(lead).is_some();
            let taken_by = || words.leads.end(lead).is_some() || lead.ends_with(&self.traceable.class);
            let alone = told || !lead.ends_with(is_han) || respect && taken_by();
            let bad = |c: &char| words.never.has_char(*c);
            let last_ends = given.iter().all(|c| words.ends.has_char(*c));
            // The 谢 of 感谢.
            let part = respect && words.tails.end(&self.text[..start + bytes(&name[..1])]).is_some();
            if given.is_empty() || given.len() > 2 || given.iter().any(bad) || last_ends || part {
                return None;
            }
            let placed = match link {
                '，' | ',' | '|' => alone && (given.len() == 2 || self.ends(after)),
                _ if words.of.has_char(link) => {
                    told || respect && given.len() == 2 && !doubtful && given.iter().all(|c| words.chars.has_char(*c))
                }
                _ => true,
            };
            let called = respect && alone && words.called.has(&rest[..bytes(name)]);
            let likely = called || self.likely(given, doubtful, alone);
            let named = placed && likely && words.staff.end(lead).is_none();
            let word = !told && !called && self.is_word(name, rest, surname, respect && alone);
            let known = words.known.has(&head[start..]);
            let taken = self.is_alias(rest) || word || known;
            let whole = || unlisted().filter(|_| doubtful && length == 2);
            (named && !taken).then(|| whole().unwrap_or(start..head.len()))
        })
    }

    /// The whole name that `han`, the end of `head`, is with a surname that no list has: two characters of given names follow it,
    /// the last of them one that hardly begins a word, and nothing stands before it.
    fn unlisted(&self, head: &str, han: &[char]) -> Option<Range<usize>> {
        let words = self.words;
        let &[surname, first, last] = han else { return None };
        let none = [&words.never, &words.ends, &words.leads, &words.chars].iter().any(|list| list.has_char(surname));
        let named = !none && self.is_given(first) && self.is_given(last) && words.given.has_char(last);
        (named && !words.familiar.has_char(surname)).then(|| head.len() - bytes(han)..head.len())
    }

    /// The whole name that `head` ends with, two characters behind a surname. It is set apart from what stands before it;
    /// where something `links` it to what stands behind, it may follow other words.
    pub fn ending(&self, head: &str, links: bool) -> Option<Range<usize>> {
        let words = self.words;
        if let Some(start) = self.dotted_end(head) {
            return Some(start..head.len());
        }
        let han: Vec<char> = trailing(head, 4, is_han).chars().collect();
        (3..=han.len()).rev().find_map(|length| {
            let name = &han[han.len() - length..];
            let (surname, doubtful) = self.surname(name)?;
            let given = &name[surname..];
            let start = head.len() - bytes(name);
            let (lead, rest) = self.text.split_at(start);
            let apart = !lead.ends_with(is_han) || lead.ends_with(|c| words.never.has_char(c));
            let placed = apart || links && !doubtful;
            let word = &head[start..];
            let behind = &word[bytes(&name[..surname])..];
            let village = words.village.begin(behind).is_some() && words.places.end(word).is_some();
            let village = village || words.address.begin(behind).is_some();
            let named = placed && !village && self.fits(given) && (given.len() == 2 || surname == 2) && given.len() < 3;
            let known = words.known.begin(rest) >= Some(head.len() - start);
            let taken = words.staff.end(lead).is_some() || self.is_alias(rest) || known;
            (named && !taken && !self.is_word(name, rest, surname, apart)).then_some(start..head.len())
        })
    }

    /// The name that `text` is, whole.
    pub fn whole(&self, text: &str) -> bool {
        let words = self.words;
        let han: Vec<char> = text.chars().take(5).collect();
        if !han.iter().all(|c| is_han(*c)) {
            return self.dotted(text) == Some(text.len());
        }
        let listed = || han.len() == 3 && words.in_lists.has_char(han[0]);
        let Some((surname, doubtful)) = self.surname(&han).or_else(|| listed().then_some((1, true))) else {
            return false;
        };
        let given = &han[surname..];
        let never = given.iter().any(|c| words.never.has_char(*c)) && !self.fits(given);
        let bad = never || !(1..=2).contains(&given.len());
        let after_surname = &text[bytes(&han[..surname])..];
        let bad = bad || [&words.unless, &words.address].into_iter().any(|list| list.begin(after_surname).is_some());
        !bad && self.likely(given, doubtful, true) && !self.is_word(&han, text, surname, true) && !self.is_alias(text)
    }

    /// How many characters the surname has that `name` begins with, and whether it is more often a word.
    pub fn surname(&self, name: &[char]) -> Option<(usize, bool)> {
        let words = self.words;
        let first = *name.first().filter(|c| self.begins(**c))?;
        let two = || name.get(..2).filter(|two| words.end_surnames(two[1]));
        let double = || two().is_some_and(|two| words.surnames.has(&two.iter().collect::<String>()));
        let single = || words.surnames.has_char(first).then_some((1, false));
        let doubtful = || words.doubtful.has_char(first).then_some((1, true));
        double().then_some((2, false)).or_else(single).or_else(doubtful)
    }

    /// Whether the word for a class stands at byte `at`, behind its number: （3）班小林 is nobody called 班.
    pub fn is_of_class(&self, at: usize) -> bool {
        let (lead, rest) = self.text.split_at(at);
        let numbered = || lead.trim_end_matches([')', '）']).ends_with(|c| self.traceable.is_number(c));
        rest.starts_with(&self.traceable.class) && numbered()
    }

    /// Whether a surname may begin with this character.
    fn begins(&self, first: char) -> bool {
        self.words.surnames.begin_with(first) || self.words.doubtful.has_char(first)
    }

    /// Whether `given` may be a given name behind such a surname, which stands `alone` or does not.
    fn likely(&self, given: &[char], doubtful: bool, alone: bool) -> bool {
        let words = self.words;
        let usual = self.fits(given);
        let rare = given.last().is_some_and(|c| words.given.has_char(*c));
        let begins = given.first().is_some_and(|c| words.chars.has_char(*c));
        if doubtful { usual && (given.len() > 1 || rare || alone) } else { begins || rare || alone }
    }

    /// Whether `given` is made of characters of given names, is known whole, or has one before its last that is usual there only.
    pub fn fits(&self, given: &[char]) -> bool {
        if given.iter().all(|c| self.is_given(*c)) {
            return true;
        }
        let &[first, last] = given else { return false };
        let begins = self.words.firsts.has_char(first) && self.is_given(last) && self.is_typical(last);
        begins || self.words.pairs.has(&String::from_iter(given))
    }

    /// Whether nothing goes on at the beginning of `rest`: a mark, the end, or a word for a person.
    pub fn ends(&self, rest: &str) -> bool {
        !rest.starts_with(is_han) || self.words.behind.begin(rest).is_some()
    }

    /// Whether `rest` begins with a word and not with `name`, which stands `alone` or does not.
    pub fn is_word(&self, name: &[char], rest: &str, surname: usize, alone: bool) -> bool {
        if surname > 1 {
            return false;
        }
        let words = self.words;
        let seldom = if alone { None } else { words.seldom.begin(rest) };
        let Some(length) = words.ordinary.begin(rest).max(seldom) else { return false };
        let given = name.len() > 2
            && (name.last().is_some_and(|c| words.given.has_char(*c)) || alone && self.fits(&name[surname..]));
        !given || length >= bytes(name)
    }

    /// Whether another word goes on behind byte `from` with the last character before it: the 母 of 生父母.
    fn crosses(&self, from: usize) -> bool {
        let last = self.text[..from].char_indices().next_back();
        last.is_some_and(|(at, _)| self.words.owned.begin(&self.text[at..]) > Some(from - at))
    }

    /// Whether `head` ends with a number of persons: 三位.
    fn is_counted(&self, head: &str) -> bool {
        self.words.counters.cut_end(head).is_some_and(|head| head.ends_with(|c| self.is_count(c)))
    }

    /// Whether a number of persons is written with this character.
    pub fn is_count(&self, char: char) -> bool {
        self.traceable.is_number(char) || self.words.several.has_char(char)
    }

    pub fn is_alias(&self, rest: &str) -> bool {
        self.aliases.iter().any(|alias| rest.starts_with(alias))
    }
}

/// Marks that stand before a name.
pub(super) fn opens(c: char) -> bool {
    matches!(
        c,
        '：' | ':'
            | '（'
            | '('
            | '“'
            | '"'
            | '「'
            | '『'
            | '【'
            | '】'
            | '['
            | ']'
            | '《'
            | '*'
            | '_'
            | '`'
            | '|'
            | '—'
            | '-'
            | ' '
            | '\u{3000}'
            | '\u{a0}'
    )
}

/// Marks that stand behind one.
pub(super) fn closes(c: char) -> bool {
    matches!(c, '”' | '"' | '」' | '』' | '】' | '》' | '*' | '_' | '`' | ' ' | '\u{3000}' | '\u{a0}')
}

pub(super) fn bytes(chars: &[char]) -> usize {
    chars.iter().map(|c| c.len_utf8()).sum()
}
