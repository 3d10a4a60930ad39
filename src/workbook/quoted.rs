//! Texts in a cell that somebody typed with the quotation marks that records have.

/// The texts of a cell that was typed as one types them in a record: `["甲", "乙"]` or `"甲", "乙"`; else the text itself. Of the
/// escapes of TOML only `\"` and `\\` are read: in `"证据\table.pdf"` people mean the folder.
pub(super) fn unquoted(text: &str) -> Vec<String> {
    let list = match (text.starts_with('['), text.starts_with('"')) {
        (true, _) => text.to_owned(),
        (_, true) => format!("[{text}]"),
        _ => return vec![text.to_owned()],
    };
    let doubled = |list: String| {
        let list = list.replace("\\\\", "\u{0}").replace("\\\"", "\u{1}").replace('\\', "\\\\");
        list.replace('\u{0}', "\\\\").replace('\u{1}', "\\\"")
    };
    // Between single quotation marks nothing is an escape.
    let list = if text.contains('\'') { list } else { doubled(list) };
    let parsed = toml::de::DeTable::parse(&format!("a = {list}")).ok().and_then(|table| {
        let items = table.get_ref().get("a")?.get_ref().as_array()?.iter();
        items.map(|item| item.get_ref().as_str().map(str::to_owned)).collect::<Option<Vec<String>>>()
    });
    let is_sound = |items: &Vec<String>| !items.is_empty() && !items.iter().any(|item| item.contains(char::is_control));
    parsed.filter(is_sound).unwrap_or_else(|| vec![text.to_owned()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_as_in_a_record_is_read_as_there() {
        assert_eq!(unquoted("[\"证据/纪要.pdf\"]"), ["证据/纪要.pdf"]);
        assert_eq!(unquoted("\"听取汇报\", \"研究部署\""), ["听取汇报", "研究部署"]);
        assert_eq!(unquoted(r#""班级\table", "a\\b", "\"引\"""#), [r"班级\table", r"a\b", "\"引\""]);
        assert_eq!(unquoted(r"['C:\table']"), [r"C:\table"]);
        for text in ["", "证据/纪要.pdf", "[见附件]", r#""'a'\t""#, "\"甲", "“甲”", "[1]"] {
            assert_eq!(unquoted(text), [text]);
        }
    }
}
