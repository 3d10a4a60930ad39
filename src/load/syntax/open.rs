//! What was opened on one line and is missed on another: triple quotation marks, square brackets, and the commas within.

use super::slip::{Found, Mend, Seen, Slip};
use super::statement::{Open, begins};
use super::value;

/// A text or a list that is not closed, or a comma that is missing in it.
pub(super) fn find(seen: &Seen<'_>) -> Option<Found> {
    text(seen).or_else(|| list(seen)).or_else(|| comma(seen))
}

/// Triple quotation marks: they swallow what follows, up to the next ones or to the end.
fn text(seen: &Seen<'_>) -> Option<Found> {
    let (first, next) = match (seen.statement.open, seen.statement.text) {
        (Open::Text, _) => (seen.statement.first, swallowed(seen, seen.statement.first, seen.line)),
        // Closed by the marks that were to open another text.
        (_, Some((first, last))) if begins(seen.draft.line(last)) => (first, Some(swallowed(seen, first, last)?)),
        _ => return None,
    };
    let next = next.unwrap_or(seen.draft.lines().len());
    let line = seen.draft.line(first);
    let (start, mark) = ["\"\"\"", "'''"].iter().find_map(|mark| Some((line.find(mark)?, *mark)))?;
    let last = seen.draft.said(next - 1).max(first);
    let mended = format!("{}{mark}", seen.draft.line(last));
    let mend = if last == first { Mend::Line(last, mended) } else { Mend::Aside(last, mended) };
    Some(Found { slip: Slip::OpenText(last), line: first, at: start..start + mark.len(), mend })
}

/// The first line after `first`, up to `last`, that reads like the beginning of a statement.
fn swallowed(seen: &Seen<'_>, first: usize, last: usize) -> Option<usize> {
    (first + 1..=last).find(|line| begins(seen.draft.line(*line)))
}

/// A square bracket is missed when the next statement begins, or at the end.
fn list(seen: &Seen<'_>) -> Option<Found> {
    let ended = seen.says("unclosed array") && !seen.says("table");
    if !(ended || seen.within_list() && begins(seen.text())) {
        return None;
    }
    let before = if ended && !begins_below(seen) { seen.line } else { seen.line.checked_sub(1)? };
    let last = seen.draft.said(before).max(seen.statement.first);
    let line = seen.draft.line(last);
    let (said, remark) = value::split_remark(line);
    let mended = format!("{}]{remark}", said.trim_end().trim_end_matches(','));
    let end = said.trim_end().len();
    let at = said.find('[').filter(|_| last == seen.statement.first).unwrap_or(end)..end;
    Some(Found { slip: Slip::OpenList, line: last, at, mend: Mend::Line(last, mended) })
}

fn begins_below(seen: &Seen<'_>) -> bool {
    seen.statement.first < seen.line && begins(seen.text())
}

/// Two items of a list with nothing between them.
fn comma(seen: &Seen<'_>) -> Option<Found> {
    if !seen.says("missing comma between array") || value::is_odd(seen.text()) {
        return None;
    }
    let (before, after) = seen.halves();
    if !before.trim().is_empty() {
        let kept = before.trim_end();
        let mended = format!("{kept}, {}", after.trim_start());
        let rest = after.chars().next().map_or(1, char::len_utf8);
        return (!after.trim_start().starts_with(['，', '、', '；', ';']))
            .then(|| seen.better(Slip::NoComma, before.len()..before.len() + rest, mended));
    }
    let last = seen.draft.said(seen.line.checked_sub(1)?);
    let line = seen.draft.line(last);
    let (said, remark) = value::split_remark(line);
    let end = said.trim_end().len();
    let mended = format!("{},{}{remark}", &said[..end], &said[end..]);
    Some(Found { slip: Slip::NoComma, line: last, at: end..end, mend: Mend::Line(last, mended) })
}
