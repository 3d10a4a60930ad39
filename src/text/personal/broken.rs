//! Numbers that one end of a line breaks anywhere: `1381234` on one line and `5678` on the next are still a phone to whoever
//! reads them. Figures in a column, a line each, are no number.

use super::grouped::apart;
use super::{CITIZEN, FOUR, Found, Kind, Run, card, half_width, is_digit};

/// More characters than these have no number with its gaps.
const WINDOW: usize = 2 * CITIZEN;

/// The number that begins with the digits at byte `start`, where no digit stands before it.
pub(super) fn at(text: &str, start: usize) -> Option<Found> {
    let rest = &text[start..];
    let window = rest.char_indices().nth(WINDOW).map_or(rest, |(end, _)| &rest[..end]);
    let (first, after) = window.char_indices().filter(|(_, char)| is_digit(*char)).find_map(|(at, char)| {
        let end = at + char.len_utf8();
        let after = line_end(&window[end..])?;
        after
            .starts_with(|char| is_digit(char) || matches!(half_width(char), 'x' | 'X'))
            .then_some((&window[..end], after))
    })?;
    if !is_looked_at(first, after) {
        return None;
    }
    // One letter may stand before a pupil's number, a sign before a phone.
    let head = text[..start].char_indices().rev().nth(1).map_or(0, |(at, _)| at);
    let joined = [&text[head..start], first, after].concat();
    let begins = start - head;
    let found = Run::read(&joined, begins).find(&joined).or_else(|| card::at(&joined, begins))?;
    // What ends before the line does is found without the next one.
    if found.end <= begins + first.len() {
        return None;
    }
    let gap = window.len() - first.len() - after.len();
    let (start, end) = (head + found.start, head + found.end + gap);
    let alone = || !in_column(&text[..start]) && !line_end(&text[end..]).is_some_and(|next| next.starts_with(is_digit));
    let firm = match found.kind {
        Kind::IdNumber { checksum_ok } => checksum_ok,
        Kind::StudentNumber => true,
        Kind::Mobile | Kind::Card => alone(),
        _ => false,
    };
    firm.then_some(Found { start, end, ..found })
}

/// Whether enough digits stand together at the end of one line and the beginning of the next for the quick passes to stop there.
fn is_looked_at(first: &str, after: &str) -> bool {
    let count = |text: &str| text.chars().take_while(|char| is_digit(*char)).count();
    let before = first.chars().rev().take_while(|char| is_digit(*char)).count();
    let behind = count(after);
    let rest = after.char_indices().nth(behind).map_or("", |(at, _)| &after[at..]);
    before >= 2 * FOUR || behind >= 2 * FOUR || behind >= FOUR && (before >= FOUR || count(apart(rest)) >= FOUR)
}

/// Whether what stands before a number is a figure on the line before.
fn in_column(before: &str) -> bool {
    end_of_line(before).is_some_and(|line| line.ends_with(is_digit))
}

/// `text` without the end of a line at its start, and the blanks around that.
pub(super) fn line_end(text: &str) -> Option<&str> {
    let text = text.trim_start_matches(is_blank);
    let next = text.strip_prefix('\r').unwrap_or(text).strip_prefix('\n')?;
    Some(next.trim_start_matches(is_blank))
}

/// The same at its end.
pub(super) fn end_of_line(text: &str) -> Option<&str> {
    let line = text.trim_end_matches(is_blank).strip_suffix('\n')?;
    Some(line.strip_suffix('\r').unwrap_or(line).trim_end_matches(is_blank))
}

fn is_blank(character: char) -> bool {
    matches!(half_width(character), ' ' | '\t' | '\u{a0}')
}
