//! The mark in a file that the program made for other programs, which may be made anew at any time: a checksum of the file
//! itself. A file without it is somebody else's; one that no longer fits its own was changed by hand.

use std::fs;
use std::io::{self, Read};
use std::path::Path;

/// Before the checksum, wherever it stands in the file.
const BEFORE: &str = "studio:";
/// In place of the checksum while it is computed.
const BLANK: &str = "00000000";
/// What is written where the mark is to stand.
pub const PLACE: &str = "studio:00000000";
/// Bytes after which a file is no longer looked at: nothing the program makes is as large.
const LARGEST: u64 = 4 << 20;

/// Whose a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// The program made it, and nobody changed it.
    Ours,
    /// The program made it, and it was changed by hand.
    Changed,
    /// Somebody else made it.
    Foreign,
}

/// `text` with the checksum in the first place left for it.
#[must_use]
pub fn seal(text: &str) -> String {
    text.replacen(PLACE, &format!("{BEFORE}{}", sum(text)), 1)
}

/// Whose the file with these bytes is. Other line ends and a byte-order mark are no change: git and editors make them.
#[must_use]
pub fn whose(bytes: &[u8]) -> Whose {
    let Some(text) = plain(bytes) else { return Whose::Foreign };
    let marks = text.match_indices(BEFORE).filter_map(|(at, _)| {
        let start = at + BEFORE.len();
        let sum = text.get(start..start + BLANK.len())?;
        sum.bytes().all(|byte| byte.is_ascii_hexdigit()).then_some((start, sum))
    });
    let Some((start, found)) = marks.into_iter().next() else { return Whose::Foreign };
    let blank = format!("{}{BLANK}{}", &text[..start], &text[start + BLANK.len()..]);
    if sum(&blank) == found { Whose::Ours } else { Whose::Changed }
}

/// Whether two texts differ in nothing but line ends and a byte-order mark.
#[must_use]
pub fn same(bytes: &[u8], text: &str) -> bool {
    plain(bytes).is_some_and(|plain| plain == text)
}

/// The bytes of the file at `path`; nothing if none is there.
///
/// # Errors
/// What the file system says; `FileTooLarge` for what cannot be one of the program's files.
pub fn read(path: &Path) -> io::Result<Option<Vec<u8>>> {
    let about = match fs::metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound && path.symlink_metadata().is_err() => return Ok(None),
        about => about?,
    };
    if about.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    if !about.is_file() || about.len() > LARGEST {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    let mut bytes = Vec::new();
    fs::File::open(path)?.take(LARGEST).read_to_end(&mut bytes)?;
    Ok(Some(bytes))
}

fn plain(bytes: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(bytes).ok()?;
    Some(text.trim_start_matches('\u{feff}').replace("\r\n", "\n"))
}

fn sum(text: &str) -> String {
    format!("{:08x}", crc32fast::hash(text.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_knows_whose_it_is() {
        let sealed = seal(&format!("# {PLACE}\n标题 = 1\n"));
        assert_ne!(sealed, format!("# {PLACE}\n标题 = 1\n"));
        assert_eq!(whose(sealed.as_bytes()), Whose::Ours);
        assert_eq!(whose(format!("\u{feff}{}", sealed.replace('\n', "\r\n")).as_bytes()), Whose::Ours);
        assert_eq!(whose(sealed.replace('1', "2").as_bytes()), Whose::Changed);
        assert_eq!(whose(format!("{sealed}\n").as_bytes()), Whose::Changed);
        for foreign in ["", "studio", "studio:", "studio:zzzzzzzz", "see studio:标题标题标题"] {
            assert_eq!(whose(foreign.as_bytes()), Whose::Foreign, "{foreign}");
        }
        assert_eq!(whose(&[0xff, 0xfe]), Whose::Foreign);
    }

    #[test]
    fn only_files_are_read() {
        let folder = tempfile::tempdir().unwrap();
        assert!(read(&folder.path().join("none")).unwrap().is_none());
        assert!(read(folder.path()).is_err());
        fs::write(folder.path().join("a"), "x").unwrap();
        assert_eq!(read(&folder.path().join("a")).unwrap().as_deref(), Some(&b"x"[..]));
        let large = fs::File::create(folder.path().join("large")).unwrap();
        large.set_len(LARGEST + 1).unwrap();
        assert_eq!(read(&folder.path().join("large")).unwrap_err().kind(), io::ErrorKind::FileTooLarge);
    }
}
