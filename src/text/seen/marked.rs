//! What Markdown and HTML write that nobody sees: marks of emphasis between the digits of a number, and characters by their names.

/// More marks than these emphasise nothing, and more blanks do not stand beside them.
const MOST: usize = 3;

/// Names of characters that pad a number or hide in one, and those characters.
const NAMES: [(&str, char); 8] = [
    ("nbsp", '\u{a0}'),
    ("ensp", ' '),
    ("emsp", ' '),
    ("thinsp", ' '),
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
