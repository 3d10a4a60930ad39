//! A quick way to the few bytes of a long text that may begin something.

/// Bytes tested at once.
const BLOCK: usize = 16;

/// The first byte at or after `from` that `begins` something with the two bytes after it, which are 0 beyond the end. Blocks are
/// tested whole and without branches, which the compiler turns into vector instructions as long as `begins` is made of comparisons,
/// `&` and `|`, and no table; only a block in which something begins is looked at byte by byte.
#[inline]
#[must_use]
pub fn next(bytes: &[u8], from: usize, begins: impl Fn(u8, u8, u8) -> bool) -> Option<usize> {
    for at in (from..bytes.len()).step_by(BLOCK) {
        // Of the last block the end is filled up.
        let mut last = [0; BLOCK + 2];
        let block = bytes[at..].first_chunk().unwrap_or_else(|| {
            last[..bytes.len() - at].copy_from_slice(&bytes[at..]);
            &last
        });
        // By their numbers: iterators cost ten times as much where nothing is optimised.
        let begin = |index: usize| begins(block[index], block[index + 1], block[index + 2]);
        let (mut any, mut index) = (false, 0);
        while index < BLOCK {
            any |= begin(index);
            index += 1;
        }
        if any {
            return (0..BLOCK).find(|index| begin(*index)).map(|index| at + index);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::next;

    #[test]
    fn what_begins_is_found_wherever_it_is() {
        let begins = |a, b, c| a == b'a' && (b == b'b' || c == 0);
        for length in 0..60 {
            let mut bytes = vec![b'.'; length];
            assert_eq!(next(&bytes, 0, begins), None);
            for at in 0..length.saturating_sub(1) {
                bytes[at..at + 2].copy_from_slice(b"ab");
                assert_eq!(next(&bytes, 0, begins), Some(at), "{length}");
                assert_eq!(next(&bytes, at + 1, begins), None, "{length}");
                bytes[at..at + 2].fill(b'.');
            }
            if let Some(last) = bytes.last_mut() {
                *last = b'a';
                assert_eq!(next(&bytes, 0, begins), Some(length - 1));
            }
        }
    }
}
