//! Mistakes with Word files, made here byte by byte.

use std::fs;
use std::path::Path;

use crate::build::{docx, zip};
use crate::made::Make;

const TEXT: &str = "cases/晚自习的一盏灯.docx";

pub const MADE: &[(&str, Make)] = &[
    ("text-renamed", |folder| {
        let bytes = docx(&["灯亮着。"], "");
        fs::write(folder.join("cases/晚自习的一盏灯.md"), bytes).is_ok()
    }),
    ("text-twice", |folder| put(folder, &docx(&["灯亮着。"], ""))),
    ("word-damaged", |folder| {
        let bytes = docx(&["灯亮着。"], "");
        put(folder, &bytes[..bytes.len() / 2])
    }),
    ("word-empty", |folder| put(folder, b"")),
    ("word-foreign", |folder| put(folder, "<html><body>灯亮着。</body></html>".as_bytes())),
    ("word-lock", |folder| {
        let lock = fs::write(folder.join("cases/~$自习的一盏灯.docx"), b"\x05author");
        lock.is_ok() && put(folder, &docx(&["灯亮着，人就在，书声也就在。"], ""))
    }),
    ("word-no-document", |folder| put(folder, &zip(&[("xl/workbook.xml", "<workbook/>")]))),
    ("word-old", |folder| put(folder, &ole("WordDocument"))),
    ("word-protected", |folder| put(folder, &ole("EncryptedPackage"))),
    ("word-too-large", |folder| put(folder, &docx(&["灯".repeat(2 << 20).as_str()], ""))),
    ("word-with-a-phone", |folder| {
        put(folder, &docx(&["晚自习的一盏灯", "", "他留下了号码１３９-0000-0000，说晚上都在。"], ""))
    }),
    ("word-with-a-phone-aside", |folder| put(folder, &docx(&["灯亮着，人就在，书声也就在。"], "联系 13900000000"))),
];

fn put(folder: &Path, bytes: &[u8]) -> bool {
    fs::write(folder.join(TEXT), bytes).is_ok()
}

/// A file of the old format with a stream of this name.
fn ole(stream: &str) -> Vec<u8> {
    let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    bytes.resize(2048, 0);
    bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
    bytes
}
