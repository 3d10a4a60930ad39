//! Names beside one that is found, by how their list goes on: each with something said of it, or with blanks between.

use std::ops::Range;

use super::among::{MOST, beyond, is_part};
use super::class::is_end;
use super::pupil::{Finder, bytes, is_han};
use crate::text::near::{leading, trailing};

/// How much is said of one of a list, at most, in characters.
const FAR: usize = 40;

impl Finder<'_> {
    /// The next of a list, behind a name that ends at byte `from`: of each something is said in one way, as 某某，某厂；某某，某店 and
    /// 某某（事假），某某（病假）; or blanks stand between them, and nothing else.
    pub fn parallel(&self, from: usize) -> Option<Range<usize>> {
        let rest = &self.text[from..];
        let mark = rest.chars().next()?;
        let next = match mark {
            '（' | '(' => beyond(rest).strip_prefix(['，', ',', '；', ';'])?,
            '，' | '—' | '：' => {
                let mut near = rest.char_indices().take(FAR).take_while(|(_, c)| *c == '；' || !is_end(*c));
                let (end, _) = near.find(|(_, c)| *c == '；')?;
                rest[end..].strip_prefix('；')?
            }
            ' ' | '\u{3000}' => rest.strip_prefix(mark)?,
            _ => return None,
        };
        let start = self.text.len() - next.len();
        let part = leading(next, MOST, is_part);
        let (length, after) = (part.len(), &next[part.len()..]);
        let blank = mark.is_whitespace();
        let goes_on =
            if blank { after.is_empty() || after.starts_with([mark, '\n', '。']) } else { after.starts_with(mark) };
        let han: Vec<char> = part.chars().take(4).collect();
        let long = han.len() > 2 || !blank;
        // Beside what is said in brackets somebody may stand whose surname no list has.
        let given = || {
            matches!(mark, '（' | '(')
                && (2..4).contains(&han.len())
                && han.iter().all(|c| self.is_given(*c))
                && han.last().is_some_and(|c| self.is_typical(*c))
        };
        // 某某，优；高山，良: between marks even a word is a name.
        let called = !blank && self.words.called.has(part);
        let named = goes_on && long && (called || !self.is_known(next, length) && (self.whole(part) || given()));
        (named && !self.is_alias(next)).then_some(start..start + length)
    }

    /// The name of two characters that `head` ends with, behind a word that takes a person: 查某某、某某二人.
    pub fn behind_verb(&self, head: &str) -> Option<Range<usize>> {
        let words = self.words;
        let name: Vec<char> = trailing(head, 2, is_han).chars().collect();
        let start = head.len() - bytes(&name);
        let (lead, rest) = self.text.split_at(start);
        let (surname, doubtful) = self.surname(&name).filter(|_| name.len() == 2)?;
        let named = !doubtful && surname == 1 && self.is_given(name[1]) && !words.ends.has_char(name[1]);
        let behind = lead.ends_with(is_han) && words.leads.end(lead).is_some();
        (named && behind && !self.is_known(rest, bytes(&name)) && !self.is_alias(rest)).then_some(start..head.len())
    }

    /// Adds those of whom first the surname is told: 我姓尚，尚某某.
    pub fn surnamed(&self, found: &mut Vec<Range<usize>>) {
        let words = self.words;
        for (at, end) in
            words.surnamed.all().flat_map(|word| self.text.match_indices(word).map(|(at, word)| (at, at + word.len())))
        {
            let (lead, rest) = (&self.text[..at], &self.text[end..]);
            let han: Vec<char> = rest.chars().take(2).collect();
            let Some((surname, _)) = self.surname(&han) else { continue };
            let (surname, rest) = rest.split_at(bytes(&han[..surname]));
            let Some(rest) = rest.strip_prefix(['，', ',']) else { continue };
            let rest = &rest[words.naming.begin(rest).unwrap_or_default()..];
            let start = self.text.len() - rest.len();
            let name = leading(rest, 5, is_han);
            let end = start + name.len();
            let given = name.strip_prefix(surname).map(|given| given.chars().count());
            let clause = trailing(lead, FAR, |c| !is_end(c) && c != '，');
            if given.is_some_and(|given| (1..3).contains(&given))
                && !self.has_role(clause)
                && !self.is_of_staff(start, end)
                && !self.is_alias(rest)
            {
                found.push(start..end);
            }
        }
    }

    /// Whether the word at byte `at` is of an office that pupils have where a council of theirs is named before it, and of others where
    /// none is.
    pub fn is_office_of_others(&self, at: usize) -> bool {
        let words = self.words;
        words.offices.begin(&self.text[at..]).is_some() && !self.is_of_council(at)
    }

    /// Whether a council of pupils is named before byte `at`, and nothing of others behind that.
    pub fn is_of_council(&self, at: usize) -> bool {
        let words = self.words;
        let mut near = self.text[..at].char_indices().rev().take(FAR).take_while(|(_, c)| !matches!(c, '\n' | '。'));
        let council = near.find_map(|(start, _)| Some(start + words.councils.begin(&self.text[start..])?));
        council.is_some_and(|end| end <= at && !words.other.stand_in(&self.text[end..at]))
    }
}
