//! Paths from the root of a disk or of another computer, which nobody else has.

/// The name of the file that `text` leads to, where it is such a path: `C:\资料\纪要.pdf`, `\\主机\纪要.pdf`, `/home/纪要.pdf`.
#[must_use]
pub fn file_on_disk(text: &str) -> Option<&str> {
    let text = text.strip_prefix("file:").unwrap_or(text);
    let mut chars = text.chars();
    let drive = chars.next().is_some_and(|char| char.is_ascii_alphabetic())
        && matches!((chars.next(), chars.next()), (Some(':' | '：'), Some('\\' | '/')));
    let root = text.starts_with(['/', '\\']);
    let name = text.rsplit(['/', '\\']).next().unwrap_or_default().trim();
    ((drive || root) && !name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::file_on_disk;

    #[test]
    fn a_path_from_a_disk_is_told_from_one_in_the_folder() {
        for path in
            [r"C:\资料\纪要.pdf", "d:/资料/纪要.pdf", r"\\主机\资料\纪要.pdf", "/home/纪要.pdf", "file:///C:/纪要.pdf"]
        {
            assert_eq!(file_on_disk(path), Some("纪要.pdf"), "{path}");
        }
        for path in ["证据/纪要.pdf", r"证据\纪要.pdf", "档案:1", "https://x.cn/1", "", r"C:\"] {
            assert_eq!(file_on_disk(path), None, "{path}");
        }
    }
}
