//! Names with blanks that only pad them, as lists set short ones.

/// The most characters of a name that is padded: two of a family and two more.
const NAME: usize = 4;

/// The name in Han characters that `text` is with blanks between them, as lists pad a short one: a character that stands alone
/// is no name, so that they are not several.
#[must_use]
pub fn close_up(text: &str) -> Option<String> {
    let han = |char| matches!(char, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{323af}');
    let name: String = text.split_whitespace().collect();
    let mut lengths = text.split_whitespace().map(|piece| piece.chars().count());
    let is_padded = lengths.clone().any(|length| length == 1) && lengths.all(|length| length <= 2);
    let is_name = name.chars().all(han) && name.chars().count() <= NAME;
    (is_padded && is_name && name.len() < text.trim().len()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::close_up;

    #[test]
    fn a_padded_name_is_one() {
        for (text, name) in [("周　予安", "周予安"), ("周 宁", "周宁"), ("周 予 安", "周予安"), ("欧阳 修", "欧阳修")]
        {
            assert_eq!(close_up(text).as_deref(), Some(name));
        }
        for text in ["周予安", " 周予安 ", "郁文澜 车永福", "司马 相如", "周予安 王", "Li 明", "一 二 三 四 五"]
        {
            assert_eq!(close_up(text), None, "{text}");
        }
    }
}
