//! An article: a text with a title in a file of one of three formats, and what of it is counted.

use super::count::{Count, count};
use super::markdown::plain;

/// The formats an article may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// Markdown; its marks are not counted.
    Markdown,
    /// Text without any marks.
    Plain,
    /// A Word file; its text is taken out when it is read.
    Word,
}

impl Format {
    /// All, the one that is counted when several are there first.
    pub const ALL: [Self; 3] = [Self::Markdown, Self::Plain, Self::Word];

    /// The format that the ending of `path` says, large or small; nothing for another.
    #[must_use]
    pub fn of(path: &str) -> Option<Self> {
        let (_, ending) = path.rsplit_once('.')?;
        Self::ALL.into_iter().find(|format| format.ending().eq_ignore_ascii_case(ending))
    }

    /// The ending of its files.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Plain => "txt",
            Self::Word => "docx",
        }
    }
}

/// The lines that say something among which a title is looked for.
const HEAD: usize = 5;
/// The most characters that stand beside a title on its line.
const BESIDE: usize = 24;

/// Where the title stands that was counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Title {
    /// It stands in the head of the text.
    InText,
    /// It was put before the text.
    Added,
    /// None is known.
    None,
}

/// How long an article is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Length {
    /// The three numbers, title and body together.
    pub count: Count,
    /// Where the title was found.
    pub title: Title,
}

/// The length of `text` and its title, which counts once: it is put before a text that does not have it in its head. Blanks and
/// marks in it make no difference, and a Markdown text that begins with a heading has a title of its own.
#[must_use]
pub fn length(title: Option<&str>, text: &str, format: Option<Format>) -> Length {
    let markdown = format == Some(Format::Markdown);
    let stripped = if markdown { Some(plain(text)) } else { None };
    let body = stripped.as_deref().unwrap_or(text);
    if markdown && text.trim_start().starts_with('#') {
        return Length { count: count(body), title: Title::InText };
    }
    match title.filter(|title| !title.trim().is_empty()) {
        None => Length { count: count(body), title: Title::None },
        Some(title) if is_in_head(body, title) => Length { count: count(body), title: Title::InText },
        Some(title) => {
            let (title, body) = (count(title), count(body));
            let both = Count {
                words: title.words + body.words,
                han: title.han + body.han,
                characters: title.characters + body.characters,
            };
            Length { count: both, title: Title::Added }
        }
    }
}

/// Whether the first lines of `text` are `title` and nothing else; blanks and marks make no difference.
#[must_use]
pub fn is_headed(title: &str, text: &str, format: Option<Format>) -> bool {
    let stripped = (format == Some(Format::Markdown)).then(|| plain(text));
    let mut rest = stripped.as_deref().unwrap_or(text).chars();
    let mut title = title.chars().filter(|char| char.is_alphanumeric()).peekable();
    title.peek().is_some()
        && title.all(|char| rest.find(|next| next.is_alphanumeric()) == Some(char))
        && !rest.take_while(|next| *next != '\n').any(char::is_alphanumeric)
}

/// The first line of `text` that says something; empty where none does.
#[must_use]
pub fn first_line(text: &str, format: Option<Format>) -> String {
    let stripped = (format == Some(Format::Markdown)).then(|| plain(text));
    let lines = stripped.as_deref().unwrap_or(text).lines();
    lines.map(str::trim).find(|line| line.chars().any(char::is_alphanumeric)).unwrap_or_default().to_owned()
}

/// Whether `text` begins with `title`, or one of its first lines has it and says little else: the number of an annex stands before a
/// title, the school's name before or behind it. Blanks and marks, of which there are many kinds, make no difference.
fn is_in_head(text: &str, title: &str) -> bool {
    let said = |text: &str| text.chars().filter(|char| char.is_alphanumeric()).collect::<String>();
    let title = said(title);
    if title.is_empty() {
        return false;
    }
    let most = title.chars().count() + BESIDE;
    let lines: Vec<String> = text.lines().map(said).filter(|line| !line.is_empty()).take(HEAD).collect();
    // A title may be broken over two lines.
    let pairs = lines.windows(2).map(<[String]>::concat);
    let short = lines.iter().cloned().chain(pairs).filter(|line| line.chars().count() <= most);
    lines.concat().starts_with(&title) || { short }.any(|line| line.contains(&title))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(title: &str, text: &str, format: Format) -> (usize, Title) {
        let length = length(Some(title), text, Some(format));
        (length.count.words, length.title)
    }

    #[test]
    fn a_title_counts_once() {
        assert_eq!(words("题目", "正文。", Format::Plain), (5, Title::Added));
        assert_eq!(words("题目", "题目\n正文。", Format::Plain), (5, Title::InText));
        assert_eq!(words("题目——两行", "题目\n—— 两行\n正文。", Format::Word), (8, Title::InText));
        assert_eq!(words("“题”——目", "\"题\"目\n正文。", Format::Word), (7, Title::InText));
        assert_eq!(words("？", "？\n正文。", Format::Word), (5, Title::Added));
        assert_eq!(words("题目", "附件4\n\n# 题目\n正文。", Format::Markdown), (8, Title::InText));
        assert_eq!(words("题目", "甲校\n案例题目：题目（乙老师）\n正文。", Format::Plain), (17, Title::InText));
        assert_eq!(words("题目", "甲校\n案例题目：题目\n正文。", Format::Word), (12, Title::InText));
        assert_eq!(words("题目——两行", "附件4\n题目\n——两行\n正文。", Format::Word), (12, Title::InText));
        let long = format!("第一段{}题目\n", "字".repeat(40));
        assert_eq!(words("题目", &long, Format::Word).1, Title::Added);
        assert_eq!(words("题目", "# 另一个题目\n正文。", Format::Markdown), (8, Title::InText));
        assert_eq!(length(None, "正文。", None), Length { count: count("正文。"), title: Title::None });
        assert_eq!(length(Some(" "), "正文。", None).title, Title::None);
    }

    #[test]
    fn a_heading_is_the_title_and_no_more() {
        let headed = |title, text, format| is_headed(title, text, Some(format));
        assert!(headed("“题”——目", "\n题目\n正文。", Format::Word));
        assert!(headed("题目——两行", "题目\n—— 两行\n正文。", Format::Plain));
        assert!(headed("题目", "---\nauthor: 甲\n---\n# **题目**\n\n正文。", Format::Markdown));
        assert!(!headed("题目", "题目的补充\n正文。", Format::Word));
        assert!(!headed("题目", "# 另一个题目\n正文。", Format::Markdown));
        assert!(!headed("题目", "正文。题目", Format::Word));
        assert!(!headed("？", "？\n", Format::Word));
        assert_eq!(first_line("\n……\n 题目 \n", Some(Format::Word)), "题目");
        assert_eq!(first_line("# 题目\n", Some(Format::Markdown)), "题目");
    }

    #[test]
    fn marks_are_of_markdown_alone() {
        assert_eq!(words("题", "**重点**", Format::Markdown), (3, Title::Added));
        assert_eq!(words("题", "**重点**", Format::Word), (5, Title::Added));
        assert_eq!(words("题", "# 题", Format::Plain), (2, Title::InText));
    }

    #[test]
    fn an_ending_may_be_in_capitals() {
        assert_eq!(Format::of("cases/甲.DOCX"), Some(Format::Word));
        assert_eq!(Format::of("甲.doc"), None);
        assert_eq!(Format::of("docx"), None);
    }
}
