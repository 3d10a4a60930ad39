//! A Word file: its text, how long it is, and what is found in it.

use std::io::{Cursor, Write};
use std::sync::{LazyLock, Mutex, PoisonError};

use studio::source::Source;
use studio::text::article::{Format, first_line, is_headed, length};
use studio::text::docx::{Error, read};
use studio::text::personal::scan;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::folder::{Folder, files};
use super::holds;
use super::pieces::{MARK, Pieces};
use super::records::{Turn, Way, checked};

static STANDARD: LazyLock<studio::standard::Standard> =
    LazyLock::new(|| studio::standard::embedded().expect("a sound standard"));
static SCHOOL: LazyLock<Mutex<Folder>> = LazyLock::new(|| {
    let mut base = files("tests/mistakes/base");
    let record = "title = \"一本班务日志\"\ncategory = \"班级文化建设\"\nreported = true\n";
    base.insert("cases/班务.toml".to_owned(), record.as_bytes().to_vec());
    Mutex::new(Folder::new(base))
});

/// A zip of these parts.
///
/// # Panics
/// It cannot be made.
#[must_use]
pub fn zipped(parts: &[(String, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        let method =
            if content.len() % 2 == 0 { zip::CompressionMethod::Stored } else { zip::CompressionMethod::Deflated };
        let options = SimpleFileOptions::default().compression_method(method);
        // A name that a zip does not take is none.
        if zip.start_file(name.as_str(), options).is_ok() {
            zip.write_all(content).expect("into memory");
        }
    }
    zip.finish().expect("into memory").into_inner()
}

/// Tries one input: the parts of a Word file, or where it has none, its bytes as they are.
///
/// # Panics
/// Something does not hold.
pub fn run(data: &[u8]) {
    let pieces = Pieces::read(data);
    let raw = !data.windows(MARK.len()).any(|four| four == MARK);
    let bytes = if raw { data.to_vec() } else { zipped(&pieces.files) };
    let text = match read(Cursor::new(&bytes)) {
        Ok(text) => text,
        Err(error) => {
            assert!(!matches!(error, Error::Unreadable(_)), "bytes in memory can be read: {error:?}");
            assert!(bytes.is_empty() == matches!(error, Error::Empty), "{error:?}");
            return;
        }
    };
    assert_eq!(read(Cursor::new(&bytes)).ok().as_ref(), Some(&text), "the same file says something else");
    for part in [&text.body, &text.aside] {
        assert!(!part.contains('\r'), "a line ends as every line does");
        assert!(part.is_empty() || part.ends_with('\n'), "a paragraph ends: {part:?}");
    }
    let source = Source::word("cases/班务.docx".to_owned(), 0, text);
    assert_eq!(source.format(), Some(Format::Word));
    for found in scan(&source.text) {
        let place = source.place(found.start..found.end, None);
        assert!(place.line >= 1 && place.column >= 1 && place.end_column > place.column);
        holds::nobody("an excerpt", &place.excerpt);
    }
    for title in [None, Some("一本班务日志"), Some("")] {
        let one = length(title, source.body(), source.format()).count;
        assert!(one.han <= one.words && one.han <= one.characters, "{one:?}");
        let _ = is_headed(title.unwrap_or_default(), source.body(), source.format());
    }
    let first = first_line(source.body(), source.format());
    assert!(!first.contains('\n') && source.body().contains(first.as_str()));
    if pieces.says("check") {
        let school = SCHOOL.lock().unwrap_or_else(PoisonError::into_inner);
        let files = [("cases/班务.docx".to_owned(), bytes.as_slice())];
        let way = Way::of(&pieces);
        drop(school.with(&files, |root| checked(&STANDARD, root, &way, Turn::of(&pieces, data))));
    }
}
