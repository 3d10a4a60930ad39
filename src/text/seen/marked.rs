//! What Markdown and HTML write that nobody sees: marks and tags within a number or a name, and characters by their names.

use memchr::{memchr, memchr2, memmem};

/// More marks than these emphasise nothing, and more blanks do not stand beside them.
const MOST: usize = 3;

/// Names of characters that pad a number or hide in one, and those characters.
const NAMES: [(&str, char); 9] = [
    ("nbsp", '\u{a0}'),
    ("ensp", ' '),
    ("emsp", ' '),
    ("thinsp", ' '),
    ("middot", '·'),
    ("shy", '\u{ad}'),
    ("zwj", '\u{200d}'),
    ("zwnj", '\u{200c}'),
    ("ZeroWidthSpace", '\u{200b}'),
];

/// More characters than these no number of one has.
const DIGITS: usize = 8;

/// The character of the entity that `text` begins with, if it is one, and how long that is.
pub(super) fn entity(text: &str) -> Option<(char, usize)> {
    let rest = text.strip_prefix('&')?;
    let named = NAMES.iter().find_map(|(name, char)| Some((*char, rest.strip_prefix(name)?)));
    let (char, rest) = named.or_else(|| {
        let number = rest.strip_prefix('#')?;
        let (radix, number) = number.strip_prefix(['x', 'X']).map_or((10, number), |number| (16, number));
        let digits = number.bytes().take(DIGITS).take_while(|byte| char::from(*byte).is_digit(radix)).count();
        let code = u32::from_str_radix(&number[..digits], radix).ok()?;
        Some((char::from_u32(code).filter(|char| !char.is_control())?, &number[digits..]))
    })?;
    let rest = rest.strip_prefix(';')?;
    Some((char, text.len() - rest.len()))
}

/// How many marks of emphasis begin at byte `at` between two groups of digits; none where they stand between blanks, as marks of a
/// product do, or directly between digits alone.
pub(super) fn emphasises(bytes: &[u8], at: usize) -> usize {
    let (before, marks) = bytes.split_at(at);
    // A run of more is none, however long it is.
    let count = marks.iter().take(MOST + 1).take_while(|byte| **byte == b'*').count();
    let after = &marks[count..];
    let blanks = |ends: &mut dyn Iterator<Item = &u8>| ends.take(MOST).take_while(|byte| **byte == b' ').count();
    let (left, right) = (blanks(&mut before.iter().rev()), blanks(&mut after.iter()));
    let digits =
        [before.iter().rev().nth(left), after.get(right)].into_iter().all(|byte| byte.is_some_and(u8::is_ascii_digit));
    let one_sided = left == 0 || right == 0;
    let marks = if count == 1 { left + right > 0 } else { count <= MOST };
    if digits && one_sided && marks { count } else { 0 }
}

/// More bytes than these have no tag and no target of a link, and no comment.
const TAG: usize = 400;
const COMMENT: usize = 2000;

/// Tags that set words off within a line; the other ones part what they stand between, as cells do.
const INLINE: &str = "a abbr b big code del em font i ins kbd mark s small span strong sub sup tt u wbr";

/// The tag or comment that `text` begins with: what it is called, and how long it is.
fn tag(text: &str) -> Option<(&str, usize)> {
    let rest = text.strip_prefix('<')?;
    let within = |most: usize| &rest.as_bytes()[..rest.len().min(most)];
    if rest.starts_with("!--") {
        return Some(("", memmem::find(within(COMMENT), b"-->")? + "<-->".len()));
    }
    let end = memchr2(b'<', b'>', within(TAG)).filter(|end| rest.as_bytes()[*end] == b'>')?;
    let name = rest[..end].trim_start_matches('/');
    let name = &name[..name.bytes().take_while(u8::is_ascii_alphanumeric).count()];
    name.starts_with(|char: char| char.is_ascii_alphabetic()).then_some((name, end + "<>".len()))
}

/// What is seen of the tags, comments and marks of code that begin at byte `at` between digits, which is nothing or the end of a
/// line, and how long they are.
pub(super) fn parts(text: &str, at: usize) -> Option<(Option<char>, usize)> {
    let (before, rest) = text.split_at(at);
    let one =
        |text: &str, by: char| text.strip_suffix(by).unwrap_or(text).ends_with(|char: char| char.is_ascii_digit());
    if !one(before, ' ') {
        return None;
    }
    let (mut seen, mut length) = (None, 0);
    for _ in 0..=2 * MOST {
        let after = &rest[length..];
        let next = after.strip_prefix(' ').filter(|next| next.starts_with('<')).unwrap_or(after);
        let (name, long) = if next.starts_with('`') { ("", 1) } else { tag(next).unwrap_or_default() };
        if long == 0 {
            break;
        }
        match name {
            name if name.eq_ignore_ascii_case("br") => seen = Some('\n'),
            name if name.is_empty() || INLINE.split(' ').any(|inline| name.eq_ignore_ascii_case(inline)) => {}
            _ => return None,
        }
        length += after.len() - next.len() + long;
    }
    let after = &rest[length..];
    let after = after.strip_prefix(' ').unwrap_or(after);
    (length > 0 && after.starts_with(|char: char| char.is_ascii_digit() || char == 'X')).then_some((seen, length))
}

/// How long the mark of Markdown or HTML is that `text` begins with, at the beginning of a line or not; 0 if it is none.
pub(super) fn unmarked(text: &str, fresh: bool) -> usize {
    let group = |end: u8| memchr(end, &text.as_bytes()[..text.len().min(TAG)]).map(|end| end + 1);
    match text.as_bytes() {
        [b'<', ..] => tag(text).map_or(0, |(_, long)| long),
        [b'[', b'^', ..] => group(b']').unwrap_or(1),
        [b']', b'(', ..] => group(b')').unwrap_or(1),
        [b'*' | b'_' | b'`' | b'~' | b'[' | b']', ..] | [b'!', b'[', ..] => 1,
        [b'>' | b'#', ..] if fresh => 1,
        _ => 0,
    }
}

/// Whether a mark of Markdown or HTML may be in `text`.
#[must_use]
pub fn is_marked(text: &str) -> bool {
    text.contains(['*', '_', '`', '~', '[', ']', '<', '>', '#'])
}
