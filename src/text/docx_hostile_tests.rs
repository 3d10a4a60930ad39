//! Files that are no Word files, damaged ones, and those that are made to do harm.

use std::io::Cursor;

use super::{document, failure, p, package, relations, whole};
use crate::text::docx::{Error, read};

#[test]
fn what_is_no_word_file_is_named() {
    assert!(matches!(failure(b""), Error::Empty));
    assert!(matches!(failure(b"<html><body>"), Error::Foreign));
    assert!(matches!(failure(b"{\\rtf1 "), Error::Foreign));
    assert!(matches!(failure(&[0; 4096]), Error::Damaged));
    let ole = |name: &str| {
        let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
        bytes.resize(65_530, 7);
        bytes.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
        bytes
    };
    assert!(matches!(failure(&ole("WordDocument")), Error::Old));
    assert!(matches!(failure(&ole("EncryptedPackage")), Error::Protected), "across the ends of blocks");
    let root = relations(&[("officeDocument", "xl/workbook.xml")]);
    let sheet = package(&[("_rels/.rels", root.as_bytes()), ("xl/workbook.xml", b"<workbook><sheets/></workbook>")]);
    assert!(matches!(failure(&sheet), Error::NoDocument));
    assert!(matches!(failure(&package(&[("a.txt", b"a")])), Error::NoDocument));
    assert!(matches!(failure(&package(&[])), Error::NoDocument));
}

#[test]
fn broken_xml_is_named() {
    for xml in
        ["", "<w:document", "<w:document><w:body></w:document>", "<w:document><w:body>", "文", "<a>&#0;</a>\u{0}"]
    {
        assert!(matches!(failure(&whole(xml)), Error::Broken), "{xml}");
    }
    let entities = document(&p("&a;")).replacen("<w:document", "<!DOCTYPE d [<!ENTITY a \"甲\">]><w:document", 1);
    assert!(matches!(failure(&whole(&entities)), Error::Broken));
    let root = relations(&[("officeDocument", "word/document.xml")]);
    let latin = package(&[("_rels/.rels", root.as_bytes()), ("word/document.xml", b"<w:document>\xff\xfe")]);
    assert!(matches!(failure(&latin), Error::Broken));
}

#[test]
fn what_swells_or_nests_is_refused() {
    let bomb = vec![b' '; (32 << 20) + 1];
    let root = relations(&[("officeDocument", "word/document.xml")]);
    let packed = package(&[("_rels/.rels", root.as_bytes()), ("word/document.xml", &bomb)]);
    assert!(packed.len() < 100_000);
    assert!(matches!(failure(&packed), Error::TooLarge));
    let deep = format!("{}{}", "<w:tbl>".repeat(300), "</w:tbl>".repeat(300));
    assert!(matches!(failure(&whole(&document(&deep))), Error::TooLarge));
    assert!(matches!(failure(&whole(&document(&"<w:tbl>".repeat(1 << 20)))), Error::TooLarge));
    let fields = "<w:r><w:fldChar w:fldCharType=\"begin\"/><w:fldChar w:fldCharType=\"separate\"/></w:r>".repeat(300);
    assert!(matches!(failure(&whole(&document(&format!("<w:p>{fields}</w:p>")))), Error::TooLarge));
    assert!(matches!(failure(&whole(&document(&p(&"长".repeat(2 << 20))))), Error::TooLarge));
}

#[test]
fn parts_that_nothing_leads_to_have_the_same_bounds() {
    let (root, main) = (relations(&[("officeDocument", "word/document.xml")]), document(&p("甲")));
    let with = |other: &[u8]| {
        let parts =
            [("_rels/.rels", root.as_bytes()), ("word/document.xml", main.as_bytes()), ("word/other.xml", other)];
        read(Cursor::new(package(&parts)))
    };
    assert!(matches!(with(&vec![b' '; (32 << 20) + 1]), Err(Error::TooLarge)));
    let deep = document(&"<w:tbl>".repeat(1 << 20));
    assert!(matches!(with(deep.as_bytes()), Err(Error::TooLarge)));
    let long = "长".repeat(2 << 20);
    for other in [document(&p(&long)), format!("<c><v>{long}</v></c>")] {
        assert!(matches!(with(other.as_bytes()), Err(Error::TooLarge)));
    }
    for other in [&b"\xff\xfe\xff"[..], b"", b"<!DOCTYPE d><d/>"] {
        assert_eq!(with(other).expect("a text").body, "甲\n");
    }
}

#[test]
fn a_directory_of_names_without_end_is_refused() {
    let names: Vec<String> = (0..9_000).map(|number| format!("{number:0200}")).collect();
    let many: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    assert!(matches!(failure(&package(&many)), Error::TooLarge));
}

#[test]
fn sizes_that_lie_are_not_believed() {
    let root = relations(&[("officeDocument", "word/document.xml")]);
    let xml = document(&p("甲"));
    let honest = package(&[("_rels/.rels", root.as_bytes()), ("word/document.xml", xml.as_bytes())]);
    let size = u32::try_from(xml.len()).expect("small").to_le_bytes();
    let mut lying = honest.clone();
    for at in 0..lying.len() - 4 {
        if honest[at..at + 4] == size {
            lying[at..at + 4].copy_from_slice(&u32::MAX.to_le_bytes()[..]);
        }
    }
    assert_ne!(lying, honest);
    // Either the text or an error; never four gigabytes.
    match read(Cursor::new(lying)) {
        Ok(text) => assert_eq!(text.body, "甲\n"),
        Err(error) => assert!(matches!(error, Error::Damaged | Error::TooLarge), "{error:?}"),
    }
}

#[test]
fn a_file_cut_off_anywhere_is_an_error() {
    let bytes = whole(&document(&p("甲").repeat(50)));
    assert!(read(Cursor::new(&bytes)).is_ok());
    for length in 0..bytes.len() {
        let error = failure(&bytes[..length]);
        let expected = match length {
            0 => matches!(error, Error::Empty),
            1 => matches!(error, Error::Foreign),
            _ => matches!(error, Error::Damaged),
        };
        assert!(expected, "{length}: {error:?}");
    }
}

#[test]
fn random_damage_never_panics() {
    let xml = document(&format!("{}<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>", p("甲&amp;乙"), p("丙")));
    let zipped = whole(&xml);
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % below as u64).expect("small")
    };
    let mut failed = 0;
    for round in 0..3000 {
        // The zip is damaged in one half of the rounds, the XML within a whole zip in the other.
        let mut bytes = if round % 2 == 0 { zipped.clone() } else { xml.clone().into_bytes() };
        for _ in 0..=next(4) {
            let at = next(bytes.len());
            match next(4) {
                0 => bytes[at] = u8::try_from(next(256)).expect("a byte"),
                1 => drop(bytes.remove(at)),
                2 => bytes.insert(at, b"<>/&;\"'= \0"[next(10)]),
                _ => bytes.truncate(at.max(1)),
            }
        }
        let root = relations(&[("officeDocument", "word/document.xml")]);
        let bytes = if round % 2 == 0 {
            bytes
        } else {
            package(&[("_rels/.rels", root.as_bytes()), ("word/document.xml", &bytes)])
        };
        failed += usize::from(read(Cursor::new(bytes)).is_err());
    }
    assert!(failed > 1500, "{failed}");
}
