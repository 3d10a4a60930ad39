//! Texts in the encodings of old Windows programs, read as UTF-8. What cannot be read back to the same bytes, or does not look
//! like what people write, is left as it is.

use encoding_rs::{GB18030, UTF_16BE, UTF_16LE};

use crate::source::Encoding;

/// The record that `bytes` hold, which seem to be in `encoding`; nothing if that is not certain.
#[must_use]
pub fn convert(bytes: &[u8], encoding: Encoding) -> Option<String> {
    read(bytes, encoding, ['=', '＝'])
}

/// The same of a text in sentences.
#[must_use]
pub fn convert_text(bytes: &[u8], encoding: Encoding) -> Option<String> {
    read(bytes, encoding, ['，', '。'])
}

/// The text of `bytes`, in which one of `marks` stands.
fn read(bytes: &[u8], encoding: Encoding, marks: [char; 2]) -> Option<String> {
    let text = match encoding {
        Encoding::Gb18030 => gb18030(bytes)?,
        Encoding::Utf16 => utf16(bytes)?,
        Encoding::Unknown => return None,
    };
    let odd = |char: char| char.is_control() && !"\n\r\t".contains(char) || ('\u{e000}'..='\u{f8ff}').contains(&char);
    (text.contains(marks) && !text.contains(odd) && !text.contains('\u{fffd}')).then_some(text)
}

/// Characters of two high bytes are the common ones of GB2312; other bytes that pass for this encoding give rare ones.
fn gb18030(bytes: &[u8]) -> Option<String> {
    let text = GB18030.decode_without_bom_handling_and_without_replacement(bytes)?.into_owned();
    if GB18030.encode(&text).0 != bytes {
        return None;
    }
    let common = |char: char| {
        let mut utf8 = [0; 4];
        let (bytes, _, _) = GB18030.encode(char.encode_utf8(&mut utf8));
        bytes.len() == 2 && (0xa1..=0xf7).contains(&bytes[0]) && bytes[1] >= 0xa1
    };
    let (mut all, mut usual) = (0_usize, 0_usize);
    for char in text.chars().filter(|char| !char.is_ascii()) {
        all += 1;
        usual += usize::from(common(char));
    }
    // One character in five may be rare: names are.
    (usual * 5 >= all * 4).then_some(text)
}

fn utf16(bytes: &[u8]) -> Option<String> {
    let zeros = |first: usize| bytes.iter().skip(first).step_by(2).filter(|byte| **byte == 0).count();
    let (little, body) = match bytes {
        [0xff, 0xfe, rest @ ..] => (true, rest),
        [0xfe, 0xff, rest @ ..] => (false, rest),
        // The high byte of every ASCII character is zero.
        _ => (zeros(1) > zeros(0), bytes),
    };
    let of = if little { UTF_16LE } else { UTF_16BE };
    let text = of.decode_without_bom_handling_and_without_replacement(body)?.into_owned();
    let back = text.encode_utf16().flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() });
    back.eq(body.iter().copied()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "name = \"林澄\"\r\n# 班主任，喆\r\n";

    #[test]
    fn what_old_programs_wrote_is_read() {
        assert_eq!(convert(&GB18030.encode(TEXT).0, Encoding::Gb18030).as_deref(), Some(TEXT));
        let little: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in [[b"\xff\xfe", &little[..]].concat(), little, [b"\xfe\xff", &big[..]].concat(), big] {
            assert_eq!(convert(&bytes, Encoding::Utf16).as_deref(), Some(TEXT));
        }
    }

    #[test]
    fn what_only_passes_for_one_is_left() {
        let (big5, _, _) = encoding_rs::BIG5.encode("name = \"林澄在學校擔任導師工作多年\"");
        let (shift, _, _) = encoding_rs::SHIFT_JIS.encode("name = \"学校の先生をしていますのであります\"");
        let (latin, _, _) = encoding_rs::WINDOWS_1252.encode("name = \"Ärzte über Öl, größe, où, élève\"");
        for bytes in [&big5[..], &shift, &latin, b"a = \"\x80\xff\"", b"\xd6\xd0\xce\xc4"] {
            assert_eq!(convert(bytes, Encoding::Gb18030), None, "{bytes:?}");
            assert_eq!(convert_text(bytes, Encoding::Gb18030), None, "{bytes:?}");
        }
        assert_eq!(convert(b"a = 1\x00", Encoding::Utf16), None, "an odd number of bytes");
        assert_eq!(convert(b"\xff\xfe=\x00\x00\xd8", Encoding::Utf16), None, "half a character");
    }
}
