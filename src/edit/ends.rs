//! How a file ends its lines and whether it begins with a byte-order mark: what a text does not say, and what must be as it
//! was when the text is written back.

use std::borrow::Cow;

/// The byte-order mark of UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// What a file has around its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Form {
    /// Whether it begins with a byte-order mark.
    pub mark: bool,
    /// How its lines end.
    pub ends: Ends,
}

/// How lines end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ends {
    /// `\n`, as everywhere but on Windows.
    Lf,
    /// `\r\n`, as on Windows.
    CrLf,
    /// `\r`, as on old Macs.
    Cr,
    /// Some in one way, some in another.
    Mixed,
}

impl Form {
    /// What a text written by this program has around it.
    pub const PLAIN: Self = Self { mark: false, ends: Ends::Lf };

    /// The form of a file in UTF-8.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        let (mut returns, mut feeds, mut pairs) = (0_usize, 0_usize, 0_usize);
        let mut last = 0;
        for &byte in bytes {
            returns += usize::from(byte == b'\r');
            feeds += usize::from(byte == b'\n');
            pairs += usize::from(byte == b'\n' && last == b'\r');
            last = byte;
        }
        let ends = match (returns, feeds) {
            (0, _) => Ends::Lf,
            (_, 0) => Ends::Cr,
            _ if pairs == feeds => Ends::CrLf,
            _ => Ends::Mixed,
        };
        Self { mark: bytes.starts_with(MARK), ends }
    }

    /// The bytes of a file with `text` in this form; lines that ended in several ways end with `\n`. Where the text has a
    /// return of its own in front of one, they end with `\r\n`: with `\n` it would be read as a part of the line's end.
    #[must_use]
    pub fn bytes(self, text: &str) -> Vec<u8> {
        let text = match self.ends {
            Ends::Lf | Ends::Mixed if text.contains("\r\n") => Cow::Owned(text.replace('\n', "\r\n")),
            Ends::Lf | Ends::Mixed => Cow::Borrowed(text),
            Ends::CrLf => Cow::Owned(text.replace('\n', "\r\n")),
            Ends::Cr => Cow::Owned(text.replace('\n', "\r")),
        };
        [if self.mark { MARK } else { b"" }, text.as_bytes()].concat()
    }
}

/// The place in a file's bytes of byte `offset` of its text, which has no mark and ends its lines with `\n`.
#[must_use]
pub fn in_bytes(bytes: &[u8], offset: usize) -> usize {
    let mut at = if bytes.starts_with(MARK) { MARK.len() } else { 0 };
    let mut left = offset;
    while left > 0 && at < bytes.len() {
        at += usize::from(bytes[at..].starts_with(b"\r\n"));
        at += 1;
        left -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    #[test]
    fn what_was_around_a_text_is_there_again() {
        for bytes in ["", "a\n", "\u{feff}a\r\nb\r\n", "a\rb\r", "\u{feff}a"] {
            let form = Form::of(bytes.as_bytes());
            let text = bytes.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
            assert_eq!(form.bytes(&text), bytes.as_bytes());
        }
        assert_eq!(Form::of(b"a\r\nb\n"), Form { mark: false, ends: Ends::Mixed });
        assert_eq!(Form::of(b"a\rb\r\n").ends, Ends::CrLf);
    }

    #[test]
    fn a_place_in_the_text_is_a_place_in_the_file() {
        let bytes = "\u{feff}a = 1\r\n名 = 2\r\nb\n# z";
        let text = Source::decode(String::new(), 0, bytes.as_bytes().to_vec()).unwrap().text;
        for word in ["a", "名", "2", "b", "z"] {
            let at = in_bytes(bytes.as_bytes(), text.find(word).unwrap());
            assert!(bytes[at..].starts_with(word), "{word}");
        }
    }
}
