//! Comments and blank lines around what a record says, as lines: an empty one is a blank line, and there are never two.

/// Lines of comments, with blank ones between.
pub(super) type Lines = Vec<String>;

/// The lines in front of a key or a heading. What stands on its own line before it is only its indentation.
pub(super) fn lines(before: &str) -> Lines {
    let mut lines = Lines::new();
    let mut rest = before.split('\n').peekable();
    while let Some(line) = rest.next() {
        let line = line.trim();
        let last = rest.peek().is_none();
        if !line.is_empty() {
            lines.push(line.to_owned());
        } else if !last && lines.last().is_none_or(|line| !line.is_empty()) {
            lines.push(String::new());
        }
    }
    lines
}

/// The comments alone.
pub(super) fn comments(around: &str) -> Lines {
    around.split('\n').map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// The part that stands on its own, with a blank line below it, is taken off the front of `lines`.
pub(super) fn take_head(lines: &mut Lines) -> Lines {
    let Some(end) = lines.iter().rposition(String::is_empty).filter(|end| *end > 0) else { return Lines::new() };
    let rest = lines.split_off(end + 1);
    let mut head = std::mem::replace(lines, rest);
    head.pop();
    head
}

/// The part that belongs to what comes before is taken off the front: what stands right below it, with a blank line or
/// nothing behind, and keys that are left out with a blank line behind.
pub(super) fn take_tail(lines: &mut Lines, at_end: bool) -> Lines {
    let end_of = |start: usize| lines[start..].iter().position(String::is_empty).map(|end| start + end);
    let below = end_of(0).or(at_end.then_some(lines.len()));
    let last = if at_end { lines.len() } else { lines.iter().rposition(String::is_empty).unwrap_or(0) };
    let left_out = lines[..last].iter().rposition(|line| is_left_out(line));
    let left_out = left_out.map(|at| end_of(at).unwrap_or(lines.len()));
    let rest = lines.split_off(below.max(left_out).unwrap_or(0));
    std::mem::replace(lines, rest)
}

/// Whether a comment is a key that was left out, as in `# left = 2022-08-31`.
fn is_left_out(line: &str) -> bool {
    let key = line.trim_start_matches('#').split_once('=').map_or("", |(key, _)| key.trim());
    !key.is_empty() && key.chars().all(|char| char.is_ascii_alphanumeric() || "_-.".contains(char))
}

/// The comments of things that stand in one list, each between a text before it and a text behind it: what follows on the
/// line of one is about that one, and what stands on lines of its own is above what comes next, or at the end.
pub(super) fn in_list<'t>(things: impl Iterator<Item = (&'t str, &'t str)>, end: &str) -> (Vec<Note>, Lines) {
    let mut notes: Vec<Note> = Vec::new();
    let mut below = Lines::new();
    for (before, behind) in things {
        let own = follow(&mut notes, before);
        let (line, rest) = behind.split_once('\n').unwrap_or((behind, ""));
        let above = std::mem::replace(&mut below, comments(rest)).into_iter().chain(own).collect();
        notes.push(Note { above, behind: comments(line).pop() });
    }
    below.extend(follow(&mut notes, end));
    (notes, below)
}

/// What stands above and behind one thing.
#[derive(Debug, Default)]
pub(super) struct Note {
    pub above: Lines,
    pub behind: Option<String>,
}

/// The comments of `before` that do not belong to the thing in front of it.
fn follow(notes: &mut [Note], before: &str) -> Lines {
    let (line, rest) = before.split_once('\n').unwrap_or((before, ""));
    let mut own = Lines::new();
    let line = line.trim();
    match notes.last_mut() {
        _ if line.is_empty() => {}
        Some(note) if note.behind.is_none() => note.behind = Some(line.to_owned()),
        _ => own.push(line.to_owned()),
    }
    own.extend(comments(rest));
    own
}
