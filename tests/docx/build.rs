//! The smallest Word files that are whole: paragraphs, and a header with a paragraph.

use std::fmt::Write as _;
use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A zip of these parts.
pub fn zip(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(content.as_bytes()).expect("written");
    }
    zip.finish().expect("a zip").into_inner()
}

/// A Word file with these paragraphs, and that header.
pub fn docx(paragraphs: &[&str], header: &str) -> Vec<u8> {
    let of = |lines: &[&str]| {
        lines.iter().fold(String::new(), |mut xml, line| {
            write!(xml, "<w:p><w:r><w:t>{line}</w:t></w:r></w:p>").expect("into a string");
            xml
        })
    };
    let relation = |kind: &str, target: &str| {
        let one = format!("<Relationship Id=\"r1\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>");
        format!("<Relationships xmlns=\"{PACKAGE}\">{one}</Relationships>")
    };
    zip(&[
        ("_rels/.rels", &relation("officeDocument", "word/document.xml")),
        ("word/_rels/document.xml.rels", &relation("header", "header1.xml")),
        (
            "word/document.xml",
            &format!("<w:document xmlns:w=\"{WORD}\"><w:body>{}</w:body></w:document>", of(paragraphs)),
        ),
        ("word/header1.xml", &format!("<w:hdr xmlns:w=\"{WORD}\">{}</w:hdr>", of(&[header]))),
    ])
}
