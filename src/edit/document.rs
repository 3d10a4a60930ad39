//! A record's file under edit. What stands in it goes through the hands of `toml_edit`, which keeps comments, order and
//! layout; byte-order mark and line ends, which it does not keep, are put back as they were.

use std::fmt;

use toml_edit::DocumentMut;

use super::tidy::tidy;
use crate::standard::kind::Kind;

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
    /// It would not come out as it went in, nor is there a form of it that would.
    Layout,
}

impl Document {
    /// A record with nothing in it.
    #[must_use]
    pub fn empty() -> Self {
        Self { table: DocumentMut::new(), mark: false, end: "\n", ended: true }
    }

    /// Reads the bytes of a record of `kind`; unchanged, it gives the same bytes again. What `toml_edit` would write in another
    /// way (blanks around the dots of keys, keys of one table in several places) is brought into the form of `studio fmt` first.
    ///
    /// # Errors
    /// Why it cannot be changed.
    pub fn read(bytes: &[u8], kind: &Kind) -> Result<Self, Unfit> {
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
        let parse = |text: &str| text.parse::<DocumentMut>().map_err(|_| Unfit::Syntax);
        let mut document = Self { table: parse(&plain)?, mark: whole.len() > text.len(), end, ended };
        if document.bytes() != bytes {
            let form = tidy(&plain, kind).map_err(|_| Unfit::Layout)?;
            document.table = parse(&form)?;
            if document.to_string() != form {
                return Err(Unfit::Layout);
            }
        }
        Ok(document)
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
    use crate::edit::kind;

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
            let document = Document::read(text.as_bytes(), &kind("member")).expect(text);
            assert_eq!(String::from_utf8(document.bytes()).unwrap(), text);
        }
    }

    #[test]
    fn what_would_not_come_out_is_refused() {
        let read = |bytes: &[u8]| Document::read(bytes, &kind("member"));
        assert_eq!(read(b"a = 1\r\nb = 2\n").err(), Some(Unfit::Ends));
        assert_eq!(read("a = “一”\n".as_bytes()).err(), Some(Unfit::Syntax));
        assert_eq!(read(b"a = \"\xc4\xe3\"\n").err(), Some(Unfit::Encoding));
    }

    #[test]
    fn what_would_not_come_out_is_brought_into_form() {
        for (text, form) in [
            (
                "name = \"甲\"\r\nprofile . practice = \"一\" # 注\r\nprofile.knowledge = \"二\"",
                "name = \"甲\"\r\n\r\n[profile]\r\nknowledge = \"二\"\r\npractice = \"一\" # 注",
            ),
            (
                "profile.practice = \"一\"\nname = \"甲\"\n# 上\nprofile.knowledge = \"二\"\n",
                "name = \"甲\"\n\n[profile]\n# 上\nknowledge = \"二\"\npractice = \"一\"\n",
            ),
        ] {
            let document = Document::read(text.as_bytes(), &kind("member")).expect(text);
            assert_eq!(String::from_utf8(document.bytes()).unwrap(), form);
        }
    }

    #[test]
    fn every_record_of_the_examples_comes_out_as_it_went_in() {
        let (mut seen, mut broken, member) = (0, Vec::new(), kind("member"));
        for entry in walkdir::WalkDir::new(concat!(env!("CARGO_MANIFEST_DIR"), "/examples")) {
            let path = entry.unwrap().into_path();
            if path.extension().is_some_and(|kind| kind == "toml") {
                let bytes = std::fs::read(&path).unwrap();
                match Document::read(&bytes, &member) {
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
