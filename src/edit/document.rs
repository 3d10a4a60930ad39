//! A record's file under edit. What stands in it goes through the hands of `toml_edit`, which keeps comments, order and
//! layout; byte-order mark and line ends, which it does not keep, are put back as they were.

use std::fmt;

use toml_edit::DocumentMut;

const MARK: &str = "\u{feff}";

/// The text of a record that is being changed.
#[derive(Debug)]
pub struct Document {
    /// What it says.
    pub table: DocumentMut,
    mark: bool,
    /// How its lines end.
    end: &'static str,
    /// Whether the last line ends like the others.
    ended: bool,
}

/// Why a file cannot be changed here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    /// It is not UTF-8.
    Encoding,
    /// It is not TOML.
    Syntax,
    /// Some of its lines end in one way and some in the other.
    Ends,
    /// It would not come out as it went in: keys of one table stand in several places.
    Layout,
}

impl Document {
    /// A record with nothing in it.
    #[must_use]
    pub fn empty() -> Self {
        Self { table: DocumentMut::new(), mark: false, end: "\n", ended: true }
    }

    /// Reads the bytes of a file; unchanged, it gives the same bytes again.
    ///
    /// # Errors
    /// Why it cannot be changed.
    pub fn read(bytes: &[u8]) -> Result<Self, Unfit> {
        let whole = std::str::from_utf8(bytes).map_err(|_| Unfit::Encoding)?;
        let text = whole.strip_prefix(MARK).unwrap_or(whole);
        let end = ["\r\n", "\n", "\r"].into_iter().find(|end| text.contains(*end)).unwrap_or("\n");
        let mut plain = text.replace(end, "\n");
        if end == "\r\n" && text.replace(end, "").contains('\n') {
            return Err(Unfit::Ends);
        }
        let ended = plain.is_empty() || plain.ends_with('\n');
        if !ended {
            plain.push('\n');
        }
        let table = plain.parse::<DocumentMut>().map_err(|_| Unfit::Syntax)?;
        let document = Self { table, mark: whole.len() > text.len(), end, ended };
        if document.bytes() == bytes { Ok(document) } else { Err(Unfit::Layout) }
    }

    /// The bytes of the file as it is now.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        let mut text = self.to_string();
        if !self.ended && text.ends_with('\n') {
            text.pop();
        }
        if self.end != "\n" {
            text = text.replace('\n', self.end);
        }
        if self.mark {
            text.insert_str(0, MARK);
        }
        text.into_bytes()
    }
}

impl fmt::Display for Document {
    /// The text with plain line ends.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.table.fmt(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_in_comes_out() {
        for text in [
            "",
            "a = 1",
            "# 头\n\na   =  1 # 尾\n\n\n[[b]]\n\tc = \"\"\"\n一\n二\"\"\"\n# 末",
            "\u{feff}a = 1\r\nb = '''\r\nx\r\n'''\r\n",
            "a = 1\r# 旧的 Mac\rb = 2\r",
            "b.c = 1\nb.d = { e = [ 1,2 , ] }\n[x]\n[a.b]\n[[a.c]]\n[[x.y]]\n",
        ] {
            let document = Document::read(text.as_bytes()).expect(text);
            assert_eq!(String::from_utf8(document.bytes()).unwrap(), text);
        }
    }

    #[test]
    fn what_would_not_come_out_is_refused() {
        assert_eq!(Document::read(b"a = 1\r\nb = 2\n").err(), Some(Unfit::Ends));
        assert_eq!(Document::read(b"a.b = 1\nc = 2\na.d = 3\n").err(), Some(Unfit::Layout));
        assert_eq!(Document::read("a = “一”\n".as_bytes()).err(), Some(Unfit::Syntax));
        assert_eq!(Document::read(b"a = \"\xc4\xe3\"\n").err(), Some(Unfit::Encoding));
    }

    #[test]
    fn every_record_of_the_examples_comes_out_as_it_went_in() {
        let (mut seen, mut broken) = (0, Vec::new());
        for entry in walkdir::WalkDir::new(concat!(env!("CARGO_MANIFEST_DIR"), "/examples")) {
            let path = entry.unwrap().into_path();
            if path.extension().is_some_and(|kind| kind == "toml") {
                let bytes = std::fs::read(&path).unwrap();
                match Document::read(&bytes) {
                    Ok(document) => assert_eq!(document.bytes(), bytes, "{}", path.display()),
                    Err(why) => broken.push((path, why)),
                }
                seen += 1;
            }
        }
        assert!(seen > 100, "{seen}");
        // One school of the example province is there to show what a broken record does.
        let [(path, Unfit::Syntax)] = broken.as_slice() else { panic!("{broken:?}") };
        assert!(path.ends_with("禾渡农校/meetings/2022-05-12-校务会.toml"));
    }
}
