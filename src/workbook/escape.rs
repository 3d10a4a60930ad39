//! `_x0041_` in a text. The format of workbooks writes characters that XML cannot hold in this way, and programs differ in
//! whether they write a text that only looks so with an escape of its own: what one saves, the other reads as another
//! text. So no side of a comparison holds such a text: it always stands for its character.

use std::borrow::Cow;

/// `text` with every `_xHHHH_` replaced by its character, line ends `\n`.
#[must_use]
pub fn plain(text: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut rest = text;
    while let Some(start) = rest.find("_x") {
        let Some(char) = rest.get(start..start + 7).and_then(escaped) else {
            out.push_str(&rest[..start + 2]);
            rest = &rest[start + 2..];
            continue;
        };
        out.push_str(&rest[..start]);
        out.push(char);
        rest = &rest[start + 7..];
    }
    if rest.len() == text.len() && !text.contains('\r') {
        return Cow::Borrowed(text);
    }
    out.push_str(rest);
    // An escape of an escape leaves an escape.
    if out.len() < text.len() {
        Cow::Owned(plain(&out).into_owned())
    } else {
        Cow::Owned(out.replace("\r\n", "\n").replace('\r', "\n"))
    }
}

/// The character of `_x0041_`.
fn escaped(text: &str) -> Option<char> {
    let digits = text.strip_prefix("_x")?.strip_suffix('_')?;
    let code = u32::from_str_radix(digits, 16).ok().filter(|_| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
    char::from_u32(code)
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn an_escape_is_its_character_however_often_it_is_escaped() {
        assert_eq!(plain("a_x0041_b"), "aAb");
        assert_eq!(plain("_x005F_x0041_"), "A");
        assert_eq!(plain("一_x000D_二\r\n三\r四"), "一\n二\n三\n四");
        assert_eq!(plain("_xD800_"), "_xD800_");
        for text in ["", "x_", "_x", "_x12", "班_x长", "a_x00g1_", "_x+041_"] {
            assert_eq!(plain(text), text);
        }
    }
}
