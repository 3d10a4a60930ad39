//! The directory at the end of a zip, byte for byte: what libraries read as one entry may be two, and what they write there
//! tells on which system it was written.

/// The most entries that are looked at; an end of directory counts no more (APPNOTE 4.3.16).
const MOST: usize = 1 << 16;

/// What the end of the directory begins with.
const END: &[u8] = b"PK\x05\x06";

/// An entry of the central directory, and where it begins.
#[derive(Debug)]
pub struct Entry<'b> {
    at: usize,
    /// Its name, as it stands there.
    pub name: &'b [u8],
}

/// A zip that a library wrote, with the byte that tells on which system set to the same everywhere.
#[must_use]
pub fn same_everywhere(mut zip: Vec<u8>) -> Vec<u8> {
    const UNIX: u8 = 3;
    let entries: Vec<usize> = directory(&zip).into_iter().map(|entry| entry.at).collect();
    for at in entries {
        if let Some(system) = zip.get_mut(at + 5) {
            *system = UNIX;
        }
    }
    zip
}

/// Whether bytes end as a zip does: with the end of its directory, and the comment that belongs to it (APPNOTE 4.3.16).
#[must_use]
pub fn ends(zip: &[u8]) -> bool {
    let at = zip.windows(4).rposition(|four| four == END);
    let comment = at.and_then(|at| zip.get(at + 20..at + 22)).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
    at.zip(comment).is_some_and(|(at, comment)| at + 22 + usize::from(comment) == zip.len())
}

/// The entries of the central directory (APPNOTE 4.3.12), also those that libraries take for one because they share a name.
#[must_use]
pub fn directory(zip: &[u8]) -> Vec<Entry<'_>> {
    const ENTRY: &[u8] = b"PK\x01\x02";
    let number = |at: usize| zip.get(at..at + 2).map(|pair| usize::from(u16::from_le_bytes([pair[0], pair[1]])));
    let end = zip.windows(4).rposition(|four| four == END);
    let start = end.and_then(|end| zip.get(end + 16..end + 20));
    let start = start.map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]));
    let mut at = start.and_then(|start| usize::try_from(start).ok()).unwrap_or(zip.len());
    let mut entries = Vec::new();
    while zip.get(at..at + 4) == Some(ENTRY) && entries.len() < MOST {
        let (Some(name), Some(extra), Some(comment)) = (number(at + 28), number(at + 30), number(at + 32)) else {
            break;
        };
        let Some(text) = zip.get(at + 46..at + 46 + name) else { break };
        entries.push(Entry { at, name: text });
        at += 46 + name + extra + comment;
    }
    entries
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use zip::write::SimpleFileOptions;
    use zip::{System, ZipWriter};

    use super::*;

    fn written(system: System) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for name in ["a", "工作簿/乙"] {
            zip.start_file(name, SimpleFileOptions::default().system(system).external_attributes(0)).unwrap();
            zip.write_all(b"PK\x01\x02 is no entry").unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn a_zip_of_windows_is_one_of_any_system() {
        let (unix, dos) = (written(System::Unix), written(System::Dos));
        assert_ne!(unix, dos);
        assert_eq!(same_everywhere(dos), unix);
        let names: Vec<_> = directory(&unix).iter().map(|entry| entry.name).collect();
        assert_eq!(names, ["a".as_bytes(), "工作簿/乙".as_bytes()]);
        assert!(ends(&unix) && !ends(&unix[..unix.len() - 1]) && !ends(&unix[..40]));
    }

    #[test]
    fn what_is_no_zip_stays() {
        for bytes in
            [&b""[..], b"PK", b"PK\x05\x06 and no more", b"PK\x01\x02PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"]
        {
            assert_eq!(same_everywhere(bytes.to_vec()), bytes);
        }
    }
}
